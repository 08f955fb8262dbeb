//! Plain calls of a platform's interface over kept connections, with as little between them and the wire as there can be.
//! A desk that answers hundreds of people spends most of its time here. Nothing here is tried twice.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use chrono::DateTime;
use http_body_util::{BodyExt as _, Full};
use hyper::{HeaderMap, Request, StatusCode, Uri, body::Incoming, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, Error, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::timeout;

/// The largest answer that is read, where nothing else is said.
pub const ANSWER_BYTES: usize = 16 * 1024 * 1024;
pub const CONNECT: Duration = Duration::from_secs(5);
/// An idle connection is given up before the other side may do so.
pub const IDLE: Duration = Duration::from_secs(15);
pub const KEEPALIVE: Duration = Duration::from_secs(30);
/// Calls under way to one host whose connections are kept.
pub const KEPT: usize = 256;

/// Why there is no answer. Nothing in it holds an address or a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The request surely did not arrive.
    NotSent(&'static str),
    /// The request left; whether it had an effect, nobody knows.
    Cut(&'static str),
}

/// An answer, whatever it says.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Connections to one server.
#[derive(Clone)]
pub struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    /// The longest that a call may take.
    longest: Duration,
    /// What the server told of its time last, in milliseconds since 1970; 0 until it has.
    told: Arc<AtomicI64>,
}

impl Http {
    pub fn new(longest: Duration) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_connect_timeout(Some(CONNECT));
        let connector =
            HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(KEPT)
            .build(connector);
        Self { client, longest, told: Arc::default() }
    }

    /// The server's own time with its last answer.
    pub fn told_time(&self) -> Option<i64> {
        Some(self.told.load(Ordering::Relaxed)).filter(|told| *told > 0)
    }

    /// Sends JSON; the answer's status and text.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn post(&self, to: Uri, json: Vec<u8>) -> Result<(StatusCode, String), Broken> {
        let request = Request::post(to)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::from(json))
            .map_err(|_| Broken::NotSent("the request cannot be made"))?;
        let reply = self.ask(request, ANSWER_BYTES).await?;
        let text = String::from_utf8(reply.body).map_err(|_| Broken::Cut("the answer is no text"))?;
        Ok((reply.status, text))
    }

    /// Makes a request; the answer, of at most `most` bytes.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn ask(&self, request: Request<Full<Bytes>>, most: usize) -> Result<Reply, Broken> {
        timeout(self.longest, self.exchange(request, most)).await.unwrap_or(Err(Broken::Cut("no answer in time")))
    }

    async fn exchange(&self, request: Request<Full<Bytes>>, most: usize) -> Result<Reply, Broken> {
        let (head, body) = self.client.request(request).await.map_err(|error| why(&error))?.into_parts();
        let told = head.headers.get(header::DATE).and_then(|date| date.to_str().ok());
        if let Some(date) = told.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) {
            self.told.store(date.timestamp_millis(), Ordering::Relaxed);
        }
        Ok(Reply { status: head.status, headers: head.headers, body: body_of(body, most).await? })
    }
}

async fn body_of(mut incoming: Incoming, most: usize) -> Result<Vec<u8>, Broken> {
    let mut body = Vec::new();
    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|_| Broken::Cut("the answer broke off"))?;
        let Some(bytes) = frame.data_ref() else { continue };
        if body.len() + bytes.len() > most {
            return Err(Broken::Cut("the answer is too long"));
        }
        body.extend_from_slice(bytes);
    }
    Ok(body)
}

/// Whether a request can have arrived. The error itself is not kept: it may hold the address, and that a token.
fn why(error: &Error) -> Broken {
    if error.is_connect() {
        return Broken::NotSent("no connection");
    }
    Broken::Cut(if error.source().is_some() { "the connection broke" } else { "the answer broke off" })
}
