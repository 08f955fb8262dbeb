//! What a message holds, taken from where Telegram puts it: files, places, people's cards, signs.

use serde_json::Value;

use super::{
    limits::FILE_BYTES,
    media::Kind,
    wire::{File, Location, Message, PhotoSize},
};
use crate::core::chat::{Body, FileRef};

/// What somebody wrote or sent; `None`: nothing that says anything.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Words, and files with them. The words are as they were written.
    Words {
        text: String,
        files: Vec<FileRef>,
    },
    Other(Body),
}

/// Takes a message's content; `None` where it has none that is known.
#[must_use]
pub fn of(message: &Message) -> Option<Content> {
    let files: Vec<FileRef> = file(message).into_iter().collect();
    if let Some(text) = message.text.as_ref().or(message.caption.as_ref()) {
        return Some(Content::Words { text: text.clone(), files });
    }
    if !files.is_empty() {
        return Some(Content::Words { text: String::new(), files });
    }
    other(message).map(Content::Other).or_else(|| {
        let text = written_elsewhere(message).filter(|text| !text.is_empty())?;
        Some(Content::Words { text, files: Vec::new() })
    })
}

fn other(message: &Message) -> Option<Body> {
    if let Some(place) = message.location.as_ref().and_then(place) {
        return Some(place);
    }
    if let Some(contact) = &message.contact {
        let last = contact.last_name.as_deref().unwrap_or_default();
        let name = format!("{} {last}", contact.first_name).trim().to_owned();
        return Some(Body::Contact { name, phone: contact.phone_number.clone() });
    }
    let sign = message.sticker.as_ref().or(message.dice.as_ref())?;
    // A sticker need not have an emoji; it stays a sign that says nothing.
    Some(Body::Sign { emoji: sign.emoji.clone().unwrap_or_else(|| "🖼".into()), on: None })
}

/// Words that stand neither in the text nor in a caption.
fn written_elsewhere(message: &Message) -> Option<String> {
    let lines = |title: &str, lines: &[super::wire::Line]| {
        lines.iter().fold(title.to_owned(), |text, line| format!("{text}\n– {}", line.text))
    };
    if let Some(poll) = &message.poll {
        return Some(lines(&poll.question, &poll.options));
    }
    if let Some(checklist) = &message.checklist {
        return Some(lines(&checklist.title, &checklist.tasks));
    }
    if let Some(game) = &message.game {
        return Some(game.title.clone());
    }
    let mut words = Vec::new();
    collect_words(message.rich_message.as_ref()?, &mut words);
    Some(words.join("\n"))
}

/// The texts in a formatted message, in their order.
fn collect_words(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if name == "text" => words.push(text.clone()),
                    Value::Array(parts) if name == "text" => words.push(parts.iter().map(plain).collect()),
                    Value::Object(_) if name == "text" => words.push(plain(field)),
                    Value::Object(_) | Value::Array(_) => collect_words(field, words),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_words(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A formatted text without its format.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(plain).collect(),
        Value::Object(fields) => fields.get("text").map(plain).unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

fn place(location: &Location) -> Option<Body> {
    Some(Body::Place { latitude: millionths(location.latitude)?, longitude: millionths(location.longitude)? })
}

#[expect(clippy::cast_possible_truncation, reason = "at most 360 million")]
fn millionths(degrees: f64) -> Option<i64> {
    (degrees.abs() <= 360.0).then(|| (degrees * 1e6).round() as i64)
}

/// The one file of a message.
fn file(message: &Message) -> Option<FileRef> {
    let id = message.message_id;
    // An animation and a live photo are told as a document and a photo as well, for older programs.
    let named = |file: &Option<File>, kind: Kind, ending: &str, mime: &str| {
        file.as_ref().map(|file| FileRef {
            source: kind.source(&file.file_id),
            name: file
                .file_name
                .clone()
                .filter(|name| !name.is_empty())
                .unwrap_or(format!("{}-{id}{ending}", kind.word())),
            mime: file.mime_type.clone().unwrap_or_else(|| mime.to_owned()),
            bytes: file.file_size,
        })
    };
    named(&message.animation, Kind::Animation, ".mp4", "video/mp4")
        .or_else(|| message.photo.as_deref().and_then(|sizes| photo(sizes, id)))
        .or_else(|| named(&message.live_photo, Kind::Video, ".mp4", "video/mp4"))
        .or_else(|| named(&message.document, Kind::Document, "", "application/octet-stream"))
        .or_else(|| named(&message.voice, Kind::Voice, ".ogg", "audio/ogg"))
        .or_else(|| named(&message.audio, Kind::Audio, ".mp3", "audio/mpeg"))
        .or_else(|| named(&message.video, Kind::Video, ".mp4", "video/mp4"))
        .or_else(|| named(&message.video_note, Kind::VideoNote, ".mp4", "video/mp4"))
}

/// The largest size that can be fetched; where none can, the smallest.
fn photo(sizes: &[PhotoSize], id: i64) -> Option<FileRef> {
    let area = |size: &&PhotoSize| size.width.saturating_mul(size.height);
    let fits = sizes.iter().filter(|size| size.file_size <= FILE_BYTES).max_by_key(area);
    let size = fits.or_else(|| sizes.iter().min_by_key(area))?;
    Some(FileRef {
        source: Kind::Photo.source(&size.file_id),
        name: format!("photo-{id}.jpg"),
        mime: "image/jpeg".into(),
        bytes: size.file_size,
    })
}
