//! People and their roles.

use serde::{Deserialize, Serialize};

use crate::text::locale::Locale;

/// What a person is at the desk. Whoever has a role may also report problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Reporter,
    FocalPoint,
    Agent,
    Manager,
    Admin,
}

impl Role {
    pub const ALL: [Self; 5] = [Self::Reporter, Self::FocalPoint, Self::Agent, Self::Manager, Self::Admin];

    /// The word in the database, in invitations and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::FocalPoint => "focal_point",
            Self::Agent => "agent",
            Self::Manager => "manager",
            Self::Admin => "admin",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Somebody whom the desk knows. `enrolled` is false until language, facility and name were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: i64,
    /// Cleaned for showing; empty until it was given.
    pub name: String,
    pub locale: Locale,
    pub role: Role,
    pub tier: Option<i64>,
    pub partner_id: Option<i64>,
    pub facility_id: Option<i64>,
    /// A facility that the directory does not know, as it was typed.
    pub facility_text: Option<String>,
    pub role_epoch: i64,
    pub enrolled: bool,
}
