//! Updates and who has them. With polling an update is there until an offset above it is named; with a webhook until
//! it was taken with a status of 2xx. Taps do not wait longer than 150 seconds.

use std::{
    collections::{BTreeSet, VecDeque},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// An update, and how far it came.
#[derive(Clone, Debug)]
pub struct Update {
    pub id: i64,
    /// `message`, `callback_query`, …
    pub kind: String,
    pub body: Value,
    /// What is in one queue goes to a webhook one after the other.
    queue: i64,
    /// How often it was handed out.
    pub handed: usize,
    /// It will not be handed out any more.
    pub is_settled: bool,
    /// It was handed out, and its taking was confirmed.
    pub is_acknowledged: bool,
    pub(super) is_flying: bool,
    pub(super) failures: u32,
    pub(super) not_before: Option<Instant>,
}

/// Where updates are to be brought.
#[derive(Clone, Debug)]
pub struct Hook {
    pub url: String,
    pub secret: String,
    pub most: usize,
    pub last_error: Option<String>,
}

/// An update on its way to a webhook.
#[derive(Clone, Debug)]
pub struct Errand {
    pub at: usize,
    pub url: String,
    pub secret: String,
    pub body: String,
}

/// All updates that there ever were.
#[derive(Debug, Default)]
pub struct Updates {
    pub all: Vec<Update>,
    pub hook: Option<Hook>,
    /// The kinds that the bot wants; empty for the usual ones.
    pub allowed: BTreeSet<String>,
    /// Delivered once more, although they were confirmed.
    again: VecDeque<usize>,
    first_open: usize,
    /// Counts the calls of getUpdates that wait: a newer one ends an older.
    pub poll: u64,
    /// Which of them waits for something to come.
    pub waiting: Option<u64>,
    /// How many were confirmed.
    pub acknowledged: usize,
    /// The next confirmations of a webhook that are lost on their way.
    pub lose_confirmations: usize,
}

fn place(id: i64) -> usize {
    usize::try_from(id - FIRST).expect("an update")
}

/// They are handed out only where they are asked for.
const UNUSUAL: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];
const FIRST: i64 = 431_200_001;
/// Waiting times of webhooks are this much shorter here than those of Telegram.
const HASTE: u32 = 100;

impl Updates {
    pub fn add(&mut self, kind: &str, queue: i64, content: &Value) -> i64 {
        let id = self.next_id();
        self.add_raw(kind, queue, json!({"update_id": id, kind: content}))
    }

    /// The id that the next update will have.
    pub fn next_id(&self) -> i64 {
        FIRST + i64::try_from(self.all.len()).expect("few")
    }

    /// An update as it is given, which need not be one that anybody can read.
    pub fn add_raw(&mut self, kind: &str, queue: i64, body: Value) -> i64 {
        let id = self.next_id();
        let is_unwanted = if self.allowed.is_empty() {
            UNUSUAL.contains(&kind)
        } else {
            !self.allowed.contains(kind) && kind != "raw"
        };
        self.all.push(Update {
            id,
            kind: kind.to_owned(),
            body,
            queue,
            handed: 0,
            is_settled: is_unwanted,
            is_acknowledged: false,
            is_flying: false,
            failures: 0,
            not_before: None,
        });
        id
    }

    pub fn get(&self, id: i64) -> &Update {
        &self.all[place(id)]
    }

    /// Delivers an update once more, as a network may.
    pub fn comes_again(&mut self, id: i64) {
        let at = place(id);
        if self.hook.is_some() {
            self.all[at].is_settled = false;
            self.first_open = self.first_open.min(at);
        } else {
            self.again.push_back(at);
        }
    }

    /// Takes away what is too old to be delivered.
    pub fn drop_kind(&mut self, kind: &str) -> usize {
        let open = self.all.iter_mut().filter(|update| !update.is_settled && update.kind == kind);
        open.map(|update| update.is_settled = true).count()
    }

    /// Forgets all below this offset. What was never handed out must not be confirmed: its ids are returned.
    pub fn confirm(&mut self, offset: i64) -> Vec<i64> {
        let mut unseen = Vec::new();
        for update in &mut self.all[self.first_open..] {
            if update.id >= offset {
                break;
            }
            if !update.is_settled {
                update.is_settled = true;
                update.is_acknowledged = update.handed > 0;
                self.acknowledged += usize::from(update.is_acknowledged);
                if update.handed == 0 {
                    unseen.push(update.id);
                }
            }
        }
        self.close();
        unseen
    }

    fn close(&mut self) {
        while self.all.get(self.first_open).is_some_and(|update| update.is_settled) {
            self.first_open += 1;
        }
    }

    /// Hands out what is open, at most so many.
    pub fn hand_out(&mut self, most: usize) -> Vec<Value> {
        let mut bodies = Vec::new();
        while let Some(at) = self.again.pop_front() {
            self.all[at].handed += 1;
            bodies.push(self.all[at].body.clone());
        }
        for update in self.all[self.first_open..].iter_mut().filter(|update| !update.is_settled) {
            if bodies.len() >= most {
                break;
            }
            update.handed += 1;
            bodies.push(update.body.clone());
        }
        bodies
    }

    pub fn pending(&self) -> usize {
        self.all[self.first_open..].iter().filter(|update| !update.is_settled).count()
    }

    /// What may be brought to the webhook now, and when to look again.
    pub fn errands(&mut self, now: Instant) -> (Vec<Errand>, Option<Instant>) {
        let Some(hook) = self.hook.clone() else { return (Vec::new(), None) };
        let open = self.all[self.first_open..].iter();
        let mut flying = open.filter(|update| update.is_flying).count();
        let (mut errands, mut next, mut busy) = (Vec::new(), None::<Instant>, BTreeSet::new());
        for (at, update) in self.all.iter_mut().enumerate().skip(self.first_open).filter(|(_, one)| !one.is_settled) {
            if !busy.insert(update.queue) || update.is_flying || flying >= hook.most {
                continue;
            }
            if let Some(later) = update.not_before.filter(|later| *later > now) {
                next = Some(next.map_or(later, |next| next.min(later)));
                continue;
            }
            update.is_flying = true;
            update.handed += 1;
            flying += 1;
            let body = update.body.to_string();
            errands.push(Errand { at, url: hook.url.clone(), secret: hook.secret.clone(), body });
        }
        (errands, next)
    }

    /// How an errand ended: taken, or not, and then after how many seconds it may be tried again, where that was said.
    pub fn returned(&mut self, errand: &Errand, taken: Result<(), (Option<u64>, String)>, now: Instant) {
        let taken = if taken.is_ok() && self.lose_confirmations > 0 {
            self.lose_confirmations -= 1;
            Err((None, "the answer was lost".to_owned()))
        } else {
            taken
        };
        let update = &mut self.all[errand.at];
        update.is_flying = false;
        match taken {
            Ok(()) => {
                (update.is_settled, update.is_acknowledged) = (true, true);
                self.acknowledged += 1;
                self.close();
            }
            Err((retry_after, error)) => {
                // The first time again at once, then after 2, 4, 8, … seconds up to a minute.
                let doubled = if update.failures == 0 { 0 } else { 1_u64 << update.failures.min(6) };
                update.failures += 1;
                let wait = retry_after.unwrap_or(doubled).min(3_600);
                update.not_before = Some(now + Duration::from_secs(wait.min(60)) / HASTE);
                if let Some(hook) = &mut self.hook {
                    hook.last_error = Some(error);
                }
            }
        }
    }
}
