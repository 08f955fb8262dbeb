//! Files' bytes. They come from the interface's own host only, whatever a path says, and never more than fits.

use serde::Deserialize;
use serde_json::json;

use super::{
    client::{Api, Failure},
    errors,
    limits::FILE_BYTES,
    media,
};
use crate::bots::bot::FetchError;

#[derive(Deserialize)]
struct Place {
    file_path: Option<String>,
    #[serde(default)]
    file_size: u64,
}

/// Brings a file.
///
/// # Errors
/// [`FetchError`].
pub async fn fetch(api: &Api, source: &str) -> Result<Vec<u8>, FetchError> {
    let (_, file_id) = media::of_source(source);
    let place: Place = api.call("getFile", &json!({"file_id": file_id})).await.map_err(|failure| why(&failure))?;
    if place.file_size > FILE_BYTES {
        return Err(too_big());
    }
    let path = place.file_path.ok_or_else(|| FetchError::Lost { reason: "Telegram does not have it".into() })?;
    let mut response = api.file(&path).await.map_err(|failure| why(&failure))?;
    let most = usize::try_from(FILE_BYTES).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    loop {
        let chunk = response.chunk().await.map_err(|_| FetchError::Retry { reason: "the file broke off".into() })?;
        let Some(chunk) = chunk else { return Ok(bytes) };
        if bytes.len() + chunk.len() > most {
            return Err(too_big());
        }
        bytes.extend_from_slice(&chunk);
    }
}

fn too_big() -> FetchError {
    FetchError::Lost { reason: "the file is too big".into() }
}

fn why(failure: &Failure) -> FetchError {
    let reason = failure.to_string();
    match failure {
        Failure::Refused { code: 429, .. } => FetchError::Retry { reason },
        // Telegram says the same of a wrong id and of a file that it cannot reach just now.
        failure if errors::is_perhaps_away(failure) => FetchError::Retry { reason },
        Failure::Refused { code: 400..=499, .. } if !errors::is_unauthorized(failure) => FetchError::Lost { reason },
        Failure::Refused { .. } | Failure::NotSent(_) | Failure::Cut(_) => FetchError::Retry { reason },
    }
}
