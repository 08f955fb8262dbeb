//! An announcement from what an agent types to the pinned card in the partners' groups, and to its end.

use crate::{
    bot_api::state::Standing,
    desk::Desk,
    telegram_program::{AGENTS, Way},
};

/// The group of a partner in which the bot may pin, and that of another in which it may not.
const CCS: i64 = -100_301;
const EGPAF: i64 = -100_302;

#[tokio::test]
async fn an_announcement_is_pinned_while_it_goes_on() {
    let (desk, bene) = Desk::with_agents(Way::Polling, false).await;
    for (group, partner, standing) in [(CCS, "CCS", Standing::Administrator), (EGPAF, "EGPAF", Standing::Member)] {
        desk.fake.group(group, partner);
        bene.adds_bot(group, standing);
        let printed = desk.program.commanded(&["link", "--purpose", "partner", "--partner", partner]);
        let command = printed.trim().rsplit_once(": ").expect("…: /link CODE").1.to_owned();
        let at = bene.says_in(group, &command);
        desk.fake.sees(group, at, &["linked"]).await;
    }

    let at = bene.says_in(AGENTS, "/announce OpenMRS is slow. We are working on it.");
    desk.fake.sees(AGENTS, at, &["A-1", "2 groups"]).await;
    let at = bene.says_in(AGENTS, "/announce A-1 send");
    let asked = desk.offers_in(AGENTS, at, "Yes, send it").await;
    bene.taps(AGENTS, asked.id, "Yes, send it");
    let card = desk.fake.sees(CCS, 0, &["A-1", "OpenMRS is slow"]).await;
    let other = desk.fake.sees(EGPAF, 0, &["A-1", "OpenMRS is slow"]).await;
    desk.fake.until("a pinned card", |state| state.pinned.contains(&(CCS, card.id)).then_some(())).await;

    let ana = desk.reporter(100, "Ana Macuácua").await;
    ana.answers(CCS, card.id, "Here too, since eight");
    desk.fake.sees(AGENTS, at, &["Ana Macuácua", "Here too, since eight"]).await;

    let at = bene.says_in(AGENTS, "/announce A-1 end It works again.");
    desk.fake.sees(AGENTS, at, &["A-1", "It works again."]).await;
    let at = bene.says_in(AGENTS, "/announce A-1 send");
    let asked = desk.offers_in(AGENTS, at, "Yes, send it").await;
    bene.taps(AGENTS, asked.id, "Yes, send it");
    for (group, stood) in [(CCS, &card), (EGPAF, &other)] {
        desk.fake
            .until("the card says that it is over", |state| {
                state.posts.get(&(group, stood.id)).filter(|post| post.holds(&["A-1", "It works again."])).map(|_| ())
            })
            .await;
        desk.fake.sees(group, stood.id, &["It works again."]).await;
    }
    desk.fake
        .until("a card that is pinned no more", |state| (!state.pinned.contains(&(CCS, card.id))).then_some(()))
        .await;
    // Where it may not pin, nothing else is lacking.
    let stood = desk.fake.look().pinned.len();
    assert_eq!(stood, 0);
    assert_eq!(desk.counts("select count(*) from recipient where outbox_id is not null").await, 4);
    desk.ends().await;
}
