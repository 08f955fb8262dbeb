//! How the web chat says no: one enum, one JSON form `{"error": …}`, with the statuses that the client acts on.
//! No answer repeats what was sent.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::door::{DeviceError, EnterError, KeepError, OpenError, PartError, Unavailable};

/// Why a request was not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    BadCode,
    SlowDown {
        seconds: i64,
    },
    /// No token, or one that opens no seat.
    SignedOut,
    /// Nothing was stored: the client sends it again.
    Unavailable,
    Bad(&'static str),
    /// The connection ended within the request. Nothing was stored: the client sends it again.
    BrokeOff,
    TooLarge {
        limit: u64,
    },
    /// A part of an upload does not begin where the parts that are here end.
    Offset {
        offset: u64,
    },
    NoSuchThing,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, body) = match &self {
            Self::BadCode => (StatusCode::FORBIDDEN, json!({"error": "bad_code"})),
            Self::SlowDown { seconds } => {
                (StatusCode::TOO_MANY_REQUESTS, json!({"error": "slow_down", "retry_after_s": seconds}))
            }
            Self::SignedOut => (StatusCode::UNAUTHORIZED, json!({"error": "signed_out"})),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, json!({"error": "unavailable"})),
            Self::Bad(why) => (StatusCode::BAD_REQUEST, json!({"error": "bad_request", "why": why})),
            Self::BrokeOff => (StatusCode::REQUEST_TIMEOUT, json!({"error": "broke_off"})),
            Self::TooLarge { limit } => {
                (StatusCode::PAYLOAD_TOO_LARGE, json!({"error": "too_large", "limit_bytes": limit}))
            }
            Self::Offset { offset } => (StatusCode::CONFLICT, json!({"error": "offset", "offset": offset})),
            Self::NoSuchThing => (StatusCode::NOT_FOUND, json!({"error": "not_found"})),
        };
        let mut response = (status, axum::Json(body)).into_response();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

impl Refusal {
    fn retry_after(&self) -> Option<HeaderValue> {
        match self {
            Self::SlowDown { seconds } => Some(HeaderValue::from(*seconds)),
            Self::Unavailable => Some(HeaderValue::from_static("2")),
            Self::BadCode
            | Self::SignedOut
            | Self::Bad(_)
            | Self::BrokeOff
            | Self::TooLarge { .. }
            | Self::Offset { .. }
            | Self::NoSuchThing => None,
        }
    }
}

impl From<Unavailable> for Refusal {
    fn from(_: Unavailable) -> Self {
        Self::Unavailable
    }
}

impl From<EnterError> for Refusal {
    fn from(error: EnterError) -> Self {
        match error {
            EnterError::BadCode => Self::BadCode,
            EnterError::SlowDown { seconds } => Self::SlowDown { seconds: seconds.max(1) },
            EnterError::Unavailable => Self::Unavailable,
        }
    }
}

impl From<OpenError> for Refusal {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotTheirs => Self::NoSuchThing,
            OpenError::Unavailable => Self::Unavailable,
        }
    }
}

impl From<DeviceError> for Refusal {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::NotAllowed => Self::NoSuchThing,
            DeviceError::SlowDown { seconds } => Self::SlowDown { seconds: seconds.max(1) },
            DeviceError::Unavailable => Self::Unavailable,
        }
    }
}

impl From<PartError> for Refusal {
    fn from(error: PartError) -> Self {
        match error {
            PartError::Offset { offset } => Self::Offset { offset },
            PartError::Misfit => Self::Bad("the part does not fit to the file"),
            PartError::TooLarge { limit } => Self::TooLarge { limit },
            PartError::Unavailable => Self::Unavailable,
        }
    }
}

impl From<KeepError> for Refusal {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::Empty => Self::Bad("the file is empty"),
            KeepError::TooLarge { limit } => Self::TooLarge { limit },
            KeepError::Unavailable => Self::Unavailable,
        }
    }
}
