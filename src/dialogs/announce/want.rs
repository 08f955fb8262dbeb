//! What dialogs about announcements want done, and what comes of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ledger::LedgerChoice,
    line::{Listed, Said},
    reading::{ReadingEffect, ReadingOutcome},
};
use crate::{
    core::{
        announce::{Announcement, Audience, Bulletin, Kind, Stage, Tally, What, Words},
        chat::Millis,
        problem::Extent,
    },
    text::locale::Locale,
};

/// What somebody is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnounceState {
    /// The words of a new announcement.
    Words,
    /// Something of the one of this number.
    Part { number: i64, part: Part },
}

/// A part of an announcement that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Words(Locale),
    Audience,
    Kind,
    System,
    Picture,
    NextUpdate,
    Window,
    /// When it goes.
    Time,
    /// The words of an update.
    Update,
    /// … and of the end.
    End,
}

impl Part {
    pub const ALL: [Self; 11] = [
        Self::Words(Locale::Pt),
        Self::Words(Locale::En),
        Self::Audience,
        Self::Kind,
        Self::System,
        Self::Picture,
        Self::NextUpdate,
        Self::Window,
        Self::Time,
        Self::Update,
        Self::End,
    ];
}

/// What is wanted of announcements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnounceEffect {
    /// What goes on and concerns whoever asks, or the group in which they do; for the desk all of it, and what is not out
    /// yet. Answers `Listed`.
    List,
    /// What a reader does with one; answers `Reading`, or `Refused`.
    Reading(ReadingEffect),
    /// The same, for whoever begins one. Answers `Begun`.
    Begin,
    /// Answers `Shown` or `NoSuch`, as all that follow do where they answer nothing else.
    Show(i64),
    /// A new draft.
    Draft {
        words: Option<(Locale, String)>,
        picture: Option<i64>,
    },
    /// A new draft about the problem of a request, in the words that were approved of it.
    OfProblem(i64),
    /// Changes what is not out yet; `revision`: as it was shown.
    Change {
        number: i64,
        change: Change,
        revision: Option<i64>,
    },
    /// An update, or the end; without words `Template` may be wanted as an answer.
    Follow {
        number: i64,
        what: What,
        words: Option<(Locale, String)>,
        template: bool,
    },
    /// Answers `Template`.
    Template(i64),
    /// The first of two confirmations. Answers `Question` or `Look`.
    Ask {
        number: i64,
        revision: Option<i64>,
    },
    /// The second; `told`: how many groups and people were shown. Answers `Set` or `Question`.
    Confirm {
        number: i64,
        revision: Option<i64>,
        told: Option<(usize, usize)>,
    },
    /// What is asked for, or set, is a draft again; `no`: it is not confirmed.
    TakeBack {
        number: i64,
        no: bool,
    },
    Discard(i64),
    /// Whoever was not told yet is not. Answers `Stopped`.
    Stop(i64),
    /// Something about a bulletin's course; says itself what comes of it.
    Ledger(LedgerChoice),
}

/// A change of what is not out yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Words(Locale, String),
    /// In all languages.
    Template(Words),
    /// `whole`: what is not named narrows nothing down any more.
    Audience {
        to: Audience,
        whole: bool,
    },
    Kind(Kind),
    System(Option<String>),
    Picture(Option<i64>),
    NextUpdate(Option<Millis>),
    Window(Option<(Millis, Millis)>),
    GoesAt(Option<Millis>),
    Loud(bool),
    /// What looks like a patient's or a telephone number is hidden.
    Masked,
    /// … or is right as it is.
    WordsFine,
    /// The picture shows no patient.
    PictureFine,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnounceOutcome {
    Listed(Vec<Listed>),
    Reading(ReadingOutcome),
    Begun(Vec<Listed>),
    NoSuch(i64),
    /// After what is to be said of it, where something is.
    Shown(Box<Shown>, Option<Said>),
    Template(Box<Shown>),
    Question(Box<Shown>),
    /// Something has to be looked at before it can be asked for.
    Look(Box<Shown>, Look),
    /// It is confirmed.
    Set(Box<Shown>),
    /// So many messages were withdrawn.
    Stopped(Box<Shown>, usize),
}

/// What has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Words,
    Picture,
}

/// An announcement with all that the desk is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub announcement: Announcement,
    /// The oldest first.
    pub bulletins: Vec<Bulletin>,
    /// Whom the one at hand reaches, or would.
    pub tally: Tally,
    /// Of its problem: the reference, and how many it concerns.
    pub problem: Option<(String, Extent)>,
    /// By the ids of people.
    pub names: BTreeMap<i64, String>,
    /// The local day, in days since 1970.
    pub today: i64,
}

impl Shown {
    /// The bulletin at hand: the last one that was not given up.
    #[must_use]
    pub fn bulletin(&self) -> Option<&Bulletin> {
        let last = self.bulletins.iter().rev().find(|one| one.stage != Stage::Discarded);
        last.or_else(|| self.bulletins.last())
    }

    /// The one that can still be changed.
    #[must_use]
    pub fn open(&self) -> Option<&Bulletin> {
        self.bulletin().filter(|one| one.is_open())
    }

    #[must_use]
    pub fn name_of(&self, person: Option<i64>) -> String {
        person.and_then(|id| self.names.get(&id)).cloned().unwrap_or_default()
    }
}
