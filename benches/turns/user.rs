//! A user of the benchmark: enrols, reports, sends. Always the first choice; words where words are asked.

use std::time::Duration;

use balcao::{
    core::chat::{Address, Body, ChatKind, Inbound, Sender},
    door::Letter,
    serve::wall_clock,
};

/// Where a user is in the dialog.
pub struct User {
    pub number: usize,
    turns: usize,
    buttons: Vec<(String, String)>,
    text: String,
    done: bool,
}

const WORDS: &str = "O servidor da farmácia não liga desde hoje de manhã; as fichas em papel estão a acumular.";

impl User {
    pub fn new(number: usize) -> Self {
        Self { number, turns: 0, buttons: Vec::new(), text: String::new(), done: false }
    }

    /// A reference was given.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Something else is to be reported.
    pub fn again(&mut self) {
        self.done = false;
        self.turns = 1;
    }

    /// What this user does next.
    pub fn next_body(&mut self) -> Body {
        self.turns += 1;
        assert!(self.turns < 40, "the dialog does not end: {}", self.text);
        if self.turns == 1 {
            return Body::Start { payload: None };
        }
        let is_back = |label: &str| matches!(label, "Voltar" | "Cancelar" | "Back" | "Cancel");
        let anew = self.buttons.iter().find(|(_, label)| label == "Novo pedido");
        let forward = anew.or_else(|| self.buttons.iter().find(|(_, label)| !is_back(label)));
        match forward {
            Some((token, _)) => Body::Tap { token: token.clone() },
            None if self.text.contains("Unidade Sanitária") => say("Ndlavela"),
            None if self.text.contains("apelido") => say("Ana Macuácua"),
            None => say(WORDS),
        }
    }

    pub fn next_inbound(&mut self, address: Address) -> Inbound {
        let body = self.next_body();
        Inbound {
            key: format!("{}/{}", address.chat, self.turns),
            address,
            chat_kind: ChatKind::Private,
            sender: Sender {
                user_key: format!("u{}", self.number),
                name: String::new(),
                locale_hint: Some("pt".into()),
                anonymous: false,
            },
            sent_at: wall_clock(),
            thread: None,
            reply_to: None,
            body,
            album: None,
            forwarded: false,
            context: None,
            answer: None,
        }
    }

    /// Reads what came back.
    pub fn read(&mut self, letters: &[Letter]) {
        for letter in letters.iter().filter(|letter| letter.message.echo.is_none()) {
            let buttons = letter.message.buttons.iter().map(|button| (button.token.clone(), button.label.clone()));
            self.see(&letter.message.text, buttons.collect());
        }
    }

    pub fn see(&mut self, text: &str, buttons: Vec<(String, String)>) {
        self.done |= text.contains("BL-");
        text.clone_into(&mut self.text);
        self.buttons = buttons;
    }
}

fn say(text: &str) -> Body {
    Body::Message { text: text.to_owned(), files: Vec::new() }
}

/// What was measured.
#[derive(Default)]
pub struct Figures {
    pub dialogs: u64,
    pub elapsed: Duration,
    pub cpu_us: u64,
    turns: Vec<u32>,
}

impl Figures {
    pub fn turn(&mut self, took: Duration) {
        self.turns.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }

    pub fn add(&mut self, other: Self) {
        self.dialogs += other.dialogs;
        self.turns.extend(other.turns);
    }

    pub fn count(&self) -> usize {
        self.turns.len()
    }

    pub fn turns_a_second(&self) -> f64 {
        self.turns.len() as f64 / self.elapsed.as_secs_f64()
    }

    pub fn dialogs_a_second(&self) -> f64 {
        self.dialogs as f64 / self.elapsed.as_secs_f64()
    }

    /// In milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.turns.clone();
        sorted.sort_unstable();
        sorted
            .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
            .map_or(0.0, |us| f64::from(*us) / 1000.0)
    }

    /// Of the whole process, so with the users' own work.
    pub fn cpu_us_a_turn(&self) -> f64 {
        self.cpu_us as f64 / self.turns.len().max(1) as f64
    }
}

/// The process's CPU time so far in microseconds; 0 where the system does not tell.
pub fn cpu_us() -> u64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return 0 };
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    (ticks(11) + ticks(12)) * 10_000
}
