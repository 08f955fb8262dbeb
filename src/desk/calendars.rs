//! When the desk is open, as all count with it: the desk file's calendar, and the days off that were declared since. Whatever
//! sets a ticket's timer by other hours than those that count is set again, also where the program died in between.

use std::sync::{Arc, PoisonError};

use sqlx::AnyConnection;

use super::{NEVER_READ, Shared};
use crate::core::{
    calendar::Calendar,
    chat::Millis,
    day_off::{self, DayOff},
    last_look,
    policy::desk::Desk,
    timer,
};

/// So long before the last look that was noted, in milliseconds, the same hours and desk file counted for all.
const LATELY: Millis = 5 * 60 * 1000;

impl Shared {
    /// From now on the desk is open then. Which version that is is read at the next look at the clock.
    pub(super) fn opens_at(&self, calendar: Arc<Calendar>) {
        self.calendar.write().unwrap_or_else(PoisonError::into_inner).1 = calendar;
    }

    fn calendar_version(&self) -> i64 {
        self.calendar.read().unwrap_or_else(PoisonError::into_inner).0
    }
}

/// The calendar of a desk file with the days off that were declared.
///
/// # Errors
/// The database's.
pub(super) async fn load(conn: &mut AnyConnection, policy: &Desk) -> Result<Arc<Calendar>, sqlx::Error> {
    let mut calendar = policy.calendar.clone();
    calendar.days.extend(day_off::load(conn).await?.iter().map(DayOff::special));
    Ok(Arc::new(calendar))
}

/// Reads the days off before the first message is handled.
///
/// # Errors
/// The database's.
pub(super) async fn read_first(shared: &Shared) -> Result<(), sqlx::Error> {
    if shared.calendar_version() == NEVER_READ {
        let mut conn = shared.store.reader().acquire().await?;
        shared.opens_at(load(&mut conn, &shared.policy()).await?);
    }
    Ok(())
}

/// Reads the days off anew that were declared meanwhile, or to which another desk file has other holidays; the versions of
/// both, as they were committed.
///
/// # Errors
/// The database's.
pub(super) async fn renew(shared: &Shared, versions: (i64, i64), is_other: bool) -> Result<(), sqlx::Error> {
    let known = shared.calendar_version();
    if !is_other && versions.0 == known {
        return Ok(());
    }
    let calendar = load(&mut *shared.store.reader().acquire().await?, &shared.policy()).await?;
    *shared.calendar.write().unwrap_or_else(PoisonError::into_inner) = (versions.0, calendar);
    let looked = look_again(shared, versions).await;
    if looked.is_err() {
        // It is done at the next look.
        shared.calendar.write().unwrap_or_else(PoisonError::into_inner).0 = NEVER_READ;
    }
    looked
}

/// Whatever was done with tickets before these versions were seen here had set their timers by what counted before: they are
/// looked at again. Once for each version, through restarts too.
async fn look_again(shared: &Shared, (days_off, desk): (i64, i64)) -> Result<(), sqlx::Error> {
    let versions = format!("{days_off} {desk}");
    let mut tx = shared.store.begin().await?;
    if timer::claim_terms(&mut tx, &versions).await? {
        let now = shared.now();
        let last = last_look::read(&mut tx).await?.map_or(now, |last| last.told.min(now));
        timer::look_again(&mut tx, now, last - LATELY).await?;
    }
    tx.commit().await
}
