//! Effects on announcements, performed. What changes one is granted here, from rows of this transaction.

use super::{granted, reading};
use crate::{
    core::{
        announce::{self, Announcement, Bulletin, Stage, State, What},
        rights::{Place, Verb},
        unit::Unit,
    },
    desk::turn::Turn,
    dialogs::{
        announce::{
            line::{Card, How, Listed},
            want::{AnnounceEffect, AnnounceOutcome},
        },
        clock::line::Due,
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
    match effect {
        AnnounceEffect::List => list(turn, unit).await.map(Some),
        AnnounceEffect::Reading(effect) => reading::perform(turn, unit, effect).await,
    }
}

/// What goes on and concerns whoever asks, or their group; for whoever announces, all of it and what is not out yet.
async fn list(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Outcome, sqlx::Error> {
    if let Err(why) = granted(turn, unit, Verb::Announcements) {
        return Ok(Outcome::Refused { why, ticket: None });
    }
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
        entries.extend(entry(&one, &bulletins, unit.now, today));
    }
    Ok(Outcome::Announce(AnnounceOutcome::Listed(entries)))
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

/// How far a bulletin is that is not out.
fn stands(bulletin: &Bulletin, today: i64) -> How {
    match bulletin.stage {
        Stage::Asked => How::Asked,
        Stage::Set | Stage::Going => bulletin.goes_at.map_or(How::Draft, |at| How::Set(Due { at, today })),
        Stage::Draft | Stage::Out | Stage::Stopped | Stage::Discarded => How::Draft,
    }
}

/// What of an announcement stands in a list: of one that goes on the words that went out last.
fn entry(one: &Announcement, bulletins: &[Bulletin], now: i64, today: i64) -> Option<Listed> {
    let told = |bulletin: &&Bulletin| matches!(bulletin.stage, Stage::Going | Stage::Out | Stage::Stopped);
    let first = bulletins.iter().find(|bulletin| bulletin.what == What::First);
    let (bulletin, how) = match one.state {
        State::GoingOn => (bulletins.iter().rev().find(told)?, How::GoingOn),
        State::Over => (bulletins.iter().rev().find(told)?, How::Over),
        State::Discarded => (first?, How::Discarded),
        State::Draft => (first?, stands(first?, today)),
    };
    let since = first.and_then(|first| first.out_at.or(first.goes_at)).unwrap_or(one.created_at);
    let late = one.state == State::GoingOn && one.next_update_at.is_some_and(|at| at < now);
    Some(Listed { card: Card::of(one, bulletin, today), how, since, late })
}
