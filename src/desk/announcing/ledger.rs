//! What has become of a bulletin's messages, told to whoever announces; and the next way where one did not arrive.

use super::{Going, say_at_home, set_timer, tell};
use crate::{
    core::{
        announce::{
            self, Stage,
            audience::Recipient,
            fate::{self, Counts, Failed},
            ways::{self, Way},
        },
        chat::Millis,
        contact, room,
        unit::Unit,
    },
    desk::turn::{Said, Turn},
    dialogs::{
        announce::ledger::{Entry, LedgerChoice, LedgerLine, Offered, Who},
        choice::Choice,
        line::Line,
    },
    text::locale::Locale,
};

/// How soon it is looked first what has become of the messages …
pub(super) const FIRST_LOOK_MS: Millis = 5_000;
/// … and how often then, while any is open: agents hear of failures within a minute.
const LOOK_MS: Millis = 20_000;
/// So many are named who were not reached …
const NAMED: i64 = 5;
/// … and so many groups that were.
const GROUPS_NAMED: i64 = 12;

/// Looks what has become of a bulletin's messages: tells the home how far it is where all have come to an end, and of those
/// who were not reached as soon as there are more.
///
/// # Errors
/// The database's.
pub(in crate::desk) async fn watch(turn: &Turn<'_>, unit: &mut Unit<'_>, bulletin: i64) -> Result<(), sqlx::Error> {
    let Some(going) = Going::hold(unit, bulletin).await? else { return Ok(()) };
    let counts = fate::count(&mut unit.conn, bulletin).await?;
    let failures = counts.failures();
    if fate::tell_failures(&mut unit.conn, bulletin, failures).await? && failures > 0 && counts.unmended > 0 {
        let failed = fate::failed(&mut unit.conn, bulletin, NAMED).await?;
        let mut who = Vec::with_capacity(failed.len());
        for one in &failed {
            who.push(called(turn, unit, one).await?);
        }
        let line = LedgerLine::Failing { name: going.announcement.name(), count: counts.unmended, who };
        say_at_home(turn, unit, &going, "failed", line.into()).await?;
    }
    let later = fate::next_due(&mut unit.conn, bulletin).await?.map_or(LOOK_MS, |due| due - unit.now + LOOK_MS);
    if counts.waiting > 0 {
        set_timer(turn, unit, &going, announce::WATCHED, LOOK_MS);
        return Ok(());
    }
    if counts.later > 0 {
        set_timer(turn, unit, &going, announce::WATCHED, later.max(LOOK_MS));
    }
    let line = LedgerLine::Out { name: going.announcement.name(), counts: Box::new(counts) };
    say_at_home(turn, unit, &going, "bulletin", line.into()).await
}

/// Does what somebody of the desk chose below a line of the ledger, and says here what came of it.
///
/// # Errors
/// The database's.
pub(in crate::desk) async fn choose(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    choice: &LedgerChoice,
) -> Result<(), sqlx::Error> {
    let (bulletin, line) = match choice {
        LedgerChoice::Show { bulletin } => (*bulletin, None),
        LedgerChoice::Take { bulletin, failed, way, .. } => {
            (*bulletin, take(turn, unit, *bulletin, failed, way).await?)
        }
    };
    if let Some(line) = line {
        turn.says.push(Said { line, choices: vec![LedgerChoice::Show { bulletin }.into()], act: None });
    } else if let Some((line, choices)) = shown(turn, unit, bulletin).await? {
        turn.says.push(Said { line, choices, act: None });
    }
    Ok(())
}

/// The whole ledger, with the best way for the first of those who were not reached.
async fn shown(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    bulletin: i64,
) -> Result<Option<(Line, Vec<Choice>)>, sqlx::Error> {
    let Some(going) = Going::hold(unit, bulletin).await? else { return Ok(None) };
    let counts: Box<Counts> = Box::new(fate::count(&mut unit.conn, bulletin).await?);
    // Nothing more goes out of what was stopped.
    let failed = if going.bulletin.stage == Stage::Stopped {
        Vec::new()
    } else {
        fate::failed(&mut unit.conn, bulletin, NAMED).await?
    };
    let (mut entries, mut choices) = (Vec::new(), Vec::new());
    for (place, one) in (1..).zip(failed) {
        let way = ways::best(&mut unit.conn, bulletin, &one).await?;
        let entry = Entry { who: called(turn, unit, &one).await?, why: one.why, way: offered(unit, &way).await? };
        entries.push(entry);
        if way != (Way::Call { person: None }) {
            choices.push(LedgerChoice::Take { bulletin, failed: one.address, way, place }.into());
        }
    }
    let groups = fate::groups_that_have_it(&mut unit.conn, bulletin, GROUPS_NAMED).await?;
    // Many are named: each by its partner's short name.
    let code = |id: i64| turn.directory.partner(id).map(|partner| partner.code.clone());
    let each = |(address, partner): (String, Option<i64>)| Who {
        partner: partner.and_then(code).unwrap_or_default(),
        ..group(turn, None, &address)
    };
    let groups = groups.into_iter().map(each).collect();
    let line = LedgerLine::Whole { name: going.announcement.name(), counts, groups, failed: entries };
    Ok(Some((line.into(), choices)))
}

/// Takes the next way for somebody who was not reached, once: what says so, or nothing where there is no such bulletin.
async fn take(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    bulletin: i64,
    failed: &str,
    way: &Way,
) -> Result<Option<Line>, sqlx::Error> {
    let Some(going) = Going::hold(unit, bulletin).await? else { return Ok(None) };
    let name = going.announcement.name();
    let already = || Ok(Some(LedgerLine::DoneAlready { name: name.clone() }.into()));
    let Some(one) = fate::one_failed(&mut unit.conn, bulletin, failed).await? else { return already() };
    if going.bulletin.stage == Stage::Stopped || ways::best(&mut unit.conn, bulletin, &one).await? != *way {
        return already();
    }
    let recipient = match way {
        Way::Call { .. } => None,
        Way::OtherChat { address } => {
            room::load(&mut unit.conn, std::slice::from_ref(address), &mut unit.rooms).await?;
            let locale = unit.rooms.read(address).map(|room| room.locale).unwrap_or_default();
            Some(instead(&one, address, None, locale))
        }
        Way::FocalPoint { person, address } => Some(instead(&one, address, Some(*person), Locale::default())),
    };
    if let Some(recipient) = &recipient
        && !ways::instead(&mut unit.conn, bulletin, recipient).await?
    {
        return already();
    }
    ways::take(&mut unit.conn, bulletin, failed, way.word()).await?;
    let Some(recipient) = recipient else {
        return Ok(Some(LedgerLine::Called { name, who: called(turn, unit, &one).await? }.into()));
    };
    Box::pin(tell(turn, unit, &going, std::slice::from_ref(&recipient))).await?;
    set_timer(turn, unit, &going, announce::WATCHED, FIRST_LOOK_MS);
    let told = Failed { address: recipient.address.clone(), tried: recipient.address, person: recipient.person, ..one };
    Ok(Some(LedgerLine::SentTo { name, who: called(turn, unit, &told).await? }.into()))
}

/// Whoever is told in the place of somebody who was not reached.
fn instead(failed: &Failed, address: &str, person: Option<i64>, locale: Locale) -> Recipient {
    Recipient {
        address: address.to_owned(),
        person,
        partner: failed.partner,
        locale,
        left_out: None,
        digest: false,
        instead_of: Some(failed.address.clone()),
    }
}

/// What the desk calls somebody: their name, or a group, with the partner and the platform.
async fn called(turn: &Turn<'_>, unit: &mut Unit<'_>, one: &Failed) -> Result<Who, sqlx::Error> {
    Ok(Who { name: name(unit, one.person).await?, ..group(turn, one.partner, &one.tried) })
}

/// A group by its partner and its platform: it has no name of its own here.
fn group(turn: &Turn<'_>, partner: Option<i64>, address: &str) -> Who {
    let partner = partner.and_then(|id| turn.directory.partner(id)).map(|partner| partner.name.clone());
    let platform = address.split(':').next().unwrap_or_default().to_owned();
    Who { name: String::new(), partner: partner.unwrap_or_default(), platform }
}

/// Empty where nobody is named.
async fn name(unit: &mut Unit<'_>, person: Option<i64>) -> Result<String, sqlx::Error> {
    let Some(id) = person else { return Ok(String::new()) };
    contact::load_people(&mut unit.conn, &[id], &mut unit.people).await?;
    Ok(unit.people.read(&id).map(|person| person.name.clone()).unwrap_or_default())
}

async fn offered(unit: &mut Unit<'_>, way: &Way) -> Result<Offered, sqlx::Error> {
    Ok(match way {
        Way::OtherChat { .. } => Offered::OtherGroup,
        Way::FocalPoint { person, .. } => Offered::FocalPoint { name: name(unit, Some(*person)).await? },
        Way::Call { person } => Offered::Call { name: name(unit, *person).await? },
    })
}
