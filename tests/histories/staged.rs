//! Histories of clocks: requests are filed, worked on and left to lie over days and weeks, while the desk is killed and
//! started again, its machine's clock jumps, agents go away and days off are declared. After each look at the clock what
//! was done and told is what the model foretells: no stage twice, none early, none missed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use sqlx::Row as _;

use crate::{
    staged_desk::{AGENTS, BEGIN, Custom, Desk, MANAGER, MINUTE, REPORTERS},
    staged_model::{KNOWN, Model, Request, Status, Told, Verb},
    steps::pick,
    support::{Dice, TestStore},
};

const STEPS: usize = 90;
const HOUR: i64 = 60 * MINUTE;
const TEN_YEARS: i64 = 3_650 * 24 * HOUR;
/// What is left of the known time for everything to come to its end, in minutes.
const AFTERMATH: i64 = 24 * 24 * 60;
/// What tells of no stage.
const BESIDE: [&str; 4] = ["unstaffed", "handed_over", "handover", "on_duty"];

struct Play {
    desk: Desk,
    model: Model,
    dice: Dice,
    away: BTreeSet<i64>,
    /// So many steps more the machine's clock is wrong.
    wrong_for: usize,
    /// The desk has seen that it is right.
    is_trusted: bool,
}

/// Plays a history; returns how often each stage was done.
pub async fn play(db: TestStore, seed: u64) -> Result<BTreeMap<&'static str, usize>, String> {
    let mut dice = Dice(seed);
    let custom = Custom {
        first_tier: 1 + i64::try_from(dice.roll(3)).unwrap(),
        silent: [60, 240][usize::from(dice.percent(50))],
        warn_percent: [50, 75][usize::from(dice.percent(50))],
        round_the_clock: dice.percent(40),
    };
    let desk = Desk::open(db, custom).await;
    let mut play =
        Play { desk, model: Model::new(custom), dice, away: BTreeSet::new(), wrong_for: 0, is_trusted: true };
    for step in 0..STEPS {
        let minute = play.model.minute;
        play.step().await.map_err(|why| format!("step {step}, minute {minute}, {custom:?}: {why}"))?;
    }
    play.comes_to_its_end().await.map_err(|why| format!("in the end, {custom:?}: {why}"))?;
    Ok(play.model.fired)
}

impl Play {
    async fn step(&mut self) -> Result<(), String> {
        self.time_passes();
        self.clock_jumps();
        if self.dice.percent(8) {
            // A clock that is wrong is known to be by what the machine counted, which a machine that starts forgets.
            let with_machine = self.is_trusted && self.dice.percent(40);
            self.desk.restart(with_machine).await;
        }
        if self.model.requests.len() < 8 && self.dice.percent(30) {
            self.files().await?;
        }
        for _ in 0..self.dice.roll(4) {
            self.acts().await?;
        }
        let told = self.desk.told().await;
        let early: Vec<&Told> = told.iter().filter(|told| !BESIDE.contains(&&*told.2)).collect();
        if !early.is_empty() {
            return Err(format!("told of without a look at the clock: {early:?}"));
        }
        for _ in 0..2 {
            self.looks().await?;
        }
        Ok(())
    }

    fn time_passes(&mut self) {
        let most = match self.dice.roll(10) {
            0..3 => 20,
            3..7 => 90,
            7 | 8 => 300,
            _ => 1_500,
        };
        let most = if self.wrong_for > 0 { most.min(300) } else { most };
        let minutes = 1 + i64::try_from(self.dice.roll(most)).unwrap();
        if self.model.minute + minutes < KNOWN - AFTERMATH {
            self.passes(minutes);
        }
    }

    fn passes(&mut self, minutes: i64) {
        self.model.passes(minutes);
        self.desk.clock.fetch_add(minutes * MINUTE, std::sync::atomic::Ordering::SeqCst);
    }

    fn clock_jumps(&mut self) {
        if self.wrong_for > 0 {
            self.wrong_for -= 1;
            if self.wrong_for == 0 {
                self.desk.wrong.store(0, std::sync::atomic::Ordering::SeqCst);
            }
        } else if self.dice.percent(12) {
            let by = *pick(&mut self.dice, &[HOUR, -HOUR, TEN_YEARS, -TEN_YEARS]).unwrap();
            self.desk.wrong.store(by, std::sync::atomic::Ordering::SeqCst);
            self.wrong_for = 1 + usize::try_from(self.dice.roll(4)).unwrap();
            self.is_trusted = false;
        }
    }

    /// The desk may be killed after so many steps of its work.
    fn kill(&mut self, odds: u64) -> Option<usize> {
        self.dice.percent(odds).then(|| usize::try_from(self.dice.roll(40)).unwrap())
    }

    async fn looks(&mut self) -> Result<(), String> {
        let killed = self.kill(12);
        self.desk.ticks(killed).await?;
        self.is_trusted = self.wrong_for == 0;
        let foretold = if self.is_trusted { self.model.ticks() } else { Vec::new() };
        let told: Vec<Told> = self
            .desk
            .told()
            .await
            .into_iter()
            .filter(|told| !matches!(&*told.2, "unstaffed" | "handed_over" | "on_duty"))
            .collect();
        if told != foretold {
            let is_of = |request: &&Request| told.iter().chain(&foretold).any(|one| one.1 == request.reference);
            let requests: Vec<&Request> = self.model.requests.iter().filter(is_of).collect();
            let timers = self.desk.timers().await;
            let held = self.desk.held();
            return Err(format!("told {told:?}, foretold {foretold:?}, {held:?}: {requests:?}; {timers:?}"));
        }
        self.compare().await
    }

    /// What the database holds is what the model holds.
    async fn compare(&mut self) -> Result<(), String> {
        let mut conn = self.desk.db.store.reader().acquire().await.unwrap();
        let tickets = "select reference, status, tier, owner_id, id from ticket";
        let rows = sqlx::query(tickets).fetch_all(&mut *conn).await.unwrap();
        let stages = sqlx::query("select ticket_id, stint, kind from stage").fetch_all(&mut *conn).await.unwrap();
        drop(conn);
        for row in rows {
            let (reference, status): (String, String) = (row.get(0), row.get(1));
            let minute = self.model.minute;
            let request = self.model.requests.iter_mut().find(|one| one.reference == reference).ok_or("unknown")?;
            if status == "closed" && matches!(request.status, Status::Resolved | Status::Waits) {
                // Whoever does not answer for days is left in peace: three at least once it is resolved.
                if minute - request.waits_since < 2 * 24 * 60 {
                    return Err(format!("closed early: {request:?}"));
                }
                request.status = Status::Closed;
                continue;
            }
            let stored = (of_word(&status), row.get::<i64, _>(2), row.get::<Option<i64>, _>(3));
            if stored != (request.status, request.tier, request.owner) {
                return Err(format!("stored {stored:?}, foretold {request:?}"));
            }
            let id: i64 = row.get(4);
            let of_ticket = stages.iter().filter(|stage| stage.get::<i64, _>(0) == id);
            let done: BTreeSet<(i64, String)> = of_ticket.map(|stage| (stage.get(1), stage.get(2))).collect();
            let foretold: BTreeSet<(i64, String)> =
                request.done.iter().map(|(stint, kind)| (*stint, (*kind).to_owned())).collect();
            if done != foretold {
                return Err(format!("done {done:?}, foretold {request:?}"));
            }
        }
        Ok(())
    }

    /// The next of the reporters files a request.
    async fn files(&mut self) -> Result<(), String> {
        let reporter = REPORTERS.start() + i64::try_from(self.model.requests.len()).unwrap();
        let at_gate = self.dice.percent(25);
        let category = if at_gate { "Com acordo" } else { "Outro problema" };
        let words = format!("A impressora zq{reporter} não imprime");
        for said in ["/novo", "iDART", category, &words, "Enviar pedido"] {
            if matches!(said, "iDART" | "Enviar pedido") {
                // At once it would be more of the words before it.
                self.passes(1);
            }
            let killed = self.kill(4);
            self.desk.says(&[(reporter, said.to_owned())], killed).await?;
        }
        let mut conn = self.desk.db.store.reader().acquire().await.unwrap();
        let filed = "select reference, priority_key, tier from ticket where reporter_id = $1";
        let row = sqlx::query(filed).bind(reporter).fetch_optional(&mut *conn).await.unwrap();
        let Some(row) = row else {
            let read = sqlx::query("select body from outbox where address = $1 order by id");
            let read = read.bind(format!("x:bot:c{reporter}")).fetch_all(&mut *conn).await.unwrap();
            let read: Vec<String> = read.iter().map(|row| row.get(0)).collect();
            return Err(format!("{reporter} got no request filed: {read:#?}"));
        };
        let priority: String = row.get(1);
        self.model.files(row.get(0), reporter, at_gate);
        let request = self.model.requests.last_mut().unwrap();
        request.priority = named(&priority);
        if request.tier != row.get::<i64, _>(2) {
            return Err(format!("it came to tier {} instead of {}", row.get::<i64, _>(2), request.tier));
        }
        Ok(())
    }

    async fn acts(&mut self) -> Result<(), String> {
        match self.dice.roll(20) {
            0 => self.day_off().await,
            1 => self.goes_away().await,
            _ => self.works().await,
        }
    }

    async fn says(&mut self, person: i64, text: String) -> Result<(), String> {
        let killed = self.kill(5);
        self.desk.says(&[(person, text)], killed).await
    }

    /// A day from the beginning on, as it is typed.
    fn date(day: i64) -> String {
        let begin = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        (begin + Days::new(u64::try_from(day).unwrap())).format("%d/%m/%Y").to_string()
    }

    fn today(&self) -> i64 {
        (self.model.minute + 450) / (24 * 60)
    }

    /// A day off is declared, for today at the latest moment too, or one counts no more.
    async fn day_off(&mut self) -> Result<(), String> {
        let today = self.today();
        let coming: Vec<i64> = self.model.days_off.range(today..).copied().collect();
        let drawn = pick(&mut self.dice, &coming).copied();
        if let Some(day) = drawn.filter(|_| self.dice.percent(50)) {
            self.says(MANAGER, format!("/feriado tirar {}", Self::date(day))).await?;
            self.model.days_off.remove(&day);
        } else {
            let day = today + i64::try_from(self.dice.roll(4)).unwrap();
            self.says(MANAGER, format!("/feriado {}", Self::date(day))).await?;
            self.model.days_off.insert(day);
        }
        self.model.counts_anew();
        Ok(())
    }

    /// An agent goes away, with a deputy or without; or comes back.
    async fn goes_away(&mut self) -> Result<(), String> {
        let agent = *pick(&mut self.dice, &AGENTS).unwrap();
        if self.away.remove(&agent) {
            return self.says(agent, "/presente".into()).await;
        }
        let others: Vec<i64> = AGENTS.into_iter().filter(|id| *id != agent && !self.away.contains(id)).collect();
        let drawn = pick(&mut self.dice, &others).copied();
        let deputy = drawn.filter(|_| self.dice.percent(60));
        let name = deputy.map_or(String::new(), |deputy| format!(" P{deputy}"));
        let until = Self::date(self.today() + 2);
        self.says(agent, format!("/ausente {until}{name}")).await?;
        self.away.insert(agent);
        let minute = self.model.minute;
        let is_open = |request: &&mut Request| !matches!(request.status, Status::Resolved | Status::Closed);
        for request in self.model.requests.iter_mut().filter(is_open).filter(|one| one.owner == Some(agent)) {
            request.handed_over(deputy, minute);
        }
        Ok(())
    }

    /// Somebody does something with a request that they may do.
    async fn works(&mut self) -> Result<(), String> {
        let count = self.model.requests.len();
        if count == 0 {
            return Ok(());
        }
        let at = usize::try_from(self.dice.roll(count as u64)).unwrap();
        let (minute, request) = (self.model.minute, self.model.requests[at].clone());
        if request.status == Status::Resolved && self.dice.percent(40) {
            self.says(request.reporter, format!("/reabrir {} Volta a não imprimir", request.reference)).await?;
            self.model.requests[at].reopened(minute);
            return Ok(());
        }
        let agent = *pick(&mut self.dice, &AGENTS).unwrap();
        let Some((verb, by)) = self.verb(&request, agent) else { return Ok(()) };
        let reference = &request.reference;
        let typed = match verb {
            Verb::Take => format!("/assumir {reference}"),
            Verb::Note => format!("/nota {reference} Visto de perto, {minute}"),
            Verb::Reply => format!("/responder {reference} Ligue outro cabo, {minute}"),
            Verb::Ask => format!("/pedir {reference} Há luz, {minute}"),
            Verb::Wait => format!("/aguardar {reference} A peça vem de longe"),
            Verb::Resume => format!("/retomar {reference}"),
            Verb::Resolve => format!("/resolver {reference} Um cabo novo, {minute}"),
            Verb::Release => format!("/largar {reference}"),
            Verb::Priority(key) => format!("/prioridade {reference} {} Soube agora", label(key)),
            Verb::Escalate(tier) => format!("/encaminhar {reference} nível {tier}: não chega aqui"),
        };
        self.says(by, typed).await?;
        self.model.requests[at].worked_on(verb, by, minute);
        Ok(())
    }

    /// What somebody can do with a request now, and who.
    fn verb(&mut self, request: &Request, agent: i64) -> Option<(Verb, i64)> {
        let by = request.owner.unwrap_or(agent);
        let roll = self.dice.roll(16);
        Some(match request.status {
            Status::Gate | Status::Closed => return None,
            Status::Resolved => (Verb::Note, by),
            Status::Waits if roll < 8 => (Verb::Resume, by),
            Status::Waits => (Verb::Note, agent),
            Status::New | Status::InProgress => match roll {
                0..4 if request.owner.is_none() => (Verb::Take, by),
                0 | 1 => (Verb::Note, agent),
                2 | 3 => (Verb::Note, by),
                4 => (Verb::Reply, by),
                5 => (Verb::Ask, by),
                6 => (Verb::Wait, by),
                7 => (Verb::Resolve, by),
                8 if request.owner.is_some() => (Verb::Release, by),
                9..13 => {
                    let keys = ["critical", "urgent", "high", "normal"];
                    let key = *pick(&mut self.dice, &keys).unwrap();
                    if key == request.priority {
                        return None;
                    }
                    (Verb::Priority(key), agent)
                }
                13 if request.tier == 2 => (Verb::Escalate(3), agent),
                _ => return None,
            },
        })
    }

    /// The clock is right, and three weeks pass: nothing that is due is left out.
    async fn comes_to_its_end(&mut self) -> Result<(), String> {
        self.desk.wrong.store(0, std::sync::atomic::Ordering::SeqCst);
        self.wrong_for = 0;
        self.desk.restart(false).await;
        let end = self.model.minute + AFTERMATH - 2 * 24 * 60;
        while self.model.minute < end {
            let minutes = if self.model.is_open() { 1 + i64::try_from(self.dice.roll(240)).unwrap() } else { 600 };
            self.passes(minutes);
            self.looks().await?;
        }
        let now = BEGIN + self.model.minute * MINUTE;
        let mut conn = self.desk.db.store.reader().acquire().await.unwrap();
        let left = "select count(*) from timer where kind = 'ticket' and due_at <= $1";
        let left: i64 = sqlx::query(left).bind(now).fetch_one(&mut *conn).await.unwrap().get(0);
        if left > 0 {
            return Err(format!("{left} timers are left"));
        }
        Ok(())
    }
}

fn of_word(status: &str) -> Status {
    match status {
        "waiting_focal_point" => Status::Gate,
        "new" => Status::New,
        "in_progress" => Status::InProgress,
        "resolved" => Status::Resolved,
        "closed" => Status::Closed,
        _ => Status::Waits,
    }
}

fn named(priority: &str) -> &'static str {
    match priority {
        "critical" => "critical",
        "urgent" => "urgent",
        "high" => "high",
        _ => "normal",
    }
}

fn label(priority: &str) -> &'static str {
    match priority {
        "critical" => "crítica",
        "urgent" => "urgente",
        "high" => "alta",
        _ => "normal",
    }
}
