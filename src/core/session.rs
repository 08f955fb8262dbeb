//! The dialog with one user in one chat: its state as the dialogs wrote it, and the question that waits.

use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;

use super::{
    chat::{Address, Millis},
    overlay::{Fate, Overlay},
    prompt::{self, Prompt},
    rows,
};
use crate::row;

/// A session's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The state as JSON; only `dialogs` reads it.
    pub state: String,
    pub version: i64,
    pub prompt_id: Option<i64>,
    /// What the dialogs remember beside it, as JSON; only `dialogs` reads it. Empty: nothing.
    pub memory: String,
    pub updated_at: Millis,
    /// What was said last here, as long as nothing else was done.
    pub said: Option<Said>,
}

/// What was said last in a dialog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// When the last of its parts was written.
    pub at: Millis,
    /// The answer to it, by its id in the outbox, and the slot of that.
    pub receipt: i64,
    pub slot: String,
    /// Of its words and files.
    pub hash: String,
    /// Further words may belong to it.
    pub opens: bool,
    /// It is as long as a message can be.
    pub cut: bool,
    /// What it wrote about a ticket; of several parts, the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<i64>,
}

/// A session's key: the chat and the user in it.
#[must_use]
pub fn key(address: &Address, user_key: &str) -> String {
    format!("{address}|{user_key}")
}

/// Loads sessions together with the questions that wait in them.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    keys: &[String],
    sessions: &mut Overlay<String, Session>,
    prompts: &mut Overlay<i64, Prompt>,
) -> Result<(), sqlx::Error> {
    let keys = sessions.unknown(keys.iter().cloned());
    let [found] = rows::read_each(conn, [ask(&keys)]).await?;
    found_in(found, keys, sessions, prompts)
}

/// Asks for sessions together with the questions that wait in them.
pub fn ask(keys: &[String]) -> rows::Ask {
    rows::Ask::by(
        "select s.session_key, s.state, s.version, s.prompt_id, s.updated_at,
                p.address, p.user_key, p.choices, p.chosen, p.chosen_by, p.chosen_label, p.role_epoch, p.created_at, p.outcome, s.memory,
                s.said
         from session s left join prompt p on p.id = s.prompt_id where s.session_key in",
        keys.iter().cloned(),
    )
}

/// Takes what [`ask`] has found by these keys.
///
/// # Errors
/// The database's.
pub fn found_in(
    found: Vec<rows::Found>,
    keys: Vec<String>,
    sessions: &mut Overlay<String, Session>,
    prompts: &mut Overlay<i64, Prompt>,
) -> Result<(), sqlx::Error> {
    for row in found {
        let prompt_id: Option<i64> = row.try_get(3)?;
        let said: Option<String> = row.try_get(15)?;
        let session = Session {
            state: row.try_get(1)?,
            version: row.try_get(2)?,
            prompt_id,
            memory: row.try_get(14)?,
            updated_at: row.try_get(4)?,
            said: said.and_then(|said| serde_json::from_str(&said).ok()),
        };
        sessions.loaded(row.try_get(0)?, session);
        if let (Some(id), Some(address)) = (prompt_id, row.try_get::<Option<String>>(5)?) {
            prompts.loaded(id, prompt::read(&row, address, 6)?);
        }
    }
    sessions.looked_for(keys);
    Ok(())
}

/// Saves what changed.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, sessions: &Overlay<String, Session>) -> Result<(), sqlx::Error> {
    let rows = sessions
        .unsaved()
        .into_iter()
        .map(|(key, session, _): (_, _, Fate)| {
            row![
                key.as_str(),
                session.state.as_str(),
                session.version,
                session.prompt_id,
                session.memory.as_str(),
                session.updated_at,
                session.said.as_ref().and_then(|said| serde_json::to_string(said).ok())
            ]
        })
        .collect();
    saving
        .write(
            "insert into session (session_key, state, version, prompt_id, memory, updated_at, said) values",
            rows,
            "on conflict (session_key) do update set state = excluded.state, version = excluded.version,
         prompt_id = excluded.prompt_id, memory = excluded.memory, updated_at = excluded.updated_at,
         said = excluded.said",
        )
        .await?;
    Ok(())
}
