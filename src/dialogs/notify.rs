//! What people are told of in private, and when; and how they are let in to their facility's tickets.
//!
//! ```text
//! Bo:    /notificacoes minhas
//! bot:   Recebe em privado as novidades dos pedidos que são seus ou que segue.
//! Rosa:  /juntar
//! bot:   O ponto focal vai confirmar que trabalha em CS Ndlavela. …
//! bot → Paulo:  Rosa Alberto diz que trabalha em CS Ndlavela. …       [Aceitar] [Recusar]
//! ```

pub mod behalf;
mod called;
mod digest;
pub mod kinds;
pub mod line;
pub mod news;

pub use digest::{digest, is_news, is_over};
pub use kinds::{NotifyChoice, NotifyEffect, NotifyOutcome, NotifyState};
pub use line::NotifyLine;

use super::{choice::Choice, effect::Effect, line::RuleLine, outcomes, state::State, turn::Turn, view::View, writing};
use crate::{
    core::{
        joining::{Asked, Decided},
        person::{Notify, Role},
        rights::Verb,
        room::RoomNotify,
    },
    text::fold,
};

/// `/notificacoes minhas`: a person's own level in private, a group's in the group.
pub(super) fn level(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Notifications, view) {
        return writing::refuse(state, line, false, view);
    }
    let word = fold::fold_words(rest);
    if view.is_private() {
        return match offered(view).into_iter().find(|level| own_words(*level).contains(&word.as_str())) {
            Some(level) => set(state, NotifyEffect::SetLevel(level)),
            None => {
                let now = view.actor.map_or(Notify::None, crate::core::person::Person::notify);
                let levels = offered(view).into_iter();
                let choices = levels.map(|level| Choice::Notify(NotifyChoice::Level(level))).collect();
                outcomes::then_back(state, NotifyLine::Levels { now }.into(), choices, "command", view)
            }
        };
    }
    match RoomNotify::ALL.iter().find(|level| room_words(**level).contains(&word.as_str())) {
        Some(level) => set(state, NotifyEffect::SetRoomLevel(*level)),
        None => {
            let choices = RoomNotify::ALL.iter().map(|level| Choice::Notify(NotifyChoice::RoomLevel(*level))).collect();
            Turn::to(state, "command").say(NotifyLine::RoomLevels, choices)
        }
    }
}

/// Nobody but those who may read them is told of all tickets.
fn offered(view: &View<'_>) -> Vec<Notify> {
    let is_reporter = view.role() == Role::Reporter;
    Notify::ALL.into_iter().filter(|level| !(is_reporter && *level == Notify::All)).collect()
}

fn own_words(level: Notify) -> &'static [&'static str] {
    match level {
        Notify::None => &["nenhumas", "nenhuma", "none", "nao", "no"],
        Notify::Mine => &["minhas", "minha", "mine", "os meus", "as minhas"],
        Notify::All => &["todas", "tudo", "all"],
        Notify::Digest => &["resumo", "digest", "um resumo"],
    }
}

fn room_words(level: RoomNotify) -> &'static [&'static str] {
    match level {
        RoomNotify::None => own_words(Notify::None),
        RoomNotify::Mine => own_words(Notify::Mine),
        RoomNotify::All => own_words(Notify::All),
    }
}

fn set(state: State, effect: NotifyEffect) -> Turn {
    Turn::to(state, "command").with(Effect::Notify(effect))
}

/// `/silencio 20-7`, `/silencio nao`: one's own quiet hours.
pub(super) fn quiet(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Quiet, view) {
        return writing::refuse(state, line, false, view);
    }
    let word = fold::fold_words(rest);
    if matches!(word.as_str(), "nao" | "no" | "off" | "nunca" | "nenhum") {
        return set(state, NotifyEffect::SetQuiet(None));
    }
    match hours(rest) {
        Some(hours) => set(state, NotifyEffect::SetQuiet(Some(hours))),
        None => {
            let now = view.actor.and_then(|person| person.profile.quiet);
            outcomes::then_back(state, NotifyLine::QuietAsk { now }.into(), Vec::new(), "command", view)
        }
    }
}

/// Two different hours of a day: `20-7`, `20h às 7h`, `20:00 - 7:00`, `20 to 7`.
fn hours(text: &str) -> Option<(u32, u32)> {
    let mut found = Vec::new();
    for part in text.replace(":00", " ").split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty()) {
        found.push(part.parse::<u32>().ok().filter(|hour| *hour <= 24)? % 24);
    }
    match found[..] {
        [from, until] if from != until => Some((from, until)),
        _ => None,
    }
}

/// `/juntar`.
pub(super) fn join(state: State, view: &View<'_>) -> Turn {
    match writing::refusal(Verb::Join, view) {
        Some(line) => writing::refuse(state, line, false, view),
        None => set(state, NotifyEffect::Join),
    }
}

/// A choice of these was made.
pub(super) fn chose(state: State, choice: &NotifyChoice, view: &View<'_>) -> Turn {
    if let NotifyChoice::WriteDown { behalf, words, files } = choice {
        return super::appointed::write_down(state, behalf, words, files, view);
    }
    let of_caller = matches!(choice, NotifyChoice::CameBy(_) | NotifyChoice::NoNumber | NotifyChoice::OnlyOne);
    if let (true, State::Notify(step)) = (of_caller, &state) {
        return called::chose(step.clone(), choice, view);
    }
    let (verb, effect) = match choice {
        NotifyChoice::CameBy(_) | NotifyChoice::NoNumber | NotifyChoice::OnlyOne | NotifyChoice::WriteDown { .. } => {
            return super::choosing::dead(state, view);
        }
        NotifyChoice::InviteCaller { ticket } => (Verb::OnBehalf, NotifyEffect::InviteCaller { ticket: *ticket }),
        NotifyChoice::Level(level) => (Verb::Notifications, NotifyEffect::SetLevel(*level)),
        NotifyChoice::RoomLevel(level) => (Verb::Notifications, NotifyEffect::SetRoomLevel(*level)),
        NotifyChoice::LetIn { person, yes } => (Verb::LetIn, NotifyEffect::LetIn { person: *person, yes: *yes }),
    };
    match writing::refusal(verb, view) {
        Some(line) => writing::refuse(state, line, true, view),
        None => Turn::to(state, "choice").with(Effect::Notify(effect)),
    }
}

/// What came of an effect.
pub(super) fn came(state: State, outcome: NotifyOutcome, view: &View<'_>) -> Turn {
    let line = match outcome {
        NotifyOutcome::Passed { names } => {
            let line = if names.is_empty() { RuleLine::NobodyAppointed } else { RuleLine::Passed { names } };
            return outcomes::then_back(state, line.into(), Vec::new(), "refused", view);
        }
        NotifyOutcome::AtGate { verb, tickets } => return super::gate::came(state, verb, tickets, view),
        NotifyOutcome::CallerInvited { name, phone, handed } => NotifyLine::CallerInvited { name, phone, handed },
        NotifyOutcome::LevelSet(level) => NotifyLine::LevelSet { level },
        NotifyOutcome::RoomLevelSet(level) => NotifyLine::RoomLevelSet { level },
        NotifyOutcome::QuietSet(Some((from, until))) => NotifyLine::QuietSet { from, until },
        NotifyOutcome::QuietSet(None) => NotifyLine::QuietOff,
        NotifyOutcome::Asked { asked, facility } => match asked {
            Asked::Asks { .. } => NotifyLine::JoinAsked { facility },
            Asked::In => NotifyLine::JoinedAlready { facility },
            Asked::Waits => NotifyLine::JoinWaits { facility },
            Asked::NoFacility => NotifyLine::NoFacility,
            Asked::Nobody => NotifyLine::NobodyToAsk { facility },
        },
        NotifyOutcome::Decided { decided, name, yes } => match decided {
            Decided::Now { .. } => NotifyLine::LetIn { name, yes },
            Decided::Before { is_in } => NotifyLine::LetInBefore { name, yes: is_in },
            Decided::NotTheirs => return super::choosing::dead(state, view),
        },
    };
    outcomes::then_back(state, line.into(), Vec::new(), "command", view)
}

#[cfg(test)]
mod tests {
    use super::hours;

    #[test]
    fn hours_as_people_write_them() {
        for (text, expected) in [
            ("20-7", Some((20, 7))),
            ("20h às 7h", Some((20, 7))),
            ("20:00 - 07:00", Some((20, 7))),
            ("22 to 6", Some((22, 6))),
            ("12-24", Some((12, 0))),
            ("7-7", None),
            ("25-7", None),
            ("20", None),
            ("20:30-7", None),
            ("", None),
        ] {
            assert_eq!(hours(text), expected, "{text}");
        }
    }
}
