//! A real desk behind the web chat on a port of the loopback: the demo's sample, a database in a folder of its own,
//! all the tasks that `balcao run` has. It can be stopped and started again where it was.
#![allow(dead_code, reason = "each test program uses a part")]

use std::{net::SocketAddr, sync::Arc};

use balcao::{
    bots::web::EmbedOrigins,
    cli::demo,
    core::{
        db::Store,
        invite::{self, Gift, Invitation},
        person::Role,
    },
    serve::wall_clock,
};
use tokio::{sync::oneshot, task::JoinHandle};

/// A desk that is served until it is dropped.
pub struct Served {
    /// `http://127.0.0.1:port`
    pub base: String,
    pub address: SocketAddr,
    folder: tempfile::TempDir,
    with_demo: bool,
    origins: EmbedOrigins,
    pub store: Arc<Store>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Served {
    /// As `balcao run` serves it.
    pub async fn plain() -> Self {
        Self::start(crate::support::folder(), SocketAddr::from(([127, 0, 0, 1], 0)), false, EmbedOrigins::default())
            .await
    }

    /// For pages of these origins too.
    pub async fn framed_by(origins: &str) -> Self {
        let origins = origins.parse().expect("origins");
        Self::start(crate::support::folder(), SocketAddr::from(([127, 0, 0, 1], 0)), false, origins).await
    }

    /// With the demo's page and its codes.
    pub async fn demo() -> Self {
        Self::start(crate::support::folder(), SocketAddr::from(([127, 0, 0, 1], 0)), true, EmbedOrigins::default())
            .await
    }

    async fn start(folder: tempfile::TempDir, http: SocketAddr, with_demo: bool, origins: EmbedOrigins) -> Self {
        let (ready, seats) = demo::prepare(folder.path(), http, origins.clone()).await.expect("a desk");
        let store = Arc::clone(&ready.entrance.shared.store);
        let (stop, stopped) = oneshot::channel();
        let (announce, announced) = oneshot::channel();
        let page = with_demo.then_some(seats);
        let task = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            let served = ready.serve_until(stopped, page, |address| announce.send(address).expect("a listener")).await;
            served.expect("it is served");
        });
        let address = announced.await.expect("an address");
        Self { base: format!("http://{address}"), address, folder, with_demo, origins, store, stop, task }
    }

    /// Where the bytes of files are.
    pub fn files(&self) -> std::path::PathBuf {
        self.folder.path().join("files")
    }

    /// Stops in order, as with Ctrl-C. What is given back starts it again.
    pub async fn stop(self) -> Stopped {
        drop(self.stop);
        self.task.await.expect("it stops");
        Stopped { folder: self.folder, address: self.address, with_demo: self.with_demo, origins: self.origins }
    }

    /// A fresh code for somebody of the sample: `ana` reports, `bene` and `lurdes` are agents, `focal_ariel` is a
    /// partner's, `grace` is a manager.
    pub async fn code_for(&self, key: &str) -> String {
        demo::code_for(&self.store, key).await.expect("a code")
    }

    /// A fresh code for somebody new, who has yet to enrol.
    pub async fn invite(&self, role: Role) -> String {
        let gift = Gift::role(role, None);
        let mut random = [0; 16];
        getrandom::fill(&mut random).expect("random bytes");
        let code = invite::code_from(random);
        let mut tx = self.store.begin().await.expect("a transaction");
        invite::create(&mut tx, &code, &Invitation::once(gift, wall_clock() + 3_600_000)).await.expect("a code");
        tx.commit().await.expect("kept");
        code
    }
}

/// A desk that rests: its folder and the port that it had.
pub struct Stopped {
    folder: tempfile::TempDir,
    pub address: SocketAddr,
    with_demo: bool,
    origins: EmbedOrigins,
}

impl Stopped {
    pub async fn start(self) -> Served {
        Served::start(self.folder, self.address, self.with_demo, self.origins).await
    }
}
