//! No network, no desk, or a bad line between: what was written waits, is shown, and arrives once, in order.

use std::time::{Duration, Instant};

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    cutting_proxy::CuttingProxy,
    mine, once_in_order, phone, requests,
    served::Served,
    stage::{self, Stage},
    support::Dice,
};

const OFFLINE: [&str; 3] = ["A rede foi-se.", "Continuo a escrever.", "E ainda isto."];
const STOPPED: [&str; 3] = ["O balcão parou.", "Escrevo na mesma.", "Até voltar."];

/// Until the worker has what a page needs to open by itself.
async fn keeps_itself(stage: &Stage) {
    stage.page.wait_until("return navigator.serviceWorker.ready.then((it) => it.active.state === 'activated')").await;
}

/// After a reload: what was there, and what waits.
async fn shows_all(stage: &Stage, waiting: &[&str]) {
    stage.sees("Pedido recebido").await;
    stage.page.wait_until(&format!("return document.querySelectorAll('.pending').length === {}", waiting.len())).await;
    assert_eq!(stage.shown(".pending .text").await, waiting);
    stage.page.wait_for_text("#state", "Sem ligação").await;
}

async fn arrived(stage: &Stage, words: &[&str]) {
    stage.all_sent().await;
    let held = stage.held().await;
    once_in_order(&mine(&held).iter().map(|(_, words)| *words).collect::<Vec<_>>(), words);
    let shown = stage.shown(".mine .text").await;
    once_in_order(&shown.iter().map(String::as_str).collect::<Vec<_>>(), words);
}

#[tokio::test]
async fn written_offline_and_reloaded() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("agents", &served.code_for("bene").await).await;
    let room = stage.page.new_tab().await;
    stage.enter("nurse", &served.code_for("martine").await).await;
    requests::file(&stage, "A ficha não abre.").await;
    keeps_itself(&stage).await;

    stage.page.offline(true).await;
    for words in OFFLINE {
        stage.say(words).await;
    }
    shows_all(&stage, &OFFLINE).await;
    stage.page.reload().await;
    shows_all(&stage, &OFFLINE).await;
    stage.look("reloaded-offline").await;
    stage.page.offline(false).await;
    arrived(&stage, &OFFLINE).await;

    // The same while the desk itself is away: now the page comes from the phone alone.
    let stopped = served.stop().await;
    for words in STOPPED {
        stage.say(words).await;
    }
    stage.page.reload().await;
    shows_all(&stage, &STOPPED).await;
    let _served = stopped.start().await;
    arrived(&stage, &STOPPED).await;
    arrived(&stage, &OFFLINE).await;

    // The agents have each of them once too, in this order.
    stage.page.to_tab(&room).await;
    stage.sees(STOPPED[2]).await;
    let told = stage.held().await.iter().map(|letter| letter["text"].to_string()).collect::<Vec<_>>();
    let order: Vec<usize> = OFFLINE
        .iter()
        .chain(&STOPPED)
        .map(|words| {
            let found: Vec<usize> = (0..told.len()).filter(|&at| told[at].contains(words)).collect();
            assert_eq!(found.len(), 1, "{words}: {told:#?}");
            found[0]
        })
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    stage.page.close().await;
}

/// Fewer requests than this go well before something happens to their connection.
const MERCY: u64 = 5;
/// The page waits longer after each failure: longer than anything else here takes.
const PATIENCE: Duration = Duration::from_mins(2);

#[tokio::test]
async fn read_and_written_where_connections_are_cut() {
    let Some(page) = stage::browser(360, 640).await else { return };
    let served = Served::plain().await;
    let seed = std::env::var("BALCAO_CUT_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(7);
    println!("BALCAO_CUT_SEED={seed}");
    let proxy = CuttingProxy::before(served.address, seed, MERCY).await;
    proxy.cut(false);
    let stage = Stage::new(&format!("http://{}", proxy.address), page);
    stage.enter("agents", &served.code_for("bene").await).await;
    let room = stage.page.new_tab().await;
    stage.enter("nurse", &served.code_for("martine").await).await;
    requests::file(&stage, "A ficha não abre.").await;

    proxy.cut(true);
    let hers: Vec<String> = (1..=30).map(|number| format!("Martine diz {number}.")).collect();
    let theirs: Vec<String> = (1..=30).map(|number| format!("Benedito diz {number}.")).collect();
    let hers: Vec<&str> = hers.iter().map(String::as_str).collect();
    let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
    let nurse = stage.page.new_tab().await;
    for (some, others) in hers.chunks(6).zip(theirs.chunks(6)) {
        stage.page.to_tab(&nurse).await;
        stage.pour(some).await;
        stage.page.to_tab(&room).await;
        stage.pour(others).await;
    }
    stage.page.to_tab(&nurse).await;
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("registo.bin");
    let mut dice = Dice(seed);
    let bytes: Vec<u8> = (0..400_000).map(|_| u8::try_from(dice.roll(256)).expect("a byte")).collect();
    std::fs::write(&report, &bytes).expect("written");
    stage.attach(&report).await;
    stage.send().await;
    for (tab, words) in [(&nurse, &hers), (&room, &theirs)] {
        stage.page.to_tab(tab).await;
        let since = Instant::now();
        while stage.page.find(".pending").await.is_some() {
            assert!(since.elapsed() < PATIENCE, "still waiting: {:?}", stage.shown(".pending .text").await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let shown = stage.shown(".mine .text").await;
        once_in_order(&shown.iter().map(String::as_str).collect::<Vec<_>>(), words);
    }
    let counts = proxy.counts();
    println!("{counts:?}");
    assert!(counts.iter().map(|(_, count)| count).sum::<u64>() >= 10, "{counts:?}");
    proxy.cut(false);

    // Both read what the desk holds, and nothing else.
    stage.page.to_tab(&nurse).await;
    reads_what_is_held(&stage, "Martine diz 30.").await;
    stage.page.to_tab(&room).await;
    reads_what_is_held(&stage, "Martine diz 30.").await;
    // Her file has come whole: once from her, and with all that tells the agents of it.
    let whole = json!(format!("{:x}", Sha256::digest(&bytes)));
    let told = stage.page.script(DIGESTS, json!([])).await;
    assert!(told.as_array().is_some_and(|told| !told.is_empty() && told.iter().all(|one| *one == whole)), "{told}");
    stage.page.to_tab(&nurse).await;
    assert_eq!(stage.page.script(DIGESTS, json!([])).await, json!([whole]));
    stage.page.close().await;
}

/// The SHA-256 of each file that the desk holds for this page.
const DIGESTS: &str = r"return (async () => {
    const seat = new URLSearchParams(location.search).get('seat');
    const headers = { Authorization: 'Bearer ' + JSON.parse(localStorage.getItem('balcao.seat.' + seat)) };
    const { letters } = await (await fetch('/api/history?limit=50', { headers })).json();
    const found = [];
    for (const { id } of letters.flatMap((letter) => letter.files || [])) {
        const bytes = await (await fetch('/api/files/' + id, { headers })).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        found.push(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
    return found;
})()";

/// Every letter that no later one replaced stands there once, with its words, in the order of the desk.
async fn reads_what_is_held(stage: &Stage, last: &str) {
    stage.sees(last).await;
    let held = stage.held().await;
    let is_replaced = |at: usize| {
        let slot = &held[at]["slot"];
        !slot.is_null() && held.iter().filter(|other| other["slot"] == *slot).count() > 1
    };
    let expected: Vec<_> =
        (0..held.len()).filter(|&at| !is_replaced(at)).map(|at| json!([held[at]["seq"], held[at]["text"]])).collect();
    let script = "return Array.from(document.querySelectorAll('.bubble:not([data-latest])'), \
        (one) => [Number(one.dataset.seq), (one.querySelector('.text') || {}).textContent || null])";
    let shown = stage.page.script(script, json!([])).await;
    let seqs: Vec<_> = expected.iter().map(|pair| pair[0].clone()).collect();
    let shown: Vec<_> =
        shown.as_array().expect("bubbles").iter().filter(|pair| seqs.contains(&pair[0])).cloned().collect();
    assert_eq!(shown, expected);
}

/// The desk was set up again from an older copy: what a phone has beyond it is not true any more.
#[tokio::test]
async fn letters_that_the_desk_does_not_have() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("manager", &served.code_for("grace").await).await;
    stage.say("O que a cópia ainda tem.").await;
    stage.all_sent().await;
    let later = "return new Promise((done, fail) => {
        const asked = indexedDB.open('balcao');
        asked.onsuccess = () => {
            const tx = asked.result.transaction(['letters'], 'readwrite');
            const store = tx.objectStore('letters');
            store.openCursor(null, 'prev').onsuccess = (event) => {
                const last = event.target.result.value;
                store.put({ ...last, seq: last.seq + 1000, text: 'O que a cópia não tem.', echo: undefined });
            };
            tx.oncomplete = () => done(true);
            tx.onerror = fail;
        };
    })";
    stage.page.script(later, json!([])).await;
    stage.page.reload().await;
    stage
        .page
        .wait_until(
            "const text = document.body.textContent;
            return text.includes('O que a cópia ainda tem.') && !text.includes('O que a cópia não tem.')",
        )
        .await;
    stage.say("E mais uma.").await;
    stage.all_sent().await;
    stage.sees("E mais uma.").await;
    stage.page.close().await;
}
