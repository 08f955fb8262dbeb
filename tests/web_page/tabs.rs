//! Two tabs of one seat share what waits to be sent: one of them sends, both show it once.

use serde_json::json;

use crate::{once_in_order, phone};

/// Holds what only one tab may have, until the other tab keeps a word.
const SENDS: &str = "return new Promise((done) => {
    const asked = indexedDB.open('balcao');
    asked.onsuccess = () => {
        const letters = asked.result.transaction(['letters']).objectStore('letters');
        letters.openCursor(null, 'prev').onsuccess = (event) => {
            const { tag } = event.target.result.value;
            navigator.locks.request('balcao ' + tag, () => new Promise((free) => {
                addEventListener('storage', (event) => { if (event.key === 'enough') free(); });
                done(true);
            }));
        };
    };
})";

/// What was said is in the queue still, as while the answer to whoever sends it is under way.
const WAITS_STILL: &str = "return new Promise((done, fail) => {
    const asked = indexedDB.open('balcao');
    asked.onsuccess = () => {
        const tx = asked.result.transaction(['letters', 'queue'], 'readwrite');
        tx.objectStore('letters').openCursor(null, 'prev').onsuccess = (event) => {
            const { value } = event.target.result;
            if (value.text !== arguments[0]) return event.target.result.continue();
            tx.objectStore('queue').add({ tag: value.tag, key: value.echo.key, text: value.text, sent_at: Date.now() });
        };
        tx.oncomplete = () => done(true);
        tx.onerror = fail;
    };
})";

#[tokio::test]
async fn what_another_tab_has_sent_stands_once() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("manager", &served.code_for("grace").await).await;
    stage.write("Uma vez.").await;
    stage.page.script(SENDS, json!([])).await;
    stage.page.new_tab().await;
    stage.page.goto(&format!("{}/?seat=manager", stage.base)).await;
    stage.sees("Uma vez.").await;

    stage.page.script(WAITS_STILL, json!(["Uma vez."])).await;
    stage.say("Espera ainda.").await;
    stage.page.reload().await;
    // They are shown in order, so the earlier one has been looked at.
    stage.page.wait_for_text(".pending", "Espera ainda.").await;
    assert_eq!(stage.shown(".pending .text").await, ["Espera ainda."]);
    let words = ["Uma vez.", "Espera ainda."];
    let shown = stage.shown(".mine .text").await;
    once_in_order(&shown.iter().map(String::as_str).collect::<Vec<_>>(), &words);

    stage.page.script("localStorage.setItem('enough', 'yes')", json!([])).await;
    stage.write("E vai.").await;
    let shown = stage.shown(".mine .text").await;
    once_in_order(&shown.iter().map(String::as_str).collect::<Vec<_>>(), &["Uma vez.", "Espera ainda.", "E vai."]);
    stage.page.close().await;
}
