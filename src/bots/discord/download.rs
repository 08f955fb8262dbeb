//! Files' bytes. A message is asked for where its file is now, since addresses lapse within a day; they are fetched from
//! Discord's own hosts only, without the token.

use super::{
    client::{Api, Failure},
    errors,
    limits::FILE_BYTES,
};
use crate::bots::bot::FetchError;

/// Where Discord keeps files.
const HOSTS: [&str; 2] = ["https://cdn.discordapp.com/", "https://media.discordapp.net/"];
/// What a source begins with that is an address by itself: a file of an interaction, of which there is no message.
const BY_ADDRESS: &str = "at:";

/// The source of a message's file.
#[must_use]
pub fn source(channel: &str, message: &str, attachment: &str) -> String {
    format!("{channel}/{message}/{attachment}")
}

/// What the sources of a message's files begin with.
#[must_use]
pub fn sources(channel: &str, message: &str) -> String {
    format!("{channel}/{message}/")
}

/// The source of a file that is in no message.
#[must_use]
pub fn source_by_address(address: &str) -> String {
    format!("{BY_ADDRESS}{address}")
}

/// Brings a file.
///
/// # Errors
/// [`FetchError`].
pub async fn fetch(api: &Api, source: &str) -> Result<Vec<u8>, FetchError> {
    let most = usize::try_from(FILE_BYTES).unwrap_or(usize::MAX);
    let address = match source.strip_prefix(BY_ADDRESS) {
        Some(address) => address.to_owned(),
        None => address_of(api, source).await?,
    };
    let own = format!("{}/", api.host());
    if !HOSTS.iter().copied().chain([own.as_str()]).any(|host| address.starts_with(host)) {
        return Err(FetchError::Lost { reason: "it is kept elsewhere".into() });
    }
    match api.file(&address, most).await {
        Ok(bytes) => Ok(bytes),
        Err(Failure::Cut("the answer is too long")) => Err(FetchError::Lost { reason: "the file is too big".into() }),
        Err(failure) => Err(why(&failure)),
    }
}

async fn address_of(api: &Api, source: &str) -> Result<String, FetchError> {
    let lost = || FetchError::Lost { reason: "no file of Discord's".into() };
    let mut parts = source.split('/');
    let (Some(channel), Some(message), Some(attachment), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(lost());
    };
    for id in [channel, message] {
        super::outbound::number(id).map_err(|_| lost())?;
    }
    let path = format!("/channels/{channel}/messages/{message}");
    let found = api.get("/channels/messages/message", channel, path).await.map_err(|failure| why(&failure))?;
    let files = found["attachments"].as_array().map(Vec::as_slice).unwrap_or_default();
    let file = files.iter().find(|file| file["id"].as_str() == Some(attachment));
    file.and_then(|file| file["url"].as_str()).map(str::to_owned).ok_or_else(lost)
}

fn why(failure: &Failure) -> FetchError {
    let reason = failure.to_string();
    match failure {
        Failure::Refused { status: 400..=499, .. } if !errors::is_unauthorized(failure) => FetchError::Lost { reason },
        Failure::Refused { .. } | Failure::Limited { .. } | Failure::NotSent(_) | Failure::Cut(_) => {
            FetchError::Retry { reason }
        }
    }
}
