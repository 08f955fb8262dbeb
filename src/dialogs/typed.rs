//! Typed equivalents: every button can be written instead, as its number, its label or a word for it, in both
//! languages, with or without accents. A sentence that merely contains such a word is not a choice.

use super::{announce::choice::AnnounceChoice, choice::Choice, view::View};
use crate::{
    core::{policy::desk::Named, verb::Verb},
    text::{fold, lexicon::works, locale::Locale, reference},
};

/// The choice that a whole message means. Digits count only where the question takes no free words.
pub fn pick(text: &str, offered: &[Choice], digits: bool, view: &View<'_>) -> Option<Choice> {
    if text.len() > 200 || offered.is_empty() {
        return None;
    }
    let folded = fold::fold(text);
    let words = fold::fold_words(text);
    let by_name = || offered.iter().find(|choice| is_named(choice, &folded, &words, text, view));
    // Below a page of the queue a number is one of its tickets.
    let digits = digits && !offered.iter().any(|choice| matches!(choice, Choice::Queue(_)));
    let by_digit = || digits.then(|| fold::ordinal(text)).flatten().and_then(|place| offered.get(place - 1));
    let by_yes_no = || fold::yes_no_in(text, &words).and_then(|yes| by_yes_no(yes, offered, digits, view));
    let by_part = || only(offered.iter().filter(|choice| is_part(choice, &words, view)));
    by_name().or_else(by_digit).or_else(by_yes_no).or_else(by_part).cloned()
}

/// Up to this many words may stand around a name: "é na rede", "o iDART pf".
const AROUND: usize = 4;

/// Whether a short text contains a name of the desk's. Options are not looked for: "não sei" is not "não".
fn is_part(choice: &Choice, words: &str, view: &View<'_>) -> bool {
    let desk = view.desk;
    let named = if let Choice::System(key) = choice {
        desk.system(key)
    } else if let Choice::Category(key) | Choice::Guide(key) = choice {
        desk.category(key).map(|category| &category.named)
    } else {
        None
    };
    let contains = |name: &String| {
        let around = words.split(' ').count().saturating_sub(name.split(' ').count());
        name.len() >= 3 && around <= AROUND && format!(" {words} ").contains(&format!(" {name} "))
    };
    named.is_some_and(|named| named.names().iter().any(contains))
}

/// The only one there is.
fn only<'c>(mut found: impl Iterator<Item = &'c Choice>) -> Option<&'c Choice> {
    found.next().filter(|_| found.next().is_none())
}

/// Whether the text is one of the choice's names.
fn is_named(choice: &Choice, folded: &str, words: &str, text: &str, view: &View<'_>) -> bool {
    let is = |name: &str| !words.is_empty() && fold::reads(name, words);
    let named = |named: &Named| is_any_name(named, folded, words);
    let desk = view.desk;
    match choice {
        Choice::System(key) | Choice::Announce(AnnounceChoice::System { key, .. }) => {
            desk.system(key).is_some_and(named)
        }
        Choice::Category(key) | Choice::Guide(key) => desk.category(key).is_some_and(|category| named(&category.named)),
        Choice::Urgency(key) => desk.urgency(key).is_some_and(named),
        Choice::Impact(key) => desk.impact(key).is_some_and(named),
        Choice::Severity(key) => desk.severity(key).is_some_and(named),
        Choice::Priority(key) => desk.priority(key).is_some_and(|priority| named(&priority.named)),
        Choice::Option { question, option } => super::label::option(desk, question, option).is_some_and(named),
        Choice::Facility(id) => view.directory.facility(*id).is_some_and(|facility| {
            // A name that several have tells nothing.
            is(&view.directory.told_apart(facility)) || is(&facility.code)
        }),
        Choice::Canned { name, .. } => is(name),
        Choice::Act { verb: Verb::Confirm, .. } if works::says(text) => true,
        Choice::With { name: Some(name), .. } => is(name) || is(name.split('(').next().unwrap_or_default()),
        Choice::With { verb, to, .. } => match super::label::value(view.desk, *verb, to) {
            Some(named_by_desk) => named(named_by_desk),
            None => of_ours(choice, &is, folded, words, view),
        },
        Choice::About { reference, .. } | Choice::Show { reference, .. } => {
            matches!(reference::whole(text, &view.desk.prefix), Some(Ok(typed)) if typed == *reference)
        }
        Choice::People(of) => match super::people::label::named(of, desk) {
            Some(named_by_desk) => named(named_by_desk),
            None => of_ours(choice, &is, folded, words, view),
        },
        Choice::Language(_)
        | Choice::FacilityAsTyped
        | Choice::Skip
        | Choice::Back
        | Choice::Cancel
        | Choice::Send
        | Choice::Correct
        | Choice::Details
        | Choice::ForOneself
        | Choice::Surely { .. }
        | Choice::CorrectField(_)
        | Choice::Continue
        | Choice::StartOver
        | Choice::Discard
        | Choice::Recover
        | Choice::Change(_)
        | Choice::Person
        | Choice::NewReport
        | Choice::MyTickets
        | Choice::Help
        | Choice::EndPractice
        | Choice::ReadAlone { .. }
        | Choice::TicketShows { .. }
        | Choice::ShowsPatient(_)
        | Choice::TakeThis { .. }
        | Choice::Act { .. }
        | Choice::AtGate { .. }
        | Choice::PassTo { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::Notify(_)
        | Choice::EndTalk(_)
        | Choice::NotThis { .. }
        | Choice::Problem(_)
        | Choice::Announce(_)
        | Choice::Queue(_) => of_ours(choice, &is, folded, words, view),
    }
}

fn is_any_name(named: &Named, folded: &str, words: &str) -> bool {
    named.names().iter().any(|name| name == words) || named.words.iter().any(|word| word == folded)
}

/// Whether something of the desk's is called so: by its key, its name in any language, or another word for it.
pub fn is_called(named: &Named, text: &str) -> bool {
    named.key == text || is_any_name(named, &fold::fold(text), &fold::fold_words(text))
}

/// A choice of ours by its label or one of its words.
fn of_ours(choice: &Choice, is: &dyn Fn(&str) -> bool, folded: &str, words: &str, view: &View<'_>) -> bool {
    let label = |locale| view.catalog.label(choice, locale, view.desk, view.directory);
    view.catalog.words(choice).iter().any(|word| *word == words || *word == folded)
        || Locale::ALL.into_iter().any(|locale| is(&label(locale)))
}

/// What yes or no means to these choices, where it means something.
fn by_yes_no<'c>(yes: bool, offered: &'c [Choice], digits: bool, view: &View<'_>) -> Option<&'c Choice> {
    let says = |choice: &Choice| match choice {
        Choice::Option { question, option } => match super::label::option(view.desk, question, option) {
            Some(named) => fold::yes_no(named.label.in_locale(Locale::Pt)) == Some(yes),
            None => super::label::yes_no(view.desk, question, option) == Some(yes),
        },
        Choice::Act { verb: Verb::Confirm, .. } | Choice::Send | Choice::Surely { .. } => yes,
        Choice::Act { verb: Verb::Reopen, .. } => !yes,
        Choice::TicketShows { patient, .. } => *patient == yes,
        Choice::With { verb: Verb::Private, to, .. } => (to == "yes") == yes,
        Choice::People(of) => super::people::label::says(of, yes),
        Choice::Problem(of) => of.says(yes),
        Choice::Announce(of) => of.says(yes),
        Choice::ShowsPatient(shows) => *shows == yes,
        Choice::Discard => yes && offered.first() == Some(&Choice::Discard),
        Choice::Continue => yes != (offered.first() == Some(&Choice::Discard)),
        Choice::Skip => !yes && digits && offered.first() == Some(&Choice::Skip),
        // Only where a single one was found.
        Choice::Facility(_) => yes && matches!(offered, [Choice::Facility(_), Choice::FacilityAsTyped]),
        // Where one language is offered in the place of another.
        Choice::Language(_) => view.member().is_some() && yes == (offered.first() == Some(choice)),
        Choice::FacilityAsTyped
        | Choice::System(_)
        | Choice::Category(_)
        | Choice::Urgency(_)
        | Choice::Impact(_)
        | Choice::Severity(_)
        | Choice::Priority(_)
        | Choice::Back
        | Choice::Cancel
        | Choice::Correct
        | Choice::Details
        | Choice::ForOneself
        | Choice::CorrectField(_)
        | Choice::StartOver
        | Choice::Recover
        | Choice::Change(_)
        | Choice::Person
        | Choice::NewReport
        | Choice::MyTickets
        | Choice::Help
        | Choice::EndPractice
        | Choice::ReadAlone { .. }
        | Choice::Guide(_)
        | Choice::Show { .. }
        | Choice::TakeThis { .. }
        | Choice::Act { .. }
        | Choice::AtGate { .. }
        | Choice::PassTo { .. }
        | Choice::With { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::EndTalk(_)
        | Choice::Notify(_)
        | Choice::Canned { .. }
        | Choice::Queue(_)
        | Choice::NotThis { .. }
        | Choice::About { .. } => false,
    };
    offered.iter().find(|choice| says(choice))
}
