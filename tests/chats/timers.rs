//! What the clock does with what waits (platforms B.7): each stage once, on business days, through restarts, and not
//! where somebody has written since.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, Words, category, everywhere, hours, minutes, once, option, seconds, system};

fn days(count: i64) -> i64 {
    hours(24 * count)
}

/// The desk, whose agent wants no digest in the morning, and Ana.
async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await).await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

/// A report of Ana's that Benedito asks about, on Monday at nine.
async fn asked(t: &mut Story) {
    opens(t).await;
    t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
    let reference = t.ticket(1).await.reference;
    t.says("bene", (format!("/pedir {reference} A luz está acesa?"), format!("/ask {reference} Is the light on?")))
        .await;
    t.waits(minutes(1)).await;
}

/// B.7, waiting for the reporter: 1 and 3 business days, day 5 "vamos fechar", day 7 closed without an answer.
#[tokio::test]
async fn a_question_that_nobody_answers() {
    everywhere("a_question_that_nobody_answers", async |t: &mut Story| {
        asked(t).await;
        t.waits(days(1)).await;
        t.remark("(Tuesday)");
        t.restarts().await;
        t.waits(days(2)).await;
        t.remark("(Thursday)");
        t.restarts().await;
        t.waits(days(3)).await;
        t.remark("(Sunday: nothing)");
        t.waits(days(1)).await;
        t.remark("(Monday, the fifth business day)");
        t.waits(days(2)).await;
        t.remark("(Wednesday, the seventh)");
        t.ticket(1).await.expect_status(Status::Closed);
        assert_eq!(t.count("select count(*) from timer where kind = 'ticket'").await, 0);
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/historico {reference}")).await;
        t.taps_on("ana", Verb::Reopen, 1).await;
        t.says("ana", ("A luz está apagada", "The light is off")).await;
        t.ticket(1).await.expect_status(Status::InProgress);
    })
    .await;
}

/// B.7: a nudge is cancelled by any message of the person; [Ainda preciso] gives all the time again.
#[tokio::test]
async fn whoever_writes_is_left_in_peace() {
    everywhere("whoever_writes_is_left_in_peace", async |t: &mut Story| {
        asked(t).await;
        t.waits(hours(22)).await;
        t.remark("(Tuesday at seven: she asks for something else)");
        t.says("ana", ("/contactos", "/contacts")).await;
        t.waits(hours(23)).await;
        t.remark("(no reminder yet: a business day after that is Wednesday at half past seven)");
        assert_eq!(t.overdue().await, 0, "looked at again when its time comes, and not all the time until then");
        t.waits(hours(3)).await;
        t.waits(days(2)).await;
        t.waits(days(4)).await;
        t.remark("(on Tuesday she is told that it will be closed)");
        t.taps_on("ana", Verb::StillNeed, 1).await;
        t.ticket(1).await.expect_status(Status::WaitingReporter);
        t.waits(days(1)).await;
        t.says("ana", ("ainda preciso", "I still need it")).await;
        t.ticket(1).await.expect_status(Status::WaitingReporter);
        t.says("ana", ("A luz está acesa", "The light is on")).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.waits(days(20)).await;
    })
    .await;
}

/// B.7, resolved: asked at once, again after 1 business day, closed after 3.
#[tokio::test]
async fn a_resolution_that_nobody_confirms() {
    everywhere("a_resolution_that_nobody_confirms", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", (format!("/resolver {reference} O disco"), format!("/resolve {reference} The disk"))).await;
        t.waits(days(1)).await;
        t.restarts().await;
        t.waits(hours(47)).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.waits(hours(2)).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.remark("(she comes late, and says that it works)");
        t.taps_on("ana", Verb::Confirm, 1).await;
        t.says("ana", (format!("/confirmar {reference}"), format!("/confirm {reference}"))).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.remark("(31 days later it is too late to open it again)");
        t.waits(days(31)).await;
        t.says("ana", (format!("/reabrir {reference} Falhou"), format!("/reopen {reference} It failed"))).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}

/// An account is asked for, which the focal point has to approve.
async fn asks_for_an_account(t: &mut Story, urgency: &str, words: impl Words) {
    t.says("ana", ("/novo", "/new")).await;
    t.taps("ana", system("openmrs_epts")).await;
    t.taps("ana", category("account")).await;
    t.taps("ana", option("action", "create")).await;
    t.says("ana", "Júlia Tembe").await;
    t.says("ana", ("Digitadora", "Data clerk")).await;
    t.taps("ana", Choice::Skip).await;
    t.taps("ana", Choice::Urgency(urgency.into())).await;
    t.taps("ana", Choice::Impact("single_user".into())).await;
    t.says("ana", words).await;
    t.taps("ana", Choice::Skip).await;
    t.taps("ana", Choice::Send).await;
}

/// B.7, waiting for the focal point: 2 and 4 business hours, after 1 business day to the help desk.
#[tokio::test]
async fn an_approval_that_nobody_gives() {
    everywhere("an_approval_that_nobody_gives", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| {
            asks_for_an_account(t, "job_affected", ("A colega começou hoje", "The colleague began today")).await;
        })
        .await;
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.waits(hours(3)).await;
        t.remark("(after two hours)");
        t.restarts().await;
        t.waits(hours(2)).await;
        t.remark("(after four)");
        t.waits(hours(13)).await;
        t.remark("(the night)");
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.waits(hours(7)).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(too late for Paulo)");
        t.taps_on("paulo", Verb::Approve, 1).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

/// B.7: what is critical never waits for a focal point, nor what becomes so.
#[tokio::test]
async fn what_is_critical_waits_for_no_approval() {
    once(async |t: &mut Story| {
        opens(t).await;
        asks_for_an_account(t, "patient_care", "Sem conta não há medicamentos").await;
        t.ticket(1).await.expect_status(Status::New);
        asks_for_an_account(t, "job_affected", "A colega começou hoje").await;
        let second = t.ticket(2).await;
        second.expect_status(Status::WaitingFocalPoint);
        t.says("bene", format!("/prioridade {} critica Doentes à espera", second.reference)).await;
        t.ticket(2).await.expect_status(Status::New);
        t.waits(seconds(20)).await;
        assert!(t.texts("paulo").iter().any(|text| text.contains("seguiu para a equipa de apoio")));
        assert_eq!(t.texts("paulo").iter().filter(|text| text.contains("ainda espera")).count(), 0);
    })
    .await;
}

/// The calendar: a question of Thursday, 24 December, is called to mind on Monday, the 28th.
#[tokio::test]
async fn holidays_are_no_business_days() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.waits(days(31)).await;
        t.reports_server_down("ana", "Nada abre").await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/pedir {reference} A luz está acesa?")).await;
        let reminders = |t: &Story| t.texts("ana").iter().filter(|text| text.contains("ainda espera")).count();
        t.waits(days(3)).await;
        assert_eq!(reminders(t), 0, "Sunday");
        t.waits(days(1) + hours(1)).await;
        assert_eq!(reminders(t), 1, "Monday");
    })
    .await;
}

/// A desk that was away for two weeks reminds once, and goes on from there.
#[tokio::test]
async fn a_desk_that_was_away_reminds_once() {
    once(async |t: &mut Story| {
        asked(t).await;
        t.sleeps(days(14)).await;
        t.waits(hours(1)).await;
        assert_eq!(t.texts("ana").iter().filter(|text| text.contains("ainda espera")).count(), 1);
        t.ticket(1).await.expect_status(Status::WaitingReporter);
    })
    .await;
}

/// B.7, draft idle: called to mind once, kept seven days through restarts, then archived without a word.
#[tokio::test]
async fn a_draft_that_nobody_goes_on_with() {
    once(async |t: &mut Story| {
        opens(t).await;
        let reminders = |t: &Story| t.texts("ana").iter().filter(|text| text.contains("ainda não foi enviado")).count();
        t.says("ana", "O servidor não abre").await;
        t.waits(minutes(31)).await;
        assert_eq!(reminders(t), 1);
        t.taps("ana", Choice::Continue).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.restarts().await;
        t.waits(days(6)).await;
        assert_eq!(reminders(t), 1, "once");
        t.taps("ana", category("server")).await;
        let seen = t.texts("ana").len();
        t.waits(days(6) + hours(20)).await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1, "seven days from then on");
        t.waits(days(1)).await;
        assert_eq!(t.count("select count(*) from draft where state = 'archived'").await, 1);
        assert_eq!(t.texts("ana").len(), seen, "silently");
        t.says("ana", "O servidor não abre outra vez").await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1, "another one");
    })
    .await;
}
