//! `balcao clock`: what people know of the machine's clock, and the desk does not.

use anyhow::{Context, Result};

use crate::{
    config::StoreArgs,
    core::{db::Store, last_look},
    serve::wall_clock,
};

/// Notes that the machine's time is right; the desk that runs, or the next one, goes on from it.
pub async fn trust(args: StoreArgs) -> Result<()> {
    let store = Store::open(&args.database_url).await.context("the database cannot be opened")?;
    let now = wall_clock();
    let mut tx = store.begin().await?;
    last_look::vouch(&mut tx, now).await?;
    tx.commit().await?;
    let shown = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default().format("%Y-%m-%d %H:%M:%S UTC");
    println!("It is {shown}: a desk that holds its deadlines goes on from there.");
    Ok(())
}
