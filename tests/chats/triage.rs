//! What is new, card by card, and visits to facilities.

use crate::story::{Story, everywhere, hours, minutes};

#[tokio::test]
async fn a_walk_through_what_is_new() {
    everywhere("a_walk_through_what_is_new", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("bene", ("/triagem", "/triage")).await;
        t.aside(async |t| {
            for (who, words) in [
                ("ana", ("O servidor não arranca", "The server does not start")),
                ("tomas", ("A sala do TARV está sem sistema", "The ART room has no system")),
                ("ana", ("O ecrã fica branco", "The screen stays white")),
            ] {
                t.reports_server_down(who, words).await;
                t.waits(minutes(7)).await;
            }
            let third = t.ticket(3).await.reference;
            t.says("bene", format!("/prioridade {third} crítica A farmácia também parou")).await;
        })
        .await;
        t.remark("(the newest comes first; what is decided stays with its card, and the way on with both)");
        t.says("bene", ("/triagem", "/triage")).await;
        t.says("bene", ("tipo", "kind")).await;
        t.says("bene", ("problema", "problem")).await;
        t.says("bene", ("próximo", "next one")).await;
        t.says("bene", ("assumir", "take")).await;
        t.says("bene", ("próximo pedido", "next request")).await;
        t.says("bene", ("mais", "more")).await;
        t.remark("(whoever walks again is shown what is new to them, or all of it once more)");
        t.says("bene", ("/triagem", "/triage")).await;
        t.aside(async |t| t.reports_server_down("tomas", ("Voltou a falhar", "It fails again")).await).await;
        t.says("bene", ("/triagem", "/triage")).await;
        t.says("bene", ("próximo pedido", "next request")).await;
        t.says("bene", ("ver de novo", "see them again")).await;
        t.says("bene", ("/triagem de novo", "/triage again")).await;
        t.remark("(a team that meets walks in its room, where what is private has no words)");
        let fourth = t.ticket(4).await.reference;
        t.says("bene", (format!("/privado {fourth} sim"), format!("/private {fourth} yes"))).await;
        t.says("bene@agents", ("/triagem", "/triage")).await;
        t.says("bene@agents", ("/triagem", "/triage")).await;
        t.says("ana", ("/triagem", "/triage")).await;
    })
    .await;
}

#[tokio::test]
async fn a_visit_to_the_facility() {
    everywhere("a_visit_to_the_facility", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", ("O servidor não arranca", "The server does not start")).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/deslocar {reference}")).await;
        t.says("bene", "25/11").await;
        t.says("bene", "Carlos Mabunda").await;
        t.says("ana", format!("/estado {reference}")).await;
        t.remark("(another day; a day that is over is none; then it is called off)");
        t.says("bene", format!("/visit {reference} 26/11 Carlos Mabunda")).await;
        t.says("bene", format!("/deslocar {reference} 20/11/2026 Carlos Mabunda")).await;
        t.says("bene", format!("/deslocar {reference} nenhum")).await;
        t.says("bene", format!("/historico {reference}")).await;
        t.says("ana", format!("/historico {reference}")).await;
        t.says("ana", format!("/deslocar {reference} amanhã Ana")).await;
        t.waits(hours(1)).await;
    })
    .await;
}

/// Developers have no time of their own until they promise a day (EPTS guide, tier 4).
#[tokio::test]
async fn a_day_that_is_to_be_set() {
    everywhere("a_day_that_is_to_be_set", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", ("O servidor não arranca", "The server does not start")).await;
        let reference = t.ticket(1).await.reference;
        t.aside(async |t| {
            t.staffs("edson", "Edson Machava", 3).await;
            t.staffs("filipa", "Filipa Sitoe", 4).await;
            for tier in [2, 3] {
                let (pt, en) = ("Vi os registos", "I read the logs");
                let passed = (
                    format!("/encaminhar {reference} nível {tier}: {pt}"),
                    format!("/escalate {reference} tier {tier}: {en}"),
                );
                t.says("bene", passed).await;
            }
        })
        .await;
        let passed = (
            format!("/encaminhar {reference} nível 4: É um erro do programa"),
            format!("/escalate {reference} tier 4: It is a fault of the program"),
        );
        t.says("bene", passed).await;
        t.says("bene", format!("/estado {reference}")).await;
        t.says("bene", (format!("/porque {reference}"), format!("/why {reference}"))).await;
        t.says("bene", format!("/prazo {reference} 4/12/2026")).await;
        t.says("bene", format!("/estado {reference}")).await;
    })
    .await;
}
