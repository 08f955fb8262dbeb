//! Nobody gets stuck (B.2), taps that come twice, late or from others (B.3), and the other language (B.5).

use balcao::{
    core::{rights::Verb, ticket::Status},
    dialogs::{
        choice::{Choice, Field},
        line::Plain,
    },
    text::locale::Locale,
};

use crate::story::{Story, category, everywhere, hours, minutes, option, seconds, system};

async fn enrolled_ana(t: &mut Story) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

/// B.2: once it is explained, twice a person is offered, the third time it goes to triage with all that was written.
#[tokio::test]
async fn not_understood_three_times() {
    everywhere("not_understood_three_times", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.says("ana", ("o coiso n ta a pegar", "the thing wont go")).await;
        t.says("ana", ("sei lá", "dunno")).await;
        t.remark("(what is understood makes good what was not)");
        t.taps("ana", system("openmrs_epts")).await;
        t.says("ana", ("aquilo", "that one")).await;
        t.restarts().await;
        t.says("ana", ("o de ontem", "like before")).await;
        t.says("ana", ("aquele dali", "over there")).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

/// B.2: a person is asked for with the button, or in words, in the middle of a report and at rest.
#[tokio::test]
async fn a_person_is_asked_for() {
    everywhere("a_person_is_asked_for", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.taps("ana", Choice::NewReport).await;
        t.says("ana", ("???", "???")).await;
        t.says("ana", ("hein", "eh")).await;
        t.taps("ana", Choice::Person).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
    everywhere("a_person_is_asked_for_at_rest", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.says("ana", ("quero falar com um técnico", "talk to a person")).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

/// B.2: enrolment goes on with what there is.
#[tokio::test]
async fn stuck_while_enrolling() {
    everywhere("stuck_while_enrolling", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.says("ana", ("a impressora não imprime", "the printer does not print")).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", ("xyzzy", "xyzzy")).await;
        t.says("ana", ("repetir", "repeat")).await;
        t.says("ana", ("qwerty", "qwerty")).await;
        t.says("ana", ("repete", "again")).await;
        t.says("ana", ("Posto da Lua", "Moon Post")).await;
        t.says("ana", "👍").await;
        t.says("ana", "...").await;
        t.taps("ana", Choice::Person).await;
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

/// B.2: a report that was given up comes back for a day.
#[tokio::test]
async fn given_up_and_taken_up_again() {
    everywhere("given_up_and_taken_up_again", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.says("ana", ("/retomar", "/resume")).await;
        t.sends_photo_saying("ana", ("O coiso não abre", "The thing does not open")).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::Discard).await;
        t.restarts().await;
        t.waits(hours(23)).await;
        t.says("ana", ("/retomar", "/resume")).await;
        t.taps("ana", category("server")).await;
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::Discard).await;
        t.taps("ana", Choice::Recover).await;
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::Discard).await;
        t.waits(hours(25)).await;
        t.taps("ana", Choice::Recover).await;
        assert_eq!(t.count("select count(*) from ticket").await, 0);
    })
    .await;
}

/// B.3: an old button tells what was chosen and offers to change it; a second tap changes nothing; the question that
/// is open keeps its own buttons.
#[tokio::test]
async fn old_and_second_taps() {
    everywhere("old_and_second_taps", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.tells_each_toast = true;
        t.taps("ana", Choice::NewReport).await;
        let (old, other) =
            (t.offered_token("ana", &system("dhis2")).await, t.offered_token("ana", &system("idart")).await);
        t.taps_token_at_once("ana", &[&old, &old]).await;
        t.taps_token("ana", &old).await;
        t.taps_token("ana", &other).await;
        let login = t.offered_token("ana", &category("login")).await;
        t.taps_token("ana", &login).await;
        t.taps_token("ana", &other).await;
        t.taps("ana", Choice::Change(Field::System)).await;
        t.taps("ana", system("idart")).await;
        t.remark("(a stranger presses her button)");
        t.taps_token("rui", &other).await;
        t.taps("ana", option("what", "forgotten")).await;
    })
    .await;
}

/// B.3: what deletes asks again, with a button that counts for two minutes.
#[tokio::test]
async fn deleting_asks_again() {
    everywhere("deleting_asks_again", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.says("ana", ("O servidor parou", "The server stopped")).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", Choice::Cancel).await;
        t.waits(minutes(3)).await;
        t.taps("ana", Choice::Discard).await;
        t.waits(seconds(90)).await;
        t.says("ana", ("sim", "yes")).await;
    })
    .await;
}

/// B.2: whoever comes back after half an hour is told where they were; an answer goes on from there.
#[tokio::test]
async fn back_after_half_an_hour() {
    everywhere("back_after_half_an_hour", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.waits(hours(10) + minutes(50)).await;
        t.says("ana", ("O servidor parou outra vez", "The server stopped once more")).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.waits(minutes(50)).await;
        t.remark("(twenty to nine in the evening: no reminder comes)");
        t.says("ana", ("boa noite", "good evening")).await;
        t.says("ana", ("continuar", "continue")).await;
        t.waits(minutes(40)).await;
        t.says("ana", ("servidor", "server")).await;
    })
    .await;
}

/// B.5: the other language is offered after two messages in it, and never taken silently.
#[tokio::test]
async fn the_other_language_is_offered() {
    everywhere("the_other_language_is_offered", async |t: &mut Story| {
        enrolled_ana(t).await;
        let other = if t.locale == Locale::Pt { Locale::En } else { Locale::Pt };
        t.says("ana", ("The thing does not work since yesterday", "O coiso não funciona desde ontem")).await;
        t.says("ana", ("I do not know which of them it is", "eu não sei em qual deles está")).await;
        t.taps("ana", Choice::Language(other)).await;
        t.says("ana", ("The other one, please, not this", "a outra que está ali")).await;
        t.says("ana", ("/lingua pt", "/lang en")).await;
        t.enrolled("rui", "Rui Tembe", "MZ-0203").await;
        t.says("rui", "Ndzi nga koti ku nghena ka sistema ya hina").await;
        t.taps("rui", system("dhis2")).await;
        t.says("rui", ("I do not know what it is", "eu não sei o que isto é")).await;
        t.says("rui", ("it is the same as the last one", "é o mesmo que da outra vez")).await;
        t.taps("rui", Choice::Language(t.locale)).await;
        t.says("rui", ("what do you want to know about it", "o que é que quer saber de mim")).await;
        let offered = t.sentence(Plain::OfferLanguage);
        assert_eq!(t.texts("rui").iter().filter(|text| text.contains(&offered)).count(), 1);
    })
    .await;
}

/// B.3: in a room the second tap of the same hand has the first one's word; once the request has gone on, it is a new
/// one.
#[tokio::test]
async fn second_taps_in_a_room() {
    everywhere("second_taps_in_a_room", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.reports_server_down("ana", "O ecrã fica branco").await;
        t.tells_each_toast = true;
        let ticket = t.ticket(1).await.id;
        let take = t.offered_token("bene@agents", &Choice::act(Verb::Take, ticket)).await;
        t.taps_token_at_once("bene@agents", &[&take, &take]).await;
        assert_eq!(t.count("select count(*) from audit where verb = 'take'").await, 1);
        t.remark("(ana presses the agents' button)");
        t.taps_token("ana", &take).await;
        t.says("bene@agents#1", ("/largar", "/release")).await;
        t.taps_token("bene@agents", &take).await;
        assert_eq!(t.count("select count(*) from audit where verb = 'take'").await, 2);
    })
    .await;
}

/// B.3: the same in private, of a button below news: the first one's word once more, and no error. What asks for words may
/// be asked again.
#[tokio::test]
async fn second_taps_below_news() {
    everywhere("second_taps_below_news", async |t: &mut Story| {
        enrolled_ana(t).await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.says("bene@agents#1", ("/resolver Cabo trocado", "/resolve Cable changed")).await;
            t.waits(minutes(1)).await;
        })
        .await;
        t.tells_each_toast = true;
        let ticket = t.ticket(1).await.id;
        let works = t.offered_token("ana", &Choice::act(Verb::Confirm, ticket)).await;
        let broken = t.offered_token("ana", &Choice::act(Verb::Reopen, ticket)).await;
        t.taps_token("ana", &broken).await;
        t.says("ana", "/cancelar").await;
        t.taps_token("ana", &broken).await;
        t.says("ana", "/cancelar").await;
        t.taps_token_at_once("ana", &[&works, &works]).await;
        t.waits(seconds(20)).await;
        t.taps_token("ana", &works).await;
        assert_eq!(t.count("select count(*) from audit where verb = 'confirm'").await, 1);
    })
    .await;
}

/// B.5: where the platform tells no language, a first message of four words or more does, if it is clear.
#[tokio::test]
async fn the_language_of_the_first_words() {
    everywhere("the_language_of_the_first_words", async |t: &mut Story| {
        t.opens_the_desk().await;
        for (who, words) in [
            ("ana", "the printer does not work since yesterday"),
            ("rui", "a impressora não imprime desde ontem"),
            ("eva", "printer error"),
        ] {
            let mut inbound = t.inbound_of(who, words).await;
            inbound.sender.locale_hint = None;
            t.delivers(vec![inbound]).await;
        }
    })
    .await;
}
