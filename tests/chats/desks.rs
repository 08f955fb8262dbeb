//! Desks that rank and create in other ways: severities with their priorities and appointed people (Sevastopol), and
//! priorities that the desk's people set, with actors of whom some have no access (Cyprus).

use balcao::{
    core::{draft::Behalf, person::Role, ticket::Status, verb::Verb},
    dialogs::{choice::Choice, notify::NotifyChoice},
};

use crate::story::{Story, Words, category, everywhere, hours, system};

const ASKED: (&str, &str) = ("Preciso de ajuda com a lista de hoje", "I need help with the list of today");

fn of_olga(t: &mut Story) -> Behalf {
    Behalf {
        name: "Olga Reis".into(),
        facility_id: Some(t.facility_id("MZ-0203")),
        facility: "CS Ndlavela".into(),
        without_phone: true,
        ..Behalf::default()
    }
}

/// Somebody who is not appointed asks, and an appointed person makes a request of it.
async fn asks_an_appointed_person(t: &mut Story) {
    t.remark("(whoever is not appointed creates no requests: their words go to those who are)");
    t.says("olga", ("/novo", "/new")).await;
    t.says("olga", ASKED).await;
    let (behalf, words) = (of_olga(t), ASKED.of(t.locale));
    t.taps("paulo", Choice::Notify(NotifyChoice::WriteDown { behalf, words, files: Vec::new() })).await;
    t.taps("paulo", system("mis")).await;
    t.taps("paulo", category("fault")).await;
    t.taps("paulo", Choice::Severity("minor".into())).await;
    t.remark("(only what goes with the severity is offered, and nothing else is taken)");
    t.says("paulo", ("urgente", "urgent")).await;
    t.taps("paulo", Choice::Priority("high".into())).await;
    t.says("paulo", ("A lista de hoje", "The list of today")).await;
    t.taps("paulo", Choice::Skip).await;
    t.taps("paulo", Choice::Send).await;
}

#[tokio::test]
async fn severities_and_appointed_people() {
    everywhere("severities_and_appointed_people", async |t: &mut Story| {
        t.follows_the_desk_file("sevastopol").await;
        t.opens_the_desk().await;
        t.aside(async |t| t.invites("vera", "Vera Orlova", Role::Admin, None).await).await;
        t.enrolled("olga", "Olga Reis", "MZ-0203").await;
        asks_an_appointed_person(t).await;
        let reference = t.ticket(1).await.reference;
        t.remark("(the head of the department has it, and gives it away: its status stays)");
        t.says("vera", ("/triagem", "/triage")).await;
        t.says("vera", format!("/atribuir {reference} Benedito Cossa")).await;
        t.remark("(the second line lowers, and nobody else)");
        t.says("bene", format!("/prioridade {reference} urgente x")).await;
        t.says("bene", format!("/prioridade {reference}")).await;
        t.says("bene", "normal").await;
        t.says("bene", ("Há outro caminho", "There is another way")).await;
        t.says("bene", format!("/prioridade {reference} alta x")).await;
        t.says("vera", format!("/gravidade {reference} gralha x")).await;
        t.says("bene", format!("/gravidade {reference} bloqueio x")).await;
        t.says("bene", format!("/gravidade {reference} gralha Só o título está errado")).await;
        t.remark("(whoever created it says how severe it is, and the priority follows)");
        t.says("paulo", format!("/gravidade {reference} bloqueio Agora nada abre")).await;
        t.says("bene", format!("/prioridade {reference}")).await;
    })
    .await;
}

#[tokio::test]
async fn only_the_initiator_closes() {
    everywhere("only_the_initiator_closes", async |t: &mut Story| {
        t.follows_the_desk_file("sevastopol").await;
        t.opens_the_desk().await;
        t.enrolled("olga", "Olga Reis", "MZ-0203").await;
        t.aside(async |t| asks_an_appointed_person(t).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.says("bene", format!("/pedir {reference} Que lista é?")).await;
        t.says("paulo", format!("/estado {reference}")).await;
        t.says("paulo", ("A dos doentes marcados", "That of appointments")).await;
        t.says("bene", format!("/resolver {reference} A lista foi refeita")).await;
        t.says("bene", format!("/fechar {reference}")).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.taps_on("paulo", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}

/// Nobody but the initiator closes: whoever says nothing is asked again, and nothing comes of it.
#[tokio::test]
async fn silence_closes_nothing() {
    everywhere("silence_closes_nothing", async |t: &mut Story| {
        t.follows_the_desk_file("sevastopol").await;
        t.opens_the_desk().await;
        t.enrolled("olga", "Olga Reis", "MZ-0203").await;
        t.aside(async |t| asks_an_appointed_person(t).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.says("bene", format!("/pedir {reference} Que lista é?")).await;
        t.waits(hours(24 * 40)).await;
        t.ticket(1).await.expect_status(Status::WaitingReporter);
        t.replies("paulo", reference.as_str(), ("A dos doentes marcados", "That of appointments")).await;
        t.says("bene", format!("/resolver {reference} A lista foi refeita")).await;
        t.waits(hours(24 * 40)).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.taps_on("paulo", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}

/// What somebody who is not appointed sends goes to those who are, also what they sent before anybody knew who they are;
/// nothing of it is a request, or the beginning of one, before those make it.
#[tokio::test]
async fn files_go_to_the_appointed() {
    everywhere("files_go_to_the_appointed", async |t: &mut Story| {
        t.follows_the_desk_file("sevastopol").await;
        t.opens_the_desk().await;
        t.remark("(somebody new writes and sends a photo, and is asked who they are first)");
        t.sends_photo_saying("olga", ASKED).await;
        t.taps("olga", Choice::Language(t.locale)).await;
        t.says("olga", "MZ-0203").await;
        t.says("olga", "Olga Reis").await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 0);
        t.sends_photo("olga").await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 0);
        assert_eq!(t.count("select count(*) from attachment where ticket_id is not null").await, 0);
        let files = vec![t.count("select max(id) from attachment").await];
        let behalf = of_olga(t);
        t.taps("paulo", Choice::Notify(NotifyChoice::WriteDown { behalf, words: String::new(), files })).await;
        t.taps("paulo", system("mis")).await;
        t.taps("paulo", category("fault")).await;
        t.taps("paulo", Choice::Severity("major".into())).await;
        t.says("paulo", ("Lista de hoje", "List of today")).await;
        t.says("paulo", ("Vem vazia, como mostra a foto", "It is empty, as the photo shows")).await;
        t.taps("paulo", Choice::Send).await;
        t.taps("paulo", Choice::ShowsPatient(false)).await;
        assert_eq!(t.count("select count(*) from ticket").await, 1);
        assert_eq!(t.count("select count(*) from attachment where ticket_id is not null").await, 1);
    })
    .await;
}

/// A desk without clocks measures nobody's silence: what somebody took stays with them.
#[tokio::test]
async fn nobody_counts_silence_without_clocks() {
    everywhere("nobody_counts_silence_without_clocks", async |t: &mut Story| {
        t.follows_the_desk_file("cyprus").await;
        t.opens_the_desk().await;
        t.aside(async |t| {
            t.starts("rui", None).await;
            t.taps("rui", Choice::Language(t.locale)).await;
            t.says("rui", ("profissional", "health professional")).await;
            t.says("rui", "MZ-0203").await;
            t.says("rui", "Rui Tembe").await;
            t.says("rui", ("/novo", "/new")).await;
            t.taps("rui", category("service")).await;
            t.says("rui", ("Portal parado", "Portal down")).await;
            t.says("rui", ("O portal não responde", "The portal does not answer")).await;
            t.taps("rui", Choice::Skip).await;
            t.taps("rui", Choice::Send).await;
        })
        .await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.waits(hours(72)).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.says("bene", "/sla").await;
    })
    .await;
}

/// The regulation's own words are the labels; the desk file's are still understood.
#[tokio::test]
async fn in_the_desks_own_terms() {
    everywhere("in_the_desks_own_terms", async |t: &mut Story| {
        t.follows_the_desk_file("sevastopol.ru").await;
        t.opens_the_desk().await;
        t.says("paulo", ("/novo", "/new")).await;
        t.says("paulo", "МИС").await;
        t.says("paulo", ("erro", "fault")).await;
        t.says("paulo", "опечатка").await;
        t.says("paulo", "высокий").await;
        t.taps("paulo", Choice::Priority("low".into())).await;
        t.says("paulo", ("O ecrã da lista", "The screen of the list")).await;
        t.says("paulo", ("O título do ecrã está errado", "The title of the screen is wrong")).await;
        t.taps("paulo", Choice::Skip).await;
        t.taps("paulo", Choice::Send).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/pedir {reference} Que título é?")).await;
        t.says("paulo", format!("/estado {reference}")).await;
    })
    .await;
}

#[tokio::test]
async fn low_until_somebody_says_so() {
    everywhere("low_until_somebody_says_so", async |t: &mut Story| {
        t.follows_the_desk_file("cyprus").await;
        t.opens_the_desk().await;
        t.remark("(patients have no access; health professionals do)");
        t.starts("ana", None).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", ("doente", "patient")).await;
        t.starts("rui", None).await;
        t.taps("rui", Choice::Language(t.locale)).await;
        t.says("rui", ("profissional", "health professional")).await;
        t.says("rui", "MZ-0203").await;
        t.says("rui", "Rui Tembe").await;
        t.says("rui", ("/novo", "/new")).await;
        t.taps("rui", category("eprescription")).await;
        t.says("rui", ("Dose em falta", "Missing dose")).await;
        t.says("rui", ("A receita chega sem a dose", "The prescription arrives without its dose")).await;
        t.taps("rui", Choice::Skip).await;
        t.taps("rui", Choice::Send).await;
        let reference = t.ticket(1).await.reference;
        t.remark("(the desk's people say how soon, whose it is, and what it is)");
        t.says("bene", format!("/prioridade {reference} alta A dose faz falta")).await;
        t.says("bene", format!("/departamento {reference} semântica")).await;
        t.says("bene", format!("/etiqueta {reference} problem")).await;
        t.says("bene", format!("/atribuir {reference} Benedito Cossa")).await;
        t.says("bene", format!("/resolver {reference} O código foi traduzido")).await;
        t.says("bene", format!("/fechar {reference}")).await;
        t.says("bene", format!("/reabrir {reference} Volta a acontecer")).await;
        t.says("bene", format!("/departamento {reference} segurança da informação")).await;
    })
    .await;
}
