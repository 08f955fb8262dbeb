//! The machine's clock is set to another hour or year: nothing is reminded, closed or passed on by that, and the
//! managers hear of it.

use balcao::core::{chat::Millis, ticket::Status};

use crate::story::{Story, everywhere, hours, minutes, once};

const TEN_YEARS: Millis = 3_650 * 24 * 3_600_000;

/// A question of the agent's that Ana does not answer, on Monday at nine.
async fn asked(t: &mut Story) {
    t.opens_the_desk().await;
    t.says("bene", "/notificacoes nenhumas").await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.reports_server_down("ana", "Nada abre").await;
    let reference = t.ticket(1).await.reference;
    t.says("bene", format!("/pedir {reference} A luz está acesa?")).await;
    t.waits(minutes(1)).await;
}

fn reminders(t: &Story) -> usize {
    t.texts("ana").iter().filter(|text| text.contains("ainda espera") || text.contains("still waits")).count()
}

fn alarms(t: &Story) -> Vec<String> {
    let texts = t.texts("grace@managers").into_iter();
    texts.filter(|text| text.contains("relógio") || text.contains("clock")).collect()
}

/// ±1 hour, ±10 years: the desk goes on by the time that the machine counts, and what is due is held until its clock is
/// right again.
#[tokio::test]
async fn a_clock_that_jumps_closes_nothing() {
    once(async |t: &mut Story| {
        asked(t).await;
        for (by, told) in [(hours(1), "60"), (-hours(1), "60"), (TEN_YEARS, "3650"), (-TEN_YEARS, "3650")] {
            let before = alarms(t).len();
            t.jumps(by);
            t.waits(minutes(5)).await;
            let alarm = alarms(t).pop().unwrap_or_default();
            assert!(alarm.contains(told), "{by}: {alarm}");
            assert_eq!(alarms(t).len(), before + 1, "told once");
            t.ticket(1).await.expect_status(Status::WaitingReporter);
            assert_eq!(reminders(t), 0, "{by}");
            t.says("ana", "/contactos").await;
            t.jumps(-by);
            t.waits(minutes(1)).await;
            assert_eq!(alarms(t).len(), before + 2, "and when it is over");
        }
        assert_eq!(t.count("select count(*) from outbox where created_at > 1900000000000").await, 0);
        // A business day after her last word: what was due is done, at its own time.
        t.waits(hours(25)).await;
        assert_eq!(reminders(t), 1);
        t.ticket(1).await.expect_status(Status::WaitingReporter);
    })
    .await;
}

/// What is due while the clock is wrong is done once it is right; once, and not before.
#[tokio::test]
async fn what_is_due_while_it_is_wrong_waits() {
    once(async |t: &mut Story| {
        asked(t).await;
        t.waits(hours(23)).await;
        t.jumps(-hours(1));
        t.waits(hours(3)).await;
        assert_eq!(reminders(t), 0, "held");
        t.hears_time();
        t.jumps(hours(1));
        t.waits(minutes(2)).await;
        assert_eq!(reminders(t), 1);
        t.waits(hours(3)).await;
        assert_eq!(reminders(t), 1);
    })
    .await;
}

/// Set back while the desk did not run, the clock is not believed; a platform that agrees ends that.
#[tokio::test]
async fn a_clock_that_was_set_back_meanwhile() {
    everywhere("a_clock_that_was_set_back_meanwhile", async |t: &mut Story| {
        t.aside(async |t| asked(t).await).await;
        t.jumps(-hours(5));
        t.restarts().await;
        t.waits(minutes(2)).await;
        assert!(!alarms(t).is_empty());
        t.jumps(hours(5));
        t.hears_time();
        t.waits(minutes(2)).await;
        assert!(alarms(t).len() >= 2);
        t.waits(hours(26)).await;
        assert!(reminders(t) >= 1);
    })
    .await;
}
