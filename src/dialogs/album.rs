//! Albums: the parts after the first join what it has begun, wherever that is by now; one receipt tells of all.
//!
//! ```text
//! Ana:  (photo) O ecrã fica branco
//! bot:  Recebi 1 ficheiro.  Que sistema tem o problema?       [OpenMRS] …
//! Ana:  (photo)
//! bot (edits):  Já recebi 2 ficheiros.  Que sistema tem o problema?
//! ```

use super::{
    effect::Effect,
    event::{Part, TicketView},
    line::{Line, Plain, SentLine},
    open, outcomes, own, report, sent,
    state::State,
    turn::Turn,
    view::View,
};
use crate::core::draft::Answers;

/// A further part came. What has words of its own for a ticket, or whose first part nobody has any more, is a message
/// like others.
pub fn joined(state: State, part: &Part, view: &View<'_>) -> Turn {
    let has_words = !part.text.trim().is_empty();
    if let Some(ticket) = part.ticket.filter(|_| !has_words) {
        let (files, count, stands) = (part.files.clone(), part.count, part.stands);
        return Turn::to(state, "ticket").with(Effect::Join { ticket, files, count, stands });
    }
    let draft = view.draft.filter(|draft| draft.answers.photos.contains(&part.first));
    if let (Some(draft), None) = (draft, part.ticket) {
        return joins_draft(&state, draft.answers.clone(), part, view);
    }
    match state {
        State::Holding { words, files } if files.contains(&part.first) => {
            own::hold_more(words, files, &part.text, &part.files, view)
        }
        state => sent::words(state, &part.text, &part.files, view),
    }
}

fn joins_draft(state: &State, mut answers: Answers, part: &Part, view: &View<'_>) -> Turn {
    report::fields::add_files(&mut answers, &part.files, view);
    report::fields::add_words(&mut answers, &part.text);
    report::answers::add_files(&mut answers, part.first, &part.files);
    let kept = Line::PhotosKept { count: answers.photos.len() };
    let asked = if part.stands { open::again(state, &answers, view) } else { None };
    let turn = match (state, asked) {
        (State::Enrol(_), Some(turn)) => turn.led_by(Plain::WordsKept).led_by(kept),
        (_, Some(turn)) => turn.led_by(kept),
        (_, None) => Turn::to(state.clone(), "draft").say(kept, Vec::new()),
    };
    let saves = turn.effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_)));
    if saves { turn } else { turn.first(Effect::SaveDraft(answers)) }
}

/// Files joined a ticket: its reporter, or whoever wrote a note in private, reads of all that came.
///
/// `count` is how many files the album has by now, `stands` whether nothing was said since the part before.
pub fn came(state: State, ticket: &TicketView, (count, stands): (usize, bool), view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "ticket");
    }
    let reference = ticket.ticket.reference.clone();
    let is_note = view.is_agent() && view.actor.is_none_or(|person| person.id != ticket.ticket.reporter_id);
    let line =
        if is_note { SentLine::AlbumNoted { count, reference } } else { SentLine::AlbumSent { count, reference } };
    if stands {
        let choices = outcomes::after_words(&ticket.ticket, view);
        let turn = outcomes::then_back(state, line.into(), choices, "ticket", view);
        // The receipt is edited: what the one before asked of its pictures is asked of all.
        report::privacy::asked_of_more(turn, ticket, view)
    } else {
        Turn::to(state, "ticket").say(line, Vec::new())
    }
}
