//! What holds for every request and answer: who may ask at all, and what a browser may do with the answer.
//!
//! A page of another site may not post here; on the loopback, other host names are refused, so that no site can
//! be rebound to it; and a page runs its own scripts only, in nobody else's frame: but the chat's where it is allowed.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{EmbedOrigins, WebConfig};

/// What a page may do; who may frame it comes behind.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    connect-src 'self'; frame-src 'self'; worker-src 'self'; media-src 'self' blob:; base-uri 'none'; \
    form-action 'none'; manifest-src 'self'; frame-ancestors ";

/// Pictures and voice notes are taken where a person asks for it; a browser asks them once more.
const PAGE: [(HeaderName, &str); 3] = [
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// What is no page may do nothing at all. Few words: they travel with every turn.
const ALL: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Checks the request and completes the answer's headers. A handler's own header wins.
pub async fn guard(State(config): State<Arc<WebConfig>>, request: Request, next: Next) -> Response {
    let may_be_framed = request.uri().path() == "/" && !config.embed_origins.is_empty();
    let mut response = match refuses(&config, request.method(), request.uri().path(), request.headers()) {
        Some(why) => (StatusCode::FORBIDDEN, axum::Json(json!({"error": why}))).into_response(),
        None => next.run(request).await,
    };
    complete(response.headers_mut(), may_be_framed.then_some(&config.embed_origins));
    response
}

/// Adds what is missing. `framed_by`: the other sites that may show this answer in a frame.
fn complete(headers: &mut HeaderMap, framed_by: Option<&EmbedOrigins>) {
    let is_page = text(headers, &header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
    if is_page {
        let policy = format!("{PAGE_POLICY}{}", framed_by.map_or("'self'".into(), EmbedOrigins::ancestors));
        if let Ok(policy) = HeaderValue::try_from(policy) {
            headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
        }
        // It knows no list of origins; where both stand, a browser follows the policy, an old one would refuse.
        if framed_by.is_none() {
            headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("SAMEORIGIN"));
        }
    }
    for (name, value) in PAGE.into_iter().filter(|_| is_page).chain(ALL) {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

fn refuses(config: &WebConfig, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
    let host = text(headers, &header::HOST).unwrap_or_default();
    if config.loopback && !is_loopback(host) {
        return Some("foreign_host");
    }
    let changes = method != Method::GET && method != Method::HEAD;
    if !changes && path != "/demo/seats" {
        return None;
    }
    let fetch_site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let foreign =
        headers.contains_key(header::ORIGIN) && text(headers, &header::ORIGIN).is_none_or(|o| !is_of(o, host));
    (foreign || fetch_site == Some(b"cross-site")).then_some("foreign_origin")
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether an origin (`https://host:port`) is of this host.
fn is_of(origin: &str, host: &str) -> bool {
    origin.split_once("://").is_some_and(|(_, authority)| !host.is_empty() && authority.eq_ignore_ascii_case(host))
}

/// Whether a `Host` header names this very machine, on whatever port.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(method: &Method, headers: &[(&'static str, &'static str)]) -> Option<&'static str> {
        let headers = headers
            .iter()
            .map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v)))
            .collect::<HeaderMap>();
        refuses(&WebConfig::default(), method, "/api/messages", &headers)
    }

    #[test]
    fn only_this_machine_is_the_loopback() {
        for host in ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "[::1]", "LOCALHOST"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example:80", "127.0.0.1.nip.io", "10.0.0.1:8080", "::1"] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn a_foreign_page_may_not_post() {
        let host = ("host", "localhost:8080");
        assert_eq!(asks(&Method::POST, &[host]), None);
        assert_eq!(asks(&Method::POST, &[host, ("origin", "http://localhost:8080")]), None);
        assert_eq!(asks(&Method::POST, &[host, ("origin", "http://localhost:8081")]), Some("foreign_origin"));
        assert_eq!(asks(&Method::POST, &[host, ("origin", "null")]), Some("foreign_origin"));
        assert_eq!(asks(&Method::POST, &[host, ("sec-fetch-site", "cross-site")]), Some("foreign_origin"));
        assert_eq!(asks(&Method::GET, &[host, ("sec-fetch-site", "cross-site")]), None);
        assert_eq!(asks(&Method::GET, &[("host", "rebound.example")]), Some("foreign_host"));
    }

    #[test]
    fn only_origins_that_are_named_may_frame_the_chat() {
        let headers = |kind, framed_by: Option<&EmbedOrigins>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            complete(&mut headers, framed_by);
            headers
        };
        let policy = |headers: &HeaderMap| text(headers, &header::CONTENT_SECURITY_POLICY).unwrap().to_owned();

        let alone = headers("text/html; charset=utf-8", None);
        assert!(policy(&alone).ends_with("; frame-ancestors 'self'"));
        assert_eq!(text(&alone, &header::X_FRAME_OPTIONS), Some("SAMEORIGIN"));

        let origins = "https://openmrs.example.org".parse().unwrap();
        let framed = headers("text/html; charset=utf-8", Some(&origins));
        assert!(policy(&framed).ends_with("; frame-ancestors 'self' https://openmrs.example.org"));
        assert_eq!(text(&framed, &header::X_FRAME_OPTIONS), None);

        let refusal = headers("application/json", Some(&origins));
        assert_eq!(policy(&refusal), "default-src 'none'; frame-ancestors 'none'");
    }
}
