//! A PostgreSQL server of the tests' own: its binaries are looked for, a throw-away cluster is started once for a
//! test program, and each test gets a database. Where there are no binaries the tests say so and are skipped,
//! unless `BALCAO_REQUIRE_POSTGRES` is set.

use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use sqlx::Connection as _;

/// A running cluster. It ends with the test program, whose death the server notices by its standard input.
struct Cluster {
    port: u16,
    _server: Child,
    _folder: tempfile::TempDir,
}

/// The URL of a fresh, empty database; `None` where there is no PostgreSQL.
pub async fn database() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let cluster = cluster()?;
    let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
    sqlx::any::install_default_drivers();
    let admin = format!("postgres://postgres@127.0.0.1:{}/postgres", cluster.port);
    let mut conn = sqlx::AnyConnection::connect(&admin).await.expect("the cluster answers");
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut conn).await.expect("a database");
    Some(format!("postgres://postgres@127.0.0.1:{}/{name}", cluster.port))
}

fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER
        .get_or_init(|| {
            let started = binaries().and_then(|folder| start(&folder));
            if started.is_none() {
                let required = std::env::var_os("BALCAO_REQUIRE_POSTGRES").is_some();
                assert!(!required, "PostgreSQL is required here, and its server was not found or did not start");
                eprintln!("\n*** SKIPPED: PostgreSQL's server was not found; these stories ran on SQLite only ***\n");
            }
            started
        })
        .as_ref()
}

/// The folder of `initdb` and `postgres`: on the path, or where distributions put them.
fn binaries() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
        folders.sort();
        folders.reverse();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    folders.extend(["/usr/local/pgsql/bin", "/opt/homebrew/bin"].map(PathBuf::from));
    folders.into_iter().find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

fn start(binaries: &Path) -> Option<Cluster> {
    let folder = tempfile::Builder::new().prefix("balcao-pg").tempdir().ok()?;
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).ok()?;
    let data = folder.path().join("data");
    let made = as_somebody(&binaries.join("initdb"))
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "-D"])
        .arg(&data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    if !made.success() {
        return None;
    }
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    // A shell between us and the server ends it when our end of the pipe closes, however the tests end, and takes its
    // data away: nothing is dropped where a test program ends.
    let server = as_somebody(Path::new("/bin/sh"))
        .args(["-c", "\"$0\" \"$@\" </dev/null >/dev/null 2>&1 & cat >/dev/null; kill -QUIT $!; wait; rm -rf \"$2\""])
        .arg(binaries.join("postgres"))
        .arg("-D")
        .arg(&data)
        .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"])
        .args(["-c", "unix_socket_directories=", "-c", "shared_buffers=64MB", "-c", "fsync=off"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let ready = (0..200).any(|_| {
        let up = Command::new(binaries.join("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status()
            .is_ok_and(|status| status.success());
        if !up {
            std::thread::park_timeout(std::time::Duration::from_millis(50));
        }
        up
    });
    ready.then_some(Cluster { port, _server: server, _folder: folder })
}

/// The server refuses to run as root: then it runs as whoever the distribution made for it, or as nobody.
fn as_somebody(program: &Path) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
    if !is_root {
        return Command::new(program);
    }
    let has_postgres = Command::new("id").args(["-u", "postgres"]).output().is_ok_and(|id| id.status.success());
    let mut command = Command::new("setpriv");
    let user = if has_postgres { "postgres" } else { "nobody" };
    command.args(["--reuid", user, "--clear-groups", "--"]).arg(program).current_dir("/");
    command
}
