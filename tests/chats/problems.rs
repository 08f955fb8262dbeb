//! Problems that many have: joined with one tap before a report is filed, proposed to the desk where many tell the same,
//! described for others in approved words, and solved once each facility says so.

use balcao::{
    core::{problem::State, ticket::Status, verb::Verb},
    dialogs::{choice::Choice, problem::choice::ProblemChoice},
    text::locale::Locale,
};

use crate::story::{Story, category, everywhere, hours, once, option, seconds, system};

/// Three people of three partners.
async fn three_partners(t: &mut Story) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
    t.enrolled("zita", "Zita Langa", "MZ-0103").await;
}

const SYNC: (&str, &str) =
    ("O OpenMRS não sincroniza com o servidor central", "OpenMRS cannot sync with the central server");

/// Makes a problem of the first request, with what reporters are shown of it.
async fn makes_known(t: &mut Story) -> String {
    let reference = t.ticket(1).await.reference;
    t.says("bene", (format!("/comum {reference}"), format!("/common {reference}"))).await;
    let summaries = [
        format!("/problema {reference} resumo pt A sincronização do OpenMRS com o servidor central está parada."),
        format!("/problem {reference} summary en OpenMRS does not synchronise with the central server."),
    ];
    for summary in summaries {
        t.says("bene", summary).await;
    }
    t.says("bene", (format!("/problema {reference} aprovar pt"), format!("/problem {reference} approve pt"))).await;
    t.says("bene", (format!("/problema {reference} aprovar en"), format!("/problem {reference} approve en"))).await;
    t.waits(seconds(2)).await;
    reference
}

/// «resolvido» is what `/resolver` does: with the words, or asking for them.
#[tokio::test]
async fn a_problem_is_solved_by_its_word() {
    everywhere("a_problem_is_solved_by_its_word", async |t: &mut Story| {
        three_partners(t).await;
        t.aside(async |t| {
            t.reports_server_down("ana", SYNC).await;
            let reference = t.ticket(1).await.reference;
            t.says("bene", (format!("/comum {reference}"), format!("/common {reference}"))).await;
        })
        .await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", (format!("/problema {reference} resolvido"), format!("/problem {reference} solved"))).await;
        t.says("bene", ("O certificado foi renovado", "The certificate was renewed")).await;
        t.waits(seconds(15)).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.taps_on("ana", Verb::Reopen, 1).await;
        t.says("ana", ("Continua parada", "It is still stopped")).await;
        t.says(
            "bene@agents",
            (
                format!("/problema {reference} resolvido O servidor foi trocado"),
                format!("/problem {reference} solved The server was replaced"),
            ),
        )
        .await;
        t.ticket(1).await.expect_status(Status::Resolved);
    })
    .await;
}

#[expect(clippy::too_many_lines, reason = "a whole story")]
#[tokio::test]
async fn a_problem_is_joined_and_solved() {
    everywhere("a_problem_is_joined_and_solved", async |t: &mut Story| {
        three_partners(t).await;
        t.aside(async |t| t.reports_server_down("ana", SYNC).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", ("/comum", "/common")).await;
        t.says("bene", (format!("/comum {reference}"), format!("/common {reference}"))).await;
        let locale = t.locale;
        t.taps(
            "bene",
            Choice::Problem(ProblemChoice::Write {
                ticket: t.ticket(1).await.id,
                reference: reference.clone(),
                locale,
            }),
        )
        .await;
        t.remark("(what could tell who is ill is no summary)");
        t.says(
            "bene",
            ("Liguem ao 84 123 4567 por causa da sincronização", "Call 84 123 4567 about the synchronising"),
        )
        .await;
        t.says(
            "bene",
            (
                format!("/problema {reference} resumo A sincronização do OpenMRS com o servidor central está parada."),
                format!("/problem {reference} summary OpenMRS does not synchronise with the central server."),
            ),
        )
        .await;
        t.remark("(nobody else reads it before it was approved)");
        t.says(
            "tomas",
            ("n consigo sincronizar o sesp c o servidor central", "cant sync openmrs with the central server"),
        )
        .await;
        t.says("tomas", ("cancelar", "cancel")).await;
        t.taps("bene", Choice::Problem(ProblemChoice::Approve { ticket: t.ticket(1).await.id, locale })).await;
        t.waits(seconds(2)).await;
        t.says(
            "tomas",
            ("n consigo sincronizar o sesp c o servidor central", "cant sync openmrs with the central server"),
        )
        .await;
        t.says("tomas", ("desde ontem às dez horas", "since ten oclock yesterday")).await;
        t.taps("tomas", Choice::Problem(ProblemChoice::Join { problem: t.ticket(1).await.id, place: 0 })).await;
        t.remark("(it is none of these: the report goes on, and nothing is asked twice)");
        t.says("zita", ("A sincronização do OpenMRS não arranca", "the OpenMRS synchronising does not start")).await;
        t.says("zita", ("não é isto", "not this")).await;
        t.says("zita", ("cancelar", "cancel")).await;
        t.says("zita", ("A impressora da recepção não tem papel", "The printer at the reception has no paper")).await;
        t.says("zita", ("cancelar", "cancel")).await;
        t.says(
            "zita",
            ("sincronizaçao parada, servidor central n responde", "sync stopped, central server does not answer"),
        )
        .await;
        t.says("zita", ("também me afecta", "me too")).await;
        t.says("zita", ("/meus", "/mine")).await;
        t.says("bene@agents", ("/comum", "/common")).await;
        t.says(
            "bene",
            (
                format!("/problema {reference} causa O certificado expirou"),
                format!("/problem {reference} cause The certificate has expired"),
            ),
        )
        .await;
        t.taps("bene", Choice::Problem(ProblemChoice::Mark { ticket: t.ticket(1).await.id, state: State::Known }))
            .await;
        t.remark("(it is solved: each is asked by itself, once it cannot be taken back)");
        t.says(
            "bene",
            (
                format!("/resolver {reference} O certificado foi renovado"),
                format!("/resolve {reference} The certificate was renewed"),
            ),
        )
        .await;
        t.waits(seconds(15)).await;
        t.taps_on("tomas", Verb::Confirm, 2).await;
        t.taps_on("zita", Verb::Reopen, 3).await;
        t.says("zita", ("Continua parada aqui", "It is still stopped here")).await;
        t.says("bene", (format!("/problema {reference}"), format!("/problem {reference}"))).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.ticket(2).await.expect_status(Status::Closed);
        t.ticket(3).await.expect_status(Status::InProgress);
        t.remark("(what is solved is offered no more)");
        t.says("tomas", ("sincronizaçao do sesp parada, servidor central", "openmrs sync stopped, central server"))
            .await;
    })
    .await;
}

#[tokio::test]
async fn similar_requests_become_a_common_problem() {
    everywhere("similar_requests_become_a_common_problem", async |t: &mut Story| {
        three_partners(t).await;
        t.aside(async |t| {
            for (who, words) in [
                (
                    "ana",
                    (
                        "Sem ligação ao servidor central, a sincronização falha",
                        "No connection to the central server, the sync fails",
                    ),
                ),
                ("tomas", ("sincronizaçao com servidor central nao da", "sync with the central server does not work")),
            ] {
                t.reports_server_down(who, words).await;
                t.waits(seconds(90)).await;
            }
        })
        .await;
        t.remark("(two are no common problem yet)");
        t.aside(async |t| {
            let words = ("O servidor central n responde à sincronizacao", "central server is not answering, sync down");
            t.reports_until_summary("zita", words).await;
        })
        .await;
        t.taps("zita", Choice::Send).await;
        t.waits(seconds(2)).await;
        let ids = vec![t.ticket(1).await.id, t.ticket(2).await.id, t.ticket(3).await.id];
        t.taps("bene@agents", Choice::Problem(ProblemChoice::Gather(ids))).await;
        t.remark("(it is proposed once)");
        t.aside(async |t| {
            t.reports_server_down(
                "ana",
                (
                    "A sincronização com o servidor central falha outra vez",
                    "The sync with the central server fails again",
                ),
            )
            .await;
        })
        .await;
        t.waits(seconds(2)).await;
        let (first, second) = (t.ticket(1).await.reference, t.ticket(2).await.reference);
        let fourth = t.ticket(4).await.reference;
        t.says("bene", (format!("/comum {first} {fourth}"), format!("/common {first} {fourth}"))).await;
        t.says("bene", (format!("/comum {first} tirar {second}"), format!("/common {first} remove {second}"))).await;
        t.says("bene", (format!("/historico {second}"), format!("/history {second}"))).await;
        t.says("tomas", (format!("/estado {second}"), format!("/status {second}"))).await;
        t.remark("(who does not work at the desk makes none)");
        t.says("tomas", (format!("/comum {second}"), format!("/common {second}"))).await;
    })
    .await;
}

/// Whoever joins is counted, also twice; the problem reaches further with each facility, and private words stay so.
#[tokio::test]
async fn what_is_joined_counts() {
    once(async |t: &mut Story| {
        three_partners(t).await;
        t.says("ana", "/novo").await;
        for choice in [
            system("openmrs_epts"),
            category("server"),
            option("what", "nothing"),
            Choice::Skip,
            Choice::Urgency("job_stopped".into()),
            Choice::Impact("single_user".into()),
        ] {
            t.taps("ana", choice).await;
        }
        t.says("ana", SYNC).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
        let reference = makes_known(t).await;
        let problem = t.ticket(1).await.id;
        assert_eq!(t.count("select priority_rank from ticket").await, 3);
        for who in ["tomas", "zita", "tomas"] {
            let words = (
                "/novo A sincronização do OpenMRS com o servidor central falha",
                "/new OpenMRS sync with the central server fails",
            );
            t.says(who, words).await;
            t.taps(who, Choice::Problem(ProblemChoice::Join { problem, place: 0 })).await;
        }
        assert_eq!(t.count("select count(*) from problem_ticket where problem_id is not null").await, 4);
        assert_eq!(t.count("select count(distinct reference) from ticket").await, 4, "each has a number of its own");
        let wider = "select count(*) from ticket where impact_key = 'multiple_users' and priority_rank = 2 and kind = 'problem'";
        assert_eq!(t.count(wider).await, 1, "it reaches further, and presses more");
        t.says("bene", format!("/problema {reference}")).await;
        let said = t.texts("bene").pop().unwrap_or_default();
        let counts = match t.locale {
            Locale::Pt => "4 pedidos, 3 Unidades Sanitárias, 3 parceiros",
            Locale::En => "4 requests, 3 facilities, 3 partners",
        };
        assert!(said.contains(counts), "{said}");
        let cards = t.texts("bene@agents");
        assert!(
            !cards
                .iter()
                .any(|card| card.contains("\u{2068}A sincronização do OpenMRS com o servidor central falha")),
            "who joins has no card of their own"
        );
        // An answer counts also after silence has closed the request.
        t.says("bene", format!("/resolver {reference} Ficou resolvido")).await;
        t.waits(hours(14 * 24)).await;
        assert_eq!(t.count("select count(*) from ticket where status = 'closed'").await, 4);
        assert_eq!(t.count("select count(*) from problem_ticket where confirmed_at is not null").await, 0);
        t.taps_on("zita", Verb::Confirm, 3).await;
        assert_eq!(t.count("select count(*) from problem_ticket where confirmed_at is not null").await, 1);
    })
    .await;
}
