//! One call of Discord's interface: a request, its answer, and what went wrong where something did. Nothing here is tried
//! twice, and what Discord would refuse for being too fast does not leave. The library's own way of calling hides what the
//! headers say of rates, so only its gateway and types are used.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use bytes::Bytes;
use http_body_util::Full;
use hyper::{HeaderMap, Method, Request, Uri, header};
use serde::Deserialize;
use serde_json::Value;

use super::pace::{Key, Limited, Moment, Pace, Standing, Told};
use crate::bots::http::{ANSWER_BYTES, Broken, Http, Reply};

/// The longest that a call may take.
const LONGEST: Duration = Duration::from_secs(50);
/// What Discord wants to be told of whoever calls.
const AGENT: &str = concat!("DiscordBot (balcao, ", env!("CARGO_PKG_VERSION"), ")");
/// Between the parts of a form: no file holds it but by intent, and then that file alone is refused.
const BOUNDARY: &str = "balcao-3b9d1c7e5f8a4602";

/// How a call failed. Nothing in it holds an address, the token, or words of people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Discord answered, and not with what was asked for.
    #[error("{status} ({code}): {message}")]
    Refused { status: u16, code: i64, message: String },
    /// Too fast, by Discord's word or by what it said before. Surely without effect.
    #[error("too fast")]
    Limited { after_ms: Moment, global: bool },
    /// The request surely did not arrive.
    #[error("not sent: {0}")]
    NotSent(&'static str),
    /// The request left; whether it had an effect, nobody knows.
    #[error("cut off: {0}")]
    Cut(&'static str),
}

impl From<Broken> for Failure {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::NotSent(reason) => Self::NotSent(reason),
            Broken::Cut(reason) => Self::Cut(reason),
        }
    }
}

impl From<Limited> for Failure {
    fn from(Limited { after_ms, global }: Limited) -> Self {
        Self::Limited { after_ms, global }
    }
}

/// A file that goes along.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    pub name: String,
    pub mime: String,
    pub bytes: Bytes,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub method: Method,
    /// What it counts under.
    pub route: &'static str,
    pub major: String,
    /// Below the interface's own address.
    pub path: String,
    pub json: Option<Value>,
    pub upload: Option<Upload>,
    /// Others go first.
    pub can_wait: bool,
}

impl Call {
    #[must_use]
    pub fn new(method: Method, route: &'static str, major: &str, path: String) -> Self {
        Self { method, route, major: major.to_owned(), path, json: None, upload: None, can_wait: false }
    }

    #[must_use]
    pub fn with(self, json: Value) -> Self {
        Self { json: Some(json), ..self }
    }

    fn key(&self) -> Key {
        Key { route: format!("{} {}", self.method, self.route), major: self.major.clone() }
    }

    fn standing(&self) -> Standing {
        match (self.route == INTERACTION, self.can_wait) {
            (true, _) => Standing::Apart,
            (false, true) => Standing::Later,
            (false, false) => Standing::Usual,
        }
    }
}

/// The route of answers to interactions.
pub const INTERACTION: &str = "/interactions";

/// Discord's interface for one bot.
#[derive(Clone)]
pub struct Api {
    http: Http,
    /// Scheme, host and port.
    host: String,
    authorization: String,
    pace: Arc<Mutex<Pace>>,
    begun: Instant,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Refusal {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
    retry_after: Option<f64>,
    #[serde(default)]
    global: bool,
}

impl Api {
    /// The interface at `host`: scheme, host and port, without a path.
    #[must_use]
    pub fn new(host: &str, token: &str) -> Self {
        Self {
            http: Http::new(LONGEST),
            host: host.trim_end_matches('/').to_owned(),
            authorization: format!("Bot {token}"),
            pace: Arc::new(Mutex::new(Pace::after_another())),
            begun: Instant::now(),
        }
    }

    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The server's own time with its last answer, in milliseconds since 1970.
    #[must_use]
    pub fn told_time(&self) -> Option<i64> {
        self.http.told_time()
    }

    /// Makes a call; what it gives, null where that is nothing.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn call(&self, call: &Call) -> Result<Value, Failure> {
        let key = call.key();
        let request = self.request(call)?;
        self.wait_for_a_place(&key, call.standing()).await?;
        let ended = self.http.ask(request, ANSWER_BYTES).await;
        let told = ended.as_ref().map(told).unwrap_or_default();
        self.pace().learn(&key, &told, self.moment());
        let reply = ended?;
        if reply.status.is_success() {
            if reply.body.is_empty() {
                return Ok(Value::Null);
            }
            return serde_json::from_slice(&reply.body).map_err(|_| Failure::Cut("the answer cannot be read"));
        }
        Err(refused(&reply, told.limited))
    }

    async fn wait_for_a_place(&self, key: &Key, standing: Standing) -> Result<(), Failure> {
        let now = self.moment();
        let leaves_at = self.pace().place(key, standing, now)?;
        if leaves_at > now {
            tokio::time::sleep(Duration::from_millis(u64::try_from(leaves_at - now).unwrap_or_default())).await;
        }
        Ok(self.pace().leave(key, standing, self.moment())?)
    }

    /// Reads something.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get(&self, route: &'static str, major: &str, path: String) -> Result<Value, Failure> {
        self.call(&Call::new(Method::GET, route, major, path)).await
    }

    /// The bytes at an address, at most `most` of them. The token does not go along.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn file(&self, address: &str, most: usize) -> Result<Vec<u8>, Failure> {
        let to: Uri = address.parse().map_err(|_| Failure::NotSent("the address is none"))?;
        let request = Request::get(to).header(header::USER_AGENT, AGENT).body(Full::default());
        let reply = self.http.ask(request.map_err(|_| Failure::NotSent("the request cannot be made"))?, most).await?;
        if reply.status.is_success() {
            return Ok(reply.body);
        }
        Err(Failure::Refused { status: reply.status.as_u16(), code: 0, message: String::new() })
    }

    fn request(&self, call: &Call) -> Result<Request<Full<Bytes>>, Failure> {
        let address = format!("{}/api/v10{}", self.host, call.path);
        let request = Request::builder()
            .method(call.method.clone())
            .uri(address)
            .header(header::USER_AGENT, AGENT)
            .header(header::AUTHORIZATION, &self.authorization);
        let made = match (&call.upload, &call.json) {
            (Some(upload), json) => request
                .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
                .body(Full::from(form(json.as_ref(), upload))),
            (None, Some(json)) => {
                request.header(header::CONTENT_TYPE, "application/json").body(Full::from(json.to_string()))
            }
            (None, None) => request.body(Full::default()),
        };
        made.map_err(|_| Failure::NotSent("the request cannot be made"))
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moment(&self) -> Moment {
        Moment::try_from(self.begun.elapsed().as_millis()).unwrap_or(Moment::MAX)
    }
}

/// A form with a file. Its name is cleaned of what would end the header that it stands in.
fn form(json: Option<&Value>, upload: &Upload) -> Vec<u8> {
    let clean = |text: &str| text.replace(['"', '\r', '\n', '\\'], "_");
    let mut form = Vec::with_capacity(upload.bytes.len() + 1024);
    if let Some(json) = json {
        let head = "Content-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json";
        form.extend_from_slice(format!("--{BOUNDARY}\r\n{head}\r\n\r\n{json}\r\n").as_bytes());
    }
    let named = format!("Content-Disposition: form-data; name=\"files[0]\"; filename=\"{}\"", clean(&upload.name));
    let kind = format!("Content-Type: {}", clean(&upload.mime));
    form.extend_from_slice(format!("--{BOUNDARY}\r\n{named}\r\n{kind}\r\n\r\n").as_bytes());
    form.extend_from_slice(&upload.bytes);
    form.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    form
}

fn told(reply: &Reply) -> Told {
    let header = |name: &str| text(&reply.headers, name);
    let status = reply.status.as_u16();
    let limited = (status == 429).then(|| {
        let refusal: Option<Refusal> = serde_json::from_slice(&reply.body).ok();
        let seconds = refusal.as_ref().and_then(|refusal| refusal.retry_after);
        let seconds = seconds.or_else(|| header("retry-after")?.parse().ok()).unwrap_or(1.0);
        Limited { after_ms: millis(seconds).max(1), global: refusal.is_some_and(|refusal| refusal.global) }
    });
    Told {
        bucket: header("x-ratelimit-bucket"),
        limit: header("x-ratelimit-limit").and_then(|limit| limit.parse().ok()),
        remaining: header("x-ratelimit-remaining").and_then(|remaining| remaining.parse().ok()),
        reset_after_ms: header("x-ratelimit-reset-after").and_then(|after| after.parse().ok()).map(millis),
        limited,
        // What a whole channel's members share does not count against one.
        refused: matches!(status, 401 | 403 | 429) && header("x-ratelimit-scope").as_deref() != Some("shared"),
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to a day")]
fn millis(seconds: f64) -> Moment {
    (seconds.clamp(0.0, 86_400.0) * 1000.0).ceil() as Moment
}

fn refused(reply: &Reply, limited: Option<Limited>) -> Failure {
    if let Some(limited) = limited {
        return limited.into();
    }
    let refusal: Option<Refusal> = serde_json::from_slice(&reply.body).ok();
    let status = reply.status.as_u16();
    match refusal {
        Some(Refusal { code, message, .. }) => {
            let message = message.chars().filter(|char| !char.is_control()).take(120).collect();
            Failure::Refused { status, code, message }
        }
        None => Failure::Refused { status, code: 0, message: String::new() },
    }
}

#[cfg(test)]
mod tests {
    use hyper::{HeaderMap, StatusCode, header::HeaderValue};

    use super::*;

    #[test]
    fn what_an_answer_tells_of_rates() {
        let mut headers = HeaderMap::new();
        let told_by_headers = [
            ("x-ratelimit-bucket", "abc"),
            ("x-ratelimit-limit", "5"),
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset-after", "1.2345"),
        ];
        for (name, value) in told_by_headers {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let body = br#"{"message": "You are being rate limited.", "retry_after": 0.25, "global": true}"#.to_vec();
        let reply = Reply { status: StatusCode::TOO_MANY_REQUESTS, headers, body };
        let limited = Limited { after_ms: 250, global: true };
        let expected = Told {
            bucket: Some("abc".into()),
            limit: Some(5),
            remaining: Some(0),
            reset_after_ms: Some(1235),
            limited: Some(limited),
            refused: true,
        };
        assert_eq!(told(&reply), expected);
        assert_eq!(refused(&reply, Some(limited)), Failure::Limited { after_ms: 250, global: true });
    }

    #[test]
    fn a_form_that_no_name_breaks() {
        let name = "a\"\r\nX: y.png".to_owned();
        let upload = Upload { name, mime: "image/png".into(), bytes: Bytes::from_static(b"png") };
        let form = String::from_utf8(form(Some(&serde_json::json!({"nonce": "1"})), &upload)).expect("text");
        assert!(form.contains("filename=\"a___X: y.png\"\r\nContent-Type: image/png\r\n\r\npng\r\n--"), "{form}");
        assert!(form.contains("\r\n\r\n{\"nonce\":\"1\"}\r\n--"), "{form}");
    }
}
