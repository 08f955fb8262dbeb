//! A confirmed bulletin goes out: each recipient gets one message, in parts of a few hundred, so that nobody who writes
//! meanwhile waits for it. What goes with a part is written with it: whoever was told is so by the same commit.

pub(super) mod home;
mod lapse;
mod ledger;

pub(super) use ledger::{choose, watch};

use std::collections::BTreeSet;

use super::{audience::Target, post, turn::Turn};
use crate::{
    core::{
        announce::{
            self, Announcement, Bulletin, Kind, Not, What,
            audience::{LeftOut, Recipient},
            ledger as recipients,
        },
        chat::{Millis, Shown},
        contact, file,
        outbox::Class,
        person::Person,
        problem, quiet, room,
        timer::Timer,
        unit::Unit,
    },
    dialogs::{
        announce::{
            choice::AnnounceChoice,
            ledger::{LedgerChoice, LedgerLine},
            line::{AnnounceLine, Card},
            reading::ReadingChoice,
        },
        choice::Choice,
        line::Line,
    },
    text::day,
};

/// So many get their message in one transaction.
const MOST: i64 = 500;

/// Whether a message of the desk to itself is about the course of a bulletin.
pub(super) fn is_ours(kind: &str) -> bool {
    matches!(kind, announce::GOES | announce::LAPSES | announce::WATCHED)
}

/// Does what the desk told itself.
pub(super) async fn fire(turn: &Turn<'_>, unit: &mut Unit<'_>, kind: &str, bulletin: i64) -> Result<(), sqlx::Error> {
    match kind {
        announce::GOES => go(turn, unit, bulletin).await,
        announce::LAPSES => lapse::tell(turn, unit, bulletin).await,
        _ => watch(turn, unit, bulletin).await,
    }
}

/// A bulletin with its announcement.
struct Going {
    announcement: Announcement,
    bulletin: Bulletin,
}

impl Going {
    /// Loads both, and holds the bulletin: what is read of it stays so until the commit.
    async fn hold(unit: &mut Unit<'_>, bulletin: i64) -> Result<Option<Self>, sqlx::Error> {
        announce::hold(&mut unit.conn, bulletin).await?;
        let Some(bulletin) = announce::load_bulletin(&mut unit.conn, bulletin).await? else { return Ok(None) };
        let found = announce::load(&mut unit.conn, bulletin.announcement).await?;
        Ok(found.map(|announcement| Self { announcement, bulletin }))
    }
}

/// Its time has come: the next part of its recipients get it. Nothing goes that was taken back or stopped meanwhile.
async fn go(turn: &Turn<'_>, unit: &mut Unit<'_>, bulletin: i64) -> Result<(), sqlx::Error> {
    let Some(mut going) = Going::hold(unit, bulletin).await? else { return Ok(()) };
    let is_first_part = going.bulletin.stage == announce::Stage::Set;
    if !going.bulletin.begin(unit.now) {
        return Ok(());
    }
    if is_first_part {
        going.announcement.goes(&going.bulletin, unit.now);
        announce::save(&mut unit.conn, &going.announcement).await?;
    }
    let waiting = recipients::waiting(&mut unit.conn, going.announcement.id, bulletin, MOST).await?;
    let is_last = waiting.len() < usize::try_from(MOST).unwrap_or(usize::MAX);
    if is_first_part {
        tell_home_it_goes(turn, unit, &going).await?;
    }
    Box::pin(tell(turn, unit, &going, &waiting)).await?;
    if is_last {
        Box::pin(keep_right(turn, unit, &going)).await?;
        going.bulletin.end(unit.now);
        set_timer(turn, unit, &going, announce::WATCHED, ledger::FIRST_LOOK_MS);
    } else {
        set_timer(turn, unit, &going, announce::GOES, 0);
    }
    announce::save_bulletin(&mut unit.conn, &going.bulletin).await
}

fn set_timer(turn: &Turn<'_>, unit: &mut Unit<'_>, going: &Going, kind: &str, after: Millis) {
    let id = unit.next_id();
    unit.timers.push(Timer {
        id,
        address: going.announcement.home.clone(),
        user_key: turn.inbound.sender.user_key.clone(),
        kind: kind.to_owned(),
        subject_id: going.bulletin.id,
        due_at: unit.now + after,
    });
}

/// What each recipient of a bulletin is told.
struct Told {
    card: Line,
    /// The short line beside a card that stands already.
    changed: Option<Line>,
    choices: Vec<Choice>,
    /// What who reads it alone can choose too.
    mute: Option<Choice>,
    files: Vec<Shown>,
    /// The chats in which the card stands.
    before: BTreeSet<String>,
}

impl Told {
    async fn of(turn: &Turn<'_>, unit: &mut Unit<'_>, going: &Going) -> Result<Self, sqlx::Error> {
        let Going { announcement, bulletin } = going;
        let card = Box::new(Card::of(announcement, bulletin, day::local(unit.now, &turn.policy.timezone)));
        let before = match bulletin.what {
            What::First => BTreeSet::new(),
            What::Update | What::End => recipients::told_before(&mut unit.conn, announcement.id, bulletin.id).await?,
        };
        let choices = if can_be_joined(unit, going).await? {
            vec![Choice::Announce(AnnounceChoice::Join { announcement: announcement.id })]
        } else {
            Vec::new()
        };
        let mute = ReadingChoice::Mute { announcement: announcement.id };
        let mute = Choice::Announce(AnnounceChoice::Reading(mute));
        let is_changed = bulletin.what != What::First && bulletin.loud;
        Ok(Self {
            changed: is_changed.then(|| AnnounceLine::Changed(card.clone()).into()),
            card: AnnounceLine::Card(card).into(),
            choices,
            mute: (bulletin.what != What::End).then_some(mute),
            files: picture(unit, bulletin).await?,
            before,
        })
    }
}

/// Whether it tells of a problem that is going on: then others may say that it affects them too.
async fn can_be_joined(unit: &mut Unit<'_>, going: &Going) -> Result<bool, sqlx::Error> {
    let Some(id) = going.announcement.problem.filter(|_| going.bulletin.what != What::End) else { return Ok(false) };
    problem::load(&mut unit.conn, &[id], &mut unit.problems).await?;
    Ok(unit.problems.rows.read(&id).is_some_and(|problem| problem.state != problem::State::Solved))
}

async fn picture(unit: &mut Unit<'_>, bulletin: &Bulletin) -> Result<Vec<Shown>, sqlx::Error> {
    let Some(id) = bulletin.picture else { return Ok(Vec::new()) };
    file::load(&mut unit.conn, &[id], &mut unit.attachments).await?;
    Ok(unit.attachments.read(&id).map(post::shown).into_iter().collect())
}

/// Writes the messages of these recipients, and notes them. Whoever cannot be told any more is left out.
async fn tell(turn: &Turn<'_>, unit: &mut Unit<'_>, going: &Going, those: &[Recipient]) -> Result<(), sqlx::Error> {
    let told = Told::of(turn, unit, going).await?;
    let (posted, left_out) = messages(turn, unit, going, &told, those).await?;
    recipients::told(&mut unit.conn, going.bulletin.id, &posted).await?;
    recipients::leave_out(&mut unit.conn, going.bulletin.id, &left_out).await
}

/// Those of these recipients who have a message now, with its id; and those who cannot be told any more.
type Posted = (Vec<(String, i64)>, Vec<(String, LeftOut)>);

async fn messages(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    going: &Going,
    told: &Told,
    those: &[Recipient],
) -> Result<Posted, sqlx::Error> {
    let people: Vec<i64> = those.iter().filter_map(|one| one.person).collect();
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    let groups: Vec<String> = those.iter().filter(|one| one.person.is_none()).map(|one| one.address.clone()).collect();
    let gone = room::not_told(&mut unit.conn, &groups).await?;
    let (mut posted, mut left_out) = (Vec::with_capacity(those.len()), Vec::new());
    for one in those {
        let person = one.person.and_then(|id| unit.people.read(&id)).cloned();
        let is_here = match one.person {
            Some(_) => person.as_ref().is_some_and(Person::is_here),
            None => !gone.contains(&one.address),
        };
        if let Some(why) = one.left_out.or_else(|| (!is_here).then_some(LeftOut::Unreachable)) {
            left_out.push((one.address.clone(), why));
            continue;
        }
        let target = target(turn, unit.now, &going.announcement, one, person.as_ref());
        posted.extend(message(turn, unit, target, told).map(|id| (one.address.clone(), id)));
    }
    Ok((posted, left_out))
}

/// Where nobody wants to hear of it, or they read it in a group, an earlier card is edited without a word: none is to stand
/// there that is not right any more. Where a platform cannot edit, it stays as it is.
async fn keep_right(turn: &Turn<'_>, unit: &mut Unit<'_>, going: &Going) -> Result<(), sqlx::Error> {
    if going.bulletin.what == What::First {
        return Ok(());
    }
    let those = recipients::standing(&mut unit.conn, going.announcement.id, going.bulletin.id).await?;
    let edits = |one: &Recipient| {
        let platform = one.address.split(':').next().unwrap_or_default();
        turn.shared.platforms.get(platform).is_some_and(|limits| limits.edits)
    };
    let those: Vec<Recipient> = those.into_iter().filter(edits).collect();
    if those.is_empty() {
        return Ok(());
    }
    let told = Told { changed: None, ..Told::of(turn, unit, going).await? };
    let (posted, _) = messages(turn, unit, going, &told, &those).await?;
    recipients::told(&mut unit.conn, going.bulletin.id, &posted).await
}

/// One recipient's message; its id. A card that stands there is edited.
fn message(turn: &Turn<'_>, unit: &mut Unit<'_>, target: Target, told: &Told) -> Option<i64> {
    let at = unit.posts.len();
    let stands = told.before.contains(&target.address);
    // What is edited keeps the picture that came with it.
    let files = if stands { Vec::new() } else { told.files.clone() };
    unit.shown.extend(files.iter().map(|file| (file.attachment, target.address.clone())));
    let mut choices = told.choices.clone();
    choices.extend(told.mute.clone().filter(|_| target.person_id.is_some()));
    post::offer_with(turn.shared, unit, &target, &told.card, &choices, files);
    if let Some(changed) = told.changed.as_ref().filter(|_| stands) {
        post::offer(turn.shared, unit, &Target { slot: None, ..target }, changed, &[]);
    }
    unit.posts.get(at).map(|post| post.id)
}

/// Where a recipient reads it, and when: at once what is urgent, else at their hour.
fn target(
    turn: &Turn<'_>,
    now: Millis,
    announcement: &Announcement,
    one: &Recipient,
    person: Option<&Person>,
) -> Target {
    let zone = &turn.policy.timezone;
    let due_at = if announcement.kind == Kind::Emergency {
        now
    } else {
        let at = if one.digest { quiet::next_digest(now, zone) } else { now };
        person.and_then(|person| person.profile.quiet).map_or(at, |hours| quiet::after_hours(at, zone, hours))
    };
    let chat = match person {
        Some(person) => Target::of_person(now, &one.address, person),
        None => Target::of_group(now, &one.address, one.locale),
    };
    Target { class: Class::Broadcast, slot: Some(announcement.slot()), due_at, sees_words: false, ..chat }
}

/// Whoever drafted it reads to how many it goes; the same line tells later what has come of it.
async fn tell_home_it_goes(turn: &Turn<'_>, unit: &mut Unit<'_>, going: &Going) -> Result<(), sqlx::Error> {
    let (groups, people) = recipients::told_of(&mut unit.conn, going.bulletin.id).await?;
    let line = LedgerLine::Going { name: going.announcement.name(), groups, people };
    say_at_home(turn, unit, going, "bulletin", line.into()).await
}

/// A line in the home, which is edited, with the way to the ledger.
async fn say_at_home(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    going: &Going,
    slot: &str,
    line: Line,
) -> Result<(), sqlx::Error> {
    let Some(target) = home::target(unit, &going.announcement).await? else { return Ok(()) };
    let target = Target { slot: Some(format!("{slot}:{}", going.bulletin.id)), ..target };
    post::offer(turn.shared, unit, &target, &line, &[LedgerChoice::Show { bulletin: going.bulletin.id }.into()]);
    Ok(())
}

/// Stops a bulletin midway: whoever has no message yet gets none, and what was surely never sent is withdrawn. Returns
/// how many messages were, or why it cannot be stopped.
///
/// # Errors
/// The database's.
pub(super) async fn stop(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    bulletin: i64,
) -> Result<Result<usize, Not>, sqlx::Error> {
    let Some(mut going) = Going::hold(unit, bulletin).await? else { return Ok(Err(Not::Now)) };
    if let Err(not) = going.bulletin.stop() {
        return Ok(Err(not));
    }
    recipients::stop(&mut unit.conn, bulletin).await?;
    let open = recipients::open(&mut unit.conn, bulletin).await?;
    let withdrawn = unit.withdraw(&open).await?;
    announce::save_bulletin(&mut unit.conn, &going.bulletin).await?;
    set_timer(turn, unit, &going, announce::WATCHED, ledger::FIRST_LOOK_MS);
    Ok(Ok(withdrawn))
}
