//! A browser for tests: a small `WebDriver` client that starts chromedriver and a headless Chromium by itself.
//!
//! `Browser::open()` is `None` where either is missing, so that a test can say so loudly and skip. All waiting is by
//! polling with a deadline; nothing sleeps for luck. `CHROMEDRIVER` and `CHROME` name other binaries.
#![allow(dead_code, reason = "each test program uses a part")]

use std::{
    future::Future,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// How long anything may take to appear, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(45);

/// The key under which `WebDriver` names an element, and the one for a frame's or shadow's element alike.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one window. Closes itself, and its driver, when dropped.
pub struct Browser {
    http: reqwest::Client,
    session: String,
    driver: Driver,
    _profile: tempfile::TempDir,
}

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(String);

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // In its own process group: the browser goes with it.
        #[cfg(unix)]
        let _ = Command::new("kill").args(["-TERM", "--", &format!("-{}", self.0.id())]).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Browser {
    /// A browser of this size, or `None` where there is no Chromium or no chromedriver.
    pub async fn open(width: u32, height: u32) -> Option<Self> {
        let driver = binary("CHROMEDRIVER", &["/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver"])?;
        let chrome = binary("CHROME", &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])?;
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let driver = start(&driver, port);
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_mins(1)).build().expect("a client");
        let base = format!("http://127.0.0.1:{port}");
        eventually("chromedriver answers", || async {
            let status = http.get(format!("{base}/status")).send().await.ok()?.json::<Value>().await.ok()?;
            status["value"]["ready"].as_bool()?.then_some(())
        })
        .await;
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let answer =
            command(&http, &format!("{base}/session"), &capabilities(&chrome, profile.path(), width, height)).await;
        let id = answer.expect("a session")["sessionId"].as_str().expect("its id").to_owned();
        let browser = Self { http, session: format!("{base}/session/{id}"), driver, _profile: profile };
        browser.resize(width, height).await;
        browser.watch().await;
        Some(browser)
    }

    /// Each page of this tab, and each frame in it, notes in `refusedByPolicy` what its policy refused.
    async fn watch(&self) {
        let source = "window.refusedByPolicy = []; document.addEventListener('securitypolicyviolation', \
            (event) => refusedByPolicy.push(event.violatedDirective + ' ' + event.blockedURI))";
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": source})).await;
    }

    /// Makes the page itself this large, whatever the window's frame takes, with touch as on a phone or without.
    pub async fn resize(&self, width: u32, height: u32) {
        let (mobile, scale) = if width < 700 { (true, 2) } else { (false, 1) };
        let params = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile});
        self.devtools("Emulation.setDeviceMetricsOverride", params).await;
    }

    /// Light or dark, as the device would ask for.
    pub async fn prefers(&self, scheme: &str) {
        let params = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", params).await;
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) {
        self.network(offline, 0, -1).await;
    }

    /// Makes the network as slow as this; also the caches are off, as on a first visit.
    pub async fn slow(&self, latency_ms: u32, bytes_per_s: i32) {
        self.network(false, latency_ms, bytes_per_s).await;
        self.devtools("Network.setCacheDisabled", json!({"cacheDisabled": true})).await;
    }

    /// Makes the network as slow as this; what the browser has put by it uses.
    pub async fn limit(&self, latency_ms: u32, bytes_per_s: i32) {
        self.network(false, latency_ms, bytes_per_s).await;
    }

    async fn network(&self, offline: bool, latency_ms: u32, bytes_per_s: i32) {
        let params = json!({
            "offline": offline, "latency": latency_ms, "downloadThroughput": bytes_per_s, "uploadThroughput": bytes_per_s,
        });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", params).await;
    }

    async fn devtools(&self, cmd: &str, params: Value) {
        self.must("goog/cdp/execute", &json!({"cmd": cmd, "params": params})).await;
    }

    pub async fn goto(&self, url: &str) {
        self.must("url", &json!({"url": url})).await;
    }

    pub async fn reload(&self) {
        self.must("refresh", &json!({})).await;
    }

    /// The first element that matches now.
    pub async fn find(&self, css: &str) -> Option<Element> {
        let found = self.try_to("element", &json!({"using": "css selector", "value": css})).await.ok()?;
        Element::of(&found)
    }

    /// All elements that match now.
    pub async fn find_all(&self, css: &str) -> Vec<Element> {
        let found = self.must("elements", &json!({"using": "css selector", "value": css})).await;
        found.as_array().into_iter().flatten().filter_map(Element::of).collect()
    }

    /// The first element that matches, as soon as there is one.
    pub async fn wait_for(&self, css: &str) -> Element {
        self.eventually(css, || self.find(css)).await
    }

    /// The first element that matches and whose text contains `text`, as soon as there is one.
    pub async fn wait_for_text(&self, css: &str, text: &str) -> Element {
        self.eventually(&format!("{css} with {text:?}"), || async {
            for element in self.find_all(css).await {
                if self.text(&element).await.is_some_and(|shown| shown.contains(text)) {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// Waits until nothing matches.
    pub async fn wait_gone(&self, css: &str) {
        self.eventually(&format!("no {css}"), || async { self.find(css).await.is_none().then_some(()) }).await;
    }

    /// Waits until the script returns something true.
    pub async fn wait_until(&self, script: &str) {
        self.eventually(script, || async { self.script(script, json!([])).await.as_bool()?.then_some(()) }).await;
    }

    /// The text as it is seen; `None` where the element has gone.
    pub async fn text(&self, element: &Element) -> Option<String> {
        let text = self.look(&format!("element/{}/text", element.0)).await.ok()?;
        text.as_str().map(str::to_owned)
    }

    pub async fn click(&self, element: &Element) {
        self.must(&format!("element/{}/click", element.0), &json!({})).await;
    }

    /// False where the element has gone, or something lies above it.
    pub async fn clicks(&self, element: &Element) -> bool {
        self.try_to(&format!("element/{}/click", element.0), &json!({})).await.is_ok()
    }

    /// Types into a field; for `input type=file` the text is the file's path.
    pub async fn type_into(&self, element: &Element, text: &str) {
        self.must(&format!("element/{}/value", element.0), &json!({"text": text})).await;
    }

    /// Gives a file to the first file field that matches.
    pub async fn upload(&self, css: &str, file: &Path) {
        let field = self.wait_for(css).await;
        let file = file.canonicalize().expect("the file is there");
        self.type_into(&field, &file.to_string_lossy()).await;
    }

    /// Runs the body of a function in the page and gives what it returns.
    pub async fn script(&self, script: &str, args: Value) -> Value {
        self.must("execute/sync", &json!({"script": script, "args": args})).await
    }

    /// Goes on inside a frame.
    pub async fn enter_frame(&self, css: &str) {
        let frame = self.wait_for(css).await;
        self.must("frame", &json!({"id": {(ELEMENT): frame.0}})).await;
    }

    /// Goes on inside the frame that a script gives.
    pub async fn enter_frame_of(&self, script: &str) {
        let frame = self.eventually(script, || async { Element::of(&self.script(script, json!([])).await) }).await;
        self.must("frame", &json!({"id": {(ELEMENT): frame.0}})).await;
    }

    /// Goes on in the page itself.
    pub async fn leave_frames(&self) {
        self.must("frame", &json!({"id": null})).await;
    }

    /// Opens another tab of the same browser and goes on there. Gives the handle of the tab that was left.
    pub async fn new_tab(&self) -> String {
        let left = self.look("window").await.expect("a tab").as_str().expect("its handle").to_owned();
        let tab = self.must("window/new", &json!({"type": "tab"})).await;
        self.must("window", &json!({"handle": tab["handle"]})).await;
        self.watch().await;
        left
    }

    pub async fn to_tab(&self, handle: &str) {
        self.must("window", &json!({"handle": handle})).await;
    }

    /// Says yes to what the page asks in a box of the browser's.
    pub async fn accept(&self) {
        eventually("a box", || async { self.try_to("alert/accept", &json!({})).await.ok() }).await;
    }

    /// What the page wrote to its console at level SEVERE: scripts that failed, and what its policy refused.
    pub async fn errors(&self) -> Vec<String> {
        let log = self.must("se/log", &json!({"type": "browser"})).await;
        let severe = log.as_array().into_iter().flatten().filter(|entry| entry["level"] == "SEVERE");
        severe.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
    }

    /// Writes what is seen to a PNG file.
    pub async fn screenshot(&self, file: &Path) {
        let picture = self.look("screenshot").await.expect("a picture");
        let bytes = STANDARD.decode(picture.as_str().expect("base64")).expect("base64");
        std::fs::write(file, bytes).expect("the file is written");
    }

    /// Ends the session. Dropping does it too, less politely.
    pub async fn close(self) {
        let _ = self.http.delete(&self.session).send().await;
        drop(self.driver);
    }

    /// Tries until there is something; when it takes too long, panics with what the page shows.
    pub async fn eventually<T, F: Future<Output = Option<T>>>(&self, what: &str, look: impl FnMut() -> F) -> T {
        match patiently(look).await {
            Some(found) => found,
            None => panic!("waited {PATIENCE:?} in vain: {what}\n{}", self.stands().await),
        }
    }

    /// How the page stands, for whoever reads why a test failed: where it is, who has the focus, what is shown and what
    /// went wrong in it.
    async fn stands(&self) -> String {
        let script = "const on = document.activeElement; return {
            at: location.pathname, state: document.body.dataset.state, loaded: document.readyState,
            focus: document.hasFocus(), on: on && (on.id || on.tagName), visible: document.visibilityState,
            fields: Array.from(document.querySelectorAll('input, textarea')).map((one) => [one.id, one.value]),
            shown: document.body.innerText.slice(-1500),
        }";
        let page = self.try_to("execute/sync", &json!({"script": script, "args": []})).await;
        let log = self.try_to("se/log", &json!({"type": "browser"})).await;
        [page, log].map(|told| told.map_or_else(|error| error, |told| told.to_string())).join("\n")
    }

    async fn must(&self, path: &str, body: &Value) -> Value {
        self.try_to(path, body).await.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    async fn try_to(&self, path: &str, body: &Value) -> Result<Value, String> {
        command(&self.http, &format!("{}/{path}", self.session), body).await
    }

    async fn look(&self, path: &str) -> Result<Value, String> {
        value(self.http.get(format!("{}/{path}", self.session)).send().await).await
    }
}

/// Tries until there is something, and panics when it takes too long.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, look: impl FnMut() -> F) -> T {
    patiently(look).await.unwrap_or_else(|| panic!("waited {PATIENCE:?} in vain: {what}"))
}

async fn patiently<T, F: Future<Output = Option<T>>>(mut look: impl FnMut() -> F) -> Option<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return Some(found);
        }
        if Instant::now() >= deadline {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

fn binary(variable: &str, usual: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    named.into_iter().chain(usual.iter().map(PathBuf::from)).find(|path| path.is_file())
}

fn start(driver: &Path, port: u16) -> Driver {
    let mut command = Command::new(driver);
    command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Driver(command.spawn().expect("chromedriver starts"))
}

fn capabilities(chrome: &Path, profile: &Path, width: u32, height: u32) -> Value {
    let args = json!([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
        "--lang=pt-PT",
        // A microphone that hums, and a camera; nobody has to allow them.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        format!("--user-data-dir={}", profile.display()),
        format!("--window-size={width},{height}"),
    ]);
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome",
        "pageLoadStrategy": "normal",
        "goog:loggingPrefs": {"browser": "ALL"},
        "goog:chromeOptions": {
            "binary": chrome,
            "args": args,
            "prefs": {"intl.accept_languages": "pt-PT,pt"},
        },
    }}})
}

impl Element {
    /// An element that a command or a script gave back.
    pub fn of(found: &Value) -> Option<Self> {
        found[ELEMENT].as_str().map(|id| Self(id.to_owned()))
    }
}

async fn command(http: &reqwest::Client, url: &str, body: &Value) -> Result<Value, String> {
    value(http.post(url).json(body).send().await).await
}

async fn value(answer: reqwest::Result<reqwest::Response>) -> Result<Value, String> {
    let answer = answer.map_err(|error| error.without_url().to_string())?;
    let good = answer.status().is_success();
    let mut body: Value = answer.json().await.map_err(|error| error.without_url().to_string())?;
    if good {
        Ok(body["value"].take())
    } else {
        Err(format!("{}: {}", body["value"]["error"], body["value"]["message"]))
    }
}
