//! What can go wrong with a call, before it has an effect and after: one after the other as written down, always,
//! or by chance from a seed.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use serde_json::{Value, json};

use crate::support::Dice;

/// One misfortune of one call.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Nothing was done, and it says so with this status and no more.
    Status(u16),
    /// Nothing was done: too many requests, for so many seconds.
    TooMany(u64),
    /// Nothing was done, for this reason.
    Refused { code: u16, description: String, parameters: Value },
    /// Nothing was done; the connection is closed without an answer.
    Closed,
    /// Nothing was done, and nothing is ever said.
    Silent,
    /// It was done; the connection is closed without an answer.
    AnswerLost,
    /// It was done; the answer breaks off.
    Truncated,
    /// It was done; the answer is no JSON.
    Garbage,
    /// It was done, and nothing is ever said.
    Unsaid,
    /// It is done, after this time.
    Slow(Duration),
}

impl Fault {
    pub fn refused(code: u16, description: &str) -> Self {
        Self::Refused { code, description: description.to_owned(), parameters: json!({}) }
    }

    /// Whether the call has its effect.
    pub fn is_after_effect(&self) -> bool {
        match self {
            Self::AnswerLost | Self::Truncated | Self::Garbage | Self::Unsaid | Self::Slow(_) => true,
            Self::Status(_) | Self::TooMany(_) | Self::Refused { .. } | Self::Closed | Self::Silent => false,
        }
    }
}

/// Misfortunes by chance.
#[derive(Debug)]
pub struct Odds {
    pub dice: Dice,
    /// Of a hundred calls.
    pub percent: u64,
    pub choices: Vec<Fault>,
    /// The methods that they befall; empty for all.
    pub methods: Vec<String>,
}

/// What will go wrong.
#[derive(Debug, Default)]
pub struct Faults {
    script: HashMap<String, VecDeque<Fault>>,
    always: HashMap<String, Fault>,
    pub odds: Option<Odds>,
}

/// Stands for every method.
pub const ANY: &str = "*";

impl Faults {
    /// The next call of this method meets it.
    pub fn next(&mut self, method: &str, fault: Fault) {
        self.script.entry(method.to_lowercase()).or_default().push_back(fault);
    }

    /// Every call of this method meets it, until told otherwise.
    pub fn always(&mut self, method: &str, fault: Option<Fault>) {
        let method = method.to_lowercase();
        match fault {
            Some(fault) => _ = self.always.insert(method, fault),
            None => _ = self.always.remove(&method),
        }
    }

    /// What the call at hand meets.
    pub fn draw(&mut self, method: &str) -> Option<Fault> {
        let method = method.to_lowercase();
        if let Some(fault) = self.script.get_mut(&method).and_then(VecDeque::pop_front) {
            return Some(fault);
        }
        if let Some(fault) = self.always.get(&method).or_else(|| self.always.get(ANY)) {
            return Some(fault.clone());
        }
        let odds = self.odds.as_mut()?;
        let is_meant = odds.methods.is_empty() || odds.methods.iter().any(|name| name.eq_ignore_ascii_case(&method));
        if !is_meant || !odds.dice.percent(odds.percent) {
            return None;
        }
        let at = odds.dice.roll(odds.choices.len() as u64);
        Some(odds.choices[usize::try_from(at).expect("few")].clone())
    }
}
