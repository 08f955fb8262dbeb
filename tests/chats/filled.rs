//! A report that is begun with a form, as platforms can show one: the same request as the dialog's. What does not fit is
//! asked again, and no word is lost.

use balcao::{core::ticket::Status, dialogs::choice::Choice};
use sqlx::Row as _;

use crate::story::{Story, category, everywhere, option, system};

async fn enrolled(t: &mut Story) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

/// What is kept of a request, but for its number and its times.
async fn kept(t: &Story, ticket: usize) -> Vec<String> {
    let sql =
        "select system_key, category_key, form, urgency_key, impact_key, priority_key, status from ticket order by id";
    let rows = sqlx::query(sql).fetch_all(t.store().reader()).await.unwrap();
    (0..7).map(|at| rows[ticket - 1].get::<String, _>(at)).collect()
}

#[tokio::test]
async fn a_form_at_once() {
    everywhere("a_form_at_once", async |t: &mut Story| {
        enrolled(t).await;
        let words = ("Esqueci a senha do iDART", "I forgot my iDART password");
        let fields = [
            ("system", "idart"),
            ("category", "login"),
            ("question.what", "forgotten"),
            ("question.username", "amacuacua"),
            ("urgency", "job_stopped"),
            ("impact", "single_user"),
        ];
        t.fills_in("ana", &fields, words, 2).await;
        t.taps("ana", Choice::Send).await;
        t.taps("ana", Choice::ShowsPatient(false)).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(the same, question by question)");
        t.says("ana", ("/novo", "/new")).await;
        for choice in [system("idart"), category("login"), option("what", "forgotten")] {
            t.taps("ana", choice).await;
        }
        t.says("ana", "amacuacua").await;
        t.taps("ana", Choice::Urgency("job_stopped".into())).await;
        t.taps("ana", Choice::Impact("single_user".into())).await;
        t.says("ana", words).await;
        t.sends_photo("ana").await;
        t.taps("ana", Choice::Send).await;
        t.taps("ana", Choice::ShowsPatient(false)).await;
        assert_eq!(kept(t, 1).await, kept(t, 2).await);
    })
    .await;
}

#[tokio::test]
async fn a_form_with_what_does_not_fit() {
    everywhere("a_form_with_what_does_not_fit", async |t: &mut Story| {
        enrolled(t).await;
        let fields = [
            ("system", "sistema antigo"),
            ("category", "install"),
            ("question.what", "update"),
            ("question.on_site", "yes"),
            ("question.computers", "muitos"),
            ("urgency", "job_affected"),
            ("impact", "multiple_users"),
        ];
        t.fills_in("ana", &fields, ("Precisamos da nova versão", "We need the new version"), 0).await;
        t.taps("ana", system("openmrs_poc")).await;
        t.says("ana", "12").await;
        t.taps("ana", Choice::Send).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

#[tokio::test]
async fn a_short_form_at_a_brief_desk() {
    everywhere("a_short_form_at_a_brief_desk", async |t: &mut Story| {
        t.asks_only_what_is_needed().await;
        enrolled(t).await;
        let fields = [("system", "idart"), ("category", "form_error"), ("question.since", ""), ("urgency", "")];
        t.fills_in("ana", &fields, ("O stock não grava", "The stock is not saved"), 0).await;
        t.taps("ana", Choice::Send).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(of a form whose questions are others by now)");
        let fields = [("system", "idart"), ("category", "network"), ("question.gone", "palavras antigas")];
        t.fills_in("ana", &fields, ("Sem rede", "No network"), 0).await;
        t.taps("ana", option("where", "facility")).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
async fn a_form_of_somebody_new() {
    everywhere("a_form_of_somebody_new", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.begins_with("ana", &[("system", "iDART"), ("category", "login")]).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", "CS Ndlavela").await;
        t.says("ana", "Ana Macuácua").await;
        t.taps("ana", option("what", "locked")).await;
    })
    .await;
}

#[tokio::test]
async fn a_form_beside_an_unfinished_request() {
    everywhere("a_form_beside_an_unfinished_request", async |t: &mut Story| {
        enrolled(t).await;
        t.says("ana", ("/novo a impressora não imprime", "/new the printer does not print")).await;
        t.taps("ana", system("idart")).await;
        t.begins_with("ana", &[("system", "dhis2"), ("category", "coisas do costume")]).await;
        t.taps("ana", Choice::Continue).await;
        t.remark("(a form that was opened before)");
        let fields = [("system", "openmrs_epts"), ("category", "hardware"), ("question.device", "printer")];
        t.fills_in("ana", &fields, ("Troquei o toner", "I changed the toner"), 1).await;
        t.remark("(and in a room nobody begins one)");
        t.begins_with("bene@agents", &[("system", "idart")]).await;
    })
    .await;
}
