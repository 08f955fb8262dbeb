//! People and their roles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::chat::Millis;
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
    /// A code or the focal point has shown that they work there: they may read the facility's requests.
    pub facility_proven: bool,
    pub role_epoch: i64,
    pub enrolled: bool,
    /// Since when they are not heard any more; their history stays.
    pub blocked_at: Option<Millis>,
    /// When they left; nothing is sent to them any more.
    pub left_at: Option<Millis>,
    pub profile: Profile,
}

impl Person {
    /// A reporter who has yet to enrol.
    #[must_use]
    pub fn new(id: i64, locale: Locale) -> Self {
        Self {
            id,
            name: String::new(),
            locale,
            role: Role::Reporter,
            tier: None,
            partner_id: None,
            facility_id: None,
            facility_text: None,
            facility_proven: false,
            role_epoch: 0,
            enrolled: false,
            blocked_at: None,
            left_at: None,
            profile: Profile::default(),
        }
    }

    /// What they want to be told of in private. A focal point is told of each ticket, others are told in their rooms.
    #[must_use]
    pub fn notify(&self) -> Notify {
        let of_role = if self.role == Role::FocalPoint { Notify::Mine } else { Notify::None };
        self.profile.notify.unwrap_or(of_role)
    }

    /// They work at a facility, known by id or as typed. What was shown of the one before shows nothing of another.
    pub fn work_at(&mut self, facility: Option<i64>, typed: Option<String>) {
        self.facility_proven &= facility.is_some() && facility == self.facility_id;
        self.facility_id = facility;
        self.facility_text = typed;
    }

    /// A code sends them to a facility, and may show that they work there.
    pub fn is_sent_to(&mut self, facility: i64, proven: bool) {
        self.work_at(Some(facility), None);
        self.facility_proven |= proven;
    }

    /// Whether they practise: what they do in private counts nowhere.
    #[must_use]
    pub fn practises(&self) -> bool {
        self.profile.practice.is_some()
    }

    /// Whether they are to be told of anything.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.blocked_at.is_none() && self.left_at.is_none()
    }
}

/// What else is known of a person. Stored as JSON: new fields need a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Keys of the desk file's departments; none means all that are not private.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<String>,
    /// Names of provinces; none means all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provinces: Vec<String>,
    /// The group of actors, a key of the desk file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The desk file's own fields: key → value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// What they chose to be told of in private; none means what their role is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify: Option<Notify>,
    /// No notices from this local hour until that one; none means the desk's own quiet hours for reminders alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet: Option<(u32, u32)>,
    /// Messages for them were lost, and they have not been told since.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
    /// The facility whose tickets they have asked to be let in to, while nobody has decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joining: Option<i64>,
    /// They practise, until this moment or until they write before it; none means that what they do counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practice: Option<Millis>,
    /// Since they were blocked they were told so, once; from then on nobody answers.
    #[serde(skip_serializing_if = "is_false")]
    pub told_blocked: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// What somebody at the desk wants to be told of in private (CY-08). What is addressed to them always comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notify {
    /// Nothing but what is addressed to them: the rooms tell the rest.
    #[default]
    None,
    /// Tickets that they own or follow; a focal point, those of their organisation.
    Mine,
    /// All tickets that they may see.
    All,
    /// What `Mine` tells, once a day.
    Digest,
}

impl Notify {
    pub const ALL: [Self; 4] = [Self::None, Self::Mine, Self::All, Self::Digest];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mine => "mine",
            Self::All => "all",
            Self::Digest => "digest",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notify| notify.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_a_facility_holds_for_that_one_alone() {
        let mut person = Person::new(1, Locale::Pt);
        person.work_at(Some(7), None);
        assert!(!person.facility_proven, "whoever says so has not shown it");
        person.is_sent_to(7, true);
        assert!(person.facility_proven);
        person.is_sent_to(7, false);
        person.work_at(Some(7), None);
        assert!(person.facility_proven, "the same again takes nothing away");
        person.work_at(Some(8), None);
        assert!(!person.facility_proven);
        person.is_sent_to(7, true);
        person.work_at(None, Some("CS Lugela".into()));
        assert!(!person.facility_proven && person.facility_id.is_none());
        person.work_at(None, None);
        assert!(!person.facility_proven);
    }
}
