//! The queue in words: a line a ticket, what it was filtered by, and what became of a batch.

use super::{Page, card, clock, forum, isolated, person};
use crate::{
    core::{
        chat::Millis,
        queue::{Filter, Slice},
        ticket::Status,
    },
    dialogs::{
        catalog::Arg,
        label,
        queue::line::{End, Entry, Part, QueueLine},
    },
    text::{day, reference},
};

const HOUR: Millis = 3600 * 1000;
const DAY: Millis = 24 * HOUR;

pub fn line(page: &mut Page<'_>, line: &QueueLine) {
    match line {
        QueueLine::QueuePage { filter, first, total, partly, entries } => {
            let what = summary(page, filter);
            page.say("queue-head", &[("filter", Arg::Own(what)), ("count", Arg::Count(*total))]);
            listed(page, *first, entries, filter.slice == Slice::Stalled);
            if *first > 1 || *total > entries.len() {
                page.newline();
                let last = first + entries.len() - 1;
                let key = if *first == last { "queue-range-one" } else { "queue-range" };
                let (first, last) = (("first", Arg::Count(*first)), ("last", Arg::Count(last)));
                page.say(key, &[first, last, ("count", Arg::Count(*total))]);
            }
            searched(page, *partly);
            page.newline();
            page.say_plain("queue-number");
        }
        QueueLine::QueueEmpty { filter, partly } => {
            let what = summary(page, filter);
            page.say("queue-empty", &[("filter", Arg::Own(what))]);
            searched(page, *partly);
        }
        QueueLine::Digest { name, mine, fresh, entries } => digest(page, name, (*mine, *fresh), entries),
        QueueLine::Board { counts, first, offset } => forum::board(page, counts, first, *offset),
        QueueLine::TriageHead { left } => page.say("triage-head", &[("count", Arg::Count(*left))]),
        QueueLine::TriageDone => page.say_plain("triage-done"),
        QueueLine::TriageSeen { count } => page.say("triage-seen", &[("count", Arg::Count(*count))]),
        QueueLine::NothingWaits => page.say_plain("digest-nothing"),
        QueueLine::FilterUnclear { words } => {
            let words = words.iter().map(|word| isolated(word)).collect::<Vec<_>>().join("», «");
            page.say("queue-unclear", &[("words", Arg::Own(words))]);
        }
        QueueLine::FilterAmbiguous { word, keys } => {
            let key = keys.first().cloned().unwrap_or_default();
            let (word, keys) = (("word", person(word)), ("keys", Arg::Own(keys.join(", "))));
            page.say("queue-ambiguous", &[word, keys, ("key", Arg::Own(key))]);
        }
        QueueLine::FilterFacility { word, facilities } => {
            let code = facilities.first().map(|(code, _)| code.clone()).unwrap_or_default();
            let listed =
                facilities.iter().map(|(code, name)| format!("{name} ({code})")).collect::<Vec<_>>().join("; ");
            page.say(
                "queue-facility",
                &[("word", person(word)), ("facilities", Arg::Own(listed)), ("code", Arg::Own(code))],
            );
        }
        QueueLine::Batch { parts, waits } => {
            for part in parts {
                page.newline();
                outcome(page, part);
            }
            if *waits {
                page.newline();
                page.say_plain("mark-waiting");
            }
        }
        QueueLine::NoListing => page.say_plain("queue-no-listing"),
        QueueLine::NotOnList { number, first, last } => {
            let (first, last) = (("first", Arg::Count(*first)), ("last", Arg::Count(*last)));
            page.say("queue-not-on-list", &[("number", Arg::Count(*number)), first, last]);
        }
    }
}

fn searched(page: &mut Page<'_>, partly: bool) {
    if partly {
        page.newline();
        page.say_plain("queue-partly");
    }
}

fn digest(page: &mut Page<'_>, name: &str, (mine, fresh): (usize, usize), entries: &[Entry]) {
    let (mine_there, fresh_there) = (("mine", Arg::Count(mine)), ("fresh", Arg::Count(fresh)));
    page.say("digest-head", &[("name", person(name)), mine_there, fresh_there]);
    listed(page, 1, entries, false);
    let more = (mine + fresh).saturating_sub(entries.len());
    if more > 0 {
        page.newline();
        page.say("digest-more", &[("count", Arg::Count(more))]);
    }
    page.out.push_str("\n\n");
    page.say_plain("digest-reply");
}

fn listed(page: &mut Page<'_>, first: usize, entries: &[Entry], stalled: bool) {
    for (number, entry) in (first..).zip(entries) {
        page.newline();
        let what = entry_line(page, entry, stalled);
        page.out.push_str(&format!("{number}. {what}"));
        if let Some(words) = &entry.words {
            page.newline();
            page.say("quoted", &[("words", person(words))]);
        }
    }
}

/// A ticket on a line. New ones are most of them: their status goes without saying.
fn entry_line(page: &Page<'_>, entry: &Entry, stalled: bool) -> String {
    let (desk, locale) = (page.desk, page.locale);
    let system = card::system(desk, &entry.system, locale);
    let incomplete = entry.incomplete.then(|| page.words("queue-incomplete"));
    let status = (entry.status != Status::New).then(|| page.status(entry.status));
    let promised = entry.deadline.map(|promised| with(page, "queue-deadline", ("day", Arg::Own(day::show(promised)))));
    let due = || {
        entry
            .due
            .filter(|_| !entry.late)
            .map(|due| with(page, "queue-due", ("time", Arg::Own(clock::moment(page, due)))))
    };
    let deadline = if entry.late { Some(page.words("queue-late")) } else { promised.or_else(due) };
    let age = age(page, entry.age);
    let age = if stalled { with(page, "queue-stalled", ("age", Arg::Own(age))) } else { age };
    let parts = [
        Some(entry.reference.clone()),
        Some(card::priority(desk, &entry.priority, locale).to_owned()),
        entry.facility.as_deref().map(isolated),
        Some(system.to_owned()),
        incomplete,
        status,
        deadline,
        entry.call.then(|| "☎".to_owned()),
        Some(age),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn with(page: &Page<'_>, key: &str, arg: (&'static str, Arg<'_>)) -> String {
    let mut out = String::new();
    page.catalog.write(key, &[arg], page.locale, &mut out);
    out
}

/// Minutes within the first hour, hours within two days, then days.
fn age(page: &Page<'_>, age: Millis) -> String {
    let (key, count) = match age {
        age if age < HOUR => ("queue-minutes", age / 60_000),
        age if age < 2 * DAY => ("queue-hours", age / HOUR),
        age => ("queue-days", age / DAY),
    };
    with(page, key, ("count", Arg::Count(usize::try_from(count).unwrap_or(0))))
}

/// What the queue was filtered by.
fn summary(page: &Page<'_>, filter: &Filter) -> String {
    let (desk, locale) = (page.desk, page.locale);
    let slice = match filter.slice {
        Slice::Any | Slice::Start => None,
        Slice::Theirs => Some("choice-queue-all"),
        Slice::New => Some("choice-queue-new"),
        Slice::Mine => Some("choice-queue-mine"),
        Slice::Stalled => Some("choice-queue-stalled"),
        Slice::Calls => Some("queue-calls"),
        Slice::Risk => Some("queue-risk"),
    };
    let mut parts: Vec<String> = slice.map(|key| page.words(key)).into_iter().collect();
    parts.extend(filter.statuses.iter().map(|status| page.status(*status)));
    parts.extend(filter.priority.as_deref().map(|key| card::priority(desk, key, locale).to_owned()));
    parts.extend(filter.partner.as_ref().map(|(_, name)| name.clone()));
    parts.extend(filter.province.clone());
    parts.extend(filter.facility.as_ref().map(|(_, name)| isolated(name)));
    let systems = filter.system.as_deref().map(|key| (desk.system(key), key));
    let categories = filter.category.as_deref().map(|key| (desk.category(key).map(|found| &found.named), key));
    let departments =
        filter.departments.iter().map(|key| (desk.department(key).map(|found| &found.named), key.as_str()));
    let named = systems.into_iter().chain(categories).chain(departments);
    parts.extend(named.map(|(named, key)| named.map_or(key, |named| named.label.in_locale(locale)).to_owned()));
    parts.extend(filter.tag.as_ref().map(|tag| format!("#{tag}")));
    parts.extend(filter.text.as_deref().map(|words| format!("«{}»", isolated(words))));
    parts.extend(filter.unowned.then(|| page.words("queue-unowned")));
    parts.extend((filter.closed && filter.statuses.is_empty()).then(|| page.words("queue-closed-too")));
    std::iter::once("").chain(parts.iter().map(String::as_str)).collect::<Vec<_>>().join(" · ")
}

/// A line of a batch, and how it ended.
fn outcome(page: &mut Page<'_>, part: &Part) {
    let end = end(page, &part.end);
    let number = ("number", Arg::Count(part.number));
    let Some(reference) = &part.reference else {
        return page.say("batch-part-nothing", &[number, ("end", Arg::Own(end))]);
    };
    page.say("batch-part", &[number, ("reference", Arg::Text(reference)), ("end", Arg::Own(end))]);
}

fn end(page: &Page<'_>, end: &End) -> String {
    match end {
        End::Done(verb) => page.words(&label::verb_key("done", *verb)),
        End::NoWords(verb) => {
            use crate::core::verb::Verb;
            let is_reason =
                matches!(verb, Verb::Escalate | Verb::Priority | Verb::Category | Verb::Reject | Verb::Reopen);
            let key = if is_reason { "batch-no-reason" } else { "batch-no-words" };
            page.words(if *verb == Verb::Resolve { "batch-no-resolution" } else { key })
        }
        End::NoValue(_) => page.words("batch-no-value"),
        End::NotUnderstood(typed) => with(page, "batch-not-understood", ("typed", person(typed))),
        End::NotOnList => page.words("batch-not-on-list"),
        End::CheckTheNumber(typed) => {
            let example = reference::format(&page.desk.prefix, 1042);
            let mut out = String::new();
            let args = [("typed", person(typed)), ("example", Arg::Own(example))];
            page.catalog.write("batch-check-the-number", &args, page.locale, &mut out);
            out
        }
        End::NotNow(status) => with(page, "batch-not-now", ("status", Arg::Own(page.status(*status)))),
        End::NoSuchRequest => page.words("no-such-request"),
        End::NotAllowed => page.words("not-allowed"),
        End::AlreadySo => page.words("already-so"),
    }
}
