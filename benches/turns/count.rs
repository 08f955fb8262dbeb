//! Statements a turn, counted in a run of its own, since counting costs time.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tracing::{Event, Subscriber};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt as _};

struct Counter(Arc<AtomicU64>);

impl<S: Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Of a short run with so many users at once.
pub fn statements_a_turn(url: &str, users: usize) -> f64 {
    let count = Arc::new(AtomicU64::new(0));
    let counted = tracing_subscriber::registry().with(Counter(Arc::clone(&count)));
    let _guard = tracing::subscriber::set_default(counted);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let hall = Arc::new(super::Hall::open(url).await);
        count.store(0, Ordering::Relaxed);
        let figures = super::crowd(&hall, users, std::time::Duration::from_millis(700), 0).await;
        count.load(Ordering::Relaxed) as f64 / figures.count().max(1) as f64
    })
}
