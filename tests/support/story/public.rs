//! The rule for groups of others: what reaches a partner's group, one of announcements or one of watchers is made of the
//! desk's sentences and names, and of approved words. Nothing in it was typed in a private chat, or in a room of the desk.

use std::{collections::BTreeSet, fs, sync::LazyLock};

use balcao::{
    core::{
        chat::{Body, Message},
        db::Store,
    },
    text::{fold::fold, phone},
};
use sqlx::Row as _;

/// So many words in a row are somebody's …
const WORDS: usize = 4;
/// … or fewer, where they are so long together.
const CHARACTERS: usize = 20;

/// The sentences of the bot and the names of the desk files: whoever types these gives nothing away.
static TEMPLATES: LazyLock<String> = LazyLock::new(|| {
    let root = env!("CARGO_MANIFEST_DIR");
    let folders = ["locales/pt", "locales/en", "desks"].map(|folder| format!("{root}/{folder}"));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    files.map(|file| plain(&fs::read_to_string(file.unwrap().path()).unwrap())).collect()
});

/// What somebody typed in a message.
pub fn typed(body: &Body) -> Vec<String> {
    match body {
        Body::Message { text, .. } | Body::Edited { text, .. } => vec![text.clone()],
        Body::Form { answers } => answers.iter().map(|answer| answer.text.clone()).collect(),
        Body::Contact { name, .. } => vec![name.clone()],
        Body::Start { .. }
        | Body::Tap { .. }
        | Body::Place { .. }
        | Body::Sign { .. }
        | Body::Deleted { .. }
        | Body::Standing { .. }
        | Body::Moved { .. }
        | Body::Due { .. } => Vec::new(),
    }
}

/// Checks all that was written for groups of others, each version of it, against all that was typed elsewhere: chat and
/// words.
pub async fn expect_public(store: &Store, typed: &[(String, String)]) {
    let groups = column(
        store,
        "select address from room where purpose in ('partner', 'announcements', 'watchers') union
         select m.address from moved m join room r on r.address = m.to_address
         where r.purpose in ('partner', 'announcements', 'watchers')",
    )
    .await;
    let groups: BTreeSet<String> = groups.into_iter().collect();
    let private = typed.iter().filter(|(chat, _)| !groups.contains(chat));
    let private: BTreeSet<String> = private.flat_map(|(_, words)| windows(words)).collect();
    let approved = approved(store).await;
    let found = sqlx::query("select address, body from outbox").fetch_all(store.reader()).await.unwrap();
    for row in found.iter().filter(|row| groups.contains(&row.get::<String, _>(0))) {
        let message: Message = serde_json::from_str(&row.get::<String, _>(1)).unwrap();
        let labels = message.buttons.iter().map(|button| button.label.as_str());
        for said in labels.chain([message.text.as_str()]) {
            let leak = leak(said, &private, &approved);
            assert!(leak.is_none(), "a group of others reads what was typed elsewhere: {leak:?} in {said:?}");
        }
    }
}

/// Words that may be read by others: what was confirmed to be sent, approved summaries, and the directory's names.
async fn approved(store: &Store) -> String {
    let words = column(
        store,
        "select w.words from bulletin_words w join bulletin b on b.id = w.bulletin_id
         where b.stage in ('set', 'going', 'out', 'stopped') union
         select words from problem_summary where approved_at is not null union
         select name from facility union select name from partner union
         select name from person where role <> 'reporter'",
    )
    .await;
    // Who helps is known to all, and how they are reached.
    let profiles = column(store, "select profile from person where role <> 'reporter'").await;
    let phones = profiles.iter().filter_map(|profile| {
        let profile: serde_json::Value = serde_json::from_str(profile).unwrap();
        profile["phone"].as_str().map(phone::shown)
    });
    words.into_iter().chain(phones).map(|words| plain(&words)).collect()
}

async fn column(store: &Store, sql: &'static str) -> Vec<String> {
    let found = sqlx::query(sql).fetch_all(store.reader()).await.unwrap();
    found.iter().map(|row| row.get(0)).collect()
}

/// The first words in a row that were typed elsewhere, and that nobody has approved.
fn leak(said: &str, private: &BTreeSet<String>, approved: &str) -> Option<String> {
    let is_known = |window: &String| approved.contains(window.as_str()) || TEMPLATES.contains(window.as_str());
    windows(said).into_iter().find(|window| private.contains(window) && !is_known(window))
}

/// The words of a text one by one, with a space before and after each line of them. A reference is one word.
fn plain(text: &str) -> String {
    let of_line = |line: &str| format!(" {} \n", words(line).join(" "));
    text.lines().map(of_line).collect()
}

fn words(text: &str) -> Vec<String> {
    let is_between = |char: char| !(char.is_alphanumeric() || char == '-');
    text.split(is_between).filter(|word| !word.is_empty()).map(fold).filter(|word| !word.is_empty()).collect()
}

/// From each word on, as few words as tell whose they are.
fn windows(text: &str) -> Vec<String> {
    let words = words(text);
    let from = |at: usize| {
        let is_telling = |until: &usize| {
            until - at >= WORDS
                || words[at..*until].iter().map(|word| word.chars().count()).sum::<usize>() >= CHARACTERS
        };
        let until = (at + 2..=words.len()).find(is_telling)?;
        Some(format!(" {} ", words[at..until].join(" ")))
    };
    (0..words.len()).filter_map(from).collect()
}

#[test]
fn what_was_typed_is_found_again() {
    let private = windows("A ficha da Amélia Sitoe não abre, liguem já").into_iter().collect();
    for (said, is_leak) in [
        ("BL-10429 · OpenMRS EPTS · Novo", false),
        ("Aviso A-7: a ficha da AMELIA Sitoe", true),
        ("Sabe-se que a ficha não abre", false),
        ("«não abre, liguem já» disse alguém", true),
        ("Não abre. Liguem já.", true),
    ] {
        assert_eq!(leak(said, &private, "").is_some(), is_leak, "{said}");
        assert_eq!(leak(said, &private, &plain("A ficha da Amélia Sitoe não abre, liguem já")), None, "approved");
    }
    // What the bot says itself gives nothing away.
    let private = windows("Não há avisos em curso").into_iter().collect();
    assert_eq!(leak("Não há avisos em curso", &private, ""), None);
    // Few words may be telling where they are long.
    let private = windows("tuberculose multirresistente confirmada").into_iter().collect();
    assert!(leak("Nota: tuberculose multirresistente", &private, "").is_some());
}
