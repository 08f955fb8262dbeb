//! Whoever reads what a reporter would have read, once nothing reaches the reporter any more: they left, were blocked,
//! or no chat takes their messages. Then it goes to their colleagues at the facility, and the agents are told to whom.

use std::collections::BTreeSet;

use super::{
    audience::{self, Because, Scene},
    post,
    turn::Turn,
};
use crate::{
    core::{
        circle, contact,
        delivery::{self, Lost},
        notice::{Audience, News, Notice},
        outbox::FOLLOWED,
        person::Person,
        ticket::Ticket,
        unit::Unit,
        verb::Verb,
        work,
    },
    dialogs::{
        choice::Choice,
        line::{Line, NewsLine},
        notify::NotifyLine,
        telling::Telling,
    },
};

/// Whether the reporter is still reached. They must have been loaded.
pub(super) async fn is_reached(unit: &mut Unit<'_>, ticket: &Ticket) -> Result<bool, sqlx::Error> {
    let is_here = unit.people.read(&ticket.reporter_id).is_some_and(Person::is_here);
    Ok(is_here && circle::is_reached(unit, ticket.reporter_id).await?)
}

/// The colleagues who read it instead; a private ticket has none.
async fn colleagues(unit: &mut Unit<'_>, ticket: &Ticket) -> Result<Vec<i64>, sqlx::Error> {
    let Some(facility) = ticket.facility_id.filter(|_| !ticket.private) else { return Ok(Vec::new()) };
    let mut people = circle::of_facility(&mut unit.conn, facility).await?;
    people.retain(|id| *id != ticket.reporter_id);
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    Ok(people)
}

/// What the reporter would have been told goes to their colleagues; the agents are told once a message and ticket.
pub(super) async fn tell_instead(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    notice: &Notice,
    ticket: &Ticket,
    telling: &Telling,
    told: &mut BTreeSet<i64>,
) -> Result<(), sqlx::Error> {
    let is_first = told.insert(ticket.id);
    miss(unit, ticket, 1);
    instead(turn, unit, ticket, (&telling.line, &telling.choices), notice.act, is_first).await
}

/// Somebody is to call whoever was not reached, unless they have left or are blocked.
fn miss(unit: &mut Unit<'_>, ticket: &Ticket, messages: usize) {
    if unit.people.read(&ticket.reporter_id).is_some_and(Person::is_here) {
        work::is_missed(unit, ticket.id, i64::try_from(messages).unwrap_or(1));
    }
}

async fn instead(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: &Ticket,
    (line, choices): (&Line, &[Choice]),
    act: Option<i64>,
    tells_agents: bool,
) -> Result<(), sqlx::Error> {
    let colleagues = colleagues(unit, ticket).await?;
    let actor = unit.person_of(&turn.contact_key).map(|person| person.id);
    let scene = Scene { shared: turn.shared, actor, address: &turn.address };
    let held = act.map(|_| unit.now + turn.policy.take_back);
    let name = |unit: &Unit<'_>, id: i64| unit.people.read(&id).map(|person| person.name.clone()).unwrap_or_default();
    let reporter = name(unit, ticket.reporter_id);
    let others: Vec<i64> = colleagues.iter().copied().filter(|id| Some(*id) != actor).collect();
    let said = Line::Many(vec![NotifyLine::ForColleague { name: reporter.clone() }.into(), line.clone()]);
    let mut reached = Vec::new();
    for mut target in audience::people(unit, scene, &others, ticket, Because::Addressed).await? {
        target.act_id = act;
        target.due_at = held.map_or(target.due_at, |held| target.due_at.max(held));
        reached.extend(target.person_id.map(|id| name(unit, id)));
        post::post(turn.shared, turn, unit, &target, &said, choices, Vec::new());
    }
    if !tells_agents {
        return Ok(());
    }
    let is_blocked = unit.people.read(&ticket.reporter_id).is_some_and(|person| person.blocked_at.is_some());
    let reference = ticket.reference.clone();
    let news = News::Unreachable { reporter: reporter.clone() };
    let line = match (reached.is_empty(), colleagues.is_empty()) {
        (false, _) => NotifyLine::Forwarded { reference, reporter, to: reached },
        (true, true) if is_blocked => NotifyLine::GoneBlocked { reference, reporter },
        (true, true) => NotifyLine::Gone { reference, reporter },
        // The only colleague did it.
        (true, false) => return Ok(()),
    };
    let notice = Notice { to: Audience::Agents, ticket: ticket.id, news, act };
    for mut target in audience::targets(unit, scene, &notice, ticket).await? {
        target.in_thread = true;
        // It tells nothing of how words arrive, and is withdrawn with the act.
        target.slot = act.map(|act| format!("{FOLLOWED}{act}"));
        target.due_at = held.unwrap_or(target.due_at);
        post::post(turn.shared, turn, unit, &target, &line.clone().into(), &[], Vec::new());
    }
    Ok(())
}

/// What the relay could not bring to the reporter in any chat: its words go on to their colleagues, and where there are
/// none the agents hear that nobody reads them. Of what was for anybody else nobody is told.
pub(super) async fn forward(turn: &Turn<'_>, unit: &mut Unit<'_>, outbox: i64, ticket: i64) -> Result<(), sqlx::Error> {
    let mut lost = delivery::take_unreached(&mut unit.conn, outbox).await?;
    let Some(ticket) = unit.tickets.read(&ticket).cloned() else { return Ok(()) };
    lost.retain(|one| one.person_id == ticket.reporter_id);
    if lost.is_empty() {
        return Ok(());
    }
    contact::load_people(&mut unit.conn, &[ticket.reporter_id], &mut unit.people).await?;
    miss(unit, &ticket, news_of(&lost).len().max(1));
    let news = if colleagues(unit, &ticket).await?.is_empty() { Vec::new() } else { news_of(&lost) };
    if news.is_empty() {
        let reporter = unit.people.read(&ticket.reporter_id).map(|person| person.name.clone()).unwrap_or_default();
        unit.tell(ticket.id, Audience::Agents, News::Unreachable { reporter });
    }
    for (at, line) in news.iter().enumerate() {
        let choices = if matches!(line, Line::News(NewsLine::Resolved { .. })) {
            vec![Choice::act(Verb::Confirm, ticket.id), Choice::act(Verb::Reopen, ticket.id)]
        } else {
            Vec::new()
        };
        instead(turn, unit, &ticket, (line, &choices), None, at == 0).await?;
    }
    Ok(())
}

/// What was news for the reporter, each once: all parts of a split text have its line. Answers to what they asked in
/// private are nobody else's.
fn news_of(lost: &[Lost]) -> Vec<Line> {
    let mut seen = BTreeSet::new();
    let fresh = lost.iter().filter(|one| seen.insert((one.act_id, one.line.as_str())));
    let lines = fresh.filter_map(|one| serde_json::from_str(&one.line).ok());
    lines.filter(|line| matches!(line, Line::News(news) if news.is_for_reporter())).collect()
}
