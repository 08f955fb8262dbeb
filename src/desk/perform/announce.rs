//! Effects on announcements, performed. What changes one is granted here, from rows of this transaction; only what was
//! shown as it is can be asked for and confirmed (`core/announce/bulletin.rs`).

mod asking;
mod drafting;
mod home;

pub(in crate::desk) use home::{remind, solved};

use std::collections::BTreeMap;

use super::{granted, reading};
use crate::{
    core::{
        announce::{self, Announcement, Bulletin, Stage, State, Tally, What, audience},
        contact,
        problem::{self, Extent},
        rights::{Place, Refusal, Verb},
        ticket_rows,
        unit::Unit,
    },
    desk::{announcing, turn::Turn},
    dialogs::{
        announce::{
            line::{Listed, Said},
            want::{AnnounceEffect, AnnounceOutcome, Shown},
        },
        event::Outcome,
    },
    text::day,
};

/// So many announcements are listed.
const LISTED: i64 = 12;

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: AnnounceEffect,
) -> Result<Option<Outcome>, sqlx::Error> {
    if let AnnounceEffect::Reading(effect) = effect {
        return Box::pin(reading::perform(turn, unit, effect)).await;
    }
    let verb = if effect == AnnounceEffect::List { Verb::Announcements } else { Verb::Announce };
    let actor = match granted(turn, unit, verb) {
        Ok(grant) => grant.actor(),
        Err(why) => return Ok(Some(Outcome::Refused { why, ticket: None })),
    };
    let outcome = match effect {
        AnnounceEffect::List => AnnounceOutcome::Listed(list(turn, unit).await?),
        AnnounceEffect::Begin => AnnounceOutcome::Begun(list(turn, unit).await?),
        AnnounceEffect::Show(number) => shown(turn, unit, number, None).await?,
        AnnounceEffect::Template(number) => match load(turn, unit, number).await? {
            Some(shown) => AnnounceOutcome::Template(Box::new(shown)),
            None => AnnounceOutcome::NoSuch(number),
        },
        AnnounceEffect::Draft { words, picture } => drafting::begin(turn, unit, actor, words, picture).await?,
        AnnounceEffect::OfProblem(ticket) => match drafting::of_problem(turn, unit, actor, ticket).await? {
            Some(outcome) => outcome,
            None => return Ok(Some(Outcome::Refused { why: Refusal::NoSuchRequest, ticket: None })),
        },
        AnnounceEffect::Change { number, change, revision } => {
            drafting::change(turn, unit, number, change, revision).await?
        }
        AnnounceEffect::Follow { number, what, words, template } => {
            drafting::follow(turn, unit, actor, (number, what), words, template).await?
        }
        AnnounceEffect::Ask { number, revision } => asking::ask(turn, unit, actor, number, revision).await?,
        AnnounceEffect::Confirm { number, revision, told } => {
            asking::confirm(turn, unit, actor, number, (revision, told)).await?
        }
        AnnounceEffect::TakeBack { number, no } => asking::take_back(turn, unit, actor, number, no).await?,
        AnnounceEffect::Discard(number) => asking::discard(turn, unit, number).await?,
        AnnounceEffect::Ledger(choice) => {
            Box::pin(announcing::choose(turn, unit, &choice)).await?;
            return Ok(None);
        }
        AnnounceEffect::Stop(number) => asking::stop(turn, unit, number).await?,
        AnnounceEffect::Reading(_) => return Ok(None),
    };
    Ok(Some(Outcome::Announce(outcome)))
}

/// What goes on and concerns whoever asks, or their group; for whoever announces, all of it and what is not out yet.
async fn list(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Vec<Listed>, sqlx::Error> {
    let announces = granted(turn, unit, Verb::Announce).is_ok();
    let found = if announces {
        announce::unfinished(&mut unit.conn, LISTED).await?
    } else {
        announce::going_on(&mut unit.conn, LISTED).await?
    };
    let today = today(turn, unit);
    let mut entries = Vec::new();
    for one in found {
        if !announces && !concerns(turn, unit, &one, today) {
            continue;
        }
        let bulletins = announce::bulletins(&mut unit.conn, one.id).await?;
        let Some(mut entry) = entry(&one, &bulletins, unit.now, today) else { continue };
        if !announces && std::mem::take(&mut entry.late) {
            // That a promise is late is for the desk to see, and to do something about.
            entry.card.next_update = None;
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// The local day, in days since 1970.
fn today(turn: &Turn<'_>, unit: &Unit<'_>) -> i64 {
    day::local(unit.now, &turn.policy.timezone)
}

fn concerns(turn: &Turn<'_>, unit: &Unit<'_>, one: &Announcement, today: i64) -> bool {
    let (audience, directory) = (&one.audience, &turn.directory);
    match turn.place {
        Place::Private => {
            unit.person_of(&turn.contact_key).is_some_and(|person| audience.concerns(person, directory, today))
        }
        Place::Agents | Place::Managers => true,
        Place::Partner | Place::Announcements | Place::UnknownGroup => {
            let partner = unit.rooms.read(&turn.address).and_then(|room| room.partner_id);
            audience.concerns_group(partner, directory, today)
        }
    }
}

/// What of an announcement stands in a list: of one that goes on the words that went out last.
fn entry(one: &Announcement, bulletins: &[Bulletin], now: i64, today: i64) -> Option<Listed> {
    let told = |bulletin: &&Bulletin| matches!(bulletin.stage, Stage::Going | Stage::Out | Stage::Stopped);
    let first = bulletins.iter().find(|bulletin| bulletin.what == What::First);
    let last = match one.state {
        State::GoingOn | State::Over => bulletins.iter().rev().find(told)?,
        State::Draft | State::Discarded => first?,
    };
    Some(Listed::of(one, last, first, (now, today)))
}

/// An announcement as the desk sees it, with whom the bulletin at hand reaches.
async fn load(turn: &Turn<'_>, unit: &mut Unit<'_>, number: i64) -> Result<Option<Shown>, sqlx::Error> {
    let Some(announcement) = announce::number(&mut unit.conn, number).await? else { return Ok(None) };
    let bulletins = announce::bulletins(&mut unit.conn, announcement.id).await?;
    if let Some(open) = bulletins.last().filter(|one| one.is_open()) {
        // Nobody else changes it, nor does it begin to go, until this is over: it is read again below.
        announce::hold(&mut unit.conn, open.id).await?;
    }
    let bulletins = announce::bulletins(&mut unit.conn, announcement.id).await?;
    seen(turn, unit, announcement, bulletins).await.map(Some)
}

async fn seen(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    announcement: Announcement,
    bulletins: Vec<Bulletin>,
) -> Result<Shown, sqlx::Error> {
    let today = today(turn, unit);
    let reached = audience::reach(&mut unit.conn, &turn.directory, &announcement, today).await?;
    let mut ids: Vec<i64> =
        bulletins.iter().flat_map(|one| [Some(one.author), one.asked_by, one.confirmed_by]).flatten().collect();
    ids.push(announcement.author);
    contact::load_people(&mut unit.conn, &ids, &mut unit.people).await?;
    let name = |id: &i64| unit.people.read(id).map(|person| (*id, person.name.clone()));
    let names: BTreeMap<i64, String> = ids.iter().filter_map(name).collect();
    let problem = match announcement.problem {
        Some(id) => of_problem(unit, id).await?,
        None => None,
    };
    Ok(Shown { announcement, bulletins, tally: Tally::of(&reached), problem, names, today })
}

/// The reference of a problem, and how many it concerns.
async fn of_problem(unit: &mut Unit<'_>, id: i64) -> Result<Option<(String, Extent)>, sqlx::Error> {
    ticket_rows::load(&mut unit.conn, &[id], &mut unit.tickets).await?;
    let extent = Extent::of(&problem::members(unit, id).await?);
    Ok(unit.tickets.read(&id).map(|ticket| (ticket.reference.clone(), extent)))
}

/// It is shown as it stands, after what is to be said of it.
async fn shown(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    number: i64,
    lead: Option<Said>,
) -> Result<AnnounceOutcome, sqlx::Error> {
    Ok(match load(turn, unit, number).await? {
        Some(shown) => AnnounceOutcome::Shown(Box::new(shown), lead),
        None => AnnounceOutcome::NoSuch(number),
    })
}
