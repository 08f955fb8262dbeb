//! What is written on a button. Labels of ours have at most 20 characters; a desk's and the directory's own
//! names are as long as they are, and platforms shorten them.

use super::{
    catalog::{Arg, Catalog},
    choice::{Choice, Field},
};
use crate::{
    core::{
        directory::Directory,
        policy::desk::{Desk, Named, QuestionKind},
    },
    text::locale::Locale,
};

/// The keys of all choices of ours, in `locales/*/choices.ftl`.
pub const KEYS: [&str; 30] = [
    "choice-language-pt",
    "choice-language-en",
    "choice-facility-as-typed",
    "choice-skip",
    "choice-back",
    "choice-cancel",
    "choice-send",
    "choice-correct",
    "choice-continue",
    "choice-start-over",
    "choice-discard",
    "choice-new-report",
    "choice-my-tickets",
    "choice-help",
    "choice-show",
    "choice-about",
    "choice-take",
    "choice-note",
    "choice-reply",
    "choice-ask",
    "choice-resolve",
    "choice-confirm",
    "choice-still-broken",
    "field-system",
    "field-category",
    "field-question",
    "field-urgency",
    "field-impact",
    "field-description",
    "field-photo",
];

/// The key of a choice of ours; none for what a desk or the directory names.
pub fn key(choice: &Choice) -> Option<&'static str> {
    Some(match choice {
        Choice::Facility(_)
        | Choice::System(_)
        | Choice::Category(_)
        | Choice::Option { .. }
        | Choice::Urgency(_)
        | Choice::Impact(_) => return None,
        Choice::Language(Locale::Pt) => "choice-language-pt",
        Choice::Language(Locale::En) => "choice-language-en",
        Choice::FacilityAsTyped => "choice-facility-as-typed",
        Choice::Skip => "choice-skip",
        Choice::Back => "choice-back",
        Choice::Cancel => "choice-cancel",
        Choice::Send => "choice-send",
        Choice::Correct => "choice-correct",
        Choice::CorrectField(field) => field_key(*field),
        Choice::Continue => "choice-continue",
        Choice::StartOver => "choice-start-over",
        Choice::Discard => "choice-discard",
        Choice::NewReport => "choice-new-report",
        Choice::MyTickets => "choice-my-tickets",
        Choice::Help => "choice-help",
        Choice::Show { .. } => "choice-show",
        Choice::Take(_) => "choice-take",
        Choice::Note(_) => "choice-note",
        Choice::Reply(_) => "choice-reply",
        Choice::Ask(_) => "choice-ask",
        Choice::Resolve(_) => "choice-resolve",
        Choice::Confirm(_) => "choice-confirm",
        Choice::StillBroken(_) => "choice-still-broken",
        Choice::About { .. } => "choice-about",
    })
}

/// The key of a field's name.
pub fn field_key(field: Field) -> &'static str {
    match field {
        Field::System => "field-system",
        Field::Category => "field-category",
        Field::Question(_) => "field-question",
        Field::Urgency => "field-urgency",
        Field::Impact => "field-impact",
        Field::Description => "field-description",
        Field::Photo => "field-photo",
    }
}

pub fn of(catalog: &Catalog, choice: &Choice, locale: Locale, desk: &Desk, directory: &Directory) -> String {
    let named = match choice {
        Choice::Facility(id) => return directory.facility(*id).map_or_else(|| id.to_string(), |f| f.name.clone()),
        Choice::System(key) => desk.system(key),
        Choice::Category(key) => desk.category(key).map(|category| &category.named),
        Choice::Urgency(key) => desk.urgency(key),
        Choice::Impact(key) => desk.impact(key),
        Choice::Option { question, option: key } => option(desk, question, key),
        Choice::Language(_)
        | Choice::FacilityAsTyped
        | Choice::Skip
        | Choice::Back
        | Choice::Cancel
        | Choice::Send
        | Choice::Correct
        | Choice::CorrectField(_)
        | Choice::Continue
        | Choice::StartOver
        | Choice::Discard
        | Choice::NewReport
        | Choice::MyTickets
        | Choice::Help
        | Choice::Show { .. }
        | Choice::Take(_)
        | Choice::Note(_)
        | Choice::Reply(_)
        | Choice::Ask(_)
        | Choice::Resolve(_)
        | Choice::Confirm(_)
        | Choice::StillBroken(_)
        | Choice::About { .. } => None,
    };
    match (named, key(choice)) {
        (Some(named), _) => named.label.in_locale(locale).to_owned(),
        (None, Some(key)) => ours(catalog, choice, key, locale),
        (None, None) => data_key(choice),
    }
}

fn ours(catalog: &Catalog, choice: &Choice, key: &str, locale: Locale) -> String {
    let mut out = String::new();
    if let Choice::Show { reference, .. } | Choice::About { reference, .. } = choice {
        catalog.write(key, &[("reference", Arg::Text(reference))], locale, &mut out);
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
    | Choice::Category(key)
    | Choice::Urgency(key)
    | Choice::Impact(key)
    | Choice::Option { option: key, .. } = choice
    {
        key.clone()
    } else {
        String::new()
    }
}

/// An option of any category's question of this key.
pub fn option<'d>(desk: &'d Desk, question: &str, option: &str) -> Option<&'d Named> {
    let questions = desk.categories.iter().flat_map(|category| &category.questions);
    questions.filter(|asked| asked.key == question).find_map(|asked| match &asked.kind {
        QuestionKind::Choice(options) => options.iter().find(|named| named.key == option),
        QuestionKind::Text => None,
    })
}
