//! Files to and from the web chat. An upload is read up to a cap and handed to the desk at once; a download is
//! never shown by the browser as a page: pictures as pictures, all else as bytes to save, in a sandbox.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Json,
    body::Body,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::json;

use super::{Web, api::Signed, refusal::Refusal};
use crate::door::Upload;

/// All uploads together hold no more than this in memory; who comes too much tries again.
const IN_FLIGHT_BYTES: u64 = 64 * 1024 * 1024;

const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const BYTES: &str = "application/octet-stream";

#[derive(Deserialize)]
pub struct KeepQuery {
    name: String,
}

/// `POST /api/files?name=…`: the raw bytes of one file.
pub async fn keep(
    State(web): State<Web>,
    signed: Signed,
    query: Result<Query<KeepQuery>, QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let Query(KeepQuery { name }) = query.map_err(|_| Refusal::Bad("name: missing"))?;
    let limit = web.config.file_bytes;
    let told = refuse_larger(&headers, limit)?;
    web.rates.upload(signed.person, told, web.door.now())?;
    let (bytes, _held) = read(body, limit, &web.uploading).await?;
    if bytes.is_empty() {
        return Err(Refusal::Bad("the file is empty"));
    }
    let mime = mime(headers.get(header::CONTENT_TYPE));
    let upload = Upload { address: signed.seat.address, name: display_name(&name), mime, bytes };
    let kept = web.door.keep(upload).await?;
    let mut shown = json!(&kept.file);
    shown["no_picture"] = kept.no_picture.into();
    Ok(Json(shown).into_response())
}

/// How large a body is as it says; as large as may be where it does not. What says that it is too large need not be
/// read.
pub(super) fn refuse_larger(headers: &HeaderMap, limit: u64) -> Result<u64, Refusal> {
    let told = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    match told.unwrap_or(limit) {
        told if told > limit => Err(Refusal::TooLarge { limit }),
        told => Ok(told),
    }
}

/// Bytes of an upload that count as held until this is dropped.
pub(super) struct Held {
    total: Arc<AtomicU64>,
    mine: u64,
}

impl Held {
    pub(super) fn grow(&mut self, by: u64) -> Result<(), Refusal> {
        self.mine += by;
        let before = self.total.fetch_add(by, Ordering::Relaxed);
        if before + by > IN_FLIGHT_BYTES { Err(Refusal::Unavailable) } else { Ok(()) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.total.fetch_sub(self.mine, Ordering::Relaxed);
    }
}

/// Reads a body of at most `limit` bytes; they count as held as long as what is returned with them.
pub(super) async fn read(body: Body, limit: u64, total: &Arc<AtomicU64>) -> Result<(Vec<u8>, Held), Refusal> {
    let mut held = Held { total: Arc::clone(total), mine: 0 };
    let mut bytes = Vec::new();
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Refusal::BrokeOff)?;
        held.grow(chunk.len() as u64)?;
        if held.mine > limit {
            return Err(Refusal::TooLarge { limit });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok((bytes, held))
}

/// The bare type, in lower case; bytes where it is none.
pub(super) fn mime(value: Option<&HeaderValue>) -> String {
    let told = value.and_then(|v| v.to_str().ok()).unwrap_or_default();
    let bare = told.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let word = |w: &str| {
        !w.is_empty() && w.len() <= 80 && w.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b))
    };
    match bare.split_once('/') {
        Some((kind, subtype)) if word(kind) && word(subtype) => bare,
        Some(_) | None => BYTES.into(),
    }
}

/// A name to show: no path, nothing invisible, nothing that turns the reading direction; at most 120 characters,
/// of which the end is kept, because it tells the kind.
pub(super) fn display_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: Vec<char> = last.chars().filter(|c| !c.is_control() && !is_unseen(*c)).collect();
    let from = clean.len().saturating_sub(120);
    let shown: String = clean[from..].iter().collect();
    match shown.trim().trim_matches('.') {
        "" => "ficheiro".into(),
        shown => shown.into(),
    }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
}

/// `GET /api/files/{id}`: a file that this chat was shown or sent.
pub async fn open(State(web): State<Web>, signed: Signed, Path(id): Path<String>) -> Result<Response, Refusal> {
    let id = id.parse::<i64>().map_err(|_| Refusal::NoSuchThing)?;
    let held = web.downloads.take(&signed.seat.user_key)?;
    let (name, mime, bytes) = web.door.open_file(&signed.seat.address, id).await?.ok_or(Refusal::NoSuchThing)?;
    let kind = PICTURES.into_iter().find(|picture| *picture == mime).unwrap_or(BYTES);
    let length = HeaderValue::from(bytes.len());
    let mut response = held.send(&bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, length);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&name));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400"));
    headers.insert(header::VARY, HeaderValue::from_static("Authorization"));
    Ok(response)
}

fn disposition(name: &str) -> HeaderValue {
    let mut text = String::from("attachment; filename*=UTF-8''");
    for byte in display_name(name).bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_for_showing() {
        for (given, shown) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\fotos\\ecrã.png", "ecrã.png"),
            ("a\u{202e}gnp.exe", "agnp.exe"),
            ("\0\r\n", "ficheiro"),
            ("..", "ficheiro"),
            ("", "ficheiro"),
        ] {
            assert_eq!(display_name(given), shown);
        }
        assert_eq!(display_name(&"x".repeat(4096)).len(), 120);
        assert_eq!(disposition("ecrã 1\".png"), "attachment; filename*=UTF-8''ecr%C3%A3%201%22.png");
    }

    #[test]
    fn types_are_bare_words() {
        let of = |text: &'static str| mime(Some(&HeaderValue::from_static(text)));
        assert_eq!(of("Image/PNG; charset=x"), "image/png");
        assert_eq!(of("text/html\" x"), BYTES);
        assert_eq!(of("nonsense"), BYTES);
        assert_eq!(mime(None), BYTES);
    }
}
