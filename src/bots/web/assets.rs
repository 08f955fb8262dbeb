//! The client's own files, carried in the binary.
//!
//! A page is asked for anew each time (a few bytes, with its tag); what it names lies under `/assets/<build>/`, whose
//! name changes with any file's content, so that a phone loads it once a release and never mixes two.

use std::borrow::Cow;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use super::{Web, refusal::Refusal};

#[derive(RustEmbed)]
#[folder = "web/"]
struct Files;

/// What stands in a page for the build's name.
const BUILD: &str = "__BUILD__";

/// The pages, with the build's name filled in.
pub struct Assets {
    build: String,
    etag: HeaderValue,
    client: bytes::Bytes,
    demo: bytes::Bytes,
}

impl Assets {
    /// Reads what the binary carries.
    pub fn load() -> Self {
        let mut names: Vec<Cow<'static, str>> = Files::iter().collect();
        names.sort();
        let mut hash = Sha256::new();
        for name in names {
            hash.update(name.as_bytes());
            hash.update(Files::get(&name).map_or([0; 32], |file| file.metadata.sha256_hash()));
        }
        let build = URL_SAFE_NO_PAD.encode(&hash.finalize()[..9]);
        let etag = HeaderValue::try_from(format!("\"{build}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
        Self { client: page("index.html", &build), demo: page("demo.html", &build), etag, build }
    }
}

fn page(name: &str, build: &str) -> bytes::Bytes {
    let html = Files::get(name).map(|file| String::from_utf8_lossy(&file.data).replace(BUILD, build));
    html.unwrap_or_default().into()
}

/// `GET /`: the chat.
pub async fn client(State(web): State<Web>, headers: HeaderMap) -> Response {
    answer_page(&web.assets, &web.assets.client, &headers)
}

/// `GET /demo`: four chats side by side.
pub async fn demo(State(web): State<Web>, headers: HeaderMap) -> Response {
    answer_page(&web.assets, &web.assets.demo, &headers)
}

fn answer_page(assets: &Assets, html: &bytes::Bytes, asked: &HeaderMap) -> Response {
    let body = if has(asked, &assets.etag) { None } else { Some(html.clone()) };
    answer(body, "text/html; charset=utf-8", &assets.etag, "no-cache")
}

/// `GET /assets/…`: for ever under this build's name, with a tag under any other.
pub async fn asset(State(web): State<Web>, Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    let (build, rest) = path.split_once('/').unwrap_or(("", ""));
    let (name, cache) = if build == web.assets.build {
        (rest, "public, max-age=31536000, immutable")
    } else {
        (if rest.is_empty() { path.as_str() } else { rest }, "no-cache")
    };
    let kind = kind(name).ok_or(Refusal::NoSuchThing)?;
    let file = Files::get(name).ok_or(Refusal::NoSuchThing)?;
    let etag = etag(&file);
    let body = if has(&headers, &etag) { None } else { Some(file_bytes(file)) };
    Ok(answer(body, kind, &etag, cache))
}

/// The type of what may be asked for by name. Pages have routes of their own.
fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    }
}

fn etag(file: &EmbeddedFile) -> HeaderValue {
    let tag = URL_SAFE_NO_PAD.encode(&file.metadata.sha256_hash()[..12]);
    HeaderValue::try_from(format!("\"{tag}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

fn has(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    asked.get(header::IF_NONE_MATCH) == Some(etag)
}

fn file_bytes(file: EmbeddedFile) -> bytes::Bytes {
    match file.data {
        Cow::Borrowed(data) => bytes::Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

fn answer(body: Option<bytes::Bytes>, kind: &'static str, etag: &HeaderValue, cache: &'static str) -> Response {
    let status = if body.is_some() { StatusCode::OK } else { StatusCode::NOT_MODIFIED };
    let mut response = (status, body.map_or_else(Body::empty, Body::from)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::ETAG, etag.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
