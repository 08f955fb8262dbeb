//! Clocks counted minute by minute, from local time as it passes: a slot is open from the first moment at which the local
//! clock has reached its beginning, until it has first reached its end. No line of the program's arithmetic is used.

use balcao::core::{
    calendar::{Calendar, DAY_MINUTES, Slot, SpecialDay, When},
    clock::{Event, Kind},
    policy::service::{Service, Target, TypeTargets},
};
use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;

use super::clocks::Chance;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60;
/// So many days of each window are known.
const DAYS: i64 = 180;
const CALENDARS: usize = 5;

/// A stretch of time somewhere, with some calendars: of each, the minutes at which it is open.
pub struct Window {
    pub begin: i64,
    /// In days since 1970.
    pub first_day: i64,
    pub calendars: Vec<(Calendar, Vec<bool>)>,
    /// The furthest that the local clock has come by each minute, in minutes since 1970.
    local: Vec<i64>,
}

/// Changes of clocks both ways, at night and at midnight, of half an hour, for good; a day that never was; leap days.
const PLACES: [(Tz, (i32, u32, u32)); 14] = [
    (chrono_tz::Europe::Nicosia, (2024, 3, 20)),
    (chrono_tz::Europe::Nicosia, (2024, 10, 15)),
    (chrono_tz::Europe::Simferopol, (2014, 3, 18)),
    (chrono_tz::Europe::Simferopol, (2014, 10, 15)),
    (chrono_tz::America::Sao_Paulo, (2018, 10, 25)),
    (chrono_tz::America::Sao_Paulo, (2018, 2, 7)),
    (chrono_tz::America::Sao_Paulo, (2008, 10, 8)),
    (chrono_tz::Africa::Maputo, (2024, 2, 18)),
    (chrono_tz::Africa::Maputo, (2026, 12, 12)),
    (chrono_tz::America::New_York, (2028, 2, 20)),
    (chrono_tz::Pacific::Apia, (2011, 12, 20)),
    (chrono_tz::Australia::Lord_Howe, (2025, 3, 28)),
    (chrono_tz::Asia::Kathmandu, (2023, 2, 20)),
    (Tz::UTC, (2100, 2, 20)),
];

pub fn windows() -> Vec<Window> {
    let mut chance = Chance(7);
    PLACES
        .iter()
        .map(|(zone, (year, month, day))| {
            window(*zone, NaiveDate::from_ymd_opt(*year, *month, *day).unwrap(), &mut chance)
        })
        .collect()
}

fn window(zone: Tz, first: NaiveDate, chance: &mut Chance) -> Window {
    let begin = first.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis();
    let mut furthest = i64::MIN;
    // Two days before the window the local clock may have been further already.
    let of_minute = |minute: i64| {
        let at = DateTime::from_timestamp_millis(begin + minute * MINUTE).unwrap();
        at.with_timezone(&zone).naive_local().and_utc().timestamp() / 60
    };
    let mut local = Vec::new();
    for minute in -2 * DAY..DAYS * DAY {
        furthest = furthest.max(of_minute(minute));
        if minute >= 0 {
            local.push(furthest);
        }
    }
    let calendars = (0..CALENDARS)
        .map(|_| {
            let calendar = calendar(zone, first, chance);
            let open = open_minutes(&calendar, &local);
            (calendar, open)
        })
        .collect();
    Window { begin, first_day: begin / MINUTE / DAY, calendars, local }
}

/// Some slots of a day, at whatever minutes, the clocks' own changes included.
fn slots(chance: &mut Chance) -> Vec<Slot> {
    match chance.below(10) {
        0 => Vec::new(),
        1 => vec![Slot { from: 0, until: DAY_MINUTES }],
        2 => vec![Slot { from: 450, until: 930 }],
        3 | 4 => vec![Slot { from: 480, until: 750 }, Slot { from: 840, until: 1050 }],
        _ => {
            let mut bounds: Vec<u32> = (0..4).map(|_| u32::try_from(chance.below(DAY + 1)).unwrap()).collect();
            bounds.sort_unstable();
            let slots = bounds.chunks(2).map(|two| Slot { from: two[0], until: two[1] });
            slots.filter(|slot| slot.from < slot.until).collect()
        }
    }
}

fn calendar(zone: Tz, first: NaiveDate, chance: &mut Chance) -> Calendar {
    let mut week: [Vec<Slot>; 7] = std::array::from_fn(|_| slots(chance));
    week[1] = vec![Slot { from: 450, until: 930 }];
    let days = (0..chance.below(12))
        .map(|_| {
            let date = first + chrono::Days::new(u64::try_from(chance.below(60)).unwrap());
            let when =
                if chance.may(60) { When::Once(date) } else { When::Each { month: date.month(), day: date.day() } };
            SpecialDay { when, place: None, slots: if chance.may(60) { Vec::new() } else { slots(chance) } }
        })
        .collect();
    Calendar { zone, week, days, sunday_moves: false }
}

fn open_minutes(calendar: &Calendar, local: &[i64]) -> Vec<bool> {
    let mut day = i64::MIN;
    let mut of_day: Vec<Slot> = Vec::new();
    local
        .iter()
        .map(|local| {
            if local.div_euclid(DAY) != day {
                day = local.div_euclid(DAY);
                of_day = slots_of(calendar, day);
            }
            let minute = u32::try_from(local.rem_euclid(DAY)).unwrap();
            of_day.iter().any(|slot| slot.from <= minute && minute < slot.until)
        })
        .collect()
}

/// A day of this very year counts before one of each year, and that before the weekday; of several the shortest.
fn slots_of(calendar: &Calendar, day: i64) -> Vec<Slot> {
    let date = DateTime::from_timestamp(day * DAY * 60, 0).unwrap().date_naive();
    let length = |slots: &[Slot]| slots.iter().map(|slot| slot.until - slot.from).sum::<u32>();
    let mut once: Option<&SpecialDay> = None;
    let mut each: Option<&SpecialDay> = None;
    for rule in &calendar.days {
        let kept = match rule.when {
            When::Once(of) if of == date => &mut once,
            When::Each { month, day } if (month, day) == (date.month(), date.day()) => &mut each,
            When::Once(_) | When::Each { .. } => continue,
        };
        if kept.is_none_or(|kept| length(&rule.slots) < length(&kept.slots)) {
            *kept = Some(rule);
        }
    }
    let weekday = &calendar.week[date.weekday().num_days_from_monday() as usize];
    once.or(each).map_or_else(|| weekday.clone(), |rule| rule.slots.clone())
}

/// One clock as it was counted.
#[derive(Clone, Default)]
pub struct Run {
    pub used: i64,
    pub due: Option<i64>,
    pub stopped_at: Option<i64>,
    pub paused_since: Option<i64>,
    begin: i64,
    /// What was used after each minute.
    after: Vec<i64>,
}

impl Run {
    fn begin(at: i64) -> Self {
        Self { begin: at, ..Self::default() }
    }

    fn pass(&mut self, counts: bool) {
        if counts && self.stopped_at.is_none() {
            self.used += MINUTE;
        }
        self.after.push(self.used);
    }
}

pub struct Oracle<'o> {
    pub window: &'o Window,
    pub eras: &'o [(i64, usize)],
    pub service: &'o Service,
    pub own: Option<&'o TypeTargets>,
}

impl Oracle<'_> {
    /// The clocks of events that stand, in their order.
    pub fn count(&self, events: &[Event], now: i64) -> (Option<Run>, Option<Run>) {
        let (mut response, mut resolution) = (Run::default(), Run::default());
        let (mut priority, mut tier, mut promised) = ("", 0, None);
        let (mut paused, mut stopped): (Option<i64>, bool) = (None, false);
        let mut at = events[0].at;
        let mut coming = events.iter().peekable();
        loop {
            // What is told of the past happens now.
            while let Some(event) = coming.next_if(|event| event.at <= at) {
                (priority, tier) = (event.priority.as_str(), event.tier);
                match event.kind {
                    Kind::Entered => {
                        (response, resolution) = (Run::begin(at), Run::begin(at));
                        (paused, stopped) = (None, false);
                    }
                    Kind::Reopened => {
                        response = Run::begin(at);
                        resolution.stopped_at = None;
                        (paused, stopped) = (None, false);
                    }
                    Kind::Answered => response.stopped_at = response.stopped_at.or(Some(at)),
                    Kind::WaitsForReporter | Kind::WaitsOutside => paused = Some(at),
                    Kind::Resumed => paused = None,
                    Kind::Promised => promised = event.word.parse::<i64>().ok(),
                    Kind::Resolved | Kind::Ended => {
                        response.stopped_at = response.stopped_at.or(Some(at));
                        resolution.stopped_at = resolution.stopped_at.or(Some(at));
                        (paused, stopped) = (None, true);
                    }
                    Kind::Priority | Kind::TakenBack => {}
                }
            }
            if at >= now {
                break;
            }
            let counts = paused.is_none() && !stopped && self.counts(at, priority);
            response.pass(counts);
            resolution.pass(counts);
            at += MINUTE;
        }
        for run in [&mut response, &mut resolution] {
            run.paused_since = paused.filter(|_| run.stopped_at.is_none());
        }
        self.end((response, resolution), (tier, priority), promised, now)
    }

    fn end(
        &self,
        (mut response, mut resolution): (Run, Run),
        (tier, priority): (i64, &str),
        promised: Option<i64>,
        now: i64,
    ) -> (Option<Run>, Option<Run>) {
        let (to_answer, to_resolve) = self.targets(tier, priority);
        if let Some(target) = to_resolve {
            resolution.due = self.due(&resolution, target, priority, promised, now);
        }
        if let Some(target) = to_answer {
            response.due = self.due(&response, target, priority, promised, now);
            if to_resolve.is_some() {
                response.due = [response.due, resolution.due].into_iter().flatten().min();
            }
            if let (Some(due), Some(stopped)) = (response.due, response.stopped_at)
                && due > stopped
            {
                response.due = None;
            }
        }
        (to_answer.map(|_| response), to_resolve.map(|_| resolution))
    }

    fn targets(&self, tier: i64, priority: &str) -> (Option<Target>, Option<Target>) {
        if tier == 0 {
            return (None, self.service.gate.as_ref().map(|gate| Target::Within(gate.passes_on)));
        }
        let tier = self.service.tiers.iter().find(|one| one.number == tier).unwrap();
        let shorter = |of_tier: Option<&Target>, own: Option<&Target>| match (of_tier, own) {
            (None, _) => None,
            (Some(Target::Within(one)), Some(Target::Within(other))) => Some(Target::Within(*one.min(other))),
            (Some(one), None) => Some(*one),
            (Some(_), Some(_)) => Some(Target::ToBeSet),
        };
        let of = |priority: &str| {
            let own = self.own;
            (
                shorter(tier.response.get(priority), own.and_then(|own| own.response.get(priority))),
                shorter(tier.targets.get(priority), own.and_then(|own| own.resolution.get(priority))),
            )
        };
        of(priority)
    }

    fn due(&self, run: &Run, target: Target, priority: &str, promised: Option<i64>, now: i64) -> Option<i64> {
        let target = match target {
            Target::Within(target) => target,
            Target::ToBeSet => {
                let closing = self.closing(promised?, priority);
                return Some(closing).filter(|due| run.stopped_at.is_none_or(|stopped| *due <= stopped));
            }
        };
        if target <= 0 {
            return Some(run.begin);
        }
        if let Some(minute) = run.after.iter().position(|used| *used >= target) {
            return Some(run.begin + (i64::try_from(minute).unwrap() + 1) * MINUTE);
        }
        if run.stopped_at.is_some() || run.paused_since.is_some() {
            return None;
        }
        let (mut used, mut at) = (run.used, now);
        while used < target {
            if self.counts(at, priority) {
                used += MINUTE;
            }
            at += MINUTE;
        }
        Some(at)
    }

    fn counts(&self, at: i64, priority: &str) -> bool {
        if self.service.round_the_clock.contains(priority) {
            return true;
        }
        let era = self.eras.iter().rev().find(|(since, _)| *since <= at).unwrap();
        self.window.calendars[era.1].1[usize::try_from((at - self.window.begin) / MINUTE).unwrap()]
    }

    /// The end of the last open minute of a day; of one without any, or round the clock, the end of the day.
    fn closing(&self, day: i64, priority: &str) -> i64 {
        let open = &self.window.calendars[self.eras.last().unwrap().1].1;
        let is_of_day = |minute: &usize| self.window.local[*minute].div_euclid(DAY) == day;
        let last_open = (0..open.len()).rev().find(|minute| is_of_day(minute) && open[*minute]);
        let is_always = self.service.round_the_clock.contains(priority);
        let end = match last_open.filter(|_| !is_always) {
            Some(minute) => minute + 1,
            None => (0..open.len()).find(|minute| self.window.local[*minute].div_euclid(DAY) > day).unwrap(),
        };
        self.window.begin + i64::try_from(end).unwrap() * MINUTE
    }
}
