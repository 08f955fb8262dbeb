//! Categories of problems and the short form of each: questions that are answered by a choice or by a text.

use super::{
    named::{NAMED, QUESTION, all_named, key, label, named, tell_apart},
    table::{Notes, Table, list},
};
use crate::core::policy::desk::{Category, Named, Question, QuestionKind};

const CATEGORY: [&str; 5] = [NAMED[0], NAMED[1], NAMED[2], "question", "approval"];
const FIELDS: [&str; 5] = ["key", "label", "kind", "required", "choice"];
/// More questions than these, and people give up.
const MOST_QUESTIONS: usize = 4;

/// The categories with their forms, in the file's order.
pub(super) fn categories(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<Category> {
    let tables = root.tables("category", notes);
    let read: Vec<Category> = tables
        .iter()
        .map(|table| {
            table.only(&CATEGORY, notes);
            Category {
                named: named(table, notes),
                questions: questions(table, notes),
                approval: table.flag("approval", notes),
            }
        })
        .collect();
    let names: Vec<Named> = read.iter().map(|category| category.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    read
}

/// A category may have no form at all.
fn questions(category: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<Question> {
    let Some(value) = category.field("question") else { return Vec::new() };
    let values = list(value, "`question` of a category", notes);
    if let Some(one_too_many) = values.get(MOST_QUESTIONS) {
        let problem = format!("{} questions are too many for one category", values.len());
        notes.wrong(Some(&one_too_many.span()), problem, Some(format!("at most {MOST_QUESTIONS}")));
    }
    let mut questions: Vec<Question> = Vec::new();
    for table in values.iter().filter_map(|value| Table::of(value, "a question", notes)).collect::<Vec<_>>() {
        table.only(&FIELDS, notes);
        let question = question(&table, notes);
        if !question.key.is_empty() && questions.iter().any(|earlier| earlier.key == question.key) {
            let place = table.field("key").map(toml::Spanned::span);
            notes.wrong(place.as_ref(), format!("this category asks `{}` twice", question.key), None);
        }
        questions.push(question);
    }
    questions
}

fn question(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Question {
    Question {
        key: key(table, notes),
        label: label(table, QUESTION, notes),
        kind: kind(table, notes),
        required: table.flag("required", notes),
    }
}

fn kind(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> QuestionKind {
    let is_choice = table.word("kind", &[("choice", true), ("text", false)], notes);
    match (is_choice, table.field("choice")) {
        (Some(true), _) => QuestionKind::Choice(all_named(table, "choice", notes)),
        (Some(false), Some(choices)) => {
            notes.wrong(
                Some(&choices.span()),
                "a question of kind `text` has no `choice`",
                Some("kind = \"choice\"".into()),
            );
            QuestionKind::Text
        }
        (Some(false), None) | (None, _) => QuestionKind::Text,
    }
}
