//! What is done with tickets. Each verb needs a grant and tells whom it concerns; a verb that the ticket's status
//! does not allow is refused and changes nothing. What somebody at the desk did can be taken back for some seconds.

mod approving;
mod calling;
mod editing;
mod ending;
mod gathering;
mod lapsing;
mod marking;
mod passing;
mod ranking;
mod recalling;
mod reporting;
mod taking;
mod taking_back;
mod unsaying;
mod visiting;
mod writing;

use super::{
    act::{Act, Mark},
    clock,
    deed::Deed,
    directory::Directory,
    notice::{Audience, News},
    policy::desk::Desk,
    problem,
    rights::{Grant, Refusal},
    ticket::{Approval, Ending, Status, Ticket, WaitingOn},
    unit::Unit,
    verb::Verb,
};

pub use calling::{is_missed, is_reached};
pub(in crate::core) use editing::UNREAD;
pub use editing::{edit, verb_of};
pub(in crate::core) use gathering::join_filed;
pub use gathering::{fix, goes_on, is_of_problem, solve};
pub use lapsing::{lapse, pass};
pub use passing::{give_back, hand_over, pass_over};
pub use recalling::{Recalled, recall};
pub use reporting::UNCHOSEN;
pub use taking::{leave_all, tier_named, tiers};
pub use taking_back::take_back;
pub use unsaying::{Unsaid, unsay};

/// What verbs stand on, besides the ticket.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub desk: &'a Desk,
    pub directory: &'a Directory,
    /// The chat that it was asked in.
    pub address: &'a str,
    /// Nobody else reads that chat.
    pub is_private: bool,
}

/// Does a verb on a ticket. Returns the act, where it can be taken back.
///
/// # Errors
/// The database's. A refusal is no error: nothing was changed then.
pub async fn perform(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    id: i64,
    deed: &Deed,
) -> Result<Result<Option<i64>, Refusal>, sqlx::Error> {
    let Some(before) = unit.tickets.read(&id).cloned() else { return Ok(Err(Refusal::NoSuchRequest)) };
    problem::load_links(&mut unit.conn, &[id], &mut unit.problems).await?;
    let is_act = grant.is_desk() && !matches!(deed.verb, Verb::Common | Verb::Problem);
    let act = is_act.then(|| unit.next_id());
    unit.act = act;
    let written = unit.entries.len();
    let moved = if deed.verb == Verb::Duplicate { unit.repetitions(id).await? } else { Vec::new() };
    let done = Box::pin(run(unit, ground, grant, id, deed)).await;
    unit.act = None;
    if let Err(why) = done? {
        return Ok(Err(why));
    }
    follow(unit, grant, id, ground.address);
    gathering::counted(unit, grant, id).await?;
    let Some(act) = act else { return Ok(Ok(None)) };
    let entry_id = unit.entries.get(written).map(|entry| entry.id);
    let version = unit.tickets.read(&id).map_or(0, |ticket| ticket.version);
    let mark = if says(deed.verb) { Mark::Waiting } else { Mark::None };
    let (created_at, until) = (unit.now, unit.now + ground.desk.take_back);
    let verb = deed.verb.word();
    let ticket_id = id;
    unit.acts.push(Act {
        id: act,
        ticket_id,
        actor_id: grant.actor(),
        verb,
        before,
        version,
        entry_id,
        moved,
        created_at,
        until,
        mark,
    });
    Ok(Ok(Some(act)))
}

/// A ticket's conversation goes on in the chat that its reporter used last for it (platforms B.8).
fn follow(unit: &mut Unit<'_>, grant: Grant, id: i64, address: &str) {
    let is_theirs = |ticket: &Ticket| ticket.reporter_id == grant.actor() && ticket.reporter_address != address;
    if !grant.is_desk()
        && unit.tickets.read(&id).is_some_and(is_theirs)
        && let Some(ticket) = unit.tickets.change(&id)
    {
        address.clone_into(&mut ticket.reporter_address);
    }
}

/// Whether a verb has words for the reporter, whose arrival is told.
#[must_use]
pub fn says(verb: Verb) -> bool {
    matches!(verb, Verb::Reply | Verb::Ask | Verb::Resolve | Verb::Reject)
}

/// What came of a verb: done, or why not.
type Ran = Result<Result<(), Refusal>, sqlx::Error>;

async fn run(unit: &mut Unit<'_>, ground: Ground<'_>, grant: Grant, id: i64, deed: &Deed) -> Ran {
    let (words, to) = (deed.words.trim(), deed.to.as_str());
    Ok(match deed.verb {
        Verb::Take => taking::take(unit, grant, id),
        Verb::Assign => return taking::assign(unit, grant, id, to).await,
        Verb::Release => taking::release(unit, grant, id),
        Verb::Escalate => return taking::escalate(unit, ground.desk, grant, id, (to, words)).await,
        Verb::Wait => taking::wait(unit, grant, id, words),
        Verb::Resume => taking::resume(unit, grant, id),
        Verb::Called => calling::called(unit, grant, id, words),
        Verb::Note => writing::note(unit, grant, id, words, &deed.files),
        Verb::Reply => writing::reply(unit, grant, id, words),
        Verb::Ask => writing::ask(unit, grant, id, words),
        Verb::Resolve => return gathering::resolve(unit, ground, grant, id, words).await,
        Verb::Common => return gathering::common(unit, ground.desk, grant, id, to).await,
        Verb::Problem => return gathering::describe(unit, ground, grant, id, (to, words)).await,
        Verb::Close => ending::close(unit, ground.desk, grant, id, words),
        Verb::Reject => ending::reject(unit, grant, id, words),
        Verb::Duplicate => return ending::duplicate(unit, grant, id, to).await,
        Verb::Withdraw => ending::withdraw(unit, grant, id, words),
        Verb::Answer => reporting::answer(unit, ground, grant, id, deed),
        Verb::Confirm => reporting::confirm(unit, ground, grant, id, deed),
        Verb::StillNeed => reporting::still_need(unit, grant, id),
        Verb::Reopen => reporting::reopen(unit, ground, grant, id, deed),
        Verb::Priority => ranking::priority(unit, ground.desk, grant, id, to, words),
        Verb::Severity => ranking::severity(unit, ground.desk, grant, id, to, words),
        Verb::Category => ranking::category(unit, ground.desk, grant, id, to, words),
        Verb::Tag
        | Verb::Kind
        | Verb::Origin
        | Verb::Department
        | Verb::Environment
        | Verb::Private
        | Verb::Deadline => marking::mark_with(unit, ground.desk, grant, id, to),
        Verb::Visit => visiting::visit(unit, grant, id, to, words),
        Verb::Approve | Verb::PassOn => return approving::approve(unit, grant, id, words).await,
        Verb::Refuse => approving::refuse(unit, grant, id, words),
        #[rustfmt::skip] // Many to a line.
        Verb::Enrol | Verb::Report | Verb::Mine | Verb::Status | Verb::Guide | Verb::Contacts | Verb::Help
        | Verb::Language | Verb::Cancel | Verb::Start | Verb::Link | Verb::Profile | Verb::Leave | Verb::Join
        | Verb::Practice | Verb::Notifications | Verb::Quiet | Verb::Canned | Verb::Talk | Verb::TakeBack
        | Verb::History | Verb::Why | Verb::Stale | Verb::Sla | Verb::Holiday | Verb::Announce | Verb::Announcements | Verb::Watch | Verb::Unwatch | Verb::Queue | Verb::Away
        | Verb::Present | Verb::Rota | Verb::Triage | Verb::OnBehalf | Verb::LetIn | Verb::Invite | Verb::FindPerson
        | Verb::Revoke | Verb::Block | Verb::Unblock => Err(Refusal::NotAllowed),
    })
}

/// The status of a ticket that can still be worked on.
fn workable(unit: &Unit<'_>, id: i64) -> Result<Status, Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.status.is_open() || ticket.status == Status::Resolved { Ok(ticket.status) } else { Err(Refusal::NotNow) }
}

/// The status of a ticket that is open.
fn open(unit: &Unit<'_>, id: i64) -> Result<Status, Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.status.is_open() { Ok(ticket.status) } else { Err(Refusal::NotNow) }
}

/// A change by an agent; one that works on a ticket of nobody becomes its owner.
fn own(unit: &mut Unit<'_>, grant: Grant, id: i64, to: Status) {
    let actor = grant.actor();
    change(unit, grant, id, to, waiting_on(to), |ticket| {
        ticket.owner_id.get_or_insert(actor);
    });
}

/// Whose move it is in a status.
fn waiting_on(status: Status) -> WaitingOn {
    match status {
        Status::WaitingReporter | Status::Resolved => WaitingOn::Reporter,
        Status::WaitingFocalPoint => WaitingOn::FocalPoint,
        Status::WaitingThirdParty => WaitingOn::ThirdParty,
        Status::New | Status::InProgress => WaitingOn::Agent,
        Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => WaitingOn::Nobody,
    }
}

/// A change that leaves the status as it is; the audit keeps what it was of the changed value, and what it became.
fn mark(unit: &mut Unit<'_>, grant: Grant, id: i64, (from, to): (String, String), more: impl FnOnce(&mut Ticket)) {
    alter(unit, id, more);
    unit.audit(id, Some(grant.actor()), grant.verb().word(), from, to);
    unit.tell(id, Audience::Agents, News::Card);
}

/// A change that leaves all but the words as it is.
fn touch(unit: &mut Unit<'_>, grant: Grant, id: i64) {
    let Some(status) = unit.tickets.read(&id).map(|ticket| ticket.status) else { return };
    mark(unit, grant, id, (status.word().to_owned(), status.word().to_owned()), |_| {});
}

fn alter(unit: &mut Unit<'_>, id: i64, more: impl FnOnce(&mut Ticket)) {
    let now = unit.now;
    if let Some(ticket) = unit.tickets.change(&id) {
        let before = clock::Mark::of(ticket);
        more(ticket);
        ticket.version += 1;
        ticket.updated_at = now;
        clock::moved(unit, id, &before);
    }
}

/// The acts of this transaction that left a ticket with one version are those of another one now: they can be taken back
/// still.
fn acts_follow(unit: &mut Unit<'_>, id: i64, before: i64, after: i64) {
    for act in unit.acts.iter_mut().filter(|act| act.ticket_id == id && act.version == before) {
        act.version = after;
    }
}

/// The first human acknowledgement (EP-07): the bot's receipt is none, nor is sorting.
fn acknowledges(verb: Verb) -> bool {
    matches!(verb, Verb::Take | Verb::Reply | Verb::Ask | Verb::Resolve | Verb::Reject | Verb::Duplicate)
}

/// Changes a ticket's status, writes the audit, and renews the card and the partner's line.
fn change(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    to: Status,
    waiting_on: WaitingOn,
    more: impl FnOnce(&mut Ticket),
) {
    let (now, verb) = (unit.now, grant.verb());
    let acknowledges = grant.is_desk() && acknowledges(verb);
    change_by(unit, Some(grant.actor()), verb.word(), id, (to, waiting_on), |ticket| {
        more(ticket);
        if acknowledges {
            ticket.acknowledged_at.get_or_insert(now);
        }
    });
    if acknowledges {
        clock::answered(unit, id);
    }
    if verb == Verb::Ask {
        // Another question is waited for anew.
        waits_anew(unit, id);
    }
}

/// The same, by somebody or by nobody, under the audit's word.
fn change_by(
    unit: &mut Unit<'_>,
    actor: Option<i64>,
    word: &'static str,
    id: i64,
    (to, waiting_on): (Status, WaitingOn),
    more: impl FnOnce(&mut Ticket),
) {
    let now = unit.now;
    let Some((from, update)) = unit.tickets.read(&id).map(|ticket| (ticket.status, ticket.updated_at)) else { return };
    alter(unit, id, |ticket| {
        ticket.status = to;
        ticket.waiting_on = waiting_on;
        match to {
            // A note or a reply afterwards moves neither time.
            _ if from == to => {}
            Status::Resolved => ticket.resolved_at = Some(now),
            Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => ticket.closed_at = Some(now),
            Status::WaitingFocalPoint
            | Status::New
            | Status::InProgress
            | Status::WaitingReporter
            | Status::WaitingThirdParty => {
                ticket.closed_at = None;
                ticket.ending = Ending::Usual;
            }
        }
        more(ticket);
        // Whoever works on it has decided that it need not wait for the gate.
        if ticket.approval == Approval::Pending && !ticket.is_at_gate() {
            ticket.approval = Approval::Lapsed;
        }
    });
    // What the clock passes on is as old as before: nobody has worked on it.
    if let Some(ticket) = unit.tickets.change(&id).filter(|_| actor.is_none() && to.is_open()) {
        ticket.updated_at = update;
    }
    unit.audit(id, actor, word, from.word(), to.word());
    unit.tell(id, Audience::Agents, News::Card);
    if from != to {
        waits_anew(unit, id);
        unit.tell(id, Audience::Partner, News::PartnerLine);
    }
}

/// Whom it waits for is given all the time again.
fn waits_anew(unit: &mut Unit<'_>, id: i64) {
    let now = unit.now;
    if let Some(ticket) = unit.tickets.change(&id) {
        ticket.waits_since = Some(now);
        ticket.nudges = 0;
    }
    unit.waits.push(id);
}

/// A person's name, as others see it.
fn name(unit: &Unit<'_>, person: i64) -> String {
    unit.people.read(&person).map(|person| person.name.clone()).unwrap_or_default()
}

/// Tells the reporter and whoever follows the ticket.
fn tell_reporter(unit: &mut Unit<'_>, id: i64, news: News) {
    unit.tell(id, Audience::Followers, news.clone());
    unit.tell(id, Audience::Reporter, news);
}

/// Further files of what was written before: they are attached whatever has become of the ticket since.
pub fn join(unit: &mut Unit<'_>, grant: Grant, id: i64, entry: Option<i64>, files: &[i64]) {
    attach(unit, id, entry, files);
    touch(unit, grant, id);
}

/// Attaches files to a ticket, and to what was written with them.
fn attach(unit: &mut Unit<'_>, id: i64, entry: Option<i64>, files: &[i64]) {
    for file in files {
        if let Some(attachment) = unit.attachments.change(file) {
            attachment.ticket_id = Some(id);
            attachment.entry_id = entry;
        }
    }
}

/// Attaches what the reporter's side sends. No group is shown their pictures before they have said that these show no
/// patient (platforms B.4); what they showed to a group themselves is seen there already.
fn attach_theirs(unit: &mut Unit<'_>, ground: Ground<'_>, grant: Grant, (id, entry): (i64, i64), files: &[i64]) {
    attach(unit, id, Some(entry), files);
    let is_open_to_groups = unit.tickets.read(&id).is_some_and(|ticket| !ticket.private);
    if ground.is_private && is_open_to_groups && !grant.is_desk() {
        ask_of(unit, files);
    }
}

/// These pictures and films wait for their writer's word.
pub fn ask_of(unit: &mut Unit<'_>, files: &[i64]) {
    for id in files {
        if unit.attachments.read(id).is_some_and(|file| file.is_seen() && !file.asked)
            && let Some(file) = unit.attachments.change(id)
        {
            file.asked = true;
        }
    }
}
