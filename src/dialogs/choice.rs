//! What a button stands for. A prompt's row keeps these; the button itself carries only the prompt's id and a number.

use serde::{Deserialize, Serialize};

use crate::text::locale::Locale;

/// A field of a report that can be asked for, skipped to and corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    System,
    Category,
    /// The n-th question of the category's form.
    Question(usize),
    Urgency,
    Impact,
    Description,
    Photo,
}

/// One choice that was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Language(Locale),
    Facility(i64),
    /// "None of these": the typed name is taken as it is.
    FacilityAsTyped,
    System(String),
    Category(String),
    /// An option of one of the form's questions, both by their keys.
    Option {
        question: String,
        option: String,
    },
    Urgency(String),
    Impact(String),
    Skip,
    Back,
    Cancel,
    /// The draft's own buttons.
    Send,
    Correct,
    CorrectField(Field),
    Continue,
    StartOver,
    Discard,
    NewReport,
    MyTickets,
    Help,
    /// A ticket by its id; its reference is the label.
    Show {
        ticket: i64,
        reference: String,
    },
    /// Of a ticket, by its id.
    Take(i64),
    Note(i64),
    Reply(i64),
    Ask(i64),
    Resolve(i64),
    Confirm(i64),
    StillBroken(i64),
    /// The held words belong to this ticket.
    About {
        ticket: i64,
        reference: String,
    },
}
