//! What was put into a form, as the dialog's answers. What does not fit is asked again; its words are kept beside the
//! description until then, and nothing that was written is lost.
//!
//! ```text
//! Ana:  (form) Sistema: iDART · Desde quando: há muito · Descrição: A impressora não imprime
//! bot:  Escreva uma data, por exemplo 20/11/2026 ou «ontem».  Desde quando?     [Saltar] [Cancelar]
//! ```

use super::{answers as typed_answers, begin_asking, fields, form};
use crate::{
    core::{
        draft::Answers,
        policy::desk::{Question, QuestionKind},
    },
    dialogs::{
        appointed,
        choice::{Choice, Field},
        enrol,
        event::Given,
        line::{Line, Plain},
        state::State,
        turn::Turn,
        view::View,
    },
};

/// What does not fit: the field, its words, and why not.
struct Misfit<'g> {
    /// None where the form has no such field any more.
    field: Option<Field>,
    words: &'g str,
    why: Box<Line>,
}

/// Begins a report with what a form holds. It joins one that is being written.
pub fn begin(state: State, given: &[Given], view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").say(Plain::NotHere, Vec::new());
    }
    let before = view.answers();
    if form::is_begun(&before) && view.member().is_some() && only_tells(given) {
        return super::begin(&unknown(given, view), &[], view).placed("form");
    }
    let mut answers = before.clone();
    if let State::Holding { words, files } = &state {
        fields::add_words(&mut answers, words);
        fields::add_files(&mut answers, files, view);
    }
    let misfits = fill(&mut answers, given, view);
    keep_displaced(&before, &mut answers, view);
    if view.member().is_none() {
        return enrol::begun(state, answers, view).placed("form");
    }
    if let Some(turn) = appointed::instead_of(&answers, view) {
        return turn;
    }
    let misfit = misfits.into_iter().find_map(|misfit| Some((misfit.field?, *misfit.why)));
    let turn = begin_asking(answers, misfit, view).placed("form");
    if form::is_begun(&before) { turn.led_by(Plain::FormAdded) } else { turn }
}

/// Whether it is only what a command told, whose form was not opened.
fn only_tells(given: &[Given]) -> bool {
    given.iter().all(|one| [form::SYSTEM, form::CATEGORY].contains(&one.field.as_str()))
}

/// Words among it that name nothing of the desk's.
fn unknown(given: &[Given], view: &View<'_>) -> String {
    let told = |one: &Given| form::told(&[(one.field.clone(), one.text.clone())], view.desk);
    let words = given.iter().filter(|one| !form::is_begun(&told(one))).map(|one| one.text.trim());
    words.collect::<Vec<_>>().join("\n")
}

/// Puts all of it into the answers: first what decides on the other questions.
fn fill<'g>(answers: &mut Answers, given: &'g [Given], view: &View<'_>) -> Vec<Misfit<'g>> {
    let decides = |one: &&Given| [form::SYSTEM, form::CATEGORY, form::SEVERITY].contains(&one.field.as_str());
    let (first, rest): (Vec<&Given>, Vec<&Given>) = given.iter().partition(decides);
    let mut misfits = Vec::new();
    for one in first.into_iter().chain(rest) {
        if let Err(misfit) = put(answers, one, view) {
            misfits.push(misfit);
        }
    }
    for misfit in &misfits {
        keep(answers, misfit, view);
    }
    misfits
}

fn put<'g>(answers: &mut Answers, one: &'g Given, view: &View<'_>) -> Result<(), Misfit<'g>> {
    let (desk, text) = (view.desk, one.text.trim());
    fields::add_files(answers, &one.files, view);
    let is_empty = text.is_empty() && one.files.is_empty();
    let chosen = match one.field.as_str() {
        form::FILES => {
            answers.photos_done = true;
            fields::add_words(answers, text);
            return Ok(());
        }
        form::DESCRIPTION => {
            fields::add_words(answers, text);
            return Ok(());
        }
        name if name.starts_with(form::QUESTION) => {
            return put_answer(answers, &name[form::QUESTION.len()..], one, view);
        }
        _ if is_empty => return Ok(()),
        form::SYSTEM => Some((Field::System, form::called(&desk.systems, text))),
        form::CATEGORY => Some((Field::Category, form::category_called(desk, text))),
        form::URGENCY => Some((Field::Urgency, form::called(&fields::policy(answers, desk).urgencies, text))),
        form::IMPACT => Some((Field::Impact, form::called(&fields::policy(answers, desk).impacts, text))),
        form::SEVERITY => {
            let severities = fields::policy(answers, desk).pairs().map_or(&[][..], |pairs| &pairs.severities);
            Some((Field::Severity, form::called(severities, text)))
        }
        form::PRIORITY => {
            let mut all = fields::policy(answers, desk).priorities.iter().map(|one| &one.named);
            let key = all.find(|named| crate::dialogs::typed::is_called(named, text)).map(|named| named.key.clone());
            let allowed = fields::allowed(answers, desk);
            Some((Field::Priority, key.filter(|key| allowed.contains(key))))
        }
        _ => None,
    };
    match chosen {
        Some((field, Some(key))) => {
            fields::set(answers, field, key, desk);
            Ok(())
        }
        Some((field, None)) => Err(Misfit { field: Some(field), words: text, why: plain(Plain::NotUnderstood) }),
        None => Err(Misfit { field: None, words: text, why: plain(Plain::FormChanged) }),
    }
}

fn plain(plain: Plain) -> Box<Line> {
    Box::new(plain.into())
}

/// An answer to a question of the category's form. What was left empty, and need not be told, was skipped.
fn put_answer<'g>(answers: &mut Answers, key: &str, one: &'g Given, view: &View<'_>) -> Result<(), Misfit<'g>> {
    let text = one.text.trim();
    let is_empty = text.is_empty() && one.files.is_empty();
    let category = answers.category.as_deref().and_then(|category| view.desk.category(category));
    let at = category.and_then(|category| category.questions.iter().position(|question| question.key == key));
    let found = at.and_then(|at| Some((at, fields::question(at, answers, view.desk)?)));
    let Some((at, question)) = found else {
        let misfit = Misfit { field: None, words: text, why: plain(Plain::FormChanged) };
        return if text.is_empty() { Ok(()) } else { Err(misfit) };
    };
    let value = match &question.kind {
        _ if is_empty && question.required => return Ok(()),
        _ if is_empty => Ok(String::new()),
        QuestionKind::Attachment if !one.files.is_empty() => Ok(typed_answers::of_files(&one.files)),
        QuestionKind::Choice(options) => form::called(options, text).ok_or_else(|| plain(Plain::NotUnderstood)),
        QuestionKind::YesNo if crate::core::policy::answer::fits(question, text) => Ok(text.to_owned()),
        QuestionKind::YesNo
        | QuestionKind::Attachment
        | QuestionKind::Text
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Facility
        | QuestionKind::Person => typed_answers::read(question, text, view),
    };
    match value {
        Ok(value) => {
            fields::set(answers, Field::Question(at), value, view.desk);
            Ok(())
        }
        Err(why) => Err(Misfit { field: Some(Field::Question(at)), words: text, why }),
    }
}

/// The words of what does not fit stand in the description, under the field's name.
fn keep(answers: &mut Answers, misfit: &Misfit<'_>, view: &View<'_>) {
    let question = match misfit.field {
        Some(Field::Question(at)) => fields::question(at, answers, view.desk),
        Some(_) | None => None,
    };
    let label = match (question, misfit.field) {
        (Some(question), _) => Some(question.label.in_locale(view.locale).to_owned()),
        (None, Some(field)) => {
            Some(view.catalog.label(&Choice::CorrectField(field), view.locale, view.desk, view.directory))
        }
        (None, None) => None,
    };
    let line = match label {
        Some(label) if label.ends_with('?') => format!("{label} {}", misfit.words),
        Some(label) => format!("{label}: {}", misfit.words),
        None => misfit.words.to_owned(),
    };
    fields::add_words(answers, &line);
}

/// Words that answered another form before, and that this one has no place for, go along in the description.
fn keep_displaced(before: &Answers, after: &mut Answers, view: &View<'_>) {
    let category = before.category.as_deref().and_then(|key| view.desk.category(key));
    let is_words = |question: &&Question| matches!(question.kind, QuestionKind::Text | QuestionKind::Person);
    for question in category.map_or(&[][..], |one| &one.questions).iter().filter(is_words) {
        let Some(words) = before.form.get(&question.key).filter(|words| !words.is_empty()) else { continue };
        if after.form.get(&question.key) != Some(words) {
            let label = question.label.in_locale(view.locale);
            fields::add_words(after, &format!("{label} {words}"));
        }
    }
}
