//! Problems in words.

use super::{Page, card, isolated, person};
use crate::{
    core::problem::{Extent, Part, State},
    dialogs::{
        catalog::Arg,
        problem::line::{Like, Listed, ProblemLine, Summaries, Whole},
    },
    text::locale::Locale,
};

pub fn line(page: &mut Page<'_>, line: &ProblemLine) {
    match line {
        ProblemLine::Offer { summaries } => offer(page, summaries),
        ProblemLine::Announced { name, words: told } => {
            let told = words(told, page.locale);
            page.say("problem-announced", &[("name", Arg::Text(name)), ("words", told)]);
            page.newline();
            page.say_plain("problem-is-it-why");
        }
        ProblemLine::Answer { texts } => {
            let text = words(texts, page.locale);
            page.say("problem-answer", &[("text", text)]);
            page.newline();
            page.say_plain("problem-does-it-help");
        }
        ProblemLine::Joined { reference, summaries } => of_request(page, "problem-joined", reference, summaries),
        ProblemLine::PartOf { reference, summaries } if summaries.is_empty() => {
            page.say_of("problem-part-unnamed", reference);
        }
        ProblemLine::PartOf { reference, summaries } => of_request(page, "problem-part", reference, summaries),
        ProblemLine::Fixed { reference, summaries } if summaries.is_empty() => {
            page.say_of("problem-fixed-unnamed", reference);
        }
        ProblemLine::Fixed { reference, summaries } => of_request(page, "problem-fixed", reference, summaries),
        ProblemLine::Alike { count, entries } => {
            page.say("problem-alike", &[("count", Arg::Count(*count))]);
            alike(page, entries);
        }
        ProblemLine::Listed { entries } if entries.is_empty() => page.say_plain("problem-none"),
        ProblemLine::Listed { entries } => {
            page.say_plain("problem-list-head");
            for entry in entries {
                listed(page, entry);
            }
        }
        ProblemLine::Shown(whole) => shown(page, whole),
        ProblemLine::AskPart { part, reference } => page.say_of(ask_key(part), reference),
        ProblemLine::NotPresentable => page.say_plain("problem-not-presentable"),
    }
}

/// What its reader reads of a problem: in their language, or else in another.
fn words(summaries: &Summaries, locale: Locale) -> Arg<'static> {
    person(summaries.get(&locale).or_else(|| summaries.values().next()).map_or("", String::as_str))
}

fn of_request(page: &mut Page<'_>, key: &str, reference: &str, summaries: &Summaries) {
    page.say(key, &[("reference", Arg::Text(reference)), ("summary", words(summaries, page.locale))]);
}

fn offer(page: &mut Page<'_>, summaries: &[Summaries]) {
    if let [only] = summaries {
        page.say("problem-offer", &[("summary", words(only, page.locale))]);
    } else {
        page.say_plain("problem-offers");
        for (at, one) in summaries.iter().enumerate() {
            page.newline();
            page.say("problem-offers-line", &[("place", Arg::Count(at + 1)), ("summary", words(one, page.locale))]);
        }
    }
    page.newline();
    page.say_plain("problem-is-it");
}

fn alike(page: &mut Page<'_>, entries: &[Like]) {
    for entry in entries {
        page.newline();
        let facility = entry.facility.as_deref().map_or_else(|| "—".to_owned(), isolated);
        let (reference, facility) = (("reference", Arg::Text(&entry.reference)), ("facility", Arg::Own(facility)));
        if entry.words.is_empty() {
            page.say("problem-alike-line-only", &[reference, facility]);
        } else {
            page.say("problem-alike-line", &[reference, facility, ("words", person(&entry.words))]);
        }
    }
}

fn listed(page: &mut Page<'_>, entry: &Listed) {
    page.newline();
    let (state, reach) = (page.words(state_key(entry.state)), reach(page, &entry.extent));
    let system = card::system(page.desk, &entry.system, page.locale).to_owned();
    page.say(
        "problem-list-line",
        &[
            ("reference", Arg::Text(&entry.reference)),
            ("system", Arg::Own(system)),
            ("state", Arg::Own(state)),
            ("reach", Arg::Own(reach)),
        ],
    );
    if !entry.summaries.is_empty() {
        page.newline();
        page.say("quoted", &[("words", words(&entry.summaries, page.locale))]);
    }
}

fn shown(page: &mut Page<'_>, whole: &Whole) {
    page.say_of("problem-head", &whole.reference);
    let state = page.words(state_key(whole.state));
    page.entry("problem-state", &state);
    let system = card::system(page.desk, &whole.system, page.locale).to_owned();
    page.entry("field-system", &system);
    extent(page, whole.state, &whole.extent);
    for (part, words) in &whole.parts {
        page.entry(part_key(*part), &isolated(words));
    }
    for (locale, words, approved) in &whole.summaries {
        let key = match (locale, approved) {
            (Locale::Pt, true) => "problem-summary-pt",
            (Locale::En, true) => "problem-summary-en",
            (Locale::Pt, false) => "problem-draft-pt",
            (Locale::En, false) => "problem-draft-en",
        };
        page.entry(key, &isolated(words));
    }
    if !whole.summaries.iter().any(|(_, _, approved)| *approved) {
        page.newline();
        page.say_plain("problem-not-offered");
    }
    if !whole.alike.is_empty() {
        page.newline();
        page.say_plain("problem-alike-head");
        alike(page, &whole.alike);
    }
}

/// How many it concerns; and, once it is solved, how many have said that it works.
pub fn extent(page: &mut Page<'_>, state: State, extent: &Extent) {
    let reach = reach(page, extent);
    page.entry("problem-reach", &reach);
    if state == State::Solved {
        page.newline();
        let (confirmed, all) = (("confirmed", Arg::Count(extent.confirmed)), ("all", Arg::Count(extent.tickets)));
        page.say("problem-confirmed", &[confirmed, all]);
    }
}

fn reach(page: &Page<'_>, extent: &Extent) -> String {
    let mut out = String::new();
    for (key, count) in [
        ("problem-requests", extent.tickets),
        ("problem-facilities", extent.facilities),
        ("problem-partners", extent.partners),
    ] {
        if count > 0 {
            out.push_str(if out.is_empty() { "" } else { ", " });
            page.catalog.write(key, &[("count", Arg::Count(count))], page.locale, &mut out);
        }
    }
    out
}

/// The key of the question for a part's words.
fn ask_key(part: &str) -> &'static str {
    match part {
        "symptom" => "problem-ask-symptom",
        "cause" => "problem-ask-cause",
        "workaround" => "problem-ask-workaround",
        "summary-en" => "problem-ask-summary-en",
        _ => "problem-ask-summary-pt",
    }
}

fn state_key(state: State) -> &'static str {
    match state {
        State::Open => "problem-state-open",
        State::Known => "problem-state-known",
        State::Solved => "problem-state-solved",
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Symptom => "problem-symptom",
        Part::Cause => "problem-cause",
        Part::Workaround => "problem-workaround",
    }
}
