//! Everything that can be asked of the desk, in one table: how it is typed, what it takes, on which tickets, and
//! which role may use it in which kind of chat. Rights, help, menus and "did you mean" are all made from it.

use serde::{Deserialize, Serialize};

use super::person::Role;

mod table;

pub use table::TABLE;

/// Something that can be asked of the desk. Written in sessions, prompts and the audit by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    // A reporter's.
    Enrol,
    Report,
    Mine,
    Status,
    /// Words or files for a ticket of one's own or of one's facility.
    Answer,
    Confirm,
    /// It still does not work.
    #[serde(alias = "still_broken")]
    Reopen,
    /// The reporter needs it no more.
    Withdraw,
    /// They have no answer yet, but still need it.
    StillNeed,
    Guide,
    Contacts,
    // Of the dialog itself.
    Help,
    Language,
    Cancel,
    Start,
    Link,
    Profile,
    Leave,
    /// Asks the focal point to be let in to one's facility's tickets.
    Join,
    /// What follows counts nowhere, until it is asked for again.
    Practice,
    Notifications,
    Quiet,
    // Work on a ticket.
    Take,
    Assign,
    Release,
    /// The reporter, whom no chat reaches, was called.
    Called,
    Note,
    Reply,
    #[serde(alias = "question")]
    Ask,
    Canned,
    Talk,
    #[serde(alias = "resolution")]
    Resolve,
    Close,
    Reject,
    Duplicate,
    /// Makes a problem that many have of a request, and joins others to it (WS-7).
    Common,
    /// What is known of a problem: symptom, cause, workaround, state, and what others read of it (CY-01).
    Problem,
    Escalate,
    /// For somebody outside: a supplier, a developer, the electricity.
    Wait,
    Resume,
    Priority,
    /// How severe it is, where that decides on the priority (SV 3.1).
    Severity,
    Category,
    Tag,
    Kind,
    Origin,
    Department,
    Environment,
    Private,
    Deadline,
    /// Somebody of the desk goes to the facility.
    Visit,
    TakeBack,
    History,
    /// Why its clocks stand as they do.
    Why,
    Watch,
    Unwatch,
    Queue,
    // Who is there.
    Away,
    Present,
    Rota,
    /// What is new, card by card.
    Triage,
    /// What has had no change for longest.
    Stale,
    /// What the desk promises.
    Sla,
    /// A day on which the desk is closed, or open for less.
    Holiday,
    /// What many are told at once: drafted, looked at, confirmed (WS-13).
    Announce,
    /// What is announced, and goes on.
    Announcements,
    // A focal point's.
    Approve,
    Refuse,
    /// To the desk, as it is.
    PassOn,
    OnBehalf,
    /// Lets somebody in to their facility's tickets.
    LetIn,
    // Of people.
    Invite,
    FindPerson,
    Revoke,
    Block,
    Unblock,
}

/// Where a verb was used: a private chat, or a room with its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Private,
    Agents,
    Partner,
    Managers,
    Announcements,
    /// A group that is bound to nothing.
    UnknownGroup,
}

impl Place {
    pub const ALL: [Self; 6] =
        [Self::Private, Self::Agents, Self::Partner, Self::Managers, Self::Announcements, Self::UnknownGroup];

    /// The place that a room's purpose makes.
    #[must_use]
    pub fn of_purpose(purpose: &str) -> Self {
        match purpose {
            "agents" => Self::Agents,
            "partner" => Self::Partner,
            "managers" => Self::Managers,
            // Both are told of what happens, and work on nothing.
            "announcements" | "watchers" => Self::Announcements,
            _ => Self::UnknownGroup,
        }
    }
}

/// Which tickets a verb may be used on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// It concerns no ticket.
    None,
    /// One's own, and one's facility's where that is proven.
    Theirs,
    /// One's own alone.
    Own,
    /// Those that one may read.
    Read,
    /// All, for those who work at the desk; one's own, as `Theirs`, for others.
    Desk,
    /// Those that wait for this focal point's (or a manager's) approval.
    Approver,
    /// All, for those who work at the desk; those at the gate, as `Approver`, for others.
    Gate,
}

/// What is typed after a verb's name. A reference may stand first or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Whatever its own dialog makes of it.
    Own,
    /// A ticket.
    Ticket,
    /// A ticket, and words, which are asked for where they are missing.
    Words,
    /// A ticket, and words that may be missing.
    MayWords,
    /// A ticket and a value, which is offered or asked for where it is missing.
    Value(What),
    /// A ticket, a value, and words that say why.
    Reason(What),
}

/// What kind of value a verb takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Person,
    Reference,
    Day,
    Tag,
    Priority,
    Severity,
    Category,
    Kind,
    Origin,
    Department,
    Environment,
    Private,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub verb: Verb,
    /// As typed: Portuguese, English, and further ones; none for what is only tapped or said.
    pub names: &'static [&'static str],
    pub takes: Takes,
    pub concern: Concern,
    /// Where each role may use it, in the order of `Role::ALL`.
    pub places: [u8; 5],
    /// The roles whose short help names it, one bit each, in the order of `Role::ALL`.
    pub help: u8,
}

impl Verb {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static Row {
        // The table is complete and in the order of the verbs: a test holds it to that.
        &TABLE[self as usize]
    }

    /// The kind of value that it takes.
    #[must_use]
    pub fn takes_value(self) -> Option<What> {
        match self.row().takes {
            Takes::Value(what) | Takes::Reason(what) => Some(what),
            Takes::Own | Takes::Ticket | Takes::Words | Takes::MayWords => None,
        }
    }

    /// Its word in the audit and in the keys of `locales/`, with hyphens there.
    #[must_use]
    pub fn word(self) -> &'static str {
        table::word(self)
    }

    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.verb)
    }
}

impl Row {
    /// Whether a role may use it in a place.
    #[must_use]
    pub fn allows(&self, role: Role, place: Place) -> bool {
        self.places[role as usize] & (1 << place as u8) != 0
    }

    /// Whether the short help of a role names it.
    #[must_use]
    pub fn helps(&self, role: Role) -> bool {
        self.help & (1 << role as u8) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_and_in_order() {
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(row.verb as usize, at, "{:?}", row.verb);
            let word = serde_json::to_value(row.verb).expect("a word");
            assert_eq!(word, row.verb.word());
        }
        assert_eq!(Verb::Unblock as usize + 1, TABLE.len());
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names: Vec<&str> = TABLE.iter().flat_map(|row| row.names.iter().copied()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())));
    }
}
