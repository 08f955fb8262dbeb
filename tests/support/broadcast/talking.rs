//! People who write all the while and wait for their answers.

use std::time::{Duration, Instant};

use tokio::{sync::watch, task::JoinSet};

use crate::bot_api::{self, Fake, people::Person, state::Standing};

/// What they ask, one after the other: each is answered, and none is a repetition.
const ASKED: [&str; 2] = ["/ajuda", "/meus"];

/// The account of one of them.
pub fn id(at: usize) -> i64 {
    5_000 + i64::try_from(at).expect("few")
}

/// From when until when somebody waited.
pub type Wait = (Instant, Instant);

/// All who write.
pub struct People {
    working: JoinSet<Vec<Wait>>,
    stop: watch::Sender<bool>,
}

impl People {
    /// They begin.
    pub fn begin(fake: &Fake, count: usize) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut working = JoinSet::new();
        for at in 0..count {
            let person = fake.person(id(at), &format!("Rita {at}"), "pt");
            fake.change(|state| state.chat(person.id).bot = Standing::Member);
            working.spawn(writes(person, stopped.clone()));
        }
        Self { working, stop }
    }

    /// They end; when each asked, and was answered.
    pub async fn end(mut self) -> Vec<Wait> {
        self.stop.send_replace(true);
        let mut waits = Vec::new();
        while let Some(ended) = self.working.join_next().await {
            waits.extend(ended.expect("nobody met something wrong"));
        }
        waits
    }
}

async fn writes(person: Person, stop: watch::Receiver<bool>) -> Vec<Wait> {
    let mut waits = Vec::new();
    for asked in ASKED.iter().cycle() {
        if *stop.borrow() {
            return waits;
        }
        let since = Instant::now();
        let at = person.says(asked);
        let seen = person.fake.until("an answer", |state: &bot_api::state::State| {
            let mut effects = state.effects.iter().rev();
            effects.find(|one| one.chat == person.id && one.post > at).map(|one| one.at)
        });
        waits.push((since, seen.await));
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    waits
}
