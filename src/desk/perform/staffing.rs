//! Before a request is handed on or given to somebody: whether anybody works there, and is here. What goes to nobody would
//! lie there unread.

use crate::{
    core::{
        deed::Deed,
        duty::{self, Duty},
        rights::Verb,
        staff::Workload,
        unit::Unit,
        work,
    },
    desk::turn::Turn,
    dialogs::duty::Elsewhere,
    text::day,
};

/// Why a deed cannot be done with a ticket as it was meant; `None` where nothing speaks against it.
pub(super) async fn elsewhere(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    deed: &Deed,
    (actor, id): (i64, i64),
) -> Result<Option<Elsewhere>, sqlx::Error> {
    let Some(ticket) = unit.tickets.read(&id).filter(|ticket| ticket.status.is_open() && !ticket.practice).cloned()
    else {
        return Ok(None);
    };
    let today = day::local(unit.now, &turn.policy.timezone);
    if deed.verb == Verb::Escalate {
        let Ok(tier) = work::tier_named(&turn.policy, &ticket, &deed.to) else { return Ok(None) };
        let duties = unit.duties(today).await?;
        if duty::has_people(duties, tier) {
            return Ok(None);
        }
        let mut others = work::tiers(&turn.policy, &ticket.system);
        others.retain(|other| *other != ticket.tier && duty::has_people(duties, *other));
        return Ok(Some(Elsewhere::Nobody { tier, words: deed.words.clone(), others }));
    }
    if deed.verb == Verb::Assign {
        let Ok(person) = deed.to.parse::<i64>() else { return Ok(None) };
        let duties = unit.duties(today).await?;
        let of = |id: i64| duties.iter().find(|duty| duty.id == id);
        let Some((away, until)) = of(person).and_then(|duty| Some((duty, duty.away_until?))) else { return Ok(None) };
        if person == actor {
            return Ok(None);
        }
        let named = |duty: &Duty| (duty.id, duty.name.clone());
        let is_here = |duty: &&Duty| duty.away_until.is_none();
        let deputy = away.deputy.and_then(of).filter(is_here).map(named);
        let works_there = |duty: &&Duty| duty.tier.is_none_or(|own| own == ticket.tier);
        let others = duties.iter().filter(is_here).filter(works_there).map(named).collect();
        return Ok(Some(Elsewhere::Away { name: away.name.clone(), until, deputy, others }));
    }
    Ok(None)
}

/// Of those whom a request can be given to, those who are here; all of them where nobody is.
pub(super) async fn only_present(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    staff: &mut Vec<Workload>,
) -> Result<(), sqlx::Error> {
    let duties = unit.duties(day::local(unit.now, &turn.policy.timezone)).await?;
    let is_away = |one: &Workload| duties.iter().any(|duty| duty.id == one.id && duty.away_until.is_some());
    if staff.iter().any(|one| !is_away(one)) {
        staff.retain(|one| !is_away(one));
    }
    Ok(())
}
