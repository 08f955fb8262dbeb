//! Agents' rooms: threads that are deleted, locked or called otherwise, and channels that are nobody's business.

use crate::desk::Desk;

#[tokio::test]
async fn a_post_that_was_deleted_is_opened_again() {
    let (desk, bene, room) = Desk::with_agents(15, &["New", "In progress"]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    desk.fake.change(|state| state.delete_channel(card.channel));
    bene.says(&format!("/take {reference}"));
    ana.sees(0, &["is now working on your request"]).await;
    let again = desk
        .fake
        .until("the card in another post", |state| {
            let channels = state.with_threads(room).into_iter().filter(|channel| *channel != room);
            let mut posts = channels.flat_map(|channel| state.of_bot(channel));
            posts.find(|post| post.text.contains(&reference) && post.text.contains("servidor")).cloned()
        })
        .await;
    assert_ne!(again.channel, card.channel);
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
    assert_eq!(
        desk.counts("select count(*) from inbox where address like '%#%' and place = 'chatter'").await,
        0,
        "it was not even read"
    );
    desk.ends().await;
}
