//! A desk on Telegram, and what the stories do over and over: enrol, file a request, look into the database.

use std::time::{Duration, Instant};

use balcao::{core::db::Store, text::reference};
use sqlx::Row as _;

use crate::{
    bot_api::{Fake, PATIENCE, people::Person, state::Post},
    program::Program,
    support,
    telegram_program::{self, Way, agents_meet, facility_code},
};

pub struct Desk {
    pub fake: Fake,
    pub program: Program,
    pub code: String,
    _folder: tempfile::TempDir,
}

impl Desk {
    /// A desk that is not started yet, with its replies leaving after a second.
    pub async fn prepared(way: Way) -> Self {
        let folder = support::folder();
        let fake = Fake::start().await;
        let url = format!("sqlite://{}/balcao.db", folder.path().display());
        let mut program = telegram_program::desk(&url, &fake, way);
        let desk = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/desks/epts.toml")).expect("a desk");
        let file = program.folder().join("desk.toml");
        let quick = desk.replacen("[desk]\n", "[desk]\ntake_back = \"1s\"\n", 1).replacen(
            "take_back = \"1m\"",
            "take_back = \"1s\"",
            1,
        );
        std::fs::write(&file, quick).expect("a file");
        program.variables.push(("BALCAO_DESK", file.display().to_string()));
        let code = facility_code(&program);
        Self { fake, program, code, _folder: folder }
    }

    pub async fn started(way: Way) -> Self {
        let mut desk = Self::prepared(way).await;
        desk.program.start();
        desk.program.ready().await;
        desk
    }

    /// With the agents' group and its agent.
    pub async fn with_agents(way: Way, forum: bool) -> (Self, Person) {
        let desk = Self::started(way).await;
        let bene = agents_meet(&desk.program, &desk.fake, forum).await;
        (desk, bene)
    }

    /// Somebody who has enrolled.
    pub async fn reporter(&self, id: i64, name: &str) -> Person {
        let person = self.fake.person(id, name, "en");
        let at = person.starts(&self.code);
        let asked = self.offers(&person, at, "English").await;
        person.taps(asked.chat, asked.id, "English");
        let asked = person.sees(at, &["What is your name?"]).await;
        person.says(name);
        person.sees(asked.id, &["You are enrolled"]).await;
        person
    }

    /// A message in the private chat with this button.
    pub async fn offers(&self, person: &Person, after: i64, label: &str) -> Post {
        self.button(person.id, after, label).await.0
    }

    /// The same in a group.
    pub async fn offers_in(&self, chat: i64, after: i64, label: &str) -> Post {
        self.button(chat, after, label).await.0
    }

    /// A message in a chat with a button whose label begins so, and the label.
    pub async fn button(&self, chat: i64, after: i64, begins: &str) -> (Post, String) {
        self.fake
            .until(&format!("[{begins}…] in {chat}"), |state| {
                let mut posts = state.posts.range((chat, after + 1)..=(chat, i64::MAX)).map(|(_, post)| post);
                posts.find_map(|post| {
                    let label = post.labels().into_iter().find(|label| label.starts_with(begins))?.to_owned();
                    Some((post.clone(), label))
                })
            })
            .await
    }

    /// Up to the summary; gives the message with the button that sends the request.
    pub async fn begins(&self, person: &Person, description: &str) -> Post {
        let mut at = person.says("/new");
        for label in ["iDART", "Another problem"] {
            let asked = self.offers(person, at, label).await;
            person.taps(asked.chat, asked.id, label);
            at = asked.id;
        }
        person.sees(at, &["Describe the problem"]).await;
        at = person.says(description);
        self.offers(person, at, "Send request").await
    }

    /// A whole request; gives its reference.
    pub async fn files(&self, person: &Person, description: &str) -> String {
        let summary = self.begins(person, description).await;
        person.taps(summary.chat, summary.id, "Send request");
        self.received(person, summary.id).await
    }

    /// The reference in the receipt.
    pub async fn received(&self, person: &Person, after: i64) -> String {
        let receipt = person.sees(after, &["Request received"]).await;
        reference::all_in(&receipt.text, "BL").find_map(Result::ok).expect("a reference")
    }

    /// What the database holds, in one text and one number: `select 'x', count(*) …`.
    pub async fn counts(&self, sql: &'static str) -> i64 {
        let store = Store::open(&self.program.database_url).await.expect("the database opens");
        let row = sqlx::query(sql).fetch_one(store.reader()).await.expect("a row");
        let count = row.try_get(0).expect("a number");
        store.close().await;
        count
    }

    /// Waits until the log holds these words, at least so often.
    pub async fn logs(&self, words: &str) {
        self.holds(&format!("«{words}» in the log"), || self.program.logged().contains(words)).await;
    }

    /// Waits until something holds of which nobody tells.
    pub async fn holds(&self, what: &str, holds: impl Fn() -> bool) {
        let since = Instant::now();
        while !holds() {
            assert!(since.elapsed() < PATIENCE, "{what}: it never came\n{}", self.program.logged());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Nothing was sent that Telegram refuses, and the program stops in order.
    pub async fn ends(mut self) {
        let (status, _) = self.program.stop().await;
        assert!(status.success(), "{status:?}\n{}", self.program.logged());
        self.fake.expect_no_breach();
    }
}
