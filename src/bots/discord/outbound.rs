//! What the desk says becomes requests of Discord: one a message, and one a file. Words are escaped, nobody is called by
//! them, and the outbox row's nonce goes along, so that Discord takes the same message once.

use hyper::Method;
use serde_json::{Map, Value, json};

use super::{
    channel_of,
    client::{Call, Upload},
    components,
    errors::Asked,
    escape::escaped,
};
use crate::{
    bots::send_error::SendError,
    core::chat::{Message, Outbound},
};

/// No previews of addresses.
const SUPPRESS_EMBEDS: u64 = 1 << 2;
/// The route of a channel's messages.
pub const MESSAGES: &str = "/channels/messages";
const A_MESSAGE: &str = "/channels/messages/message";

/// What is called by a message: nobody, whatever it says.
#[must_use]
pub fn nobody() -> Value {
    json!({"parse": []})
}

/// The channel that a message goes into.
///
/// # Errors
/// [`SendError::Dead`]: it is none of Discord's.
pub fn channel(outbound: &Outbound) -> Result<&str, SendError> {
    let channel = outbound.thread.as_deref().unwrap_or_else(|| channel_of(&outbound.to.chat));
    number(channel)
}

/// An id of Discord's.
///
/// # Errors
/// [`SendError::Dead`]: it is none.
pub fn number(id: &str) -> Result<&str, SendError> {
    let is_number = !id.is_empty() && id.len() <= 20 && id.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(id) } else { Err(SendError::Dead { reason: "no id of Discord's".into() }) }
}

#[must_use]
pub fn asked(outbound: &Outbound) -> Asked {
    match (&outbound.edits, &outbound.thread) {
        (Some(_), Some(_)) => Asked::EditInThread,
        (Some(_), None) => Asked::Edit,
        (None, Some(_)) => Asked::InThread,
        (None, None) => Asked::Send,
    }
}

/// The requests of a message, in their order; none where there is nothing to say.
///
/// # Errors
/// [`SendError::Dead`] where an address or id is none of Discord's.
pub fn calls(outbound: &Outbound, uploads: Vec<Upload>) -> Result<Vec<Call>, SendError> {
    let channel = channel(outbound)?;
    if let Some(edited) = &outbound.edits {
        let path = format!("/channels/{channel}/messages/{}", number(edited)?);
        return Ok(vec![Call::new(Method::PATCH, A_MESSAGE, channel, path).with(edit(&outbound.message))]);
    }
    let post = || Call::new(Method::POST, MESSAGES, channel, format!("/channels/{channel}/messages"));
    let mut calls = Vec::new();
    let text = &outbound.message.text;
    if !text.trim().is_empty() {
        calls.push(post().with(said(outbound, text, 0)?));
    }
    for (number, upload) in uploads.into_iter().enumerate() {
        let json = said(outbound, "", number + usize::from(!calls.is_empty()))?;
        calls.push(Call { upload: Some(upload), ..post().with(json) });
    }
    let rows = components::rows(&outbound.message.buttons);
    if let (false, Some(Value::Object(first))) =
        (rows.is_empty(), calls.first_mut().and_then(|call| call.json.as_mut()))
    {
        first.insert("components".into(), rows.into());
    }
    Ok(calls)
}

fn said(outbound: &Outbound, text: &str, number: usize) -> Result<Value, SendError> {
    let mut json = Map::new();
    if !text.is_empty() {
        json.insert("content".into(), escaped(text).into());
    }
    json.insert("nonce".into(), nonce(&outbound.nonce, number).into());
    json.insert("enforce_nonce".into(), true.into());
    json.insert("allowed_mentions".into(), nobody());
    json.insert("flags".into(), SUPPRESS_EMBEDS.into());
    if let Some(answered) = &outbound.reply_to {
        let answered = json!({"message_id": self::number(answered)?, "fail_if_not_exists": false});
        json.insert("message_reference".into(), answered);
    }
    Ok(Value::Object(json))
}

fn edit(message: &Message) -> Value {
    json!({
        "content": escaped(&message.text),
        "components": components::rows(&message.buttons),
        "allowed_mentions": nobody(),
        "flags": SUPPRESS_EMBEDS,
    })
}

/// The nonce of a message's part; a row's own has at most 25 characters.
#[must_use]
pub fn nonce(row: &str, part: usize) -> String {
    if part == 0 { row.to_owned() } else { format!("{}f{part}", row.get(..22).unwrap_or(row)) }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::core::chat::{Address, Button};

    fn outbound(text: &str) -> Outbound {
        Outbound {
            to: Address::new("discord", "42", "#5"),
            thread: None,
            reply_to: None,
            message: Message { text: text.into(), ..Message::default() },
            files: Vec::new(),
            edits: None,
            nonce: "n1".into(),
            since: 0,
        }
    }

    fn asked_for(outbound: &Outbound) -> Vec<(String, Value)> {
        let calls = calls(outbound, Vec::new()).expect("calls");
        calls
            .into_iter()
            .map(|call| (format!("{} {}", call.method, call.path), call.json.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_text_in_a_thread_that_answers() {
        let mut outbound = outbound("@everyone **BL-10429**");
        outbound.thread = Some("9".into());
        outbound.reply_to = Some("31".into());
        outbound.message.buttons =
            vec![Button { token: "p1.0".into(), label: "Ver".into(), aside: false, stays: false }];
        let button = json!({"type": 2, "style": 1, "label": "Ver", "custom_id": "p1.0"});
        let expected = json!({
            "content": "@\u{200b}everyone \\*\\*BL-10429\\*\\*", "nonce": "n1", "enforce_nonce": true,
            "allowed_mentions": {"parse": []}, "flags": 4,
            "message_reference": {"message_id": "31", "fail_if_not_exists": false},
            "components": [{"type": 1, "components": [button]}],
        });
        assert_eq!(asked_for(&outbound), [("POST /channels/9/messages".to_owned(), expected)]);
    }

    #[test]
    fn an_edit_takes_the_buttons_away() {
        let mut outbound = outbound("novo");
        outbound.edits = Some("60".into());
        let expected = json!({"content": "novo", "components": [], "allowed_mentions": {"parse": []}, "flags": 4});
        assert_eq!(asked_for(&outbound), [("PATCH /channels/5/messages/60".to_owned(), expected)]);
    }

    #[test]
    fn files_have_nonces_of_their_own() {
        let upload = || Upload { name: "a.png".into(), mime: "image/png".into(), bytes: Bytes::from_static(b"png") };
        let calls = calls(&outbound("Veja"), vec![upload(), upload()]).expect("calls");
        let nonces: Vec<_> = calls.iter().filter_map(|call| call.json.as_ref()?["nonce"].as_str()).collect();
        assert_eq!(nonces, ["n1", "n1f1", "n1f2"]);
        assert_eq!(calls.iter().filter(|call| call.upload.is_some()).count(), 2);
        assert_eq!(nonce("1234567890123456789012345", 1).len(), 24);
    }

    #[test]
    fn what_says_nothing_and_ids_that_are_none() {
        let mut outbound = outbound("");
        outbound.message.title = Some("BL-10429 · Em curso".into());
        assert_eq!(asked_for(&outbound), []);
        outbound.to.chat = "../5".into();
        assert!(matches!(calls(&outbound, Vec::new()), Err(SendError::Dead { .. })));
    }
}
