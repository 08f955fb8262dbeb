//! The platform of a story, kind or rough, seen alike: what stands in which chat.

use std::{collections::VecDeque, sync::Arc};

use balcao::{bots::bot::Bot, core::chat::Millis};

use crate::support::{
    Dice,
    gentle::Gentle,
    hostile::{Hostile, Misfortune},
    strict::Strict,
};

/// The name of the platform in all stories.
pub const PLATFORM: &str = "fake";

pub enum World {
    Kind(Arc<Gentle>),
    /// With its dice, and whether nothing goes wrong for now.
    Rough(Arc<Hostile>, Dice, bool),
    /// With forums, and limits that count.
    Strict(Arc<Strict>),
}

/// A message that people see.
#[derive(Clone, Debug)]
pub struct Seen {
    pub external_id: String,
    pub to: String,
    pub thread: Option<String>,
    /// The text of the message that it answers.
    pub answers: Option<String>,
    pub text: String,
    /// Token and label.
    pub buttons: Vec<(String, String)>,
    pub files: Vec<String>,
    pub edits: usize,
}

impl World {
    pub fn kind() -> Self {
        Self::Kind(Arc::new(Gentle::new(PLATFORM)))
    }

    /// As kind, with what fits into a message of Discord.
    pub fn like_discord() -> Self {
        Self::Kind(Arc::new(Gentle::like_discord(PLATFORM)))
    }

    pub fn rough(seed: u64) -> Self {
        Self::Rough(Arc::new(Hostile::new(PLATFORM, seed)), Dice(seed), false)
    }

    pub fn strict() -> Self {
        Self::Strict(Arc::new(Strict::new(PLATFORM)))
    }

    /// A chat is a group.
    pub fn note_group(&self, chat: &str) {
        if let Self::Strict(bot) = self {
            bot.state().groups.insert(chat.to_owned());
        }
    }

    /// The platform that has forums.
    pub fn forum(&self) -> &Strict {
        match self {
            Self::Strict(bot) => bot,
            Self::Kind(_) | Self::Rough(..) => panic!("this platform has no forums"),
        }
    }

    /// Where the button with this token stands, as far as the platform tells.
    pub fn thread_of(&self, token: &str) -> Option<String> {
        let Self::Strict(_) = self else { return None };
        let has = |seen: &Seen| seen.buttons.iter().any(|(other, _)| other == token);
        self.seen().into_iter().find(has)?.thread
    }

    /// What became of threads since: room and event.
    pub fn thread_events(&self) -> Vec<(String, String)> {
        match self {
            Self::Strict(bot) => std::mem::take(&mut bot.state().events),
            Self::Kind(_) | Self::Rough(..) => Vec::new(),
        }
    }

    /// How many messages stand pinned, where the platform pins.
    pub fn pinned(&self) -> usize {
        match self {
            Self::Kind(bot) => bot.state().pinned.len(),
            Self::Rough(..) | Self::Strict(_) => 0,
        }
    }

    /// Whether all buttons are shown, each with its label.
    pub fn shows_all(&self) -> bool {
        matches!(self, Self::Kind(_) | Self::Strict(_))
    }

    /// From now on nothing goes wrong: for what has to happen within seconds.
    pub fn calms(&mut self) {
        if let Self::Rough(_, _, calm) = self {
            *calm = true;
        }
    }

    pub fn is_kind(&self) -> bool {
        matches!(self, Self::Kind(_))
    }

    pub fn bot(&self) -> Arc<dyn Bot> {
        match self {
            Self::Kind(bot) => bot.clone(),
            Self::Rough(bot, ..) => bot.clone(),
            Self::Strict(bot) => bot.clone(),
        }
    }

    /// Before each round of the relay: what time it is, and what will go wrong. Nothing is lost for good.
    pub fn prepare(&mut self, now: Millis) {
        if let Self::Rough(bot, dice, calm) = self {
            let mut state = bot.state();
            state.now = now;
            let calm = *calm;
            state.script = (0..8).map(|_| misfortune(dice).filter(|_| !calm)).collect::<VecDeque<_>>();
        } else if let Self::Strict(bot) = self {
            bot.state().now = now;
        }
    }

    /// A chat takes nothing from now on, or takes messages again.
    pub fn block(&self, address: &str, blocked: bool) {
        let change = |chats: &mut std::collections::BTreeSet<String>| {
            if blocked {
                chats.insert(address.into())
            } else {
                chats.remove(address)
            };
        };
        match self {
            Self::Kind(bot) => change(&mut bot.state().blocked),
            Self::Rough(bot, ..) => change(&mut bot.state().blocked),
            Self::Strict(bot) => change(&mut bot.state().blocked),
        }
    }

    /// A file that waits on the platform to be fetched.
    pub fn put_file(&self, source: &str, bytes: &[u8]) {
        match self {
            Self::Kind(bot) => bot.state().files.push((source.into(), bytes.to_vec())),
            Self::Rough(bot, ..) => {
                bot.state().files.insert(source.into(), VecDeque::from([Ok(bytes.to_vec())]));
            }
            Self::Strict(bot) => {
                bot.state().files.insert(source.into(), bytes.to_vec());
            }
        }
    }

    pub fn seen(&self) -> Vec<Seen> {
        match self {
            Self::Kind(bot) => bot.state().shown.iter().map(of_kind).collect(),
            Self::Rough(bot, ..) => bot.state().sent.iter().map(of_rough).collect(),
            Self::Strict(bot) => {
                let state = bot.state();
                state.shown.iter().map(|shown| of_strict(shown, &state.shown)).collect()
            }
        }
    }
}

fn misfortune(dice: &mut Dice) -> Option<Misfortune> {
    let after_ms = 1_000 + i64::try_from(dice.roll(9_000)).unwrap();
    match dice.roll(24) {
        0 => Some(Misfortune::TooMany { after_ms, whole_platform: dice.percent(30) }),
        1 => Some(Misfortune::Busy { whole_platform: dice.percent(30) }),
        2 => Some(Misfortune::UnknownLanded),
        3 => Some(Misfortune::UnknownLost),
        4 => Some(Misfortune::ThreadGone),
        _ => None,
    }
}

fn of_kind(shown: &crate::support::gentle::Shown) -> Seen {
    let message = &shown.message;
    Seen {
        external_id: shown.external_id.clone(),
        to: shown.to.clone(),
        thread: shown.thread.clone(),
        answers: None,
        text: message.text.clone(),
        buttons: message.buttons.iter().map(|button| (button.token.clone(), button.label.clone())).collect(),
        files: message.files.iter().map(|file| file.name.clone()).collect(),
        edits: shown.edits,
    }
}

fn of_rough(sent: &crate::support::hostile::Sent) -> Seen {
    Seen {
        external_id: sent.external_id.clone(),
        to: sent.to.clone(),
        thread: sent.thread.clone(),
        answers: None,
        text: sent.text.clone(),
        buttons: sent.tokens.iter().cloned().zip(sent.labels.iter().cloned()).collect(),
        files: Vec::new(),
        edits: 0,
    }
}

fn of_strict(shown: &crate::support::strict::Shown, all: &[crate::support::strict::Shown]) -> Seen {
    let message = &shown.message;
    let answered = all.iter().find(|other| shown.reply_to.as_ref() == Some(&other.external_id));
    Seen {
        external_id: shown.external_id.clone(),
        to: shown.to.clone(),
        thread: shown.thread.clone(),
        answers: answered.map(|other| other.message.text.clone()),
        text: message.text.clone(),
        buttons: message.buttons.iter().map(|button| (button.token.clone(), button.label.clone())).collect(),
        files: message.files.iter().map(|file| file.name.clone()).collect(),
        edits: shown.edits,
    }
}
