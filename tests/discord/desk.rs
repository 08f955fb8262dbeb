//! A desk on Discord, and what the stories do over and over: enrol, file a request, look into the database.
#![allow(dead_code, reason = "each test program uses a part")]

use balcao::{core::db::Store, text::reference};
use sqlx::Row as _;

use crate::{
    discord::{Fake, PATIENCE, TOKEN, people::Person, state::Post},
    program::Program,
    support,
};

/// The directory of the demo.
const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/directory.csv");

pub struct Desk {
    pub fake: Fake,
    pub program: Program,
    pub code: String,
    _folder: tempfile::TempDir,
}

impl Desk {
    /// A desk that is not started yet, with its replies leaving after a second.
    pub async fn prepared() -> Self {
        let folder = support::folder();
        let fake = Fake::start().await;
        let mut program = Program::new(&format!("sqlite://{}/balcao.db", folder.path().display()));
        program.variables = vec![("DISCORD_TOKEN", TOKEN.to_owned()), ("BALCAO_DISCORD_API", fake.url())];
        program.commanded(&["directory", "import", DIRECTORY]);
        let desk = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/desks/epts.toml")).expect("a desk");
        let file = program.folder().join("desk.toml");
        let quick = desk.replacen("[desk]\n", "[desk]\ntake_back = \"1s\"\n", 1).replacen(
            "take_back = \"1m\"",
            "take_back = \"1s\"",
            1,
        );
        std::fs::write(&file, quick).expect("a file");
        program.variables.push(("BALCAO_DESK", file.display().to_string()));
        let printed = program.commanded(&["facility", "code", "MZ-0101"]);
        let code = printed.split_whitespace().nth(1).expect("Code: …").to_owned();
        Self { fake, program, code, _folder: folder }
    }

    pub async fn started() -> Self {
        let mut desk = Self::prepared().await;
        desk.starts().await;
        desk
    }

    /// Starts, and waits until the gateway is open.
    pub async fn starts(&mut self) {
        let before = self.fake.look().identified;
        self.program.start();
        self.program.ready().await;
        self.fake.until("the gateway", |state| (state.identified > before).then_some(())).await;
        self.fake
            .until("commands", |state| state.commands.as_array().is_some_and(|all| !all.is_empty()).then_some(()))
            .await;
    }

    /// kill -9: its session is not resumed, and events reach nobody.
    pub fn is_killed(&mut self) {
        self.program.kill();
        self.fake.change(|state| state.sessions.clear());
    }

    /// With the agents' channel (0: words, 15: a forum) and its agent.
    pub async fn with_agents(kind: u64, tags: &[&str]) -> (Self, Person, u64) {
        let desk = Self::started().await;
        let room = desk.fake.channel(kind, tags);
        let bene = desk.fake.person(9_001, "Bene");
        let code = desk.program.invite(&["--role", "agent", "--name", "Benedito Cossa"]);
        let at = bene.says(&code);
        bene.sees(at, &["support agent"]).await;
        let printed = desk.program.commanded(&["link", "--purpose", "agents"]);
        let command = printed.trim().rsplit_once(": ").expect("…: /link CODE").1.to_owned();
        let at = if kind == 15 { bene.opens_post(room, "Olá", &command) } else { bene.says_in(room, &command) };
        desk.fake.sees_in_room(room, at, &["linked"]).await;
        (desk, bene, room)
    }

    /// Somebody who has enrolled.
    pub async fn reporter(&self, id: u64, name: &str) -> Person {
        let person = self.fake.person(id, name);
        let at = person.says(&self.code);
        let asked = person.offered(person.channel, at, "English").await;
        person.taps(&asked, "English");
        let asked = person.sees(at, &["What is your name?"]).await;
        person.says(name);
        person.sees(asked.id, &["You are enrolled"]).await;
        person
    }

    /// Up to the summary; gives the message with the button that sends the request.
    pub async fn begins(&self, person: &Person, description: &str) -> Post {
        let mut at = person.says("/new");
        for label in ["iDART", "Another problem"] {
            let asked = person.offered(person.channel, at, label).await;
            person.taps(&asked, label);
            at = asked.id;
        }
        person.sees(at, &["Describe the problem"]).await;
        at = person.says(description);
        person.offered(person.channel, at, "Send request").await
    }

    /// A whole request; gives its reference.
    pub async fn files(&self, person: &Person, description: &str) -> String {
        let summary = self.begins(person, description).await;
        person.taps(&summary, "Send request");
        self.received(person, summary.id).await
    }

    /// The reference in the receipt.
    pub async fn received(&self, person: &Person, after: u64) -> String {
        let receipt = person.sees(after, &["Request received"]).await;
        reference::all_in(&receipt.text, "BL").find_map(Result::ok).expect("a reference")
    }

    /// What the database holds, in one number.
    pub async fn counts(&self, sql: &str) -> i64 {
        let store = Store::open(&self.program.database_url).await.expect("the database opens");
        let query = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()));
        let row = query.fetch_one(store.reader()).await.expect("a row");
        let count = row.try_get(0).expect("a number");
        store.close().await;
        count
    }

    /// Waits until the database holds so many.
    pub async fn comes_to(&self, sql: &str, wanted: i64) {
        let since = std::time::Instant::now();
        while self.counts(sql).await != wanted {
            assert!(since.elapsed() < PATIENCE, "{sql}: never {wanted}\n{}", self.program.logged());
            tokio::task::yield_now().await;
        }
    }

    /// Nothing was sent that Discord refuses, and the program stops in order.
    pub async fn ends(mut self) {
        let (status, _) = self.program.stop().await;
        assert!(status.success(), "{status:?}\n{}", self.program.logged());
        assert!(!self.program.logged().contains(TOKEN));
        self.fake.expect_no_breach();
    }
}
