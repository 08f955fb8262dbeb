//! Where only appointed people create requests, the words of others go to those of their facility, who make a request of
//! them (SV-01, SV-03: the first line receives and sums up).
//!
//! ```text
//! Olga:  Não consigo entrar no sistema
//! bot:   Aqui só os responsáveis nomeados criam pedidos. Enviei as suas palavras a Paulo Sitoe.
//! bot → Paulo:  Olga Reis (CS Ndlavela) pede ajuda: «Não consigo entrar no sistema»      [Criar o pedido]
//! ```
//!
//! Files go to them with the words, and into the request that they make of it; nothing of it is kept before.

use super::{
    choice::Choice,
    effect::Effect,
    line::RuleLine,
    notify::{NotifyChoice, NotifyEffect, NotifyLine},
    report,
    state::State,
    turn::Turn,
    view::View,
    writing,
};
use crate::core::{
    draft::{Answers, Behalf},
    verb::Verb,
};

/// What becomes of words for a new report of somebody who creates none; nothing where they do.
pub(super) fn instead(words: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    if view.desk.lets_create(view.role()) {
        return None;
    }
    let words = words.trim();
    let turn = Turn::to(State::Idle, "refused");
    if words.is_empty() && files.is_empty() {
        return Some(turn.say(RuleLine::OnlyAppointed, Vec::new()));
    }
    let (words, files) = (words.to_owned(), files.to_vec());
    Some(turn.with(Effect::Notify(NotifyEffect::AskAppointed { words, files })))
}

/// The same of a report that was begun before it was known that they create none.
pub(super) fn instead_of(answers: &Answers, view: &View<'_>) -> Option<Turn> {
    let turn = instead(answers.description.as_deref().unwrap_or_default(), &answers.photos, view)?;
    Some(if view.draft.is_some() { turn.first(Effect::CancelDraft) } else { turn })
}

/// An appointed person makes a request of what somebody asked.
pub(super) fn write_down(state: State, behalf: &Behalf, words: &str, files: &[i64], view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::OnBehalf, view) {
        return writing::refuse(state, line, true, view);
    }
    if view.draft.is_some() {
        return report::ending::resume(&view.answers(), view).led_by(NotifyLine::FinishFirst).placed("choice");
    }
    let description = Some(words.to_owned()).filter(|words| !words.is_empty());
    let (behalf, photos) = (Some(behalf.clone()), files.to_vec());
    let answers = Answers { behalf, description, photos_done: !photos.is_empty(), photos, ..Answers::default() };
    report::begin_with(answers, view).placed("choice")
}

/// What those who create requests are asked.
#[must_use]
pub fn offer(behalf: Behalf, words: String, files: Vec<i64>) -> Choice {
    Choice::Notify(NotifyChoice::WriteDown { behalf, words, files })
}
