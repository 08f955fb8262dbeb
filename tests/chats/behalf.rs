//! Reports for callers: whoever has a chat is told there and sees it as theirs; whoever has none is invited to it.

use balcao::{
    core::{ticket::CameBy, verb::Verb},
    dialogs::{choice::Choice, notify::NotifyChoice},
};

use crate::story::{Story, category, everywhere, hours, once, option, seconds, system};

/// The report itself, after what is asked of the caller.
async fn goes_on(t: &mut Story, who: &str, words: (&str, &str)) {
    for choice in [
        system("openmrs_epts"),
        category("server"),
        option("what", "nothing"),
        Choice::Skip,
        Choice::Urgency("job_stopped".into()),
        Choice::Impact("multiple_users".into()),
    ] {
        t.taps(who, choice).await;
    }
    t.says(who, words).await;
    t.taps(who, Choice::Skip).await;
}

fn came(way: CameBy) -> Choice {
    Choice::Notify(NotifyChoice::CameBy(way))
}

/// A focal point files for a nurse who called, and for six colleagues of hers: it is hers, in her own chat, and he hears
/// how it goes on.
#[tokio::test]
async fn a_caller_with_a_chat() {
    everywhere("a_caller_with_a_chat", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("maria", "Maria Tembe", "MZ-0203").await;
        t.says("paulo", ("/porconta Maria Tembe", "/behalf Maria Tembe")).await;
        t.says("paulo", "CS Ndlavela").await;
        t.says("paulo", ("ela ligou", "she rang me")).await;
        t.says("paulo", "84 123 4567").await;
        t.says("paulo", ("umas 7", "about 7")).await;
        t.aside(async |t| goes_on(t, "paulo", ("Ela diz que nada abre", "She says that nothing opens")).await).await;
        t.taps("paulo", Choice::Send).await;
        let ticket = t.ticket(1).await;
        t.says("maria", ("/meus", "/mine")).await;
        t.says("bene", format!("/pedir {} Há luz na unidade?", ticket.reference)).await;
        t.waits(seconds(20)).await;
        t.says("maria", ("Sim, a luz voltou agora mesmo", "Yes, the power is back just now")).await;
        t.remark("(he may still speak for her)");
        t.says("paulo", ("/meus", "/mine")).await;
        t.replies("paulo", ticket.reference.as_str(), ("A Maria volta a ligar amanhã", "Maria calls again tomorrow"))
            .await;
        assert_eq!(t.count("select count(*) from ticket where people_count = 7 and came_by = 'phone'").await, 1);
    })
    .await;
}

/// An agent files for somebody who has no chat; the caller is invited, and it is theirs once they come.
#[tokio::test]
async fn a_caller_is_invited() {
    everywhere("a_caller_is_invited", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.says("paulo", ("/porconta Jorge Nhaca e mais 2", "/behalf Jorge Nhaca and 2 more")).await;
        t.says("paulo", "CS Ndlavela").await;
        t.taps("paulo", came(CameBy::Phone)).await;
        t.says("paulo", "82 765 4321").await;
        t.aside(async |t| goes_on(t, "paulo", ("O Jorge diz que nada abre", "Jorge says that nothing opens")).await)
            .await;
        t.taps("paulo", Choice::Send).await;
        let ticket = t.ticket(1).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::InviteCaller { ticket: ticket.id })).await;
        let code = crate::standing::code_said(t, "paulo");
        t.remark("(until he comes, Paulo hears what is said to him)");
        t.says("bene", format!("/pedir {} Há luz na unidade?", ticket.reference)).await;
        t.waits(seconds(20)).await;
        t.remark("(Jorge comes with the code of the text message)");
        t.says("jorge", format!("/ligar {code}")).await;
        t.says("jorge", ("/meus", "/mine")).await;
        t.says("jorge", ("Sim, há luz desde ontem à noite", "Yes, there is power since last night")).await;
        t.says("bene", format!("/resolver {} Reiniciámos o servidor.", ticket.reference)).await;
        t.waits(seconds(20)).await;
        t.taps_on("jorge", Verb::Confirm, 1).await;
        t.remark("(the invitation is used up)");
        t.taps("paulo", Choice::Notify(NotifyChoice::InviteCaller { ticket: ticket.id })).await;
        t.waits(hours(1)).await;
    })
    .await;
}

/// Until the caller comes the clock goes on: what waits for them is looked at.
#[tokio::test]
async fn a_caller_who_does_not_come() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.says("paulo", "/porconta Jorge Nhaca e mais 2").await;
        t.says("paulo", "CS Ndlavela").await;
        t.taps("paulo", came(CameBy::Phone)).await;
        t.says("paulo", "82 765 4321").await;
        goes_on(t, "paulo", ("O Jorge diz que nada abre", "Jorge says that nothing opens")).await;
        t.taps("paulo", Choice::Send).await;
        let ticket = t.ticket(1).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::InviteCaller { ticket: ticket.id })).await;
        t.says("bene", format!("/pedir {} Há luz na unidade?", ticket.reference)).await;
        assert_eq!(t.count("select count(*) from timer where kind = 'ticket' and address = ''").await, 1);
        t.waits(hours(24 * 3)).await;
        assert_eq!(t.overdue().await, 0);
        t.says("bene", format!("/resolver {} Reiniciámos o servidor.", ticket.reference)).await;
        t.waits(hours(24 * 7)).await;
        assert_eq!(t.overdue().await, 0);
    })
    .await;
}

/// In person and alone; and in practice nobody else is told.
#[tokio::test]
async fn a_caller_in_practice() {
    everywhere("a_caller_in_practice", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("maria", "Maria Tembe", "MZ-0203").await;
        t.says("bene", ("/pratica", "/practice")).await;
        t.says("bene", ("/porconta Maria Tembe", "/behalf Maria Tembe")).await;
        t.says("bene", "CS Ndlavela").await;
        t.taps("bene", came(CameBy::InPerson)).await;
        t.taps("bene", Choice::Notify(NotifyChoice::OnlyOne)).await;
        t.aside(async |t| goes_on(t, "bene", ("Ela diz que nada abre", "She says that nothing opens")).await).await;
        t.taps("bene", Choice::Send).await;
        assert_eq!(t.texts("maria").iter().filter(|text| text.contains("BL-")).count(), 0);
    })
    .await;
}
