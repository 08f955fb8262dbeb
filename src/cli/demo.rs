//! `balcao demo`: everything at once, with nothing to configure and a database of its own. A sample directory,
//! people in every role, and one page with four chats side by side; all of it is the real thing.

use std::{net::SocketAddr, path::Path, sync::Arc};

use anyhow::{Context, Result};
use sqlx::{AnyConnection, Row as _};

use super::codes::fresh_code;
use crate::{
    bots::web::{DemoSeat, DemoSeats, EmbedOrigins},
    config::DemoArgs,
    core::{
        db::Store,
        directory::{Directory, rows},
        invite::{self, Gift, Invitation},
        person::{Person, Role},
        policy::desk_file,
        unit::Unit,
    },
    demo::{Sample, SamplePerson},
    desk::FloodLimits,
    serve::{Ready, Service, wall_clock},
    telemetry,
    text::places::Places,
};

/// The page's chats, and the people who sit there.
const SEATS: [(&str, &str); 4] =
    [("nurse", "ana"), ("agents", "bene"), ("partner", "focal_ariel"), ("manager", "grace")];
/// The codes of the page are used at once.
const CODE_MS: i64 = 3600 * 1000;

/// Sets the sample up where it is missing, and serves it.
pub(super) async fn demo(args: DemoArgs) -> Result<()> {
    telemetry::start();
    if args.fresh {
        forget(&args.folder).context("the demo's folder cannot be emptied")?;
    }
    let (ready, seats) = prepare(&args.folder, args.http, args.embed_origins).await?;
    let folder = args.folder.clone();
    ready.serve(Some(seats), move |address| welcome(&folder, &address.to_string())).await
}

/// Puts the sample into a folder's database where it is missing, and the service together.
///
/// # Errors
/// In words for the operator.
pub async fn prepare(folder: &Path, http: SocketAddr, embed_origins: EmbedOrigins) -> Result<(Ready, DemoSeats)> {
    let database_url = format!("sqlite://{}", folder.join("balcao.db").display());
    set_up(&database_url).await?;
    let policy = desk_file::Written::load("epts").map_err(|mistakes| anyhow::anyhow!("{mistakes}"))?;
    let service = Service {
        database_url,
        files: folder.join("files"),
        http,
        policy,
        flood: FloodLimits::default(),
        behind_proxy: false,
        embed_origins,
        places: Places { url: format!("http://{http}"), telegram: None },
        telegram: None,
        discord: None,
    };
    let ready = service.prepare().await?;
    let seats = seats(Arc::clone(&ready.entrance.shared.store));
    Ok((ready, seats))
}

/// Removes what a demo has left in its folder, and nothing else: the folder may be anybody's.
fn forget(folder: &Path) -> std::io::Result<()> {
    let is_missing = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
    for file in ["balcao.db", "balcao.db-wal", "balcao.db-shm"] {
        std::fs::remove_file(folder.join(file))
            .or_else(|error| if is_missing(&error) { Ok(()) } else { Err(error) })?;
    }
    std::fs::remove_dir_all(folder.join("files")).or_else(|error| if is_missing(&error) { Ok(()) } else { Err(error) })
}

fn welcome(folder: &Path, address: &str) {
    println!();
    println!("  Balcão demo:  http://{address}/demo");
    println!();
    println!("  Four chats on one page: a nurse, the agents' room, a partner's group, a manager.");
    println!("  Its data is in {}; start over with --fresh, stop with Ctrl-C.", folder.display());
    println!();
}

/// Imports the sample directory and enrols the sample people, once.
async fn set_up(database_url: &str) -> Result<()> {
    let sample = Sample::read().context("the built-in sample cannot be read")?;
    let store = Store::open(database_url).await.context("the demo's database cannot be opened")?;
    let ids = store.take_ids().await?;
    if rows::version(&mut *store.reader().acquire().await?).await? == 0 {
        let mut tx = store.begin().await?;
        rows::apply(&mut tx, &sample.plan, &mut || ids.one()).await?;
        tx.commit().await?;
        let directory = rows::load(&mut *store.reader().acquire().await?).await?;
        let mut unit = Unit::begin(&store, &ids, wall_clock()).await?;
        for sampled in &sample.people {
            let person = person(unit.next_id(), sampled, &directory);
            remember(unit.conn(), &sampled.key, person.id).await?;
            unit.people.insert(person.id, person);
        }
        unit.commit("").await?;
    }
    store.close().await;
    Ok(())
}

/// Somebody of the sample. Who enrols in the demo itself comes with nothing but a role.
fn person(id: i64, sampled: &SamplePerson, directory: &Directory) -> Person {
    let facility = sampled.facility.as_deref().filter(|_| sampled.enrolled);
    Person {
        id,
        name: if sampled.enrolled { sampled.name.clone() } else { String::new() },
        locale: sampled.locale,
        role: sampled.role,
        tier: sampled.tier,
        partner_id: sampled.partner.as_deref().and_then(|code| directory.partner_by_code(code)).map(|found| found.id),
        facility_id: facility.and_then(|code| directory.facility_by_code(code)).map(|found| found.id),
        enrolled: sampled.enrolled,
        ..Person::new(id, sampled.locale)
    }
}

fn fact(key: &str) -> String {
    format!("demo_person_{key}")
}

async fn remember(conn: &mut AnyConnection, key: &str, person: i64) -> Result<()> {
    sqlx::query("insert into fact (name, fact_value) values ($1, $2)")
        .bind(fact(key))
        .bind(person.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

/// Fresh codes for the page's four people, each time that it asks.
fn seats(store: Arc<Store>) -> DemoSeats {
    Arc::new(move || {
        let store = Arc::clone(&store);
        Box::pin(async move {
            match fresh_seats(&store).await {
                Ok(seats) => seats,
                Err(error) => {
                    tracing::error!(%error, "the demo's codes cannot be made");
                    Vec::new()
                }
            }
        })
    })
}

async fn fresh_seats(store: &Store) -> Result<Vec<DemoSeat>> {
    let mut seats = Vec::with_capacity(SEATS.len());
    for (seat, key) in SEATS {
        seats.push(DemoSeat { seat: seat.to_owned(), code: code_for(store, key).await? });
    }
    Ok(seats)
}

/// A fresh code for somebody of the sample.
///
/// # Errors
/// When there is nobody of this key, and the database's.
pub async fn code_for(store: &Store, key: &str) -> Result<String> {
    let mut tx = store.begin().await?;
    let row = sqlx::query(
        "select p.id, p.role from person p join fact f on f.fact_value = cast(p.id as text) where f.name = $1",
    )
    .bind(fact(key))
    .fetch_one(&mut *tx)
    .await
    .with_context(|| format!("the sample has nobody called {key}"))?;
    let role = Role::from_word(&row.try_get::<String, _>(1)?).unwrap_or(Role::Reporter);
    let code = fresh_code()?;
    let gift = Gift::role(role, Some(row.try_get(0)?));
    invite::create(&mut tx, &code, &Invitation::once(gift, wall_clock() + CODE_MS)).await?;
    tx.commit().await?;
    Ok(code)
}
