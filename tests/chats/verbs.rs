//! What the desk does with a request, verb by verb: given away and let go, ranked, marked, ended, taken back, talked
//! about. Each as agents type it and as they tap it.

use balcao::{
    core::{person::Role, ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, Words as _, everywhere, minutes, once, seconds};

/// A desk with two agents, and Ana's request.
async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| t.invites("carla", "Carla Nhantumbo", Role::Agent, None).await).await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.aside(async |t| {
        let words = ("O servidor parou depois do corte de energia", "The server stopped after the power cut");
        t.reports_server_down("ana", words).await;
    })
    .await;
}

fn with(verb: Verb, ticket: i64, to: &str) -> Choice {
    Choice::With { verb, ticket, to: to.into(), name: None }
}

#[tokio::test]
async fn given_away_and_let_go() {
    everywhere("given_away_and_let_go", async |t: &mut Story| {
        opens(t).await;
        let one = t.ticket(1).await;
        t.says("bene", format!("/atribuir {}", one.reference)).await;
        let carla = t.person("Carla Nhantumbo").await;
        let name = Some("Carla Nhantumbo (0)".to_owned());
        t.taps("bene", Choice::With { verb: Verb::Assign, ticket: one.id, to: carla.to_string(), name }).await;
        t.ticket(1).await.expect_status(Status::New);
        t.says("bene", format!("/assumir {}", one.reference)).await;
        t.taps_on("carla", Verb::Take, 1).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.says("carla", format!("/largar {}", one.reference)).await;
        t.ticket(1).await.expect_status(Status::New);
        t.says("bene@agents", format!("/atribuir {} carla", one.reference)).await;
        t.says("bene@agents", format!("/atribuir {} ninguém", one.reference)).await;
        t.aside(async |t| t.staffs("edson", "Edson Machava", 3).await).await;
        t.says("carla", format!("/encaminhar {} Vi os registos: o disco está cheio", one.reference)).await;
        t.says("bene", ("/atribuir eu ", "/assign me ").of(t.locale) + &one.reference).await;
        t.remark("(given by mistake, and undone at once: Carla hears nothing of it)");
        t.hurries();
        t.says("bene", format!("/atribuir {} carla", one.reference)).await;
        let act = t.count("select max(id) from act").await;
        t.taps("bene", Choice::TakeBack(vec![act])).await;
        t.waits(seconds(20)).await;
    })
    .await;
}

#[tokio::test]
async fn ranked_anew() {
    everywhere("ranked_anew", async |t: &mut Story| {
        opens(t).await;
        let one = t.ticket(1).await;
        t.taps("bene@agents", Choice::More(one.id)).await;
        t.taps_on("bene@agents", Verb::Priority, 1).await;
        t.taps("bene@agents", with(Verb::Priority, one.id, "critical")).await;
        t.says("bene@agents", ("A maternidade ficou sem sistema", "The maternity ward is without the system")).await;
        t.says("bene", format!("/prioridade crítica {} já estava", one.reference)).await;
        t.says("bene", format!("/prioridade {} enorme", one.reference)).await;
        t.says("bene", ("cancelar", "cancel")).await;
        let why = ("O router não responde", "The router does not answer").of(t.locale);
        t.says("bene", format!("/categoria rede {} {why}", one.reference)).await;
        t.says("bene", format!("/historico {}", one.reference)).await;
        t.says("ana", format!("/historico {}", one.reference)).await;
    })
    .await;
}

#[tokio::test]
async fn marked() {
    everywhere("marked", async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        for command in [
            "/etiqueta # impressora",
            "/etiqueta # Corte de energia",
            "/etiqueta # -impressora",
            "/tipo # problema",
            "/origem # defeito",
            "/ambiente # formação",
            "/privado # sim",
            "/privado # sim",
            "/prazo # 31/12/2026",
            "/prazo # ontem",
            "/aguardar # O fornecedor traz o disco",
            "/aguardar # outra vez",
            "/retomar #",
        ] {
            t.says("bene", command.replace('#', &reference)).await;
        }
        t.says("paulo@ariel", format!("/estado {reference}")).await;
        t.says("bene", format!("/privado {reference}")).await;
        t.taps("bene", with(Verb::Private, t.ticket(1).await.id, "no")).await;
        t.says("bene", format!("/estado {reference}")).await;
    })
    .await;
}

#[tokio::test]
async fn ended_in_other_ways() {
    everywhere("ended_in_other_ways", async |t: &mut Story| {
        opens(t).await;
        t.enrolled("zita", "Zita Tembe", "MZ-0101").await;
        t.aside(async |t| {
            t.reports_server_down("zita", ("O servidor não abre", "The server does not open")).await;
            t.reports_server_down("zita", ("Preciso de um carregador novo", "I need a new charger")).await;
            t.reports_server_down("zita", ("Enganei-me no pedido", "This request is a mistake")).await;
        })
        .await;
        let (one, two, three) = (t.ticket(1).await.reference, t.ticket(2).await.reference, t.ticket(3).await.reference);
        t.says("bene", format!("/duplicado {two} {one}")).await;
        t.ticket(2).await.expect_status(Status::Duplicate);
        t.says("bene", format!("/duplicado {one} {two}")).await;
        t.says("bene", format!("/rejeitar {three}")).await;
        t.says("bene", ("Isso é com a logística do distrito", "That is for the district's logistics")).await;
        t.ticket(3).await.expect_status(Status::Rejected);
        let four = t.ticket(4).await.reference;
        t.says("zita", ("/desistir ", "/withdraw ").of(t.locale) + &four).await;
        t.says("zita", ("sim", "yes")).await;
        t.ticket(4).await.expect_status(Status::Cancelled);
        t.says("zita", format!("/desistir {one} não é meu")).await;
        t.says("bene", format!("/fechar {one}")).await;
        t.says("bene", format!("/resolver {one} Reiniciámos o Tomcat")).await;
        t.says("bene", format!("/fechar {one} Ninguém respondeu")).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.says("bene", format!("/reabrir {one} Voltou a parar hoje")).await;
        t.ticket(1).await.expect_status(Status::InProgress);
    })
    .await;
}

#[tokio::test]
async fn taken_back() {
    everywhere("taken_back", async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        t.hurries();
        t.says("bene", format!("/assumir {reference}")).await;
        t.waits(seconds(10)).await;
        t.says("bene", format!("/responder {reference} A senha do servidor é 1234")).await;
        t.says("bene", ("/desfazer", "/undo")).await;
        t.says("bene", format!("/resolver {reference} Já está")).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        let act = t.count("select max(id) from act").await;
        t.taps("bene", Choice::TakeBack(vec![act])).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.waits(minutes(1)).await;
        let told = t.texts("ana").join("\n");
        assert!(!told.contains("1234") && !told.contains("Já está"), "{told}");
        t.says("bene", format!("/responder {reference} Já reiniciámos o servidor")).await;
        t.waits(seconds(30)).await;
        t.says("bene", ("/desfazer", "/undo")).await;
        t.says("bene", format!("/historico {reference}")).await;
        t.says("ana", format!("/historico {reference}")).await;
    })
    .await;
}

#[tokio::test]
async fn a_conversation() {
    everywhere("a_conversation", async |t: &mut Story| {
        opens(t).await;
        let one = t.ticket(1).await;
        t.says("bene", format!("/assumir {}", one.reference)).await;
        t.says("bene", format!("/conversa {}", one.reference)).await;
        t.says("bene", ("Bom dia, Ana. O servidor está ligado?", "Good morning, Ana. Is the server switched on?"))
            .await;
        t.says("ana", ("Está, mas o ecrã é preto", "It is, but the screen is black")).await;
        t.says("bene", ("Obrigado, vou ver daqui", "Thank you, I will look from here")).await;
        t.sends_photo("bene").await;
        t.taps("bene", Choice::EndTalk(one.id)).await;
        t.says("bene@agents", format!("/conversa {}", one.reference)).await;
        t.says("bene@agents#1", ("/conversa", "/talk")).await;
        t.says("bene@agents", ("Ninguém me traz um café?", "Will nobody bring me a coffee?")).await;
        t.waits(minutes(31)).await;
        t.says("bene@agents#1", ("isto já não era para a Ana", "this was no longer for Ana")).await;
        assert!(!t.texts("ana").join("\n").contains(&("já não era", "no longer").of(t.locale)));
    })
    .await;
}

/// What stands after a second command was written for somebody else: a note after a reply would reach the reporter.
#[tokio::test]
async fn two_commands_in_a_message() {
    everywhere("two_commands_in_a_message", async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        let note = ("/nota O cabo é velho", "/note The cable is old").of(t.locale);
        let done = ("Já está", "It is done").of(t.locale);
        t.says("bene", format!("/responder {reference} {done}\n{note}")).await;
        t.says("bene@agents", format!("/responder {reference} {done}\n\n{note}")).await;
        t.says("bene@agents#1", format!("{done}\n  {note}")).await;
        t.remark("(words that were asked for)");
        t.says("bene", format!("/responder {reference}")).await;
        t.says("bene", format!("{done}\n{note}")).await;
        let told = ("Já está. Para ver como fica:\n/estado", "It is done. To see how it stands:\n/status");
        t.says("bene", told).await;
        t.waits(minutes(1)).await;
        t.remark("(in a conversation)");
        t.says("bene", format!("/conversa {reference}")).await;
        t.says("bene", format!("{done}\n{note}")).await;
        t.waits(minutes(1)).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'note'").await, 0);
        assert_eq!(t.count("select count(*) from entry where kind = 'reply'").await, 1);
        assert!(!t.texts("ana").join("\n").contains(&note));
    })
    .await;
}

/// What was one command when it was sent, and is two once it was edited, stays as it was.
#[tokio::test]
async fn a_second_command_that_an_edit_brings() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.hurries();
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/responder {reference} Já está")).await;
        t.edits("bene", "/responder", format!("/responder {reference} Já está\n/nota O cabo é velho")).await;
        t.waits(minutes(1)).await;
        let told = t.texts("ana").join("\n");
        assert!(told.contains("Já está") && !told.contains("cabo"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn words_that_are_not_wanted() {
    everywhere("words_that_are_not_wanted", async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/responder {reference}")).await;
        t.sends_photo("bene").await;
        t.taps("bene", Choice::Cancel).await;
        t.says("bene", "/asumir").await;
        t.says("bene", "/ajuda prioridade").await;
        t.says("bene", ("/ajuda tudo", "/help all")).await;
    })
    .await;
}

#[tokio::test]
async fn a_note_stays_with_the_desk_also_in_the_history() {
    once(async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/nota {reference} Esta pessoa engana-se muitas vezes")).await;
        t.says("ana", format!("/historico {reference}")).await;
        t.says("ana", format!("/estado {reference}")).await;
        assert!(!t.texts("ana").join("\n").contains("engana-se"));
    })
    .await;
}

#[tokio::test]
async fn second_thoughts() {
    everywhere("second_thoughts", async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/nota {reference} Falei com a farmacia")).await;
        t.edits("bene", "/nota", format!("/nota {reference} Falei com a farmácia do hospital")).await;
        t.says("ana", ("Agora dá erro 500", "Now it says error 500")).await;
        t.edits("ana", ("Agora dá", "Now it"), ("Agora dá erro 503", "Now it says error 503")).await;
        let (first, second) = (("primeiro motivo", "first reason"), ("agora a sério", "in earnest now"));
        t.says("bene", format!("/prioridade {reference} alta {}", first.of(t.locale))).await;
        t.edits("bene", "/prioridade", format!("/prioridade {reference} crítica {}", second.of(t.locale))).await;
        t.hurries();
        t.says("bene", format!("/responder {reference} A senha é 9876")).await;
        t.edits("bene", "/responder", format!("/responder {reference} Vou ligar por telefone")).await;
        t.waits(minutes(1)).await;
        let told = t.texts("ana").join("\n");
        assert!(!told.contains("9876"), "{told}");
        t.edits("bene", "/responder", format!("/responder {reference} Vou ligar às 15 h")).await;
        t.waits(minutes(1)).await;
        t.says("ana", ("/meus", "/mine")).await;
        t.edits("ana", ("/meus", "/mine"), ("obrigada", "thank you")).await;
        t.says("bene", format!("/historico {reference}")).await;
    })
    .await;
}
