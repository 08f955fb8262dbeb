//! What a ticket is marked with: tags, kind, origin, department, environment, privacy, a developer's deadline.

use super::{mark, tell_reporter, workable};
use crate::{
    core::{
        notice::{Audience, News},
        policy::desk::Desk,
        rights::{Grant, Refusal},
        ticket::{Approval, Environment, Kind, Origin, Status, Ticket, WaitingOn},
        unit::Unit,
        verb::What,
    },
    text::{day, fold},
};

/// The longest tag, in characters.
const LONGEST_TAG: usize = 24;
/// More tags than these tell nothing.
const MOST_TAGS: usize = 12;

/// Marks a ticket, by the grant's verb.
pub(super) fn mark_with(unit: &mut Unit<'_>, desk: &Desk, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    match grant.verb().takes_value() {
        Some(What::Tag) => tag(unit, desk, grant, id, to),
        Some(What::Kind) => kind(unit, grant, id, to),
        Some(What::Origin) => origin(unit, grant, id, to),
        Some(What::Department) => department(unit, desk, grant, id, to),
        Some(What::Environment) => environment(unit, grant, id, to),
        Some(What::Private) => private(unit, grant, id, to),
        Some(What::Day) => deadline(unit, grant, id, to),
        Some(What::Person | What::Reference | What::Priority | What::Severity | What::Category) | None => {
            Err(Refusal::NotAllowed)
        }
    }
}

/// Adds a tag (`+word` or `word`) or takes one off (`-word`). Tags are folded, with hyphens for spaces. The reporter sees
/// them, and is told (WS-11).
fn tag(unit: &mut Unit<'_>, desk: &Desk, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    let (off, word) = match to.strip_prefix('-') {
        Some(word) => (true, word),
        None => (false, to.strip_prefix('+').unwrap_or(to)),
    };
    let tag = fold::fold_words(word).replace(' ', "-");
    if tag.is_empty() || tag.chars().count() > LONGEST_TAG {
        return Err(Refusal::NotThat);
    }
    let tags = unit.tickets.read(&id).map(|ticket| ticket.tags.clone()).ok_or(Refusal::NoSuchRequest)?;
    if tags.contains(&tag) != off {
        return Err(Refusal::AlreadySo);
    }
    if !off && tags.len() >= MOST_TAGS {
        return Err(Refusal::NotNow);
    }
    // The audit keeps no words: only a tag of the desk's own is named in it.
    let named = if desk.tag(&tag).is_some() { tag.clone() } else { String::new() };
    let change = if off { (named, String::new()) } else { (String::new(), named) };
    let changed = tag.clone();
    mark(unit, grant, id, change, |ticket| {
        ticket.tags.retain(|other| *other != changed);
        if !off {
            ticket.tags.push(changed);
        }
    });
    tell_reporter(unit, id, News::TagChanged { tag, off });
    Ok(())
}

fn kind(unit: &mut Unit<'_>, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    let to = Kind::from_word(to).ok_or(Refusal::NotThat)?;
    set(unit, grant, id, |ticket| ticket.kind.word().to_owned(), to.word().to_owned(), |ticket| ticket.kind = to)
}

fn origin(unit: &mut Unit<'_>, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    let to = Origin::from_word(to).ok_or(Refusal::NotThat)?;
    set(unit, grant, id, |ticket| ticket.origin.word().to_owned(), to.word().to_owned(), |ticket| ticket.origin = to)
}

fn environment(unit: &mut Unit<'_>, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    let to = Environment::from_word(to).ok_or(Refusal::NotThat)?;
    let change = |ticket: &mut Ticket| ticket.environment = to;
    set(unit, grant, id, |ticket| ticket.environment.word().to_owned(), to.word().to_owned(), change)
}

fn department(unit: &mut Unit<'_>, desk: &Desk, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    desk.department(to).ok_or(Refusal::NotThat)?;
    let hides = desk.is_private_department(to);
    let change = |ticket: &mut Ticket| {
        ticket.department = Some(to.to_owned());
        hide(ticket, ticket.private || hides);
    };
    set(unit, grant, id, |ticket| ticket.department.clone().unwrap_or_default(), to.to_owned(), change)?;
    if hides {
        unit.tell(id, Audience::Partner, News::PartnerLine);
    }
    Ok(())
}

/// Makes a ticket private, or no longer (WS-24). The partner's group sees only that it is private.
fn private(unit: &mut Unit<'_>, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    let to = match to {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::NotThat),
    };
    // Whoever reports may hide what they sent; what the desk hides, the desk alone shows again.
    if !to && !grant.is_desk() {
        return Err(Refusal::NotAllowed);
    }
    let word = |private: bool| if private { "yes" } else { "no" }.to_owned();
    set(unit, grant, id, |ticket| word(ticket.private), word(to), |ticket| hide(ticket, to))?;
    unit.tell(id, Audience::Partner, News::PartnerLine);
    Ok(())
}

/// Nobody outside can approve what they may not see: the desk decides then.
fn hide(ticket: &mut Ticket, private: bool) {
    ticket.private = private;
    if !private || ticket.approval != Approval::Pending || !ticket.status.is_open() {
        return;
    }
    ticket.approval = Approval::None;
    if ticket.status == Status::WaitingFocalPoint {
        ticket.status = Status::New;
        ticket.waiting_on = WaitingOn::Agent;
    }
}

/// A developer's promise of a day (EPTS guide, tier 4); `none` takes it away. Days that are over are refused.
fn deadline(unit: &mut Unit<'_>, grant: Grant, id: i64, to: &str) -> Result<(), Refusal> {
    workable(unit, id)?;
    let to_day = match to {
        "none" => None,
        text => Some(day::parse(text).filter(|day| *day >= day::of(unit.now)).ok_or(Refusal::NotThat)?),
    };
    let word = |day: Option<i64>| day.map(day::format).unwrap_or_default();
    set(unit, grant, id, |ticket| word(ticket.deadline_day), word(to_day), |ticket| ticket.deadline_day = to_day)?;
    if let Some(day) = to_day {
        tell_reporter(unit, id, News::DeadlineSet { day });
    }
    Ok(())
}

/// Sets a value, unless it is so already.
fn set(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    was: impl FnOnce(&Ticket) -> String,
    to: String,
    change: impl FnOnce(&mut Ticket),
) -> Result<(), Refusal> {
    let from = unit.tickets.read(&id).map(was).ok_or(Refusal::NoSuchRequest)?;
    if from == to {
        return Err(Refusal::AlreadySo);
    }
    mark(unit, grant, id, (from, to), change);
    Ok(())
}
