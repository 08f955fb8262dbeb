//! The siege: everybody at work, the program killed again and again, and the reckoning afterwards.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use tokio::{sync::watch, task::JoinSet};

use crate::{
    bot_api::{
        Fake,
        faults::{Fault, Odds},
    },
    ledger,
    program::Program,
    reporter::{self, Filed, REPORTERS},
    support::Dice,
    telegram_program::{Way, agents_meet, desk, facility_code},
};

/// The most updates between two kills.
const MOST_BETWEEN: u64 = 40;
/// Whoever acknowledges no more for so long stands still: a poll whose connection was lost without a word is given up before.
const STILL: Duration = Duration::from_secs(50);
/// Confirmations of a webhook that are lost after each kill.
const LOST: usize = 2;

pub struct Siege {
    pub url: String,
    pub way: Way,
    pub kills: u64,
    pub seed: u64,
}

/// What is known in the end.
pub struct Witnesses {
    pub fake: Fake,
    pub filed: Vec<Filed>,
    /// Taps that had been handed out, and not been answered, when the program was killed.
    pub cut_off: BTreeSet<String>,
    pub kills: u64,
}

impl Siege {
    pub async fn run(self) {
        println!("{:?}: {} kills with BALCAO_CRASH_SEED={}", self.way, self.kills, self.seed);
        let bound = Duration::from_secs(180 + 5 * self.kills);
        let done = tokio::time::timeout(bound, self.hold()).await;
        assert!(done.is_ok(), "it takes too long");
    }

    async fn hold(self) {
        let since = Instant::now();
        let fake = Fake::start().await;
        let mut program = desk(&self.url, &fake, self.way);
        let code = facility_code(&program);
        program.start();
        program.ready().await;
        agents_meet(&program, &fake, true).await;
        fake.change(|state| state.faults.odds = Some(self.odds()));
        let (stop, stopped) = watch::channel(false);
        let mut working = JoinSet::new();
        for number in 0..REPORTERS {
            working.spawn(reporter::works(fake.clone(), number, code.clone(), self.seed, stopped.clone()));
        }
        let (starts, cut_off) = self.kill_again_and_again(&mut program, &fake).await;
        fake.change(|state| state.faults.odds = None);
        stop.send_replace(true);
        let mut filed = Vec::new();
        while let Some(ended) = working.join_next().await {
            filed.extend(ended.unwrap_or_else(|_| panic!("somebody met something wrong\n{}", program.logged())));
        }
        fake.all_taken().await;
        self.report(&fake, starts, since.elapsed());
        ledger::reckon(&mut program, Witnesses { fake, filed, cut_off, kills: self.kills }).await;
    }

    /// Answers to getUpdates that are lost or cannot be read: what was in them comes again.
    fn odds(&self) -> Odds {
        Odds {
            dice: Dice(self.seed ^ 0x0dd5),
            percent: 2,
            choices: vec![Fault::AnswerLost, Fault::Truncated, Fault::Garbage, Fault::Status(502), Fault::Closed],
            methods: vec!["getUpdates".into()],
        }
    }

    /// Kills the program, starts it at once, and so on; in the end it runs. Returns how long starts took, and the taps
    /// that were cut off.
    async fn kill_again_and_again(&self, program: &mut Program, fake: &Fake) -> (Vec<Duration>, BTreeSet<String>) {
        let mut dice = Dice(self.seed);
        let (mut starts, mut cut_off) = (Vec::new(), BTreeSet::new());
        for _ in 0..self.kills {
            if dice.percent(10) {
                // While it starts.
                passes(Duration::from_micros(dice.roll(120_000))).await;
            } else {
                starts.push(program.ready().await);
                let target =
                    fake.look().updates.acknowledged + usize::try_from(dice.roll(MOST_BETWEEN)).expect("small");
                progress(program, fake, target).await;
                passes(Duration::from_micros(dice.roll(8_000))).await;
            }
            program.kill();
            cut_off.extend(fake.change(|state| {
                state.updates.lose_confirmations += LOST;
                state.unanswered()
            }));
            program.start();
        }
        starts.push(program.ready().await);
        (starts, cut_off)
    }

    fn report(&self, fake: &Fake, mut starts: Vec<Duration>, took: Duration) {
        starts.sort();
        let state = fake.look();
        println!(
            "  {} kills in {:.1} s; {} updates, {} of them handed out more than once; starts: median {} ms, longest {} ms",
            self.kills,
            took.as_secs_f64(),
            state.updates.all.len(),
            state.updates.all.iter().filter(|update| update.handed > 1).count(),
            starts[starts.len() / 2].as_millis(),
            starts[starts.len() - 1].as_millis(),
        );
    }
}

/// Waits until so many updates are acknowledged. Where that does not come, the program tells what it is at, before those
/// give up who wait for its words.
async fn progress(program: &mut Program, fake: &Fake, target: usize) {
    let reached = fake.waits(STILL, |state| (state.updates.acknowledged >= target).then_some(())).await;
    let acknowledged = fake.look().updates.acknowledged;
    assert!(reached.is_some(), "{acknowledged} of {target} updates acknowledged: {}", program.told());
}

/// Lets a random time pass, to the microsecond: the moment of a kill.
async fn passes(time: Duration) {
    let since = Instant::now();
    while since.elapsed() < time {
        tokio::task::yield_now().await;
    }
}
