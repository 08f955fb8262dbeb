//! Effects, performed. A verb runs only with a grant, which is made here from rows of this transaction.

mod announce;
mod canned;
mod clocks;
mod deleting;
pub(super) mod duty;
pub(super) mod editing;
mod notify;
mod people;
mod pictures;
mod problems;
mod queue;
pub(in crate::desk) mod reading;
mod recalling;
mod staffing;
mod tickets;
pub(super) mod waking;

pub(in crate::desk) use announce::{remind as remind_of_update, solved as problem_is_solved};
pub(in crate::desk) use problems::likes;
pub(in crate::desk) use tickets::granted_on;

use super::{
    albums,
    redeem::redeem,
    turn::{Said, Turn},
};
use crate::{
    core::{
        absence,
        announce::NEXT_UPDATE,
        chat::{Body, Inbound, Millis},
        digest::DIGEST,
        draft::{self, Draft},
        filing::{self, FilingError},
        nudge::TIMER,
        person::{Person, Role},
        rights::{self, Grant, Refusal, Verb},
        ticket::{Status, Ticket},
        ticket_rows,
        timer::Timer,
        unit::Unit,
    },
    dialogs::{
        effect::{Effect, Wake},
        event::{Event, Outcome},
    },
};

/// The timer of an idle draft.
pub(super) const DRAFT_IDLE: &str = "draft_idle";
/// Somebody whom no chat reaches any more; the subject is the ticket that it was about.
pub(crate) const UNREACHED: &str = "unreached";

/// The outbox's row that a message of the desk to itself about somebody unreached is of.
pub(super) fn unreached_row(inbound: &Inbound) -> Option<i64> {
    let is_one = matches!(&inbound.body, Body::Due { kind, .. } if kind == UNREACHED);
    if is_one { inbound.key.rsplit(':').next()?.parse().ok() } else { None }
}

/// A draft is idle after this long.
const DRAFT_IDLE_MS: Millis = 30 * 60 * 1000;
/// … and is kept for this long.
const DRAFT_KEPT_MS: Millis = 7 * 24 * 3600 * 1000;
/// How many of a person's tickets are listed.
const MINE: i64 = 10;

/// Performs one effect; what it has to tell goes back into the dialog.
pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: Effect,
) -> Result<Option<Outcome>, sqlx::Error> {
    match effect {
        Effect::Say { line, choices } => turn.says.push(Said { line, choices, act: None }),
        Effect::Toast(line) => turn.toast = Some(line),
        Effect::Place(place) => {
            turn.found_place.get_or_insert_with(|| place.to_owned());
        }
        Effect::SetLocale(locale) => {
            turn.locale = Some(locale);
            unit.new_menus |= unit.person_of(&turn.contact_key).is_some_and(|person| person.role != Role::Reporter);
            with_person(turn, unit, |person| person.locale = locale);
        }
        Effect::SetFacility { id, typed } => with_person(turn, unit, |person| person.work_at(id, typed)),
        Effect::Enrol { name } => {
            with_person(turn, unit, |person| {
                person.name = name;
                person.enrolled = true;
            });
            return Ok(Some(Outcome::Enrolled));
        }
        Effect::Redeem { code } => return redeem(turn, unit, &code).await.map(Some),
        Effect::SaveDraft(answers) => save_draft(turn, unit, answers),
        Effect::CancelDraft => end_draft(turn, unit, draft::State::Cancelled),
        Effect::RecoverDraft => return recover_draft(turn, unit).await.map(Some),
        Effect::Remember(memory) => turn.memory = memory,
        Effect::Practice { on } => return Ok(Some(super::practice::set(turn, unit, on))),
        Effect::File => return Box::pin(file(turn, unit)).await.map(Some),
        Effect::Receipt { act, line, choices } => turn.says.push(Said { line, choices, act: Some(act) }),
        Effect::Do { deed, ticket } => return Box::pin(tickets::deed(turn, unit, &deed, ticket)).await.map(Some),
        Effect::Join { ticket, files, count, stands } => {
            return Box::pin(albums::join(turn, unit, (ticket, &files), count, stands)).await.map(Some);
        }
        Effect::Keep => turn.keeps = true,
        Effect::Edit { words, .. } => return Box::pin(editing::edit(turn, unit, &words)).await.map(Some),
        Effect::Unsay { ticket } => return Box::pin(deleting::unsay(turn, unit, ticket)).await.map(Some),
        Effect::TakeBack { acts, ticket } => {
            return Box::pin(tickets::take_back(turn, unit, acts, ticket)).await.map(Some);
        }
        Effect::ListStaff { ticket } => return tickets::staff(turn, unit, ticket).await.map(Some),
        Effect::ShowHistory(which) => return Box::pin(tickets::history(turn, unit, which)).await.map(Some),
        Effect::Glance(which) => return tickets::glance(turn, unit, which).await,
        Effect::ShowPictures(id) => return Box::pin(pictures::show(turn, unit, id)).await.map(Some),
        Effect::ReadAlone(id) => return Box::pin(tickets::read_alone(turn, unit, id)).await.map(Some),
        Effect::Show(which) => return tickets::show(turn, unit, which).await.map(Some),
        Effect::Queue(effect) => return Box::pin(queue::perform(turn, unit, effect)).await.map(Some),
        Effect::Clock(effect) => return Box::pin(clocks::perform(turn, unit, effect)).await.map(Some),
        Effect::Problem(effect) => return Box::pin(problems::perform(turn, unit, effect)).await.map(Some),
        Effect::Announce(effect) => return Box::pin(announce::perform(turn, unit, effect)).await,
        Effect::ListMine => return mine(turn, unit).await.map(Some),
        Effect::Notify(effect) => return Box::pin(notify::perform(turn, unit, effect)).await.map(Some),
        Effect::Canned(effect) => return Box::pin(canned::perform(turn, unit, effect)).await.map(Some),
        Effect::Duty(effect) => return Box::pin(duty::perform(turn, unit, effect)).await.map(Some),
        Effect::People(effect) => return Box::pin(people::perform(turn, unit, effect)).await,
        Effect::Remind { after } => remind(turn, unit, after),
        Effect::Wake { what, after } => waking::wake(turn, unit, what, after),
        Effect::Recall { ticket, entry, fresh } => {
            return Box::pin(recalling::recall(turn, unit, ticket, entry, fresh)).await.map(Some);
        }
    }
    Ok(None)
}

pub(super) fn with_person(turn: &mut Turn<'_>, unit: &mut Unit<'_>, change: impl FnOnce(&mut Person)) {
    let id = unit.ensure_person(&turn.contact_key, &turn.inbound.address, turn.locale(unit));
    if let Some(person) = unit.people.change(&id) {
        change(person);
        turn.new_face = true;
    }
}

fn save_draft(turn: &mut Turn<'_>, unit: &mut Unit<'_>, answers: draft::Answers) {
    let person = unit.ensure_person(&turn.contact_key, &turn.inbound.address, turn.locale(unit));
    let now = unit.now;
    let described = unit.drafts.read(&person).and_then(|draft| draft.answers.description.clone());
    turn.burst.opens |= answers.description != described;
    if let Some(draft) = unit.drafts.change(&person) {
        // What was begun in practice stays practice, and nothing else becomes it.
        draft.answers = draft::Answers { practice: draft.answers.practice, ..answers };
        draft.updated_at = now;
        return;
    }
    let id = unit.next_id();
    let answers = draft::Answers { practice: turn.practises(unit), ..answers };
    let draft =
        Draft { id, answers, state: draft::State::Open, started_at: unit.at, updated_at: now, reminded_at: None };
    unit.drafts.insert(person, draft);
}

pub(super) fn end_draft(turn: &Turn<'_>, unit: &mut Unit<'_>, state: draft::State) {
    let Some(person) = unit.person_of(&turn.contact_key).map(|person| person.id) else { return };
    if let Some(mut draft) = unit.drafts.take(&person) {
        draft.state = state;
        draft.updated_at = unit.now;
        unit.ended_drafts.push((person, draft));
    }
}

/// Opens the draft again that its person gave up last.
async fn recover_draft(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Outcome, sqlx::Error> {
    let Some(person) = unit.person_of(&turn.contact_key).map(|person| person.id) else {
        return Ok(Outcome::Recovered { found: false });
    };
    Ok(Outcome::Recovered { found: unit.recover_draft(person).await? })
}

/// The grant of a verb that concerns no ticket.
fn granted(turn: &Turn<'_>, unit: &Unit<'_>, verb: Verb) -> Result<Grant, Refusal> {
    let actor = unit.person_of(&turn.contact_key).filter(|person| person.enrolled).ok_or(Refusal::NotAllowed)?;
    rights::grant(verb, actor, turn.place)
}

async fn file(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<Outcome, sqlx::Error> {
    let grant = match granted(turn, unit, Verb::Report) {
        Ok(grant) => grant,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    match filing::file(unit, grant, &turn.policy, &turn.directory, &turn.address).await {
        Ok(id) => {
            turn.about = Some(id);
            Ok(Outcome::Filed { ticket: Box::new(super::seen::ticket(turn, unit, id).await?) })
        }
        Err(FilingError::Incomplete) => Ok(Outcome::Refused { why: Refusal::NotNow, ticket: None }),
        Err(FilingError::NotAppointed) => Ok(Outcome::Refused { why: Refusal::NotAllowed, ticket: None }),
        Err(FilingError::Database(error)) => Err(error),
    }
}

async fn mine(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Outcome, sqlx::Error> {
    let grant = match granted(turn, unit, Verb::Mine) {
        Ok(grant) => grant,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    ticket_rows::load_latest(&mut unit.conn, grant.actor(), MINE, &mut unit.tickets).await?;
    let mut tickets: Vec<_> = unit.tickets.values().filter(|ticket| is_mine(ticket, turn, unit)).cloned().collect();
    tickets.sort_by_key(|ticket| std::cmp::Reverse(ticket.id));
    tickets.truncate(usize::try_from(MINE).unwrap_or(10));
    let of_facility = if turn.practises(unit) { Vec::new() } else { of_facility(unit, grant).await? };
    Ok(Outcome::Mine { tickets, of_facility })
}

/// One's own, of practice or of work, as one is at it.
fn is_mine(ticket: &Ticket, turn: &Turn<'_>, unit: &Unit<'_>) -> bool {
    let person = unit.person_of(&turn.contact_key);
    person.is_some_and(|person| rights::is_own(person, ticket)) && ticket.practice == turn.practises(unit)
}

/// What is not done yet at the facility that somebody is proven to work at, the newest first.
async fn of_facility(unit: &mut Unit<'_>, grant: Grant) -> Result<Vec<Ticket>, sqlx::Error> {
    let Some(person) = unit.people.read(&grant.actor()).filter(|person| person.facility_proven).cloned() else {
        return Ok(Vec::new());
    };
    let Some(facility) = person.facility_id else { return Ok(Vec::new()) };
    ticket_rows::load_of_facility(&mut unit.conn, facility, MINE, &mut unit.tickets).await?;
    let counts = |ticket: &&Ticket| {
        let is_open = ticket.status.is_open() || ticket.status == Status::Resolved;
        is_open && ticket.reporter_id != person.id && rights::is_theirs(&person, ticket)
    };
    let mut tickets: Vec<Ticket> = unit.tickets.values().filter(counts).cloned().collect();
    tickets.sort_by_key(|ticket| std::cmp::Reverse(ticket.id));
    tickets.truncate(usize::try_from(MINE).unwrap_or(10));
    Ok(tickets)
}

fn remind(turn: &Turn<'_>, unit: &mut Unit<'_>, after: Millis) {
    let Some(person) = unit.person_of(&turn.contact_key).map(|person| person.id) else { return };
    // Nobody is reminded of practice.
    if turn.practises(unit) {
        return;
    }
    set_timer(turn, unit, person, unit.now + after);
}

fn set_timer(turn: &Turn<'_>, unit: &mut Unit<'_>, subject_id: i64, due_at: Millis) {
    let id = unit.next_id();
    let due_at = crate::core::quiet::after_quiet_hours(due_at, &turn.policy.timezone);
    unit.timers.push(Timer {
        id,
        address: turn.address.clone(),
        user_key: turn.inbound.sender.user_key.clone(),
        kind: DRAFT_IDLE.to_owned(),
        subject_id,
        due_at,
    });
}

/// A timer that fired. The draft may be gone, or may have been worked on since: then it is set anew.
pub(super) fn due(turn: &mut Turn<'_>, unit: &mut Unit<'_>, kind: &str, subject: i64) -> Option<Event> {
    turn.found_place = Some("timer".into());
    match kind {
        kind if super::problems::is_ours(kind) => {
            turn.problem = Some((kind.to_owned(), subject));
            None
        }
        kind if super::announcing::is_ours(kind) => {
            turn.bulletin = Some((kind.to_owned(), subject));
            None
        }
        NEXT_UPDATE => {
            turn.promise = Some(subject);
            None
        }
        UNREACHED => {
            // Whoever reads it instead is looked up when it is told.
            turn.unreached = unreached_row(turn.inbound).map(|row| (row, subject));
            None
        }
        TIMER => {
            turn.waiting = Some(subject);
            None
        }
        absence::TIMER => {
            turn.absence = Some(subject);
            None
        }
        // Whoever no longer works here is told nothing.
        DIGEST => granted(turn, unit, Verb::TakeBack).is_ok().then_some(Event::Morning),
        kind if let Some(what) = Wake::of_kind(kind) => Some(Event::Woke(what)),
        _ => draft_idle(turn, unit, subject),
    }
}

/// A draft is called to mind once, and given up silently when nobody goes on with it for long.
fn draft_idle(turn: &Turn<'_>, unit: &mut Unit<'_>, person: i64) -> Option<Event> {
    let now = unit.now;
    let draft = unit.drafts.read(&person).filter(|draft| !draft.answers.practice)?;
    let (idle_at, reminded) = (draft.updated_at + DRAFT_IDLE_MS, draft.reminded_at);
    let kept_until = draft.updated_at.max(reminded.unwrap_or(now)) + DRAFT_KEPT_MS;
    match reminded {
        None if idle_at > now => set_timer(turn, unit, person, idle_at),
        Some(_) if kept_until > now => set_timer(turn, unit, person, kept_until),
        None => {
            if let Some(draft) = unit.drafts.change(&person) {
                draft.reminded_at = Some(now);
            }
            set_timer(turn, unit, person, kept_until);
            return Some(Event::DraftIdle);
        }
        Some(_) => {
            end_draft(turn, unit, draft::State::Archived);
            return Some(Event::DraftOver);
        }
    }
    None
}
