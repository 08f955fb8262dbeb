//! Where a message belongs (platforms B.6): each rule in its order, and that nothing is lost on the way.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, everywhere, hours, minutes, option, system};

/// A day, in which nobody writes.
fn days(count: i64) -> i64 {
    hours(24 * count)
}

async fn two_open(t: &mut Story) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.aside(async |t| {
        t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
        t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
    })
    .await;
}

/// The way out of a receipt whose ticket was guessed.
async fn way_out(t: &mut Story, fresh: bool) -> Choice {
    let entry = t.count("select id from entry where kind = 'answer' order by created_at, id limit 1").await;
    let ticket = t.count("select ticket_id from entry where kind = 'answer' order by created_at, id limit 1").await;
    Choice::NotThis { ticket, entry, fresh }
}

/// B.6.4: the question that the desk asked within 72 hours, before any other open ticket; after that it is one of several.
#[tokio::test]
async fn an_agents_question_waits_for_plain_words() {
    everywhere("an_agents_question_waits_for_plain_words", async |t: &mut Story| {
        two_open(t).await;
        t.says("bene@agents#1", ("/pedir Desde quando?", "/ask Since when?")).await;
        t.waits(hours(70)).await;
        t.says("ana", ("Desde ontem de manhã", "Since yesterday morning")).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.aside(async |t| t.says("bene@agents#2", ("/pedir Já voltou?", "/ask Is it back?")).await).await;
        t.waits(hours(73)).await;
        t.remark("(the reminder in between has asked again)");
        t.says("ana", ("Ainda não voltou", "It is not back yet")).await;
        t.ticket(2).await.expect_status(Status::InProgress);
    })
    .await;
}

/// B.6.6: the one open ticket that was written about within a day, with ways out that take the words back out of it.
#[tokio::test]
async fn the_one_that_was_written_about_lately() {
    everywhere("the_one_that_was_written_about_lately", async |t: &mut Story| {
        two_open(t).await;
        t.waits(days(2)).await;
        t.aside(async |t| t.says("bene@agents#1", ("/pedir Qual é o erro?", "/ask Which error is it?")).await).await;
        t.says("ana", ("O scanner também não lê", "The scanner does not read either")).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.remark("(it was not about this one: the question waits again, and nothing is lost)");
        let other = way_out(t, false).await;
        t.taps("ana", other).await;
        t.ticket(1).await.expect_status(Status::WaitingReporter);
        let second = t.ticket(2).await;
        t.taps("ana", Choice::About { ticket: second.id, reference: second.reference.clone() }).await;
        t.says("bene@agents", format!("/historico {}", t.ticket(1).await.reference)).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer' and withdrawn_at is null").await, 1);
    })
    .await;
}

/// B.6.6: a photo and words for the one open ticket turn out to be a new report; agents who read them are told.
#[tokio::test]
async fn words_for_a_guessed_ticket_begin_a_report() {
    everywhere("words_for_a_guessed_ticket_begin_a_report", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.sends_photo_saying("ana", ("A impressora não puxa o papel", "The printer does not take paper")).await;
        let fresh = way_out(t, true).await;
        t.taps("ana", fresh.clone()).await;
        t.taps("ana", system("openmrs_epts")).await;
        assert_eq!(t.count("select count(*) from attachment where ticket_id is not null").await, 0);
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1);
    })
    .await;
}

/// B.6.7: of several the person chooses; after an hour without a choice the words go to the one that was written about
/// last, and the agents are told so.
#[tokio::test]
async fn held_words_find_a_place_after_an_hour() {
    everywhere("held_words_find_a_place_after_an_hour", async |t: &mut Story| {
        two_open(t).await;
        t.aside(async |t| t.says("bene@agents#1", ("/responder Vamos ver", "/reply We will look")).await).await;
        t.says("ana", ("Ainda não dá", "It still does not work")).await;
        t.waits(minutes(20)).await;
        t.says("ana", ("e a luz faltou", "and the power failed")).await;
        t.waits(minutes(65)).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
        let first = t.ticket(1).await;
        t.says("bene@agents", format!("/historico {}", first.reference)).await;
        t.remark("(the timer of words that were given a place does nothing)");
        t.says("ana", ("mais uma coisa", "one more thing")).await;
        t.taps("ana", Choice::About { ticket: first.id, reference: first.reference.clone() }).await;
        t.waits(hours(2)).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 2);
    })
    .await;
}

/// B.6.7: what is open but was not written about for a day is asked for, and not guessed.
#[tokio::test]
async fn an_old_open_ticket_is_asked_for() {
    everywhere("an_old_open_ticket_is_asked_for", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.remark("(an agent's note is no word to her)");
        t.waits(days(3)).await;
        t.says("bene@agents#1", ("/nota ver o cabo", "/note see the cable")).await;
        t.says("ana", ("Há novidades?", "Any news?")).await;
        let first = t.ticket(1).await;
        t.taps("ana", Choice::About { ticket: first.id, reference: first.reference.clone() }).await;
    })
    .await;
}

/// B.6.8: what was resolved within a week is offered to be reopened, also when it was closed without her word; thanks
/// reopen nothing, and the buttons that ask whether it works swallow no message.
#[tokio::test]
async fn resolved_lately() {
    everywhere("resolved_lately", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.says("bene@agents#1", ("/resolver Cabo trocado", "/resolve Cable changed")).await;
        t.says("ana", ("obrigado", "thank you")).await;
        t.signs("ana", "🙂").await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.remark("(a longer message is no answer to the buttons)");
        t.says("ana", ("sim mas o rato não mexe", "yes but the mouse does not move")).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.taps("ana", Choice::NewReport).await;
        t.says("ana", "/cancelar").await;
        t.remark("(closed by the desk, without her word)");
        t.says("bene@agents#1", ("/fechar", "/close")).await;
        t.says("ana", ("O ecrã continua branco", "The screen is still white")).await;
        let id = t.ticket(1).await.id;
        t.taps("ana", Choice::act(Verb::Reopen, id)).await;
        t.ticket(1).await.expect_status(Status::InProgress);
    })
    .await;
}

/// A whole yes or no, or a button's label, answers the last question that stands: whether the second request works now,
/// and not the first, which is open. What was written about since goes before it.
#[tokio::test]
async fn a_bare_answer_goes_to_the_last_question() {
    everywhere("a_bare_answer_goes_to_the_last_question", async |t: &mut Story| {
        two_open(t).await;
        t.says("bene@agents#2", ("/resolver Cabo trocado", "/resolve Cable changed")).await;
        t.waits(minutes(1)).await;
        t.says("ana", ("ainda não funciona", "still not working")).await;
        t.says("ana", ("A rede cai", "The network falls")).await;
        t.ticket(2).await.expect_status(Status::InProgress);
        t.says("bene@agents#2", ("/resolver Router novo", "/resolve New router")).await;
        t.waits(minutes(1)).await;
        t.remark("(the desk asks about the first one since)");
        t.says("bene@agents#1", ("/responder Já reiniciou?", "/reply Did you restart it?")).await;
        t.waits(minutes(1)).await;
        t.says("ana", ("sim", "yes")).await;
        t.ticket(2).await.expect_status(Status::Resolved);
        t.remark("(the reminder asks again)");
        t.waits(days(1)).await;
        t.says("ana", ("sim", "yes")).await;
        t.ticket(2).await.expect_status(Status::Closed);
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
    })
    .await;
}

/// Words that say clearly that it works are a yes; a no in them, or a "but", makes them words of their own, which the
/// yes takes along.
#[tokio::test]
async fn it_works_in_other_words() {
    everywhere("it_works_in_other_words", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.says("bene@agents#1", ("/resolver Cabo trocado", "/resolve Cable changed")).await;
            t.waits(minutes(1)).await;
        })
        .await;
        t.says("ana", ("não está a funcionar bem", "it is not working well")).await;
        let id = t.ticket(1).await.id;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.remark("(a moment later it does)");
        t.taps("ana", Choice::act(Verb::Confirm, id)).await;
        t.ticket(1).await.expect_status(Status::Closed);
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
        t.aside(async |t| {
            t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
            t.says("bene@agents#2", ("/resolver Reiniciado", "/resolve Restarted")).await;
            t.waits(minutes(1)).await;
        })
        .await;
        t.says("ana", ("Já está a funcionar, obrigada!", "Thanks, it is working now!")).await;
        t.ticket(2).await.expect_status(Status::Closed);
        t.remark("(said once more, it begins no report)");
        t.says("ana", ("Já funciona, obrigada", "It works, thanks")).await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 0);
    })
    .await;
}

/// B.6.8 and 9: after a week, or once it was confirmed, a message begins a report.
#[tokio::test]
async fn resolved_long_ago() {
    everywhere("resolved_long_ago", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("rui", "Rui Nhaca", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.reports_server_down("rui", ("A rede caiu", "The network is down")).await;
            t.says("bene@agents#1", ("/resolver Cabo trocado", "/resolve Cable changed")).await;
            t.says("bene@agents#2", ("/resolver Reiniciado", "/resolve Restarted")).await;
        })
        .await;
        t.taps_on("rui", Verb::Confirm, 2).await;
        t.says("rui", ("sim", "yes")).await;
        t.says("rui", ("O rato não mexe", "The mouse does not move")).await;
        t.waits(days(8)).await;
        t.says("ana", ("O rato não mexe", "The mouse does not move")).await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1);
        t.remark("(Rui's report was given up after a week)");
        assert_eq!(t.count("select count(*) from draft where state = 'archived'").await, 1);
    })
    .await;
}

/// B.6.5 and the words below the list: an agent writes in the middle of a report, and its question is asked again below;
/// what is written then is the report's.
#[tokio::test]
async fn an_agent_writes_in_the_middle_of_a_report() {
    everywhere("an_agent_writes_in_the_middle_of_a_report", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.says("bene@agents#1", ("/responder Já reiniciou?", "/reply Did you restart it?")).await;
        t.waits(minutes(1)).await;
        t.taps("ana", Choice::Category("server".into())).await;
        t.taps("ana", option("what", "nothing")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 0);
    })
    .await;
}

/// B.6, below the list: at night too the question comes below the agent's message, and not in the morning.
#[tokio::test]
async fn an_agent_writes_at_night() {
    everywhere("an_agent_writes_at_night", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.waits(minutes(12 * 60)).await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.says("bene@agents#1", ("/responder Já reiniciou?", "/reply Did you restart it?")).await;
        t.waits(minutes(1)).await;
        assert_eq!(t.count("select count(*) from outbox where state = 'deferred'").await, 0);
        t.taps("ana", Choice::Category("server".into())).await;
    })
    .await;
}

/// B.6, below the list: who answers the agent in the middle of a report has it set aside, reads nothing but receipts, and
/// is offered it again half an hour after the last word.
#[tokio::test]
async fn a_report_is_set_aside_for_an_exchange() {
    everywhere("a_report_is_set_aside_for_an_exchange", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.says("bene@agents#1", ("/responder Já reiniciou?", "/reply Did you restart it?")).await;
        t.replies("ana", ("Já reiniciou?", "Did you restart it?"), ("Já, duas vezes", "Yes, twice")).await;
        t.says("ana", ("e nada", "and nothing")).await;
        t.waits(minutes(20)).await;
        t.says("bene@agents#1", ("/responder E o cabo?", "/reply And the cable?")).await;
        t.says("ana", ("O cabo está bom", "The cable is fine")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 3);
        t.waits(minutes(40)).await;
        t.taps("ana", Choice::Continue).await;
        t.taps("ana", Choice::Category("server".into())).await;
        t.waits(minutes(10)).await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1);
    })
    .await;
}

/// B.6.5: a report that has lain for half an hour yields to a ticket that was written about since.
#[tokio::test]
async fn an_idle_report_yields_to_what_was_written_since() {
    everywhere("an_idle_report_yields_to_what_was_written_since", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.waits(minutes(45)).await;
        t.says("bene@agents#1", ("/pedir Qual é o modelo?", "/ask Which model is it?")).await;
        t.says("ana", ("É um Dell antigo", "It is an old Dell")).await;
        t.remark("(nobody writes any more)");
        t.waits(minutes(40)).await;
        t.taps("ana", Choice::Continue).await;
        t.waits(minutes(45)).await;
        t.remark("(nothing was written on the ticket since: an answer continues)");
        t.says("ana", ("servidor parado", "server down")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
    })
    .await;
}

/// B.6, below the list: words for a ticket that nobody has taken still reach the queue.
#[tokio::test]
async fn words_for_a_ticket_of_nobody() {
    everywhere("words_for_a_ticket_of_nobody", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.says("ana", ("Agora também o portátil", "Now the laptop too")).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

/// B.6.2: an answer to a message of the report that is being written belongs to it, also where another request would have
/// had the words.
#[tokio::test]
async fn a_message_of_the_report_is_answered() {
    everywhere("a_message_of_the_report_is_answered", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.taps("ana", Choice::NewReport).await;
        t.says("bene@agents#1", ("/pedir Já reiniciou?", "/ask Did you restart it?")).await;
        t.waits(minutes(1)).await;
        t.replies("ana", ("Já reiniciou?", "Did you restart it?"), ("Já, duas vezes", "Yes, twice")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
        let asked = t.sentence(balcao::dialogs::line::Plain::AskSystem);
        t.replies("ana", asked, "idart").await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
        t.says("ana", ("Impressora ou UPS", "Printer or UPS")).await;
    })
    .await;
}
