//! What a dialog wants done. The desk executes effects in order, in the message's transaction; an effect that
//! has something to tell comes back as an [`Outcome`](super::event::Outcome).

use serde::{Deserialize, Serialize};

use super::{
    announce::want::AnnounceEffect, canned::CannedEffect, choice::Choice, clock::ClockEffect, duty::DutyEffect,
    line::Line, memory::Memory, notify::NotifyEffect, people::want::PeopleEffect, problem::ProblemEffect,
    queue::QueueEffect,
};
use crate::{
    core::{chat::Millis, deed::Deed, draft::Answers},
    text::locale::Locale,
};

/// Something that a dialog wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Say this here. Choices become buttons, and the pending question of this session.
    Say { line: Line, choices: Vec<Choice> },
    /// The same of an act whose words are on their way: the message is edited when they have arrived.
    Receipt { act: i64, line: Line, choices: Vec<Choice> },
    /// Words for the direct answer (a toast), where the platform waits for one.
    Toast(Line),
    /// Remember the language, also of somebody who is not enrolled yet.
    SetLocale(Locale),
    /// Remember the facility while enrolling: known by id, or as typed.
    SetFacility { id: Option<i64>, typed: Option<String> },
    /// The last step of enrolment; answers `Enrolled`.
    Enrol { name: String },
    /// A code was typed or came with a link; answers `Redeemed`, `RoomLinked`, `BadCode` or `SlowDown`.
    Redeem { code: String },
    /// Keep the report's answers.
    SaveDraft(Answers),
    /// Give the draft up; it can be recovered for a day.
    CancelDraft,
    /// Take up again what was given up last; answers `Recovered`.
    RecoverDraft,
    /// Practise from now on, or no more; a draft of practice goes with it. Answers `Practice`.
    Practice { on: bool },
    /// File the draft; answers `Filed` or `Refused`.
    File,
    /// A verb on a ticket; answers `Done` or `Refused`.
    Do { deed: Deed, ticket: Which },
    /// Further files of an album, for the ticket that has its first one; answers `Joined` or `Refused`.
    Join { ticket: i64, files: Vec<i64>, count: usize, stands: bool },
    /// Undo what was just done: these acts, or the last one, of a ticket where one is named; answers `TakenBack` or
    /// `Refused`.
    TakeBack { acts: Vec<i64>, ticket: Option<Which> },
    /// Who works at the desk, with their open tickets; answers `Staff`.
    ListStaff { ticket: Which },
    /// All that happened to a ticket; answers `History` or `Refused`.
    ShowHistory(Which),
    /// Keep the message's text: an edit of it has to know what is new in it, or which words of a report it gave.
    Keep,
    /// Replace the words that the edited message wrote, or gave to the report that was filed; answers `Corrected` or
    /// `Refused`.
    Edit { words: String, ticket: i64 },
    /// Withdraw the words, and the files, of the message that was deleted; answers `Unsaid`, `TakenBack` or `Refused`.
    Unsay { ticket: i64 },
    /// Look up a ticket that talk has named; answers `Glanced`, or nothing where it may not be shown.
    Glance(Which),
    /// Show a ticket to the sender in their private chat; answers `SentAlone` or `Refused`.
    ReadAlone(i64),
    /// The pictures of a ticket show nobody; answers `PicturesShown` or `Refused`.
    ShowPictures(i64),
    /// Look a ticket up; answers `Shown` or `Refused`.
    Show(Which),
    /// The person's own tickets and the open ones of their facility; answers `Mine`.
    ListMine,
    /// What people are told, and who is let in.
    Notify(NotifyEffect),
    /// Ready answers.
    Canned(CannedEffect),
    /// Something about the queue; answers `Queue` or `Refused`.
    Queue(QueueEffect),
    /// Something about clocks; answers `Clock` or `Refused`.
    Clock(ClockEffect),
    /// Something about problems that many have; answers `Problem` or `Refused`.
    Problem(ProblemEffect),
    /// Something about announcements; answers `Announce`, `Refused`, or nothing where it says itself what there is.
    Announce(AnnounceEffect),
    /// Remember this beside where the dialog stands.
    Remember(Memory),
    /// Nudge about the draft when it has been idle this long, in milliseconds.
    Remind { after: i64 },
    /// Look at the dialog again after so many milliseconds: `Event::Woke`.
    Wake { what: Wake, after: Millis },
    /// Take back what they have answered about a ticket, from one answer on, since it was not meant for it; answers
    /// `Recalled` or `Refused`.
    Recall { ticket: i64, entry: i64, fresh: bool },
    /// About people.
    People(PeopleEffect),
    /// Who is there, and who stands in.
    Duty(DutyEffect),
    /// Where the message found its place, for the inbox (`draft`, `command`, …).
    Place(&'static str),
}

/// What a dialog waits for, beside what people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// That somebody chooses which ticket held words belong to.
    Held,
    /// That nobody writes about a ticket any more for whose sake a report was set aside.
    Parked,
    /// That what the desk writes in the middle of a report has gone.
    Interrupted,
}

impl Wake {
    const ALL: [Self; 3] = [Self::Held, Self::Parked, Self::Interrupted];

    /// The kind of its timer.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Parked => "parked",
            Self::Interrupted => "interrupted",
        }
    }

    /// What a timer of this kind is for.
    #[must_use]
    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wake| wake.kind() == kind)
    }
}

/// Which ticket is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    Id(i64),
    /// As typed, with a check digit that is right: `BL-10429`.
    Reference(String),
}
