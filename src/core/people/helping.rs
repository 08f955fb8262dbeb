//! Who helps somebody where they work (EP-15, EP-17): the first tier of their facility or province, the focal point of
//! the partner that supports it.

use sqlx::{AnyConnection, Row as _};

use crate::core::{directory::Facility, person::Profile};

/// The tier that people turn to first (EPTS guide, 1.3).
const FIRST_TIER: i64 = 1;
/// So many of each are told.
const MOST: usize = 5;

/// Somebody who helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    pub name: String,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Helpers {
    pub agents: Vec<Helper>,
    pub focal_points: Vec<Helper>,
}

/// Who helps at a facility that is supported by a partner. Agents of the very facility come first, then those of its
/// province, then those for the whole country.
///
/// # Errors
/// The database's.
pub async fn helpers(
    conn: &mut AnyConnection,
    facility: Option<&Facility>,
    partner: Option<i64>,
) -> Result<Helpers, sqlx::Error> {
    let rows = sqlx::query(
        "select name, role, tier, partner_id, facility_id, profile from person
         where role <> 'reporter' and role in ('agent', 'focal_point') and enrolled_at is not null
         and blocked_at is null and left_at is null order by name, id",
    )
    .fetch_all(conn)
    .await?;
    let mut helpers = Helpers::default();
    let mut agents: Vec<(u8, Helper)> = Vec::new();
    for row in rows {
        let (role, tier, of): (String, Option<i64>, Option<i64>) = (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
        let (at, profile): (Option<i64>, String) = (row.try_get(4)?, row.try_get(5)?);
        let profile: Profile = serde_json::from_str(&profile).unwrap_or_default();
        let nearness = nearness(facility, at, &profile);
        let helper = Helper { name: row.try_get(0)?, phone: profile.phone };
        if role == "focal_point" {
            if of.is_some() && of == partner {
                helpers.focal_points.push(helper);
            }
        } else if tier == Some(FIRST_TIER)
            && let Some(nearness) = nearness
        {
            agents.push((nearness, helper));
        }
    }
    agents.sort_by_key(|(nearness, _)| *nearness);
    helpers.agents = agents.into_iter().map(|(_, helper)| helper).take(MOST).collect();
    helpers.focal_points.truncate(MOST);
    Ok(helpers)
}

/// How near an agent is, the nearest first; `None`: they help elsewhere.
fn nearness(facility: Option<&Facility>, at: Option<i64>, profile: &Profile) -> Option<u8> {
    let facility = facility?;
    if at == Some(facility.id) {
        Some(0)
    } else if profile.provinces.contains(&facility.province) {
        Some(1)
    } else {
        (at.is_none() && profile.provinces.is_empty()).then_some(2)
    }
}
