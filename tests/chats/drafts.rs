//! Reports in the making: back, cancel, correct, typed answers, a restart in the middle, and the reminder.

use balcao::dialogs::choice::{Choice, Field};

use crate::story::{Story, category, everywhere, hours, minutes, option, system};

#[tokio::test]
async fn back_cancel_correct() {
    everywhere("back_cancel_correct", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", system("dhis2")).await;
        t.taps("ana", category("login")).await;
        t.says("ana", ("voltar", "back")).await;
        t.says("ana", ("saltar", "skip")).await;
        t.taps("ana", category("network")).await;
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::Continue).await;
        t.taps("ana", option("where", "facility")).await;
        t.says("ana", ("ajuda", "help")).await;
        t.says("ana", ("xpto", "xpto")).await;
        t.taps("ana", Choice::Urgency("patient_care".into())).await;
        t.taps("ana", Choice::Impact("software_wide".into())).await;
        t.says("ana", ("Ninguém tem internet", "Nobody has internet")).await;
        t.taps("ana", Choice::Skip).await;
        t.says("ana", ("Desde as sete da manhã", "Since seven in the morning")).await;
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::CorrectField(Field::Category)).await;
        t.taps("ana", category("server")).await;
        t.taps("ana", option("what", "nothing")).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::Discard).await;
        t.says("ana", "/cancelar").await;
        assert_eq!(t.count("select count(*) from ticket").await, 0);
    })
    .await;
}

#[tokio::test]
async fn typed_answers() {
    everywhere("typed_answers", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.says("ana", "/start").await;
        t.says("ana", ("portugues", "english")).await;
        t.says("ana", "c.s. ndlavela").await;
        t.says("ana", ("sim", "yes")).await;
        t.says("ana", "Ana Macuacua").await;
        t.says("ana", ("tenho um problema", "new request")).await;
        t.says("ana", ("é no idart pf", "the iDART please")).await;
        t.says("ana", ("RELATORIOS", "reports")).await;
        t.says("ana", ("Lista de levantamentos", "List of pick-ups")).await;
        t.says("ana", ("números errados", "2")).await;
        t.says("ana", ("Outubro", "October")).await;
        t.says("ana", ("nao afecta", "no effect on work")).await;
        t.says("ana", ("so eu", "only me")).await;
        t.says("ana", ("O total de Outubro não bate", "October's total is wrong")).await;
        t.says("ana", ("não", "no")).await;
        t.says("ana", ("sim", "yes")).await;
        t.says("ana", ("meus pedidos", "my requests")).await;
    })
    .await;
}

#[tokio::test]
async fn a_restart_in_the_middle() {
    everywhere("a_restart_in_the_middle", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("O servidor não abre", "The server does not open")).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.restarts().await;
        t.taps("ana", category("server")).await;
        t.restarts().await;
        t.sends_photo("ana").await;
        t.taps("ana", option("what", "slow")).await;
        t.taps("ana", option("power_cut", "yes")).await;
        t.starts("ana", None).await;
        t.taps("ana", Choice::Continue).await;
        t.taps("ana", Choice::Urgency("job_affected".into())).await;
        t.taps("ana", Choice::Impact("single_user".into())).await;
        t.taps("ana", Choice::Skip).await;
        t.restarts().await;
        t.taps("ana", Choice::Send).await;
        t.taps("ana", Choice::ShowsPatient(false)).await;
    })
    .await;
}

#[tokio::test]
async fn an_idle_draft() {
    everywhere("an_idle_draft", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.taps("ana", Choice::NewReport).await;
        t.waits(minutes(20)).await;
        t.taps("ana", system("dhis2")).await;
        t.waits(minutes(20)).await;
        t.remark("(no reminder yet: she went on ten minutes ago)");
        t.waits(minutes(20)).await;
        t.taps("ana", Choice::Continue).await;
        t.taps("ana", Choice::Cancel).await;
        t.waits(hours(3)).await;
        t.waits(hours(24 * 8)).await;
        assert_eq!(t.count("select count(*) from timer").await, 0);
    })
    .await;
}

#[tokio::test]
async fn quiet_hours() {
    everywhere("quiet_hours", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.waits(hours(10) + minutes(50)).await;
        t.remark("(ten to eight in the evening)");
        t.says("ana", ("A rede foi abaixo", "The network went down")).await;
        t.restarts().await;
        t.waits(hours(10)).await;
        t.remark("(before six in the morning, nothing has come)");
        t.waits(hours(2)).await;
        t.taps("ana", Choice::Discard).await;
    })
    .await;
}

#[tokio::test]
async fn two_phones() {
    everywhere("two_phones", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.makes_code_for_somebody_known("segundo-2345", "Ana Macuácua").await;
        t.starts("ana-work", Some("segundo-2345")).await;
        t.reports_until_summary("ana", ("O servidor parou", "The server stopped")).await;
        t.says("ana-work", ("/novo", "/new")).await;
        t.taps("ana-work", Choice::StartOver).await;
        t.taps("ana", Choice::Send).await;
        t.says("ana-work", ("/cancelar", "/cancel")).await;
        t.taps("ana", Choice::Cancel).await;
        t.reports_until_summary("ana", ("O servidor parou outra vez", "The server stopped again")).await;
        t.says("ana-work", ("/cancelar", "/cancel")).await;
        t.taps("ana-work", Choice::Discard).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}
