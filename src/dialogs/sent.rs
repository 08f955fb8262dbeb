//! What is sent beside words that are meant for the bot: words that only belong to something, places, cards of people.
//!
//! ```text
//! bot:  Em que Unidade Sanitária trabalha?
//! Ana:  (a place)
//! bot:  As Unidades Sanitárias mais próximas. …         [CS Ndlavela] [CS Machava] [Outra]
//! ```

use super::{
    choice::{Choice, Field},
    effect::{Effect, Which},
    enrol,
    line::{Near, Plain, SentLine},
    notify::{self, NotifyState},
    open, own,
    people::want::PeopleEffect,
    report,
    state::{EnrolStep, Manner, ReportStep, State},
    talking, tickets,
    turn::Turn,
    view::View,
    writing,
};
use crate::{
    core::{
        deed::Deed,
        draft::{Answers, Behalf, Site},
        policy::desk::QuestionKind,
        verb::{Place, Verb},
    },
    text::{fold, names, phone},
};

/// How many facilities are offered.
const OFFERED: usize = 3;

/// Words that answer nothing that was asked. In private they begin or join a report, or what words are waited for; in a
/// group they are talk.
pub fn words(state: State, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let is_empty = text.trim().is_empty() && files.is_empty();
    if !view.is_private() {
        return match view.thread {
            Some(ticket) if view.place == Place::Agents && view.is_agent() && !is_empty => {
                let deed = Deed::saying(Verb::Note, text.trim()).with_files(files);
                writing::do_it(deed, Which::Id(ticket.id), Manner::Thread, "ticket")
            }
            Some(_) | None => Turn::to(state, "chatter"),
        };
    }
    if view.member().is_none() {
        return enrol::kept(state, text, files, view);
    }
    if is_empty {
        return Turn::to(state, "empty");
    }
    if let Some(ticket) = view.thread {
        return tickets::in_thread(state, ticket, text, files, view);
    }
    match state {
        State::Writing { what, to, ticket, .. } => writing::said(what, &to, ticket, text, files, view),
        State::Talking { ticket, reference, until } => talking::said(ticket, reference, until, text, files, view),
        State::Report(_) if own::goes_before_draft(view) => {
            own::open(text, files, view).unwrap_or_else(|| report::more(ReportStep::Resume, text, files, view))
        }
        State::Report(step) => report::more(step, text, files, view),
        State::Parked { ticket } => own::said_parked(ticket, text, files, view)
            .unwrap_or_else(|| report::more(ReportStep::Resume, text, files, view)),
        State::Holding { words, files: held } => own::hold_on(&words, held, text, files, view),
        state @ (State::Giving { .. } | State::People(_) | State::Announcing(_) | State::Notify(_)) => {
            Turn::to(state, "passed_over").say(Plain::NotUnderstood, view.pending.to_vec())
        }
        State::Idle | State::Enrol(_) | State::Doing(_) if view.draft.is_some() => {
            report::more(ReportStep::Resume, text, files, view)
        }
        State::Idle | State::Enrol(_) | State::Doing(_) => {
            own::open(text, files, view).unwrap_or_else(|| report::begin(text, files, view))
        }
    }
}

/// A place on the map: where a facility is asked for, the nearest are offered; at rest, to report from there. At any
/// other question it says nothing, and the question comes again.
pub fn place(state: State, latitude: i64, longitude: i64, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "chatter");
    }
    let near = view.directory.nearest((latitude, longitude), OFFERED);
    let asks = match &state {
        State::Enrol(step) => matches!(step, EnrolStep::Facility | EnrolStep::FacilityFound { .. }),
        State::Report(step) => asked_facility(*step, view),
        State::Notify(step) => {
            matches!(step, NotifyState::BehalfFacility { .. } | NotifyState::BehalfFound { .. })
        }
        State::Idle => view.member().is_some() && view.draft.is_none(),
        State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_) => false,
    };
    if !asks {
        return again(state, view);
    }
    if near.is_empty() {
        return again(state, view).led_by(SentLine::NoMap);
    }
    let named: Vec<Near> = near
        .iter()
        .map(|(facility, km)| Near { name: facility.name.clone(), district: facility.district.clone(), km: *km })
        .collect();
    let mut choices: Vec<Choice> = near.iter().map(|(facility, _)| Choice::Facility(facility.id)).collect();
    choices.push(Choice::FacilityAsTyped);
    let line = if state == State::Idle {
        choices.push(Choice::Cancel);
        SentLine::NearestToReport { near: named }
    } else {
        SentLine::Nearest { near: named }
    };
    if matches!(state, State::Report(_)) {
        choices.extend([Choice::Back, Choice::Cancel]);
    }
    let next = if matches!(state, State::Enrol(_)) { State::Enrol(EnrolStep::Facility) } else { state };
    Turn::to(next, "choice").say(line, choices)
}

fn asked_facility(step: ReportStep, view: &View<'_>) -> bool {
    let answers = view.answers();
    let (ReportStep::Field(field) | ReportStep::Fixing(field)) = step else { return false };
    let Field::Question(at) = field else { return field == Field::Facility };
    report::fields::question(at, &answers, view.desk).is_some_and(|asked| asked.kind == QuestionKind::Facility)
}

/// At rest, one of the facilities that are near a place was chosen: a report about it begins.
pub fn report_at(facility: i64, view: &View<'_>) -> Option<Turn> {
    let name = view.directory.facility(facility)?.name.clone();
    let answers =
        Answers { elsewhere: Some(Site { facility_id: Some(facility), name: name.clone() }), ..Answers::default() };
    Some(report::begin_with(answers, view).led_by(SentLine::ReportAt { name }))
}

/// The open question once more, where there is one.
fn again(state: State, view: &View<'_>) -> Turn {
    match open::again(&state, &view.answers(), view) {
        Some(turn) => turn,
        None if view.member().is_none() => enrol::begin(state, view),
        None => Turn::to(state, "passed_over"),
    }
}

/// Somebody's card: on whose behalf it is, where one may write for others; one's own number is kept; from anybody else
/// it is words.
pub fn card(state: State, name: &str, number: &str, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "chatter");
    }
    let (name, number) = (names::clean(name), phone::clean(number).unwrap_or_default());
    if name.is_empty() && number.is_empty() {
        return again(state, view);
    }
    let Some(person) = view.member() else { return own_card(state, name, number, view) };
    if fold::fold(&person.name) == fold::fold(&name) && !number.is_empty() {
        return again(state, view).first(Effect::People(PeopleEffect::SetPhone(Some(number))));
    }
    let is_asked = matches!(state, State::Idle | State::Report(_) | State::Notify(NotifyState::BehalfName));
    if !is_asked || name.is_empty() || writing::refusal(Verb::OnBehalf, view).is_some() {
        let shown = [name, phone::shown(&number)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        return words(state, &shown.join(", "), &[], view);
    }
    match state {
        State::Report(step) => {
            let mut answers = view.answers();
            let line = SentLine::BehalfOf { name: name.clone(), phone: phone::shown(&number) };
            let before = answers.behalf.take().unwrap_or_default();
            answers.behalf = Some(Behalf { name, phone: number, ..before });
            report::again(&step, &answers, view).led_by(line).first(Effect::SaveDraft(answers))
        }
        state => notify::behalf::by_card(state, name, number, view),
    }
}

/// Before enrolment it can only be their own: their number is kept, and their name where it is asked for.
fn own_card(state: State, name: String, number: String, view: &View<'_>) -> Turn {
    let turn = match &state {
        State::Enrol(EnrolStep::Name) if !name.is_empty() => enrol::named(name, view),
        State::Enrol(_) | State::Idle => enrol::begin(state, view),
        State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => return Turn::to(state, "passed_over"),
    };
    if number.is_empty() || turn.place != "enrol" {
        return turn;
    }
    turn.first(Effect::People(PeopleEffect::SetPhone(Some(number))))
}
