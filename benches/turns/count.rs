//! Statements a turn, counted in a short run of its own, since counting costs time.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tracing::{Event, Metadata, Subscriber, subscriber::Interest};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt as _},
};

static COUNTING: AtomicBool = AtomicBool::new(false);
static COUNT: AtomicU64 = AtomicU64::new(0);

/// Hears each statement that a connection runs, on whichever thread.
struct Counter;

impl<S: Subscriber> Layer<S> for Counter {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if metadata.target() == "sqlx::query" { Interest::sometimes() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "sqlx::query" && COUNTING.load(Ordering::Relaxed)
    }

    fn on_event(&self, _: &Event<'_>, _: Context<'_, S>) {
        COUNT.fetch_add(1, Ordering::Relaxed);
    }
}

/// Of a short run with so many users at once.
pub fn statements_a_turn(url: &str, users: usize) -> f64 {
    let _set_before = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Counter));
    super::runtime(1).block_on(async {
        let hall = Arc::new(super::Hall::open(url).await);
        COUNT.store(0, Ordering::Relaxed);
        COUNTING.store(true, Ordering::Relaxed);
        let figures = super::crowd(&hall, users, Duration::from_millis(700), 0).await;
        COUNTING.store(false, Ordering::Relaxed);
        COUNT.load(Ordering::Relaxed) as f64 / figures.count().max(1) as f64
    })
}
