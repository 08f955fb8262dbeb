//! Lines become messages: rendered in each recipient's own language, fitted to their platform, with
//! buttons, and put into the outbox.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use super::{
    Shared, albums, announcing,
    audience::{self, Because, Readers, Scene, Target},
    bursts, buttons, clocks, echo, forum, marks, nudges,
    parcel::enqueue,
    perform::{duty, remind_of_update, waking},
    problems, reach, seen,
    turn::{Said, Turn},
    wording::{may_go, pin, said},
};
use crate::{
    core::{
        chat::{Body, Inbound, Message, Millis, Shown},
        contact, file,
        notice::{Audience, News, Notice},
        outbox::{Class, Post},
        quiet,
        rights::Place,
        unit::Unit,
    },
    dialogs::{
        choice::Choice,
        event::TicketView,
        line::{Line, SentLine},
        practice::line as practice,
        queue,
        telling::{self, Telling},
    },
    text::locale::Locale,
};

/// What is said here, to whoever wrote. Returns the prompt that now waits for an answer. `leads_to` is the ticket that
/// the dialog turns to with it.
pub(super) fn say_here(turn: &mut Turn<'_>, unit: &mut Unit<'_>, leads_to: Option<i64>) -> Option<i64> {
    let mut asked = None;
    let topic = turn.topic(leads_to);
    echo::files_under(turn, unit, topic);
    let locale = turn.locale(unit);
    let actor = unit.person_of(&turn.contact_key).map(|person| (person.id, person.role_epoch));
    // Of an album, and of what was written in one go, one receipt is edited.
    let mut living = albums::slot(turn, unit).or_else(|| bursts::slot(turn, unit));
    let posted = unit.posts.len();
    for Said { line, choices, act } in std::mem::take(&mut turn.says) {
        let target = Target {
            address: turn.address.clone(),
            user_key: turn.inbound.sender.user_key.clone(),
            role_epoch: actor.map_or(0, |(_, epoch)| epoch),
            locale,
            class: bursts::class_here(turn),
            person_id: actor.map(|(id, _)| id).filter(|_| turn.place == Place::Private),
            ticket_id: topic,
            act_id: act,
            in_thread: is_in_thread(turn),
            title: None,
            moved: None,
            slot: act.map(marks::slot).or_else(|| living.take()),
            due_at: speaking_time(turn, unit),
            sees_words: true,
            readers: Readers::of(turn.place),
        };
        let prompt = post(turn.shared, turn, unit, &target, &line, &choices, Vec::new());
        asked = prompt.or(asked);
    }
    let thread = apart(turn);
    for post in unit.posts[posted..].iter_mut().filter(|post| post.address == turn.address) {
        post.message.thread.clone_from(&thread);
    }
    let is_here = |post: &&Post| post.address == turn.address && post.message.echo.is_none();
    turn.burst.receipt = unit.posts[posted..].iter().rev().find(is_here).map(|post| post.id);
    asked
}

/// Whether an answer goes into the ticket's thread: where a ticket has none before it is taken, only if it was written
/// there.
fn is_in_thread(turn: &Turn<'_>) -> bool {
    let has_own = !turn.shared.has_queue_card(&turn.inbound.address.platform) || turn.inbound.thread.is_some();
    turn.thread.is_some() && turn.place != Place::Private && has_own
}

/// The thread of a group that somebody wrote in and that is no ticket's: it is answered there.
fn apart(turn: &Turn<'_>) -> Option<String> {
    let is_no_tickets = turn.thread.is_none() && turn.place != Place::Private;
    let takes = turn.shared.has_threads(&turn.inbound.address.platform);
    turn.inbound.thread.clone().filter(|_| is_no_tickets && takes)
}

/// Answers go at once, and so does what is asked again below news; else what the desk says of itself waits for the morning.
fn speaking_time(turn: &Turn<'_>, unit: &Unit<'_>) -> Millis {
    let waits = matches!(turn.inbound.body, Body::Due { .. }) && !bursts::follows_news(turn);
    if waits { quiet::after_quiet_hours(unit.now, &turn.policy.timezone) } else { unit.now }
}

/// What others are told of the tickets that changed. A card or living line is told once, as it is in the end.
pub(super) async fn tell_others(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    if let Some(ticket) = turn.waiting.take() {
        nudges::fire(turn, unit, ticket).await?;
    }
    if let Some(absence) = turn.absence.take() {
        duty::begin(turn, unit, absence).await?;
    }
    if let Some((kind, subject)) = turn.problem.take() {
        Box::pin(problems::fire(turn, unit, &kind, subject)).await?;
    }
    if let Some((kind, bulletin)) = turn.bulletin.take() {
        Box::pin(announcing::fire(turn, unit, &kind, bulletin)).await?;
    }
    if let Some(announcement) = turn.promise.take() {
        Box::pin(remind_of_update(turn, unit, announcement)).await?;
    }
    if let Some((row, ticket)) = turn.unreached.take() {
        Box::pin(reach::forward(turn, unit, row, ticket)).await?;
    }
    Box::pin(deliver(turn, unit)).await?;
    let mut told = Told::default();
    // Whoever is not reached is to be called, which the ticket's card tells in its turn.
    loop {
        while !unit.notices.is_empty() {
            Box::pin(tell_round(turn, unit, &mut told)).await?;
        }
        clocks::settle(turn, unit).await?;
        Box::pin(nudges::arm(turn, unit)).await?;
        if unit.notices.is_empty() {
            return Ok(());
        }
    }
}

async fn tell_round(turn: &Turn<'_>, unit: &mut Unit<'_>, told: &mut Told) -> Result<(), sqlx::Error> {
    let mut notices = std::mem::take(&mut unit.notices);
    problems::with_their_problems(unit, &mut notices).await?;
    // Whoever is told as the reporter is not told once more as a follower.
    notices.sort_by_key(|notice| notice.to != Audience::Reporter);
    let mut views: HashMap<i64, TicketView> = HashMap::new();
    for notice in &notices {
        if let (Audience::Agents, News::Answered { file_count, .. }) = (notice.to, &notice.news) {
            *told.answered.entry(notice.ticket).or_insert(0) += file_count;
        }
    }
    for (at, notice) in notices.iter().enumerate() {
        if is_standing(&notice.news) && notices[at + 1..].contains(notice) {
            continue;
        }
        if let Entry::Vacant(place) = views.entry(notice.ticket) {
            place.insert(seen::ticket(turn, unit, notice.ticket).await?);
        }
        if let Some(view) = views.get(&notice.ticket) {
            Box::pin(tell(turn, unit, notice, view, told)).await?;
        }
    }
    Ok(())
}

fn is_standing(news: &News) -> bool {
    matches!(news, News::Card | News::PartnerLine)
}

/// Who was told what of which ticket by this message, and of which tickets the agents know that others read them.
#[derive(Default)]
struct Told {
    /// Person, ticket and act: of what was not done as an act a ticket has one piece of news.
    people: BTreeSet<(i64, i64, Option<i64>)>,
    forwarded: BTreeSet<i64>,
    /// How many files the news of a ticket brings, so that they come after its words and not with its card.
    answered: BTreeMap<i64, usize>,
}

/// Whether those of an audience may have been told already, as something else.
fn may_know(to: Audience) -> bool {
    match to {
        Audience::Followers | Audience::Owner | Audience::FocalPoints | Audience::Wanting => true,
        Audience::Reporter | Audience::Agents | Audience::Partner | Audience::Managers | Audience::Person(_) => false,
    }
}

/// Something for one person that is no ticket's news.
#[derive(Debug)]
pub(super) struct Letter {
    pub to: i64,
    pub line: Line,
    pub choices: Vec<Choice>,
    /// The ticket that they have asked to read: it comes at once, with its files.
    pub asked: Option<i64>,
    /// Files of no ticket yet, which are for them.
    pub files: Vec<i64>,
}

/// Letters, each to the private chat that its reader used last.
async fn deliver(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let letters = std::mem::take(&mut turn.letters);
    let ids: Vec<i64> = letters.iter().map(|letter| letter.to).collect();
    contact::load_people(&mut unit.conn, &ids, &mut unit.people).await?;
    let addresses = contact::addresses(&mut unit.conn, &ids).await?;
    for Letter { to, line, choices, asked, files } in letters {
        let files = match asked {
            Some(ticket) => shown_files(unit, ticket).await?,
            None => files.iter().filter_map(|id| unit.attachments.read(id)).map(shown).collect(),
        };
        let Some(person) = unit.people.read(&to).filter(|person| person.is_here()) else { continue };
        // Below the most pressing rank: it waits for the end of their quiet hours.
        let due_at = match asked {
            Some(_) => Some(unit.now),
            None => audience::told_at(turn.shared, unit.now, person, i64::MAX, Because::Addressed),
        };
        let (Some(address), Some(due_at)) = (addresses.get(&to), due_at) else { continue };
        let target = Target { ticket_id: asked, ..Target::of_person(due_at, address, person) };
        unit.shown.extend(files.iter().map(|file| (file.attachment, target.address.clone())));
        post(turn.shared, turn, unit, &target, &line, &choices, files);
    }
    Ok(())
}

async fn tell(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    notice: &Notice,
    view: &TicketView,
    told: &mut Told,
) -> Result<(), sqlx::Error> {
    if notice.to == Audience::Agents && telling::is_of_problem_alone(&notice.news, view) {
        return Ok(());
    }
    let actor = unit.person_of(&turn.contact_key).map(|person| person.id);
    let scene = Scene { shared: turn.shared, actor, address: &turn.address };
    let targets = audience::targets(unit, scene, notice, &view.ticket).await?;
    if targets.is_empty() && notice.to == Audience::Reporter {
        if let Some(telling) = telling::tell(notice, view, &turn.policy, true) {
            reach::tell_instead(turn, unit, notice, &view.ticket, &telling, &mut told.forwarded).await?;
        }
        return Ok(());
    }
    let mut files = match (&notice.to, &notice.news) {
        // A group is shown no file of a private ticket.
        (Audience::Agents, News::Card | News::Answered { .. }) if !view.ticket.private => {
            shown_files(unit, view.ticket.id).await?
        }
        _ => Vec::new(),
    };
    if let News::Answered { file_count, .. } = &notice.news {
        // The newest are the answer's; those before it were shown before.
        files.drain(..files.len().saturating_sub(*file_count));
    }
    let waiting = without_asked(unit, &mut files);
    for mut target in targets {
        let Some(telling) = telling::tell(notice, view, &turn.policy, target.sees_words) else { return Ok(()) };
        let is_new = target.person_id.is_none_or(|person| told.people.insert((person, view.ticket.id, notice.act)));
        if !is_new && may_know(notice.to) {
            continue;
        }
        target.in_thread = telling.in_thread;
        if notice.to == Audience::Reporter && telling.slot.is_none() {
            waking::interrupts(unit, view.ticket.reporter_id, &target.address, target.due_at).await?;
        }
        let album = || albums::slot(turn, unit).filter(|_| matches!(notice.news, News::Answered { .. }));
        target.slot = telling.slot.clone().or_else(album);
        if notice.to == Audience::Agents {
            let telling = if waiting > 0 { with_waiting(telling, notice, view, waiting) } else { telling };
            let coming = told.answered.get(&view.ticket.id).filter(|_| notice.news == News::Card).copied().unwrap_or(0);
            forum::tell(turn, unit, target, &telling, (notice, view), (&files, coming)).await?;
        } else {
            let (line, choices) = as_real(unit, &target, view, telling);
            post(turn.shared, turn, unit, &target, &line, &choices, Vec::new());
        }
    }
    Ok(())
}

/// No group is shown a picture while its writer is asked whether it shows a patient. Returns how many wait for that.
fn without_asked(unit: &Unit<'_>, files: &mut Vec<Shown>) -> usize {
    let before = files.len();
    files.retain(|file| unit.attachments.read(&file.attachment).is_none_or(|file| !file.asked));
    before - files.len()
}

/// Agents read that pictures came, and how to see them now.
fn with_waiting(mut telling: Telling, notice: &Notice, view: &TicketView, count: usize) -> Telling {
    if let News::Answered { .. } = notice.news {
        telling.line = Line::Many(vec![telling.line, SentLine::PicturesWait { count }.into()]);
        telling.choices.push(Choice::ReadAlone { ticket: view.ticket.id });
    }
    telling
}

/// Something real that reaches somebody who practises must not be taken for practice.
fn as_real(unit: &Unit<'_>, target: &Target, view: &TicketView, telling: Telling) -> (Line, Vec<Choice>) {
    let person = target.person_id.and_then(|id| unit.people.read(&id));
    let practises = person.and_then(|person| person.profile.practice).is_some_and(|until| until > unit.now);
    if practises && !view.ticket.practice {
        return (practice::real(telling.line), [telling.choices, vec![Choice::EndPractice]].concat());
    }
    (telling.line, telling.choices)
}

/// Renders, offers the choices, fits and puts into the outbox. Returns the prompt's id, if there are choices.
pub(super) fn post(
    shared: &Shared,
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    target: &Target,
    line: &Line,
    choices: &[Choice],
    files: Vec<Shown>,
) -> Option<i64> {
    if !may_go(target, line) {
        return None;
    }
    let (prompt_id, buttons) = buttons::of(shared, &turn.directory, unit, target, choices);
    let text = said(shared, target, line);
    // Others' numbers are not known here, nor do they count for what is news.
    let listing = unit.listings.read(&turn.session_key).filter(|_| turn.place == Place::Private);
    let is_reply = target.class == Class::Reply;
    let has_numbers = is_reply && !choices.is_empty() && queue::is_counted(choices, listing, unit.now);
    let pin = pin(shared, target, line);
    enqueue(shared, unit, target, line, Message { text, buttons, files, has_numbers, pin, ..Message::default() });
    prompt_id
}

/// The same outside of a turn, without files.
pub(super) fn offer(shared: &Shared, unit: &mut Unit<'_>, target: &Target, line: &Line, choices: &[Choice]) {
    offer_with(shared, unit, target, line, choices, Vec::new());
}

/// The same with files.
pub(super) fn offer_with(
    shared: &Shared,
    unit: &mut Unit<'_>,
    target: &Target,
    line: &Line,
    choices: &[Choice],
    files: Vec<Shown>,
) {
    if !may_go(target, line) {
        return;
    }
    let (_, buttons) = buttons::of(shared, &shared.directory(), unit, target, choices);
    let text = said(shared, target, line);
    let pin = pin(shared, target, line);
    enqueue(shared, unit, target, line, Message { text, buttons, files, pin, ..Message::default() });
}

/// A line without a turn: for what could not be handled.
pub(super) fn plain(unit: &mut Unit<'_>, shared: &Shared, inbound: &Inbound, line: &Line, locale: Locale) {
    let target = Target {
        user_key: inbound.sender.user_key.clone(),
        class: Class::Reply,
        ..Target::of_group(unit.now, &inbound.address.to_string(), locale)
    };
    if !may_go(&target, line) {
        return;
    }
    let text = shared.catalog.text(line, locale, &shared.policy());
    enqueue(shared, unit, &target, line, Message { text, ..Message::default() });
}

pub(super) fn shown(attachment: &file::Attachment) -> Shown {
    Shown {
        attachment: attachment.id,
        name: attachment.name.clone(),
        mime: attachment.mime.clone(),
        bytes: u64::try_from(attachment.bytes).unwrap_or(0),
    }
}

async fn shown_files(unit: &mut Unit<'_>, ticket: i64) -> Result<Vec<Shown>, sqlx::Error> {
    let ids = unit.files_of(ticket).await?;
    Ok(ids.iter().filter_map(|id| unit.attachments.read(id)).map(shown).collect())
}
