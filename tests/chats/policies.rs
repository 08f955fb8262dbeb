//! A desk whose systems rank in ways of their own: each request is asked, ranked, shown and changed by its system's.

use balcao::{
    core::verb::Verb,
    dialogs::choice::{Choice, Field},
};

use crate::story::{Story, category, everywhere, system};

const FILE: &str = "tests/desks/mixed.toml";

/// A report up to its summary, with what ranks it.
async fn reports(t: &mut Story, of: &str, ranked: &[Choice], words: (&str, &str)) {
    t.says("ana", ("/novo", "/new")).await;
    t.taps("ana", system(of)).await;
    t.taps("ana", category("fault")).await;
    for choice in ranked {
        t.taps("ana", choice.clone()).await;
    }
    t.says("ana", words).await;
    t.taps("ana", Choice::Skip).await;
}

fn with(verb: Verb, ticket: i64, to: &str) -> Choice {
    Choice::With { verb, ticket, to: to.into(), name: None }
}

#[tokio::test]
async fn each_system_by_its_own_policy() {
    everywhere("each_system_by_its_own_policy", async |t: &mut Story| {
        t.follows_the_desk_file(FILE).await;
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let (urgency, impact) = (Choice::Urgency("high".into()), Choice::Impact("localized".into()));
        reports(t, "siglus", &[urgency, impact], ("A requisição não abre", "The requisition does not open")).await;
        t.remark("(it is of another system after all, which asks otherwise: what ranked it before counts no more)");
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::CorrectField(Field::System)).await;
        t.taps("ana", system("mis")).await;
        t.taps("ana", Choice::Severity("minor".into())).await;
        t.says("ana", ("bloqueante", "blocker")).await;
        t.taps("ana", Choice::Priority("high".into())).await;
        t.taps("ana", Choice::Send).await;
        let (urgency, impact) = (Choice::Urgency("high".into()), Choice::Impact("extensive".into()));
        reports(t, "siglus", &[urgency, impact], ("Nenhum pedido chega", "No order arrives")).await;
        t.taps("ana", Choice::Send).await;
        let (urgency, impact) = (Choice::Urgency("harder".into()), Choice::Impact("one".into()));
        reports(t, "epts", &[urgency, impact], ("A lista demora", "The list takes long")).await;
        t.taps("ana", Choice::Send).await;
        let (mis, siglus, epts) = (t.ticket(1).await, t.ticket(2).await, t.ticket(3).await);
        t.remark("(each is ranked anew by its own system's priorities, and by no other's)");
        t.says("bene", format!("/prioridade {}", siglus.reference)).await;
        t.taps("bene", with(Verb::Priority, siglus.id, "critical")).await;
        t.says("bene", ("Só falta uma província", "Only one province is left")).await;
        t.says(
            "bene",
            (format!("/prioridade {} urgente x", siglus.reference), format!("/priority {} urgent x", siglus.reference)),
        )
        .await;
        t.taps("bene", Choice::Cancel).await;
        t.says("bene", format!("/prioridade {}", epts.reference)).await;
        t.taps("bene", Choice::Cancel).await;
        t.says(
            "bene",
            (
                format!("/gravidade {} gralha Só o título", mis.reference),
                format!("/severity {} typo Only the title", mis.reference),
            ),
        )
        .await;
        t.says(
            "bene",
            (format!("/gravidade {} gralha x", siglus.reference), format!("/severity {} typo x", siglus.reference)),
        )
        .await;
        t.says("bene", ("/fila prioridade:baixa", "/queue priority:low")).await;
        t.says("bene", ("/fila", "/queue")).await;
        t.says("bene", "/sla").await;
        t.says("bene", ("/escala", "/duty")).await;
    })
    .await;
}

/// What the words suggest is said in the terms of the system that is chosen after them.
#[tokio::test]
async fn suggested_by_its_own_policy() {
    everywhere("suggested_by_its_own_policy", async |t: &mut Story| {
        t.follows_the_desk_file(FILE).await;
        t.asks_only_what_is_needed().await;
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("O servidor dá erro e o trabalho está parado", "The server has an error and work has stopped"))
            .await;
        t.taps("ana", system("siglus")).await;
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::CorrectField(Field::System)).await;
        t.taps("ana", system("epts")).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}
