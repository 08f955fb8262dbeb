//! The people around a ticket: colleagues of its facility, focal points of its partner, managers, and those of the
//! desk who want to be told of everything. By id; whether they may read it is for the rights.

// SQLite looks into the index of staff only where its condition stands in the question as it stands in the index.

use sqlx::AnyConnection;

use super::{
    contact,
    rights::approves,
    rows,
    ticket::{Approval, Ticket},
    unit::Unit,
};

/// Those of a facility who have shown that they work there, with a chat that reaches them.
///
/// # Errors
/// The database's.
pub async fn of_facility(conn: &mut AnyConnection, facility: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select id from person where facility_proven = 1 and enrolled_at is not null
         and blocked_at is null and left_at is null and facility_id in",
        &[facility],
        "and exists (select 1 from contact c where c.person_id = person.id and c.reachable = 1) order by id",
    )
    .await?;
    ids(found)
}

/// The focal points of a partner.
///
/// # Errors
/// The database's.
pub async fn focal_points(conn: &mut AnyConnection, partner: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select id from person where role <> 'reporter' and role = 'focal_point' and enrolled_at is not null
         and blocked_at is null and left_at is null and partner_id in",
        &[partner],
        "order by id",
    )
    .await?;
    ids(found)
}

/// The managers.
///
/// # Errors
/// The database's.
pub async fn managers(conn: &mut AnyConnection) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(
        "select id from person where role <> 'reporter' and role = 'manager' and enrolled_at is not null
         and blocked_at is null and left_at is null order by id",
    )
    .fetch_all(conn)
    .await?;
    ids(found)
}

/// The administrators.
///
/// # Errors
/// The database's.
pub async fn admins(conn: &mut AnyConnection) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(
        "select id from person where role <> 'reporter' and role = 'admin' and enrolled_at is not null
         and blocked_at is null and left_at is null order by id",
    )
    .fetch_all(conn)
    .await?;
    ids(found)
}

/// The head of a department: the first administrator who is of it, or else of none in particular.
///
/// # Errors
/// The database's.
pub async fn head(unit: &mut Unit<'_>, department: Option<&str>) -> Result<Option<i64>, sqlx::Error> {
    let admins = admins(&mut unit.conn).await?;
    contact::load_people(&mut unit.conn, &admins, &mut unit.people).await?;
    let of = |id: &i64| unit.people.read(id).map(|person| person.profile.departments.as_slice()).unwrap_or_default();
    let heads = |id: &&i64| department.is_some_and(|key| of(id).iter().any(|of| of == key));
    Ok(admins.iter().find(heads).or_else(|| admins.iter().find(|id| of(id).is_empty())).copied())
}

/// Whoever works here and wants to be told of each new ticket.
///
/// # Errors
/// The database's.
pub async fn who_want_all(conn: &mut AnyConnection) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(
        "select id from person where role <> 'reporter' and role in ('agent', 'manager', 'admin')
         and profile like '%\"notify\":\"all\"%' and enrolled_at is not null and blocked_at is null and left_at is null order by id",
    )
    .fetch_all(conn)
    .await?;
    ids(found)
}

/// Whether any chat still reaches somebody.
///
/// # Errors
/// The database's.
pub async fn is_reached(unit: &mut Unit<'_>, person: i64) -> Result<bool, sqlx::Error> {
    // Whoever wrote a moment ago is reached, saved or not.
    if unit.contacts.values().any(|contact| contact.person_id == person && contact.reachable) {
        return Ok(true);
    }
    Ok(!contact::addresses(&mut unit.conn, &[person]).await?.is_empty())
}

/// Who decides on a ticket that needs approval: the partner's focal points, else the managers; nobody on what they
/// have asked for themselves.
///
/// # Errors
/// The database's.
pub async fn approvers(unit: &mut Unit<'_>, ticket: &Ticket) -> Result<Vec<i64>, sqlx::Error> {
    let focal = at_gate(unit, ticket).await?;
    if !focal.is_empty() {
        return Ok(focal);
    }
    let managers = managers(&mut unit.conn).await?;
    deciding(unit, managers, ticket).await
}

/// The focal points of its partner who may decide on a ticket and are reached.
///
/// # Errors
/// The database's.
pub async fn at_gate(unit: &mut Unit<'_>, ticket: &Ticket) -> Result<Vec<i64>, sqlx::Error> {
    let Some(partner) = ticket.partner_id else { return Ok(Vec::new()) };
    let focal = focal_points(&mut unit.conn, partner).await?;
    deciding(unit, focal, ticket).await
}

/// Those who may decide on it and are reached.
async fn deciding(unit: &mut Unit<'_>, mut people: Vec<i64>, ticket: &Ticket) -> Result<Vec<i64>, sqlx::Error> {
    let asked = Ticket { approval: Approval::Pending, ..ticket.clone() };
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    let reached = contact::addresses(&mut unit.conn, &people).await?;
    people.retain(|id| {
        let may = unit.people.read(id).is_some_and(|person| person.is_here() && approves(person, &asked));
        may && reached.contains_key(id)
    });
    Ok(people)
}

fn ids(found: Vec<impl Into<rows::Found>>) -> Result<Vec<i64>, sqlx::Error> {
    found.into_iter().map(|row| row.into().try_get(0)).collect()
}
