//! What is said to those who follow, own or approve tickets, and about who is let in where.

use serde::{Deserialize, Serialize};

use crate::{
    core::{person::Notify, room::RoomNotify, ticket::Status, verb::Verb},
    dialogs::{
        clock::line::Due,
        line::{Card, Line, Mine},
        people::line::Handed,
    },
};

/// A sentence of these dialogs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyLine {
    /// Something happened to a ticket that somebody follows or owns.
    News(NewsOf),
    /// Much of that in one message, as it stands now.
    Digest {
        tickets: Vec<Mine>,
    },
    /// A new ticket, for those who want to be told of all.
    NewTicket(Box<Card>),

    Levels {
        now: Notify,
    },
    LevelSet {
        level: Notify,
    },
    RoomLevels,
    RoomLevelSet {
        level: RoomNotify,
    },
    QuietAsk {
        now: Option<(u32, u32)>,
    },
    QuietSet {
        from: u32,
        until: u32,
    },
    QuietOff,

    // Joining a facility.
    JoinAsked {
        facility: String,
    },
    JoinedAlready {
        facility: String,
    },
    JoinWaits {
        facility: String,
    },
    NoFacility,
    NobodyToAsk {
        facility: String,
    },
    /// To the focal point.
    AsksToJoin {
        name: String,
        facility: String,
    },
    LetIn {
        name: String,
        yes: bool,
    },
    LetInBefore {
        name: String,
        yes: bool,
    },
    /// To whoever asked.
    Joined {
        facility: String,
        by: String,
        yes: bool,
    },

    // For somebody else.
    BehalfName,
    BehalfCame {
        name: String,
    },
    BehalfPhone {
        name: String,
    },
    BehalfCount,
    /// The caller has a chat, and reads it there.
    CallerTold {
        name: String,
    },
    /// To whoever wrote it down: what to hand over to the caller.
    CallerInvited {
        name: String,
        phone: String,
        handed: Handed,
    },
    BehalfFacility {
        name: String,
    },
    BehalfFound {
        name: String,
        typed: String,
    },
    /// A report of one's own is not finished.
    FinishFirst,

    /// To whoever filed it: somebody has to agree first.
    AwaitsApproval,
    /// To whoever filed it: the focal point has it before the desk, until then at the latest.
    AtGate {
        until: Option<Due>,
    },
    /// To a focal point who has said what to do, but not with which request; none where nothing waits for them.
    WhichAtGate {
        tickets: Vec<Mine>,
    },
    /// To a focal point who asked or resolved: it has gone to the reporter.
    GateDone {
        reference: String,
        resolved: bool,
    },
    /// A focal point has passed it on, or resolved it, already.
    DecidedAtGate {
        reference: String,
        by: String,
        resolved: bool,
    },
    /// Somebody has decided already.
    Decided {
        reference: String,
        by: String,
        approved: bool,
    },

    /// The open tickets of one's facility.
    OfFacility {
        tickets: Vec<Mine>,
    },

    // Somebody left, or was not reached.
    /// So many messages were lost while nothing reached them; the tickets as they stand now.
    WhileAway {
        count: usize,
        tickets: Vec<Mine>,
    },
    /// Before what a reporter would have read, to a colleague of theirs.
    ForColleague {
        name: String,
    },
    /// To the agents: who reads it instead.
    Forwarded {
        reference: String,
        reporter: String,
        to: Vec<String>,
    },
    /// To the agents: the reporter is blocked, so nothing was sent.
    GoneBlocked {
        reference: String,
        reporter: String,
    },
    /// To the agents: nobody reads it.
    Gone {
        reference: String,
        reporter: String,
    },
}

/// News of a ticket for somebody who is neither its reporter nor in the agents' room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsOf {
    pub did: Verb,
    pub reference: String,
    pub system: String,
    pub status: Status,
    pub who: String,
    /// Of a changed value, by their keys.
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub to: String,
    /// Only where the reader may read them.
    #[serde(default)]
    pub words: String,
}

impl From<NotifyLine> for Line {
    fn from(line: NotifyLine) -> Self {
        Self::Notify(line)
    }
}
