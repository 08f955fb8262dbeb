//! Problems that many have, where the desk acts by itself: requests that are alike are proposed to the agents, a solution
//! reaches those who joined, and what reporters may be offered is kept in memory. What has to be compared is read on the
//! readers, after the commit; what comes of it is handed in like a message.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, atomic::Ordering},
};

use super::{
    Entrance, Shared,
    audience::{self, Target},
    perform::{likes, problem_is_solved},
    post,
    tick::{self, hand_in},
    turn::Turn,
};
use crate::{
    core::{
        chat::{Body, ChatKind, Inbound, Millis, Sender},
        notice::{Audience, News, Notice},
        problem::{
            FIXED, Known, SOLVED, Version, cluster,
            gist::{self, Recent},
            load_known,
        },
        room::{Room, RoomNotify},
        ticket::Ticket,
        ticket_rows,
        unit::Unit,
        work,
    },
    dialogs::{
        choice::Choice,
        problem::{choice::ProblemChoice, line::ProblemLine},
    },
};

/// A request that others are like; the subject is its id.
const ALIKE: &str = "alike";
/// So many new requests are compared at one look.
const MOST: i64 = 256;
/// So many of them stand in a proposal.
const LISTED: usize = 8;

/// Whether a message of the desk to itself is one of these.
pub(super) fn is_ours(kind: &str) -> bool {
    matches!(kind, ALIKE | SOLVED | FIXED)
}

impl Shared {
    /// The problems that may be offered, as they stand.
    #[must_use]
    pub fn problems(&self) -> Arc<Known> {
        Arc::clone(&self.problems.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reads anew what may be offered, where a problem, an announcement or the desk file has changed.
pub(super) async fn renew(shared: &Shared, (problems, announcements): (i64, i64)) -> Result<(), sqlx::Error> {
    let desk_file = shared.policy_version.load(Ordering::Relaxed);
    let version = Version { problems, announcements, desk_file };
    if shared.problems().version != Some(version) {
        let mut conn = shared.store.reader().acquire().await?;
        let known = load_known(&mut conn, version, &shared.policy()).await?;
        *shared.problems.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
    }
    Ok(())
}

/// Compares new requests with those that came lately. Where enough are alike the desk tells itself so.
pub(super) async fn look(entrance: &Entrance) -> Result<(), sqlx::Error> {
    let shared = &entrance.shared;
    let terms = shared.policy().common.clone();
    let mut conn = shared.store.reader().acquire().await?;
    let fresh = gist::unlooked(&mut conn, MOST).await?;
    if fresh.is_empty() {
        return Ok(());
    }
    let mut inbounds = Vec::new();
    let mut recent: HashMap<&str, Vec<Recent>> = HashMap::new();
    for kept in &fresh {
        if !recent.contains_key(kept.system.as_str()) {
            let since = kept.created_at - terms.within;
            recent.insert(&kept.system, gist::recent(&mut conn, &kept.system, since).await?);
        }
        let is_common =
            recent.get(kept.system.as_str()).and_then(|recent| cluster::among(kept, recent, &terms)).is_some();
        if is_common {
            inbounds.extend(inbound(&mut conn, kept.ticket, shared.now()).await?);
        }
    }
    drop(conn);
    hand_in(entrance, inbounds).await;
    let looked: Vec<i64> = fresh.iter().map(|kept| kept.ticket).collect();
    let mut tx = shared.store.begin().await?;
    gist::looked(&mut tx, &looked).await?;
    tx.commit().await
}

/// A request that others are like, as a message from the desk to itself.
async fn inbound(conn: &mut sqlx::AnyConnection, ticket: i64, now: Millis) -> Result<Option<Inbound>, sqlx::Error> {
    let address = gist::address(conn, ticket).await?;
    let Some(address) = address else { return Ok(None) };
    let address = address.parse().unwrap_or_else(|_| tick::nowhere());
    Ok(Some(Inbound {
        address,
        chat_kind: ChatKind::Private,
        // Stands where a message has its sender; no platform has such a user.
        sender: Sender {
            user_key: "similar requests".into(),
            name: String::new(),
            locale_hint: None,
            anonymous: false,
        },
        key: format!("{ALIKE}:{ticket}"),
        sent_at: now,
        thread: None,
        reply_to: None,
        body: Body::Due { timer: 0, kind: ALIKE.to_owned(), subject: ticket },
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    }))
}

/// Does what the desk told itself.
pub(super) async fn fire(turn: &Turn<'_>, unit: &mut Unit<'_>, kind: &str, subject: i64) -> Result<(), sqlx::Error> {
    match kind {
        SOLVED => {
            if work::solve(unit, subject, &turn.address).await? {
                problem_is_solved(turn, unit, subject).await?;
            }
            Ok(())
        }
        FIXED => work::fix(unit, subject).await,
        _ => propose(turn, unit, subject).await,
    }
}

/// Proposes requests that are alike as a common problem, once: the first proposal of any of them claims all.
async fn propose(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: i64) -> Result<(), sqlx::Error> {
    let Some(kept) = gist::of(&mut unit.conn, ticket).await? else { return Ok(()) };
    let Some(alike) = cluster::find(&mut unit.conn, &kept, &turn.policy.common).await? else { return Ok(()) };
    let Some(first) = alike.first().copied() else { return Ok(()) };
    gist::claim(&mut unit.conn, first, &alike).await?;
    let likes = likes(turn, unit, &alike).await?;
    let entries = likes.into_iter().map(|(_, like)| like).take(LISTED).collect();
    let line = ProblemLine::Alike { count: alike.len(), entries }.into();
    let choices = [Choice::Problem(ProblemChoice::Gather(alike))];
    let Some((tier, system)) = unit.tickets.read(&first).map(|ticket| (ticket.tier, ticket.system.clone())) else {
        return Ok(());
    };
    let rooms: Vec<Room> = unit.audiences().await?.iter().filter(|room| room.purpose == "agents").cloned().collect();
    for room in rooms.iter().filter(|room| room.notify != RoomNotify::None) {
        if audience::is_for(room, &rooms, tier, &system) {
            let target = Target::of_room(unit.now, room);
            post::offer(turn.shared, unit, &target, &line, &choices);
        }
    }
    Ok(())
}

/// Where cards of requests are told that are of problems, the problems' own are told too: how many it concerns stands there.
pub(super) async fn with_their_problems(unit: &mut Unit<'_>, notices: &mut Vec<Notice>) -> Result<(), sqlx::Error> {
    let is_card = |notice: &Notice| notice.to == Audience::Agents && notice.news == News::Card;
    let of = |notice: &Notice| unit.problems.of(notice.ticket).filter(|problem| *problem != notice.ticket);
    let mut problems: Vec<i64> = notices.iter().filter(|notice| is_card(notice)).filter_map(of).collect();
    problems.sort_unstable();
    problems.dedup();
    problems.retain(|problem| !notices.iter().any(|notice| is_card(notice) && notice.ticket == *problem));
    ticket_rows::load(&mut unit.conn, &problems, &mut unit.tickets).await?;
    let card = |ticket| Notice { to: Audience::Agents, ticket, news: News::Card, act: None };
    notices.extend(problems.into_iter().map(card));
    Ok(())
}

/// A request's facility, as the desk is shown it.
pub(super) fn facility(turn: &Turn<'_>, ticket: &Ticket) -> Option<String> {
    let known = ticket.facility_id.and_then(|id| turn.directory.facility(id)).map(|found| found.name.clone());
    known.or_else(|| ticket.facility_text.clone()).filter(|name| !name.is_empty())
}
