//! Who writes or taps in a group that announcements go to: they read them there, and are not told in private as well.

use super::{Job, turn::Turn};
use crate::core::{
    announce::seen,
    chat::{Body, ChatKind, Inbound},
    contact,
    person::Person,
    unit::Unit,
};

/// Loads where the batch's writers were seen.
pub(super) async fn load(unit: &mut Unit<'_>, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let pairs: Vec<(String, i64)> = jobs.iter().filter_map(|job| pair(unit, &job.inbound)).collect();
    seen::load(&mut unit.conn, pairs, &mut unit.seen).await
}

/// Notes who is here, once.
pub(super) fn note(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    if let Some(pair) = pair(unit, turn.inbound)
        && unit.seen.read(&pair).is_none()
    {
        unit.seen.insert(pair, ());
    }
}

/// The group and whoever shows themselves there, where the desk knows them.
fn pair(unit: &Unit<'_>, inbound: &Inbound) -> Option<(String, i64)> {
    let shows = match &inbound.body {
        Body::Message { .. }
        | Body::Form { .. }
        | Body::Edited { .. }
        | Body::Tap { .. }
        | Body::Place { .. }
        | Body::Contact { .. }
        | Body::Sign { .. }
        | Body::Start { .. } => true,
        Body::Deleted { .. } | Body::Standing { .. } | Body::Moved { .. } | Body::Due { .. } => false,
    };
    if inbound.chat_kind != ChatKind::Group || !shows {
        return None;
    }
    let address = inbound.address.to_string();
    let is_told = |purpose: &str| matches!(purpose, "partner" | "announcements");
    unit.rooms.read(&address).filter(|room| is_told(&room.purpose))?;
    let person: Option<&Person> = unit.person_of(&contact::key(&inbound.address, &inbound.sender.user_key));
    Some((address, person?.id))
}
