//! The client's own files, carried in the binary, made small once at the start.
//!
//! A page is asked for anew each time (a few bytes, with its tag); what it names lies under `/assets/<build>/`, whose
//! name changes with any file's content, so that a phone loads it once a release and never mixes two.

use std::{borrow::Cow, collections::HashMap, io::Write};

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
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
const MODULES: [&str; 29] = [
    "now.js",
    "words_pt.js",
    "words_en.js",
    "words.js",
    "seat.js",
    "net.js",
    "store.js",
    "queue.js",
    "upload.js",
    "line.js",
    "files.js",
    "bubble.js",
    "page.js",
    "voice.js",
    "compose.js",
    "sheet.js",
    "past.js",
    "search.js",
    "threads.js",
    "door.js",
    "elsewhere.js",
    "alerts.js",
    "menu.js",
    "actions.js",
    "frame.js",
    "heading.js",
    "views.js",
    "arriving.js",
    "chat.js",
];
const SCRIPT: &str = "app.js";

/// Keeps the shell on the phone; it names the build's files, as a page does.
const WORKER: &str = "sw.js";
/// What a worker may do: ask this desk, and nothing else.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// What stands in a page for the build's name.
const BUILD: &str = "__BUILD__";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_ANEW: &str = "no-cache";
/// Pictures whose address never changes: an installed chat's icon.
const FOR_A_DAY: &str = "public, max-age=86400";
/// What other sites load: a new build reaches them within minutes.
const FOR_MINUTES: &str = "public, max-age=600";

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
            let asset = Asset::new(&name, kind(&name)?, data, &build);
            Some((name.into_owned(), asset))
        });
        let mut files: HashMap<String, Asset> = files.collect();
        if let Some(kind) = kind(SCRIPT) {
            files.insert(SCRIPT.into(), Asset::new(SCRIPT, kind, Cow::Owned(script().into_bytes()), &build));
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
    fn new(name: &str, kind: &'static str, data: Cow<'static, [u8]>, build: &str) -> Self {
        let plain: Bytes = match data {
            page if kind.starts_with("text/html") || name == WORKER => {
                String::from_utf8_lossy(&page).replace(BUILD, build).into()
            }
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

/// `GET /sw.js`: from the root, so that it may answer for `/`.
pub async fn worker(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    let mut response = page(&web.assets, WORKER, &headers)?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_POLICY));
    Ok(response)
}

/// `GET /app.webmanifest`: under one address, so that an installed chat stays the same one.
pub async fn manifest(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    page(&web.assets, "app.webmanifest", &headers)
}

/// `GET /embed.js`: the help button that other sites load.
pub async fn embed(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    let script = web.assets.files.get("embed.js").ok_or(Refusal::NoSuchThing)?;
    let mut response = script.answer(&headers, FOR_MINUTES);
    let resource = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(resource, HeaderValue::from_static("cross-origin"));
    Ok(response)
}

fn page(assets: &Assets, name: &str, asked: &HeaderMap) -> Result<Response, Refusal> {
    let page = assets.files.get(name).ok_or(Refusal::NoSuchThing)?;
    Ok(page.answer(asked, ASK_ANEW))
}

/// `GET /assets/…`: for ever under this build's name, with a tag under any other, but for pictures. Pages have routes
/// of their own.
pub async fn asset(State(web): State<Web>, Path(path): Path<String>, asked: HeaderMap) -> Result<Response, Refusal> {
    let (build, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let found = web.assets.files.get(name).filter(|file| !file.kind.starts_with("text/html"));
    let found = found.ok_or(Refusal::NoSuchThing)?;
    let cache = match found.kind.starts_with("image/") {
        _ if build == web.assets.build => FOR_EVER,
        true => FOR_A_DAY,
        false => ASK_ANEW,
    };
    Ok(found.answer(&asked, cache))
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
        let weight = |name: &str| assets.files[name].gzip.as_ref().unwrap_or(&assets.files[name].plain).len();
        let page = ["index.html", "chat.css", SCRIPT, "icon.svg", "app.webmanifest", WORKER];
        let sent: usize = page.map(weight).iter().sum();
        assert!(sent < 40_000, "the client is {sent} bytes: too much for a phone on 2G");
        let button = weight("embed.js");
        assert!(button < 4_000, "the help button is {button} bytes: too much for pages of others");
    }

    #[test]
    fn the_worker_keeps_what_the_page_names() {
        let assets = Assets::load();
        let text = |name: &str| String::from_utf8_lossy(&assets.files[name].plain).into_owned();
        let worker = text(WORKER);
        assert!(!worker.contains(BUILD) && worker.contains(&format!("\"{}\"", assets.build)));
        let built = format!("/assets/{}/", assets.build);
        let page = text("index.html");
        let named = page.split('"').filter_map(|text| text.strip_prefix(&built));
        for name in named.filter(|name| kind(name) != Some("application/manifest+json")) {
            assert!(worker.contains(&format!("BUILT + \"{name}\"")), "{name} is not kept");
        }
    }

    #[test]
    fn an_installed_chat_has_its_icons() {
        let assets = Assets::load();
        let manifest: serde_json::Value = serde_json::from_slice(&assets.files["app.webmanifest"].plain).unwrap();
        assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"/".into(), &"/".into()));
        for icon in manifest["icons"].as_array().unwrap() {
            let name = icon["src"].as_str().unwrap().strip_prefix("/assets/").unwrap();
            let file = &assets.files[name];
            assert_eq!(icon["type"], file.kind, "{name}");
            assert!(file.plain.len() < 6_000, "{name}: {} bytes", file.plain.len());
            if let Some(chunk) = file.plain.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") {
                let side = |at: usize| u32::from_be_bytes(chunk[at..at + 4].try_into().unwrap());
                assert_eq!(icon["sizes"], format!("{}x{}", side(0), side(4)), "{name}");
            }
        }
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
