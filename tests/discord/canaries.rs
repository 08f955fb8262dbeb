//! What people write to call others, to lead them astray or to look like the bot comes out as plain words everywhere.

use crate::{desk::Desk, discord::state::State};

const CANARY: &str = "@everyone @here <@&1> <@100> <#5> [x](javascript:alert(1)) [banco](https://mal.example) \
     ```não``` **forte** ||segredo|| `x` ~~y~~";

#[tokio::test]
async fn they_are_words_and_nothing_else() {
    let (desk, bene, room) = Desk::with_agents(15, &["New"]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, CANARY).await;
    ana.taps(&summary, "Send request");
    let reference = desk.received(&ana, summary.id).await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "segredo"]).await;
    bene.answer(bene.taps(&card, "Take")).await;
    bene.says_in(card.channel, &format!("/reply {reference} {CANARY}"));
    ana.sees(0, &["replies", "segredo"]).await;
    bene.says_in(card.channel, &format!("/note {reference} {CANARY}"));
    let file = "a](javascript:x) @everyone **.jpg";
    ana.sends(ana.channel, file, "image/jpeg", b"\xff\xd8\xff\xe0 the screen", CANARY);
    desk.fake.sees(card.channel, card.id, &["Ana Macuácua", "segredo"]).await;
    bene.answer(bene.commands(card.channel, "status", &[("request", CANARY)])).await;
    bene.answer(bene.commands(card.channel, "resolve", &[("request", &reference), ("words", CANARY)])).await;
    let resolved = ana.offered(ana.channel, summary.id, "Yes, resolved").await;
    assert!(resolved.text.contains("segredo"), "{}", resolved.text);
    let asked = ana.commands(ana.channel, "history", &[("request", &reference)]);
    ana.answer(asked).await;
    ana.sees(resolved.id, &["segredo"]).await;
    let (alive, said) = desk.fake.change(|state| (alive(state), state.of_bot(card.channel).count()));
    assert!(alive.is_empty() && said > 3, "{alive:#?}");
    desk.ends().await;
}

/// What of all that the bot said calls somebody, leads somewhere, or is set apart.
fn alive(state: &State) -> Vec<String> {
    let posts = state.posts.values().filter(|post| post.by_bot).map(|post| post.text.clone());
    let answers = state.interactions.values().flat_map(|asked| &asked.answers);
    let answers = answers.filter_map(|(_, said)| said["content"].as_str().map(str::to_owned));
    let names = state.channels.values().filter_map(|channel| channel["name"].as_str().map(str::to_owned));
    posts.chain(answers).chain(names).filter(|text| is_alive(text)).collect()
}

fn is_alive(text: &str) -> bool {
    let marks = ["<@", "<#", "[x]", "[banco]", "`", "**", "||", "~~"];
    let bare = |mark: &str| text.match_indices(mark).any(|(at, _)| !text[..at].ends_with('\\'));
    text.contains("@everyone") || text.contains("@here") || marks.iter().any(|mark| bare(mark))
}

#[test]
fn what_is_alive() {
    for dead in ["\\*\\*forte\\*\\*", "\\<@&1>", "@\u{200b}everyone", "\\`\\`\\`não"] {
        assert!(!is_alive(dead), "{dead}");
    }
    for alive in ["**forte**", "<@&1>", "@everyone", "\\`\\``não", "[x](javascript:1)"] {
        assert!(is_alive(alive), "{alive}");
    }
}
