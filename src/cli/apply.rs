//! `balcao desk apply`: what another desk file would change, and for how many open requests; with `--yes` it is kept in the
//! database, and a desk that runs takes it up. `balcao desk show` prints the file that counts.

use anyhow::{Context, Result, bail};

use crate::{
    config::{ApplyArgs, ShowArgs},
    core::{
        db::Store,
        policy::{
            changes, desk_file,
            kept::{self, How},
        },
    },
    serve::wall_clock,
};

/// Tells what changes, and changes it.
pub(super) async fn apply(args: ApplyArgs) -> Result<()> {
    let read = desk_file::Written::read_file(&args.file).map_err(|mistakes| anyhow::anyhow!("{mistakes}"))?;
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let ids = store.take_ids().await?;
    let mut tx = store.begin().await?;
    let earlier = match kept::last(&mut tx, &read.desk.key).await? {
        Some(kept) => Some((kept.body, kept.terms)),
        None => desk_file::Written::load(&args.desk)
            .ok()
            .filter(|named| named.desk.key == read.desk.key)
            .map(|named| (named.text, named.terms)),
    };
    let Some(earlier) = earlier else {
        bail!(
            "no desk `{}` is known to this database: the one that is served is named with --desk or BALCAO_DESK",
            read.desk.key
        );
    };
    // What an earlier version of the program could read, and this one cannot, is changed as a whole.
    match desk_file::read_kept(&earlier.0, &earlier.1) {
        Ok(old) => {
            let changes = changes::between(&old, &read.desk, &kept::in_use(&mut tx).await?);
            if earlier == (read.text.clone(), read.terms.clone()) {
                println!("Nothing changes.");
                return Ok(());
            }
            println!("The desk `{}`:", read.desk.key);
            print!("{changes}");
            if changes.is_none() {
                println!("  only the file's own text: comments, order of fields");
            }
            if !changes.refused.is_empty() {
                bail!("nothing was applied");
            }
        }
        Err(mistakes) => {
            println!("The file that counts has {} mistakes for this version of the program.", mistakes.len())
        }
    }
    if !args.yes {
        println!("Nothing was applied yet: say so with --yes.");
        return Ok(());
    }
    let now = wall_clock();
    let texts = (read.text.as_str(), read.terms.as_str());
    let version = kept::keep(&mut tx, ids.one(), &read.desk, How::Applied, texts, now).await?;
    kept::rank_anew(&mut tx, &read.desk).await?;
    kept::look_again(&mut tx, now).await?;
    tx.commit().await?;
    println!("Applied as version {version}. A desk that runs takes it up within a second.");
    Ok(())
}

/// Prints the file that counts, or an earlier one.
pub(super) async fn show(args: ShowArgs) -> Result<()> {
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let mut conn = store.reader().acquire().await?;
    let found = match args.version {
        Some(version) => kept::earlier(&mut conn, &args.key, version).await?,
        None => kept::last(&mut conn, &args.key).await?,
    };
    let Some(kept) = found else { bail!("this database keeps no such file of the desk `{}`", args.key) };
    print!("{}", kept.body);
    Ok(())
}
