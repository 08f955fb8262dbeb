//! Practice: what somebody tries out in private, for a training, and that counts nowhere. Its tickets are the same ones
//! through the same dialogs; they have numbers of their own, no room hears of them, and no queue or number of work holds
//! them (requirements WS-14).

use super::{chat::Millis, person::Person, verb::Verb};

/// Whoever writes nothing for so long practises no more: a problem of the next day is real.
pub const ENDS_AFTER: Millis = 2 * 3600 * 1000;
/// It is noted that somebody goes on at most once in so long.
const NOTED_EVERY: Millis = 60 * 1000;

/// What a look at somebody's practice came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// They do not practise.
    Works,
    GoesOn,
    /// It had lain so long that it is over: this message counts.
    IsOver,
}

/// Somebody who practises has written: it goes on from now, or was over before.
pub fn look(person: &mut Person, now: Millis) -> Looked {
    match person.profile.practice {
        None => Looked::Works,
        Some(until) if until <= now => {
            person.profile.practice = None;
            Looked::IsOver
        }
        Some(_) => {
            person.profile.practice = Some(now + ENDS_AFTER);
            Looked::GoesOn
        }
    }
}

/// Whether a look changes anything.
#[must_use]
pub fn is_due(person: &Person, now: Millis) -> bool {
    person.profile.practice.is_some_and(|until| until <= now || until - now <= ENDS_AFTER - NOTED_EVERY)
}

/// Whether a verb can be practised. The others change people, codes and settings, which are real.
#[must_use]
pub fn is_practised(verb: Verb) -> bool {
    match verb {
        #[rustfmt::skip] // Many to a line.
        Verb::Enrol | Verb::Report | Verb::Mine | Verb::Status | Verb::Answer | Verb::Confirm | Verb::Reopen
        | Verb::Withdraw | Verb::Guide | Verb::Contacts | Verb::Help | Verb::Language | Verb::Cancel | Verb::Start
        | Verb::Practice | Verb::Take | Verb::Assign | Verb::Release | Verb::Note | Verb::Reply | Verb::Ask
        | Verb::Talk | Verb::Resolve | Verb::Close | Verb::Reject | Verb::Duplicate | Verb::Escalate | Verb::Wait
        | Verb::Resume | Verb::Priority | Verb::Severity | Verb::Category | Verb::Tag | Verb::Kind | Verb::Origin | Verb::Department
        | Verb::Environment | Verb::Private | Verb::Deadline | Verb::Visit | Verb::TakeBack | Verb::History
        | Verb::Why | Verb::Stale | Verb::Sla | Verb::Watch | Verb::Unwatch | Verb::Queue | Verb::Triage
        | Verb::OnBehalf | Verb::StillNeed | Verb::Called | Verb::Announcements => true,
        Verb::Link
        | Verb::Away
        | Verb::Present
        | Verb::Rota
        | Verb::Profile
        | Verb::Leave
        | Verb::Join
        | Verb::Notifications
        | Verb::Quiet
        | Verb::Canned
        | Verb::Approve
        | Verb::Refuse
        | Verb::PassOn
        | Verb::LetIn
        | Verb::Invite
        | Verb::FindPerson
        | Verb::Revoke
        | Verb::Block
        | Verb::Unblock
        | Verb::Common
        | Verb::Problem
        | Verb::Holiday
        | Verb::Announce => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::locale::Locale;

    #[test]
    fn practice_goes_on_with_each_message_and_ends_by_itself() {
        let mut ana = Person::new(1, Locale::Pt);
        assert_eq!(look(&mut ana, 5), Looked::Works);
        assert!(!is_due(&ana, 5));
        ana.profile.practice = Some(ENDS_AFTER);
        assert!(!is_due(&ana, 1), "it is not noted each time");
        assert!(is_due(&ana, NOTED_EVERY));
        assert_eq!(look(&mut ana, NOTED_EVERY), Looked::GoesOn);
        assert_eq!(ana.profile.practice, Some(NOTED_EVERY + ENDS_AFTER));
        assert_eq!(look(&mut ana, NOTED_EVERY + ENDS_AFTER), Looked::IsOver);
        assert!(!ana.practises());
    }
}
