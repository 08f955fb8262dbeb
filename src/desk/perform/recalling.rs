//! Words that were not meant for a ticket: they are taken out of it, and go back into the dialog.

use super::tickets::granted_on;
use crate::{
    core::{
        rights::{Refusal, Verb},
        unit::Unit,
        work,
    },
    desk::turn::Turn,
    dialogs::event::{Outcome, Recalled},
};

pub(super) async fn recall(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: i64,
    entry: i64,
    fresh: bool,
) -> Result<Outcome, sqlx::Error> {
    let nothing = |fresh| Outcome::Recalled(Recalled { ticket, words: String::new(), files: Vec::new(), fresh });
    let (grant, id) = match granted_on(turn, unit, Verb::Answer, Some(ticket)) {
        Ok(granted) => granted,
        Err(_) => return Ok(nothing(fresh)),
    };
    Ok(match work::recall(unit, grant, id, entry).await? {
        Ok(work::Recalled { words, files }) => Outcome::Recalled(Recalled { ticket, words, files, fresh }),
        Err(Refusal::AlreadySo) => nothing(fresh),
        Err(why) => Outcome::Refused { why, ticket: None },
    })
}
