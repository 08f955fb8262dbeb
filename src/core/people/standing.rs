//! Blocking somebody and hearing them again, taking their role away, leaving. Tickets and history stay whatever
//! happens to a person.

use crate::core::{
    person::{Person, Role},
    rights::{Grant, Refusal},
    seat,
    unit::Unit,
    work,
};

/// From now on they are not heard any more. Whoever had a role reads nothing any more either. Returns the hashes of the
/// sign-ins that ended.
///
/// # Errors
/// The database's; [`Refusal::AlreadySo`].
pub async fn block(
    unit: &mut Unit<'_>,
    grant: Grant,
    person: i64,
) -> Result<Result<Vec<String>, Refusal>, sqlx::Error> {
    let (now, had_role) = (unit.now, unit.people.read(&person).is_some_and(|person| person.role != Role::Reporter));
    let blocked = change(unit, person, |person| {
        let is_new = person.blocked_at.is_none();
        person.blocked_at.get_or_insert(now);
        person.profile.told_blocked &= !is_new;
        // A turn of theirs that runs at this moment must not write the block away.
        person.role_epoch += i64::from(is_new);
        is_new
    });
    if let Err(why) = blocked {
        return Ok(Err(why));
    }
    end_codes(unit, person).await?;
    withdraw_news(unit, person).await?;
    if !had_role {
        return Ok(Ok(Vec::new()));
    }
    work::leave_all(unit, grant, person).await?;
    seat::end_all(unit, person).await.map(Ok)
}

/// Codes that they gave, or that stand for them, open nothing any more.
async fn end_codes(unit: &mut Unit<'_>, person: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update invite set used_at = $1, used_by = 'revoked'
         where used_at is null and (invited_by = $2 or person_id = $2)",
    )
    .bind(unit.now)
    .bind(person)
    .execute(&mut *unit.conn)
    .await?;
    Ok(())
}

/// What waited for the morning goes to nobody, but for what they reported themselves.
async fn withdraw_news(unit: &mut Unit<'_>, person: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update outbox set state = 'withdrawn', settled_at = $2
         where person_id = $1 and state = 'deferred' and seq = 0
         and not exists (select 1 from ticket t where t.id = outbox.ticket_id and t.reporter_id = $1)",
    )
    .bind(person)
    .bind(unit.now)
    .execute(&mut *unit.conn)
    .await?;
    Ok(())
}

/// They are heard again, as if nothing had been.
///
/// # Errors
/// [`Refusal::AlreadySo`].
pub fn unblock(unit: &mut Unit<'_>, _grant: Grant, person: i64) -> Result<(), Refusal> {
    change(unit, person, |person| {
        person.profile.told_blocked = false;
        person.role_epoch += i64::from(person.blocked_at.is_some());
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
    unit.new_menus = true;
    end_codes(unit, person).await?;
    withdraw_news(unit, person).await?;
    work::leave_all(unit, grant, person).await?;
    seat::end_all(unit, person).await.map(Ok)
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
    seat::end_all(unit, person).await
}

/// Changes a person; `false` means that it was so already.
fn change(unit: &mut Unit<'_>, person: i64, change: impl FnOnce(&mut Person) -> bool) -> Result<(), Refusal> {
    let has_changed = unit.people.change(&person).is_some_and(change);
    if has_changed { Ok(()) } else { Err(Refusal::AlreadySo) }
}
