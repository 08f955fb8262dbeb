//! Clocks in words: sums that anybody can add up, targets, hours, and times as one says them.

use super::{Page, card, person};
use crate::{
    core::{
        calendar::Slot,
        chat::Millis,
        policy::{scheme::Policy, service::Target},
    },
    dialogs::{
        catalog::Arg,
        clock::line::{ClockLine, Due, Holiday, How, Part, Why, WhyClock},
    },
    text::day,
};

const MINUTE: Millis = 60_000;

/// From Monday on.
const WEEKDAYS: [&str; 7] = ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];
pub(super) const WEEKDAYS_SHORT: [&str; 7] = [
    "weekday-short-1",
    "weekday-short-2",
    "weekday-short-3",
    "weekday-short-4",
    "weekday-short-5",
    "weekday-short-6",
    "weekday-short-7",
];
/// A time today, tomorrow, and on another day.
type When = [&'static str; 3];
const ANSWER: When = ["answer-today", "answer-tomorrow", "answer-on"];
const OPENS: When = ["opens-today", "opens-tomorrow", "opens-on"];

pub fn line(page: &mut Page<'_>, line: &ClockLine) {
    match line {
        ClockLine::Why(why) => arithmetic(page, why),
        ClockLine::NoClock { reference } => page.say_of("why-none", reference),
        ClockLine::Targets { standing } => targets(page, *standing),
        ClockLine::Closed { opens, phone } => {
            let opens = at_time(page, *opens);
            page.say("closed-now", &[("opens", Arg::Own(opens))]);
            page.newline();
            match phone {
                Some(phone) => page.say("closed-emergency", &[("phone", Arg::Text(phone))]),
                None => page.say_plain("closed-contacts"),
            }
        }
        ClockLine::HolidaySet(day) => {
            holiday(page, if day.hours.is_empty() { "holiday-set" } else { "holiday-half" }, day);
        }
        ClockLine::HolidayTold { day, by, taken } => {
            let key = if day.hours.is_empty() { "holiday-told" } else { "holiday-told-half" };
            told(page, if *taken { "holiday-told-taken" } else { key }, day, by);
        }
        ClockLine::HolidayMoved { count } => page.say("holiday-moved", &[("count", Arg::Count(*count))]),
        ClockLine::HolidayTaken { day, was } => {
            holiday(page, if *was { "holiday-taken" } else { "holiday-not-there" }, day);
        }
        ClockLine::Holidays { days } if days.is_empty() => page.say_plain("holiday-none"),
        ClockLine::Holidays { days } => {
            page.say_plain("holiday-head");
            for day in days {
                page.newline();
                holiday(page, if day.hours.is_empty() { "holiday-line" } else { "holiday-line-half" }, day);
            }
        }
        ClockLine::HolidayUnclear => page.say_plain("holiday-unclear"),
    }
}

/// The same, for others than whoever declared it.
fn told(page: &mut Page<'_>, key: &str, off: &Holiday, by: &str) {
    declared(page, key, off, vec![("by", person(by))]);
}

fn holiday(page: &mut Page<'_>, key: &str, off: &Holiday) {
    declared(page, key, off, Vec::new());
}

fn declared<'p>(page: &mut Page<'_>, key: &str, off: &'p Holiday, mut args: Vec<(&'static str, Arg<'p>)>) {
    let place = if off.place.is_empty() { page.words("holiday-everywhere") } else { off.place.clone() };
    args.extend([("day", Arg::Own(day::show(off.day))), ("place", Arg::Own(place))]);
    if !off.hours.is_empty() {
        args.push(("hours", Arg::Text(&off.hours)));
    }
    page.say(key, &args);
}

/// When an answer is to be expected.
pub fn answer_by(page: &Page<'_>, due: Due) -> String {
    when(page, ANSWER, due)
}

/// A time to come, in the middle of a sentence: `amanhã às 07:30`.
pub fn at_time(page: &Page<'_>, due: Due) -> String {
    when(page, OPENS, due)
}

fn when(page: &Page<'_>, [today, tomorrow, later]: When, due: Due) -> String {
    let on = day::local(due.at, &page.desk.timezone);
    let moment = moment(page, due.at);
    let (date, time) = moment.split_once(' ').unwrap_or_default();
    let time = ("time", Arg::Text(time));
    let mut out = String::new();
    match on - due.today {
        0 => page.catalog.write(today, &[time], page.locale, &mut out),
        1 => page.catalog.write(tomorrow, &[time], page.locale, &mut out),
        _ => {
            let weekday = ("weekday", Arg::Own(page.words(WEEKDAYS[weekday(on)])));
            page.catalog.write(later, &[weekday, ("date", Arg::Text(date)), time], page.locale, &mut out);
        }
    }
    out
}

/// From 0, Monday. The first day of 1970 was a Thursday.
fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

/// `23/11 15:30`, where the desk is.
pub fn moment(page: &Page<'_>, at: Millis) -> String {
    day::moment(at, day::offset_minutes(at, &page.desk.timezone))
}

fn arithmetic(page: &mut Page<'_>, why: &Why) {
    let priority = card::priority(page.desk, &why.priority, page.locale).to_owned();
    let (tier, priority) = (("tier", Arg::Own(why.tier.to_string())), ("priority", Arg::Own(priority)));
    if why.tier == 0 {
        page.say_plain("why-gate");
    } else {
        page.say("why-head", &[tier, priority]);
    }
    if why.late_arrival >= MINUTE {
        let span = span(page, why.late_arrival / MINUTE);
        page.newline();
        page.say("why-late-arrival", &[("span", Arg::Own(span))]);
    }
    for (from, until) in why.outages.iter().filter(|(from, until)| until - from >= MINUTE) {
        page.newline();
        outage(page, *from, *until);
    }
    for (name, clock) in [("why-response", &why.response), ("why-resolution", &why.resolution)] {
        if let Some(clock) = clock {
            page.out.push_str("\n\n");
            one_clock(page, name, clock);
        }
    }
    page.newline();
    page.out.push_str(&why.reference);
}

/// When the desk itself did not run; the day is said once where it is one.
fn outage(page: &mut Page<'_>, from: Millis, until: Millis) {
    let (from, until) = (moment(page, from), moment(page, until));
    match (from.split_once(' '), until.split_once(' ')) {
        (Some((day, from)), Some((last, until))) if day == last => {
            page.say("why-outage", &[("day", Arg::Text(day)), ("from", Arg::Text(from)), ("until", Arg::Text(until))]);
        }
        _ => page.say("why-outage-days", &[("from", Arg::Own(from)), ("until", Arg::Own(until))]),
    }
}

fn one_clock(page: &mut Page<'_>, name: &str, clock: &WhyClock) {
    let target = target(page, clock.target, clock.promised_day);
    let name = page.words(name);
    page.say("entry", &[("name", Arg::Own(name)), ("value", Arg::Own(target.clone()))]);
    // In whole minutes that add up to those of the sum.
    let mut counted = 0;
    for part in &clock.parts {
        let before = counted / MINUTE;
        counted += part.used;
        let minutes = counted / MINUTE - before;
        // What is shorter than it can be shown says nothing.
        if minutes > 0 || part.until - part.from >= MINUTE {
            page.newline();
            one_part(page, part, minutes);
        }
    }
    page.newline();
    let used = ("used", Arg::Own(span(page, clock.used / MINUTE)));
    match clock.target {
        Some(_) => page.say("why-sum", &[used, ("target", Arg::Own(target))]),
        None => page.say("why-sum-open", &[used]),
    }
    page.newline();
    let at = |at: Option<Millis>| ("at", Arg::Own(at.map(|at| moment(page, at)).unwrap_or_default()));
    let (key, at) = match (clock.stopped_at, clock.late) {
        (Some(_), true) => ("why-stopped-late", at(clock.stopped_at)),
        (Some(_), false) => ("why-stopped", at(clock.stopped_at)),
        (None, true) => ("why-late", at(clock.due)),
        (None, false) if clock.paused_since.is_some() => ("why-paused", at(clock.paused_since)),
        (None, false) if clock.due.is_some() => ("why-due", at(clock.due)),
        (None, false) => return page.say_plain("why-open"),
    };
    page.say(key, &[at]);
}

fn one_part(page: &mut Page<'_>, part: &Part, minutes: i64) {
    let key = match part.how {
        How::Business => "why-part",
        How::RoundTheClock => "why-part-always",
        How::WaitsForReporter => "why-part-reporter",
        How::WaitsOutside => "why-part-outside",
        How::Resolved => "why-part-resolved",
    };
    let (from, until) = (moment(page, part.from), moment(page, part.until));
    let mut args = vec![("from", Arg::Own(from)), ("until", Arg::Own(until))];
    if matches!(part.how, How::Business | How::RoundTheClock) {
        args.push(("used", Arg::Own(span(page, minutes))));
    }
    page.say(key, &args);
}

fn target(page: &Page<'_>, target: Option<Millis>, promised: Option<i64>) -> String {
    match (target, promised) {
        (Some(target), _) => span(page, target / MINUTE),
        (None, Some(promised)) => day::show(promised),
        (None, None) => page.words("to-be-set"),
    }
}

/// `45 min`, `2 h`, `2 h 30 min`.
fn span(page: &Page<'_>, minutes: i64) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let said = |key: &str, count: i64| {
        let mut out = String::new();
        let count = ("count", Arg::Count(usize::try_from(count).unwrap_or(0)));
        page.catalog.write(key, &[count], page.locale, &mut out);
        out
    };
    match (hours, minutes) {
        (0, minutes) => said("queue-minutes", minutes),
        (hours, 0) => said("queue-hours", hours),
        (hours, minutes) => format!("{} {}", said("queue-hours", hours), said("queue-minutes", minutes)),
    }
}

/// Hours, then a tier a line, then how it stands.
fn targets(page: &mut Page<'_>, standing: Option<(usize, usize)>) {
    page.say_plain("sla-head");
    page.newline();
    week(page);
    let desk = page.desk;
    let policies = desk.policies_in_use();
    for (policy, systems) in &policies {
        if policies.len() > 1 {
            let names: Vec<&str> = systems.iter().map(|system| system.label.in_locale(page.locale)).collect();
            page.out.push_str("\n\n");
            page.say("sla-systems", &[("systems", Arg::Own(names.join(", ")))]);
        }
        promises(page, policy);
    }
    if let Some((late, soon)) = standing {
        page.out.push_str("\n\n");
        page.say("sla-standing", &[("late", Arg::Count(late)), ("soon", Arg::Count(soon))]);
    }
}

/// What a policy promises in each of its tiers.
fn promises(page: &mut Page<'_>, policy: &Policy) {
    let service = &policy.service;
    if !service.has_clocks() {
        page.newline();
        page.say_plain("sla-none");
    }
    for tier in &service.tiers {
        page.out.push_str("\n\n");
        let (number, name) = (tier.number.to_string(), tier.named.label.in_locale(page.locale));
        page.say("sla-tier", &[("tier", Arg::Own(number)), ("name", Arg::Text(name))]);
        if let Some(duties) = &tier.duties {
            page.newline();
            page.out.push_str(duties.in_locale(page.locale));
        }
        // Where nothing is promised there is nothing to list.
        for priority in policy.priorities.iter().filter(|_| tier.has_clocks()) {
            let promise = service.promise(tier.number, &priority.named.key, None);
            let said = |page: &Page<'_>, target: Option<Target>| match target {
                Some(Target::Within(millis)) => span(page, millis / MINUTE),
                Some(Target::ToBeSet) => page.words("to-be-set"),
                None => "—".to_owned(),
            };
            let (response, resolution) = (said(page, promise.response), said(page, promise.resolution));
            let name = priority.named.label.in_locale(page.locale);
            page.newline();
            let args =
                [("priority", Arg::Text(name)), ("response", Arg::Own(response)), ("resolution", Arg::Own(resolution))];
            let always = service.is_round_the_clock(&priority.named.key);
            page.say(if always { "sla-line-always" } else { "sla-line" }, &args);
        }
    }
}

/// The hours of the week; days that are alike stand together.
fn week(page: &mut Page<'_>) {
    let week = page.desk.calendar.week.clone();
    let mut at = 0;
    let mut parts = Vec::new();
    while at < week.len() {
        let alike = week[at..].iter().take_while(|slots| **slots == week[at]).count();
        if !week[at].is_empty() {
            let name = |day: usize| page.words(WEEKDAYS_SHORT[day]);
            let last = at + alike - 1;
            let days = if alike == 1 { name(at) } else { format!("{}–{}", name(at), name(last)) };
            parts.push(format!("{days} {}", slots(&week[at])));
        }
        at += alike;
    }
    page.out.push_str(&parts.join("; "));
}

/// `07:30–12:00, 13:00–15:30`.
fn slots(slots: &[Slot]) -> String {
    let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let slots: Vec<String> = slots.iter().map(|slot| format!("{}–{}", time(slot.from), time(slot.until))).collect();
    slots.join(", ")
}
