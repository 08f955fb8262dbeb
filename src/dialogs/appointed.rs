//! Where only appointed people create requests, the words of others go to those of their facility, who make a request of
//! them (SV-01, SV-03: the first line receives and sums up).
//!
//! ```text
//! Olga:  Não consigo entrar no sistema
//! bot:   Aqui só os responsáveis nomeados criam pedidos. Enviei as suas palavras a Paulo Sitoe.
//! bot → Paulo:  Olga Reis (CS Ndlavela) pede ajuda: «Não consigo entrar no sistema»      [Criar o pedido]
//! ```

use super::{
    choice::Choice,
    effect::Effect,
    line::{Plain, RuleLine},
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
    if words.is_empty() {
        return Some(turn.say(RuleLine::OnlyAppointed, Vec::new()));
    }
    let turn = turn.with(Effect::Notify(NotifyEffect::AskAppointed { words: words.to_owned() }));
    Some(if files.is_empty() { turn } else { turn.say(Plain::OnlyWordsGo, Vec::new()) })
}

/// An appointed person makes a request of what somebody asked.
pub(super) fn write_down(state: State, behalf: &Behalf, words: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::OnBehalf, view) {
        return writing::refuse(state, line, true, view);
    }
    if view.draft.is_some() {
        return report::ending::resume(&view.answers(), view).led_by(NotifyLine::FinishFirst).placed("choice");
    }
    let behalf = Some(behalf.clone());
    let answers = Answers { behalf, description: Some(words.to_owned()), ..Answers::default() };
    report::begin_with(answers, view).placed("choice")
}

/// What those who create requests are asked.
#[must_use]
pub fn offer(behalf: Behalf, words: String) -> Choice {
    Choice::Notify(NotifyChoice::WriteDown { behalf, words })
}
