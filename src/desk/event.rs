//! What a message means to the dialogs: words, a choice that was tapped, an edit, a timer.

use super::{
    albums,
    bursts::{self, Follows},
    echo, kinds, load, perform, picks, taps,
    turn::{Turn, pending},
};
use crate::{
    core::{
        chat::{Body, FileRef, form::Filled},
        file::Attachment,
        prompt,
        rights::Place,
        session::Session,
        unit::Unit,
    },
    dialogs::{
        self,
        choice::Choice,
        event::{Event, Given},
    },
};

impl Turn<'_> {
    /// What happened, as the dialogs see it; `None` for a tap that only repeats the one before.
    pub(super) fn event(
        &mut self,
        unit: &mut Unit<'_>,
        session: Option<&Session>,
        pending: &[Choice],
    ) -> Option<Event> {
        let event = match &self.inbound.body {
            Body::Start { payload } => Event::Started { code: payload.clone() },
            Body::Message { text, files } => return self.message(unit, session, pending, (text, files)),
            Body::Form { answers } => self.form(unit, answers),
            Body::Tap { token } => return self.tap(unit, session, token),
            Body::Edited { text, .. } => {
                echo::echo(self, unit, text, &[], None);
                Event::Edited { text: text.clone(), before: self.edited.clone().unwrap_or_default() }
            }
            Body::Deleted { .. } => Event::Deleted { before: self.edited.clone().unwrap_or_default() },
            Body::Place { latitude, longitude } => Event::Place { latitude: *latitude, longitude: *longitude },
            Body::Contact { name, phone } => Event::Card { name: name.clone(), phone: phone.clone() },
            Body::Sign { .. } | Body::Standing { .. } | Body::Moved { .. } => {
                if let Some(choice) = self.signed.take() {
                    return Some(Event::Chose(choice));
                }
                self.found_place = Some("passed_over".into());
                return None;
            }
            Body::Due { timer, kind, subject } => {
                unit.fired.push(*timer);
                perform::due(self, unit, kind, *subject)?
            }
        };
        Some(event)
    }

    /// Words and files. Of files above the limit there is nothing but what is said of them.
    fn message(
        &mut self,
        unit: &mut Unit<'_>,
        session: Option<&Session>,
        pending: &[Choice],
        (text, files): (&str, &[FileRef]),
    ) -> Option<Event> {
        let (fitting, too_large) = kinds::within_limit(self.shared, self.inbound, files);
        self.too_large = too_large;
        let files = self.take_in(unit, &fitting);
        echo::echo(self, unit, text, &files, None);
        if too_large.is_some() && files.is_empty() && text.trim().is_empty() {
            return None;
        }
        self.burst.files.clone_from(&files);
        if let Some(choice) = self.signed.take() {
            return Some(Event::Chose(choice));
        }
        let is_no_answer = match bursts::follows(self, unit, session, (text, &files), pending) {
            Follows::Repeats => {
                // Kept, and marked as what it is.
                (self.keeps, self.found_place) = (true, Some("repeated".into()));
                return None;
            }
            Follows::Joins(said) => {
                self.burst.joins = Some(said);
                true
            }
            Follows::Nothing => kinds::is_no_answer(self, unit, session, text),
        };
        match albums::event(self, unit, session, text.to_owned(), files) {
            Event::Said { text, files } if is_no_answer => Some(Event::Words { text, files }),
            event => Some(event),
        }
    }

    /// A form that was filled in; its files are the draft's, by the fields that they were put into.
    fn form(&mut self, unit: &mut Unit<'_>, answers: &[Filled]) -> Event {
        let mut given = Vec::with_capacity(answers.len());
        for answer in answers {
            let (fitting, too_large) = kinds::within_limit(self.shared, self.inbound, &answer.files);
            self.too_large = self.too_large.or(too_large);
            let files = self.take_in(unit, &fitting);
            self.burst.files.extend(&files);
            given.push(Given { field: answer.field.clone(), text: answer.text.clone(), files });
        }
        Event::Filled { given }
    }

    /// A pressed button: checked against the chat, the user and what was chosen before.
    fn tap(&mut self, unit: &mut Unit<'_>, session: Option<&Session>, token: &str) -> Option<Event> {
        let parsed = prompt::parse_token(token);
        let epoch = self.epoch(unit);
        let user = &self.inbound.sender.user_key;
        let found = parsed.and_then(|(id, option)| {
            let prompt = unit.prompts.read(&id)?;
            // What was offered in private under another role is dead; in a room rights decide.
            let is_alive = self.place != Place::Private || prompt.role_epoch == epoch;
            let stands_here = prompt.address == self.address && is_alive;
            let choice = load::choices(&prompt.choices).get(option).cloned().filter(|_| stands_here)?;
            Some((id, option, choice, prompt.clone()))
        });
        let Some((id, option, choice, prompt)) = found else { return Some(Event::DeadButton) };
        if !picks::is_theirs(&prompt, user, self.place, &choice) {
            return Some(if self.place == Place::Private { Event::DeadButton } else { Event::OthersButton });
        }
        (self.tapped, self.tapped_version) = (choice.ticket(), taps::version(unit, choice.ticket()));
        self.asked_at = Some(prompt.created_at);
        let label = self.shared.catalog.label(&choice, self.locale(unit), &self.policy, &self.directory);
        echo::echo(self, unit, &label, &[], Some(token));
        if taps::is_second(self, unit, &prompt, option, &choice) {
            return None;
        }
        if let Some(chosen) = prompt.chosen {
            let same = chosen == i64::try_from(option).unwrap_or(-1) && prompt.chosen_by.as_deref() == Some(user);
            // Back at the question, its older buttons answer it again.
            let is_open = choice.names_its_question() && pending(unit, epoch, session).contains(&choice);
            let again = same && !is_open;
            // Of what can be done with a ticket, one does not rule out the others.
            if again || !choice.stands() {
                let chosen = prompt.chosen_label.unwrap_or_default();
                return (!again).then_some(Event::Stale { choice, chosen });
            }
        }
        // The same question may stand there twice, when it was asked again: the older one's button counts too.
        let asked = session.and_then(|session| session.prompt_id);
        let is_asked = asked == Some(id) || pending(unit, epoch, session).contains(&choice);
        if !is_asked && !choice.stands() {
            return Some(Event::Stale { choice, chosen: String::new() });
        }
        if prompt.user_key == *user && !choice.is_menu() {
            self.consume(unit, id, i64::try_from(option).unwrap_or(-1), label);
        }
        Some(Event::Chose(choice))
    }

    /// Whether a text names one of the choices of the question that waits.
    pub(super) fn picks(&self, unit: &Unit<'_>, text: &str, pending: &[Choice]) -> bool {
        dialogs::is_choice(text, pending, &self.view(unit, &[], &[], pending))
    }

    pub(super) fn consume(&self, unit: &mut Unit<'_>, prompt: i64, option: i64, label: String) {
        if let Some(prompt) = unit.prompts.change(&prompt) {
            prompt.chosen = Some(option);
            prompt.chosen_by = Some(self.inbound.sender.user_key.clone());
            prompt.chosen_label = Some(label);
        }
    }

    /// Files become rows: a mailbox's were uploaded before, others are fetched later.
    fn take_in(&self, unit: &mut Unit<'_>, files: &[&FileRef]) -> Vec<i64> {
        let mailbox = self.shared.is_mailbox(&self.inbound.address.platform);
        let mut ids = Vec::with_capacity(files.len());
        for file in files {
            if mailbox {
                let uploaded = file.source.parse().ok().and_then(|id| unit.attachments.read(&id));
                ids.extend(uploaded.filter(|upload| upload.uploaded_from == self.address).map(|upload| upload.id));
                continue;
            }
            let id = unit.next_id();
            let attachment = Attachment {
                id,
                state: "waiting".into(),
                platform: self.inbound.address.platform.clone(),
                source: file.source.clone(),
                name: crate::text::names::clean(&file.name),
                mime: file.mime.clone(),
                bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
                sha256: None,
                uploaded_from: self.address.clone(),
                ticket_id: None,
                entry_id: None,
                asked: false,
                created_at: unit.now,
            };
            unit.attachments.insert(id, attachment);
            ids.push(id);
        }
        ids
    }
}
