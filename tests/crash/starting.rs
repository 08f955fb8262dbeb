//! Starts and ends: a dialog that goes on after each kill, a stop that loses nothing, and starts that are refused
//! in words.

use std::time::Duration;

use balcao::core::db::Store;

use crate::{
    client::{Client, Tally},
    ledger,
    people::Reporter,
    program::Program,
    siege::reporter_code,
    support::{self, Dice, folder},
    whole,
};

fn sqlite(folder: &tempfile::TempDir) -> String {
    format!("sqlite://{}/balcao.db", folder.path().display())
}

/// A reporter in front of a program that runs.
async fn ana(program: &mut Program) -> Reporter {
    program.commanded(&["directory", "import", crate::siege::DIRECTORY]);
    let code = reporter_code(program, 0);
    program.start();
    let mut client = Client::new("ana", program.http, Tally::new());
    client.enter(&code).await;
    client.opens().await;
    Reporter::new(client, Dice(1))
}

#[tokio::test]
async fn a_report_goes_on_where_it_was_after_each_kill() {
    let folder = folder();
    for url in [Some(sqlite(&folder)), support::postgres::database().await].into_iter().flatten() {
        let mut program = Program::new(&url);
        let mut ana = ana(&mut program).await;
        let mut at = ana.begins().await;
        for step in 0..Reporter::steps() {
            program.kill();
            program.start();
            at = ana.answers(step, at).await;
        }
        program.kill();
        program.start();
        ana.sends(at).await;
        ledger::echoes_in_order(&ana.client);
        assert!(program.stop().await.0.success());
        whole::whole(&Store::open(&url).await.expect("it opens")).await;
    }
}

#[tokio::test]
async fn a_stop_waits_for_nobody_who_only_listens_and_loses_nothing() {
    let folder = folder();
    for url in [Some(sqlite(&folder)), support::postgres::database().await].into_iter().flatten() {
        let mut program = Program::new(&url);
        let mut ana = ana(&mut program).await;
        ana.begins().await;
        let tally = ana.client.tally.clone();
        let (done, stopped) = tokio::sync::watch::channel(false);
        let writing = tokio::spawn(async move {
            while !*stopped.borrow() {
                ana.client.says("more").await;
            }
            ana
        });
        let mut acknowledged = tally.acknowledged.subscribe();
        let since = *acknowledged.borrow();
        acknowledged.wait_for(|count| *count >= since + 20).await.expect("a client");
        let (status, took) = program.stop().await;
        assert!(status.success(), "{status:?}\n{}", program.logged());
        assert!(took < Duration::from_secs(10), "{took:?}");
        program.start();
        done.send_replace(true);
        let mut ana = writing.await.expect("nothing was lost");
        ledger::echoes_in_order(&ana.client);
        // Somebody waits for a letter that does not come.
        let waits = tokio::spawn(async move { ana.client.polls(25).await });
        program.ready().await;
        let (status, took) = program.stop().await;
        assert!(status.success() && took < Duration::from_secs(10), "{status:?} {took:?}");
        waits.abort();
        whole::whole(&Store::open(&url).await.expect("it opens")).await;
    }
}

/// Runs the desk where it must not start; returns what it said.
fn refused(program: &Program, args: &[&str]) -> String {
    let output = program.command(&[&["run"], args].concat());
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.lines().count() <= 5 && !said.contains("panicked"), "{said}");
    said
}

#[tokio::test]
async fn a_port_in_use_is_said() {
    let folder = folder();
    let program = Program::new(&sqlite(&folder));
    let _taken = std::net::TcpListener::bind(program.http).expect("free until now");
    let said = refused(&program, &[]);
    assert!(said.contains(&program.http.to_string()) && said.contains("BALCAO_HTTP"), "{said}");
}

#[tokio::test]
async fn a_database_that_another_process_serves_is_left_alone() {
    let folder = folder();
    let mut first = Program::new(&sqlite(&folder));
    first.start();
    first.ready().await;
    let second = Program::new(&first.database_url);
    let said = refused(&second, &[]);
    assert!(said.contains("another Balcão is running on this database"), "{said}");
    // Who was there first does not notice; after a kill the database is free at once.
    first.kill();
    first.start();
    first.ready().await;
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    let folder = folder();
    for url in [Some(sqlite(&folder)), support::postgres::database().await].into_iter().flatten() {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        let later = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             select 9999, 'later', success, checksum, 0 from _sqlx_migrations where version = 1";
        sqlx::query(later).execute(&mut *tx).await.expect("a later version");
        tx.commit().await.expect("it commits");
        store.close().await;
        let said = refused(&Program::new(&url), &[]);
        assert!(said.contains("newer Balcão (schema 9999)"), "{said}");
    }
}

#[test]
fn a_mistake_in_the_desk_file_is_named_with_its_line() {
    let folder = folder();
    let program = Program::new(&sqlite(&folder));
    let desk = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/desks/epts.toml")).expect("a desk");
    let line = desk.lines().position(|line| line == "kind = \"choice\"").expect("a question") + 1;
    let file = program.folder().join("desk.toml");
    std::fs::write(&file, desk.replacen("kind = \"choice\"", "kind = \"chioce\"", 1)).expect("a file");
    let said = refused(&program, &["--desk", file.to_str().expect("a path")]);
    assert!(said.contains(&format!("desk.toml:{line}: ")), "{said}");
    assert!(said.contains("chioce") && said.contains("allowed:") && said.contains("choice"), "{said}");
}

#[test]
fn a_database_that_is_none_is_said() {
    let folder = folder();
    let path = folder.path().join("balcao.db");
    std::fs::write(&path, "this is no database, but a text of somebody's").expect("a file");
    let said = refused(&Program::new(&sqlite(&folder)), &[]);
    assert!(said.contains("not a database"), "{said}");
    assert!(std::fs::read(&path).expect("a file").starts_with(b"this is no database"), "it is left as it was");
    let said = refused(&Program::new("mysql://127.0.0.1/balcao"), &[]);
    assert!(said.contains("DATABASE_URL must begin with sqlite: or postgres:"), "{said}");
    let said = refused(&Program::new("postgres://postgres:secret@127.0.0.1:1/balcao"), &[]);
    assert!(said.contains("refused") && !said.contains("secret"), "{said}");
}
