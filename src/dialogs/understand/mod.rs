//! What a free message says of a report: where, which system, what kind of trouble, how urgent, for whom. One message is
//! enough (B.2): the form is filled with what is read here, and only the rest is asked.
//!
//! ```text
//! Ana:  bdia, n consigo entrar no sesp do CS Ndlavela pk a senha ta errada, doentes a espera
//!       facility CS Ndlavela · system OpenMRS EPTS · category login, «Senha recusada» · urgency suggested: patients
//! ```
//!
//! Where two readings are as good nothing is chosen: the question is asked. Urgency and impact are suggestions (C.5).
//! Nothing here says a word, and nothing is looked up beyond the desk and its directory.

mod facility;
mod form;
mod naming;
mod people;
mod phone;
mod trouble;
mod words;

use std::collections::BTreeMap;

use self::words::Words;
use crate::{
    core::{
        directory::{Directory, Facility},
        draft::Suggested,
        policy::{desk::Desk, scheme::Policy},
    },
    text::{reference, tokens},
};

/// So much of a message is read, in bytes; whoever has more to say said what matters before.
pub const READ: usize = 8 * 1024;

/// What was read of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading<T> {
    #[default]
    Nothing,
    One(T),
    /// As good as each other, the likeliest first: it has to be asked.
    Several(Vec<T>),
}

impl<T> Reading<T> {
    /// What can only be meant.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(one) => Some(one),
            Self::Nothing | Self::Several(_) => None,
        }
    }
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// Facilities by their id, and the words that named them.
    pub facility: Reading<i64>,
    pub named: String,
    /// Keys of the desk's systems.
    pub system: Reading<String>,
    /// Keys of the desk's categories.
    pub category: Reading<String>,
    /// Answers to the category's questions that are chosen: question key → option key.
    pub form: BTreeMap<String, String>,
    /// Suggested, by its key.
    pub urgency: Option<String>,
    /// Suggested, by its key.
    pub impact: Option<String>,
    /// As `text::phone` cleans it.
    pub phone: Option<String>,
    /// The first one whose check digit is right.
    pub reference: Option<String>,
    /// Whoever needs help, where that is not the writer: a name, or what they are.
    pub behalf: Option<String>,
}

/// Reads a message of somebody whose own facility is `own`.
#[must_use]
pub fn read(text: &str, desk: &Desk, directory: &Directory, own: Option<&Facility>) -> Understood {
    let text = beginning(text);
    let tokens = tokens::tokens(text);
    let words = Words::of(&tokens);
    let named = naming::Named::of(&words, desk);
    let places = facility::read(text, &words, &named.taken(&words), directory, own);
    let systems = naming::systems(&words, named);
    let category = trouble::category(&words, desk);
    let system = match (&systems, &category) {
        // A network or a printer is of no system: the desk file says what stands for it.
        (Reading::Nothing, Reading::One(key)) => implied_system(desk, key),
        (Reading::Nothing | Reading::One(_) | Reading::Several(_), _) => systems,
    };
    let form = match &category {
        Reading::One(key) => form::answers(&words, desk, key),
        Reading::Nothing | Reading::Several(_) => BTreeMap::new(),
    };
    let of_system = if let Reading::One(key) = &system { Some(key.as_str()) } else { None };
    let degrees = trouble::degrees(&words, desk.policy_of(of_system));
    Understood {
        form,
        system,
        category,
        urgency: degrees.urgency,
        impact: degrees.impact,
        phone: phone::find(text, &words),
        reference: reference::all_in(text, &desk.prefix).find_map(Result::ok),
        behalf: people::behalf(text, &words, &places),
        facility: places.reading,
        named: places.named,
    }
}

/// What a message suggests in the terms of a policy: of a system that is known otherwise than from its words.
#[must_use]
pub fn degrees(text: &str, policy: &Policy) -> Suggested {
    let tokens = tokens::tokens(beginning(text));
    trouble::degrees(&Words::of(&tokens), policy)
}

fn implied_system(desk: &Desk, category: &str) -> Reading<String> {
    let implied = desk.category(category).and_then(|category| category.suggests.system.clone());
    implied.map_or(Reading::Nothing, Reading::One)
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
