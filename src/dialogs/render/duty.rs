//! Tiers, and who is there, into words.

use super::{Page, clock, person, status_line};
use crate::{
    dialogs::{
        catalog::Arg,
        line::{DutyLine, OnDuty, OnShift},
    },
    text::day,
};

pub fn line(page: &mut Page<'_>, line: &DutyLine) {
    match line {
        DutyLine::Checklist { system, tier } => checklist(page, system, *tier),
        DutyLine::AskAway => page.say_plain("duty-ask-away"),
        DutyLine::NoSuchDeputy { typed } => page.say("duty-no-such-deputy", &[("typed", person(typed))]),
        DutyLine::AwaySet { from, until, deputy } => {
            let days = [("from", Arg::Own(day::show(*from))), ("until", Arg::Own(day::show(*until)))];
            page.say("duty-away-set", &days);
            page.newline();
            match deputy {
                Some(deputy) => page.say("duty-away-deputy", &[("deputy", person(deputy))]),
                None => page.say_plain("duty-away-free"),
            }
        }
        DutyLine::Back => page.say_plain("duty-back"),
        DutyLine::NotAway => page.say_plain("duty-not-away"),
        DutyLine::Deputy { name, until, tickets } => {
            page.say("duty-deputy", &[("name", person(name)), ("until", Arg::Own(day::show(*until)))]);
            for ticket in tickets {
                page.newline();
                let status = page.status(ticket.status);
                status_line(page, "mine-line", &ticket.reference, &ticket.system, status);
            }
        }
        DutyLine::OnDuty { tiers, rota } => {
            page.say_plain("duty-head");
            for (tier, people) in tiers {
                let shifts: Vec<&OnShift> = rota.iter().filter(|shift| Some(shift.tier) == *tier).collect();
                of_tier(page, *tier, people, &shifts);
            }
        }
        DutyLine::RotaUnclear => page.say_plain("rota-unclear"),
        DutyLine::RotaWho { typed } => page.say("rota-who", &[("typed", person(typed))]),
        DutyLine::RotaSet(shift) => {
            let (tier, days, hours) = (numbered(shift.tier), days(page, shift.days), hours(shift));
            let args = [tier, ("name", person(&shift.name)), ("days", Arg::Own(days)), ("hours", Arg::Own(hours))];
            page.say("rota-set", &args);
        }
        DutyLine::RotaTaken { tier, name: Some(name) } => {
            page.say("rota-taken", &[numbered(*tier), ("name", person(name))]);
        }
        DutyLine::RotaTaken { tier, name: None } => page.say("rota-ended", &[numbered(*tier)]),
        DutyLine::RotaNone { tier } => page.say("rota-none", &[numbered(*tier)]),
        DutyLine::NobodyThere { reference, tier, others } => {
            page.say(if *others { "nobody-there" } else { "nobody-anywhere" }, &[numbered(*tier)]);
            page.newline();
            page.out.push_str(reference);
        }
        DutyLine::Absent { reference, name, until, deputy } => {
            page.say("absent-until", &[("name", person(name)), ("until", Arg::Own(day::show(*until)))]);
            page.newline();
            match deputy {
                Some(deputy) => page.say("absent-deputy", &[("deputy", person(deputy))]),
                None => page.say_plain("absent-nobody"),
            }
            page.newline();
            page.out.push_str(reference);
        }
    }
}

fn numbered(tier: i64) -> (&'static str, Arg<'static>) {
    ("tier", Arg::Own(tier.to_string()))
}

/// `seg.–sex.`, `sáb.`, `seg., qua.`: three or more in a row stand as one.
fn days(page: &Page<'_>, days: u8) -> String {
    let name = |day: usize| page.words(clock::WEEKDAYS_SHORT[day]);
    let is_on = |day: usize| day < 7 && days & (1 << day) != 0;
    let mut parts = Vec::new();
    let mut day = 0;
    while day < 7 {
        let run = (day..7).take_while(|day| is_on(*day)).count();
        match run {
            0 => {}
            1 | 2 => parts.extend((day..day + run).map(name)),
            _ => parts.push(format!("{}–{}", name(day), name(day + run - 1))),
        }
        day += run.max(1);
    }
    parts.join(", ")
}

fn hours(shift: &OnShift) -> String {
    let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}–{}", time(shift.from), time(shift.until))
}

/// What has to be done, a line each.
fn checklist(page: &mut Page<'_>, system: &str, tier: i64) {
    let (desk, locale) = (page.desk, page.locale);
    page.say_plain("duty-checklist");
    let found = desk.policy_of(Some(system)).service.tier(tier);
    for item in found.iter().flat_map(|tier| &tier.checklist) {
        page.newline();
        page.say("duty-item", &[("item", Arg::Text(item.in_locale(locale)))]);
    }
}

/// Of a tier its shifts, or everybody who works there.
fn of_tier(page: &mut Page<'_>, tier: Option<i64>, people: &[OnDuty], shifts: &[&OnShift]) {
    page.newline();
    match tier {
        Some(tier) => page.say("duty-tier", &[("tier", Arg::Own(tier.to_string()))]),
        None => page.say_plain("duty-no-tier"),
    }
    if !shifts.is_empty() {
        for shift in shifts {
            on_shift(page, shift);
        }
        return;
    }
    if people.is_empty() {
        page.newline();
        page.say_plain("duty-nobody");
    }
    for one in people {
        page.newline();
        match (one.away_until, &one.deputy) {
            (None, _) => page.say("duty-here", &[("name", person(&one.name))]),
            (Some(until), None) => {
                page.say("duty-away", &[("name", person(&one.name)), ("until", Arg::Own(day::show(until)))]);
            }
            (Some(until), Some(deputy)) => {
                let until = ("until", Arg::Own(day::show(until)));
                page.say("duty-away-for", &[("name", person(&one.name)), until, ("deputy", person(deputy))]);
            }
        }
    }
}

fn on_shift(page: &mut Page<'_>, shift: &OnShift) {
    let (days, hours) = (days(page, shift.days), hours(shift));
    let args = [("name", person(&shift.name)), ("days", Arg::Own(days)), ("hours", Arg::Own(hours))];
    page.newline();
    page.say(if shift.now { "rota-line-now" } else { "rota-line" }, &args);
    match (shift.away_until, &shift.deputy) {
        (None, _) => {}
        (Some(until), None) => page.say("rota-away", &[("until", Arg::Own(day::show(until)))]),
        (Some(until), Some(deputy)) => {
            page.say("rota-away-for", &[("until", Arg::Own(day::show(until))), ("deputy", person(deputy))]);
        }
    }
}
