//! Who gets a bulletin: written down when it is confirmed, each chat once, and taken up part by part when it goes.

use sqlx::{AnyConnection, Row as _};

use super::audience::{LeftOut, Recipient, Wish};
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

/// Those whose message is still to be written, at most so many, in a fixed order.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut AnyConnection, bulletin: i64, most: i64) -> Result<Vec<Recipient>, sqlx::Error> {
    let found = sqlx::query(
        "select r.address, r.person_id, r.partner_id, r.locale, r.instead_of, w.wish from recipient r
         left join announcement_wish w on w.announcement_id = 0
         and w.reader = case when r.person_id is null then r.address else 'person:' || cast(r.person_id as text) end
         where r.bulletin_id = $1 and r.outbox_id is null and r.left_out is null order by r.address limit $2",
    )
    .bind(bulletin)
    .bind(most)
    .fetch_all(conn)
    .await?;
    let read = |row: &sqlx::any::AnyRow| -> Result<Recipient, sqlx::Error> {
        let wish: Option<String> = row.try_get(5)?;
        Ok(Recipient {
            address: row.try_get(0)?,
            person: row.try_get(1)?,
            partner: row.try_get(2)?,
            locale: row.try_get::<String, _>(3)?.parse().unwrap_or_default(),
            left_out: None,
            digest: wish.as_deref() == Some(Wish::Digest.word()),
            instead_of: row.try_get(4)?,
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
