//! A ticket's news into words: each names its ticket on the last line.

use super::{Page, card, person};
use crate::{
    core::{act::Mark, verb::Verb},
    dialogs::{
        catalog::Arg,
        label,
        line::{Card, NewsLine},
    },
    text::day,
};

/// Writes a line of news; any other line is not news, and says nothing here.
pub fn line(page: &mut Page<'_>, line: &NewsLine) {
    of_people(page, line);
    of_changes(page, line);
    of_waiting(page, line);
}

/// What somebody wrote or did.
fn of_people(page: &mut Page<'_>, line: &NewsLine) {
    if let NewsLine::Taken { reference, agent } = line {
        by(page, "taken", reference, ("agent", agent), None);
    } else if let NewsLine::Reply { reference, agent, words } = line {
        by(page, "reply", reference, ("agent", agent), Some(words));
    } else if let NewsLine::Question { reference, agent, words, by_focal } = line {
        by(page, if *by_focal { "question-focal" } else { "question" }, reference, ("agent", agent), Some(words));
    } else if let NewsLine::Resolved { reference, agent, words, by_focal: false } = line {
        by(page, or_words("resolved", words), reference, ("agent", agent), Some(words));
    } else if let NewsLine::Resolved { reference, agent, words, by_focal: true } = line {
        by(page, or_words("resolved-focal", words), reference, ("agent", agent), Some(words));
    } else if let NewsLine::Rejected { reference, agent, words } = line {
        by(page, "rejected", reference, ("agent", agent), Some(words));
    } else if let NewsLine::NoteAdded { reference, author, words } = line {
        by(page, or_words("note-added", words), reference, ("author", author), Some(words));
    } else if let NewsLine::Sent { did, reference, agent, words, mark } = line {
        sent(page, *did, reference, (agent, words), *mark);
    } else if let NewsLine::Answered { reference, reporter, words, file_count } = line {
        answered(page, reference, reporter, words, *file_count);
    } else if let NewsLine::FiledFor { reference, by: who } = line {
        by(page, "filed-for", reference, ("by", who), None);
    } else if let NewsLine::Hidden { reference } = line {
        page.say_of("hidden-news", reference);
    } else if let NewsLine::Unreachable { reference, reporter } = line {
        by(page, "unreachable", reference, ("reporter", reporter), None);
    } else if let NewsLine::Confirmed { reference, reporter } = line {
        by(page, "confirmed", reference, ("reporter", reporter), None);
    } else if let NewsLine::ConfirmedByColleague { reference, colleague } = line {
        by(page, "confirmed-by-colleague", reference, ("colleague", colleague), None);
    } else if let NewsLine::Reopened { reference, reporter, words } = line {
        by(page, or_words("reopened", words), reference, ("reporter", reporter), Some(words));
    } else if let NewsLine::ReopenedByOther { reference, by: who, words } = line {
        by(page, or_words("reopened-by-other", words), reference, ("by", who), Some(words));
    } else if let NewsLine::Withdrawn { reference, reporter, words } = line {
        by(page, or_words("withdrawn", words), reference, ("reporter", reporter), Some(words));
    } else if let NewsLine::Released { reference, agent } = line {
        by(page, "released", reference, ("agent", agent), None);
    } else if let NewsLine::Approved { reference, by: who } = line {
        by(page, "approved", reference, ("by", who), None);
    } else if let NewsLine::PassedIn { reference, by: who } = line {
        by(page, "passed-in", reference, ("by", who), None);
    } else if let NewsLine::Refused { reference, by: who, words } = line {
        by(page, "refused", reference, ("by", who), Some(words));
    }
}

/// What changed, from what to what.
fn of_changes(page: &mut Page<'_>, line: &NewsLine) {
    if let NewsLine::PriorityChanged { reference, from, to, words } = line {
        changed(page, ("priority-changed", Verb::Priority), reference, (from, to), words);
    } else if let NewsLine::SeverityChanged { reference, from, to, priority, words } = line {
        changed(page, ("severity-changed", Verb::Severity), reference, (from, to), words);
        page.newline();
        let now = card::priority(page.desk, priority, page.locale).to_owned();
        page.say("priority-is", &[("priority", Arg::Own(now))]);
    } else if let NewsLine::CategoryChanged { reference, from, to, words } = line {
        changed(page, ("category-changed", Verb::Category), reference, (from, to), words);
    } else if let NewsLine::TagChanged { reference, tag, off } = line {
        let named = page.desk.tag(tag).map_or(tag.as_str(), |named| named.label.in_locale(page.locale)).to_owned();
        let key = if *off { "tag-removed" } else { "tag-added" };
        page.say(key, &[("tag", Arg::Own(named)), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::DuplicateOf { reference, master } = line {
        page.say("duplicate-of", &[("master", Arg::Text(master)), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::MasterResolved { reference, master } = line {
        page.say("master-resolved", &[("master", Arg::Text(master)), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::WaitsOutside { reference } = line {
        page.say_of("waits-outside", reference);
    } else if let NewsLine::AlsoReported { reference } = line {
        page.say_of("also-reported", reference);
    } else if let NewsLine::Closed { reference } = line {
        page.say_of("closed", reference);
    } else if let NewsLine::OfPartner(shown) = line {
        with_card(page, "of-partner", shown);
    } else if let NewsLine::ApprovalAsked(shown) = line {
        with_card(page, "approval-asked", shown);
    } else if let NewsLine::ApprovalOverdue(shown) = line {
        with_card(page, "approval-overdue", shown);
    } else if let NewsLine::GateAsked(shown) = line {
        with_card(page, "gate-asked", shown);
    } else if let NewsLine::GateOverdue(shown) = line {
        with_card(page, "gate-overdue", shown);
    } else if let NewsLine::DeadlineSet { reference, day: promised } = line {
        page.say("deadline-set", &[("day", Arg::Own(day::show(*promised))), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::Visit { reference, day: when, by, off } = line {
        let key = if *off { "visit-off" } else { "visit-set" };
        let args =
            [("day", Arg::Own(day::show(*when))), ("technician", person(by)), ("reference", Arg::Text(reference))];
        page.say(key, &args);
    } else if let NewsLine::PassedOn { reference, tier } = line {
        page.say("passed-on", &[("tier", Arg::Own(tier.to_string())), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::Assigned { reference, agent, by } = line {
        let key = if agent == by { "assigned-to-self" } else { "assigned" };
        page.say(key, &[("by", person(by)), ("agent", person(agent)), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::Escalated { reference, agent, tier, words } = line {
        let args = [("agent", person(agent)), ("tier", Arg::Own(tier.to_string())), ("words", person(words))];
        page.say("escalated", &with_reference(args, reference));
    } else if let NewsLine::Edited { reference, author, before, after } = line {
        let args = [("author", person(author)), ("before", person(before)), ("after", person(after))];
        page.say("edited", &with_reference(args, reference));
    }
}

fn with_card(page: &mut Page<'_>, key: &str, shown: &Card) {
    page.say_plain(key);
    page.newline();
    card::card(page, shown);
}

/// What the clock says of what waits for somebody.
fn of_waiting(page: &mut Page<'_>, line: &NewsLine) {
    if let NewsLine::StillAsked { reference, words } = line {
        let key = if words.is_empty() { "still-asked" } else { "still-asked-words" };
        page.say(key, &[("words", person(words)), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::DoesItWork { reference } = line {
        page.say_of("does-it-work", reference);
    } else if let NewsLine::WillClose { reference, day: closes } = line {
        page.say("will-close", &[("day", Arg::Own(day::show(*closes))), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::Unanswered { reference, until } = line {
        page.say("unanswered", &[("day", Arg::Own(day::show(*until))), ("reference", Arg::Text(reference))]);
    } else if let NewsLine::Forwarded { reference } = line {
        page.say_of("forwarded-to-desk", reference);
    } else if let NewsLine::StillNeeded { reference, reporter } = line {
        by(page, "still-needed", reference, ("reporter", reporter), None);
    }
}

fn with_reference<'a>(
    [first, second, third]: [(&'static str, Arg<'a>); 3],
    reference: &'a str,
) -> [(&'static str, Arg<'a>); 4] {
    [first, second, third, ("reference", Arg::Text(reference))]
}

/// The key of a sentence, or of the one with words.
fn or_words(key: &'static str, words: &str) -> &'static str {
    match (key, words.is_empty()) {
        ("resolved", false) => "resolved-words",
        ("resolved-focal", false) => "resolved-focal-words",
        ("reopened", false) => "reopened-words",
        ("reopened-by-other", false) => "reopened-by-other-words",
        ("withdrawn", false) => "withdrawn-words",
        ("note-added", true) => "note-added-files",
        (key, _) => key,
    }
}

fn by(page: &mut Page<'_>, key: &str, reference: &str, who: (&'static str, &str), words: Option<&String>) {
    let words = words.map_or("", String::as_str);
    page.say(key, &[("reference", Arg::Text(reference)), (who.0, person(who.1)), ("words", person(words))]);
}

/// Words on their way to the reporter, and how they arrive.
fn sent(page: &mut Page<'_>, did: Verb, reference: &str, (agent, words): (&str, &str), mark: Mark) {
    if words.is_empty() {
        page.say("sent-hidden", &[("agent", person(agent))]);
    } else {
        page.say(&label::verb_key("sent", did), &[("agent", person(agent)), ("words", person(words))]);
    }
    page.newline();
    if let Some(key) = mark_key(mark) {
        page.say_plain(key);
        page.newline();
    }
    page.out.push_str(reference);
}

/// The key of how words arrive.
pub fn mark_key(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::None => None,
        Mark::Waiting => Some("mark-waiting"),
        Mark::Delivered => Some("mark-delivered"),
        Mark::Perhaps => Some("mark-perhaps"),
        Mark::Failed => Some("mark-failed"),
        Mark::TakenBack => Some("mark-taken-back"),
    }
}

fn changed(page: &mut Page<'_>, (key, verb): (&str, Verb), reference: &str, (from, to): (&str, &str), words: &str) {
    let (desk, locale) = (page.desk, page.locale);
    let name = |key: &str| {
        label::value(desk, verb, key).map_or_else(|| key.to_owned(), |named| named.label.in_locale(locale).to_owned())
    };
    let (from, to) = (Arg::Own(name(from)), Arg::Own(name(to)));
    page.say(key, &[("from", from), ("to", to), ("words", person(words)), ("reference", Arg::Text(reference))]);
}

fn answered(page: &mut Page<'_>, reference: &str, reporter: &str, words: &str, files: usize) {
    let key = match (words.is_empty(), files) {
        (_, 0) => "answered",
        (true, _) => "answered-files",
        (false, _) => "answered-both",
    };
    page.say(
        key,
        &[
            ("reference", Arg::Text(reference)),
            ("reporter", person(reporter)),
            ("words", person(words)),
            ("count", Arg::Count(files)),
        ],
    );
}
