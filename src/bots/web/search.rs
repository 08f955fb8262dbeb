//! Searching one's own chat.

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::{Web, api::Signed, refusal::Refusal, wire::MailView};

/// The longest that is searched for, in bytes.
const LONGEST: usize = 200;

#[derive(Deserialize)]
pub struct SearchQuery {
    q: String,
    before: Option<i64>,
}

#[derive(Serialize)]
struct FoundView<'a> {
    #[serde(flatten)]
    mail: MailView<'a>,
    more: bool,
}

/// `GET /api/search?q=…&before=…`: letters of this chat that hold all these words, the newest first.
pub async fn search(
    State(web): State<Web>,
    signed: Signed,
    query: Result<Query<SearchQuery>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(query) = query.map_err(|_| Refusal::Bad("q: words; before: a number"))?;
    if query.q.len() > LONGEST {
        return Err(Refusal::Bad("q: too long"));
    }
    web.rates.search(signed.person, web.door.now())?;
    let found = web.door.search(&signed.seat.address, &query.q, query.before.unwrap_or(i64::MAX)).await?;
    let mail = MailView::new(&found.letters, &signed.seat);
    Ok(Json(FoundView { mail, more: found.more }).into_response())
}
