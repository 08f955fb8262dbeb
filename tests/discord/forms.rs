//! A whole request in one form: opened by its command, with its picture, and the dialog where there is none.

use serde_json::json;

use crate::{
    desk::Desk,
    discord::{forms::breaches, state::State},
};

#[tokio::test]
async fn a_request_in_one_form() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let (kind, modal) = ana.answer(ana.commands(ana.channel, "novo", &[("categoria", "login")])).await;
    assert_eq!(kind, 9, "{modal}");
    assert_eq!(breaches(&modal), Vec::<String>::new());
    assert_eq!(
        (&modal["title"], &modal["custom_id"]),
        (&json!("New request: Login or password"), &json!("{\"category\":\"login\"}"))
    );
    let values = [("system", "iDART"), ("question.what", "Forgot my password"), ("description", "I forgot it")];
    let sent = ana.submits(&modal, &[&values[..], &[("files", "ecrã.jpg")]].concat(), b"\xff\xd8\xff\xe0 the screen");
    let (kind, _) = ana.answer(sent).await;
    assert_eq!(kind, 4, "what was sent is answered with words");
    let summary = ana.offered(ana.channel, sent, "Send request").await;
    for words in ["iDART", "Login or password", "Forgot my password", "I forgot it", "Files: 1"] {
        assert!(summary.text.contains(words), "{words} in {}", summary.text);
    }
    ana.taps(&summary, "Send request");
    let asked = ana.offered(ana.channel, summary.id, "No").await;
    ana.taps(&asked, "No");
    desk.received(&ana, summary.id).await;
    desk.comes_to("select count(*) from attachment where state = 'kept' and ticket_id is not null", 1).await;
    assert_eq!(
        desk.counts("select count(*) from ticket where category_key = 'login' and system_key = 'idart'").await,
        1
    );
    assert_eq!(desk.counts("select count(*) from attachment where state = 'lost'").await, 0);
    assert_eq!(desk.counts("select count(*) from inbox where state <> 'done'").await, 0);
    desk.ends().await;
}

/// Without a category the form asks for it too; what that category asks comes after.
#[tokio::test]
async fn a_form_without_a_category() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let (kind, modal) = ana.answer(ana.commands(ana.channel, "novo", &[])).await;
    assert_eq!((kind, breaches(&modal)), (9, Vec::new()));
    let values = [("system", "iDART"), ("category", "Server down"), ("description", "It went down")];
    let sent = ana.submits(&modal, &values, b"");
    let asked = ana.offered(ana.channel, sent, "Nothing opens").await;
    ana.taps(&asked, "Nothing opens");
    let summary = ana.offered(ana.channel, asked.id, "Send request").await;
    ana.taps(&summary, "Send request");
    desk.received(&ana, summary.id).await;
    desk.ends().await;
}

/// Whoever is not enrolled, or has a request that is not sent yet, is led on by the dialog; what they chose is kept.
#[tokio::test]
async fn where_the_dialog_comes_first() {
    let desk = Desk::started().await;
    let offered = |state: &mut State| state.commands.as_array().is_some_and(|all| !all.is_empty()).then_some(());
    desk.fake.until("the commands are registered", offered).await;
    let eva = desk.fake.person(101, "Eva");
    let (kind, _) = eva.answer(eva.commands(eva.channel, "novo", &[("sistema", "iDART")])).await;
    assert_eq!(kind, 4);
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "A impressora não imprime").await;
    let (kind, _) = ana.answer(ana.commands(ana.channel, "novo", &[("categoria", "login")])).await;
    assert_eq!(kind, 4);
    let resumed = ana.offered(ana.channel, summary.id, "Continue").await;
    assert!(resumed.text.contains("A impressora"), "{}", resumed.text);
    assert_eq!(desk.counts("select count(*) from ticket").await, 0);
    desk.ends().await;
}

/// In a channel too it is opened for whoever asks, and goes on with them alone: in a private thread, or from a channel
/// that is bound in their private chat.
#[tokio::test]
async fn a_form_in_a_channel_goes_on_in_private() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let square = desk.fake.channel(0, &[]);
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let (kind, modal) = ana.answer(ana.commands(square, "novo", &[("categoria", "server")])).await;
    assert_eq!(kind, 9, "{modal}");
    let values = [("system", "iDART"), ("question.what", "Nothing opens"), ("description", "All is dark")];
    let sent = ana.submits_in(square, &modal, &values, b"");
    let (kind, said) = ana.answer(sent).await;
    assert_eq!((kind, &said["flags"]), (4, &json!(64)), "{said}");
    let thread = ana.thread_in(square).await;
    let summary = ana.offered(thread, 0, "Send request").await;
    ana.taps(&summary, "Send request");
    desk.fake.sees(thread, summary.id, &["Request received"]).await;
    let eva = desk.fake.person(101, "Eva");
    eva.answer(eva.commands(square, "novo", &[])).await;
    let thread = eva.thread_in(square).await;
    eva.offered(thread, 0, "English").await;
    assert_eq!(desk.fake.look().of_bot(square).count(), 0);
    let before = desk.fake.look().of_bot(room).count();
    let (kind, modal) = bene.answer(bene.commands(room, "novo", &[("categoria", "server")])).await;
    assert_eq!(kind, 9, "{modal}");
    let sent = bene.submits_in(room, &modal, &values, b"");
    bene.offered(bene.channel, sent, "Cancel").await;
    assert_eq!(desk.fake.look().of_bot(room).count(), before);
    desk.ends().await;
}
