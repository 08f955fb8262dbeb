//! A browser before a served desk, and what a person does there: tap, write, look. With `BALCAO_LOOKS=folder` it
//! leaves pictures.
#![allow(dead_code, reason = "each test program uses a part")]

use std::{
    cell::Cell,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::webdriver::{Browser, Element};

/// A tap that shows nothing for so long went beside.
const BESIDE: Duration = Duration::from_secs(3);

/// A browser of this size; `None`, said loudly, where there is none. `BALCAO_REQUIRE_BROWSER` makes that a failure.
pub async fn browser(width: u32, height: u32) -> Option<Browser> {
    let page = Browser::open(width, height).await;
    if page.is_none() {
        assert!(std::env::var_os("BALCAO_REQUIRE_BROWSER").is_none(), "no Chromium or no chromedriver here");
        eprintln!("SKIPPED: no Chromium or no chromedriver here, so nothing was tried in a browser");
    }
    page
}

/// A browser, and what is done in it.
pub struct Stage {
    pub base: String,
    pub page: Browser,
    looks: Option<PathBuf>,
}

impl Stage {
    pub fn new(base: &str, page: Browser) -> Self {
        Self { base: base.to_owned(), page, looks: std::env::var_os("BALCAO_LOOKS").map(PathBuf::from) }
    }

    /// Opens a seat of its own with a one-time code.
    pub async fn enter(&self, seat: &str, code: &str) {
        self.page.goto(&format!("{}/?seat={seat}#code={code}", self.base)).await;
        self.page.wait_for("body[data-state=connected]").await;
    }

    pub async fn look(&self, name: &str) {
        if let Some(folder) = &self.looks {
            self.page.screenshot(&folder.join(format!("{name}.png"))).await;
        }
    }

    pub async fn say(&self, words: &str) {
        let text = self.page.wait_for("#text").await;
        self.page.type_into(&text, words).await;
        self.send().await;
    }

    /// Says it, and waits until the desk has it.
    pub async fn write(&self, words: &str) {
        self.say(words).await;
        self.all_sent().await;
    }

    /// Stages a file beside the words; it goes with the next that is sent.
    pub async fn attach(&self, file: &Path) {
        let before = self.page.find_all("#staged li").await.len();
        self.page.upload("#file", file).await;
        self.page
            .wait_until(&format!("return document.querySelectorAll('#staged li').length === {}", before + 1))
            .await;
    }

    /// Sends what stands there.
    pub async fn send(&self) {
        let before = self.mine().await;
        let send = self.page.wait_for("#send:not([hidden])").await;
        self.page.click(&send).await;
        self.shows_mine(before + 1).await;
    }

    async fn mine(&self) -> usize {
        self.page.find_all(".mine").await.len()
    }

    /// What was written is first kept, then shown; who waits for it to be sent must not look before.
    async fn shows_mine(&self, count: usize) {
        self.page.eventually("what was written", || async { (self.mine().await >= count).then_some(()) }).await;
    }

    /// Opens the menu and chooses a line of it.
    pub async fn choose(&self, label: &str) {
        let menu = self.page.wait_for("#menu-open:not([hidden])").await;
        self.page.click(&menu).await;
        let script = "return Array.from(document.querySelectorAll('#sheet[open] .item')).find((one) => \
            one.firstChild.textContent === arguments[0]) || null";
        let item = self
            .page
            .eventually(&format!("a line {label:?} in the menu"), || async {
                Element::of(&self.page.script(script, json!([label])).await)
            })
            .await;
        self.page.click(&item).await;
    }

    /// Records what the microphone hears for a second or two, and stages it.
    pub async fn record(&self) {
        let mic = self.page.wait_for("#mic:not([hidden])").await;
        self.page.click(&mic).await;
        self.page.wait_until("return /0:0[1-9]/.test(document.getElementById('rec-time').textContent)").await;
        let stop = self.page.wait_for("#rec-stop").await;
        self.page.click(&stop).await;
        self.page.wait_for("#staged li").await;
    }

    /// Writes this, whatever becomes of it.
    pub async fn put(&self, words: &str) {
        self.submit(&[words]).await;
    }

    async fn submit(&self, words: &[&str]) {
        let script = "for (const words of arguments[0]) {
            document.getElementById('text').value = words;
            document.getElementById('write').requestSubmit();
        }";
        self.page.script(script, json!([words])).await;
    }

    /// Writes these as fast as a script can, each a message of its own.
    pub async fn pour(&self, words: &[&str]) {
        let before = self.mine().await;
        self.submit(words).await;
        self.shows_mine(before + words.iter().filter(|words| !words.trim().is_empty()).count()).await;
    }

    /// Taps the last button of this label that can still be tapped.
    pub async fn tap(&self, label: &str) {
        let script = "const all = Array.from(document.querySelectorAll('.buttons:not(.spent) button'));
            return all.filter((one) => one.textContent === arguments[0]).pop() || null";
        let before = self.mine().await;
        let tapped = Cell::new(None);
        self.page
            .eventually(&format!("what a tap on {label:?} says"), || async {
                if tapped.get().is_some() && self.mine().await > before {
                    return Some(());
                }
                // What arrives at this moment moves the page, and a finger goes beside.
                if tapped.get().is_none_or(|at: Instant| at.elapsed() > BESIDE)
                    && let Some(button) = Element::of(&self.page.script(script, json!([label])).await)
                {
                    // What was drawn anew meanwhile is looked for again.
                    if self.page.clicks(&button).await {
                        tapped.set(Some(Instant::now()));
                    }
                }
                None
            })
            .await;
    }

    /// Waits until the last bubble that has this text is there.
    pub async fn sees(&self, text: &str) {
        let script = "return Array.from(document.querySelectorAll('.bubble')).some((one) => \
            one.textContent.replace(/[\\u2066-\\u2069]/g, '').includes(arguments[0]))";
        self.page
            .eventually(&format!("a bubble with {text:?}"), || async {
                self.page.script(script, json!([text])).await.as_bool()?.then_some(())
            })
            .await;
    }

    pub async fn all_sent(&self) {
        self.page.wait_gone(".pending").await;
    }

    /// All letters that the desk holds for the seat that is shown.
    pub async fn held(&self) -> Vec<Value> {
        let script = "return (async () => {
            const seat = new URLSearchParams(location.search).get('seat');
            const headers = { Authorization: 'Bearer ' + JSON.parse(localStorage.getItem('balcao.seat.' + seat)) };
            const held = [];
            for (let before = ''; ;) {
                const { letters } = await (await fetch('/api/history?limit=50' + before, { headers })).json();
                if (!letters.length) return held;
                before = '&before=' + letters[0].seq;
                held.unshift(...letters);
            }
        })()";
        let held = self.page.script(script, json!([])).await;
        held.as_array().expect("letters").clone()
    }

    /// The texts of all elements that match now.
    pub async fn shown(&self, css: &str) -> Vec<String> {
        let script = "return Array.from(document.querySelectorAll(arguments[0]), \
            (e) => e.textContent.replace(/[\\u2066-\\u2069]/g, ''))";
        let texts = self.page.script(script, json!([css])).await;
        texts.as_array().into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
    }

    /// What the page's policy refused since it was loaded.
    pub async fn refused(&self) -> Value {
        self.page.script("return window.refusedByPolicy", json!([])).await
    }
}
