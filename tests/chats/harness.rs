//! What the stories would not let pass: each of these must fail.

use balcao::dialogs::choice::Choice;

use crate::{
    story::{Story, once},
    support::outbox::sql,
};

async fn filed(t: &mut Story) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.reports_server_down("ana", "O ecrã fica branco").await;
}

#[tokio::test]
#[should_panic(expected = "sees no")]
async fn a_button_that_is_not_there() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.taps("bene", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "the outbox is not settled")]
async fn a_message_left_lying() {
    once(async |t: &mut Story| {
        filed(t).await;
        sql(&t.store(), "update outbox set state = 'deferred' where id = (select min(id) from outbox)").await;
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "the audit is broken")]
async fn an_audit_that_was_changed() {
    once(async |t: &mut Story| {
        filed(t).await;
        sql(&t.store(), "drop trigger if exists audit_no_update").await;
        sql(&t.store(), "update audit set to_state = 'closed'").await;
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "nobody's business")]
async fn words_that_others_read() {
    once(async |t: &mut Story| {
        filed(t).await;
        sql(&t.store(), "update entry set words = 'OpenMRS EPTS · Novo'").await;
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "a group of others reads what was typed elsewhere")]
async fn words_in_a_group_of_others() {
    once(async |t: &mut Story| {
        filed(t).await;
        let said = r#"update outbox set body = '{"text":"Novo: o ecrã fica branco."}' where address like '%:ariel'"#;
        sql(&t.store(), said).await;
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "messages without a place")]
async fn a_message_without_a_place() {
    once(async |t: &mut Story| {
        filed(t).await;
        sql(&t.store(), "update inbox set place = ''").await;
    })
    .await;
}
