//! Categories of problems and the short form of each: typed questions, some of them asked only after certain
//! answers.

use super::{
    condition::only_if,
    department,
    named::{NAMED, QUESTION, all_named, help, key, label, named, tell_apart},
    table::{Notes, Table, list},
    treatment,
};
use crate::core::policy::desk::{Category, Department, Named, Question, QuestionKind};

const CATEGORY: [&str; 9] =
    [NAMED[0], NAMED[1], NAMED[2], "question", "approval", "department", "system", "urgency", "impact"];
const FIELDS: [&str; 10] = ["key", "label", "kind", "required", "help", "only_if", "choice", "least", "most", "tells"];
/// More questions than these, and people give up.
const MOST_QUESTIONS: usize = 8;
/// So many may be asked of every category.
const MOST_GENERAL: usize = 3;

/// The categories with their forms, in the file's order.
pub(super) fn categories(root: &Table<'_, '_>, departments: &[Department], notes: &mut Notes<'_>) -> Vec<Category> {
    let general = general(root, notes);
    let tables = root.tables("category", notes);
    let read: Vec<Category> = tables
        .iter()
        .map(|table| {
            table.only(&[&CATEGORY[..], &treatment::FIELDS].concat(), notes);
            Category {
                questions: questions_of(table, &general, notes),
                approval: table.flag("approval", notes),
                department: department::of_category(table, departments, notes),
                ..Category::plain(named(table, notes))
            }
        })
        .collect();
    let names: Vec<Named> = read.iter().map(|category| category.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    read
}

/// What is asked of every category: `[[question]]`.
fn general(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<Question> {
    let asked = questions(root, ("every category", MOST_GENERAL), notes);
    asked.into_iter().map(|question| Question { general: true, ..question }).collect()
}

/// A category's own questions, then those that every category asks.
fn questions_of(category: &Table<'_, '_>, general: &[Question], notes: &mut Notes<'_>) -> Vec<Question> {
    let own = questions(category, ("one category", MOST_QUESTIONS), notes);
    for twice in own.iter().filter(|own| general.iter().any(|general| general.key == own.key)) {
        let place = category.field("question").map(toml::Spanned::span);
        notes.wrong(place.as_ref(), format!("this category asks `{}`, which every one asks", twice.key), None);
    }
    own.into_iter().chain(general.iter().cloned()).collect()
}

/// The questions that stand in a table; it may have none.
fn questions(table: &Table<'_, '_>, (of, most): (&str, usize), notes: &mut Notes<'_>) -> Vec<Question> {
    let Some(value) = table.field("question") else { return Vec::new() };
    let values = list(value, &format!("`question` of {}", table.what), notes);
    if let Some(one_too_many) = values.get(most) {
        let problem = format!("{} questions are too many for {of}", values.len());
        notes.wrong(Some(&one_too_many.span()), problem, Some(format!("at most {most}")));
    }
    let mut questions: Vec<Question> = Vec::new();
    for asked in values.iter().filter_map(|value| Table::of(value, "a question", notes)).collect::<Vec<_>>() {
        asked.only(&FIELDS, notes);
        let question = question(&asked, &questions, notes);
        if !question.key.is_empty() && questions.iter().any(|earlier| earlier.key == question.key) {
            let place = asked.field("key").map(toml::Spanned::span);
            notes.wrong(place.as_ref(), format!("{} asks `{}` twice", table.what, question.key), None);
        }
        questions.push(question);
    }
    questions
}

fn question(table: &Table<'_, '_>, earlier: &[Question], notes: &mut Notes<'_>) -> Question {
    Question {
        key: key(table, notes),
        label: label(table, QUESTION, notes),
        help: help(table, notes),
        kind: kind(table, notes),
        required: table.flag("required", notes),
        only_if: only_if(table, earlier, notes),
        tells: table.flag("tells", notes),
        general: false,
    }
}

/// The kind, with the fields that belong to it alone; a text where it is unknown.
fn kind(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> QuestionKind {
    const WORDS: [(&str, &str); 8] = [
        ("choice", "choice"),
        ("text", "text"),
        ("number", "number"),
        ("date", "date"),
        ("yes_no", "yes_no"),
        ("attachment", "attachment"),
        ("facility", "facility"),
        ("person", "person"),
    ];
    let Some(word) = table.word("kind", &WORDS, notes) else { return QuestionKind::Text };
    for (field, owner) in [("choice", "choice"), ("least", "number"), ("most", "number")] {
        if let Some(value) = table.field(field).filter(|_| word != owner) {
            let problem = format!("a question of kind `{word}` has no `{field}`");
            notes.wrong(Some(&value.span()), problem, Some(format!("kind = \"{owner}\"")));
        }
    }
    match word {
        "choice" => QuestionKind::Choice(all_named(table, "choice", notes)),
        "number" => number(table, notes),
        "date" => QuestionKind::Date,
        "yes_no" => QuestionKind::YesNo,
        "attachment" => QuestionKind::Attachment,
        "facility" => QuestionKind::Facility,
        "person" => QuestionKind::Person,
        _ => QuestionKind::Text,
    }
}

fn number(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> QuestionKind {
    let (least, most) = (bound(table, "least", notes), bound(table, "most", notes));
    if let (Some(low), Some(high)) = (least, most)
        && low > high
    {
        let place = table.field("most").map(toml::Spanned::span);
        notes.wrong(place.as_ref(), format!("no number is between {low} and {high}"), Some(format!("at least {low}")));
    }
    QuestionKind::Number { least, most }
}

fn bound(table: &Table<'_, '_>, name: &str, notes: &mut Notes<'_>) -> Option<i64> {
    let value = table.field(name)?;
    let number = value
        .get_ref()
        .as_integer()
        .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        .filter(|number| number.abs() <= 1_000_000_000);
    if number.is_none() {
        let problem = format!("`{name}` of a question is no whole number");
        notes.wrong(Some(&value.span()), problem, Some("up to 1000000000".into()));
    }
    number
}
