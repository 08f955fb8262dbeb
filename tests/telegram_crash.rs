//! The real program on the fake of Telegram, killed with -9 at random points while fifty people write and tap: no
//! update is lost, no request is doubled, each chat keeps its order both ways, and a message comes twice only where
//! nobody could know how its sending had ended. `BALCAO_CRASH_KILLS` says how often, `BALCAO_CRASH_SEED` repeats a run.

mod support;

#[path = "support/bot_api/mod.rs"]
mod bot_api;
#[path = "telegram_crash/ledger.rs"]
mod ledger;
#[path = "telegram_crash/outward.rs"]
mod outward;
#[path = "support/program.rs"]
mod program;
#[path = "telegram_crash/reporter.rs"]
mod reporter;
#[path = "telegram_crash/siege.rs"]
mod siege;
#[path = "support/telegram_program.rs"]
mod telegram_program;
#[path = "support/whole.rs"]
mod whole;

use siege::Siege;
use support::chance::{kills, seed};
use telegram_program::Way;

async fn hold(way: Way, kills: u64) {
    let folder = support::folder();
    let url = format!("sqlite://{}/balcao.db", folder.path().display());
    Siege { url, way, kills, seed: seed() }.run().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_by_polling() {
    hold(Way::Polling, kills(20)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_by_webhook() {
    hold(Way::Webhook, kills(10)).await;
}
