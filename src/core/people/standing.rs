//! Blocking somebody and hearing them again, taking their role away, leaving. Tickets and history stay whatever
//! happens to a person.

use crate::core::{
    person::{Person, Role},
    rights::{Grant, Refusal},
    seat,
    unit::Unit,
    work,
};

/// From now on they are not heard any more.
///
/// # Errors
/// [`Refusal::AlreadySo`].
pub fn block(unit: &mut Unit<'_>, _grant: Grant, person: i64) -> Result<(), Refusal> {
    let now = unit.now;
    change(unit, person, |person| {
        let is_new = person.blocked_at.is_none();
        person.blocked_at.get_or_insert(now);
        person.profile.told_blocked &= !is_new;
        is_new
    })
}

/// They are heard again, as if nothing had been.
///
/// # Errors
/// [`Refusal::AlreadySo`].
pub fn unblock(unit: &mut Unit<'_>, _grant: Grant, person: i64) -> Result<(), Refusal> {
    change(unit, person, |person| {
        person.profile.told_blocked = false;
        person.blocked_at.take().is_some()
    })
}

/// Takes the role away: they become a reporter like others, what was offered to them is dead, what they own is free.
/// Returns the hashes of the web chat's sign-ins that ended.
///
/// # Errors
/// The database's; [`Refusal::AlreadySo`] for a reporter.
pub async fn revoke(
    unit: &mut Unit<'_>,
    grant: Grant,
    person: i64,
) -> Result<Result<Vec<String>, Refusal>, sqlx::Error> {
    let revoked = change(unit, person, |person| {
        let has_role = person.role != Role::Reporter;
        if has_role {
            person.role = Role::Reporter;
            person.role_epoch += 1;
            (person.tier, person.partner_id) = (None, None);
            person.profile.departments.clear();
            person.profile.provinces.clear();
            person.profile.notify = None;
        }
        has_role
    });
    if let Err(why) = revoked {
        return Ok(Err(why));
    }
    tracing::info!(by = grant.actor(), person, "a role was taken away");
    work::leave_all(unit, grant, person).await?;
    seat::end_all(&mut unit.conn, person).await.map(Ok)
}

/// They leave: nothing is sent to them until they write again. Returns the hashes of the sign-ins that ended.
///
/// # Errors
/// The database's.
pub async fn leave(unit: &mut Unit<'_>, grant: Grant) -> Result<Vec<String>, sqlx::Error> {
    let (now, person) = (unit.now, grant.actor());
    if let Some(person) = unit.people.change(&person) {
        person.left_at = Some(now);
    }
    work::leave_all(unit, grant, person).await?;
    // What waited for the morning goes to nobody.
    sqlx::query(
        "update outbox set state = 'withdrawn', settled_at = $2 where person_id = $1 and state = 'deferred' and seq = 0",
    )
    .bind(person)
    .bind(now)
    .execute(&mut *unit.conn)
    .await?;
    seat::end_all(&mut unit.conn, person).await
}

/// Changes a person; `false` means that it was so already.
fn change(unit: &mut Unit<'_>, person: i64, change: impl FnOnce(&mut Person) -> bool) -> Result<(), Refusal> {
    let has_changed = unit.people.change(&person).is_some_and(change);
    if has_changed { Ok(()) } else { Err(Refusal::AlreadySo) }
}
