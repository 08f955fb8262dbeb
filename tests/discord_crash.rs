//! The real program on the fake of Discord, killed with -9 at random points while people write: no message is lost, no
//! request is doubled, and nothing is sent twice within the time in which Discord knows a nonce. Taps that nobody has
//! answered are Discord's to lose, so people here write. `BALCAO_CRASH_KILLS` says how often, `BALCAO_CRASH_SEED`
//! repeats a run.

mod support;

#[path = "discord/desk.rs"]
mod desk;
#[path = "support/discord/mod.rs"]
mod discord;
#[path = "support/program.rs"]
mod program;

use std::{collections::BTreeSet, time::Duration};

use balcao::core::db::Store;
use desk::Desk;
use discord::{Fake, people::Person};
use sqlx::Row as _;
use support::{
    Dice,
    chance::{kills, seed},
};
use tokio::{sync::watch, task::JoinSet};

const REPORTERS: u64 = 6;
/// The most messages between two kills.
const MOST_BETWEEN: u64 = 12;
/// What is written, and what has to follow each: words, or something to press that begins so.
const STEPS: [(&str, &str); 3] = [("/new", "iDART"), ("iDART", "Another problem"), ("Another problem", "Describe")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled() {
    let (kills, seed) = (kills(10), seed());
    println!("{kills} kills with BALCAO_CRASH_SEED={seed}");
    let mut desk = Desk::started().await;
    let mut people = Vec::new();
    for number in 0..REPORTERS {
        people.push(desk.reporter(100 + number, &format!("Rita {}", word(number))).await);
    }
    let (stop, stopped) = watch::channel(false);
    let mut working = JoinSet::new();
    for person in people {
        working.spawn(works(person, stopped.clone()));
    }
    let mut dice = Dice(seed);
    for _ in 0..kills {
        let target = written(&desk.fake) + 1 + usize::try_from(dice.roll(MOST_BETWEEN)).expect("small");
        desk.fake.until("progress", |state| (count(state) >= target).then_some(())).await;
        tokio::time::sleep(Duration::from_micros(dice.roll(40_000))).await;
        desk.program.kill();
        desk.starts().await;
    }
    stop.send_replace(true);
    let mut filed = Vec::new();
    while let Some(ended) = working.join_next().await {
        filed.extend(ended.expect("nobody met anything wrong"));
    }
    reckon(&desk, &filed).await;
    desk.ends().await;
}

/// Files requests until it is over; gives their descriptions.
async fn works(person: Person, stop: watch::Receiver<bool>) -> Vec<String> {
    let mut filed = Vec::new();
    while filed.is_empty() || !*stop.borrow() {
        let mut at = 0;
        for (said, next) in STEPS {
            at = person.says(said);
            at = follows(&person, at, next).await;
        }
        let description = format!("The printer {} of {} is silent.", word(filed.len() as u64), person.name);
        at = at.max(person.says(&description));
        at = follows(&person, at, "Send request").await;
        at = at.max(person.says("Send request"));
        follows(&person, at, "Request received").await;
        filed.push(description);
    }
    filed
}

/// Waits for words, or something to press, that are newer.
async fn follows(person: &Person, after: u64, what: &str) -> u64 {
    let find = |state: &mut discord::state::State| {
        let mut posts = state.of_bot(person.channel).filter(|post| post.id > after);
        let offers = |post: &discord::state::Post| post.choices().iter().any(|(label, _)| label.starts_with(what));
        posts.find(|post| post.text.contains(what) || offers(post)).map(|post| post.id)
    };
    person.fake.until(&format!("«{what}» for {} after {after}", person.name), find).await
}

async fn reckon(desk: &Desk, filed: &[String]) {
    let store = Store::open(&desk.program.database_url).await.expect("the database opens");
    let words = async |sql: &'static str| -> Vec<String> {
        let rows = sqlx::query(sql).fetch_all(store.reader()).await.expect("rows");
        rows.iter().map(|row| row.try_get(0).expect("text")).collect()
    };
    let mut described = words("select words from entry where kind = 'description'").await;
    let mut expected = filed.to_vec();
    described.sort();
    expected.sort();
    assert_eq!(described, expected, "each request once, in its words");
    assert_eq!(desk.counts("select count(*) from inbox where state <> 'done'").await, 0);
    let sent = "select external_id from outbox where platform = 'discord' and seq > 0 and external_id is not null";
    let sent: BTreeSet<String> = words(sent).await.into_iter().collect();
    store.close().await;
    let state = desk.fake.look();
    let doubled: Vec<&String> = state
        .posts
        .values()
        .filter(|post| post.by_bot && !sent.contains(&post.id.to_string()))
        .map(|post| &post.text)
        .collect();
    assert!(doubled.is_empty(), "nobody knows of these: {doubled:?}");
    println!("  {} requests, {} messages", filed.len(), sent.len());
}

fn written(fake: &Fake) -> usize {
    count(&fake.look())
}

fn count(state: &discord::state::State) -> usize {
    state.posts.values().filter(|post| !post.by_bot).count()
}

/// A number as a word, since names have letters only.
fn word(number: u64) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>();
    format!("Kw{letters}")
}
