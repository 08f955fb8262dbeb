//! Effects on tickets, performed: verbs, taking back, looking up, the history.

use super::{notify, staffing};
use crate::{
    core::{
        act, contact,
        deed::Deed,
        rights::{self, Grant, Place, Refusal, Verb},
        staff, ticket_rows, timeline,
        unit::Unit,
        work,
    },
    desk::{marks, post::Letter, seen, turn::Turn},
    dialogs::{
        effect::Which,
        event::{Colleague, Moment, Outcome},
        telling,
    },
};

/// The id of the ticket that is meant, if there is one.
pub(super) async fn find(unit: &mut Unit<'_>, which: Which) -> Result<Option<i64>, sqlx::Error> {
    match which {
        Which::Id(id) => {
            ticket_rows::load(&mut unit.conn, &[id], &mut unit.tickets).await?;
            Ok(unit.tickets.read(&id).map(|ticket| ticket.id))
        }
        Which::Reference(reference) => {
            if let Some(ticket) = unit.tickets.values().find(|ticket| ticket.reference == reference) {
                return Ok(Some(ticket.id));
            }
            let found = ticket_rows::load_by_reference(&mut unit.conn, &[reference], &mut unit.tickets).await?;
            Ok(found.first().map(|(_, id)| *id))
        }
    }
}

/// The grant of a verb on a ticket; without one it does not run.
pub(in crate::desk) fn granted_on(
    turn: &Turn<'_>,
    unit: &Unit<'_>,
    verb: Verb,
    id: Option<i64>,
) -> Result<(Grant, i64), Refusal> {
    let actor = unit.person_of(&turn.contact_key).filter(|person| person.enrolled).ok_or(Refusal::NotAllowed)?;
    let ticket = id.and_then(|id| unit.tickets.read(&id));
    let room_partner = unit.rooms.read(&turn.address).and_then(|room| room.partner_id);
    let (grant, ticket) = rights::grant_on(verb, actor, turn.place, room_partner, ticket)?;
    Ok((grant, ticket.id))
}

pub(super) async fn deed(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    deed: &Deed,
    which: Which,
) -> Result<Outcome, sqlx::Error> {
    let id = find(unit, which).await?;
    let (grant, id) = match granted_on(turn, unit, deed.verb, id) {
        Ok(granted) => granted,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    if matches!(deed.verb, Verb::Watch | Verb::Unwatch) {
        let done = notify::watch(unit, grant, id).await?;
        turn.about = Some(id);
        return match done {
            Ok(()) => {
                let ticket = Box::new(seen::ticket(turn, unit, id).await?);
                Ok(Outcome::Done { ticket, act: None, entry: None })
            }
            Err(why) => refused(turn, unit, why, id).await,
        };
    }
    let to = match deed.verb {
        Verb::Assign => match staff::named(&mut unit.conn, &deed.to, grant.actor()).await? {
            Some(person) => person.to_string(),
            None => return refused(turn, unit, Refusal::NotThat, id).await,
        },
        _ => deed.to.clone(),
    };
    let deed = Deed { to, ..deed.clone() };
    if let Some(why) = staffing::elsewhere(turn, unit, &deed, (grant.actor(), id)).await? {
        turn.about = Some(id);
        return Ok(Outcome::Elsewhere { ticket: Box::new(seen::ticket(turn, unit, id).await?), why });
    }
    let ground = turn.ground();
    let written = unit.entries.len();
    let done = work::perform(unit, ground, grant, id, &deed).await?;
    let entry = unit.entries.get(written).map(|entry| entry.id);
    if done.is_ok() && deed.verb == Verb::Answer {
        turn.burst.answered = entry;
        turn.burst.opens = true;
    }
    let entry = turn.burst.joins.as_ref().and_then(|said| said.entry).or(entry);
    if done.is_ok() {
        notify::follow_after(unit, grant, id).await?;
    }
    turn.found_place = Some(if done.is_ok() { format!("ticket:{id}") } else { "refused".to_owned() });
    turn.about = Some(id);
    match done {
        Ok(act) => Ok(Outcome::Done { ticket: Box::new(seen::ticket(turn, unit, id).await?), act, entry }),
        Err(why) => refused(turn, unit, why, id).await,
    }
}

async fn refused(turn: &Turn<'_>, unit: &mut Unit<'_>, why: Refusal, id: i64) -> Result<Outcome, sqlx::Error> {
    Ok(Outcome::Refused { why, ticket: Some(Box::new(seen::ticket(turn, unit, id).await?)) })
}

/// Undoes acts, the given ones in their order or the last one. What cannot be undone any more stays, the others do not.
pub(super) async fn take_back(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    acts: Vec<i64>,
    ticket: Option<Which>,
) -> Result<Outcome, sqlx::Error> {
    let grant = match super::granted(turn, unit, Verb::TakeBack) {
        Ok(grant) => grant,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let of = match ticket {
        Some(which) => match find(unit, which).await? {
            Some(id) => Some(id),
            None => return Ok(Outcome::Refused { why: Refusal::NoSuchRequest, ticket: None }),
        },
        None => None,
    };
    let acts = if acts.is_empty() {
        unit.latest_act(grant.actor(), of).await?.into_iter().map(|one| one.id).collect()
    } else {
        acts
    };
    let (mut count, mut last, mut refusal) = (0, None, Refusal::TooLate);
    for id in &acts {
        // Each is read when its turn comes: with the one after it, it has become the last.
        let Some(one) = unit.acts_by_id(&[*id]).await?.pop() else { continue };
        match work::take_back(unit, grant, &one).await? {
            Ok(id) => {
                count += 1;
                last = Some(id);
                marks::renew(turn, unit, one.id, act::Mark::TakenBack).await?;
            }
            Err(why) => refusal = why,
        }
    }
    let Some(id) = last else { return Ok(Outcome::Refused { why: refusal, ticket: None }) };
    turn.found_place = Some(format!("ticket:{id}"));
    turn.about = (count == 1).then_some(id);
    let left = acts.len() - count;
    Ok(Outcome::TakenBack { count, left, ticket: Box::new(seen::ticket(turn, unit, id).await?) })
}

pub(super) async fn staff(turn: &mut Turn<'_>, unit: &mut Unit<'_>, which: Which) -> Result<Outcome, sqlx::Error> {
    let id = find(unit, which).await?;
    let (_, id) = match granted_on(turn, unit, Verb::Assign, id) {
        Ok(granted) => granted,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let mut found = staff::workloads(&mut unit.conn).await?;
    staffing::only_present(turn, unit, &mut found).await?;
    let staff = found.into_iter().map(|one| Colleague { id: one.id, name: one.name, load: one.load }).collect();
    Ok(Outcome::Staff { ticket: Box::new(seen::ticket(turn, unit, id).await?), staff })
}

pub(super) async fn show(turn: &mut Turn<'_>, unit: &mut Unit<'_>, which: Which) -> Result<Outcome, sqlx::Error> {
    let id = find(unit, which).await?;
    match granted_on(turn, unit, Verb::Status, id) {
        Ok((_, id)) => {
            turn.about = Some(id);
            Ok(Outcome::Shown { ticket: Box::new(seen::ticket(turn, unit, id).await?) })
        }
        Err(why) => Ok(Outcome::Refused { why, ticket: None }),
    }
}

/// A ticket that a room does not read, for whoever asked in theirs: it comes at once, with its files.
pub(super) async fn read_alone(turn: &mut Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Outcome, sqlx::Error> {
    let id = find(unit, Which::Id(id)).await?;
    let (grant, id) = match granted_on(turn, unit, Verb::Status, id) {
        Ok(granted) => granted,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    if !grant.is_desk() {
        return Ok(Outcome::Refused { why: Refusal::NotAllowed, ticket: None });
    }
    let view = seen::ticket(turn, unit, id).await?;
    let (line, choices) = telling::alone(&view, &turn.policy);
    let to = grant.actor();
    let reached = contact::addresses(&mut unit.conn, &[to]).await?.contains_key(&to);
    turn.letters.push(Letter { to, line, choices, asked: Some(id), files: Vec::new() });
    Ok(Outcome::SentAlone { reached })
}

/// A ticket that talk has named. Who may not read it named nothing.
pub(super) async fn glance(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    which: Which,
) -> Result<Option<Outcome>, sqlx::Error> {
    let shown = show(turn, unit, which).await?;
    Ok(if let Outcome::Shown { ticket } = shown { Some(Outcome::Glanced { ticket }) } else { None })
}

/// What happened to a ticket, as far as this reader may know: the desk reads all, whose ticket it is all that was said
/// to them or by them, others no words.
pub(super) async fn history(turn: &mut Turn<'_>, unit: &mut Unit<'_>, which: Which) -> Result<Outcome, sqlx::Error> {
    let id = find(unit, which).await?;
    let (grant, id) = match granted_on(turn, unit, Verb::History, id) {
        Ok(granted) => granted,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    turn.about = Some(id);
    let view = seen::ticket(turn, unit, id).await?;
    let actor = unit.person_of(&turn.contact_key);
    let sight = match actor {
        _ if view.ticket.private && turn.place == Place::Agents => timeline::Sight::NoWords,
        _ if grant.is_desk() => timeline::Sight::All,
        Some(person) if rights::is_theirs(person, &view.ticket) => timeline::Sight::Theirs,
        Some(_) | None => timeline::Sight::NoWords,
    };
    let moments = timeline::of_ticket(unit, id, sight).await?;
    let people: Vec<i64> = moments.iter().flat_map(timeline::Moment::people).collect();
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    let name = |id: i64| unit.people.read(&id).map(|person| person.name.clone()).unwrap_or_default();
    let moments = moments
        .into_iter()
        .map(|moment| Moment {
            at: moment.at,
            who: moment.actor.map(name).unwrap_or_default(),
            from: moment.value(&moment.from, name),
            to: moment.value(&moment.to, name),
            what: moment.what,
            words: moment.words,
            earlier: moment.earlier,
            taken_back: moment.taken_back,
        })
        .collect();
    Ok(Outcome::History { ticket: Box::new(view), moments })
}
