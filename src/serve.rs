//! Wiring: the desk, the relay, the fetcher and the web chat, started together and stopped in order. First
//! nothing new is taken in, then what is at hand is finished, then the database is closed.

mod back;

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result, bail};
use axum::serve::ListenerExt as _;
use futures_util::future::OptionFuture;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use self::back::Back;
use crate::{
    bots::{bot::Bot, discord, telegram, web},
    core::{
        chat::Millis,
        db::{Kind, Store},
        directory::rows,
        ids::IdSource,
        last_look, mistake,
        policy::{
            desk::Desk,
            desk_file::{self, Written},
            kept::{self, How},
        },
        vault::Vault,
    },
    desk::{self, Entrance, FloodLimits, Parts, Seed, Shared, Steady, steady::Machine},
    dialogs::catalog::Catalog,
    door::Door,
    fetch::Fetcher,
    relay::{self, Relay},
    text::places::Places,
};

/// What is served.
pub struct Service {
    pub database_url: String,
    pub files: PathBuf,
    pub http: SocketAddr,
    /// What it is started with; what was applied to the database since counts before it.
    pub policy: Written,
    pub flood: FloodLimits,
    pub behind_proxy: bool,
    pub embed_origins: web::EmbedOrigins,
    pub places: Places,
    /// Telegram, where there is a bot.
    pub telegram: Option<telegram::Config>,
    /// Discord, where there is a bot.
    pub discord: Option<discord::Config>,
}

/// Workers of the desk on PostgreSQL; SQLite has one writer.
const POSTGRES_WORKERS: usize = 3;

/// The time by the machine's clock.
#[must_use]
pub fn wall_clock() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The machine's time, held against what the machine counts and when the desk last ran.
async fn look_after_the_clock(store: &Store) -> Result<Steady> {
    let last = last_look::read(&mut *store.reader().acquire().await?).await?;
    let machine = Machine { wall: Box::new(wall_clock), up: Box::new(machine_time()), run: machine_run() };
    Ok(Steady::new(machine, last.as_ref()))
}

/// The name of this run of the machine, from its start on.
#[cfg(target_os = "linux")]
fn machine_run() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").map(|id| id.trim().to_owned()).unwrap_or_default()
}

/// Nothing is counted beyond the program's end.
#[cfg(not(target_os = "linux"))]
fn machine_run() -> String {
    String::new()
}

/// What the machine has counted since it was started, also while it slept, in milliseconds.
#[cfg(target_os = "linux")]
fn machine_time() -> impl Fn() -> Millis + Send + Sync {
    use rustix::time::{ClockId, clock_gettime};
    || {
        let time = clock_gettime(ClockId::Boottime);
        time.tv_sec.saturating_mul(1000).saturating_add(time.tv_nsec / 1_000_000)
    }
}

/// What the machine has counted since the program was started, in milliseconds.
#[cfg(not(target_os = "linux"))]
fn machine_time() -> impl Fn() -> Millis + Send + Sync {
    let begun = std::time::Instant::now();
    move || Millis::try_from(begun.elapsed().as_millis()).unwrap_or(Millis::MAX)
}

/// A service that is put together, but does not listen yet.
pub struct Ready {
    pub entrance: Entrance,
    pub door: Door,
    back: Back,
    telegram: Option<telegram::Telegram>,
    discord: Option<discord::Discord>,
    http: SocketAddr,
    behind_proxy: bool,
    embed_origins: web::EmbedOrigins,
}

impl Service {
    /// Opens the database and puts everything together.
    ///
    /// # Errors
    /// In words for the operator.
    pub async fn prepare(mut self) -> Result<Ready> {
        let telegram = match self.telegram.take() {
            Some(config) => Some(telegram::Telegram::prepare(config).await?),
            None => None,
        };
        let discord = OptionFuture::from(self.discord.take().map(discord::Discord::prepare)).await.transpose()?;
        let store = Arc::new(Store::open_alone(&self.database_url).await.context("the database cannot be opened")?);
        let ids = store.take_ids().await.context("the database cannot be written")?;
        let (policy, policy_version) = policy(&store, &ids, self.policy).await?;
        let directory = rows::load(&mut *store.reader().acquire().await?).await?;
        let vault = Vault::in_folder(&self.files).context("the folder for attachments cannot be used")?;
        let mut bots: Vec<Arc<dyn Bot>> = vec![Arc::new(web::WebBot::new(web::FILE_BYTES))];
        if let Some(telegram) = &telegram {
            bots.push(telegram.bot.clone());
            self.places.fill_telegram(telegram.username());
        }
        bots.extend(discord.as_ref().map(|discord| discord.bot.clone() as Arc<dyn Bot>));
        let workers = match store.kind {
            Kind::Sqlite => 1,
            Kind::Postgres => POSTGRES_WORKERS,
        };
        // Who holds a lane, and the dice of waiting times: a process of its own each time.
        let run = ids.one();
        let (holder, seed) = (format!("run-{run}"), run.unsigned_abs());
        let steady = Arc::new(look_after_the_clock(&store).await?);
        // Before the first look at what is due, a platform may know better what time it is.
        if let Some(told) = telegram.as_ref().and_then(telegram::Telegram::told_time) {
            steady.heard(told);
        }
        let clock: desk::Clock = {
            let steady = Arc::clone(&steady);
            Arc::new(move || steady.now())
        };
        let parts = Parts {
            store,
            ids,
            policy,
            policy_version,
            catalog: Catalog::load().context("the built-in texts cannot be read")?,
            directory,
            platforms: platforms(&bots),
            flood: self.flood,
            clock,
            seeds: Arc::new(|_| Seed::drawn()),
            places: self.places,
        };
        let (shared, answers) = Shared::new(parts);
        shared.looks_after(steady);
        let (entrance, workers) = Entrance::open(&shared, workers);
        let door = Door::new(entrance.clone(), vault.clone());
        let config = relay::Config::new(&holder, seed);
        let relay = Relay::new(Arc::clone(&shared.store), bots.clone(), config).with_files(vault.clone());
        let fetcher = Fetcher::new(Arc::clone(&shared.store), vault, bots.clone());
        Ok(Ready {
            entrance,
            door,
            back: Back { workers, relay, fetcher, answers, bots },
            telegram,
            discord,
            http: self.http,
            behind_proxy: self.behind_proxy,
            embed_origins: self.embed_origins,
        })
    }
}

/// The policy that counts, with its version: what was applied last, else what the program is started with, which is kept.
async fn policy(store: &Store, ids: &IdSource, started: Written) -> Result<(Desk, i64)> {
    let mut tx = store.begin().await?;
    let last = kept::last(&mut tx, &started.desk.key).await?;
    let is_same = |last: &kept::Kept| last.body == started.text && last.terms == started.terms;
    if let Some(last) = &last
        && (last.how == How::Applied || is_same(last))
    {
        if !is_same(last) {
            tracing::info!(
                version = last.version,
                "the desk file that was applied counts, not the one named at the start"
            );
        }
        match desk_file::read_kept(&last.body, &last.terms) {
            Ok(desk) => return Ok((desk, last.version)),
            Err(mistakes) => bail!(
                "the desk file that was applied as version {} cannot be read any more; apply one that can\n{}",
                last.version,
                mistake::listed(&started.desk.key, &mistakes)
            ),
        }
    }
    let texts = (started.text.as_str(), started.terms.as_str());
    let version = kept::keep(&mut tx, ids.one(), &started.desk, How::Started, texts, wall_clock()).await?;
    tx.commit().await?;
    Ok((started.desk, version))
}

fn platforms(bots: &[Arc<dyn Bot>]) -> HashMap<String, crate::bots::limits::Limits> {
    bots.iter().map(|bot| (bot.platform().to_owned(), bot.limits().clone())).collect()
}

impl Ready {
    /// Serves until it is told to stop. `announce` is called once with the address that is listened on.
    ///
    /// # Errors
    /// In words for the operator, such as a port in use.
    pub async fn serve(self, demo: Option<web::DemoSeats>, announce: impl FnOnce(SocketAddr)) -> Result<()> {
        // From before the port is open: whoever sees it open may ask for a stop.
        let stop = stop_signal().context("the signals to stop cannot be heard")?;
        self.serve_until(stop, demo, announce).await
    }

    /// Serves until `stop` comes.
    ///
    /// # Errors
    /// As [`Ready::serve`].
    pub async fn serve_until(
        self,
        stop: impl Future<Output = ()>,
        demo: Option<web::DemoSeats>,
        announce: impl FnOnce(SocketAddr),
    ) -> Result<()> {
        let listener = TcpListener::bind(self.http).await.with_context(|| {
            format!("cannot listen on {}: another program may use the port; choose one with BALCAO_HTTP", self.http)
        })?;
        let address = listener.local_addr()?;
        let shared = Arc::clone(&self.entrance.shared);
        let config = web::WebConfig {
            file_bytes: web::FILE_BYTES,
            // A proxy brings the name that it is reached by.
            loopback: address.ip().is_loopback() && !self.behind_proxy,
            behind_proxy: self.behind_proxy,
            embed_origins: self.embed_origins,
            rates: web::RateLimits::for_burst(shared.flood.burst),
            demo,
        };
        let (front, back) = (CancellationToken::new(), CancellationToken::new());
        let mut tasks = self.back.start(&self.entrance, &back).await?;
        let mut app = web::router(self.door.clone(), config);
        let mut receiving = tokio::task::JoinSet::new();
        if let Some(telegram) = self.telegram {
            app = app.merge(telegram.router());
            receiving.spawn(telegram.run(self.door.clone(), front.clone()));
        }
        let _started = self.discord.map(|discord| receiving.spawn(discord.run(self.door, front.clone())));
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        announce(address);
        let stopping = front.clone();
        // A turn is one small request and one small answer: neither is to wait for more.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection cannot send at once");
            }
        });
        let server = axum::serve(listener, app).with_graceful_shutdown(async move { stopping.cancelled().await });
        let server = tokio::spawn(async move { server.await });
        // A part that ends by itself has failed: better to stop and be started again than to serve half.
        let failed = tokio::select! {
            () = stop => false,
            _ = tasks.join_next() => true,
            Some(_) = receiving.join_next() => true,
        };
        tracing::info!(failed, "stopping");
        front.cancel();
        shared.mailroom.ring_all();
        let _late = tokio::time::timeout(Duration::from_secs(2), server).await;
        // What was received is handed in while the workers still take it.
        ended(&mut receiving, Duration::from_secs(2)).await;
        back.cancel();
        ended(&mut tasks, Duration::from_secs(6)).await;
        shared.store.close().await;
        if failed {
            bail!("a part of the desk has ended by itself; the log says which");
        }
        Ok(())
    }
}

/// Waits until all have ended, but not longer than this.
async fn ended(tasks: &mut tokio::task::JoinSet<()>, longest: Duration) {
    let all = async { while tasks.join_next().await.is_some() {} };
    let _late = tokio::time::timeout(longest, all).await;
}

/// Ctrl-C, or the signal that a service manager sends; heard from the call on, told by the future.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _closed = tokio::signal::ctrl_c().await;
    })
}
