//! Who is told: colleagues, focal points, followers, those who leave; approvals; quiet hours; ready answers.

use balcao::{
    core::{
        person::Role,
        ticket::{CameBy, Status},
        verb::Verb,
    },
    dialogs::{choice::Choice, notify::NotifyChoice},
    text::locale::Locale,
};

use crate::story::{Story, category, everywhere, hours, minutes, once, option, seconds, system};

/// Somebody who works at CS Ndlavela, by the facility's code.
async fn works_there(t: &mut Story, who: &str, name: &str) {
    t.enrolled(who, name, "MZ-0203").await;
    t.aside(async |t| {
        let code = format!("{who}-facility");
        t.makes_facility_code(&code, "MZ-0203", hours(72)).await;
        t.says(who, format!("/ligar {code}")).await;
    })
    .await;
}

/// An account is asked for, up to its summary and beyond.
async fn asks_for_an_account(t: &mut Story, who: &str, name: &str) {
    t.says(who, ("/novo", "/new")).await;
    t.taps(who, system("openmrs_epts")).await;
    t.taps(who, category("account")).await;
    t.taps(who, option("action", "create")).await;
    t.says(who, name).await;
    t.says(who, ("Digitadora de dados", "Data clerk")).await;
    t.taps(who, Choice::Skip).await;
    t.taps(who, Choice::Urgency("job_not_affected".into())).await;
    t.taps(who, Choice::Impact("single_user".into())).await;
    t.says(who, (format!("{name} começa na segunda-feira")).as_str()).await;
    t.taps(who, Choice::Skip).await;
    t.taps(who, Choice::Send).await;
}

#[tokio::test]
async fn a_colleague_confirms() {
    everywhere("a_colleague_confirms", async |t: &mut Story| {
        t.opens_the_desk().await;
        works_there(t, "ana", "Ana Macuácua").await;
        works_there(t, "rosa", "Rosa Alberto").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
        })
        .await;
        let ticket = t.ticket(1).await;
        t.says("rosa", ("/meus", "/mine")).await;
        t.taps("rosa", Choice::Show { ticket: ticket.id, reference: ticket.reference.clone() }).await;
        t.taps_on("rosa", Verb::Answer, 1).await;
        t.sends_photo_saying("rosa", ("Este é o ecrã do servidor", "This is the server's screen")).await;
        t.says("bene", format!("/assumir {}", ticket.reference)).await;
        t.waits(seconds(20)).await;
        t.replies("rosa", ticket.reference.as_str(), ("A luz do router está vermelha", "The router's light is red"))
            .await;
        t.says("bene", (format!("/resolver {} Ligámos o router de novo", ticket.reference)).as_str()).await;
        t.waits(seconds(20)).await;
        t.says("rosa", ("/meus", "/mine")).await;
        t.taps("rosa", Choice::Show { ticket: ticket.id, reference: ticket.reference }).await;
        t.taps_on("rosa", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}

#[tokio::test]
async fn let_in_by_the_focal_point() {
    everywhere("let_in_by_the_focal_point", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.invites("sara", "Sara Bila", Role::FocalPoint, Some("ARIEL")).await).await;
        t.enrolled("rosa", "Rosa Alberto", "MZ-0203").await;
        t.enrolled("celso", "Celso Mucavel", "MZ-0203").await;
        works_there(t, "ana", "Ana Macuácua").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
        })
        .await;
        let reference = t.ticket(1).await.reference;
        t.says("rosa", format!("/estado {reference}")).await;
        t.says("rosa", ("/juntar", "/join")).await;
        t.says("rosa", ("/juntar", "/join")).await;
        let person = t.person("Rosa Alberto").await;
        t.taps("paulo", Choice::Notify(NotifyChoice::LetIn { person, yes: true })).await;
        t.remark("(Sara decides the same a moment later)");
        t.taps("sara", Choice::Notify(NotifyChoice::LetIn { person, yes: false })).await;
        t.says("rosa", format!("/estado {reference}")).await;
        t.says("rosa", ("/juntar", "/join")).await;
        t.says("celso", ("/juntar", "/join")).await;
        let person = t.person("Celso Mucavel").await;
        t.taps("sara", Choice::Notify(NotifyChoice::LetIn { person, yes: false })).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::LetIn { person, yes: true })).await;
        t.says("celso", format!("/estado {reference}")).await;
        t.remark("(whom nobody can let in)");
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("tomas", ("/juntar", "/join")).await;
        t.says("bene", ("/juntar", "/join")).await;
    })
    .await;
}

#[tokio::test]
async fn staff_rotates() {
    everywhere("staff_rotates", async |t: &mut Story| {
        t.opens_the_desk().await;
        works_there(t, "ana", "Ana Macuácua").await;
        works_there(t, "rosa", "Rosa Alberto").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
            t.reports_server_down("tomas", ("O servidor desligou-se", "The server switched itself off")).await;
        })
        .await;
        let (first, second) = (t.ticket(1).await.reference, t.ticket(2).await.reference);
        t.blocks("ana", true);
        t.says("bene", format!("/responder {first} Já falámos com a EDM.")).await;
        t.waits(seconds(20)).await;
        t.remark("(from now on it is known that nothing reaches her)");
        t.says("bene", format!("/resolver {first} A energia voltou ao normal.")).await;
        t.waits(seconds(20)).await;
        t.taps_on("rosa", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.remark("(Tomás is alone at his facility)");
        t.blocks("tomas", true);
        t.says("bene", format!("/responder {second} Pode ligar o servidor?")).await;
        t.waits(seconds(20)).await;
        t.says("bene", format!("/responder {second} Está alguém aí em Munhava?")).await;
        t.waits(seconds(20)).await;
    })
    .await;
}

#[tokio::test]
async fn on_behalf_of_somebody() {
    everywhere("on_behalf_of_somebody", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.says("paulo", ("/porconta", "/behalf")).await;
        t.says("paulo", "Maria Tembe").await;
        t.says("paulo", "ndlavel").await;
        t.says("paulo", "1").await;
        t.taps("paulo", Choice::Notify(NotifyChoice::CameBy(CameBy::Phone))).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::NoNumber)).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::OnlyOne)).await;
        for choice in [system("openmrs_epts"), category("server"), option("what", "nothing"), Choice::Skip] {
            t.taps("paulo", choice).await;
        }
        t.says("paulo", ("/porconta Celso", "/behalf Celso")).await;
        t.taps("paulo", Choice::Continue).await;
        t.taps("paulo", Choice::Urgency("job_stopped".into())).await;
        t.taps("paulo", Choice::Impact("single_user".into())).await;
        t.says("paulo", ("Ela telefonou: nada abre", "She called: nothing opens")).await;
        t.taps("paulo", Choice::Skip).await;
        t.taps("paulo", Choice::Send).await;
        let row =
            t.count("select count(*) from ticket where on_behalf_of = 'Maria Tembe' and partner_id is not null").await;
        assert_eq!(row, 1);
        t.remark("(an agent for a facility that the directory does not know)");
        t.says("bene", ("/porconta Jorge Nhaca", "/behalf Jorge Nhaca")).await;
        t.says("bene", ("Posto de Saúde Novo de Lugela", "New Lugela Health Post")).await;
        t.taps("bene", Choice::FacilityAsTyped).await;
        t.taps("bene", Choice::Notify(NotifyChoice::CameBy(CameBy::Email))).await;
        t.taps("bene", Choice::Cancel).await;
        t.remark("(a reporter writes for themself alone)");
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("/porconta Maria", "/behalf Maria")).await;
    })
    .await;
}

#[tokio::test]
async fn an_account_is_approved() {
    everywhere("an_account_is_approved", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.invites("sara", "Sara Bila", Role::FocalPoint, Some("ARIEL")).await).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| asks_for_an_account(t, "ana", "Júlia Tembe").await).await;
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.remark("(what Ana and her focal points read)");
        for who in ["ana", "paulo"] {
            let last = t.texts(who).pop().unwrap_or_default();
            t.remark(&last);
        }
        t.says("ana", ("/meus", "/mine")).await;
        t.taps_on("paulo", Verb::Approve, 1).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(too late for Sara)");
        t.taps_on("sara", Verb::Approve, 1).await;
        t.taps_on("sara", Verb::Refuse, 1).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.waits(seconds(20)).await;
    })
    .await;
}

#[tokio::test]
async fn an_account_is_refused() {
    everywhere("an_account_is_refused", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.aside(async |t| asks_for_an_account(t, "ana", "Júlia Tembe").await).await;
        t.taps_on("paulo", Verb::Refuse, 1).await;
        t.says("paulo", ("Não trabalha connosco em Ndlavela", "She does not work with us at Ndlavela")).await;
        t.ticket(1).await.expect_status(Status::Rejected);
        t.remark("(a partner without a focal point: the managers decide)");
        t.aside(async |t| asks_for_an_account(t, "tomas", "Carla Sitoe").await).await;
        t.taps_on("grace", Verb::Approve, 2).await;
        t.ticket(2).await.expect_status(Status::New);
    })
    .await;
}

#[tokio::test]
async fn nobody_can_approve() {
    everywhere("nobody_can_approve", async |t: &mut Story| {
        t.opens_an_empty_desk().await;
        t.aside(async |t| {
            t.says("ana", "ola").await;
            t.taps("ana", Choice::Language(t.locale)).await;
            t.says("ana", "CS de Lugela-Sede").await;
            t.says("ana", "Ana Macuácua").await;
        })
        .await;
        asks_for_an_account(t, "ana", "Júlia Tembe").await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

#[tokio::test]
async fn followers() {
    everywhere("followers", async |t: &mut Story| {
        t.opens_the_desk().await;
        works_there(t, "ana", "Ana Macuácua").await;
        works_there(t, "rosa", "Rosa Alberto").await;
        t.aside(async |t| {
            t.invites("lina", "Lina Mate", Role::Agent, None).await;
            t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
        })
        .await;
        let reference = t.ticket(1).await.reference;
        t.taps_on("paulo", Verb::Watch, 1).await;
        t.says("paulo", (format!("/seguir {reference}")).as_str()).await;
        t.says("rosa", (format!("/seguir {reference}")).as_str()).await;
        t.says("grace", format!("/follow {reference}")).await;
        t.says("ana", format!("/seguir {reference}")).await;
        t.says("lina", ("/notificacoes minhas", "/notifications mine")).await;
        t.says("lina", format!("/assumir {reference}")).await;
        t.waits(seconds(20)).await;
        t.remark("(words for those who may read them)");
        t.says("bene", format!("/responder {reference} Reinicie o Tomcat, por favor.")).await;
        t.waits(seconds(20)).await;
        t.replies("ana", reference.as_str(), ("Já reiniciei o Tomcat duas vezes", "I restarted Tomcat twice")).await;
        t.says("grace", format!("/unfollow {reference}")).await;
        t.says("bene", format!("/privado {reference} sim")).await;
        t.remark("(private: Paulo and Rosa hear nothing more)");
        t.says("lina", format!("/prioridade {reference} critica A farmácia parou")).await;
        t.waits(seconds(20)).await;
        t.says("bene", format!("/privado {reference} nao")).await;
        t.aside(async |t| t.staffs("edson", "Edson Machava", 3).await).await;
        t.says("bene", format!("/encaminhar {reference} O disco está cheio")).await;
        t.waits(seconds(20)).await;
        assert!(!t.texts("rosa").iter().any(|text| text.contains("A farmácia parou")), "it was private then");
    })
    .await;
}

#[tokio::test]
async fn quiet_and_digest() {
    everywhere("quiet_and_digest", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.invites("lina", "Lina Mate", Role::Agent, None).await).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("paulo", ("/notificacoes", "/notifications")).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::Level(balcao::core::person::Notify::Digest))).await;
        t.says("lina", ("/notificacoes todas", "/notifications all")).await;
        t.says("ana", ("/silencio", "/quiet")).await;
        t.says("ana", ("/silencio 20-7", "/quiet 20-7")).await;
        t.says("ana", ("/silencio", "/quiet")).await;
        t.aside(async |t| {
            for words in ["Avaria um", "Avaria dois", "Avaria tres", "Avaria quatro"] {
                t.reports_server_down("ana", words).await;
            }
        })
        .await;
        t.remark("(Lina was told of each, Paulo of none; it is 21:00 now)");
        assert_eq!(t.texts("lina").iter().filter(|text| text.contains("CS Ndlavela")).count(), 4);
        t.waits(hours(12) - minutes(12)).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.says("bene", format!("/responder {reference} Vamos ver amanhã cedo.")).await;
        t.waits(seconds(20)).await;
        t.remark("(Ana sleeps)");
        t.says("ana", format!("/estado {reference}")).await;
        t.says("bene", format!("/prioridade {reference} critica Afecta doentes")).await;
        t.waits(seconds(20)).await;
        t.remark("(what is critical does not wait; the morning comes)");
        t.waits(hours(11)).await;
        t.says("ana", ("/silencio nao", "/quiet no")).await;
        t.says("lina", ("/notificacoes nenhumas", "/notifications none")).await;
        t.says("bene@agents", ("/notificacoes", "/notifications")).await;
        t.says("bene@agents", ("/notificacoes nenhumas", "/notifications none")).await;
        t.says("bene", format!("/nota {reference} Ninguém lê isto no grupo.")).await;
        t.says("bene@agents", ("/notificacoes minhas", "/notifications mine")).await;
        t.says("bene", format!("/nota {} Só onde se trabalhou.", t.ticket(2).await.reference)).await;
        t.says("bene@agents", ("/notificacoes tudo", "/notifications all")).await;
        t.says("bene", ("/silencio abc", "/quiet abc")).await;
        t.says("bene", ("/notificacoes minhas", "/notifications mine")).await;
    })
    .await;
}

#[tokio::test]
async fn ready_answers() {
    everywhere("ready_answers", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.invites("lina", "Lina Mate", Role::Agent, None).await).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
        })
        .await;
        let ticket = t.ticket(1).await;
        let reference = ticket.reference.clone();
        t.says("bene", ("/resposta", "/canned")).await;
        t.says("bene", format!("/resposta {reference} teamv")).await;
        t.waits(seconds(20)).await;
        t.says("bene", format!("/resposta {reference} re")).await;
        let (key, name) = match t.locale {
            Locale::Pt => ("desk:restart_browser", "Reabrir o navegador"),
            Locale::En => ("desk:restart_browser", "Reopen the browser"),
        };
        t.taps("bene", Choice::Canned { ticket: ticket.id, key: key.into(), name: name.into() }).await;
        t.waits(seconds(20)).await;
        t.says("bene", format!("/resposta {reference} xyz")).await;
        t.says(
            "bene",
            (
                "/resposta nova Relatório mensal: {nome}, o relatório segue hoje.",
                "/canned new Monthly report: {name}, the report comes today.",
            ),
        )
        .await;
        t.says("bene", ("/resposta nova Relatório mensal: outro", "/canned new Monthly report: another")).await;
        t.says("bene", ("/resposta nova sem texto", "/canned new without words")).await;
        t.says("bene", format!("/resposta {reference} mens rel")).await;
        t.says("bene", format!("/resposta {reference} mont rep")).await;
        t.waits(seconds(20)).await;
        t.says("lina", ("/resposta apagar relatorio mensal", "/canned delete monthly report")).await;
        t.says("bene", ("/resposta apagar relatorio mensal", "/canned delete monthly report")).await;
        t.says("bene", ("/resposta apagar relatorio mensal", "/canned delete monthly report")).await;
        t.says("ana", format!("/resposta {reference} obrigado")).await;
    })
    .await;
}

#[tokio::test]
async fn followers_hear_nothing_of_what_was_taken_back() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        works_there(t, "ana", "Ana Macuácua").await;
        works_there(t, "rosa", "Rosa Alberto").await;
        t.reports_server_down("ana", "Nada abre desde ontem").await;
        let reference = t.ticket(1).await.reference;
        t.says("rosa", format!("/seguir {reference}")).await;
        t.moment = seconds(2);
        t.says("bene", format!("/responder {reference} Isto era por engano.")).await;
        t.says("bene", "/desfazer").await;
        t.says_all("bene", vec![format!("/responder {reference} Também por engano."), "/desfazer".into()]).await;
        t.waits(seconds(20)).await;
        for who in ["ana", "rosa"] {
            assert!(!t.texts(who).iter().any(|text| text.contains("por engano")), "{who} read what was taken back");
        }
        t.says("bene", format!("/responder {reference} Isto segue.")).await;
        t.waits(seconds(20)).await;
        for who in ["ana", "rosa"] {
            assert!(t.texts(who).iter().any(|text| text.contains("Isto segue")), "{who} was not told");
        }
    })
    .await;
}
