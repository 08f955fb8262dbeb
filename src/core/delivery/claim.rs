//! Claiming: which lanes may send now, and the one message that each of them is to send.

use std::collections::{HashMap, HashSet};

use sqlx::{Any, Row as _, Transaction};

use super::{Claimed, LEASE_MS, conn};
use crate::{
    core::{
        chat::Millis,
        db::{Kind, Store},
        outbox::Class,
        rows, slot,
    },
    row,
};

/// How often a claim looks further when lanes had to wait.
const ROUNDS: usize = 8;

/// How many lanes of a platform are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub platform: String,
    pub most: usize,
    /// How many of these may be broadcasts.
    pub broadcasts: usize,
}

/// When the next lanes are ready that nobody holds; may lie in the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NextDue {
    /// Of replies and notices.
    pub reply: Option<Millis>,
    pub broadcast: Option<Millis>,
}

/// Whether a lane that is ready may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    Go,
    /// It has to wait until then; this counts as no attempt.
    Wait(Millis),
}

/// Asked with a platform, an address and a class.
pub type Admit<'a> = dyn FnMut(&str, &str, i64) -> Admission + Send + 'a;

type LaneKey = (String, i64);

/// Leases lanes that are ready, replies first, and returns the head of each; the attempts are committed. `admit`
/// is asked with a platform, an address and a class for each lane in this order.
///
/// # Errors
/// The database's; then nothing was claimed.
pub async fn claim(
    store: &Store,
    wanted: &[Wanted],
    holder: &str,
    now: Millis,
    admit: &mut Admit<'_>,
) -> Result<Vec<Claimed>, sqlx::Error> {
    let mut tx = store.begin().await?;
    let mut lanes = Vec::new();
    for want in wanted {
        lanes.extend(choose(&mut tx, store.kind, want, holder, now, admit).await?);
    }
    let mut claimed = Vec::new();
    if !lanes.is_empty() {
        claimed = heads(&mut tx, &lanes, holder, now).await?;
        add_living(&mut tx, &mut claimed).await?;
        add_threads(&mut tx, &mut claimed).await?;
    }
    tx.commit().await?;
    let place: HashMap<LaneKey, usize> = lanes.into_iter().enumerate().map(|(at, key)| (key, at)).collect();
    claimed.sort_by_key(|row| (row.class, place.get(&(row.address.clone(), row.class)).copied()));
    Ok(claimed)
}

/// When the next lanes of this platform are ready that nobody holds.
///
/// # Errors
/// The database's.
pub async fn next_due(store: &Store, platform: &str, now: Millis) -> Result<NextDue, sqlx::Error> {
    // One look into the index for each class, whatever waits.
    let found = sqlx::query(
        "select
           (select not_before from lane where platform = $1 and class = 0 and pending > 0
             and lease_until < $2 order by not_before limit 1),
           (select not_before from lane where platform = $1 and class = 1 and pending > 0
             and lease_until < $2 order by not_before limit 1),
           (select not_before from lane where platform = $1 and class = 2 and pending > 0
             and lease_until < $2 order by not_before limit 1)",
    )
    .bind(platform)
    .bind(now)
    .fetch_one(store.reader())
    .await?;
    let (reply, notice): (Option<Millis>, Option<Millis>) = (found.try_get(0)?, found.try_get(1)?);
    Ok(NextDue { reply: reply.into_iter().chain(notice).min(), broadcast: found.try_get(2)? })
}

/// Leases up to `want.most` lanes, broadcasts after all others; those that have to wait are told until when.
async fn choose(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    want: &Wanted,
    holder: &str,
    now: Millis,
    admit: &mut Admit<'_>,
) -> Result<Vec<LaneKey>, sqlx::Error> {
    let mut chosen = choose_of(tx, kind, (want, REPLIES, want.most), holder, now, admit).await?;
    let left = want.broadcasts.min(want.most - chosen.len());
    chosen.extend(choose_of(tx, kind, (want, BROADCASTS, left), holder, now, admit).await?);
    Ok(chosen)
}

/// The lowest and the highest class of replies and notices, and of broadcasts.
const REPLIES: (i64, i64) = (Class::Reply as i64, Class::Notice as i64);
const BROADCASTS: (i64, i64) = (Class::Broadcast as i64, Class::Broadcast as i64);

/// Leases up to `most` lanes of these classes.
async fn choose_of(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    (want, classes, most): (&Wanted, (i64, i64), usize),
    holder: &str,
    now: Millis,
    admit: &mut Admit<'_>,
) -> Result<Vec<LaneKey>, sqlx::Error> {
    let mut chosen = Vec::new();
    for _ in 0..ROUNDS {
        let left = most - chosen.len();
        let found = if left == 0 { Vec::new() } else { ready(tx, kind, (&want.platform, classes), now, left).await? };
        let mut writes = Vec::with_capacity(found.len());
        let before = chosen.len();
        for (address, class) in found {
            writes.push(match admit(&want.platform, &address, class) {
                Admission::Go => row![address.as_str(), class, now, now + LEASE_MS, holder],
                Admission::Wait(until) => row![address.as_str(), class, until.max(now + 1), 0, ""],
            });
            if writes.last().is_some_and(|write| write[3] != 0.into()) {
                chosen.push((address, class));
            }
        }
        let all_went = chosen.len() - before == writes.len();
        rows::write(
            conn(tx),
            "update lane set not_before = v.column3, lease_until = v.column4, lease_holder = v.column5 from (values",
            writes,
            ") as v where lane.address = v.column1 and lane.class = v.column2",
        )
        .await?;
        if all_went {
            break;
        }
    }
    Ok(chosen)
}

async fn ready(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    (platform, (first, last)): (&str, (i64, i64)),
    now: Millis,
    most: usize,
) -> Result<Vec<LaneKey>, sqlx::Error> {
    let sql = match kind {
        Kind::Sqlite => {
            "select address, class from lane
             where platform = $1 and pending > 0 and not_before <= $2 and lease_until < $2
             and class between $4 and $5 order by class, not_before, address limit $3"
        }
        Kind::Postgres => {
            "select address, class from lane
             where platform = $1 and pending > 0 and not_before <= $2 and lease_until < $2
             and class between $4 and $5 order by class, not_before, address limit $3 for update skip locked"
        }
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let found = sqlx::query(sql).bind(platform).bind(now).bind(most).bind(first).bind(last);
    let found = found.fetch_all(conn(tx)).await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// The first open row of each lane that no newer one of its slot has made superfluous. Only what was surely never
/// sent is passed over. The cross join makes SQLite begin with the lanes, of which there are few.
const HEADS: &str = "
    select l.address, l.class,
      (select f.seq from outbox f where f.address = l.address and f.class = l.class
       and f.state in ('queued', 'sending') order by f.seq limit 1),
      o.seq, o.id, l.platform, o.person_id, o.ticket_id, o.in_thread, o.slot, o.body, o.attempts, o.due_at, o.state,
      o.outcome
    from lane l cross join outbox o where o.id = (
      select x.id from outbox x where x.address = l.address and x.class = l.class
      and x.state in ('queued', 'sending')
      and not (x.state = 'queued' and x.outcome is null and x.slot is not null and exists (
        select 1 from outbox n where n.address = x.address and n.class = x.class and n.slot = x.slot
        and n.seq > x.seq and n.state in ('queued', 'sending')))
      order by x.seq limit 1)
    and l.address in";

/// Marks the heads as being sent, and what they supersede as superseded.
async fn heads(
    tx: &mut Transaction<'static, Any>,
    lanes: &[LaneKey],
    holder: &str,
    now: Millis,
) -> Result<Vec<Claimed>, sqlx::Error> {
    let mut empty: HashSet<LaneKey> = lanes.iter().cloned().collect();
    let mut addresses: Vec<&str> = lanes.iter().map(|(address, _)| address.as_str()).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let mut claimed = Vec::with_capacity(lanes.len());
    let mut passed = Vec::new();
    for found in rows::read_in(conn(tx), HEADS, &addresses, "").await? {
        let row = read_head(&found, holder, now)?;
        if empty.remove(&(row.address.clone(), row.class)) {
            let first: i64 = found.try_get(2)?;
            if first < row.seq {
                passed.push(row![row.address.as_str(), row.class, row.seq, now]);
            }
            claimed.push(row);
        }
    }
    let ids: Vec<i64> = claimed.iter().map(|row| row.id).collect();
    rows::write_in(conn(tx), "update outbox set state = 'sending', attempts = attempts + 1 where id in", &ids).await?;
    supersede(tx, passed).await?;
    // A lane that counts rows which are not there would be asked for them for ever.
    let nothing = empty.into_iter().map(|(address, class)| row![address, class]).collect();
    rows::write(
        conn(tx),
        "update lane set pending = 0, lease_until = 0, lease_holder = '' from (values",
        nothing,
        ") as v where lane.address = v.column1 and lane.class = v.column2",
    )
    .await?;
    Ok(claimed)
}

fn read_head(found: &rows::Found, holder: &str, now: Millis) -> Result<Claimed, sqlx::Error> {
    let body: String = found.try_get(10)?;
    let (state, outcome): (String, Option<String>) = (found.try_get(13)?, found.try_get(14)?);
    Ok(Claimed {
        address: found.try_get(0)?,
        class: found.try_get(1)?,
        seq: found.try_get(3)?,
        id: found.try_get(4)?,
        platform: found.try_get(5)?,
        person_id: found.try_get(6)?,
        ticket_id: found.try_get(7)?,
        in_thread: found.try_get::<i64>(8)? != 0,
        slot: found.try_get(9)?,
        message: serde_json::from_str(&body).ok(),
        attempts: found.try_get::<i64>(11)? + 1,
        due_at: found.try_get(12)?,
        doubts: outcome.as_deref().map_or(0, super::settle::doubts_of),
        cut_off: state == "sending",
        living: None,
        card: None,
        thread: None,
        title: None,
        reference: None,
        holder: holder.to_owned(),
        lease_until: now + LEASE_MS,
    })
}

async fn supersede(tx: &mut Transaction<'static, Any>, passed: Vec<rows::Row>) -> Result<(), sqlx::Error> {
    let gone = rows::write_returning(
        conn(tx),
        "update outbox set state = 'superseded', outcome = 'superseded', settled_at = v.column4 from (values",
        passed,
        ") as v where outbox.address = v.column1 and outbox.class = v.column2 and outbox.seq < v.column3
         and outbox.state in ('queued', 'sending') returning outbox.address, outbox.class",
    )
    .await?;
    let mut counts: HashMap<LaneKey, i64> = HashMap::new();
    for row in gone {
        *counts.entry((row.try_get(0)?, row.try_get(1)?)).or_insert(0) += 1;
    }
    let counts = counts.into_iter().map(|((address, class), count)| row![address, class, count]).collect();
    rows::write(
        conn(tx),
        "update lane set pending = pending - v.column3 from (values",
        counts,
        ") as v where lane.address = v.column1 and lane.class = v.column2",
    )
    .await?;
    Ok(())
}

async fn add_living(tx: &mut Transaction<'static, Any>, claimed: &mut [Claimed]) -> Result<(), sqlx::Error> {
    let own = |row: &Claimed| row.slot.as_deref().map(|slot| row![row.address.as_str(), slot]);
    let card = |row: &Claimed| row.ticket_id.map(|ticket| row![row.address.as_str(), slot::card(ticket)]);
    let keys = claimed.iter().flat_map(|row| [own(row), card(row)]).flatten().collect();
    let found = rows::read_by(
        conn(tx),
        "select l.address, l.slot, l.external_id from living l join (values",
        keys,
        ") as v on l.address = v.column1 and l.slot = v.column2",
    )
    .await?;
    let mut living: HashMap<(String, String), String> = HashMap::new();
    for row in found {
        living.insert((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?);
    }
    for row in claimed {
        let stands = |slot: String| living.get(&(row.address.clone(), slot)).cloned();
        (row.living, row.card) = (row.slot.clone().and_then(stands), row.ticket_id.map(slot::card).and_then(stands));
    }
    Ok(())
}

/// The threads that are known, and the references of the tickets, for threads that are to be opened.
async fn add_threads(tx: &mut Transaction<'static, Any>, claimed: &mut [Claimed]) -> Result<(), sqlx::Error> {
    let tickets: Vec<i64> = claimed.iter().filter(|row| row.in_thread).filter_map(|row| row.ticket_id).collect();
    if tickets.is_empty() {
        return Ok(());
    }
    let mut threads: HashMap<(i64, String), (String, String)> = HashMap::new();
    let known = "select ticket_id, address, external_id, title from thread where ticket_id in";
    for row in rows::read_in(conn(tx), known, &tickets, "").await? {
        threads.insert((row.try_get(0)?, row.try_get(1)?), (row.try_get(2)?, row.try_get(3)?));
    }
    let mut references: HashMap<i64, String> = HashMap::new();
    for row in rows::read_in(conn(tx), "select id, reference from ticket where id in", &tickets, "").await? {
        references.insert(row.try_get(0)?, row.try_get(1)?);
    }
    for row in claimed.iter_mut().filter(|row| row.in_thread) {
        if let Some(ticket) = row.ticket_id {
            (row.thread, row.title) = threads.get(&(ticket, row.address.clone())).cloned().unzip();
            row.reference = references.get(&ticket).cloned();
        }
    }
    Ok(())
}
