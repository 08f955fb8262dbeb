//! An announcement from what an agent types to the pinned card in a partner's channel, and to its end.

use crate::{desk::Desk, discord::people::Person};

/// Confirms what is asked, in the private chat.
async fn confirms(bene: &Person) {
    let at = bene.says("/announce A-1 send");
    let asked = bene.offered(bene.channel, at, "Yes, send it").await;
    bene.taps(&asked, "Yes, send it");
}

#[tokio::test]
async fn an_announcement_is_pinned_while_it_goes_on() {
    let (desk, bene, _) = Desk::with_agents(0, &[]).await;
    let room = desk.fake.channel(0, &[]);
    let printed = desk.program.commanded(&["link", "--purpose", "partner", "--partner", "CCS"]);
    let command = printed.trim().rsplit_once(": ").expect("…: /link CODE").1.to_owned();
    let at = bene.says_in(room, &command);
    desk.fake.sees(room, at, &["linked"]).await;

    let at = bene.says("/announce OpenMRS is slow. We are working on it.");
    bene.sees(at, &["A-1", "1 group"]).await;
    confirms(&bene).await;
    let card = desk.fake.sees(room, 0, &["A-1", "OpenMRS is slow"]).await;
    let is_pinned = |is: bool| {
        desk.fake.until("the card's pin", move |state| {
            state.posts.get(&(room, card.id)).filter(|post| post.whole["pinned"] == is).map(|_| ())
        })
    };
    is_pinned(true).await;

    let ana = desk.reporter(100, "Ana Macuácua").await;
    let at = bene.says("/announce A-1");
    ana.answers(room, card.id, "Here too, since eight");
    bene.sees(at, &["Ana Macuácua", "Here too, since eight"]).await;

    bene.says("/announce A-1 end It works again.");
    confirms(&bene).await;
    desk.fake.sees(room, card.id, &["It works again."]).await;
    is_pinned(false).await;
    desk.ends().await;
}
