//! Help asked for from a page: what the page says is not asked again, and proves nothing.

use balcao::{core::chat::Context, dialogs::choice::Choice};

use crate::story::{Story, category, everywhere, option, system};

const PAGE: &str = "https://emr.example.org/openmrs/htmlformentryui/htmlform.page";

fn page(system: &str, facility: &str) -> Context {
    Context { system: Some(system.into()), page: Some(PAGE.into()), facility: Some(facility.into()) }
}

async fn answers_the_rest(t: &mut Story, who: &str) {
    for choice in [
        category("server"),
        option("what", "nothing"),
        Choice::Skip,
        Choice::Urgency("job_stopped".into()),
        Choice::Impact("multiple_users".into()),
    ] {
        t.taps(who, choice).await;
    }
}

#[tokio::test]
async fn help_from_a_page() {
    everywhere("help_from_a_page", async |t: &mut Story| {
        t.opens_the_desk().await;
        // A nurse who is new: neither her facility nor the system is asked.
        t.context = Some(page("OpenMRS", "mz-0203"));
        t.says("ana", ("Não consigo gravar a ficha", "I cannot save the form")).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", "Ana Macuácua").await;
        answers_the_rest(t, "ana").await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
        assert_eq!(
            t.count("select count(*) from person where facility_id is not null and facility_proven = 1").await,
            0
        );
        let reference = t.ticket(1).await.reference;
        t.context = None;
        t.says("paulo@ariel", ("/estado", "/status")).await;
        t.says("paulo@ariel", format!("/estado {reference}")).await;
        t.says("bene@agents", format!("/estado {reference}")).await;

        // Known now: the button alone begins. What is taken over can be corrected.
        t.context = Some(page("iDART", "MZ-0203"));
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", system("openmrs_poc")).await;
        // What is begun is not overwritten from another page.
        t.context = Some(page("DHIS2", "MZ-0108"));
        t.says("ana", ("/novo", "/new")).await;
        t.taps("ana", Choice::Continue).await;
        t.taps("ana", Choice::Cancel).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_nobody_knows() {
    everywhere("a_page_that_nobody_knows", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.context = Some(page("Folha de cálculo", "XX-9999"));
        t.sends_photo("rosa").await;
        t.taps("rosa", Choice::Language(t.locale)).await;
        t.says("rosa", "MZ-0203").await;
        t.says("rosa", "Rosa Alberto").await;
        t.taps("rosa", system("openmrs_epts")).await;
        // A group is no place to be helped from a page.
        t.context = Some(page("OpenMRS", "MZ-0203"));
        t.says("bene@agents", ("bom dia", "good morning")).await;
    })
    .await;
}
