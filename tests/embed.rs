//! The help button in a page of another site, with a strict policy of its own, in a real browser: what that page
//! loads, who may show the chat in a frame, and who may not.

#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

use std::net::SocketAddr;

use axum::{
    Router,
    http::header,
    response::{Html, IntoResponse},
    routing::get,
};
use balcao::{
    bots::web::{self, EmbedOrigins},
    cli::demo,
};
use serde_json::json;
use served::Served;
use stage::Stage;
use tokio::net::TcpListener;

/// A desk's pages on a port of the loopback. Nobody signs in here, so its workers rest.
struct Desk {
    base: String,
    _folder: tempfile::TempDir,
}

impl Desk {
    async fn framed_by(origins: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (ready, seats) =
            demo::prepare(folder.path(), SocketAddr::from(([127, 0, 0, 1], 0)), EmbedOrigins::default())
                .await
                .expect("a desk");
        let embed_origins = origins.parse().expect("origins");
        let config = web::WebConfig { embed_origins, demo: Some(seats), ..web::WebConfig::default() };
        let app = web::router(ready.door.clone(), config).into_make_service_with_connect_info::<SocketAddr>();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("its address"));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { base, _folder: folder }
    }

    async fn header(&self, path: &str, name: &str) -> Option<String> {
        let answer = reqwest::get(format!("{}{path}", self.base)).await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.headers().get(name).map(|value| value.to_str().expect("text").to_owned())
    }
}

/// Another site, by another name of this machine. Its policy knows the desk's script and frame, and no inline style.
struct Site(TcpListener);

impl Site {
    async fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.expect("a port"))
    }

    fn origin(&self) -> String {
        format!("http://localhost:{}", self.0.local_addr().expect("its address").port())
    }

    /// Serves one page with the tag, and gives its address.
    fn with_button_of(self, desk: &str, told: &str) -> String {
        let policy = format!("default-src 'none'; script-src {desk}; frame-src {desk}; style-src 'self'");
        let page = format!(
            "<!doctype html><html lang=pt><title>Ficha de seguimento</title><h1>OpenMRS</h1>\
             <script src=\"{desk}/embed.js\" data-system=\"openmrs_epts\" {told} async></script>"
        );
        let answer = move || async { ([(header::CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response() };
        let address = format!("{}/openmrs/patient/123/ficha?patientId=123", self.origin());
        let app = Router::new().fallback(get(answer));
        tokio::spawn(async move { axum::serve(self.0, app).await });
        address
    }
}

const BUTTON: &str = "return document.querySelector('balcao-help').shadowRoot.querySelector('button')";
/// The name of what has the focus in the panel or on the button.
const ON: &str = "(((on) => on && (on.ariaLabel || on.title || on.textContent))\
    (document.querySelector('balcao-help').shadowRoot.activeElement))";
const FRAME: &str = "return document.querySelector('balcao-help').shadowRoot.querySelector('iframe')";

#[tokio::test]
async fn only_the_chat_may_be_framed_and_only_by_whom_it_names() {
    let desk = Desk::framed_by("https://openmrs.example.org").await;
    let policy = desk.header("/?embed=1", "content-security-policy").await.expect("a policy");
    assert!(policy.ends_with("frame-ancestors 'self' https://openmrs.example.org"), "{policy}");
    assert_eq!(desk.header("/?embed=1", "x-frame-options").await, None);
    let policy = desk.header("/demo", "content-security-policy").await.expect("a policy");
    assert!(policy.ends_with("frame-ancestors 'self'"), "{policy}");
    assert_eq!(desk.header("/demo", "x-frame-options").await.as_deref(), Some("SAMEORIGIN"));
    // Other sites load the button alone.
    let resource = "cross-origin-resource-policy";
    assert_eq!(desk.header("/embed.js", resource).await.as_deref(), Some("cross-origin"));
    assert_eq!(desk.header("/sw.js", resource).await.as_deref(), Some("same-origin"));
}

#[tokio::test]
async fn a_page_of_another_site_asks_for_help() {
    let Some(page) = stage::browser(1100, 760).await else { return };
    let site = Site::open().await;
    let desk = Desk::framed_by(&site.origin()).await;
    let address = site.with_button_of(&desk.base, "");
    page.goto(&address).await;
    page.wait_for("balcao-help").await;
    let loaded = "return performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)";
    assert_eq!(page.script(loaded, json!([])).await, json!(["/embed.js"]));

    let press = format!("{BUTTON}.click()");
    page.script(&press, json!([])).await;
    page.enter_frame_of(FRAME).await;
    page.wait_for("#code").await;
    // What the chat is told when it says that it is ready: no query, and no part of a path that may be a patient's.
    let ready = "window.told = []; addEventListener('message', (event) => told.push(event.data));
        parent.postMessage({ balcao: 'ready' }, '*')";
    page.script(ready, json!([])).await;
    let told = webdriver::eventually("the context", || async {
        let told = page.script("return told.find((one) => one.balcao === 'context')", json!([])).await;
        told.is_object().then_some(told)
    })
    .await;
    assert_eq!(told["system"], "openmrs_epts");
    assert_eq!(told["page"], "Ficha de seguimento /openmrs/patient/…/ficha");
    let closed =
        "parent.postMessage({ balcao: 'close' }, '*'); parent.postMessage({ balcao: 'unread', count: 2 }, '*')";
    page.script(closed, json!([])).await;

    page.leave_frames().await;
    let state = format!(
        "const button = (() => {{ {BUTTON} }})(); return [button.getAttribute('aria-expanded'), button.getAttribute('aria-label')]"
    );
    webdriver::eventually("a closed panel with a badge", || async {
        (page.script(&state, json!([])).await == json!(["false", "Ajuda, 2 mensagens por ler"])).then_some(())
    })
    .await;
    assert_eq!(page.script("return window.refusedByPolicy", json!([])).await, json!([]));
    assert_eq!(page.errors().await, Vec::<String>::new());
    page.close().await;
}

/// What is typed while the chat still loads must not go to a frame that is about to be another one.
#[tokio::test]
async fn the_chat_gets_the_keys_once_it_is_there() {
    let Some(page) = stage::browser(1100, 760).await else { return };
    let site = Site::open().await;
    let desk = Desk::framed_by(&site.origin()).await;
    let address = site.with_button_of(&desk.base, "");
    let opens = |then: &str| format!("(() => {{ {BUTTON} }})().click(); {then}; return {ON}");
    let loads = async |script: String| {
        page.goto(&address).await;
        page.wait_for("balcao-help").await;
        let on = page.script(&script, json!([])).await;
        page.enter_frame_of(FRAME).await;
        page.wait_for("#code").await;
        page.leave_frames().await;
        on
    };
    assert_eq!(loads(opens("")).await, "Fechar a ajuda");
    page.eventually("the focus in the chat", || async {
        (page.script(&format!("return {ON}"), json!([])).await == "Balcão: ajuda").then_some(())
    })
    .await;

    // Whoever went elsewhere in the page meanwhile stays there.
    let leaves = "document.activeElement.shadowRoot.activeElement.blur()";
    assert_eq!(loads(opens(leaves)).await, json!(null));
    assert_eq!(page.script(&format!("return {ON}"), json!([])).await, json!(null));
    page.close().await;
}

#[tokio::test]
async fn a_site_that_is_not_named_gets_no_frame() {
    let Some(page) = stage::browser(1100, 760).await else { return };
    let desk = Desk::framed_by("https://openmrs.example.org").await;
    let address = Site::open().await.with_button_of(&desk.base, "");
    page.goto(&address).await;
    page.wait_for("balcao-help").await;
    page.script("Balcao.open()", json!([])).await;
    let refused = webdriver::eventually("a refusal", || async {
        page.errors().await.into_iter().find(|error| error.contains("frame-ancestors"))
    })
    .await;
    assert!(refused.contains("https://openmrs.example.org"), "{refused}");
    page.enter_frame_of(FRAME).await;
    assert_eq!(page.script("return document.querySelector('#code')", json!([])).await, json!(null));
    page.close().await;
}

/// From the button to a request that says where help was asked for.
#[tokio::test]
async fn a_nurse_reports_from_the_page_that_fails() {
    let Some(page) = stage::browser(1100, 760).await else { return };
    let site = Site::open().await;
    let served = Served::framed_by(&site.origin()).await;
    let told =
        format!("data-facility=MZ-0203 data-code={} data-page=\"Ficha de seguimento\"", served.code_for("ana").await);
    let address = site.with_button_of(&served.base, &told);
    let stage = Stage::new(&served.base, page);
    opens(&stage, &address).await;
    stage.page.wait_for_text("#context", "Ficha de seguimento").await;
    stage.tap("Português").await;
    // The facility is known from the page, and is not asked.
    stage.sees("Como se chama?").await;
    stage.say("Ana Macuácua").await;
    stage.sees("Registo feito").await;
    stage.tap("Novo pedido").await;
    stage.sees("Sistema: OpenMRS EPTS, da página onde pediu ajuda.").await;
    stage.tap("Outro problema").await;
    stage.say("A ficha não abre.").await;
    stage.sees("Resumo do pedido").await;
    stage.look("embedded").await;
    let summary = stage.shown(".bubble.desk .text").await.pop().expect("a summary");
    for known in ["OpenMRS EPTS", "Ficha de seguimento"] {
        assert!(summary.contains(known), "{known}: {summary}");
    }
    stage.tap("Enviar pedido").await;
    stage.sees("Pedido recebido").await;

    // Another page of the site, later: the same chat.
    stage.page.leave_frames().await;
    opens(&stage, &address).await;
    stage.sees("Pedido recebido").await;
    assert_eq!(stage.page.errors().await, Vec::<String>::new());
    stage.page.close().await;
}

async fn opens(stage: &Stage, address: &str) {
    stage.page.goto(address).await;
    stage.page.wait_for("balcao-help").await;
    stage.page.script("Balcao.open()", json!([])).await;
    stage.page.enter_frame_of(FRAME).await;
    stage.page.wait_for("body[data-state=connected]").await;
}
