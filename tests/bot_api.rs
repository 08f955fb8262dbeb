//! The fake of the Bot API does what it is written for: each of its rules, seen by a plain client.

mod support;

#[path = "support/bot_api/mod.rs"]
mod bot_api;

use std::time::Duration;

use bot_api::{
    Fake,
    faults::Fault,
    state::{Standing, TOKEN, What},
};
use reqwest::{Client, Response, multipart};
use serde_json::{Value, json};

struct World {
    fake: Fake,
    client: Client,
}

impl World {
    async fn new() -> Self {
        let client = Client::builder().no_proxy().timeout(Duration::from_secs(20)).build().unwrap();
        Self { fake: Fake::start().await, client }
    }

    fn url(&self, method: &str) -> String {
        format!("{}/bot{TOKEN}/{method}", self.fake.url())
    }

    async fn tries(&self, method: &str, params: Value) -> Result<Response, reqwest::Error> {
        self.client.post(self.url(method)).json(&params).send().await
    }

    /// The whole answer.
    async fn calls(&self, method: &str, params: Value) -> Value {
        self.tries(method, params).await.unwrap().json().await.unwrap()
    }

    async fn gets(&self, method: &str, params: Value) -> Value {
        let answer = self.calls(method, params).await;
        assert_eq!(answer["ok"], true, "{answer}");
        answer["result"].clone()
    }

    async fn refused(&self, method: &str, params: Value) -> String {
        let answer = self.calls(method, params).await;
        assert_eq!(answer["ok"], false, "{answer}");
        format!("{} {}", answer["error_code"], answer["description"].as_str().unwrap())
    }

    fn breaches(&self) -> usize {
        self.fake.look().breaches.len()
    }
}

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn updates_stay_until_an_offset_above_them_is_named() {
    let world = World::new().await;
    let ana = world.fake.person(100, "Ana", "pt");
    ana.starts("abc");
    ana.says("olá");
    ana.says("bom dia");
    let all = ids(&world.gets("getUpdates", json!({})).await);
    assert_eq!(all.len(), 3);
    assert_eq!(ids(&world.gets("GETUPDATES", json!({"limit": 2})).await), all[..2]);
    assert_eq!(ids(&world.gets("getUpdates", json!({"offset": all[1]})).await), all[1..]);
    assert_eq!(world.gets("getUpdates", json!({"offset": all[2] + 1})).await, json!([]));
    assert!(world.fake.look().updates.all.iter().all(|update| update.is_acknowledged && update.handed > 0));
    world.fake.expect_no_breach();
    // What was never handed out must not be confirmed.
    ana.says("adeus");
    world.gets("getUpdates", json!({"offset": all[2] + 2})).await;
    assert_eq!(world.breaches(), 1);
}

#[tokio::test]
async fn a_poll_waits_for_what_comes_and_ends_when_another_begins() {
    let world = World::new().await;
    let ana = world.fake.person(100, "Ana", "pt");
    let poll = || tokio::spawn(world.client.post(world.url("getUpdates")).json(&json!({"timeout": 50})).send());
    let first = poll();
    world.fake.until("a poll", |state| (state.updates.poll == 1).then_some(())).await;
    let second = poll();
    assert_eq!(first.await.unwrap().unwrap().status(), 409);
    ana.starts("");
    let got: Value = second.await.unwrap().unwrap().json().await.unwrap();
    assert_eq!(got["result"][0]["message"]["text"], "/start");
    world.gets("setWebhook", json!({"url": "http://127.0.0.1:1/x"})).await;
    assert!(world.refused("getUpdates", json!({})).await.starts_with("409 Conflict: can't use getUpdates"));
    world.gets("deleteWebhook", json!({})).await;
    world.fake.expect_no_breach();
}

#[tokio::test]
async fn wrong_messages_are_refused_and_noted() {
    let world = World::new().await;
    let ana = world.fake.person(100, "Ana", "pt");
    let send = |params: Value| world.refused("sendMessage", params);
    assert!(send(json!({"chat_id": 100, "text": "x"})).await.contains("chat not found"), "nobody pressed Start");
    ana.starts("");
    let button = |data: &str| json!({"inline_keyboard": [[{"text": "Sim", "callback_data": data}]]});
    let wrong = [
        (json!({"chat_id": 101, "text": "x"}), "chat not found"),
        (json!({"chat_id": 100, "text": "  "}), "message text is empty"),
        (json!({"chat_id": 100, "text": "😀".repeat(2049)}), "message is too long"),
        (json!({"chat_id": 100, "text": "x", "message_thread_id": 9}), "message thread not found"),
        (json!({"chat_id": 100, "text": "x", "reply_markup": button(&"d".repeat(65))}), "BUTTON_DATA_INVALID"),
        (json!({"chat_id": 100, "text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}), "entit"),
        (json!({"chat_id": 100, "text": "😀", "entities": [{"type": "bold", "offset": 1, "length": 1}]}), "entit"),
        (json!({"chat_id": 100, "text": "<b>x", "parse_mode": "HTML"}), "can't parse entities"),
        (json!({"chat_id": 100, "text": "<x>x</x>", "parse_mode": "HTML"}), "can't parse entities"),
    ];
    for (noted, (params, told)) in wrong.into_iter().enumerate() {
        let refusal = send(params).await;
        assert!(refusal.starts_with("400 ") && refusal.contains(told), "{refusal}");
        assert_eq!(world.breaches(), noted + 2);
    }
    let breaches = world.breaches();
    assert_eq!(world.refused("sendDice", json!({"chat_id": 100})).await, "404 Not Found");
    world.gets("sendMessage", json!({"chat_id": 100, "text": "😀".repeat(2048), "tekst": 1})).await;
    assert_eq!(world.breaches(), breaches + 2, "a method and a parameter that are not there");
    let other = world.url("getMe").replace(TOKEN, "1:x");
    assert_eq!(world.client.get(other).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn messages_are_sent_edited_and_tapped() {
    let world = World::new().await;
    let ana = world.fake.person(100, "Ana", "pt");
    ana.starts("");
    let markup = json!({"inline_keyboard": [[{"text": "Sim", "callback_data": "p1.1"}]]});
    let sent = world
        .gets(
            "SendMessage",
            json!({"chat_id": 100, "text": "<b>Sim</b> &lt;", "parse_mode": "HTML", "reply_markup": markup}),
        )
        .await;
    let id = sent["message_id"].as_i64().unwrap();
    assert_eq!(ana.sees(0, &["Sim <"]).await.id, id);
    let tap = ana.taps(100, id, "Sim");
    ana.taps_again(&tap);
    let got = world.gets("getUpdates", json!({"allowed_updates": ["message", "callback_query"]})).await;
    assert_eq!(got[1]["callback_query"]["id"], got[2]["callback_query"]["id"]);
    assert_eq!(got[1]["callback_query"]["data"], "p1.1");
    world.gets("answerCallbackQuery", json!({"callback_query_id": tap, "text": "Recebido"})).await;
    assert!(world.refused("answerCallbackQuery", json!({"callback_query_id": tap})).await.contains("too old"));
    let edit = json!({"chat_id": 100, "message_id": id, "text": "Feito"});
    world.gets("editMessageText", edit.clone()).await;
    assert!(world.refused("editMessageText", edit).await.contains("message is not modified"));
    let gone = json!({"chat_id": 100, "message_id": 999, "text": "Feito"});
    assert!(world.refused("editMessageText", gone).await.contains("message to edit not found"));
    let effects: Vec<What> = world.fake.look().effects.iter().map(|effect| effect.what).collect();
    assert_eq!(effects, [What::Sent, What::Edited]);
    ana.blocks();
    assert!(world.refused("sendMessage", json!({"chat_id": 100, "text": "x"})).await.starts_with("403 Forbidden"));
    world.fake.expect_no_breach();
}

#[tokio::test]
async fn files_go_both_ways() {
    let world = World::new().await;
    let ana = world.fake.person(100, "Ana", "pt");
    ana.starts("");
    let part = multipart::Part::bytes(b"\xff\xd8 a photo\r\n--".to_vec()).file_name("ecra.jpg");
    let form = multipart::Form::new().text("chat_id", "100").text("caption", "o ecrã").part("photo", part);
    let sent = world.client.post(world.url("sendPhoto")).multipart(form).send().await.unwrap();
    let sent: Value = sent.json().await.unwrap();
    let photo = sent["result"]["photo"][1]["file_id"].as_str().unwrap();
    let file = world.gets("getFile", json!({"file_id": photo})).await;
    let url = format!("{}/file/bot{TOKEN}/{}", world.fake.url(), file["file_path"].as_str().unwrap());
    assert_eq!(&world.client.get(url).send().await.unwrap().bytes().await.unwrap()[..], b"\xff\xd8 a photo\r\n--");
    world.gets("sendPhoto", json!({"chat_id": 100, "photo": photo})).await;
    ana.sends(100, "document", b"large", "");
    world.fake.change(|state| state.files.values_mut().for_each(|file| file.says_size = 21 << 20));
    assert_eq!(world.refused("getFile", json!({"file_id": photo})).await, "400 Bad Request: file is too big");
    world.fake.expect_no_breach();
}

#[tokio::test]
async fn groups_have_topics_and_move() {
    let world = World::new().await;
    let bene = world.fake.person(200, "Bene", "pt");
    world.fake.forum(-1005, "Agentes");
    bene.adds_bot(-1005, Standing::Administrator);
    let topic = world.gets("createForumTopic", json!({"chat_id": -1005, "name": "BL-10"})).await;
    let thread = topic["message_thread_id"].as_i64().unwrap();
    let send = json!({"chat_id": -1005, "text": "x", "message_thread_id": thread});
    world.gets("sendMessage", send.clone()).await;
    let rename = json!({"chat_id": -1005, "message_thread_id": thread, "name": "BL-10 ✓"});
    world.gets("editForumTopic", rename.clone()).await;
    assert!(world.refused("editForumTopic", rename).await.contains("TOPIC_NOT_MODIFIED"));
    world.fake.deletes_topic(-1005, thread);
    assert!(world.refused("sendMessage", send).await.contains("message thread not found"));

    world.fake.group(-7, "Ariel");
    bene.adds_bot(-7, Standing::Member);
    bene.says_in(-7, "isto não é para o robô");
    bene.says_in(-7, "/link X");
    world.fake.migrates(-7, -1007, false);
    let answer = world.calls("sendMessage", json!({"chat_id": -7, "text": "x"})).await;
    assert_eq!(answer["parameters"]["migrate_to_chat_id"], -1007);
    let got = world.gets("getUpdates", json!({})).await;
    let messages: Vec<&Value> = got.as_array().unwrap().iter().filter_map(|update| update.get("message")).collect();
    assert_eq!(messages.len(), 3, "privacy: {messages:?}");
    assert_eq!(messages[1]["migrate_to_chat_id"], -1007);
    assert_eq!(messages[2]["migrate_from_chat_id"], -7);
    world.fake.expect_no_breach();
}

#[tokio::test]
async fn misfortunes_come_before_the_effect_and_after_it() {
    let world = World::new().await;
    world.fake.person(100, "Ana", "pt").starts("");
    let sent = || world.fake.look().effects.len();
    let send = || world.tries("sendMessage", json!({"chat_id": 100, "text": "x"}));
    let before = [Fault::Status(500), Fault::TooMany(7), Fault::refused(400, "Bad Request: x"), Fault::Closed];
    for fault in before {
        world.fake.next("sendMessage", fault.clone());
        let answer = send().await;
        assert_eq!((answer.is_err(), sent()), (fault == Fault::Closed, 0), "{fault:?}");
    }
    for (nth, fault) in [Fault::AnswerLost, Fault::Truncated, Fault::Garbage].into_iter().enumerate() {
        world.fake.next("sendMessage", fault.clone());
        let is_json = match send().await {
            Ok(answer) => answer.json::<Value>().await.is_ok(),
            Err(_) => false,
        };
        assert_eq!((is_json, sent()), (false, nth + 1), "{fault:?}");
    }
    world.fake.always("sendMessage", Some(Fault::Unsaid));
    let waits =
        tokio::spawn(world.client.post(world.url("sendMessage")).json(&json!({"chat_id": 100, "text": "x"})).send());
    world.fake.until("the effect", |state| (state.effects.len() == 4).then_some(())).await;
    waits.abort();
    world.fake.always("sendMessage", None);
    world.fake.goes_down().await;
    assert!(send().await.unwrap_err().is_connect());
    world.fake.comes_up().await;
    assert!(send().await.unwrap().status().is_success());
}

#[tokio::test]
async fn limits_are_those_that_are_published() {
    let world = World::new().await;
    let ana = world.fake.person(100, "Ana", "pt");
    ana.starts("");
    world.fake.change(|state| state.limits = Some(bot_api::limits::Limits::default()));
    let send = || world.calls("sendMessage", json!({"chat_id": 100, "text": "x"}));
    for _ in 0..3 {
        assert_eq!(send().await["ok"], true);
    }
    let over = send().await;
    assert_eq!(over["error_code"], 429);
    assert!((1..=3).contains(&over["parameters"]["retry_after"].as_i64().unwrap()), "{over}");
    assert_eq!(world.fake.look().limits.as_ref().unwrap().exceeded, 1);
}
