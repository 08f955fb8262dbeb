//! Commands: the same verbs everywhere, in Portuguese and English, with `/` or `!`, with or without accents.
//!
//! ```text
//! Bo:   /nota BL-10429 Falei com a farmácia.
//! bot:  Nota guardada. BL-10429
//! Bo:   /еstado                         (with a Cyrillic е)
//! bot:  Queria escrever /estado?        (what only looks like a command is never run)
//! ```

mod draft;
pub mod grammar;
mod setting;
pub(super) mod several;
mod ticket;
pub(super) mod tier;

use super::{
    announce, canned,
    choice::Choice,
    clock, duty,
    effect::Effect,
    enrol,
    line::{Line, Plain},
    notify, people, practice, problem, queue,
    state::State,
    turn::Turn,
    view::View,
    writing,
};
use crate::core::verb::{Takes, Verb};
use grammar::Parsed;

pub use draft::{recover, recovered};
pub use setting::redeem;
pub use ticket::{Target, done_with, given, taken_apart, target, wrong};

/// Runs a command, if the text is one. Words in free text may begin with `/` or `!`: `None`.
pub fn said(state: &State, text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let (verb, rest) = match grammar::parse(text)? {
        Parsed::Verb(verb, rest) => (verb, rest),
        Parsed::LooksLike(verb) => {
            let line = Line::DidYouMean { command: grammar::name(verb, view.locale).to_owned() };
            return Some(Turn::to(state.clone(), "command").say(line, Vec::new()));
        }
        Parsed::Unknown(near) if view.is_private() && !expects_words(state) => {
            let turn = Turn::to(state.clone(), "command");
            return Some(match near {
                Some(verb) => {
                    let command = grammar::name(verb, view.locale).to_owned();
                    turn.say(Line::DidYouMean { command }, vec![Choice::Help])
                }
                None => turn.say(Plain::UnknownCommand, vec![Choice::Help]),
            });
        }
        Parsed::Unknown(_) => return None,
    };
    if let Some(turn) = several::refused(state, text, Vec::new(), view) {
        return Some(turn);
    }
    let turn = match (view.member(), view.is_private()) {
        (Some(_), _) => run(verb, rest, state.clone(), files, view),
        (None, true) => stranger(verb, rest, state.clone(), files, view),
        (None, false) => Turn::to(state.clone(), "refused").say(Plain::NotKnownHere, Vec::new()),
    };
    let takes_files = matches!(verb, Verb::Report | Verb::Note | Verb::Reopen | Verb::Announce);
    Some(if files.is_empty() || takes_files { turn } else { turn.say(Plain::OnlyWordsGo, Vec::new()) })
}

/// A dialog waits for words, which may look like a command that nobody knows.
fn expects_words(state: &State) -> bool {
    match state {
        State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Notify(_) => true,
        State::Idle | State::Holding { .. } | State::Parked { .. } | State::Doing(_) => false,
    }
}

/// What the table does not allow here is refused before anything is looked at.
pub fn run(verb: Verb, rest: &str, state: State, files: &[i64], view: &View<'_>) -> Turn {
    if verb == Verb::Resume && draft::is_meant(rest, view) {
        return recover(state, view).placed("command");
    }
    if let Some(line) = writing::refusal(verb, view) {
        return writing::refuse(state, line, false, view);
    }
    match verb.row().takes {
        Takes::Ticket | Takes::Words | Takes::MayWords | Takes::Value(_) | Takes::Reason(_) => {
            ticket::verb(verb, state, rest, files, view).with(Effect::Keep)
        }
        Takes::Own => own(verb, rest, state, files, view),
    }
}

/// Verbs with a dialog of their own.
fn own(verb: Verb, rest: &str, state: State, files: &[i64], view: &View<'_>) -> Turn {
    match verb {
        Verb::Report => draft::new(state, rest, files, view),
        Verb::Cancel => super::choosing::cancel(&state, view),
        Verb::Mine => ticket::mine(state, view),
        Verb::Help => super::help::said(state, rest, view),
        Verb::Guide => super::guide::said(state, rest, view),
        Verb::Language => setting::language(state, rest, view),
        Verb::Link | Verb::Start => setting::link(verb, state, rest, view),
        Verb::TakeBack => ticket::take_back(state, rest, view),
        Verb::Practice => practice::said(state, rest, view),
        Verb::Notifications => notify::level(state, rest, view),
        Verb::Quiet => notify::quiet(state, rest, view),
        Verb::Join => notify::join(state, view),
        Verb::OnBehalf => notify::behalf::begin(state, rest, view),
        Verb::Canned => canned::said(state, rest, view),
        Verb::Contacts => people::contacts(state, view),
        Verb::Profile => people::profile(state, view),
        Verb::Leave => people::leave(state, view),
        Verb::Invite => people::invite(state, rest, view),
        Verb::FindPerson | Verb::Revoke | Verb::Block | Verb::Unblock => people::find(verb, state, rest, view),
        Verb::Queue => queue::said(state, rest, view),
        Verb::Away | Verb::Present | Verb::Rota => duty::said(verb, state, rest, view),
        Verb::Common | Verb::Problem => problem::said(verb, state, rest, view),
        Verb::Announce | Verb::Announcements => announce::said(verb, state, rest, files, view),
        Verb::Triage => queue::triage::begin(state, rest, view),
        Verb::Stale => queue::stalled(state, view),
        Verb::Sla => clock::targets(state),
        Verb::Holiday => clock::holiday::said(state, rest, view),
        #[rustfmt::skip] // Many to a line.
        Verb::Enrol | Verb::Status | Verb::Answer | Verb::Confirm | Verb::Reopen | Verb::Withdraw
        | Verb::StillNeed | Verb::Take | Verb::Assign | Verb::Release | Verb::Called | Verb::Note
        | Verb::Reply | Verb::Ask | Verb::Talk | Verb::Resolve | Verb::Close | Verb::Reject | Verb::Duplicate
        | Verb::Escalate | Verb::Wait | Verb::Resume | Verb::Priority | Verb::Severity | Verb::Category
        | Verb::Tag | Verb::Kind | Verb::Origin | Verb::Department | Verb::Environment | Verb::Private
        | Verb::Deadline | Verb::Visit | Verb::History | Verb::Why | Verb::Watch | Verb::Unwatch
        | Verb::Approve | Verb::Refuse | Verb::PassOn | Verb::LetIn => Turn::to(state, "command").say(Plain::UnknownCommand, vec![Choice::Help]),
    }
}

/// Before enrolment there are codes, the language and help; anything else asks to enrol first.
fn stranger(verb: Verb, rest: &str, state: State, files: &[i64], view: &View<'_>) -> Turn {
    if matches!(verb, Verb::Help | Verb::Language | Verb::Link | Verb::Start) {
        return own(verb, rest, state, files, view);
    }
    if verb == Verb::Report { enrol::said(state, rest, files, view) } else { enrol::begin(state, view) }
}
