//! Buttons that were offered. A button carries its prompt's id and a number; everything else is here and is
//! checked against the chat, the user and the ticket when it is pressed.

use sqlx::{AnyConnection, Row as _};

use super::{
    chat::{Message, Millis},
    overlay::{Fate, Overlay},
    rows,
};
use crate::row;

/// An offered set of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    pub address: String,
    /// Empty in a room, where any member may press and rights decide.
    pub user_key: String,
    /// The choices as JSON; only `dialogs` reads it.
    pub choices: String,
    pub chosen: Option<i64>,
    pub chosen_by: Option<String>,
    pub chosen_label: Option<String>,
    /// What the last tap was answered with, as JSON; only `desk` reads it.
    pub outcome: Option<String>,
    pub role_epoch: i64,
    pub created_at: Millis,
}

/// The token of a button: at most 24 characters of ASCII.
#[must_use]
pub fn token(prompt: i64, option: usize) -> String {
    let mut digits = Vec::with_capacity(13);
    let mut rest = prompt.unsigned_abs();
    loop {
        digits.push(char::from_digit(u32::try_from(rest % 36).unwrap_or(0), 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    let id: String = digits.into_iter().rev().collect();
    format!("p{id}.{option}")
}

/// The prompt and option of a token, if it is of our form.
#[must_use]
pub fn parse_token(token: &str) -> Option<(i64, usize)> {
    let (id, option) = token.strip_prefix('p')?.split_once('.')?;
    Some((i64::from_str_radix(id, 36).ok().filter(|id| *id > 0)?, option.parse().ok()?))
}

/// The prompts whose buttons stand under a message of a platform.
///
/// # Errors
/// The database's.
pub async fn under_message(
    conn: &mut AnyConnection,
    address: &str,
    external_id: &str,
) -> Result<Vec<i64>, sqlx::Error> {
    let row = sqlx::query("select body from outbox where address = $1 and external_id = $2 order by id desc limit 1")
        .bind(address)
        .bind(external_id)
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    Ok(of_body(&row.try_get::<String, _>(0)?))
}

/// The prompts of a rendered message's buttons.
pub(super) fn of_body(body: &str) -> Vec<i64> {
    let message: Message = serde_json::from_str(body).unwrap_or_default();
    let parsed = message.buttons.iter().filter_map(|button| parse_token(&button.token));
    parsed.map(|(id, _)| id).collect()
}

/// Reads a prompt from a row whose column `at` is `user_key` and what follows it.
pub(super) fn read(row: &rows::Found, address: String, at: usize) -> Result<Prompt, sqlx::Error> {
    Ok(Prompt {
        address,
        user_key: row.try_get(at)?,
        choices: row.try_get(at + 1)?,
        chosen: row.try_get(at + 2)?,
        chosen_by: row.try_get(at + 3)?,
        chosen_label: row.try_get(at + 4)?,
        role_epoch: row.try_get(at + 5)?,
        created_at: row.try_get(at + 6)?,
        outcome: row.try_get(at + 7)?,
    })
}

/// Loads prompts by id.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    ids: &[i64],
    prompts: &mut Overlay<i64, Prompt>,
) -> Result<(), sqlx::Error> {
    let ids = prompts.unknown(ids.iter().copied());
    let found = rows::read_in(
        conn,
        "select id, address, user_key, choices, chosen, chosen_by, chosen_label, role_epoch, created_at, outcome
         from prompt where id in",
        &ids,
        "",
    )
    .await?;
    for row in found {
        prompts.loaded(row.try_get(0)?, read(&row, row.try_get(1)?, 2)?);
    }
    prompts.looked_for(ids);
    Ok(())
}

/// Saves new prompts and those that were chosen from.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, prompts: &Overlay<i64, Prompt>) -> Result<(), sqlx::Error> {
    let rows = prompts
        .unsaved()
        .into_iter()
        .map(|(id, prompt, _): (_, _, Fate)| {
            row![
                *id,
                prompt.address.as_str(),
                prompt.user_key.as_str(),
                prompt.choices.as_str(),
                prompt.chosen,
                prompt.chosen_by.clone(),
                prompt.chosen_label.clone(),
                prompt.role_epoch,
                prompt.created_at,
                prompt.outcome.clone()
            ]
        })
        .collect();
    saving.write("insert into prompt (id, address, user_key, choices, chosen, chosen_by, chosen_label, role_epoch, created_at,
         outcome) values",
        rows,
        "on conflict (id) do update set chosen = excluded.chosen, chosen_by = excluded.chosen_by,
         chosen_label = excluded.chosen_label, outcome = excluded.outcome",
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_and_stay_short() {
        for id in [1, 35, 36, 1 << 40, i64::MAX] {
            let text = token(id, 11);
            assert!(text.len() <= 24, "{text}");
            assert_eq!(parse_token(&text), Some((id, 11)));
        }
        for bad in ["", "p", "p.", "p1", "x1.1", "p-1.0", "p1.-1", "pé.1", "p0.0"] {
            assert_eq!(parse_token(bad), None, "{bad}");
        }
    }
}
