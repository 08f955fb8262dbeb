//! The web chat in a real browser, before a real desk: what a person sees and does on a small phone, on a thin
//! network, and when things go wrong.

#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

use axum::http::StatusCode;
use balcao::core::person::Role;
use serde_json::json;
use served::Served;
use stage::Stage;

/// Words that would be markup, script or a link elsewhere. Here they are words.
const CANARIES: [&str; 5] = [
    "<img src=x onerror=\"document.title='pwned'\">",
    "</p><script>document.title='pwned'</script>",
    "javascript:alert(1) [x](javascript:alert(1))",
    "@everyone <!channel> <@U1> &lt;b&gt; {{7*7}} ${7*7}",
    "\u{202e}gnp.exe \u{2066}x",
];

async fn phone() -> Option<(Served, Stage)> {
    let page = stage::browser(360, 640).await?;
    let served = Served::plain().await;
    let stage = Stage::new(&served.base, page);
    Some((served, stage))
}

#[tokio::test]
async fn a_chat_on_a_small_phone() {
    let Some((served, stage)) = phone().await else { return };
    let page = &stage.page;

    // A code that is none.
    page.goto(&stage.base).await;
    let code = page.wait_for("#door:not([hidden]) #code").await;
    page.type_into(&code, "NADA").await;
    page.click(&page.wait_for("#door-go").await).await;
    page.wait_for_text("#door-error", "não é válido").await;
    stage.look("door").await;

    // Buttons: the choice stays, the others go. Nothing but blanks is not sent.
    stage.enter("nurse", &served.code_for("ana").await).await;
    stage.tap("Português").await;
    stage.sees("Unidade Sanitária").await;
    assert_eq!(stage.shown(".spent button").await, ["Português"]);
    stage.pour(&["   "]).await;
    assert_eq!(stage.shown(".mine .text").await, ["Português"]);
    stage.look("buttons").await;

    // What is written offline waits, and goes once, in order.
    page.offline(true).await;
    for words in ["Ndlavela", "CS Ndlavela", "Ana Macuácua"] {
        stage.say(words).await;
    }
    page.wait_for_text("#state", "Sem ligação").await;
    assert_eq!(stage.shown(".pending .text").await, ["Ndlavela", "CS Ndlavela", "Ana Macuácua"]);
    stage.look("offline").await;
    page.offline(false).await;
    stage.sees("Registo feito").await;
    stage.all_sent().await;
    let mine = stage.shown(".mine .text").await;
    assert_eq!(mine, ["Português", "Ndlavela", "CS Ndlavela", "Ana Macuácua"]);

    // A second tab of the same seat sees it all, and what it says comes here.
    let first = page.new_tab().await;
    page.goto(&format!("{}/?seat=nurse", stage.base)).await;
    page.wait_for_text(".mine", "Ana Macuácua").await;
    assert_eq!(stage.shown(".mine .text").await, mine);
    stage.say("do outro separador").await;
    stage.all_sent().await;
    page.to_tab(&first).await;
    page.wait_for_text(".mine", "do outro separador").await;
    page.reload().await;
    page.wait_for_text(".mine", "do outro separador").await;
    page.prefers("dark").await;
    stage.look("dark").await;

    // What waits when the page is closed goes when it is opened again.
    page.offline(true).await;
    stage.say("antes de fechar").await;
    page.goto("about:blank").await;
    page.offline(false).await;
    page.goto(&format!("{}/?seat=nurse", stage.base)).await;
    page.wait_for_text(".mine:not(.pending)", "antes de fechar").await;
    assert_eq!(stage.shown(".mine .text").await.iter().filter(|text| *text == "antes de fechar").count(), 1);

    // Left, and entered again with a new code: what was said is still there.
    stage.choose("Sair").await;
    page.accept().await;
    page.wait_for("#door:not([hidden])").await;
    assert_eq!(stage.shown(".bubble").await, Vec::<String>::new());
    stage.enter("nurse", &served.code_for("ana").await).await;
    page.wait_for_text(".mine", "antes de fechar").await;
    assert_eq!(stage.shown(".spent button").await[0], "Português");
    stage.page.close().await;
}

/// The desk is away for a while, then it is started again; and somebody writes faster than their turn comes.
#[tokio::test]
async fn nothing_is_lost_while_the_desk_is_away() {
    let Some((served, stage)) = phone().await else { return };
    let page = &stage.page;
    stage.enter("nurse", &served.code_for("martine").await).await;
    stage.sees("Martine Chissano").await;

    let stopped = served.stop().await;
    let listener = tokio::net::TcpListener::bind(stopped.address).await.expect("the port");
    let away = axum::Router::new().fallback(|| async { (StatusCode::SERVICE_UNAVAILABLE, "{}") });
    let away = tokio::spawn(async move { axum::serve(listener, away).await });
    stage.say("O sistema não abre").await;
    page.wait_for_text("#state", "Balcão indisponível").await;
    assert_eq!(stage.shown(".pending .text").await, ["O sistema não abre"]);
    stage.look("unavailable").await;
    away.abort();
    let _aborted = away.await;
    let _served = stopped.start().await;
    stage.sees("Em que sistema está o problema?").await;
    stage.all_sent().await;
    assert_eq!(stage.shown(".mine .text").await, ["O sistema não abre"]);

    // A flood is not lost and not refused: the surplus comes in its turn.
    page.offline(true).await;
    page.wait_for_text("#state", "Sem ligação").await;
    let flood: Vec<String> = (1..=24).map(|number| format!("mensagem {number}")).collect();
    stage.pour(&flood.iter().map(String::as_str).collect::<Vec<_>>()).await;
    page.offline(false).await;
    stage.all_sent().await;
    assert_eq!(stage.shown(".mine .text").await[1..], flood);
    stage.page.close().await;
}

#[tokio::test]
async fn words_stay_words() {
    let Some((served, stage)) = phone().await else { return };
    let page = &stage.page;
    stage.enter("nurse", &served.code_for("martine").await).await;
    for canary in CANARIES {
        stage.say(canary).await;
        stage.all_sent().await;
    }
    assert_eq!(
        page.script("return Array.from(document.querySelectorAll('.mine .text'), (e) => e.textContent)", json!([]))
            .await,
        json!(CANARIES)
    );
    // What nobody understands becomes a request, whose reference the page links to.
    let active = "return Array.from(document.querySelectorAll('#log script, #log img, #log iframe, #log [onerror], \
                  #log a:not([href^=\"https://example.org/\"]):not(.ref[href^=\"#BL-\"])'), (one) => one.outerHTML)";
    assert_eq!(page.script(active, json!([])).await, json!([]));
    page.wait_until("return document.title === 'Balcão'").await;

    // A long message goes, a larger one is refused in words and holds nothing up.
    let write = "document.getElementById('text').value = 'ã'.repeat(arguments[0]);
        document.getElementById('write').requestSubmit();";
    page.script(write, json!([50_000])).await;
    stage.all_sent().await;
    page.script(write, json!([150_000])).await;
    page.wait_for_text("#toast", "grande demais").await;
    page.wait_for(".failed .mark.failed").await;
    stage.say("depois").await;
    page.wait_for_text(".mine:not(.pending)", "depois").await;
    assert_eq!(stage.refused().await, json!([]));
    let errors = page.errors().await;
    assert!(errors.iter().all(|error| error.contains("413")), "{errors:?}");

    // A name with marks that turn the text around is shown without them, and kept apart.
    stage.enter("visitor", &served.invite(Role::Reporter).await).await;
    stage.tap("Português").await;
    stage.sees("Unidade Sanitária").await;
    stage.say("CS Ndlavela").await;
    stage.sees("Como se chama?").await;
    let script = "document.getElementById('text').value = arguments[0];
        document.getElementById('write').requestSubmit();";
    page.script(script, json!(["Zé\u{202e}odalaF\u{2067} \u{200f}Cossa"])).await;
    stage.sees("Registo feito").await;
    page.wait_for_text("#state", "Zé").await;
    let marks = "return /[\\u202a-\\u202e\\u200e\\u200f\\u2066\\u2067\\u2068]/.test(document.getElementById('state').textContent)";
    assert_eq!(page.script(marks, json!([])).await, false);
    stage.page.close().await;
}

#[tokio::test]
async fn files_are_shown_or_refused_in_words() {
    let Some((served, stage)) = phone().await else { return };
    let page = &stage.page;
    stage.enter("nurse", &served.code_for("martine").await).await;
    let folder = tempfile::tempdir().expect("a folder");
    let picture = folder.path().join("ecrã.png");
    page.screenshot(&picture).await;
    stage.attach(&picture).await;
    stage.send().await;
    page.wait_for(".mine:not(.pending) .file img").await;
    page.wait_until("const i = document.querySelector('.mine .file img'); return i.complete && i.naturalWidth > 0")
        .await;
    stage.look("picture").await;
    for (name, bytes, told) in [
        ("vazio.txt", vec![], "vazio"),
        ("enorme.bin", vec![0; 10 * 1024 * 1024 + 1], "grande demais (máximo: 10 MB)"),
        ("falsa.png", b"GIF? no".to_vec(), "Não é uma imagem"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).expect("written");
        page.upload("#file", &file).await;
        if name == "falsa.png" {
            stage.send().await;
        }
        page.wait_for_text("#toast", told).await;
    }
    page.wait_for_text(".mine:not(.pending) .card", "falsa.png").await;
    stage.page.close().await;
}

/// On 2G (0.6 s of latency, 5 kB/s) a first visit is bearable and a turn costs one round trip.
#[tokio::test]
async fn the_page_works_on_2g() {
    let Some((served, stage)) = phone().await else { return };
    let page = &stage.page;
    let code = served.code_for("ana").await;
    page.goto(&format!("{}/health", stage.base)).await;
    page.slow(600, 5000).await;
    stage.enter("nurse", &code).await;
    page.wait_for_text(".buttons button", "Português").await;
    stage.tap("Português").await;
    stage.sees("Unidade Sanitária").await;
    stage.page.close().await;
}
