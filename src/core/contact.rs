//! Accounts on chat platforms, the people behind them, and the drafts of these people.

use std::collections::HashMap;

use sqlx::{AnyConnection, Row as _};

use super::{
    chat::{Address, Millis},
    draft::Draft,
    overlay::{Fate, Overlay},
    person::{Person, Role},
    rows,
    unit::Unit,
};
use crate::{
    row,
    text::{fold, locale::Locale},
};

/// An account of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub person_id: i64,
    pub address: String,
    pub reachable: bool,
    pub last_used_at: Millis,
}

/// An account's key: the platform, our account on it, and the user.
#[must_use]
pub fn key(address: &Address, user_key: &str) -> String {
    format!("{}:{}|{user_key}", address.platform, address.account)
}

/// Asks for contacts with their people and the people's open drafts, by contact key.
pub fn ask(keys: &[String]) -> rows::Ask {
    rows::Ask::by(
        "select p.id, p.name, p.locale, p.role, p.tier, p.partner_id, p.facility_id, p.facility_text,
                p.role_epoch, p.enrolled_at, p.facility_proven, p.blocked_at, p.left_at, p.profile,
                c.contact_key, c.address, c.reachable, c.last_used_at,
                d.id, d.answers, d.started_at, d.updated_at, d.reminded_at
         from contact c join person p on p.id = c.person_id
         left join draft d on d.person_id = p.id and d.state = 'open'
         where c.contact_key in",
        keys.iter().cloned(),
    )
}

/// Takes what [`ask`] has found by these keys.
///
/// # Errors
/// The database's.
pub fn found_in(
    found: Vec<rows::Found>,
    keys: Vec<String>,
    contacts: &mut Overlay<String, Contact>,
    people: &mut Overlay<i64, Person>,
    drafts: &mut Overlay<i64, Draft>,
) -> Result<(), sqlx::Error> {
    for row in found {
        let person = read_person(&row)?;
        let contact = Contact {
            person_id: person.id,
            address: row.try_get(15)?,
            reachable: row.try_get::<i64>(16)? == 1,
            last_used_at: row.try_get(17)?,
        };
        if let Some(id) = row.try_get::<Option<i64>>(18)? {
            drafts.loaded(person.id, super::draft::read(id, &row, 19)?);
        }
        drafts.looked_for([person.id]);
        contacts.loaded(row.try_get(14)?, contact);
        people.loaded(person.id, person);
    }
    contacts.looked_for(keys);
    Ok(())
}

/// Loads people by id.
///
/// # Errors
/// The database's.
pub async fn load_people(
    conn: &mut AnyConnection,
    ids: &[i64],
    people: &mut Overlay<i64, Person>,
) -> Result<(), sqlx::Error> {
    let ids = people.unknown(ids.iter().copied());
    let found = rows::read_in(
        conn,
        "select p.id, p.name, p.locale, p.role, p.tier, p.partner_id, p.facility_id, p.facility_text,
                p.role_epoch, p.enrolled_at, p.facility_proven, p.blocked_at, p.left_at, p.profile
         from person p where p.id in",
        &ids,
        "",
    )
    .await?;
    for row in found {
        let person = read_person(&row)?;
        people.loaded(person.id, person);
    }
    people.looked_for(ids);
    Ok(())
}

/// The people of these ids, outside of a unit of work, in the order of their ids.
///
/// # Errors
/// The database's.
pub async fn people(conn: &mut AnyConnection, ids: &[i64]) -> Result<Vec<Person>, sqlx::Error> {
    let mut people = Overlay::default();
    load_people(conn, ids, &mut people).await?;
    Ok(people.values().cloned().collect())
}

fn read_person(row: &rows::Found) -> Result<Person, sqlx::Error> {
    let locale: String = row.try_get(2)?;
    let role: String = row.try_get(3)?;
    Ok(Person {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        locale: locale.parse().unwrap_or(Locale::Pt),
        role: Role::from_word(&role).unwrap_or(Role::Reporter),
        tier: row.try_get(4)?,
        partner_id: row.try_get(5)?,
        facility_id: row.try_get(6)?,
        facility_text: row.try_get(7)?,
        role_epoch: row.try_get(8)?,
        enrolled: row.try_get::<Option<i64>>(9)?.is_some(),
        facility_proven: row.try_get::<i64>(10)? == 1,
        blocked_at: row.try_get(11)?,
        left_at: row.try_get(12)?,
        profile: serde_json::from_str(&row.try_get::<String>(13)?).unwrap_or_default(),
    })
}

/// Saves new and changed people, then contacts.
///
/// # Errors
/// The database's; [`sqlx::Error::RowNotFound`] when somebody has got another role meanwhile, which what was read
/// before must not take back, or when an account has become another person's meanwhile: whoever
/// writes first in two chats at once must not become two people.
pub async fn save(
    saving: &mut rows::Saving<'_>,
    now: Millis,
    people: &Overlay<i64, Person>,
    contacts: &Overlay<String, Contact>,
) -> Result<(), sqlx::Error> {
    let rows: Vec<_> =
        people.unsaved().into_iter().map(|(_, person, _): (_, _, Fate)| person_row(person, now)).collect();
    saving
        .write_each(
            "insert into person
         (id, name, locale, role, tier, partner_id, facility_id, facility_text, role_epoch, enrolled_at,
          facility_proven, blocked_at, left_at, name_folded, profile) values",
            rows,
            "on conflict (id) do update set name = excluded.name, locale = excluded.locale, role = excluded.role,
         tier = excluded.tier, partner_id = excluded.partner_id, facility_id = excluded.facility_id,
         facility_text = excluded.facility_text, role_epoch = excluded.role_epoch,
         enrolled_at = coalesce(person.enrolled_at, excluded.enrolled_at),
         facility_proven = excluded.facility_proven, blocked_at = excluded.blocked_at, left_at = excluded.left_at,
         name_folded = excluded.name_folded, profile = excluded.profile
         where person.role_epoch <= excluded.role_epoch",
        )
        .await?;
    let rows = contacts
        .unsaved()
        .into_iter()
        .map(|(key, contact, _): (_, _, Fate)| {
            row![
                key.as_str(),
                contact.person_id,
                contact.address.as_str(),
                i64::from(contact.reachable),
                contact.last_used_at
            ]
        })
        .collect();
    saving
        .write_each(
            "insert into contact (contact_key, person_id, address, reachable, last_used_at) values",
            rows,
            "on conflict (contact_key) do update set address = excluded.address, reachable = excluded.reachable,
         last_used_at = excluded.last_used_at
         where contact.person_id = excluded.person_id",
        )
        .await
}

/// Gives an account of somebody who never enrolled to the person who they turn out to be. It is written at once,
/// because [`save`] lets no account become another's.
///
/// # Errors
/// The database's.
pub async fn rebind(conn: &mut AnyConnection, contact_key: &str, from: i64, to: i64) -> Result<(), sqlx::Error> {
    sqlx::query("update contact set person_id = $3 where contact_key = $1 and person_id = $2")
        .bind(contact_key)
        .bind(from)
        .bind(to)
        .execute(conn)
        .await?;
    Ok(())
}

fn person_row(person: &Person, now: Millis) -> rows::Row {
    row![
        person.id,
        person.name.as_str(),
        person.locale.code(),
        person.role.word(),
        person.tier,
        person.partner_id,
        person.facility_id,
        person.facility_text.clone(),
        person.role_epoch,
        person.enrolled.then_some(now),
        i64::from(person.facility_proven),
        person.blocked_at,
        person.left_at,
        fold::fold(&person.name),
        serde_json::to_string(&person.profile).unwrap_or_default()
    ]
}

/// The private chat that each of these people used last, of those that still reach them. A room is none, also where
/// somebody has no other chat: what is for one reader stays so.
///
/// # Errors
/// The database's.
pub async fn addresses(conn: &mut AnyConnection, people: &[i64]) -> Result<HashMap<i64, String>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select person_id, address, last_used_at from contact where reachable = 1 and person_id in",
        people,
        "and not exists (select 1 from room where room.address = contact.address)",
    )
    .await?;
    let mut newest: HashMap<i64, (Millis, String)> = HashMap::new();
    for row in found {
        let (person, address, at): (i64, String, Millis) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let entry = newest.entry(person).or_insert_with(|| (at, address.clone()));
        if (at, &address) > (entry.0, &entry.1) {
            *entry = (at, address);
        }
    }
    Ok(newest.into_iter().map(|(person, (_, address))| (person, address)).collect())
}

/// All private chats in which somebody is reached, in a fixed order.
///
/// # Errors
/// The database's.
pub async fn chats(conn: &mut AnyConnection, person: i64) -> Result<Vec<String>, sqlx::Error> {
    let found = sqlx::query(
        "select distinct address from contact where person_id = $1 and reachable = 1 \
         and not exists (select 1 from room where room.address = contact.address) order by address",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    found.iter().map(|row| row.try_get(0)).collect()
}

/// When somebody used any of their chats last; the beginning of time where they have none. Within an hour: what is newer
/// than that is not written down each time.
///
/// # Errors
/// The database's.
pub async fn last_used(unit: &mut Unit<'_>, person: i64) -> Result<Millis, sqlx::Error> {
    let fresh = unit.contacts.values().filter(|contact| contact.person_id == person);
    let fresh = fresh.map(|contact| contact.last_used_at).max().unwrap_or(0);
    let row = sqlx::query("select coalesce(max(last_used_at), 0) from contact where person_id = $1")
        .bind(person)
        .fetch_one(&mut *unit.conn)
        .await?;
    Ok(fresh.max(row.try_get(0)?))
}

/// Who somebody is in one of their chats, as its platform knows them.
///
/// # Errors
/// The database's.
pub async fn user_in(conn: &mut AnyConnection, person: i64, address: &str) -> Result<Option<String>, sqlx::Error> {
    let row = sqlx::query("select contact_key from contact where person_id = $1 and address = $2")
        .bind(person)
        .bind(address)
        .fetch_optional(conn)
        .await?;
    let key = row.map(|row| row.try_get::<String, _>(0)).transpose()?;
    Ok(key.and_then(|key| key.split_once('|').map(|(_, user)| user.to_owned())))
}

/// The private chats of those who work at the desk, with their roles and languages.
///
/// # Errors
/// The database's.
pub async fn staff_chats(conn: &mut AnyConnection) -> Result<Vec<(String, Role, Locale)>, sqlx::Error> {
    let found = sqlx::query(
        "select c.address, p.role, p.locale from contact c join person p on p.id = c.person_id
         where p.role <> 'reporter' and p.role in ('agent', 'manager', 'admin') and c.reachable = 1
         and p.left_at is null
         and not exists (select 1 from room where room.address = c.address) order by c.address",
    )
    .fetch_all(conn)
    .await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<_, sqlx::Error> {
        let (role, locale): (String, String) = (row.try_get(1)?, row.try_get(2)?);
        let role = Role::from_word(&role).unwrap_or(Role::Reporter);
        Ok((row.try_get(0)?, role, locale.parse().unwrap_or_default()))
    };
    found.iter().map(read).collect()
}

/// Whether somebody still reads in this chat.
///
/// # Errors
/// The database's.
pub async fn is_read(unit: &mut Unit<'_>, person: i64, address: &str) -> Result<bool, sqlx::Error> {
    // Whoever wrote a moment ago reads there, saved or not.
    let is_it = |one: &Contact| one.person_id == person && one.address == address && one.reachable;
    if unit.contacts.values().any(is_it) {
        return Ok(true);
    }
    let row = sqlx::query("select 1 from contact where person_id = $1 and address = $2 and reachable = 1")
        .bind(person)
        .bind(address)
        .fetch_optional(&mut *unit.conn)
        .await?;
    Ok(row.is_some())
}

/// The people of these names, as they are folded; not those who left.
///
/// # Errors
/// The database's.
pub async fn people_named(conn: &mut AnyConnection, folded: &[String]) -> Result<Vec<Person>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select p.id, p.name, p.locale, p.role, p.tier, p.partner_id, p.facility_id, p.facility_text,
                p.role_epoch, p.enrolled_at, p.facility_proven, p.blocked_at, p.left_at, p.profile
         from person p where p.left_at is null and p.name_folded in",
        folded,
        "",
    )
    .await?;
    found.iter().map(read_person).collect()
}

/// The person behind one account.
///
/// # Errors
/// The database's.
pub async fn person(conn: &mut AnyConnection, contact_key: &str) -> Result<Option<Person>, sqlx::Error> {
    let row = sqlx::query(
        "select p.id, p.name, p.locale, p.role, p.tier, p.partner_id, p.facility_id, p.facility_text,
                p.role_epoch, p.enrolled_at, p.facility_proven, p.blocked_at, p.left_at, p.profile
         from contact c join person p on p.id = c.person_id where c.contact_key = $1",
    )
    .bind(contact_key)
    .fetch_optional(conn)
    .await?;
    row.map(rows::Found::from).as_ref().map(read_person).transpose()
}
