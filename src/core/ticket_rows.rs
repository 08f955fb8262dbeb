//! The rows of tickets.

use std::collections::HashMap;

use sqlx::{AnyConnection, Row as _};

use super::{
    chat::Millis,
    overlay::{Fate, Overlay},
    rows,
    ticket::{Approval, CameBy, Ending, Environment, Kind, Origin, Status, Ticket, WaitingOn, open_statuses},
};
use crate::{row, text::locale::Locale};

macro_rules! select {
    ($($tail:expr),+) => {
        concat!(
            "select id, running_number, reference, system_key, category_key, urgency_key, impact_key, priority_key,
             priority_rank, status, waiting_on, owner_id, reporter_id, reporter_address, locale, facility_id,
             facility_text, partner_id, form, reopened_count, version, created_at, acknowledged_at, resolved_at,
             closed_at, updated_at, kind, origin, department, is_private, environment, deadline_day, duplicate_of, tier,
             tags, on_behalf_of, approval, page, is_practice, filed_by, came_by, people_count, incomplete,
              waits_since, nudges, ending, call_since, missed, response_due, resolve_due, visit_day, visit_by from ticket ",
             $($tail),+
        )
    };
}

/// Loads tickets by id.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    ids: &[i64],
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<(), sqlx::Error> {
    let ids = tickets.unknown(ids.iter().copied());
    let found = rows::read_in(conn, select!("where id in"), &ids, "").await?;
    keep(found, tickets)?;
    tickets.looked_for(ids);
    Ok(())
}

/// Loads tickets by reference and returns the ids of those that exist.
///
/// # Errors
/// The database's.
pub async fn load_by_reference(
    conn: &mut AnyConnection,
    references: &[String],
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let found = rows::read_in(conn, select!("where reference in"), references, "").await?;
    keep(found, tickets)
}

/// Loads the open tickets that somebody owns.
///
/// # Errors
/// The database's.
pub async fn load_owned(
    conn: &mut AnyConnection,
    owner: i64,
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<(), sqlx::Error> {
    let open = concat!("and status in ", open_statuses!());
    keep(rows::read_in(conn, select!("where owner_id in"), &[owner], open).await?, tickets)?;
    Ok(())
}

/// Loads the reporters' own tickets that are open, or resolved and not confirmed yet.
///
/// # Errors
/// The database's.
pub async fn load_own(
    conn: &mut AnyConnection,
    people: &[i64],
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<(), sqlx::Error> {
    let found = rows::read_in(
        conn,
        select!("where status in ", open_statuses!(", 'resolved'"), " and reporter_id in"),
        people,
        "",
    )
    .await?;
    keep(found, tickets)?;
    Ok(())
}

/// Loads what was resolved since then, and closed without its reporter's word; returns it by reporter, the newest of
/// each.
///
/// # Errors
/// The database's.
pub async fn load_closed(
    conn: &mut AnyConnection,
    people: &[i64],
    since: Millis,
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<HashMap<i64, i64>, sqlx::Error> {
    let found = rows::read_by(
        conn,
        select!("join (values"),
        people.iter().map(|person| row![*person, since]).collect(),
        ") as v on ticket.reporter_id = v.column1 and ticket.resolved_at >= v.column2
         where ticket.status = 'closed' and ticket.is_practice = 0
         and not exists (select 1 from audit where audit.ticket_id = ticket.id and audit.verb = 'confirm')",
    )
    .await?;
    let mut newest: HashMap<i64, (Millis, i64)> = HashMap::new();
    for (_, id) in keep(found, tickets)? {
        let Some(ticket) = tickets.read(&id) else { continue };
        let resolved = (ticket.resolved_at.unwrap_or_default(), id);
        let entry = newest.entry(ticket.reporter_id).or_insert(resolved);
        *entry = resolved.max(*entry);
    }
    Ok(newest.into_iter().map(|(person, (_, id))| (person, id)).collect())
}

/// Loads the tickets of which messages for their reporter were lost. Returns their ids.
///
/// # Errors
/// The database's.
pub async fn load_missed(
    conn: &mut AnyConnection,
    person: i64,
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(select!("where reporter_id = $1 and missed > 0 order by id")).bind(person);
    let found = keep(found.fetch_all(conn).await?, tickets)?;
    let mut ids: Vec<i64> = found.into_iter().map(|(_, id)| id).collect();
    // What was lost a moment ago is not saved yet.
    ids.extend(tickets.values().filter(|one| one.reporter_id == person && one.missed > 0).map(|one| one.id));
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// A reporter's tickets, also ended ones, the newest first.
///
/// # Errors
/// The database's.
pub async fn load_latest(
    conn: &mut AnyConnection,
    person: i64,
    most: i64,
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<(), sqlx::Error> {
    let found = sqlx::query(select!("where reporter_id = $1 or filed_by = $1 order by id desc limit $2"))
        .bind(person)
        .bind(most)
        .fetch_all(conn)
        .await?;
    keep(found, tickets)?;
    Ok(())
}

/// What is not done yet at a facility and not private, the newest first.
///
/// # Errors
/// The database's.
pub async fn load_of_facility(
    conn: &mut AnyConnection,
    facility: i64,
    most: i64,
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<(), sqlx::Error> {
    let found = sqlx::query(select!(
        "where facility_id = $1 and is_private = 0 and is_practice = 0 and status in ",
        open_statuses!(", 'resolved'"),
        " order by id desc limit $2"
    ))
    .bind(facility)
    .bind(most)
    .fetch_all(conn)
    .await?;
    keep(found, tickets)?;
    Ok(())
}

/// The tickets that repeat this one, also by what is not saved yet.
///
/// # Errors
/// The database's.
pub async fn repetitions(
    conn: &mut AnyConnection,
    ticket: i64,
    tickets: &Overlay<i64, Ticket>,
) -> Result<Vec<i64>, sqlx::Error> {
    let found = rows::read_in(conn, "select id from ticket where duplicate_of in", &[ticket], "").await?;
    let saved = found.into_iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
    let stands = |id: &i64| tickets.read(id).is_none_or(|other| other.duplicate_of == Some(ticket));
    let fresh = tickets.values().filter(|other| other.duplicate_of == Some(ticket) && !saved.contains(&other.id));
    let mut found: Vec<i64> = fresh.map(|other| other.id).collect();
    found.extend(saved.iter().filter(|id| stands(id)));
    found.sort_unstable();
    Ok(found)
}

fn keep(
    found: Vec<impl Into<rows::Found>>,
    tickets: &mut Overlay<i64, Ticket>,
) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let mut names = Vec::with_capacity(found.len());
    for row in found {
        let ticket = read(row)?;
        names.push((ticket.reference.clone(), ticket.id));
        tickets.loaded(ticket.id, ticket);
    }
    Ok(names)
}

fn read(row: impl Into<rows::Found>) -> Result<Ticket, sqlx::Error> {
    let row = row.into();
    let word = |at: usize| row.try_get::<String>(at);
    let unknown = |what: &str| sqlx::Error::Decode(format!("unknown {what} in a ticket").into());
    Ok(Ticket {
        id: row.try_get(0)?,
        running_number: row.try_get(1)?,
        reference: row.try_get(2)?,
        system: row.try_get(3)?,
        category: row.try_get(4)?,
        urgency: row.try_get(5)?,
        impact: row.try_get(6)?,
        priority: row.try_get(7)?,
        priority_rank: row.try_get(8)?,
        status: Status::from_word(&word(9)?).ok_or_else(|| unknown("status"))?,
        waiting_on: WaitingOn::from_word(&word(10)?).ok_or_else(|| unknown("waiting_on"))?,
        owner_id: row.try_get(11)?,
        reporter_id: row.try_get(12)?,
        reporter_address: row.try_get(13)?,
        locale: word(14)?.parse().unwrap_or(Locale::Pt),
        facility_id: row.try_get(15)?,
        facility_text: row.try_get(16)?,
        partner_id: row.try_get(17)?,
        form: serde_json::from_str(&word(18)?).unwrap_or_default(),
        reopened_count: row.try_get(19)?,
        version: row.try_get(20)?,
        base_version: row.try_get(20)?,
        created_at: row.try_get(21)?,
        acknowledged_at: row.try_get(22)?,
        resolved_at: row.try_get(23)?,
        closed_at: row.try_get(24)?,
        updated_at: row.try_get(25)?,
        kind: Kind::from_word(&word(26)?).ok_or_else(|| unknown("kind"))?,
        origin: Origin::from_word(&word(27)?).ok_or_else(|| unknown("origin"))?,
        department: row.try_get(28)?,
        private: row.try_get::<i64>(29)? == 1,
        environment: Environment::from_word(&word(30)?).ok_or_else(|| unknown("environment"))?,
        deadline_day: row.try_get(31)?,
        duplicate_of: row.try_get(32)?,
        tier: row.try_get(33)?,
        tags: serde_json::from_str(&word(34)?).unwrap_or_default(),
        on_behalf_of: row.try_get(35)?,
        approval: Approval::from_word(&word(36)?).ok_or_else(|| unknown("approval"))?,
        page: row.try_get(37)?,
        practice: row.try_get::<i64>(38)? == 1,
        filed_by: row.try_get(39)?,
        came_by: row.try_get::<Option<String>>(40)?.and_then(|word| CameBy::from_word(&word)).unwrap_or_default(),
        people_count: row.try_get(41)?,
        incomplete: row.try_get::<i64>(42)? == 1,
        waits_since: row.try_get(43)?,
        nudges: row.try_get(44)?,
        ending: Ending::from_word(&word(45)?).ok_or_else(|| unknown("ending"))?,
        call_since: row.try_get(46)?,
        missed: row.try_get(47)?,
        response_due: row.try_get(48)?,
        resolve_due: row.try_get(49)?,
        visit_day: row.try_get(50)?,
        visit_by: row.try_get(51)?,
    })
}

/// Saves new and changed tickets. A ticket that somebody else has changed meanwhile is not overwritten: the
/// number of rows tells, and the batch is done again.
///
/// # Errors
/// The database's; [`sqlx::Error::RowNotFound`] when a race was lost.
pub async fn save(saving: &mut rows::Saving<'_>, tickets: &Overlay<i64, Ticket>) -> Result<(), sqlx::Error> {
    let rows: Vec<_> = tickets.unsaved().into_iter().map(|(_, ticket, _): (_, _, Fate)| to_row(ticket)).collect();
    saving.write_each("insert into ticket (id, running_number, reference, system_key, category_key, urgency_key, impact_key,
         priority_key, priority_rank, status, waiting_on, owner_id, reporter_id, reporter_address, locale, facility_id,
         facility_text, partner_id, form, reopened_count, version, created_at, acknowledged_at, resolved_at,
         closed_at, updated_at, kind, origin, department, is_private, environment, deadline_day, duplicate_of, tier,
         tags, on_behalf_of, approval, page, is_practice, filed_by, came_by, people_count, incomplete,
         waits_since, nudges, ending, call_since, missed, response_due, resolve_due, visit_day, visit_by, base_version) values",
        rows,
        "on conflict (id) do update set priority_key = excluded.priority_key, priority_rank = excluded.priority_rank,
         status = excluded.status, waiting_on = excluded.waiting_on, owner_id = excluded.owner_id,
         reporter_address = excluded.reporter_address, reporter_id = excluded.reporter_id,
         filed_by = excluded.filed_by, reopened_count = excluded.reopened_count,
         version = excluded.version, acknowledged_at = excluded.acknowledged_at, resolved_at = excluded.resolved_at,
         closed_at = excluded.closed_at, updated_at = excluded.updated_at, category_key = excluded.category_key,
         kind = excluded.kind, origin = excluded.origin, department = excluded.department,
         is_private = excluded.is_private, environment = excluded.environment, deadline_day = excluded.deadline_day,
         duplicate_of = excluded.duplicate_of, tier = excluded.tier, tags = excluded.tags,
         approval = excluded.approval, urgency_key = excluded.urgency_key, impact_key = excluded.impact_key,
         incomplete = excluded.incomplete,
         waits_since = excluded.waits_since, nudges = excluded.nudges, ending = excluded.ending,
         call_since = excluded.call_since, missed = excluded.missed,
         response_due = excluded.response_due, resolve_due = excluded.resolve_due,
         visit_day = excluded.visit_day, visit_by = excluded.visit_by,
         base_version = excluded.base_version where ticket.version = excluded.base_version",
    )
    .await
}

fn to_row(ticket: &Ticket) -> rows::Row {
    row![
        ticket.id,
        ticket.running_number,
        ticket.reference.as_str(),
        ticket.system.as_str(),
        ticket.category.as_str(),
        ticket.urgency.as_str(),
        ticket.impact.as_str(),
        ticket.priority.as_str(),
        ticket.priority_rank,
        ticket.status.word(),
        ticket.waiting_on.word(),
        ticket.owner_id,
        ticket.reporter_id,
        ticket.reporter_address.as_str(),
        ticket.locale.code(),
        ticket.facility_id,
        ticket.facility_text.clone(),
        ticket.partner_id,
        serde_json::to_string(&ticket.form).unwrap_or_default(),
        ticket.reopened_count,
        ticket.version,
        ticket.created_at,
        ticket.acknowledged_at,
        ticket.resolved_at,
        ticket.closed_at,
        ticket.updated_at,
        ticket.kind.word(),
        ticket.origin.word(),
        ticket.department.clone(),
        i64::from(ticket.private),
        ticket.environment.word(),
        ticket.deadline_day,
        ticket.duplicate_of,
        ticket.tier,
        serde_json::to_string(&ticket.tags).unwrap_or_default(),
        ticket.on_behalf_of.clone(),
        ticket.approval.word(),
        ticket.page.clone(),
        i64::from(ticket.practice),
        ticket.filed_by,
        Some(ticket.came_by.word()).filter(|word| !word.is_empty()).map(str::to_owned),
        ticket.people_count,
        i64::from(ticket.incomplete),
        ticket.waits_since,
        ticket.nudges,
        ticket.ending.word(),
        ticket.call_since,
        ticket.missed,
        ticket.response_due,
        ticket.resolve_due,
        ticket.visit_day,
        ticket.visit_by.clone(),
        ticket.base_version
    ]
}

/// What the rooms show of a ticket, as it was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    pub status: String,
    pub owner_id: Option<i64>,
    pub tier: i64,
    pub system: String,
}

/// A ticket as it was before this transaction; `None` where it is new.
///
/// # Errors
/// The database's.
pub async fn before(conn: &mut AnyConnection, id: i64) -> Result<Option<Before>, sqlx::Error> {
    let found = sqlx::query("select status, owner_id, tier, system_key from ticket where id = $1").bind(id);
    let Some(row) = found.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Before {
        status: row.try_get(0)?,
        owner_id: row.try_get(1)?,
        tier: row.try_get(2)?,
        system: row.try_get(3)?,
    }))
}
