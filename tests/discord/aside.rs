//! Private threads: the private chat of whoever turns to the bot in a channel, also where their direct messages are closed.

use crate::desk::Desk;

/// Somebody whose direct messages are closed files a request from a channel, and nobody else is heard in their thread.
#[tokio::test]
async fn a_request_from_a_private_thread() {
    let (mut desk, bene, room) = Desk::with_agents(0, &[]).await;
    let square = desk.fake.channel(0, &[]);
    let (ana, rui) = (desk.fake.person(100, "Ana Macuácua"), desk.fake.person(101, "Rui Tembe"));
    ana.closes(50_007);
    rui.calls_in(square, "");
    let other = rui.thread_in(square).await;
    rui.offered(other, 0, "English").await;
    ana.calls_in(square, &desk.code);
    let thread = ana.thread_in(square).await;
    let asked = ana.offered(thread, 0, "English").await;
    ana.taps(&asked, "English");
    let asked = desk.fake.sees(thread, asked.id, &["What is your name?"]).await;

    // A moderator reads along, and is not heard.
    rui.says_in(thread, "Rui Tembe");
    ana.says_in(thread, "Ana Macuácua");
    let enrolled = desk.fake.sees(thread, asked.id, &["You are enrolled"]).await;
    assert_eq!(desk.counts("select count(*) from person where name = 'Rui Tembe'").await, 0);

    let mut at = ana.says_in(thread, "/new");
    for label in ["iDART", "Another problem"] {
        let asked = ana.offered(thread, at, label).await;
        // Nobody else's tap counts.
        rui.taps(&asked, label);
        ana.taps(&asked, label);
        at = asked.id;
    }
    desk.fake.sees(thread, at, &["Describe the problem"]).await;
    ana.says_in(thread, "O servidor parou");
    let summary = ana.offered(thread, at, "Send request").await;
    ana.taps(&summary, "Send request");
    desk.fake.sees(thread, summary.id, &["Request received"]).await;
    desk.fake.sees_in_room(room, 0, &["servidor"]).await;

    // What is written while the program is away is read there too, and what others write there is not.
    desk.program.kill();
    desk.fake.change(|state| state.sessions.clear());
    rui.says_in(thread, "Sou o Rui");
    ana.says_in(thread, "Ainda não abre");
    desk.starts().await;
    desk.fake.sees(thread, enrolled.id, &["Sent to the support team"]).await;
    desk.fake.sees_in_room(room, 0, &["Ainda não abre"]).await;
    assert_eq!(desk.counts("select count(*) from entry where words like '%Rui%'").await, 0);

    // The same thread again, also after the start; and the direct messages work when they are open.
    ana.commands(square, "estado", &[]);
    bene.says_in(room, "/help");
    ana.opens();
    let at = ana.says("/mine");
    ana.sees(at, &["BL-"]).await;
    let threads = desk.fake.look().with_threads(square).len() - 1;
    assert_eq!(threads, 2, "one thread a person");
    desk.ends().await;
}

/// Words that turn to the bot in a channel go along, and a command opens a thread too.
#[tokio::test]
async fn what_was_said_in_the_channel_goes_on_in_the_thread() {
    let desk = Desk::started().await;
    let square = desk.fake.channel(0, &[]);
    let ana = desk.reporter(100, "Ana Macuácua").await;
    ana.calls_in(square, "o iDART não abre");
    let thread = ana.thread_in(square).await;
    desk.fake.sees(thread, 0, &["What happens?"]).await;
    assert_eq!(desk.fake.look().of_bot(square).count(), 0, "nothing is said in the channel");

    let rui = desk.reporter(101, "Rui Tembe").await;
    let asked = rui.commands(square, "ajuda", &[]);
    let thread = rui.thread_in(square).await;
    desk.fake.sees(thread, 0, &["/new"]).await;
    rui.answer(asked).await;

    // Where Discord opens no thread, nothing breaks.
    let voice = desk.fake.channel(2, &[]);
    desk.fake.next("POST /channels/*/threads", crate::discord::state::Fault::Refused(403, 50_013));
    desk.fake.person(102, "Eva").calls_in(voice, "ajuda");
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    desk.ends().await;
}

/// A thread that was deleted is opened anew.
#[tokio::test]
async fn a_thread_that_is_gone() {
    let desk = Desk::started().await;
    let square = desk.fake.channel(0, &[]);
    let ana = desk.reporter(100, "Ana Macuácua").await;
    ana.calls_in(square, "/mine");
    let first = ana.thread_in(square).await;
    desk.fake.sees(first, 0, &["request"]).await;
    desk.fake.change(|state| state.delete_channel(first));
    ana.calls_in(square, "/help");
    let second = ana.thread_in(square).await;
    assert_ne!(first, second);
    desk.fake.sees(second, 0, &["/new"]).await;
    desk.ends().await;
}
