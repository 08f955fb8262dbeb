//! Codes: used, too old, guessed; what they bind; and a desk that takes only who was invited.

use balcao::core::person::Role;

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
