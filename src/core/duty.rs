//! Who of the desk is on duty: everybody of a tier who is here and not away, or whoever's shift it is where the tier has a
//! rota. Whoever has no tier works at all of them.

use sqlx::{AnyConnection, Row as _};

use super::rota::{self, Moment, Shift};

/// Somebody of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub id: i64,
    pub name: String,
    pub tier: Option<i64>,
    /// The last day on which they are away, in days since 1970; none where they are on duty.
    pub away_until: Option<i64>,
    /// Who has their requests meanwhile.
    pub deputy: Option<i64>,
    /// Their hours of each week, in any tier.
    pub shifts: Vec<Shift>,
}

/// Everybody of the desk, by tier and name, as it is on a day.
///
/// # Errors
/// The database's.
pub async fn on(conn: &mut AnyConnection, day: i64) -> Result<Vec<Duty>, sqlx::Error> {
    let found = sqlx::query(
        "select p.id, p.name, p.tier, a.until_day, a.deputy_id from person p
         left join absence a on a.person_id = p.id and a.ended_at is null and a.from_day <= $1 and a.until_day >= $1
         where p.role <> 'reporter' and p.role in ('agent', 'admin') and p.enrolled_at is not null
               and p.blocked_at is null and p.left_at is null
         order by coalesce(p.tier, 99), p.name, p.id, a.until_day",
    )
    .bind(day)
    .fetch_all(&mut *conn)
    .await?;
    let shifts = rota::load(conn).await?;
    let mut duties: Vec<Duty> = Vec::with_capacity(found.len());
    for row in found {
        let duty = Duty {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            tier: row.try_get(2)?,
            away_until: row.try_get(3)?,
            deputy: row.try_get(4)?,
            shifts: Vec::new(),
        };
        // Of several absences the longest counts.
        duties.retain(|other| other.id != duty.id);
        duties.push(duty);
    }
    for duty in &mut duties {
        duty.shifts = shifts.iter().filter(|shift| shift.person_id == duty.id).cloned().collect();
    }
    Ok(duties)
}

/// Whether anybody of a tier is on duty at a time of the week.
#[must_use]
pub fn is_staffed(duties: &[Duty], tier: i64, at: Moment) -> bool {
    if has_rota(duties, tier) {
        return !on_shift(duties, tier, at).is_empty();
    }
    duties.iter().any(|duty| duty.away_until.is_none() && duty.tier.is_none_or(|own| own == tier))
}

/// Whether anybody works in a tier, on duty or away.
#[must_use]
pub fn has_people(duties: &[Duty], tier: i64) -> bool {
    has_rota(duties, tier) || duties.iter().any(|duty| duty.tier.is_none_or(|own| own == tier))
}

/// Whether a tier has a rota.
#[must_use]
pub fn has_rota(duties: &[Duty], tier: i64) -> bool {
    duties.iter().any(|duty| duty.shifts.iter().any(|shift| shift.tier == tier))
}

/// Whose shift it is in a tier, or their deputies'; nobody where the tier has no rota.
#[must_use]
pub fn on_shift(duties: &[Duty], tier: i64, at: Moment) -> Vec<i64> {
    let is_theirs = |duty: &&Duty| duty.shifts.iter().any(|shift| shift.tier == tier && shift.covers(at));
    let mut found: Vec<i64> = duties.iter().filter(is_theirs).filter_map(|duty| present(duties, duty)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// They themselves, or whoever stands in; nobody where those are away too.
fn present(duties: &[Duty], duty: &Duty) -> Option<i64> {
    if duty.away_until.is_none() {
        return Some(duty.id);
    }
    duties.iter().find(|other| Some(other.id) == duty.deputy && other.away_until.is_none()).map(|other| other.id)
}

/// Claims that the managers are told of a tier without anybody, once a day. Returns whether nobody had before.
///
/// # Errors
/// The database's.
pub async fn claim_gap(conn: &mut AnyConnection, tier: i64, day: i64) -> Result<bool, sqlx::Error> {
    let claimed = sqlx::query(
        "insert into fact (name, fact_value) values ($1, $2)
         on conflict (name) do update set fact_value = excluded.fact_value
         where fact.fact_value <> excluded.fact_value returning name",
    )
    .bind(format!("unstaffed_tier_{tier}"))
    .bind(day.to_string())
    .fetch_optional(conn)
    .await?;
    Ok(claimed.is_some())
}
