//! What is said of announcements.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ledger::LedgerLine, naming::Unclear, want::Part};
use crate::{
    core::{
        announce::{Announcement, Bulletin, Kind, Stage, State, Tally, What, Words, audience::LeftOut},
        chat::Millis,
        person::Role,
    },
    dialogs::{announce::reading::line::ReadingLine, clock::line::Due, line::Line},
};

/// One thing to say about announcements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnounceLine {
    /// As those read it whom it is for: the card that stands in their chat, and is edited.
    Card(Box<Card>),
    /// A short line beside a card that has changed.
    Changed(Box<Card>),
    /// Of a bulletin's course, to the desk.
    Ledger(LedgerLine),
    /// What goes on; for the desk what is not out yet, too.
    Listed { entries: Vec<Listed> },
    /// Of what readers do with them.
    Reading(ReadingLine),
    /// The words of a new one are asked for.
    AskWords,
    /// A part is asked for; with names that there are.
    AskPart { part: Part, name: String, known: Vec<String> },
    /// As its author sees it, before it goes.
    Draft(Box<Draft>),
    /// What the desk sees of one that goes on or is over.
    Standing(Box<Standing>),
    /// Is it to go? `second`: it is somebody else's to say, above so many groups.
    Question { name: String, what: What, tally: Tally, goes: Option<Due>, second: Option<usize> },
    /// To others who may confirm it: somebody asks them to.
    SecondAsked { name: String, by: String },
    /// It is confirmed, and goes at this time.
    Set { name: String, goes: Due },
    /// What of its words looks private, and what they would be without.
    Look { name: String, found: Vec<String>, masked: Words },
    /// Something that is said in one sentence.
    Said { name: String, said: Said },
    /// A name of nobody's, or of several.
    Unclear(Unclear),
    /// What was typed after its name is nothing that can be done.
    Usage { name: String },
    /// Words are too long.
    TooLong { most: usize },
    /// The update that was promised is near, or late.
    Promised { name: String, at: Due, late: bool },
    /// It was meant to go then, and nobody had confirmed it.
    Lapsed { name: String, at: Due },
    /// The problem that it tells of is solved.
    Solved { name: String },
    /// It was stopped; so many messages were withdrawn.
    Stopped { name: String, withdrawn: usize },
}

/// What is said of an announcement in one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// There is none of this number.
    NoSuch,
    /// It has changed since it was shown.
    Stale,
    /// It reaches others than were shown.
    Others,
    TakenBack,
    /// Somebody did not confirm it.
    Declined,
    Discarded,
    /// It goes already.
    TooLate,
    /// Not as it stands.
    NotNow,
    NoWords,
    NobodyToTell,
    /// Somebody else has to confirm it.
    SecondPerson,
    /// It is with others, to be confirmed.
    WithOthers,
    /// Whether its picture shows a patient.
    AskPicture,
    PictureGone,
    NotAPicture,
    NotATime,
    NotAWindow,
    AskStop,
    AskDiscard,
    /// Its further buttons.
    More,
}

impl Said {
    pub const ALL: [Self; 20] = [
        Self::NoSuch,
        Self::Stale,
        Self::Others,
        Self::TakenBack,
        Self::Declined,
        Self::Discarded,
        Self::TooLate,
        Self::NotNow,
        Self::NoWords,
        Self::NobodyToTell,
        Self::SecondPerson,
        Self::WithOthers,
        Self::AskPicture,
        Self::PictureGone,
        Self::NotAPicture,
        Self::NotATime,
        Self::NotAWindow,
        Self::AskStop,
        Self::AskDiscard,
        Self::More,
    ];
}

/// An announcement before it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub card: Card,
    pub how: How,
    pub whom: Whom,
    pub tally: Tally,
    #[serde(default)]
    pub picture: bool,
    /// Of what follows: beside the card, a short line.
    #[serde(default)]
    pub loud: Option<bool>,
    /// When it goes, where that is not at once.
    #[serde(default)]
    pub goes: Option<Due>,
    #[serde(default)]
    pub problem: Option<String>,
}

/// Whom an announcement is for, in names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Whom {
    /// Partners, provinces and districts.
    pub names: Vec<String>,
    /// Keys of the desk file.
    pub systems: Vec<String>,
    pub roles: Vec<Role>,
    /// The partners of the groups that are left out.
    pub left_out: BTreeMap<LeftOut, Vec<String>>,
}

/// An announcement that went out, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub entry: Listed,
    /// What was told, the oldest first.
    pub told: Vec<Told>,
    /// Of its problem: the reference, how many say that it works, of how many.
    #[serde(default)]
    pub problem: Option<(String, usize, usize)>,
}

/// A bulletin that was told, or stopped midway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub what: What,
    pub at: Millis,
    pub by: String,
    pub confirmed_by: String,
    #[serde(default)]
    pub stopped: bool,
}

/// An announcement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub number: i64,
    pub card: Card,
    pub how: How,
    /// When it went out; when it was begun, where it has not.
    pub since: Millis,
    /// The time is over for which the next update was promised. The desk is told so.
    #[serde(default)]
    pub late: bool,
}

impl Listed {
    /// An announcement by the bulletin that says how it stands, and its first one; `day` is the local one, in days since 1970.
    #[must_use]
    pub fn of(one: &Announcement, last: &Bulletin, first: Option<&Bulletin>, (now, day): (Millis, i64)) -> Self {
        let how = match one.state {
            State::GoingOn => How::GoingOn,
            State::Over => How::Over,
            State::Discarded => How::Discarded,
            State::Draft => How::before(last, day),
        };
        let since = first.and_then(|first| first.out_at.or(first.goes_at)).unwrap_or(one.created_at);
        let late = one.state == State::GoingOn && one.next_update_at.is_some_and(|at| at < now);
        Self { number: one.number, card: Card::of(one, last, day), how, since, late }
    }
}

impl How {
    /// How far a bulletin is that is not out.
    #[must_use]
    pub fn before(bulletin: &Bulletin, today: i64) -> Self {
        match bulletin.stage {
            Stage::Asked => Self::Asked,
            Stage::Set | Stage::Going => bulletin.goes_at.map_or(Self::Draft, |at| Self::Set(Due { at, today })),
            Stage::Draft | Stage::Out | Stage::Stopped => Self::Draft,
            Stage::Discarded => Self::Discarded,
        }
    }
}

/// How far an announcement is, for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Draft,
    /// To be confirmed.
    Asked,
    /// It goes at this time.
    Set(Due),
    GoingOn,
    Over,
    Discarded,
}

/// An announcement as others read it: approved words, and nothing of any request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// `A-7`.
    pub name: String,
    pub kind: Kind,
    pub what: What,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    pub words: Words,
    /// From when until when, where something is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<(Millis, Millis)>,
    /// When the next update was promised for, as it is said today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update: Option<Due>,
}

impl Card {
    /// What a bulletin says; `today` is the local day, in days since 1970.
    #[must_use]
    pub fn of(announcement: &Announcement, bulletin: &Bulletin, today: i64) -> Self {
        let goes_on = bulletin.what != What::End;
        Self {
            name: announcement.name(),
            kind: announcement.kind,
            what: bulletin.what,
            system: announcement.system.clone(),
            words: bulletin.words.clone(),
            window: bulletin.window.filter(|_| goes_on),
            next_update: bulletin.next_update_at.filter(|_| goes_on).map(|at| Due { at, today }),
        }
    }
}

impl From<AnnounceLine> for Line {
    fn from(line: AnnounceLine) -> Self {
        Self::Announce(line)
    }
}
