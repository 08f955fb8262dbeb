//! One message: its event goes into the dialog, the dialog's effects are performed, what came of them goes back
//! into the dialog, until nothing more comes. Then what was said and what others are told is posted.

use std::{collections::VecDeque, sync::Arc};

use super::{
    Seed, Shared, albums, belonging, bursts, echo, held, kinds, late, load, perform, picks,
    post::{self, Letter},
    practice, presence, standing, taps,
};
use crate::{
    core::{
        announce::{self, Announcement},
        calendar::Calendar,
        chat::{Body, ChatKind, Inbound, Millis},
        contact,
        directory::Directory,
        overlay::Overlay,
        policy::desk::Desk,
        practice::Looked,
        problem::Known,
        rights::Place,
        room,
        session::{self, Session},
        unit::Unit,
    },
    dialogs::{
        self,
        choice::Choice,
        event::{Before, Event},
        line::{Line, Plain},
        memory::Memory,
        state::State,
        view::Meant,
    },
    text::{locale::Locale, tongue},
};

/// The most steps that one message may cause.
const ROUNDS: usize = 8;

/// What one message came to.
#[derive(Debug)]
pub(super) struct Done {
    /// Where the message found its place, for the inbox.
    pub place: String,
    pub toast: Option<String>,
    /// The sender's name or language is another one now.
    pub new_face: bool,
    /// Its text, where an edit has to know what stood there.
    pub kept: Option<String>,
    /// The web chat's sign-ins that ended with it, by the hashes of their tokens.
    pub ended_seats: Vec<String>,
}

impl Done {
    pub fn at(place: &str) -> Self {
        Self { place: place.to_owned(), toast: None, new_face: false, kept: None, ended_seats: Vec::new() }
    }
}

/// A message being handled.
pub(super) struct Turn<'a> {
    pub shared: &'a Shared,
    /// One policy for all that the message comes to.
    pub policy: Arc<Desk>,
    pub directory: Arc<Directory>,
    pub problems: Arc<Known>,
    pub calendar: Arc<Calendar>,
    pub inbound: &'a Inbound,
    pub seed: Seed,
    pub address: String,
    pub contact_key: String,
    pub session_key: String,
    pub place: Place,
    /// The ticket whose thread or message this belongs to.
    pub thread: Option<i64>,
    /// What is said here, with its buttons.
    pub says: Vec<Said>,
    pub toast: Option<Line>,
    pub found_place: Option<String>,
    /// The ticket that was shown or worked on: what is said of it in private can be replied to.
    pub about: Option<i64>,
    /// Set while somebody new has chosen a language but nothing else.
    pub locale: Option<Locale>,
    pub new_face: bool,
    /// What others are told that is no ticket's news.
    pub letters: Vec<Letter>,
    /// Somebody was not reached: the first of the outbox's rows, and the ticket.
    pub unreached: Option<(i64, i64)>,
    /// The ticket whose time may have come.
    pub waiting: Option<i64>,
    /// What concerns a problem, by its kind and subject.
    pub problem: Option<(String, i64)>,
    /// What concerns the course of a bulletin, by its kind and subject.
    pub bulletin: Option<(String, i64)>,
    /// The announcement whose next update may be due.
    pub promise: Option<i64>,
    /// The absence that begins.
    pub absence: Option<i64>,
    /// They had left, and are back.
    pub returned: bool,
    /// Whether they practised when this message came.
    pub practice: Looked,
    pub ended_seats: Vec<String>,
    /// What is known of the message that this one changes; its key in the inbox; its echo.
    pub edited: Option<Before>,
    pub original: Option<String>,
    pub earlier: echo::Earlier,
    /// The announcement that it answers.
    pub answered: Option<Announcement>,
    /// In a mailbox, the letter that this one answers, and the echo of this one.
    pub quoted: Option<i64>,
    /// For whom it is meant, in a ticket's thread.
    pub meant: Meant,
    pub echo: Option<i64>,
    /// The ticket of the button that was pressed.
    pub tapped: Option<i64>,
    /// That ticket's version when it was pressed.
    pub tapped_version: Option<i64>,
    /// Its text is kept, for edits to come.
    pub keeps: bool,
    /// The choice that a sign makes, or that words in a room name.
    pub signed: Option<Choice>,
    /// The limit in mebibytes, where files above it were left aside.
    pub too_large: Option<u64>,
    /// The key of the album that it is a part of.
    pub album: Option<String>,
    /// The ticket that it belongs to by the time at which it was written.
    pub late: Option<i64>,
    /// What it is to the words before it, and to those after it.
    pub burst: bursts::Part,
    /// What the dialog remembers here.
    pub memory: Memory,
    /// When the question that waits was asked.
    pub asked_at: Option<Millis>,
}

/// What is said here, with its buttons.
#[derive(Debug)]
pub(super) struct Said {
    pub line: Line,
    pub choices: Vec<Choice>,
    /// The act whose receipt it is: it is edited when the act's words have arrived.
    pub act: Option<i64>,
}

/// Handles one message in the unit.
pub(super) async fn take(
    unit: &mut Unit<'_>,
    shared: &Shared,
    inbound: &Inbound,
    seed: Seed,
) -> Result<Done, sqlx::Error> {
    let mut turn = Turn::new(unit, shared, inbound, seed).await?;
    unit.at = kinds::written_at(inbound, unit.now);
    if let Some(done) = kinds::aside(&mut turn, unit).await? {
        return Ok(done);
    }
    if let Some(done) = standing::unheard(&mut turn, unit) {
        return Ok(done);
    }
    presence::note(&turn, unit);
    turn.returned = standing::comes_back(&turn, unit);
    turn.practice = practice::look(&turn, unit);
    standing::note_contact(&mut turn, unit).await?;
    if let Some(text) = inbound.body.words() {
        text.clone_into(&mut unit.said);
    }
    let session = unit.sessions.read(&turn.session_key).cloned();
    let (state, pending) = turn.stands(unit, session.as_ref());
    turn.recall(unit, session.as_ref());
    if matches!(inbound.body, Body::Edited { .. } | Body::Deleted { .. }) {
        perform::editing::look_up(&mut turn, unit).await?;
    }
    if let Some(ticket) = late::focus(&turn, unit).await? {
        (turn.thread, turn.late) = (Some(ticket), Some(ticket));
    }
    turn.signed = match kinds::sign(&turn, unit, &state, &pending).await? {
        Some(choice) => Some(choice),
        None => picks::named(&turn, unit, session.as_ref(), &pending).await?,
    };
    let Some(event) = turn.event(unit, session.as_ref(), &pending) else {
        taps::repeat(&mut turn, unit);
        // No dialog has anything to say; others may be told all the same.
        post::tell_others(&mut turn, unit).await?;
        if turn.too_large.is_some() {
            turn.found_place = Some("too_large".into());
            turn.tell_of_large_files(&pending);
            let asked = post::say_here(&mut turn, unit, None);
            turn.save_session(unit, session.as_ref(), &state, &state, asked, false);
        }
        return Ok(turn.done(unit));
    };
    let typed = matches!(event, Event::Said { .. });
    let written = unit.entries.len();
    let next = turn.step_through(unit, state.clone(), event, &pending).await?;
    let next = held::keep(&mut turn, unit, (&state, next), written, &pending).await?;
    taps::note(&turn, unit);
    turn.tell_of_large_files(&pending);
    if turn.original.is_some() && std::mem::take(&mut turn.keeps) {
        perform::editing::keep(&turn, unit).await?;
    }
    post::tell_others(&mut turn, unit).await?;
    turn.burst.opens |= matches!(next, State::Holding { .. });
    let asked = post::say_here(&mut turn, unit, next.ticket().filter(|_| state != next));
    turn.save_session(unit, session.as_ref(), &state, &next, asked, typed);
    albums::note(&turn, unit);
    Ok(turn.done(unit))
}

/// Tells the sender that the message is kept but could not be handled.
pub(super) fn apologise(unit: &mut Unit<'_>, shared: &Shared, inbound: &Inbound, locale: Locale) {
    if matches!(inbound.body, Body::Due { .. }) {
        return;
    }
    post::plain(unit, shared, inbound, &Line::Plain(Plain::Quarantined), locale);
}

/// The language of a chat, outside of any transaction: the message at hand may be what cannot be read there.
pub(super) async fn locale_of(shared: &Shared, inbound: &Inbound) -> Locale {
    let known = async {
        let mut conn = shared.store.reader().acquire().await?;
        if inbound.chat_kind == ChatKind::Group {
            let (address, mut rooms) = (inbound.address.to_string(), Overlay::default());
            room::load(&mut conn, std::slice::from_ref(&address), &mut rooms).await?;
            return Ok::<_, sqlx::Error>(rooms.read(&address).map(|room| room.locale));
        }
        let person = contact::person(&mut conn, &contact::key(&inbound.address, &inbound.sender.user_key)).await?;
        Ok(person.map(|person| person.locale))
    };
    let hint = || inbound.sender.locale_hint.as_deref().and_then(Locale::from_hint);
    known.await.ok().flatten().or_else(hint).unwrap_or_default()
}

/// The choices of the question that waits in a session.
pub(super) fn pending(unit: &Unit<'_>, epoch: i64, session: Option<&Session>) -> Vec<Choice> {
    session
        .and_then(|session| session.prompt_id)
        .and_then(|id| unit.prompts.read(&id))
        .filter(|prompt| prompt.chosen.is_none() && (prompt.user_key.is_empty() || prompt.role_epoch == epoch))
        .map(|prompt| load::choices(&prompt.choices))
        .unwrap_or_default()
}

impl<'a> Turn<'a> {
    async fn new(
        unit: &mut Unit<'_>,
        shared: &'a Shared,
        inbound: &'a Inbound,
        seed: Seed,
    ) -> Result<Self, sqlx::Error> {
        let address = inbound.address.to_string();
        let place = match (inbound.chat_kind, unit.rooms.read(&address)) {
            (ChatKind::Private, _) => Place::Private,
            (ChatKind::Group, Some(room)) => Place::of_purpose(&room.purpose),
            (ChatKind::Group, None) => Place::UnknownGroup,
        };
        let belongs = belonging::of(unit, shared, inbound).await?;
        let answered = match belongs.announcement {
            Some(number) => announce::number(&mut unit.conn, number).await?.filter(perform::reading::is_told),
            None => None,
        };
        Ok(Self {
            shared,
            policy: shared.policy(),
            directory: shared.directory(),
            calendar: unit.calendar.clone().unwrap_or_else(|| shared.calendar()),
            inbound,
            seed,
            contact_key: contact::key(&inbound.address, &inbound.sender.user_key),
            session_key: session::key(&inbound.address, &inbound.sender.user_key),
            thread: belongs.ticket,
            address,
            place,
            says: Vec::new(),
            toast: None,
            found_place: None,
            about: None,
            locale: None,
            new_face: false,
            letters: Vec::new(),
            unreached: None,
            waiting: None,
            promise: None,
            absence: None,
            problem: None,
            bulletin: None,
            problems: shared.problems(),
            returned: false,
            practice: Looked::Works,
            ended_seats: Vec::new(),
            edited: None,
            original: None,
            earlier: echo::Earlier::default(),
            quoted: belongs.quoted,
            meant: belongs.meant,
            answered,
            echo: None,
            tapped: None,
            tapped_version: None,
            keeps: false,
            signed: None,
            too_large: None,
            album: None,
            late: None,
            burst: bursts::Part::default(),
            memory: Memory::default(),
            asked_at: None,
        })
    }

    /// The ticket that is spoken about here: what is said of it can be replied to, and is read in its thread.
    /// `leads_to` is the one that the dialog turns to.
    pub fn topic(&self, leads_to: Option<i64>) -> Option<i64> {
        let about = match self.place {
            Place::Private => self.about,
            Place::Agents => self.about.or(self.tapped).or(leads_to),
            Place::Partner | Place::Managers | Place::Announcements | Place::UnknownGroup => None,
        };
        self.thread.or(about)
    }

    /// The role's epoch: what was offered under another one is dead.
    pub fn epoch(&self, unit: &Unit<'_>) -> i64 {
        unit.person_of(&self.contact_key).map_or(0, |person| person.role_epoch)
    }

    /// The language to answer in here.
    pub fn locale(&self, unit: &Unit<'_>) -> Locale {
        if self.place != Place::Private
            && let Some(room) = unit.rooms.read(&self.address)
        {
            return room.locale;
        }
        let hint = || self.inbound.sender.locale_hint.as_deref().and_then(Locale::from_hint);
        self.locale
            .or_else(|| unit.person_of(&self.contact_key).map(|person| person.locale))
            .or_else(hint)
            .or_else(|| tongue::of(self.inbound.body.words()?))
            .unwrap_or_default()
    }

    /// Steps until no effect has anything more to tell.
    pub(super) async fn step_through(
        &mut self,
        unit: &mut Unit<'_>,
        mut state: State,
        event: Event,
        pending: &[Choice],
    ) -> Result<State, sqlx::Error> {
        let mut events = VecDeque::from([event]);
        for _ in 0..ROUNDS {
            let Some(event) = events.pop_front() else { break };
            let step = {
                let (own, named) = (self.own_tickets(unit), self.named_tickets(unit));
                let view = self.view(unit, &own, &named, pending);
                dialogs::step(state, event, &view)
            };
            state = step.next;
            for effect in step.effects {
                if let Some(outcome) = perform::perform(self, unit, effect).await? {
                    events.push_back(Event::Came(outcome));
                }
            }
        }
        Ok(state)
    }

    /// What it came to; toasts are rendered like everything else.
    fn done(self, unit: &Unit<'_>) -> Done {
        let locale = self.toast_locale(unit);
        let toast = self.toast.as_ref().map(|line| self.shared.catalog.text(line, locale, &self.policy));
        let place = self.found_place.unwrap_or_else(|| "none".into());
        let kept = self.inbound.body.words().filter(|_| self.keeps).map(str::to_owned);
        Done { toast, new_face: self.new_face, kept, ended_seats: self.ended_seats, ..Done::at(&place) }
    }

    /// A toast is seen by whoever pressed alone: it is in their language, also in a room.
    fn toast_locale(&self, unit: &Unit<'_>) -> Locale {
        unit.person_of(&self.contact_key).map_or_else(|| self.locale(unit), |person| person.locale)
    }
}
