//! What happens around announcements: their readers join, answer, mute and follow them; what is announced is offered before
//! a report is filed; and nobody is told twice who reads it in a group.

use balcao::{
    core::ticket::Status,
    dialogs::{
        announce::{choice::AnnounceChoice, reading::ReadingChoice},
        choice::Choice,
        problem::choice::ProblemChoice,
    },
};

use crate::story::{Story, everywhere, minutes, once};

const DOWN: (&str, &str) =
    ("O OpenMRS não sincroniza. A equipa está a tratar.", "OpenMRS does not synchronise. The team is working on it.");

/// Three people of three partners, with the groups of two of these.
async fn three_partners(t: &mut Story) {
    t.opens_the_desk().await;
    t.meets("marta", "Marta Nhaca", "CCS", "ccs").await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
    t.enrolled("zita", "Zita Langa", "MZ-0103").await;
}

/// Ana's request, as a problem.
async fn a_problem(t: &mut Story) -> i64 {
    t.aside(async |t| {
        t.reports_server_down("ana", ("Sincronização parada desde ontem", "Sync stopped since yesterday")).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", (format!("/comum {reference}"), format!("/common {reference}"))).await;
    })
    .await;
    t.ticket(1).await.id
}

/// One tap below it, in a group or in private, files a request that counts; the second one says that it is done.
#[tokio::test]
async fn an_announcement_is_joined() {
    everywhere("an_announcement_is_joined", async |t: &mut Story| {
        three_partners(t).await;
        let problem = a_problem(t).await;
        let id = t.has_announced(DOWN, Some(problem), &["marta@ccs", "paulo@ariel", "tomas"]).await;
        // The groups' cards stand pinned; a private chat has no need of it.
        assert!(!t.is_kind() || t.pinned() == 2);
        t.joins("zita@ccs", id).await;
        t.waits(minutes(2)).await;
        t.joins("zita@ccs", id).await;
        t.joins("tomas", id).await;
        t.remark("(whoever reported it has joined already; who works at the desk does not)");
        t.joins("ana@ariel", id).await;
        t.joins("bene@ccs", id).await;
        t.remark("(somebody whom nobody knows)");
        t.joins("rui@ccs", id).await;
        assert_eq!(t.count("select count(*) from problem_ticket where problem_id is not null").await, 3);
        assert_eq!(t.count("select count(*) from ticket").await, 3);
        t.remark("(it is solved)");
        let reference = t.ticket(1).await.reference;
        t.says(
            "bene",
            (format!("/resolver {reference} Já sincroniza"), format!("/resolve {reference} It synchronises again")),
        )
        .await;
        t.waits(minutes(1)).await;
        t.joins("zita@ccs", id).await;
        t.ticket(2).await.expect_status(Status::Resolved);
    })
    .await;
}

/// A focal point works at no facility: what affects them affects their organisation, whose group hears of it.
#[tokio::test]
async fn a_focal_point_joins() {
    everywhere("a_focal_point_joins", async |t: &mut Story| {
        three_partners(t).await;
        let problem = a_problem(t).await;
        let id = t.has_announced(DOWN, Some(problem), &["marta@ccs"]).await;
        t.joins("marta@ccs", id).await;
        assert_eq!(t.count("select count(*) from problem_ticket where problem_id is not null").await, 2);
        assert_eq!(t.count("select count(*) from ticket where partner_id is null").await, 0);
        t.says("marta", ("/meus", "/mine")).await;
    })
    .await;
}

/// A report that is being written stays as it is, and an announcement of nothing that goes on cannot be joined.
#[tokio::test]
async fn joining_leaves_a_draft_alone() {
    once(async |t: &mut Story| {
        three_partners(t).await;
        let problem = a_problem(t).await;
        t.aside(async |t| t.reports_until_summary("zita", "A impressora não imprime etiquetas").await).await;
        let id = t.has_announced(DOWN, Some(problem), &["marta@ccs"]).await;
        t.joins("zita@ccs", id).await;
        t.taps("zita", Choice::Send).await;
        assert_eq!(t.count("select count(*) from ticket").await, 3);
        assert_eq!(t.count("select count(*) from problem_ticket where problem_id is not null").await, 2);
        let other = t.has_announced(("Sábado não há rede.", "No network on Saturday."), None, &["marta@ccs"]).await;
        assert!(!t.sees("zita@ccs", &Choice::Announce(AnnounceChoice::Join { announcement: other })).await);
    })
    .await;
}

/// What is written in answer to it reaches the agents, and becomes a request where its writer wants one. Other talk of the
/// group is nobody's business.
#[tokio::test]
async fn an_announcement_is_answered() {
    everywhere("an_announcement_is_answered", async |t: &mut Story| {
        three_partners(t).await;
        let problem = a_problem(t).await;
        let id = t.has_announced(DOWN, Some(problem), &["marta@ccs", "tomas"]).await;
        t.says("zita@ccs", ("Bom dia a todos os colegas do grupo", "Good morning to all colleagues here")).await;
        t.replies("zita@ccs", "A-1", ("Na nossa farmácia também parou tudo", "In our pharmacy it all stopped too"))
            .await;
        t.replies(
            "zita@ccs",
            "A-1",
            (
                "O paciente João Tembe, NID 0110010101/2015/00123, espera",
                "Patient João Tembe, NID 0110010101/2015/00123, is waiting",
            ),
        )
        .await;
        t.remark("(somebody whom nobody knows)");
        t.replies("rui@ccs", "A-1", ("Quando é que volta?", "When will it be back?")).await;
        t.waits(minutes(20)).await;
        let printer = ("A impressora de etiquetas não liga", "The label printer does not turn on");
        t.replies_with_photo("zita@ccs", "A-1", printer).await;
        let reply = t.count("select max(id) from announcement_reply").await;
        let report = Choice::Announce(AnnounceChoice::Reading(ReadingChoice::Report { reply }));
        if t.sees("zita@ccs", &report).await {
            t.taps("zita@ccs", report.clone()).await;
        } else {
            t.says("zita@ccs", ("novo pedido", "new request")).await;
        }
        t.taps("zita", report).await;
        t.says("zita", ("cancelar", "cancel")).await;
        t.remark("(in private)");
        t.replies("tomas", "A-1", ("Aqui voltou a funcionar às dez horas", "Here it works again since ten")).await;
        t.replies("tomas", "A-1", ("também me afecta", "this affects me too")).await;
        assert_eq!(t.count("select count(*) from announcement_reply").await, 5);
        assert_eq!(t.count("select count(*) from problem_ticket where problem_id is not null").await, 2);
        assert!(
            t.sees("marta@ccs", &Choice::Announce(AnnounceChoice::Join { announcement: id })).await || !t.is_kind()
        );
    })
    .await;
}

/// What somebody wants of announcements, and what a group does, is said in a word.
#[tokio::test]
async fn announcements_are_muted_and_followed() {
    everywhere("announcements_are_muted_and_followed", async |t: &mut Story| {
        three_partners(t).await;
        let id =
            t.has_announced(("Sábado não há rede.", "No network on Saturday."), None, &["marta@ccs", "tomas"]).await;
        t.says("tomas", ("/ajuda avisos", "/help news")).await;
        t.says("bene", ("/ajuda aviso", "/help announce")).await;
        t.says("tomas", ("/avisos", "/news")).await;
        t.says("tomas", ("/avisos silenciar", "/news mute")).await;
        t.says("tomas", ("/avisos seguir a-1", "/news follow a-1")).await;
        t.says("tomas", ("/avisos resumo", "/news digest")).await;
        assert_eq!(t.count("select count(*) from announcement_wish").await, 2);
        t.says("tomas", ("/avisos normal", "/news default")).await;
        assert_eq!(t.count("select count(*) from announcement_wish").await, 0);
        t.says("tomas", ("/avisos silenciar A-9", "/news mute A-9")).await;
        t.taps("tomas", Choice::Announce(AnnounceChoice::Reading(ReadingChoice::Mute { announcement: id }))).await;
        t.taps("tomas", Choice::Announce(AnnounceChoice::Reading(ReadingChoice::Follow { announcement: id }))).await;
        t.remark("(anybody reads in a group what is told there; what it hears, whoever looks after it decides)");
        t.says("zita@ccs", ("/avisos", "/news")).await;
        t.says("bene@ccs", ("/avisos", "/news")).await;
        t.says("zita@ccs", ("/avisos silenciar", "/news mute")).await;
        t.says("bene@ccs", ("/avisos silenciar", "/news mute")).await;
        t.says("marta@ccs", ("/avisos silenciar", "/news mute")).await;
        t.says("marta@ccs", ("/avisos resumo", "/news digest")).await;
        assert_eq!(t.count("select count(*) from announcement_wish").await, 2);
        t.says("bene@agents", ("/avisos silenciar", "/news mute")).await;
    })
    .await;
}

/// Before a report is filed: an announcement tells what is the matter, and nothing is filed; or it does not.
#[tokio::test]
async fn an_announcement_is_offered() {
    everywhere("an_announcement_is_offered", async |t: &mut Story| {
        three_partners(t).await;
        let planned = (
            "O servidor central do OpenMRS fica parado no sábado para manutenção.",
            "The central OpenMRS server is down on Saturday for maintenance.",
        );
        let id = t.has_announced(planned, None, &["marta@ccs"]).await;
        let words = ("o servidor central do openmrs esta parado", "the central openmrs server is down");
        t.says("zita", words).await;
        t.taps("zita", Choice::Problem(ProblemChoice::Because { announcement: id, place: 0 })).await;
        assert_eq!(t.count("select count(*) from announcement_wish where wish = 'all'").await, 1);
        t.taps("zita", Choice::Recover).await;
        t.says("zita", ("cancelar", "cancel")).await;
        t.says("tomas", words).await;
        t.says("tomas", ("não é isto", "not this")).await;
        t.says("tomas", ("cancelar", "cancel")).await;
        assert_eq!(t.count("select count(*) from ticket").await, 0);
    })
    .await;
}

/// One of a problem counts as that: it is offered once, and in its words where the problem has no summary yet.
#[tokio::test]
async fn an_announced_problem_is_offered_once() {
    once(async |t: &mut Story| {
        three_partners(t).await;
        let problem = a_problem(t).await;
        t.has_announced(DOWN, Some(problem), &["marta@ccs"]).await;
        t.says("tomas", "n consigo sincronizar o openmrs").await;
        t.taps("tomas", Choice::Problem(ProblemChoice::Join { problem, place: 0 })).await;
        assert_eq!(t.count("select count(*) from problem_ticket where problem_id is not null").await, 2);
    })
    .await;
}

/// An answer that the desk has published may make a request needless.
#[tokio::test]
async fn a_published_answer_helps() {
    everywhere("a_published_answer_helps", async |t: &mut Story| {
        three_partners(t).await;
        let label = ("Esqueci a senha", "Forgotten password");
        let text = (
            "Esqueceu a senha do OpenMRS: o ponto focal da província põe outra. Peça-a pelo telefone.",
            "If the OpenMRS password is forgotten, the province's focal point sets another. Ask for it by phone.",
        );
        t.aside(async |t| t.publishes("password", label, text).await).await;
        t.says("zita", ("esqueci a senha do openmrs", "i have forgotten my openmrs password")).await;
        t.says("zita", ("resolveu", "it helped")).await;
        t.says("tomas", ("esqueci a minha senha do openmrs", "openmrs password forgotten, cannot enter")).await;
        t.says("tomas", ("não resolveu", "it did not help")).await;
        t.says("tomas", ("cancelar", "cancel")).await;
        assert_eq!(t.count("select count(*) from ticket").await, 0);
    })
    .await;
}

/// Who writes in a partner's group is noted once, and moves with it.
#[tokio::test]
async fn who_was_seen_in_a_group() {
    once(async |t: &mut Story| {
        three_partners(t).await;
        let noted = t.count("select count(*) from seen_in").await;
        for words in ["Bom dia", "Alguém sabe do almoço?", "Obrigada"] {
            t.says("zita@ccs", words).await;
        }
        t.says("rui@ccs", "Também gostava de saber").await;
        assert_eq!(t.count("select count(*) from seen_in").await, noted + 1);
        t.says("marta@ccs", "/avisos silenciar").await;
        t.moves("marta@ccs", "ccs2").await;
        assert_eq!(t.count("select count(*) from seen_in where address like '%:ccs2'").await, 2, "zita and marta");
        assert_eq!(t.count("select count(*) from announcement_wish where reader like '%:ccs2'").await, 1);
        assert_eq!(t.count("select count(*) from seen_in where address like '%:ccs'").await, 0);
    })
    .await;
}
