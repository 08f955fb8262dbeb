//! Drafts: begun, changed, and what follows on an announcement that goes on.

use super::{load, seen, shown};
use crate::{
    core::{
        announce::{self, Announcement, Bulletin, Not, Stage, State, What, Words},
        chat::Millis,
        file, problem,
        rights::Verb,
        rows, ticket_rows,
        unit::Unit,
    },
    desk::{perform::granted_on, turn::Turn},
    dialogs::announce::{
        line::Said,
        want::{AnnounceOutcome, Change, Shown},
    },
    text::{locale::Locale, mask},
};

/// A new draft with these words, which is shown at once.
pub(super) async fn begin(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    words: Option<(Locale, String)>,
    picture: Option<i64>,
) -> Result<AnnounceOutcome, sqlx::Error> {
    let is_picture = is_picture(unit, picture).await?;
    let shown = make(turn, unit, actor, |_, bulletin| {
        bulletin.words.extend(words);
        bulletin.picture = picture.filter(|_| is_picture);
    })
    .await?;
    let lead = match (picture, is_picture) {
        (Some(_), true) => Some(Said::AskPicture),
        (Some(_), false) => Some(Said::NotAPicture),
        (None, _) => None,
    };
    Ok(AnnounceOutcome::Shown(Box::new(shown), lead))
}

/// A new draft about the problem that a request is, or is of: with its system, in the words that were approved.
pub(super) async fn of_problem(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    ticket: i64,
) -> Result<Option<AnnounceOutcome>, sqlx::Error> {
    ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
    if granted_on(turn, unit, Verb::Common, Some(ticket)).is_err() {
        return Ok(None);
    }
    problem::load_links(&mut unit.conn, &[ticket], &mut unit.problems).await?;
    let id = unit.problems.of(ticket).unwrap_or(ticket);
    problem::load(&mut unit.conn, &[id], &mut unit.problems).await?;
    ticket_rows::load(&mut unit.conn, &[id], &mut unit.tickets).await?;
    let system = unit.tickets.read(&id).map(|ticket| ticket.system.clone());
    let Some(problem) = unit.problems.rows.read(&id) else { return Ok(None) };
    let begun = announce::of_problem(&mut unit.conn, id).await?;
    if let Some(draft) = begun.iter().find(|one| one.state == State::Draft) {
        return shown(turn, unit, draft.number, None).await.map(Some);
    }
    let approved = problem.summaries.iter().filter(|(_, summary)| summary.approved.is_some());
    let words: Words = approved.map(|(locale, summary)| (*locale, summary.words.clone())).collect();
    let shown = make(turn, unit, actor, |announcement, bulletin| {
        (announcement.problem, announcement.system) = (Some(id), system);
        bulletin.words = words;
    })
    .await?;
    Ok(Some(AnnounceOutcome::Shown(Box::new(shown), None)))
}

async fn make(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    fill: impl FnOnce(&mut Announcement, &mut Bulletin),
) -> Result<Shown, sqlx::Error> {
    let number = announce::next_number(&mut unit.conn).await?;
    let (id, bulletin, now) = (unit.next_id(), unit.next_id(), unit.now);
    let mut announcement = Announcement::new(id, number, actor, &turn.address, now);
    let mut bulletin = Bulletin::new(bulletin, id, What::First, actor, now);
    fill(&mut announcement, &mut bulletin);
    announce::insert(&mut unit.conn, &announcement).await?;
    announce::insert_bulletin(&mut unit.conn, &bulletin).await?;
    seen(turn, unit, announcement, vec![bulletin]).await
}

/// Whether a file is a picture. What else people send is no part of an announcement.
async fn is_picture(unit: &mut Unit<'_>, id: Option<i64>) -> Result<bool, sqlx::Error> {
    let Some(id) = id else { return Ok(false) };
    file::load(&mut unit.conn, &[id], &mut unit.attachments).await?;
    // It came with this very message: the bulletin's row names it.
    let mut saving = rows::Saving::new(&mut unit.conn);
    file::save(&mut saving, &unit.attachments).await?;
    saving.finish().await?;
    Ok(unit.attachments.read(&id).is_some_and(|file| file.mime.starts_with("image/")))
}

/// Changes what is not out yet. Whatever was asked for or confirmed of it is so no more, and its recipients are nobody's.
pub(super) async fn change(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    number: i64,
    change: Change,
    revision: Option<i64>,
) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(mut found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    let Some(mut bulletin) = found.open().cloned() else {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    };
    if revision.is_some_and(|revision| revision != bulletin.revision) {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::Stale)));
    }
    let lead = match &change {
        Change::Picture(Some(id)) if is_picture(unit, Some(*id)).await? => Some(Said::AskPicture),
        Change::Picture(Some(_)) => return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotAPicture))),
        Change::Picture(None) => Some(Said::PictureGone).filter(|_| bulletin.picture.is_some()),
        Change::Kind(_) | Change::System(_) | Change::Audience { .. } if bulletin.what != What::First => {
            return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
        }
        Change::Words(..)
        | Change::Template(_)
        | Change::Audience { .. }
        | Change::Kind(_)
        | Change::System(_)
        | Change::NextUpdate(_)
        | Change::Window(_)
        | Change::GoesAt(_)
        | Change::Loud(_)
        | Change::Masked
        | Change::WordsFine
        | Change::PictureFine => None,
    };
    let sets_hour = matches!(change, Change::GoesAt(_));
    let (mut announcement, mut changed) = (found.announcement.clone(), bulletin.clone());
    made(&mut announcement, &mut changed, change);
    if (&announcement, &changed) == (&found.announcement, &bulletin) {
        // The same once more changes nothing, and so revokes nothing.
        return Ok(AnnounceOutcome::Shown(Box::new(found), lead));
    }
    if rewritten(&mut bulletin, changed, unit.now + turn.policy.announcements.take_back).is_err() {
        return shown(turn, unit, number, Some(Said::TooLate)).await;
    }
    if let Some(at) = bulletin.goes_at.filter(|_| sets_hour) {
        super::asking::timer(unit, announce::LAPSES, bulletin.id, &announcement.home, at);
    }
    found.announcement = announcement;
    announce::save(&mut unit.conn, &found.announcement).await?;
    announce::save_bulletin(&mut unit.conn, &bulletin).await?;
    announce::ledger::clear(&mut unit.conn, bulletin.id).await?;
    shown(turn, unit, number, lead).await
}

/// Changes it. The hour that its confirmation gave it, before `soon`, was nobody's wish and goes with that.
fn rewritten(bulletin: &mut Bulletin, mut changed: Bulletin, soon: Millis) -> Result<(), Not> {
    if bulletin.stage == Stage::Set && bulletin.goes_at == changed.goes_at {
        changed.goes_at = changed.goes_at.filter(|at| *at > soon);
    }
    bulletin.edit(|bulletin| *bulletin = changed)
}

/// An update becomes the end, or the other way round: whoever writes it anew begins anew, in both languages, and the hours
/// that were set for the one are not those of the other.
fn become_other(bulletin: &mut Bulletin, what: What, anew: bool) {
    (bulletin.what, bulletin.loud) = (what, what == What::End || bulletin.loud);
    (bulletin.next_update_at, bulletin.goes_at) = (None, None);
    if anew {
        bulletin.words.clear();
    }
}

fn made(announcement: &mut Announcement, bulletin: &mut Bulletin, change: Change) {
    match change {
        Change::Words(locale, words) => drop(bulletin.words.insert(locale, words)),
        Change::Template(words) => bulletin.words = words,
        Change::Audience { to, whole } => announcement.audience.narrow(to, whole),
        Change::Kind(kind) => announcement.kind = kind,
        Change::System(system) => announcement.system = system,
        Change::Picture(picture) => bulletin.picture = picture,
        Change::NextUpdate(at) => bulletin.next_update_at = at,
        Change::Window(window) => bulletin.window = window,
        Change::GoesAt(at) => bulletin.goes_at = at,
        Change::Loud(loud) => bulletin.loud = loud,
        Change::Masked => {
            for words in bulletin.words.values_mut() {
                *words = mask::for_group(words).into_owned();
            }
        }
        Change::WordsFine => bulletin.words_fine = true,
        Change::PictureFine => bulletin.picture_fine = true,
    }
}

/// An update, or the end, of what goes on. One that is not out yet is written on.
pub(super) async fn follow(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    (number, what): (i64, What),
    words: Option<(Locale, String)>,
    template: bool,
) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    if found.announcement.state != State::GoingOn {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    }
    match found.open().cloned() {
        Some(mut open) => {
            let mut changed = open.clone();
            if changed.what != what {
                become_other(&mut changed, what, words.is_some());
            }
            changed.words.extend(words);
            if changed != open {
                if rewritten(&mut open, changed, unit.now + turn.policy.announcements.take_back).is_err() {
                    return shown(turn, unit, number, Some(Said::TooLate)).await;
                }
                announce::ledger::clear(&mut unit.conn, open.id).await?;
                announce::save_bulletin(&mut unit.conn, &open).await?;
            }
        }
        None => {
            let mut bulletin = Bulletin::new(unit.next_id(), found.announcement.id, what, actor, unit.now);
            bulletin.words.extend(words);
            bulletin.window = found.announcement.window;
            announce::insert_bulletin(&mut unit.conn, &bulletin).await?;
        }
    }
    Ok(match load(turn, unit, number).await? {
        Some(shown) if template => AnnounceOutcome::Template(Box::new(shown)),
        Some(shown) => AnnounceOutcome::Shown(Box::new(shown), None),
        None => AnnounceOutcome::NoSuch(number),
    })
}
