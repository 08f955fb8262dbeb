//! The page in a real browser where it is hard on it: no network in the middle, the desk away, connections that are
//! cut; several tabs, several people in one browser, several devices of one; and a voice.

#[path = "support/cutting_proxy.rs"]
mod cutting_proxy;
#[path = "support/requests.rs"]
mod requests;
#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

#[path = "web_page/away.rs"]
mod away;
#[path = "web_page/buttons.rs"]
mod buttons;
#[path = "web_page/devices.rs"]
mod devices;
#[path = "web_page/seats.rs"]
mod seats;
#[path = "web_page/tabs.rs"]
mod tabs;
#[path = "web_page/voice.rs"]
mod voice;

use serde_json::Value;
use served::Served;
use stage::Stage;

/// A phone before a desk.
async fn phone() -> Option<(Served, Stage)> {
    let page = stage::browser(360, 640).await?;
    let served = Served::plain().await;
    let stage = Stage::new(&served.base, page);
    Some((served, stage))
}

/// What the person of this page wrote, as the desk holds it: keys and words, in order.
fn mine(held: &[Value]) -> Vec<(&str, &str)> {
    let echoes = held.iter().filter(|letter| letter["echo"]["mine"] == true);
    echoes
        .map(|letter| (letter["echo"]["key"].as_str().expect("a key"), letter["text"].as_str().unwrap_or("")))
        .collect()
}

/// Each of these words stands there once, and in this order.
fn once_in_order(found: &[&str], words: &[&str]) {
    let found: Vec<&str> = found.iter().copied().filter(|found| words.contains(found)).collect();
    assert_eq!(found, words);
}
