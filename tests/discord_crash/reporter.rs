//! Somebody who files one request after the other, by words or by buttons, whatever happens to the program.

use std::time::Duration;

use tokio::sync::watch;

use crate::{
    discord::{
        people::Person,
        state::{Post, State},
    },
    support::Dice,
};

/// What is said or pressed, and what has to follow each: words, or something to press that begins so.
const STEPS: [(&str, &str); 2] = [("iDART", "Another problem"), ("Another problem", "Describe")];
/// Killed again and again, the program may come to somebody late.
const PATIENCE: Duration = Duration::from_mins(4);
const SEND: &str = "Send request";

pub struct Reporter {
    pub person: Person,
    pub dice: Dice,
}

impl Reporter {
    /// Files requests until it is over; gives their descriptions.
    pub async fn works(mut self, stop: watch::Receiver<bool>) -> Vec<String> {
        let mut filed = Vec::new();
        while filed.is_empty() || !*stop.borrow() {
            let at = self.person.says("/new");
            let mut asked = self.follows(at, STEPS[0].0, None).await;
            for (said, next) in STEPS {
                asked = self.chooses(&asked, said, next).await;
            }
            let number = u64::try_from(filed.len()).expect("few");
            let description = format!("The printer {} of {} is silent.", word(number), self.person.name);
            let at = self.person.says(&description);
            let summary = self.follows(at, SEND, None).await;
            self.chooses(&summary, SEND, "Request received").await;
            filed.push(description);
        }
        filed
    }

    /// Answers a question by its button or in words; gives what follows.
    async fn chooses(&mut self, asked: &Post, said: &str, next: &str) -> Post {
        let can_tap = asked.choices().iter().any(|(label, _)| label.starts_with(said));
        if can_tap && self.dice.roll(2) == 0 {
            return self.follows(asked.id, next, Some((asked, said))).await;
        }
        let at = self.person.says(said);
        self.follows(at, next, None).await
    }

    /// Waits for words, or something to press, that are newer. What was pressed is pressed again where nothing came of it
    /// and the program was begun anew: it may have been answered barely, and never committed.
    async fn follows(&self, after: u64, what: &str, pressed: Option<(&Post, &str)>) -> Post {
        let channel = self.person.channel;
        let found = |state: &State| {
            let mut posts = state.of_bot(channel).filter(|post| post.changed > after);
            let offers = |post: &Post| post.choices().iter().any(|(label, _)| label.starts_with(what));
            posts.find(|post| post.text.contains(what) || offers(post)).cloned()
        };
        loop {
            let run = self.runs();
            let tap = pressed.map(|(post, label)| self.person.taps(post, label));
            let told = format!("«{what}» for {} after {after}, having tapped {tap:?}", self.person.name);
            let end = self
                .person
                .fake
                .until_within(PATIENCE, |state| match found(state) {
                    Some(post) => Some(Some(post)),
                    None => (tap.is_some() && state.identified > run).then_some(None),
                })
                .await;
            match end {
                Some(Some(post)) => return post,
                Some(None) => {}
                None => panic!("{told}: it never came\n{}", self.chat()),
            }
        }
    }

    /// What was said last in this chat, for whoever reads why a test failed.
    fn chat(&self) -> String {
        let state = self.person.fake.look();
        let posts = state.posts.range((self.person.channel, 0)..=(self.person.channel, u64::MAX)).rev().take(14);
        let told = posts.map(|((_, id), post)| format!("{id} {}: {} {:?}", post.by_bot, post.text, post.choices()));
        told.collect::<Vec<_>>().join("\n")
    }

    /// How often the program has begun a session.
    fn runs(&self) -> usize {
        self.person.fake.look().identified
    }
}

/// A number as a word, since names have letters only.
pub fn word(number: u64) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>();
    format!("Kw{letters}")
}
