//! Forms: an account from its first question to the agents' card, every other kind of question, a form that
//! changes under a draft, and the guide.

use balcao::{
    core::policy::desk::QuestionKind,
    dialogs::choice::{Choice, Field},
};

use crate::story::{Story, category, everywhere, option, system};

#[tokio::test]
async fn an_account_form() {
    everywhere("an_account_form", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("/novo", "/new")).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.says("ana", ("criar conta", "new account")).await;
        t.taps("ana", option("action", "create")).await;
        t.says("ana", "?!").await;
        t.says("ana", "Júlia Tembe").await;
        t.says("ana", ("Digitadora de dados", "Data clerk")).await;
        t.says("ana", "Centro Novo de Lugela").await;
        t.says("ana", "chamancul").await;
        let facility = t.facility("CS Chamanculo");
        t.taps("ana", facility).await;
        t.taps("ana", Choice::Urgency("job_not_affected".into())).await;
        t.taps("ana", Choice::Impact("single_user".into())).await;
        t.says("ana", ("Começa na segunda-feira", "She begins on Monday")).await;
        t.taps("ana", Choice::Skip).await;
        t.remark("(no, she leaves)");
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::CorrectField(Field::Question(0))).await;
        t.says("ana", ("fechar", "close")).await;
        t.says("ana", "jtembe").await;
        t.says("ana", ("não me lembro bem", "I do not remember well")).await;
        t.says("ana", ("na sexta passada", "last Friday")).await;
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::CorrectField(Field::Description)).await;
        t.says("ana", ("Deixou de trabalhar cá", "She does not work here any more")).await;
        t.taps("ana", Choice::Send).await;
        let form = sqlx::query("select form from ticket").fetch_one(t.store().reader()).await.unwrap();
        let form: serde_json::Value = serde_json::from_str(&sqlx::Row::get::<String, _>(&form, 0)).unwrap();
        let keys: Vec<&String> = form.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["action", "facility", "last_day", "person", "username"], "what was not asked is not kept");
        assert_eq!((&form["last_day"], &form["person"]), (&"2026-11-20".into(), &"Júlia Tembe".into()));
    })
    .await;
}

#[tokio::test]
async fn questions_of_every_kind() {
    everywhere("questions_of_every_kind", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", category("install")).await;
        t.taps("ana", option("what", "update")).await;
        t.says("ana", ("talvez", "perhaps")).await;
        t.taps("ana", option("on_site", "yes")).await;
        t.says("ana", ("muitos", "many")).await;
        t.says("ana", ("uns 12 computadores", "about 12 computers")).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", Choice::Back).await;
        t.says("ana", ("não", "no")).await;
        t.remark("(and another kind of problem after all)");
        t.says("ana", ("voltar", "back")).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", category("reports")).await;
        t.says("ana", ("Lista de faltosos", "List of missed visits")).await;
        t.taps("ana", option("what", "new_report")).await;
        t.says("ana", ("está numa folha de papel", "it is on a sheet of paper")).await;
        t.sends_photo("ana").await;
        t.taps("ana", Choice::Urgency("job_affected".into())).await;
        t.taps("ana", Choice::Impact("multiple_users".into())).await;
        t.says("ana", ("Hoje fazemos a lista à mão", "Today we write the list by hand")).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
        t.taps("ana", Choice::ShowsPatient(false)).await;
        t.remark("(an error, with its date)");
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("idart")).await;
        t.taps("ana", category("form_error")).await;
        t.says("ana", "NullPointerException").await;
        t.taps("ana", option("frequency", "always")).await;
        t.says("ana", ("há 3 dias", "3 days ago")).await;
        t.taps("ana", Choice::Urgency("job_stopped".into())).await;
        t.taps("ana", Choice::Impact("software_wide".into())).await;
        t.says("ana", ("O stock não grava", "The stock is not saved")).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
async fn a_form_that_changed() {
    everywhere("a_form_that_changed", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", category("account")).await;
        t.taps("ana", option("action", "create")).await;
        t.says("ana", "Júlia Tembe").await;
        t.remark("(the desk file is changed while she writes: the function becomes a date, and comes first)");
        t.changes_the_form("account", |questions| {
            questions[2].kind = QuestionKind::Date;
            questions.swap(1, 2);
        })
        .await;
        t.says("ana", ("Digitadora de dados", "Data clerk here")).await;
        t.says("ana", ("hoje", "today")).await;
        t.taps("ana", Choice::Skip).await;
        t.remark("(and changed back: what was answered with a date is asked again, alone)");
        t.changes_the_form("account", |questions| {
            questions.swap(1, 2);
            questions[2].kind = QuestionKind::Text;
        })
        .await;
        t.taps("ana", Choice::Urgency("job_not_affected".into())).await;
        t.says("ana", ("Digitadora", "Data clerk")).await;
        t.taps("ana", Choice::Impact("single_user".into())).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
async fn a_guide() {
    everywhere("a_guide", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("/guia", "/guide")).await;
        t.taps("ana", Choice::Guide("account".into())).await;
        t.says("ana", ("/guia rede", "/guide network")).await;
        t.says("ana", ("/novo", "/new")).await;
        t.taps("ana", system("dhis2")).await;
        t.taps("ana", category("other")).await;
        t.says("ana", ("/guia", "/guide")).await;
        t.remark("(an agent reads it in the room)");
        t.says("bene@agents", ("/guia relatórios", "/guide reports")).await;
    })
    .await;
}
