//! People: names as they are typed, facilities nobody knows, languages that change, and requests of others.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
    text::locale::Locale,
};

use crate::story::{Story, everywhere, system};

#[tokio::test]
async fn an_empty_directory() {
    everywhere("an_empty_directory", async |t: &mut Story| {
        t.opens_an_empty_desk().await;
        t.says("ana", ("bom dia Dr.", "good morning")).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", "CS de Lugela-Sede").await;
        t.says("ana", "Rosa Alberto").await;
        t.reports_server_down("ana", ("Nada abre desde ontem", "Nothing opens since yesterday")).await;
    })
    .await;
}

#[tokio::test]
async fn names_as_they_are_typed() {
    everywhere("names_as_they_are_typed", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.starts("ana", None).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", "Centro de Saúde da Lua\u{202e}").await;
        t.taps("ana", Choice::FacilityAsTyped).await;
        t.says("ana", "👍🏾 …").await;
        t.says("ana", "  Ana\nMaria\u{202e} da\u{200b}\t Luz\u{200f} ").await;
        t.reports_server_down("ana", "erro \u{202e}gnirts\u{202c} \u{2068}preso").await;
    })
    .await;
}

#[tokio::test]
async fn another_language_midway() {
    everywhere("another_language_midway", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let (other, command, back) = match t.locale {
            Locale::Pt => (Locale::En, "/lingua en", "/lang"),
            Locale::En => (Locale::Pt, "/lang pt", "/lingua"),
        };
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("idart")).await;
        t.says("ana", command).await;
        t.says("ana", back).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::NewReport).await;
        t.says("ana", command).await;
        t.aside(async |t| {
            t.taps("ana", Choice::Cancel).await;
            t.reports_server_down("ana", "Nada / nothing").await;
        })
        .await;
        t.remark("(the reporter reads one language, the agents' room another)");
        t.taps_on("bene@agents", Verb::Take, 1).await;
        assert_ne!(other, t.locale);
    })
    .await;
}

#[tokio::test]
async fn requests_of_others() {
    everywhere("requests_of_others", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã ficou branco", "The screen went white")).await).await;
        let theirs = t.ticket(1).await.reference;
        t.says("tomas", format!("/estado {theirs}")).await;
        let nobodys = balcao::text::reference::format("BL", 9_999);
        t.says("tomas", format!("/estado {nobodys}")).await;
        let texts = t.texts("tomas");
        assert_eq!(texts[texts.len() - 1], texts[texts.len() - 2], "not theirs and not there are answered alike");
        t.says("tomas", format!("/reabrir {theirs} porque sim")).await;
        t.says("tomas", format!("/assumir {theirs}")).await;
        t.says("tomas", "/meus").await;
        t.remark("(a focal point sees requests of their own partner, a manager all, neither takes them)");
        t.says("paulo@ariel", format!("/estado {theirs}")).await;
        t.says("paulo@ariel", format!("/assumir {theirs}")).await;
        t.says("grace@managers", "/status").await;
        t.says("grace@managers", "/mine").await;
        t.says("tomas@agents", format!("/estado {theirs}")).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(in a partner's group there are no other partners' requests, whoever asks)");
        t.aside(async |t| t.reports_server_down("tomas", ("O ecrã ficou preto", "The screen went black")).await).await;
        let others = t.ticket(2).await.reference;
        t.says("paulo@ariel", format!("/estado {others}")).await;
        t.says("bene@ariel", format!("/estado {others}")).await;
        t.says("bene@ariel", format!("/estado {theirs}")).await;
    })
    .await;
}

#[tokio::test]
async fn somebody_blocks_the_desk() {
    everywhere("somebody_blocks_the_desk", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã ficou branco", "The screen went white")).await).await;
        t.blocks("ana", true);
        t.taps_on("bene@agents", Verb::Take, 1).await;
        assert_eq!(t.count("select count(*) from contact where reachable = 0").await, 1);
        t.blocks("ana", false);
        t.says("ana", ("Há novidades do servidor?", "Any news of the server?")).await;
        assert_eq!(t.count("select count(*) from contact where reachable = 0").await, 0);
        let reply = ("Estamos a caminho da US", "We are on our way to you");
        t.taps_on("bene@agents", Verb::Reply, 1).await;
        t.says("bene@agents", reply).await;
    })
    .await;
}
