//! Never stuck (platforms B.2, portuguese C.6): what is not understood once is explained; twice, a person is offered;
//! the third time the report goes to triage as it is, with all that was written, and whoever enrols goes on with what
//! there is.
//!
//! ```text
//! bot:  Que tipo de problema é?                                      [Rede] [Relatórios] …
//! Ana:  aquilo do outro dia
//! bot:  Não percebi. Escolha uma das opções …                        [Rede] [Relatórios] …
//! Ana:  o mesmo
//! bot:  Não percebi. …  Também pode falar com um técnico.            [Rede] … [Falar com técnico]
//! Ana:  nao sei explicar
//! bot:  O pedido seguiu como está. Um técnico pergunta o que falta. … BL-10429
//! ```

use super::{
    again,
    choice::Choice,
    effect::Effect,
    enrol,
    line::{Line, Plain},
    memory::Memory,
    people, report,
    state::{EnrolStep, ReportStep, State},
    turn::Turn,
    view::View,
};

/// At this many a person is offered.
const OFFERS: u8 = 2;
/// At this many it goes on without an answer.
const GIVES_UP: u8 = 3;

/// Counts what was not understood, and what follows from it. `before` is where the dialog stood when the words came.
pub fn counted(turn: Turn, before: &State, words: &str, memory: &mut Memory, view: &View<'_>) -> Turn {
    // A command answers no question, and so never stands for an answer either.
    if !view.is_private() || again::is_asked(words) || super::is_command(words) {
        return turn;
    }
    if !is_miss(&turn, before) {
        memory.understood();
        return turn;
    }
    // What the report has already is not added to it once more.
    memory.miss(if keeps(&turn) { "" } else { words });
    match memory.misses {
        misses if misses >= GIVES_UP => match given_up(&turn, before, memory, view) {
            Some(turn) => {
                memory.understood();
                turn
            }
            None => turn,
        },
        // Who works at the desk is that person.
        misses if misses >= OFFERS && !view.is_agent() => offering(turn),
        _ => turn,
    }
}

/// Whether the words answered nothing. A first word is no answer to anything.
fn is_miss(turn: &Turn, before: &State) -> bool {
    let awaits_choice = matches!(before, State::Enrol(EnrolStep::Language | EnrolStep::Group));
    turn.lines().any(|line| match line {
        Line::Plain(Plain::WordsKept) => awaits_choice,
        line => explains(line),
    })
}

/// Whether the words are kept for the report that follows enrolment.
fn keeps(turn: &Turn) -> bool {
    turn.lines().any(|line| *line == Line::Plain(Plain::WordsKept))
}

/// Whether a line says why something was no answer.
fn explains(line: &Line) -> bool {
    match line {
        Line::Many(lines) => lines.iter().any(explains),
        Line::Plain(plain) => matches!(
            plain,
            Plain::NotUnderstood | Plain::NotADate | Plain::NotYesOrNo | Plain::NotAFile | Plain::NameUnreadable
        ),
        line => matches!(
            line,
            Line::NotANumber { .. } | Line::NotThat { .. } | Line::FacilityUnknown { .. } | Line::NoSuchFacility { .. }
        ),
    }
}

/// The same, and a person is offered before the ways out.
fn offering(mut turn: Turn) -> Turn {
    for effect in &mut turn.effects {
        if let Effect::Say { line, choices } = effect {
            let at = choices.iter().position(Choice::leads_out).unwrap_or(choices.len());
            if !choices.contains(&Choice::Person) {
                choices.insert(at, Choice::Person);
            }
            let said = std::mem::replace(line, Line::Many(Vec::new()));
            let mut lines = if let Line::Many(lines) = said { lines } else { vec![said] };
            let explained = lines.iter().position(explains).map_or(0, |at| at + 1);
            lines.insert(explained, Plain::OfferPerson.into());
            *line = Line::Many(lines);
            break;
        }
    }
    turn
}

/// What happens without an answer; `None` where nothing can. What came with the words, such as a photo, goes along.
fn given_up(turn: &Turn, state: &State, memory: &Memory, view: &View<'_>) -> Option<Turn> {
    let saved = turn.saved().cloned();
    let as_it_is = || {
        let answers = saved.clone().unwrap_or_else(|| view.answers());
        report::ending::as_it_is(answers, &memory.missed(), view)
    };
    match state {
        State::Report(ReportStep::ConfirmCancel | ReportStep::ChooseField) => {
            Some(report::onward(&view.answers(), view).led_by(Plain::NotUnderstood))
        }
        State::Report(_) => Some(as_it_is()),
        State::Enrol(step) if view.member().is_none() => {
            let turn = enrol::without(step, memory.words.last().map_or("", String::as_str), view)?;
            Some(if let Some(answers) = saved { turn.first(Effect::SaveDraft(answers)) } else { turn })
        }
        State::Giving { .. } | State::People(_) | State::Announcing(_) | State::Notify(_) => {
            Some(people::unchanged(view))
        }
        State::Idle | State::Enrol(_) | State::Writing { .. } | State::Talking { .. } | State::Holding { .. } => {
            view.draft.map(|_| as_it_is())
        }
        State::Parked { .. } | State::Doing(_) => None,
    }
}

/// A person was asked for: what there is goes to one.
pub fn to_person(state: State, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").toast(Plain::NotHere);
    }
    let words = view.memory.missed();
    if view.member().is_none() {
        return enrol::at_once(state, &words, view);
    }
    report::ending::as_it_is(view.answers(), &words, view)
}
