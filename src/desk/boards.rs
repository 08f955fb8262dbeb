//! The agents' rooms' cards with all that waits. They are written at the clock's look, as of what was committed, so
//! that many changes make one edit; and only where they read otherwise than before.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Shared, audience::Target, post};
use crate::{
    core::{
        chat::Millis,
        outbox::Placed,
        room::{self, Room},
        slot,
        unit::Unit,
        waiting::{self, Waiting},
    },
    dialogs::{
        choice::Choice,
        line::Line,
        queue::{
            choice::QueueChoice,
            line::{QueueLine, Standing},
        },
    },
    text::day,
};

/// A room takes few messages a minute, and edits count.
const EVERY_MS: Millis = 15_000;
/// How many tickets are listed, and how many of them have buttons.
const LISTED: usize = 8;
const WITH_BUTTONS: usize = 4;

/// What stands in the rooms, as far as this process knows.
#[derive(Debug, Default)]
pub(super) struct Boards(Mutex<Known>);

#[derive(Debug)]
struct Known {
    /// Something may read otherwise.
    is_stale: bool,
    /// By room: the line, and since when it stands.
    shown: HashMap<String, (Line, Millis)>,
}

impl Default for Known {
    /// Nobody knows what happened before the start.
    fn default() -> Self {
        Self { is_stale: true, shown: HashMap::new() }
    }
}

impl Boards {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// After a commit: whatever a room was told may have changed what waits.
    pub(super) fn look_at(&self, shared: &Shared, placed: &[Placed]) {
        let tells_room = |placed: &Placed| {
            placed.post.person_id.is_none()
                && placed.post.slot.as_deref() != Some(slot::QUEUE)
                && shared.has_queue_card(&placed.post.platform)
        };
        if placed.iter().any(tells_room) {
            self.known().is_stale = true;
        }
    }
}

/// Writes the cards anew that read otherwise.
///
/// # Errors
/// The database's.
pub(super) async fn renew(shared: &Shared) -> Result<(), sqlx::Error> {
    if !std::mem::take(&mut shared.boards.known().is_stale) {
        return Ok(());
    }
    let renewed = write(shared).await;
    match &renewed {
        Ok(true) => {}
        Ok(false) | Err(_) => shared.boards.known().is_stale = true,
    }
    renewed.map(drop)
}

/// Returns whether all is as it should be; if not, some cards are too young to be written again.
async fn write(shared: &Shared) -> Result<bool, sqlx::Error> {
    let (rooms, waiting) = {
        let mut conn = shared.store.reader().acquire().await?;
        let mut rooms = room::audiences(&mut conn).await?;
        rooms.retain(|room| room.purpose == "agents");
        if !rooms.iter().any(|room| shared.has_queue_card(platform(room))) {
            return Ok(true);
        }
        (rooms, waiting::all(&mut conn, &shared.policy()).await?)
    };
    let now = shared.now();
    let mut lines = Vec::new();
    let mut is_done = true;
    for room in rooms.iter().filter(|room| shared.has_queue_card(platform(room))) {
        let theirs: Vec<&Waiting> = waiting.iter().filter(|one| one.is_for(room, &rooms)).collect();
        let line = line(shared, &theirs, now);
        match shared.boards.known().shown.get(&room.address) {
            Some((shown, _)) if *shown == line => {}
            Some((_, since)) if now - since < EVERY_MS => is_done = false,
            Some(_) | None => lines.push((room, line, choices(&theirs))),
        }
    }
    if lines.is_empty() {
        return Ok(is_done);
    }
    let mut unit = Unit::begin(&shared.store, &shared.ids, now).await?;
    for (room, line, choices) in &lines {
        let target = Target { slot: Some(slot::QUEUE.to_owned()), ..Target::of_room(now, room) };
        post::offer(shared, &mut unit, &target, line, choices);
    }
    let placed = unit.commit(&shared.policy().key).await?;
    shared.announce(&placed);
    let mut known = shared.boards.known();
    known.shown.extend(lines.into_iter().map(|(room, line, _)| (room.address.clone(), (line, now))));
    Ok(is_done)
}

fn platform(room: &Room) -> &str {
    room.address.split(':').next().unwrap_or_default()
}

fn line(shared: &Shared, waiting: &[&Waiting], now: Millis) -> Line {
    let directory = shared.directory();
    let mut counts: Vec<(String, usize)> = Vec::new();
    for one in waiting {
        // They come in the order of their priorities.
        match counts.last_mut().filter(|(key, _)| *key == one.priority) {
            Some((_, count)) => *count += 1,
            None => counts.push((one.priority.clone(), 1)),
        }
    }
    let standing = |one: &&Waiting| {
        let known = one.facility_id.and_then(|id| directory.facility(id)).map(|found| found.name.clone());
        Standing {
            reference: one.reference.clone(),
            priority: one.priority.clone(),
            system: one.system.clone(),
            facility: known.or_else(|| one.facility_text.clone()).filter(|name| !name.is_empty()),
            since: one.created_at,
        }
    };
    let first = waiting.iter().take(LISTED).map(standing).collect();
    let offset = day::offset_minutes(now, &shared.policy().timezone);
    Line::Queue(QueueLine::Board { counts, first, offset })
}

fn choices(waiting: &[&Waiting]) -> Vec<Choice> {
    let of = |one: &&Waiting| {
        let (ticket, reference) = (one.id, one.reference.clone());
        [Choice::TakeThis { ticket, reference: reference.clone() }, Choice::Show { ticket, reference }]
    };
    let mut choices: Vec<Choice> = waiting.iter().take(WITH_BUTTONS).flat_map(of).collect();
    if waiting.len() > WITH_BUTTONS {
        choices.push(Choice::Queue(QueueChoice::New));
    }
    choices
}
