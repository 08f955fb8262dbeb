//! Tiers, and who is there, into words.

use super::{Page, person, status_line};
use crate::{
    dialogs::{
        catalog::Arg,
        line::{DutyLine, OnDuty},
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
        DutyLine::OnDuty { tiers } => {
            page.say_plain("duty-head");
            for (tier, people) in tiers {
                of_tier(page, *tier, people);
            }
        }
    }
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

fn of_tier(page: &mut Page<'_>, tier: Option<i64>, people: &[OnDuty]) {
    page.newline();
    match tier {
        Some(tier) => page.say("duty-tier", &[("tier", Arg::Own(tier.to_string()))]),
        None => page.say_plain("duty-no-tier"),
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
