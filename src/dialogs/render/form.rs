//! The questions of a category's form and their answers, each kind as people read it.

use super::{Page, person};
use crate::{
    core::policy::{
        answer,
        desk::{Desk, Question, QuestionKind},
    },
    dialogs::catalog::Arg,
    text::{dates, locale::Locale},
};

/// The questions of a category; none where the desk does not name it.
pub fn questions<'d>(desk: &'d Desk, category: &str) -> &'d [Question] {
    desk.category(category).map_or(&[], |category| &category.questions)
}

/// A question with its help. What the desk no longer asks shows as its key.
pub fn ask(page: &mut Page<'_>, category: &str, key: &str) {
    let question = questions(page.desk, category).iter().find(|asked| asked.key == key);
    let label = question.map_or(key, |question| question.label.in_locale(page.locale));
    match question.and_then(|question| question.help.as_ref()) {
        Some(help) => {
            let help = help.in_locale(page.locale);
            page.say("ask-question-help", &[("question", Arg::Text(label)), ("help", Arg::Text(help))]);
        }
        None => page.say("ask-question", &[("question", Arg::Text(label))]),
    }
}

/// A question and its answer on a line of its own.
pub fn entry(page: &mut Page<'_>, question: &Question, given: &str) {
    let name = bare_label(question, page.locale).to_owned();
    let value = value(page, question, given);
    let is_words = !given.is_empty() && question.kind == QuestionKind::Text;
    page.newline();
    page.say(if is_words { "entry-words" } else { "entry" }, &[("name", Arg::Own(name)), ("value", value)]);
}

/// The question alone, without the advice that follows it.
fn bare_label(question: &Question, locale: Locale) -> &str {
    let label = question.label.in_locale(locale);
    label.split('?').next().unwrap_or(label).trim_end()
}

/// An answer in the reader's language. One that does not fit its question (any more) shows as it is.
fn value<'a>(page: &Page<'a>, question: &'a Question, given: &'a str) -> Arg<'a> {
    if given.is_empty() {
        return Arg::Own(page.words("skipped"));
    }
    let known = match &question.kind {
        QuestionKind::Choice(options) => {
            options.iter().find(|named| named.key == given).map(|named| Arg::Text(named.label.in_locale(page.locale)))
        }
        QuestionKind::YesNo if given == answer::YES => Some(Arg::Own(page.words("choice-yes"))),
        QuestionKind::YesNo if given == answer::NO => Some(Arg::Own(page.words("choice-no"))),
        QuestionKind::Date => dates::from_iso(given).map(|day| Arg::Own(dates::shown(day))),
        QuestionKind::Number { .. } => Some(Arg::Own(number(given, page.locale))),
        QuestionKind::Attachment => Some(Arg::Own(files(page, given))),
        QuestionKind::Facility => Some(person(answer::facility_name(given))),
        QuestionKind::YesNo | QuestionKind::Text | QuestionKind::Person => None,
    };
    known.unwrap_or_else(|| person(given))
}

/// With the comma or the point of the language.
fn number(kept: &str, locale: Locale) -> String {
    match locale {
        Locale::Pt => kept.replace('.', ","),
        Locale::En => kept.to_owned(),
    }
}

fn files(page: &Page<'_>, given: &str) -> String {
    let mut out = String::new();
    page.catalog.write("ticket-files", &[("count", Arg::Count(answer::file_count(given)))], page.locale, &mut out);
    out
}

/// Which field to correct; the form's questions that were asked beside their numbers.
pub fn choose_field(page: &mut Page<'_>, category: &str, asked: &[String]) {
    page.say_plain("choose-field");
    for (at, question) in questions(page.desk, category).iter().enumerate() {
        if !asked.contains(&question.key) {
            continue;
        }
        let mut name = String::new();
        page.catalog.write("field-question", &[("number", Arg::Count(at + 1))], page.locale, &mut name);
        page.newline();
        let label = question.label.in_locale(page.locale);
        page.say("entry", &[("name", Arg::Own(name)), ("value", Arg::Text(label))]);
    }
}

/// What a number should have been.
pub fn not_a_number(page: &mut Page<'_>, least: Option<i64>, most: Option<i64>) {
    let bound = |bound: i64| Arg::Own(bound.to_string());
    match (least, most) {
        (None, None) => page.say_plain("not-a-number"),
        (Some(least), None) => page.say("not-a-number-least", &[("least", bound(least))]),
        (None, Some(most)) => page.say("not-a-number-most", &[("most", bound(most))]),
        (Some(least), Some(most)) => {
            page.say("not-a-number-between", &[("least", bound(least)), ("most", bound(most))]);
        }
    }
}
