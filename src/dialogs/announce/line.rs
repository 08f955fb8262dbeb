//! What is said of announcements.

use serde::{Deserialize, Serialize};

use crate::{
    core::{
        announce::{Announcement, Bulletin, Kind, What, Words},
        chat::Millis,
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
    /// What goes on; for the desk what is not out yet, too.
    Listed { entries: Vec<Listed> },
    /// Of what readers do with them.
    Reading(ReadingLine),
}

/// An announcement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub card: Card,
    pub how: How,
    /// When it went out; when it was begun, where it has not.
    pub since: Millis,
    /// The time is over for which the next update was promised. The desk is told so.
    #[serde(default)]
    pub late: bool,
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
