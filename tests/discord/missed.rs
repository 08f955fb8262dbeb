//! Nothing is missed: what is written while the program is down, while the session is gone, or while Discord repeats
//! itself, comes once and in order.

use balcao::core::db::Store;
use serde_json::json;
use sqlx::Row as _;

use crate::desk::Desk;

#[tokio::test]
async fn what_was_written_while_the_program_was_killed() {
    let mut desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "O servidor parou").await;
    desk.is_killed();
    ana.says("Primeiro isto");
    ana.sends(ana.channel, "ecrã.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 the screen", "Depois a fotografia");
    desk.starts().await;
    let fresh = ana.sees(summary.id, &["Primeiro isto\nDepois a fotografia", "Files: 1"]).await;
    ana.taps(&fresh, "Send request");
    let asked = ana.offered(ana.channel, fresh.id, "No").await;
    ana.taps(&asked, "No");
    desk.received(&ana, fresh.id).await;
    assert_eq!(desk.counts("select count(*) from ticket").await, 1);
    assert_eq!(desk.counts("select count(*) from attachment").await, 1);
    desk.ends().await;
}

/// In a request's thread, in the room itself, and in a thread that nobody knew: more than a page of it.
#[tokio::test]
async fn what_agents_wrote_meanwhile() {
    let (mut desk, bene, room) = Desk::with_agents(15, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    bene.says_in(card.channel, "/take");
    ana.sees(0, &["is now working on your request"]).await;
    bene.says_in(card.channel, "nota 0");
    desk.is_killed();
    let last = 120;
    for number in 1..=last {
        bene.says_in(card.channel, &format!("nota {number}"));
    }
    let said = ana.says("Ainda não há servidor");
    desk.starts().await;
    let words = "select count(*) from entry where words = 'nota 120'";
    desk.comes_to(words, 1).await;
    // A channel takes one message a second: whose words are told there first depends on which chat was read first.
    desk.comes_to("select count(*) from entry where words = 'Ainda não há servidor'", 1).await;
    assert!(said > card.id);
    let store = Store::open(&desk.program.database_url).await.expect("the database opens");
    let notes = sqlx::query("select words from entry where words like 'nota %' order by id").fetch_all(store.reader());
    let notes: Vec<String> = notes.await.expect("rows").iter().map(|row| row.try_get(0).expect("text")).collect();
    store.close().await;
    assert_eq!(notes, (0..=last).map(|number| format!("nota {number}")).collect::<Vec<_>>());
    desk.ends().await;
}

/// A bot is told of no private chat in which it never heard anything: what was written there comes with the next words.
#[tokio::test]
async fn the_first_words_ever_were_written_while_the_program_was_away() {
    let mut desk = Desk::prepared().await;
    let ana = desk.fake.person(100, "Ana Macuácua");
    ana.says("Bom dia");
    ana.says("o iDART não abre desde ontem");
    desk.starts().await;
    let at = ana.says("Está aí alguém?");
    ana.sees(at, &[]).await;
    desk.comes_to("select count(*) from inbox where user_key = '100'", 3).await;
    let order = "select count(*) from inbox a join inbox b on a.inbox_key < b.inbox_key and a.arrival > b.arrival
                 where a.user_key = '100' and b.user_key = '100'";
    assert_eq!(desk.counts(order).await, 0, "in their order");
    desk.ends().await;
}

/// The first message of a forum's post has the post's own number.
#[tokio::test]
async fn a_post_that_was_opened_meanwhile() {
    let (mut desk, bene, room) = Desk::with_agents(15, &[]).await;
    desk.is_killed();
    let at = bene.opens_post(room, "Fila", "/queue");
    desk.starts().await;
    desk.fake.sees_in_room(room, at, &["Queue"]).await;
    desk.ends().await;
}

#[tokio::test]
async fn sessions_that_are_resumed_invalid_or_silently_dead() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;

    // The connection is cut: what was said meanwhile is replayed.
    desk.fake.change(|state| state.sessions.iter_mut().for_each(|session| session.close(4_000)));
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    desk.fake.until("a resumed session", |state| (state.resumed > 0).then_some(())).await;

    // The session is invalid: what was said meanwhile is in the history alone.
    desk.fake.change(|state| {
        let mut gone = std::mem::take(&mut state.sessions);
        for session in &mut gone {
            session.tell(&json!({"op": 9, "d": false}));
        }
    });
    let at = ana.says("/mine");
    ana.sees(at, &["no open requests"]).await;

    // Heartbeats are answered no more: the client goes by itself, and comes back.
    let before = desk.fake.look().connected();
    desk.fake.change(|state| state.is_dumb = true);
    desk.fake.until("another session", |state| (state.connected() > before).then(|| state.is_dumb = false)).await;
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    desk.ends().await;
}

#[tokio::test]
async fn what_comes_twice_counts_once() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "O servidor parou").await;
    ana.taps(&summary, "Send request");
    let reference = desk.received(&ana, summary.id).await;
    desk.fake.change(|state| {
        let told: Vec<serde_json::Value> =
            state.posts.values().filter(|post| !post.by_bot).map(|post| post.whole.clone()).collect();
        for message in &told {
            state.dispatch("MESSAGE_CREATE", message);
        }
    });
    let at = ana.says("/mine");
    ana.sees(at, &[&reference]).await;
    assert_eq!(desk.counts("select count(*) from ticket").await, 1);
    desk.ends().await;
}
