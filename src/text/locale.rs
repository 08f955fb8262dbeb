//! The languages that Balcão speaks.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language with a folder of its own in `locales/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    #[default]
    Pt,
    En,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::Pt, Self::En];

    /// The language's code, as in `locales/` and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::En => "en",
        }
    }

    /// The nearest language to a platform's hint such as `pt-BR`.
    #[must_use]
    pub fn from_hint(hint: &str) -> Option<Self> {
        hint.get(..2)?.to_ascii_lowercase().parse().ok()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The code names no language of ours.
#[derive(Debug, thiserror::Error)]
#[error("unknown language")]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(code: &str) -> Result<Self, UnknownLocale> {
        Self::ALL.into_iter().find(|locale| locale.code() == code).ok_or(UnknownLocale)
    }
}
