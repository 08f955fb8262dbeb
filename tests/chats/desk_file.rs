//! What a desk file decides while people write: one that is applied while the desk runs, and who is told of what.

use balcao::{
    core::{
        invite::{self, Gift, Invitation},
        policy::{
            desk_file::{read, shipped},
            kept::{self, How},
        },
        verb::Verb,
    },
    dialogs::choice::Choice,
};

use crate::story::{Story, category, everywhere, hours, option, seconds, system};

/// Applies the shipped file with this written for that, as the command does; the desk finds it at its next look.
pub async fn applies(t: &mut Story, edits: &[(&str, &str)]) {
    let mut text = shipped("epts").expect("the shipped desk").replacen("brief = true", "brief = false", 1);
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let desk = read(&text).expect("a desk");
    let store = t.store();
    let id = store.take_ids().await.expect("ids").one();
    let mut tx = store.begin().await.expect("a transaction");
    kept::keep(&mut tx, id, &desk, How::Applied, (&text, ""), t.now()).await.expect("kept");
    kept::rank_anew(&mut tx, &desk).await.expect("ranked");
    kept::look_again(&mut tx, t.now()).await.expect("looked at again");
    tx.commit().await.expect("committed");
    t.waits(seconds(2)).await;
}

#[tokio::test]
async fn a_desk_that_changes_while_it_runs() {
    everywhere("a_desk_that_changes_while_it_runs", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", "O ecrã fica branco").await;
        let time = "select cast(max(resolve_due - created_at) as bigint) from ticket where priority_key = 'urgent'";
        assert_eq!(t.count(time).await, hours(1));
        t.remark("(another file is applied: stopped work of several is critical, below a new priority; urgent has 2 h)");
        let several = "multiple_users = \"urgent\",   software_wide = \"urgent\" }\njob_affected";
        let critical = "multiple_users = \"critical\", software_wide = \"urgent\" }\njob_affected";
        let disaster = "[[priority]]\nkey = \"disaster\"\nlabel = { pt = \"Catástrofe\", en = \"Disaster\" }\n\n[[priority]]\nkey = \"critical\"";
        let printer = "[[category]]\nkey = \"printer\"\nlabel = { pt = \"Impressoras\", en = \"Printers\" }\n\n[[category]]\nkey = \"hardware\"";
        applies(
            t,
            &[
                (several, critical),
                ("[[priority]]\nkey = \"critical\"", disaster),
                ("[[category]]\nkey = \"hardware\"", printer),
                ("resolution = { critical", "resolution = { disaster = \"30m\", critical"),
                ("resolution = { critical", "resolution = { disaster = \"30m\", critical"),
                ("resolution = { critical", "resolution = { disaster = \"30m\", critical"),
                ("urgent = \"1h\", high = \"8h\"", "urgent = \"2h\", high = \"8h\""),
            ],
        )
        .await;
        assert_eq!(t.count(time).await, hours(2), "the clock of what is open follows");
        assert_eq!(t.count("select count(*) from ticket where priority_key = 'urgent' and priority_rank = 3").await, 1);
        t.reports_server_down("ana", "Continua em branco").await;
        assert_eq!(t.count("select count(*) from ticket where priority_key = 'critical' and priority_rank = 2").await, 1);
        t.says("bene", ("/fila", "/queue")).await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", category("printer")).await;
        t.remark("(what cannot be read leaves the desk as it is)");
        let store = t.store();
        let desk = read(&shipped("epts").expect("the shipped desk")).expect("a desk");
        let id = store.take_ids().await.expect("ids").one();
        let mut tx = store.begin().await.expect("a transaction");
        kept::keep(&mut tx, id, &desk, How::Applied, ("[desk]", ""), t.now()).await.expect("kept");
        tx.commit().await.expect("committed");
        t.waits(seconds(2)).await;
        t.taps("ana", Choice::Urgency("job_stopped".into())).await;
    })
    .await;
}

/// Somebody of CDC's monitoring binds their group with a code of the desk's.
async fn binds_watchers(t: &mut Story, actor: &str, key: &str) {
    let gift = Gift::Room { purpose: "watchers".into(), partner_id: None, tier: None, system: Some(key.into()) };
    let mut tx = t.store().begin().await.expect("a transaction");
    let invitation = Invitation::once(gift, t.now() + hours(72));
    invite::create(&mut tx, "watchers-6789", &invitation).await.expect("a code");
    tx.commit().await.expect("committed");
    t.says(actor, "/ligar watchers-6789").await;
}

/// WS-2: whoever watches queries hears of each, and of nothing else; their group reads nobody's words.
#[tokio::test]
async fn watchers_of_a_category() {
    everywhere("watchers_of_a_category", async |t: &mut Story| {
        t.opens_the_desk().await;
        binds_watchers(t, "bene@cdc", "cdc_me").await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", "O ecrã fica branco").await;
        assert_eq!(t.texts("bene@cdc").iter().filter(|text| text.contains("BL-")).count(), 0, "no query");
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", category("reports")).await;
        t.says("ana", ("Lista de faltosos", "List of missed visits")).await;
        for choice in [
            option("what", "too_slow"),
            Choice::Urgency("job_affected".into()),
            Choice::Impact("multiple_users".into()),
        ] {
            t.taps("ana", choice).await;
        }
        t.says("ana", ("Demora uma hora", "It takes an hour")).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
        t.taps_on("bene@agents", Verb::Take, 2).await;
        let reference = t.ticket(2).await.reference;
        t.says("bene@cdc", format!("/estado {reference}")).await;
        t.says("bene", format!("/resolver {reference} O índice estava em falta")).await;
        t.waits(seconds(30)).await;
        assert!(t.texts("bene@cdc").iter().any(|text| text.contains(&reference)));
        let words = ["Demora uma hora", "It takes an hour", "índice", "Macuácua"];
        assert!(!t.texts("bene@cdc").iter().any(|text| words.iter().any(|word| text.contains(word))));
    })
    .await;
}
