//! Files in parts, for networks that break off: the client asks how much is here, and goes on from there.

use axum::{
    Json,
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    Web,
    api::Signed,
    files::{display_name, mime, read, refuse_larger},
    refusal::Refusal,
    wire::is_plain,
};
use crate::door::{PartOfUpload, Uploaded};

/// The largest part.
const PART_BYTES: u64 = 512 * 1024;

#[derive(Deserialize)]
pub struct PartQuery {
    key: String,
    name: String,
    bytes: u64,
    offset: u64,
}

#[derive(Deserialize)]
pub struct LookQuery {
    key: String,
}

/// `POST /api/uploads?key=…&name=…&bytes=…&offset=…`: the raw bytes of one part.
pub async fn take(
    State(web): State<Web>,
    signed: Signed,
    query: Result<Query<PartQuery>, QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let Query(query) = query.map_err(|_| Refusal::Bad("key, name, bytes and offset: missing"))?;
    check(&query.key)?;
    let limit = web.config.file_bytes;
    if query.bytes > limit {
        return Err(Refusal::TooLarge { limit });
    }
    let told = refuse_larger(&headers, PART_BYTES)?;
    web.rates.upload(signed.person, told, web.door.now())?;
    let (bytes, mut held) = read(body, PART_BYTES, &web.uploading).await?;
    // With the last part the whole file is in memory for a moment.
    if query.offset.saturating_add(bytes.len() as u64) >= query.bytes {
        held.grow(query.bytes)?;
    }
    let part = PartOfUpload {
        address: signed.seat.address,
        user_key: signed.seat.user_key,
        key: query.key,
        name: display_name(&query.name),
        mime: mime(headers.get(header::CONTENT_TYPE)),
        total: query.bytes,
        offset: query.offset,
        bytes,
    };
    Ok(shown(&web.door.upload(part).await?))
}

/// `GET /api/uploads?key=…`: how much is here.
pub async fn look(
    State(web): State<Web>,
    signed: Signed,
    query: Result<Query<LookQuery>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(LookQuery { key }) = query.map_err(|_| Refusal::Bad("key: missing"))?;
    check(&key)?;
    Ok(shown(&web.door.uploaded(&signed.seat.address, &signed.seat.user_key, &key).await?))
}

fn check(key: &str) -> Result<(), Refusal> {
    if is_plain(key, 64) { Ok(()) } else { Err(Refusal::Bad("key: 1 to 64 of A-Z a-z 0-9 _ -")) }
}

fn shown(uploaded: &Uploaded) -> Response {
    let Some(kept) = &uploaded.kept else { return Json(json!({"offset": uploaded.offset})).into_response() };
    Json(json!({"offset": uploaded.offset, "file": kept.file, "no_picture": kept.no_picture})).into_response()
}
