//! The fields of a report: their order, which are answered, how each is asked and set. What a desk no longer
//! names counts as not answered, so that a changed desk file asks again for what it changed alone.

use crate::{
    core::{
        draft::{Answers, Voice},
        policy::{
            answer,
            desk::{Category, Desk, Question, QuestionKind},
            scheme::{Policy, Scheme},
        },
    },
    dialogs::{
        choice::{Choice, Field},
        line::{Line, Plain},
        report::answers as typed_answers,
        view::View,
    },
};

/// All fields, in the order in which they are asked.
pub fn order(answers: &Answers, desk: &Desk) -> Vec<Field> {
    let category = category(answers, desk);
    let count = category.map_or(0, |category| category.questions.len());
    let is_asked = |at: &usize| category.is_some_and(|category| answer::is_asked(category, *at, &answers.form));
    let is_general = |at: &usize| category.is_some_and(|category| category.questions[*at].general);
    let (general, own): (Vec<usize>, Vec<usize>) = (0..count).filter(is_asked).partition(is_general);
    let system = desk.only_system().is_none().then_some(Field::System);
    system
        .into_iter()
        .chain([Field::Category])
        .chain(own.into_iter().map(Field::Question))
        .chain(ranked_by(answers, desk))
        .chain(general.into_iter().map(Field::Question))
        .chain([Field::Description, Field::Photo])
        .collect()
}

/// What is asked to rank it. What has only one answer is not asked, nor what the desk's people decide (SV 4.2, CY-03).
fn ranked_by(answers: &Answers, desk: &Desk) -> Vec<Field> {
    match &policy(answers, desk).scheme {
        Scheme::Matrix(_) => vec![Field::Urgency, Field::Impact],
        Scheme::Pairs(pairs) => {
            let has_choice = answers.severity.as_deref().is_some_and(|key| pairs.allowed(key).len() > 1);
            [Field::Severity].into_iter().chain(has_choice.then_some(Field::Priority)).collect()
        }
        Scheme::Manual { .. } => Vec::new(),
    }
}

/// How a report is ranked, by what is known of its system.
pub fn policy<'d>(answers: &Answers, desk: &'d Desk) -> &'d Policy {
    desk.policy_of(answers.system.as_deref().or_else(|| desk.only_system().map(|only| only.key.as_str())))
}

/// The priorities that go with the severity that was chosen.
pub fn allowed<'d>(answers: &Answers, desk: &'d Desk) -> &'d [String] {
    let pairs = policy(answers, desk).pairs();
    pairs.zip(answers.severity.as_deref()).map_or(&[], |(pairs, severity)| pairs.allowed(severity))
}

/// The first field that is to be asked and is not answered.
pub fn next(answers: &Answers, desk: &Desk) -> Option<Field> {
    let unsure = answers.unsure.is_some().then_some(Field::Facility);
    unsure.or_else(|| path(answers, desk).into_iter().find(|field| !is_answered(*field, answers, desk)))
}

/// The fields that are asked before the summary: where a desk is brief, what can be left out only if it is asked for.
pub fn path(answers: &Answers, desk: &Desk) -> Vec<Field> {
    let mut path = order(answers, desk);
    path.retain(|field| !desk.brief || answers.details || is_needed(*field, answers, desk));
    path
}

/// What could still be told, and is not asked for.
pub fn has_more(answers: &Answers, desk: &Desk) -> bool {
    let is_open = |field: &Field| match field {
        Field::Question(_) | Field::Description | Field::Photo => !is_answered(*field, answers, desk),
        Field::Facility
        | Field::System
        | Field::Category
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority => false,
    };
    desk.brief && !answers.details && order(answers, desk).iter().any(is_open)
}

/// Without it nobody can help. A description is spared where an answer of the form tells what is the matter, urgency and
/// impact where they are suggested.
fn is_needed(field: Field, answers: &Answers, desk: &Desk) -> bool {
    let suggested = desk.suggested_for(answers);
    match field {
        Field::Facility | Field::System | Field::Category | Field::Severity | Field::Priority => true,
        Field::Question(at) => question(at, answers, desk).is_some_and(|question| question.required),
        Field::Urgency => suggested.urgency.is_none(),
        Field::Impact => suggested.impact.is_none(),
        Field::Description => !is_told(answers, desk),
        Field::Photo => false,
    }
}

/// Whether an answer tells what is the matter; «another thing» does not.
fn is_told(answers: &Answers, desk: &Desk) -> bool {
    const TELLS_NOTHING: [&str; 3] = ["", "other", "unknown"];
    let questions = category(answers, desk).map_or(&[][..], |category| &category.questions);
    let told =
        |question: &Question| answers.form.get(&question.key).is_some_and(|key| !TELLS_NOTHING.contains(&key.as_str()));
    questions.iter().any(|question| question.tells && told(question))
}

/// The field that is asked before this one.
pub fn before(field: Field, answers: &Answers, desk: &Desk) -> Option<Field> {
    let order = path(answers, desk);
    let at = order.iter().position(|other| *other == field)?;
    at.checked_sub(1).map(|at| order[at])
}

pub fn is_answered(field: Field, answers: &Answers, desk: &Desk) -> bool {
    match field {
        Field::Facility => answers.unsure.is_none(),
        Field::System => answers.system.as_deref().is_some_and(|key| desk.system(key).is_some()),
        Field::Category => category(answers, desk).is_some(),
        Field::Question(at) => question(at, answers, desk).is_none_or(|question| {
            let answer = answers.form.get(&question.key);
            answer.is_some_and(|answer| answer::still_fits(question, answer, &answers.shape))
        }),
        Field::Urgency => answers.urgency.as_deref().is_some_and(|key| policy(answers, desk).urgency(key).is_some()),
        Field::Impact => answers.impact.as_deref().is_some_and(|key| policy(answers, desk).impact(key).is_some()),
        Field::Severity => {
            let pairs = policy(answers, desk).pairs();
            answers.severity.as_deref().zip(pairs).is_some_and(|(key, pairs)| pairs.severity(key).is_some())
        }
        Field::Priority => answers.priority.as_ref().is_some_and(|key| allowed(answers, desk).contains(key)),
        Field::Description => {
            answers.voice == Some(Voice::Alone)
                || answers.description.as_deref().is_some_and(|words| !words.trim().is_empty())
        }
        Field::Photo => answers.photos_done,
    }
}

/// How many fields are answered, the photo aside.
pub fn answered(answers: &Answers, desk: &Desk) -> usize {
    let fields = path(answers, desk);
    fields.iter().filter(|field| **field != Field::Photo && is_answered(**field, answers, desk)).count()
}

/// The keys of the form's questions that are asked, in order.
pub fn asked(answers: &Answers, desk: &Desk) -> Vec<String> {
    let questions = order(answers, desk).into_iter().filter_map(|field| match field {
        Field::Question(at) => question(at, answers, desk),
        Field::Facility
        | Field::System
        | Field::Category
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority
        | Field::Description
        | Field::Photo => None,
    });
    questions.map(|question| question.key.clone()).collect()
}

/// The question and its choices.
pub fn ask(field: Field, answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    let desk = view.desk;
    let (line, mut choices) = match field {
        Field::Facility => super::place::ask(answers, view),
        Field::System => (
            Line::Plain(Plain::AskSystem),
            desk.systems.iter().map(|named| Choice::System(named.key.clone())).collect(),
        ),
        Field::Category => (
            Line::Plain(Plain::AskCategory),
            desk.categories.iter().map(|category| Choice::Category(category.named.key.clone())).collect(),
        ),
        Field::Question(at) => match category(answers, desk).zip(question(at, answers, desk)) {
            Some((category, question)) => typed_answers::ask(category, question, answers, view),
            None => (Line::Plain(Plain::AskDescription), Vec::new()),
        },
        Field::Urgency => (
            Line::Plain(Plain::AskUrgency),
            policy(answers, desk).urgencies.iter().map(|named| Choice::Urgency(named.key.clone())).collect(),
        ),
        Field::Impact => (
            Line::Plain(Plain::AskImpact),
            policy(answers, desk).impacts.iter().map(|named| Choice::Impact(named.key.clone())).collect(),
        ),
        Field::Severity => {
            let severities = policy(answers, desk).pairs().map_or(&[][..], |pairs| &pairs.severities);
            let choices = severities.iter().map(|named| Choice::Severity(named.key.clone())).collect();
            (Line::Plain(Plain::AskSeverity), choices)
        }
        Field::Priority => {
            (Line::Plain(Plain::AskPriority), allowed(answers, desk).iter().cloned().map(Choice::Priority).collect())
        }
        Field::Description if answers.voice.is_some() => (Line::Plain(Plain::AskWrittenLine), vec![Choice::Skip]),
        Field::Description => (Line::Plain(Plain::AskDescription), Vec::new()),
        Field::Photo => (Line::Plain(Plain::AskPhoto), vec![Choice::Skip]),
    };
    if !matches!(field, Field::Facility | Field::System) {
        choices.push(Choice::Back);
    }
    choices.push(Choice::Cancel);
    (line, choices)
}

/// Whether the field is answered in free words, so that a digit is no choice.
pub fn takes_words(field: Field, answers: &Answers, desk: &Desk) -> bool {
    match field {
        Field::Description => true,
        Field::Facility => answers.unsure.as_ref().is_none_or(|unsure| unsure.typed.is_empty()),
        Field::Question(at) => {
            question(at, answers, desk).is_some_and(|question| typed_answers::takes_words(question, answers))
        }
        Field::System
        | Field::Category
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority
        | Field::Photo => false,
    }
}

/// Which field a choice answers, if the desk still names it.
pub fn field_of(choice: &Choice, answers: &Answers, desk: &Desk) -> Option<Field> {
    match choice {
        Choice::System(key) => desk.system(key).map(|_| Field::System),
        Choice::Category(key) => desk.category(key).map(|_| Field::Category),
        Choice::Urgency(key) => policy(answers, desk).urgency(key).map(|_| Field::Urgency),
        Choice::Impact(key) => policy(answers, desk).impact(key).map(|_| Field::Impact),
        Choice::Severity(key) => policy(answers, desk).pairs()?.severity(key).map(|_| Field::Severity),
        Choice::Priority(key) => allowed(answers, desk).contains(key).then_some(Field::Priority),
        Choice::Option { question, option } => {
            let questions = &category(answers, desk)?.questions;
            let at = questions.iter().position(|asked| asked.key == *question && answer::fits(asked, option))?;
            Some(Field::Question(at))
        }
        Choice::CorrectField(field) | Choice::Change(field) => {
            (*field == Field::Facility || order(answers, desk).contains(field)).then_some(*field)
        }
        Choice::Language(_)
        | Choice::Guide(_)
        | Choice::Facility(_)
        | Choice::FacilityAsTyped
        | Choice::Skip
        | Choice::Back
        | Choice::Cancel
        | Choice::Send
        | Choice::Correct
        | Choice::Details
        | Choice::ForOneself
        | Choice::Surely { .. }
        | Choice::Continue
        | Choice::StartOver
        | Choice::Discard
        | Choice::Recover
        | Choice::Person
        | Choice::NewReport
        | Choice::MyTickets
        | Choice::Help
        | Choice::EndPractice
        | Choice::ReadAlone { .. }
        | Choice::TicketShows { .. }
        | Choice::ShowsPatient(_)
        | Choice::Show { .. }
        | Choice::TakeThis { .. }
        | Choice::Act { .. }
        | Choice::AtGate { .. }
        | Choice::PassTo { .. }
        | Choice::With { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::EndTalk(_)
        | Choice::People(_)
        | Choice::Notify(_)
        | Choice::Canned { .. }
        | Choice::Queue(_)
        | Choice::Problem(_)
        | Choice::Announce(_)
        | Choice::NotThis { .. }
        | Choice::About { .. } => None,
    }
}

/// What a field that is chosen has, as the choice that it was.
pub fn chosen(field: Field, answers: &Answers, desk: &Desk) -> Option<Choice> {
    if !is_answered(field, answers, desk) {
        return None;
    }
    match field {
        Field::System => answers.system.clone().map(Choice::System),
        Field::Category => answers.category.clone().map(Choice::Category),
        Field::Urgency => answers.urgency.clone().map(Choice::Urgency),
        Field::Impact => answers.impact.clone().map(Choice::Impact),
        Field::Severity => answers.severity.clone().map(Choice::Severity),
        Field::Priority => answers.priority.clone().map(Choice::Priority),
        Field::Question(at) => {
            let key = &question(at, answers, desk)?.key;
            let option = answers.form.get(key)?.clone();
            Some(Choice::Option { question: key.clone(), option })
        }
        Field::Facility | Field::Description | Field::Photo => None,
    }
}

/// Sets a field to a key, to words, or to a form's answer. Answers that do not belong to the form are dropped.
pub fn set(answers: &mut Answers, field: Field, value: String, desk: &Desk) {
    match field {
        // Set by `place`, which knows the directory.
        Field::Facility => {}
        Field::System => answers.system = Some(value),
        Field::Category => {
            answers.category = Some(value);
            fit_form(answers, desk);
        }
        Field::Question(at) => {
            fit_form(answers, desk);
            if let Some(key) = question(at, answers, desk).map(|question| question.key.clone()) {
                answers.form.insert(key, value);
            }
        }
        Field::Urgency => answers.urgency = Some(value),
        Field::Impact => answers.impact = Some(value),
        Field::Severity => answers.severity = Some(value),
        Field::Priority => answers.priority = Some(value),
        Field::Description if value.is_empty() => answers.voice = Some(Voice::Alone),
        Field::Description => {
            answers.description = Some(value);
            answers.voice = answers.voice.map(|_| Voice::Beside);
        }
        Field::Photo => answers.photos_done = true,
    }
}

/// Keeps the answers that fit the form as it is now.
pub fn fit_form(answers: &mut Answers, desk: &Desk) {
    let Some(category) = category(answers, desk) else { return };
    let shape = &answers.shape;
    answers.form.retain(|key, given| {
        let question = category.questions.iter().find(|question| question.key == *key);
        question.is_some_and(|question| answer::still_fits(question, given, shape) || is_tentative(question, given))
    });
    answers.shape = answer::shape(category);
}

/// A facility that waits to be chosen is no answer yet, but not to be forgotten either.
fn is_tentative(question: &Question, given: &str) -> bool {
    question.kind == QuestionKind::Facility && answer::typed_facility(given).is_some()
}

/// Whether the desk file asks another form by now than was answered.
pub fn form_changed(answers: &Answers, desk: &Desk) -> bool {
    let shape = category(answers, desk).map(answer::shape);
    !answers.shape.is_empty() && shape.is_some_and(|shape| shape != answers.shape)
}

/// Where a field stands now that was asked of the form as the draft remembers it; `None` where it is asked no more.
pub fn placed(field: Field, answers: &Answers, desk: &Desk) -> Option<Field> {
    let Field::Question(at) = field else { return Some(field) };
    let field = if form_changed(answers, desk) {
        answer::moved(category(answers, desk)?, at, &answers.shape).map(Field::Question)?
    } else {
        field
    };
    order(answers, desk).contains(&field).then_some(field)
}

/// Adds the message's files; a voice note is told from others.
pub fn add_files(answers: &mut Answers, files: &[i64], view: &View<'_>) {
    answers.photos.extend(files);
    if view.voice.is_some_and(|voice| files.contains(&voice)) {
        answers.voice.get_or_insert(Voice::Beside);
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
