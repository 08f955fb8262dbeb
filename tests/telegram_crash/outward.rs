//! What left, held against the outbox: everything arrived, in the order of its lane, and twice only what was cut off.

use std::collections::BTreeMap;

use balcao::core::{chat::Message, db::Store};
use sqlx::Row as _;

use crate::bot_api::{
    Fake,
    state::{State, What},
};

/// A row of the outbox.
struct Letter {
    id: i64,
    chat: i64,
    class: i64,
    text: String,
    state: String,
    attempts: i64,
    /// The message that it became.
    post: Option<i64>,
    is_slot: bool,
}

/// Returns how many messages came more than once.
pub async fn check(store: &Store, fake: &Fake) -> usize {
    let letters = letters(store).await;
    in_order(&letters);
    let state = fake.look();
    all_arrived(&letters, &state);
    twice(&letters, &state)
}

async fn letters(store: &Store) -> Vec<Letter> {
    let sql = "select id, address, class, body, state, attempts, external_id, slot from outbox
         where platform = 'telegram' and seq > 0 order by address, class, seq";
    let found = sqlx::query(sql).fetch_all(store.reader()).await.expect("rows");
    let letter = |row: &sqlx::any::AnyRow| {
        let address: String = row.try_get("address").expect("text");
        let body: String = row.try_get("body").expect("text");
        let message: Message = serde_json::from_str(&body).expect("a message");
        let post: Option<String> = row.try_get("external_id").expect("text");
        let slot: Option<String> = row.try_get("slot").expect("text");
        Letter {
            id: row.try_get("id").expect("a number"),
            chat: address.rsplit(':').next().expect("a chat").parse().expect("a number"),
            class: row.try_get("class").expect("a number"),
            text: message.text.trim().to_owned(),
            state: row.try_get("state").expect("text"),
            attempts: row.try_get("attempts").expect("a number"),
            post: post.and_then(|post| post.parse().ok()),
            is_slot: slot.is_some(),
        }
    };
    found.iter().map(letter).collect()
}

/// Every row ended as it must, and whatever is not a living line stands in its chat as it was written.
fn all_arrived(letters: &[Letter], state: &State) {
    for letter in letters {
        match letter.state.as_str() {
            "delivered" => {
                let post = letter.post.unwrap_or_else(|| panic!("{}: «{}» became nothing", letter.id, letter.text));
                let seen = &state.posts[&(letter.chat, post)];
                assert!(letter.is_slot || seen.text == letter.text, "{}: «{}»", letter.id, seen.text);
            }
            "superseded" => assert!(letter.is_slot, "{}: «{}» was replaced", letter.id, letter.text),
            "deferred" => {}
            other => panic!("{}: «{}» is {other}", letter.id, letter.text),
        }
    }
}

/// In each lane what was written later came later.
fn in_order(letters: &[Letter]) {
    let mut last: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for letter in letters.iter().filter(|letter| !letter.is_slot) {
        let Some(post) = letter.post else { continue };
        let last = last.entry((letter.chat, letter.class)).or_insert(0);
        assert!(*last < post, "in chat {} «{}» came too early", letter.chat, letter.text);
        *last = post;
    }
}

/// A message that no row stands for came of an attempt that was cut off: of a row with the same words that was tried
/// more than once, and before it.
fn twice(letters: &[Letter], state: &State) -> usize {
    let mut rows: BTreeMap<(i64, i64), &Letter> = BTreeMap::new();
    for letter in letters {
        if let Some(post) = letter.post {
            rows.entry((letter.chat, post)).or_insert(letter);
        }
    }
    let mut twins: BTreeMap<(i64, &str), Vec<&Letter>> = BTreeMap::new();
    for letter in letters.iter().filter(|letter| letter.attempts > 1) {
        twins.entry((letter.chat, &letter.text)).or_default().push(letter);
    }
    let mut spare: BTreeMap<i64, i64> = letters.iter().map(|letter| (letter.id, letter.attempts - 1)).collect();
    let mut count = 0;
    for sent in state.effects.iter().filter(|effect| effect.what == What::Sent) {
        if rows.contains_key(&(sent.chat, sent.post)) {
            continue;
        }
        let alike = twins.get(&(sent.chat, sent.text.as_str())).map_or(&[][..], Vec::as_slice);
        let twin = alike.iter().find(|letter| spare[&letter.id] > 0 && letter.post.is_none_or(|post| post > sent.post));
        let Some(twin) = twin else {
            panic!("in chat {} «{}» came twice, and was not cut off", sent.chat, sent.text)
        };
        *spare.entry(twin.id).or_default() -= 1;
        count += 1;
    }
    count
}
