//! A full disk, played with the limit on the size of a file that every system has: nothing is acknowledged that
//! is not kept, what is kept can be read, and with space again all goes through once.

use std::{sync::atomic::Ordering, time::Duration};

use balcao::core::db::Store;
use reqwest::StatusCode;

use crate::{
    client::{Client, Tally},
    ledger,
    program::Program,
    siege::reporter_code,
    support::folder,
    whole,
};

/// The most messages until the disk must be full.
const MOST: usize = 20_000;
/// Refused so often before there is space again.
const REFUSED: usize = 20;
/// Once there is space, it must be used within this time.
const RESUMES: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_full_disk_refuses_and_loses_nothing_until_a_new_start() {
    fill(false).await;
}

#[tokio::test]
async fn a_full_disk_that_gets_space_is_written_again_at_once() {
    fill(true).await;
}

async fn fill(runs_on: bool) {
    let folder = folder();
    let mut program = Program::new(&format!("sqlite://{}/balcao.db", folder.path().display()));
    program.commanded(&["directory", "import", crate::siege::DIRECTORY]);
    let code = reporter_code(&program, 0);
    let size: u64 = std::fs::read_dir(folder.path())
        .expect("a folder")
        .map(|file| file.expect("a file").metadata().expect("its size").len())
        .sum();
    program.file_blocks = Some(size / 512 + 400);
    program.start();
    program.ready().await;
    let mut client = Client::new("ana", program.http, Tally::new());
    client.enter(&code).await;
    client.opens().await;
    client.says("/new").await;

    let mut refused = 0;
    for number in 0..MOST {
        match client.tries(&format!("words, many of them, to fill a disk: {number}")).await {
            Ok(()) => {}
            Err(status) => {
                assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
                refused += 1;
                let read = client.reads_all().await;
                assert!(client.letters.iter().all(|(seq, letter)| read.get(seq) == Some(letter)), "it can be read");
            }
        }
        if refused == REFUSED {
            break;
        }
    }
    assert_eq!(refused, REFUSED, "the disk is full");

    // The message that is refused now is sent again and again, until there is space.
    let acknowledged = client.tally.acknowledged.subscribe();
    let (before, failed) = (*acknowledged.borrow(), client.tally.clone());
    let retries = tokio::spawn(async move {
        client.says("the last words").await;
        client
    });
    while failed.failed.load(Ordering::Relaxed) < 3 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(*acknowledged.borrow(), before, "refused as long as the disk is full");
    if runs_on && !program.give_space() {
        eprintln!("\n*** SKIPPED: without the command prlimit a limit cannot be lifted ***\n");
    } else if runs_on {
        let mut client = tokio::time::timeout(RESUMES, retries).await.expect("in time").expect("it is acknowledged");
        client.says("words after that").await;
        return reckon(program, client).await;
    }
    program.kill();
    program.file_blocks = None;
    program.start();
    program.ready().await;
    reckon(program, retries.await.expect("it is acknowledged")).await;
}

async fn reckon(mut program: Program, mut client: Client) {
    client.reads().await;
    ledger::echoes_in_order(&client);
    assert_eq!(client.reads_all().await, client.letters);
    assert!(program.stop().await.0.success());
    whole::whole(&Store::open(&program.database_url).await.expect("it opens")).await;
}
