//! The program set up for the fake of the Bot API, and the group of agents that every story needs.
#![allow(dead_code, reason = "each test program uses a part")]

use crate::{
    bot_api::{
        Fake,
        state::{Standing, TOKEN},
    },
    program::Program,
};

/// The secret of the webhook, as an operator would draw it.
pub const SECRET: &str = "CANARYsecretCANARYsecretCANARYsecret-_42";
/// The agents' group.
pub const AGENTS: i64 = -100_200;
/// The directory of the demo.
pub const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/directory.csv");

/// How updates come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Polling,
    Webhook,
}

/// A desk on a database of its own, which is not started yet.
pub fn desk(url: &str, fake: &Fake, way: Way) -> Program {
    let mut program = Program::new(url);
    program.variables = vec![
        ("TELOXIDE_TOKEN", TOKEN.to_owned()),
        ("TELOXIDE_API_URL", fake.url()),
        ("BALCAO_TELEGRAM_PACE", "off".to_owned()),
    ];
    if way == Way::Webhook {
        program.variables.push(("BALCAO_TELEGRAM_WEBHOOK", format!("http://{}", program.http)));
        program.variables.push(("BALCAO_TELEGRAM_SECRET", SECRET.to_owned()));
    }
    program.commanded(&["directory", "import", DIRECTORY]);
    program
}

/// A code for whoever works at a facility, as its notice board shows it.
pub fn facility_code(program: &Program) -> String {
    let printed = program.commanded(&["facility", "code", "MZ-0101"]);
    printed.split_whitespace().nth(1).expect("Code: …").to_owned()
}

/// Binds the agents' group to the desk: its first agent enrols, adds the bot and types the code.
pub async fn agents_meet(program: &Program, fake: &Fake, forum: bool) -> crate::bot_api::people::Person {
    let bene = fake.person(9_001, "Bene", "en");
    if forum {
        fake.forum(AGENTS, "Agentes");
    } else {
        fake.group(AGENTS, "Agentes");
    }
    let code = program.invite(&["--role", "agent", "--name", "Benedito Cossa"]);
    let at = bene.starts(&code);
    bene.sees(at, &["support agent"]).await;
    bene.adds_bot(AGENTS, Standing::Administrator);
    let printed = program.commanded(&["link", "--purpose", "agents"]);
    let command = printed.trim().rsplit_once(": ").expect("…: /link CODE").1.to_owned();
    let at = bene.says_in(AGENTS, &command);
    fake.sees(AGENTS, at, &["linked"]).await;
    bene
}
