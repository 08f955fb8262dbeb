//! What a failed call means for the message that it carried. The descriptions are Telegram's own; they hold no words of
//! people.

use super::client::Failure;
use crate::bots::send_error::SendError;
use crate::core::chat::Address;

/// What was asked for: the same words can mean different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Send,
    Edit,
    Thread,
}

/// The chat, or the person, takes nothing from this bot.
const BLOCKED: &[&str] = &[
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "bot was blocked",
    "bot was kicked",
    "bot is not a member",
    "not enough rights to send text messages",
    "have no rights to send",
    "need administrator rights in the channel",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "user_is_blocked",
    "user_is_bot",
    "input_user_deactivated",
    "group chat was deactivated",
    "group is deactivated",
    "group chat was deleted",
];

const THREAD_GONE: &[&str] = &[
    "message thread not found",
    "topic_deleted",
    "topic_closed",
    "topic_id_invalid",
    "topic not found",
    "message_thread_id_invalid",
];

const MESSAGE_GONE: &[&str] =
    &["message to edit not found", "message can't be edited", "message_id_invalid", "message not found"];

/// Telegram's text of a send that succeeded before.
#[must_use]
pub fn is_unchanged(failure: &Failure) -> bool {
    says(failure, &["message is not modified", "message_not_modified", "topic_not_modified"])
}

/// Telegram did not understand the text's entities: it can be sent without.
#[must_use]
pub fn is_about_entities(failure: &Failure) -> bool {
    says(failure, &["can't parse entities", "entity_", "entities_too_long", "can't parse message entities"])
}

/// Telegram does not take a file as a picture: it is too long, too narrow, or broken.
#[must_use]
pub fn is_about_picture(failure: &Failure) -> bool {
    says(failure, &["photo_invalid_dimensions", "photo_ext_invalid", "photo_save_file_invalid", "image_process_failed"])
}

/// A file that may be there later.
#[must_use]
pub fn is_perhaps_away(failure: &Failure) -> bool {
    says(failure, &["temporarily unavailable"])
}

/// The answer to a tap came too late, or twice.
#[must_use]
pub fn is_too_late(failure: &Failure) -> bool {
    says(failure, &["query is too old", "query id is invalid", "query_id_invalid"])
}

/// The token is not, or no longer, a bot's.
#[must_use]
pub fn is_unauthorized(failure: &Failure) -> bool {
    match failure {
        Failure::Refused { code: 401, .. } => true,
        // So it answers to a token of the wrong form.
        Failure::Refused { code: 404, description, .. } => description == "Not Found",
        Failure::Refused { .. } | Failure::NotSent(_) | Failure::Cut(_) => false,
    }
}

fn says(failure: &Failure, any: &[&str]) -> bool {
    let Failure::Refused { code: 400..=499, description, .. } = failure else { return false };
    let description = description.to_lowercase();
    any.iter().any(|text| description.contains(text))
}

/// What follows for the message.
#[must_use]
pub fn classify(failure: &Failure, to: &Address, asked: Asked) -> SendError {
    let (code, description, retry_after) = match failure {
        Failure::NotSent(reason) => {
            return SendError::Retry { after_ms: None, whole_platform: true, reason: (*reason).into() };
        }
        Failure::Cut(reason) => return SendError::Unknown { reason: (*reason).into() },
        Failure::Refused { migrated_to: Some(chat), .. } => {
            return SendError::Migrated { to: Address { chat: chat.to_string(), ..to.clone() } };
        }
        Failure::Refused { code, description, retry_after, .. } => (*code, description, *retry_after),
    };
    if code == 429 || retry_after.is_some() {
        let seconds = retry_after.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(1);
        let after_ms = Some(seconds.clamp(0, 86_400) * 1000);
        return SendError::Retry { after_ms, whole_platform: false, reason: "too many requests".into() };
    }
    if is_unauthorized(failure) {
        tracing::error!("Telegram does not know this bot: is TELOXIDE_TOKEN still right?");
        return SendError::Retry { after_ms: None, whole_platform: true, reason: "unauthorized".into() };
    }
    match code {
        500..=599 => SendError::Unknown { reason: format!("the server failed with {code}") },
        400..=499 if says(failure, THREAD_GONE) => SendError::ThreadGone,
        400..=499 if asked == Asked::Edit && says(failure, MESSAGE_GONE) => SendError::MessageGone,
        403 => SendError::Blocked,
        400..=499 if asked != Asked::Thread && says(failure, BLOCKED) => SendError::Blocked,
        400..=499 if says(failure, &["chat not found", "bot was kicked"]) => SendError::Blocked,
        400..=499 => SendError::Dead { reason: reason(code, description) },
        // A redirection, or nothing that HTTP knows: something stands between.
        _ => SendError::Unknown { reason: format!("the answer was {code}") },
    }
}

/// Telegram's words, kept short.
fn reason(code: u16, description: &str) -> String {
    if description.is_empty() {
        return format!("refused with {code}");
    }
    description.chars().filter(|char| !char.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: u16, description: &str) -> Failure {
        Failure::Refused { code, description: description.into(), retry_after: None, migrated_to: None }
    }

    fn class(failure: &Failure, asked: Asked) -> String {
        match classify(failure, &Address::new("telegram", "42", "-5"), asked) {
            SendError::Retry { after_ms, whole_platform, .. } => format!("retry {after_ms:?} {whole_platform}"),
            SendError::Unknown { .. } => "unknown".into(),
            SendError::Migrated { to } => format!("migrated {to}"),
            SendError::ThreadGone => "thread gone".into(),
            SendError::MessageGone => "message gone".into(),
            SendError::Blocked => "blocked".into(),
            SendError::Dead { reason } => format!("dead {reason}"),
        }
    }

    #[test]
    fn descriptions() {
        let cases = [
            (403, "Forbidden: bot was blocked by the user", "blocked"),
            (403, "Forbidden: user is deactivated", "blocked"),
            (403, "Forbidden: bot was kicked from the supergroup chat", "blocked"),
            (403, "Forbidden: bot is not a member of the channel chat", "blocked"),
            (403, "Forbidden: bot can't initiate conversation with a user", "blocked"),
            (400, "Bad Request: chat not found", "blocked"),
            (400, "Bad Request: PEER_ID_INVALID", "blocked"),
            (400, "Bad Request: not enough rights to send text messages to the chat", "blocked"),
            (400, "Bad Request: CHAT_WRITE_FORBIDDEN", "blocked"),
            (
                400,
                "Bad Request: not enough rights to send photos to the chat",
                "dead Bad Request: not enough rights to send photos to the chat",
            ),
            (400, "Bad Request: message thread not found", "thread gone"),
            (400, "Bad Request: TOPIC_DELETED", "thread gone"),
            (400, "Bad Request: TOPIC_CLOSED", "thread gone"),
            (400, "Bad Request: TOPIC_ID_INVALID", "thread gone"),
            (400, "Bad Request: message is too long", "dead Bad Request: message is too long"),
            (400, "Bad Request: BUTTON_DATA_INVALID", "dead Bad Request: BUTTON_DATA_INVALID"),
            (404, "Bad Request: something", "dead Bad Request: something"),
            (413, "Request Entity Too Large", "dead Request Entity Too Large"),
            (429, "Too Many Requests", "retry Some(1000) false"),
            (401, "Unauthorized", "retry None true"),
            (404, "Not Found", "retry None true"),
            (500, "Internal Server Error", "unknown"),
            (502, "Bad Gateway", "unknown"),
            (504, "", "unknown"),
            (302, "", "unknown"),
        ];
        for (code, description, expected) in cases {
            assert_eq!(class(&refused(code, description), Asked::Send), expected, "{code} {description}");
        }
    }

    #[test]
    fn parameters_and_broken_connections() {
        let later = Failure::Refused {
            code: 429,
            description: "Too Many Requests: retry after 17".into(),
            retry_after: Some(17),
            migrated_to: None,
        };
        assert_eq!(class(&later, Asked::Send), "retry Some(17000) false");
        let moved = Failure::Refused {
            code: 400,
            description: "Bad Request: group chat was upgraded to a supergroup chat".into(),
            retry_after: None,
            migrated_to: Some(-1005),
        };
        assert_eq!(class(&moved, Asked::Send), "migrated telegram:42:-1005");
        assert_eq!(class(&Failure::NotSent("no connection"), Asked::Send), "retry None true");
        assert_eq!(class(&Failure::Cut("the connection broke"), Asked::Send), "unknown");
    }

    #[test]
    fn the_same_words_for_edits_and_threads() {
        let gone = refused(400, "Bad Request: message to edit not found");
        assert_eq!(class(&gone, Asked::Edit), "message gone");
        assert_eq!(class(&refused(400, "Bad Request: message can't be edited"), Asked::Edit), "message gone");
        assert!(is_unchanged(&refused(400, "Bad Request: message is not modified: specified new message …")));
        assert!(is_unchanged(&refused(400, "Bad Request: TOPIC_NOT_MODIFIED")));
        assert!(is_about_entities(&refused(400, "Bad Request: can't parse entities: …")));
        assert!(is_about_entities(&refused(400, "Bad Request: ENTITY_BOUNDS_INVALID")));
        assert!(!is_about_entities(&refused(500, "can't parse entities")));
        assert!(is_about_picture(&refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")));
        let away = "Bad Request: wrong file_id or the file is temporarily unavailable";
        assert!(is_perhaps_away(&refused(400, away)));
        assert!(!is_perhaps_away(&refused(400, "Bad Request: file is too big")));
        assert!(is_too_late(&refused(400, "Bad Request: query is too old and response timeout expired")));
        for reason in ["the chat is not a forum", "not enough rights to create a topic"] {
            let failure = refused(400, &format!("Bad Request: {reason}"));
            assert!(class(&failure, Asked::Thread).starts_with("dead"), "{reason}");
        }
    }
}
