//! A stand-in for the desk, in memory, to try the web chat with. It is to be dropped when the door is there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tokio::{sync::Notify, time::timeout};

use crate::{
    core::chat::{Address, Body, Button, Echo, FileRef, Inbound, Message, Shown},
    door::{EnterError, KeepError, Kept, Letter, Received, Seat, Unavailable, Upload},
};

/// The desk's door, played by a script.
#[derive(Clone, Default)]
pub struct Door {
    state: Arc<Mutex<State>>,
    woken: Arc<Notify>,
}

#[derive(Default)]
struct State {
    boxes: HashMap<Address, Vec<Letter>>,
    seats: HashMap<String, Seat>,
    codes: HashMap<String, Seat>,
    keys: Vec<String>,
    files: Vec<(Address, Upload)>,
    made: usize,
}

type Outcome<T> = Result<T, Unavailable>;

impl Door {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A fresh code for a seat of the script.
    pub fn invite(&self, seat: &str) -> String {
        let mut state = self.state();
        state.made += 1;
        let code = format!("{}{:04}", seat.to_uppercase(), state.made);
        state.codes.insert(code.clone(), seat_of(seat));
        code
    }

    pub async fn receive(&self, inbound: Inbound) -> Outcome<Received> {
        let mut state = self.state();
        if state.keys.contains(&inbound.key) {
            return Ok(Received::Again);
        }
        state.keys.push(inbound.key.clone());
        let from = state.boxes.get(&inbound.address).map_or(0, Vec::len);
        let toast = play(&mut state, &inbound);
        let letters = state.boxes.get(&inbound.address).map(|b| b[from..].to_vec()).unwrap_or_default();
        drop(state);
        self.woken.notify_waiters();
        Ok(Received::Done { toast, letters })
    }

    pub async fn mail(&self, address: &Address, after: i64, limit: i64, wait: Duration) -> Outcome<Vec<Letter>> {
        let look = || -> Vec<Letter> {
            let state = self.state();
            let all = state.boxes.get(address).into_iter().flatten();
            all.filter(|l| l.seq > after).take(usize::try_from(limit).unwrap_or(50)).cloned().collect()
        };
        let woken = async {
            loop {
                let notified = self.woken.notified();
                let found = look();
                if !found.is_empty() {
                    return found;
                }
                notified.await;
            }
        };
        Ok(timeout(wait, woken).await.unwrap_or_default())
    }

    pub async fn history(&self, address: &Address, before: i64, limit: i64) -> Outcome<Vec<Letter>> {
        let state = self.state();
        let all: Vec<Letter> =
            state.boxes.get(address).into_iter().flatten().filter(|l| l.seq < before).cloned().collect();
        let from = all.len().saturating_sub(usize::try_from(limit).unwrap_or(50));
        Ok(all[from..].to_vec())
    }

    pub async fn enter(&self, code: &str, token: &str, _source: &str) -> Result<Seat, EnterError> {
        let mut state = self.state();
        let seat = state.codes.remove(&code.to_uppercase()).ok_or(EnterError::BadCode)?;
        state.seats.insert(token.into(), seat.clone());
        Ok(seat)
    }

    pub async fn seat(&self, token: &str) -> Outcome<Option<Seat>> {
        Ok(self.state().seats.get(token).cloned())
    }

    pub async fn leave(&self, token: &str) -> Outcome<()> {
        self.state().seats.remove(token);
        Ok(())
    }

    pub async fn keep(&self, upload: Upload) -> Result<Kept, KeepError> {
        let mut state = self.state();
        let file = FileRef {
            source: (state.files.len() + 1).to_string(),
            name: upload.name.clone(),
            mime: upload.mime.clone(),
            bytes: upload.bytes.len() as u64,
        };
        state.files.push((upload.address.clone(), upload));
        Ok(Kept { file, no_picture: false })
    }

    pub async fn open_file(&self, _: &Address, attachment: i64) -> Outcome<Option<(String, String, Vec<u8>)>> {
        let at = usize::try_from(attachment - 1).unwrap_or(usize::MAX);
        Ok(self.state().files.get(at).map(|(_, f)| (f.name.clone(), f.mime.clone(), f.bytes.clone())))
    }
}

fn seat_of(seat: &str) -> Seat {
    let (name, is_group, locale, purpose) = match seat {
        "nurse" => ("Ana Macuácua", false, "pt", "private"),
        "partner" => ("Carla Tembe", true, "pt", "partner"),
        "manager" => ("John Smith", false, "en", "private"),
        _ => ("Bento Sitoe", true, "pt", "agents"),
    };
    Seat {
        address: Address::new("web", "main", seat),
        is_group,
        user_key: format!("u-{seat}"),
        name: name.into(),
        locale: locale.into(),
        purpose: purpose.into(),
    }
}

fn put(state: &mut State, chat: &str, slot: Option<&str>, message: Message) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let letters = state.boxes.entry(Address::new("web", "main", chat)).or_default();
    let seq = i64::try_from(letters.len()).unwrap_or(0) + 1;
    let at = i64::try_from(now.as_millis()).unwrap_or(0);
    letters.push(Letter { seq, at, slot: slot.map(Into::into), message });
}

fn says(text: &str, buttons: &[(&str, &str)]) -> Message {
    let buttons = buttons.iter().map(|(t, l)| Button { token: (*t).into(), label: (*l).into() }).collect();
    Message { text: text.into(), buttons, ..Message::default() }
}

fn play(state: &mut State, inbound: &Inbound) -> Option<String> {
    let chat = inbound.address.chat.clone();
    let echo = |tapped: Option<&str>| {
        Some(Echo {
            user_key: inbound.sender.user_key.clone(),
            author: inbound.sender.name.clone(),
            key: inbound.key.clone(),
            tapped: tapped.map(Into::into),
        })
    };
    match &inbound.body {
        Body::Start { .. } => put(
            state,
            &chat,
            None,
            says(
                "Bem-vindo ao Balcão.\nEm que língua prefere falar? / Which language do you prefer?",
                &[("pt", "Português"), ("en", "English")],
            ),
        ),
        Body::Tap { token } => {
            let label = find_label(state, token);
            put(state, &chat, None, Message { text: label, echo: echo(Some(token)), ..Message::default() });
            return tapped(state, &chat, token);
        }
        Body::Message { text, files } => {
            let files = files
                .iter()
                .map(|f| Shown {
                    attachment: f.source.parse().unwrap_or(0),
                    name: f.name.clone(),
                    mime: f.mime.clone(),
                    bytes: f.bytes,
                })
                .collect();
            put(state, &chat, None, Message { text: text.clone(), files, echo: echo(None), ..Message::default() });
            if !matches!(chat.as_str(), "agents" | "partner") {
                put(
                    state,
                    &chat,
                    None,
                    says(
                        "O seu pedido ficou registado: BL-10429.\nPrazo da primeira resposta: hoje até às 15:30.\nhttps://example.org/pedidos/10429",
                        &[("more", "Acrescentar algo"), ("mine", "Os meus pedidos")],
                    ),
                );
                put(
                    state,
                    "agents",
                    Some("BL-10429"),
                    says(
                        "🔴 BL-10429 · Crítico · ePTS\nCS Nhamatanda · Ana Macuácua\n«O sistema não abre»\nResponder até 15:30",
                        &[("take", "Tomar"), ("why", "Porquê?")],
                    ),
                );
                put(state, "partner", Some("BL-10429"), says("BL-10429 · ePTS · CS Nhamatanda\nEstado: novo", &[]));
            }
        }
        Body::Due { .. } => {}
    }
    None
}

fn find_label(state: &State, token: &str) -> String {
    let letters = state.boxes.values().flatten();
    let found = letters.flat_map(|l| &l.message.buttons).find(|b| b.token == token);
    found.map_or_else(|| token.into(), |b| b.label.clone())
}

fn tapped(state: &mut State, chat: &str, token: &str) -> Option<String> {
    match token {
        "take" => {
            put(
                state,
                chat,
                Some("BL-10429"),
                says(
                    "🟠 BL-10429 · Crítico · ePTS\nCS Nhamatanda · Ana Macuácua\n«O sistema não abre»\nCom Bento Sitoe",
                    &[("solve", "Resolver"), ("ask", "Perguntar")],
                ),
            );
            put(state, "nurse", None, says("Bento Sitoe está a tratar do seu pedido BL-10429.", &[]));
            put(state, "partner", Some("BL-10429"), says("BL-10429 · ePTS · CS Nhamatanda\nEstado: em curso", &[]));
            return Some("Ficou consigo".into());
        }
        _ => put(
            state,
            chat,
            None,
            says(
                "Qual é o sistema?",
                &[("s1", "ePTS"), ("s2", "OpenLMIS (medicamentos e stock)"), ("s3", "DHIS2"), ("s4", "Outro")],
            ),
        ),
    }
    None
}
