//! The same users over HTTP: a real listener on the loopback, one kept connection a user, one request a turn.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use balcao::{
    bots::web,
    core::{
        chat::Body,
        invite::{self, Gift, Invitation},
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
    sync::Barrier,
};

use crate::{
    hall::Hall,
    user::{self, Figures, User},
};

/// Serves on one thread and lets the users run on another. Everybody signs in, enrols and files once before the
/// time is taken: people sign in once and report often.
pub fn run(url: &str, users: usize, time: Duration) -> Figures {
    let server = super::runtime(1);
    let files = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (hall, address) = server.block_on(async {
        let hall = Hall::open(url).await;
        let door = Door::new(hall.entrance.clone(), Vault::in_folder(files.path()).expect("a vault"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        // Each stands for many people: none is to be held back.
        let config = web::WebConfig { rates: web::RateLimits::for_burst(u32::MAX), ..web::WebConfig::default() };
        let app = web::router(door, config).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        (hall, address)
    });
    let clients = super::runtime(1);
    let figures = clients.block_on(crowd(&hall, address, users, time));
    drop((hall, server));
    figures
}

async fn crowd(hall: &Hall, address: SocketAddr, users: usize, time: Duration) -> Figures {
    let ready = Arc::new(Barrier::new(users + 1));
    let tasks: Vec<_> = codes(hall, users)
        .await
        .into_iter()
        .map(|code| {
            let ready = Arc::clone(&ready);
            tokio::spawn(async move {
                let mut client = Client::sign_in(address, &code).await;
                client.dialog(&mut Figures::default(), None).await;
                ready.wait().await;
                client.report_until(Instant::now() + time).await
            })
        })
        .collect();
    ready.wait().await;
    let (start, cpu) = (Instant::now(), user::cpu_us());
    let mut figures = Figures::default();
    for task in tasks {
        figures.add(task.await.expect("a user"));
    }
    figures.elapsed = start.elapsed();
    figures.cpu_us = user::cpu_us() - cpu;
    figures
}

/// One-time codes, made beforehand.
async fn codes(hall: &Hall, count: usize) -> Vec<String> {
    let mut tx = hall.entrance.shared.store.begin().await.expect("a transaction");
    let mut codes = Vec::with_capacity(count);
    for number in 0..count {
        let code = format!("c{number}");
        let invitation = Invitation::once(Gift::role(Role::Reporter, None), wall_clock() + 3_600_000);
        invite::create(&mut tx, &code, &invitation).await.expect("a code");
        codes.push(code);
    }
    tx.commit().await.expect("a commit");
    codes
}

/// A signed-in page.
struct Client {
    link: Link,
    token: String,
    user: User,
    after: i64,
    turn: u32,
}

impl Client {
    async fn sign_in(address: SocketAddr, code: &str) -> Self {
        let mut link = Link { stream: TcpStream::connect(address).await.expect("a connection"), buffer: Vec::new() };
        let token = format!("{code:0>43}");
        link.post("/api/enter", &token, &json!({ "code": code, "token": token })).await;
        Self { link, token, user: User::new(0), after: 0, turn: 0 }
    }

    async fn report_until(mut self, until: Instant) -> Figures {
        let mut figures = Figures::default();
        while Instant::now() < until {
            self.user.again();
            self.dialog(&mut figures, Some(until)).await;
            figures.dialogs += u64::from(self.user.is_done());
        }
        figures
    }

    /// One report to its reference.
    async fn dialog(&mut self, figures: &mut Figures, until: Option<Instant>) {
        while !self.user.is_done() && until.is_none_or(|until| Instant::now() < until) {
            self.turn += 1;
            let mut request = json!({ "key": format!("k{}", self.turn), "after": self.after, "sent_at": 0 });
            match self.user.next_body() {
                Body::Start { .. } => request["start"] = json!(true),
                Body::Tap { token } => request["tap"] = json!(token),
                Body::Message { text, .. } => request["text"] = json!(text),
                Body::Form { .. }
                | Body::Edited { .. }
                | Body::Place { .. }
                | Body::Contact { .. }
                | Body::Sign { .. }
                | Body::Standing { .. }
                | Body::Moved { .. }
                | Body::Deleted { .. }
                | Body::Due { .. } => unreachable!("users open, write and tap"),
            }
            let asked = Instant::now();
            let answer = self.link.post("/api/messages", &self.token, &request).await;
            figures.turn(asked.elapsed());
            read(&mut self.user, &answer, &mut self.after);
        }
    }
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
