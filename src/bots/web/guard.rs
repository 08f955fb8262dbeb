//! What holds for every request and answer: who may ask at all, and what a browser may do with the answer.
//!
//! A page of another site may not post here; on the loopback, other host names are refused, so that no site can
//! be rebound to it; and the page itself runs its own scripts only, in nobody else's frame.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::WebConfig;

const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; \
    manifest-src 'self'";

const PAGE: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
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
    let mut response = match refuses(&config, request.method(), request.uri().path(), request.headers()) {
        Some(why) => (StatusCode::FORBIDDEN, axum::Json(json!({"error": why}))).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let is_page = text(headers, &header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"));
    for (name, value) in PAGE.into_iter().filter(|_| is_page).chain(ALL) {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
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
}
