//! Effects on clocks, performed: the arithmetic of a ticket's, and how many are late.

use super::tickets::{find, granted_on};
use crate::{
    core::{
        day_off, outage,
        queue::{self, Scope},
        rights::Verb,
        unit::Unit,
    },
    desk::{clocks, holidays, seen, turn::Turn},
    dialogs::{
        clock::{ClockEffect, ClockOutcome},
        event::Outcome,
    },
    text::day,
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
            let ticket = Box::new(seen::ticket(turn, unit, id).await?);
            let until = ticket.ticket.closed_at.unwrap_or(unit.now);
            let since = clocks.as_ref().map_or(until, |clocks| clocks.opened_at);
            let outages = outage::between(&mut unit.conn, since, until).await?;
            ClockOutcome::Why { ticket, clocks, outages }
        }
        ClockEffect::Targets => {
            if let Err(why) = super::granted(turn, unit, Verb::Sla) {
                return Ok(Outcome::Refused { why, ticket: None });
            }
            ClockOutcome::Targets { standing: standing(turn, unit).await? }
        }
        ClockEffect::DaysOff | ClockEffect::DayOff(_) | ClockEffect::NoDayOff(_) => {
            return match super::granted(turn, unit, Verb::Holiday) {
                Ok(grant) => Ok(Outcome::Clock(day_off(turn, unit, grant.actor(), effect).await?)),
                Err(why) => Ok(Outcome::Refused { why, ticket: None }),
            };
        }
    }))
}

/// Days off: what is declared counts from the next message on; the tickets that are open are looked at by their own timers
/// at the next look at the clock.
async fn day_off(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    effect: ClockEffect,
) -> Result<ClockOutcome, sqlx::Error> {
    let now = unit.now;
    Ok(match effect {
        ClockEffect::DayOff(day) => {
            let id = unit.next_id();
            day_off::declare(&mut unit.conn, id, &day, actor, now).await?;
            let moved = holidays::moved(turn, unit, &day).await?;
            holidays::announce(turn, unit, &day, (actor, false), moved).await?;
            ClockOutcome::DayOff { day, moved }
        }
        ClockEffect::NoDayOff(day) => {
            let was = day_off::withdraw(&mut unit.conn, &day, now).await?;
            let moved = if was { holidays::moved(turn, unit, &day).await? } else { 0 };
            if was {
                holidays::announce(turn, unit, &day, (actor, true), moved).await?;
            }
            ClockOutcome::NoDayOff { day, was, moved }
        }
        ClockEffect::DaysOff | ClockEffect::Why(_) | ClockEffect::Targets => {
            let today = day::local(now, &turn.policy.timezone);
            let mut days = day_off::load(&mut unit.conn).await?;
            days.retain(|off| off.day >= today);
            ClockOutcome::DaysOff { days }
        }
    })
}

/// How many tickets are late, and how many soon will be, for whoever sees the queue here.
async fn standing(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Option<(usize, usize)>, sqlx::Error> {
    let sees = super::granted(turn, unit, Verb::Queue).is_ok();
    let Some(actor) = unit.person_of(&turn.contact_key).filter(|_| sees) else { return Ok(None) };
    let scope = Scope::of(actor, turn.place, &turn.policy);
    queue::standing(&mut unit.conn, &scope, unit.now).await.map(Some)
}
