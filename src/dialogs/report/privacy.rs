//! Photos of screens may show who is ill: whoever sends some is asked once, when the report is sent (platforms B.4). Then
//! it is private: the desk alone reads it, and no group does.
//!
//! ```text
//! Ana:  [Enviar pedido]
//! bot:  A foto mostra nome ou NID de doente?          [Não] [Sim, é privado]
//! Ana:  [Sim, é privado]
//! bot:  Pedido recebido. … É privado: só a equipa de apoio o lê.
//! ```

use crate::{
    core::{act::Mark, draft::Answers, rights, verb::Verb},
    dialogs::{
        choice::Choice,
        effect::Effect,
        event::TicketView,
        line::{Line, RouteLine},
        state::{ReportStep, State},
        turn::Turn,
        view::View,
    },
};

/// Whether it still has to be asked.
pub fn is_open(answers: &Answers, view: &View<'_>) -> bool {
    view.pictures > 0 && answers.shows_patient.is_none()
}

/// The question with its choices.
pub fn asks(view: &View<'_>) -> (Line, Vec<Choice>) {
    let choices = vec![Choice::ShowsPatient(false), Choice::ShowsPatient(true), Choice::Back];
    (Line::AskShowsPatient { count: view.pictures }, choices)
}

/// It was answered: the report goes as it was about to.
pub fn answered(mut answers: Answers, yes: bool, view: &View<'_>) -> Turn {
    answers.shows_patient = Some(yes);
    super::ending::send(&answers, view).first(Effect::SaveDraft(answers))
}

/// The same of photos that come when the request is filed already: it is private from their answer on. Until then no
/// group is shown them, and it is asked with each receipt.
pub fn asked_of_more(mut turn: Turn, seen: &TicketView, view: &View<'_>) -> Turn {
    let ticket = &seen.ticket;
    let is_theirs = view.actor.is_some_and(|person| rights::is_theirs(person, ticket));
    if seen.asked == 0 || !view.is_private() || ticket.private || !is_theirs {
        return turn;
    }
    let receipt = turn.effects.iter_mut().find_map(|effect| match effect {
        Effect::Say { line, choices } => Some((line, choices)),
        _ => None,
    });
    if let Some((line, choices)) = receipt {
        let said = without_question(std::mem::replace(line, Line::Many(Vec::new())));
        *line = Line::Many(vec![said, Line::AskShowsPatient { count: seen.asked }]);
        choices.splice(0..0, [false, true].map(|patient| Choice::TicketShows { ticket: ticket.id, patient }));
    }
    turn
}

/// One question a message: a no to this one must not be taken for a no to another.
fn without_question(said: Line) -> Line {
    match said {
        Line::Route(RouteLine::Guessed { reference }) => Line::Done { did: Verb::Answer, reference, mark: Mark::None },
        Line::Many(lines) => Line::Many(lines.into_iter().map(without_question).collect()),
        other => other,
    }
}

/// Asks, before the report goes.
pub fn ask(view: &View<'_>) -> Turn {
    let (line, choices) = asks(view);
    Turn::to(State::Report(ReportStep::ShowsPatient), "draft").say(line, choices)
}
