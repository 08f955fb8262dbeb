//! What was written while nobody listened: asked for from the history, after the last message that was committed, page by
//! page and in order.

use std::time::Duration;

use hyper::Method;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::{
    client::{Api, Call, Failure},
    errors,
};
use crate::bots::pause::jitter;

/// Messages of a page.
const PAGE: usize = 100;
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// So far back it is looked for what was written before a chat's first message.
const PAGES_BACK: usize = 10;

/// The next messages of a channel after one, the oldest first; `None`: it was stopped. What is gone has none.
pub async fn after(api: &Api, channel: &str, last: i64, stop: &CancellationToken) -> Option<Page> {
    ask(api, channel, format!("after={last}"), stop).await
}

/// What others wrote in a channel before a message, since the bot (`own`) spoke there last; the oldest first. `None`: it
/// was stopped.
pub async fn before(api: &Api, channel: &str, message: i64, own: &str, stop: &CancellationToken) -> Option<Page> {
    let (mut first, mut messages) = (message, Vec::new());
    for _ in 0..PAGES_BACK {
        let mut page = ask(api, channel, format!("before={first}"), stop).await?;
        let is_last = page.is_last;
        let spoke = since(own, &mut page.messages);
        first = page.messages.first().map_or(first, |(number, _)| *number);
        messages.splice(0..0, page.messages);
        if spoke || is_last {
            break;
        }
    }
    Some(Page { messages, is_last: true })
}

/// Leaves what came after the bot's own last message; whether there is one.
fn since(own: &str, messages: &mut Vec<(i64, Value)>) -> bool {
    let spoke = messages.iter().rposition(|(_, message)| message["author"]["id"].as_str() == Some(own));
    if let Some(at) = spoke {
        messages.drain(..=at);
    }
    spoke.is_some()
}

async fn ask(api: &Api, channel: &str, which: String, stop: &CancellationToken) -> Option<Page> {
    let mut pause = FIRST_PAUSE;
    loop {
        let path = format!("/channels/{channel}/messages?{which}&limit={PAGE}");
        let call = Call { can_wait: true, ..Call::new(Method::GET, "/channels/messages", channel, path) };
        let wait = match api.call(&call).await {
            Ok(found) => return Some(page(found)),
            Err(Failure::Limited { after_ms, .. }) => {
                Duration::from_millis(u64::try_from(after_ms).unwrap_or(1_000).min(60_000))
            }
            Err(failure) if is_final(&failure) => {
                tracing::debug!(%failure, "a channel's history is not to be had");
                return Some(Page { messages: Vec::new(), is_last: true });
            }
            Err(failure) => {
                tracing::debug!(%failure, "a channel's history is not to be had yet");
                pause = (pause * 2).min(LONGEST_PAUSE);
                jitter(pause)
            }
        };
        tokio::select! {
            () = stop.cancelled() => return None,
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Whether asking again would end the same.
pub fn is_final(failure: &Failure) -> bool {
    let is_refused = matches!(failure, Failure::Refused { status: 400..=499, .. });
    errors::is_gone(failure) || (is_refused && !errors::is_unauthorized(failure))
}

/// A page of a history.
#[derive(Debug, PartialEq)]
pub struct Page {
    /// Each with its number, the oldest first.
    pub messages: Vec<(i64, Value)>,
    pub is_last: bool,
}

fn page(found: Value) -> Page {
    let Value::Array(found) = found else { return Page { messages: Vec::new(), is_last: true } };
    let is_last = found.len() < PAGE;
    let numbered = |message: Value| Some((message["id"].as_str()?.parse().ok()?, message));
    let mut messages: Vec<(i64, Value)> = found.into_iter().filter_map(numbered).collect();
    messages.sort_by_key(|(number, _)| *number);
    Page { messages, is_last }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_bot_answered_was_read() {
        let of = |id: i64, author: &str| (id, json!({"author": {"id": author}}));
        let mut messages = vec![of(1, "5"), of(2, "42"), of(3, "5"), of(4, "5")];
        assert!(since("42", &mut messages));
        assert_eq!(messages, [of(3, "5"), of(4, "5")]);
        assert!(!since("42", &mut messages));
    }

    #[test]
    fn the_oldest_come_first() {
        let found = page(json!([{"id": "30"}, {"id": "9"}, {"id": "x"}]));
        assert_eq!(found.messages.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [9, 30]);
        assert!(found.is_last);
        assert!(!page(Value::from((0..100).map(|id| json!({"id": id.to_string()})).collect::<Vec<_>>())).is_last);
    }
}
