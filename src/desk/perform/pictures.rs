//! Pictures that come when a request is filed: no group is shown them until their writer has said that they show nobody
//! who is ill (platforms B.4).

use super::granted_on;
use crate::{
    core::{
        notice::{Audience, News},
        rights::{self, Refusal, Verb},
        unit::Unit,
    },
    desk::{seen, turn::Turn},
    dialogs::event::Outcome,
};

/// What came from this chat for a ticket shows nobody: the agents' rooms see it now.
pub(super) async fn show(turn: &mut Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Outcome, sqlx::Error> {
    let (_, id) = match granted_on(turn, unit, Verb::Status, Some(id)) {
        Ok(granted) => granted,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let person = unit.person_of(&turn.contact_key);
    if !unit.tickets.read(&id).zip(person).is_some_and(|(ticket, person)| rights::is_theirs(person, ticket)) {
        return Ok(Outcome::Refused { why: Refusal::NotAllowed, ticket: None });
    }
    for file in unit.files_of(id).await? {
        if unit.attachments.read(&file).is_some_and(|file| file.asked && file.uploaded_from == turn.address)
            && let Some(file) = unit.attachments.change(&file)
        {
            file.asked = false;
        }
    }
    unit.tell(id, Audience::Agents, News::Card);
    turn.about = Some(id);
    let ticket = Box::new(seen::ticket(turn, unit, id).await?);
    Ok(Outcome::PicturesShown { ticket })
}
