//! Agents' rooms: threads that are deleted, locked, archived or too many, and channels that are nobody's business.

use crate::{
    desk::Desk,
    discord::{people::Person, state::Post},
};

/// A forum with a request's card.
async fn with_card(kind: u64) -> (Desk, Person, u64, Person, String, Post) {
    let (desk, bene, room) = Desk::with_agents(kind, &["New", "In progress", "Crítica"]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    assert_ne!(card.channel, room);
    (desk, bene, room, ana, reference, card)
}

/// The card in another thread than before.
async fn card_elsewhere(desk: &Desk, room: u64, reference: &str, before: u64) -> Post {
    desk.fake
        .until("the card in another thread", |state| {
            let channels = state.with_threads(room).into_iter().filter(|channel| ![room, before].contains(channel));
            let mut posts = channels.flat_map(|channel| state.of_bot(channel));
            posts.find(|post| post.text.contains(reference) && post.text.contains("servidor")).cloned()
        })
        .await
}

#[tokio::test]
async fn a_post_that_was_deleted_is_opened_again() {
    deleted_and_opened_again(15).await;
}

#[tokio::test]
async fn a_thread_that_was_deleted_is_opened_again() {
    deleted_and_opened_again(0).await;
}

async fn deleted_and_opened_again(kind: u64) {
    let (desk, bene, room, ana, reference, card) = with_card(kind).await;
    desk.fake.change(|state| state.delete_channel(card.channel));
    bene.says(&format!("/take {reference}"));
    ana.sees(0, &["is now working on your request"]).await;
    card_elsewhere(&desk, room, &reference, card.channel).await;
    desk.ends().await;
}

/// What lies in the archive comes out of it; what is locked there is opened again elsewhere.
#[tokio::test]
async fn a_post_in_the_archive_and_a_locked_one() {
    let (desk, bene, room, ana, reference, card) = with_card(15).await;
    desk.fake.change(|state| state.archive(card.channel, false));
    bene.says(&format!("/note {reference} Fui ver o servidor"));
    desk.fake.sees(card.channel, card.id, &["Fui ver o servidor"]).await;
    desk.fake.change(|state| state.archive(card.channel, true));
    ana.says("Continua parado");
    let again = card_elsewhere(&desk, room, &reference, card.channel).await;
    desk.fake.sees(again.channel, 0, &["Continua parado"]).await;
    desk.ends().await;
}

/// As many threads are open as there can be: it is said in the room itself.
#[tokio::test]
async fn no_further_thread_can_be_opened() {
    let (desk, _, room) = Desk::with_agents(0, &[]).await;
    desk.fake.change(|state| state.full.insert(room));
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    desk.fake.sees(room, 0, &[&reference, "servidor"]).await;
    desk.ends().await;
}

/// Tags that are called as statuses and priorities follow the request.
#[tokio::test]
async fn tags_and_names_follow_the_request() {
    let (desk, bene, room, _, reference, card) = with_card(15).await;
    let tag = |name: &'static str| {
        desk.fake.until("the forum's tags", move |state| {
            let tags = state.channels[&room]["available_tags"].as_array()?.clone();
            tags.iter().find(|tag| tag["name"] == name)?["id"].as_str().map(str::to_owned)
        })
    };
    let (new, taken) = (tag("New").await, tag("In progress").await);
    let tagged = |id: String| {
        desk.fake.until("its tag", move |state| {
            let tags = state.channels[&card.channel]["applied_tags"].as_array()?;
            tags.iter().any(|tag| *tag == id).then_some(())
        })
    };
    tagged(new).await;
    bene.answer(bene.taps(&card, "Take")).await;
    tagged(taken).await;
    let name = desk.fake.look().channels[&card.channel]["name"].clone();
    assert!(name.as_str().is_some_and(|name| name.contains(&reference) && name.contains("In progress")), "{name}");
    desk.ends().await;
}

/// Only who may read a request is offered its reference.
#[tokio::test]
async fn references_are_completed() {
    let (desk, bene, room, ana, reference, _) = with_card(0).await;
    let rosa = desk.reporter(101, "Rosa Alberto").await;
    let offered = bene.types(room, "take", "request", "bl-1").await;
    assert!(offered.iter().any(|(name, value)| *value == reference && name.contains("New")), "{offered:?}");
    assert_eq!(ana.types(ana.channel, "status", "request", "").await.len(), 1);
    assert_eq!(rosa.types(rosa.channel, "status", "request", "").await, []);
    desk.ends().await;
}

#[tokio::test]
async fn what_is_written_elsewhere_in_the_server_is_nobodys_business() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let elsewhere = desk.fake.channel(0, &[]);
    bene.says_in(elsewhere, "O almoço é às 12");
    let at = bene.says_in(room, "/help");
    desk.fake.sees_in_room(room, at, &["/"]).await;
    assert_eq!(desk.fake.look().of_bot(elsewhere).count(), 0);
    let read = format!("select count(*) from inbox where address like '%#{elsewhere}'");
    assert_eq!(desk.counts(&read).await, 0, "it was not even read");
    desk.ends().await;
}
