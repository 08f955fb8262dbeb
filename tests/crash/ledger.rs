//! The reckoning: what people were told, held against what they read again from the first letter on and against
//! what the database holds.

use std::collections::{BTreeMap, BTreeSet};

use balcao::{core::db::Store, text::reference};
use sqlx::Row as _;

use crate::{
    client::Client,
    people::{reply, resolution},
    program::Program,
    siege::Witnesses,
    whole::{rows, whole},
};

/// Reads everything again, stops the program, and checks its database.
pub async fn reckon(program: &mut Program, mut witnesses: Witnesses) {
    everything_is_said(&mut witnesses).await;
    let clients = witnesses.reporters.iter_mut().map(|reporter| &mut reporter.client);
    for client in clients.chain(witnesses.agents.iter_mut().map(|agent| &mut agent.client)) {
        client.reads().await;
        same_from_the_start(client).await;
        echoes_in_order(client);
    }
    let (status, _) = program.stop().await;
    assert!(status.success(), "{status:?}");
    let store = Store::open(&program.database_url).await.expect("the database opens");
    let given: BTreeMap<String, String> = witnesses
        .reporters
        .iter()
        .flat_map(|reporter| reporter.filed.iter())
        .map(|(marker, given)| (given.clone(), marker.clone()))
        .collect();
    let filed: usize = witnesses.reporters.iter().map(|reporter| reporter.filed.len()).sum();
    assert_eq!(given.len(), filed, "no reference was given twice");
    tickets(&store, &given).await;
    words(&store, &given).await;
    letters(&store, &witnesses).await;
    told_once(&witnesses);
    whole(&store).await;
    println!("  {filed} requests filed, worked on and resolved, each once");
    store.close().await;
}

/// What agents write waits a moment, in which it can be taken back. Everybody reads on until the reporters have the
/// last of it and the agents see of each message that it arrived.
async fn everything_is_said(witnesses: &mut Witnesses) {
    for reporter in &mut witnesses.reporters {
        for (_, given) in &reporter.filed {
            reporter.client.hears(&[&reply(given)]).await;
            reporter.client.hears(&[&resolution(given)]).await;
        }
        reporter.client.reads().await;
    }
    for agent in &mut witnesses.agents {
        for (_, given) in witnesses.reporters.iter().flat_map(|reporter| &reporter.filed) {
            agent.client.hears(&[&reply(given), ARRIVED]).await;
            agent.client.hears(&[&resolution(given), ARRIVED]).await;
        }
    }
}

const ARRIVED: &str = "✓";

async fn same_from_the_start(client: &Client) {
    let again = client.reads_all().await;
    assert_eq!(again.len(), client.letters.len(), "{}: other letters", client.name);
    assert_eq!(again, client.letters, "{}: other letters", client.name);
}

/// Each message is in the chat once, in the order of sending.
pub fn echoes_in_order(client: &Client) {
    let echoed: Vec<&str> = client.letters.values().filter_map(|letter| letter["echo"]["key"].as_str()).collect();
    assert_eq!(echoed, client.sent, "{}: what was sent is in the chat once and in order", client.name);
}

/// One ticket for each request that was sent, under the reference that was told, resolved.
async fn tickets(store: &Store, given: &BTreeMap<String, String>) {
    let stored = rows(
        store,
        "select t.reference, e.words from ticket t left join entry e on e.ticket_id = t.id and e.kind = 'description'
         order by t.running_number",
    )
    .await;
    assert_eq!(stored.len(), given.len(), "one ticket for each request");
    for (reference, words) in &stored {
        assert_eq!(given.get(reference), Some(words), "{reference}");
        assert_eq!(reference::whole(reference, "BL"), Some(Ok(reference.clone())), "the check digit");
    }
    let markers: BTreeSet<&String> = stored.iter().map(|(_, words)| words).collect();
    assert_eq!(markers.len(), stored.len(), "no request was filed twice");
    let numbers = sqlx::query("select running_number from ticket order by running_number").fetch_all(store.reader());
    let numbers: Vec<i64> = numbers.await.expect("rows").iter().map(|row| row.try_get(0).expect("a number")).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "numbers without holes");
    for (reference, status) in rows(store, "select reference, status from ticket").await {
        assert_eq!(status, "resolved", "{reference}");
    }
    let open = rows(store, "select state, answers from draft where state = 'open'").await;
    assert!(open.is_empty(), "no draft is left: {open:?}");
}

/// Each reply and each resolution was written once.
async fn words(store: &Store, given: &BTreeMap<String, String>) {
    for (kind, sql, expected) in
        [("reply", REPLIES, reply as fn(&str) -> String), ("resolution", RESOLUTIONS, resolution as fn(&str) -> String)]
    {
        let stored = rows(store, sql).await;
        let expected: Vec<(String, String)> = given.keys().map(|given| (given.clone(), expected(given))).collect();
        assert_eq!(stored.len(), expected.len(), "one {kind} for each request");
        assert_eq!(stored.into_iter().collect::<BTreeSet<_>>(), expected.into_iter().collect(), "{kind}");
    }
}

const REPLIES: &str =
    "select t.reference, e.words from entry e join ticket t on t.id = e.ticket_id where e.kind = 'reply'";
const RESOLUTIONS: &str =
    "select t.reference, e.words from entry e join ticket t on t.id = e.ticket_id where e.kind = 'resolution'";

/// Letters are numbered without holes, and nothing but them is in the outbox.
async fn letters(store: &Store, witnesses: &Witnesses) {
    let unsent = rows(store, "select address, line || ' ' || state from outbox where seq = 0").await;
    assert!(unsent.is_empty(), "nothing waits in the end: {unsent:?}");
    let found = sqlx::query(
        "select o.address, cast(count(*) as bigint), min(o.seq), max(o.seq),
         cast(count(distinct o.seq) as bigint), max(l.last_seq)
         from outbox o join lane l on l.address = o.address and l.class = o.class group by o.address, o.class",
    )
    .fetch_all(store.reader())
    .await
    .expect("rows");
    let mut sizes = Vec::new();
    for row in found {
        let address: String = row.try_get(0).expect("text");
        let count: i64 = row.try_get(1).expect("a number");
        let rest: [i64; 4] = [2, 3, 4, 5].map(|at: usize| row.try_get(at).expect("a number"));
        assert_eq!(rest, [1, count, count, count], "{address}: first, last, distinct, the lane's last");
        sizes.push(count);
    }
    let mut read: Vec<i64> = witnesses.reporters.iter().map(|reporter| reporter.client.after()).collect();
    read.push(witnesses.agents[0].client.after());
    sizes.sort_unstable();
    read.sort_unstable();
    assert_eq!(sizes, read, "each letter was read");
}

/// Each reporter was told each reply once, and each resolution once.
fn told_once(witnesses: &Witnesses) {
    for reporter in &witnesses.reporters {
        let texts: Vec<&str> = reporter.client.letters.values().filter_map(|letter| letter["text"].as_str()).collect();
        for (_, given) in &reporter.filed {
            for told in [reply(given), resolution(given)] {
                let times = texts.iter().filter(|text| text.contains(&told)).count();
                assert_eq!(times, 1, "{}: {told}", reporter.client.name);
            }
        }
    }
}
