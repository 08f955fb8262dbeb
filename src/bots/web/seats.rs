//! Signing in and out of the web chat, the conversations of one person, and a code for one more device. What a seat
//! looks like in JSON stands here too.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Web,
    api::{Signed, Source, read},
    refusal::Refusal,
    wire::is_token,
};
use crate::door::{Seat, Unavailable};

/// The longest name of a conversation.
const CHAT: usize = 64;

#[derive(Deserialize)]
pub struct EnterForm {
    code: String,
    token: String,
}

#[derive(Deserialize)]
pub struct SeatForm {
    chat: String,
    token: String,
}

#[derive(Default, Deserialize)]
pub struct LeaveForm {
    #[serde(default)]
    everywhere: bool,
}

#[derive(Serialize)]
struct SeatView<'a> {
    name: &'a str,
    is_group: bool,
    purpose: &'a str,
    locale: &'a str,
    /// The largest file, so that a phone does not send in vain what will be refused.
    file_bytes: u64,
    chat: &'a str,
    person: &'a str,
    others: Vec<OtherView<'a>>,
}

#[derive(Serialize)]
struct OtherView<'a> {
    chat: &'a str,
    purpose: &'a str,
    is_group: bool,
}

/// `POST /api/enter`: a one-time code and the client's own token become a seat.
pub async fn enter(
    State(web): State<Web>,
    Source(source): Source,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    web.rates.stranger(&source, web.door.now())?;
    let form: EnterForm = read(body)?;
    if !is_token(&form.token) {
        return Err(Refusal::Bad("token: 43 characters of base64url"));
    }
    let code = form.code.trim();
    if code.is_empty() || code.len() > 64 {
        return Err(Refusal::BadCode);
    }
    let seat = web.door.enter(code, &form.token, &source).await?;
    web.rates.is_no_stranger(&source);
    web.rates.welcome(web.rates.key(&form.token), web.door.now());
    shown(&web, &seat).await
}

/// `POST /api/seats`: another conversation of the same person, bound to a token of its own.
pub async fn open(
    State(web): State<Web>,
    signed: Signed,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let form: SeatForm = read(body)?;
    if !is_token(&form.token) {
        return Err(Refusal::Bad("token: 43 characters of base64url"));
    }
    if form.chat.len() > CHAT {
        return Err(Refusal::NoSuchThing);
    }
    let seat = web.door.open_seat(&signed.seat, &signed.token, &form.chat, &form.token).await?;
    web.rates.welcome(web.rates.key(&form.token), web.door.now());
    shown(&web, &seat).await
}

/// `GET /api/me`: who is signed in, and where.
pub async fn me(State(web): State<Web>, signed: Signed) -> Result<Response, Refusal> {
    shown(&web, &signed.seat).await
}

/// `POST /api/leave`: the token opens nothing any more, or none of this person's tokens does.
pub async fn leave(
    State(web): State<Web>,
    signed: Signed,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let is_empty = body.as_ref().is_ok_and(Bytes::is_empty);
    let form: LeaveForm = if is_empty { LeaveForm::default() } else { read(body)? };
    if form.everywhere {
        web.door.leave_everywhere(&signed.seat).await?;
    } else {
        web.door.leave(&signed.token).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/devices`: a one-time code for the same person, as a link and as a QR code.
pub async fn device(State(web): State<Web>, signed: Signed) -> Result<Response, Refusal> {
    let device = web.door.new_device(&signed.seat).await?;
    let body = json!({"code": device.code, "url": device.url, "qr": device.qr, "seconds": device.seconds});
    Ok(Json(body).into_response())
}

async fn shown(web: &Web, seat: &Seat) -> Result<Response, Refusal> {
    let standing = web.door.standing(seat).await.map_err(|Unavailable| Refusal::Unavailable)?;
    let others = standing.others.iter().map(|(purpose, chat)| OtherView {
        chat,
        purpose: purpose.as_deref().unwrap_or("private"),
        is_group: purpose.is_some(),
    });
    let view = SeatView {
        name: &seat.name,
        is_group: seat.is_group,
        purpose: &seat.purpose,
        locale: &seat.locale,
        file_bytes: web.config.file_bytes,
        chat: &seat.address.chat,
        person: &standing.person,
        others: others.collect(),
    };
    Ok(Json(view).into_response())
}
