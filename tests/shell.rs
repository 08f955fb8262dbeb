//! The shell that the service worker keeps, in a real browser: the chat opens while the desk is away, whole, and of
//! one build; what the desk says is not in it.

#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

use serde_json::{Value, json};
use served::Served;
use webdriver::Browser;

/// Until the worker keeps the shell, whoever has asked for it first.
async fn keep(page: &Browser) {
    page.script("navigator.serviceWorker.register('/sw.js')", json!([])).await;
    webdriver::eventually("a worker that is in charge", || async {
        let ready = "return navigator.serviceWorker.ready.then((it) => it.active.state === 'activated')";
        page.script(ready, json!([])).await.as_bool()?.then_some(())
    })
    .await;
}

/// The paths of all that is kept, and the number of caches.
async fn kept(page: &Browser) -> Value {
    let script = "const names = await caches.keys(); const paths = [];
        for (const name of names) for (const one of await (await caches.open(name)).keys()) paths.push(one.url);
        return [names.length, paths.map((url) => new URL(url).pathname.replace(/^\\/assets\\/[^/]+/, '')).sort()]";
    page.script(&format!("return (async () => {{ {script} }})()"), json!([])).await
}

const SHELL: [&str; 5] = ["/", "/app.js", "/app.webmanifest", "/chat.css", "/icon.svg"];

#[tokio::test]
async fn the_chat_opens_while_the_desk_is_away() {
    let Some(page) = stage::browser(360, 640).await else { return };
    let served = Served::demo().await;
    let base = served.base.clone();
    let stage = stage::Stage::new(&base, page);
    stage.enter("grace", &served.code_for("grace").await).await;
    keep(&stage.page).await;
    // What was left by the build before the last goes when nobody can need it; letters were never kept.
    stage
        .page
        .script("return Promise.all([caches.open('balcao-shell-1'), caches.open('balcao-shell-2')])", json!([]))
        .await;
    stage.page.goto(&format!("{base}/?seat=grace")).await;
    stage.page.wait_for("body[data-state=connected]").await;
    webdriver::eventually("the oldest shell is gone", || async {
        (kept(&stage.page).await == json!([2, SHELL])).then_some(())
    })
    .await;
    // The demo's page is no part of it.
    stage.page.goto(&format!("{base}/demo")).await;
    stage.page.wait_for("iframe").await;

    let rests = served.stop().await;
    stage.page.goto(&format!("{base}/?seat=grace&again")).await;
    stage.page.wait_for("#text").await;
    assert_eq!(stage.page.script("return document.styleSheets.length", json!([])).await, json!(1));
    let asked = "return fetch('/api/me').then(() => 'answered', () => 'unreachable')";
    assert_eq!(stage.page.script(asked, json!([])).await, json!("unreachable"));
    let served = rests.start().await;
    stage.page.wait_for("body[data-state=connected]").await;
    stage.page.close().await;
    served.stop().await;
}
