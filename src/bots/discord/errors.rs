//! What a failed call means for the message that it carried. Codes are Discord's own.

use super::client::Failure;
use crate::bots::send_error::SendError;

/// What was asked for: the same code can mean different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Send,
    /// Sent into a thread.
    InThread,
    Edit,
    /// An edit in a thread.
    EditInThread,
    Thread,
}

const UNKNOWN_CHANNEL: i64 = 10_003;
const UNKNOWN_MESSAGE: i64 = 10_008;
/// An interaction that is over, or was answered.
const UNKNOWN_INTERACTION: i64 = 10_062;
const UNKNOWN_WEBHOOK: i64 = 10_015;
const ANSWERED: i64 = 40_060;
const TOKEN_OVER: i64 = 50_027;
/// Too many edits of an old message; somebody else's message.
const MESSAGE_GONE: [i64; 3] = [UNKNOWN_MESSAGE, 30_046, 50_005];
/// Closed to direct messages; no server in common.
const CLOSED: [i64; 2] = [50_007, 50_278];
/// Missing access, missing permissions.
const NOT_ALLOWED: [i64; 2] = [50_001, 50_013];
/// Archived: it can be brought back.
const ARCHIVED: i64 = 50_083;
/// Archived for good, locked, or full.
const THREAD_OVER: [i64; 3] = [ARCHIVED, 160_005, 30_033];

/// The token is not, or no longer, a bot's.
#[must_use]
pub fn is_unauthorized(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused { status: 401, .. }) && !says(failure, &[TOKEN_OVER])
}

/// An interaction was answered before.
#[must_use]
pub fn is_answered(failure: &Failure) -> bool {
    says(failure, &[ANSWERED])
}

/// An interaction's time is over, or it was answered before.
#[must_use]
pub fn is_over(failure: &Failure) -> bool {
    says(failure, &[UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, ANSWERED, TOKEN_OVER])
}

/// What was asked for is not there, or not for this bot.
#[must_use]
pub fn is_gone(failure: &Failure) -> bool {
    says(failure, &[UNKNOWN_CHANNEL, UNKNOWN_MESSAGE]) || says(failure, &NOT_ALLOWED)
}

/// What was asked for is in a thread that is archived.
#[must_use]
pub fn is_archived(failure: &Failure) -> bool {
    says(failure, &[ARCHIVED])
}

fn says(failure: &Failure, codes: &[i64]) -> bool {
    matches!(failure, Failure::Refused { code, .. } if codes.contains(code))
}

/// What follows for the message.
#[must_use]
pub fn classify(failure: &Failure, asked: Asked) -> SendError {
    let (status, code, message) = match failure {
        Failure::NotSent(reason) => {
            return SendError::Retry { after_ms: None, whole_platform: true, reason: (*reason).into() };
        }
        Failure::Cut(reason) => return SendError::Unknown { reason: (*reason).into() },
        Failure::Limited { after_ms, global } => {
            let reason = "too many requests".into();
            return SendError::Retry { after_ms: Some(*after_ms), whole_platform: *global, reason };
        }
        Failure::Refused { status, code, message } => (*status, *code, message),
    };
    if is_unauthorized(failure) {
        tracing::error!("Discord does not know this bot: is DISCORD_TOKEN still right?");
        return SendError::Retry { after_ms: None, whole_platform: true, reason: "unauthorized".into() };
    }
    match asked {
        Asked::Edit | Asked::EditInThread if MESSAGE_GONE.contains(&code) => return SendError::MessageGone,
        Asked::InThread | Asked::EditInThread if code == UNKNOWN_CHANNEL => return SendError::ThreadGone,
        Asked::InThread | Asked::EditInThread | Asked::Thread if THREAD_OVER.contains(&code) => {
            return SendError::ThreadGone;
        }
        // A thread that is somebody's private chat.
        Asked::Send | Asked::Edit if THREAD_OVER.contains(&code) => return SendError::Blocked,
        Asked::Send | Asked::InThread | Asked::Edit | Asked::EditInThread | Asked::Thread => {}
    }
    match status {
        500..=599 => SendError::Unknown { reason: format!("the server failed with {status}") },
        400..=499 if code == UNKNOWN_CHANNEL || CLOSED.contains(&code) => SendError::Blocked,
        // A room may take words and no threads.
        400..=499 if NOT_ALLOWED.contains(&code) && asked != Asked::Thread => SendError::Blocked,
        400..=499 => SendError::Dead { reason: reason(status, code, message) },
        _ => SendError::Unknown { reason: format!("the answer was {status}") },
    }
}

fn reason(status: u16, code: i64, message: &str) -> String {
    if message.is_empty() { format!("refused with {status}") } else { format!("{code}: {message}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(status: u16, code: i64, asked: Asked) -> String {
        match classify(&Failure::Refused { status, code, message: "Words".into() }, asked) {
            SendError::Retry { after_ms, whole_platform, .. } => format!("retry {after_ms:?} {whole_platform}"),
            SendError::Unknown { .. } => "unknown".into(),
            SendError::Migrated { .. } => "migrated".into(),
            SendError::ThreadGone => "thread gone".into(),
            SendError::MessageGone => "message gone".into(),
            SendError::Blocked => "blocked".into(),
            SendError::Dead { reason } => format!("dead {reason}"),
        }
    }

    #[test]
    fn codes() {
        let cases = [
            (403, 50_007, Asked::Send, "blocked"),
            (403, 50_278, Asked::Send, "blocked"),
            (403, 50_001, Asked::Send, "blocked"),
            (403, 50_013, Asked::InThread, "blocked"),
            (403, 50_013, Asked::Thread, "dead 50013: Words"),
            (404, 10_003, Asked::Send, "blocked"),
            (404, 10_003, Asked::InThread, "thread gone"),
            (404, 10_003, Asked::Thread, "blocked"),
            (404, 10_008, Asked::Edit, "message gone"),
            (400, 30_046, Asked::Edit, "message gone"),
            (404, 10_008, Asked::EditInThread, "message gone"),
            (404, 10_003, Asked::EditInThread, "thread gone"),
            (404, 10_003, Asked::Edit, "blocked"),
            (400, 50_083, Asked::InThread, "thread gone"),
            (400, 50_083, Asked::Send, "blocked"),
            (400, 160_005, Asked::InThread, "thread gone"),
            (400, 160_006, Asked::Thread, "dead 160006: Words"),
            (400, 50_035, Asked::Send, "dead 50035: Words"),
            (413, 40_005, Asked::Send, "dead 40005: Words"),
            (401, 0, Asked::Send, "retry None true"),
            (500, 0, Asked::Send, "unknown"),
            (502, 0, Asked::Send, "unknown"),
            (302, 0, Asked::Send, "unknown"),
        ];
        for (status, code, asked, expected) in cases {
            assert_eq!(class(status, code, asked), expected, "{status} {code} {asked:?}");
        }
        let limited = Failure::Limited { after_ms: 250, global: true };
        let later = SendError::Retry { after_ms: Some(250), whole_platform: true, reason: "too many requests".into() };
        assert_eq!(classify(&limited, Asked::Send), later);
        assert!(matches!(classify(&Failure::Cut("x"), Asked::Send), SendError::Unknown { .. }));
        assert!(matches!(classify(&Failure::NotSent("x"), Asked::Send), SendError::Retry { .. }));
    }

    #[test]
    fn an_interaction_that_is_over_is_no_wrong_token() {
        let over = Failure::Refused { status: 401, code: 50_027, message: String::new() };
        assert!(is_over(&over) && !is_unauthorized(&over));
    }
}
