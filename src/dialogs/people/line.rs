//! What is said about people.

use serde::{Deserialize, Serialize};

use super::choice::{Item, Kind};
use crate::core::{
    chat::Millis,
    person::{Notify, Role},
    verb::Verb,
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleLine {
    // Invitations and codes.
    InviteWhom,
    AskFacilityOf,
    FacilitiesOf {
        typed: String,
    },
    NoFacilityOf {
        typed: String,
    },
    /// It is supported by another partner.
    NotYourPartner {
        facility: String,
    },
    AskTier,
    AskPartner,
    Invited(Handed),
    SecondChat(Handed),
    CodeOfAnother,

    // Finding, blocking, revoking.
    AskWhom {
        verb: Verb,
    },
    Person(Found),
    Several {
        people: Vec<Found>,
    },
    NobodyFound {
        typed: String,
    },
    Sure {
        verb: Verb,
        name: String,
    },
    Did {
        verb: Verb,
        name: String,
    },
    NothingChanged,
    /// What somebody who is blocked is told, once.
    YouAreBlocked,
    /// The owner of a ticket has left the desk.
    OwnerGone {
        reference: String,
        agent: String,
    },

    // Leaving, the profile.
    SureLeave {
        /// They own tickets, perhaps.
        agent: bool,
    },
    Left,
    Back {
        name: String,
    },
    Profile(Box<Profile>),
    AskItem(Item),
    AskWhichFacility {
        typed: String,
    },
    NoPhone,
    Saved,
    FacilityNotProven,

    // Enrolment.
    AskGroup,
    /// Where a group without access is helped, by its key.
    Redirect {
        group: String,
    },
    /// A field of the desk's, by its key.
    AskField {
        field: String,
    },

    Contacts(Contacts),
}

/// A code that is handed over. The code itself and its links are not kept with the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// `None`: it is for a chat of one's own.
    pub kind: Option<Kind>,
    /// The facility or partner that it is of.
    pub of: Option<String>,
    #[serde(default)]
    pub tier: Option<i64>,
    #[serde(skip)]
    pub code: String,
    #[serde(skip)]
    pub links: Vec<String>,
    pub until: Millis,
    /// Minutes that local time is ahead of UTC.
    pub offset: i32,
}

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub id: i64,
    pub name: String,
    pub role: Role,
    pub tier: Option<i64>,
    pub facility: Option<String>,
    pub partner: Option<String>,
    pub phone: Option<String>,
    pub blocked: bool,
    pub left: bool,
    /// Open tickets: reported by them, and owned.
    pub reported: i64,
    pub owned: i64,
    /// What whoever asks may do with them here.
    #[serde(skip)]
    pub may: Vec<Verb>,
}

/// What the desk knows of somebody, for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    pub role: Role,
    pub tier: Option<i64>,
    pub facility: Option<String>,
    pub proven: bool,
    pub partner: Option<String>,
    pub phone: Option<String>,
    pub group: Option<String>,
    /// Key → value, of those that the desk asks for.
    pub fields: Vec<(String, String)>,
    pub notify: Notify,
    pub quiet: Option<(u32, u32)>,
}

/// Who helps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// The facility that it is about.
    pub facility: Option<String>,
    pub partner: Option<String>,
    pub agents: Vec<Helper>,
    pub focal_points: Vec<Helper>,
    /// In a room nobody's own facility is spoken of.
    pub in_room: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helper {
    pub name: String,
    pub phone: Option<String>,
}
