//! What a person has answered of a report so far, apart from the dialog's step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;

use super::{rows, ticket::CameBy};
use crate::{row, text::phone};

/// The answers of a report; all optional until it is sent. Stored as JSON: new fields need a default.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a report")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Question key → answer; `policy::answer` tells how each kind is kept.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub form: BTreeMap<String, String>,
    /// The form as it was when these answers were given (`policy::answer::shape`); unknown where empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shape: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
    /// Where severities have pairs: how severe it is, and one of the priorities that go with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Attachments, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<i64>,
    /// The step for photos was passed.
    #[serde(skip_serializing_if = "is_false")]
    pub photos_done: bool,
    /// A voice note came with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// For whom it is written down, where it is not for oneself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behalf: Option<Behalf>,
    /// Whoever writes it said that it is for nobody else.
    #[serde(skip_serializing_if = "is_false")]
    pub for_oneself: bool,
    /// Where it happens, where that is not the facility of whoever writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Site>,
    /// Begun in practice: what comes of it counts nowhere.
    #[serde(skip_serializing_if = "is_false")]
    pub practice: bool,
    /// Photos show somebody who is ill, or do not: whoever sends them was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shows_patient: Option<bool>,
    /// The page that help was asked from, where the chat is embedded in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// To be filed as it is, with questions left open that triage asks later (platforms B.2).
    #[serde(skip_serializing_if = "is_false")]
    pub incomplete: bool,
    /// The facility is named, but not which: it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsure: Option<Unsure>,
    /// What its words suggest, as long as nothing was chosen.
    #[serde(skip_serializing_if = "Suggested::is_empty")]
    pub suggested: Suggested,
    /// What can be left out is asked too.
    #[serde(skip_serializing_if = "is_false")]
    pub details: bool,
    /// The problem that it joins, by the id of that one's request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joins: Option<i64>,
    /// It is nothing that was offered, or could be.
    #[serde(skip_serializing_if = "is_false")]
    pub is_none_of_known: bool,
    /// What was offered, and is not it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passed_over: Vec<i64>,
}

/// An urgency and an impact that nobody chose, by their keys (C.5: words suggest, and never set).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suggested {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
}

impl Suggested {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Words that name a facility, which may be several or none that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unsure {
    /// As it was written; empty where it is still to be typed.
    pub typed: String,
    /// What it may be, the likeliest first.
    pub facilities: Vec<i64>,
    /// It was typed in answer to the question, so that it can be kept as it is.
    pub is_answer: bool,
}

/// A voice note, and whether the problem is written down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// A written line is asked for, and may be passed over.
    Beside,
    /// It was passed over: the voice note says it.
    Alone,
}

/// A facility that somebody reports from, but does not work at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Where the directory knows it.
    pub facility_id: Option<i64>,
    /// As it is shown.
    pub name: String,
}

/// Somebody who has no chat at hand, and for whom another writes a report down (EP-11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Behalf {
    pub name: String,
    /// Their facility, where the directory knows it.
    pub facility_id: Option<i64>,
    /// The facility as it is shown.
    pub facility: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// They have no telephone, or did not tell its number.
    #[serde(skip_serializing_if = "is_false")]
    pub without_phone: bool,
    /// How they came to whoever writes it down.
    pub came_by: CameBy,
    /// How many people have the problem, with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
}

impl Behalf {
    /// Their number, where they have told one.
    #[must_use]
    pub fn phone_number(&self) -> Option<String> {
        phone::clean(&self.phone)
    }

    /// A name and a telephone, as [`shown`](Self::shown) put them together.
    #[must_use]
    pub fn read(shown: &str) -> (String, String) {
        match shown.rsplit_once(", ").and_then(|(name, number)| Some((name, phone::clean(number)?))) {
            Some((name, number)) => (name.to_owned(), number),
            None => (shown.to_owned(), String::new()),
        }
    }

    /// As the desk reads it: whom to ask, and how.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.phone.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, phone::shown(&self.phone)) }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A description with other words in the place of those that one message put there. `None` where they do not stand in
/// it as lines of their own.
#[must_use]
pub fn reworded(description: &str, earlier: &str, words: &str) -> Option<String> {
    let earlier = earlier.trim();
    if earlier.is_empty() {
        return None;
    }
    let is_whole = |at: usize| {
        let (before, after) = (&description[..at], &description[at + earlier.len()..]);
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    };
    let (at, _) = description.match_indices(earlier).find(|(at, _)| is_whole(*at))?;
    Some(format!("{}{}{}", &description[..at], words.trim(), &description[at + earlier.len()..]))
}

/// The same without these words, and without the line that they leave empty. `None` where they do not stand in it.
#[must_use]
pub fn without(description: &str, words: &str) -> Option<String> {
    let left = reworded(description, words, "")?;
    let lines: Vec<&str> = left.lines().filter(|line| !line.trim().is_empty()).collect();
    Some(lines.join("\n"))
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Filed,
    Cancelled,
    /// Nobody went on with it for seven days (platforms B.2).
    Archived,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Filed => "filed",
            Self::Cancelled => "cancelled",
            Self::Archived => "archived",
        }
    }
}

/// A report in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub id: i64,
    pub answers: Answers,
    pub state: State,
    pub started_at: i64,
    pub updated_at: i64,
    /// When its writer was reminded of it, which they are once.
    pub reminded_at: Option<i64>,
}

/// Reads a draft from a row whose column `at` is `answers` and what follows it.
///
/// # Errors
/// The database's. Answers that cannot be read (of a newer version) count as none given.
pub(super) fn read(id: i64, row: &rows::Found, at: usize) -> Result<Draft, sqlx::Error> {
    let answers: String = row.try_get(at)?;
    Ok(Draft {
        id,
        answers: serde_json::from_str(&answers).unwrap_or_default(),
        state: State::Open,
        started_at: row.try_get(at + 1)?,
        updated_at: row.try_get(at + 2)?,
        reminded_at: row.try_get(at + 3)?,
    })
}

/// The draft that a person has open.
///
/// # Errors
/// The database's.
pub async fn open_of(conn: &mut AnyConnection, person: i64) -> Result<Option<Draft>, sqlx::Error> {
    let row = sqlx::query(
        "select id, answers, started_at, updated_at, reminded_at from draft where person_id = $1 and state = 'open'",
    )
    .bind(person)
    .fetch_optional(conn)
    .await?;
    let row = row.map(rows::Found::from);
    row.map(|row| read(row.try_get(0)?, &row, 1)).transpose()
}

/// The draft that a person gave up last, not before `since`, opened again.
///
/// # Errors
/// The database's.
pub(super) async fn take_cancelled(
    conn: &mut AnyConnection,
    person: i64,
    since: i64,
) -> Result<Option<Draft>, sqlx::Error> {
    let row = sqlx::query(
        "update draft set state = 'open' where id =
         (select id from draft where person_id = $1 and state = 'cancelled' and updated_at >= $2
          order by updated_at desc, id desc limit 1)
         returning id, answers, started_at, updated_at, reminded_at",
    )
    .bind(person)
    .bind(since)
    .fetch_optional(conn)
    .await?;
    let row = row.map(rows::Found::from);
    row.map(|row| read(row.try_get(0)?, &row, 1)).transpose()
}

/// Saves drafts; each is keyed by its person, who has at most one that is open.
///
/// # Errors
/// The database's; [`sqlx::Error::RowNotFound`] when one was filed or cancelled meanwhile, from another chat of its
/// person: it must not be filed again.
pub async fn save(saving: &mut rows::Saving<'_>, drafts: &[(i64, &Draft)]) -> Result<(), sqlx::Error> {
    let rows = |is_open: bool| {
        let those = drafts.iter().filter(|(_, draft)| (draft.state == State::Open) == is_open);
        those.map(|(person, draft)| row(*person, draft)).collect()
    };
    let head = "insert into draft (id, person_id, state, answers, started_at, updated_at, reminded_at) values";
    saving
        .write_each(
            head,
            rows(false),
            "on conflict (id) do update set state = excluded.state, answers = excluded.answers,
         updated_at = excluded.updated_at, reminded_at = excluded.reminded_at where draft.state = 'open'",
        )
        .await?;
    // An answer leaves the state as it is, and so the index over what is open.
    saving
        .write_each(
            head,
            rows(true),
            "on conflict (id) do update set answers = excluded.answers,
         updated_at = excluded.updated_at, reminded_at = excluded.reminded_at where draft.state = 'open'",
        )
        .await
}

fn row(person: i64, draft: &Draft) -> rows::Row {
    let answers = serde_json::to_string(&draft.answers).unwrap_or_default();
    row![draft.id, person, draft.state.word(), answers, draft.started_at, draft.updated_at, draft.reminded_at]
}
