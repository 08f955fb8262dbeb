//! What the clock brings: timers that are due come in through the same door as messages, and so does what reached
//! nobody; deferred messages are rendered anew and take their place in their lane; a directory that was imported meanwhile
//! is read.

use std::{collections::BTreeMap, sync::Arc};

use tokio_util::sync::CancellationToken;

use super::{Entrance, Shared, alarm, boards, calendars, marks, perform::UNREACHED, policy, problems};
use crate::{
    bots::fit,
    core::{
        chat::{Address, Body, ChatKind, Inbound, Millis, Sender},
        deferred,
        delivery::{self, Unreached},
        digest,
        directory::rows,
        glance,
        ticket::Status,
        timer::{self, Timer},
    },
    dialogs::{line::Line, notify},
    door::Received,
    text::locale::Locale,
};

/// How often the clock is looked at.
const EVERY: std::time::Duration = std::time::Duration::from_secs(1);
/// The most transactions in which what had to wait goes, of one look.
const ROUNDS: usize = 16;
/// The most timers of one look.
const MOST: i64 = 256;
const MOST_DONE: usize = 256;

/// Looks at the clock until it is stopped.
pub async fn run(entrance: Entrance, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let done = tick(&entrance).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the clock's work waits");
            0
        });
        if done >= MOST_DONE {
            // After a time in which it did not run there is more than one look takes.
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => {}
        }
    }
}

/// One look at the clock. Returns how many timers were due and are done.
///
/// # Errors
/// The database's.
pub async fn tick(entrance: &Entrance) -> Result<usize, sqlx::Error> {
    let shared = &entrance.shared;
    let is_held = alarm::look(shared).await?;
    let found =
        glance::look(&mut *shared.store.reader().acquire().await?, (shared.now(), &shared.policy().key), is_held)
            .await?;
    let is_other = policy::renew(shared, found.desk_version).await?;
    renew_directory(shared, found.directory_version).await?;
    calendars::renew(shared, (found.day_off_version, found.desk_version), is_other).await?;
    problems::renew(shared, (found.problem_version, found.announcement_version)).await?;
    shared.mailroom.flush(&shared.store, shared.now()).await?;
    // Timers do not wait for it.
    let released = if found.deferred { release_deferred(shared).await } else { Ok(()) };
    if found.marks {
        marks::look(shared).await?;
    }
    boards::renew(shared).await?;
    let set = look_for_morning(shared, found.digest_day).await?;
    let due = if found.timers || set {
        let mut conn = shared.store.reader().acquire().await?;
        timer::due(&mut conn, shared.now(), MOST, is_held).await?
    } else {
        Vec::new()
    };
    let done = hand_in(entrance, due.into_iter().map(inbound_of).collect()).await;
    if found.unlooked {
        problems::look(entrance).await?;
    }
    if found.unreached {
        tell_of_unreached(entrance).await?;
    }
    released?;
    Ok(done)
}

/// What the desk says to itself is handed in like everything else. Returns how much of it was handled.
pub(super) async fn hand_in(entrance: &Entrance, inbounds: Vec<Inbound>) -> usize {
    let received = futures_util::future::join_all(inbounds.into_iter().map(|inbound| entrance.receive(inbound))).await;
    let refused = received.iter().filter(|outcome| matches!(outcome, Err(_) | Ok(Received::Quarantined))).count();
    if refused > 0 {
        tracing::warn!(refused, "what was due could not be handled");
    }
    received.len() - refused
}

/// Sets the digests' timers, once a day and whoever comes first; `last` is the day that had them. The day on which a
/// desk is set up has none. Returns whether any were set.
async fn look_for_morning(shared: &Arc<Shared>, last: Option<String>) -> Result<bool, sqlx::Error> {
    let now = shared.now();
    let (today, is_morning) = digest::day_of(now, &shared.policy().timezone);
    let is_new = last.is_none();
    if last.is_some_and(|last| last >= today || !is_morning) {
        return Ok(false);
    }
    let mut tx = shared.store.begin().await?;
    if digest::claim(&mut tx, &today).await? && !is_new {
        digest::set_timers(&mut tx, &shared.ids, now).await?;
    }
    tx.commit().await?;
    Ok(!is_new)
}

/// Of what reached nobody others are told, through the same door as everything else. Returns how many were unreached.
///
/// # Errors
/// The database's.
pub async fn tell_of_unreached(entrance: &Entrance) -> Result<usize, sqlx::Error> {
    let shared = &entrance.shared;
    let unreached = delivery::unreached(&mut *shared.store.reader().acquire().await?, MOST).await?;
    let inbounds: Vec<Inbound> = unreached.iter().filter_map(|one| inbound_of_unreached(one, shared.now())).collect();
    let _refused_come_again = hand_in(entrance, inbounds).await;
    Ok(unreached.len())
}

/// Somebody unreached, as a message from the desk to itself.
fn inbound_of_unreached(unreached: &Unreached, now: Millis) -> Option<Inbound> {
    Some(Inbound {
        address: unreached.address.parse().ok()?,
        chat_kind: ChatKind::Private,
        // Stands where a message has its sender; no platform has such a user.
        sender: Sender {
            user_key: format!("unreached person {}", unreached.person_id),
            name: String::new(),
            locale_hint: None,
            anonymous: false,
        },
        key: format!("{UNREACHED}:{}", unreached.outbox_id),
        sent_at: now,
        thread: None,
        reply_to: None,
        body: Body::Due { timer: 0, kind: UNREACHED.to_owned(), subject: unreached.ticket_id },
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    })
}

/// Where what belongs to no chat happens, such as the timers of a ticket whose reporter is in none yet: an address that
/// no platform has.
pub(super) fn nowhere() -> Address {
    Address::new("desk", "desk", "")
}

/// A timer as a message from the desk to itself.
#[must_use]
pub fn inbound_of(timer: Timer) -> Inbound {
    let address = timer.address.parse().unwrap_or_else(|_| nowhere());
    let sent_at: Millis = timer.due_at;
    Inbound {
        address,
        chat_kind: ChatKind::Private,
        sender: Sender { user_key: timer.user_key, name: String::new(), locale_hint: None, anonymous: false },
        key: format!("timer:{}:{}", timer.id, timer.due_at),
        sent_at,
        thread: None,
        reply_to: None,
        body: Body::Due { timer: timer.id, kind: timer.kind, subject: timer.subject_id },
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    }
}

/// How what was deferred is said when it goes.
struct Words<'s>(&'s Shared);

impl deferred::Wording for Words<'_> {
    /// A text that has grown beyond the platform's limit goes as it was fitted before.
    fn render(&self, line: &str, locale: Locale, platform: &str) -> Option<String> {
        let line = serde_json::from_str::<Line>(line).ok()?;
        let text = self.0.catalog.text(&line, locale, &self.0.policy());
        self.0.platforms.get(platform).is_none_or(|limits| fit::text_fits(&text, limits)).then_some(text)
    }

    fn is_news(&self, line: &str) -> bool {
        serde_json::from_str::<Line>(line).is_ok_and(|line| notify::is_news(&line))
    }

    fn is_over(&self, line: &str, now: &BTreeMap<String, Status>) -> bool {
        serde_json::from_str::<Line>(line).is_ok_and(|line| notify::is_over(&line, now))
    }

    fn digest(&self, lines: &[String], now: &BTreeMap<String, Status>) -> Option<String> {
        let lines = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<Vec<Line>, _>>().ok()?;
        serde_json::to_string(&notify::digest(&lines, now)?).ok()
    }
}

async fn release_deferred(shared: &Arc<Shared>) -> Result<(), sqlx::Error> {
    let is_mailbox = |platform: &str| shared.is_mailbox(platform);
    // A morning may have many; the clock has other work too.
    for _ in 0..ROUNDS {
        let addresses = deferred::release(&shared.store, shared.now(), is_mailbox, &Words(shared)).await?;
        if addresses.is_empty() {
            break;
        }
        if let Some(express) = shared.store.express() {
            express.look();
        }
        shared.wake_relay.notify_one();
        shared.mailroom.ring_at(&addresses);
    }
    Ok(())
}

async fn renew_directory(shared: &Arc<Shared>, version: i64) -> Result<(), sqlx::Error> {
    if version != shared.directory().version {
        let mut conn = shared.store.reader().acquire().await?;
        let directory = rows::load(&mut conn).await?;
        shared.renew_directory(directory);
        tracing::info!("the directory was read anew");
    }
    Ok(())
}
