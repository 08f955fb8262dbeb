//! Several tabs and several people in one browser.

use serde_json::{Value, json};

use crate::{mine, once_in_order, phone, stage::Stage};

const FIRST: [&str; 4] = ["um daqui", "dois daqui", "três daqui", "quatro daqui"];
const SECOND: [&str; 4] = ["um dali", "dois dali", "três dali", "quatro dali"];

#[tokio::test]
async fn two_tabs_of_one_seat_agree_and_send_once() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("nurse", &served.code_for("martine").await).await;
    stage.sees("Martine Chissano").await;
    let first = stage.page.new_tab().await;
    stage.page.goto(&format!("{}/?seat=nurse", stage.base)).await;
    stage.page.wait_for("body[data-state=connected]").await;
    let second = stage.page.new_tab().await;

    // Both write at once, then both without a network, and each sends whatever waits when it is back.
    for (offline, at) in [(false, 0), (true, 2)] {
        for (tab, words) in [(&first, FIRST), (&second, SECOND)] {
            stage.page.to_tab(tab).await;
            stage.page.offline(offline).await;
            stage.pour(&words[at..at + 2]).await;
        }
        for tab in [&first, &second] {
            stage.page.to_tab(tab).await;
            stage.page.offline(false).await;
        }
    }
    let mut shown = Vec::new();
    for tab in [&first, &second] {
        stage.page.to_tab(tab).await;
        stage.all_sent().await;
        for words in [FIRST[3], SECOND[3]] {
            stage.page.wait_for_text(".mine:not(.pending)", words).await;
        }
        shown.push(stage.shown(".mine .text").await);
    }
    assert_eq!(shown[0], shown[1]);
    let held = stage.held().await;
    let mine = mine(&held);
    let words: Vec<&str> = mine.iter().map(|(_, words)| *words).collect();
    assert_eq!(words, shown[0]);
    assert_eq!(words.len(), 8);
    once_in_order(&words, &FIRST);
    once_in_order(&words, &SECOND);
    let mut keys: Vec<&str> = mine.iter().map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 8);
    stage.page.close().await;
}

const HERS: &str = "Isto escreveu a Martine.";
const HIS: &str = "Isto escreveu o José.";

/// Comes with a code's link, as from a message.
async fn comes_with(stage: &Stage, code: &str, name: &str) {
    stage.page.goto(&format!("{}/#code={code}", stage.base)).await;
    stage.page.wait_for_text("#state", name).await;
    stage.page.wait_for("body[data-state=connected]").await;
}

async fn is_only(stage: &Stage, name: &str, words: &str, others: &str) {
    stage.page.wait_for_text("#state", name).await;
    stage.sees(words).await;
    let text = stage.page.script("return document.body.textContent", json!([])).await;
    assert!(text.as_str().is_some_and(|text| !text.contains(others)), "{name} reads {others:?}");
    let held: Vec<Value> = stage.held().await;
    assert!(held.iter().any(|letter| letter["text"] == words), "{name}");
    assert!(!held.iter().any(|letter| letter["text"].to_string().contains(others)), "{name}");
}

/// Under which tags these words are kept in the browser: in letters and in the queue.
async fn kept_under(stage: &Stage, words: &str) -> Vec<String> {
    let script = "return new Promise((done) => {
        const request = indexedDB.open('balcao');
        request.onsuccess = () => {
            const tx = request.result.transaction(['letters', 'queue'], 'readonly');
            const found = new Set();
            for (const name of ['letters', 'queue']) {
                tx.objectStore(name).openCursor().onsuccess = (event) => {
                    const cursor = event.target.result;
                    if (!cursor) return;
                    if (JSON.stringify(cursor.value).includes(arguments[0])) found.add(cursor.value.tag);
                    cursor.continue();
                };
            }
            tx.oncomplete = () => { request.result.close(); done(Array.from(found)); };
        };
    })";
    let found = stage.page.script(script, json!([words])).await;
    found.as_array().into_iter().flatten().filter_map(|tag| tag.as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn two_people_in_one_browser_stay_apart() {
    let Some((served, stage)) = phone().await else { return };
    comes_with(&stage, &served.code_for("martine").await, "Martine Chissano").await;
    stage.write(HERS).await;
    let hers = stage.page.new_tab().await;
    let code = served.code_for("jose").await;
    comes_with(&stage, &code, "José Nhantumbo").await;
    stage.write(HIS).await;
    let his = stage.page.new_tab().await;

    for _ in 0..2 {
        stage.page.to_tab(&hers).await;
        is_only(&stage, "Martine Chissano", HERS, HIS).await;
        stage.page.reload().await;
        is_only(&stage, "Martine Chissano", HERS, HIS).await;
        stage.page.to_tab(&his).await;
        is_only(&stage, "José Nhantumbo", HIS, HERS).await;
        stage.page.reload().await;
        is_only(&stage, "José Nhantumbo", HIS, HERS).await;
    }
    let (tags_of_hers, tags_of_his) = (kept_under(&stage, HERS).await, kept_under(&stage, HIS).await);
    assert_eq!([tags_of_hers.len(), tags_of_his.len()], [1, 1]);
    assert_ne!(tags_of_hers, tags_of_his);

    // His link is opened again, as from the message that it came with, after she was here last: it leads to his seat.
    stage.page.to_tab(&hers).await;
    stage.page.reload().await;
    is_only(&stage, "Martine Chissano", HERS, HIS).await;
    stage.page.to_tab(&his).await;
    stage.page.goto("about:blank").await;
    comes_with(&stage, &code, "José Nhantumbo").await;
    is_only(&stage, "José Nhantumbo", HIS, HERS).await;
    // A link that opens nothing says so, also where somebody is signed in.
    stage.page.goto("about:blank").await;
    stage.page.goto(&format!("{}/#code=NADA-NADA", stage.base)).await;
    stage.page.wait_for_text("#toast", "não é válido").await;
    is_only(&stage, "José Nhantumbo", HIS, HERS).await;
    stage.look("two-people").await;

    // He leaves: nothing of his stays, she goes on.
    stage.choose("Sair").await;
    stage.page.accept().await;
    stage.page.wait_for("#door:not([hidden])").await;
    let text = stage.page.script("return document.body.textContent", json!([])).await;
    assert!(text.as_str().is_some_and(|text| !text.contains(HIS) && !text.contains(HERS)));
    assert_eq!(kept_under(&stage, HIS).await, Vec::<String>::new());
    let kept = stage.page.script("return JSON.stringify(Object.assign({}, localStorage))", json!([])).await;
    assert!(kept.as_str().is_some_and(|kept| !kept.contains("Nhantumbo") && kept.contains("Martine")), "{kept}");
    stage.page.to_tab(&hers).await;
    stage.write("A Martine continua.").await;
    stage.page.reload().await;
    is_only(&stage, "Martine Chissano", HERS, HIS).await;
    assert_eq!(stage.refused().await, json!([]));
    stage.page.close().await;
}
