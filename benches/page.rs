//! How long the web chat's page takes on a phone's network: from the tap on an invitation's link to the first bubble,
//! and again on a later visit. In headless Chromium, 360 × 640, with latency and bandwidth as set by the browser.
//!
//! `cargo bench --bench page` needs Chromium and chromedriver, and says so where there is none.

#[path = "../tests/support/served.rs"]
mod served;
#[path = "../tests/support/stage.rs"]
mod stage;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/support/webdriver.rs"]
mod webdriver;

use serde_json::json;
use served::Served;
use webdriver::Browser;

/// A network: its name, the latency of a request, and how many bytes come in a second.
const NETWORKS: [(&str, u32, i32); 4] = [
    ("GPRS   50 kbit/s, 800 ms", 800, 50_000 / 8),
    ("EDGE  240 kbit/s, 500 ms", 500, 240_000 / 8),
    ("3G    750 kbit/s, 300 ms", 300, 750_000 / 8),
    ("no limit", 0, -1),
];

/// Runs whose middle is given.
const RUNS: usize = 5;

/// What a page says of its own loading: milliseconds since it was asked for, and the bytes that came.
const FIGURES: &str = "const seen = performance.now();
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const all = performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'));
    return { bubble: seen, paint: paint ? paint.startTime : 0, bytes: all.reduce((sum, one) => sum + one.transferSize, 0) }";

struct Visit {
    paint: f64,
    bubble: f64,
    bytes: f64,
}

async fn visit(page: &Browser) -> Visit {
    page.wait_for(".bubble").await;
    let told = page.script(FIGURES, json!([])).await;
    let figure = |name: &str| told[name].as_f64().unwrap_or_default();
    Visit { paint: figure("paint"), bubble: figure("bubble"), bytes: figure("bytes") }
}

/// The first visit, by an invitation's link, and a later one in the same browser.
async fn visits(served: &Served, latency_ms: u32, bytes_per_s: i32) -> Option<(Visit, Visit)> {
    let page = stage::browser(360, 640).await?;
    page.limit(latency_ms, bytes_per_s).await;
    page.goto(&format!("{}/#code={}", served.base, served.code_for("ana").await)).await;
    let first = visit(&page).await;
    // Until the page has put by what it needs, a later visit is no later visit.
    page.wait_until("return navigator.serviceWorker.ready.then(() => true)").await;
    page.reload().await;
    let later = visit(&page).await;
    page.close().await;
    Some((first, later))
}

fn middle(visits: &[Visit], figure: impl Fn(&Visit) -> f64) -> f64 {
    let mut all: Vec<f64> = visits.iter().map(figure).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn told(visits: &[Visit]) -> String {
    format!(
        "painted {:>5.1} s, first bubble {:>5.1} s, {:>5.1} kB",
        middle(visits, |visit| visit.paint) / 1000.0,
        middle(visits, |visit| visit.bubble) / 1000.0,
        middle(visits, |visit| visit.bytes) / 1000.0
    )
}

#[tokio::main]
async fn main() {
    let served = Served::plain().await;
    for (name, latency_ms, bytes_per_s) in NETWORKS {
        let (mut first, mut later) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let Some((one, other)) = visits(&served, latency_ms, bytes_per_s).await else { return };
            first.push(one);
            later.push(other);
        }
        println!("{name:<26} first visit: {}   later: {}", told(&first), told(&later));
    }
}
