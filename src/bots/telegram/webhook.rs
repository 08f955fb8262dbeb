//! Updates that Telegram brings itself. Whoever does not know the secret is turned away before a byte of theirs is read;
//! what comes in is answered once it is committed.

use std::sync::Arc;

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::{receive::Receiver, start::Known};

/// The largest update that is read.
const BODY_BYTES: usize = 1024 * 1024;
/// The header that Telegram puts the secret into.
const SECRET: &str = "x-telegram-bot-api-secret-token";

struct Hook {
    /// Digests are compared, so that the time it takes tells nothing of the secret.
    secret: [u8; 32],
    known: Known,
}

/// The path that Telegram is told, which nobody guesses.
#[must_use]
pub fn path(secret: &str) -> String {
    let digest = Sha256::new_with_prefix(b"balcao telegram webhook\0").chain_update(secret).finalize();
    format!("/telegram/{}", URL_SAFE_NO_PAD.encode(digest))
}

/// The one route. Until it is known who the bot is, Telegram is asked to come again.
pub fn router(secret: &str, known: Known) -> Router {
    let hook = Hook { secret: Sha256::digest(secret).into(), known };
    Router::new().route(&path(secret), post(receive)).with_state(Arc::new(hook))
}

async fn receive(State(hook): State<Arc<Hook>>, request: Request) -> Response {
    if !hook.lets_in(request.headers()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(body) = to_bytes(request.into_body(), BODY_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let Some(receiver) = hook.receiver() else { return later() };
    match receiver.hand_in_once(&String::from_utf8_lossy(&body)).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(_unavailable) => later(),
    }
}

fn later() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "1")]).into_response()
}

impl Hook {
    fn lets_in(&self, headers: &HeaderMap) -> bool {
        let given: Option<[u8; 32]> = headers.get(SECRET).map(|secret| Sha256::digest(secret.as_bytes()).into());
        given == Some(self.secret)
    }

    fn receiver(&self) -> Option<&Receiver> {
        self.known.get()
    }
}
