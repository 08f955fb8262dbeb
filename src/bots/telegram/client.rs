//! One call of Telegram's interface: a request, its answer, and what went wrong where something did. Nothing here is
//! tried twice. The library's own way of calling hides the answer's status and sleeps ten seconds after each failure of
//! the server, so only its types are used.

use std::{
    collections::HashMap,
    error::Error as _,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use hyper::Uri;
use reqwest::{Client, Response, StatusCode, Url, multipart::Form, redirect::Policy};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::bots::http::{ANSWER_BYTES, Broken, CONNECT, Http, IDLE, KEEPALIVE, KEPT};

/// Most sends that seem to time out are slow successes.
const READ: Duration = Duration::from_mins(1);
/// The longest that a file may take as long as something comes of it; whoever fetches it gives up earlier.
const DOWNLOAD: Duration = Duration::from_hours(1);

/// How a call failed. Nothing in it holds an address or the token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Telegram answered, and not with what was asked for.
    #[error("{code}: {description}")]
    Refused {
        code: u16,
        description: String,
        /// In seconds.
        retry_after: Option<u64>,
        migrated_to: Option<i64>,
    },
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

/// Telegram's interface for one bot.
#[derive(Clone)]
pub struct Api {
    /// For forms and files.
    http: Client,
    /// For all other calls.
    plain: Http,
    /// Where the methods are that were called.
    methods: Arc<Mutex<HashMap<String, Uri>>>,
    url: Url,
    token: String,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").finish_non_exhaustive()
    }
}

/// What every answer is wrapped in.
#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

/// A client for calls whose answer takes at most `longest`.
fn http(longest: Duration) -> reqwest::Result<Client> {
    Client::builder()
        .http1_only()
        .tcp_nodelay(true)
        .tcp_keepalive(KEEPALIVE)
        .pool_max_idle_per_host(KEPT)
        .pool_idle_timeout(IDLE)
        .connect_timeout(CONNECT)
        .timeout(longest)
        .read_timeout(longest)
        .redirect(Policy::none())
        .no_proxy()
        .build()
}

impl Api {
    /// The interface at `url`, of which scheme, host and port count.
    ///
    /// # Errors
    /// Where no TLS can be set up.
    pub fn new(url: Url, token: &str) -> reqwest::Result<Self> {
        Ok(Self { http: http(READ)?, plain: Http::new(READ), methods: Arc::default(), url, token: token.to_owned() })
    }

    /// The same with connections of its own, for calls that wait up to `wait` for something to happen.
    ///
    /// # Errors
    /// Where no TLS can be set up.
    pub fn waiting(&self, wait: Duration) -> reqwest::Result<Self> {
        let longest = wait + Duration::from_secs(10);
        Ok(Self { http: http(longest)?, plain: Http::new(longest), ..self.clone() })
    }

    /// The server's own time with its last answer to a call without a form, in milliseconds since 1970.
    #[must_use]
    pub fn told_time(&self) -> Option<i64> {
        self.plain.told_time()
    }

    /// Calls a method; its answer as it came.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn call_raw(&self, method: &str, parameters: &impl Serialize) -> Result<String, Failure> {
        let to = self.method(method).ok_or(Failure::NotSent("the address is none"))?;
        let json = serde_json::to_vec(parameters).map_err(|_| Failure::NotSent("the request cannot be made"))?;
        let (status, body) = self.plain.post(to, json).await?;
        result_of(status, &body)
    }

    /// Calls a method.
    ///
    /// # Errors
    /// [`Failure`]; [`Failure::Cut`] where the answer is not what the method gives.
    pub async fn call<T: DeserializeOwned>(&self, method: &str, parameters: &impl Serialize) -> Result<T, Failure> {
        understood(&self.call_raw(method, parameters).await?)
    }

    /// Calls a method with a form, which can carry files.
    ///
    /// # Errors
    /// As [`Api::call`].
    pub async fn call_with_form<T: DeserializeOwned>(&self, method: &str, form: Form) -> Result<T, Failure> {
        let url = self.address(&["bot"], method).ok_or(Failure::NotSent("the address is none"))?;
        understood(&self.end(self.http.post(url).multipart(form)).await?)
    }

    /// Asks for a file; the answer's body is still to be read. Whoever reads it says how long it may take in all.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn file(&self, path: &str) -> Result<Response, Failure> {
        let url = self.address(&["file", "bot"], path).ok_or(Failure::NotSent("the address is none"))?;
        let response = self.http.get(url).timeout(DOWNLOAD).send().await.map_err(|error| why(&error))?;
        let code = response.status().as_u16();
        if response.status().is_success() {
            return Ok(response);
        }
        Err(Failure::Refused { code, description: String::new(), retry_after: None, migrated_to: None })
    }

    /// `…/bot<token>/<path>`, or `…/file/bot<token>/<path>`. A path's own signs are escaped, so that it leads nowhere
    /// else.
    fn address(&self, before: &[&str], path: &str) -> Option<Url> {
        let mut url = self.url.clone();
        url.set_query(None);
        url.set_fragment(None);
        url.set_path("");
        let steps = path.split('/').filter(|step| !step.is_empty() && *step != "." && *step != "..");
        let (last, first) = before.split_last()?;
        url.path_segments_mut().ok()?.clear().extend(first).push(&format!("{last}{}", self.token)).extend(steps);
        Some(url)
    }

    /// A method's address, made once.
    fn method(&self, method: &str) -> Option<Uri> {
        let mut methods = self.methods.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = methods.get(method) {
            return Some(known.clone());
        }
        let made: Uri = self.address(&["bot"], method)?.as_str().parse().ok()?;
        methods.insert(method.to_owned(), made.clone());
        Some(made)
    }

    async fn end(&self, request: reqwest::RequestBuilder) -> Result<String, Failure> {
        let response = request.send().await.map_err(|error| why(&error))?;
        let status = response.status();
        result_of(status, &body_of(response).await?)
    }
}

/// What an answer gives, as it came.
fn result_of(status: StatusCode, body: &str) -> Result<String, Failure> {
    let answer: Answer<'_> = match serde_json::from_str(body) {
        Ok(answer) => answer,
        // What is between refuses these two by itself, before Telegram hears of them.
        Err(_) if [413, 429].contains(&status.as_u16()) => return Err(refused(status.as_u16(), String::new())),
        // A proxy's page, or half an answer.
        Err(_) => return Err(Failure::Cut("the answer cannot be read")),
    };
    match (answer.ok, answer.result) {
        (true, Some(result)) if status.is_success() => Ok(result.get().to_owned()),
        (true, _) => Err(Failure::Cut("the answer cannot be read")),
        (false, _) => Err(Failure::Refused {
            code: answer.error_code.unwrap_or(status.as_u16()),
            description: answer.description.unwrap_or_default(),
            retry_after: answer.parameters.as_ref().and_then(|parameters| parameters.retry_after),
            migrated_to: answer.parameters.as_ref().and_then(|parameters| parameters.migrate_to_chat_id),
        }),
    }
}

fn refused(code: u16, description: String) -> Failure {
    Failure::Refused { code, description, retry_after: None, migrated_to: None }
}

fn understood<T: DeserializeOwned>(result: &str) -> Result<T, Failure> {
    serde_json::from_str(result).map_err(|_| Failure::Cut("the answer is not what was asked for"))
}

async fn body_of(mut response: Response) -> Result<String, Failure> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| cut(&error))? {
        if body.len() + chunk.len() > ANSWER_BYTES {
            return Err(Failure::Cut("the answer is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|_| Failure::Cut("the answer is no text"))
}

/// Whether a request can have arrived. The error itself is not kept: it holds the address, and that the token.
fn why(error: &reqwest::Error) -> Failure {
    if error.is_builder() {
        return Failure::NotSent("the request cannot be made");
    }
    if error.is_connect() {
        let reason = if error.is_timeout() { "no connection in time" } else { "no connection" };
        return Failure::NotSent(reason);
    }
    cut(error)
}

fn cut(error: &reqwest::Error) -> Failure {
    Failure::Cut(if error.is_timeout() {
        "no answer in time"
    } else if error.source().is_some() {
        "the connection broke"
    } else {
        "the answer broke off"
    })
}
