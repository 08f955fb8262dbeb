//! Before it is filed: what the desk knows of already. Whoever is affected by a problem too joins with one tap; whoever is
//! told what is the matter by an announcement, or helped by an answer, files nothing; whoever is not goes on. What is shown
//! of others is what the desk has approved, and nobody's words.
//!
//! ```text
//! Ana:  n consigo imprimir as etiquetas no idart
//! bot:  Já sabemos deste problema: «O iDART não imprime etiquetas.»
//!       É isto?                                        [Também me afecta] [Não é isto] [Cancelar]
//! Ana:  [Também me afecta]
//! bot:  Está registado: pedido BL-10445. …
//! ```

use super::{ending, fields, next, onward};
use crate::{
    core::{
        draft::Answers,
        problem::{Found, Offer},
    },
    dialogs::{
        announce::{
            reading::{ReadingEffect, line::ReadingLine},
            want::AnnounceEffect,
        },
        choice::{Choice, Field},
        effect::Effect,
        line::Line,
        problem::{
            choice::ProblemChoice,
            line::{ProblemLine, Summaries},
        },
        state::{ReportStep, State},
        turn::Turn,
        view::View,
    },
    text::day,
};

/// So many are offered at most, in all.
const OFFERED: usize = 3;
/// So much of an announcement stands in a list, in characters.
const LISTED: usize = 100;

/// What is offered: nothing where nothing fits, and nothing twice. An answer is read by itself.
pub fn offers<'v>(answers: &Answers, view: &View<'v>) -> Vec<Found<'v>> {
    let is_asked = !answers.is_none_of_known && answers.joins.is_none() && !answers.practice && !view.practises();
    let Some(words) = answers.description.as_deref().filter(|_| is_asked) else { return Vec::new() };
    let mut likely = view.problems.likely(words, OFFERED * 2);
    likely.retain(|found| concerns(found, view));
    likely.truncate(OFFERED);
    likely.retain(|found| !answers.passed_over.contains(&found.id()));
    likely.truncate(OFFERED.saturating_sub(answers.passed_over.len()));
    let is_answer = |found: &Found<'_>| matches!(found, Found::Answer(_));
    if likely.first().is_some_and(is_answer) || likely.iter().all(is_answer) {
        likely.truncate(1);
    } else {
        likely.retain(|found| !is_answer(found));
    }
    likely
}

/// Whether whoever reports is among those whom it is for.
fn concerns(found: &Found<'_>, view: &View<'_>) -> bool {
    let Found::Announcement(told) = found else { return true };
    let today = day::local(view.now, &view.desk.timezone);
    view.actor.is_some_and(|person| told.audience.concerns(person, view.directory, today))
}

/// The same step, or the next one where there is nothing to offer any more.
pub fn standing(step: ReportStep, answers: &Answers, view: &View<'_>) -> ReportStep {
    if step == ReportStep::Alike && offers(answers, view).is_empty() { next(answers, view) } else { step }
}

/// The question with its choices.
pub fn asks(answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    let offers = offers(answers, view);
    let line = match offers.as_slice() {
        [Found::Answer(answer)] => ProblemLine::Answer { texts: answer.texts.clone() },
        [Found::Announcement(told)] => ProblemLine::Announced { name: told.name.clone(), words: told.words.clone() },
        _ => ProblemLine::Offer { summaries: offers.iter().map(summaries).collect() },
    };
    let is_only = offers.len() == 1;
    let choice = |(at, found): (usize, &Found<'_>)| {
        let place = if is_only { 0 } else { at + 1 };
        match found {
            Found::Problem(offer) => ProblemChoice::Join { problem: offer.id, place },
            Found::Announcement(told) => ProblemChoice::Because { announcement: told.id, place },
            Found::Answer(_) => ProblemChoice::Helped,
        }
    };
    let is_answer = matches!(offers.as_slice(), [Found::Answer(_)]);
    let not = if is_answer { ProblemChoice::NotHelped } else { ProblemChoice::NotThis };
    let choices = offers.iter().enumerate().map(choice).chain([not]).map(Choice::Problem);
    (line.into(), choices.chain([Choice::Cancel]).collect())
}

/// What stands in a list of several.
fn summaries(found: &Found<'_>) -> Summaries {
    match found {
        Found::Problem(offer) => offer.summaries.clone(),
        Found::Announcement(told) => {
            let words = told.words.iter();
            words
                .map(|(locale, words)| (*locale, format!("{}: {}", told.name, ending::beginning(words, LISTED))))
                .collect()
        }
        Found::Answer(answer) => answer.texts.clone(),
    }
}

/// It is one of those, or none.
pub fn chose(choice: &ProblemChoice, mut answers: Answers, view: &View<'_>) -> Turn {
    match choice {
        ProblemChoice::Join { problem, .. } => {
            if let Some(offer) = view.problems.offer(*problem) {
                join(&mut answers, offer, view);
                return ending::send(&answers, view).first(Effect::SaveDraft(answers));
            }
        }
        ProblemChoice::Because { announcement, .. } => {
            if let Some(told) = view.problems.announcement(*announcement) {
                let follows = ReadingEffect::Follow { announcement: told.id };
                let line = ReadingLine::Followed { name: told.name.clone() };
                return given_up(line.into()).first(Effect::Announce(AnnounceEffect::Reading(follows)));
            }
        }
        ProblemChoice::Helped => return given_up(ReadingLine::Helped.into()),
        ProblemChoice::NotThis
        | ProblemChoice::NotHelped
        | ProblemChoice::Gather(_)
        | ProblemChoice::Add { .. }
        | ProblemChoice::Write { .. }
        | ProblemChoice::Approve { .. }
        | ProblemChoice::Mark { .. } => {}
    }
    // What is over by now is offered no more: the report goes on.
    answers.passed_over.extend(offers(&answers, view).iter().map(Found::id));
    answers.is_none_of_known = offers(&answers, view).is_empty();
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

/// There is nothing to file; for a day the report can be taken up again.
fn given_up(line: Line) -> Turn {
    let choices = vec![Choice::Recover, Choice::NewReport];
    Turn::to(State::Idle, "draft").with(Effect::CancelDraft).say(line, choices)
}

/// It is of the problem's system and kind; what else was not told is as it is there.
fn join(answers: &mut Answers, offer: &Offer, view: &View<'_>) {
    let is_told = |field: Field, answers: &Answers| fields::is_answered(field, answers, view.desk);
    fields::set(answers, Field::System, offer.system.clone(), view.desk);
    fields::set(answers, Field::Category, offer.category.clone(), view.desk);
    for (field, value) in
        [(Field::Urgency, &offer.urgency), (Field::Impact, &offer.impact), (Field::Severity, &offer.impact)]
    {
        if !is_told(field, answers) && !value.is_empty() {
            fields::set(answers, field, value.clone(), view.desk);
        }
    }
    answers.joins = Some(offer.id);
}
