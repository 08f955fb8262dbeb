//! What a batch will need, read in sets: one statement a table, whatever the number of messages.

use std::collections::HashSet;

use super::{Job, Shared, belonging, bursts, kinds, perform::UNREACHED, presence};
use crate::{
    core::{
        album,
        chat::{Body, ChatKind, Inbound},
        contact, entry, file, inbox, listing,
        nudge::TIMER,
        person::Role,
        prompt, room, rows, session,
        ticket::{Status, Ticket},
        ticket_rows,
        unit::Unit,
    },
    dialogs::{self, choice::Choice, effect::Which, own, state::State},
};

/// Loads the batch's rows into the unit and returns the inbox keys that were received before, or, of what had
/// waited, handled before.
pub(super) async fn load(unit: &mut Unit<'_>, shared: &Shared, jobs: &[&Job]) -> Result<HashSet<String>, sqlx::Error> {
    if jobs.is_empty() {
        return Ok(HashSet::new());
    }
    let keys = |stored: bool| -> Vec<String> {
        jobs.iter().filter(|job| job.stored == stored).map(|job| inbox::key(&job.inbound)).collect()
    };
    let mut seen = load_senders(unit, jobs, keys(false)).await?;
    seen.extend(inbox::handled(&mut unit.conn, &keys(true)).await?);
    load_prompts(unit, jobs).await?;
    bursts::load(unit, jobs).await?;
    load_files(unit, shared, jobs).await?;
    load_listings(unit, jobs).await?;
    load_tickets(unit, shared, jobs).await?;
    load_albums(unit, jobs).await?;
    presence::load(unit, jobs).await?;
    Ok(seen)
}

/// Who wrote, and how their dialogs stand. Returns which of the inbox keys were received before: nearly every message
/// needs these and no more, so they are asked for together.
async fn load_senders(
    unit: &mut Unit<'_>,
    jobs: &[&Job],
    received: Vec<String>,
) -> Result<HashSet<String>, sqlx::Error> {
    let session = |job: &&Job| session::key(&job.inbound.address, &job.inbound.sender.user_key);
    let contact = |job: &&Job| contact::key(&job.inbound.address, &job.inbound.sender.user_key);
    let sessions = unit.sessions.unknown(jobs.iter().map(session));
    let contacts = unit.contacts.unknown(jobs.iter().map(contact));
    let asks = [inbox::ask(received), session::ask(&sessions), contact::ask(&contacts)];
    let [seen, found, known] = rows::read_each(&mut unit.conn, asks).await?;
    session::found_in(found, sessions, &mut unit.sessions, &mut unit.prompts)?;
    contact::found_in(known, contacts, &mut unit.contacts, &mut unit.people, &mut unit.drafts)?;
    let rooms: Vec<String> = jobs
        .iter()
        .filter(|job| job.inbound.chat_kind == ChatKind::Group)
        .map(|job| job.inbound.address.to_string())
        .collect();
    room::load(&mut unit.conn, &rooms, &mut unit.rooms).await?;
    inbox::seen(seen)
}

async fn load_prompts(unit: &mut Unit<'_>, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let tapped: Vec<i64> =
        jobs.iter().filter_map(|job| prompt::parse_token(job.inbound.body.token()?).map(|(id, _)| id)).collect();
    prompt::load(&mut unit.conn, &tapped, &mut unit.prompts).await
}

/// Files of mailboxes were uploaded before; a message names them by id.
async fn load_files(unit: &mut Unit<'_>, shared: &Shared, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let mut ids = Vec::new();
    for job in jobs {
        if shared.is_mailbox(&job.inbound.address.platform) {
            let files = job.inbound.body.files();
            ids.extend(files.iter().filter_map(|file| file.source.parse::<i64>().ok()));
        }
    }
    // A draft's photos belong to the ticket that it becomes.
    let photos: Vec<i64> = unit.drafts.values().flat_map(|draft| draft.answers.photos.iter().copied()).collect();
    ids.extend(photos);
    file::load(&mut unit.conn, &ids, &mut unit.attachments).await
}

/// The albums that messages are parts of, and where their first files are now.
async fn load_albums(unit: &mut Unit<'_>, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let keys: Vec<String> = jobs.iter().filter_map(|job| album::key(&job.inbound)).collect();
    album::load(&mut unit.conn, &keys, &mut unit.albums).await?;
    let files: Vec<i64> = unit.albums.values().map(|album| album.attachment).collect();
    file::load(&mut unit.conn, &files, &mut unit.attachments).await?;
    let tickets: Vec<i64> =
        files.iter().filter_map(|id| unit.attachments.read(id)).filter_map(|file| file.ticket_id).collect();
    ticket_rows::load(&mut unit.conn, &tickets, &mut unit.tickets).await
}

/// The lists that numbers may mean. Reporters are shown none.
async fn load_listings(unit: &mut Unit<'_>, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let keys = readers(unit, jobs);
    listing::load(&mut unit.conn, &keys, &mut unit.listings).await
}

/// The sessions of those who may be shown the queue.
fn readers(unit: &Unit<'_>, jobs: &[&Job]) -> Vec<String> {
    let reads = |inbound: &&Inbound| {
        let sender = unit.person_of(&contact::key(&inbound.address, &inbound.sender.user_key));
        sender.is_some_and(|person| person.role != Role::Reporter)
    };
    let senders = jobs.iter().map(|job| &job.inbound).filter(reads);
    senders.map(|inbound| session::key(&inbound.address, &inbound.sender.user_key)).collect()
}

/// Whether a message begins with a number, which may mean a ticket of the list.
fn counts(inbound: &Inbound) -> bool {
    let begins_so = |text: &str| text.trim_start().starts_with(|char: char| char.is_ascii_digit());
    matches!(&inbound.body, Body::Message { text, .. } if begins_so(text))
}

async fn load_tickets(unit: &mut Unit<'_>, shared: &Shared, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let mut ids = Vec::new();
    let mut references = Vec::new();
    let mut reporters = Vec::new();
    let mut held = Vec::new();
    for job in jobs {
        let inbound = &job.inbound;
        let session = unit.sessions.read(&session::key(&inbound.address, &inbound.sender.user_key));
        let state: State = session.and_then(|session| serde_json::from_str(&session.state).ok()).unwrap_or_default();
        if let State::Holding { files, .. } = &state {
            held.extend(files);
        }
        if let State::Giving { ticket, .. } | State::Talking { ticket, .. } = &state {
            ids.push(*ticket);
        }
        if let State::Writing { ticket, .. } = &state {
            match ticket {
                Which::Id(id) => ids.push(*id),
                Which::Reference(reference) => references.push(reference.clone()),
            }
        }
        let listing = unit.listings.read(&session::key(&inbound.address, &inbound.sender.user_key));
        if let Some(listing) = listing.filter(|_| counts(inbound)) {
            ids.extend(listing.tickets());
        }
        let pending = session.and_then(|session| session.prompt_id);
        if let Some(text) = inbound.body.words() {
            references.extend(dialogs::references(text, &shared.policy().prefix));
        }
        if let Body::Due { kind, subject, .. } = &inbound.body {
            ids.extend((kind == UNREACHED || kind == TIMER).then_some(*subject));
        }
        let tapped = inbound.body.token().and_then(prompt::parse_token).map(|(id, _)| id);
        for prompt in pending.into_iter().chain(tapped).filter_map(|id| unit.prompts.read(&id)) {
            ids.extend(choices(&prompt.choices).iter().filter_map(Choice::ticket));
        }
        if let Some(person) = unit.person_of(&contact::key(&inbound.address, &inbound.sender.user_key))
            && inbound.chat_kind == ChatKind::Private
            && may_be_about_own(unit, inbound, &state, person.id)
        {
            reporters.push(person.id);
        }
        ids.extend(belonging::of(unit, shared, inbound).await?.ticket);
    }
    // Files that are held belong to the ticket that is chosen.
    file::load(&mut unit.conn, &held, &mut unit.attachments).await?;
    ticket_rows::load(&mut unit.conn, &ids, &mut unit.tickets).await?;
    ticket_rows::load_by_reference(&mut unit.conn, &references, &mut unit.tickets).await?;
    load_own(unit, &reporters).await?;
    let people: Vec<i64> =
        unit.tickets.values().flat_map(|ticket| [Some(ticket.reporter_id), ticket.owner_id]).flatten().collect();
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await
}

/// Whether a message may have to find its place among its writer's own requests: at rest, where words are held or a
/// report is set aside, where the report that is being written has lain a while, and where it was written long ago.
fn may_be_about_own(unit: &Unit<'_>, inbound: &Inbound, state: &State, person: i64) -> bool {
    let is_old = || {
        let draft = unit.drafts.read(&person);
        draft.is_none_or(|draft| !own::is_active(draft, unit.now))
    };
    match state {
        State::Idle | State::Holding { .. } | State::Parked { .. } => true,
        State::Report(_) => is_old() || kinds::is_late(inbound, unit.now),
        State::Enrol(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Notify(_)
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_) => false,
    }
}

/// The senders' own requests, and when each was last spoken about.
async fn load_own(unit: &mut Unit<'_>, reporters: &[i64]) -> Result<(), sqlx::Error> {
    if reporters.is_empty() {
        return Ok(());
    }
    ticket_rows::load_own(&mut unit.conn, reporters, &mut unit.tickets).await?;
    let is_theirs = |ticket: &&Ticket| reporters.contains(&ticket.reporter_id);
    let is_undone = |ticket: &&Ticket| ticket.status.is_open() || ticket.status == Status::Resolved;
    let own: Vec<&Ticket> = unit.tickets.values().filter(is_theirs).filter(is_undone).collect();
    let ids: Vec<i64> = own.iter().map(|ticket| ticket.id).collect();
    let mut without = reporters.to_vec();
    without.retain(|person| !own.iter().any(|ticket| ticket.reporter_id == *person));
    if !ids.is_empty() {
        unit.spoken.extend(entry::spoken(&mut unit.conn, &ids).await?);
    }
    if !without.is_empty() {
        let since = unit.now - own::FIXED;
        unit.closed.extend(ticket_rows::load_closed(&mut unit.conn, &without, since, &mut unit.tickets).await?);
    }
    Ok(())
}

/// The choices of a prompt's row.
pub(super) fn choices(json: &str) -> Vec<Choice> {
    serde_json::from_str(json).unwrap_or_default()
}
