//! `balcao directory import`: a preview first, then one transaction; a mistake names its line and changes nothing.

use anyhow::{Context, Result, bail};

use crate::{
    config::ImportArgs,
    core::{
        db::Store,
        directory::{import, preview, rows},
    },
};

/// Reads the file and brings the directory up to date.
pub(super) async fn import(args: ImportArgs) -> Result<()> {
    let file = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {file}"))?;
    let plan = match import::read(&bytes) {
        Ok(plan) => plan,
        Err(mistakes) => {
            let lines: Vec<String> = mistakes.iter().map(|mistake| mistake.in_file(&file)).collect();
            bail!("nothing was imported\n{}", lines.join("\n"));
        }
    };
    for warning in &plan.warnings {
        eprintln!("warning: {}", warning.in_file(&file));
    }
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let directory = rows::load(&mut *store.reader().acquire().await?).await?;
    let preview = preview::preview(&plan, &directory);
    println!("{preview}");
    if args.preview || !preview.is_change() {
        return Ok(());
    }
    let ids = store.take_ids().await?;
    let mut tx = store.begin().await?;
    rows::apply(&mut tx, &plan, &mut || ids.one()).await?;
    tx.commit().await?;
    println!("Imported. A desk that runs reads it within a second.");
    Ok(())
}
