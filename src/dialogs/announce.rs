//! Announcements: what the desk tells many at once, drafted, looked at, and confirmed.
//!
//! ```text
//! Bo:   /aviso O OpenMRS está lento.
//! bot:  Rascunho A-7 · Recebem: 12 grupos (10 em português, 2 em inglês) …    [Enviar] [Texto em inglês] …
//! Bo:   [Enviar]
//! bot:  Enviar o aviso A-7 a 12 grupos?                                        [Sim, enviar] [Não]
//! Bo:   sim
//! bot:  A-7 sai hoje às 14:03.                                                 [Retirar]
//! ```

mod cards;
pub mod choice;
mod command;
pub mod ledger;
pub mod line;
pub mod naming;
pub mod reading;
mod template;
mod times;
pub mod want;

pub use cards::{draft, question, second};

use super::{
    choice::Choice,
    choosing,
    effect::Effect,
    line::{Line, Plain},
    outcomes::{self, then_back},
    state::State,
    turn::Turn,
    typed,
    view::View,
    writing,
};
use crate::core::{
    announce::{self, Audience, What},
    person::Role,
    verb::Verb,
};
use choice::AnnounceChoice;
use command::Typed;
use line::{AnnounceLine, Said};
use want::{AnnounceEffect, AnnounceOutcome, AnnounceState, Change, Look, Part, Shown};

/// So many announcements have buttons below a list.
const OFFERED: usize = 4;

/// `/aviso …` and `/avisos`
pub(super) fn said(verb: Verb, state: State, rest: &str, files: &[i64], view: &View<'_>) -> Turn {
    if verb == Verb::Announcements
        && let Some(turn) = reading::said(&state, rest, view)
    {
        return turn;
    }
    if let Some(line) = writing::refusal(verb, view) {
        return writing::refuse(state, line, false, view);
    }
    let rest = rest.trim();
    if verb == Verb::Announcements {
        let number = announce::typed(rest).filter(|_| writing::refusal(Verb::Announce, view).is_none());
        let effect = number.map_or(AnnounceEffect::List, AnnounceEffect::Show);
        return wants(state, effect, "command");
    }
    if rest.is_empty() && files.is_empty() {
        return wants(state, AnnounceEffect::Begin, "command");
    }
    does(state, command::read(rest, files.first().copied(), view), "command", view)
}

/// What was asked for came in words, or as a picture.
pub(super) fn given(asked: &AnnounceState, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let state = State::Announcing(asked.clone());
    if let Some(line) = writing::refusal(Verb::Announce, view) {
        return writing::refuse(State::Idle, line, false, view);
    }
    let cancel = [Choice::Cancel];
    let offered = if view.pending.is_empty() { &cancel } else { view.pending };
    if files.is_empty()
        && let Some(choice) = typed::pick(text, offered, false, view)
    {
        return choosing::chose(state, &choice, view);
    }
    let picture = files.first().copied();
    if text.trim().is_empty() && picture.is_none() {
        return Turn::to(state, "announce").say(Plain::NothingWritten, vec![Choice::Cancel]);
    }
    let typed = match asked {
        AnnounceState::Words => {
            // What is typed with its name is a command's.
            command::read(text.trim(), picture, view)
        }
        AnnounceState::Part { number, .. } if picture.is_some() => {
            let change = Change::Picture(picture);
            Typed::Does(AnnounceEffect::Change { number: *number, change, revision: None })
        }
        AnnounceState::Part { number, part } => command::answer(*number, *part, text.trim(), view),
    };
    // What was no answer is asked for again.
    let stays = matches!(typed, Typed::Unclear(_) | Typed::NotATime(..) | Typed::TooLong | Typed::Usage(_));
    does(if stays { state } else { State::Idle }, typed, "announce", view)
}

fn wants(state: State, effect: AnnounceEffect, place: &'static str) -> Turn {
    Turn::to(state, place).with(Effect::Announce(effect))
}

fn does(state: State, typed: Typed, place: &'static str, view: &View<'_>) -> Turn {
    let name = announce::name;
    let tells = |state: State, line: AnnounceLine| then_back(state, line.into(), Vec::new(), place, view);
    match typed {
        Typed::Does(effect) => wants(state, effect, place),
        Typed::Asks(number, part) => ask(number, part, view).placed(place),
        Typed::Usage(number) => tells(state, AnnounceLine::Usage { name: name(number) }),
        Typed::Unclear(unclear) => tells(state, AnnounceLine::Unclear(unclear)),
        Typed::NotATime(number, part) => {
            let said = if part == Part::Window { Said::NotAWindow } else { Said::NotATime };
            tells(state, of(number, said))
        }
        Typed::TooLong => tells(state, AnnounceLine::TooLong { most: command::LONGEST }),
        Typed::Stops(number) => ask_stop(state, number).placed(place),
        Typed::More(number) => wants_more(state, number).placed(place),
    }
}

fn of(number: i64, said: Said) -> AnnounceLine {
    AnnounceLine::Said { name: announce::name(number), said }
}

/// Asks for a part.
fn ask(number: i64, part: Part, view: &View<'_>) -> Turn {
    let next = State::Announcing(AnnounceState::Part { number, part });
    let known = match part {
        Part::Audience => naming::known(naming::Sort::Anything, view),
        Part::Words(_)
        | Part::Kind
        | Part::System
        | Part::Picture
        | Part::NextUpdate
        | Part::Window
        | Part::Time
        | Part::Update
        | Part::End => Vec::new(),
    };
    let line = AnnounceLine::AskPart { part, name: announce::name(number), known };
    Turn::to(next, "announce").say(line, cards::answers(number, part, view))
}

fn ask_stop(state: State, number: i64) -> Turn {
    let choices = [AnnounceChoice::SurelyStop(number), AnnounceChoice::Open(number)];
    Turn::to(state, "choice").say(of(number, Said::AskStop), choices.map(Choice::Announce).to_vec())
}

fn ask_discard(state: State, number: i64) -> Turn {
    let choices = [AnnounceChoice::SurelyDiscard(number), AnnounceChoice::Open(number)];
    Turn::to(state, "choice").say(of(number, Said::AskDiscard), choices.map(Choice::Announce).to_vec())
}

fn wants_more(state: State, number: i64) -> Turn {
    Turn::to(state, "choice").say(of(number, Said::More), cards::further(number))
}

/// A button of an announcement's.
pub(super) fn chose(state: State, choice: &AnnounceChoice, view: &View<'_>) -> Turn {
    if let AnnounceChoice::Join { announcement } = choice {
        return reading::join(state, *announcement);
    }
    if let AnnounceChoice::Reading(of) = choice {
        return reading::chose(state, of);
    }
    if let Some(line) = writing::refusal(Verb::Announce, view) {
        return writing::refuse(state, line, true, view);
    }
    // What was asked for is given with a button, or not any more.
    let state = if let State::Announcing(_) = state { outcomes::rest(view) } else { state };
    if let Some(effect) = effect(choice) {
        wants(state, effect, "choice")
    } else if let AnnounceChoice::More(number) = choice {
        wants_more(state, *number)
    } else if let AnnounceChoice::Stop(number) = choice {
        ask_stop(state, *number)
    } else if let AnnounceChoice::Discard(number) = choice {
        ask_discard(state, *number)
    } else if let AnnounceChoice::Give { number, part } = choice {
        ask(*number, *part, view).placed("choice")
    } else {
        choosing::dead(state, view)
    }
}

/// What a button does at once.
fn effect(choice: &AnnounceChoice) -> Option<AnnounceEffect> {
    let change = |number: &i64, change, revision: Option<i64>| {
        Some(AnnounceEffect::Change { number: *number, change, revision })
    };
    match choice {
        AnnounceChoice::Open(number) => Some(AnnounceEffect::Show(*number)),
        AnnounceChoice::OfProblem(ticket) => Some(AnnounceEffect::OfProblem(*ticket)),
        AnnounceChoice::Ask { number, revision } => {
            Some(AnnounceEffect::Ask { number: *number, revision: Some(*revision) })
        }
        AnnounceChoice::Sure { number, revision, groups, people } => {
            Some(AnnounceEffect::Confirm { number: *number, revision: Some(*revision), told: Some((*groups, *people)) })
        }
        AnnounceChoice::Not(number) => Some(AnnounceEffect::TakeBack { number: *number, no: true }),
        AnnounceChoice::TakeBack(number) => Some(AnnounceEffect::TakeBack { number: *number, no: false }),
        AnnounceChoice::SurelyDiscard(number) => Some(AnnounceEffect::Discard(*number)),
        AnnounceChoice::Without { number, part } => without(*part).and_then(|what| change(number, what, None)),
        AnnounceChoice::Everybody(number) => Some(command::everybody(*number)),
        AnnounceChoice::FocalPoints(number) => {
            let to = Audience { roles: vec![Role::FocalPoint], ..Audience::default() };
            change(number, Change::Audience { to, whole: false }, None)
        }
        AnnounceChoice::Kind { number, kind } => change(number, Change::Kind(*kind), None),
        AnnounceChoice::System { number, key } => change(number, Change::System(Some(key.clone())), None),
        AnnounceChoice::Template(number) => Some(AnnounceEffect::Template(*number)),
        AnnounceChoice::Loud { number, loud } => change(number, Change::Loud(*loud), None),
        AnnounceChoice::Mask { number, revision } => change(number, Change::Masked, Some(*revision)),
        AnnounceChoice::Fine { number, revision } => change(number, Change::WordsFine, Some(*revision)),
        AnnounceChoice::Shows { number, revision, patient } => {
            let what = if *patient { Change::Picture(None) } else { Change::PictureFine };
            change(number, what, Some(*revision))
        }
        AnnounceChoice::End(number) => {
            Some(AnnounceEffect::Follow { number: *number, what: What::End, words: None, template: true })
        }
        AnnounceChoice::SurelyStop(number) => Some(AnnounceEffect::Stop(*number)),
        AnnounceChoice::Ledger(choice) => Some(AnnounceEffect::Ledger(choice.clone())),
        AnnounceChoice::Join { .. }
        | AnnounceChoice::Reading(_)
        | AnnounceChoice::More(_)
        | AnnounceChoice::Discard(_)
        | AnnounceChoice::Stop(_)
        | AnnounceChoice::Give { .. } => None,
    }
}

fn without(part: Part) -> Option<Change> {
    match part {
        Part::System => Some(Change::System(None)),
        Part::Picture => Some(Change::Picture(None)),
        Part::NextUpdate => Some(Change::NextUpdate(None)),
        Part::Window => Some(Change::Window(None)),
        Part::Time => Some(Change::GoesAt(None)),
        Part::Words(_) | Part::Audience | Part::Kind | Part::Update | Part::End => None,
    }
}

/// What came of an effect.
pub(super) fn came(state: State, outcome: AnnounceOutcome, view: &View<'_>) -> Turn {
    let says = |line: Line, choices: Vec<Choice>| then_back(state.clone(), line, choices, "announce", view);
    match outcome {
        AnnounceOutcome::Listed(entries) => {
            let choices = cards::opens(&entries, OFFERED, view);
            says(AnnounceLine::Listed { entries }.into(), choices)
        }
        AnnounceOutcome::Begun(entries) => {
            let mut choices = cards::opens(&entries, OFFERED, view);
            choices.push(Choice::Cancel);
            let asks: Line = AnnounceLine::AskWords.into();
            let line =
                if entries.is_empty() { asks } else { Line::Many(vec![AnnounceLine::Listed { entries }.into(), asks]) };
            Turn::to(State::Announcing(AnnounceState::Words), "announce").say(line, choices)
        }
        AnnounceOutcome::NoSuch(number) => says(of(number, Said::NoSuch).into(), Vec::new()),
        AnnounceOutcome::Shown(shown, lead) => told(state, &shown, lead, view),
        AnnounceOutcome::Template(shown) => {
            let number = shown.announcement.number;
            let change = Change::Template(template::words(&shown, view));
            wants(state, AnnounceEffect::Change { number, change, revision: None }, "announce")
        }
        AnnounceOutcome::Question(shown) => {
            let (line, choices) = question(&shown, view.desk.announcements.alone_up_to);
            says(line, choices)
        }
        AnnounceOutcome::Look(shown, look) => {
            let (line, choices) = look_at(&shown, look);
            says(line, choices)
        }
        AnnounceOutcome::Set(shown) => {
            let (line, choices) = cards::set(&shown);
            says(line, choices)
        }
        AnnounceOutcome::Stopped(shown, withdrawn) => {
            let line = AnnounceLine::Stopped { name: shown.announcement.name(), withdrawn };
            says(line.into(), cards::choices(&shown, view))
        }
        AnnounceOutcome::Reading(of) => reading::came(state, of, view),
    }
}

/// The announcement as it stands, after what is to be said of it. A refusal that changes nothing is a word alone.
fn told(state: State, shown: &Shown, lead: Option<Said>, view: &View<'_>) -> Turn {
    let number = shown.announcement.number;
    let alone = matches!(lead, Some(Said::SecondPerson | Said::TooLate | Said::Discarded | Said::NotNow));
    if let Some(said) = lead.filter(|_| alone) {
        let choices = if said == Said::Discarded { Vec::new() } else { cards::choices(shown, view) };
        return match (said, view.is_private()) {
            (Said::SecondPerson, false) => {
                Turn::to(state, "refused").toast(of(number, said)).say(of(number, said), Vec::new())
            }
            _ => then_back(state, of(number, said).into(), choices, "announce", view),
        };
    }
    if lead == Some(Said::AskPicture) {
        let (line, choices) = look_at(shown, Look::Picture);
        return then_back(state, line, choices, "announce", view);
    }
    let (line, choices) = cards::shown(shown, view);
    let line = match lead {
        Some(said) => Line::Many(vec![of(number, said).into(), line]),
        None => line,
    };
    then_back(state, line, choices, "announce", view)
}

fn look_at(shown: &Shown, look: Look) -> (Line, Vec<Choice>) {
    match look {
        Look::Words => cards::look(shown),
        Look::Picture => cards::picture(shown),
    }
}
