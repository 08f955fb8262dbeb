//! A client that keeps to the page's protocol: one request at a time, each message under a key of its own and sent
//! again under it until it is answered, `after` acknowledging what has come, and a look for mail in between that ends
//! when there is something to send.

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::support::Dice;

/// How long one request may be tried, and how long the last letters may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What all clients count together.
#[derive(Clone, Default)]
pub struct Tally {
    /// Requests without a whole answer.
    pub failed: Arc<AtomicU64>,
    /// Messages that were received although the first answer was lost.
    pub again: Arc<AtomicU64>,
    /// Messages that came faster than their turn.
    pub waiting: Arc<AtomicU64>,
}

pub struct Client {
    pub name: String,
    /// The conversation that it reads; several may read the same.
    pub room: String,
    /// Letters by their numbers, as they came.
    pub letters: BTreeMap<i64, Value>,
    /// What was said, in order: key and words.
    pub said: Vec<(String, String)>,
    queue: VecDeque<Value>,
    tally: Tally,
    dice: Dice,
    base: String,
    token: String,
    http: reqwest::Client,
    count: u64,
}

impl Client {
    pub fn new(name: &str, room: &str, proxy: SocketAddr, seed: u64, tally: Tally) -> Self {
        let token = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let token: String = token.chars().chain(std::iter::repeat('x')).take(43).collect();
        // Well above what a stall takes; well below what the test may take.
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build();
        Self {
            name: name.to_owned(),
            room: room.to_owned(),
            letters: BTreeMap::new(),
            said: Vec::new(),
            queue: VecDeque::new(),
            tally,
            dice: Dice(seed),
            base: format!("http://{proxy}"),
            token,
            http: http.expect("a client"),
            count: 0,
        }
    }

    pub async fn enter(&self, code: &str) {
        let form = json!({"code": code, "token": self.token});
        self.insist(|| self.http.post(format!("{}/api/enter", self.base)).json(&form)).await;
    }

    /// Writes so many messages in handfuls; reads, stays away and comes back in between.
    pub async fn lives(&mut self, messages: usize) {
        self.writes(json!({"start": true}));
        while self.said.len() < messages || !self.queue.is_empty() {
            let left = messages - self.said.len();
            let handful = usize::try_from(1 + self.dice.roll(4)).expect("few");
            for _ in 0..handful.min(left) {
                let words = format!("{} diz o número {}, ação à parte.", self.name, self.said.len() + 1);
                let key = self.writes(json!({"text": words}));
                self.said.push((key, words));
            }
            while let Some(form) = self.queue.front().cloned() {
                self.sends(&form).await;
                self.queue.pop_front();
            }
            match self.dice.roll(4) {
                0 => passes(self.dice.roll(150)).await,
                1 => _ = self.looks(0).await,
                _ => {
                    // As somebody who goes on writing while the page listens: the look for mail is given up.
                    let patience = Duration::from_millis(self.dice.roll(120));
                    let _given_up = tokio::time::timeout(patience, self.looks(25)).await;
                }
            }
        }
    }

    /// Puts a message into the queue; gives its key.
    fn writes(&mut self, mut form: Value) -> String {
        self.count += 1;
        let key = format!("{}-{}", self.token[..8].trim_end_matches('x'), self.count);
        form["key"] = json!(key);
        form["sent_at"] = json!(self.count);
        self.queue.push_back(form);
        key
    }

    async fn sends(&mut self, form: &Value) {
        let answer = self
            .insist(|| {
                let mut form = form.clone();
                form["after"] = json!(self.after());
                self.http.post(format!("{}/api/messages", self.base)).bearer_auth(&self.token).json(&form)
            })
            .await;
        match answer["received"].as_str() {
            Some("done") => {}
            Some("again") => _ = self.tally.again.fetch_add(1, Ordering::Relaxed),
            Some("waiting") => _ = self.tally.waiting.fetch_add(1, Ordering::Relaxed),
            other => panic!("{}: a message was {other:?}", self.name),
        }
        self.gather(&answer);
    }

    /// The number of the last letter; there is no gap before it.
    fn after(&self) -> i64 {
        self.letters.last_key_value().map_or(0, |(seq, _)| *seq)
    }

    /// One look for mail, that waits so long for the first letter. Returns how many came.
    async fn looks(&mut self, wait_s: u64) -> usize {
        let answer = self.insist(|| self.poll(self.after(), wait_s)).await;
        self.gather(&answer)
    }

    fn poll(&self, after: i64, wait_s: u64) -> RequestBuilder {
        let url = format!("{}/api/messages?after={after}&wait={wait_s}", self.base);
        self.http.get(url).bearer_auth(&self.token)
    }

    fn gather(&mut self, answer: &Value) -> usize {
        let letters = answer["letters"].as_array().expect("letters");
        for letter in letters {
            let seq = letter["seq"].as_i64().expect("a number");
            // What it has is passed over, as the page does; what it lacks must follow without a gap.
            if seq > self.after() {
                assert_eq!(seq, self.after() + 1, "{}: a gap in {}", self.name, self.room);
                self.letters.insert(seq, letter.clone());
            }
        }
        letters.len()
    }

    /// Reads on until so many messages of people stand in the room.
    pub async fn reads_until(&mut self, echoes: usize) {
        let since = Instant::now();
        while self.echoes().len() < echoes {
            assert!(
                since.elapsed() < PATIENCE,
                "{}: {} of {echoes} messages in {}",
                self.name,
                self.echoes().len(),
                self.room
            );
            self.looks(5).await;
        }
        while self.looks(0).await > 0 {}
    }

    /// What people wrote in this room, in its order.
    pub fn echoes(&self) -> Vec<&Value> {
        self.letters.values().filter(|letter| letter["echo"].is_object()).collect()
    }

    /// The same room as the desk holds it, read from the first letter on.
    pub async fn reads_anew(&self) -> BTreeMap<i64, Value> {
        let mut all = BTreeMap::new();
        loop {
            let after = all.last_key_value().map_or(0, |(seq, _)| *seq);
            let answer = self.insist(|| self.poll(after, 0)).await;
            let letters = answer["letters"].as_array().expect("letters");
            if letters.is_empty() {
                return all;
            }
            all.extend(letters.iter().map(|letter| (letter["seq"].as_i64().expect("a number"), letter.clone())));
        }
    }

    /// Asks again and again, as the page does, until there is a whole answer. A refusal is an answer that the page
    /// would tell the person of: there must be none.
    async fn insist(&self, request: impl Fn() -> RequestBuilder) -> Value {
        let since = Instant::now();
        loop {
            if let Ok(response) = request().send().await {
                let status = response.status();
                let is_again = status.is_server_error()
                    || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS);
                let body = response.json::<Value>().await;
                assert!(status.is_success() || is_again, "{}: {status} {body:?}", self.name);
                if let (true, Ok(body)) = (status.is_success(), body) {
                    return body;
                }
            }
            self.tally.failed.fetch_add(1, Ordering::Relaxed);
            assert!(since.elapsed() < PATIENCE, "{}: no answer", self.name);
            passes(3).await;
        }
    }
}

async fn passes(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}
