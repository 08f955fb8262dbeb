//! The reckoning of the clocks: from what happened to each request its stages are counted anew, by plain subtraction,
//! since the desk of that test is always open. Each is there once, none before its time, and none is missing that the
//! program lived to see.

use std::collections::{BTreeMap, BTreeSet};

use balcao::core::db::Store;
use sqlx::{Row as _, any::AnyRow};

use crate::{
    clocks::{GATE, RESOLUTION, RESPONSE, SILENT},
    whole::rows,
};

/// A program that ran for so long has looked at its clock, on a machine that is busy.
const SURELY: i64 = 4_000;
/// Two workers that commit at the same time may write down either order.
const AT_ONCE: i64 = 1_000;

/// A request in a tier, from when on until when.
struct Stint {
    tier: i64,
    began: i64,
    until: Option<i64>,
    answered: Option<i64>,
    /// Stretches in which its clocks ran.
    runs: Vec<(i64, Option<i64>)>,
}

impl Stint {
    /// When so much of its time was used.
    fn reaches(&self, amount: i64) -> Option<i64> {
        let mut left = amount;
        for (from, until) in &self.runs {
            match until {
                Some(until) if until - from < left => left -= until - from,
                _ => return Some(from + left),
            }
        }
        None
    }

    fn pauses(&mut self, at: i64) {
        if let Some((_, until @ None)) = self.runs.last_mut() {
            *until = Some(at);
        }
    }
}

async fn found(store: &Store, sql: &'static str) -> Vec<AnyRow> {
    sqlx::query(sql).fetch_all(store.reader()).await.expect("rows")
}

/// The stints of each request, as what happened to it tells.
async fn stints(store: &Store) -> BTreeMap<i64, Vec<Stint>> {
    let mut all: BTreeMap<i64, Vec<Stint>> = BTreeMap::new();
    let events = "select ticket_id, at, kind, tier from clock_event order by ticket_id, version, step";
    for row in found(store, events).await {
        let (ticket, at, kind, tier): (i64, i64, String, i64) = (row.get(0), row.get(1), row.get(2), row.get(3));
        let stints = all.entry(ticket).or_default();
        if kind == "entered" {
            if let Some(last) = stints.last_mut() {
                last.pauses(at);
                last.until = Some(at);
            }
            stints.push(Stint { tier, began: at, until: None, answered: None, runs: vec![(at, None)] });
            continue;
        }
        let last = stints.last_mut().expect("it was entered first");
        match &*kind {
            "answered" => _ = last.answered.get_or_insert(at),
            "waits_for_reporter" => last.pauses(at),
            "resumed" => last.runs.push((at, None)),
            "resolved" => {
                last.pauses(at);
                last.until = Some(at);
            }
            other => panic!("{other} is not done here"),
        }
    }
    all
}

/// Whether the program ran long enough without a break between two times to have looked at its clock.
fn has_lived(gaps: &[(i64, i64)], from: i64, until: Option<i64>) -> bool {
    let until = until.unwrap_or(i64::MAX);
    let mut begin = from;
    for (died, back) in gaps {
        if died.min(&until) - begin >= SURELY {
            return true;
        }
        if *back > begin {
            begin = *back;
        }
    }
    until.saturating_sub(begin) >= SURELY
}

/// Holds everything that the clocks did against what they should have done; `gaps` is when the program did not run.
pub async fn reckon(store: &Store, gaps: &[(i64, i64)]) {
    let stints = stints(store).await;
    let mut stages: BTreeMap<(i64, i64, String), i64> = BTreeMap::new();
    for row in found(store, "select ticket_id, stint, kind, done_at from stage").await {
        assert!(stages.insert((row.get(0), row.get(1), row.get(2)), row.get(3)).is_none(), "twice");
    }
    let mut late = Vec::new();
    for (ticket, stints) in &stints {
        tiers_in_order(*ticket, stints);
        for (number, stint) in (1..).zip(stints).filter(|(_, stint)| stint.tier > 0) {
            let kinds = [
                ("answer_soon", RESPONSE / 2, stint.answered),
                ("answer_late", RESPONSE, stint.answered),
                ("due_soon", RESOLUTION / 2, None),
                ("overdue", RESOLUTION, None),
            ];
            for (kind, amount, stopped) in kinds {
                let stop = stopped.into_iter().chain(stint.until).min();
                let due = stint.reaches(amount).filter(|due| stop.is_none_or(|stop| *due <= stop));
                let done = stages.get(&(*ticket, number, kind.to_owned()));
                let of = || format!("{kind} of request {ticket} in tier {}, due {due:?}, done {done:?}", stint.tier);
                match (due, done) {
                    (Some(due), Some(done)) => {
                        assert!(*done >= due, "early: {}", of());
                        assert!(stop.is_none_or(|stop| *done <= stop + AT_ONCE), "afterwards: {}", of());
                        late.push(done - due);
                    }
                    // Of two workers at the same moment neither sees what the other has not committed.
                    (None, Some(done)) => {
                        let at_once = stop.is_some_and(|stop| (stop..=stop + AT_ONCE).contains(done));
                        assert!(at_once && *done >= stint.began + amount, "never due: {}", of());
                    }
                    (Some(due), None) => assert!(!has_lived(gaps, due, stop), "missed: {}", of()),
                    (None, None) => {}
                }
            }
        }
    }
    for ((ticket, since, kind), done) in stages.iter().filter(|((_, stint, _), _)| *stint > 1_000) {
        let after = match &**kind {
            "silent" => SILENT,
            "given_back" => 2 * SILENT,
            other => panic!("{other} of somebody's silence"),
        };
        assert!(*done >= since + after, "early: {kind} of request {ticket}");
    }
    assert!(late.len() > 20, "too little happened: {}", late.len());
    late.sort_unstable();
    println!(
        "  {} stages, each once; late by {} ms (median), {} ms at most, with the time in which it did not run",
        late.len(),
        late[late.len() / 2],
        late[late.len() - 1]
    );
    done_once(store, &stages).await;
    told_once(store).await;
    gates(store).await;
}

/// What is passed on goes tier by tier.
fn tiers_in_order(ticket: i64, stints: &[Stint]) {
    let tiers: Vec<i64> = stints.iter().map(|stint| stint.tier).filter(|tier| *tier > 0).collect();
    assert!(tiers.windows(2).all(|pair| pair[1] == pair[0] + 1), "request {ticket} went {tiers:?}");
    assert!(stints.windows(2).all(|pair| pair[0].began <= pair[1].began));
}

/// Each stage that changes a request changed it once, as the audit tells.
async fn done_once(store: &Store, stages: &BTreeMap<(i64, i64, String), i64>) {
    let mut verbs: BTreeMap<(i64, String), Vec<i64>> = BTreeMap::new();
    for row in found(store, "select ticket_id, verb, at from audit where actor_id is null order by at").await {
        verbs.entry((row.get(0), row.get(1))).or_default().push(row.get(2));
    }
    let tickets: BTreeSet<i64> = stages.keys().map(|(ticket, ..)| *ticket).collect();
    for ticket in tickets {
        let of = |kind: &str| {
            let mut times: Vec<i64> =
                stages.iter().filter(|((of, _, k), _)| *of == ticket && k == kind).map(|(_, at)| *at).collect();
            times.sort_unstable();
            times
        };
        let audited = |verb: &str| verbs.get(&(ticket, verb.to_owned())).cloned().unwrap_or_default();
        let (mut overdue, passed) = (of("overdue"), audited("pass_over"));
        // In the last tier it stays.
        overdue.truncate(passed.len().max(overdue.len().saturating_sub(1)));
        assert_eq!(overdue, passed, "request {ticket}: late, and passed on");
        let mut given_back = of("given_back");
        // What was passed on at the same look was theirs no more.
        given_back.retain(|at| !passed.contains(at));
        assert_eq!(given_back, audited("give_back"), "request {ticket}: given back");
    }
}

/// Nobody is told twice of the same, and everybody whom it concerns once.
async fn told_once(store: &Store) {
    let mut lines: BTreeMap<(String, i64, String), usize> = BTreeMap::new();
    for row in found(store, "select address, ticket_id, line from outbox where line like '%\"told\"%'").await {
        let line: String = row.get(2);
        // Of what was done two tiers may read the same.
        if !line.contains("handover") {
            *lines.entry((row.get(0), row.get(1), line)).or_default() += 1;
        }
    }
    let twice: Vec<_> = lines.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "told twice: {twice:?}");
    let passed = rows(
        store,
        "select cast(ticket_id as text), cast(count(*) as text) from audit where verb = 'pass_over' group by ticket_id",
    )
    .await;
    for (ticket, times) in passed {
        let told: BTreeSet<&String> = lines
            .keys()
            .filter(|(_, of, line)| of.to_string() == ticket && line.contains("passed_over"))
            .map(|(_, _, line)| line)
            .collect();
        assert_eq!(told.len().to_string(), times, "request {ticket}: {told:?}");
    }
}

/// A focal point is reminded at most twice, and then the desk has it: each once, at its time.
async fn gates(store: &Store) {
    let gates = "select t.id, t.created_at, a.at from ticket t
         left join audit a on a.ticket_id = t.id and a.verb = 'forward'
         where exists (select 1 from clock_event e where e.ticket_id = t.id and e.tier = 0)";
    let mut count = 0;
    let mut seen = BTreeSet::new();
    for row in found(store, gates).await {
        let (ticket, filed, forwarded): (i64, i64, Option<i64>) = (row.get(0), row.get(1), row.get(2));
        assert!(seen.insert(ticket), "request {ticket} was forwarded twice");
        let forwarded = forwarded.unwrap_or_else(|| panic!("request {ticket} was left at the gate"));
        assert!(forwarded >= filed + GATE, "request {ticket}: early");
        count += 1;
    }
    let reminded = "select cast(ticket_id as text) || ' ' || address, cast(count(*) as text) from outbox
         where line like '%approval_overdue%' group by ticket_id, address";
    let reminded = rows(store, reminded).await;
    // Of two that came while the program was dead the later one alone reminds.
    assert!(reminded.iter().all(|(_, times)| times == "1" || times == "2"), "reminded too often: {reminded:?}");
    let of: BTreeSet<&str> = reminded.iter().filter_map(|(of, _)| of.split(' ').next()).collect();
    assert!(of.len() <= count && of.len() * 2 >= count, "{} of {count} are reminded of", of.len());
    println!("  {count} at the gate");
}
