//! Twenty people write 2,000 messages through a proxy that cuts their connections wherever it can. Nothing is lost,
//! nothing comes twice, everybody's words stay in their order, and all readers of a room read the same.
//!
//! `BALCAO_CUT_SEED` repeats a run's dice, `BALCAO_CUT_MESSAGES` sets how many messages are sent.

#[path = "cutting/client.rs"]
mod client;
#[path = "support/cutting_proxy.rs"]
mod cutting_proxy;
#[path = "support/served.rs"]
mod served;
mod support;

use std::{
    collections::{BTreeMap, HashSet},
    sync::atomic::Ordering,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use client::{Client, Tally};
use cutting_proxy::CuttingProxy;
use serde_json::Value;
use served::Served;

/// Who writes, and where: eight by themselves, six in the agents' room, six each in a partner's room.
const PEOPLE: [(&str, &str); 20] = [
    ("martine", "martine"),
    ("jose", "jose"),
    ("andre", "andre"),
    ("tomas", "tomas"),
    ("janice", "janice"),
    ("fatima", "fatima"),
    ("orlando", "orlando"),
    ("grace", "grace"),
    ("celia", "agents"),
    ("bene", "agents"),
    ("lurdes", "agents"),
    ("ivo", "agents"),
    ("priya", "agents"),
    ("nelia", "agents"),
    ("focal_ccs", "CCS"),
    ("focal_ariel", "ARIEL"),
    ("focal_egpaf", "EGPAF"),
    ("focal_icap", "ICAP"),
    ("focal_fgh", "FGH"),
    ("focal_chass", "CHASS"),
];

/// Fewer requests than this go well before something happens to their connection.
const MERCY: u64 = 3;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

fn seed() -> u64 {
    number("BALCAO_CUT_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
        u64::from(now.subsec_nanos()) ^ (now.as_secs() << 20)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_where_connections_are_cut() {
    let (seed, messages) = (seed(), number("BALCAO_CUT_MESSAGES").unwrap_or(2000));
    let each = usize::try_from(messages).expect("few").div_ceil(PEOPLE.len());
    println!("BALCAO_CUT_SEED={seed} BALCAO_CUT_MESSAGES={messages}");
    let began = Instant::now();
    let served = Served::plain().await;
    let proxy = CuttingProxy::before(served.address, seed, MERCY).await;
    let tally = Tally::default();

    let mut lives = Vec::new();
    for (number, (key, room)) in (1_u64..).zip(PEOPLE) {
        let code = served.code_for(key).await;
        let mut client = Client::new(key, room, proxy.address, seed.wrapping_add(number), tally.clone());
        lives.push(tokio::spawn(async move {
            client.enter(&code).await;
            client.lives(each).await;
            client
        }));
    }
    let mut clients = Vec::new();
    for life in lives {
        clients.push(life.await.expect("a client"));
    }
    let wrote = began.elapsed();
    let in_room = |room: &str| PEOPLE.iter().filter(|(_, of)| *of == room).count();
    for client in &mut clients {
        client.reads_until(each * in_room(&client.room)).await;
    }

    let mut rooms: BTreeMap<&str, &Client> = BTreeMap::new();
    for client in &clients {
        let other = rooms.entry(&client.room).or_insert(client);
        agree(other, client);
        assert_eq!(client.letters, client.reads_anew().await, "{}: read anew", client.name);
        keeps_its_word(client);
    }
    for (room, reader) in rooms {
        each_once(reader, each * in_room(room));
    }
    report(&proxy, &tally, each, wrote, began);
}

/// Two readers of a room have the same letters under the same numbers, but for what only the author is told.
fn agree(one: &Client, other: &Client) {
    assert_eq!(one.letters.len(), other.letters.len(), "{} and {}", one.name, other.name);
    for (a, b) in one.letters.values().zip(other.letters.values()) {
        for field in ["seq", "at", "slot", "text", "buttons", "files"] {
            assert_eq!(a[field], b[field], "{} and {}: {field}", one.name, other.name);
        }
        assert_eq!(a["echo"]["author"], b["echo"]["author"], "{} and {}", one.name, other.name);
    }
}

/// Numbers without gaps; each key of its own exactly once, in the order of writing, with the words that were written.
fn keeps_its_word(client: &Client) {
    let numbers: Vec<i64> = client.letters.keys().copied().collect();
    let whole: Vec<i64> = (1..=i64::try_from(numbers.len()).expect("few")).collect();
    assert_eq!(numbers, whole, "{}: numbers of letters", client.name);
    let mine: Vec<(String, String)> = client
        .echoes()
        .into_iter()
        .filter(|letter| letter["echo"]["mine"] == true)
        .map(|letter| {
            let text = |value: &Value| value.as_str().expect("text").to_owned();
            (text(&letter["echo"]["key"]), text(&letter["text"]))
        })
        .collect();
    assert_eq!(mine, client.said, "{}: what it said, in order", client.name);
}

/// No words stand twice in a room, whoever wrote them.
fn each_once(reader: &Client, messages: usize) {
    let words: Vec<&str> = reader.echoes().into_iter().filter_map(|letter| letter["text"].as_str()).collect();
    assert_eq!(words.len(), messages, "{}", reader.room);
    assert_eq!(words.iter().collect::<HashSet<_>>().len(), messages, "{}", reader.room);
}

/// What happened; it has to have been bad.
fn report(proxy: &CuttingProxy, tally: &Tally, each: usize, wrote: Duration, began: Instant) {
    let counts = proxy.counts();
    let cuts: u64 = counts.iter().map(|(_, count)| count).sum();
    let [failed, again, waiting] = [&tally.failed, &tally.again, &tally.waiting].map(|n| n.load(Ordering::Relaxed));
    let messages = each * PEOPLE.len();
    println!("{messages} messages, written in {wrote:?}, read in {:?}; {cuts} cuts: {counts:?}", began.elapsed());
    println!("{failed} requests without an answer; {again} received before, {waiting} waited for their turn");
    let enough = u64::try_from(messages / 40).expect("few");
    for (cut, count) in counts {
        assert!(count >= enough, "{cut:?} happened {count} times only");
    }
    assert!(again >= enough, "only {again} answers to messages were lost");
}
