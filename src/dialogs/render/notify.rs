//! What followers, focal points and people who are let in are told, into words.

use super::{Page, card, clock, people, person, status_line};
use crate::{
    core::{person::Notify, room::RoomNotify},
    dialogs::{
        catalog::Arg,
        label,
        line::Mine,
        notify::{NotifyLine, line::NewsOf},
    },
    text::phone,
};

/// What is asked of a caller, and said of them.
fn of_caller(page: &mut Page<'_>, line: &NotifyLine) {
    if let NotifyLine::BehalfFacility { name } = line {
        page.say("behalf-facility", &[("name", person(name))]);
    } else if let NotifyLine::BehalfFound { typed, .. } = line {
        page.say("behalf-found", &[("typed", person(typed))]);
    } else if let NotifyLine::BehalfCame { name } = line {
        page.say("behalf-came", &[("name", person(name))]);
    } else if let NotifyLine::BehalfPhone { name } = line {
        page.say("behalf-phone", &[("name", person(name))]);
    } else if let NotifyLine::BehalfCount = line {
        page.say_plain("behalf-count");
    } else if let NotifyLine::CallerTold { name } = line {
        page.say("caller-told", &[("name", person(name))]);
    } else if let NotifyLine::CallerInvited { name, phone, handed } = line {
        let to = if phone.is_empty() { name.clone() } else { format!("{name} ({})", phone::shown(phone)) };
        page.say("caller-invited", &[("name", person(&to))]);
        people::code(page, handed);
    } else {
        page.say_plain("behalf-name");
    }
}

/// How much one is told, and when.
fn of_settings(page: &mut Page<'_>, line: &NotifyLine) {
    if let NotifyLine::Levels { now } = line {
        page.say("levels", &[("now", Arg::Own(page.words(level_key(*now))))]);
    } else if let NotifyLine::LevelSet { level } = line {
        page.say_plain(level_set_key(*level));
    } else if let NotifyLine::RoomLevelSet { level } = line {
        page.say_plain(match level {
            RoomNotify::All => "room-level-all",
            RoomNotify::Mine => "room-level-mine",
            RoomNotify::None => "room-level-none",
        });
    } else if let NotifyLine::QuietAsk { now: Some(hours) } = line {
        hours_line(page, "quiet-ask-now", *hours);
    } else if let NotifyLine::QuietSet { from, until } = line {
        hours_line(page, "quiet-set", (*from, *until));
    } else if let NotifyLine::RoomLevels = line {
        page.say_plain("room-levels");
    } else if let NotifyLine::QuietOff = line {
        page.say_plain("quiet-off");
    } else {
        page.say_plain("quiet-ask");
    }
}

pub fn line(page: &mut Page<'_>, line: &NotifyLine) {
    match line {
        NotifyLine::News(news) => news_of(page, news),
        NotifyLine::Digest { tickets } => {
            page.say("news-digest-head", &[("count", Arg::Count(tickets.len()))]);
            list(page, tickets);
        }
        NotifyLine::WhileAway { count, tickets } => {
            page.say("while-away", &[("count", Arg::Count(*count))]);
            list(page, tickets);
        }
        NotifyLine::NewTicket(shown) => {
            page.say_plain("new-ticket");
            page.newline();
            card::card(page, shown);
        }
        NotifyLine::Levels { .. }
        | NotifyLine::LevelSet { .. }
        | NotifyLine::RoomLevels
        | NotifyLine::RoomLevelSet { .. }
        | NotifyLine::QuietAsk { .. }
        | NotifyLine::QuietSet { .. }
        | NotifyLine::QuietOff => of_settings(page, line),
        NotifyLine::JoinAsked { facility } => page.say("join-asked", &[("facility", person(facility))]),
        NotifyLine::JoinedAlready { facility } => page.say("joined-already", &[("facility", person(facility))]),
        NotifyLine::JoinWaits { facility } => page.say("join-waits", &[("facility", person(facility))]),
        NotifyLine::NoFacility => page.say_plain("no-facility"),
        NotifyLine::NobodyToAsk { facility } => page.say("nobody-to-ask", &[("facility", person(facility))]),
        NotifyLine::AsksToJoin { name, facility } => {
            page.say("asks-to-join", &[("name", person(name)), ("facility", person(facility))]);
        }
        NotifyLine::LetIn { name, yes } => {
            page.say(if *yes { "let-in" } else { "not-let-in" }, &[("name", person(name))]);
        }
        NotifyLine::LetInBefore { name, yes } => {
            page.say(if *yes { "let-in-before" } else { "not-let-in-before" }, &[("name", person(name))]);
        }
        NotifyLine::Joined { facility, by, yes } => {
            let key = if *yes { "joined" } else { "not-joined" };
            page.say(key, &[("facility", person(facility)), ("by", person(by))]);
        }
        NotifyLine::BehalfName
        | NotifyLine::BehalfCame { .. }
        | NotifyLine::BehalfPhone { .. }
        | NotifyLine::BehalfCount
        | NotifyLine::BehalfFacility { .. }
        | NotifyLine::BehalfFound { .. }
        | NotifyLine::CallerTold { .. }
        | NotifyLine::CallerInvited { .. } => of_caller(page, line),
        NotifyLine::FinishFirst => page.say_plain("finish-first"),
        NotifyLine::AwaitsApproval
        | NotifyLine::AtGate { .. }
        | NotifyLine::WhichAtGate { .. }
        | NotifyLine::GateDone { .. }
        | NotifyLine::DecidedAtGate { .. }
        | NotifyLine::Decided { .. } => at_gate(page, line),
        NotifyLine::OfFacility { tickets } => {
            page.say_plain("of-facility");
            list(page, tickets);
        }
        NotifyLine::ForColleague { name } => page.say("for-colleague", &[("name", person(name))]),
        NotifyLine::Forwarded { reference, reporter, to } => {
            let (to, reporter) = (("to", person(&to.join(", "))), ("reporter", person(reporter)));
            page.say("forwarded", &[reporter, to, ("reference", Arg::Text(reference))]);
        }
        NotifyLine::GoneBlocked { reference, reporter } => gone(page, "gone-blocked", reporter, reference),
        NotifyLine::Gone { reference, reporter } => gone(page, "gone", reporter, reference),
    }
}

fn gone(page: &mut Page<'_>, key: &str, reporter: &str, reference: &str) {
    page.say(key, &[("reporter", person(reporter)), ("reference", Arg::Text(reference))]);
}

fn news_of(page: &mut Page<'_>, news: &NewsOf) {
    let (desk, locale) = (page.desk, page.locale);
    let value = |key: &str| {
        label::value(desk, news.did, key)
            .map_or_else(|| key.to_owned(), |named| named.label.in_locale(locale).to_owned())
    };
    let args = [("who", person(&news.who)), ("from", Arg::Own(value(&news.from))), ("to", Arg::Own(value(&news.to)))];
    page.say(&label::verb_key("followed", news.did), &args);
    if !news.words.is_empty() {
        page.newline();
        page.say("quoted", &[("words", person(&news.words))]);
    }
    page.newline();
    page.out.push_str(&news.reference);
}

fn list(page: &mut Page<'_>, tickets: &[Mine]) {
    for ticket in tickets {
        page.newline();
        let status = page.status(ticket.status);
        status_line(page, "mine-line", &ticket.reference, &ticket.system, status);
    }
}

fn hours_line(page: &mut Page<'_>, key: &str, (from, until): (u32, u32)) {
    page.say(key, &[("from", Arg::Own(from.to_string())), ("until", Arg::Own(until.to_string()))]);
}

/// A level's name.
fn level_key(level: Notify) -> &'static str {
    match level {
        Notify::None => "choice-level-none",
        Notify::Mine => "choice-level-mine",
        Notify::All => "choice-level-all",
        Notify::Digest => "choice-level-digest",
    }
}

fn level_set_key(level: Notify) -> &'static str {
    match level {
        Notify::None => "level-none",
        Notify::Mine => "level-mine",
        Notify::All => "level-all",
        Notify::Digest => "level-digest",
    }
}

/// What is said of what somebody decides on before the desk has it.
fn at_gate(page: &mut Page<'_>, line: &NotifyLine) {
    let decided = |page: &mut Page<'_>, key: &str, reference: &str, by: &str| {
        page.say(key, &[("by", person(by)), ("reference", Arg::Text(reference))]);
    };
    if *line == NotifyLine::AwaitsApproval {
        page.say_plain("awaits-approval");
    } else if let NotifyLine::AtGate { until } = line {
        match until {
            Some(until) => page.say("at-gate-until", &[("at", Arg::Own(clock::at_time(page, *until)))]),
            None => page.say_plain("at-gate"),
        }
    } else if let NotifyLine::WhichAtGate { tickets } = line {
        page.say_plain(if tickets.is_empty() { "gate-nothing" } else { "gate-which" });
        list(page, tickets);
    } else if let NotifyLine::GateDone { reference, resolved } = line {
        page.say_of(if *resolved { "gate-resolved" } else { "gate-asks" }, reference);
    } else if let NotifyLine::DecidedAtGate { reference, by, resolved } = line {
        decided(page, if *resolved { "decided-kept" } else { "decided-passed" }, reference, by);
    } else if let NotifyLine::Decided { reference, by, approved } = line {
        decided(page, if *approved { "decided-approved" } else { "decided-refused" }, reference, by);
    }
}
