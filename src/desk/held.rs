//! Words that are held are never lost (platforms B.6): where a dialog turns away from them before they have a place, they
//! stay held; where it turns to something else that needs the next words, they go at once where they would have gone in
//! the end.

use super::turn::Turn;
use crate::{
    core::unit::Unit,
    dialogs::{
        choice::Choice,
        effect::Wake,
        event::Event,
        line::{Line, Plain, RouteLine},
        state::State,
    },
};

/// The state that follows, with what was held before in its place. `written` entries were there before this message.
pub(super) async fn keep(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    (before, next): (&State, State),
    written: usize,
    pending: &[Choice],
) -> Result<State, sqlx::Error> {
    let State::Holding { words, files } = before else { return Ok(next) };
    let stays = matches!(next, State::Holding { .. });
    if stays || has_place(turn, unit, (words, files), written) || turn.says.iter().any(|said| gives_up(&said.line)) {
        return Ok(next);
    }
    if next == State::Idle {
        return Ok(before.clone());
    }
    // What they are told of it comes before what the dialog asks now.
    let said = std::mem::take(&mut turn.says);
    Box::pin(turn.step_through(unit, before.clone(), Event::Woke(Wake::Held), pending)).await?;
    turn.says.extend(said);
    Ok(next)
}

/// Whether held words and files have gone to a ticket or into a report with this message.
fn has_place(turn: &Turn<'_>, unit: &Unit<'_>, (words, files): (&str, &[i64]), written: usize) -> bool {
    let is_written = unit.entries[written..].iter().any(|entry| entry.words.contains(words));
    let person = unit.person_of(&turn.contact_key).map(|person| person.id);
    let draft = person.and_then(|person| unit.drafts.read(&person)).map(|draft| &draft.answers);
    let is_reported = draft.is_some_and(|answers| {
        let described = answers.description.as_deref().unwrap_or_default();
        described.contains(words) && files.iter().all(|file| answers.photos.contains(file))
    });
    is_written || is_reported
}

/// Whether they said that the words are not wanted any more, or deleted them. Where some are left these stay held.
fn gives_up(line: &Line) -> bool {
    match line {
        Line::Many(lines) => lines.iter().any(gives_up),
        line => *line == Line::Plain(Plain::NotWritten) || *line == Line::Route(RouteLine::HeldDeleted),
    }
}
