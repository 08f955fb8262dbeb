//! Before it is filed: known problems that a report may be about. Whoever is affected too joins with one tap; whoever is not
//! goes on. What is shown of others is what the desk has approved, and nobody's words.
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
    core::{draft::Answers, problem::Offer},
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        line::Line,
        problem::{choice::ProblemChoice, line::ProblemLine},
        state::ReportStep,
        turn::Turn,
        view::View,
    },
};

/// So many are offered at most.
const OFFERED: usize = 3;

/// What is offered: nothing where nothing fits, and nothing twice.
pub fn offers<'v>(answers: &Answers, view: &View<'v>) -> Vec<&'v Offer> {
    let is_asked = !answers.is_none_of_known && answers.joins.is_none() && !answers.practice && !view.practises();
    match answers.description.as_deref().filter(|_| is_asked) {
        Some(words) => view.problems.likely(words, OFFERED),
        None => Vec::new(),
    }
}

/// The same step, or the next one where there is nothing to offer any more.
pub fn standing(step: ReportStep, answers: &Answers, view: &View<'_>) -> ReportStep {
    if step == ReportStep::Alike && offers(answers, view).is_empty() { next(answers, view) } else { step }
}

/// The question with its choices.
pub fn asks(answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    let offers = offers(answers, view);
    let is_only = offers.len() == 1;
    let join = |(at, offer): (usize, &&Offer)| {
        let place = if is_only { 0 } else { at + 1 };
        Choice::Problem(ProblemChoice::Join { problem: offer.id, place })
    };
    let joins = offers.iter().enumerate().map(join);
    let choices = joins.chain([Choice::Problem(ProblemChoice::NotThis), Choice::Cancel]).collect();
    let summaries = offers.iter().map(|offer| offer.summaries.clone()).collect();
    (ProblemLine::Offer { summaries }.into(), choices)
}

/// It is one of those, or none.
pub fn chose(choice: &ProblemChoice, mut answers: Answers, view: &View<'_>) -> Turn {
    let offer = match choice {
        ProblemChoice::Join { problem, .. } => view.problems.offer(*problem),
        ProblemChoice::NotThis
        | ProblemChoice::Gather(_)
        | ProblemChoice::Add { .. }
        | ProblemChoice::Write { .. }
        | ProblemChoice::Approve { .. }
        | ProblemChoice::Mark { .. } => None,
    };
    // What is solved by now is offered no more: the report goes on.
    let Some(offer) = offer else {
        answers.is_none_of_known = true;
        return onward(&answers, view).first(Effect::SaveDraft(answers));
    };
    join(&mut answers, offer, view);
    ending::send(&answers, view).first(Effect::SaveDraft(answers))
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
