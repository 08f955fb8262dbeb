//! What is written on a button. Labels of ours have at most 20 characters; a desk's and the directory's own
//! names are as long as they are, and platforms shorten them.

use std::borrow::Cow;

use super::{
    announce::{self, choice::AnnounceChoice},
    catalog::{Arg, Catalog},
    choice::{BUTTONS, Choice, Field},
    notify::NotifyChoice,
    people,
    problem::{self, choice::ProblemChoice},
    queue,
};
use crate::{
    core::{
        announce as announcement,
        directory::Directory,
        policy::{
            answer,
            desk::{Desk, Named, Question, QuestionKind},
        },
        verb::{Verb, What},
    },
    text::locale::Locale,
};

/// The keys of the choices of ours that are not a verb's or a value's, in `locales/*/choices.ftl`.
const KEYS: [&str; 45] = [
    "choice-pass-to",
    "choice-gate-resolve",
    "choice-gate-ask",
    "choice-language-pt",
    "choice-language-en",
    "choice-facility-as-typed",
    "choice-skip",
    "choice-back",
    "choice-cancel",
    "choice-send",
    "choice-correct",
    "choice-details",
    "choice-for-oneself",
    "choice-surely-close",
    "choice-surely-withdraw",
    "choice-continue",
    "choice-start-over",
    "choice-discard",
    "choice-recover",
    "choice-change",
    "choice-person",
    "choice-new-report",
    "choice-my-tickets",
    "choice-help",
    "choice-end-practice",
    "choice-shows-patient",
    "choice-shows-none",
    "choice-read-alone",
    "choice-show",
    "choice-take-this",
    "choice-about",
    "choice-elsewhere",
    "choice-more",
    "choice-take-back",
    "choice-end-talk",
    "field-facility",
    "field-system",
    "field-category",
    "field-question",
    "field-urgency",
    "field-impact",
    "field-severity",
    "field-priority",
    "field-description",
    "field-photo",
];

/// The keys of all choices of ours.
#[must_use]
pub fn keys() -> Vec<String> {
    let verbs = BUTTONS.iter().map(|verb| verb_key("choice", *verb));
    let values = VALUES.iter().flat_map(|(verb, values)| values.iter().map(|to| value_key(*verb, to)));
    let people = &people::label::KEYS;
    let ours = KEYS.iter().chain(&NotifyChoice::KEYS).chain(people).chain(&queue::choice::KEYS);
    let ours = ours.chain(&problem::choice::KEYS).chain(&announce::choice::KEYS).chain(&announce::ledger::KEYS);
    ours.map(|key| (*key).to_owned()).chain(verbs).chain(values).collect()
}

/// The values that we name ourselves.
const VALUES: [(Verb, &[&str]); 4] = [
    (Verb::Kind, &["incident", "problem"]),
    (Verb::Origin, &["implementation", "defect"]),
    (Verb::Environment, &["production", "test", "training"]),
    (Verb::Private, &["yes", "no"]),
];

/// The key of something about a verb: `help-take-back`.
pub fn verb_key(what: &str, verb: Verb) -> String {
    format!("{what}-{}", verb.word().replace('_', "-"))
}

/// The key of a value's name.
pub fn value_key(verb: Verb, to: &str) -> String {
    format!("value-{}-{to}", verb.word())
}

/// Whether we name a verb's value ourselves.
pub fn is_ours(verb: Verb, to: &str) -> bool {
    VALUES.iter().any(|(other, values)| *other == verb && values.contains(&to))
}

/// A verb's value, where the desk names it.
pub fn value<'d>(desk: &'d Desk, verb: Verb, to: &str) -> Option<&'d Named> {
    match verb.takes_value()? {
        What::Priority => desk.priority(to).map(|priority| &priority.named),
        What::Severity => desk.severity(to),
        What::Category => desk.category(to).map(|category| &category.named),
        What::Department => desk.department(to).map(|department| &department.named),
        What::Person
        | What::Reference
        | What::Day
        | What::Tag
        | What::Kind
        | What::Origin
        | What::Environment
        | What::Private => None,
    }
}

/// The key of a choice of ours; none for what a desk or the directory names.
pub fn key(choice: &Choice) -> Option<Cow<'static, str>> {
    let key = match choice {
        Choice::Facility(_)
        | Choice::System(_)
        | Choice::Category(_)
        | Choice::Option { .. }
        | Choice::Urgency(_)
        | Choice::Impact(_)
        | Choice::Severity(_)
        | Choice::Priority(_)
        | Choice::Canned { .. }
        | Choice::Guide(_)
        | Choice::With { name: Some(_), .. } => return None,
        Choice::Act { verb, .. } => return Some(verb_key("choice", *verb).into()),
        Choice::PassTo { .. } => "choice-pass-to",
        Choice::AtGate { verb, .. } => return Some(verb_key("choice-gate", *verb).into()),
        Choice::With { verb, to, .. } => {
            return is_ours(*verb, to).then(|| value_key(*verb, to).into());
        }
        Choice::Notify(choice) => choice.key(),
        Choice::People(choice) => return people::label::key(choice),
        Choice::Surely { verb, .. } => return Some(verb_key("choice-surely", *verb).into()),
        Choice::ForOneself => "choice-for-oneself",
        Choice::More(_) => "choice-more",
        Choice::TakeBack(_) => "choice-take-back",
        Choice::EndTalk(_) => "choice-end-talk",
        Choice::Language(Locale::Pt) => "choice-language-pt",
        Choice::Language(Locale::En) => "choice-language-en",
        Choice::FacilityAsTyped => "choice-facility-as-typed",
        Choice::Skip => "choice-skip",
        Choice::Back => "choice-back",
        Choice::Cancel => "choice-cancel",
        Choice::Send => "choice-send",
        Choice::Correct => "choice-correct",
        Choice::Details => "choice-details",
        Choice::CorrectField(field) => field_key(*field),
        Choice::Continue => "choice-continue",
        Choice::StartOver => "choice-start-over",
        Choice::Discard => "choice-discard",
        Choice::Recover => "choice-recover",
        Choice::Change(_) => "choice-change",
        Choice::Person => "choice-person",
        Choice::NewReport | Choice::NotThis { fresh: true, .. } => "choice-new-report",
        Choice::MyTickets => "choice-my-tickets",
        Choice::Help => "choice-help",
        Choice::EndPractice => "choice-end-practice",
        Choice::ShowsPatient(true) | Choice::TicketShows { patient: true, .. } => "choice-shows-patient",
        Choice::ShowsPatient(false) | Choice::TicketShows { patient: false, .. } => "choice-shows-none",
        Choice::ReadAlone { .. } => "choice-read-alone",
        Choice::Show { .. } => "choice-show",
        Choice::TakeThis { .. } => "choice-take-this",
        Choice::About { .. } => "choice-about",
        Choice::NotThis { fresh: false, .. } => "choice-elsewhere",
        Choice::Queue(choice) => choice.key(),
        Choice::Problem(choice) => choice.key(),
        Choice::Announce(choice) => return choice.key().map(Into::into),
    };
    Some(key.into())
}

/// The key of a field's name.
pub fn field_key(field: Field) -> &'static str {
    match field {
        Field::Facility => "field-facility",
        Field::System => "field-system",
        Field::Category => "field-category",
        Field::Question(_) => "field-question",
        Field::Urgency => "field-urgency",
        Field::Impact => "field-impact",
        Field::Severity => "field-severity",
        Field::Priority => "field-priority",
        Field::Description => "field-description",
        Field::Photo => "field-photo",
    }
}

pub fn of(catalog: &Catalog, choice: &Choice, locale: Locale, desk: &Desk, directory: &Directory) -> String {
    let named = match choice {
        Choice::People(choice) if people::label::key(choice).is_none() => {
            return people::label::data(choice, locale, desk, directory).unwrap_or_default();
        }
        Choice::With { name: Some(name), .. } | Choice::Canned { name, .. } => return name.clone(),
        Choice::With { verb, to, .. } => value(desk, *verb, to),
        Choice::Facility(id) => {
            return directory.facility(*id).map_or_else(|| id.to_string(), |f| directory.told_apart(f));
        }
        Choice::System(key) | Choice::Announce(AnnounceChoice::System { key, .. }) => desk.system(key),
        Choice::Category(key) | Choice::Guide(key) => desk.category(key).map(|category| &category.named),
        Choice::Urgency(key) => desk.urgency(key),
        Choice::Impact(key) => desk.impact(key),
        Choice::Severity(key) => desk.severity(key),
        Choice::Priority(key) => desk.priority(key).map(|priority| &priority.named),
        Choice::Option { question, option: key } => option(desk, question, key),
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
        | Choice::ShowsPatient(_)
        | Choice::ReadAlone { .. }
        | Choice::TicketShows { .. }
        | Choice::Show { .. }
        | Choice::TakeThis { .. }
        | Choice::Act { .. }
        | Choice::AtGate { .. }
        | Choice::PassTo { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::EndTalk(_)
        | Choice::People(_)
        | Choice::Notify(_)
        | Choice::Queue(_)
        | Choice::Problem(_)
        | Choice::Announce(_)
        | Choice::NotThis { .. }
        | Choice::About { .. } => None,
    };
    match (named, key(choice)) {
        (Some(named), _) => named.label.in_locale(locale).to_owned(),
        (None, Some(key)) => ours(catalog, choice, &key, locale),
        (None, None) => yes_or_no(catalog, choice, locale, desk).unwrap_or_else(|| data_key(choice)),
    }
}

/// The buttons of a question that takes yes or no.
fn yes_or_no(catalog: &Catalog, choice: &Choice, locale: Locale, desk: &Desk) -> Option<String> {
    let Choice::Option { question, option } = choice else { return None };
    let key = if yes_no(desk, question, option)? { "choice-yes" } else { "choice-no" };
    Some(ours(catalog, choice, key, locale))
}

fn ours(catalog: &Catalog, choice: &Choice, key: &str, locale: Locale) -> String {
    let mut out = String::new();
    if let Choice::Show { reference, .. } | Choice::About { reference, .. } | Choice::TakeThis { reference, .. } =
        choice
    {
        catalog.write(key, &[("reference", Arg::Text(reference))], locale, &mut out);
    } else if let Choice::Problem(ProblemChoice::Join { place, .. } | ProblemChoice::Because { place, .. }) = choice {
        catalog.write(key, &[("place", Arg::Count(*place))], locale, &mut out);
    } else if let Choice::Announce(AnnounceChoice::Ledger(choice)) = choice
        && let Some(place) = choice.place()
    {
        catalog.write(key, &[("place", Arg::Count(place))], locale, &mut out);
    } else if let Choice::Announce(choice) = choice
        && let Some(number) = choice.number()
    {
        catalog.write(key, &[("name", Arg::Own(announcement::name(number)))], locale, &mut out);
    } else if let Choice::Problem(ProblemChoice::Add { reference, .. }) = choice {
        catalog.write(key, &[("reference", Arg::Text(reference))], locale, &mut out);
    } else if let Choice::PassTo { tier, .. } = choice {
        catalog.write(key, &[("tier", Arg::Own(tier.to_string()))], locale, &mut out);
    } else if let Choice::CorrectField(Field::Question(at)) = choice {
        catalog.write(key, &[("number", Arg::Count(at + 1))], locale, &mut out);
    } else {
        catalog.write(key, &[], locale, &mut out);
    }
    out
}

/// What the desk no longer names shows as its key.
fn data_key(choice: &Choice) -> String {
    if let Choice::System(key)
    | Choice::Announce(AnnounceChoice::System { key, .. })
    | Choice::Category(key)
    | Choice::Urgency(key)
    | Choice::Impact(key)
    | Choice::Severity(key)
    | Choice::Priority(key)
    | Choice::With { to: key, .. }
    | Choice::Guide(key)
    | Choice::Option { option: key, .. } = choice
    {
        key.clone()
    } else {
        String::new()
    }
}

/// An option of any category's question of this key.
pub fn option<'d>(desk: &'d Desk, question: &str, option: &str) -> Option<&'d Named> {
    let options = questions(desk, question)
        .filter_map(|asked| if let QuestionKind::Choice(options) = &asked.kind { Some(options) } else { None });
    options.flatten().find(|named| named.key == option)
}

/// What an option says to a question that takes yes or no.
pub fn yes_no(desk: &Desk, question: &str, option: &str) -> Option<bool> {
    let is_yes_no = questions(desk, question).any(|asked| asked.kind == QuestionKind::YesNo);
    [(answer::YES, true), (answer::NO, false)]
        .into_iter()
        .find_map(|(key, yes)| (is_yes_no && option == key).then_some(yes))
}

/// The questions of this key, of any category.
fn questions<'d>(desk: &'d Desk, key: &str) -> impl Iterator<Item = &'d Question> {
    desk.categories.iter().flat_map(|category| &category.questions).filter(move |asked| asked.key == key)
}
