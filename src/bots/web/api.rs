//! The web chat's requests: say and read. Each is a few lines around one call at the door.
//! Neither words nor tokens are ever logged.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{
        ConnectInfo, FromRequestParts, Query, State,
        rejection::{BytesRejection, QueryRejection},
    },
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures_util::{FutureExt as _, future::pending};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::{
    BODY_BYTES, Web,
    refusal::Refusal,
    wire::{MailView, MessageForm, ReceivedView, is_token, without_nul},
};
use crate::door::{Received, Seat};

/// The most letters in one answer.
const LETTERS: i64 = 50;

/// The longest that a poll waits: below what proxies and phone networks cut off.
const LONGEST_WAIT_S: u64 = 25;

/// Whoever asks, signed in, and not too fast.
pub struct Signed {
    pub seat: Seat,
    pub(super) token: String,
    /// What their requests are counted by.
    pub(super) key: u64,
    /// What is counted by that costs much: further sign-ins of the same person are no further share.
    pub(super) person: u64,
}

impl FromRequestParts<Web> for Signed {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refusal> {
        let now = web.door.now();
        let Source(peer) = Source::from_request_parts(parts, web).await?;
        let Some(token) = bearer(&parts.headers).map(str::to_owned) else {
            web.rates.stranger(&peer, now)?;
            return Err(Refusal::SignedOut);
        };
        let key = web.rates.key(&token);
        let is_stranger = !web.rates.knows(key);
        if is_stranger {
            web.rates.stranger(&peer, now)?;
        }
        let Some(seat) = web.door.seat(&token).await? else {
            web.rates.forget(key);
            return Err(Refusal::SignedOut);
        };
        if is_stranger {
            web.rates.is_no_stranger(&peer);
        }
        let person = web.rates.key(&seat.user_key);
        let opens_file = parts.method == Method::GET && parts.uri.path().starts_with("/api/files/");
        if opens_file {
            web.rates.welcome(key, now);
            web.rates.download(person, now)?;
        } else {
            web.rates.request(key, now)?;
        }
        Ok(Self { seat, token, key, person })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let token = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    is_token(token).then_some(token)
}

/// What guessed codes are counted by: the peer's address.
pub struct Source(pub(super) String);

impl FromRequestParts<Web> for Source {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refusal> {
        let forwarded = if web.config.behind_proxy { forwarded_for(&parts.headers) } else { None };
        let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_string());
        Ok(Self(forwarded.or_else(peer).unwrap_or_else(|| "unknown".into())))
    }
}

/// The address that the proxy itself added: the last one.
fn forwarded_for(headers: &HeaderMap) -> Option<String> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    let ip = last.to_str().ok()?.rsplit(',').next()?.trim();
    ip.parse::<std::net::IpAddr>().ok().map(|ip| ip.to_string())
}

/// `POST /api/messages`: hands in one thing and brings the new letters back in the same round trip.
pub async fn say(
    State(web): State<Web>,
    Signed { token, .. }: Signed,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let form: MessageForm = read(body)?;
    let after = form.after;
    // The body may have come long after the token: whoever was signed out meanwhile says nothing.
    let seat = web.door.seat(&token).await?.ok_or(Refusal::SignedOut)?;
    let received = web.door.receive(form.into_inbound(&seat, web.door.now())?).await?;
    web.typing.ends(&seat.address.to_string(), &seat.user_key);
    // What was said may have changed their name or language.
    let seat = web.door.seat(&token).await.ok().flatten().unwrap_or(seat);
    let connects = match &received {
        Received::Done { letters, .. } => letters.first().is_none_or(|first| first.seq.checked_sub(1) == Some(after)),
        Received::Again => false,
        Received::Waiting | Received::Quarantined => true,
    };
    // The message is committed: if its letters cannot be read now, the client's next poll brings them.
    let fetched = if connects {
        None
    } else {
        Some(web.door.mail(&seat.address, after, LETTERS, Duration::ZERO).await.unwrap_or_default())
    };
    let letters = match (&fetched, &received) {
        (Some(fetched), _) => fetched.as_slice(),
        (None, Received::Done { letters, .. }) => letters.as_slice(),
        (None, Received::Again | Received::Waiting | Received::Quarantined) => &[],
    };
    let typing = writers(&web, &seat);
    Ok(Json(ReceivedView::new(&received, letters, &seat).with_typing(typing)).into_response())
}

#[derive(Deserialize)]
pub struct PollQuery {
    after: i64,
    #[serde(default)]
    wait: u64,
}

/// `GET /api/messages`: the letters after those that it acknowledges; waits for the first.
pub async fn poll(
    State(web): State<Web>,
    Signed { seat, token, key, .. }: Signed,
    query: Result<Query<PollQuery>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(query) = query.map_err(|_| Refusal::Bad("after and wait: numbers"))?;
    if query.after > 0 && web.door.is_ahead(&seat.address, query.after).await? {
        return Ok(Json(MailView::new(&[], &seat).with_ahead(true)).into_response());
    }
    let wait = Duration::from_secs(query.wait.min(LONGEST_WAIT_S));
    let mail = web.door.mail(&seat.address, query.after, LETTERS, wait);
    let letters = if wait.is_zero() {
        mail.await?
    } else {
        let mut place = web.waits.take(key);
        // Only rooms are kept there: a private chat would stay for ever.
        let another = if seat.is_group {
            web.typing.another(&seat.address.to_string(), &seat.user_key).left_future()
        } else {
            pending().right_future()
        };
        tokio::select! {
            letters = mail => letters?,
            () = another => Vec::new(),
            () = place.is_needed() => Vec::new(),
        }
    };
    // Whoever was signed out meanwhile reads nothing of what came meanwhile.
    let seat = web.door.seat(&token).await?.ok_or(Refusal::SignedOut)?;
    Ok(Json(MailView::new(&letters, &seat).with_typing(writers(&web, &seat))).into_response())
}

/// Who else is writing here; a private chat has nobody else.
fn writers(web: &Web, seat: &Seat) -> Option<Vec<String>> {
    seat.is_group.then(|| web.typing.others(&seat.address.to_string(), &seat.user_key, web.door.now()))
}

/// `POST /api/typing`: whoever shares a room sees for some seconds that somebody is writing.
pub async fn types(State(web): State<Web>, signed: Signed) -> Result<StatusCode, Refusal> {
    let (seat, now) = (signed.seat, web.door.now());
    web.rates.typing(signed.key, now)?;
    if seat.is_group && !seat.name.is_empty() {
        web.typing.begins(&seat.address.to_string(), &seat.user_key, &seat.name, now);
    }
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub struct HistoryQuery {
    before: Option<i64>,
    /// The letter in the middle.
    around: Option<i64>,
    limit: Option<i64>,
    /// Only the letters about this ticket.
    thread: Option<String>,
}

/// `GET /api/history`: older letters, oldest first.
pub async fn history(
    State(web): State<Web>,
    Signed { seat, .. }: Signed,
    query: Result<Query<HistoryQuery>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(query) = query.map_err(|_| Refusal::Bad("before, around and limit: numbers"))?;
    let limit = query.limit.unwrap_or(LETTERS).clamp(1, LETTERS);
    let before = query.before.unwrap_or(i64::MAX);
    let letters = match (query.around, query.thread.map(without_nul)) {
        (Some(seq), _) => web.door.around(&seat.address, seq, limit).await?,
        (None, Some(thread)) => web.door.thread(&seat.address, &thread, before, limit).await?,
        (None, None) => web.door.history(&seat.address, before, limit).await?,
    };
    Ok(Json(MailView::new(&letters, &seat)).into_response())
}

/// `GET /demo/seats`: fresh codes for the demo's page.
pub async fn demo_seats(State(web): State<Web>) -> Result<Response, Refusal> {
    let seats = web.config.demo.as_ref().ok_or(Refusal::NoSuchThing)?;
    let seats: Vec<_> = seats().await.into_iter().map(|seat| json!({"seat": seat.seat, "code": seat.code})).collect();
    Ok(Json(seats).into_response())
}

pub(super) fn read<T: DeserializeOwned>(body: Result<Bytes, BytesRejection>) -> Result<T, Refusal> {
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge { limit: BODY_BYTES as u64 },
        _ => Refusal::BrokeOff,
    })?;
    serde_json::from_slice(&body).map_err(|_| Refusal::Bad("not the JSON that is expected"))
}
