//! Generated histories of tickets, held against an oracle that counts minute by minute and knows none of the program's
//! arithmetic. `BALCAO_CLOCKS=100000` runs more of them, and `BALCAO_CLOCKS_SEED` one of them again.

use std::collections::{BTreeMap, BTreeSet};

use balcao::core::{
    calendar::Calendar,
    clock::{self, Clock, Era, Event, Kind, Terms},
    policy::{
        desk::{Label, Named},
        service::{Gate, Service, Target, Targets, Tier, TypeTargets},
    },
};

use super::clock_oracle::{Oracle, Run, Window, windows};

const MINUTE: i64 = 60_000;
const PRIORITIES: [&str; 4] = ["critical", "urgent", "high", "normal"];

/// Numbers that look like chance and are always the same.
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`.
    pub fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    pub fn one_of<'s, T>(&mut self, all: &'s [T]) -> &'s T {
        &all[usize::try_from(self.below(i64::try_from(all.len()).unwrap())).unwrap()]
    }

    pub fn may(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Whole minutes, up to two weeks of business time; seldom nothing at all.
fn target(chance: &mut Chance) -> Target {
    match chance.below(20) {
        0 => Target::ToBeSet,
        1 => Target::Within(0),
        2..=8 => Target::Within(chance.below(4 * 60) * MINUTE),
        _ => Target::Within(chance.below(80 * 60) * MINUTE),
    }
}

fn targets(chance: &mut Chance, percent: i64) -> Targets {
    let mut all = BTreeMap::new();
    for priority in PRIORITIES {
        if chance.may(percent) {
            all.insert(priority.to_owned(), target(chance));
        }
    }
    all
}

fn service(chance: &mut Chance) -> Service {
    let tier = |number: i64, chance: &mut Chance| Tier {
        number,
        named: Named::new(format!("t{number}"), Label::default(), Vec::new()),
        duties: None,
        response: targets(chance, 90),
        targets: targets(chance, 95),
        checklist: Vec::new(),
        optional: false,
    };
    let round_the_clock: BTreeSet<String> =
        PRIORITIES.iter().filter(|_| chance.may(25)).map(|key| (*key).to_owned()).collect();
    Service {
        tiers: (1..=4).map(|number| tier(number, chance)).collect(),
        round_the_clock,
        gate: chance.may(70).then(|| Gate { reminders: Vec::new(), passes_on: chance.below(16 * 60) * MINUTE }),
        ..Service::default()
    }
}

/// What can happen to a ticket as it stands.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Gate,
    Open,
    Paused,
    Resolved,
    Ended,
}

struct Ticket {
    stands: Stands,
    tier: i64,
    priority: String,
}

/// Something happens; returns what, and its word.
fn happens(ticket: &mut Ticket, window: &Window, chance: &mut Chance) -> (Kind, String) {
    let mut word = String::new();
    let kinds: &[Kind] = match ticket.stands {
        Stands::Gate => &[Kind::Entered, Kind::Priority, Kind::Ended],
        Stands::Open => &[
            Kind::Answered,
            Kind::Answered,
            Kind::Entered,
            Kind::WaitsForReporter,
            Kind::WaitsOutside,
            Kind::Priority,
            Kind::Promised,
            Kind::Resolved,
            Kind::Resolved,
            Kind::Ended,
        ],
        Stands::Paused => &[
            Kind::Answered,
            Kind::Entered,
            Kind::Resumed,
            Kind::Resumed,
            Kind::WaitsForReporter,
            Kind::WaitsOutside,
            Kind::Priority,
            Kind::Promised,
            Kind::Resolved,
            Kind::Ended,
        ],
        Stands::Resolved => &[Kind::Reopened, Kind::Reopened, Kind::Ended],
        Stands::Ended => &[Kind::Reopened],
    };
    let kind = *chance.one_of(kinds);
    match kind {
        Kind::Entered => {
            ticket.tier = if ticket.stands == Stands::Gate { 1 } else { (ticket.tier + 1).min(4) };
            ticket.stands = Stands::Open;
        }
        Kind::WaitsForReporter | Kind::WaitsOutside => ticket.stands = Stands::Paused,
        Kind::Resumed | Kind::Reopened => ticket.stands = Stands::Open,
        Kind::Priority => (*chance.one_of(&PRIORITIES)).clone_into(&mut ticket.priority),
        // All of the first day has to be in the window, east of Greenwich too.
        Kind::Promised if chance.may(80) => word = (window.first_day + 1 + chance.below(40)).to_string(),
        Kind::Resolved => ticket.stands = Stands::Resolved,
        Kind::Ended => ticket.stands = Stands::Ended,
        Kind::Answered | Kind::Promised | Kind::TakenBack => {}
    }
    (kind, word)
}

/// A history: all events, and those among them that stand.
fn history(window: &Window, chance: &mut Chance) -> (Vec<Event>, Vec<Event>) {
    let mut ticket = Ticket {
        stands: if chance.may(15) { Stands::Gate } else { Stands::Open },
        tier: 1,
        priority: (*chance.one_of(&PRIORITIES)).to_owned(),
    };
    let mut noted_at = window.begin + (3 * 24 * 60 + chance.below(10 * 24 * 60)) * MINUTE;
    let (mut all, mut standing) = (Vec::new(), Vec::new());
    let event = |ticket: &Ticket, (noted_at, late): (i64, i64), kind, word: String, version: i64| Event {
        ticket_id: 1,
        version,
        step: 0,
        at: noted_at - late,
        noted_at,
        kind,
        tier: if ticket.stands == Stands::Gate { 0 } else { ticket.tier },
        priority: ticket.priority.clone(),
        word,
        act_id: None,
    };
    let first =
        event(&ticket, (noted_at, chance.below(3) * chance.below(90) * MINUTE), Kind::Entered, String::new(), 1);
    all.push(first.clone());
    standing.push(first);
    for act in 0..chance.below(14) {
        noted_at += match chance.below(5) {
            0 => 0,
            1 | 2 => chance.below(90),
            3 => chance.below(10 * 60),
            _ => chance.below(3 * 24 * 60),
        } * MINUTE;
        // Now and then it was written earlier than it came.
        let late = if chance.may(20) { chance.below(5 * 60) * MINUTE } else { 0 };
        let before = (ticket.stands, ticket.tier, ticket.priority.clone());
        let (kind, word) = happens(&mut ticket, window, chance);
        let version = i64::try_from(all.len()).unwrap() + 1;
        let mut happened = event(&ticket, (noted_at, late), kind, word, version);
        happened.act_id = Some(act);
        all.push(happened.clone());
        if chance.may(12) {
            (ticket.stands, ticket.tier, ticket.priority) = before;
            all.push(event(&ticket, (noted_at, 0), Kind::TakenBack, act.to_string(), version + 1));
        } else {
            standing.push(happened);
        }
    }
    (all, standing)
}

/// Which hours count when: the first from the beginning.
fn eras(window: &Window, chance: &mut Chance) -> Vec<(i64, usize)> {
    let count = 1 + chance.below(3) * chance.below(2);
    let mut since: Vec<i64> =
        (1..count).map(|_| window.begin + (3 * 24 * 60 + chance.below(25 * 24 * 60)) * MINUTE).collect();
    since.sort_unstable();
    let which =
        |chance: &mut Chance| usize::try_from(chance.below(i64::try_from(window.calendars.len()).unwrap())).unwrap();
    let mut all = vec![(i64::MIN, which(chance))];
    for since in since {
        all.push((since, which(chance)));
    }
    all
}

fn same(name: &str, clock: Option<&Clock>, run: Option<&Run>, seed: u64) {
    let Some(run) = run else {
        assert!(clock.is_none(), "BALCAO_CLOCKS_SEED={seed}: no {name} is promised");
        return;
    };
    let clock = clock.unwrap_or_else(|| panic!("BALCAO_CLOCKS_SEED={seed}: a {name} is promised"));
    let of_clock = (clock.used, clock.due, clock.stopped_at, clock.paused_since);
    let of_oracle = (run.used, run.due, run.stopped_at, run.paused_since);
    assert_eq!(
        of_clock, of_oracle,
        "BALCAO_CLOCKS_SEED={seed}: the clock and the oracle's {name} (used, due, stopped, paused)"
    );
    let lines = clock::explain(clock);
    let sum: i64 = lines.iter().map(|line| line.used).sum();
    assert_eq!(sum, clock.used, "BALCAO_CLOCKS_SEED={seed}: the lines' sum is the clock");
    assert!(
        lines.windows(2).all(|two| two[0].until == two[1].from),
        "BALCAO_CLOCKS_SEED={seed}: the lines leave no gap"
    );
}

fn check(windows: &[Window], seed: u64) {
    let mut chance = Chance(seed);
    let window = chance.one_of(windows);
    let (all, standing) = history(window, &mut chance);
    let eras = eras(window, &mut chance);
    // A desk file may be another one at each look.
    for _ in 0..2 {
        let service = service(&mut chance);
        let own = chance
            .may(30)
            .then(|| TypeTargets { response: targets(&mut chance, 50), resolution: targets(&mut chance, 50) });
        let last = all.last().unwrap().noted_at;
        let now = match chance.below(3) {
            0 => last,
            1 => all[0].noted_at + chance.below((last - all[0].noted_at) / MINUTE + 1) * MINUTE,
            _ => last + chance.below(6 * 24 * 60) * MINUTE,
        };
        let known =
            |events: &[Event]| -> Vec<Event> { events.iter().filter(|event| event.noted_at <= now).cloned().collect() };
        let calendars: Vec<(i64, &Calendar)> =
            eras.iter().map(|(since, which)| (*since, &window.calendars[*which].0)).collect();
        let terms = Terms {
            eras: calendars
                .iter()
                .map(|(since, calendar)| Era { since: *since, hours: calendar.everywhere() })
                .collect(),
            service: &service,
            own: own.as_ref(),
        };
        let clocks = clock::read(&known(&all), &terms, now).unwrap();
        let oracle = Oracle { window, eras: &eras, service: &service, own: own.as_ref() };
        let (response, resolution) = oracle.count(&known(&standing), now);
        same("response", clocks.response.as_ref(), response.as_ref(), seed);
        same("resolution", clocks.resolution.as_ref(), resolution.as_ref(), seed);
    }
}

#[test]
fn clocks_are_those_of_an_oracle_that_counts_minutes() {
    let windows = windows();
    if let Some(seed) = number("BALCAO_CLOCKS_SEED") {
        return check(&windows, seed);
    }
    for seed in 1..=number("BALCAO_CLOCKS").unwrap_or(2000) {
        check(&windows, seed);
    }
}
