//! The web chat: a page of our own for whoever has a browser, on the cheapest phone and the thinnest network.
//!
//! Its chats are mailboxes. The desk's outbox rows are the letters, `after=N` acknowledges all up to N, and what
//! people write comes back as letters too; so history, a second tab and a room are one ordered sequence.
//! One POST brings the new letters along: one round trip a turn. It knows neither tickets nor the database.

mod api;
mod assets;
mod bundle;
mod context;
mod downloads;
mod embed;
mod files;
mod guard;
mod mailbox;
mod rate;
mod refusal;
mod search;
mod seats;
mod typing;
mod uploads;
mod waits;
mod wire;

use std::sync::{Arc, atomic::AtomicU64};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};
use futures_util::future::BoxFuture;
use tower_http::catch_panic::CatchPanicLayer;

pub use self::{
    embed::EmbedOrigins,
    mailbox::WebBot,
    rate::{Rate, RateLimits},
};
use crate::door::Door;

/// The largest file where nothing else is configured: 10 MiB.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;

/// The largest JSON body.
const BODY_BYTES: usize = 256 * 1024;

/// A seat of the demo: one of the chats that its page shows side by side.
#[derive(Clone, Debug)]
pub struct DemoSeat {
    /// `nurse`, `partner`, `agents`, `manager`: names the seat on the page and in the browser's storage.
    pub seat: String,
    /// A one-time code that was made for this page.
    pub code: String,
}

/// Makes a fresh one-time code for each seat of the demo.
pub type DemoSeats = Arc<dyn Fn() -> BoxFuture<'static, Vec<DemoSeat>> + Send + Sync>;

/// How the web chat is set up.
#[derive(Clone)]
pub struct WebConfig {
    /// The largest file that is taken in.
    pub file_bytes: u64,
    /// It listens on the loopback only: requests for other host names are refused (DNS rebinding).
    pub loopback: bool,
    /// A proxy stands in front: the last address of `X-Forwarded-For` is the peer's.
    pub behind_proxy: bool,
    /// The other sites that may show the chat in a frame.
    pub embed_origins: EmbedOrigins,
    /// How much one client may ask for.
    pub rates: RateLimits,
    /// Serves the demo's page and its codes. Never set but by `balcao demo`.
    pub demo: Option<DemoSeats>,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            file_bytes: FILE_BYTES,
            loopback: true,
            behind_proxy: false,
            embed_origins: EmbedOrigins::default(),
            rates: RateLimits::default(),
            demo: None,
        }
    }
}

/// What every handler shares.
#[derive(Clone)]
struct Web {
    door: Door,
    config: Arc<WebConfig>,
    assets: Arc<assets::Assets>,
    /// Bytes of uploads that are held in memory just now.
    uploading: Arc<AtomicU64>,
    downloads: Arc<downloads::Downloads>,
    rates: Arc<rate::Rates>,
    typing: Arc<typing::Typing>,
    waits: Arc<waits::Waits>,
}

/// The web chat's routes. Serve them with connect info, so that guessed codes are counted by peer.
pub fn router(door: Door, config: WebConfig) -> Router {
    let demo = config.demo.is_some();
    let web = Web {
        door,
        rates: Arc::new(rate::Rates::new(config.rates)),
        typing: Arc::default(),
        waits: Arc::default(),
        config: Arc::new(config),
        assets: Arc::new(assets::Assets::load()),
        uploading: Arc::new(AtomicU64::new(0)),
        downloads: Arc::default(),
    };
    let mut router = Router::new()
        .route("/", get(assets::client))
        .route("/sw.js", get(assets::worker))
        .route("/app.webmanifest", get(assets::manifest))
        .route("/embed.js", get(assets::embed))
        .route("/assets/{*path}", get(assets::asset))
        .route("/health", get(async || "ok"))
        .route("/api/enter", post(seats::enter))
        .route("/api/leave", post(seats::leave))
        .route("/api/me", get(seats::me))
        .route("/api/seats", post(seats::open))
        .route("/api/devices", post(seats::device))
        .route("/api/messages", get(api::poll).post(api::say))
        .route("/api/history", get(api::history))
        .route("/api/search", get(search::search))
        .route("/api/typing", post(api::types))
        .route("/api/files/{id}", get(files::open))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .route("/api/files", post(files::keep))
        .route("/api/uploads", get(uploads::look).post(uploads::take));
    if demo {
        router = router.route("/demo", get(assets::demo)).route("/demo/seats", get(api::demo_seats));
    }
    router
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&web.config), guard::guard))
        .with_state(web)
}
