//! What people write stays words, wherever it is shown: messages, names, places, names of files; to its author, to
//! the agents, after a reload, and among what was searched. A box that a script opens fails the next command.

#[path = "support/requests.rs"]
mod requests;
#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
#[path = "xss/strings.rs"]
mod strings;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

use std::collections::HashSet;

use balcao::core::person::Role;
use serde_json::{Value, json};
use served::Served;
use stage::Stage;
use strings::{FILES, NAMES, WORDS};

/// What the page may make of letters: these elements, with these attributes, and nothing that leads to a script.
const FOREIGN: &str = r"
    const tags = new Set(['ARTICLE', 'P', 'B', 'SPAN', 'BUTTON', 'DIV', 'A', 'SMALL', 'TIME', 'IMG', 'AUDIO', 'UL', 'LI', 'H3',
        'INPUT', 'SVG', 'PATH']);
    const names = /^(class|id|dir|type|role|title|href|src|alt|target|rel|tabindex|disabled|controls|placeholder|hidden|viewBox|d|enterkeyhint|aria-[a-z]+|data-[a-z]+)$/;
    const found = [];
    for (const area of document.querySelectorAll('#log, #staged, #sheet-body, #side, #room, #state, #toast, #typing, #about, #context')) {
        for (const one of area.querySelectorAll('*')) {
            if (!tags.has(one.tagName.toUpperCase())) found.push(one.tagName);
            for (const { name, value } of one.attributes) {
                if (!names.test(name)) found.push(one.tagName + ' ' + name);
                if (name === 'href' && !/^(https?:\/\/|#[A-Z]+-[0-9]+$|blob:)/.test(value)) found.push(value);
                if (name === 'src' && !value.startsWith('blob:')) found.push(value);
            }
        }
        if (!/^(log|staged)$/.test(area.id)) continue;
        if (area.querySelector('svg, path, input')) found.push('a picture or a field among letters');
    }
    return found";

/// For each letter that the desk holds, from the first that is shown on: its words and what the page shows instead, where these differ; and how many
/// were compared.
const COMPARED: &str = r"
    const seat = new URLSearchParams(location.search).get('seat');
    const token = JSON.parse(localStorage.getItem('balcao.seat.' + seat));
    const wrong = [];
    const held = [];
    let compared = 0;
    for (let before = ''; ;) {
        const asked = await fetch('/api/history?limit=50' + before, { headers: { Authorization: 'Bearer ' + token } });
        // Whoever asks fast is told to wait.
        if (asked.status === 429) {
            await new Promise((wake) => setTimeout(wake, 1000 * Number(asked.headers.get('Retry-After') || 1)));
            continue;
        }
        const { letters } = await asked.json();
        if (!letters.length) break;
        before = '&before=' + letters[0].seq;
        held.unshift(...letters);
    }
    const first = Math.min(...Array.from(document.querySelectorAll('.bubble[data-seq]'), (one) => Number(one.dataset.seq)));
    for (const letter of held) {
        const replaced = letter.slot && held.some((other) => other.slot === letter.slot && other.seq > letter.seq);
        const node = document.querySelector(`.bubble[data-latest='${letter.seq}'], .bubble[data-seq='${letter.seq}']:not([data-latest])`);
        if (replaced || !letter.text || letter.seq < first) continue;
        const shown = node && node.querySelector('.text') ? node.querySelector('.text').textContent : null;
        if (shown !== letter.text) wrong.push([letter.seq, letter.text, shown]);
        compared += 1;
    }
    return { wrong, compared, texts: held.map((letter) => letter.text || ''), files: held.flatMap((letter) => letter.files || []) }";

async fn run(stage: &Stage, body: &str, args: Value) -> Value {
    stage.page.script(&format!("return (async (...given) => {{ {body} }})(...arguments)"), args).await
}

/// All that the desk holds for this page is shown as the words that it is. Gives what it holds.
async fn only_words(stage: &Stage, at_least: u64) -> Value {
    assert_eq!(run(stage, FOREIGN, json!([])).await, json!([]));
    let held = run(stage, COMPARED, json!([])).await;
    assert_eq!(held["wrong"], json!([]));
    assert!(held["compared"].as_u64() >= Some(at_least), "{}", held["compared"]);
    assert!(stage.page.script("return document.title", json!([])).await.as_str().is_some_and(|t| !t.contains("pwned")));
    assert_eq!(stage.refused().await, json!([]));
    // A browser counts it as an error that the question above was told to wait.
    let is_own = |error: &String| error.contains("/api/history?limit=50") && error.contains("429");
    assert_eq!(
        stage.page.errors().await.into_iter().filter(|error| !is_own(error)).collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    held
}

/// Without what the desk may leave out, or put around a quotation.
fn plain(text: &str) -> String {
    let is_mark =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !is_mark(*c) && !c.is_whitespace()).collect()
}

async fn say_all(stage: &Stage, words: &[&str]) {
    stage.pour(words).await;
    stage.all_sent().await;
}

/// Chooses something to be done with the last message of one's own.
async fn act(stage: &Stage, label: &str) {
    let open = "const more = document.querySelectorAll('.mine:not(.pending) .more'); more[more.length - 1].click()";
    stage.page.script(open, json!([])).await;
    let line = stage.page.wait_for_text("#sheet[open] .item", label).await;
    stage.page.click(&line).await;
}

#[tokio::test]
async fn words_stay_words() {
    assert!(WORDS.len() >= 50 && WORDS.iter().collect::<HashSet<_>>().len() == WORDS.len());
    let Some(page) = stage::browser(360, 640).await else { return };
    let served = Served::plain().await;
    let stage = Stage::new(&served.base, page);
    stage.enter("agents", &served.code_for("bene").await).await;
    let room = stage.page.new_tab().await;
    stage.enter("nurse", &served.code_for("martine").await).await;
    requests::file(&stage, WORDS[9]).await;

    // She writes to her request, and reads what she wrote.
    say_all(&stage, &WORDS).await;
    let mine = stage.page.script(
        "return Array.from(document.querySelectorAll('.mine .text'), (one) => one.textContent).slice(-arguments[0])",
        json!([WORDS.len()]),
    );
    assert_eq!(mine.await, json!(&WORDS[..]));
    let held = only_words(&stage, 48).await;
    stage.look("words").await;
    assert!(held["texts"].as_array().is_some_and(|texts| WORDS.iter().all(|words| texts.contains(&json!(words)))));
    stage.page.reload().await;
    stage.sees("fim").await;
    // Of the last letters many are receipts that took the place of earlier ones.
    only_words(&stage, 20).await;

    // What she searches is words too.
    stage.page.click(&stage.page.wait_for("#find-open").await).await;
    let field = stage.page.wait_for("#find").await;
    stage.page.type_into(&field, "onerror").await;
    stage.page.wait_for_text("#found .item", "onerror").await;
    assert_eq!(run(&stage, FOREIGN, json!([])).await, json!([]));
    let nurse = stage.page.new_tab().await;
    stage.page.to_tab(&room).await;

    // The agents read it about her request, and write such things themselves.
    // What comes in one breath is told as one.
    stage.sees("fim").await;
    say_all(&stage, &WORDS[..20]).await;
    let told = only_words(&stage, 20).await;
    let texts: Vec<String> =
        told["texts"].as_array().into_iter().flatten().filter_map(|t| t.as_str()).map(plain).collect();
    let missing: Vec<_> = WORDS.iter().filter(|words| !texts.iter().any(|text| text.contains(&plain(words)))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    stage.look("words-in-the-room").await;

    // Answered, corrected, and in the list of requests.
    act(&stage, "Responder a esta").await;
    stage.page.wait_for("#about:not([hidden])").await;
    say_all(&stage, &[WORDS[20]]).await;
    stage.page.wait_for(".bubble:not(.pending) .quote").await;
    act(&stage, "Editar").await;
    // A correction takes the place of what it corrects, perhaps before anybody looks.
    stage.put(WORDS[9]).await;
    stage.page.wait_for(".bubble.changed").await;
    stage.all_sent().await;
    stage.page.click(&stage.page.wait_for("#threads-open").await).await;
    stage.page.wait_for("#sheet[open] .item").await;
    only_words(&stage, 20).await;
    stage.page.to_tab(&nurse).await;
    stage.page.close().await;
}

#[tokio::test]
async fn names_and_places_stay_words() {
    let Some(page) = stage::browser(360, 640).await else { return };
    let served = Served::plain().await;
    let stage = Stage::new(&served.base, page);
    stage.enter("agents", &served.code_for("bene").await).await;
    let room = stage.page.new_tab().await;
    for (number, name) in NAMES.into_iter().enumerate() {
        let place = NAMES[(number + 1) % NAMES.len()];
        stage.enter(&format!("visitor{number}"), &served.invite(Role::Reporter).await).await;
        stage.tap("Português").await;
        stage.sees("Em que Unidade Sanitária trabalha?").await;
        say_all(&stage, &[place]).await;
        stage.tap("Outra").await;
        stage.sees("Como se chama?").await;
        say_all(&stage, &[name]).await;
        stage.sees("Registo feito").await;
        stage.page.wait_until("return /Ana|Z|script/.test(document.getElementById('state').textContent)").await;
        requests::file(&stage, &format!("A ficha {number} não abre.")).await;
        only_words(&stage, 20).await;
        assert!(plain(&stage.shown("#state").await[0]).contains(&plain(name)), "{name}");
        // The menu names whoever else is in this browser.
        stage.page.click(&stage.page.wait_for("#menu-open").await).await;
        stage.page.wait_for("#sheet[open] .item").await;
        assert_eq!(run(&stage, FOREIGN, json!([])).await, json!([]));
        stage.page.click(&stage.page.wait_for("#sheet-close").await).await;
    }
    stage.page.to_tab(&room).await;
    for (number, name) in NAMES.into_iter().enumerate() {
        stage.sees(&format!("A ficha {number} não abre.")).await;
        let texts = stage.shown(".bubble .text").await;
        assert!(texts.iter().any(|text| plain(text).contains(&plain(name))), "{name}: {texts:#?}");
    }
    only_words(&stage, 4).await;
    stage.look("names-in-the-room").await;
    stage.page.close().await;
}

#[tokio::test]
async fn names_of_files_stay_words() {
    let Some(page) = stage::browser(360, 640).await else { return };
    let served = Served::plain().await;
    let stage = Stage::new(&served.base, page);
    stage.enter("agents", &served.code_for("bene").await).await;
    let room = stage.page.new_tab().await;
    stage.enter("nurse", &served.code_for("martine").await).await;
    requests::begin(&stage, "A ficha não abre.").await;

    // Beside the words that wait to be sent.
    let choose = r"
        const files = new DataTransfer();
        for (const name of given[0]) files.items.add(new File(['words'], name, { type: 'text/html' }));
        const field = document.getElementById('file');
        field.files = files.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    run(&stage, choose, json!([FILES])).await;
    stage.page.wait_until(&format!("return document.querySelectorAll('#staged li').length === {}", FILES.len())).await;
    assert_eq!(run(&stage, FOREIGN, json!([])).await, json!([]));
    stage.page.click(&stage.page.wait_for("#send").await).await;
    stage.all_sent().await;
    requests::send(&stage).await;
    shows_names(&stage).await;
    stage.page.to_tab(&room).await;
    stage.page.wait_for(".bubble .file").await;
    shows_names(&stage).await;
    stage.look("files-in-the-room").await;
    stage.page.close().await;
}

/// Each name of a file that the desk holds stands there, with what cannot be part of a name left out.
async fn shows_names(stage: &Stage) {
    let held = only_words(stage, 1).await;
    let names: Vec<&str> = held["files"].as_array().into_iter().flatten().filter_map(|f| f["name"].as_str()).collect();
    assert!(names.len() >= FILES.len(), "{names:?}");
    let shown = stage.shown(".file").await;
    for name in names {
        assert!(shown.iter().any(|text| plain(text).contains(&plain(name))), "{name}: {shown:?}");
        assert!(!name.contains(['\r', '\n', '\u{202e}']), "{name:?}");
    }
}
