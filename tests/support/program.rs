//! The program under test: its real binary as a process, on a folder and a port of its own.
#![allow(dead_code, reason = "each test program uses a part")]

use std::{
    ffi::OsString,
    fs::File,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::atomic::{AtomicU16, Ordering},
    time::{Duration, Instant},
};

use crate::support::{
    self,
    overdue::{self, Overdue},
};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a test may have its program, and how much longer for each kill: far more than any needs.
const LONGEST: Duration = Duration::from_mins(5);
const LONGER_EACH_KILL_S: u64 = 2;

/// The program that was built with the tests, or the one that `BALCAO_PROGRAM` names.
fn binary() -> OsString {
    std::env::var_os("BALCAO_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_balcao").into())
}

/// Where and on what the program runs, and its process while it does.
pub struct Program {
    pub database_url: String,
    pub http: SocketAddr,
    /// The largest file that it may write, in blocks of 512 bytes: a disk that is full.
    pub file_blocks: Option<u64>,
    /// Further variables of its environment.
    pub variables: Vec<(&'static str, String)>,
    folder: tempfile::TempDir,
    process: Option<Child>,
    _overdue: Overdue,
}

impl Program {
    pub fn new(database_url: &str) -> Self {
        Self {
            database_url: database_url.to_owned(),
            http: free_address(),
            file_blocks: None,
            variables: Vec::new(),
            folder: support::folder(),
            process: None,
            _overdue: Overdue::after(LONGEST + Duration::from_secs(LONGER_EACH_KILL_S * support::chance::kills(20))),
        }
    }

    /// Runs a command of the command line to its end.
    pub fn command(&self, args: &[&str]) -> Output {
        self.prepared(Command::new(binary())).args(args).output().expect("the program starts")
    }

    /// As `command`; it must succeed. Returns what it printed.
    pub fn commanded(&self, args: &[&str]) -> String {
        let output = self.command(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// Makes a code for somebody.
    pub fn invite(&self, args: &[&str]) -> String {
        let printed = self.commanded(&[&["invite", "--lang", "en"], args].concat());
        let code = printed.split_whitespace().nth(1).expect("Code: …");
        code.to_owned()
    }

    pub fn start(&mut self) {
        assert!(self.process.is_none(), "it runs");
        let command = match self.file_blocks {
            None => Command::new(binary()),
            // A write beyond the limit then fails, where otherwise a signal would end the program.
            Some(blocks) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", &format!("trap '' XFSZ; ulimit -S -f {blocks}; exec \"$0\" \"$@\"")]).arg(binary());
                shell
            }
        };
        let log = File::options().create(true).append(true).open(self.log()).expect("a log");
        let process = self.prepared(command).arg("run").stdout(Stdio::null()).stderr(log).spawn();
        self.process = Some(process.expect("the program starts"));
    }

    /// Takes the limit away while it runs; `false` where the system has no command for that.
    pub fn give_space(&self) -> bool {
        let id = self.process.as_ref().expect("it was started").id().to_string();
        Command::new("prlimit").args(["--pid", &id, "--fsize=unlimited"]).status().is_ok_and(|status| status.success())
    }

    fn prepared(&self, mut command: Command) -> Command {
        command
            .current_dir(self.folder.path())
            .env("DATABASE_URL", &self.database_url)
            .env("BALCAO_HTTP", self.http.to_string())
            .env("BALCAO_FILES", self.folder.path().join("files"))
            .env("BALCAO_BURST", "1000000000")
            .env_remove("BALCAO_DESK")
            .env_remove("RUST_LOG")
            .env_remove("TELOXIDE_TOKEN")
            .env_remove("DISCORD_TOKEN")
            .envs(self.variables.iter().map(|(name, value)| (name, value.as_str())))
            .stdin(Stdio::null());
        command
    }

    fn log(&self) -> std::path::PathBuf {
        self.folder.path().join("log")
    }

    /// What it has logged so far.
    pub fn logged(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// What it is at, for whoever waits in vain: how it ended, or what its threads wait for, and the last that it logged.
    pub fn told(&mut self) -> String {
        let process = self.process.as_mut().expect("it was started");
        let at = match process.try_wait().expect("a process") {
            Some(ended) => format!("it ended by itself: {ended:?}"),
            None => format!("it runs; its threads: {}", overdue::threads(process.id())),
        };
        format!("{at}\n{}", overdue::last_lines(&self.logged()))
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Waits until its port is open; returns how long that took.
    pub async fn ready(&mut self) -> Duration {
        let since = Instant::now();
        while tokio::net::TcpStream::connect(self.http).await.is_err() {
            let ended = self.process.as_mut().expect("it was started").try_wait().expect("a process");
            assert!(ended.is_none(), "it ended by itself: {ended:?}\n{}", self.logged());
            assert!(since.elapsed() < PATIENCE, "it does not listen\n{}", self.logged());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        since.elapsed()
    }

    /// kill -9. It must have run until then.
    pub fn kill(&mut self) {
        let mut process = self.process.take().expect("it was started");
        let ended = process.try_wait().expect("a process");
        assert!(ended.is_none(), "it ended by itself: {ended:?}\n{}", self.logged());
        process.kill().expect("it is killed");
        process.wait().expect("it ends");
    }

    /// Asks it to stop, as a service manager does; returns how it ended and how long that took.
    pub async fn stop(&mut self) -> (ExitStatus, Duration) {
        let since = Instant::now();
        let id = self.process.as_ref().expect("it was started").id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
        (self.ended().await, since.elapsed())
    }

    /// Waits until it has ended.
    pub async fn ended(&mut self) -> ExitStatus {
        let since = Instant::now();
        let mut process = self.process.take().expect("it was started");
        loop {
            if let Some(status) = process.try_wait().expect("a process") {
                return status;
            }
            if since.elapsed() > PATIENCE {
                let _gone = process.kill();
                panic!("it does not end\n{}", self.logged());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ended = process.kill();
            let _status = process.wait();
        }
    }
}

/// A port below those that systems give to outgoing connections: one of these could take the port meanwhile.
fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 400).expect("small") * 30;
    (0..12_000)
        .map(|_| {
            let port = 20_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000;
            SocketAddr::from(([127, 0, 0, 1], port))
        })
        .find(|address| TcpListener::bind(address).is_ok())
        .expect("a free port")
}
