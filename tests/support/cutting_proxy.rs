//! A TCP proxy that is as bad as a network gets: it closes connections before, in, between and after requests and
//! answers, closes one side only, and stalls. What happens to the n-th connection follows from the seed and n.
#![allow(dead_code, reason = "each test program uses a part")]

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::support::Dice;

/// What can happen to a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Accepted, and closed at once.
    Refused,
    InRequest,
    /// The desk has the whole request; not a byte of its answer arrives.
    BeforeAnswer,
    InAnswer,
    /// After a whole answer, as the next request begins.
    Between,
    /// The desk is told that no more will come, in the middle of a request or after it; its answer still arrives.
    DeskSideClosed,
    /// The client is told that no more will come, in the middle of an answer.
    ClientSideClosed,
    StalledRequest,
    StalledAnswer,
}

impl Cut {
    pub const ALL: [Self; 9] = [
        Self::Refused,
        Self::InRequest,
        Self::BeforeAnswer,
        Self::InAnswer,
        Self::Between,
        Self::DeskSideClosed,
        Self::ClientSideClosed,
        Self::StalledRequest,
        Self::StalledAnswer,
    ];

    fn side(self) -> Side {
        match self {
            Self::Refused | Self::InRequest | Self::Between | Self::DeskSideClosed | Self::StalledRequest => Side::Up,
            Self::BeforeAnswer | Self::InAnswer | Self::ClientSideClosed | Self::StalledAnswer => Side::Down,
        }
    }

    fn is_at_begin(self) -> bool {
        match self {
            Self::Refused | Self::BeforeAnswer | Self::Between => true,
            Self::InRequest
            | Self::InAnswer
            | Self::DeskSideClosed
            | Self::ClientSideClosed
            | Self::StalledRequest
            | Self::StalledAnswer => false,
        }
    }
}

/// Towards the desk, or towards the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Up,
    Down,
}

/// What will happen to a connection, and when: in this turn of request and answer or a later one, after so many
/// bytes of it.
#[derive(Clone, Copy, Debug)]
struct Fate {
    cut: Cut,
    turn: u64,
    at: usize,
    /// With a reset rather than an orderly end.
    is_hard: bool,
    stall: Duration,
}

impl Fate {
    fn drawn(dice: &mut Dice, mercy: u64) -> Self {
        let kinds = u64::try_from(Cut::ALL.len()).expect("few");
        let cut = Cut::ALL[usize::try_from(dice.roll(kinds)).expect("few")];
        let within = if cut.side() == Side::Up { 500 } else { 1500 };
        let bytes = usize::try_from(1 + dice.roll(within)).expect("few");
        let turn = dice.roll(mercy);
        Self {
            cut,
            turn: if cut == Cut::Between { turn.max(1) } else { turn },
            at: if cut.is_at_begin() { 0 } else { bytes },
            is_hard: dice.percent(50),
            stall: Duration::from_millis(20 + dice.roll(200)),
        }
    }
}

/// The proxy; it ends when it is dropped.
pub struct CuttingProxy {
    pub address: SocketAddr,
    is_cutting: Arc<AtomicBool>,
    counts: Arc<[AtomicU64; Cut::ALL.len()]>,
    task: JoinHandle<()>,
}

impl Drop for CuttingProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl CuttingProxy {
    /// Stands before a desk. A connection lives for fewer than `mercy` turns of request and answer, or a few more.
    pub async fn before(desk: SocketAddr, seed: u64, mercy: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let is_cutting = Arc::new(AtomicBool::new(true));
        let counts = Arc::new(std::array::from_fn(|_| AtomicU64::new(0)));
        let (cutting, counting) = (Arc::clone(&is_cutting), Arc::clone(&counts));
        let task = tokio::spawn(async move {
            for number in 0_u64.. {
                let Ok((client, _)) = listener.accept().await else { continue };
                let dice = Dice(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                let (is_cutting, counts) = (Arc::clone(&cutting), Arc::clone(&counting));
                let carried = Carried { desk, dice, mercy, is_cutting, counts };
                tokio::spawn(async move { drop(carried.carry(client).await) });
            }
        });
        Self { address, is_cutting, counts, task }
    }

    /// Leaves all connections alone, or not.
    pub fn cut(&self, is_cutting: bool) {
        self.is_cutting.store(is_cutting, Ordering::Relaxed);
    }

    /// How often each thing has happened.
    pub fn counts(&self) -> Vec<(Cut, u64)> {
        Cut::ALL.iter().map(|&cut| (cut, self.counts[cut as usize].load(Ordering::Relaxed))).collect()
    }
}

/// One connection.
struct Carried {
    desk: SocketAddr,
    dice: Dice,
    mercy: u64,
    is_cutting: Arc<AtomicBool>,
    counts: Arc<[AtomicU64; Cut::ALL.len()]>,
}

/// How far a connection has come.
#[derive(Default)]
struct Progress {
    turn: u64,
    is_answering: bool,
    bytes: usize,
    /// No more goes this way.
    is_up_closed: bool,
    is_down_closed: bool,
}

impl Carried {
    async fn carry(mut self, mut client: TcpStream) -> io::Result<()> {
        let mut fate = Fate::drawn(&mut self.dice, self.mercy);
        if fate.cut == Cut::Refused && self.is_cutting.load(Ordering::Relaxed) {
            self.count(Cut::Refused);
            return end(&client, fate.is_hard);
        }
        let mut desk = TcpStream::connect(self.desk).await?;
        client.set_nodelay(true)?;
        desk.set_nodelay(true)?;
        let mut progress = Progress::default();
        let (mut up, mut down) = (vec![0; 8192], vec![0; 8192]);
        loop {
            let (side, chunk) = tokio::select! {
                read = client.read(&mut up) => (Side::Up, &up[..read?]),
                read = desk.read(&mut down) => (Side::Down, &down[..read?]),
            };
            if chunk.is_empty() {
                return Ok(());
            }
            let turn = progress.turn;
            let before = progress.moves(side, chunk.len());
            if progress.turn > turn {
                // It was too short for its fate: the next one need not be as long.
                fate.at /= 2;
            }
            let is_met = self.is_cutting.load(Ordering::Relaxed)
                && fate.cut.side() == side
                && progress.turn >= fate.turn
                && progress.bytes > fate.at;
            if !is_met {
                progress.pass(side, chunk, &mut client, &mut desk).await?;
                continue;
            }
            let (first, rest) = chunk.split_at(fate.at.saturating_sub(before));
            progress.pass(side, first, &mut client, &mut desk).await?;
            self.count(fate.cut);
            match fate.cut {
                Cut::Refused | Cut::InRequest | Cut::BeforeAnswer | Cut::InAnswer | Cut::Between => {
                    end(&desk, fate.is_hard)?;
                    return end(&client, fate.is_hard);
                }
                Cut::DeskSideClosed => {
                    desk.shutdown().await?;
                    progress.is_up_closed = true;
                }
                Cut::ClientSideClosed => {
                    client.shutdown().await?;
                    progress.is_down_closed = true;
                }
                Cut::StalledRequest | Cut::StalledAnswer => {
                    tokio::time::sleep(fate.stall).await;
                    progress.pass(side, rest, &mut client, &mut desk).await?;
                }
            }
            fate = Fate::drawn(&mut self.dice, self.mercy);
            fate.turn += progress.turn + 1;
        }
    }

    fn count(&self, cut: Cut) {
        self.counts[cut as usize].fetch_add(1, Ordering::Relaxed);
    }
}

impl Progress {
    /// Counts what came; returns how much of this request or answer came before it.
    fn moves(&mut self, side: Side, bytes: usize) -> usize {
        let is_answer = side == Side::Down;
        if is_answer != self.is_answering {
            self.bytes = 0;
            self.turn += u64::from(self.is_answering);
            self.is_answering = is_answer;
        }
        self.bytes += bytes;
        self.bytes - bytes
    }

    async fn pass(&self, side: Side, chunk: &[u8], client: &mut TcpStream, desk: &mut TcpStream) -> io::Result<()> {
        match side {
            Side::Up if !self.is_up_closed => desk.write_all(chunk).await,
            Side::Down if !self.is_down_closed => client.write_all(chunk).await,
            Side::Up | Side::Down => Ok(()),
        }
    }
}

/// An orderly end comes by dropping; a hard one is a reset.
fn end(stream: &TcpStream, is_hard: bool) -> io::Result<()> {
    if is_hard { stream.set_zero_linger() } else { Ok(()) }
}
