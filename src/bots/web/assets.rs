//! The client's own files, carried in the binary, made small once at the start.
//!
//! A page is asked for anew each time (a few bytes, with its tag); what it names lies under `/assets/<build>/`, whose
//! name changes with any file's content, so that a phone loads it once a release and never mixes two.

use std::{borrow::Cow, collections::HashMap, io::Write};

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{Web, bundle, refusal::Refusal};

#[derive(RustEmbed)]
#[folder = "web/"]
struct Files;

/// The client's modules, each after those that it imports; they are sent as one [`SCRIPT`].
const MODULES: [&str; 25] = [
    "words_pt.js", "words_en.js", "words.js", "seat.js", "net.js", "store.js", "queue.js", "upload.js", "line.js",
    "files.js", "bubble.js", "page.js", "voice.js", "compose.js", "sheet.js", "past.js", "search.js", "threads.js",
    "door.js", "elsewhere.js", "alerts.js", "menu.js", "actions.js", "frame.js", "chat.js",
];
const SCRIPT: &str = "app.js";

/// What stands in a page for the build's name.
const BUILD: &str = "__BUILD__";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_ANEW: &str = "no-cache";

/// All files, ready to be sent.
pub struct Assets {
    build: String,
    files: HashMap<String, Asset>,
}

struct Asset {
    kind: &'static str,
    tag: HeaderValue,
    plain: Bytes,
    /// A third of the bytes: on the thinnest network, seconds.
    gzip: Option<Bytes>,
}

impl Assets {
    /// Reads what the binary carries.
    pub fn load() -> Self {
        let mut read: Vec<(Cow<'static, str>, Cow<'static, [u8]>)> =
            Files::iter().filter_map(|name| Files::get(&name).map(|file| (name, file.data))).collect();
        read.sort();
        let mut hash = Sha256::new();
        for (name, data) in &read {
            hash.update(name.as_bytes());
            hash.update(Sha256::digest(data));
        }
        let build = short(&hash.finalize());
        let files = read.into_iter().filter_map(|(name, data)| {
            let asset = Asset::new(kind(&name)?, data, &build);
            Some((name.into_owned(), asset))
        });
        let mut files: HashMap<String, Asset> = files.collect();
        if let Some(kind) = kind(SCRIPT) {
            files.insert(SCRIPT.into(), Asset::new(kind, Cow::Owned(script().into_bytes()), &build));
        }
        Self { build, files }
    }
}

fn script() -> String {
    let read = MODULES.map(|name| (name, Files::get(name).map(|file| file.data).unwrap_or_default()));
    let texts = read.each_ref().map(|(name, data)| (*name, String::from_utf8_lossy(data)));
    bundle::join(texts.iter().map(|(name, text)| (*name, text.as_ref())))
}

impl Asset {
    fn new(kind: &'static str, data: Cow<'static, [u8]>, build: &str) -> Self {
        let plain: Bytes = match data {
            page if kind.starts_with("text/html") => String::from_utf8_lossy(&page).replace(BUILD, build).into(),
            Cow::Borrowed(data) => Bytes::from_static(data),
            Cow::Owned(data) => data.into(),
        };
        let tag = format!("W/\"{}\"", short(&Sha256::digest(&plain)));
        let tag = HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("W/\"0\""));
        Self { kind, tag, gzip: gzip(&plain).filter(|small| small.len() < plain.len()), plain }
    }

    fn answer(&self, asked: &HeaderMap, cache: &'static str) -> Response {
        let known = asked.get(header::IF_NONE_MATCH) == Some(&self.tag);
        let small = self.gzip.as_ref().filter(|_| takes_gzip(asked));
        let mut response = if known {
            (StatusCode::NOT_MODIFIED, Body::empty()).into_response()
        } else {
            Body::from(small.unwrap_or(&self.plain).clone()).into_response()
        };
        let headers = response.headers_mut();
        if small.is_some() && !known {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        headers.insert(header::ETAG, self.tag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        response
    }
}

/// `GET /`: the chat.
pub async fn client(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    page(&web.assets, "index.html", &headers)
}

/// `GET /demo`: four chats side by side.
pub async fn demo(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    page(&web.assets, "demo.html", &headers)
}

fn page(assets: &Assets, name: &str, asked: &HeaderMap) -> Result<Response, Refusal> {
    let page = assets.files.get(name).ok_or(Refusal::NoSuchThing)?;
    Ok(page.answer(asked, ASK_ANEW))
}

/// `GET /assets/…`: for ever under this build's name, with a tag under any other. Pages have routes of their own.
pub async fn asset(State(web): State<Web>, Path(path): Path<String>, asked: HeaderMap) -> Result<Response, Refusal> {
    let (build, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let cache = if build == web.assets.build { FOR_EVER } else { ASK_ANEW };
    let found = web.assets.files.get(name).filter(|file| !file.kind.starts_with("text/html"));
    Ok(found.ok_or(Refusal::NoSuchThing)?.answer(&asked, cache))
}

fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "html" => Some("text/html; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    }
}

fn short(hash: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&hash[..12])
}

fn gzip(data: &[u8]) -> Option<Bytes> {
    let mut small = GzEncoder::new(Vec::new(), Compression::best());
    small.write_all(data).ok()?;
    small.finish().ok().map(Bytes::from)
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let told = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    told.split(',').any(|one| one.trim() == "gzip")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_there_and_small() {
        let assets = Assets::load();
        let page = String::from_utf8_lossy(&assets.files["index.html"].plain).into_owned();
        assert!(!page.contains(BUILD));
        for link in page.split('"').filter_map(|text| text.strip_prefix(&format!("/assets/{}/", assets.build))) {
            assert!(assets.files.contains_key(link), "{link}");
        }
        let page = ["index.html", "chat.css", SCRIPT, "icon.svg", "app.webmanifest"].map(|name| &assets.files[name]);
        let sent: usize = page.iter().map(|file| file.gzip.as_ref().unwrap_or(&file.plain).len()).sum();
        assert!(sent < 20_000, "the client is {sent} bytes: too much for a phone on 2G");
    }

    #[test]
    fn a_page_runs_nothing_inline() {
        for (name, file) in &Assets::load().files {
            let text = String::from_utf8_lossy(&file.plain);
            for banned in
                ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", " style=", " onclick="]
            {
                assert!(!text.contains(banned), "{name}: {banned}");
            }
        }
    }
}
