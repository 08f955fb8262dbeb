//! What those hear of an announcement who write it: its home, and whoever else may confirm it.

use super::load;
use crate::{
    core::{
        announce::{self, Announcement, State},
        chat::Millis,
        file,
        unit::Unit,
    },
    desk::{
        announcing::home::{person, target},
        audience::Target,
        post,
        turn::Turn,
    },
    dialogs::{
        announce::{
            choice::AnnounceChoice,
            line::{AnnounceLine, Said},
            second,
            want::Shown,
        },
        choice::Choice,
        clock::line::Due,
        line::Line,
    },
    text::day,
};

/// So soon it is looked again whether what promises an update has gone out.
const AGAIN_MS: Millis = 60_000;

async fn say(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    announcement: &Announcement,
    line: &Line,
    choices: &[Choice],
) -> Result<(), sqlx::Error> {
    if let Some(target) = target(unit, announcement).await? {
        post::offer(turn.shared, unit, &target, line, choices);
    }
    Ok(())
}

/// Its home hears this of it.
pub(super) async fn tell(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    announcement: &Announcement,
    said: Said,
) -> Result<(), sqlx::Error> {
    let line = AnnounceLine::Said { name: announcement.name(), said }.into();
    let open = [Choice::Announce(AnnounceChoice::Open(announcement.number))];
    say(turn, unit, announcement, &line, &open).await
}

/// It was confirmed elsewhere.
pub(super) async fn is_set(turn: &Turn<'_>, unit: &mut Unit<'_>, shown: &Shown) -> Result<(), sqlx::Error> {
    let Some(at) = shown.bulletin().and_then(|one| one.goes_at) else { return Ok(()) };
    let announcement = &shown.announcement;
    let line = AnnounceLine::Set { name: announcement.name(), goes: Due { at, today: shown.today } }.into();
    let back = [Choice::Announce(AnnounceChoice::TakeBack(announcement.number))];
    say(turn, unit, announcement, &line, &back).await
}

/// Others are asked to confirm it: the agents' and managers' rooms, where there are any, else each who may.
pub(super) async fn ask_others(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    actor: i64,
    shown: &Shown,
) -> Result<(), sqlx::Error> {
    let (line, choices) = second(shown, &turn.directory);
    let now = unit.now;
    let takes = |purpose: &str| matches!(purpose, "agents" | "managers");
    let rooms = unit.audiences().await?.iter().filter(|room| takes(&room.purpose));
    let mut targets: Vec<Target> = rooms.map(|room| Target::of_room(now, room)).collect();
    if targets.is_empty() {
        for id in announce::colleagues(&mut unit.conn).await? {
            if id != actor {
                targets.extend(person(unit, id).await?);
            }
        }
    }
    let picture = shown.bulletin().and_then(|one| one.picture);
    file::load(&mut unit.conn, picture.as_slice(), &mut unit.attachments).await?;
    let files: Vec<_> = picture.and_then(|id| unit.attachments.read(&id)).map(post::shown).into_iter().collect();
    for target in targets {
        unit.shown.extend(files.iter().map(|file| (file.attachment, target.address.clone())));
        post::offer_with(turn.shared, unit, &target, &line, &choices, files.clone());
    }
    Ok(())
}

/// The time is near, or over, for which an update was promised: whoever wrote it is reminded, once each.
pub(in crate::desk) async fn remind(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let Some(announcement) = announce::load(&mut unit.conn, id).await? else { return Ok(()) };
    let Some(shown) = load(turn, unit, announcement.number).await? else { return Ok(()) };
    let is_going = shown.bulletin().is_some_and(|one| {
        matches!(one.stage, announce::Stage::Set | announce::Stage::Going) && one.next_update_at.is_some()
    });
    if is_going {
        // What it promises counts once it has gone out.
        super::asking::timer(unit, announce::NEXT_UPDATE, id, &announcement.home, unit.now + AGAIN_MS);
        return Ok(());
    }
    let Some(at) = announcement.next_update_at.filter(|_| announcement.state == State::GoingOn) else {
        return Ok(());
    };
    let (now, remind) = (unit.now, turn.policy.announcements.remind);
    if at - remind > now {
        super::asking::timer(unit, announce::NEXT_UPDATE, id, &announcement.home, at - remind);
        return Ok(());
    }
    let late = at <= now;
    let today = day::local(now, &turn.policy.timezone);
    let line = AnnounceLine::Promised { name: announcement.name(), at: Due { at, today }, late }.into();
    let update = AnnounceChoice::follows(announcement.number, announce::What::Update);
    say(turn, unit, &announcement, &line, &[Choice::Announce(update)]).await?;
    if !late {
        super::asking::timer(unit, announce::NEXT_UPDATE, id, &announcement.home, at);
    }
    Ok(())
}

/// A problem is solved: those who announced it are asked whether they tell so.
pub(in crate::desk) async fn solved(turn: &Turn<'_>, unit: &mut Unit<'_>, problem: i64) -> Result<(), sqlx::Error> {
    for announcement in announce::of_problem(&mut unit.conn, problem).await? {
        if announcement.state == State::GoingOn {
            let line = AnnounceLine::Solved { name: announcement.name() }.into();
            let end = [Choice::Announce(AnnounceChoice::End(announcement.number))];
            say(turn, unit, &announcement, &line, &end).await?;
        }
    }
    Ok(())
}
