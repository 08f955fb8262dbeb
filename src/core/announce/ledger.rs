//! Who gets a bulletin: written down when it is confirmed, each chat once, and taken up part by part when it goes.

use std::collections::BTreeSet;

use sqlx::{AnyConnection, Row as _};

use super::audience::{self, LeftOut, Recipient, Wish};
use crate::{core::rows, row};

/// Writes down who gets a bulletin, in the place of whoever was written down before.
///
/// # Errors
/// The database's.
pub async fn write(conn: &mut AnyConnection, bulletin: i64, recipients: &[Recipient]) -> Result<(), sqlx::Error> {
    clear(conn, bulletin).await?;
    let rows = recipients.iter().map(|one| {
        row![
            bulletin,
            one.address.as_str(),
            one.person,
            one.partner,
            one.locale.code(),
            one.left_out.map(|why| why.word().to_owned()),
            one.instead_of.clone()
        ]
    });
    rows::write(
        conn,
        "insert into recipient (bulletin_id, address, person_id, partner_id, locale, left_out, instead_of) values",
        rows.collect(),
        "on conflict (bulletin_id, address) do nothing",
    )
    .await?;
    Ok(())
}

/// Nobody gets it any more: it was taken back before it went.
///
/// # Errors
/// The database's.
pub async fn clear(conn: &mut AnyConnection, bulletin: i64) -> Result<(), sqlx::Error> {
    let done = sqlx::query("delete from recipient where bulletin_id = $1 and outbox_id is null").bind(bulletin);
    done.execute(conn).await?;
    Ok(())
}

/// Those whose message is still to be written, at most so many, in a fixed order; with what they wish by now. Whoever wants
/// none any more is left out.
///
/// # Errors
/// The database's.
pub async fn waiting(
    conn: &mut AnyConnection,
    announcement: i64,
    bulletin: i64,
    most: i64,
) -> Result<Vec<Recipient>, sqlx::Error> {
    let wishes = audience::wishes(conn, announcement).await?;
    let found = sqlx::query(
        "select address, person_id, partner_id, locale, instead_of from recipient
         where bulletin_id = $1 and outbox_id is null and left_out is null order by address limit $2",
    )
    .bind(bulletin)
    .bind(most)
    .fetch_all(conn)
    .await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<Recipient, sqlx::Error> {
        let (address, person): (String, Option<i64>) = (row.try_get(0)?, row.try_get(1)?);
        let wish = wishes.get(&person.map_or_else(|| address.clone(), audience::reader)).copied();
        Ok(Recipient {
            address,
            person,
            partner: row.try_get(2)?,
            locale: row.try_get::<String, _>(3)?.parse().unwrap_or_default(),
            left_out: (wish == Some(Wish::None)).then_some(LeftOut::Muted),
            digest: wish == Some(Wish::Digest),
            instead_of: row.try_get(4)?,
        })
    };
    found.iter().map(read).collect()
}

/// Those who are told nothing, where the announcement stands all the same by a bulletin before this one: what they see is
/// to stay right. Their message is still to be written.
///
/// # Errors
/// The database's.
pub async fn standing(
    conn: &mut AnyConnection,
    announcement: i64,
    bulletin: i64,
) -> Result<Vec<Recipient>, sqlx::Error> {
    let found = sqlx::query(
        "select r.address, r.person_id, r.partner_id, r.locale from recipient r
         where r.bulletin_id = $1 and r.left_out in ('muted', 'told_in_group') and r.outbox_id is null and exists
           (select 1 from bulletin b join recipient e on e.bulletin_id = b.id
            where b.announcement_id = $2 and b.id < $1 and e.address = r.address and e.outbox_id is not null)
         order by r.address",
    )
    .bind(bulletin)
    .bind(announcement)
    .fetch_all(conn)
    .await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<Recipient, sqlx::Error> {
        Ok(Recipient {
            address: row.try_get(0)?,
            person: row.try_get(1)?,
            partner: row.try_get(2)?,
            locale: row.try_get::<String, _>(3)?.parse().unwrap_or_default(),
            left_out: None,
            digest: false,
            instead_of: None,
        })
    };
    found.iter().map(read).collect()
}

/// Notes the message of each of these chats.
///
/// # Errors
/// The database's.
pub async fn told(conn: &mut AnyConnection, bulletin: i64, posted: &[(String, i64)]) -> Result<(), sqlx::Error> {
    let rows = posted.iter().map(|(address, outbox)| row![bulletin, address.as_str(), *outbox]).collect();
    rows::write(
        conn,
        "update recipient set outbox_id = v.column3 from (values",
        rows,
        ") as v where recipient.bulletin_id = v.column1 and recipient.address = v.column2",
    )
    .await?;
    Ok(())
}

/// Those who were not told yet are not.
///
/// # Errors
/// The database's.
pub async fn stop(conn: &mut AnyConnection, bulletin: i64) -> Result<(), sqlx::Error> {
    sqlx::query("update recipient set left_out = $2 where bulletin_id = $1 and outbox_id is null and left_out is null")
        .bind(bulletin)
        .bind(LeftOut::Stopped.word())
        .execute(conn)
        .await?;
    Ok(())
}

/// Those of these chats are left out after all.
///
/// # Errors
/// The database's.
pub async fn leave_out(
    conn: &mut AnyConnection,
    bulletin: i64,
    addresses: &[(String, LeftOut)],
) -> Result<(), sqlx::Error> {
    let rows = addresses.iter().map(|(address, why)| row![bulletin, address.as_str(), why.word()]).collect();
    rows::write(
        conn,
        "update recipient set left_out = v.column3 from (values",
        rows,
        ") as v where recipient.bulletin_id = v.column1 and recipient.address = v.column2",
    )
    .await?;
    Ok(())
}

/// How many groups and people are told, or were.
///
/// # Errors
/// The database's.
pub async fn told_of(conn: &mut AnyConnection, bulletin: i64) -> Result<(usize, usize), sqlx::Error> {
    let row =
        sqlx::query("select count(*), count(person_id) from recipient where bulletin_id = $1 and left_out is null")
            .bind(bulletin)
            .fetch_one(conn)
            .await?;
    let (all, people): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    Ok((count(all - people), count(people)))
}

/// The messages of a bulletin that are on their way, or wait for it.
///
/// # Errors
/// The database's.
pub async fn open(conn: &mut AnyConnection, bulletin: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(
        "select o.id from recipient r join outbox o on o.id = r.outbox_id
         where r.bulletin_id = $1 and o.state in ('queued', 'sending', 'deferred')",
    )
    .bind(bulletin)
    .fetch_all(conn)
    .await?;
    found.iter().map(|row| row.try_get(0)).collect()
}

/// The chats in which an announcement stands already, by a bulletin before this one.
///
/// # Errors
/// The database's.
pub async fn told_before(
    conn: &mut AnyConnection,
    announcement: i64,
    bulletin: i64,
) -> Result<BTreeSet<String>, sqlx::Error> {
    let found = sqlx::query(
        "select r.address from bulletin b join recipient r on r.bulletin_id = b.id
         where b.announcement_id = $1 and b.id < $2 and r.outbox_id is not null",
    )
    .bind(announcement)
    .bind(bulletin)
    .fetch_all(conn)
    .await?;
    found.iter().map(|row| row.try_get(0)).collect()
}

/// A chat lives on under another address: whoever is told there is told in the new one, once.
///
/// # Errors
/// The database's.
pub async fn move_chat(conn: &mut AnyConnection, from: &str, to: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update recipient set address = $2 where address = $1 and not exists
         (select 1 from recipient r where r.bulletin_id = recipient.bulletin_id and r.address = $2)",
    )
    .bind(from)
    .bind(to)
    .execute(&mut *conn)
    .await?;
    // Where both were to be told, the new one is.
    sqlx::query("delete from recipient where address = $1 and outbox_id is null").bind(from).execute(conn).await?;
    Ok(())
}
