//! Whoever waits for ever tells nobody why. A test of processes that takes far longer than it may says what it and its
//! processes are at, and ends: with every thread's stack where gdb is there, else with what the system tells of them.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::Path,
    process::Command,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    time::Duration,
};

/// Watches for as long as it lives.
pub struct Overdue {
    _ends: Sender<()>,
}

impl Overdue {
    /// Watches over what may take this long at most.
    pub fn after(limit: Duration) -> Self {
        let (ends, end) = mpsc::channel();
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        std::thread::spawn(move || {
            if end.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                tell_and_end(&test, limit);
            }
        });
        Self { _ends: ends }
    }
}

/// Past what the test runner holds back, since it would never show it.
fn tell_and_end(test: &str, limit: Duration) -> ! {
    let own = std::process::id();
    let mut told = format!("\n*** {test} is not done after {} s. What its processes are at:\n", limit.as_secs());
    for process in std::iter::once(own).chain(children(own)) {
        _ = writeln!(told, "{}", at(process));
    }
    _ = std::io::stderr().write_all(told.as_bytes());
    // The shell before a database's server ends that one when we do.
    for process in children(own).into_iter().filter(|process| name(*process) == "balcao") {
        _ = Command::new("kill").args(["-KILL", &process.to_string()]).status();
    }
    std::process::abort();
}

/// What a process is, and what its threads wait for.
fn at(process: u32) -> String {
    let folder = format!("/proc/{process}");
    let command = std::fs::read_to_string(format!("{folder}/cmdline")).unwrap_or_default().replace('\0', " ");
    let arguments = ["-p", &process.to_string(), "-batch", "-ex", "thread apply all backtrace 30"];
    let stacks = Command::new("gdb").args(arguments).output().map(|output| output.stdout).unwrap_or_default();
    let log = std::fs::read_to_string(format!("{folder}/cwd/log")).unwrap_or_default();
    let stacks = String::from_utf8_lossy(&stacks);
    format!("{process} {command}: {}\n{stacks}\nits log ends with\n{}", threads(process), last_lines(&log))
}

/// The end of a log.
pub fn last_lines(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// Each thread's name, and what of the system it waits for, where the system tells.
pub fn threads(process: u32) -> String {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{process}/task")) else { return "not told here".to_owned() };
    let read = |path: &Path, name: &str| std::fs::read_to_string(path.join(name)).unwrap_or_default().trim().to_owned();
    let each = tasks.flatten().map(|task| format!("{} {}", read(&task.path(), "comm"), read(&task.path(), "wchan")));
    each.collect::<Vec<_>>().join(", ")
}

/// The processes that a process started and that run.
fn children(parent: u32) -> Vec<u32> {
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let numbers = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(|number| parent_of(*number) == Some(parent)).collect()
}

fn name(process: u32) -> String {
    std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default().trim().to_owned()
}

/// After a name in brackets, which can hold anything, come the state and the parent.
fn parent_of(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}
