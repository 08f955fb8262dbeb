//! A step in the making: where it leads, what is to be done, and where the message found its place.

use super::{
    choice::Choice,
    effect::{Effect, Which},
    line::Line,
    queue::choice::QueueChoice,
    state::State,
    view::View,
    writing,
};
use crate::core::{draft::Answers, verb::Verb};

#[derive(Debug)]
pub(super) struct Turn {
    pub next: State,
    pub effects: Vec<Effect>,
    pub place: &'static str,
}

impl Turn {
    pub fn to(next: State, place: &'static str) -> Self {
        Self { next, effects: Vec::new(), place }
    }

    /// Looks a ticket up to show it. Words that were asked for are forgotten: `Shown` would ask for them again.
    pub fn show(state: State, ticket: Which, place: &'static str) -> Self {
        let next = match state {
            State::Writing { .. }
            | State::Giving { .. }
            | State::Doing(_)
            | State::People(_)
            | State::Announcing(_) => State::Idle,
            State::Idle
            | State::Enrol(_)
            | State::Report(_)
            | State::Holding { .. }
            | State::Parked { .. }
            | State::Talking { .. }
            | State::Notify(_) => state,
        };
        Self::to(next, place).with(Effect::Show(ticket))
    }

    pub fn placed(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    pub fn with(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    pub fn say(self, line: impl Into<Line>, choices: Vec<Choice>) -> Self {
        self.with(Effect::Say { line: line.into(), choices })
    }

    /// Says what was done. Where it belongs to an act whose words are on their way, the message later tells how they
    /// arrived.
    pub fn receipt(self, act: Option<i64>, line: Line, choices: Vec<Choice>) -> Self {
        match act {
            Some(act) => self.with(Effect::Receipt { act, line, choices }),
            None => self.say(line, choices),
        }
    }

    pub fn toast(self, line: impl Into<Line>) -> Self {
        self.with(Effect::Toast(line.into()))
    }

    /// Puts something to be done before all the rest.
    pub fn first(mut self, effect: Effect) -> Self {
        self.effects.insert(0, effect);
        self
    }

    /// The answers that it saves, as they stand in the end.
    pub fn saved(&self) -> Option<&Answers> {
        self.effects
            .iter()
            .rev()
            .find_map(|effect| if let Effect::SaveDraft(answers) = effect { Some(answers) } else { None })
    }

    /// All that it says in the chat, the parts of joined lines together.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let said = self.effects.iter().filter_map(|effect| {
            if let Effect::Say { line, .. } | Effect::Receipt { line, .. } = effect { Some(line) } else { None }
        });
        said.flat_map(|line| if let Line::Many(lines) = line { &lines[..] } else { std::slice::from_ref(line) })
    }

    /// Puts a line before the first thing that is said, in the same message.
    pub fn led_by(mut self, lead: impl Into<Line>) -> Self {
        let lead = lead.into();
        for effect in &mut self.effects {
            if let Effect::Say { line, .. } = effect {
                let said = std::mem::replace(line, Line::Many(Vec::new()));
                let mut lines = if let Line::Many(lines) = said { lines } else { vec![said] };
                lines.insert(0, lead);
                *line = Line::Many(lines);
                return self;
            }
        }
        self.say(lead, Vec::new())
    }
}

/// What can be begun from nothing; whoever works through the queue begins there.
pub(super) fn home(view: &View<'_>) -> Vec<Choice> {
    let queue = writing::refusal(Verb::Queue, view).is_none().then_some(Choice::Queue(QueueChoice::Whole));
    let out = view.practises().then_some(Choice::EndPractice);
    queue.into_iter().chain([Choice::NewReport, Choice::MyTickets, Choice::Help]).chain(out).collect()
}
