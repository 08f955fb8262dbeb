//! The clocks under kill -9: requests with targets of seconds are left alone, taken and forgotten, asked about, or wait
//! for a focal point, while the program is killed again and again. What it then did is held against the clocks, counted
//! anew from what happened.

use std::time::{Duration, Instant};

use balcao::{core::db::Store, serve::wall_clock};
use tokio::{sync::watch, task::JoinSet};

use crate::{
    client::{Client, Tally},
    clocks_ledger,
    people::references,
    program::Program,
    siege::{DIRECTORY, passes, reporter_code},
    support::{self, Dice, folder},
    whole::rows,
};

const PAIRS: usize = 4;
/// The last tier of the desk below.
const LAST_TIER: i64 = 4;
/// Time enough for what was left alone to go through all tiers, on a machine that is busy.
const LONGEST: Duration = Duration::from_secs(90);

/// The targets of the desk below, in milliseconds; the shares are half of them.
pub const RESPONSE: i64 = 2_000;
pub const RESOLUTION: i64 = 6_000;
pub const SILENT: i64 = 2_000;
pub const GATE: i64 = 4_000;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lot {
    LeftAlone,
    /// Taken by somebody who says nothing of it.
    Forgotten,
    /// Asked about, and answered.
    Asked,
    Resolved,
    /// For a focal point, who does nothing.
    AtTheGate,
}

/// The shipped desk, with targets of seconds, always open, in a zone where it is about noon: nothing is put off for the
/// night.
fn desk() -> String {
    let shipped = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/desks/epts.toml")).expect("a desk");
    let ahead = 12 - (wall_clock() + 600_000) / 3_600_000 % 24;
    let zone = if ahead < 0 { format!("Etc/GMT+{}", -ahead) } else { format!("Etc/GMT-{ahead}") };
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let calendar: String = days.map(|day| format!("{day} = \"00:00-24:00\"\n")).concat();
    let targets = "{ critical = \"6s\", urgent = \"6s\", high = \"6s\", normal = \"6s\" }";
    let tier = |number: i64| {
        format!(
            "[[tier]]\nnumber = {number}\nkey = \"t{number}\"\nlabel = {{ pt = \"N{number}\", en = \"T{number}\" }}\n\
             response = \"2s\"\nresolution = {targets}\n"
        )
    };
    let tiers: String = (1..=LAST_TIER).map(tier).collect();
    let service = format!(
        "[service]\nfirst_tier = 2\nwarn_percent = 50\nsilent = \"2s\"\ngate = \"4s\"\n\
         gate_reminders = [\"1s\", \"2s\"]\n{tiers}"
    );
    let approved = "[[category]]\nkey = \"gate\"\nlabel = { pt = \"Com acordo\", en = \"On approval\" }\n\
                    approval = true\nurgency = \"job_not_affected\"\n\n[[urgency]]\nkey = \"patient_care\"";
    let text = shipped.replace("timezone = \"Africa/Maputo\"", &format!("timezone = \"{zone}\""));
    let text = between(&text, "[calendar]\n", "[[system]]", &format!("[calendar]\n{calendar}holidays = []\n\n"));
    let text = between(&text, "[service]\n", "[[watcher]]", &format!("{service}\n"));
    text.replacen("[[urgency]]\nkey = \"patient_care\"", approved, 1)
}

/// A text with other words from one mark up to another.
fn between(text: &str, from: &str, until: &str, words: &str) -> String {
    let begin = text.find(from).expect("a beginning");
    let end = begin + text[begin..].find(until).expect("an end");
    format!("{}{words}{}", &text[..begin], &text[end..])
}

fn program(url: &str) -> Program {
    let mut program = Program::new(url);
    let file = program.folder().join("desk.toml");
    std::fs::write(&file, desk()).expect("a file");
    program.variables.push(("BALCAO_DESK", file.to_str().expect("a path").to_owned()));
    program.commanded(&["directory", "import", DIRECTORY]);
    program
}

/// A reporter and an agent, who has the reporter's requests.
struct Pair {
    reporter: Client,
    agent: Client,
    dice: Dice,
    filed: Vec<(String, Lot)>,
}

impl Pair {
    async fn lives(mut self, stop: watch::Receiver<bool>) -> Self {
        while !*stop.borrow() {
            let lot = match self.dice.roll(10) {
                0..3 => Lot::LeftAlone,
                3..5 => Lot::Forgotten,
                5 | 6 => Lot::Asked,
                7 => Lot::Resolved,
                _ => Lot::AtTheGate,
            };
            let reference = self.files(lot).await;
            self.works_on(&reference, lot).await;
            self.filed.push((reference, lot));
        }
        self
    }

    async fn files(&mut self, lot: Lot) -> String {
        let category = if lot == Lot::AtTheGate { "On approval" } else { "Another problem" };
        let words = format!("Nothing prints at {}, case {}.", self.reporter.name, self.filed.len() + 1);
        let mut at = 0;
        for said in ["/new", "iDART", category, &words, "Send request"] {
            at = self.reporter.says(said).await;
        }
        let told = self.reporter.letters.range(at..).flat_map(|(_, letter)| references(letter)).next();
        told.unwrap_or_else(|| panic!("{}: no receipt", self.reporter.name))
    }

    async fn works_on(&mut self, reference: &str, lot: Lot) {
        match lot {
            Lot::LeftAlone | Lot::AtTheGate => {}
            Lot::Forgotten => {
                self.pauses(3_000).await;
                self.agent.says(&format!("/take {reference}")).await;
            }
            Lot::Asked => {
                self.pauses(3_000).await;
                self.agent.says(&format!("/ask {reference} Is there light?")).await;
                self.pauses(2_000).await;
                // Somebody else takes it up again.
                self.agent.says(&format!("/resume {reference}")).await;
            }
            Lot::Resolved => {
                self.pauses(4_000).await;
                self.agent.says(&format!("/resolve {reference} A new cable was laid.")).await;
            }
        }
    }

    async fn pauses(&mut self, most_ms: u64) {
        let time = Duration::from_millis(self.dice.roll(most_ms));
        tokio::time::sleep(time).await;
    }
}

/// The reporters and agents, and the focal point, who only reads.
async fn everybody(program: &mut Program, tally: &Tally, seed: u64) -> (Vec<Pair>, Client) {
    let codes: Vec<(String, String)> = (0..PAIRS)
        .map(|number| {
            let name = format!("Agent {number}");
            (reporter_code(program, number), program.invite(&["--role", "agent", "--name", &name]))
        })
        .collect();
    let focal = program.invite(&["--role", "focal-point", "--name", "Paulo", "--partner", "CCS"]);
    program.start();
    let mut paulo = Client::new("paulo", program.http, tally.clone());
    paulo.enter(&focal).await;
    paulo.opens().await;
    let mut pairs = Vec::new();
    for (number, (reporter_code, agent_code)) in codes.iter().enumerate() {
        let mut reporter = Client::new(&format!("r{number}"), program.http, tally.clone());
        reporter.enter(reporter_code).await;
        reporter.opens().await;
        let agent = Client::new(&format!("a{number}"), program.http, tally.clone());
        agent.enter(agent_code).await;
        pairs.push(Pair { reporter, agent, dice: Dice(seed ^ (number as u64 + 1)), filed: Vec::new() });
    }
    (pairs, paulo)
}

/// Kills the program again and again, at any time of a life of up to a second and a half; in the end it runs. Returns
/// when it did not, from the kill until it listened, by the machine's clock.
async fn killed(program: &mut Program, kills: u64, seed: u64) -> Vec<(i64, i64)> {
    let mut dice = Dice(seed);
    let mut gaps = Vec::new();
    program.ready().await;
    for _ in 0..kills {
        passes(Duration::from_micros(dice.roll(1_500_000))).await;
        let since = wall_clock();
        program.kill();
        program.start();
        if dice.percent(20) {
            // While it starts.
            passes(Duration::from_micros(dice.roll(200_000))).await;
            program.kill();
            program.start();
        }
        program.ready().await;
        gaps.push((since, wall_clock()));
    }
    gaps
}

async fn stands(url: &str, kills: u64, seed: u64) {
    let base = url.split(':').next().unwrap_or_default();
    println!("{base}: {kills} kills of the clocks with BALCAO_CRASH_SEED={seed}");
    let mut program = program(url);
    let (pairs, paulo) = everybody(&mut program, &Tally::new(), seed).await;
    let (stop, stopped) = watch::channel(false);
    let mut living = JoinSet::new();
    for pair in pairs {
        living.spawn(pair.lives(stopped.clone()));
    }
    let gaps = killed(&mut program, kills, seed).await;
    stop.send_replace(true);
    let mut filed = Vec::new();
    let mut clients = vec![paulo];
    while let Some(ended) = living.join_next().await {
        let pair = ended.unwrap_or_else(|_| panic!("somebody met something wrong\n{}", program.logged()));
        filed.extend(pair.filed);
        clients.extend([pair.reporter, pair.agent]);
    }
    all_is_quiet(url, &filed).await;
    for client in &mut clients {
        client.reads().await;
        crate::ledger::echoes_in_order(client);
    }
    assert!(program.stop().await.0.success());
    let store = Store::open(url).await.expect("the database opens");
    clocks_ledger::reckon(&store, &gaps).await;
    crate::whole::whole(&store).await;
    store.close().await;
}

/// Until nothing is left to be done: what nobody resolved is late in the last tier.
async fn all_is_quiet(url: &str, filed: &[(String, Lot)]) {
    let resolved = filed.iter().filter(|(_, lot)| *lot == Lot::Resolved).count();
    println!("  {} requests, {resolved} of them resolved", filed.len());
    let store = Store::open(url).await.expect("the database opens");
    let since = Instant::now();
    loop {
        let open = "select t.reference, t.status from ticket t where t.status <> 'resolved' and not exists (
                    select 1 from stage s join clock_event e on e.ticket_id = s.ticket_id and e.kind = 'entered'
                    where s.ticket_id = t.id and s.kind = 'overdue' and e.tier = 4 and t.tier = 4
                    and s.stint = (select count(*) from clock_event n where n.ticket_id = t.id and n.kind = 'entered'))";
        let open = rows(&store, open).await;
        let given_back =
            "select t.reference, t.status from ticket t where t.owner_id is not null and t.status <> 'resolved'";
        let owned = rows(&store, given_back).await;
        if open.is_empty() && owned.is_empty() {
            break;
        }
        assert!(since.elapsed() < LONGEST, "still to be passed on: {open:?}; still somebody's: {owned:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    store.close().await;
}

/// A third of what the sieges of messages have: each kill is followed by seconds in which stages come.
fn kills() -> u64 {
    (support::chance::kills(36) / 3).max(1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stages_stand_on_sqlite() {
    let folder = folder();
    let url = format!("sqlite://{}/balcao.db", folder.path().display());
    stands(&url, kills(), support::chance::seed()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stages_stand_on_postgres() {
    let Some(url) = support::postgres::database().await else { return };
    stands(&url, kills(), support::chance::seed()).await;
}

/// The machine's clock was set to another time while the program was dead: deadlines are held through further kills, the
/// managers hear of it once, and somebody's word ends it.
#[tokio::test]
async fn a_clock_that_was_set_meanwhile_passes_nothing_on() {
    let folder = folder();
    for url in [Some(format!("sqlite://{}/balcao.db", folder.path().display())), support::postgres::database().await]
        .into_iter()
        .flatten()
    {
        let mut program = program(&url);
        let grace = program.invite(&["--role", "manager", "--name", "Grace"]);
        let (pairs, _) = everybody(&mut program, &Tally::new(), 1).await;
        let mut grace_reads = Client::new("grace", program.http, Tally::new());
        grace_reads.enter(&grace).await;
        grace_reads.opens().await;
        let mut pair = pairs.into_iter().next().expect("a pair");
        let store = Store::open(&url).await.expect("the database opens");
        rows_come(&store, "select name, fact_value from fact where name = 'clock_counted'").await;
        program.kill();
        // As if the desk had looked at its clock an hour later than that tells: it was set forward since.
        let mut tx = store.begin().await.expect("a transaction");
        let earlier = (wall_clock() - 3_600_000).to_string();
        let facts = "update fact set fact_value = $1 where name = 'clock_looked_at'";
        sqlx::query(facts).bind(earlier).execute(&mut *tx).await.expect("a fact");
        tx.commit().await.expect("a fact");
        program.start();
        let reference = pair.files(Lot::LeftAlone).await;
        for _ in 0..3 {
            program.ready().await;
            tokio::time::sleep(Duration::from_millis(1_500)).await;
            program.kill();
            program.start();
        }
        program.ready().await;
        let stages = rows(&store, "select kind, kind from stage").await;
        assert!(stages.is_empty(), "held: {stages:?}");
        program.commanded(&["clock", "trust"]);
        rows_come(&store, "select kind, kind from stage where kind = 'overdue'").await;
        grace_reads.reads().await;
        let told: Vec<&str> = grace_reads.letters.values().filter_map(|letter| letter["text"].as_str()).collect();
        let times = |words: &str| told.iter().filter(|text| text.contains(words)).count();
        assert_eq!((times("60 min"), times("right again")), (1, 1), "{reference}: {told:?}");
        assert!(program.stop().await.0.success());
        store.close().await;
    }
}

async fn rows_come(store: &Store, sql: &'static str) {
    let since = Instant::now();
    while rows(store, sql).await.is_empty() {
        assert!(since.elapsed() < LONGEST, "{sql}: nothing");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
