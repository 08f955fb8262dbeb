//! Parts of an album: the first begins, the others join it.

use sha2::{Digest, Sha256};

use super::{perform, turn::Turn};
use crate::{
    core::{
        album::{self, Album},
        chat::ChatKind,
        entry, file, inbox,
        notice::{Audience, News},
        rights::Verb,
        session::Session,
        unit::Unit,
        work,
    },
    dialogs::{
        event::{Event, Outcome, Part},
        state::State,
    },
    text,
};

/// The event of a message with files. The first part of an album is a message like others, the others join it.
pub(super) fn event(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    session: Option<&Session>,
    text: String,
    files: Vec<i64>,
) -> Event {
    let Some(key) = album::key(turn.inbound) else { return Event::Said { text, files } };
    let more = i64::try_from(files.len()).unwrap_or(0);
    let is_later = unit.albums.read(&key).is_some();
    if !is_later {
        if let Some(first) = files.first() {
            let (inbox_key, attachment) = (inbox::key(turn.inbound), *first);
            let album = Album { inbox_key, attachment, file_count: more, left_at: String::new(), prompt_id: None };
            turn.album = Some(key.clone());
            unit.albums.insert(key, album);
        }
        return Event::Said { text, files };
    }
    turn.album = Some(key.clone());
    let Some(album) = unit.albums.change(&key) else { return Event::Said { text, files } };
    album.file_count += more;
    let album = album.clone();
    let stands = session.is_some_and(|session| hash(&session.state) == album.left_at)
        && session.and_then(|session| session.prompt_id) == album.prompt_id;
    Event::Joined(Part {
        text,
        files,
        first: album.attachment,
        ticket: unit.attachments.read(&album.attachment).and_then(|file| file.ticket_id),
        count: usize::try_from(album.file_count).unwrap_or(0),
        stands,
    })
}

/// Notes how the dialog stands after a part, to know at the next whether its question is still open.
pub(super) fn note(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    let Some(key) = &turn.album else { return };
    let session = unit.sessions.read(&turn.session_key);
    let left_at = hash(session.map_or("", |session| &session.state));
    let prompt_id = session.and_then(|session| session.prompt_id);
    if let Some(album) = unit.albums.change(key) {
        (album.left_at, album.prompt_id) = (left_at, prompt_id);
    }
}

/// The slot of what is said of the album that is at hand.
pub(super) fn slot(turn: &Turn<'_>, unit: &Unit<'_>) -> Option<String> {
    turn.album.as_ref().and_then(|key| unit.albums.read(key)).map(Album::slot)
}

/// Files join the ticket that has the album's first one: what the agents were told of it is edited.
pub(super) async fn join(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    (id, files): (i64, &[i64]),
    count: usize,
    stands: bool,
) -> Result<Outcome, sqlx::Error> {
    let granted = perform::granted_on(turn, unit, Verb::Answer, Some(id));
    let is_answer =
        granted.is_ok_and(|_| unit.tickets.read(&id).is_some_and(|ticket| !is_noted(turn, unit, ticket.reporter_id)));
    let verb = if is_answer { Verb::Answer } else { Verb::Note };
    let (grant, id) = match perform::granted_on(turn, unit, verb, Some(id)) {
        Ok(granted) => granted,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let known = unit.files_of(id).await?;
    file::load(&mut unit.conn, &known, &mut unit.attachments).await?;
    let first = turn.album.as_ref().and_then(|key| unit.albums.read(key)).map(|album| album.attachment);
    let entry = first.and_then(|first| unit.attachments.read(&first)).and_then(|first| first.entry_id);
    work::join(unit, grant, id, entry, files);
    if verb == Verb::Answer {
        ask(turn, unit, id, first, files);
        let words = caption(turn, unit, id).await?;
        let reporter = unit.people.read(&grant.actor()).map(|person| person.name.clone()).unwrap_or_default();
        unit.tell(id, Audience::Agents, News::Answered { reporter, words, file_count: count });
    }
    turn.found_place = Some(format!("ticket:{id}"));
    turn.about = Some(id);
    let ticket = Box::new(super::seen::ticket(turn, unit, id).await?);
    Ok(Outcome::Joined { ticket, count, stands })
}

/// While a picture that begins an album waits for its writer's word, the others do. What they have said of it holds for
/// all.
fn ask(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: i64, first: Option<i64>, files: &[i64]) {
    let first = first.and_then(|first| unit.attachments.read(&first));
    let is_answered = first.is_some_and(|first| first.is_seen() && !first.asked);
    let is_private = unit.tickets.read(&ticket).is_some_and(|ticket| ticket.private);
    if turn.inbound.chat_kind == ChatKind::Private && !is_answered && !is_private {
        work::ask_of(unit, files);
    }
}

/// Whoever works at the desk notes on others' tickets.
fn is_noted(turn: &Turn<'_>, unit: &Unit<'_>, reporter: i64) -> bool {
    let person = unit.person_of(&turn.contact_key);
    person.is_some_and(|person| crate::core::rights::is_desk(person.role) && person.id != reporter)
}

/// The words that came with the first part.
async fn caption(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: i64) -> Result<String, sqlx::Error> {
    let first = turn.album.as_ref().and_then(|key| unit.albums.read(key)).map(|album| album.inbox_key.clone());
    let Some(first) = first else { return Ok(String::new()) };
    let unsaved = unit.entries.iter().find(|entry| entry.inbox_key == first && entry.ticket_id == ticket);
    if let Some(entry) = unsaved {
        return Ok(entry.words.clone());
    }
    let found = entry::by_message(&mut unit.conn, &first).await?;
    Ok(found.into_iter().find(|entry| entry.ticket_id == ticket).map(|entry| entry.words).unwrap_or_default())
}

fn hash(state: &str) -> String {
    let state =
        if state.is_empty() { serde_json::to_string(&State::Idle).unwrap_or_default() } else { state.to_owned() };
    text::hex(&Sha256::digest(state.as_bytes()))[..32].to_owned()
}
