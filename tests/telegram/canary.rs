//! The token and the webhook's secret, on every failure that can be brought about, with the log at its loudest: neither
//! is in the log, on the screen, or in any file of the desk.

use std::path::Path;

use crate::{
    bot_api::{
        faults::{ANY, Fault},
        state::TOKEN,
    },
    desk::Desk,
    program::Program,
    telegram_program::{SECRET, Way},
};

/// What must not be found: the token, its secret part as it stands in addresses, and the webhook's secret.
fn canaries() -> [String; 3] {
    let secret = TOKEN.split_once(':').expect("a token").1;
    [secret.to_owned(), secret[..secret.len() - 4].to_owned(), SECRET.to_owned()]
}

fn expect_none(what: &str, bytes: &[u8]) {
    for canary in canaries() {
        let found = bytes.windows(canary.len()).position(|window| window == canary.as_bytes());
        if let Some(at) = found {
            let around = &bytes[at.saturating_sub(300)..(at + 80).min(bytes.len())];
            panic!("a secret is in {what}: {}", String::from_utf8_lossy(around));
        }
    }
}

/// The log, the database with all that belongs to it, and the files.
fn expect_none_in_files(program: &Program) {
    let database = program.database_url.trim_start_matches("sqlite://");
    let beside = Path::new(database).parent().expect("a folder");
    let mut folders = vec![program.folder().to_path_buf(), beside.to_path_buf()];
    let mut looked_at = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                expect_none(&entry.path().display().to_string(), &std::fs::read(entry.path()).expect("a file"));
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 3, "the log, the desk file and the database are there");
}

#[tokio::test]
async fn secrets_are_nowhere_whatever_fails_while_it_polls() {
    let mut desk = Desk::prepared(Way::Polling).await;
    desk.program.variables.push(("RUST_LOG", "trace".into()));
    desk.program.start();
    desk.program.ready().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let faults = [
        Fault::refused(401, "Unauthorized"),
        Fault::refused(404, "Not Found"),
        Fault::Status(500),
        Fault::Closed,
        Fault::AnswerLost,
        Fault::Truncated,
        Fault::Garbage,
    ];
    for fault in faults {
        let calls = |desk: &Desk| desk.fake.look().calls.len();
        let before = calls(&desk);
        desk.fake.always(ANY, Some(fault.clone()));
        desk.fake.next("file", fault);
        ana.sends(ana.id, "photo", b"\xff\xd8 a photo", "");
        // The poll that waits, and at least one that meets it.
        desk.fake.until("calls that fail", |state| (state.calls.len() >= before + 2).then_some(())).await;
        desk.fake.always(ANY, None);
        desk.fake.all_taken().await;
    }
    desk.fake.goes_down().await;
    desk.logs("not sent").await;
    desk.fake.comes_up().await;
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    let (status, _) = desk.program.stop().await;
    assert!(status.success());
    assert!(desk.program.logged().contains("DEBUG"), "the log is loud");
    expect_none_in_files(&desk.program);
}

#[tokio::test]
async fn secrets_are_nowhere_whatever_fails_with_a_webhook() {
    let mut desk = Desk::prepared(Way::Webhook).await;
    desk.program.variables.push(("RUST_LOG", "trace".into()));
    desk.fake.next("setWebhook", Fault::refused(400, "Bad Request: bad webhook: HTTPS url must be provided"));
    desk.fake.next("setWebhook", Fault::Garbage);
    desk.program.start();
    desk.program.ready().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let hook = desk.fake.look().updates.hook.clone().expect("a webhook").url;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let forged = client.post(&hook).header(crate::bot_api::hook::SECRET_HEADER, "wrong").body("{}").send().await;
    assert_eq!(forged.expect("an answer").status(), 401);
    let odd = client.post(&hook).header(crate::bot_api::hook::SECRET_HEADER, SECRET).body("\u{0}no JSON").send().await;
    assert!(odd.expect("an answer").status().as_u16() < 500);
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    let (status, _) = desk.program.stop().await;
    assert!(status.success());
    expect_none_in_files(&desk.program);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_are_nowhere_when_telegram_is_not_there() {
    let mut desk = Desk::prepared(Way::Polling).await;
    desk.program.variables.push(("RUST_LOG", "trace".into()));
    // A host that does not exist, a port where nobody is, a server that says nothing.
    for (url, answers) in [("http://no-such-host.invalid", false), ("http://127.0.0.1:9", false), ("", true)] {
        desk.program.variables.retain(|(name, _)| *name != "TELOXIDE_API_URL");
        let url = if answers { desk.fake.url() } else { url.to_owned() };
        desk.program.variables.push(("TELOXIDE_API_URL", url));
        desk.fake.always("getMe", Some(Fault::Silent));
        desk.program.start();
        // The web chat does not need it.
        desk.program.ready().await;
        let (status, _) = desk.program.stop().await;
        assert!(status.success(), "{status:?}\n{}", desk.program.logged());
    }
    desk.logs("Telegram cannot be reached").await;
    // And a token that is none any more.
    for (code, description) in [(401, "Unauthorized"), (404, "Not Found")] {
        desk.fake.always("getMe", Some(Fault::refused(code, description)));
        let output = desk.program.command(&["run"]);
        assert!(!output.status.success());
        let said = [output.stdout, output.stderr].concat();
        assert!(String::from_utf8_lossy(&said).contains("TELOXIDE_TOKEN"), "{}", String::from_utf8_lossy(&said));
        expect_none("what it says", &said);
    }
    expect_none_in_files(&desk.program);
}
