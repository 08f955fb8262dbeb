//! Ready answers, performed: looked up, kept, removed.

use super::{granted, tickets};
use crate::{
    core::{
        canned::{self, Ready},
        contact,
        rights::Verb,
        unit::Unit,
    },
    desk::{seen, turn::Turn},
    dialogs::{
        canned::{CannedEffect, CannedOutcome, Found},
        effect::Which,
        event::Outcome,
    },
};

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: CannedEffect,
) -> Result<Outcome, sqlx::Error> {
    let grant = match granted(turn, unit, Verb::Canned) {
        Ok(grant) => grant,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let Some(person) = unit.people.read(&grant.actor()).cloned() else {
        return Ok(Outcome::Refused { why: crate::core::rights::Refusal::NotAllowed, ticket: None });
    };
    let all = canned::all(&mut unit.conn, &turn.policy, &person).await?;
    match effect {
        CannedEffect::Look { ticket, typed } => {
            let meant = canned::called(&all, &typed).into_iter().cloned().collect();
            look(turn, unit, ticket, all, meant, (typed, false)).await
        }
        CannedEffect::Pick { ticket, key } => {
            let meant = all.iter().filter(|ready| ready.key == key).cloned().collect();
            look(turn, unit, Some(Which::Id(ticket)), all, meant, (String::new(), true)).await
        }
        CannedEffect::Add { name, words } => {
            let kept = canned::add(unit, &person, &name, &words).await?;
            Ok(Outcome::Canned(match kept {
                Ok(()) => CannedOutcome::Kept { name },
                Err(why) => CannedOutcome::Wrong { name, why },
            }))
        }
        CannedEffect::Remove { name } => {
            let removed = canned::remove(unit, &person, &all, &name).await?;
            Ok(Outcome::Canned(match removed {
                Ok(name) => CannedOutcome::Removed { name },
                Err(why) => CannedOutcome::Wrong { name, why },
            }))
        }
    }
}

async fn look(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    which: Option<Which>,
    all: Vec<Ready>,
    meant: Vec<Ready>,
    (typed, tapped): (String, bool),
) -> Result<Outcome, sqlx::Error> {
    let mut locale = turn.locale(unit);
    let ticket = match which {
        None => None,
        Some(which) => {
            let id = tickets::find(unit, which).await?;
            let id = match tickets::granted_on(turn, unit, Verb::Canned, id) {
                Ok((_, id)) => id,
                Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
            };
            let view = seen::ticket(turn, unit, id).await?;
            contact::load_people(&mut unit.conn, &[view.ticket.reporter_id], &mut unit.people).await?;
            locale = unit.people.read(&view.ticket.reporter_id).map_or(view.ticket.locale, |person| person.locale);
            Some(view)
        }
    };
    Ok(Outcome::Canned(CannedOutcome::Found(Box::new(Found { ticket, locale, typed, all, meant, tapped }))))
}
