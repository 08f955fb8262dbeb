//! `only_if` of a question, and `when` of a category: they look at a choice, or at a yes or no, of the same form. What
//! they name has to be there, so that nothing waits for an answer that cannot be given.

use super::table::{Notes, Table, Value, list, text};
use crate::core::policy::desk::{OnlyIf, Question, QuestionKind};

const FIELDS: [&str; 2] = ["question", "is"];

/// The condition of a question, if it has one.
pub(super) fn only_if(question: &Table<'_, '_>, earlier: &[Question], notes: &mut Notes<'_>) -> Option<OnlyIf> {
    condition((question, "only_if"), "earlier question", earlier, notes)
}

/// The condition of a category's floor and targets, if it has one.
pub(super) fn when(category: &Table<'_, '_>, questions: &[Question], notes: &mut Notes<'_>) -> Option<OnlyIf> {
    condition((category, "when"), "question", questions, notes)
}

fn condition(
    (owner, field): (&Table<'_, '_>, &str),
    named: &str,
    earlier: &[Question],
    notes: &mut Notes<'_>,
) -> Option<OnlyIf> {
    let table = Table::of(owner.field(field)?, format!("`{field}` of {}", owner.what), notes)?;
    table.only(&FIELDS, notes);
    let (key, place) = table.text("question", notes)?;
    let values = values(table.need("is", notes)?, &format!("`is` of `{field}`"), notes);
    let Some(asked) = earlier.iter().find(|question| question.key == key) else {
        let problem = format!("`{field}` names `{key}`, which is no {named} of this category");
        notes.wrong(Some(&place), problem, Some(allowed(earlier)));
        return None;
    };
    let Some(options) = options(&asked.kind) else {
        let problem = format!("`{field}` names `{key}`, which is of kind `{}`", asked.kind.word());
        notes.wrong(Some(&place), problem, Some(allowed(earlier)));
        return None;
    };
    for (value, place) in &values {
        if !options.contains(value) {
            notes.wrong(Some(place), format!("`{key}` is never answered with `{value}`"), Some(options.join(", ")));
        }
    }
    Some(OnlyIf { question: key.to_owned(), is: values.into_iter().map(|(value, _)| value.to_owned()).collect() })
}

/// One text, or a list of them, each with its place.
fn values<'a>(value: &'a Value<'_>, what: &str, notes: &mut Notes<'_>) -> Vec<(&'a str, std::ops::Range<usize>)> {
    if value.get_ref().as_array().is_none() {
        return text(value, what, notes).into_iter().collect();
    }
    list(value, what, notes).iter().filter_map(|value| text(value, what, notes)).collect()
}

/// What a question can be answered with, where that is a closed set.
fn options(kind: &QuestionKind) -> Option<Vec<&str>> {
    match kind {
        QuestionKind::Choice(options) => Some(options.iter().map(|named| named.key.as_str()).collect()),
        QuestionKind::YesNo => Some(vec!["yes", "no"]),
        QuestionKind::Text
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Attachment
        | QuestionKind::Facility
        | QuestionKind::Person => None,
    }
}

fn allowed(earlier: &[Question]) -> String {
    let keys: Vec<&str> = earlier
        .iter()
        .filter(|question| options(&question.kind).is_some())
        .map(|question| question.key.as_str())
        .collect();
    if keys.is_empty() { "an earlier question of kind choice or yes_no".to_owned() } else { keys.join(", ") }
}
