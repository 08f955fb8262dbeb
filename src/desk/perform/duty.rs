//! Absences and duties, performed: whoever goes away hands over what they have, at once or on the day.

use super::granted;
use crate::{
    core::{
        absence::{self, Absence},
        contact,
        duty::Duty,
        nudge,
        person::{Person, Role},
        quiet,
        rights::{self, Refusal, Verb},
        rota::{self, Moment, Shift},
        staff,
        timer::Timer,
        unit::Unit,
        work,
    },
    desk::{post::Letter, turn::Turn},
    dialogs::{
        choice::Choice,
        duty::DutyEffect,
        event::Outcome,
        line::{DutyLine, Mine, OnDuty, OnShift},
    },
    text::{day, lexicon::weekdays::Week},
};

const DAY_MS: i64 = 24 * 3600 * 1000;
/// So many of the requests that were handed over have a button.
const SHOWN: usize = 3;

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: DutyEffect,
) -> Result<Outcome, sqlx::Error> {
    let verb = match effect {
        DutyEffect::Away { .. } => Verb::Away,
        DutyEffect::Back => Verb::Present,
        DutyEffect::Show | DutyEffect::Set { .. } | DutyEffect::Unset { .. } => Verb::Rota,
    };
    let actor = match granted(turn, unit, verb) {
        Ok(grant) => grant.actor(),
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let today = day::local(unit.now, &turn.policy.timezone);
    Ok(match effect {
        DutyEffect::Away { from, until, deputy } => {
            let from = from.unwrap_or(today).max(today);
            return away(turn, unit, (actor, today), (from, until), &deputy).await;
        }
        DutyEffect::Back => {
            let was_away = absence::end(&mut unit.conn, actor, today, unit.now).await?;
            Outcome::Duty(if was_away { DutyLine::Back } else { DutyLine::NotAway })
        }
        DutyEffect::Show => {
            let at = Moment::at(unit.now, &turn.policy.timezone);
            let duties = unit.duties(today).await?;
            Outcome::Duty(DutyLine::OnDuty {
                tiers: by_tier(duties, &turn.policy.all_tiers()),
                rota: shifts(duties, at),
            })
        }
        DutyEffect::Set { .. } | DutyEffect::Unset { .. } => {
            // Whoever manages the desk says who is on duty.
            let manages = |person: &Person| matches!(person.role, Role::Manager | Role::Admin);
            if !unit.people.read(&actor).is_some_and(manages) {
                return Ok(Outcome::Refused { why: Refusal::NotAllowed, ticket: None });
            }
            Outcome::Duty(set(unit, effect, actor).await?)
        }
    })
}

/// Sets or ends shifts.
async fn set(unit: &mut Unit<'_>, effect: DutyEffect, actor: i64) -> Result<DutyLine, sqlx::Error> {
    let now = unit.now;
    let line = match effect {
        DutyEffect::Set { tier, week: Week { days, hours: (from, until), rest } } => {
            let Some(person_id) = staff::named(&mut unit.conn, &rest, actor).await? else {
                return Ok(DutyLine::RotaWho { typed: rest });
            };
            let Some(name) = staff_name(unit, person_id).await? else { return Ok(DutyLine::RotaWho { typed: rest }) };
            let id = unit.next_id();
            rota::set(&mut unit.conn, id, &Shift { tier, person_id, days, from, until }, actor, now).await?;
            DutyLine::RotaSet(OnShift { tier, name, days, from, until, now: false, away_until: None, deputy: None })
        }
        DutyEffect::Unset { tier, name } if name.is_empty() => {
            let had = rota::end(&mut unit.conn, tier, None, now).await?;
            if had { DutyLine::RotaTaken { tier, name: None } } else { DutyLine::RotaNone { tier } }
        }
        DutyEffect::Unset { tier, name } => {
            let Some(person) = staff::named(&mut unit.conn, &name, actor).await? else {
                return Ok(DutyLine::RotaWho { typed: name });
            };
            let had = rota::end(&mut unit.conn, tier, Some(person), now).await?;
            let name = staff_name(unit, person).await?;
            if had { DutyLine::RotaTaken { tier, name } } else { DutyLine::RotaNone { tier } }
        }
        DutyEffect::Away { .. } | DutyEffect::Back | DutyEffect::Show => DutyLine::RotaUnclear,
    };
    unit.forget_duties();
    Ok(line)
}

/// The name of somebody who works at the desk; whoever manages it need not.
async fn staff_name(unit: &mut Unit<'_>, id: i64) -> Result<Option<String>, sqlx::Error> {
    contact::load_people(&mut unit.conn, &[id], &mut unit.people).await?;
    let works = |person: &&Person| rights::is_desk(person.role);
    Ok(unit.people.read(&id).filter(works).map(|person| person.name.clone()))
}

/// The shifts of all, as they are shown.
fn shifts(duties: &[Duty], at: Moment) -> Vec<OnShift> {
    let name = |id: i64| duties.iter().find(|duty| duty.id == id).map(|duty| duty.name.clone());
    let shown = |duty: &Duty, shift: &Shift| OnShift {
        tier: shift.tier,
        name: duty.name.clone(),
        days: shift.days,
        from: shift.from,
        until: shift.until,
        now: shift.covers(at),
        away_until: duty.away_until,
        deputy: duty.deputy.and_then(name),
    };
    let mut found: Vec<OnShift> =
        duties.iter().flat_map(|duty| duty.shifts.iter().map(|shift| shown(duty, shift))).collect();
    // Monday's first, then by the hour.
    found.sort_by_key(|shift| (shift.tier, shift.days.trailing_zeros(), shift.from));
    found
}

/// Who is where: every tier that there is, also those where nobody is.
fn by_tier(duties: &[Duty], tiers: &[i64]) -> Vec<(Option<i64>, Vec<OnDuty>)> {
    let name = |id: i64| duties.iter().find(|duty| duty.id == id).map(|duty| duty.name.clone());
    let shown = |duty: &Duty| OnDuty {
        name: duty.name.clone(),
        away_until: duty.away_until,
        deputy: duty.deputy.and_then(name),
    };
    let of = |tier: Option<i64>| duties.iter().filter(|duty| duty.tier == tier).map(shown).collect::<Vec<OnDuty>>();
    let on_shift = duties.iter().flat_map(|duty| duty.shifts.iter().map(|shift| shift.tier));
    let of_people = duties.iter().filter_map(|duty| duty.tier);
    let mut numbers: Vec<i64> = tiers.iter().copied().chain(of_people).chain(on_shift).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut found: Vec<(Option<i64>, Vec<OnDuty>)> =
        numbers.into_iter().map(|number| (Some(number), of(Some(number)))).collect();
    let without = of(None);
    if !without.is_empty() {
        found.push((None, without));
    }
    found
}

async fn away(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    (actor, today): (i64, i64),
    (from, until): (i64, i64),
    deputy: &str,
) -> Result<Outcome, sqlx::Error> {
    if until < from {
        return Ok(Outcome::Duty(DutyLine::AskAway));
    }
    let deputy_id = if deputy.is_empty() {
        None
    } else {
        let Some(id) = staff::named(&mut unit.conn, deputy, actor).await?.filter(|id| *id != actor) else {
            return Ok(Outcome::Duty(DutyLine::NoSuchDeputy { typed: deputy.to_owned() }));
        };
        Some(id)
    };
    let id = unit.next_id();
    absence::add(&mut unit.conn, &Absence { id, person_id: actor, from_day: from, until_day: until, deputy_id })
        .await?;
    let name = unit.duties(today).await?.iter().find(|duty| Some(duty.id) == deputy_id).map(|duty| duty.name.clone());
    if from <= today {
        begin(turn, unit, id).await?;
    } else {
        // The first minute of a day is quiet: what is handed over then is handed over in the morning.
        let zone = &turn.policy.timezone;
        let midnight = from * DAY_MS - i64::from(day::offset_minutes(from * DAY_MS, zone)) * 60_000;
        let timer = Timer {
            id: unit.next_id(),
            address: turn.address.clone(),
            user_key: nudge::DESK.to_owned(),
            kind: absence::TIMER.to_owned(),
            subject_id: id,
            due_at: quiet::after_quiet_hours(midnight, zone),
        };
        unit.timers.push(timer);
    }
    Ok(Outcome::Duty(DutyLine::AwaySet { from, until, deputy: name }))
}

/// An absence begins: what they had goes to their deputy, who reads a list of it, or back to all.
pub(in crate::desk) async fn begin(turn: &mut Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let Some(absence) = absence::begin(&mut unit.conn, id).await? else { return Ok(()) };
    // Weeks may have gone by since it was said: a deputy who is away by now, or no more at the desk, can have nothing.
    let today = day::local(unit.now, &turn.policy.timezone);
    let is_here = |duty: &Duty| Some(duty.id) == absence.deputy_id && duty.away_until.is_none();
    let deputy = unit.duties(today).await?.iter().find(|duty| is_here(duty)).map(|duty| duty.id);
    let handed = work::hand_over(unit, absence.person_id, deputy).await?;
    let Some(deputy) = deputy.filter(|_| !handed.is_empty()) else { return Ok(()) };
    let name = unit.people.read(&absence.person_id).map(|person| person.name.clone()).unwrap_or_default();
    let tickets: Vec<_> = handed.iter().filter_map(|id| unit.tickets.read(id)).collect();
    let shown =
        |ticket: &&crate::core::ticket::Ticket| Choice::Show { ticket: ticket.id, reference: ticket.reference.clone() };
    let choices = tickets.iter().take(SHOWN).map(shown).collect();
    let tickets = tickets.iter().map(|ticket| Mine {
        reference: ticket.reference.clone(),
        system: ticket.system.clone(),
        status: ticket.status,
    });
    let line = DutyLine::Deputy { name, until: absence.until_day, tickets: tickets.collect() };
    turn.letters.push(Letter { to: deputy, line: line.into(), choices, asked: None, files: Vec::new() });
    Ok(())
}
