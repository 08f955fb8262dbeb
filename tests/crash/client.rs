//! A client of the web chat that behaves as the real one does: each message has a key, and is sent again under
//! it until it is acknowledged; letters are gathered by their numbers. It notices at once what must not be.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::watch;

/// How long a message may remain unacknowledged: far more than a restart takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// What all clients count together.
#[derive(Clone)]
pub struct Tally {
    pub acknowledged: watch::Sender<u64>,
    /// Requests that got no answer, or a refusal.
    pub failed: Arc<AtomicU64>,
    /// Messages that turned out to have been received before the answer was lost.
    pub again: Arc<AtomicU64>,
}

impl Tally {
    pub fn new() -> Self {
        Self { acknowledged: watch::Sender::new(0), failed: Arc::default(), again: Arc::default() }
    }
}

pub struct Client {
    pub name: String,
    pub tally: Tally,
    /// Letters by their numbers, as they came.
    pub letters: BTreeMap<i64, Value>,
    /// The keys of what was sent and is echoed, in the order of sending; all acknowledged but perhaps the last.
    pub sent: Vec<String>,
    base: String,
    token: String,
    http: reqwest::Client,
    count: u64,
}

impl Client {
    pub fn new(name: &str, http: SocketAddr, tally: Tally) -> Self {
        let token: String = name.chars().chain(std::iter::repeat('x')).take(43).collect();
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(20)).build();
        Self {
            name: name.to_owned(),
            tally,
            letters: BTreeMap::new(),
            sent: Vec::new(),
            base: format!("http://{http}"),
            token,
            http: client.expect("a client"),
            count: 0,
        }
    }

    /// Signs in, however often it takes.
    pub async fn enter(&self, code: &str) {
        let form = json!({"code": code, "token": self.token});
        self.insist(|| self.http.post(format!("{}/api/enter", self.base)).json(&form)).await;
    }

    /// The number of the last letter before a gap.
    pub fn after(&self) -> i64 {
        i64::try_from(self.letters.len()).expect("few")
    }

    pub async fn says(&mut self, text: &str) -> i64 {
        self.sends(json!({"text": text})).await
    }

    pub async fn taps(&mut self, token: &str) -> i64 {
        self.sends(json!({"tap": token})).await
    }

    /// Opens the chat; this is not echoed.
    pub async fn opens(&mut self) {
        let (_, form) = self.form(json!({"start": true}));
        self.post(form).await;
        self.reads().await;
    }

    /// Sends one thing until it is acknowledged, and reads until its echo is there. Returns the echo's number.
    async fn sends(&mut self, body: Value) -> i64 {
        let (key, form) = self.form(body);
        self.sent.push(key.clone());
        self.post(form).await;
        self.reads().await;
        self.echo(&key).unwrap_or_else(|| panic!("{}: {key} was acknowledged, and is not in the chat", self.name))
    }

    /// A message that is tried once: whether it was acknowledged, or how it was refused.
    pub async fn tries(&mut self, text: &str) -> Result<(), StatusCode> {
        let (key, form) = self.form(json!({"text": text}));
        let response = self.request(&form).send().await.expect("an answer");
        if response.status() != StatusCode::OK {
            return Err(response.status());
        }
        self.sent.push(key);
        self.acknowledged(&response.json().await.expect("JSON"));
        Ok(())
    }

    fn form(&mut self, mut body: Value) -> (String, Value) {
        self.count += 1;
        let key = format!("{}-{}", self.name, self.count);
        body["key"] = json!(key);
        body["sent_at"] = json!(balcao::serve::wall_clock());
        (key, body)
    }

    async fn post(&mut self, form: Value) {
        let mut form = form;
        form["after"] = json!(self.after());
        let answer = self.insist(|| self.request(&form)).await.json().await;
        // The acknowledgement was its status; a body that broke off brings no letters.
        self.acknowledged(&answer.unwrap_or(Value::Null));
    }

    fn request(&self, form: &Value) -> reqwest::RequestBuilder {
        let mut form = form.clone();
        form["after"] = json!(self.after());
        self.http.post(format!("{}/api/messages", self.base)).bearer_auth(&self.token).json(&form)
    }

    fn acknowledged(&mut self, answer: &Value) {
        self.tally.acknowledged.send_modify(|count| *count += 1);
        match answer["received"].as_str() {
            Some("again") => _ = self.tally.again.fetch_add(1, Ordering::Relaxed),
            Some("done") | None => {}
            Some(other) => panic!("{}: a message was {other}", self.name),
        }
        self.gather(answer);
    }

    /// Reads what is there.
    pub async fn reads(&mut self) {
        while self.polls(0).await == 50 {}
    }

    /// Reads on until a letter holds all these words.
    pub async fn hears(&mut self, words: &[&str]) {
        while !self.letters.values().any(|letter| holds(letter, words)) {
            self.polls(5).await;
        }
    }

    /// Asks for letters, and waits a while for the first. Returns how many came.
    pub async fn polls(&mut self, wait_s: u64) -> usize {
        let url = format!("{}/api/messages?after={}&wait={wait_s}", self.base, self.after());
        let answer = self.got(&url).await;
        self.gather(&answer)
    }

    async fn got(&self, url: &str) -> Value {
        loop {
            let answer = self.insist(|| self.http.get(url).bearer_auth(&self.token)).await.json().await;
            if let Ok(answer) = answer {
                return answer;
            }
        }
    }

    fn gather(&mut self, answer: &Value) -> usize {
        let letters = answer["letters"].as_array().map_or(&[][..], Vec::as_slice);
        for letter in letters {
            let seq = letter["seq"].as_i64().expect("a number");
            assert!(seq <= self.after() + 1, "{}: letter {seq} came after {}", self.name, self.after());
            let known = self.letters.entry(seq).or_insert_with(|| letter.clone());
            assert_eq!(known, letter, "{}: a letter has changed", self.name);
        }
        letters.len()
    }

    fn echo(&self, key: &str) -> Option<i64> {
        self.letters.iter().rev().find(|(_, letter)| letter["echo"]["key"] == key).map(|(seq, _)| *seq)
    }

    /// All letters from the first on, as somebody reads them who was not there.
    pub async fn reads_all(&self) -> BTreeMap<i64, Value> {
        let mut all = BTreeMap::new();
        loop {
            let after = all.last_key_value().map_or(0, |(seq, _)| *seq);
            let answer = self.got(&format!("{}/api/messages?after={after}", self.base)).await;
            let letters = answer["letters"].as_array().expect("letters");
            if letters.is_empty() {
                return all;
            }
            all.extend(letters.iter().map(|letter| (letter["seq"].as_i64().expect("a number"), letter.clone())));
        }
    }

    /// Asks again and again until there is a good answer.
    async fn insist(&self, request: impl Fn() -> reqwest::RequestBuilder) -> Response {
        let since = Instant::now();
        loop {
            match request().send().await {
                Ok(response) if response.status().is_success() => return response,
                Ok(response) if response.status() != StatusCode::SERVICE_UNAVAILABLE => {
                    panic!("{}: {} {:?}", self.name, response.status(), response.text().await);
                }
                Ok(_) | Err(_) => _ = self.tally.failed.fetch_add(1, Ordering::Relaxed),
            }
            assert!(since.elapsed() < PATIENCE, "{}: no answer", self.name);
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

fn holds(letter: &Value, words: &[&str]) -> bool {
    letter["text"].as_str().is_some_and(|text| words.iter().all(|word| text.contains(word)))
}
