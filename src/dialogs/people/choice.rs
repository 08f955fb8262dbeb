//! Choices about people.

use serde::{Deserialize, Serialize};

use crate::core::verb::Verb;

/// Who is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Reporter,
    /// All who work at a facility.
    Facility,
    Agent,
    FocalPoint,
    Manager,
}

/// Something of one's own that can be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Name,
    Facility,
    Phone,
    Language,
    /// A field of the desk's, by its key.
    Field(String),
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleChoice {
    /// A group of actors, by its key.
    Group(String),
    /// A value of a field of the desk's, both by their keys.
    Option {
        field: String,
        option: String,
    },
    Invite(Kind),
    Tier(i64),
    Partner(i64),
    /// One of several who may be meant.
    Person {
        verb: Verb,
        person: i64,
        name: String,
    },
    /// What may be done with somebody who was found; it is asked once more.
    Ask {
        verb: Verb,
        person: i64,
    },
    /// Yes, it is meant.
    Sure {
        verb: Verb,
        person: i64,
    },
    Leave,
    No,
    Change(Item),
    /// It is to have no value.
    Empty(Item),
}
