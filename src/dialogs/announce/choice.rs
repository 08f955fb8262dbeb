//! Buttons about announcements. All but those of readers name them by their number, and what was shown by its revision, so
//! that an old button does nothing to what has changed since.

use serde::{Deserialize, Serialize};

use super::{
    ledger::LedgerChoice,
    reading::{self, ReadingChoice},
    want::Part,
};
use crate::{
    core::announce::{Kind, What},
    text::locale::Locale,
};

/// A button about an announcement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnounceChoice {
    /// «Também me afecta», below an announcement.
    Join {
        announcement: i64,
    },
    /// Another of its readers'.
    Reading(ReadingChoice),
    /// Shows it to the desk.
    Open(i64),
    /// A draft about the problem of a request.
    OfProblem(i64),
    /// The first of two confirmations.
    Ask {
        number: i64,
        revision: i64,
    },
    /// The second, of what reaches so many.
    Sure {
        number: i64,
        revision: i64,
        groups: usize,
        people: usize,
    },
    /// It is not to go.
    Not(i64),
    TakeBack(i64),
    Discard(i64),
    /// The further buttons of a draft.
    More(i64),
    /// A part is asked for.
    Give {
        number: i64,
        part: Part,
    },
    /// A part is left out.
    Without {
        number: i64,
        part: Part,
    },
    /// For all partners.
    Everybody(i64),
    /// The focal points are told in private, too.
    FocalPoints(i64),
    Kind {
        number: i64,
        kind: Kind,
    },
    System {
        number: i64,
        key: String,
    },
    Template(i64),
    /// Beside the card that is edited, a short line.
    Loud {
        number: i64,
        loud: bool,
    },
    /// What looks private is hidden, or is right as it is.
    Mask {
        number: i64,
        revision: i64,
    },
    Fine {
        number: i64,
        revision: i64,
    },
    /// Whether its picture shows a patient.
    Shows {
        number: i64,
        revision: i64,
        patient: bool,
    },
    /// The end, in words that are ready.
    End(i64),
    /// Its draft goes for good: `Discard` asks.
    SurelyDiscard(i64),
    /// Asks whether it is to be stopped midway.
    Stop(i64),
    SurelyStop(i64),
    /// About a bulletin's course.
    Ledger(LedgerChoice),
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 46] = [
    "choice-affects-me-too",
    "choice-announce-open",
    "choice-announce-partners",
    "choice-announce-send",
    "choice-announce-sure",
    "choice-announce-not",
    "choice-announce-take-back",
    "choice-announce-discard",
    "choice-announce-more",
    "choice-announce-words-pt",
    "choice-announce-words-en",
    "choice-announce-audience",
    "choice-announce-kind",
    "choice-announce-system",
    "choice-announce-picture",
    "choice-announce-next",
    "choice-announce-window",
    "choice-announce-time",
    "choice-announce-update",
    "choice-announce-end",
    "choice-announce-no-system",
    "choice-announce-no-picture",
    "choice-announce-no-next",
    "choice-announce-no-window",
    "choice-announce-no-time",
    "choice-announce-everybody",
    "choice-announce-focal",
    "choice-announce-info",
    "choice-announce-planned",
    "choice-announce-emergency",
    "choice-announce-rollback",
    "choice-announce-done",
    "choice-announce-template",
    "choice-announce-loud",
    "choice-announce-quiet",
    "choice-announce-mask",
    "choice-announce-fine",
    "choice-announce-shows",
    "choice-announce-shows-none",
    "choice-announce-tell-end",
    "choice-announce-stop",
    "choice-announce-surely-stop",
    "choice-announce-surely-discard",
    reading::KEYS[0],
    reading::KEYS[1],
    reading::KEYS[2],
];

impl AnnounceChoice {
    /// Its key in `locales/`; none for what the desk names.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Join { .. } => "choice-affects-me-too",
            Self::Open(_) => "choice-announce-open",
            Self::OfProblem(_) => "choice-announce-partners",
            Self::Ask { .. } => "choice-announce-send",
            Self::Sure { .. } => "choice-announce-sure",
            Self::Not(_) => "choice-announce-not",
            Self::TakeBack(_) => "choice-announce-take-back",
            Self::Discard(_) => "choice-announce-discard",
            Self::More(_) => "choice-announce-more",
            Self::Give { part, .. } => given(*part),
            Self::Without { part, .. } => without(*part),
            Self::Everybody(_) => "choice-announce-everybody",
            Self::FocalPoints(_) => "choice-announce-focal",
            Self::Kind { kind, .. } => match kind {
                Kind::Info => "choice-announce-info",
                Kind::Planned => "choice-announce-planned",
                Kind::Emergency => "choice-announce-emergency",
                Kind::Rollback => "choice-announce-rollback",
                Kind::Done => "choice-announce-done",
            },
            Self::System { .. } => return None,
            Self::Template(_) => "choice-announce-template",
            Self::Loud { loud: true, .. } => "choice-announce-loud",
            Self::Loud { loud: false, .. } => "choice-announce-quiet",
            Self::Mask { .. } => "choice-announce-mask",
            Self::Fine { .. } => "choice-announce-fine",
            Self::Shows { patient: true, .. } => "choice-announce-shows",
            Self::Shows { patient: false, .. } => "choice-announce-shows-none",
            Self::End(_) => "choice-announce-tell-end",
            Self::Stop(_) => "choice-announce-stop",
            Self::SurelyStop(_) => "choice-announce-surely-stop",
            Self::SurelyDiscard(_) => "choice-announce-surely-discard",
            Self::Ledger(choice) => choice.key(),
            Self::Reading(choice) => choice.key(),
        })
    }

    /// What it names, where that is a part of the label: `Ver A-7`.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        if let Self::Open(number) = self { Some(*number) } else { None }
    }

    /// What yes or no says to it, where that says anything.
    #[must_use]
    pub fn says(&self, yes: bool) -> bool {
        match self {
            Self::Sure { .. } | Self::SurelyStop(_) | Self::SurelyDiscard(_) => yes,
            Self::Not(_) => !yes,
            Self::Shows { patient, .. } => *patient == yes,
            Self::Join { .. }
            | Self::Open(_)
            | Self::OfProblem(_)
            | Self::Ask { .. }
            | Self::TakeBack(_)
            | Self::Discard(_)
            | Self::More(_)
            | Self::Give { .. }
            | Self::Without { .. }
            | Self::Everybody(_)
            | Self::FocalPoints(_)
            | Self::Kind { .. }
            | Self::System { .. }
            | Self::Template(_)
            | Self::Loud { .. }
            | Self::Mask { .. }
            | Self::Fine { .. }
            | Self::End(_)
            | Self::Stop(_)
            | Self::Ledger(_)
            | Self::Reading(_) => false,
        }
    }

    /// An update, or the end, is asked for.
    #[must_use]
    pub fn follows(number: i64, what: What) -> Self {
        let part = if what == What::End { Part::End } else { Part::Update };
        Self::Give { number, part }
    }
}

fn given(part: Part) -> &'static str {
    match part {
        Part::Words(Locale::Pt) => "choice-announce-words-pt",
        Part::Words(Locale::En) => "choice-announce-words-en",
        Part::Audience => "choice-announce-audience",
        Part::Kind => "choice-announce-kind",
        Part::System => "choice-announce-system",
        Part::Picture => "choice-announce-picture",
        Part::NextUpdate => "choice-announce-next",
        Part::Window => "choice-announce-window",
        Part::Time => "choice-announce-time",
        Part::Update => "choice-announce-update",
        Part::End => "choice-announce-end",
    }
}

fn without(part: Part) -> &'static str {
    match part {
        Part::System => "choice-announce-no-system",
        Part::Picture => "choice-announce-no-picture",
        Part::NextUpdate => "choice-announce-no-next",
        Part::Window => "choice-announce-no-window",
        Part::Time => "choice-announce-no-time",
        Part::Words(_) | Part::Audience | Part::Kind | Part::Update | Part::End => "choice-announce-not",
    }
}
