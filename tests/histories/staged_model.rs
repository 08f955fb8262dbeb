//! The clocks' stages, written down a second time: minutes that count are counted one by one, whatever the program's
//! arithmetic; what has come is done, once, and told to whom it concerns.

use std::collections::{BTreeMap, BTreeSet};

use crate::staged_desk::{BEGIN, Custom, MINUTE};

const DAY: i64 = 24 * 60;
/// The minutes that are known, from the beginning on.
pub const KNOWN: i64 = 60 * DAY;
/// Where the beginning stands in its day.
const HALF_PAST_SEVEN: i64 = 7 * 60 + 30;
/// When the desk closes.
const CLOSES: i64 = 15 * 60 + 30;
/// The last tier in which anybody works.
const LAST_TIER: i64 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Gate,
    New,
    InProgress,
    /// Waits for its reporter or for somebody outside.
    Waits,
    Resolved,
    Closed,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    pub reference: String,
    pub reporter: i64,
    pub status: Status,
    pub owner: Option<i64>,
    pub tier: i64,
    pub priority: &'static str,
    pub stint: i64,
    /// Each stretch in which the clocks of the stint ran, in minutes, and whether it counted day and night.
    runs: Vec<(i64, i64, bool)>,
    /// From which of them the first answer is waited for; none once it came.
    unanswered: Option<usize>,
    /// Since when whoever has it is silent.
    since: i64,
    /// Since when it waits in its status, or somebody was reminded of that.
    pub waits_since: i64,
    /// Stint, or the minute since which somebody is silent, and the stage.
    pub done: BTreeSet<(i64, &'static str)>,
}

/// Who is told what of which request.
pub type Told = (String, String, String);

pub struct Model {
    pub custom: Custom,
    pub requests: Vec<Request>,
    /// Days off that count, by the days since the beginning.
    pub days_off: BTreeSet<i64>,
    pub minute: i64,
    /// Of each minute how many before it were open.
    open: Vec<i64>,
    pub fired: BTreeMap<&'static str, usize>,
}

impl Model {
    pub fn new(custom: Custom) -> Self {
        let mut model = Self {
            custom,
            requests: Vec::new(),
            days_off: BTreeSet::new(),
            minute: 0,
            open: Vec::new(),
            fired: BTreeMap::new(),
        };
        model.counts_anew();
        model
    }

    /// The days off are others now.
    pub fn counts_anew(&mut self) {
        let mut sum = 0;
        self.open = (0..KNOWN)
            .map(|minute| {
                let of_day = (minute + HALF_PAST_SEVEN) % DAY;
                let day = (minute + HALF_PAST_SEVEN) / DAY;
                let before = sum;
                // The beginning is a Monday; Christmas is the 32nd day after it, New Year's Eve, which is half a day,
                // the 38th, and New Year's Day the 39th.
                let is_open = day % 7 < 5 && !matches!(day, 32 | 39) && !self.days_off.contains(&day);
                let closes = if day == 38 { 12 * 60 } else { CLOSES };
                sum += i64::from(is_open && (HALF_PAST_SEVEN..closes).contains(&of_day));
                before
            })
            .collect();
    }

    /// The open minutes between two.
    pub fn business(&self, from: i64, until: i64) -> i64 {
        self.open[usize::try_from(until).unwrap()] - self.open[usize::try_from(from).unwrap()]
    }

    pub fn is_open(&self) -> bool {
        self.business(self.minute, self.minute + 1) == 1
    }

    fn used(&self, runs: &[(i64, i64, bool)]) -> i64 {
        runs.iter().map(|(from, until, always)| if *always { until - from } else { self.business(*from, *until) }).sum()
    }

    /// Response and resolution, in minutes (EPTS guide, 1.3).
    fn targets(tier: i64, priority: &str) -> (i64, Option<i64>) {
        let hours = |critical: i64, urgent: i64, high: i64, normal: i64| match priority {
            "critical" => critical,
            "urgent" => urgent,
            "high" => high,
            _ => normal,
        };
        let resolution = match tier {
            1 => Some(hours(30, 60, 240, 960)),
            2 => Some(hours(30, 60, 480, 2_400)),
            3 => Some(hours(240, 480, 1_440, 4_800)),
            _ => None,
        };
        let response = if tier == 4 { 480 } else { 60 };
        (resolution.map_or(response, |resolution| response.min(resolution)), resolution)
    }

    /// Time passes.
    pub fn passes(&mut self, minutes: i64) {
        let (from, until) = (self.minute, self.minute + minutes);
        self.minute = until;
        for request in &mut self.requests {
            if matches!(request.status, Status::Gate | Status::New | Status::InProgress) {
                let always = self.custom.round_the_clock && request.priority == "critical";
                request.runs.push((from, until, always));
            }
        }
    }

    pub fn files(&mut self, reference: String, reporter: i64, at_gate: bool) {
        self.requests.push(Request {
            reference,
            reporter,
            status: if at_gate { Status::Gate } else { Status::New },
            owner: None,
            tier: self.custom.first_tier,
            priority: "normal",
            stint: 1,
            runs: Vec::new(),
            unanswered: Some(0),
            since: self.minute,
            waits_since: self.minute,
            done: BTreeSet::new(),
        });
    }

    /// One look at the clock, while it is trusted: what has come is done, in the order of requests. Returns who is told.
    pub fn ticks(&mut self) -> Vec<Told> {
        let mut told = Vec::new();
        for at in 0..self.requests.len() {
            let mut request = self.requests[at].clone();
            self.look(&mut request, &mut told);
            self.requests[at] = request;
        }
        told.sort();
        told
    }

    fn look(&mut self, request: &mut Request, told: &mut Vec<Told>) {
        if request.status == Status::Gate {
            self.at_the_gate(request);
            return;
        }
        if !matches!(request.status, Status::New | Status::InProgress) {
            return;
        }
        let come = self.come(request);
        for kind in &come {
            *self.fired.entry(kind).or_default() += 1;
        }
        let stint = request.stint;
        let mut mark = |kind: &'static str| {
            let of = if matches!(kind, "silent" | "given_back") { BEGIN + request.since * MINUTE } else { stint };
            assert!(request.done.insert((of, kind)), "the model itself did {kind} twice");
        };
        for kind in &come {
            mark(kind);
        }
        let (reference, owner) = (request.reference.clone(), request.owner);
        let both_at_once = self.both_at_once(request);
        let told = std::cell::RefCell::new(told);
        let tell = |chat: String, kind: &str| told.borrow_mut().push((chat, reference.clone(), kind.to_owned()));
        let tell_tier = |kind: &str| {
            if let Some(owner) = owner {
                tell(format!("c{owner}"), kind);
            }
            tell("agents".into(), kind);
        };
        let is_critical = request.priority == "critical";
        if come.contains(&"overdue") {
            if request.tier < LAST_TIER {
                tell_tier("passed_over");
                tell("agents".into(), "handover");
                if is_critical {
                    tell("managers".into(), "passed_over");
                }
                let minute = self.minute;
                request.enters(request.tier + 1, minute);
                return;
            }
            tell_tier("overdue");
            tell("managers".into(), "overdue");
        } else {
            if come.contains(&"answer_late") {
                tell_tier("answer_late");
                if is_critical {
                    tell("managers".into(), "answer_late");
                }
            } else if come.contains(&"answer_soon") && !(come.contains(&"due_soon") && both_at_once) {
                tell_tier("answer_soon");
            }
            if come.contains(&"due_soon") {
                tell_tier("due_soon");
            }
        }
        if come.contains(&"given_back") {
            tell_tier("given_back");
            request.owner = None;
            if request.status == Status::InProgress {
                (request.status, request.waits_since, request.since) = (Status::New, self.minute, self.minute);
            }
        } else if let Some(owner) = owner.filter(|_| come.contains(&"silent")) {
            tell(format!("c{owner}"), "silent");
        }
    }

    /// What has come and is not done.
    fn come(&self, request: &Request) -> Vec<&'static str> {
        let (to_answer, to_resolve) = Self::targets(request.tier, request.priority);
        let used = self.used(&request.runs);
        let is_over = to_resolve.is_some_and(|target| used >= target);
        let share = |target: i64, used: i64| used * 100 >= target * self.custom.warn_percent;
        let mut come = Vec::new();
        let mut both = |open: bool, (first, last): (&'static str, &'static str), has_come: (bool, bool), of: i64| {
            let is_done = |kind: &'static str| request.done.contains(&(of, kind));
            if open && !is_done(last) {
                // With the last one the first comes too, and is done without a word.
                if (has_come.0 || has_come.1) && !is_done(first) {
                    come.push(first);
                }
                if has_come.1 {
                    come.push(last);
                }
            }
        };
        let waited = request.unanswered.map(|from| self.used(&request.runs[from..])).unwrap_or_default();
        both(
            request.unanswered.is_some(),
            ("answer_soon", "answer_late"),
            (share(to_answer, waited), waited >= to_answer || is_over),
            request.stint,
        );
        if let Some(target) = to_resolve {
            both(true, ("due_soon", "overdue"), (share(target, used), is_over), request.stint);
        }
        let silent = self.business(request.since, self.minute);
        both(
            request.owner.is_some(),
            ("silent", "given_back"),
            (silent >= self.custom.silent, silent >= 2 * self.custom.silent),
            BEGIN + request.since * MINUTE,
        );
        come
    }

    /// Whether the answer is due when the resolution is: one of them is told.
    fn both_at_once(&self, request: &Request) -> bool {
        let (to_answer, to_resolve) = Self::targets(request.tier, request.priority);
        let waited = request.unanswered.map(|from| self.used(&request.runs[from..])).unwrap_or_default();
        to_resolve.is_some_and(|target| target - self.used(&request.runs) <= to_answer - waited)
    }

    /// A focal point is reminded after two and four hours, after eight the desk has it. Of two that have come the later one
    /// alone reminds.
    fn at_the_gate(&mut self, request: &mut Request) {
        let used = self.used(&request.runs);
        if used < 480 {
            let before = used - self.business(request.waits_since, self.minute);
            if [120, 240].iter().all(|after| used < *after || before >= *after) {
                return;
            }
            request.waits_since = self.minute;
        } else {
            request.enters(request.tier, self.minute);
        }
        *self.fired.entry("gate").or_default() += 1;
    }
}

impl Request {
    /// It comes to a tier, and everything begins anew.
    fn enters(&mut self, tier: i64, minute: i64) {
        (self.tier, self.owner, self.status, self.stint) = (tier, None, Status::New, self.stint + 1);
        (self.runs, self.unanswered) = (Vec::new(), Some(0));
        (self.since, self.waits_since) = (minute, minute);
    }

    fn becomes(&mut self, status: Status, minute: i64) {
        if self.status != status {
            (self.status, self.waits_since) = (status, minute);
            self.since = self.since.max(minute);
        }
    }

    /// Somebody of the desk does something with it.
    pub fn worked_on(&mut self, verb: Verb, by: i64, minute: i64) {
        match verb {
            Verb::Take | Verb::Ask | Verb::Resolve | Verb::Reply | Verb::Wait | Verb::Resume => {
                self.owner.get_or_insert(by);
            }
            Verb::Release | Verb::Note | Verb::Priority(_) | Verb::Escalate(_) => {}
        }
        if self.owner == Some(by) {
            self.since = minute;
        }
        match verb {
            Verb::Take | Verb::Resume => self.becomes(Status::InProgress, minute),
            Verb::Reply if self.status == Status::New => self.becomes(Status::InProgress, minute),
            Verb::Ask | Verb::Wait => {
                self.becomes(Status::Waits, minute);
                // Another question is waited for anew.
                self.waits_since = minute;
            }
            Verb::Resolve => self.becomes(Status::Resolved, minute),
            Verb::Release => {
                self.owner = None;
                if self.status == Status::InProgress {
                    self.becomes(Status::New, minute);
                }
            }
            Verb::Escalate(tier) => self.enters(tier, minute),
            Verb::Priority(priority) => self.priority = priority,
            Verb::Note | Verb::Reply => {}
        }
        if matches!(verb, Verb::Take | Verb::Reply | Verb::Ask | Verb::Resolve) {
            self.unanswered = None;
        }
    }

    /// Somebody opens it again: it has to be answered anew, and the time to resolve it goes on.
    pub fn reopened(&mut self, minute: i64) {
        self.stint += 1;
        self.unanswered = Some(self.runs.len());
        let status = if self.owner.is_some() { Status::InProgress } else { Status::New };
        self.becomes(status, minute);
    }

    /// Its owner goes away.
    pub fn handed_over(&mut self, deputy: Option<i64>, minute: i64) {
        self.owner = deputy;
        self.since = minute;
        if deputy.is_none() && self.status == Status::InProgress {
            self.becomes(Status::New, minute);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Take,
    Note,
    Reply,
    Ask,
    Wait,
    Resume,
    Resolve,
    Release,
    Priority(&'static str),
    Escalate(i64),
}
