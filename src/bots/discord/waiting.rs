//! Answers to interactions. Discord waits three seconds for one: after the commit it gets the word that the desk has, and
//! where that could be late, a bare "received" first, which promises nothing. Each is answered once. Where its time is over,
//! words that are nowhere else go to whoever acted in private.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use hyper::Method;
use serde_json::{Value, json};

use super::{
    client::{Api, Call, Failure, INTERACTION},
    errors::{self, Asked},
    escape::escaped,
    outbound::{MESSAGES, nobody, number},
    wire::Interaction,
};
use crate::{bots::send_error::SendError, core::chat::Answer};

/// Without a word of the desk an interaction is answered barely after this.
const PATIENCE: Duration = Duration::from_millis(1_800);
/// So long what was answered barely can still be given its word.
const LIFE: Duration = Duration::from_mins(14);
/// So long the desk's word is waited for at all.
const KEPT: Duration = Duration::from_hours(24);

/// Where private chats are opened.
const CHATS: &str = "/users/@me/channels";
/// Seen by whoever acted alone.
const EPHEMERAL: u64 = 1 << 6;
const MESSAGE: u8 = 4;
const LATER_MESSAGE: u8 = 5;
const LATER_UPDATE: u8 = 6;

const COMPONENT: u64 = 3;

/// The interactions that wait for their answers.
#[derive(Clone)]
pub struct Waiting {
    api: Api,
    open: Arc<Mutex<HashMap<String, Open>>>,
}

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiting").finish_non_exhaustive()
    }
}

#[derive(Clone, Debug)]
struct Open {
    token: String,
    /// Who acted.
    user: String,
    application: String,
    is_tap: bool,
    is_private: bool,
    since: Instant,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    /// It was answered barely; its word may follow.
    Deferred,
    Done,
}

impl Waiting {
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self { api, open: Arc::default() }
    }

    /// An interaction came: from now on its time runs.
    pub fn heard(&self, interaction: &Interaction, application: &str) {
        let open = Open {
            token: interaction.token.clone(),
            user: interaction.person().map(|user| user.id.clone()).unwrap_or_default(),
            application: application.to_owned(),
            is_tap: interaction.kind == COMPONENT,
            is_private: interaction.guild_id.is_none(),
            since: Instant::now(),
            state: State::New,
        };
        {
            let mut all = self.all();
            all.retain(|_, open| open.since.elapsed() < KEPT);
            all.entry(interaction.id.clone()).or_insert(open);
        }
        let (waiting, id) = (self.clone(), interaction.id.clone());
        tokio::spawn(async move {
            tokio::time::sleep(PATIENCE).await;
            if let Err(error) = waiting.answer(&id, Answer::Defer).await {
                tracing::warn!(%error, "an interaction was not answered in time");
            }
        });
    }

    /// Gives an interaction its answer; what is answered already, or over, needs none.
    ///
    /// # Errors
    /// [`SendError`].
    pub async fn answer(&self, id: &str, answer: Answer) -> Result<(), SendError> {
        let Some((before, open)) = self.turn_to(id, &answer) else { return Ok(()) };
        if open.since.elapsed() >= LIFE {
            return self.afterwards(id, &open, &answer).await;
        }
        let Some(call) = call(id, before, &open, &answer) else { return Ok(()) };
        match self.api.call(&call).await {
            Ok(_) => Ok(()),
            Err(failure) if errors::is_answered(&failure) => Ok(()),
            Err(failure) if errors::is_over(&failure) => self.afterwards(id, &open, &answer).await,
            Err(failure) => {
                if let Failure::NotSent(_) | Failure::Limited { .. } = failure
                    && let Some(open) = self.all().get_mut(id)
                {
                    open.state = before;
                }
                Err(errors::classify(&failure, Asked::Send))
            }
        }
    }

    /// The time of an interaction is over. In private its words are said by a message in any case; in a room they were for
    /// whoever acted alone.
    async fn afterwards(&self, id: &str, open: &Open, answer: &Answer) -> Result<(), SendError> {
        let Answer::Toast(text) = answer else { return Ok(()) };
        if open.is_private || open.user.is_empty() {
            return Ok(());
        }
        let failed = |failure: Failure| errors::classify(&failure, Asked::Send);
        let chat = self.api.call(&private_chat_with(&open.user)).await.map_err(failed)?;
        let said = said_late(id, chat["id"].as_str().unwrap_or_default(), text).ok_or_else(nowhere)?;
        self.api.call(&said).await.map_err(failed)?;
        Ok(())
    }

    /// What there is to answer; it counts as answered from now on.
    fn turn_to(&self, id: &str, answer: &Answer) -> Option<(State, Open)> {
        let mut all = self.all();
        let open = all.get_mut(id)?;
        let before = open.state;
        open.state = match (before, answer) {
            (State::New, Answer::Defer) => State::Deferred,
            (State::New | State::Deferred, Answer::Toast(_)) => State::Done,
            (State::Deferred, Answer::Defer) | (State::Done, _) => return None,
        };
        Some((before, open.clone()))
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the private chat with somebody; it is the same however often.
#[must_use]
pub fn private_chat_with(user: &str) -> Call {
    Call::new(Method::POST, CHATS, user, CHATS.to_owned()).with(json!({"recipient_id": user}))
}

fn nowhere() -> SendError {
    SendError::Dead { reason: "no private chat".into() }
}

/// The words of an interaction as a message of their own; the same however often it is sent.
fn said_late(id: &str, chat: &str, text: &str) -> Option<Call> {
    let chat = number(chat).ok()?;
    let json = json!({"content": escaped(text), "allowed_mentions": nobody(), "nonce": format!("late{id}"),
        "enforce_nonce": true});
    Some(Call::new(Method::POST, MESSAGES, chat, format!("/channels/{chat}/messages")).with(json))
}

/// A tap in a private chat needs no words: what follows it is said there. In a room only whoever tapped reads them.
fn call(id: &str, before: State, open: &Open, answer: &Answer) -> Option<Call> {
    let first = |kind: u8, data: Value| {
        let path = format!("/interactions/{id}/{}/callback", open.token);
        let mut json = json!({"type": kind});
        if !data.is_null() {
            json["data"] = data;
        }
        Call::new(Method::POST, INTERACTION, id, path).with(json)
    };
    let words = |text: &str| json!({"content": escaped(text), "flags": EPHEMERAL, "allowed_mentions": nobody()});
    let webhook = format!("/webhooks/{}/{}", open.application, open.token);
    let is_silent = open.is_tap && open.is_private;
    match (before, answer) {
        (State::New, Answer::Defer) if open.is_tap => Some(first(LATER_UPDATE, Value::Null)),
        (State::New, Answer::Defer) => Some(first(LATER_MESSAGE, json!({"flags": EPHEMERAL}))),
        (State::New, Answer::Toast(_)) if is_silent => Some(first(LATER_UPDATE, Value::Null)),
        (State::New, Answer::Toast(text)) => Some(first(MESSAGE, words(text))),
        (State::Deferred, Answer::Toast(_)) if is_silent => None,
        (State::Deferred, Answer::Toast(text)) if open.is_tap => {
            Some(Call::new(Method::POST, "/webhooks", &open.token, webhook).with(words(text)))
        }
        (State::Deferred, Answer::Toast(text)) => {
            let path = format!("{webhook}/messages/@original");
            let json = json!({"content": escaped(text), "allowed_mentions": nobody()});
            Some(Call::new(Method::PATCH, "/webhooks/messages", &open.token, path).with(json))
        }
        (State::Deferred, Answer::Defer) | (State::Done, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(is_tap: bool, is_private: bool) -> Open {
        let (token, user, application) = ("t".into(), "100".into(), "42".into());
        Open { token, user, application, is_tap, is_private, since: Instant::now(), state: State::New }
    }

    fn shape(before: State, open: &Open, answer: &Answer) -> Option<(String, Value)> {
        call("7", before, open, answer)
            .map(|call| (format!("{} {}", call.method, call.path), call.json.unwrap_or_default()))
    }

    #[test]
    fn how_each_is_answered() {
        let toast = || Answer::Toast("*Recebido*".into());
        let callback = "POST /interactions/7/t/callback".to_owned();
        let words = json!({"content": "\\*Recebido\\*", "flags": 64, "allowed_mentions": {"parse": []}});
        let silent = Some((callback.clone(), json!({"type": 6})));
        let said = Some((callback.clone(), json!({"type": 4, "data": words})));
        assert_eq!(shape(State::New, &open(true, true), &toast()), silent);
        assert_eq!(shape(State::New, &open(true, false), &toast()), said);
        assert_eq!(shape(State::New, &open(false, true), &toast()), said);
        assert_eq!(shape(State::New, &open(true, false), &Answer::Defer), silent);
        let later = Some((callback, json!({"type": 5, "data": {"flags": 64}})));
        assert_eq!(shape(State::New, &open(false, true), &Answer::Defer), later);
        assert_eq!(shape(State::Deferred, &open(true, true), &toast()), None);
        let followed = Some(("POST /webhooks/42/t".to_owned(), words));
        assert_eq!(shape(State::Deferred, &open(true, false), &toast()), followed);
        let (call, _) = shape(State::Deferred, &open(false, true), &toast()).expect("a call");
        assert_eq!(call, "PATCH /webhooks/42/t/messages/@original");
        assert_eq!(shape(State::Done, &open(true, false), &toast()), None);
    }

    #[test]
    fn late_words_are_a_message() {
        let call = said_late("1551597205192704000", "500", "*Recebido*").expect("a call");
        assert_eq!((call.method.as_str(), call.path.as_str()), ("POST", "/channels/500/messages"));
        let json = call.json.expect("a body");
        assert_eq!(json["content"], "\\*Recebido\\*");
        assert!(json["nonce"].as_str().is_some_and(|nonce| nonce.len() <= 25) && json["enforce_nonce"] == true);
        assert!(said_late("7", "../x", "a").is_none());
    }
}
