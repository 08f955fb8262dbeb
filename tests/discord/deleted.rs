//! Messages that people delete.

use crate::desk::Desk;

/// Deleted messages are taken out of the report, with their files, and out of a request.
#[tokio::test]
async fn what_people_delete() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "O servidor parou").await;
    let photo = ana.sends(ana.channel, "ecrã.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 the screen", "");
    let summary = ana.sees(summary.id, &["Files: 1"]).await;
    ana.deletes(ana.channel, &[photo]);
    let summary = ana.sees(summary.id, &["took the deleted message out"]).await;
    assert!(!summary.text.contains("Files: 1"), "{}", summary.text);
    ana.taps(&summary, "Send request");
    let reference = desk.received(&ana, summary.id).await;
    desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;

    let first = ana.says("O doente chama-se Zito");
    let second = ana.says("e trabalha na farmácia");
    desk.fake.sees_in_room(room, 0, &["trabalha na farmácia"]).await;
    ana.deletes(ana.channel, &[first, second]);
    ana.sees(second, &["took the message you deleted out", &reference]).await;
    desk.fake.sees_in_room(room, 0, &["deleted a message of this request"]).await;
    assert_eq!(desk.counts("select count(*) from entry where withdrawn_at is not null").await, 2);
    let at = bene.says_in(room, &format!("/history {reference}"));
    desk.fake.sees_in_room(room, at, &["Message deleted in the chat"]).await;
    desk.ends().await;
}
