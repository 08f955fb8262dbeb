//! The people of the siege: reporters who file one request after the other, and agents who take, answer and
//! resolve each. Every step looks for the question that must follow it: a dialog that lost its place fails here.

use std::collections::BTreeSet;

use balcao::text::reference;
use serde_json::Value;
use tokio::sync::watch;

use crate::{client::Client, support::Dice};

/// The answers of a report, each with a button of the question that follows.
const STEPS: [(&str, &str); 3] = [("iDART", "Another problem"), ("Another problem", ""), ("", "Send request")];

/// The newest button with this label, unless it is older than letter `after`.
pub fn button(client: &Client, label: &str, after: i64) -> Option<String> {
    client.letters.range(after..).rev().find_map(|(_, letter)| {
        let buttons = letter["buttons"].as_array()?;
        let found = buttons.iter().find(|button| button["label"] == label)?;
        found["token"].as_str().map(str::to_owned)
    })
}

fn answer_to(client: &Client, seq: i64) -> Vec<String> {
    client.letters.range(seq..).map(|(_, letter)| letter["text"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Somebody who reports, and what was filed: each description with the reference that was given for it.
pub struct Reporter {
    pub client: Client,
    pub filed: Vec<(String, String)>,
    dice: Dice,
}

impl Reporter {
    pub fn new(client: Client, dice: Dice) -> Self {
        Self { client, filed: Vec::new(), dice }
    }

    /// Files requests until told to stop; the one that was begun is finished.
    pub async fn files(mut self, stop: watch::Receiver<bool>) -> Self {
        while !*stop.borrow() {
            self.files_one().await;
        }
        self
    }

    pub async fn files_one(&mut self) {
        let mut at = self.begins().await;
        for step in 0..STEPS.len() {
            at = self.answers(step, at).await;
        }
        self.sends(at).await;
    }

    /// Begins a request; returns the number of the letter that the next question follows.
    pub async fn begins(&mut self) -> i64 {
        let at = self.client.says("/new").await;
        self.expects("iDART", at);
        at
    }

    /// Takes one step of the request, with a tap or in words.
    pub async fn answers(&mut self, step: usize, after: i64) -> i64 {
        let (label, next) = STEPS[step];
        let at = match label {
            "" => {
                let marker = self.marker();
                self.client.says(&marker).await
            }
            label => self.chooses(label, after).await,
        };
        if !next.is_empty() {
            self.expects(next, at);
        }
        at
    }

    pub fn steps() -> usize {
        STEPS.len()
    }

    /// Sends the request and notes its reference.
    pub async fn sends(&mut self, after: i64) {
        let at = self.chooses("Send request", after).await;
        let marker = self.marker();
        let told = answer_to(&self.client, at);
        let given = told.iter().find(|text| text.contains("Request received")).and_then(|text| found(text).next());
        self.filed.push((marker, given.unwrap_or_else(|| panic!("{}: no receipt: {told:?}", self.client.name))));
    }

    /// The description of the request that is at hand; there is no other with these words.
    fn marker(&self) -> String {
        format!("The printer of {} is silent, case {}.", self.client.name, self.filed.len() + 1)
    }

    async fn chooses(&mut self, label: &str, after: i64) -> i64 {
        let token = button(&self.client, label, after).unwrap_or_else(|| panic!("{}: no {label}", self.client.name));
        if self.dice.percent(50) { self.client.taps(&token).await } else { self.client.says(label).await }
    }

    fn expects(&self, label: &str, after: i64) {
        let told = answer_to(&self.client, after);
        assert!(
            button(&self.client, label, after).is_some(),
            "{}: {label} does not follow: {told:?}",
            self.client.name
        );
    }
}

/// The references in a text.
fn found(text: &str) -> impl Iterator<Item = String> + '_ {
    reference::all_in(text, "BL").filter_map(Result::ok)
}

/// Somebody in the agents' room, who works on each request whose number falls to them.
pub struct Agent {
    pub client: Client,
    /// Requests that were worked through.
    pub resolved: Vec<String>,
    number: usize,
    agents: usize,
}

impl Agent {
    pub fn new(client: Client, number: usize, agents: usize) -> Self {
        Self { client, resolved: Vec::new(), number, agents }
    }

    /// Works until as many requests are resolved as were filed; how many that are is known only at the end.
    pub async fn works(mut self, mut filed: watch::Receiver<Option<BTreeSet<String>>>) -> Self {
        let (mut known, mut read) = (BTreeSet::new(), 0);
        loop {
            for (_, letter) in self.client.letters.range(read + 1..) {
                known.extend(references(letter).filter(|reference| self.is_mine(reference)));
            }
            read = self.client.after();
            let next = known.iter().find(|reference| !self.resolved.contains(reference)).cloned();
            if let Some(reference) = next {
                self.works_on(&reference).await;
                continue;
            }
            let all = filed.borrow_and_update().clone();
            if all.is_some_and(|all| all.iter().filter(|r| self.is_mine(r)).all(|r| self.resolved.contains(r))) {
                return self;
            }
            self.client.polls(1).await;
        }
    }

    fn is_mine(&self, reference: &str) -> bool {
        let digits = reference.trim_start_matches("BL-");
        let running: usize = digits[..digits.len() - 1].parse().expect("a number");
        running % self.agents == self.number
    }

    async fn works_on(&mut self, reference: &str) {
        self.client.says(&format!("/take {reference}")).await;
        self.client.says(&format!("/reply {reference} {}", reply(reference))).await;
        self.client.says(&format!("/resolve {reference} {}", resolution(reference))).await;
        self.resolved.push(reference.to_owned());
    }
}

pub fn references(letter: &Value) -> impl Iterator<Item = String> + '_ {
    let text = if letter["echo"].is_null() { letter["text"].as_str().unwrap_or_default() } else { "" };
    found(text)
}

/// What is replied to the reporter of a request; it says which one without naming it.
pub fn reply(reference: &str) -> String {
    format!("Try the other cable ({}).", word(reference))
}

pub fn resolution(reference: &str) -> String {
    format!("A new cable was laid ({}).", word(reference))
}

fn word(reference: &str) -> String {
    reference.bytes().filter(u8::is_ascii_digit).map(|digit| char::from(b'a' + digit - b'0')).collect()
}
