//! Whose a button is, and what words in a room name one. Plain talk there is nobody's business, but for what names a
//! button of the message that it answers, or of what the same person was asked there a moment ago.

use super::{load, turn::Turn};
use crate::{
    core::{
        chat::{Body, Millis},
        outbox,
        prompt::{self, Prompt},
        rights::Place,
        session::Session,
        unit::Unit,
    },
    dialogs::{self, choice::Choice},
};

/// So long after a question a word alone answers it in a room; later it is talk.
const A_MOMENT: Millis = 2 * 60 * 1000;

/// Whether somebody may press a button: it is everybody's, or theirs, or one that all in the room share.
pub(super) fn is_theirs(prompt: &Prompt, user: &str, place: Place, choice: &Choice) -> bool {
    prompt.user_key.is_empty() || prompt.user_key == user || (place != Place::Private && choice.is_shared())
}

/// The button that words in a room name. What is done with a ticket is never meant, an answer to its card is a note; nor
/// is a number, which may be anything in a group.
pub(super) async fn named(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    session: Option<&Session>,
    pending: &[Choice],
) -> Result<Option<Choice>, sqlx::Error> {
    let Body::Message { text, files } = &turn.inbound.body else { return Ok(None) };
    let is_member = unit.person_of(&turn.contact_key).is_some_and(|person| person.enrolled);
    if turn.place == Place::Private || !is_member || !files.is_empty() || text.trim_start().starts_with('/') {
        return Ok(None);
    }
    let offered = match &turn.inbound.reply_to {
        Some(message) => offered_on(turn, unit, message).await?,
        None if was_asked_lately(unit, session) => pending.to_vec(),
        None => return Ok(None),
    };
    let named = dialogs::named(text, &offered, &turn.view(unit, &[], &[], &offered));
    Ok(named.filter(|choice| choice.ticket().is_none()))
}

fn was_asked_lately(unit: &Unit<'_>, session: Option<&Session>) -> bool {
    let asked = session.and_then(|session| session.prompt_id).and_then(|id| unit.prompts.read(&id));
    asked.is_some_and(|prompt| unit.now - prompt.created_at <= A_MOMENT)
}

/// What the buttons of one of the bot's messages offer to whoever wrote, as far as nothing was chosen of it.
pub(super) async fn offered_on(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    message: &str,
) -> Result<Vec<Choice>, sqlx::Error> {
    let is_letter = turn.shared.is_mailbox(&turn.inbound.address.platform);
    let ids = match message.parse() {
        Ok(seq) if is_letter => outbox::prompts_of_letter(&mut unit.conn, &turn.address, seq).await?,
        Ok(_) | Err(_) => prompt::under_message(&mut unit.conn, &turn.address, message).await?,
    };
    prompt::load(&mut unit.conn, &ids, &mut unit.prompts).await?;
    let user = &turn.inbound.sender.user_key;
    let open = ids.iter().filter_map(|id| unit.prompts.read(id));
    let mut open = open.filter(|prompt| prompt.chosen.is_none() && prompt.address == turn.address);
    let theirs = |prompt: &Prompt| {
        let mut choices = load::choices(&prompt.choices);
        choices.retain(|choice| is_theirs(prompt, user, turn.place, choice));
        choices
    };
    Ok(open.next().map(theirs).unwrap_or_default())
}
