//! Messages in one breath, and the same again (platforms B.4): what comes before the next question was seen belongs to
//! what was said; after that it is the answer, however quick.

use balcao::dialogs::choice::Choice;

use crate::story::{Story, category, everywhere, hours, minutes, option, seconds, system};

fn texts(t: &Story, pt: &[&str], en: &[&str]) -> Vec<String> {
    let said = if t.locale == balcao::text::locale::Locale::Pt { pt } else { en };
    said.iter().map(|text| (*text).to_owned()).collect()
}

/// B.4: the parts of a description that come before the next question join it, and one receipt tells of all.
#[tokio::test]
async fn a_burst_is_one_answer() {
    everywhere("a_burst_is_one_answer", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.moment = seconds(1);
        let parts = texts(
            t,
            &["A impressora da farmácia", "não imprime", "1", "desde ontem"],
            &["The pharmacy's printer", "does not print", "1", "since yesterday"],
        );
        t.says_all("ana", parts).await;
        t.remark("(what comes after the question is its answer, however quick)");
        t.says("ana", "1").await;
        t.taps("ana", category("hardware")).await;
        assert_eq!(t.count("select count(*) from draft where answers like '%_n1_n%'").await, 1);
    })
    .await;
}

/// B.4: the description's own question, and the photo's after it.
#[tokio::test]
async fn a_burst_at_the_description() {
    everywhere("a_burst_at_the_description", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.taps("ana", Choice::NewReport).await;
            for choice in [system("openmrs_epts"), category("server"), option("what", "nothing"), Choice::Skip] {
                t.taps("ana", choice).await;
            }
            t.taps("ana", Choice::Urgency("job_stopped".into())).await;
            t.taps("ana", Choice::Impact("multiple_users".into())).await;
        })
        .await;
        let parts = texts(
            t,
            &["O servidor não liga", "não", "nem com outro cabo"],
            &["It does not start", "no", "nor with another cable"],
        );
        t.says_all("ana", parts).await;
        t.taps("ana", Choice::Skip).await;
    })
    .await;
}

/// B.4: somebody new writes in pieces: all of it is kept until they are enrolled.
#[tokio::test]
async fn a_burst_of_somebody_new() {
    everywhere("a_burst_of_somebody_new", async |t: &mut Story| {
        t.opens_the_desk().await;
        let parts = texts(
            t,
            &["bom dia", "o tablet não liga", "ajudem"],
            &["good morning", "the tablet does not start", "help us"],
        );
        t.says_all("nelio", parts).await;
        t.taps("nelio", Choice::Language(t.locale)).await;
        t.says("nelio", "MZ-0203").await;
        t.says("nelio", "Nélio Bila").await;
    })
    .await;
}

/// B.4 and B.6.6: for a ticket each part is kept as it came, under one receipt; its ways out take all of them along.
#[tokio::test]
async fn a_burst_for_a_ticket() {
    everywhere("a_burst_for_a_ticket", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        let parts = texts(t, &["A impressora", "não imprime"], &["The printer", "does not print"]);
        t.says_all("ana", parts).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 2);
        let entry = t.count("select min(id) from entry where kind = 'answer'").await;
        let ticket = t.ticket(1).await.id;
        t.taps("ana", Choice::NotThis { ticket, entry, fresh: true }).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer' and withdrawn_at is null").await, 0);
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1);
    })
    .await;
}

/// B.4: words that are held take more words along.
#[tokio::test]
async fn a_burst_that_is_held() {
    everywhere("a_burst_that_is_held", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
        })
        .await;
        let parts = texts(t, &["Ainda nada", "e agora?"], &["Still nothing", "and now?"]);
        t.says_all("ana", parts).await;
        let second = t.ticket(2).await;
        t.taps("ana", Choice::About { ticket: second.id, reference: second.reference.clone() }).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 1);
    })
    .await;
}

/// B.4: the same words again, before anything was seen of the answer, are the first ones: kept, marked as repeated. After
/// an answer they are words of their own.
#[tokio::test]
async fn the_same_again() {
    everywhere("the_same_again", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let twice = texts(t, &["Nada imprime", "nada  imprime"], &["Nothing prints", "nothing  prints"]);
        t.says_all("ana", twice).await;
        assert_eq!(t.count("select count(*) from inbox where place = 'repeated' and body is not null").await, 1);
        t.remark("(the first system, sent twice)");
        t.says_all("ana", vec!["1".into(), "1".into()]).await;
        t.remark("(the first category, after its question was seen)");
        t.says("ana", "1").await;
        assert_eq!(t.count("select count(*) from inbox where place = 'repeated'").await, 2);
    })
    .await;
}

/// B.4: a text above what a message can hold comes in pieces: the rest joins the first, also where the question came
/// between.
#[tokio::test]
async fn a_text_that_was_cut() {
    everywhere("a_text_that_was_cut", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.moment = seconds(1);
        let long = "Erro na linha 7. ".repeat(240);
        t.says("ana", long.clone()).await;
        t.says("ana", ("e mais esta linha", "and this line more")).await;
        assert_eq!(t.count("select count(*) from draft where length(answers) > 4000").await, 1);
        t.taps("ana", system("openmrs_epts")).await;
    })
    .await;
}

/// B.4: a voice note is taken everywhere; a written line is asked for, and may be passed over.
#[tokio::test]
async fn a_voice_note_says_it() {
    everywhere("a_voice_note_says_it", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.sends_voice("ana").await;
        for choice in [system("openmrs_epts"), category("server"), option("what", "nothing"), Choice::Skip] {
            t.taps("ana", choice).await;
        }
        t.taps("ana", Choice::Urgency("job_stopped".into())).await;
        t.taps("ana", Choice::Impact("multiple_users".into())).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
        assert_eq!(t.count("select count(*) from ticket").await, 1);
        t.remark("(for a ticket it is an answer like any other)");
        t.sends_voice("ana").await;
        assert_eq!(t.count("select count(*) from attachment where ticket_id is not null").await, 2);
    })
    .await;
}

/// B.4: late words are a comment on what became of the report that was being written then, whatever came after it; and
/// those from before a report was begun go to the ticket that was written about then.
#[tokio::test]
async fn late_words_find_their_own_time() {
    everywhere("late_words_find_their_own_time", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.waits(minutes(40)).await;
            t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
            t.waits(minutes(40)).await;
        })
        .await;
        t.remark("(written while the first report was)");
        let began = t.count("select min(started_at) from draft").await;
        let ago = t.now() - began - seconds(15);
        t.said_before("ana", ago, ("e o rato também não mexe", "and the mouse does not move either")).await;
        let first = t.ticket(1).await.id;
        let to = t.count("select ticket_id from entry where kind = 'answer'").await;
        assert_eq!(to, first);
        t.remark("(written before the report that is being written now)");
        t.waits(hours(30)).await;
        t.aside(async |t| t.says("bene@agents#1", ("/responder Trocámos o cabo", "/reply We changed the cable")).await)
            .await;
        t.waits(minutes(30)).await;
        t.taps("ana", Choice::NewReport).await;
        t.said_before("ana", minutes(20), ("Já vi o cabo novo", "I have seen the new cable")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'answer'").await, 2);
        t.taps("ana", system("openmrs_epts")).await;
    })
    .await;
}

/// B.4: words that are held are put right where they are held.
#[tokio::test]
async fn held_words_are_edited() {
    everywhere("held_words_are_edited", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
        })
        .await;
        t.says("ana", ("Já está melor", "It is beter")).await;
        t.edits("ana", ("melor", "beter"), ("Já está melhor", "It is better")).await;
        let second = t.ticket(2).await;
        t.taps("ana", Choice::About { ticket: second.id, reference: second.reference.clone() }).await;
        assert_eq!(t.count("select count(*) from entry where words like '%melhor' or words like '%better'").await, 1);
    })
    .await;
}
