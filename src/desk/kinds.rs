//! What comes before any dialog: where the bot itself stands (let in, shut out, moved to another chat), senders whom
//! the platform hides, files above the limit, signs, and when a message was written.

use super::{
    Shared,
    audience::Target,
    picks, post, standing,
    turn::{Done, Said, Turn},
};
use crate::{
    core::{
        chat::{Body, ChatKind, FileRef, Inbound, Millis},
        circle, delivery,
        rights::Place,
        room,
        session::Session,
        ticket::Status,
        unit::Unit,
    },
    dialogs::{
        self,
        choice::Choice,
        line::{Line, SentLine},
        sign,
        state::State,
    },
};

/// A message may be this much older than now; what says to be older is taken for this old.
const OLDEST: Millis = 8 * 24 * 3600 * 1000;
/// Words that were written this long before a question was asked do not answer it.
const BEFORE: Millis = 2 * 60 * 1000;
/// What was written so long before it came finds its place by its own time (platforms B.4).
const LATE: Millis = 10 * 60 * 1000;

impl Turn<'_> {
    /// Files that were left aside are told of beside whatever is said. Talk of a group is nobody's business.
    pub(super) fn tell_of_large_files(&mut self, pending: &[Choice]) {
        let Some(mebibytes) = self.too_large else { return };
        if let Some(first) = self.says.first_mut() {
            let said = std::mem::replace(&mut first.line, Line::Many(Vec::new()));
            first.line = Line::Many(vec![SentLine::TooLarge { mebibytes }.into(), said]);
        } else if self.place == Place::Private || self.thread.is_some() {
            let choices = if self.place == Place::Private { pending.to_vec() } else { Vec::new() };
            self.says.push(Said { line: SentLine::TooLarge { mebibytes }.into(), choices, act: None });
        }
    }
}

/// When a message was written, as far as its platform tells.
pub(super) fn written_at(inbound: &Inbound, now: Millis) -> Millis {
    let is_written = matches!(inbound.body, Body::Message { .. } | Body::Place { .. } | Body::Contact { .. });
    if is_written { inbound.sent_at.clamp(now - OLDEST, now) } else { now }
}

/// Whether a message was written well before it came: a telephone was without a network.
pub(super) fn is_late(inbound: &Inbound, now: Millis) -> bool {
    written_at(inbound, now) + LATE <= now
}

/// Whether words are no answer to the question that waits: somebody else's, or written well before it was asked.
pub(super) fn is_no_answer(turn: &Turn<'_>, unit: &Unit<'_>, session: Option<&Session>, text: &str) -> bool {
    if turn.inbound.forwarded {
        return true;
    }
    let asked = session.and_then(|session| session.prompt_id).and_then(|id| unit.prompts.read(&id));
    let is_late = asked.is_some_and(|asked| asked.chosen.is_none() && unit.at + BEFORE < asked.created_at);
    is_late && turn.place == Place::Private && !dialogs::is_command(text)
}

/// Groups that live on under another address: what still comes from the old one is of the new one.
pub(super) async fn follow(unit: &mut Unit<'_>, jobs: &mut [super::Job]) -> Result<(), sqlx::Error> {
    let groups: Vec<String> = jobs
        .iter()
        .filter(|job| job.inbound.chat_kind == ChatKind::Group)
        .map(|job| job.inbound.address.to_string())
        .collect();
    if groups.is_empty() {
        return Ok(());
    }
    room::load(&mut unit.conn, &groups, &mut unit.rooms).await?;
    let unknown: Vec<String> = groups.into_iter().filter(|group| unit.rooms.read(group).is_none()).collect();
    let moved = delivery::moved(&mut unit.conn, &unknown).await?;
    // What moves with this very batch still stands under the old address until it ends.
    let moving: Vec<_> = jobs
        .iter()
        .filter_map(|job| {
            let Body::Moved { to } = &job.inbound.body else { return None };
            Some((to.clone(), job.inbound.address.clone()))
        })
        .collect();
    for job in jobs {
        if let Some(to) = moved.get(&job.inbound.address.to_string()) {
            job.inbound.address = to.clone();
        }
        let is_known = unit.rooms.read(&job.inbound.address.to_string()).is_some();
        if let Some((_, from)) = moving.iter().find(|(to, _)| *to == job.inbound.address && !is_known) {
            job.inbound.address = from.clone();
        }
    }
    Ok(())
}

/// What no dialog is for; `None` for everything else.
pub(super) async fn aside(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<Option<Done>, sqlx::Error> {
    match &turn.inbound.body {
        Body::Moved { to } => {
            if *to != turn.inbound.address {
                unit.moves.push((turn.address.clone(), to.clone()));
                unit.new_menus = true;
            }
            Ok(Some(Done::at("moved")))
        }
        Body::Standing { here } => stands(turn, unit, *here).await.map(Some),
        Body::Start { .. }
        | Body::Message { .. }
        | Body::Form { .. }
        | Body::Edited { .. }
        | Body::Deleted { .. }
        | Body::Tap { .. }
        | Body::Place { .. }
        | Body::Contact { .. }
        | Body::Sign { .. }
        | Body::Due { .. } => Ok(turn.inbound.sender.anonymous.then(|| hidden(turn, unit))),
    }
}

/// Whoever the platform hides has no rights: a command is answered once with what to do, talk stays talk.
fn hidden(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Done {
    let speaks = match &turn.inbound.body {
        Body::Start { payload } => payload.is_some(),
        Body::Message { text, .. } | Body::Edited { text, .. } => !turn.inbound.forwarded && dialogs::is_command(text),
        Body::Tap { .. } => {
            let toast = turn.shared.catalog.text(&SentLine::Anonymous.into(), turn.locale(unit), &turn.policy);
            return Done { toast: Some(toast), ..Done::at("refused") };
        }
        Body::Form { .. }
        | Body::Place { .. }
        | Body::Contact { .. }
        | Body::Deleted { .. }
        | Body::Sign { .. }
        | Body::Standing { .. }
        | Body::Moved { .. }
        | Body::Due { .. } => false,
    };
    if !speaks {
        return Done::at("chatter");
    }
    say(turn, unit, SentLine::Anonymous);
    Done::at("refused")
}

fn say(turn: &mut Turn<'_>, unit: &mut Unit<'_>, line: SentLine) {
    turn.says.push(Said { line: line.into(), choices: Vec::new(), act: None });
    post::say_here(turn, unit, None);
}

async fn stands(turn: &mut Turn<'_>, unit: &mut Unit<'_>, here: bool) -> Result<Done, sqlx::Error> {
    if turn.place == Place::Private {
        if here {
            standing::note_contact(turn, unit).await?;
            post::tell_others(turn, unit).await?;
            post::say_here(turn, unit, None);
        } else {
            unit.shut.push(turn.address.clone());
        }
        return Ok(Done::at("standing"));
    }
    let known = unit.rooms.read(&turn.address).cloned();
    match (known, here) {
        (Some(_), true) => {
            unit.room_is_gone(&turn.address, None).await?;
        }
        (Some(gone), false) => {
            let since = Some(unit.now);
            if unit.room_is_gone(&turn.address, since).await? {
                let partner = gone.partner_id.and_then(|id| turn.directory.partner(id));
                let partner = partner.map(|partner| partner.name.clone());
                tell_of_lost_room(turn, unit, &SentLine::RoomLost { purpose: gone.purpose, partner }.into()).await?;
            }
        }
        (None, true) => {
            if !room::was_spoken_in(&mut unit.conn, &turn.address).await? {
                say(turn, unit, SentLine::HelloGroup);
            }
        }
        (None, false) => {}
    }
    Ok(Done::at("standing"))
}

/// The desk's other rooms are told; the administrators where there is none.
async fn tell_of_lost_room(turn: &mut Turn<'_>, unit: &mut Unit<'_>, line: &Line) -> Result<(), sqlx::Error> {
    let rooms = room::of_the_desk(&mut unit.conn).await?;
    for room in &rooms {
        let target = Target::of_room(unit.now, room);
        post::post(turn.shared, turn, unit, &target, line, &[], Vec::new());
    }
    if rooms.is_empty() {
        for to in circle::admins(&mut unit.conn).await? {
            turn.letters.push(post::Letter {
                to,
                line: line.clone(),
                choices: Vec::new(),
                asked: None,
                files: Vec::new(),
            });
        }
        post::tell_others(turn, unit).await?;
    }
    Ok(())
}

/// The files that can be taken in, and the limit in mebibytes where others are left aside. What a mailbox names was
/// measured when it was uploaded.
pub(super) fn within_limit<'f>(
    shared: &Shared,
    inbound: &Inbound,
    files: &'f [FileRef],
) -> (Vec<&'f FileRef>, Option<u64>) {
    const MEBIBYTE: u64 = 1 << 20;
    let limits = shared.platforms.get(&inbound.address.platform).filter(|limits| !limits.mailbox);
    let most = limits.map_or(u64::MAX, |limits| limits.file_bytes);
    let fitting: Vec<&FileRef> = files.iter().filter(|file| file.bytes <= most).collect();
    let is_short = fitting.len() < files.len();
    (fitting, is_short.then_some((most / MEBIBYTE).max(1)))
}

/// The choice that a sign makes: of the question that waits here, of the message that it is on, or of the one request
/// that was resolved last. Anything else means nothing.
pub(super) async fn sign(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    state: &State,
    pending: &[Choice],
) -> Result<Option<Choice>, sqlx::Error> {
    let Body::Sign { emoji, on } = &turn.inbound.body else { return Ok(None) };
    let is_member = unit.person_of(&turn.contact_key).is_some_and(|person| person.enrolled);
    let Some(yes) = sign::yes_no(emoji).filter(|_| is_member && turn.place == Place::Private) else {
        return Ok(None);
    };
    let offered = match on {
        Some(message) => picks::offered_on(turn, unit, message).await?,
        None if sign::meant(pending, yes).is_some() => pending.to_vec(),
        None if *state == State::Idle => after_fix(turn, unit),
        None => Vec::new(),
    };
    let Some(choice) = sign::meant(&offered, yes).cloned() else { return Ok(None) };
    let waits = match choice.ticket() {
        Some(ticket) => {
            crate::core::ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
            unit.tickets.read(&ticket).is_some_and(|ticket| ticket.status == Status::Resolved)
        }
        None => pending.contains(&choice),
    };
    Ok(Some(choice).filter(|_| waits))
}

/// At rest, with one request that was resolved and none that is open.
fn after_fix(turn: &Turn<'_>, unit: &Unit<'_>) -> Vec<Choice> {
    use crate::core::verb::Verb;
    let own = turn.own_tickets(unit);
    let mut resolved = own.iter().filter(|ticket| ticket.status == Status::Resolved);
    match (own.iter().any(|ticket| ticket.status.is_open()), resolved.next(), resolved.next()) {
        (false, Some(ticket), None) => {
            vec![Choice::act(Verb::Confirm, ticket.id), Choice::act(Verb::Reopen, ticket.id)]
        }
        _ => Vec::new(),
    }
}
