//! `balcao invite-many`: all people of a file, or none. Mistakes are told with their lines; codes and links are
//! written before the commit, so that no code is lost on a full disk.

use std::{
    collections::BTreeMap,
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::{
    codes::{HOUR_MS, Invited, welcome},
    guests::{self, Guest},
    links::Links,
};
use crate::{
    config::{InviteManyArgs, PlaceArgs},
    core::{
        contact,
        db::Store,
        directory::rows,
        mistake::{Mistake, listed},
        unit::Unit,
    },
    serve::wall_clock,
    text::fold,
};

/// Invites everybody of the file.
pub(super) async fn invite_many(args: InviteManyArgs) -> Result<()> {
    let file = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {file}"))?;
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let guests = read(&bytes, &store)
        .await?
        .map_err(|mistakes| anyhow::anyhow!("nobody was invited\n{}", listed(&file, &mistakes)))?;
    if guests.is_empty() {
        bail!("{file} names nobody");
    }
    if args.check {
        println!("{} can be invited: {}", people(guests.len()), by_role(&guests));
        return Ok(());
    }
    let ids = store.take_ids().await?;
    let mut unit = Unit::begin(&store, &ids, wall_clock()).await?;
    let (expires_at, count) = (unit.now + args.hours * HOUR_MS, guests.len());
    let invited = welcome(&mut unit, guests, expires_at).await?;
    let mut written = Vec::new();
    let done = match write(&invited, expires_at, &args, &mut written) {
        Ok(()) => unit.commit("").await.map(drop).map_err(Into::into),
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        for file in &written {
            let _gone = std::fs::remove_file(file);
        }
        return Err(error).context("nobody was invited");
    }
    if args.out.is_none() {
        print(&table(&invited, expires_at, &args.places)?)?;
    }
    eprintln!("{} invited; the codes are good for {} hours.", people(count), args.hours);
    Ok(())
}

/// Who is in the file, if nothing is wrong with it and nobody of it is known already.
async fn read(bytes: &[u8], store: &Store) -> Result<Result<Vec<Guest>, Vec<Mistake>>> {
    let mut conn = store.reader().acquire().await?;
    let directory = rows::load(&mut conn).await?;
    let guests = match guests::read(bytes, &directory) {
        Ok(guests) => guests,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    let names: Vec<String> = guests.iter().filter_map(|(_, guest)| guest.name.as_deref()).map(fold::fold).collect();
    let known = guests::known_already(&guests, &contact::people_named(&mut conn, &names).await?);
    Ok(if known.is_empty() { Ok(guests.into_iter().map(|(_, guest)| guest).collect()) } else { Err(known) })
}

/// Writes the files that were asked for; `written` tells which there are, also where it fails.
fn write(invited: &[Invited], expires_at: i64, args: &InviteManyArgs, written: &mut Vec<PathBuf>) -> Result<()> {
    if let Some(file) = &args.out {
        write_private(file, &table(invited, expires_at, &args.places)?, written)?;
    }
    if let Some(folder) = &args.png_dir {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (number, one) in invited.iter().enumerate() {
            let file = folder.join(format!("{:04}-{}.png", number + 1, plain(&one.name)));
            write_private(&file, &Links::of(&one.code, &args.places).picture()?, written)?;
        }
    }
    Ok(())
}

/// Writes a new file that others on the machine cannot read: codes open the desk. What was there before stays.
fn write_private(file: &Path, bytes: &[u8], written: &mut Vec<PathBuf>) -> Result<()> {
    let cannot = || format!("cannot write {}", file.display());
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file).with_context(cannot)?;
    written.push(file.to_owned());
    out.write_all(bytes).and_then(|()| out.sync_all()).with_context(cannot)
}

/// Names, codes and links as CSV.
fn table(invited: &[Invited], expires_at: i64, places: &PlaceArgs) -> Result<Vec<u8>> {
    let expires = chrono::DateTime::from_timestamp_millis(expires_at).unwrap_or_default();
    let expires = expires.format("%Y-%m-%d %H:%M UTC").to_string();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["name", "role", "code", "link", "telegram", "expires"])?;
    for one in invited {
        let links = Links::of(&one.code, places);
        let telegram = links.telegram.as_deref().unwrap_or_default();
        csv.write_record([&one.name, one.role.word(), &one.code, &links.web, telegram, &expires])?;
    }
    Ok(csv.into_inner()?)
}

fn print(table: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(table)?;
    out.flush()
}

/// A name as a part of a file's name.
fn plain(name: &str) -> String {
    let letters = fold::fold(name);
    letters.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect()
}

fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn by_role(guests: &[Guest]) -> String {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for guest in guests {
        *counts.entry(guest.role).or_default() += 1;
    }
    let counted: Vec<String> = counts.iter().map(|(role, count)| format!("{count} {}", role.word())).collect();
    counted.join(", ")
}
