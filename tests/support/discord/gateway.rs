//! The gateway: HELLO, IDENTIFY, READY, RESUME, heartbeats.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message,
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};

use super::{BOT, Fake, SERVER, TOKEN};

/// So often the client has to be heard of.
const HEARTBEAT_MS: u64 = 1_000;

/// A session, connected or waiting to be resumed.
#[derive(Debug)]
pub struct Session {
    pub id: String,
    seq: u64,
    events: Vec<(u64, Value)>,
    line: Option<mpsc::UnboundedSender<Message>>,
    /// It asked for the words of what is written in servers.
    reads_rooms: bool,
}

impl Session {
    /// What happened, as far as this session may know: without having asked for it, it reads the words of servers only
    /// where they turn to the bot, or are its own.
    pub fn dispatch(&mut self, kind: &str, data: &Value) {
        let is_words = kind.starts_with("MESSAGE_") && data["guild_id"].is_string() && data["content"].is_string();
        let calls = data["mentions"].as_array().is_some_and(|all| all.iter().any(|user| user["id"] == json!(BOT)));
        if !is_words || self.reads_rooms || calls || data["author"]["id"] == json!(BOT) {
            return self.send(kind, data);
        }
        let mut blank = data.clone();
        blank["content"] = "".into();
        for list in ["attachments", "embeds", "components"] {
            blank[list] = json!([]);
        }
        self.send(kind, &blank);
    }

    fn send(&mut self, kind: &str, data: &Value) {
        self.seq += 1;
        let event = json!({"op": 0, "t": kind, "s": self.seq, "d": data});
        self.events.push((self.seq, event.clone()));
        if let Some(line) = &self.line {
            let _gone = line.send(text(&event));
        }
    }

    pub fn is_connected(&self) -> bool {
        self.line.as_ref().is_some_and(|line| !line.is_closed())
    }

    fn is_on(&self, line: &mpsc::UnboundedSender<Message>) -> bool {
        self.line.as_ref().is_some_and(|own| own.same_channel(line))
    }

    /// Sends what is no event.
    pub fn tell(&self, payload: &Value) {
        if let Some(line) = &self.line {
            let _gone = line.send(text(payload));
        }
    }

    pub fn close(&mut self, code: u16) {
        if let Some(line) = self.line.take() {
            let frame = CloseFrame { code: CloseCode::from(code), reason: "".into() };
            let _gone = line.send(Message::Close(Some(frame)));
        }
    }
}

fn text(value: &Value) -> Message {
    Message::Text(value.to_string())
}

pub async fn serve(listener: TcpListener, fake: Fake) {
    loop {
        // A connection that cannot be taken is no reason to take no other.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        let fake = fake.clone();
        tokio::spawn(async move {
            if let Ok(socket) = tokio_tungstenite::accept_async(stream).await {
                connected(socket, fake).await;
            }
        });
    }
}

async fn connected(socket: WebSocketStream<TcpStream>, fake: Fake) {
    let (mut out, mut incoming) = socket.split();
    let (line, mut lines) = mpsc::unbounded_channel::<Message>();
    let mut is_heard = true;
    let _open = line.send(text(&json!({"op": 10, "d": {"heartbeat_interval": HEARTBEAT_MS}})));
    loop {
        let message = tokio::select! {
            sent = lines.recv() => {
                let Some(sent) = sent else { return };
                let is_end = matches!(sent, Message::Close(_));
                if out.send(sent).await.is_err() || is_end { return }
                continue;
            }
            message = incoming.next() => message,
            () = tokio::time::sleep(Duration::from_millis(HEARTBEAT_MS * 4)) => {
                // Whoever gets no answer to a heartbeat, or is told that the session is over, goes.
                fake.change(|state| {
                    if is_heard && state.sessions.iter().any(|session| session.is_on(&line)) {
                        state.breach("no heartbeat came");
                    }
                });
                return;
            }
        };
        let Some(Ok(message)) = message else { return };
        let Message::Text(message) = message else { continue };
        let Ok(message) = serde_json::from_str::<Value>(&message) else {
            fake.change(|state| state.breach("no JSON in the gateway"));
            return;
        };
        is_heard = message["op"] != json!(1) || !fake.look().is_dumb;
        answer(&message, is_heard, &line, &fake);
    }
}

fn answer(message: &Value, is_heard: bool, line: &mpsc::UnboundedSender<Message>, fake: &Fake) {
    let asked = &message["d"];
    match message["op"].as_u64() {
        Some(1) => {
            if is_heard {
                let _gone = line.send(text(&json!({"op": 11})));
            }
        }
        Some(2) => identify(asked, line, fake),
        Some(6) => resume(asked, line, fake),
        Some(3) => {}
        other => fake.change(|state| state.breach(&format!("op {other:?}"))),
    }
}

fn close(line: &mpsc::UnboundedSender<Message>, code: u16) {
    let frame = CloseFrame { code: CloseCode::from(code), reason: "".into() };
    let _gone = line.send(Message::Close(Some(frame)));
}

fn identify(asked: &Value, line: &mpsc::UnboundedSender<Message>, fake: &Fake) {
    if asked["token"].as_str().map(|token| token.trim_start_matches("Bot ")) != Some(TOKEN) {
        return close(line, 4004);
    }
    fake.change(|state| {
        let intents = asked["intents"].as_u64().unwrap_or_default();
        if state.no_content && intents & 1 << 15 != 0 {
            return close(line, 4014);
        }
        state.identified += 1;
        let id = format!("s{}", state.identified);
        let reads_rooms = intents & 1 << 15 != 0;
        let (events, line) = (Vec::new(), Some(line.clone()));
        let mut session = Session { id: id.clone(), seq: 0, events, line, reads_rooms };
        let user = json!({"id": BOT, "username": "balcao", "discriminator": "0000", "avatar": null, "bot": true,
            "verified": true, "mfa_enabled": false});
        let ready = json!({"v": 10, "user": user, "guilds": [{"id": SERVER.to_string(), "unavailable": true}],
            "session_id": id, "resume_gateway_url": format!("ws://127.0.0.1:{}", state.gateway_port),
            "application": {"id": BOT, "flags": 1 << 18}, "shard": [0, 1]});
        session.send("READY", &ready);
        session.send("GUILD_CREATE", &state.server());
        // Whoever begins anew will not resume what went before.
        state.sessions.retain(Session::is_connected);
        state.sessions.push(session);
    });
}

fn resume(asked: &Value, line: &mpsc::UnboundedSender<Message>, fake: &Fake) {
    fake.change(|state| {
        let seq = asked["seq"].as_u64().unwrap_or_default();
        let Some(session) = state.sessions.iter_mut().find(|session| asked["session_id"] == json!(session.id)) else {
            let _gone = line.send(text(&json!({"op": 9, "d": false})));
            return;
        };
        session.line = Some(line.clone());
        for (_, event) in session.events.iter().filter(|(number, _)| *number > seq) {
            let _gone = line.send(text(event));
        }
        session.send("RESUMED", &json!({}));
        state.resumed += 1;
    });
}
