//! The siege: reporters and agents at work, the program killed again and again, and the reckoning afterwards.

use std::{
    collections::BTreeSet,
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use tokio::{sync::watch, task::JoinSet};

use crate::{
    client::{Client, Tally},
    ledger,
    people::{Agent, Reporter},
    program::Program,
    support::Dice,
};

const REPORTERS: usize = 8;
const AGENTS: usize = 3;
/// The most acknowledgements between two kills.
const MOST_BETWEEN: u64 = 40;
/// The directory of the demo.
pub const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/directory.csv");

pub struct Siege {
    pub url: String,
    pub kills: u64,
    pub seed: u64,
}

/// Everybody, and what they know in the end.
pub struct Witnesses {
    pub reporters: Vec<Reporter>,
    pub agents: Vec<Agent>,
}

impl Siege {
    pub async fn run(self) {
        let base = self.url.split(':').next().unwrap_or_default().to_owned();
        println!("{base}: {} kills with BALCAO_CRASH_SEED={}", self.kills, self.seed);
        let bound = Duration::from_secs(120 + 5 * self.kills);
        let done = tokio::time::timeout(bound, self.hold()).await;
        assert!(done.is_ok(), "it takes too long");
    }

    async fn hold(self) {
        let since = Instant::now();
        let mut program = Program::new(&self.url);
        let tally = Tally::new();
        let (reporters, agents) = people(&mut program, &tally, self.seed).await;
        let (stop, stopped) = watch::channel(false);
        let (tell_filed, filed) = watch::channel(None);
        let mut reporting = JoinSet::new();
        let mut working = JoinSet::new();
        for reporter in reporters {
            reporting.spawn(reporter.files(stopped.clone()));
        }
        for agent in agents {
            working.spawn(agent.works(filed.clone()));
        }
        let starts = self.kill_again_and_again(&mut program, &tally).await;
        stop.send_replace(true);
        let reporters = joined(reporting).await;
        let all: BTreeSet<String> =
            reporters.iter().flat_map(|reporter| reporter.filed.iter().map(|(_, given)| given.clone())).collect();
        tell_filed.send_replace(Some(all));
        let witnesses = Witnesses { reporters, agents: joined(working).await };
        report(&self, &tally, starts, since.elapsed());
        ledger::reckon(&mut program, witnesses).await;
    }

    /// Kills the program, starts it at once, and so on; in the end it runs. Returns how long starts took.
    async fn kill_again_and_again(&self, program: &mut Program, tally: &Tally) -> Vec<Duration> {
        let mut dice = Dice(self.seed);
        let mut acknowledged = tally.acknowledged.subscribe();
        let mut starts = Vec::new();
        for _ in 0..self.kills {
            if dice.percent(10) {
                // While it starts.
                passes(Duration::from_micros(dice.roll(80_000))).await;
            } else {
                starts.push(program.ready().await);
                let target = *acknowledged.borrow() + dice.roll(MOST_BETWEEN);
                acknowledged.wait_for(|count| *count >= target).await.expect("clients");
                passes(Duration::from_micros(dice.roll(4_000))).await;
            }
            program.kill();
            program.start();
        }
        starts.push(program.ready().await);
        starts
    }
}

/// Lets a random time pass, to the microsecond: the moment of a kill.
pub async fn passes(time: Duration) {
    let since = Instant::now();
    while since.elapsed() < time {
        tokio::task::yield_now().await;
    }
}

/// Sets the desk up, starts it and signs everybody in.
async fn people(program: &mut Program, tally: &Tally, seed: u64) -> (Vec<Reporter>, Vec<Agent>) {
    program.commanded(&["directory", "import", DIRECTORY]);
    let mut reporters = Vec::new();
    let mut agents = Vec::new();
    let codes: Vec<String> = (0..REPORTERS)
        .map(|number| reporter_code(program, number))
        .chain((0..AGENTS).map(|number| program.invite(&["--role", "agent", "--name", &format!("Agent {number}")])))
        .collect();
    program.start();
    for (number, code) in codes.iter().enumerate() {
        let is_reporter = number < REPORTERS;
        let name = if is_reporter { format!("r{number}") } else { format!("a{}", number - REPORTERS) };
        let mut client = Client::new(&name, program.http, tally.clone());
        client.enter(code).await;
        if is_reporter {
            client.opens().await;
            reporters.push(Reporter::new(client, Dice(seed ^ (number as u64 + 1))));
        } else {
            agents.push(Agent::new(client, number - REPORTERS, AGENTS));
        }
    }
    (reporters, agents)
}

pub fn reporter_code(program: &Program, number: usize) -> String {
    let name = format!("Reporter {number}");
    program.invite(&["--role", "reporter", "--name", &name, "--facility", "MZ-0101"])
}

async fn joined<T: 'static>(mut tasks: JoinSet<T>) -> Vec<T> {
    let mut done = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        done.push(ended.expect("nobody met anything wrong"));
    }
    done
}

fn report(siege: &Siege, tally: &Tally, mut starts: Vec<Duration>, took: Duration) {
    starts.sort();
    println!(
        "  {} kills in {:.1} s; {} messages acknowledged, {} of them known from before; {} requests failed; \
         starts: median {} ms, longest {} ms",
        siege.kills,
        took.as_secs_f64(),
        *tally.acknowledged.borrow(),
        tally.again.load(Ordering::Relaxed),
        tally.failed.load(Ordering::Relaxed),
        starts[starts.len() / 2].as_millis(),
        starts[starts.len() - 1].as_millis(),
    );
}
