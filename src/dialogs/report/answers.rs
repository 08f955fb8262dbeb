//! The questions of a category's form, each by its kind: what is offered, how words and files become an answer,
//! and what is said where they do not.
//!
//! ```text
//! bot:  Desde quando?                                     [Saltar] [Voltar] [Cancelar]
//! Ana:  há muito
//! bot:  Escreva uma data, por exemplo 20/11/2026 ou «ontem».  Desde quando?
//! Ana:  ontem
//! bot:  Em que Unidade Sanitária trabalha?
//! Ana:  ndlav
//! bot:  Para «ndlav» encontrei isto. …                    [CS Ndlavela] [Outra] [Voltar] [Cancelar]
//! ```

use crate::{
    core::{
        draft::Answers,
        policy::{
            answer,
            desk::{Category, Question, QuestionKind},
        },
    },
    dialogs::{
        choice::Choice,
        line::{Line, Plain},
        nearby,
        view::View,
    },
    text::{dates, fold, names, numbers},
};

/// How many facilities a question offers.
const OFFERED: usize = 3;

/// The question, with what can be tapped instead of typed.
pub fn ask(category: &Category, question: &Question, answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    let option = |key: &str| Choice::Option { question: question.key.clone(), option: key.to_owned() };
    let mut line = Line::AskQuestion { category: category.named.key.clone(), question: question.key.clone() };
    let mut choices = match &question.kind {
        QuestionKind::Choice(options) => options.iter().map(|named| option(&named.key)).collect(),
        QuestionKind::YesNo => vec![option(answer::YES), option(answer::NO)],
        QuestionKind::Facility => match typed_facility(question, answers) {
            Some(typed) => {
                let (offer, facilities) = offer(typed, view);
                line = offer;
                facilities
            }
            None => Vec::new(),
        },
        QuestionKind::Text
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Attachment
        | QuestionKind::Person => Vec::new(),
    };
    if !question.required {
        choices.push(Choice::Skip);
    }
    (line, choices)
}

/// The facilities that a typed name may mean.
fn offer(typed: &str, view: &View<'_>) -> (Line, Vec<Choice>) {
    let found = nearby::find(typed, OFFERED, view);
    let typed = typed.to_owned();
    let line = if found.is_empty() { Line::NoSuchFacility { typed } } else { Line::WhichFacility { typed } };
    let facilities = found.into_iter().map(|facility| Choice::Facility(facility.id));
    (line, facilities.chain([Choice::FacilityAsTyped]).collect())
}

/// The words that wait for a facility to be chosen.
pub fn typed_facility<'a>(question: &Question, answers: &'a Answers) -> Option<&'a str> {
    let is_facility = question.kind == QuestionKind::Facility;
    answers.form.get(&question.key).filter(|_| is_facility).and_then(|answer| answer::typed_facility(answer))
}

/// Whether it is answered in words or digits of one's own, so that a digit is no choice.
pub fn takes_words(question: &Question, answers: &Answers) -> bool {
    match question.kind {
        QuestionKind::Text | QuestionKind::Number { .. } | QuestionKind::Date | QuestionKind::Person => true,
        QuestionKind::Facility => typed_facility(question, answers).is_none(),
        QuestionKind::Choice(_) | QuestionKind::YesNo | QuestionKind::Attachment => false,
    }
}

/// Words as an answer, as it is kept; or what to say where they are none.
pub fn read(question: &Question, text: &str, view: &View<'_>) -> Result<String, Box<Line>> {
    let text = text.trim();
    let declines = !question.required && fold::yes_no(text) == Some(false);
    if declines && !matches!(question.kind, QuestionKind::Text | QuestionKind::YesNo) {
        return Ok(String::new());
    }
    match &question.kind {
        QuestionKind::Text => Ok(text.to_owned()),
        QuestionKind::Number { least, most } => numbers::read(text)
            .filter(|number| answer::is_within(number, *least, *most))
            .ok_or_else(|| Box::new(Line::NotANumber { least: *least, most: *most })),
        QuestionKind::Date => {
            dates::read(text, view.desk.day_of(view.now)).map(dates::iso).ok_or_else(|| plain(Plain::NotADate))
        }
        QuestionKind::Person => name(text),
        QuestionKind::Facility => Ok(facility(&answer::of_typed_facility(&name(text)?), view)),
        QuestionKind::YesNo => match fold::yes_no(text) {
            Some(true) => Ok(answer::YES.to_owned()),
            Some(false) => Ok(answer::NO.to_owned()),
            None => Err(plain(Plain::NotYesOrNo)),
        },
        QuestionKind::Choice(_) => Err(plain(Plain::NotUnderstood)),
        QuestionKind::Attachment => Err(plain(Plain::NotAFile)),
    }
}

fn plain(plain: Plain) -> Box<Line> {
    Box::new(plain.into())
}

fn name(text: &str) -> Result<String, Box<Line>> {
    let name = names::clean(text);
    if name.is_empty() { Err(plain(Plain::NameUnreadable)) } else { Ok(name) }
}

/// Taken where it can only be one; else it waits until one is chosen. Without a directory any name is taken.
fn facility(typed: &str, view: &View<'_>) -> String {
    if view.directory.facilities.is_empty() {
        return typed.to_owned();
    }
    view.directory.exactly(typed).map_or_else(|| format!("?{typed}"), answer::of_facility)
}

/// Further files for the answer that has this one.
pub fn add_files(answers: &mut Answers, first: i64, more: &[i64]) {
    let first = first.to_string();
    if let Some(answer) = answers.form.values_mut().find(|answer| answer.split(',').next() == Some(&first)) {
        for file in more {
            answer.push(',');
            answer.push_str(&file.to_string());
        }
    }
}

/// Files as an answer, as it is kept.
pub fn of_files(files: &[i64]) -> String {
    files.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}
