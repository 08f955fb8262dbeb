//! One of the fifty: enrols, files requests by taps and in words, adds to each, and asks how it stands. Every step
//! waits for what must follow it: a dialog that lost its place fails here.

use balcao::text::reference;
use tokio::sync::watch;

use crate::{
    bot_api::{people::Person, state::Post},
    support::Dice,
};

/// The answers of a report, each with words or a button of the question that follows.
const STEPS: [(&str, &str); 6] = [
    ("iDART", "Another problem"),
    ("Another problem", "Work has stopped"),
    ("Work has stopped", "Only me"),
    ("Only me", DESCRIBE),
    ("", "Skip"),
    ("Skip", "Send request"),
];
const DESCRIBE: &str = "Describe the problem";
/// What is added to a request, at once and without waiting in between.
pub const COMMENTS: usize = 3;

/// A request, as its reporter knows it.
#[derive(Clone, Debug)]
pub struct Filed {
    pub reference: String,
    pub description: String,
    pub comments: Vec<String>,
}

pub struct Reporter {
    pub person: Person,
    pub filed: Vec<Filed>,
    number: usize,
    dice: Dice,
    /// The last message that was read or written.
    at: i64,
}

impl Reporter {
    pub fn new(person: Person, number: usize, dice: Dice) -> Self {
        Self { person, filed: Vec::new(), number, dice, at: 0 }
    }

    /// Enrols, and files requests until told to stop; one at least, and the one that was begun is finished.
    pub async fn works(mut self, code: String, stop: watch::Receiver<bool>) -> Self {
        self.at = self.person.starts(&code);
        self.is_offered("English").await;
        self.chooses("English").await;
        self.is_told("What is your name?").await;
        self.says(&format!("Rita {}", word(self.number)));
        self.is_told("You are enrolled").await;
        while self.filed.is_empty() || !*stop.borrow() {
            self.files_one().await;
        }
        self
    }

    async fn files_one(&mut self) {
        let count = self.filed.len() + 1;
        let description = format!("The printer of {} is silent, case {}.", word(self.number), word(count));
        self.says("/new");
        self.is_offered("iDART").await;
        for (label, next) in STEPS {
            match label {
                "" => self.says(&description),
                label => self.chooses(label).await,
            }
            if next == DESCRIBE {
                self.is_told(next).await;
            } else {
                self.is_offered(next).await;
            }
        }
        self.chooses("Send request").await;
        let told = self.is_told("Request received").await;
        let reference = reference::all_in(&told.text, "BL").find_map(Result::ok).expect("a reference");
        let comments: Vec<String> = (1..=COMMENTS)
            .map(|nth| format!("More of {} on case {}: {}.", word(self.number), word(count), word(nth)))
            .collect();
        for comment in &comments {
            self.says(comment);
        }
        self.says(&format!("/status {reference}"));
        self.is_told(&format!("{reference} · New")).await;
        self.filed.push(Filed { reference, description, comments });
    }

    fn says(&mut self, text: &str) {
        self.at = self.person.says(text);
    }

    /// Chooses what is offered, with a tap or in words; sometimes with two taps, or one that the app brings twice.
    async fn chooses(&mut self, label: &str) {
        if self.dice.percent(40) {
            return self.says(label);
        }
        let post = self.is_offered(label).await;
        let tap = self.person.taps(post.chat, post.id, label);
        match self.dice.roll(20) {
            0 => self.person.taps_again(&tap),
            1 => _ = self.person.taps(post.chat, post.id, label),
            _ => {}
        }
    }

    /// Waits for a message with a button of this label that is newer than the last step.
    async fn is_offered(&mut self, label: &str) -> Post {
        self.sees(label, |post| post.data(label).is_some()).await
    }

    /// Waits for a message with these words that is newer than the last step.
    async fn is_told(&mut self, words: &str) -> Post {
        self.sees(words, |post| post.holds(&[words])).await
    }

    async fn sees(&mut self, what: &str, is_meant: impl Fn(&Post) -> bool) -> Post {
        let (chat, after) = (self.person.id, self.at);
        let found = self
            .person
            .fake
            .until(&format!("«{what}» for {chat} after {after}"), |state| {
                let mut posts = state.posts.range((chat, after)..=(chat, i64::MAX)).map(|(_, post)| post);
                posts.find(|post| post.from != chat && is_meant(post)).cloned()
            })
            .await;
        self.at = self.at.max(found.id);
        found
    }
}

/// A number as a word, since names have letters only.
pub fn word(number: usize) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>();
    format!("Kw{letters}")
}
