//! Answers that the desk has ready: picked by a few letters of their name, sent as a reply in the reporter's language.
//!
//! ```text
//! Bo:   /resposta BL-10429 rein
//! bot:  Qual resposta?                        [Não reiniciar] [Reabrir o navegador]
//! Bo:   [Não reiniciar]
//! bot:  Resposta guardada. ⏳ A caminho.                  [Desfazer]
//! ```

use serde::{Deserialize, Serialize};

use super::{
    choice::Choice,
    command,
    effect::{Effect, Which},
    event::TicketView,
    line::Line,
    state::{Doing, Manner, State},
    turn::Turn,
    view::View,
    writing,
};
use crate::{
    core::{
        canned::{self, Ready, Wrong},
        deed::Deed,
        rights::Verb,
    },
    text::{fold, locale::Locale},
};

/// How many answers are offered.
const OFFERED: usize = 8;

/// What is said of ready answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CannedLine {
    /// By their names, if there are any.
    Ready {
        names: Vec<String>,
    },
    Which {
        reference: String,
    },
    /// None of these letters; so all there are.
    NotFound {
        typed: String,
        names: Vec<String>,
    },
    Kept {
        name: String,
    },
    Removed {
        name: String,
    },
    WrongName,
    NameTaken {
        name: String,
    },
    NotYours {
        name: String,
    },
}

impl From<CannedLine> for Line {
    fn from(line: CannedLine) -> Self {
        Self::Canned(line)
    }
}

/// What is wanted of ready answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannedEffect {
    /// All, and the ticket that one is for; answers `Found`.
    Look { ticket: Option<Which>, typed: String },
    /// The one of a key; answers `Found`.
    Pick { ticket: i64, key: String },
    /// Answers `Kept` or `Wrong`.
    Add { name: String, words: String },
    /// Answers `Removed` or `Wrong`.
    Remove { name: String },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannedOutcome {
    Found(Box<Found>),
    Kept { name: String },
    Removed { name: String },
    Wrong { name: String, why: Wrong },
}

/// The answers that there are, those that are meant, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub ticket: Option<TicketView>,
    /// The reporter's language.
    pub locale: Locale,
    pub typed: String,
    pub all: Vec<Ready>,
    pub meant: Vec<Ready>,
    /// It was chosen with a button.
    pub tapped: bool,
}

/// `/resposta …`
pub(super) fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Canned, view) {
        return writing::refuse(state, line, false, view);
    }
    let (first, after) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    let effect = match fold::fold(first).as_str() {
        "nova" | "novo" | "new" => match after.split_once(':') {
            Some((name, words)) => CannedEffect::Add { name: name.trim().to_owned(), words: words.trim().to_owned() },
            None => return Turn::to(state, "command").say(CannedLine::WrongName, Vec::new()),
        },
        "apagar" | "delete" | "remove" => CannedEffect::Remove { name: after.trim().to_owned() },
        _ => match command::target(Verb::Canned, rest, view) {
            command::Target::One(ticket, typed) => CannedEffect::Look { ticket: Some(ticket), typed },
            command::Target::Wrong(typed) => return command::wrong(state, typed, view),
            command::Target::None => CannedEffect::Look { ticket: None, typed: rest.trim().to_owned() },
        },
    };
    Turn::to(state, "command").with(Effect::Canned(effect))
}

/// One was chosen.
pub(super) fn chose(state: State, ticket: i64, key: &str, view: &View<'_>) -> Turn {
    match writing::refusal(Verb::Canned, view) {
        Some(line) => writing::refuse(state, line, true, view),
        None => Turn::to(state, "choice").with(Effect::Canned(CannedEffect::Pick { ticket, key: key.to_owned() })),
    }
}

/// What came of an effect.
pub(super) fn came(state: State, outcome: CannedOutcome, view: &View<'_>) -> Turn {
    let say = |state, line: CannedLine| Turn::to(state, "command").say(line, Vec::new());
    match outcome {
        CannedOutcome::Found(found) => picked(state, &found, view),
        CannedOutcome::Kept { name } => say(state, CannedLine::Kept { name }),
        CannedOutcome::Removed { name } => say(state, CannedLine::Removed { name }),
        CannedOutcome::Wrong { name, why } => match why {
            Wrong::Name | Wrong::NoWords => say(state, CannedLine::WrongName),
            Wrong::Taken => say(state, CannedLine::NameTaken { name }),
            Wrong::NotFound => say(state, CannedLine::NotFound { typed: name, names: Vec::new() }),
            Wrong::NotYours => say(state, CannedLine::NotYours { name }),
        },
    }
}

/// One that is meant is sent; several are offered; where there is none, all are.
fn picked(state: State, found: &Found, view: &View<'_>) -> Turn {
    let names = || found.all.iter().map(|ready| ready.name.clone()).collect::<Vec<_>>();
    let Some(ticket) = &found.ticket else {
        return Turn::to(state, "command").say(CannedLine::Ready { names: names() }, Vec::new());
    };
    if let [only] = found.meant.as_slice() {
        return send(only, ticket, found, view);
    }
    let offer = |list: &[Ready]| -> Vec<Choice> {
        let with = |ready: &Ready| Choice::Canned {
            ticket: ticket.ticket.id,
            key: ready.key.clone(),
            name: ready.name.clone(),
        };
        list.iter().take(OFFERED).map(with).collect()
    };
    let (line, choices) = if found.all.is_empty() {
        (CannedLine::Ready { names: Vec::new() }, Vec::new())
    } else if found.meant.is_empty() && !found.typed.is_empty() {
        (CannedLine::NotFound { typed: found.typed.clone(), names: names() }, offer(&found.all))
    } else {
        let list = if found.meant.is_empty() { &found.all } else { &found.meant };
        (CannedLine::Which { reference: ticket.ticket.reference.clone() }, offer(list))
    };
    Turn::to(state, "command").say(line, choices)
}

/// As a reply like any other: it is echoed, and can be taken back.
fn send(ready: &Ready, ticket: &TicketView, found: &Found, view: &View<'_>) -> Turn {
    let words = canned::fill(
        ready.in_locale(found.locale),
        &ticket.reporter_name,
        &ticket.ticket.reference,
        &ticket.facility_name,
    );
    let manner = if found.tapped && !view.is_private() { Manner::Tapped } else { Manner::Said };
    let doing = Doing { what: Verb::Reply, manner };
    writing::deed(State::Idle, Deed::saying(Verb::Reply, words), Which::Id(ticket.ticket.id), doing, view)
}
