//! Practice: the same dialogs for a training, and nothing of it counts, reaches a room, or is taken for real.

use balcao::{
    core::{person::Role, ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, everywhere, hours, minutes, once, seconds};

/// Practice and work by the same two people: whatever is practised is seen as that, and in no room.
#[tokio::test]
async fn practice_of_a_training() {
    everywhere("practice_of_a_training", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("/pratica", "/practice")).await;
        t.reports_until_summary(
            "ana",
            ("O servidor não arranca desde ontem", "The server has not started since yesterday"),
        )
        .await;
        t.taps("ana", Choice::Send).await;
        t.says("ana", ("/meus", "/mine")).await;
        t.remark("(a trainer plays the desk: in the agents' queue there is nothing)");
        t.says("bene", ("/fila", "/queue")).await;
        t.says("bene", ("/pratica", "/practice")).await;
        t.says("bene", ("/fila", "/queue")).await;
        let practice = t.ticket(1).await;
        t.says("bene", format!("/assumir {}", practice.reference)).await;
        t.waits(seconds(20)).await;
        t.says("bene", format!("/pedir {} Que luzes estão acesas?", practice.reference)).await;
        t.waits(seconds(20)).await;
        t.says("ana", ("Nenhuma luz está acesa", "No light is on")).await;
        t.says("bene", format!("/resolver {} Ligue a ficha à tomada.", practice.reference)).await;
        t.waits(seconds(20)).await;
        t.taps_on("ana", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.remark("(out of practice, the next one is real)");
        t.says("ana", ("Sair da prática", "Leave practice")).await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Agora é a sério: nada abre", "For real: nothing opens")).await;
        })
        .await;
        t.says("ana", ("/meus", "/mine")).await;
        assert_eq!(t.count("select count(*) from ticket where is_practice = 0").await, 1);
    })
    .await;
}

/// Work stays work: who practises changes nothing real, and hears what is real as that.
#[tokio::test]
async fn practice_touches_nothing_real() {
    everywhere("practice_touches_nothing_real", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
        })
        .await;
        let real = t.ticket(1).await.reference;
        t.says("ana", ("/pratica", "/practice")).await;
        t.says("bene", ("/pratica", "/practice")).await;
        t.remark("(what is real cannot be practised on)");
        t.says("bene", format!("/assumir {real}")).await;
        t.says("ana", format!("/desistir {real}")).await;
        t.says("ana", ("/sair", "/leave")).await;
        t.says("ana", ("/meus", "/mine")).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(in their room all is real, and practice is not to be found)");
        t.aside(async |t| {
            t.reports_server_down("ana", ("Só para experimentar o botão", "Only to try the button")).await;
        })
        .await;
        // Practice is counted for itself, from lower numbers.
        let practice = t.ticket(1).await.reference;
        t.says("bene@agents", format!("/estado {practice}")).await;
        t.says("bene@agents", format!("/responder {real} Estamos a ver o servidor.")).await;
        t.waits(seconds(20)).await;
        t.remark("(what comes is real, and is answered once practice has ended)");
        t.replies("ana", real.as_str(), ("Obrigada, fico à espera da equipa", "Thank you, I wait for the team")).await;
        t.says("ana", ("/pratica sair", "/practice end")).await;
        t.replies("ana", real.as_str(), ("Obrigada, fico à espera da equipa", "Thank you, I wait for the team")).await;
        t.remark("(what was practised stays practice, also for whoever asks later)");
        t.says("ana", format!("/estado {practice}")).await;
        t.says("bene", ("/pratica sair", "/practice end")).await;
        t.says("bene", format!("/estado {practice}")).await;
        t.says("bene", format!("/duplicado {real} {practice}")).await;
    })
    .await;
}

/// It ends by itself, and what was begun in it never becomes real.
#[tokio::test]
async fn practice_that_is_forgotten() {
    everywhere("practice_that_is_forgotten", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.remark("(a report that lies there comes first)");
        t.taps("ana", Choice::NewReport).await;
        t.says("ana", ("/pratica", "/practice")).await;
        t.taps("ana", Choice::Discard).await;
        t.says("ana", ("/pratica", "/practice")).await;
        t.reports_until_summary("ana", ("Isto é só para experimentar", "This is only to try it")).await;
        t.waits(minutes(40)).await;
        t.says("ana", ("/novo", "/new")).await;
        t.remark("(she writes nothing for two hours)");
        t.waits(hours(2)).await;
        t.taps("ana", Choice::Send).await;
        t.says("ana", ("A impressora do laboratório encravou", "The laboratory's printer is jammed")).await;
        assert_eq!(t.count("select count(*) from ticket").await, 0);
        assert_eq!(
            t.count("select count(*) from draft where answers like '%\"practice\":true%' and state = 'open'").await,
            0
        );
    })
    .await;
}

/// No room, no partner, nobody who wants to be told of all, and no queue hears of what is practised; the strict ending
/// looks at each message about it.
#[tokio::test]
async fn nobody_hears_of_practice() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.invites("lina", "Lina Mate", Role::Agent, None).await;
        t.says("lina", "/notificacoes todas").await;
        t.says("ana", "/pratica").await;
        t.reports_server_down("ana", "A rede toda foi abaixo e a farmácia parou").await;
        let reference = t.ticket(1).await.reference;
        t.says("ana", "Esqueci-me de dizer que a luz está apagada").await;
        t.waits(hours(24)).await;
        for who in ["bene@agents", "paulo@ariel", "grace@managers", "bene", "lina", "paulo", "grace"] {
            let texts = t.texts(who);
            assert!(texts.iter().all(|text| !text.contains(&reference)), "{who} reads {reference}: {texts:#?}");
        }
        assert!(t.texts("ana").iter().any(|text| text.contains(&reference)));
    })
    .await;
}
