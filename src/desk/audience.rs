//! The chats of an audience: who is told of a ticket's news, where, and when. What somebody wants to be told is their
//! level's; when, their quiet hours'; whether they may read it is asked of the rights at this moment.

mod managers;
mod target;

pub(super) use target::{Moved, Readers, Target};

use super::{Shared, elsewhere, reach};
use crate::core::{
    chat::Millis,
    circle, contact,
    notice::{Audience, News, Notice, Waiting},
    nudge::CRITICAL,
    outbox::Post,
    person::{Notify, Person},
    quiet,
    rights::{self, is_desk},
    room::{self, Room, RoomNotify},
    slot,
    ticket::Ticket,
    ticket_rows,
    unit::Unit,
    watcher,
};
use crate::text::fold;

/// Why somebody is told, and so whether their level has a say in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// It is addressed to them.
    Addressed,
    /// They own it, or it is their organisation's.
    Theirs,
    /// They follow it.
    Followed,
    /// They want to be told of each.
    WantAll,
}

/// Who does what is told of: they know it already.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub shared: &'a Shared,
    pub actor: Option<i64>,
    /// The chat in which it was done.
    pub address: &'a str,
}

/// The chats that a notice goes to. What an act tells outside the desk's rooms waits until it cannot be taken back any
/// more.
pub(super) async fn targets(
    unit: &mut Unit<'_>,
    scene: Scene<'_>,
    notice: &Notice,
    ticket: &Ticket,
) -> Result<Vec<Target>, sqlx::Error> {
    let mut targets = chats(unit, scene, notice, ticket).await?;
    for target in &mut targets {
        target.act_id = notice.act;
        let is_outside = match notice.to {
            Audience::Reporter
            | Audience::Followers
            | Audience::Owner
            | Audience::FocalPoints
            | Audience::Wanting
            | Audience::Person(_) => true,
            Audience::Agents | Audience::Partner | Audience::Managers => false,
        };
        if notice.act.is_some() && is_outside {
            target.due_at = target.due_at.max(unit.now + scene.shared.policy().take_back);
        }
    }
    Ok(targets)
}

/// Whom practice may be told to: single people, as far as the rights let them read it. No room and nobody's duty is.
fn is_practised(to: Audience) -> bool {
    match to {
        Audience::Reporter | Audience::Followers | Audience::Owner | Audience::Person(_) => true,
        Audience::Agents | Audience::Partner | Audience::Managers | Audience::FocalPoints | Audience::Wanting => false,
    }
}

async fn chats(
    unit: &mut Unit<'_>,
    scene: Scene<'_>,
    notice: &Notice,
    ticket: &Ticket,
) -> Result<Vec<Target>, sqlx::Error> {
    if ticket.practice && !is_practised(notice.to) {
        return Ok(Vec::new());
    }
    let others = |ids: Vec<i64>| -> Vec<i64> { ids.into_iter().filter(|id| Some(*id) != scene.actor).collect() };
    match notice.to {
        Audience::Reporter => {
            let mut targets = reporter(unit, scene, ticket).await?;
            elsewhere::add(unit, notice, ticket, &mut targets).await?;
            Ok(targets)
        }
        Audience::Agents => agents(unit, scene, notice, ticket).await,
        Audience::Partner => {
            let policy = scene.shared.policy();
            let category = policy.category(&ticket.category);
            let watches = |key: &String| category.is_some_and(|category| category.watchers.contains(key));
            let is_meant = |room: &Room| match room.purpose.as_str() {
                "partner" => ticket.partner_id.is_some() && room.partner_id == ticket.partner_id,
                "watchers" => room.system.as_ref().is_some_and(watches),
                _ => false,
            };
            rooms(unit, ticket, is_meant).await
        }
        Audience::Person(id) => people(unit, scene, &[id], ticket, Because::Addressed).await,
        Audience::Owner => {
            let owner = others(ticket.owner_id.into_iter().collect());
            people(unit, scene, &owner, ticket, Because::Theirs).await
        }
        Audience::Followers => {
            let mut followers = others(watcher::of_ticket(unit, ticket.id).await?);
            followers.extend(filer(unit, scene, ticket).await?);
            followers.retain(|id| *id != ticket.reporter_id);
            people(unit, scene, &followers, ticket, Because::Followed).await
        }
        Audience::FocalPoints
            if matches!(
                notice.news,
                News::ApprovalAsked | News::ApprovalOverdue | News::Answered { .. } | News::Waiting(Waiting::Forwarded)
            ) =>
        {
            let approvers = circle::approvers(unit, ticket).await?;
            people(unit, scene, &approvers, ticket, Because::Addressed).await
        }
        Audience::FocalPoints => {
            let Some(partner) = ticket.partner_id else { return Ok(Vec::new()) };
            let focal = others(circle::focal_points(&mut unit.conn, partner).await?);
            people(unit, scene, &focal, ticket, Because::Theirs).await
        }
        Audience::Wanting => wanting(unit, scene, ticket).await,
        Audience::Managers => managers::of(unit, scene, ticket).await,
    }
}

/// The reporter, in the chat that they used last for the ticket, or in another one where nobody reads that any more;
/// nobody where nothing reaches them.
async fn reporter(unit: &mut Unit<'_>, scene: Scene<'_>, ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    contact::load_people(&mut unit.conn, &[ticket.reporter_id], &mut unit.people).await?;
    if !reach::is_reached(unit, ticket).await? {
        return in_their_place(unit, scene, ticket).await;
    }
    let elsewhere = if ticket.reporter_address.is_empty() {
        contact::addresses(&mut unit.conn, &[ticket.reporter_id]).await?.remove(&ticket.reporter_id)
    } else {
        instead_of_mailbox(unit, scene, ticket).await?
    };
    let Some(person) = unit.people.read(&ticket.reporter_id) else { return Ok(Vec::new()) };
    let target = private(unit.now, elsewhere.as_ref().unwrap_or(&ticket.reporter_address), person, ticket);
    let due_at = told_at(scene.shared, unit.now, person, ticket.priority_rank, Because::Addressed);
    Ok(due_at.map(|due_at| Target { due_at, ..target }).into_iter().collect())
}

/// Whoever wrote a report down for somebody who was never here hears in their place.
async fn in_their_place(unit: &mut Unit<'_>, scene: Scene<'_>, ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    let never_came = ticket.reporter_address.is_empty();
    let Some(filer) = ticket.filed_by.filter(|filer| never_came && Some(*filer) != scene.actor) else {
        return Ok(Vec::new());
    };
    people(unit, scene, &[filer], ticket, Because::Addressed).await
}

/// Whoever wrote it down follows it too; those of the desk have their rooms.
async fn filer(unit: &mut Unit<'_>, scene: Scene<'_>, ticket: &Ticket) -> Result<Option<i64>, sqlx::Error> {
    let Some(filer) = ticket.filed_by.filter(|filer| Some(*filer) != scene.actor) else { return Ok(None) };
    contact::load_people(&mut unit.conn, &[filer], &mut unit.people).await?;
    let follows = unit.people.read(&filer).is_some_and(|person| !is_desk(person.role));
    // While they hear in the reporter's place they are told once.
    Ok(Some(filer).filter(|_| follows && !ticket.reporter_address.is_empty()))
}

/// Where the reporter is reached once nobody reads their mailbox any more. From any other chat the relay moves what
/// cannot be sent there; into a mailbox nothing is sent.
async fn instead_of_mailbox(
    unit: &mut Unit<'_>,
    scene: Scene<'_>,
    ticket: &Ticket,
) -> Result<Option<String>, sqlx::Error> {
    let address = &ticket.reporter_address;
    if !scene.shared.is_mailbox(address.split(':').next().unwrap_or_default())
        || contact::is_read(unit, ticket.reporter_id, address).await?
    {
        return Ok(None);
    }
    Ok(contact::addresses(&mut unit.conn, &[ticket.reporter_id]).await?.remove(&ticket.reporter_id))
}

/// The agents' rooms: each has all cards, and the news that it wants.
async fn agents(
    unit: &mut Unit<'_>,
    scene: Scene<'_>,
    notice: &Notice,
    ticket: &Ticket,
) -> Result<Vec<Target>, sqlx::Error> {
    let mut rooms: Vec<Room> =
        unit.audiences().await?.iter().filter(|room| room.purpose == "agents").cloned().collect();
    let mut targets = Vec::with_capacity(rooms.len());
    if notice.news == News::Card {
        targets.extend(former(unit, &rooms, ticket).await?);
    }
    let all = rooms.clone();
    rooms.retain(|room| is_for(room, &all, ticket.tier, &ticket.system));
    for room in rooms {
        let wants = notice.news == News::Card
            || match room.notify {
                RoomNotify::All => true,
                RoomNotify::None => false,
                RoomNotify::Mine => {
                    room.address == scene.address
                        || room::has_worked_on(&mut unit.conn, &room.address, ticket.id).await?
                }
            };
        if wants {
            targets.push(in_room(unit.now, &room, ticket));
        }
    }
    Ok(targets)
}

/// Whether tickets of a tier and system come into a room: those that it takes, and those that no room takes.
pub(super) fn is_for(room: &Room, rooms: &[Room], tier: i64, system: &str) -> bool {
    room.takes(tier, system) || !rooms.iter().any(|other| other.takes(tier, system))
}

/// The rooms where the ticket was until now, and is no more.
async fn former(unit: &mut Unit<'_>, rooms: &[Room], ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    if !rooms.iter().any(|room| room.tier.is_some() || room.system.is_some()) {
        return Ok(Vec::new());
    }
    let before = ticket_rows::before(&mut unit.conn, ticket.id).await?;
    let slot = slot::card(ticket.id);
    let mut targets = Vec::new();
    for room in rooms.iter().filter(|room| !is_for(room, rooms, ticket.tier, &ticket.system)) {
        let was_here = before.as_ref().is_some_and(|before| is_for(room, rooms, before.tier, &before.system));
        let is_written = |post: &Post| post.address == room.address && post.slot.as_ref() == Some(&slot);
        if was_here || unit.posts.iter().any(is_written) {
            let other_tier = room.tier.is_some_and(|tier| tier != ticket.tier);
            let moved = if other_tier { Moved::Tier } else { Moved::System };
            targets.push(Target { moved: Some(moved), ..in_room(unit.now, room, ticket) });
        }
    }
    Ok(targets)
}

async fn rooms(
    unit: &mut Unit<'_>,
    ticket: &Ticket,
    is_meant: impl Fn(&Room) -> bool,
) -> Result<Vec<Target>, sqlx::Error> {
    let now = unit.now;
    let rooms = unit.audiences().await?.iter().filter(|room| is_meant(room));
    Ok(rooms.map(|room| in_room(now, room, ticket)).collect())
}

/// Those of the desk who want to be told of each new ticket of their departments and provinces.
async fn wanting(unit: &mut Unit<'_>, scene: Scene<'_>, ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    let mut ids = circle::who_want_all(&mut unit.conn).await?;
    ids.retain(|id| Some(*id) != scene.actor);
    contact::load_people(&mut unit.conn, &ids, &mut unit.people).await?;
    let directory = scene.shared.directory();
    let province = ticket.facility_id.and_then(|id| directory.facility(id)).map(|one| fold::fold(&one.province));
    ids.retain(|id| unit.people.read(id).is_some_and(|person| is_theirs(person, ticket, province.as_deref())));
    people(unit, scene, &ids, ticket, Because::WantAll).await
}

/// Whether a ticket is of somebody's departments and provinces; none named means all. Where a ticket has none, it may be
/// anybody's.
fn is_theirs(person: &Person, ticket: &Ticket, province: Option<&str>) -> bool {
    let (departments, provinces) = (&person.profile.departments, &person.profile.provinces);
    let of_department =
        ticket.department.as_ref().is_none_or(|key| departments.is_empty() || departments.contains(key));
    let of_province =
        province.is_none_or(|key| provinces.is_empty() || provinces.iter().any(|one| fold::fold(one) == key));
    of_department && of_province
}

/// People in the private chat that they used last, as far as they may read the ticket and want to be told.
pub(super) async fn people(
    unit: &mut Unit<'_>,
    scene: Scene<'_>,
    ids: &[i64],
    ticket: &Ticket,
    because: Because,
) -> Result<Vec<Target>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    contact::load_people(&mut unit.conn, ids, &mut unit.people).await?;
    let addresses = contact::addresses(&mut unit.conn, ids).await?;
    let known = ids.iter().filter_map(|id| {
        let person = unit.people.read(id).filter(|person| person.is_here() && rights::reads(person, ticket))?;
        let due_at = told_at(scene.shared, unit.now, person, ticket.priority_rank, because)?;
        Some(Target { due_at, ..private(unit.now, addresses.get(id)?, person, ticket) })
    });
    Ok(known.collect())
}

/// When somebody is told: at once, at the end of their quiet hours, with their digest; `None` where they do not want to
/// be told.
pub(super) fn told_at(shared: &Shared, now: Millis, person: &Person, rank: i64, because: Because) -> Option<Millis> {
    let wants = match (because, person.notify()) {
        // Who follows a ticket has asked for its news, whatever their role is told of by itself.
        (Because::Followed, _) => person.profile.notify != Some(Notify::None),
        (Because::Theirs, Notify::None) | (Because::WantAll, Notify::None | Notify::Mine | Notify::Digest) => false,
        (Because::Addressed, _)
        | (Because::Theirs, Notify::Mine | Notify::All | Notify::Digest)
        | (Because::WantAll, Notify::All) => true,
    };
    if !wants {
        return None;
    }
    if rank == CRITICAL {
        return Some(now);
    }
    let zone = &shared.policy().timezone;
    let is_digest = because != Because::Addressed && person.notify() == Notify::Digest;
    let at = if is_digest { quiet::next_digest(now, zone) } else { now };
    Some(person.profile.quiet.map_or(at, |hours| quiet::after_hours(at, zone, hours)))
}

fn private(now: Millis, address: &str, person: &Person, ticket: &Ticket) -> Target {
    Target {
        ticket_id: Some(ticket.id),
        sees_words: is_desk(person.role) || rights::is_theirs(person, ticket),
        ..Target::of_person(now, address, person)
    }
}

fn in_room(now: Millis, room: &Room, ticket: &Ticket) -> Target {
    Target { ticket_id: Some(ticket.id), ..Target::of_room(now, room) }
}
