//! The directory's rows: reading them into memory, and applying an import to them.

use std::collections::{BTreeSet, HashMap};

use sqlx::{Any, AnyConnection, Row as _, Transaction};

use super::{
    Directory, Facility, Partner,
    import::{Plan, PlannedFacility},
};
use crate::{
    core::rows::{Row, write, write_in},
    row,
};

/// Reads the whole directory.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection) -> Result<Directory, sqlx::Error> {
    let version = version(conn).await?;
    let partners = partners(conn).await?;
    let mut facilities = facilities(conn).await?;
    let at: HashMap<i64, usize> = facilities.iter().enumerate().map(|(at, facility)| (facility.id, at)).collect();
    let sql =
        "select facility_id, partner_id, from_day, until_day from facility_partner order by facility_id, from_day";
    for row in sqlx::query(sql).fetch_all(&mut *conn).await? {
        let id: i64 = row.try_get(0)?;
        if let Some(facility) = at.get(&id).and_then(|at| facilities.get_mut(*at)) {
            facility.partners.push((row.try_get(1)?, row.try_get(2)?, row.try_get(3)?));
        }
    }
    Ok(Directory::new(version, partners, facilities))
}

/// The directory's version in the database: where it is above the one in memory, [`load`] it anew.
///
/// # Errors
/// The database's.
pub async fn version(conn: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    let sql = "select cast(fact_value as bigint) from fact where name = 'directory_version'";
    Ok(sqlx::query(sql).fetch_optional(&mut *conn).await?.map(|row| row.try_get(0)).transpose()?.unwrap_or(0))
}

/// Applies a plan and raises the directory's version, which it returns. What the plan does not name stays.
///
/// # Errors
/// The database's; the transaction is then to be dropped.
pub async fn apply(
    tx: &mut Transaction<'_, Any>,
    plan: &Plan,
    next_id: &mut (dyn FnMut() -> i64 + Send),
) -> Result<i64, sqlx::Error> {
    // First, so that a second import waits here.
    let version = raise_version(tx).await?;
    let partners = write_partners(tx, plan, next_id).await?;
    let districts = write_districts(tx, plan, next_id).await?;
    let facilities = write_facilities(tx, plan, &districts, next_id).await?;
    write_periods(tx, plan, &partners, &facilities).await?;
    Ok(version)
}

async fn partners(conn: &mut AnyConnection) -> Result<Vec<Partner>, sqlx::Error> {
    let rows = sqlx::query("select id, code, name from partner order by code").fetch_all(&mut *conn).await?;
    rows.iter().map(|row| Ok(Partner { id: row.try_get(0)?, code: row.try_get(1)?, name: row.try_get(2)? })).collect()
}

async fn facilities(conn: &mut AnyConnection) -> Result<Vec<Facility>, sqlx::Error> {
    let sql = "select f.id, f.code, f.name, d.name, d.province, f.latitude, f.longitude from facility f join district d on d.id = f.district_id
               order by f.id";
    let rows = sqlx::query(sql).fetch_all(&mut *conn).await?;
    let facility = |row: &sqlx::any::AnyRow| {
        Ok(Facility {
            id: row.try_get(0)?,
            code: row.try_get(1)?,
            name: row.try_get(2)?,
            district: row.try_get(3)?,
            province: row.try_get(4)?,
            at: row.try_get::<Option<i64>, _>(5)?.zip(row.try_get(6)?),
            partners: Vec::new(),
        })
    };
    rows.iter().map(facility).collect()
}

async fn raise_version(conn: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    let sql = "update fact set fact_value = cast(cast(fact_value as bigint) + 1 as text)
               where name = 'directory_version' returning cast(fact_value as bigint)";
    sqlx::query(sql).fetch_one(&mut *conn).await?.try_get(0)
}

/// Code → id, of all partners.
async fn write_partners(
    conn: &mut AnyConnection,
    plan: &Plan,
    next_id: &mut (dyn FnMut() -> i64 + Send),
) -> Result<HashMap<String, i64>, sqlx::Error> {
    let known: HashMap<String, Partner> =
        partners(conn).await?.into_iter().map(|partner| (partner.code.clone(), partner)).collect();
    let mut ids: HashMap<String, i64> = known.iter().map(|(code, partner)| (code.clone(), partner.id)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for (code, name) in &plan.partners {
        let old = known.get(code);
        let name = name.as_ref().or(old.map(|partner| &partner.name)).unwrap_or(code);
        if old.is_some_and(|partner| partner.name == *name) {
            continue;
        }
        let id = *ids.entry(code.clone()).or_insert_with(&mut *next_id);
        rows.push(row![id, code.as_str(), name.as_str()]);
    }
    let tail = "on conflict (id) do update set name = excluded.name";
    write(conn, "insert into partner (id, code, name) values", rows, tail).await?;
    Ok(ids)
}

type Districts = HashMap<(String, String), i64>;

/// (Province, district) → id, of all districts.
async fn write_districts(
    conn: &mut AnyConnection,
    plan: &Plan,
    next_id: &mut (dyn FnMut() -> i64 + Send),
) -> Result<Districts, sqlx::Error> {
    let mut ids = Districts::new();
    for row in sqlx::query("select province, name, id from district").fetch_all(&mut *conn).await? {
        ids.insert((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?);
    }
    let named: BTreeSet<_> = plan.facilities.iter().map(|it| (it.province.clone(), it.district.clone())).collect();
    let mut rows: Vec<Row> = Vec::new();
    for district in named.into_iter().filter(|district| !ids.contains_key(district)).collect::<Vec<_>>() {
        let id = next_id();
        rows.push(row![id, district.0.as_str(), district.1.as_str()]);
        ids.insert(district, id);
    }
    write(conn, "insert into district (id, province, name) values", rows, "").await?;
    Ok(ids)
}

/// Code → id, of the plan's facilities.
async fn write_facilities(
    conn: &mut AnyConnection,
    plan: &Plan,
    districts: &Districts,
    next_id: &mut (dyn FnMut() -> i64 + Send),
) -> Result<HashMap<String, i64>, sqlx::Error> {
    let mut ids: HashMap<String, i64> = HashMap::new();
    for row in sqlx::query("select code, id from facility").fetch_all(&mut *conn).await? {
        ids.insert(row.try_get(0)?, row.try_get(1)?);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut placed: Vec<Row> = Vec::new();
    for PlannedFacility { code, name, district, province, at, .. } in &plan.facilities {
        let id = *ids.entry(code.clone()).or_insert_with(&mut *next_id);
        let district = districts.get(&(province.clone(), district.clone())).copied();
        rows.push(row![id, code.as_str(), name.as_str(), district]);
        // What a file without these columns does not tell stays as it is.
        placed.extend(at.map(|at| row![id, at.map(|(latitude, _)| latitude), at.map(|(_, longitude)| longitude)]));
    }
    let tail = "on conflict (id) do update set name = excluded.name, district_id = excluded.district_id";
    write(conn, "insert into facility (id, code, name, district_id) values", rows, tail).await?;
    for row in placed {
        let head = "update facility set latitude = v.column2, longitude = v.column3 from (values";
        write(conn, head, vec![row], ") as v where facility.id = v.column1").await?;
    }
    Ok(ids)
}

/// The periods of the plan's facilities take the place of those that were there.
async fn write_periods(
    conn: &mut AnyConnection,
    plan: &Plan,
    partners: &HashMap<String, i64>,
    facilities: &HashMap<String, i64>,
) -> Result<(), sqlx::Error> {
    let mut dated: Vec<i64> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for planned in &plan.facilities {
        let (Some(periods), Some(&facility)) = (&planned.partners, facilities.get(&planned.code)) else { continue };
        dated.push(facility);
        for (partner, from, until) in periods {
            rows.push(row![facility, partners.get(partner).copied(), *from, *until]);
        }
    }
    write_in(conn, "delete from facility_partner where facility_id in", &dated).await?;
    let head = "insert into facility_partner (facility_id, partner_id, from_day, until_day) values";
    write(conn, head, rows, "").await?;
    Ok(())
}
