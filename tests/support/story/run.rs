//! A story is told in each language on SQLite, where its transcript is the snapshot; on PostgreSQL, where the
//! transcript must be the same; on a hostile platform, on one with forums and strict limits, and with Discord's limits,
//! where it must come to the same end.

use std::collections::BTreeSet;

use balcao::text::locale::Locale;

use super::{Story, ending, public, world::World};
use crate::support::{TestStore, postgres_store, store};

/// How a telling ended.
#[derive(PartialEq, Eq)]
struct Told {
    transcript: String,
    state: String,
    kinds: BTreeSet<String>,
}

/// Tells a story wherever there is.
pub async fn everywhere(name: &str, story: impl AsyncFn(&mut Story)) {
    for locale in Locale::ALL {
        let told = tell(store().await, World::kind(), locale, &story).await;
        keep(name, locale, &told);
        if let Some(db) = postgres_store().await {
            let other = tell(db, World::kind(), locale, &story).await;
            assert_same("on PostgreSQL", &told.transcript, &other.transcript);
            assert_same("on PostgreSQL", &told.state, &other.state);
        }
        let seed = name.bytes().fold(locale as u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let rough = tell(store().await, World::rough(seed), locale, &story).await;
        assert_same("on a hostile platform", &told.state, &rough.state);
        let strict = tell(store().await, World::strict(), locale, &story).await;
        assert_same("on a strict platform", &told.state, &strict.state);
        let other = tell(store().await, World::like_discord(), locale, &story).await;
        assert_same("with Discord's limits", &told.state, &other.state);
    }
}

/// Tells a story of forums, in each language and on each database: its transcript is the snapshot.
pub async fn in_forums(name: &str, story: impl AsyncFn(&mut Story)) {
    for locale in Locale::ALL {
        let told = tell(store().await, World::strict(), locale, &story).await;
        keep(name, locale, &told);
        if let Some(db) = postgres_store().await {
            let other = tell(db, World::strict(), locale, &story).await;
            assert_same("on PostgreSQL", &told.transcript, &other.transcript);
            assert_same("on PostgreSQL", &told.state, &other.state);
        }
    }
}

/// Compares a telling with its snapshot.
fn keep(name: &str, locale: Locale, told: &Told) {
    let kinds = told.kinds.iter().cloned().collect::<Vec<_>>().join(" ");
    let snapshot = format!("{}\n── lines: {kinds}\n\n── in the end\n{}", told.transcript, told.state);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../../chats/snapshots" }, {
        insta::assert_snapshot!(format!("{name}.{locale}"), snapshot);
    });
}

/// Tells a story once, where nobody compares it.
pub async fn once(story: impl AsyncFn(&mut Story)) {
    tell(store().await, World::kind(), Locale::Pt, &story).await;
}

/// The same once, where nobody compares it.
pub async fn once_in_forums(story: impl AsyncFn(&mut Story)) {
    tell(store().await, World::strict(), Locale::Pt, &story).await;
}

async fn tell(db: TestStore, world: World, locale: Locale, story: &impl AsyncFn(&mut Story)) -> Told {
    let mut t = Story::new(db, world, locale).await;
    story(&mut t).await;
    ending::expect_strict(&t.db.store, &t.world.seen(), t.quarantined).await;
    public::expect_public(&t.db.store, &t.typed).await;
    let (state, kinds) = (ending::state(&t.db.store).await, ending::kinds(&t.db.store).await);
    t.stage = None;
    t.db.store.close().await;
    Told { transcript: std::mem::take(&mut t.transcript.text), state, kinds }
}

fn assert_same(place: &str, one: &str, other: &str) {
    if one != other {
        let first = one.lines().zip(other.lines()).position(|(one, other)| one != other).unwrap_or(0);
        let from = |text: &str| text.lines().skip(first.saturating_sub(6)).take(16).collect::<Vec<_>>().join("\n");
        panic!("it went otherwise {place}, from line {first} on:\n{}\n──── there:\n{}", from(one), from(other));
    }
}
