//! A voice: recorded on the nurse's page, sent like any file, heard in the agents' room.

use serde_json::json;

use crate::{phone, requests, stage::Stage};

/// The page can play it: the browser has read what kind of sound it is.
const PLAYS: &str = "const sounds = document.querySelectorAll('.bubble .file audio');
    const sound = sounds[sounds.length - 1];
    return Boolean(sound && sound.readyState >= 1 && !sound.error && sound.src.startsWith('blob:'))";

async fn is_heard(stage: &Stage) {
    stage.page.wait_for(".bubble:not(.pending) .file").await;
    if stage.page.find(".bubble:not(.pending) .file audio").await.is_none() {
        stage.page.click(&stage.page.wait_for(".bubble:not(.pending) .file button.card").await).await;
    }
    stage.page.wait_until(PLAYS).await;
    assert_eq!(stage.refused().await, json!([]));
}

#[tokio::test]
async fn a_voice_is_heard_in_the_agents_room() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("agents", &served.code_for("bene").await).await;
    let room = stage.page.new_tab().await;
    stage.enter("nurse", &served.code_for("martine").await).await;
    requests::file(&stage, "A ficha não abre.").await;

    // One that is thought better of leaves nothing.
    stage.page.click(&stage.page.wait_for("#mic:not([hidden])").await).await;
    stage.page.wait_for("#recording:not([hidden])").await;
    stage.look("recording").await;
    stage.page.click(&stage.page.wait_for("#rec-cancel").await).await;
    stage.page.wait_for("#recording[hidden]").await;
    assert!(stage.page.find("#staged li").await.is_none());

    stage.record().await;
    stage.send().await;
    stage.all_sent().await;
    let held = stage.held().await;
    let file = held.iter().find_map(|letter| letter["files"].as_array()?.first()).expect("a file");
    assert!(file["mime"].as_str().is_some_and(|mime| mime.starts_with("audio/")), "{file}");
    assert!(file["bytes"].as_u64().is_some_and(|bytes| (500..60_000).contains(&bytes)), "{file}");
    is_heard(&stage).await;
    stage.page.to_tab(&room).await;
    is_heard(&stage).await;
    stage.look("voice").await;
    assert_eq!(stage.page.errors().await, Vec::<String>::new());
    stage.page.close().await;
}
