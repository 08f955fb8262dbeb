//! Effects on clocks, performed: the arithmetic of a ticket's, and how many are late.

use super::tickets::{find, granted_on};
use crate::{
    core::{
        queue::{self, Scope},
        rights::Verb,
        unit::Unit,
    },
    desk::{clocks, seen, turn::Turn},
    dialogs::{
        clock::{ClockEffect, ClockOutcome},
        event::Outcome,
    },
};

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: ClockEffect,
) -> Result<Outcome, sqlx::Error> {
    Ok(Outcome::Clock(match effect {
        ClockEffect::Why(which) => {
            let id = find(unit, which).await?;
            let id = match granted_on(turn, unit, Verb::Why, id) {
                Ok((_, id)) => id,
                Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
            };
            turn.about = Some(id);
            let clocks = clocks::of(turn, unit, id).await?.map(Box::new);
            ClockOutcome::Why { ticket: Box::new(seen::ticket(turn, unit, id).await?), clocks }
        }
        ClockEffect::Targets => {
            if let Err(why) = super::granted(turn, unit, Verb::Sla) {
                return Ok(Outcome::Refused { why, ticket: None });
            }
            ClockOutcome::Targets { standing: standing(turn, unit).await? }
        }
    }))
}

/// How many tickets are late, and how many soon will be, for whoever sees the queue here.
async fn standing(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Option<(usize, usize)>, sqlx::Error> {
    let sees = super::granted(turn, unit, Verb::Queue).is_ok();
    let Some(actor) = unit.person_of(&turn.contact_key).filter(|_| sees) else { return Ok(None) };
    let scope = Scope::of(actor, turn.place, &turn.policy);
    queue::standing(&mut unit.conn, &scope, unit.now).await.map(Some)
}
