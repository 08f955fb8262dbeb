//! A bulletin's course in words: counts, reasons, and what can be done.

use crate::{
    core::announce::{
        audience::LeftOut,
        fate::{Counts, Failure},
    },
    dialogs::{
        announce::ledger::{Entry, LedgerLine, Offered, Who},
        catalog::Arg,
        render::{Page, isolated, person},
    },
};

pub fn line(page: &mut Page<'_>, line: &LedgerLine) {
    match line {
        LedgerLine::Going { name, groups, people } => {
            let whom = whom(page, *groups, *people);
            page.say("ledger-going", &[("name", Arg::Text(name)), ("whom", Arg::Own(whom))]);
        }
        LedgerLine::Out { name, counts } => out(page, name, counts),
        LedgerLine::Failing { name, count, who } => {
            page.say("ledger-failing", &[("name", Arg::Text(name)), ("count", Arg::Count(*count))]);
            for one in who {
                page.newline();
                let who = of(page, one);
                page.say("ledger-failing-line", &[("who", Arg::Own(who))]);
            }
            if *count > who.len() {
                page.newline();
                page.say("ledger-failing-more", &[("count", Arg::Count(count - who.len()))]);
            }
        }
        LedgerLine::Whole { name, counts, groups, failed } => {
            out(page, name, counts);
            have_it(page, groups, counts.groups);
            next(page, counts, failed);
        }
        LedgerLine::SentTo { name, who } => of_one(page, "ledger-sent-to", name, who),
        LedgerLine::Called { name, who } => of_one(page, "ledger-called", name, who),
        LedgerLine::DoneAlready { name } => page.say("ledger-done-already", &[("name", Arg::Text(name))]),
    }
}

fn of_one(page: &mut Page<'_>, key: &str, name: &str, who: &Who) {
    let who = of(page, who);
    page.say(key, &[("name", Arg::Text(name)), ("who", Arg::Own(who))]);
}

/// `12 grupos e 3 pessoas`
fn whom(page: &Page<'_>, groups: usize, people: usize) -> String {
    let counted = |key: &str, count: usize| {
        let mut out = String::new();
        page.catalog.write(key, &[("count", Arg::Count(count))], page.locale, &mut out);
        out
    };
    match (groups, people) {
        (_, 0) => counted("ledger-groups", groups),
        (0, _) => counted("ledger-people", people),
        (_, _) => {
            let both = [
                ("groups", Arg::Own(counted("ledger-groups", groups))),
                ("people", Arg::Own(counted("ledger-people", people))),
            ];
            let mut out = String::new();
            page.catalog.write("ledger-both", &both, page.locale, &mut out);
            out
        }
    }
}

/// `Aviso A-7: enviado a 12 grupos e 3 pessoas.` And what is not: how many wait, and how many were not reached.
fn out(page: &mut Page<'_>, name: &str, counts: &Counts) {
    let reached = whom(page, counts.groups, counts.people);
    page.say("ledger-out", &[("name", Arg::Text(name)), ("whom", Arg::Own(reached))]);
    rest(page, counts);
}

/// What the count of those who have it does not say, a line each.
fn rest(page: &mut Page<'_>, counts: &Counts) {
    for (key, count) in [
        ("ledger-waiting", counts.waiting),
        ("ledger-later", counts.later),
        ("ledger-replaced", counts.replaced),
        ("ledger-twice", counts.perhaps_twice),
        ("ledger-unknown", counts.unknown),
        ("ledger-stopped", counts.stopped),
    ] {
        counted(page, key, count);
    }
    for (why, count) in &counts.failed {
        counted(page, failure_key(*why), *count);
    }
    for (why, count) in &counts.left_out {
        counted(page, left_out_key(*why), *count);
    }
}

fn counted(page: &mut Page<'_>, key: &str, count: usize) {
    if count > 0 {
        page.newline();
        page.say(key, &[("count", Arg::Count(count))]);
    }
}

/// `Grupos: CCS (Telegram), FGH (Web)`
fn have_it(page: &mut Page<'_>, groups: &[Who], of: usize) {
    if groups.is_empty() {
        return;
    }
    let each = groups.iter().map(|group| match (group.partner.as_str(), titled(&group.platform)) {
        ("", platform) => platform,
        (partner, platform) => format!("{} ({platform})", isolated(partner)),
    });
    let names = each.collect::<Vec<_>>().join(", ");
    page.newline();
    page.say("ledger-have-it", &[("names", Arg::Own(names))]);
    if of > groups.len() {
        page.newline();
        page.say("ledger-failing-more", &[("count", Arg::Count(of - groups.len()))]);
    }
}

/// What can still be done.
fn next(page: &mut Page<'_>, counts: &Counts, failed: &[Entry]) {
    if failed.is_empty() {
        return;
    }
    page.newline();
    page.say_plain("ledger-next");
    for (at, entry) in failed.iter().enumerate() {
        page.newline();
        let (who, way) = (of(page, &entry.who), way(page, &entry.way, &entry.who));
        let place = ("place", Arg::Count(at + 1));
        page.say("ledger-entry", &[place, ("who", Arg::Own(who)), ("way", Arg::Own(way))]);
    }
    if counts.unmended > failed.len() {
        page.newline();
        page.say("ledger-failing-more", &[("count", Arg::Count(counts.unmended - failed.len()))]);
    }
}

/// `Rita (CCS, Telegram)`, `um grupo (CCS, Telegram)`
fn of(page: &Page<'_>, who: &Who) -> String {
    let mut out = String::new();
    let name = if who.name.is_empty() { Arg::Own(page.words("ledger-a-group")) } else { person(&who.name) };
    let platform = titled(&who.platform);
    let place = if who.partner.is_empty() { platform } else { format!("{}, {platform}", isolated(&who.partner)) };
    page.catalog.write("ledger-who", &[("name", name), ("place", Arg::Own(place))], page.locale, &mut out);
    out
}

fn way(page: &Page<'_>, way: &Offered, who: &Who) -> String {
    let (key, name) = match way {
        Offered::OtherGroup => ("ledger-way-group", ""),
        Offered::FocalPoint { name } => ("ledger-way-focal", name.as_str()),
        Offered::Call { name } if name.is_empty() => ("ledger-way-nobody", ""),
        Offered::Call { name } => ("ledger-way-call", name.as_str()),
    };
    let partner = if who.partner.is_empty() { "—".to_owned() } else { isolated(&who.partner) };
    let mut out = String::new();
    page.catalog.write(key, &[("name", person(name)), ("partner", Arg::Own(partner))], page.locale, &mut out);
    out
}

/// `telegram` as a name.
fn titled(platform: &str) -> String {
    let mut letters = platform.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn failure_key(why: Failure) -> &'static str {
    match why {
        Failure::Blocked => "ledger-blocked",
        Failure::Refused => "ledger-refused",
        Failure::Expired => "ledger-expired",
    }
}

fn left_out_key(why: LeftOut) -> &'static str {
    match why {
        LeftOut::ToldInGroup => "ledger-told-in-group",
        LeftOut::Muted => "ledger-muted",
        LeftOut::Unreachable => "ledger-unreachable",
        LeftOut::Stopped => "ledger-stopped",
    }
}
