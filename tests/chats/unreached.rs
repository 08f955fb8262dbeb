//! Whom no chat reaches: what was for them goes to others, all of it and nothing that is not theirs, and a program that
//! ends in between loses none of it.

use balcao::core::verb::Verb;

use crate::story::{Story, everywhere, once, seconds};

/// A row that the relay could bring to nobody: its id, its reader and its ticket.
async fn lost(t: &Story, (row, person, ticket): (i64, i64, i64), line: &str) {
    let mut tx = t.store().begin().await.unwrap();
    sqlx::query(
        "insert into outbox (id, address, class, seq, platform, person_id, ticket_id, in_thread, line, locale, body,
         state, due_at, attempts, outcome, created_at)
         values ($1, 'x:bot:gone', 0, 0, 'x', $2, $3, 0, $4, 'pt', '{\"text\":\"\"}', 'blocked', 0, 1, 'unreached', 0)",
    )
    .bind(row)
    .bind(person)
    .bind(ticket)
    .bind(line)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Somebody who works at CS Ndlavela, by the facility's code.
async fn works_there(t: &mut Story, who: &str, name: &str) {
    t.enrolled(who, name, "MZ-0203").await;
    let code = format!("{who}-facility");
    t.makes_facility_code(&code, "MZ-0203", seconds(3600)).await;
    t.says(who, format!("/ligar {code}")).await;
}

/// How many messages of a chat have these words.
fn count(t: &Story, actor: &str, words: &str) -> usize {
    t.texts(actor).iter().filter(|text| text.contains(words)).count()
}

#[tokio::test]
async fn somebody_whom_no_chat_reaches() {
    everywhere("somebody_whom_no_chat_reaches", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã ficou branco", "The screen went white")).await).await;
        let ticket = t.ticket(1).await.id;
        let ana = t.count("select reporter_id from ticket").await;
        let mut told = Vec::new();
        // Ana herself, in two messages, and somebody else who had asked about the request. The desk ended before anybody
        // was told.
        for (rows, person) in [(vec![1, 2], ana), (vec![3], ana + 1)] {
            for row in rows {
                lost(t, (row, person, ticket), "").await;
            }
            t.restarts().await;
            t.waits(seconds(1)).await;
            told.push(t.count("select count(*) from outbox where line like '%unreachable%'").await);
            assert_eq!(t.count("select count(*) from outbox where outcome = 'unreached'").await, 0);
        }
        assert_eq!(told, [1, 1], "the agents hear of the reporter, once");
    })
    .await;
}

#[tokio::test]
async fn colleagues_read_all_that_did_not_arrive_and_no_private_answer() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        works_there(t, "ana", "Ana Macuácua").await;
        works_there(t, "rosa", "Rosa Alberto").await;
        t.reports_server_down("ana", "Nada abre desde ontem").await;
        let reference = t.ticket(1).await.reference;
        t.blocks("ana", true);
        let long = "O disco do servidor está cheio. ".repeat(400);
        let batch = [format!("/assumir {reference}"), format!("/responder {reference} {long}")];
        t.says_all("bene", [batch.to_vec(), vec![format!("/pedir {reference} A luz está acesa?")]].concat()).await;
        t.waits(seconds(30)).await;
        assert_eq!(count(t, "rosa", "A luz está acesa?"), 1, "{:?}", t.texts("rosa"));
        let words: usize = t.texts("rosa").iter().map(|text| text.matches("disco do servidor").count()).sum();
        assert_eq!(words, 400, "the parts of a split text are one message, told once");
        assert_eq!(count(t, "bene@agents", "já não recebe mensagens"), 1);
        t.remark("(what she asked herself is hers alone)");
        let (seen, ana, ticket) = (t.texts("rosa").len(), t.person("Ana Macuácua").await, t.ticket(1).await.id);
        let private = r#"{"history":{"reference":"BL-1","moments":[{"at":0,"who":"Ana","from":"","to":"","what":"file",
            "words":"isto é só da Ana","earlier":[],"taken_back":false}]}}"#;
        lost(t, (1, ana, ticket), private).await;
        t.waits(seconds(1)).await;
        assert_eq!(t.texts("rosa").len(), seen, "{:?}", t.texts("rosa").last());
    })
    .await;
}

#[tokio::test]
async fn what_moved_to_another_chat_in_vain_is_read_by_colleagues() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        works_there(t, "ana", "Ana Macuácua").await;
        works_there(t, "rosa", "Rosa Alberto").await;
        t.reports_server_down("ana", "Nada abre desde ontem").await;
        t.says("ana", "/ligar").await;
        let code = t
            .texts("ana")
            .into_iter()
            .rev()
            .find_map(|text| text.lines().find_map(|line| line.strip_prefix("Código: ").map(str::to_owned)));
        t.says("ana-home", format!("/ligar {}", code.expect("a code"))).await;
        t.blocks("ana", true);
        t.blocks("ana-home", true);
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.waits(seconds(30)).await;
        assert_eq!(count(t, "rosa", "Benedito Cossa"), 1, "{:?}", t.texts("rosa"));
    })
    .await;
}
