//! The other language: offered after two messages in a row that are clearly in it, and never switched to silently
//! (platforms B.5). A language that is neither of ours is passed on to people as it is.
//!
//! ```text
//! Ana:  The printer does not work
//! bot:  Em que sistema está o problema?                     [OpenMRS] …
//! Ana:  I do not know which system it is
//! bot:  Continue in English?                                [English] [Português]
//! bot:  …                                                   (the question that is open)
//! ```

use super::{
    choice::Choice, effect::Effect, is_command, line::Plain, memory::Memory, state::State, turn::Turn, view::View,
};
use crate::text::{locale::Locale, tongue};

/// So many messages in a row make the offer.
const OFFERS: u8 = 2;

/// Counts messages in the other language, and offers it before whatever is said: the question stays the last one.
pub fn counted(mut turn: Turn, before: &State, words: &str, memory: &mut Memory, view: &View<'_>) -> Turn {
    let is_own = view.is_private() && view.member().is_some() && speaks_for_oneself(before) && !is_command(words);
    // Who works at the desk writes to people of both languages.
    if !is_own || memory.has_chosen || view.is_agent() {
        return turn;
    }
    match tongue::of(words) {
        None => return turn,
        Some(locale) if locale == view.locale => {
            memory.foreign = 0;
            return turn;
        }
        Some(_) => memory.foreign = memory.foreign.saturating_add(1),
    }
    if memory.foreign < OFFERS {
        return turn;
    }
    memory.foreign = 0;
    let other = Locale::ALL.into_iter().filter(|locale| *locale != view.locale);
    let choices = other.chain([view.locale]).map(Choice::Language).collect();
    turn.effects.insert(0, Effect::Say { line: Plain::OfferLanguage.into(), choices });
    turn
}

/// Words for somebody else are in whatever language that one reads.
fn speaks_for_oneself(before: &State) -> bool {
    match before {
        State::Idle | State::Report(_) | State::Holding { .. } | State::Parked { .. } => true,
        State::Enrol(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Notify(_)
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_) => false,
    }
}
