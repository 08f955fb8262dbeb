//! The two confirmations, and the ways back from them.

use super::{home, load, shown};
use crate::{
    core::{
        announce::{self, Not, Stage, audience, ledger},
        nudge,
        timer::Timer,
        unit::Unit,
    },
    desk::{announcing, turn::Turn},
    dialogs::announce::{
        line::Said,
        want::{AnnounceOutcome, Look, Shown},
    },
};

/// The first confirmation. Where it reaches more groups than one may tell alone, others are asked.
pub(super) async fn ask(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    number: i64,
    revision: Option<i64>,
) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    let Some(mut bulletin) = found.bulletin().cloned() else {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    };
    let was_asked = bulletin.asked_by;
    let asked = bulletin.ask(actor, revision.unwrap_or(bulletin.revision), found.tally.told());
    if let Err(why) = asked {
        return Ok(refused(found, why));
    }
    announce::save_bulletin(&mut unit.conn, &bulletin).await?;
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    let needs_second = found.tally.all_groups() > turn.policy.announcements.alone_up_to;
    match was_asked {
        // Somebody else asks for it too: they can confirm it.
        Some(first) if first != actor => return Ok(AnnounceOutcome::Shown(Box::new(found), None)),
        None if needs_second => home::ask_others(turn, unit, actor, &found).await?,
        Some(_) | None => {}
    }
    Ok(AnnounceOutcome::Question(Box::new(found)))
}

fn refused(found: Shown, why: Not) -> AnnounceOutcome {
    let nobody = found.tally.told() == 0;
    let shown = Box::new(found);
    let said = match why {
        Not::Words => return AnnounceOutcome::Look(shown, Look::Words),
        Not::Picture => return AnnounceOutcome::Look(shown, Look::Picture),
        Not::Changed => Said::Stale,
        Not::SecondPerson => Said::SecondPerson,
        Not::TooLate => Said::TooLate,
        Not::Now => Said::NotNow,
        Not::Empty if nobody => Said::NobodyToTell,
        Not::Empty => Said::NoWords,
    };
    AnnounceOutcome::Shown(shown, Some(said))
}

/// The second confirmation: who gets it is written down, and it goes once it cannot be taken back any more.
pub(super) async fn confirm(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    number: i64,
    (revision, told): (Option<i64>, Option<(usize, usize)>),
) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    let Some(mut bulletin) = found.bulletin().cloned() else {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    };
    let now_told = (found.tally.all_groups(), found.tally.all_people());
    let is_as_shown = revision.is_none_or(|revision| revision == bulletin.revision);
    if is_as_shown && told.is_some_and(|told| told != now_told) && bulletin.stage == Stage::Asked {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::Others)));
    }
    let (terms, now) = (&turn.policy.announcements, unit.now);
    let goes_at = match bulletin.confirm(actor, revision.unwrap_or(bulletin.revision), now_told.0, terms, now) {
        Ok(goes_at) => goes_at,
        // It was taken back meanwhile, or changed: the button is of what is no more.
        Err(Not::Now) if revision.is_some_and(|revision| revision != bulletin.revision) => {
            return Ok(refused(found, Not::Changed));
        }
        Err(why) => return Ok(refused(found, why)),
    };
    let announcement = &found.announcement;
    let reached = audience::reach(&mut unit.conn, &turn.directory, announcement, found.today).await?;
    ledger::write(&mut unit.conn, bulletin.id, &reached).await?;
    announce::save_bulletin(&mut unit.conn, &bulletin).await?;
    timer(unit, announce::GOES, bulletin.id, &announcement.home, goes_at);
    let promised = bulletin.next_update_at.unwrap_or(goes_at);
    let remind = (promised - terms.remind).max(goes_at);
    timer(unit, announce::NEXT_UPDATE, announcement.id, &announcement.home, remind);
    let home = announcement.home.clone();
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    if home != turn.address {
        home::is_set(turn, unit, &found).await?;
    }
    Ok(AnnounceOutcome::Set(Box::new(found)))
}

/// Sets a timer at an announcement's home.
pub(super) fn timer(unit: &mut Unit<'_>, kind: &str, subject_id: i64, home: &str, due_at: i64) {
    let id = unit.next_id();
    let (address, user_key, kind) = (home.to_owned(), nudge::DESK.to_owned(), kind.to_owned());
    unit.timers.push(Timer { id, address, user_key, kind, subject_id, due_at });
}

/// What is asked for, or set, is a draft again.
pub(super) async fn take_back(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    number: i64,
    no: bool,
) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    let Some(mut bulletin) = found.bulletin().cloned() else {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    };
    let (asked_by, was_set) = (bulletin.asked_by, bulletin.stage == Stage::Set);
    if let Err(why) = bulletin.take_back() {
        return Ok(refused(found, why));
    }
    announce::save_bulletin(&mut unit.conn, &bulletin).await?;
    ledger::clear(&mut unit.conn, bulletin.id).await?;
    if let Some(at) = found.announcement.next_update_at {
        // What was promised before counts again.
        let remind = (at - turn.policy.announcements.remind).max(unit.now);
        timer(unit, announce::NEXT_UPDATE, found.announcement.id, &found.announcement.home, remind);
    }
    let said = if no && !was_set { Said::Declined } else { Said::TakenBack };
    if found.announcement.home != turn.address && asked_by != Some(actor) {
        home::tell(turn, unit, &found.announcement, said).await?;
    }
    shown(turn, unit, number, Some(said)).await
}

/// A draft is not wanted any more.
pub(super) async fn discard(turn: &Turn<'_>, unit: &mut Unit<'_>, number: i64) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(mut found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    let Some(mut bulletin) = found.open().cloned() else {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    };
    if bulletin.discard().is_err() {
        return shown(turn, unit, number, Some(Said::TooLate)).await;
    }
    announce::save_bulletin(&mut unit.conn, &bulletin).await?;
    ledger::clear(&mut unit.conn, bulletin.id).await?;
    if bulletin.what == announce::What::First {
        found.announcement.state = announce::State::Discarded;
        announce::save(&mut unit.conn, &found.announcement).await?;
    }
    shown(turn, unit, number, Some(Said::Discarded)).await
}

/// Whoever was not told yet is not, and what was not sent yet is withdrawn.
pub(super) async fn stop(turn: &Turn<'_>, unit: &mut Unit<'_>, number: i64) -> Result<AnnounceOutcome, sqlx::Error> {
    let Some(found) = load(turn, unit, number).await? else { return Ok(AnnounceOutcome::NoSuch(number)) };
    // A draft of what comes next does not stand before what goes out.
    let Some(bulletin) = found.told().map(|bulletin| bulletin.id) else {
        return Ok(AnnounceOutcome::Shown(Box::new(found), Some(Said::NotNow)));
    };
    let withdrawn = match announcing::stop(turn, unit, bulletin).await? {
        Ok(withdrawn) => withdrawn,
        Err(why) => return Ok(refused(found, why)),
    };
    let found = load(turn, unit, number).await?;
    Ok(found.map_or(AnnounceOutcome::NoSuch(number), |found| AnnounceOutcome::Stopped(Box::new(found), withdrawn)))
}
