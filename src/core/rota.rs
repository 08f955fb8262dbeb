//! The weekly rota: who is on duty in a tier on which days and at which hours. A tier of which nobody has a shift is looked
//! after by all who work in it.

use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;
use crate::text::day;

const DAY_MS: Millis = 24 * 3600 * 1000;
const MINUTE_MS: Millis = 60_000;
/// All days of the week, as bits from Monday on.
pub const ALL_DAYS: u8 = 0x7f;

/// Somebody's hours of each week in a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    pub tier: i64,
    pub person_id: i64,
    /// A bit for each day: 1 is Monday, 64 Sunday.
    pub days: u8,
    /// Local minutes after midnight; where it ends at or before its beginning it goes on into the next day.
    pub from: u32,
    pub until: u32,
}

/// A local time of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// From 0, Monday.
    pub weekday: u32,
    /// After midnight.
    pub minute: u32,
}

impl Moment {
    /// The time of the week where the desk is; that of Greenwich where its zone is unknown.
    #[must_use]
    pub fn at(millis: Millis, timezone: &str) -> Self {
        let local = millis + Millis::from(day::offset_minutes(millis, timezone)) * MINUTE_MS;
        // The first day of 1970 was a Thursday.
        let weekday = (local.div_euclid(DAY_MS) + 3).rem_euclid(7);
        let minute = local.rem_euclid(DAY_MS) / MINUTE_MS;
        Self { weekday: u32::try_from(weekday).unwrap_or(0), minute: u32::try_from(minute).unwrap_or(0) }
    }
}

impl Shift {
    /// Whether it is theirs at a time.
    #[must_use]
    pub fn covers(&self, at: Moment) -> bool {
        let is_on = |weekday: u32| self.days & (1 << weekday) != 0;
        if self.from < self.until {
            return is_on(at.weekday) && (self.from..self.until).contains(&at.minute);
        }
        (is_on(at.weekday) && at.minute >= self.from) || (is_on((at.weekday + 6) % 7) && at.minute < self.until)
    }
}

/// All shifts that count, in the order of their week.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection) -> Result<Vec<Shift>, sqlx::Error> {
    let found = sqlx::query(
        "select tier, person_id, days, from_minute, until_minute from rota where ended_at is null
         order by tier, from_minute, id",
    )
    .fetch_all(conn)
    .await?;
    let small = |number: i64| u32::try_from(number).unwrap_or(0);
    let read = |row: sqlx::any::AnyRow| {
        Ok(Shift {
            tier: row.try_get(0)?,
            person_id: row.try_get(1)?,
            days: u8::try_from(row.try_get::<i64, _>(2)?).unwrap_or(0) & ALL_DAYS,
            from: small(row.try_get(3)?),
            until: small(row.try_get(4)?),
        })
    };
    found.into_iter().map(read).collect()
}

/// Adds a shift. What the same person had in the tier on any of its days is theirs no more on these.
///
/// # Errors
/// The database's.
pub async fn set(conn: &mut AnyConnection, id: i64, shift: &Shift, actor: i64, now: Millis) -> Result<(), sqlx::Error> {
    // The days that are left of what they had go on as they were.
    let found = sqlx::query(
        "select id, days, from_minute, until_minute from rota
         where tier = $1 and person_id = $2 and ended_at is null order by id",
    )
    .bind(shift.tier)
    .bind(shift.person_id)
    .fetch_all(&mut *conn)
    .await?;
    for row in found {
        let (id, days): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        let left = days & !i64::from(shift.days);
        if left == days {
            continue;
        }
        let sql = if left == 0 {
            "update rota set ended_at = $2 where id = $1"
        } else {
            "update rota set days = $2 where id = $1"
        };
        sqlx::query(sql).bind(id).bind(if left == 0 { now } else { left }).execute(&mut *conn).await?;
    }
    sqlx::query(
        "insert into rota (id, tier, person_id, days, from_minute, until_minute, set_by, set_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(shift.tier)
    .bind(shift.person_id)
    .bind(i64::from(shift.days))
    .bind(i64::from(shift.from))
    .bind(i64::from(shift.until))
    .bind(actor)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends the shifts of a tier, or somebody's in it. Returns whether there were any.
///
/// # Errors
/// The database's.
pub async fn end(conn: &mut AnyConnection, tier: i64, person: Option<i64>, now: Millis) -> Result<bool, sqlx::Error> {
    let ended = sqlx::query(
        "update rota set ended_at = $3 where tier = $1 and ended_at is null and ($2 = 0 or person_id = $2)",
    )
    .bind(tier)
    .bind(person.unwrap_or(0))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(ended.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(weekday: u32, hour: u32) -> Moment {
        Moment { weekday, minute: hour * 60 }
    }

    #[test]
    fn a_shift_covers_its_hours_over_midnight_too() {
        let shift =
            |days, from: u32, until: u32| Shift { tier: 2, person_id: 1, days, from: from * 60, until: until * 60 };
        let weekdays = shift(0b001_1111, 8, 16);
        assert!(weekdays.covers(at(0, 8)) && weekdays.covers(at(4, 15)));
        assert!(!weekdays.covers(at(0, 16)) && !weekdays.covers(at(5, 9)) && !weekdays.covers(at(0, 7)));
        // Sunday's night ends on Monday morning.
        let night = shift(0b100_0000, 20, 6);
        assert!(night.covers(at(6, 22)) && night.covers(at(0, 5)));
        assert!(!night.covers(at(6, 5)) && !night.covers(at(0, 20)));
        assert!(shift(ALL_DAYS, 0, 24).covers(at(3, 23)));
    }

    #[test]
    fn the_moment_is_local() {
        // Monday, 23 November 2026, 09:00 in Maputo.
        assert_eq!(Moment::at(1_795_417_200_000, "Africa/Maputo"), at(0, 9));
        assert_eq!(Moment::at(1_795_417_200_000, "nowhere"), at(0, 7));
    }
}
