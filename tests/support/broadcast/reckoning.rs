//! What the ledger says of each group, held against what stands in its chat.

use std::collections::BTreeMap;

use balcao::core::{
    announce::fate::{self, Counts, Fate},
    db::Store,
};
use sqlx::Row as _;

use super::{BULLETIN, Fortune, Group, Place, Scene, WORDS, moved_to};

/// What the ledger says of a group.
struct Entry {
    fate: Fate,
    address: String,
}

/// Each group has it once, but where an outcome was unknown: then perhaps twice, and the ledger says so. Returns the counts.
pub async fn reckon(scene: &Scene) -> Counts {
    let store = Store::open(&scene.program.database_url).await.expect("the database opens");
    let entries = entries(&store).await;
    let counts = fate::count(&mut store.reader().acquire().await.expect("a connection"), BULLETIN).await;
    let counts = counts.expect("rows");
    let letters = letters(&store).await;
    store.close().await;
    assert_eq!(entries.len(), scene.groups.len(), "each group is in the ledger once");
    assert!(!counts.is_open(), "{counts:?}");
    for (at, group) in scene.groups.iter().enumerate() {
        let fate = entry_of(&entries, at, group);
        let there = seen(scene, at, group, &letters);
        expect(group, fate, there);
    }
    counts
}

async fn entries(store: &Store) -> BTreeMap<String, Fate> {
    let found = sqlx::query(
        "select r.address, r.left_out, o.state, o.outcome from recipient r
         left join outbox o on o.id = r.outbox_id where r.bulletin_id = $1",
    );
    let found = found.bind(BULLETIN).fetch_all(store.reader()).await.expect("rows");
    let read = |row: &sqlx::any::AnyRow| {
        let text = |at: usize| row.try_get::<Option<String>, _>(at).expect("text");
        let (left_out, state, outcome) = (text(1), text(2), text(3));
        let row = state.as_deref().map(|state| (state, outcome.as_deref()));
        (text(0).expect("an address"), Fate::of(left_out.as_deref(), row))
    };
    found.iter().map(read).collect()
}

/// How many letters of it each mailbox has.
async fn letters(store: &Store) -> BTreeMap<String, usize> {
    let found = sqlx::query("select address, body from outbox where state = 'mailbox'").fetch_all(store.reader()).await;
    let mut letters = BTreeMap::new();
    for row in found.expect("rows") {
        let (address, body): (String, String) = (row.try_get(0).expect("text"), row.try_get(1).expect("text"));
        *letters.entry(address).or_insert(0) += usize::from(body.contains(WORDS));
    }
    letters
}

/// A group that has moved is in the ledger under its new address.
fn entry_of(entries: &BTreeMap<String, Fate>, at: usize, group: &Group) -> Fate {
    let prefix = group.address.rsplit_once(':').expect("an address").0;
    let moved = format!("{prefix}:{}", moved_to(at));
    let found = entries.get(&group.address).or_else(|| entries.get(&moved));
    *found.unwrap_or_else(|| panic!("{group:?} is not in the ledger"))
}

/// How often it stands in the group, or where that lives now.
fn seen(scene: &Scene, at: usize, group: &Group, letters: &BTreeMap<String, usize>) -> usize {
    match group.place {
        Place::Telegram(id) => {
            let state = scene.telegram.look();
            let is_it = |chat: i64| {
                state.posts.range((chat, 0)..=(chat, i64::MAX)).filter(|(_, post)| post.text.contains(WORDS)).count()
            };
            is_it(id) + is_it(moved_to(at))
        }
        Place::Discord(id) => scene.discord.look().of_bot(id).filter(|post| post.text.contains(WORDS)).count(),
        Place::Web => letters.get(&group.address).copied().unwrap_or(0),
    }
}

fn expect(group: &Group, fate: Fate, there: usize) {
    match (group.fortune, fate) {
        (Fortune::Blocked | Fortune::Refuses, Fate::Failed(_)) => assert_eq!(there, 0, "{group:?}"),
        // The web chat blocks and refuses nobody.
        (_, Fate::Sent) => assert_eq!(there, 1, "{group:?}"),
        (Fortune::Well | Fortune::MovedBefore | Fortune::MovesMeanwhile, Fate::PerhapsTwice) => {
            assert!((1..=2).contains(&there), "{group:?}: {there}");
        }
        (_, fate) => panic!("{group:?} is {fate:?}, and it stands there {there} times"),
    }
}
