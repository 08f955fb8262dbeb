//! What dialogs about people want done, and what comes of it.

use super::line::{Contacts, Found, Handed};
use crate::core::{people::Wish, verb::Verb};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleEffect {
    SetName(String),
    SetPhone(Option<String>),
    SetGroup(Option<String>),
    /// A field of the desk's, by its key.
    SetField {
        key: String,
        value: Option<String>,
    },
    /// Make an invitation; answers `Invited` or `Refused`.
    Invite(Wish),
    /// Make a code for the person's own second chat; answers `SecondChat`.
    SecondChat,
    /// Who may be meant, for a verb; answers `Found` or `Refused`.
    Find {
        verb: Verb,
        typed: String,
    },
    /// The same of one person.
    Look {
        verb: Verb,
        person: i64,
    },
    /// Block, unblock or revoke; answers `Done` or `Refused`.
    Do {
        verb: Verb,
        person: i64,
    },
    /// Leave; answers `Left`.
    Leave,
    /// Who helps here; answers `Contacts`.
    Contacts,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleOutcome {
    Invited(Handed),
    SecondChat(Handed),
    /// The code stands for somebody else than whose account this is.
    OfAnother,
    Found {
        verb: Verb,
        typed: String,
        people: Vec<Found>,
    },
    Done {
        verb: Verb,
        name: String,
    },
    Left,
    Contacts(Contacts),
}
