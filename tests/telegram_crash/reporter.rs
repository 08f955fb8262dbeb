//! One of the fifty: enrols, files a request by taps and in words, adds to it, and asks how it stands. Every step
//! waits for what must follow it: a dialog that lost its place fails here.

use balcao::text::reference;
use tokio::sync::watch;

use crate::{
    bot_api::{Fake, people::Person, state::Post},
    support::Dice,
};

/// The answers of a report, each with words or a button of the question that follows.
const STEPS: [(&str, &str); 3] = [("iDART", "Another problem"), ("Another problem", DESCRIBE), ("", "Send request")];
const DESCRIBE: &str = "Describe the problem";
/// So many work at once.
pub const REPORTERS: usize = 50;
/// What is added to a request, at once and without waiting in between.
pub const COMMENTS: usize = 3;

/// A request, as its reporter knows it.
#[derive(Clone, Debug)]
pub struct Filed {
    pub reference: String,
    pub description: String,
    pub comments: Vec<String>,
}

/// Keeps a place among the fifty filled: whoever has come to an end makes room for somebody new, until it is over.
pub async fn works(fake: Fake, place: usize, code: String, seed: u64, stop: watch::Receiver<bool>) -> Vec<Filed> {
    let mut filed = Vec::new();
    while filed.is_empty() || !*stop.borrow() {
        let number = place + REPORTERS * filed.len();
        let id = 1_000 + i64::try_from(number).expect("few");
        let person = fake.person(id, &format!("r{number}"), "en");
        let reporter = Reporter { person, number, dice: Dice(seed ^ (number as u64 + 1)), at: 0 };
        filed.push(reporter.files_one(&code).await);
    }
    filed
}

struct Reporter {
    person: Person,
    number: usize,
    dice: Dice,
    /// The last message that was read or written.
    at: i64,
}

impl Reporter {
    async fn files_one(mut self, code: &str) -> Filed {
        let name = word(self.number);
        self.at = self.person.starts(code);
        self.is_offered("English").await;
        self.chooses("English").await;
        self.is_told("What is your name?").await;
        self.says(&format!("Rita {name}"));
        self.is_told("You are enrolled").await;
        let description = format!("The printer of {name} is silent.");
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
        let comments: Vec<String> = (1..=COMMENTS).map(|nth| format!("More of {name}: {}.", word(nth))).collect();
        for comment in &comments {
            self.says(comment);
        }
        self.says(&format!("/status {reference}"));
        self.is_told(&format!("{reference} · New")).await;
        Filed { reference, description, comments }
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
            .until_in(chat, &format!("«{what}» for {chat} after {after}"), |state| {
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
