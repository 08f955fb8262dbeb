//! One person on two devices: the second signs in with a code of the first, both read the same, and leaving
//! everywhere ends both.

use serde_json::json;

use crate::{
    phone,
    stage::{self, Stage},
};

#[tokio::test]
async fn leaving_everywhere_ends_the_other_device() {
    let Some((served, phone)) = phone().await else { return };
    let Some(other) = stage::browser(1280, 800).await else { return };
    let desk = Stage::new(&served.base, other);
    phone.enter("me", &served.code_for("martine").await).await;
    phone.sees("Martine Chissano").await;

    phone.choose("Usar noutro dispositivo").await;
    let code = phone.page.wait_for("#sheet .code").await;
    let code = phone.page.text(&code).await.expect("a code");
    phone.page.wait_for("#sheet canvas.qr").await;
    phone.look("another-device").await;
    phone.page.click(&phone.page.wait_for("#sheet-close").await).await;
    desk.page.goto(&desk.base).await;
    let field = desk.page.wait_for("#door:not([hidden]) #code").await;
    desk.page.type_into(&field, &code).await;
    desk.page.click(&desk.page.wait_for("#door-go").await).await;
    desk.page.wait_for_text("#state", "Martine Chissano").await;

    // Both are one conversation.
    phone.write("Do telefone.").await;
    desk.page.wait_for_text(".mine", "Do telefone.").await;
    desk.write("Do computador.").await;
    phone.page.wait_for_text(".mine", "Do computador.").await;
    assert_eq!(phone.shown(".mine .text").await, desk.shown(".mine .text").await);

    // The code was for one.
    let third = Stage::new(&served.base, stage::browser(360, 640).await.expect("a browser"));
    third.page.goto(&format!("{}/#code={code}", third.base)).await;
    third.page.wait_for_text("#door-error", "não é válido").await;
    third.page.close().await;

    // What waits on the other device at the end is not lost: it goes at the same person's next sign-in.
    desk.page.offline(true).await;
    desk.say("Antes do fim.").await;
    phone.choose("Sair de todos os dispositivos").await;
    phone.page.accept().await;
    phone.page.wait_for("#door:not([hidden])").await;
    desk.page.offline(false).await;
    desk.page.wait_for("#door:not([hidden])").await;
    desk.page.wait_for_text("#door-error", "A sessão terminou").await;
    let text = desk.page.script("return document.body.textContent", json!([])).await;
    assert!(text.as_str().is_some_and(|text| !text.contains("Do telefone.")), "{text}");
    desk.look("ended").await;
    let field = desk.page.wait_for("#door:not([hidden]) #code").await;
    desk.page.type_into(&field, &served.code_for("martine").await).await;
    desk.page.click(&desk.page.wait_for("#door-go").await).await;
    desk.page.wait_for_text(".mine:not(.pending)", "Antes do fim.").await;
    let mine = desk.shown(".mine .text").await;
    assert_eq!(mine.iter().filter(|words| *words == "Antes do fim.").count(), 1, "{mine:?}");
    desk.page.close().await;
    phone.page.close().await;
}
