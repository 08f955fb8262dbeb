//! Effects on the queue, performed: pages of it, the digest, and batches of replies.

use crate::{
    core::{
        chat::Millis,
        contact,
        deed::Deed,
        entry,
        listing::Listing,
        queue::{self, Filter, Scope, Slice},
        rights::{Place, Refusal, Verb},
        ticket::Ticket,
        ticket_rows,
        unit::Unit,
        work,
    },
    desk::{seen, turn::Turn},
    dialogs::{
        effect::Which,
        event::Outcome,
        queue::{
            DIGEST, Numbered, PAGE, QueueEffect, QueueOutcome, Task,
            choice::Look,
            line::{End, Entry, Part},
            photo_question,
        },
    },
};

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: QueueEffect,
) -> Result<Outcome, sqlx::Error> {
    let refused = |why| Ok(Outcome::Refused { why, ticket: None });
    let outcome = match (effect, scope(turn, unit)) {
        (QueueEffect::Batch(lines), _) => batch(turn, unit, lines).await?,
        (QueueEffect::Look(_) | QueueEffect::Walk { .. } | QueueEffect::Digest { .. }, Err(why)) => {
            return refused(why);
        }
        (QueueEffect::Look(at), Ok(scope)) => look(turn, unit, &scope, at).await?,
        (QueueEffect::Walk { seen }, Ok(scope)) => walk(turn, unit, &scope, seen).await?,
        (QueueEffect::Digest { asked }, Ok(scope)) => digest(turn, unit, &scope, asked).await?,
    };
    Ok(Outcome::Queue(outcome))
}

/// What the sender sees of the queue here.
fn scope(turn: &Turn<'_>, unit: &Unit<'_>) -> Result<Scope, Refusal> {
    super::granted(turn, unit, Verb::Queue)?;
    let actor = unit.person_of(&turn.contact_key).ok_or(Refusal::NotAllowed)?;
    let scope = Scope::of(actor, turn.place, &turn.policy);
    Ok(if turn.practises(unit) { scope.in_practice() } else { scope })
}

/// A page, which becomes the list that numbers mean. It is as of the last commit: what an earlier message of the same
/// batch did shows in the tickets, but moves none of them.
async fn look(turn: &Turn<'_>, unit: &mut Unit<'_>, scope: &Scope, look: Look) -> Result<QueueOutcome, sqlx::Error> {
    let page = queue::page(&mut unit.conn, &look.filter, scope, unit.now, (look.offset, PAGE)).await?;
    if !page.ids.is_empty() {
        remember(turn, unit, look.offset, &page.ids);
    }
    let entries = entries(turn, unit, scope, look.filter.slice, &page.ids).await?;
    Ok(QueueOutcome::Page { look, total: page.total, partly: page.partly, entries })
}

/// The first new ticket that was not seen yet, and how many come after it.
async fn walk(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    scope: &Scope,
    seen: Vec<i64>,
) -> Result<QueueOutcome, sqlx::Error> {
    let of = |but: Vec<i64>| Filter { slice: Slice::New, own: true, but, ..Filter::default() };
    let page = queue::page(&mut unit.conn, &of(seen.clone()), scope, unit.now, (0, 1)).await?;
    ticket_rows::load(&mut unit.conn, &page.ids, &mut unit.tickets).await?;
    let ticket = match page.ids.first() {
        Some(id) => {
            turn.about = Some(*id);
            Some(Box::new(seen::ticket(turn, unit, *id).await?))
        }
        None => None,
    };
    let left = match (&ticket, seen.is_empty()) {
        (Some(_), _) => page.total.saturating_sub(1),
        (None, true) => 0,
        (None, false) => queue::page(&mut unit.conn, &of(Vec::new()), scope, unit.now, (0, 1)).await?.total,
    };
    Ok(QueueOutcome::Walk { seen, ticket, left })
}

/// What is theirs, then what is new.
async fn digest(turn: &Turn<'_>, unit: &mut Unit<'_>, scope: &Scope, asked: bool) -> Result<QueueOutcome, sqlx::Error> {
    let of = |slice| Filter { slice, ..Filter::default() };
    let mine = queue::page(&mut unit.conn, &of(Slice::Mine), scope, unit.now, (0, DIGEST)).await?;
    let left = DIGEST - mine.ids.len();
    let fresh = queue::page(&mut unit.conn, &of(Slice::New), scope, unit.now, (0, left)).await?;
    let ids = [mine.ids, fresh.ids].concat();
    if !ids.is_empty() {
        remember(turn, unit, 0, &ids);
    }
    let entries = entries(turn, unit, scope, Slice::Any, &ids).await?;
    Ok(QueueOutcome::Digest { asked, mine: mine.total, fresh: fresh.total, entries })
}

fn remember(turn: &Turn<'_>, unit: &mut Unit<'_>, offset: usize, ids: &[i64]) {
    let listing = Listing::shown(offset, ids, unit.now, unit.listings.read(&turn.session_key));
    unit.listings.insert(turn.session_key.clone(), listing);
}

/// Tickets as the queue shows them; with the reporters' words where the desk alone reads them.
async fn entries(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    scope: &Scope,
    slice: Slice,
    ids: &[i64],
) -> Result<Vec<Entry>, sqlx::Error> {
    ticket_rows::load(&mut unit.conn, ids, &mut unit.tickets).await?;
    let is_among_us = matches!(turn.place, Place::Private | Place::Agents);
    let shown = if scope.sees_words() && is_among_us { ids } else { &[] };
    let is_apart = |ticket: &Ticket| ticket.private && turn.place != Place::Private;
    let mut words = entry::descriptions(&mut unit.conn, shown).await?;
    let mut entries = Vec::with_capacity(ids.len());
    for ticket in ids.iter().filter_map(|id| unit.tickets.read(id)) {
        let known = ticket.facility_id.and_then(|id| turn.directory.facility(id)).map(|found| found.name.clone());
        let since: Millis = if slice == Slice::Stalled { ticket.updated_at } else { ticket.created_at };
        entries.push(Entry {
            reference: ticket.reference.clone(),
            priority: ticket.priority.clone(),
            system: ticket.system.clone(),
            status: ticket.status,
            facility: known.or_else(|| ticket.facility_text.clone()).filter(|name| !name.is_empty()),
            age: (unit.now - since).max(0),
            deadline: ticket.deadline_day,
            due: ticket.next_due(),
            late: ticket.next_due().is_some_and(|due| due <= unit.now),
            incomplete: ticket.incomplete,
            call: ticket.call_since.is_some(),
            words: words.remove(&ticket.id).filter(|words| !words.trim().is_empty() && !is_apart(ticket)),
        });
    }
    Ok(entries)
}

/// Does the lines of a batch in their order, each with a grant of its own; one that is refused stops no other.
async fn batch(turn: &mut Turn<'_>, unit: &mut Unit<'_>, lines: Vec<Numbered>) -> Result<QueueOutcome, sqlx::Error> {
    let (mut parts, mut acts, mut waits) = (Vec::with_capacity(lines.len()), Vec::new(), false);
    for Numbered { number, ticket, task } in lines {
        let end = match (deed(turn, unit, ticket, task).await?, ticket) {
            (Err(end), _) => end,
            (Ok(deed), None) => End::refused(deed.verb, Refusal::NoSuchRequest, None),
            (Ok(deed), Some(id)) => match super::tickets::deed(turn, unit, &deed, Which::Id(id)).await? {
                Outcome::Refused { why, ticket } => End::refused(deed.verb, why, ticket.map(|view| view.ticket.status)),
                Outcome::Elsewhere { .. } => End::refused(deed.verb, Refusal::NotThat, None),
                done => {
                    if let Outcome::Done { act: Some(act), .. } = done {
                        acts.push(act);
                    }
                    waits |= work::says(deed.verb);
                    End::Done(deed.verb)
                }
            },
        };
        let reference = ticket.and_then(|id| unit.tickets.read(&id)).map(|ticket| ticket.reference.clone());
        parts.push(Part { number, reference, end });
    }
    // What is said of many tickets is a reply to none of them.
    turn.about = None;
    turn.found_place = Some("batch".to_owned());
    Ok(QueueOutcome::Batch { parts, acts, waits })
}

/// What is to be done; a photo is asked for in the language of whoever is asked.
async fn deed(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: Option<i64>,
    task: Task,
) -> Result<Result<Deed, End>, sqlx::Error> {
    match task {
        Task::Nothing(end) => Ok(Err(end)),
        Task::Do(deed) => Ok(Ok(deed)),
        Task::AskPhoto => {
            let Some(reporter) = ticket.and_then(|id| unit.tickets.read(&id)).map(|ticket| ticket.reporter_id) else {
                return Ok(Err(End::NoSuchRequest));
            };
            contact::load_people(&mut unit.conn, &[reporter], &mut unit.people).await?;
            let locale = unit.people.read(&reporter).map(|person| person.locale).unwrap_or_default();
            Ok(Ok(Deed::saying(Verb::Ask, photo_question(&turn.shared.catalog, locale))))
        }
    }
}
