//! Where a dialog stands between two messages: read before a step, saved after it.

use super::{bursts, turn::Turn};
use crate::{
    core::{chat::Body, session::Session, unit::Unit},
    dialogs::{memory::Memory, state::State},
};

impl Turn<'_> {
    /// What is known of the dialog here beside its state.
    pub(super) fn recall(&mut self, unit: &Unit<'_>, session: Option<&Session>) {
        let Some(session) = session else { return };
        self.memory = Memory::read(&session.memory);
        let asked = session.prompt_id.and_then(|id| unit.prompts.read(&id));
        self.asked_at = asked.map(|prompt| prompt.created_at);
    }

    /// Saves it, if it stands elsewhere now or remembers something else.
    pub(super) fn save_session(
        &self,
        unit: &mut Unit<'_>,
        before: Option<&Session>,
        state: &State,
        next: &State,
        asked: Option<i64>,
        typed: bool,
    ) {
        let is_timer = matches!(self.inbound.body, Body::Due { .. });
        let (old_prompt, old_said) =
            (before.and_then(|session| session.prompt_id), before.and_then(|session| session.said.clone()));
        let said = if is_timer { old_said.clone() } else { bursts::remember(self, unit) };
        let prompt_id = if asked.is_some() || state != next { asked } else { old_prompt };
        let memory = self.memory.kept();
        let remembers = before.map_or("", |session| &session.memory) != memory || said != old_said;
        if before.is_some() && state == next && prompt_id == old_prompt && !remembers {
            return;
        }
        if before.is_none() && *next == State::Idle && prompt_id.is_none() && !remembers {
            return;
        }
        // The same question asked again is not answered yet: its older buttons still count.
        if let Some(old) = old_prompt.filter(|old| typed && state != next && prompt_id != Some(*old))
            && unit.prompts.read(&old).is_some_and(|prompt| prompt.chosen.is_none() && !prompt.user_key.is_empty())
            && let Body::Message { text, .. } = &self.inbound.body
        {
            self.consume(unit, old, -1, text.chars().take(60).collect());
        }
        let state = serde_json::to_string(next).unwrap_or_default();
        let version = before.map_or(0, |session| session.version) + 1;
        let session = Session { state, version, prompt_id, memory, updated_at: unit.now, said };
        match unit.sessions.change(&self.session_key) {
            Some(row) => *row = session,
            None => unit.sessions.insert(self.session_key.clone(), session),
        }
    }
}
