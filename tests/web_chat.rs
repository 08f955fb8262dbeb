//! The web chat in a real browser, before a stand-in for the desk: what a person sees and does on a small phone.
//! Skipped, loudly, where there is no Chromium. With `BALCAO_LOOKS=folder` it leaves pictures there.

#[path = "support/webdriver.rs"]
mod webdriver;

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use balcao::{
    bots::web::{DemoSeat, WebConfig, router},
    door::Door,
};
use futures_util::future::BoxFuture;
use serde_json::json;
use webdriver::Browser;

/// Words that would be markup, script or a link elsewhere. Here they are words.
const CANARIES: [&str; 5] = [
    "<img src=x onerror=\"document.title='pwned'\">",
    "</p><script>document.title='pwned'</script>",
    "javascript:alert(1) [x](javascript:alert(1))",
    "@everyone <!channel> <@U1> &lt;b&gt; {{7*7}} ${7*7}",
    "\u{202e}gnp.exe \u{2066}x",
];

struct Stage {
    base: String,
    page: Browser,
    looks: Option<PathBuf>,
}

impl Stage {
    async fn set() -> Option<Self> {
        let Some(page) = Browser::open(360, 640).await else {
            eprintln!("SKIPPED: no Chromium or no chromedriver here, so the web chat was not tried in a browser");
            return None;
        };
        let looks = std::env::var_os("BALCAO_LOOKS").map(PathBuf::from);
        Some(Self { base: serve().await, page, looks })
    }

    async fn look(&self, name: &str) {
        if let Some(folder) = &self.looks {
            self.page.screenshot(&folder.join(format!("{name}.png"))).await;
        }
    }

    async fn say(&self, words: &str) {
        let text = self.page.wait_for("#text").await;
        self.page.type_into(&text, words).await;
        let send = self.page.wait_for("#send").await;
        self.page.click(&send).await;
    }

    async fn tap(&self, label: &str) {
        let button = self.page.wait_for_text(".buttons:not(.spent) button", label).await;
        self.page.click(&button).await;
    }

    async fn all_sent(&self) {
        self.page.wait_gone(".pending").await;
    }

    async fn shown(&self, css: &str) -> Vec<String> {
        let script = "return Array.from(document.querySelectorAll(arguments[0]), (e) => e.textContent)";
        let texts = self.page.script(script, json!([css])).await;
        texts.as_array().into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
    }
}

async fn serve() -> String {
    let door = Door::default();
    let inviting = door.clone();
    let config = WebConfig { demo: Some(Arc::new(move || seats(inviting.clone()))), ..WebConfig::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://localhost:{}", listener.local_addr().expect("its address").port());
    let router = router(door, config).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, router).await });
    base
}

fn seats(door: Door) -> BoxFuture<'static, Vec<DemoSeat>> {
    let seats = ["nurse", "partner", "agents", "manager"];
    Box::pin(async move {
        seats.map(|seat| DemoSeat { seat: seat.into(), title: seat.into(), code: door.invite(seat) }).into()
    })
}

#[tokio::test]
async fn a_chat_on_a_small_phone() {
    let Some(stage) = Stage::set().await else { return };
    let page = &stage.page;

    // A code that is none.
    page.goto(&stage.base).await;
    let code = page.wait_for("#code").await;
    page.type_into(&code, "NADA").await;
    page.click(&page.wait_for("#door-go").await).await;
    page.wait_for_text("#door-error", "não é válido").await;
    stage.look("door").await;

    // Buttons: the choice stays, the others go.
    page.goto(&format!("{}/?seat=nurse&demo=1", stage.base)).await;
    stage.tap("Português").await;
    page.wait_for_text(".buttons button", "DHIS2").await;
    assert_eq!(stage.shown(".spent button").await, ["Português"]);
    stage.look("buttons").await;
    stage.tap("DHIS2").await;
    stage.all_sent().await;

    // What is written offline waits, and goes once, in order.
    page.offline(true).await;
    for words in ["primeiro", "segundo", "terceiro"] {
        stage.say(words).await;
    }
    page.wait_for_text("#state", "Sem ligação").await;
    assert_eq!(stage.shown(".pending .text").await, ["primeiro", "segundo", "terceiro"]);
    stage.look("offline").await;
    page.offline(false).await;
    stage.all_sent().await;
    let mine = stage.shown(".mine .text").await;
    assert_eq!(mine, ["Português", "DHIS2", "primeiro", "segundo", "terceiro"]);

    // A second tab of the same seat sees it all, and what it says comes here.
    let first = page.new_tab().await;
    page.goto(&format!("{}/?seat=nurse&demo=1", stage.base)).await;
    page.wait_for_text(".mine", "terceiro").await;
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
    page.goto(&format!("{}/?seat=nurse&demo=1", stage.base)).await;
    page.wait_for_text(".mine:not(.pending)", "antes de fechar").await;
    assert_eq!(stage.shown(".mine .text").await.iter().filter(|text| *text == "antes de fechar").count(), 1);
    stage.page.close().await;
}

#[tokio::test]
async fn words_stay_words() {
    let Some(stage) = Stage::set().await else { return };
    let page = &stage.page;
    page.goto(&format!("{}/?seat=nurse&demo=1", stage.base)).await;
    page.wait_for_text(".buttons button", "English").await;
    for canary in CANARIES {
        stage.say(canary).await;
        stage.all_sent().await;
    }
    assert_eq!(stage.shown(".mine .text").await, CANARIES);
    let active = "return document.querySelectorAll('#log script, #log img, #log iframe, #log [onerror], \
                  #log a:not([href^=\"https://example.org/\"])').length";
    assert_eq!(page.script(active, json!([])).await, 0);
    page.wait_until("return document.title === 'Balcão'").await;
    assert_eq!(page.errors().await, Vec::<String>::new());
    stage.page.close().await;
}

#[tokio::test]
async fn a_picture_is_shown_to_its_chat() {
    let Some(stage) = Stage::set().await else { return };
    let page = &stage.page;
    page.goto(&format!("{}/?seat=nurse&demo=1", stage.base)).await;
    page.wait_for_text(".buttons button", "English").await;
    let folder = tempfile::tempdir().expect("a folder");
    let picture = folder.path().join("ecrã.png");
    page.screenshot(&picture).await;
    page.upload("#file", &picture).await;
    page.wait_for(".mine:not(.pending) .file img").await;
    page.wait_until("const i = document.querySelector('.mine .file img'); return i.complete && i.naturalWidth > 0")
        .await;
    let empty = folder.path().join("vazio.txt");
    std::fs::write(&empty, "").expect("written");
    page.upload("#file", &empty).await;
    page.wait_for_text("#toast", "vazio").await;
    stage.look("picture").await;
    stage.page.close().await;
}

#[tokio::test]
async fn four_seats_in_one_browser_do_not_mix() {
    let Some(stage) = Stage::set().await else { return };
    let page = &stage.page;
    page.resize(1440, 800).await;
    page.goto(&format!("{}/demo", stage.base)).await;
    page.enter_frame("iframe[name=nurse]").await;
    stage.say("O sistema não abre").await;
    stage.all_sent().await;
    page.leave_frames().await;

    page.enter_frame("iframe[name=agents]").await;
    stage.tap("Tomar").await;
    page.wait_for_text("#toast", "Ficou consigo").await;
    // The card was replaced where it stood.
    page.wait_for_text(".buttons button", "Resolver").await;
    assert_eq!(stage.shown(".buttons button").await.iter().filter(|label| *label == "Tomar").count(), 0);
    page.leave_frames().await;

    for (seat, sees, never) in
        [("nurse", "está a tratar", "Tomar"), ("partner", "em curso", "não abre"), ("manager", "Bem-vindo", "BL-10429")]
    {
        page.enter_frame(&format!("iframe[name={seat}]")).await;
        page.wait_for_text(".bubble", sees).await;
        assert!(stage.shown(".bubble").await.iter().all(|text| !text.contains(never)), "{seat}");
        page.leave_frames().await;
    }
    stage.look("demo").await;
    page.resize(360, 640).await;
    stage.look("demo-narrow").await;
    assert_eq!(page.errors().await, Vec::<String>::new());
    stage.page.close().await;
}

/// On 2G (0.6 s of latency, 5 kB/s) a first visit is bearable and a turn costs one round trip.
#[tokio::test]
async fn a_turn_on_2g_is_one_round_trip() {
    let Some(stage) = Stage::set().await else { return };
    let page = &stage.page;
    page.goto(&format!("{}/health", stage.base)).await;
    page.slow(600, 5000).await;
    let began = Instant::now();
    page.goto(&format!("{}/?seat=nurse&demo=1", stage.base)).await;
    page.wait_for_text(".buttons button", "Português").await;
    let visit = began.elapsed();
    let began = Instant::now();
    stage.tap("Português").await;
    page.wait_for_text(".buttons button", "DHIS2").await;
    let turn = began.elapsed();
    println!("2G: first visit {visit:?}, a turn {turn:?}");
    assert!(visit < Duration::from_secs(15), "a first visit took {visit:?}");
    assert!(turn < Duration::from_secs(2), "a turn took {turn:?}: more than one round trip");
    stage.page.close().await;
}
