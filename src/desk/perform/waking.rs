//! What a dialog waits for: timers of one dialog each, and the report in the middle of which the desk writes.

use sha2::{Digest, Sha256};

use crate::{
    core::{chat::Millis, contact, quiet, session, timer::Timer, unit::Unit},
    desk::turn::Turn,
    dialogs::{effect::Wake, own, state::State},
};

/// What stands for a dialog where a number is needed: timers are told apart by kind and number.
fn number_of(session_key: &str) -> i64 {
    let hash = Sha256::digest(session_key.as_bytes());
    let bytes = hash.first_chunk::<8>().copied().unwrap_or_default();
    i64::from_be_bytes(bytes) >> 1
}

/// Sets the timer of a dialog; what would ask somebody something waits for the morning.
pub(super) fn wake(turn: &Turn<'_>, unit: &mut Unit<'_>, what: Wake, after: Millis) {
    let due_at = match what {
        Wake::Held | Wake::Interrupted => unit.now + after,
        Wake::Parked => quiet::after_quiet_hours(unit.now + after, &turn.policy.timezone),
    };
    let timer = Timer {
        id: unit.next_id(),
        address: turn.address.clone(),
        user_key: turn.inbound.sender.user_key.clone(),
        kind: what.kind().to_owned(),
        subject_id: number_of(&turn.session_key),
        due_at,
    };
    unit.timers.push(timer);
}

/// The desk writes to a reporter who may be in the middle of a report in the same chat: once that has gone, the report's
/// question is asked again below it.
///
/// # Errors
/// The database's.
pub(in crate::desk) async fn interrupts(
    unit: &mut Unit<'_>,
    reporter: i64,
    address: &str,
    goes_at: Millis,
) -> Result<(), sqlx::Error> {
    unit.load_draft(reporter).await?;
    let is_writing = unit.drafts.read(&reporter).is_some_and(|draft| own::is_active(draft, unit.now));
    if !is_writing {
        return Ok(());
    }
    let Some(user_key) = contact::user_in(&mut unit.conn, reporter, address).await? else { return Ok(()) };
    let key = format!("{address}|{user_key}");
    session::load(&mut unit.conn, std::slice::from_ref(&key), &mut unit.sessions, &mut unit.prompts).await?;
    let state = unit.sessions.read(&key).and_then(|session| serde_json::from_str::<State>(&session.state).ok());
    if !matches!(state, Some(State::Report(_))) {
        return Ok(());
    }
    let timer = Timer {
        id: unit.next_id(),
        address: address.to_owned(),
        user_key,
        kind: Wake::Interrupted.kind().to_owned(),
        subject_id: number_of(&key),
        due_at: goes_at,
    };
    unit.timers.push(timer);
    Ok(())
}
