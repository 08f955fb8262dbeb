//! Plain calls: JSON there and back over kept connections, with as little between them and the wire as there can be. A
//! desk that answers hundreds of people spends most of its time here.

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
use hyper::{Request, Response, StatusCode, Uri, body::Incoming, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, Error, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::timeout;

use super::client::{ANSWER_BYTES, CONNECT, Failure, IDLE, KEEPALIVE, KEPT};

/// Connections to one server.
#[derive(Clone)]
pub(super) struct Http {
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
    /// [`Failure::NotSent`] and [`Failure::Cut`].
    pub async fn post(&self, to: Uri, json: Vec<u8>) -> Result<(StatusCode, String), Failure> {
        let request = Request::post(to)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::from(json))
            .map_err(|_| Failure::NotSent("the request cannot be made"))?;
        timeout(self.longest, self.exchange(request)).await.unwrap_or(Err(Failure::Cut("no answer in time")))
    }

    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<(StatusCode, String), Failure> {
        let response = self.client.request(request).await.map_err(|error| why(&error))?;
        let status = response.status();
        let told = response.headers().get(header::DATE).and_then(|date| date.to_str().ok());
        if let Some(date) = told.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) {
            self.told.store(date.timestamp_millis(), Ordering::Relaxed);
        }
        Ok((status, body_of(response).await?))
    }
}

async fn body_of(mut response: Response<Incoming>) -> Result<String, Failure> {
    let mut body = Vec::new();
    while let Some(frame) = response.body_mut().frame().await {
        let frame = frame.map_err(|_| Failure::Cut("the answer broke off"))?;
        let Some(bytes) = frame.data_ref() else { continue };
        if body.len() + bytes.len() > ANSWER_BYTES {
            return Err(Failure::Cut("the answer is too long"));
        }
        body.extend_from_slice(bytes);
    }
    String::from_utf8(body).map_err(|_| Failure::Cut("the answer is no text"))
}

/// Whether a request can have arrived. The error itself is not kept: it may hold the address, and that the token.
fn why(error: &Error) -> Failure {
    if error.is_connect() {
        return Failure::NotSent("no connection");
    }
    Failure::Cut(if error.source().is_some() { "the connection broke" } else { "the answer broke off" })
}
