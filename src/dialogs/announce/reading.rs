//! What readers do with announcements: it affects them too, they answer it, they mute or follow.
//!
//! ```text
//! bot (a partner's group):  Aviso A-7 · OpenMRS · Urgente …              [Também me afecta]
//! Ana (answering it):       Aqui também, desde as oito
//! bot:                      A equipa leu a resposta ao aviso A-7.        [Também me afecta] [Novo pedido]
//! bot (agents' room):       Respostas ao aviso A-7 (ARIEL): Ana: «Aqui também, desde as oito»
//! Ana (in private):         /avisos resumo
//! bot:                      Os avisos chegam juntos, uma vez por dia.
//! ```

pub mod line;

use serde::{Deserialize, Serialize};

use super::{choice::AnnounceChoice, want::AnnounceEffect};
use crate::{
    core::{
        announce::{self, Announcement, audience::Wish},
        person::Role,
        verb::{Place, Verb},
    },
    dialogs::{
        choice::Choice,
        effect::Effect,
        line::{Line, Plain},
        outcomes::then_back,
        problem::line::{ProblemLine, Summaries},
        report,
        state::{ReportStep, State},
        turn::Turn,
        typed,
        view::View,
        writing,
    },
    text::fold,
};
use line::ReadingLine;

/// A reader's button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingChoice {
    /// A report with the words of a reply, which is led to the private chat of whoever wrote it.
    Report {
        reply: i64,
    },
    /// Nothing more of one announcement, or all of it again.
    Mute {
        announcement: i64,
    },
    Follow {
        announcement: i64,
    },
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 3] = ["choice-reply-report", "choice-mute-this", "choice-follow-this"];

impl ReadingChoice {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Report { .. } => KEYS[0],
            Self::Mute { .. } => KEYS[1],
            Self::Follow { .. } => KEYS[2],
        }
    }
}

/// What a reader wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingEffect {
    /// It affects them too: a request of its problem is filed. Answers `Joined`.
    Join { announcement: i64 },
    /// Their answer is kept, and shown to the desk. Answers `Replied`.
    Reply { announcement: i64, words: String, files: Vec<i64> },
    /// A report with the words of an answer. Answers `Words`, or `LedAway` where that is in another chat.
    Report { reply: i64 },
    /// What they want of all announcements, or of the one of a number; in a group, what that wants. Answers `Wished`.
    Wish { number: Option<i64>, wish: Option<Wish> },
    /// The same of one by its id.
    WishOf { announcement: i64, wish: Wish },
    /// They hear of one from now on; answers nothing.
    Follow { announcement: i64 },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingOutcome {
    Joined(Joined),
    /// `joins`: its problem goes on. `again`: a receipt of the same writer's stands there since a moment.
    Replied {
        reply: i64,
        announcement: i64,
        name: String,
        joins: bool,
        again: bool,
    },
    Words {
        words: String,
        files: Vec<i64>,
    },
    LedAway,
    /// Whoever is not known begins in private; a link there, where the platform has one.
    BeginFirst {
        link: Option<String>,
    },
    /// None is no wish of its own any more; no name means all of them.
    Wished {
        name: Option<String>,
        wish: Option<Wish>,
        announcement: Option<i64>,
    },
    NoSuch,
}

/// How joining ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// `told`: it stands in their private chat.
    Now {
        reference: String,
        summaries: Summaries,
        told: bool,
    },
    Before {
        reference: String,
    },
    /// Nobody joins it any more.
    Over,
    /// They do not report, or where they work is not known.
    NotTheirs,
}

/// Below an announcement: what each reader can do with it. In private it can be muted, too.
#[must_use]
pub fn choices(announcement: &Announcement, is_private: bool) -> Vec<Choice> {
    let goes_on = matches!(announcement.state, announce::State::Draft | announce::State::GoingOn);
    let id = announcement.id;
    let join = (goes_on && announcement.problem.is_some()).then_some(AnnounceChoice::Join { announcement: id });
    let mute = (goes_on && is_private).then_some(AnnounceChoice::Reading(ReadingChoice::Mute { announcement: id }));
    join.into_iter().chain(mute).map(Choice::Announce).collect()
}

fn does(state: State, place: &'static str, effect: ReadingEffect) -> Turn {
    Turn::to(state, place).with(Effect::Announce(AnnounceEffect::Reading(effect)))
}

/// «Também me afecta», below an announcement: also of somebody whom the desk does not know.
pub(in crate::dialogs) fn join(state: State, announcement: i64) -> Turn {
    does(state, "choice", ReadingEffect::Join { announcement })
}

/// Another of a reader's buttons.
pub(in crate::dialogs) fn chose(state: State, choice: &ReadingChoice) -> Turn {
    let effect = match choice {
        ReadingChoice::Report { reply } => ReadingEffect::Report { reply: *reply },
        ReadingChoice::Mute { announcement } => ReadingEffect::WishOf { announcement: *announcement, wish: Wish::None },
        ReadingChoice::Follow { announcement } => {
            ReadingEffect::WishOf { announcement: *announcement, wish: Wish::All }
        }
    };
    does(state, "choice", effect)
}

/// Words in answer to an announcement, where it is read.
pub(in crate::dialogs) fn answered(state: &State, text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let is_read_here = match view.place {
        Place::Private => view.member().is_some(),
        Place::Partner | Place::Announcements => true,
        Place::Agents | Place::Managers | Place::UnknownGroup => false,
    };
    let announcement = view.announcement.filter(|_| is_read_here)?;
    if text.trim().is_empty() && files.is_empty() {
        return None;
    }
    let offered = choices(announcement, false);
    if files.is_empty() && typed::pick(text, &offered, false, view).is_some() {
        return Some(join(state.clone(), announcement.id));
    }
    let (words, files) = (text.trim().to_owned(), files.to_vec());
    Some(does(state.clone(), "reply", ReadingEffect::Reply { announcement: announcement.id, words, files }))
}

/// `/avisos silenciar`, `/avisos seguir A-7`; nothing where it asks for something else.
pub(in crate::dialogs) fn said(state: &State, rest: &str, view: &View<'_>) -> Option<Turn> {
    let (first, after) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    // What is usual needs no wish.
    let wish = Some(wish_of(&fold::fold(first))?).filter(|wish| *wish != Wish::Mine);
    if let Some(line) = writing::refusal(Verb::Announcements, view) {
        return Some(writing::refuse(state.clone(), line, false, view));
    }
    // What the desk's rooms hear is no reader's wish; what a group does, whoever looks after it decides.
    let decides = match view.place {
        Place::Private => true,
        Place::Partner | Place::Announcements | Place::UnknownGroup => view.role() == Role::FocalPoint,
        Place::Agents | Place::Managers => false,
    };
    if !decides {
        return Some(Turn::to(state.clone(), "refused").say(Plain::NotHere, Vec::new()));
    }
    let number = announce::typed(after);
    if number.is_none() && !after.trim().is_empty() {
        return Some(then_back(state.clone(), ReadingLine::NoSuch.into(), Vec::new(), "command", view));
    }
    Some(does(state.clone(), "command", ReadingEffect::Wish { number, wish }))
}

/// What a folded word says of what is wanted.
fn wish_of(word: &str) -> Option<Wish> {
    match word {
        "silenciar" | "silencia" | "silencio" | "calar" | "parar" | "mute" | "silence" | "stop" => Some(Wish::None),
        "seguir" | "segue" | "todos" | "tudo" | "follow" | "all" | "subscribe" => Some(Wish::All),
        "resumo" | "juntos" | "digest" | "summary" => Some(Wish::Digest),
        "normal" | "habitual" | "usual" | "default" | "reset" => Some(Wish::Mine),
        _ => None,
    }
}

/// What came of an effect.
pub(in crate::dialogs) fn came(state: State, outcome: ReadingOutcome, view: &View<'_>) -> Turn {
    match outcome {
        ReadingOutcome::Joined(joined) => came_of_joining(state, joined, view),
        ReadingOutcome::Replied { again: true, .. } => Turn::to(state, "reply"),
        ReadingOutcome::Replied { reply, announcement, name, joins, again: false } => {
            let join = joins.then_some(AnnounceChoice::Join { announcement });
            let report = AnnounceChoice::Reading(ReadingChoice::Report { reply });
            let choices = join.into_iter().chain([report]).map(Choice::Announce).collect();
            Turn::to(state, "reply").say(ReadingLine::Replied { name }, choices)
        }
        ReadingOutcome::Words { words, files } => match view.draft {
            Some(_) => report::said(ReportStep::Resume, &words, &files, view),
            None => report::begin(&words, &files, view),
        },
        ReadingOutcome::LedAway => Turn::to(state, "choice").toast(ReadingLine::LedAway),
        ReadingOutcome::BeginFirst { link } => Turn::to(state, "refused").toast(ReadingLine::BeginFirst { link }),
        ReadingOutcome::Wished { name, wish, announcement } => {
            // What was muted with one tap is taken back with one.
            let follow = announcement.filter(|_| wish == Some(Wish::None) && view.is_private());
            let follow = follow.map(|announcement| AnnounceChoice::Reading(ReadingChoice::Follow { announcement }));
            let line = ReadingLine::Wished { name, wish, group: !view.is_private() };
            then_back(state, line.into(), follow.into_iter().map(Choice::Announce).collect(), "command", view)
        }
        ReadingOutcome::NoSuch => then_back(state, ReadingLine::NoSuch.into(), Vec::new(), "command", view),
    }
}

/// In a group a toast tells whoever tapped; it says so to all only where they have no other chat.
fn came_of_joining(state: State, joined: Joined, view: &View<'_>) -> Turn {
    let (line, place): (Line, _) = match joined {
        Joined::Now { reference, summaries, told } => {
            let turn = Turn::to(state.clone(), "choice");
            let short: Line = ReadingLine::Joined { reference: reference.clone() }.into();
            if view.is_private() {
                let line = ProblemLine::Joined { reference, summaries };
                return then_back(state, line.into(), vec![Choice::MyTickets], "choice", view);
            }
            let turn = turn.toast(short.clone());
            return if told { turn } else { turn.say(short, Vec::new()) };
        }
        Joined::Before { reference } => (ReadingLine::JoinedBefore { reference }.into(), "choice"),
        Joined::Over => (ReadingLine::JoinOver.into(), "refused"),
        Joined::NotTheirs => (Plain::NotAllowed.into(), "refused"),
    };
    if view.is_private() {
        return then_back(state, line, Vec::new(), place, view);
    }
    Turn::to(state, place).toast(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_as_people_write_them() {
        for (word, wish) in [
            ("silenciar", Some(Wish::None)),
            ("mute", Some(Wish::None)),
            ("seguir", Some(Wish::All)),
            ("digest", Some(Wish::Digest)),
            ("resumo", Some(Wish::Digest)),
            ("normal", Some(Wish::Mine)),
            ("a-7", None),
            ("", None),
        ] {
            assert_eq!(wish_of(word), wish, "{word}");
        }
    }
}
