//! What must hold after a history.

use std::collections::{HashMap, HashSet};

use balcao::{
    core::{audit, chat::Message, prompt},
    dialogs::choice::Choice,
};
use regex::Regex;
use sqlx::{Row as _, any::AnyRow};

use crate::{
    model::{Actor, MARKS, Request},
    world::{BO, GROUPS, REVOKED, World},
};

async fn rows(world: &World, query: &'static str) -> Vec<AnyRow> {
    let mut conn = world.db.store.reader().acquire().await.unwrap();
    sqlx::query(query).fetch_all(&mut *conn).await.unwrap()
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

pub async fn all(world: &World) -> Result<(), String> {
    places(world).await?;
    kept(world).await?;
    audited(world).await?;
    markers(world).await?;
    buttons(world).await?;
    lanes(world).await
}

/// The verbs that were done.
pub async fn verbs(world: &World) -> Vec<String> {
    rows(world, "select distinct verb from audit").await.iter().map(|row| row.get(0)).collect()
}

/// Every message once, with a place, and none set aside; one open draft a person.
async fn places(world: &World) -> Result<(), String> {
    for row in rows(world, "select inbox_key, state, place, error from inbox").await {
        let (key, state, place): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        ensure(state == "done" && !matches!(&*place, "" | "none"), || {
            format!("{key} is {state} at {place:?}: {:?}", row.get::<Option<String>, _>(3))
        })?;
    }
    // What the desk tells itself counts for nobody.
    let own = "select inbox_key from inbox where inbox_key not like '%timer:%' and inbox_key not like '%alike:%'";
    let kept = rows(world, own).await.len();
    ensure(kept == world.sent.len(), || format!("{} sent, {kept} kept", world.sent.len()))?;
    let many = "select person_id from draft where state = 'open' group by person_id having count(*) > 1";
    ensure(rows(world, many).await.is_empty(), || "two open drafts of one person".into())
}

/// What a reporter wrote for a ticket, or what is held, is somewhere, whatever was done with it since.
async fn kept(world: &World) -> Result<(), String> {
    let mut kept = String::new();
    for query in [
        "select words from entry",
        "select words from entry_version",
        "select answers from draft",
        "select state from session",
        "select coalesce(body, '') from inbox",
    ] {
        for row in rows(world, query).await {
            kept.push_str(&row.get::<String, _>(0));
            kept.push('\n');
        }
    }
    let found = Regex::new("zq[0-9]+w").unwrap();
    let found: HashSet<&str> = found.find_iter(&kept).map(|found| found.as_str()).collect();
    let places: HashMap<String, String> = rows(world, "select inbox_key, place from inbox")
        .await
        .iter()
        .map(|row| (row.get::<String, _>(0).rsplit('|').next().unwrap_or_default().to_owned(), row.get(1)))
        .collect();
    // What was edited says something else now.
    let edited: HashSet<String> = rows(world, "select stands_for from inbox_alias")
        .await
        .iter()
        .map(|row| row.get::<String, _>(0).rsplit('|').next().unwrap_or_default().to_owned())
        .collect();
    // What was held is dropped where its writer says so.
    let dropped = "select address, max(created_at) from outbox where line like '%not_written%' group by address";
    let dropped: HashMap<String, i64> = rows(world, dropped)
        .await
        .iter()
        .map(|row| (row.get::<String, _>(0).trim_start_matches("x:bot:").to_owned(), row.get(1)))
        .collect();
    for sent in world.sent.iter().filter(|sent| sent.person < BO && sent.typed.is_none() && !edited.contains(&sent.key))
    {
        let place = places.get(&sent.key).map_or("", String::as_str);
        let is_dropped = place == "held" && dropped.get(&sent.chat).is_some_and(|at| *at >= sent.at);
        let is_kept = (place == "held" && !is_dropped) || place == "repeated" || place.starts_with("ticket:");
        if let Some(marker) = sent.marker.as_deref().filter(|_| is_kept && !GROUPS.contains(&&*sent.chat)) {
            ensure(found.contains(marker), || format!("{marker} of {sent:?} went to {place} and is nowhere"))?;
        }
    }
    Ok(())
}

/// What timers did, the oldest first: what waited for a choice went to a request.
type ByTimer = (i64, i64, i64, String);

/// Plays what timers did before a time.
fn by_timers(events: &mut Vec<ByTimer>, until: i64, requests: &mut HashMap<i64, Request>) -> Result<(), String> {
    while events.first().is_some_and(|event| event.0 < until) {
        let (_, ticket, by, verb) = events.remove(0);
        let request = requests.get_mut(&ticket).ok_or("a timer's change before the filing")?;
        let actor = Actor { id: by, is_desk: false, in_private: true, in_agents_room: false };
        let before = request.clone();
        ensure(verb == "unchosen" || request.act(&verb, actor), || format!("a timer did {verb} on {before:?}"))?;
    }
    Ok(())
}

/// What the audit tells: what messages did, by their keys, and what timers did.
async fn events(world: &World) -> (HashMap<String, Vec<(i64, i64, String, String)>>, Vec<ByTimer>) {
    let mut events: HashMap<String, Vec<(i64, i64, String, String)>> = HashMap::new();
    let mut timers: Vec<ByTimer> = Vec::new();
    let audit = "select inbox_key, ticket_id, actor_id, verb, to_state, at from audit order by ticket_id, seq";
    for row in rows(world, audit).await {
        let key = row.get::<String, _>(0).rsplit('|').next().unwrap_or_default().to_owned();
        if key.starts_with("timer:") {
            timers.push((row.get(5), row.get(1), row.get::<Option<i64>, _>(2).unwrap_or(0), row.get(3)));
            continue;
        }
        let event = (row.get(1), row.get::<Option<i64>, _>(2).unwrap_or(0), row.get(3), row.get(4));
        events.entry(key).or_default().push(event);
    }
    timers.sort_by_key(|event| event.0);
    (events, timers)
}

/// Plays the audit message by message: each change is one that the model allows, and each typed verb does what the
/// model foretells.
#[expect(clippy::too_many_lines, reason = "a list")]
async fn audited(world: &World) -> Result<(), String> {
    let mut conn = world.db.store.reader().acquire().await.unwrap();
    let broken = audit::verify(&mut conn).await.unwrap();
    ensure(broken.is_empty(), || format!("broken audit: {broken:?}"))?;
    drop(conn);
    let (mut events, mut timers) = events(world).await;
    let persons = rows(world, "select contact_key, person_id from contact").await;
    let persons: HashMap<String, i64> = persons.iter().map(|row| (row.get(0), row.get(1))).collect();
    let tickets =
        rows(world, "select id, reference, status, owner_id, waiting_on, reopened_count, tier, filed_by from ticket")
            .await;
    let ids: HashMap<String, i64> = tickets.iter().map(|row| (row.get(1), row.get(0))).collect();
    let begins = first_tiers(world).await;
    let mut requests: HashMap<i64, Request> = HashMap::new();
    for sent in &world.sent {
        by_timers(&mut timers, sent.at, &mut requests)?;
        let id = persons.get(&format!("x:bot|u{}", sent.person)).copied().unwrap_or(-1);
        let actor = Actor {
            id,
            is_desk: sent.is_desk,
            in_private: !GROUPS.contains(&&*sent.chat),
            in_agents_room: sent.chat == "agents",
        };
        let happened = events.remove(&sent.key).unwrap_or_default();
        // An edit of what was on its way undoes it and says it anew; several may be undone with one button.
        let undoes = happened.iter().any(|event| event.2 == "take_back");
        // What was held goes to a request when its writer turns to something else.
        let held = happened.iter().filter(|event| event.2 == "unchosen").count() * 2;
        ensure(happened.len() <= 1 + held || undoes, || format!("{sent:?} had more than one effect: {happened:?}"))?;
        let known = sent.person % 5 != 0 || sent.person >= BO;
        if let Some(typed) = sent.typed.as_ref().filter(|_| known) {
            let request = ids.get(&typed.reference).and_then(|id| requests.get(id));
            // Whoever wants to give up what is open is asked first: a tap does it.
            let asks = typed.verb == "withdraw" && request.is_some_and(|request| request.status != "resolved");
            let foretold = !asks && request.is_some_and(|request| request.clone().act(typed.verb, actor));
            let did = happened.iter().any(|event| event.2 == typed.verb);
            ensure(foretold == did, || format!("{sent:?}: foretold {foretold} of {request:?}, came {happened:?}"))?;
        }
        for (ticket, by, verb, to) in happened {
            ensure(by == id, || format!("{sent:?} was done in the name of {by}"))?;
            if verb == "file" {
                ensure(actor.in_private, || format!("{sent:?} filed in a group"))?;
                requests.insert(ticket, Request::filed(id, begins.get(&ticket).copied().unwrap_or_default()));
                continue;
            }
            let request = requests.get_mut(&ticket).ok_or("a change before the filing")?;
            let before = request.clone();
            if verb == "unchosen" {
                continue;
            }
            if verb == "recall" {
                if to == "waiting_reporter" {
                    request.waits_on = "reporter".into();
                }
                (request.status, request.undo) = (to, None);
                continue;
            }
            ensure(request.act(&verb, actor), || format!("{sent:?} did {verb} on {before:?}"))?;
            if verb == "assign" {
                request.owner = to.parse().ok();
            }
            let keeps_status = !MARKS.contains(&&*verb) && !matches!(&*verb, "assign" | "edit" | "on_behalf");
            ensure(!keeps_status || request.status == to, || format!("{sent:?}: {verb} on {before:?} made it {to}"))?;
        }
    }
    by_timers(&mut timers, i64::MAX, &mut requests)?;
    ensure(events.is_empty(), || format!("changes without a message: {events:?}"))?;
    for row in tickets {
        let request = requests.get(&row.get(0)).ok_or("a request without a filing")?;
        let (status, owner, waits_on, reopened) = (row.get(2), row.get(3), row.get(4), row.get(5));
        let (reporter, tier) = (request.reporter, row.get(6));
        let stored = Request { reporter, filer: row.get(7), status, owner, waits_on, reopened, tier, undo: None };
        let request = &Request { undo: None, ..request.clone() };
        ensure(*request == stored, || format!("foretold {request:?}, stored {stored:?}"))?;
    }
    Ok(())
}

/// The tier in which each request began, as its clocks tell: by its kind, on site or in the centre (EP-10).
async fn first_tiers(world: &World) -> HashMap<i64, i64> {
    let sql = "select ticket_id, tier from clock_event where kind = 'entered' order by version desc, step desc";
    let entered = rows(world, sql).await;
    entered.iter().map(|row| (row.get(0), row.get(1))).filter(|(_, tier)| (1..=2).contains(tier)).collect()
}

/// Nobody's words are where they may not be.
async fn markers(world: &World) -> Result<(), String> {
    let pattern = Regex::new("zq[0-9]+w").unwrap();
    // Whoever wrote a request down for a caller without a chat reads in the caller's place.
    let entries = "select e.words, e.kind, case when t.reporter_address = '' then 'x:bot:c' || coalesce(t.filed_by, 0)
                   else t.reporter_address end, e.withdrawn_at from entry e
                   join ticket t on t.id = e.ticket_id
                   union all select v.words, e.kind, t.reporter_address, v.replaced_at from entry_version v
                   join entry e on e.id = v.entry_id join ticket t on t.id = e.ticket_id";
    let mut written: HashMap<String, (String, String)> = HashMap::new();
    let mut standing: HashMap<String, String> = HashMap::new();
    for row in rows(world, entries).await {
        let words: String = row.get(0);
        for marker in pattern.find_iter(&words) {
            written.insert(marker.as_str().into(), (row.get(1), row.get(2)));
            // What was taken out of a ticket may stand in another.
            let stands = row.get::<Option<i64>, _>(3).is_none();
            let earlier = stands.then(|| standing.insert(marker.as_str().to_owned(), words.clone())).flatten();
            ensure(earlier.is_none(), || format!("{} was written twice: {earlier:?}, {words:?}", marker.as_str()))?;
        }
    }
    // Whoever is new says a name and a facility in their own words: the desk reads on the card who asks, and where;
    // managers, and their room, read where; the focal point reads who. What answers a form's question is on the card too.
    let mut names: HashSet<String> = HashSet::new();
    let mut facilities: HashSet<String> = HashSet::new();
    let mut forms: HashSet<String> = HashSet::new();
    for row in rows(world, "select form from ticket").await {
        let form: String = row.get(0);
        forms.extend(pattern.find_iter(&form).map(|marker| marker.as_str().to_owned()));
    }
    for row in rows(world, "select name, coalesce(facility_text, '') from person").await {
        for (known, told) in [(&mut names, row.get::<String, _>(0)), (&mut facilities, row.get(1))] {
            known.extend(pattern.find_iter(&told).map(|marker| marker.as_str().to_owned()));
        }
    }
    for row in rows(world, "select address, body from outbox").await {
        let (address, body): (String, String) = (row.get(0), row.get(1));
        let chat = address.trim_start_matches("x:bot:");
        let is_desks = chat == "agents" || [BO, 102, REVOKED].iter().any(|id| chat == format!("c{id}"));
        for marker in pattern.find_iter(&body) {
            let Some((home, typed_note)) = world.markers.get(marker.as_str()) else { continue };
            let entry = written.get(marker.as_str());
            let is_note = *typed_note || entry.is_some_and(|(kind, _)| matches!(&**kind, "note" | "escalation"));
            let is_reporters = entry.is_some_and(|(_, reporter)| *reporter == address);
            let is_place = facilities.contains(marker.as_str());
            let is_name = names.contains(marker.as_str());
            let is_told = entry.is_some() || is_place || is_name || forms.contains(marker.as_str());
            let is_managers = matches!(chat, "managers" | "c104");
            let allowed = chat == home
                || (is_told && is_desks)
                || (is_place && is_managers)
                || (is_name && chat == "c103")
                || (is_reporters && !is_note);
            ensure(allowed, || format!("{} of {home} ({entry:?}) came to {chat}: {body}", marker.as_str()))?;
        }
    }
    Ok(())
}

/// Buttons belong to the chat that they stand in, and what is asked can be answered.
async fn buttons(world: &World) -> Result<(), String> {
    let prompts = rows(world, "select id, address, choices, user_key from prompt").await;
    let mut asked: HashMap<i64, (String, usize)> = HashMap::new();
    for row in prompts {
        let (id, address, user): (i64, String, String) = (row.get(0), row.get(1), row.get(3));
        let choices: Vec<Choice> = serde_json::from_str(&row.get::<String, _>(2)).map_err(|e| e.to_string())?;
        ensure(user.is_empty() || !address.contains(":c") || address.ends_with(&user.replace('u', "c")), || {
            format!("the prompt {id} in {address} is for {user}")
        })?;
        asked.insert(id, (address, choices.len()));
    }
    let mut offered: HashSet<(i64, usize)> = HashSet::new();
    for row in rows(world, "select address, body from outbox").await {
        let (address, body): (String, String) = (row.get(0), row.get(1));
        let message: Message = serde_json::from_str(&body).map_err(|e| e.to_string())?;
        for button in message.buttons {
            let (id, option) = prompt::parse_token(&button.token).ok_or("a button that cannot be read")?;
            let fits = asked.get(&id).is_some_and(|(home, count)| *home == address && option < *count);
            ensure(fits, || format!("a button of {:?} in {address}", asked.get(&id)))?;
            offered.insert((id, option));
        }
    }
    for row in rows(world, "select session_key, prompt_id from session where prompt_id is not null").await {
        let (session, id): (String, i64) = (row.get(0), row.get(1));
        let (home, count) = asked.get(&id).ok_or_else(|| format!("{session} waits on a prompt that is not there"))?;
        ensure(session.starts_with(home.as_str()), || format!("{session} waits on a prompt in {home}"))?;
        ensure(*count > 0, || format!("{session} waits on nothing"))?;
        let shown = (0..*count).filter(|option| offered.contains(&(id, *option))).count();
        ensure(shown == *count || shown == 0, || format!("{session}: {shown} of {count} choices have a button"))?;
    }
    Ok(())
}

/// What was put into a lane stands there without holes.
async fn lanes(world: &World) -> Result<(), String> {
    let holes = "select l.address, l.last_seq, count(o.id) from lane l
         left join outbox o on o.address = l.address and o.class = l.class and o.seq > 0
         group by l.address, l.class, l.last_seq having count(o.id) <> l.last_seq or max(o.seq) <> l.last_seq";
    let holes = rows(world, holes).await;
    ensure(holes.is_empty(), || format!("holes in the lane of {}", holes[0].get::<String, _>(0)))
}
