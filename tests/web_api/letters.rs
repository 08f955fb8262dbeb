//! Finding letters, reading around one of them, and seeing that somebody writes.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    Client, read,
    seats::{enter, opens, reports, says, set},
    seqs,
    served::Served,
};

impl Client {
    async fn finds(&self, query: &str) -> Value {
        let (status, found) = read(self.ask(Method::GET, &format!("/api/search?{query}"))).await;
        assert_eq!(status, StatusCode::OK, "{found}");
        found
    }

    async fn past(&self, query: &str) -> Value {
        let (status, mail) = read(self.ask(Method::GET, &format!("/api/history?{query}"))).await;
        assert_eq!(status, StatusCode::OK, "{mail}");
        mail
    }
}

#[tokio::test]
async fn words_are_found_without_accents_and_case() {
    let served = Served::plain().await;
    let (client, _) = enter(&served, "martine", 'a').await;
    says(&client, "k1", "/ajuda A impressão da Farmácia não SAI").await;
    for query in ["q=impressao", "q=farm%C3%A1cia%20impressao", "q=NAO+sai", "q=%22impressa"] {
        let found = client.finds(query).await;
        assert_eq!(found["letters"].as_array().map(Vec::len), Some(1), "{query}: {found}");
        assert_eq!((&found["letters"][0]["echo"]["mine"], &found["more"]), (&json!(true), &json!(false)));
    }
    for query in ["q=impressora", "q=farmacia%20fechada", "q=", "q=%20.", "q=impressao&before=1"] {
        assert_eq!(client.finds(query).await["letters"], json!([]), "{query}");
    }
    let (status, _) = read(client.ask(Method::GET, &format!("/api/search?q={}", "a".repeat(201)))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn of_a_card_only_the_newest_is_found() {
    let served = Served::plain().await;
    let (room, _) = enter(&served, "bene", 'a').await;
    let (nurse, _) = enter(&served, "martine", 'n').await;
    let reference = reports(&nurse).await;
    says(&room, "k1", &format!("/assumir {reference}")).await;
    let past = room.past("").await;
    let letters = past["letters"].as_array().expect("letters");
    let slot = letters
        .iter()
        .filter_map(|letter| letter["slot"].as_str())
        .find(|slot| letters.iter().filter(|letter| letter["slot"] == *slot).count() > 1);
    let slot = slot.expect("a card that has changed");
    let cards: Vec<i64> =
        letters.iter().filter(|letter| letter["slot"] == slot).filter_map(|letter| letter["seq"].as_i64()).collect();
    let newest = *cards.last().expect("a card");
    let found = seqs(&room.finds(&format!("q={reference}")).await);
    let shown: Vec<&i64> = found.iter().filter(|seq| cards.contains(seq)).collect();
    assert_eq!(shown, [&newest]);
    assert!(found.is_sorted_by(|one, next| one > next), "the newest first: {found:?}");
    let older = seqs(&room.finds(&format!("q={reference}&before={newest}")).await);
    assert!(older.iter().all(|seq| !cards.contains(seq)), "{older:?} of {cards:?}");
}

#[tokio::test]
async fn a_search_goes_back_page_by_page_and_not_for_ever() {
    let served = Served::plain().await;
    let (client, seat) = enter(&served, "martine", 'a').await;
    let address = format!("web:balcao:{}", seat["chat"].as_str().expect("a chat"));
    let letters = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5100)
        insert into outbox (id, address, class, seq, platform, in_thread, line, locale, body, state, due_at, attempts,
         created_at)
        select i, 'ADDRESS', 0, i, 'web', 0, '', 'pt',
         '{\"text\":\"' || case when i in (50, 200) then 'agulha' else 'palha ' || (i % 100) end || '\"}',
         'mailbox', 1, 0, 1 from n";
    set(&served, &letters.replace("ADDRESS", &address)).await;
    assert_eq!(seqs(&client.finds("q=agulha").await), [200], "the oldest letters are not looked at");
    let first = client.finds("q=palha%2099").await;
    assert_eq!((seqs(&first).len(), &first["more"]), (20, &json!(true)));
    assert_eq!(seqs(&first)[..2], [5099, 4999]);
    let next = client.finds("q=palha%2099&before=3199").await;
    assert_eq!((seqs(&next)[0], seqs(&next).len(), &next["more"]), (3099, 20, &json!(true)));

    // Half before it, itself, half after.
    assert_eq!(seqs(&client.past("around=2000&limit=6").await), (1997..=2002).collect::<Vec<_>>());
    assert_eq!(seqs(&client.past("around=2&limit=6").await), (1..=4).collect::<Vec<_>>());
    assert_eq!(seqs(&client.past("around=5100&limit=6").await), (5097..=5100).collect::<Vec<_>>());
    assert_eq!(seqs(&client.past("around=9999&limit=2").await), [5100]);
    assert_eq!(seqs(&client.past("around=-9223372036854775808&limit=1").await), [1]);
}

#[tokio::test]
async fn a_room_sees_who_is_writing() {
    let served = Served::plain().await;
    let (bene, seat) = enter(&served, "bene", 'a').await;
    let (lurdes, _) = enter(&served, "lurdes", 'b').await;
    let typing = async |client: &Client| client.ask(Method::POST, "/api/typing").json(&json!({})).send().await;
    let now = async |client: &Client| read(client.ask(Method::GET, "/api/messages?after=0")).await.1["typing"].clone();
    assert_eq!(now(&lurdes).await, json!([]));

    // Whoever waits is told before there is any letter.
    let mut waiting = tokio::spawn(read(lurdes.ask(Method::GET, "/api/messages?after=0&wait=25")));
    let told = loop {
        let signal = typing(&bene).await.expect("an answer").status();
        assert!(matches!(signal, StatusCode::NO_CONTENT | StatusCode::TOO_MANY_REQUESTS), "{signal}");
        if let Ok(told) = tokio::time::timeout(Duration::from_millis(500), &mut waiting).await {
            break told.expect("a task").1;
        }
    };
    assert_eq!((&told["letters"], &told["typing"]), (&json!([]), &json!([seat["name"]])));
    assert_eq!(now(&bene).await, json!([]), "not oneself");

    // What was written is sent; nothing of it was ever a letter.
    assert_eq!(now(&lurdes).await, json!([seat["name"]]));
    says(&bene, "k1", "/ajuda").await;
    assert_eq!(now(&lurdes).await, json!([]));
    assert_eq!(lurdes.finds("q=typing").await["letters"], json!([]));

    // A private chat has nobody else.
    let (alone, _, _) = opens(&bene, seat["others"][0]["chat"].as_str().expect("a chat"), 'c').await;
    assert_eq!(typing(&alone).await.expect("an answer").status(), StatusCode::NO_CONTENT);
    assert_eq!(now(&alone).await, Value::Null);
    assert_eq!(now(&lurdes).await, json!([]));
}
