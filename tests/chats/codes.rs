//! Codes: used, too old, guessed; what they bind; and a desk that takes only who was invited.

use balcao::{core::person::Role, dialogs::choice::Choice};

use crate::story::{Story, everywhere, hours, minutes};

#[tokio::test]
async fn the_desk_is_set_up() {
    everywhere("the_desk_is_set_up", async |t: &mut Story| {
        t.fills_the_directory().await;
        t.invites("bene", "Benedito Cossa", Role::Agent, None).await;
        t.invites("paulo", "Paulo Sitoe", Role::FocalPoint, Some("ARIEL")).await;
        t.invites("grace", "Grace Miller", Role::Manager, None).await;
        t.invites("nelia", "Nélia Bila", Role::Admin, None).await;
        let code = t.makes_room_code("agents", None).await;
        t.says("somebody@agents", format!("/ligar {code}")).await;
        t.says("bene@agents", "/ligar").await;
        t.says("bene", format!("/ligar {code}")).await;
        t.says("bene@agents", format!("/ligar {code}")).await;
        t.links("paulo@ariel", "partner", Some("ARIEL")).await;
        t.links("grace@managers", "managers", None).await;
        t.links("nelia@avisos", "announcements", None).await;
        t.says("bene", ("/ajuda", "/help")).await;
        t.says("grace", "/help").await;
    })
    .await;
}

#[tokio::test]
async fn codes_that_do_not_open() {
    everywhere("codes_that_do_not_open", async |t: &mut Story| {
        t.fills_the_directory().await;
        t.makes_code("velho-2345", "Célia Tembe", Role::Agent, None, hours(1)).await;
        t.waits(hours(2)).await;
        t.starts("celia", Some("velho-2345")).await;
        t.makes_code("novo-2345", "Célia Tembe", Role::Agent, None, hours(1)).await;
        t.starts("celia", Some("NOVO 2345")).await;
        t.starts("mallory", Some("novo-2345")).await;
        for guess in ["aaaa-1111", "aaaa-2222", "aaaa-3333", "aaaa-4444"] {
            t.says("mallory", format!("/start {guess}")).await;
        }
        t.makes_code("certo-2345", "Ivo Manhique", Role::Agent, None, hours(1)).await;
        t.starts("mallory", Some("certo-2345")).await;
        t.waits(minutes(2)).await;
        t.starts("mallory", Some("certo-2345")).await;
    })
    .await;
}

#[tokio::test]
async fn a_desk_for_the_invited() {
    everywhere("a_desk_for_the_invited", async |t: &mut Story| {
        t.closes_the_desk().await;
        t.fills_the_directory().await;
        t.says("ana", ("A impressora não imprime", "The printer does not print")).await;
        t.makes_code("AB12CD34", "Ana Macuácua", Role::Reporter, None, hours(1)).await;
        t.says("ana", "AB12CD34").await;
    })
    .await;
}

#[tokio::test]
async fn a_facility_code() {
    everywhere("a_facility_code", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.makes_facility_code("posto-2345", "MZ-0203", hours(24)).await;
        t.starts("rosa", Some("posto-2345")).await;
        t.taps("rosa", Choice::Language(t.locale)).await;
        t.says("rosa", "Rosa Alberto").await;
        t.remark("(Célia had begun without a code)");
        t.starts("celia", None).await;
        t.taps("celia", Choice::Language(t.locale)).await;
        t.starts("celia", Some("POSTO 2345")).await;
        t.says("celia", "Célia Tembe").await;
        t.remark("(somebody who was moved there, and an agent who tries the poster)");
        t.starts("tomas", Some("posto-2345")).await;
        t.starts("bene", Some("posto-2345")).await;
        assert_eq!(t.count("select count(*) from person where facility_proven = 1").await, 4);
        assert_eq!(t.count("select count(distinct facility_id) from person where facility_proven = 1").await, 1);
        assert_eq!(t.count("select count(*) from person where facility_proven = 1 and role = 'reporter'").await, 3);
        t.remark("(the poster is taken down, and another one grows old)");
        t.revokes_facility_codes("MZ-0203").await;
        t.starts("ivo", Some("posto-2345")).await;
        t.makes_facility_code("outro-2345", "MZ-0203", hours(1)).await;
        t.waits(hours(2)).await;
        t.starts("ivo", Some("outro-2345")).await;
    })
    .await;
}

/// Whoever had begun to enrol becomes whom the code stands for, with what they had begun to write.
#[tokio::test]
async fn a_code_that_comes_late() {
    everywhere("a_code_that_comes_late", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana-home", ("A impressora não imprime", "The printer does not print")).await;
        t.taps("ana-home", Choice::Language(t.locale)).await;
        t.makes_code_for_somebody_known("segundo-2345", "Ana Macuácua").await;
        t.remark("(a code of hers opens nothing for somebody else, and is not used up by it)");
        t.starts("bene", Some("segundo-2345")).await;
        t.starts("ana-home", Some("segundo-2345")).await;
        t.says("ana-home", ("/novo", "/new")).await;
        assert_eq!(t.count("select count(*) from person where name = 'Ana Macuácua'").await, 1);
        assert_eq!(
            t.count("select count(*) from contact c join person p on p.id = c.person_id where p.name = 'Ana Macuácua'")
                .await,
            2
        );
    })
    .await;
}
