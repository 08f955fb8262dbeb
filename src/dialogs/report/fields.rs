//! The fields of a report: their order, which are answered, how each is asked and set. What a desk no longer
//! names counts as not answered, so that a changed desk file asks again for what it changed alone.

use crate::{
    core::{
        draft::Answers,
        policy::desk::{Category, Desk, Question, QuestionKind},
    },
    dialogs::{
        choice::{Choice, Field},
        line::{Line, Plain},
    },
};

/// All fields, in the order in which they are asked.
pub fn order(answers: &Answers, desk: &Desk) -> Vec<Field> {
    let questions = category(answers, desk).map_or(0, |category| category.questions.len());
    [Field::System, Field::Category]
        .into_iter()
        .chain((0..questions).map(Field::Question))
        .chain([Field::Urgency, Field::Impact, Field::Description, Field::Photo])
        .collect()
}

/// The first field that is not answered.
pub fn next(answers: &Answers, desk: &Desk) -> Option<Field> {
    order(answers, desk).into_iter().find(|field| !is_answered(*field, answers, desk))
}

/// The field that is asked before this one.
pub fn before(field: Field, answers: &Answers, desk: &Desk) -> Option<Field> {
    let order = order(answers, desk);
    let at = order.iter().position(|other| *other == field)?;
    at.checked_sub(1).map(|at| order[at])
}

pub fn is_answered(field: Field, answers: &Answers, desk: &Desk) -> bool {
    match field {
        Field::System => answers.system.as_deref().is_some_and(|key| desk.system(key).is_some()),
        Field::Category => category(answers, desk).is_some(),
        Field::Question(at) => question(at, answers, desk)
            .is_none_or(|question| answers.form.get(&question.key).is_some_and(|answer| fits(question, answer))),
        Field::Urgency => answers.urgency.as_deref().is_some_and(|key| desk.urgency(key).is_some()),
        Field::Impact => answers.impact.as_deref().is_some_and(|key| desk.impact(key).is_some()),
        Field::Description => answers.description.as_deref().is_some_and(|words| !words.trim().is_empty()),
        Field::Photo => answers.photos_done,
    }
}

/// How many fields are answered, the photo aside.
pub fn answered(answers: &Answers, desk: &Desk) -> usize {
    let fields = order(answers, desk);
    fields.iter().filter(|field| **field != Field::Photo && is_answered(**field, answers, desk)).count()
}

/// The question and its choices.
pub fn ask(field: Field, answers: &Answers, desk: &Desk) -> (Line, Vec<Choice>) {
    let (line, mut choices) = match field {
        Field::System => (
            Line::Plain(Plain::AskSystem),
            desk.systems.iter().map(|named| Choice::System(named.key.clone())).collect(),
        ),
        Field::Category => (
            Line::Plain(Plain::AskCategory),
            desk.categories.iter().map(|category| Choice::Category(category.named.key.clone())).collect(),
        ),
        Field::Question(at) => ask_question(at, answers, desk),
        Field::Urgency => (
            Line::Plain(Plain::AskUrgency),
            desk.urgencies.iter().map(|named| Choice::Urgency(named.key.clone())).collect(),
        ),
        Field::Impact => (
            Line::Plain(Plain::AskImpact),
            desk.impacts.iter().map(|named| Choice::Impact(named.key.clone())).collect(),
        ),
        Field::Description => (Line::Plain(Plain::AskDescription), Vec::new()),
        Field::Photo => (Line::Plain(Plain::AskPhoto), vec![Choice::Skip]),
    };
    if field != Field::System {
        choices.push(Choice::Back);
    }
    choices.push(Choice::Cancel);
    (line, choices)
}

fn ask_question(at: usize, answers: &Answers, desk: &Desk) -> (Line, Vec<Choice>) {
    let Some((category, question)) = category(answers, desk).zip(question(at, answers, desk)) else {
        return (Line::Plain(Plain::AskDescription), Vec::new());
    };
    let line = Line::AskQuestion { category: category.named.key.clone(), question: question.key.clone() };
    let mut choices = match &question.kind {
        QuestionKind::Choice(options) => options
            .iter()
            .map(|option| Choice::Option { question: question.key.clone(), option: option.key.clone() })
            .collect(),
        QuestionKind::Text => Vec::new(),
    };
    if !question.required {
        choices.push(Choice::Skip);
    }
    (line, choices)
}

/// Whether the field is answered in free words, so that a digit is no choice.
pub fn takes_words(field: Field, answers: &Answers, desk: &Desk) -> bool {
    match field {
        Field::Description => true,
        Field::Question(at) => {
            question(at, answers, desk).is_some_and(|question| matches!(question.kind, QuestionKind::Text))
        }
        Field::System | Field::Category | Field::Urgency | Field::Impact | Field::Photo => false,
    }
}

/// Which field a choice answers, if the desk still names it.
pub fn field_of(choice: &Choice, answers: &Answers, desk: &Desk) -> Option<Field> {
    match choice {
        Choice::System(key) => desk.system(key).map(|_| Field::System),
        Choice::Category(key) => desk.category(key).map(|_| Field::Category),
        Choice::Urgency(key) => desk.urgency(key).map(|_| Field::Urgency),
        Choice::Impact(key) => desk.impact(key).map(|_| Field::Impact),
        Choice::Option { question, option } => {
            let questions = &category(answers, desk)?.questions;
            let at = questions.iter().position(|asked| asked.key == *question && fits(asked, option))?;
            Some(Field::Question(at))
        }
        Choice::CorrectField(field) => order(answers, desk).contains(field).then_some(*field),
        Choice::Language(_)
        | Choice::Facility(_)
        | Choice::FacilityAsTyped
        | Choice::Skip
        | Choice::Back
        | Choice::Cancel
        | Choice::Send
        | Choice::Correct
        | Choice::Continue
        | Choice::StartOver
        | Choice::Discard
        | Choice::NewReport
        | Choice::MyTickets
        | Choice::Help
        | Choice::Show { .. }
        | Choice::Act { .. }
        | Choice::With { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::EndTalk(_)
        | Choice::People(_)
        | Choice::About { .. } => None,
    }
}

/// Sets a field to a key or to words. Another category drops the answers that do not belong to it.
pub fn set(answers: &mut Answers, field: Field, value: String, desk: &Desk) {
    match field {
        Field::System => answers.system = Some(value),
        Field::Category => {
            answers.category = Some(value);
            let questions = category(answers, desk).map_or(&[][..], |category| &category.questions);
            answers
                .form
                .retain(|key, answer| questions.iter().any(|question| question.key == *key && fits(question, answer)));
        }
        Field::Question(at) => {
            if let Some(key) = question(at, answers, desk).map(|question| question.key.clone()) {
                answers.form.insert(key, value);
            }
        }
        Field::Urgency => answers.urgency = Some(value),
        Field::Impact => answers.impact = Some(value),
        Field::Description => answers.description = Some(value),
        Field::Photo => answers.photos_done = true,
    }
}

/// Adds words to the description.
pub fn add_words(answers: &mut Answers, words: &str) {
    let words = words.trim();
    if words.is_empty() {
        return;
    }
    let description = answers.description.get_or_insert_default();
    if !description.is_empty() {
        description.push('\n');
    }
    description.push_str(words);
}

fn category<'d>(answers: &Answers, desk: &'d Desk) -> Option<&'d Category> {
    answers.category.as_deref().and_then(|key| desk.category(key))
}

pub fn question<'d>(at: usize, answers: &Answers, desk: &'d Desk) -> Option<&'d Question> {
    category(answers, desk)?.questions.get(at)
}

/// An option that the question has, or any words; nothing at all only where it may be skipped.
fn fits(question: &Question, answer: &str) -> bool {
    if answer.is_empty() {
        return !question.required;
    }
    match &question.kind {
        QuestionKind::Choice(options) => options.iter().any(|option| option.key == answer),
        QuestionKind::Text => true,
    }
}
