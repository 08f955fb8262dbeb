//! Who cannot be reached (platforms B.8): another chat, else a task to call them; on return one digest, no flood.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, everywhere, hours, minutes, once, seconds};

/// Ana has reported, and then blocks the bot.
async fn blocked(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await).await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
    t.blocks("ana", true);
}

/// B.8: a task to call, ☎ on the card and in the queue, done with a button; what was lost comes as one message.
#[tokio::test]
async fn somebody_is_called() {
    everywhere("somebody_is_called", async |t: &mut Story| {
        blocked(t).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.waits(seconds(30)).await;
        t.says("bene", (format!("/pedir {reference} A luz está acesa?"), format!("/ask {reference} Is the light on?")))
            .await;
        t.waits(seconds(30)).await;
        t.says("bene", ("/fila chamadas", "/queue calls")).await;
        t.says("bene", (format!("/liguei {reference} Está acesa"), format!("/called {reference} It is on"))).await;
        assert_eq!(t.count("select count(*) from ticket where call_since is not null").await, 0);
        t.remark("(called already)");
        t.says("bene", ("/fila chamadas", "/queue calls")).await;
        t.says("bene", (format!("/liguei {reference}"), format!("/called {reference}"))).await;
        t.blocks("ana", false);
        t.remark("(the next day Ana is back)");
        t.waits(hours(22)).await;
        t.says("ana", ("bom dia", "good morning")).await;
        t.remark("(and is told once)");
        t.says("ana", ("/meus", "/mine")).await;
        assert_eq!(t.count("select count(*) from ticket where missed > 0").await, 0);
    })
    .await;
}

/// B.8: on her return nobody has to call any more; the platform's word that she unblocked the bot is enough.
#[tokio::test]
async fn whoever_is_back_need_not_be_called() {
    once(async |t: &mut Story| {
        blocked(t).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.waits(seconds(30)).await;
        assert_eq!(t.count("select count(*) from ticket where call_since is not null").await, 1);
        assert!(t.sees("bene@agents", &Choice::act(Verb::Called, t.ticket(1).await.id)).await);
        t.blocks("ana", false);
        let seen = t.texts("ana").len();
        t.lets_in("ana").await;
        let told = t.texts("ana").split_off(seen);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("Enquanto esteve fora: 1 novidade."), "{told:?}");
        assert_eq!(t.count("select count(*) from ticket where call_since is not null").await, 0);
        assert!(t.texts("bene@agents").iter().all(|text| !text.contains('☎')));
    })
    .await;
}

/// B.7 and B.8: what never arrived is not held against her: nothing is closed before somebody has called.
#[tokio::test]
async fn nothing_is_closed_that_was_never_read() {
    once(async |t: &mut Story| {
        blocked(t).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/pedir {reference} A luz está acesa?")).await;
        t.waits(hours(24 * 30)).await;
        assert_eq!(t.overdue().await, 0, "looked at once a day, and not all the time");
        t.ticket(1).await.expect_status(Status::WaitingReporter);
        t.says("bene", format!("/liguei {reference} Vai responder amanhã")).await;
        t.blocks("ana", false);
        t.remark("(seven business days after the call)");
        t.waits(hours(24 * 14)).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}

/// B.8: the conversation follows the last chat that its reporter used for it.
#[tokio::test]
async fn the_conversation_follows_the_last_chat() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", "Nada abre").await;
        t.makes_code_for_somebody_known("segundo-2345", "Ana Macuácua").await;
        t.starts("ana-work", Some("segundo-2345")).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/resolver {reference} Reiniciado")).await;
        t.waits(minutes(1)).await;
        t.says("ana-work", format!("/reabrir {reference} Voltou a falhar")).await;
        let seen = t.texts("ana").len();
        t.says("bene", format!("/responder {reference} Vamos aí")).await;
        t.waits(minutes(1)).await;
        assert!(t.texts("ana-work").iter().any(|text| text.contains("Vamos aí")));
        assert_eq!(t.texts("ana").len(), seen, "not in the other one");
    })
    .await;
}

/// B.8: a person's other chats hear of a ticket only what is critical and waits for them.
#[tokio::test]
async fn critical_news_reach_each_chat() {
    everywhere("critical_news_reach_each_chat", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await;
            t.makes_code_for_somebody_known("segundo-2345", "Ana Macuácua").await;
            t.starts("ana-work", Some("segundo-2345")).await;
        })
        .await;
        let reference = t.ticket(1).await.reference;
        t.remark("(not critical: in one chat)");
        t.says("bene", format!("/pedir {reference} A luz está acesa?")).await;
        t.waits(seconds(30)).await;
        t.says("ana", ("Está acesa", "It is on")).await;
        t.says("bene", format!("/prioridade {reference} crítica A farmácia parou")).await;
        t.waits(seconds(30)).await;
        t.remark("(critical: a question comes in both, an answer in one)");
        t.says("bene", format!("/pedir {reference} E o cabo de rede?")).await;
        t.waits(seconds(30)).await;
        t.says("bene", format!("/responder {reference} Vamos aí")).await;
        t.waits(seconds(30)).await;
        let heard = |t: &Story, who: &str, words: &str| t.texts(who).iter().any(|text| text.contains(words));
        assert!(heard(t, "ana", "E o cabo de rede?") && heard(t, "ana-work", "E o cabo de rede?"));
        assert!(heard(t, "ana", "Vamos aí") != heard(t, "ana-work", "Vamos aí"));
        assert!(heard(t, "ana", "A luz está acesa?") != heard(t, "ana-work", "A luz está acesa?"));
    })
    .await;
}
