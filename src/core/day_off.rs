//! Days on which the desk is closed, or open for less, declared while it runs. They count beside those of the desk's file,
//! from the first minute of their day, and a place's count there alone.

use chrono::{DateTime, NaiveDate};
use sqlx::{AnyConnection, Row as _};

use super::{
    calendar::{Slot, SpecialDay, When},
    chat::Millis,
    ticket::open_statuses,
};

const DAY_MS: Millis = 24 * 3600 * 1000;

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// In days since 1970.
    pub day: i64,
    /// A province or district, folded; empty everywhere.
    pub place: String,
    /// As the directory calls it.
    pub place_name: String,
    /// When the desk is open all the same.
    pub hours: Vec<Slot>,
}

impl DayOff {
    /// As the calendar counts it.
    #[must_use]
    pub fn special(&self) -> SpecialDay {
        let date: NaiveDate = DateTime::from_timestamp_millis(self.day * DAY_MS).unwrap_or_default().date_naive();
        let place = Some(self.place.clone()).filter(|place| !place.is_empty());
        SpecialDay { when: When::Once(date), place, slots: self.hours.clone() }
    }
}

/// Slots as they are written: `07:30-12:00, 13:00-15:30`.
#[must_use]
pub fn shown(slots: &[Slot]) -> String {
    let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let slots: Vec<String> = slots.iter().map(|slot| format!("{}-{}", time(slot.from), time(slot.until))).collect();
    slots.join(", ")
}

/// Reads what [`shown`] writes; `None` where these are no hours.
#[must_use]
pub fn hours(text: &str) -> Option<Vec<Slot>> {
    let minute = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
        (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some(hour * 60 + minute)
    };
    let slot = |part: &str| {
        let (from, until) = part.split_once('-')?;
        Some(Slot { from: minute(from)?, until: minute(until)? })
    };
    let slots = text.split(',').map(slot).collect::<Option<Vec<Slot>>>()?;
    let ends =
        slots.iter().try_fold(0, |last, slot| (last <= slot.from && slot.from < slot.until).then_some(slot.until));
    ends.map(|_| slots)
}

/// All that count, in the order of their days.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection) -> Result<Vec<DayOff>, sqlx::Error> {
    let found =
        sqlx::query("select day, place, place_name, hours from day_off where withdrawn_at is null order by day, place")
            .fetch_all(conn)
            .await?;
    let read = |row: sqlx::any::AnyRow| {
        let written: String = row.try_get(3)?;
        Ok(DayOff {
            day: row.try_get(0)?,
            place: row.try_get(1)?,
            place_name: row.try_get(2)?,
            hours: hours(&written).unwrap_or_default(),
        })
    };
    found.into_iter().map(read).collect()
}

/// Declares a day; what was declared of the same day and place is replaced.
///
/// # Errors
/// The database's.
pub async fn declare(
    conn: &mut AnyConnection,
    id: i64,
    day: &DayOff,
    actor: i64,
    now: Millis,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into day_off (id, day, place, place_name, hours, actor_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (day, place) do update set hours = excluded.hours, actor_id = excluded.actor_id,
         created_at = excluded.created_at, withdrawn_at = null",
    )
    .bind(id)
    .bind(day.day)
    .bind(&day.place)
    .bind(&day.place_name)
    .bind(shown(&day.hours))
    .bind(actor)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    changed(conn, day, now).await
}

/// A day counts no more. Returns whether it did.
///
/// # Errors
/// The database's.
pub async fn withdraw(conn: &mut AnyConnection, day: &DayOff, now: Millis) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query("update day_off set withdrawn_at = $3 where day = $1 and place = $2 and withdrawn_at is null")
            .bind(day.day)
            .bind(&day.place)
            .bind(now)
            .execute(&mut *conn)
            .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    changed(conn, day, now).await?;
    Ok(true)
}

/// The open tickets of a day's place whose times may lie beyond its beginning, at most so many.
///
/// # Errors
/// The database's.
pub async fn touched(
    conn: &mut AnyConnection,
    day: &DayOff,
    begins: Millis,
    most: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(concat!(
        "select id from ticket where is_practice = 0 and (response_due >= $1 or resolve_due >= $1) and status in ",
        open_statuses!(),
        " and ($2 = '' or facility_id in (select f.id from facility f join district d on d.id = f.district_id
              where d.province = $2 or d.name = $2)) order by id limit $3"
    ))
    .bind(begins)
    .bind(&day.place_name)
    .bind(most)
    .fetch_all(conn)
    .await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// The open tickets of its place are looked at again: each by its own timer, so that many are no burden.
async fn changed(conn: &mut AnyConnection, day: &DayOff, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update fact set fact_value = cast(cast(fact_value as bigint) + 1 as text) where name = 'day_off_version'",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query(concat!(
        "insert into timer (id, address, user_key, kind, subject_id, due_at)
         select -id, reporter_address, 'desk', 'ticket', id, $1 from ticket
         where is_practice = 0 and status in ",
        open_statuses!(),
        " and ($2 = '' or facility_id in (select f.id from facility f join district d on d.id = f.district_id
              where d.province = $2 or d.name = $2))
         on conflict (kind, subject_id) do update set due_at = excluded.due_at"
    ))
    .bind(now)
    .bind(&day.place_name)
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_come_back() {
        for text in ["07:30-12:00", "07:30-12:00, 13:00-24:00"] {
            assert_eq!(hours(text).map(|slots| shown(&slots)).as_deref(), Some(text));
        }
        for wrong in ["", "12:00", "12:00-07:30", "07:30-25:00", "07:60-08:00", "08:00-10:00, 09:00-11:00", "Gaza"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
    }
}
