//! The conversations of one person, leaving on one device or on all, and codes for further devices.

use balcao::core::{person::Role, seat};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{Client, read, served::Served};

/// In milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// Whoever of the sample, signed in with a token of this letter, and what the answer said.
pub async fn enter(served: &Served, who: &str, token: char) -> (Client, Value) {
    let client = Client::new(&served.base, token);
    let (status, seat) = client.enters(&served.code_for(who).await).await;
    assert_eq!(status, StatusCode::OK, "{seat}");
    (client, seat)
}

/// Another conversation of the same person, with a token of its own.
pub async fn opens(client: &Client, chat: &str, token: char) -> (Client, StatusCode, Value) {
    let other = Client::new(&client.base, token);
    let form = json!({"chat": chat, "token": other.token});
    let (status, body) = read(client.ask(Method::POST, "/api/seats").json(&form)).await;
    (other, status, body)
}

async fn me(client: &Client) -> (StatusCode, Value) {
    read(client.ask(Method::GET, "/api/me")).await
}

/// Says something, and returns what was answered.
pub async fn says(client: &Client, key: &str, text: &str) -> String {
    let (status, mail) = client.says(json!({"key": key, "after": 0, "sent_at": 1, "text": text})).await;
    assert_eq!((status, &mail["received"]), (StatusCode::OK, &json!("done")), "{mail}");
    let letters = mail["letters"].as_array().into_iter().flatten();
    letters.filter_map(|letter| letter["text"].as_str()).collect::<Vec<_>>().join("\n")
}

/// Reports something, always with the first choice; returns the reference.
pub async fn reports(client: &Client) -> String {
    let mut next = json!({"text": "/novo"});
    for turn in 0..20 {
        next["key"] = json!(format!("report-{turn}"));
        next["after"] = json!(0);
        next["sent_at"] = json!(turn);
        let (status, mail) = client.says(next).await;
        assert_eq!(status, StatusCode::OK);
        let letter = mail["letters"].as_array().and_then(|all| all.last().cloned()).expect("a letter");
        let said = letter["text"].as_str().unwrap_or_default();
        if let Some(at) = said.find("BL-") {
            return said[at..at + 8].to_owned();
        }
        let is_forward = |label: &Value| !matches!(label.as_str(), Some("Voltar" | "Cancelar"));
        let buttons = letter["buttons"].as_array().into_iter().flatten();
        let forward = buttons.into_iter().find(|button| is_forward(&button["label"]));
        next = forward.map_or(json!({"text": "A impressora está muda"}), |button| json!({"tap": button["token"]}));
    }
    panic!("the report does not end")
}

#[tokio::test]
async fn an_agent_has_the_room_and_a_private_chat() {
    let served = Served::plain().await;
    let (room, seat) = enter(&served, "bene", 'a').await;
    let person = seat["person"].as_str().expect("a person").to_owned();
    let private = person.replace('u', "p");
    assert_eq!((&seat["chat"], &seat["purpose"]), (&json!("agents"), &json!("agents")));
    assert_eq!(seat["others"], json!([{"chat": private, "purpose": "private", "is_group": false}]));

    // The other conversation has a token of its own; the same again is the same seat.
    let (alone, status, opened) = opens(&room, &private, 'b').await;
    assert_eq!((status, &opened["chat"], &opened["person"]), (StatusCode::OK, &json!(private), &json!(person)));
    assert_eq!(opened["others"], json!([{"chat": "agents", "purpose": "agents", "is_group": true}]));
    assert_eq!(opens(&room, &private, 'b').await.1, StatusCode::OK);
    assert_eq!(me(&alone).await, (StatusCode::OK, opened));
    assert_eq!(opens(&alone, "agents", 'b').await.1, StatusCode::NOT_FOUND, "a token is bound once");
    assert_eq!(opens(&alone, "agents", 'c').await.1, StatusCode::OK);

    // What is for the agent alone arrives there, whoever writes in which room.
    let (nurse, _) = enter(&served, "martine", 'n').await;
    let reference = reports(&nurse).await;
    let (lurdes, _) = enter(&served, "lurdes", 'l').await;
    says(&lurdes, "assign", &format!("/atribuir {reference} Benedito")).await;
    // It comes once it cannot be taken back any more.
    let (_, mail) = read(alone.ask(Method::GET, "/api/messages?after=0&wait=25")).await;
    assert!(mail.to_string().contains(&reference), "{mail}");
    assert!(says(&alone, "queue", "/fila minha").await.contains(&reference));
}

#[tokio::test]
async fn a_focal_point_works_in_private_too() {
    let served = Served::plain().await;
    let (group, seat) = enter(&served, "focal_ariel", 'a').await;
    assert_eq!((&seat["purpose"], &seat["is_group"]), (&json!("partner"), &json!(true)));
    let private = seat["others"][0]["chat"].as_str().expect("a private chat");
    let (alone, status, _) = opens(&group, private, 'b').await;
    assert_eq!(status, StatusCode::OK);
    for command in ["/fila", "/convidar"] {
        assert!(says(&group, &command[1..], command).await.contains("Aqui não é possível"), "{command}");
    }
    assert!(says(&alone, "queue", "/fila").await.contains("Fila"));
    let invited = says(&alone, "invite", "/convidar").await;
    assert!(invited.contains("Unidade Sanitária"), "{invited}");
}

#[tokio::test]
async fn what_is_not_theirs_is_not_there() {
    let served = Served::plain().await;
    let (bene, agent) = enter(&served, "bene", 'a').await;
    let (ana, nurse) = enter(&served, "martine", 'n').await;
    let agents_own = agent["others"][0]["chat"].as_str().expect("a chat");
    let nurses_own = nurse["chat"].as_str().expect("a chat");
    assert_eq!(nurse["others"], json!([]));
    for chat in [agents_own, "agents", "partner-1", "p1", "p", "", "web:balcao:agents", "../agents"] {
        let (_, status, body) = opens(&ana, chat, 'x').await;
        assert_eq!((status, &body["error"]), (StatusCode::NOT_FOUND, &json!("not_found")), "{chat}");
    }
    assert_eq!(opens(&bene, nurses_own, 'x').await.1, StatusCode::NOT_FOUND);
    assert_eq!(opens(&bene, "partner-1", 'x').await.1, StatusCode::NOT_FOUND);
    // Nor does anybody get at a seat by naming its token.
    assert_eq!(opens(&ana, nurses_own, 'a').await.1, StatusCode::NOT_FOUND);

    let (bene_alone, status, _) = opens(&bene, agents_own, 'b').await;
    assert_eq!(status, StatusCode::OK);
    says(&ana, "k1", "/ajuda canary-of-the-nurse").await;
    says(&bene_alone, "k1", "/ajuda canary-of-the-agent").await;
    for (client, foreign) in [(&bene_alone, "canary-of-the-nurse"), (&ana, "canary-of-the-agent"), (&bene, "canary")] {
        for path in ["/api/messages?after=0", "/api/history", "/api/history?around=1", "/api/search?q=canary"] {
            let (status, mail) = read(client.ask(Method::GET, path)).await;
            assert_eq!(status, StatusCode::OK);
            assert!(!mail.to_string().contains(foreign), "{path}: {mail}");
        }
    }
}

/// Whoever was blocked or has left opens nothing, gets no code, and does not come in with one that was made before.
#[tokio::test]
async fn whoever_is_not_here_opens_nothing() {
    for column in ["blocked_at", "left_at"] {
        let served = Served::plain().await;
        let (room, seat) = enter(&served, "bene", 'a').await;
        let private = seat["others"][0]["chat"].as_str().expect("a chat").to_owned();
        let code = served.code_for("bene").await;
        set(&served, &format!("update person set {column} = 1 where id = {}", &private[1..])).await;
        assert_eq!(opens(&room, &private, 'b').await.1, StatusCode::NOT_FOUND);
        assert_eq!(read(room.ask(Method::POST, "/api/devices")).await.0, StatusCode::NOT_FOUND);
        assert_eq!(me(&room).await.1["others"], json!([]));
        let back = Client::new(&served.base, 'c');
        let (status, seat) = back.enters(&code).await;
        if column == "blocked_at" {
            assert_eq!((status, &seat["error"]), (StatusCode::FORBIDDEN, &json!("bad_code")));
        } else {
            // They come back in private, with all that they had once they have written.
            assert_eq!((status, &seat["chat"], &seat["others"]), (StatusCode::OK, &json!(private), &json!([])));
            says(&back, "k1", "Bom dia").await;
            assert_eq!(me(&back).await.1["others"][0]["chat"], "agents");
            assert_eq!(opens(&back, "agents", 'd').await.1, StatusCode::OK);
        }
    }
}

pub async fn set(served: &Served, sql: &str) {
    let mut tx = served.store.begin().await.expect("a transaction");
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await.expect("a statement");
    tx.commit().await.expect("a commit");
}

async fn count(served: &Served, sql: &'static str) -> i64 {
    let row = sqlx::query(sql).fetch_one(served.store.reader()).await.expect("a row");
    sqlx::Row::get(&row, 0)
}

const REACHED: &str = "select count(*) from contact where reachable = 1";

#[tokio::test]
async fn one_device_is_left_or_all_are() {
    let served = Served::plain().await;
    let (room, seat) = enter(&served, "bene", 'a').await;
    let private = seat["others"][0]["chat"].as_str().expect("a chat").to_owned();
    let (alone, _, _) = opens(&room, &private, 'b').await;
    let (tablet, _) = enter(&served, "bene", 'c').await;
    let (nurse, _) = enter(&served, "martine", 'n').await;
    set(
        &served,
        &format!(
            "insert into contact (contact_key, person_id, address, reachable, last_used_at)
             values ('telegram:bot|7', {}, 'telegram:bot:7', 1, 1)",
            &private[1..]
        ),
    )
    .await;

    // One device: the others stay, and so does what is written there.
    for body in ["", "{}"] {
        let (device, _) = enter(&served, "bene", 'd').await;
        let left = device.ask(Method::POST, "/api/leave").body(body).send().await.expect("an answer");
        assert_eq!(left.status(), StatusCode::NO_CONTENT);
        assert_eq!(me(&device).await.0, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(me(&tablet).await.0, StatusCode::OK);
    assert_eq!(count(&served, REACHED).await, 3);

    // All of them, at once: also a poll that waits is answered as signed out.
    let waiting = tokio::spawn(alone.ask(Method::GET, "/api/messages?after=0&wait=25").send());
    let form = json!({"everywhere": true});
    let left = room.ask(Method::POST, "/api/leave").json(&form).send().await.expect("an answer");
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    for client in [&room, &alone, &tablet] {
        assert_eq!(me(client).await, (StatusCode::UNAUTHORIZED, json!({"error": "signed_out"})));
    }
    assert_eq!(me(&nurse).await.0, StatusCode::OK);
    assert_eq!(waiting.await.expect("a task").expect("an answer").status(), StatusCode::UNAUTHORIZED);
    // On the web nobody reads for them any more; elsewhere they are reached as before, and here when they are back.
    assert_eq!(count(&served, REACHED).await, 2);
    assert_eq!(count(&served, "select reachable from contact where contact_key like 'telegram%'").await, 1);
    enter(&served, "bene", 'e').await;
    assert_eq!(count(&served, REACHED).await, 3);
}

#[tokio::test]
async fn a_sign_in_ends_when_nobody_uses_it() {
    let served = Served::plain().await;
    let (phone, _) = enter(&served, "martine", 'a').await;
    let (other, _) = enter(&served, "bene", 'b').await;
    let now = balcao::serve::wall_clock();
    let mut tx = served.store.begin().await.expect("a transaction");
    assert_eq!(seat::expire(&mut tx, now + 179 * DAY).await.expect("a statement"), 0);
    let (hash, now) = (seat::hash(&phone.token), now + 100 * DAY);
    seat::note_use(&mut tx, &hash, now).await.expect("a statement");
    assert!(seat::load(&mut tx, now + 179 * DAY, &hash).await.expect("a row").is_some());
    assert!(seat::load(&mut tx, now + 180 * DAY, &hash).await.expect("a row").is_none());
    assert_eq!(seat::expire(&mut tx, now + 179 * DAY).await.expect("a statement"), 1, "only the other one");
    tx.commit().await.expect("a commit");
    assert_eq!(count(&served, "select count(*) from web_session").await, 1);
    assert_eq!(count(&served, REACHED).await, 1);
    drop(other);
}

#[tokio::test]
async fn a_further_device_comes_in_with_a_code() {
    let served = Served::plain().await;
    let (room, seat) = enter(&served, "bene", 'a').await;
    let (status, device) = read(room.ask(Method::POST, "/api/devices")).await;
    assert_eq!((status, &device["seconds"]), (StatusCode::OK, &json!(600)));
    let code = device["code"].as_str().expect("a code");
    let url = device["url"].as_str().expect("a link");
    assert!(url.ends_with(&format!("/#code={code}")), "{url}");
    let rows: Vec<&str> = device["qr"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(rows.iter().all(|row| row.len() == rows.len() && row.bytes().all(|byte| matches!(byte, b'0' | b'1'))));
    let side = rows.len() * 4;
    let dark = |x: usize, y: usize| if rows[y / 4].as_bytes()[x / 4] == b'1' { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, dark);
    assert_eq!(picture.detect_grids()[0].decode().expect("a QR code").1, url);

    let phone = Client::new(&served.base, 'b');
    let (status, again) = phone.enters(code).await;
    assert_eq!((status, &again["person"], &again["chat"]), (StatusCode::OK, &seat["person"], &json!("agents")));
    let thief = Client::new(&served.base, 'c');
    assert_eq!(thief.enters(code).await.0, StatusCode::FORBIDDEN, "once");

    // Five an hour and person, whichever seat asks.
    for _ in 0..4 {
        assert_eq!(read(phone.ask(Method::POST, "/api/devices")).await.0, StatusCode::OK);
    }
    let (status, refused) = read(room.ask(Method::POST, "/api/devices")).await;
    assert_eq!((status, &refused["error"]), (StatusCode::TOO_MANY_REQUESTS, &json!("slow_down")));
    assert!(refused["retry_after_s"].as_i64().is_some_and(|seconds| (1..=3600).contains(&seconds)), "{refused}");
    let (manager, _) = enter(&served, "grace", 'g').await;
    assert_eq!(read(manager.ask(Method::POST, "/api/devices")).await.0, StatusCode::OK);
    assert_eq!(Client::new(&served.base, 'r').enters(&served.invite(Role::Reporter).await).await.0, StatusCode::OK);
}

#[tokio::test]
async fn whoever_leaves_everywhere_leaves_no_code_behind() {
    let served = Served::plain().await;
    let (room, _) = enter(&served, "bene", 'a').await;
    let (_, device) = read(room.ask(Method::POST, "/api/devices")).await;
    let invited = served.code_for("bene").await;
    let form = json!({"everywhere": true});
    let left = room.ask(Method::POST, "/api/leave").json(&form).send().await.expect("an answer");
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    let code = device["code"].as_str().expect("a code");
    assert_eq!(
        Client::new(&served.base, 'b').enters(code).await.0,
        StatusCode::FORBIDDEN,
        "made by whoever had a seat"
    );
    assert_eq!(Client::new(&served.base, 'c').enters(&invited).await.0, StatusCode::OK, "given by the desk");
}

#[tokio::test]
async fn news_goes_where_it_is_read() {
    let served = Served::plain().await;
    let (nurse, seat) = enter(&served, "martine", 'a').await;
    let reference = reports(&nurse).await;
    let (agent, _) = enter(&served, "bene", 'b').await;
    let reply = |text: &str| format!("/responder {reference} {text}");
    let to_telegram = "select count(*) from outbox where address = 'telegram:bot:7' and act_id is not null";
    let person = &seat["person"].as_str().expect("a person")[1..];
    let telegram = format!(
        "insert into contact (contact_key, person_id, address, reachable, last_used_at)
         values ('telegram:bot|7', {person}, 'telegram:bot:7', 1, 1)"
    );
    set(&served, &telegram).await;
    says(&agent, "first", &reply("Bom dia.")).await;
    assert_eq!(count(&served, to_telegram).await, 0, "the chat that the ticket came from");

    let form = json!({"everywhere": true});
    nurse.ask(Method::POST, "/api/leave").json(&form).send().await.expect("an answer");
    says(&agent, "second", &reply("Já está.")).await;
    assert_eq!(count(&served, to_telegram).await, 1, "nobody reads on the web any more");

    let (back, _) = enter(&served, "martine", 'c').await;
    says(&agent, "third", &reply("Adeus.")).await;
    assert_eq!(count(&served, to_telegram).await, 1, "there again");

    // Whoever signs out on their last device, and comes back with a new code only.
    back.ask(Method::POST, "/api/leave").send().await.expect("an answer");
    says(&agent, "fourth", &reply("Até logo.")).await;
    assert_eq!(count(&served, to_telegram).await, 2, "where they are reached");
    let reached = count(&served, REACHED).await;
    agent.ask(Method::POST, "/api/leave").send().await.expect("an answer");
    assert_eq!(count(&served, REACHED).await, reached, "who has no other chat finds the letters when they are back");
}

#[tokio::test]
async fn seats_opened_from_seats_are_so_many_at_most() {
    let served = Served::plain().await;
    let (room, seat) = enter(&served, "bene", 'a').await;
    let private = seat["others"][0]["chat"].as_str().expect("a chat");
    let (kept, _, _) = opens(&room, private, 'b').await;
    let person = &seat["person"].as_str().expect("a person");
    // Old, but not so old that they have ended by themselves.
    let before = balcao::serve::wall_clock() - DAY;
    let older = format!(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 120)
         insert into web_session (token_hash, address, user_key, code_hash, created_at, used_at)
         select 'old ' || i, 'web:balcao:agents', '{person}', '', {before} + i, {before} + i from n"
    );
    set(&served, &older).await;
    let (last, status, _) = opens(&room, private, 'c').await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(count(&served, "select count(*) from web_session where code_hash = ''").await, 100);
    let oldest = count(&served, "select min(used_at) from web_session").await;
    assert_eq!(oldest - before, 23, "the oldest went");
    for client in [&room, &kept, &last] {
        assert_eq!(me(client).await.0, StatusCode::OK);
    }
}

/// A request whose body is still to come.
async fn holds(client: &Client, served: &Served, path: &str, body: &str) -> TcpStream {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        served.address,
        client.token,
        body.len()
    );
    let mut held = TcpStream::connect(served.address).await.expect("a connection");
    held.write_all(head.as_bytes()).await.expect("sent");
    // By then it has been looked at.
    assert_eq!(me(client).await.0, StatusCode::OK);
    held
}

#[tokio::test]
async fn a_request_that_was_held_open_does_nothing_after_leaving() {
    let served = Served::plain().await;
    let (room, seat) = enter(&served, "bene", 'a').await;
    let opens = json!({"chat": seat["others"][0]["chat"], "token": "t".repeat(43)}).to_string();
    let says = json!({"key": "late", "after": 0, "sent_at": 1, "text": "Ainda aqui"}).to_string();
    let mut held = Vec::new();
    for (path, body) in [("/api/seats", &opens), ("/api/messages", &says)] {
        held.push((holds(&room, &served, path, body).await, body));
    }
    let form = json!({"everywhere": true});
    room.ask(Method::POST, "/api/leave").json(&form).send().await.expect("an answer");
    for (mut connection, body) in held {
        connection.write_all(body.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 40"), "{answer}");
    }
    assert_eq!(me(&Client::new(&served.base, 't')).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(count(&served, "select count(*) from inbox where inbox_key like '%late'").await, 0);
}
