//! What readers do with announcements, performed: they join, answer, begin a report with their words, mute and follow.

mod joining;

use super::granted;
use crate::{
    core::{
        announce::{
            self, Announcement, State,
            audience::{self, Wish},
            replies::{self, Reply},
            wishes,
        },
        chat::{Millis, Shown},
        contact, file,
        person::Role,
        rights::{Place, Refusal, Verb},
        unit::Unit,
        work,
    },
    desk::{
        announcing,
        audience::Target,
        post::{self, Letter},
        turn::Turn,
    },
    dialogs::{
        announce::{
            choice::AnnounceChoice,
            reading::{
                ReadingChoice, ReadingEffect, ReadingOutcome,
                line::{Answer, ReadingLine},
            },
            want::AnnounceOutcome,
        },
        choice::Choice,
        event::Outcome,
    },
    text::names,
};

/// Answers within so long are one notice to the desk, and have one receipt.
const TOGETHER: Millis = 10 * 60 * 1000;

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: ReadingEffect,
) -> Result<Option<Outcome>, sqlx::Error> {
    let outcome = match effect {
        ReadingEffect::Join { announcement } => Box::pin(joining::join(turn, unit, announcement)).await?,
        ReadingEffect::Reply { announcement, words, files } => reply(turn, unit, announcement, words, files).await?,
        ReadingEffect::Report { reply } => report(turn, unit, reply).await?,
        ReadingEffect::WishOf { announcement, wish } => {
            let found = announce::load(&mut unit.conn, announcement).await?.filter(is_told);
            return match found {
                Some(found) => wished(turn, unit, Some(found), Some(wish)).await.map(Some),
                None => Ok(Some(outcome(ReadingOutcome::NoSuch))),
            };
        }
        ReadingEffect::Wish { number: None, wish } => return wished(turn, unit, None, wish).await.map(Some),
        ReadingEffect::Follow { announcement } => {
            if let Some(person) = unit.person_of(&turn.contact_key).map(|person| person.id) {
                let reader = audience::reader(person);
                wishes::set(&mut unit.conn, &reader, announcement, Some(Wish::All)).await?;
            }
            return Ok(None);
        }
        ReadingEffect::Wish { number: Some(number), wish } => {
            let found = announce::number(&mut unit.conn, number).await?.filter(is_told);
            return match found {
                Some(found) => wished(turn, unit, Some(found), wish).await.map(Some),
                None => Ok(Some(outcome(ReadingOutcome::NoSuch))),
            };
        }
    };
    Ok(Some(self::outcome(outcome)))
}

fn outcome(of: ReadingOutcome) -> Outcome {
    Outcome::Announce(AnnounceOutcome::Reading(of))
}

/// Whether it went out: what was not is nobody's to know.
pub(in crate::desk) fn is_told(announcement: &Announcement) -> bool {
    match announcement.state {
        State::GoingOn | State::Over => true,
        State::Draft | State::Discarded => false,
    }
}

/// Notes what is wanted: in private by whoever asks, in a group for the group, by those who may.
async fn wished(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    of: Option<Announcement>,
    wish: Option<Wish>,
) -> Result<Outcome, sqlx::Error> {
    let grant = match granted(turn, unit, Verb::Announcements) {
        Ok(grant) => grant,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    // Anybody may read a group's list; what it hears is decided by whoever looks after it.
    let is_focal = unit.person_of(&turn.contact_key).is_some_and(|person| person.role == Role::FocalPoint);
    if turn.place != Place::Private && !is_focal {
        return Ok(Outcome::Refused { why: Refusal::NotHere, ticket: None });
    }
    let reader = match turn.place {
        Place::Private => audience::reader(grant.actor()),
        Place::Agents | Place::Managers | Place::Partner | Place::Announcements | Place::UnknownGroup => {
            turn.address.clone()
        }
    };
    let id = of.as_ref().map_or(wishes::OF_ALL, |of| of.id);
    wishes::set(&mut unit.conn, &reader, id, wish).await?;
    let (name, announcement) = (of.as_ref().map(Announcement::name), of.map(|of| of.id));
    Ok(outcome(ReadingOutcome::Wished { name, wish, announcement }))
}

/// Keeps an answer, and shows it to the desk together with those that came a moment before.
async fn reply(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    announcement: i64,
    words: String,
    files: Vec<i64>,
) -> Result<ReadingOutcome, sqlx::Error> {
    let found = announce::load(&mut unit.conn, announcement).await?.filter(is_told);
    let Some(found) = found else { return Ok(ReadingOutcome::NoSuch) };
    let person = unit.person_of(&turn.contact_key).map(|person| (person.id, person.name.clone()));
    let named = person.as_ref().map(|(_, name)| name.clone()).filter(|name| !name.is_empty());
    let mut lately = replies::since(&mut unit.conn, found.id, &turn.address, unit.now - TOGETHER).await?;
    let user_key = turn.inbound.sender.user_key.clone();
    let again = lately.iter().any(|reply| reply.user_key == user_key);
    let id = unit.next_id();
    let reply = Reply {
        id,
        announcement: found.id,
        address: turn.address.clone(),
        user_key,
        person: person.map(|(id, _)| id),
        name: named.unwrap_or_else(|| names::clean(&turn.inbound.sender.name)),
        words,
        files,
        created_at: unit.now,
    };
    // The row names its writer.
    unit.save_people().await?;
    replies::insert(&mut unit.conn, &reply).await?;
    lately.push(reply);
    show(turn, unit, &found, &lately).await?;
    let joins = match found.problem.filter(|_| found.state == State::GoingOn) {
        Some(problem) => work::goes_on(unit, problem).await?,
        None => false,
    };
    Ok(ReadingOutcome::Replied { reply: id, announcement: found.id, name: found.name(), joins, again })
}

/// Tells the announcement's home: one notice for what comes together.
async fn show(turn: &Turn<'_>, unit: &mut Unit<'_>, of: &Announcement, lately: &[Reply]) -> Result<(), sqlx::Error> {
    let Some(first) = lately.first() else { return Ok(()) };
    let Some(home) = announcing::home::target(unit, of).await? else { return Ok(()) };
    let partner = unit.rooms.read(&turn.address).and_then(|room| room.partner_id);
    let place = partner.and_then(|partner| turn.directory.partner(partner)).map(|partner| partner.code.clone());
    let answer =
        |reply: &Reply| Answer { name: reply.name.clone(), words: reply.words.clone(), files: reply.files.len() };
    let line = ReadingLine::Answers { name: of.name(), place, answers: lately.iter().map(answer).collect() };
    let target = Target { slot: Some(format!("answers:{}", first.id)), ..home };
    let files = sent_along(turn, unit, &target, lately).await?;
    post::post(turn.shared, turn, unit, &target, &line.into(), &[], files);
    Ok(())
}

/// The files of answers. Where they are messages of their own, those of the earlier ones stand there already.
async fn sent_along(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    target: &Target,
    lately: &[Reply],
) -> Result<Vec<Shown>, sqlx::Error> {
    let platform = target.address.split(':').next().unwrap_or_default();
    let are_apart = turn.shared.platforms.get(platform).is_some_and(|limits| limits.files_apart);
    let from = if are_apart { lately.len().saturating_sub(1) } else { 0 };
    let ids: Vec<i64> = lately.iter().skip(from).flat_map(|reply| reply.files.iter().copied()).collect();
    file::load(&mut unit.conn, &ids, &mut unit.attachments).await?;
    unit.shown.extend(ids.iter().map(|id| (*id, target.address.clone())));
    Ok(ids.iter().filter_map(|id| unit.attachments.read(id)).map(post::shown).collect())
}

/// The words of an answer become a report: here in private, or in the private chat of whoever wrote it.
async fn report(turn: &mut Turn<'_>, unit: &mut Unit<'_>, reply: i64) -> Result<ReadingOutcome, sqlx::Error> {
    let theirs = replies::load(&mut unit.conn, reply).await?;
    let Some(person) = unit.person_of(&turn.contact_key).filter(|person| person.enrolled).map(|person| person.id)
    else {
        return Ok(begin_first(turn));
    };
    // The button is its writer's; in private they may come from another account.
    let is_theirs = |reply: &Reply| {
        reply.person == Some(person) || (reply.person.is_none() && reply.user_key == turn.inbound.sender.user_key)
    };
    let Some(reply) = theirs.filter(is_theirs) else { return Ok(ReadingOutcome::NoSuch) };
    if turn.place == Place::Private {
        return Ok(ReadingOutcome::Words { words: reply.words, files: reply.files });
    }
    if !contact::addresses(&mut unit.conn, &[person]).await?.contains_key(&person) {
        return Ok(begin_first(turn));
    }
    let of = announce::load(&mut unit.conn, reply.announcement).await?;
    let name = of.map(|of| of.name()).unwrap_or_default();
    let begin = Choice::Announce(AnnounceChoice::Reading(ReadingChoice::Report { reply: reply.id }));
    let line = ReadingLine::Words { name, words: reply.words }.into();
    turn.letters.push(Letter { to: person, line, choices: vec![begin], asked: None, files: Vec::new() });
    Ok(ReadingOutcome::LedAway)
}

/// How somebody comes to the desk whom it does not know: by a link of this platform's, where it has one.
fn begin_first(turn: &Turn<'_>) -> ReadingOutcome {
    ReadingOutcome::BeginFirst { link: turn.shared.places.opening(&turn.inbound.address.platform) }
}
