//! Filling a report with what its words say (B.2: never block on order). What was chosen or told before stays; what is
//! not sure is asked.

use super::{fields, onward, place};
use crate::{
    core::draft::{Answers, Behalf, Unsure},
    dialogs::{
        choice::Field,
        effect::Effect,
        line::Plain,
        state::ReportStep,
        turn::Turn,
        understand::{self, Reading, Understood},
        view::View,
    },
};

/// Fills what nobody has answered yet. A desk that is not brief asks for everything.
pub fn fill(answers: &mut Answers, view: &View<'_>) {
    if !view.desk.brief {
        return;
    }
    let Some(words) = answers.description.as_deref().filter(|words| !words.trim().is_empty()) else { return };
    let read = understand::read(words, view.desk, view.directory, place::own(view));
    whom_and_where(answers, &read, view);
    if answers.system.is_none() {
        answers.system = read.system.one();
    }
    if answers.category.is_none()
        && let Some(category) = read.category.one()
    {
        fields::set(answers, Field::Category, category, view.desk);
        for (question, option) in read.form {
            answers.form.entry(question).or_insert(option);
        }
    }
    let suggested = &mut answers.suggested;
    suggested.urgency = suggested.urgency.take().or(read.urgency);
    suggested.impact = suggested.impact.take().or(read.impact);
    suggest_anew(Field::System, answers, view);
}

/// Once this field is known: what its words suggest, in the terms of the policy by which its system ranks. A desk whose
/// systems all rank alike knows them already.
pub fn suggest_anew(field: Field, answers: &mut Answers, view: &View<'_>) {
    if field != Field::System || !view.desk.brief || view.desk.policies.is_empty() {
        return;
    }
    let words = answers.description.as_deref().unwrap_or_default();
    answers.suggested = understand::degrees(words, fields::policy(answers, view.desk));
}

fn whom_and_where(answers: &mut Answers, read: &Understood, view: &View<'_>) {
    let is_placed = answers.elsewhere.is_some() || answers.unsure.is_some() || answers.behalf.is_some();
    if answers.behalf.is_none() && !answers.for_oneself {
        let phone = read.phone.clone().unwrap_or_default();
        answers.behalf = read.behalf.clone().map(|name| Behalf { name, phone, ..Behalf::default() });
    }
    match &read.facility {
        Reading::One(id) if !is_placed => {
            if let Some(facility) = view.directory.facility(*id) {
                place::settle(answers, Some(facility), String::new(), view);
            }
        }
        Reading::Several(facilities) if !is_placed => {
            let (typed, facilities) = (read.named.clone(), facilities.clone());
            answers.unsure = Some(Unsure { typed, facilities, is_answer: false });
        }
        Reading::Nothing | Reading::One(_) | Reading::Several(_) => {}
    }
}

/// Whether the words alone say on whose behalf it is: what is asked of a caller tells where they work.
pub fn is_guessed(answers: &Answers) -> bool {
    answers.behalf.as_ref().is_some_and(|behalf| behalf.facility.is_empty())
}

/// It is for nobody else: what the words seem to say of that is not read again.
pub fn for_oneself(mut answers: Answers, view: &View<'_>) -> Turn {
    if is_guessed(&answers) {
        answers.behalf = None;
    }
    answers.for_oneself = true;
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

/// A sentence where a choice was due: what it says is taken, if it says anything that is still asked.
pub fn by_sentence(step: ReportStep, text: &str, answers: &Answers, view: &View<'_>) -> Option<Turn> {
    let ReportStep::Field(asked) = step else { return None };
    if !super::is_sentence(text) {
        return None;
    }
    let mut filled = answers.clone();
    fields::add_words(&mut filled, text);
    fill(&mut filled, view);
    let goes_on = fields::is_answered(asked, &filled, view.desk);
    let says_more = answers.description.as_deref().is_some_and(|words| !words.trim().is_empty());
    goes_on.then(|| {
        let turn = onward(&filled, view).first(Effect::SaveDraft(filled));
        if says_more { turn.led_by(Plain::WordsAdded) } else { turn }
    })
}
