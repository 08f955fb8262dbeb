//! The same users over HTTP: a real listener on the loopback, one kept connection a user, one request a turn.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use balcao::{
    bots::web,
    core::{
        chat::Body,
        invite::{self, Gift},
        person::Role,
        vault::Vault,
    },
    door::Door,
    serve::wall_clock,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::{
    hall::Hall,
    user::{self, Figures, User},
};

/// Serves on one thread and lets the users run on another.
pub fn run(url: &str, users: usize, time: Duration) -> Figures {
    let server = super::runtime(1);
    let files = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (hall, address) = server.block_on(async {
        let hall = Hall::open(url).await;
        let door = Door::new(hall.entrance.clone(), Vault::in_folder(files.path()).expect("a vault"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let app = web::router(door, web::WebConfig::default()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        (hall, address)
    });
    let clients = super::runtime(1);
    let figures = clients.block_on(async {
        let _warm = crowd(&hall, address, users, Duration::from_secs(1), 0).await;
        crowd(&hall, address, users, time, 1_000_000).await
    });
    drop((hall, server));
    figures
}

async fn crowd(hall: &Hall, address: SocketAddr, users: usize, time: Duration, first: usize) -> Figures {
    let codes = codes(hall, first, users * 40).await;
    let until = Instant::now() + time;
    let (start, cpu) = (Instant::now(), user::cpu_us());
    let tasks: Vec<_> = codes
        .chunks(40)
        .map(|codes| {
            let codes = codes.to_vec();
            tokio::spawn(async move { client(address, codes, until).await })
        })
        .collect();
    let mut figures = Figures::default();
    for task in tasks {
        figures.add(task.await.expect("a user"));
    }
    figures.elapsed = start.elapsed();
    figures.cpu_us = user::cpu_us() - cpu;
    figures
}

/// One-time codes, made beforehand: signing in is not what is measured.
async fn codes(hall: &Hall, first: usize, count: usize) -> Vec<String> {
    let mut tx = hall.entrance.shared.store.begin().await.expect("a transaction");
    let mut codes = Vec::with_capacity(count);
    for number in 0..count {
        let code = format!("c{}", first + number);
        let gift =
            Gift::Role { role: Role::Reporter, tier: None, partner_id: None, facility_id: None, person_id: None };
        invite::create(&mut tx, &code, &gift, wall_clock() + 3_600_000).await.expect("a code");
        codes.push(code);
    }
    tx.commit().await.expect("a commit");
    codes
}

async fn client(address: SocketAddr, codes: Vec<String>, until: Instant) -> Figures {
    let mut figures = Figures::default();
    let mut link = Link { stream: TcpStream::connect(address).await.expect("a connection"), buffer: Vec::new() };
    for (number, code) in codes.into_iter().enumerate() {
        if Instant::now() >= until {
            break;
        }
        let token = format!("{:0>43}", format!("{code}x{number}"));
        link.post("/api/enter", &token, &json!({ "code": code, "token": token })).await;
        let mut user = User::new(number);
        let mut after = 0;
        let mut turn = 0;
        while !user.is_done() && Instant::now() < until {
            turn += 1;
            let mut request = json!({ "key": format!("k{turn}"), "after": after, "sent_at": 0 });
            match user.next_body() {
                Body::Start { .. } => request["start"] = json!(true),
                Body::Tap { token } => request["tap"] = json!(token),
                Body::Message { text, .. } => request["text"] = json!(text),
                Body::Due { .. } => unreachable!("users have no timers"),
            }
            let asked = Instant::now();
            let answer = link.post("/api/messages", &token, &request).await;
            figures.turn(asked.elapsed());
            read(&mut user, &answer, &mut after);
        }
        figures.dialogs += u64::from(user.is_done());
    }
    figures
}

fn read(user: &mut User, answer: &Value, after: &mut i64) {
    for letter in answer["letters"].as_array().into_iter().flatten() {
        let seq = letter["seq"].as_i64().or_else(|| letter["seq"].as_str()?.parse().ok());
        *after = seq.unwrap_or(*after);
        if letter.get("echo").is_some_and(|echo| !echo.is_null()) {
            continue;
        }
        let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let buttons = letter["buttons"].as_array().into_iter().flatten();
        let buttons = buttons.map(|button| (text(button, "token"), text(button, "label"))).collect();
        user.see(&text(letter, "text"), buttons);
    }
}

/// A kept connection, with as little of HTTP as one's own server needs.
struct Link {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Link {
    async fn post(&mut self, path: &str, token: &str, body: &Value) -> Value {
        let body = body.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await.expect("a written request");
        self.buffer.clear();
        let mut chunk = [0_u8; 8192];
        loop {
            let count = self.stream.read(&mut chunk).await.expect("an answer");
            assert!(count > 0, "the server hung up");
            self.buffer.extend_from_slice(&chunk[..count]);
            if let Some(answer) = whole(&self.buffer) {
                return answer;
            }
        }
    }
}

/// The JSON of an answer, once it is complete.
fn whole(bytes: &[u8]) -> Option<Value> {
    let head_end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..head_end]).ok()?.to_ascii_lowercase();
    let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()?;
    let body = bytes.get(head_end + 4..head_end + 4 + length)?;
    assert!(head.starts_with("http/1.1 200"), "{head}\n{}", String::from_utf8_lossy(body));
    serde_json::from_slice(body).ok()
}
