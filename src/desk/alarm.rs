//! What the desk says when its clock cannot be trusted: the managers and administrators hear of it once, through
//! restarts too, and again when it is over.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sqlx::AnyConnection;

use super::{Shared, audience::Target, post};
use crate::{
    core::{
        chat::Millis,
        circle, contact, last_look,
        outage::{self, Outage},
        room,
        unit::Unit,
    },
    dialogs::line::{Line, WatchLine},
};

/// How often it is noted that the desk runs.
const NOTED_EVERY: Millis = 60_000;

/// What was told and noted, as far as this process knows.
#[derive(Debug, Default)]
pub(super) struct Watch(Mutex<Known>);

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Whether people were told that the clock is not trusted; not known before the first look.
    is_told: Option<bool>,
    noted_at: Option<Millis>,
}

impl Watch {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks at the clock itself. Returns whether what it would do to tickets is held.
///
/// # Errors
/// The database's.
pub(super) async fn look(shared: &Shared) -> Result<bool, sqlx::Error> {
    let Some(steady) = shared.steady.get() else { return Ok(false) };
    let now = shared.now();
    let Known { is_told, noted_at } = *shared.watch.known();
    let was_told = match is_told {
        Some(was_told) => was_told,
        None => last_look::read(&mut *shared.store.reader().acquire().await?).await?.is_some_and(|last| last.is_held),
    };
    if shared.held().is_some()
        && let Some(told) = last_look::vouched(&mut *shared.store.reader().acquire().await?).await?
        && steady.vouched(told)
    {
        tracing::info!("somebody found the machine's clock right");
    }
    let held = shared.held();
    if held.is_some() == was_told {
        shared.watch.known().is_told = Some(was_told);
    } else {
        let line = held.map_or(WatchLine::Over, |held| WatchLine::Off { by: held.off });
        match held {
            Some(held) => tracing::error!(
                off_ms = held.off,
                "the machine's clock has jumped, or is not that of a platform: deadlines are held. Set its time; if it \
                 is right, run: balcao clock trust"
            ),
            None => tracing::info!("the clock is trusted again: deadlines go on"),
        }
        tell(shared, now, held.map(|held| held.since), &line.into()).await?;
        shared.watch.known().is_told = Some(held.is_some());
    }
    // What is held against another start is noted only while it is trusted.
    if held.is_none() && noted_at.is_none_or(|at| now - at >= NOTED_EVERY) {
        let (told, run, up) = steady.noted();
        let mut tx = shared.store.begin().await?;
        // While a clock is not trusted, the desk runs without noting its looks.
        if noted_at.is_none() && !was_told {
            note_outage(shared, &mut tx, now).await?;
        }
        last_look::write(&mut tx, told, (run, up)).await?;
        tx.commit().await?;
        shared.watch.known().noted_at = Some(now);
    }
    Ok(held.is_some())
}

/// At the first look since a start: from the last one of before until now the desk did not run.
async fn note_outage(shared: &Shared, conn: &mut AnyConnection, now: Millis) -> Result<(), sqlx::Error> {
    let last = last_look::read(conn).await?;
    let from = last.map(|last| last.told);
    if let Some(from) = from.filter(|from| now - from >= outage::LEAST) {
        tracing::info!(minutes = (now - from) / 60_000, "the desk did not run until now");
        outage::note(conn, shared.ids.one(), Outage { from, until: now }).await?;
    }
    Ok(())
}

/// Tells the managers' rooms, and each manager and administrator in private.
async fn tell(shared: &Shared, now: Millis, held_since: Option<Millis>, line: &Line) -> Result<(), sqlx::Error> {
    let mut unit = Unit::begin(&shared.store, &shared.ids, now).await?;
    last_look::hold(&mut unit.conn, held_since).await?;
    for room in room::audiences(&mut unit.conn).await?.iter().filter(|room| room.purpose == "managers") {
        post::offer(shared, &mut unit, &Target::of_room(now, room), line, &[]);
    }
    let mut people = circle::managers(&mut unit.conn).await?;
    people.extend(circle::admins(&mut unit.conn).await?);
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    let addresses = contact::addresses(&mut unit.conn, &people).await?;
    for id in people {
        let Some((address, person)) = addresses.get(&id).zip(unit.people.read(&id).cloned()) else { continue };
        let target = Target::of_person(now, address, &person);
        post::offer(shared, &mut unit, &target, line, &[]);
    }
    let placed = unit.commit(&shared.policy().key).await?;
    shared.announce(&placed);
    Ok(())
}
