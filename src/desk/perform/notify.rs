//! What people are told and when, following, and joining a facility, performed.

use super::{granted, people::hand_over};
use crate::{
    core::{
        calling, circle, contact,
        draft::Behalf,
        gate,
        joining::{self, Asked, Decided},
        person::Notify,
        rights::{self, Grant, Refusal, Verb},
        room::{Room, RoomNotify},
        ticket::Ticket,
        ticket_rows,
        unit::Unit,
        watcher,
    },
    desk::{post::Letter, turn::Turn},
    dialogs::{
        appointed,
        choice::Choice,
        event::Outcome,
        line::{Mine, RuleLine},
        notify::{NotifyChoice, NotifyEffect, NotifyLine, NotifyOutcome},
    },
    text::day,
};

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: NotifyEffect,
) -> Result<Outcome, sqlx::Error> {
    let verb = match &effect {
        NotifyEffect::SetLevel(_) | NotifyEffect::SetRoomLevel(_) => Verb::Notifications,
        NotifyEffect::SetQuiet(_) => Verb::Quiet,
        NotifyEffect::Join => Verb::Join,
        NotifyEffect::AskAppointed { .. } => Verb::Report,
        NotifyEffect::LetIn { .. } => Verb::LetIn,
        NotifyEffect::InviteCaller { .. } => Verb::OnBehalf,
        NotifyEffect::AtGate { verb } => *verb,
    };
    let grant = match granted(turn, unit, verb) {
        Ok(grant) => grant,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    Ok(Outcome::Notify(match effect {
        NotifyEffect::SetLevel(level) => {
            if let Some(person) = unit.people.change(&grant.actor()) {
                person.profile.notify = Some(level);
            }
            NotifyOutcome::LevelSet(level)
        }
        NotifyEffect::SetRoomLevel(level) => return set_room(turn, unit, level).await,
        NotifyEffect::SetQuiet(hours) => {
            if let Some(person) = unit.people.change(&grant.actor()) {
                person.profile.quiet = hours;
            }
            NotifyOutcome::QuietSet(hours)
        }
        NotifyEffect::AtGate { verb } => at_gate(unit, grant, verb).await?,
        NotifyEffect::InviteCaller { ticket } => return invite_caller(turn, unit, grant, ticket).await,
        NotifyEffect::Join => join(turn, unit, grant).await?,
        NotifyEffect::AskAppointed { words, files } => ask_appointed(turn, unit, grant, (words, files)).await?,
        NotifyEffect::LetIn { person, yes } => let_in(turn, unit, grant, person, yes).await?,
    }))
}

/// The caller of a report that one has written down is handed a code for it.
async fn invite_caller(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    grant: Grant,
    ticket: i64,
) -> Result<Outcome, sqlx::Error> {
    ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
    match calling::invite(unit, grant, ticket).await? {
        Ok(calling::Invited { name, phone, invitation }) => {
            let handed = hand_over(turn, unit, &invitation).await?;
            Ok(Outcome::Notify(NotifyOutcome::CallerInvited { name, phone, handed }))
        }
        Err(why) => Ok(Outcome::Refused { why, ticket: None }),
    }
}

async fn set_room(turn: &Turn<'_>, unit: &mut Unit<'_>, level: RoomNotify) -> Result<Outcome, sqlx::Error> {
    let Some(room) = unit.rooms.read(&turn.address).cloned() else {
        return Ok(Outcome::Refused { why: Refusal::NotHere, ticket: None });
    };
    unit.bind_room(Room { notify: level, ..room }).await?;
    Ok(Outcome::Notify(NotifyOutcome::RoomLevelSet(level)))
}

/// Whoever follows a ticket wants to be told of it, also where they had wanted nothing.
pub(super) async fn watch(unit: &mut Unit<'_>, grant: Grant, ticket: i64) -> Result<Result<(), Refusal>, sqlx::Error> {
    let follows = grant.verb() == Verb::Watch;
    let done = watcher::set(unit, grant, ticket, follows).await?;
    if done.is_ok()
        && follows
        && unit.people.read(&grant.actor()).is_some_and(|person| person.profile.notify == Some(Notify::None))
        && let Some(person) = unit.people.change(&grant.actor())
    {
        person.profile.notify = Some(Notify::Mine);
    }
    Ok(done)
}

/// A colleague or focal point who took part hears how it goes on.
pub(super) async fn follow_after(unit: &mut Unit<'_>, grant: Grant, ticket: i64) -> Result<(), sqlx::Error> {
    let takes_part = matches!(grant.verb(), Verb::Answer | Verb::Reopen | Verb::Ask | Verb::Resolve | Verb::PassOn)
        && !grant.is_desk();
    if takes_part {
        // Who follows it already, or has reported it, goes on as before.
        let _ = watcher::set(unit, grant, ticket, true).await?;
    }
    Ok(())
}

/// What waits at the gate for somebody, the oldest first.
async fn at_gate(unit: &mut Unit<'_>, grant: Grant, verb: Verb) -> Result<NotifyOutcome, sqlx::Error> {
    let person = unit.people.read(&grant.actor()).cloned();
    let partner = person.as_ref().and_then(|person| person.partner_id);
    let waiting = match partner {
        Some(partner) => gate::waiting(&mut unit.conn, partner).await?,
        None => Vec::new(),
    };
    ticket_rows::load(&mut unit.conn, &waiting, &mut unit.tickets).await?;
    let decides = |ticket: &&Ticket| person.as_ref().is_some_and(|person| rights::approves(person, ticket));
    let mine = |ticket: &Ticket| {
        let (reference, system) = (ticket.reference.clone(), ticket.system.clone());
        (ticket.id, Mine { reference, system, status: ticket.status })
    };
    let tickets = waiting.iter().filter_map(|id| unit.tickets.read(id)).filter(decides).map(mine).collect();
    Ok(NotifyOutcome::AtGate { verb, tickets })
}

async fn join(turn: &mut Turn<'_>, unit: &mut Unit<'_>, grant: Grant) -> Result<NotifyOutcome, sqlx::Error> {
    let asked = joining::ask(unit, grant, &turn.directory).await?;
    let person = unit.people.read(&grant.actor());
    let name = person.map(|person| person.name.clone()).unwrap_or_default();
    let facility = person.and_then(|person| person.facility_id).map(|id| facility(turn, id)).unwrap_or_default();
    if let Asked::Asks { focal_points, .. } = &asked {
        for to in focal_points {
            let let_in = |yes| Choice::Notify(NotifyChoice::LetIn { person: grant.actor(), yes });
            turn.letters.push(Letter {
                to: *to,
                line: NotifyLine::AsksToJoin { name: name.clone(), facility: facility.clone() }.into(),
                choices: vec![let_in(true), let_in(false)],
                asked: None,
                files: Vec::new(),
            });
        }
    }
    Ok(NotifyOutcome::Asked { asked, facility })
}

/// Sends words and files to those who create requests for the facility of whoever wrote them.
async fn ask_appointed(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    grant: Grant,
    (words, files): (String, Vec<i64>),
) -> Result<NotifyOutcome, sqlx::Error> {
    let Some(person) = unit.people.read(&grant.actor()).cloned() else {
        return Ok(NotifyOutcome::Passed { names: Vec::new() });
    };
    let known = person.facility_id.map(|id| facility(turn, id));
    let facility = known.or_else(|| person.facility_text.clone()).unwrap_or_default();
    let partner = person.facility_id.and_then(|id| turn.directory.partner_on(id, day::of(unit.now)));
    let appointed = match partner {
        Some(partner) => circle::focal_points(&mut unit.conn, partner).await?,
        None => Vec::new(),
    };
    contact::load_people(&mut unit.conn, &appointed, &mut unit.people).await?;
    let mut names = Vec::with_capacity(appointed.len());
    for to in appointed {
        let Some(other) = unit.people.read(&to) else { continue };
        names.push(other.name.clone());
        let behalf = Behalf {
            name: person.name.clone(),
            facility_id: person.facility_id,
            facility: facility.clone(),
            without_phone: true,
            ..Behalf::default()
        };
        let line = RuleLine::Asked {
            name: person.name.clone(),
            facility: facility.clone(),
            words: words.clone(),
            file_count: files.len(),
        };
        let choices = vec![appointed::offer(behalf, words.clone(), files.clone())];
        turn.letters.push(Letter { to, line: line.into(), choices, asked: None, files: files.clone() });
    }
    Ok(NotifyOutcome::Passed { names })
}

async fn let_in(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    grant: Grant,
    person: i64,
    yes: bool,
) -> Result<NotifyOutcome, sqlx::Error> {
    let directory = std::sync::Arc::clone(&turn.directory);
    let decided = joining::decide(unit, grant, &directory, person, yes).await?;
    let name = |unit: &Unit<'_>, id: i64| unit.people.read(&id).map(|person| person.name.clone()).unwrap_or_default();
    if let Decided::Now { facility: id } = decided {
        let line = NotifyLine::Joined { facility: facility(turn, id), by: name(unit, grant.actor()), yes };
        turn.letters.push(Letter {
            to: person,
            line: line.into(),
            choices: Vec::new(),
            asked: None,
            files: Vec::new(),
        });
    }
    Ok(NotifyOutcome::Decided { decided, name: name(unit, person), yes })
}

fn facility(turn: &Turn<'_>, id: i64) -> String {
    turn.directory.facility(id).map(|facility| facility.name.clone()).unwrap_or_default()
}
