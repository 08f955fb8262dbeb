//! How an agent's words arrive at the reporter: the receipts and echoes of an act are edited when it is known. They
//! live in the slot of the act, in whichever chats they were said.

use sqlx::Row as _;

use super::{Shared, parcel, turn::Turn};
use crate::{
    core::{
        act::{self, Mark},
        chat::{Button, Message},
        outbox::{Class, Post},
        prompt,
        unit::Unit,
    },
    dialogs::{
        choice::Choice,
        line::{Line, NewsLine},
    },
    text::mask,
};

/// The slot of an act's receipts.
pub(super) fn slot(act: i64) -> String {
    format!("act:{act}")
}

/// Looks which acts' words have arrived since, and edits what was said of them.
///
/// # Errors
/// The database's.
pub(super) async fn look(shared: &Shared) -> Result<(), sqlx::Error> {
    const MOST: i64 = 64;
    let settled = act::settled(&mut *shared.store.reader().acquire().await?, MOST).await?;
    if settled.is_empty() {
        return Ok(());
    }
    let mut unit = Unit::begin(&shared.store, &shared.ids, shared.now()).await?;
    for (id, mark) in settled {
        if act::mark(&mut unit.conn, id, mark).await? {
            edit(shared, &mut unit, id, mark).await?;
        }
    }
    let placed = unit.commit(&shared.policy().key).await?;
    shared.announce(&placed);
    Ok(())
}

/// The same at once, within a turn.
pub(super) async fn renew(turn: &Turn<'_>, unit: &mut Unit<'_>, act: i64, mark: Mark) -> Result<(), sqlx::Error> {
    edit(turn.shared, unit, act, mark).await
}

async fn edit(shared: &Shared, unit: &mut Unit<'_>, act: i64, mark: Mark) -> Result<(), sqlx::Error> {
    let slot = slot(act);
    for said in said(unit, act, &slot).await? {
        let Some(line) = marked(&said.line, mark) else { continue };
        let Ok(locale) = said.locale.parse() else { continue };
        let buttons = without_undo(unit, said.message.buttons).await?;
        let text = shared.catalog.text(&line, locale, &shared.policy());
        let is_alone = said.person_id.is_some();
        let text = if is_alone { text } else { mask::for_group(&text).into_owned() };
        let message = Message { text, buttons, thread: said.message.thread, ..Message::default() };
        let post = Post {
            id: unit.next_id(),
            slot: Some(slot.clone()),
            class: if said.class == 0 { Class::Reply } else { Class::Notice },
            mailbox: shared.is_mailbox(&said.platform),
            platform: said.platform,
            address: said.address,
            person_id: said.person_id,
            ticket_id: said.ticket_id,
            act_id: None,
            in_thread: said.in_thread,
            line: serde_json::to_string(&line).unwrap_or_default(),
            as_is: false,
            locale: locale.code(),
            message,
            due_at: unit.now,
        };
        parcel::fitted(shared, unit, post);
    }
    Ok(())
}

/// What was said of an act in one chat.
struct SaidOf {
    address: String,
    platform: String,
    class: i64,
    person_id: Option<i64>,
    ticket_id: Option<i64>,
    in_thread: bool,
    line: String,
    locale: String,
    message: Message,
}

/// The newest message of the slot in each chat.
async fn said(unit: &mut Unit<'_>, act: i64, slot: &str) -> Result<Vec<SaidOf>, sqlx::Error> {
    let found = sqlx::query(
        "select address, platform, class, person_id, ticket_id, in_thread, line, locale, body from outbox
         where act_id = $1 and slot = $2 order by id",
    )
    .bind(act)
    .bind(slot)
    .fetch_all(&mut *unit.conn)
    .await?;
    let mut said: Vec<SaidOf> = Vec::new();
    for row in found {
        let body: String = row.try_get(8)?;
        said.push(SaidOf {
            address: row.try_get(0)?,
            platform: row.try_get(1)?,
            class: row.try_get(2)?,
            person_id: row.try_get(3)?,
            ticket_id: row.try_get(4)?,
            in_thread: row.try_get::<i64, _>(5)? == 1,
            line: row.try_get(6)?,
            locale: row.try_get(7)?,
            message: serde_json::from_str(&body).unwrap_or_default(),
        });
    }
    let unsaved = unit.posts.iter().filter(|post| post.act_id == Some(act) && post.slot.as_deref() == Some(slot));
    said.extend(unsaved.map(|post| SaidOf {
        address: post.address.clone(),
        platform: post.platform.clone(),
        class: post.class as i64,
        person_id: post.person_id,
        ticket_id: post.ticket_id,
        in_thread: post.in_thread,
        line: post.line.clone(),
        locale: post.locale.to_owned(),
        message: post.message.clone(),
    }));
    Ok(said)
}

/// The line with its mark; `None` where it has none to show.
fn marked(line: &str, now: Mark) -> Option<Line> {
    let mut line: Line = serde_json::from_str(line).ok()?;
    mark(&mut line, now).then_some(line)
}

/// Marks the line, or the one of several that has a mark; whether there is one.
fn mark(line: &mut Line, now: Mark) -> bool {
    if let Line::News(NewsLine::Sent { mark, .. }) | Line::Done { mark, .. } = line {
        *mark = now;
        return true;
    }
    if let Line::Many(lines) = line { lines.iter_mut().any(|line| mark(line, now)) } else { false }
}

/// The buttons that still mean something.
async fn without_undo(unit: &mut Unit<'_>, buttons: Vec<Button>) -> Result<Vec<Button>, sqlx::Error> {
    let ids: Vec<i64> =
        buttons.iter().filter_map(|button| prompt::parse_token(&button.token)).map(|(id, _)| id).collect();
    prompt::load(&mut unit.conn, &ids, &mut unit.prompts).await?;
    let undoes = |button: &Button| {
        let (id, option) = prompt::parse_token(&button.token)?;
        let choices = super::load::choices(&unit.prompts.read(&id)?.choices);
        Some(matches!(choices.get(option), Some(Choice::TakeBack(_))))
    };
    Ok(buttons.into_iter().filter(|button| !undoes(button).unwrap_or(true)).collect())
}
