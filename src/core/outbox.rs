//! What is to be sent, written in the transaction that caused it. Which thread it goes to, and the sending, are
//! the relay's; a mailbox's rows are read by its clients themselves.

mod lanes;
mod quoted;

pub use quoted::{line_of_letter, prompts_of_letter};

use std::mem::take;

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{
    chat::{Message, Millis},
    delivery::{Claimed, ShortWay},
    overlay::Overlay,
    rows,
    ticket::Ticket,
    ticket_rows,
};
use crate::row;

/// What goes first. A mailbox has one class only, so that its letters have one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Reply = 0,
    Notice = 1,
    Broadcast = 2,
}

/// Before the act in the slot of what followers are told of it: such a message is taken back with the act, but tells
/// nothing of how words arrived at the reporter.
pub const FOLLOWED: &str = "followed:";

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub id: i64,
    pub address: String,
    pub class: Class,
    pub platform: String,
    /// Its reader fetches it; nothing is sent.
    pub mailbox: bool,
    pub person_id: Option<i64>,
    pub ticket_id: Option<i64>,
    /// The act that it tells of, which it is taken back with.
    pub act_id: Option<i64>,
    pub in_thread: bool,
    pub slot: Option<String>,
    /// The line as JSON, to render what was deferred anew; empty where there is none.
    pub line: String,
    /// A part of a split text: rendered anew, it would become the whole.
    pub as_is: bool,
    pub locale: &'static str,
    pub message: Message,
    /// Later than now: it waits outside its lane until then.
    pub due_at: Millis,
}

/// A post with the place that it got in its lane.
#[derive(Clone, Debug)]
pub struct Placed {
    pub post: Post,
    pub seq: i64,
    /// The reference of the ticket that it is about, in a mailbox.
    pub topic: Option<String>,
}

/// Gives posts their places and writes them. Lanes are locked in one order; the order of places is the order of
/// commits. What becomes the head of an idle lane is born claimed, where the relay is near; those claims are returned
/// too.
///
/// # Errors
/// The database's.
pub async fn save(
    saving: &mut rows::Saving<'_>,
    now: Millis,
    posts: Vec<Post>,
    tickets: &mut Overlay<i64, Ticket>,
    short_way: Option<ShortWay<'_>>,
) -> Result<(Vec<Placed>, Vec<Claimed>), sqlx::Error> {
    if posts.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let topics: Vec<i64> = posts.iter().filter(|post| post.mailbox).filter_map(|post| post.ticket_id).collect();
    ticket_rows::load(saving.conn(), &topics, tickets).await?;
    let mut lanes = lanes::raise(saving, now, &posts, short_way).await?;
    let mut born = Vec::new();
    let mut placed = Vec::with_capacity(posts.len());
    let mut rows = Vec::with_capacity(posts.len());
    for post in posts {
        let (class, mut seq, mut is_born) = (class_of(&post), 0, false);
        if post.due_at <= now {
            let lane = lanes.entry((post.address.clone(), class)).or_default();
            lane.last_seq += 1;
            (seq, is_born) = (lane.last_seq, take(&mut lane.leased));
        }
        if let Some(way) = short_way.filter(|_| is_born) {
            born.push(way.express.claimed(&post, class, seq, now));
        }
        let body = serde_json::to_string(&post.message).unwrap_or_default();
        rows.push(row![
            post.id,
            post.address.as_str(),
            class,
            seq,
            post.platform.as_str(),
            post.person_id,
            post.ticket_id,
            i64::from(post.in_thread),
            post.slot.clone(),
            post.line.as_str(),
            post.locale,
            body,
            if is_born { "sending" } else { first_state(&post, seq) },
            post.due_at,
            i64::from(is_born),
            now,
            post.act_id,
            i64::from(post.as_is)
        ]);
        let ticket = post.ticket_id.filter(|_| post.mailbox).and_then(|id| tickets.read(&id));
        let topic = ticket.map(|ticket| ticket.reference.clone());
        placed.push(Placed { post, seq, topic });
    }
    saving.write(INSERT, rows, "").await?;
    Ok((placed, born))
}

const INSERT: &str = "insert into outbox (id, address, class, seq, platform, person_id, ticket_id, in_thread, slot,
    line, locale, body, state, due_at, attempts, created_at, act_id, as_is) values";

fn class_of(post: &Post) -> i64 {
    if post.mailbox { Class::Reply as i64 } else { post.class as i64 }
}

fn first_state(post: &Post, seq: i64) -> &'static str {
    match (seq, post.mailbox) {
        (0, _) => "deferred",
        (_, true) => "mailbox",
        (_, false) => "queued",
    }
}

/// A letter of a mailbox, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub seq: i64,
    pub at: Millis,
    pub slot: Option<String>,
    pub message: Message,
    /// The reference of the ticket that it is about.
    pub topic: Option<String>,
}

/// The letters of a mailbox, each with the ticket that it is about, and what is asked of them.
macro_rules! letters_where {
    ($asked:literal) => {
        concat!(
            "select o.seq, o.created_at, o.slot, o.body, t.reference from outbox o
             left join ticket t on t.id = o.ticket_id where o.address = $1 and o.class = 0 and o.seq > 0 and ",
            $asked
        )
    };
}

/// A mailbox's letters after `after`, the oldest first.
///
/// # Errors
/// The database's.
pub async fn letters(
    conn: &mut AnyConnection,
    address: &str,
    after: i64,
    most: i64,
) -> Result<Vec<Stored>, sqlx::Error> {
    let found = sqlx::query(letters_where!("o.seq > $2 order by o.seq limit $3"))
        .bind(address)
        .bind(after)
        .bind(most)
        .fetch_all(conn)
        .await?;
    found.iter().map(read).collect()
}

/// The number of a mailbox's newest letter; 0 where there was none.
///
/// # Errors
/// The database's.
pub async fn newest(conn: &mut AnyConnection, address: &str) -> Result<i64, sqlx::Error> {
    let found = sqlx::query("select last_seq from lane where address = $1 and class = 0").bind(address);
    found.fetch_optional(conn).await?.map_or(Ok(0), |row| row.try_get(0))
}

/// A mailbox's letters before `before`, the oldest first.
///
/// # Errors
/// The database's.
pub async fn history(
    conn: &mut AnyConnection,
    address: &str,
    before: i64,
    most: i64,
) -> Result<Vec<Stored>, sqlx::Error> {
    let mut found = sqlx::query(letters_where!("o.seq < $2 order by o.seq desc limit $3"))
        .bind(address)
        .bind(before)
        .bind(most)
        .fetch_all(conn)
        .await?;
    found.reverse();
    found.iter().map(read).collect()
}

/// A mailbox's letters about one ticket before `before`, the oldest first.
///
/// # Errors
/// The database's.
pub async fn thread(
    conn: &mut AnyConnection,
    address: &str,
    reference: &str,
    before: i64,
    most: i64,
) -> Result<Vec<Stored>, sqlx::Error> {
    let mut found = sqlx::query(
        "select o.seq, o.created_at, o.slot, o.body, t.reference from ticket t join outbox o on o.ticket_id = t.id
         where t.reference = $1 and o.address = $2 and o.class = 0 and o.state = 'mailbox' and o.seq < $3
         order by o.seq desc limit $4",
    )
    .bind(reference)
    .bind(address)
    .bind(before)
    .bind(most)
    .fetch_all(conn)
    .await?;
    found.reverse();
    found.iter().map(read).collect()
}

/// The ticket that a mailbox's letter is about; `None` where there is no such letter.
///
/// # Errors
/// The database's.
pub async fn ticket_of_letter(
    conn: &mut AnyConnection,
    address: &str,
    seq: i64,
) -> Result<Option<Option<i64>>, sqlx::Error> {
    let found = sqlx::query("select ticket_id from outbox where address = $1 and class = 0 and seq = $2");
    found.bind(address).bind(seq).fetch_optional(conn).await?.map(|row| row.try_get(0)).transpose()
}

/// The ticket that a message is about which a platform knows by an id of its own.
///
/// # Errors
/// The database's.
pub async fn ticket_of_message(
    conn: &mut AnyConnection,
    address: &str,
    external_id: &str,
) -> Result<Option<i64>, sqlx::Error> {
    let found = sqlx::query("select ticket_id from outbox where address = $1 and external_id = $2");
    found.bind(address).bind(external_id).fetch_optional(conn).await?.map_or(Ok(None), |row| row.try_get(0))
}

/// The line of a message which a platform knows by an id of its own; empty where there is none.
///
/// # Errors
/// The database's.
pub async fn line_of_message(
    conn: &mut AnyConnection,
    address: &str,
    external_id: &str,
) -> Result<String, sqlx::Error> {
    let found = sqlx::query("select line from outbox where address = $1 and external_id = $2 order by id desc limit 1");
    let found = found.bind(address).bind(external_id).fetch_optional(conn).await?;
    found.map_or_else(|| Ok(String::new()), |row| row.try_get(0))
}

/// How far one of the desk's messages has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    Waits,
    /// The relay is sending it, or does not know how that ended.
    UnderWay,
    Arrived {
        at: Millis,
        /// It was sent more than once: an earlier copy may have come before.
        again: bool,
    },
}

/// Whether somebody had seen a message of the desk's when they wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    Seen,
    /// Nobody can tell.
    UnderWay,
    /// It came a little after, by clocks that need not agree.
    JustAfter,
    Unseen,
}

impl Receipt {
    /// Platforms tell in seconds when something was written: within the second in which it arrived it counts as seen.
    #[must_use]
    pub fn when_written(self, at: Millis) -> Sight {
        const SECOND: Millis = 1000;
        // How far a platform's clock may be from ours, with what the writing down of an arrival takes.
        const APART: Millis = 10 * SECOND;
        match self {
            Self::Arrived { at: arrived, .. } if at / SECOND >= arrived / SECOND => Sight::Seen,
            Self::UnderWay | Self::Arrived { again: true, .. } => Sight::UnderWay,
            Self::Arrived { at: arrived, .. } if arrived - at < APART => Sight::JustAfter,
            Self::Waits | Self::Arrived { .. } => Sight::Unseen,
        }
    }
}

/// How far these messages have come. A mailbox's is there with the answer to the request that it answers.
///
/// # Errors
/// The database's.
pub async fn receipts(conn: &mut AnyConnection, ids: &[i64]) -> Result<Vec<(i64, Receipt)>, sqlx::Error> {
    let found =
        rows::read_in(conn, "select id, state, settled_at, created_at, attempts from outbox where id in", ids, "")
            .await?;
    let read = |row: rows::Found| -> Result<_, sqlx::Error> {
        let (state, made_at): (String, Millis) = (row.try_get(1)?, row.try_get(3)?);
        let attempts: i64 = row.try_get(4)?;
        let receipt = match state.as_str() {
            "queued" | "deferred" if attempts == 0 => Receipt::Waits,
            "queued" | "deferred" | "sending" => Receipt::UnderWay,
            _ => {
                let at = row.try_get::<Option<Millis>>(2)?.unwrap_or(made_at);
                Receipt::Arrived { at, again: attempts > 1 }
            }
        };
        Ok((row.try_get(0)?, receipt))
    };
    found.into_iter().map(read).collect()
}

/// The ticket of a platform's thread.
///
/// # Errors
/// The database's.
pub async fn ticket_of_thread(
    conn: &mut AnyConnection,
    address: &str,
    external_id: &str,
) -> Result<Option<i64>, sqlx::Error> {
    let found = sqlx::query("select ticket_id from thread where address = $1 and external_id = $2");
    found.bind(address).bind(external_id).fetch_optional(conn).await?.map(|row| row.try_get(0)).transpose()
}

/// The newest letter of a slot in a mailbox, and the ticket that it is about.
///
/// # Errors
/// The database's.
pub async fn letter_of_slot(
    conn: &mut AnyConnection,
    address: &str,
    slot: &str,
) -> Result<Option<(Message, Option<i64>)>, sqlx::Error> {
    let found = sqlx::query(
        "select body, ticket_id from outbox where state = 'mailbox' and address = $1 and slot = $2
         order by seq desc limit 1",
    )
    .bind(address)
    .bind(slot)
    .fetch_optional(conn)
    .await?;
    let Some(row) = found else { return Ok(None) };
    let message = serde_json::from_str(&row.try_get::<String, _>(0)?).unwrap_or_default();
    Ok(Some((message, row.try_get(1)?)))
}

fn read(row: &AnyRow) -> Result<Stored, sqlx::Error> {
    let body: String = row.try_get(3)?;
    let message = serde_json::from_str(&body).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Stored { seq: row.try_get(0)?, at: row.try_get(1)?, slot: row.try_get(2)?, message, topic: row.try_get(4)? })
}
