//! What the desk says becomes requests of Telegram: one for each message, but where words do not fit under their file.
//! Texts go as they are, with entities beside them; there is no markup in them that anybody could write.

use std::collections::BTreeMap;

use bytes::Bytes;
use reqwest::multipart::{Form, Part};
use serde::Serialize;
use serde_json::{
    json,
    value::{RawValue, to_raw_value},
};

use super::{
    entities::{entities, length},
    errors::{self, Asked},
    keyboard::keyboard,
    limits::CAPTION_UNITS,
    media::{self, Kind},
};
use crate::{
    bots::send_error::SendError,
    core::chat::{Carried, Outbound, Shown},
};

/// The topic that every forum has; it is not named when writing there.
const GENERAL: i64 = 1;

/// What a request says, by name.
pub type Parameters = BTreeMap<&'static str, Parameter>;

/// A value of a request. What is put together is written as JSON at once: a tree of it would be made to be written, and
/// nothing costs a busy desk more than memory taken and given back.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Parameter {
    Number(i64),
    Text(String),
    Json(Box<RawValue>),
}

impl Parameter {
    fn json(value: &impl Serialize) -> Self {
        to_raw_value(value).map_or_else(|_| Self::Text(String::new()), Self::Json)
    }

    /// As the field of a form.
    fn field(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Json(json) => json.get().to_owned(),
        }
    }
}

/// No page behind a link is shown.
#[derive(Serialize)]
struct Preview {
    is_disabled: bool,
}

/// One request.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: &'static str,
    pub parameters: Parameters,
    pub upload: Option<Upload>,
    /// It edits this message.
    pub edits: Option<String>,
}

/// A file that goes along.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    pub field: &'static str,
    pub name: String,
    pub mime: String,
    pub bytes: Bytes,
}

impl Call {
    /// The same without formats.
    #[must_use]
    pub fn plain(mut self) -> Option<Self> {
        let marked = ["entities", "caption_entities"].map(|name| self.parameters.remove(name));
        marked.iter().any(Option::is_some).then_some(self)
    }

    /// The same with the picture as a document: Telegram shows none that is very long, or that it cannot read.
    #[must_use]
    pub fn into_document(mut self) -> Option<Self> {
        let upload = self.upload.as_mut().filter(|upload| upload.field == Kind::Photo.method().1)?;
        (self.method, upload.field) = Kind::Document.method();
        Some(self)
    }

    #[must_use]
    pub fn asked(&self) -> Asked {
        if self.edits.is_some() { Asked::Edit } else { Asked::Send }
    }

    /// As a form, where a file goes along.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        let upload = self.upload.as_ref()?;
        let mut form = Form::new();
        for (name, value) in &self.parameters {
            form = form.text(*name, value.field());
        }
        let part = || Part::stream_with_length(upload.bytes.clone(), upload.bytes.len() as u64);
        let part = part().mime_str(&upload.mime).unwrap_or_else(|_| part());
        Some(form.part(upload.field, part.file_name(upload.name.clone())))
    }
}

/// The requests of a message, in their order; none where there is nothing to say.
///
/// # Errors
/// [`SendError::Dead`] where an address or id is none of Telegram's.
pub fn calls(outbound: &Outbound) -> Result<Vec<Call>, SendError> {
    if let Some(edited) = &outbound.edits {
        return Ok(vec![edit(outbound, edited)?]);
    }
    let text = &outbound.message.text;
    let mut calls = Vec::new();
    let mut caption = None;
    match outbound.files.first() {
        Some(file) if kind(file, outbound.message.files.first()).takes_caption() && length(text) <= CAPTION_UNITS => {
            caption = Some(text.as_str()).filter(|text| !text.is_empty());
        }
        Some(_) | None if text.is_empty() => {}
        Some(_) | None => calls.push(said(outbound)?),
    }
    for (number, file) in outbound.files.iter().enumerate() {
        calls.push(shown(outbound, number, file, caption.take())?);
    }
    let buttons = keyboard(&outbound.message.buttons);
    if let (Some(buttons), Some(first)) = (buttons, calls.first_mut()) {
        first.parameters.insert("reply_markup", Parameter::json(&buttons));
    }
    Ok(calls)
}

fn edit(outbound: &Outbound, edited: &str) -> Result<Call, SendError> {
    let mut parameters = Parameters::new();
    parameters.insert("chat_id", Parameter::Number(number(&outbound.to.chat)?));
    parameters.insert("message_id", Parameter::Number(number(edited)?));
    words(&mut parameters, "text", "entities", &outbound.message.text);
    parameters.insert("link_preview_options", Parameter::json(&Preview { is_disabled: true }));
    if let Some(buttons) = keyboard(&outbound.message.buttons) {
        parameters.insert("reply_markup", Parameter::json(&buttons));
    }
    Ok(Call { method: "editMessageText", parameters, upload: None, edits: Some(edited.to_owned()) })
}

fn said(outbound: &Outbound) -> Result<Call, SendError> {
    let mut parameters = addressed(outbound)?;
    words(&mut parameters, "text", "entities", &outbound.message.text);
    parameters.insert("link_preview_options", Parameter::json(&Preview { is_disabled: true }));
    Ok(Call { method: "sendMessage", parameters, upload: None, edits: None })
}

fn shown(outbound: &Outbound, number: usize, file: &Carried, caption: Option<&str>) -> Result<Call, SendError> {
    let described = outbound.message.files.get(number);
    let (method, field) = kind(file, described).method();
    let mut parameters = addressed(outbound)?;
    if let Some(caption) = caption {
        words(&mut parameters, "caption", "caption_entities", caption);
    }
    let upload = match file {
        Carried::Known(source) => {
            parameters.insert(field, Parameter::Text(media::of_source(source).1.to_owned()));
            None
        }
        Carried::Bytes(bytes) => Some(Upload {
            field,
            name: described.map_or_else(|| "file".into(), |file| file.name.clone()),
            mime: described.map_or_else(|| "application/octet-stream".into(), |file| file.mime.clone()),
            bytes: bytes.clone(),
        }),
    };
    Ok(Call { method, parameters, upload, edits: None })
}

fn kind(file: &Carried, described: Option<&Shown>) -> Kind {
    match file {
        Carried::Known(source) => media::of_source(source).0,
        Carried::Bytes(bytes) => {
            let mime = described.map_or("application/octet-stream", |file| file.mime.as_str());
            Kind::of_bytes(mime, bytes.len() as u64)
        }
    }
}

/// Where it goes.
fn addressed(outbound: &Outbound) -> Result<Parameters, SendError> {
    let mut parameters = Parameters::new();
    parameters.insert("chat_id", Parameter::Number(number(&outbound.to.chat)?));
    if let Some(thread) = &outbound.thread {
        let thread = number(thread)?;
        if thread != GENERAL {
            parameters.insert("message_thread_id", Parameter::Number(thread));
        }
    }
    if let Some(answered) = &outbound.reply_to {
        let answered = json!({"message_id": number(answered)?, "allow_sending_without_reply": true});
        parameters.insert("reply_parameters", Parameter::json(&answered));
    }
    Ok(parameters)
}

fn words(parameters: &mut Parameters, text: &'static str, formats: &'static str, words: &str) {
    parameters.insert(text, Parameter::Text(words.to_owned()));
    let entities = entities(words);
    if !entities.is_empty() {
        parameters.insert(formats, Parameter::json(&entities));
    }
}

/// An id of Telegram's.
///
/// # Errors
/// [`SendError::Dead`]: it is none.
pub fn number(id: &str) -> Result<i64, SendError> {
    id.parse().map_err(|_| SendError::Dead { reason: "no id of Telegram's".into() })
}

/// What a failed request means for its message.
#[must_use]
pub fn failed(failure: &super::client::Failure, outbound: &Outbound, call: &Call) -> SendError {
    errors::classify(failure, &outbound.to, call.asked())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::core::chat::{Address, Button, Message};

    fn outbound(text: &str, files: Vec<Carried>) -> Outbound {
        let described = |number: usize, file: &Carried| Shown {
            attachment: i64::try_from(number).expect("a small number"),
            name: "ecrã.png".into(),
            mime: "image/png".into(),
            bytes: match file {
                Carried::Known(_) => 7,
                Carried::Bytes(bytes) => bytes.len() as u64,
            },
        };
        let shown = files.iter().enumerate().map(|(number, file)| described(number, file)).collect();
        Outbound {
            to: Address::new("telegram", "42", "-5"),
            thread: None,
            reply_to: None,
            message: Message { text: text.into(), files: shown, ..Message::default() },
            files,
            edits: None,
            nonce: "n".into(),
            since: 0,
        }
    }

    fn asked(outbound: &Outbound) -> Vec<(&'static str, Value)> {
        let calls = calls(outbound).expect("calls");
        let written = |call: Call| (call.method, serde_json::to_value(call.parameters).expect("JSON"));
        calls.into_iter().map(written).collect()
    }

    #[test]
    fn a_text_in_a_topic_that_answers() {
        let mut outbound = outbound("Pedido BL-10429", vec![]);
        outbound.thread = Some("9".into());
        outbound.reply_to = Some("31".into());
        outbound.message.buttons =
            vec![Button { token: "p1.0".into(), label: "Ver".into(), aside: false, stays: false }];
        let expected = json!({
            "chat_id": -5, "message_thread_id": 9, "text": "Pedido BL-10429",
            "entities": [{"type": "code", "offset": 7, "length": 8}],
            "link_preview_options": {"is_disabled": true},
            "reply_parameters": {"message_id": 31, "allow_sending_without_reply": true},
            "reply_markup": {"inline_keyboard": [[{"text": "Ver", "callback_data": "p1.0"}]]},
        });
        assert_eq!(asked(&outbound), [("sendMessage", expected)]);
        outbound.thread = Some("1".into());
        assert_eq!(asked(&outbound)[0].1["message_thread_id"], Value::Null, "the general topic is not named");
    }

    #[test]
    fn an_edit_and_what_says_nothing() {
        let mut outbound = outbound("novo", vec![]);
        outbound.edits = Some("60".into());
        let expected =
            json!({"chat_id": -5, "message_id": 60, "text": "novo", "link_preview_options": {"is_disabled": true}});
        assert_eq!(asked(&outbound), [("editMessageText", expected)]);
        outbound.edits = None;
        outbound.message.text.clear();
        outbound.message.title = Some("BL-10429 · Em curso".into());
        assert_eq!(asked(&outbound), []);
    }

    #[test]
    fn files_by_what_they_are() {
        let known = |source: &str| Carried::Known(source.into());
        let photo = asked(&outbound("Veja", vec![known("photo:abc")]));
        assert_eq!(photo, [("sendPhoto", json!({"chat_id": -5, "caption": "Veja", "photo": "abc"}))]);
        let document = asked(&outbound("", vec![known("document:abc")]));
        assert_eq!(document, [("sendDocument", json!({"chat_id": -5, "document": "abc"}))]);
        let note = asked(&outbound("Veja", vec![known("video-note:abc")]));
        assert_eq!(note.iter().map(|(method, _)| *method).collect::<Vec<_>>(), ["sendMessage", "sendVideoNote"]);
        let long = asked(&outbound(&"x".repeat(CAPTION_UNITS + 1), vec![known("voice:abc")]));
        assert_eq!(long.iter().map(|(method, _)| *method).collect::<Vec<_>>(), ["sendMessage", "sendVoice"]);

        let bytes = outbound("", vec![Carried::Bytes(Bytes::from_static(b"png"))]);
        let call = calls(&bytes).expect("calls").remove(0);
        let upload = call.upload.as_ref().expect("an upload");
        assert_eq!((call.method, upload.field, upload.name.as_str()), ("sendPhoto", "photo", "ecrã.png"));
        assert!(call.form().is_some());
        let document = call.into_document().expect("a picture's bytes");
        let field = document.upload.as_ref().map(|upload| upload.field);
        assert_eq!((document.method, field), ("sendDocument", Some("document")));
        assert!(document.into_document().is_none());
        let heavy = Carried::Bytes(vec![0; 10 * 1024 * 1024 + 1].into());
        assert_eq!(calls(&outbound("", vec![heavy])).expect("calls")[0].method, "sendDocument");
    }

    #[test]
    fn refused_formats_are_left_out_once() {
        let call = calls(&outbound("BL-10429", vec![])).expect("calls").remove(0);
        let plain = call.plain().expect("it had formats");
        assert!(!plain.parameters.contains_key("entities"));
        assert!(plain.plain().is_none(), "there is nothing more to leave out");
    }

    #[test]
    fn ids_that_are_none() {
        let mut outbound = outbound("x", vec![]);
        outbound.to.chat = "web".into();
        assert!(matches!(calls(&outbound), Err(SendError::Dead { .. })));
    }
}
