//! What came of an effect, put into words; then back to the question that was open.

use super::{
    album, announce, canned,
    choice::Choice,
    clock::{self, line::ClockLine},
    command, deleting, duty,
    effect::{Effect, Which},
    enrol,
    event::{Moment, Outcome, TicketView},
    gate, giving,
    line::{Card, DutyLine, Line, Marks, Mine, Plain, RuleLine, SentLine},
    memory::Memory,
    notify::{self, NotifyChoice, NotifyLine},
    open, own, people,
    practice::{self, PracticeLine},
    problem::{self, line::ProblemLine},
    queue,
    report::{fields, privacy},
    rules,
    state::{Doing, Manner, ReportStep, State},
    talking, telling, tickets,
    turn::{Turn, home},
    view::View,
    writing,
};
use crate::core::{
    act::Mark,
    rights::{self, Place, Refusal},
    ticket::{Approval, Ticket},
    verb::Verb,
    work,
};

/// How many of a person's tickets are offered as buttons.
const OFFERED: usize = 3;

pub fn came(state: State, outcome: Outcome, view: &View<'_>) -> Turn {
    match outcome {
        Outcome::Enrolled => enrol::enrolled(view),
        Outcome::Redeemed { locale } => enrol::redeemed(state, locale, view),
        Outcome::BadCode => bad_code(state, Line::Plain(Plain::BadCode), view),
        Outcome::SlowDown { seconds } => bad_code(state, Line::SlowDown { seconds }, view),
        Outcome::RoomLinked { purpose, tier, system, topics } => {
            Turn::to(state, "command").say(Line::RoomLinked { purpose, tier, system, topics }, Vec::new())
        }
        Outcome::Recovered { found } => command::recovered(state, found, view),
        Outcome::Practice { on } => practice::came(on, view),
        Outcome::Filed { ticket } => filed(&ticket, view),
        Outcome::Done { ticket, act, entry } => done(state, &ticket, act, entry, view),
        Outcome::Recalled(recalled) => own::recalled(state, recalled, view),
        Outcome::Joined { ticket, count, stands } => album::came(state, &ticket, (count, stands), view),
        Outcome::PicturesShown { ticket } => {
            let line = SentLine::PicturesShown { reference: ticket.ticket.reference.clone() };
            then_back(state, line.into(), vec![show(&ticket.ticket), Choice::NewReport], "ticket", view)
        }
        Outcome::Corrected { ticket } => corrected(state, &ticket.ticket, view),
        Outcome::Unsaid { ticket, stands } => deleting::unsaid(state, &ticket.ticket, stands, view),
        Outcome::TakenBack { count, left, ticket } => taken_back(state, (count, left), &ticket.ticket, view),
        Outcome::Staff { ticket, staff } => giving::staff(state, &ticket, &staff),
        Outcome::History { ticket, moments } => history(state, &ticket.ticket, moments, view),
        Outcome::Glanced { ticket } => {
            let choices = tickets::here(&ticket.ticket, view);
            Turn::to(state, "mention").say(Line::Glance(telling::glance(seen_by(&ticket, view))), choices)
        }
        Outcome::SentAlone { reached } => {
            Turn::to(state, "status").toast(if reached { Plain::SentAlone } else { Plain::NotHere })
        }
        Outcome::Shown { ticket } => shown(state, &ticket, view),
        Outcome::Mine { tickets, of_facility } => mine(state, &tickets, &of_facility, view),
        Outcome::Notify(outcome) => notify::came(state, outcome, view),
        Outcome::Canned(outcome) => canned::came(state, outcome, view),
        Outcome::People(outcome) => people::came(state, outcome, view),
        Outcome::Queue(outcome) => queue::came(state, outcome, view),
        Outcome::Duty(line) => duty::came(state, line, view),
        Outcome::Elsewhere { ticket, why } => duty::elsewhere(&ticket.ticket, why, view),
        Outcome::Clock(outcome) => clock::came(state, outcome, view),
        Outcome::Announce(outcome) => announce::came(state, outcome, view),
        Outcome::Problem(outcome) => problem::came(state, outcome, view),
        Outcome::Refused { why, ticket } => refused(state, why, ticket.as_deref(), view),
    }
}

/// Says something, then asks again what was open, in one message.
pub fn then_back(state: State, line: Line, choices: Vec<Choice>, place: &'static str, view: &View<'_>) -> Turn {
    let asked = if view.is_private() { open::again(&state, &view.answers(), view) } else { None };
    let Some(asked) = asked else { return Turn::to(state, place).say(line, choices) };
    let asked = if matches!(state, State::Report(_)) { asked.led_by(Plain::BackToDraft) } else { asked };
    asked.led_by(line).placed(place)
}

/// After a verb the unfinished report goes on, where there is one.
pub fn rest(view: &View<'_>) -> State {
    match view.draft {
        Some(draft) if view.is_private() => {
            State::Report(fields::next(&draft.answers, view.desk).map_or(ReportStep::Summary, ReportStep::Field))
        }
        Some(_) | None => State::Idle,
    }
}

fn bad_code(state: State, line: Line, view: &View<'_>) -> Turn {
    let turn = match (view.is_private(), view.member()) {
        (true, None) => enrol::begin(state, view),
        (true, Some(_)) => return then_back(state, line, Vec::new(), "command", view),
        (false, _) => Turn::to(state, "command"),
    };
    turn.led_by(line)
}

fn filed(filed: &TicketView, view: &View<'_>) -> Turn {
    let ticket = &filed.ticket;
    if ticket.practice {
        return practice::filed(ticket);
    }
    let (reference, priority, due) = (
        ticket.reference.clone(),
        ticket.priority.clone(),
        clock::answer_by(ticket, view).filter(|_| !ticket.incomplete),
    );
    let line = match &filed.of_problem {
        Some(of) => ProblemLine::Joined { reference, summaries: of.summaries.clone() }.into(),
        None => Line::Filed { reference, priority, due },
    };
    let line = if ticket.incomplete { Line::Many(vec![Plain::SentAsItIs.into(), line]) } else { line };
    let line = match ticket.approval {
        Approval::Pending if tickets::needs_approval(ticket, view.desk) => {
            Line::Many(vec![line, NotifyLine::AwaitsApproval.into()])
        }
        Approval::Pending => {
            Line::Many(vec![line, NotifyLine::AtGate { until: clock::passes_by(ticket, view) }.into()])
        }
        Approval::None | Approval::Approved | Approval::Refused | Approval::Lapsed | Approval::Kept => {
            if ticket.private { Line::Many(vec![Line::Plain(Plain::FiledPrivately), line]) } else { line }
        }
    };
    let may = writing::refusal(Verb::OnBehalf, view).is_none();
    let invites = may && ticket.on_behalf_of.is_some() && ticket.filed_by.is_none();
    let line = match &filed.filer_name {
        Some(_) => Line::Many(vec![line, NotifyLine::CallerTold { name: filed.reporter_name.clone() }.into()]),
        None => line,
    };
    let invite = invites.then_some(Choice::Notify(NotifyChoice::InviteCaller { ticket: ticket.id }));
    let choices = [show(ticket)].into_iter().chain(invite).chain([Choice::NewReport]).collect();
    let turn = Turn::to(State::Idle, "draft");
    // Off hours are said once: until the desk opens nothing else is to be said of them here.
    match clock::closed(ticket, view) {
        Some(ClockLine::Closed { opens, phone }) => {
            let memory = Memory { closed_until: Some(opens.at), ..view.memory.clone() };
            let closed = ClockLine::Closed { opens, phone };
            turn.with(Effect::Remember(memory)).say(Line::Many(vec![line, closed.into()]), choices)
        }
        Some(_) | None => turn.say(line, choices),
    }
}

pub(super) fn show(ticket: &Ticket) -> Choice {
    Choice::Show { ticket: ticket.id, reference: ticket.reference.clone() }
}

fn done(state: State, ticket: &TicketView, act: Option<i64>, entry: Option<i64>, view: &View<'_>) -> Turn {
    let State::Doing(Doing { what, manner }) = state else { return Turn::to(state, "ticket") };
    if matches!(what, Verb::Common | Verb::Problem) {
        return problem::done(ticket.ticket.id);
    }
    let seen = ticket;
    let ticket = &seen.ticket;
    let (reference, waits) = (ticket.reference.clone(), act.is_some() && work::says(what));
    let mark = if waits { Mark::Waiting } else { Mark::None };
    let line = match what {
        Verb::Ask | Verb::Resolve if !view.is_agent() => {
            NotifyLine::GateDone { reference: reference.clone(), resolved: what == Verb::Resolve }.into()
        }
        what => Line::Done { did: what, reference: reference.clone(), mark },
    };
    let undo = || act.map(|act| Choice::TakeBack(vec![act])).into_iter();
    // In a room the echo is the receipt, with its mark and the way back.
    let echoed = waits && !view.is_private();
    let turn = match manner {
        Manner::Tapped => Turn::to(State::Idle, "ticket").toast(line),
        Manner::Said if echoed => Turn::to(State::Idle, "ticket"),
        Manner::Talking if echoed => Turn::to(talking::goes_on(ticket.id, reference, view), "ticket"),
        Manner::Thread => Turn::to(State::Idle, "ticket"),
        Manner::Talking => Turn::to(talking::goes_on(ticket.id, reference, view), "ticket").receipt(
            act,
            line,
            undo().chain([Choice::EndTalk(ticket.id)]).collect(),
        ),
        Manner::Guessed | Manner::Parked => own::receipt(ticket, entry, manner, view),
        Manner::Said if what == Verb::Answer && view.draft.is_some() && view.late.is_none() => {
            own::park(ticket.id, own::with_parked(line), Vec::new())
        }
        Manner::Said => {
            let choices = undo().chain(after(what, ticket, view)).collect();
            match rest(view) {
                State::Idle => Turn::to(State::Idle, "ticket").receipt(act.filter(|_| waits), line, choices),
                next => then_back(next, line, choices, "ticket", view),
            }
        }
    };
    if matches!(what, Verb::Answer | Verb::Reopen) { privacy::asked_of_more(turn, seen, view) } else { turn }
}

fn corrected(state: State, ticket: &Ticket, view: &View<'_>) -> Turn {
    if view.is_private() {
        let line = Line::Corrected { reference: ticket.reference.clone() };
        then_back(state, line, Vec::new(), "edit", view)
    } else {
        Turn::to(state, "edit")
    }
}

fn taken_back(state: State, (count, left): (usize, usize), ticket: &Ticket, view: &View<'_>) -> Turn {
    let line = Line::TakenBack { count, left, reference: ticket.reference.clone() };
    match state {
        State::Doing(Doing { manner: Manner::Tapped, .. }) => Turn::to(State::Idle, "ticket").toast(line),
        State::Doing(_) => then_back(rest(view), line, tickets::choices(ticket, view), "ticket", view),
        State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Holding { .. }
        | State::Parked { .. }
        | State::Notify(_) => then_back(state, line, Vec::new(), "ticket", view),
    }
}

fn history(state: State, ticket: &Ticket, moments: Vec<Moment>, view: &View<'_>) -> Turn {
    let line = Line::History { reference: ticket.reference.clone(), moments, offset: view.offset() };
    then_back(state, line, Vec::new(), "status", view)
}

/// What makes sense after words or files for a ticket.
pub fn after_words(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    let is_note = view.is_agent() && view.actor.is_none_or(|person| person.id != ticket.reporter_id);
    after(if is_note { Verb::Note } else { Verb::Answer }, ticket, view)
}

/// What makes sense next.
fn after(what: Verb, ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    if !view.is_private() {
        return Vec::new();
    }
    let is_own = view.actor.is_some_and(|person| person.id == ticket.reporter_id);
    if matches!(what, Verb::Confirm | Verb::Withdraw) {
        vec![Choice::NewReport]
    } else if view.is_agent() && !is_own {
        tickets::for_agents(ticket, view.desk).into_iter().chain(queue::triage::goes_on(view)).collect()
    } else if matches!(what, Verb::Answer | Verb::Reopen) {
        vec![show(ticket), Choice::NewReport]
    } else {
        Vec::new()
    }
}

/// A ticket was looked up: to write about it, or to be shown.
fn shown(state: State, ticket: &TicketView, view: &View<'_>) -> Turn {
    if let State::Writing { what: Verb::Talk, .. } = state {
        return talking::begun(ticket, view);
    }
    if let State::Writing { what, .. } = &state
        && gate::decides(*what, view)
        && let Some(line) = gate::decided(ticket, view)
    {
        return then_back(State::Idle, line, Vec::new(), "ticket", view);
    }
    if let State::Writing { what, to, .. } = state {
        let line = Line::AskWords { what, reference: ticket.ticket.reference.clone() };
        let line = match checklist(what, &ticket.ticket, view) {
            Some(first) => Line::Many(vec![first, line]),
            None => line,
        };
        let next = writing::asking(what, &to, Which::Id(ticket.ticket.id), view);
        return Turn::to(next, "ticket").say(line, vec![Choice::Cancel]);
    }
    let line = Line::Ticket(seen_by(ticket, view));
    then_back(state, line, tickets::here(&ticket.ticket, view), "status", view)
}

/// What has to be done in a tier before it passes something on.
fn checklist(what: Verb, ticket: &Ticket, view: &View<'_>) -> Option<Line> {
    let service = &view.desk.policy_of(Some(&ticket.system)).service;
    let tier = service.tier(ticket.tier).filter(|tier| what == Verb::Escalate && !tier.checklist.is_empty())?;
    Some(DutyLine::Checklist { system: ticket.system.clone(), tier: tier.number }.into())
}

/// The ticket without what this reader may not see here.
pub fn seen_by(ticket: &TicketView, view: &View<'_>) -> Card {
    let card = telling::card(ticket, view.desk);
    // When it is to be passed on concerns the desk alone.
    let card = if view.is_agent() { card } else { telling::expected(card) };
    let is_theirs = view.actor.is_some_and(|person| rights::is_theirs(person, &ticket.ticket));
    let sees_words = match view.place {
        // Whoever decides on it has to know what for.
        Place::Private => is_theirs || view.is_agent() || is_asked(&ticket.ticket, view),
        // A group reads nothing that is private, whoever is in it.
        Place::Agents => view.is_agent() && !ticket.ticket.private,
        Place::Partner | Place::Managers | Place::Announcements | Place::UnknownGroup => false,
    };
    if sees_words {
        return card;
    }
    let card = telling::without_words(card);
    let is_of_others = matches!(view.place, Place::Partner | Place::Announcements | Place::UnknownGroup);
    // A facility that nobody knows is called as its reporter wrote it.
    let facility = card.facility.filter(|_| !is_of_others || ticket.ticket.facility_id.is_some());
    let filed_by = card.marks.filed_by.filter(|_| !is_of_others);
    Card { reporter: None, facility, marks: Marks { on_behalf_of: None, filed_by, ..card.marks }, ..card }
}

fn is_asked(ticket: &Ticket, view: &View<'_>) -> bool {
    ticket.approval == Approval::Pending && view.actor.is_some_and(|person| rights::approves(person, ticket))
}

fn mine(state: State, tickets: &[Ticket], of_facility: &[Ticket], view: &View<'_>) -> Turn {
    let listed = |tickets: &[Ticket]| {
        let mine = |ticket: &Ticket| Mine {
            reference: ticket.reference.clone(),
            system: ticket.system.clone(),
            status: ticket.status,
        };
        tickets.iter().map(mine).collect::<Vec<_>>()
    };
    let own = if tickets.is_empty() { Line::Plain(Plain::NoTickets) } else { Line::Mine { tickets: listed(tickets) } };
    if of_facility.is_empty() {
        let choices = if tickets.is_empty() { vec![Choice::NewReport] } else { shows(tickets) };
        return then_back(state, own, choices, "status", view);
    }
    let others = NotifyLine::OfFacility { tickets: listed(of_facility) };
    let choices = shows(tickets).into_iter().chain(shows(of_facility)).collect();
    then_back(state, Line::Many(vec![own, others.into()]), choices, "status", view)
}

fn shows(tickets: &[Ticket]) -> Vec<Choice> {
    tickets.iter().take(OFFERED).map(show).collect()
}

fn refused(state: State, why: Refusal, ticket: Option<&TicketView>, view: &View<'_>) -> Turn {
    let doing = if let State::Doing(doing) = &state { Some(doing.what) } else { None };
    let decided = ticket
        .filter(|_| doing.is_some_and(|what| gate::decides(what, view)))
        .and_then(|ticket| gate::decided(ticket, view));
    let line = match (why, ticket, doing) {
        (Refusal::NotNow, Some(_), _) if decided.is_some() => decided.unwrap_or_else(|| refusal_line(why)),
        (Refusal::NotNow, Some(view), _) => Line::NotNow {
            reference: view.ticket.reference.clone(),
            status: view.ticket.status,
            owner: view.owner_name.clone().filter(|_| doing == Some(Verb::Take)),
            works: doing == Some(Verb::Confirm),
        },
        (Refusal::NotAPair | Refusal::OnlyTier, Some(seen), _) => rules::of_pairs(why, &seen.ticket, view),
        (Refusal::NotThat, _, Some(Verb::Problem)) => ProblemLine::NotPresentable.into(),
        (Refusal::NotThat, ticket, Some(what)) if !what.row().names.is_empty() => {
            let reference = ticket.map(|view| view.ticket.reference.clone());
            Line::NotThat { what, reference, system: ticket.map(|view| view.ticket.system.clone()) }
        }
        (why, ..) => refusal_line(why),
    };
    match state {
        State::Doing(Doing { manner: Manner::Tapped, .. }) => Turn::to(State::Idle, "refused").toast(line),
        State::Doing(_) | State::Writing { .. } | State::Giving { .. } | State::People(_) | State::Announcing(_) => {
            then_back(rest(view), line, choices_after(view), "refused", view)
        }
        State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::Notify(_) => then_back(state, line, choices_after(view), "refused", view),
    }
}

fn choices_after(view: &View<'_>) -> Vec<Choice> {
    if view.is_private() && view.member().is_some() && !view.is_agent() { home(view) } else { Vec::new() }
}

/// A refusal where no ticket is to be named.
pub fn refusal_line(why: Refusal) -> Line {
    match why {
        Refusal::NoSuchRequest => Line::Plain(Plain::NoSuchRequest),
        Refusal::NotAllowed => Line::Plain(Plain::NotAllowed),
        Refusal::NotHere => Line::Plain(Plain::NotHere),
        Refusal::NotNow | Refusal::NotThat => Line::Plain(Plain::DeadButton),
        Refusal::AlreadySo => Line::Plain(Plain::AlreadySo),
        Refusal::InPractice => PracticeLine::NotPractised.into(),
        Refusal::TooLate => Line::Plain(Plain::TooLate),
        Refusal::NotAPair => RuleLine::NotAPair { severity: String::new(), allowed: Vec::new() }.into(),
        Refusal::OnlyLower => RuleLine::OnlyLower.into(),
        Refusal::OnlyTier => RuleLine::OnlyTier { tier: None }.into(),
        Refusal::OnlyInitiator => RuleLine::OnlyInitiator.into(),
    }
}
