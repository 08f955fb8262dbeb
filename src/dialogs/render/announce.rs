//! Announcements in words.

mod desk;
mod ledger;

use super::{Page, card, clock, isolated, reading};
use crate::{
    core::{
        announce::{Kind, What, words_in},
        chat::Millis,
    },
    dialogs::{
        announce::line::{AnnounceLine, Card, How, Listed},
        catalog::Arg,
    },
    text::locale::Locale,
};

pub fn line(page: &mut Page<'_>, line: &AnnounceLine) {
    match line {
        AnnounceLine::Card(card) => shown(page, card),
        AnnounceLine::Changed(card) => changed(page, card),
        AnnounceLine::Ledger(line) => ledger::line(page, line),
        AnnounceLine::Listed { entries } => listed(page, entries),
        AnnounceLine::Reading(said) => reading::line(page, said),
        AnnounceLine::AskWords
        | AnnounceLine::AskPart { .. }
        | AnnounceLine::Draft(_)
        | AnnounceLine::Standing(_)
        | AnnounceLine::Question { .. }
        | AnnounceLine::SecondAsked { .. }
        | AnnounceLine::Set { .. }
        | AnnounceLine::Look { .. }
        | AnnounceLine::Said { .. }
        | AnnounceLine::Unclear(_)
        | AnnounceLine::Usage { .. }
        | AnnounceLine::TooLong { .. }
        | AnnounceLine::Promised { .. }
        | AnnounceLine::Lapsed { .. }
        | AnnounceLine::Solved { .. }
        | AnnounceLine::Stopped { .. } => desk::line(page, line),
    }
}

/// As it is read in a language.
fn card_in(page: &mut Page<'_>, card: &Card, locale: Locale) {
    let mut other = Page { catalog: page.catalog, locale, desk: page.desk, out: &mut *page.out };
    head(&mut other, card);
    body(&mut other, card);
}

/// Its head, its words, and when there is more.
fn shown(page: &mut Page<'_>, card: &Card) {
    head(page, card);
    body(page, card);
}

fn body(page: &mut Page<'_>, card: &Card) {
    if let Some((from, until)) = card.window {
        page.out.push('\n');
        let (from, until) = (clock::moment(page, from), clock::moment(page, until));
        page.say("announce-window", &[("from", Arg::Own(from)), ("until", Arg::Own(until))]);
    }
    page.out.push('\n');
    page.out.push_str(&isolated(words_in(&card.words, page.locale)));
    if let Some(due) = card.next_update {
        page.out.push('\n');
        let time = clock::at_time(page, due);
        page.say("announce-next-update", &[("time", Arg::Own(time))]);
    }
}

/// `Aviso A-7 · OpenMRS · Urgente`
fn head(page: &mut Page<'_>, card: &Card) {
    page.say("announce-head", &[("name", Arg::Text(&card.name))]);
    if let Some(system) = &card.system {
        let system = card::system(page.desk, system, page.locale).to_owned();
        page.out.push_str(" · ");
        page.out.push_str(&system);
    }
    if let Some(kind) = kind_key(card.kind, card.what) {
        page.out.push_str(" · ");
        page.say_plain(kind);
    }
}

fn changed(page: &mut Page<'_>, card: &Card) {
    let key = if card.what == What::End { "announce-ended" } else { "announce-changed" };
    page.say(key, &[("name", Arg::Text(&card.name))]);
    page.newline();
    page.out.push_str(&isolated(words_in(&card.words, page.locale)));
}

fn listed(page: &mut Page<'_>, entries: &[Listed]) {
    if entries.is_empty() {
        return page.say_plain("announce-none");
    }
    page.say_plain("announce-list-head");
    for entry in entries {
        page.out.push_str("\n\n");
        listed_line(page, entry);
    }
}

/// One of a list.
fn listed_line(page: &mut Page<'_>, entry: &Listed) {
    head(page, &entry.card);
    // The last card says itself that it is over.
    if entry.how != How::Over || entry.card.what != What::End {
        page.out.push_str(" · ");
        how(page, entry.how, entry.since);
    }
    if entry.card.words.is_empty() {
        return;
    }
    if let Some((from, until)) = entry.card.window {
        page.newline();
        let (from, until) = (clock::moment(page, from), clock::moment(page, until));
        page.say("announce-window", &[("from", Arg::Own(from)), ("until", Arg::Own(until))]);
    }
    page.newline();
    page.out.push_str(&isolated(words_in(&entry.card.words, page.locale)));
    if let Some(due) = entry.card.next_update {
        page.newline();
        let time = clock::at_time(page, due);
        let key = if entry.late { "announce-next-was" } else { "announce-next-update" };
        page.say(key, &[("time", Arg::Own(time))]);
    }
}

/// How far it is.
fn how(page: &mut Page<'_>, how: How, since: Millis) {
    match how {
        How::Draft => page.say_plain("announce-how-draft"),
        How::Asked => page.say_plain("announce-how-asked"),
        How::Set(due) => {
            let time = clock::at_time(page, due);
            page.say("announce-how-set", &[("time", Arg::Own(time))]);
        }
        How::GoingOn => {
            let since = clock::moment(page, since);
            page.say("announce-how-going-on", &[("since", Arg::Own(since))]);
        }
        How::Over => page.say_plain("announce-how-over"),
        How::Discarded => page.say_plain("announce-how-discarded"),
    }
}

fn kind_key(kind: Kind, what: What) -> Option<&'static str> {
    match (what, kind) {
        (What::End, _) => Some("announce-kind-over"),
        (_, Kind::Info) => None,
        (_, Kind::Planned) => Some("announce-kind-planned"),
        (_, Kind::Emergency) => Some("announce-kind-emergency"),
        (_, Kind::Rollback) => Some("announce-kind-rollback"),
        (_, Kind::Done) => Some("announce-kind-done"),
    }
}
