//! One message is enough (B.2): what it says fills the report, what is not sure is asked, and what is missing does not
//! hold it up.

use balcao::dialogs::choice::{Choice, Field};

use crate::story::{Story, category, everywhere, option, system};

#[tokio::test]
async fn one_message_is_enough() {
    everywhere("one_message_is_enough", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.asks_only_what_is_needed().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says(
            "ana",
            ("bdia, n consigo entrar no openmrs pk a senha ta errada", "hi, cannot log in to openmrs, wrong password"),
        )
        .await;
        t.taps("ana", Choice::Send).await;
        t.remark("(at another facility, on somebody's behalf; a guess is put right)");
        t.taps("ana", Choice::NewReport).await;
        t.says(
            "ana",
            (
                "Em nome da colega Rosa Cuna: o iDART do CS Machava II está muito lento, doentes à espera",
                "On behalf of Rosa Cuna: iDART at CS Machava II is very slow, patients are waiting",
            ),
        )
        .await;
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::CorrectField(Field::System)).await;
        t.taps("ana", system("openmrs_poc")).await;
        t.taps("ana", Choice::Send).await;
        assert_eq!(t.count("select count(*) from ticket where incomplete = 0").await, 2);
    })
    .await;
}

#[tokio::test]
async fn which_facility_is_asked() {
    everywhere("which_facility_is_asked", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.asks_only_what_is_needed().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("o servidor do openmrs de chokwe nao abre", "the openmrs server in chokwe does not open")).await;
        t.taps("ana", Choice::FacilityAsTyped).await;
        t.says("ana", "lionde").await;
        let lionde = t.facility("CS Lionde");
        t.taps("ana", lionde).await;
        t.taps("ana", option("what", "nothing")).await;
        t.taps("ana", Choice::Details).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Urgency("job_stopped".into())).await;
        t.taps("ana", Choice::Impact("multiple_users".into())).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
async fn as_it_is_to_triage() {
    everywhere("as_it_is_to_triage", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.asks_only_what_is_needed().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("aquilo voltou a acontecer", "it has happened again")).await;
        t.says("ana", ("é só isso", "that's all")).await;
        t.says("bene", ("/fila", "/queue")).await;
        assert_eq!(t.count("select count(*) from ticket where incomplete = 1").await, 1);
        t.remark("(by buttons alone)");
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("dhis2")).await;
        t.taps("ana", category("login")).await;
        t.taps("ana", option("what", "forgotten")).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}

/// A name that the words only seem to give is taken out of the summary, and is not read again from more words.
#[tokio::test]
async fn it_is_on_nobodys_behalf() {
    everywhere("it_is_on_nobodys_behalf", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.asks_only_what_is_needed().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says(
            "ana",
            ("Em nome da colega Rosa Cuna: o iDART está muito lento", "On behalf of Rosa Cuna: iDART is very slow"),
        )
        .await;
        t.taps("ana", Choice::Correct).await;
        t.taps("ana", Choice::ForOneself).await;
        t.says("ana", ("É assim desde ontem", "It has been so since yesterday")).await;
        t.taps("ana", Choice::Send).await;
        assert_eq!(t.count("select count(*) from ticket where on_behalf_of is null").await, 1);
    })
    .await;
}
