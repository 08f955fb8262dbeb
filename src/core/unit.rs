//! The unit of work: one transaction over a batch of messages. Everything that verbs read and write goes through
//! its overlays; `save` writes what changed, one statement a table.

mod commit;
mod drafts;
mod duties;
mod rooms;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use sqlx::{Any, AnyConnection, Transaction};

use super::{
    act::{self, Act, Mark, Taken},
    album::Album,
    announce, audit,
    calendar::Calendar,
    chat::{Address, Millis},
    clock,
    contact::{self, Contact},
    counter,
    db::{Kind, Store},
    delivery::Express,
    draft::Draft,
    duty::Duty,
    entry::{self, Entry},
    file::{self, Attachment},
    ids::{IdRange, IdSource},
    inbox,
    listing::Listing,
    notice::{Audience, News, Notice},
    outbox::{self, Post},
    overlay::Overlay,
    person::Person,
    problem,
    prompt::Prompt,
    room::Room,
    rows,
    session::Session,
    ticket::Ticket,
    ticket_rows,
    timer::Timer,
    watcher,
};
use crate::text::locale::Locale;

/// What was written this long before it came is told by its own time.
const LATE: Millis = 2 * 60 * 1000;

/// A transaction with all that it has read and made.
pub struct Unit<'s> {
    pub conn: Transaction<'static, Any>,
    express: Option<Arc<Express>>,
    pub now: Millis,
    /// When the message at hand was written, as far as its platform tells; what is written down is of that time.
    pub at: Millis,
    ids: &'s IdSource,
    /// The ids of the message at hand.
    range: IdRange,
    /// The inbox key of the message at hand, for the audit.
    pub inbox_key: String,
    /// Its text.
    pub said: String,
    pub sessions: Overlay<String, Session>,
    pub prompts: Overlay<i64, Prompt>,
    pub contacts: Overlay<String, Contact>,
    pub people: Overlay<i64, Person>,
    /// Open drafts, by person.
    pub drafts: Overlay<i64, Draft>,
    pub ended_drafts: Vec<(i64, Draft)>,
    pub tickets: Overlay<i64, Ticket>,
    pub rooms: Overlay<String, Room>,
    /// The numbered lists that people were shown last, by session.
    pub listings: Overlay<String, Listing>,
    pub attachments: Overlay<i64, Attachment>,
    audiences: Option<Vec<Room>>,
    /// Who is on duty on a day.
    duties: Option<(i64, Vec<Duty>)>,
    pub entries: Vec<Entry>,
    /// What concerns the clocks of tickets.
    pub clock_events: Vec<clock::Event>,
    /// Tickets that have come to a tier, or back to work, each with the act that brought them there.
    pub entered: Vec<(i64, Option<i64>)>,
    /// Tickets whose clocks have to be read anew.
    pub clocked: Vec<i64>,
    /// When words last went between reporter and desk, by ticket, as far as that was asked for.
    pub spoken: HashMap<i64, Millis>,
    /// How far answers have come to what was said a moment ago, by their ids in the outbox.
    pub receipts: HashMap<i64, outbox::Receipt>,
    /// By person, the request of theirs that was closed lately without their word.
    pub closed: HashMap<i64, i64>,
    /// Words of entries of this transaction, as they were before an edit.
    pub earlier_words: Vec<entry::Version>,
    pub audits: Vec<audit::Event>,
    /// The act that is being done: what is told now belongs to it.
    pub act: Option<i64>,
    pub acts: Vec<Act>,
    pub notices: Vec<Notice>,
    pub posts: Vec<Post>,
    pub timers: Vec<Timer>,
    pub fired: Vec<i64>,
    /// When the desk is open, where this transaction has changed that.
    pub calendar: Option<Arc<Calendar>>,
    /// Tickets that have begun to wait for somebody, or came to their next stage: their timers are set.
    pub waits: Vec<i64>,
    pub received: Vec<inbox::Record>,
    /// Records of what has to wait, whether it was received before or not.
    pub waiting: Vec<inbox::Record>,
    /// Records of what had waited: they are written over.
    pub drained: Vec<inbox::Record>,
    pub shown: Vec<(i64, String)>,
    /// Who began or ended to follow tickets.
    pub watching: Vec<watcher::Change>,
    pub albums: Overlay<String, Album>,
    /// Groups that live on elsewhere, with the new address: moved in the end, with all that this transaction writes.
    pub moves: Vec<(String, Address)>,
    /// Who was seen in which group.
    pub seen: announce::seen::Seen,
    /// Problems that many have, and the requests that are of them.
    pub problems: problem::Held,
    /// Slots that begin with this transaction: nothing stands in them yet.
    pub new_slots: HashSet<String>,
    /// Chats that take nothing any more: emptied in the end.
    pub shut: Vec<String>,
    kind: Kind,
    /// A group was bound, or somebody has another role or language: other commands are for them.
    pub new_menus: bool,
    counter: Option<i64>,
}

impl<'s> Unit<'s> {
    /// Begins a transaction.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(store: &Store, ids: &'s IdSource, now: Millis) -> Result<Self, sqlx::Error> {
        Ok(Self {
            conn: store.begin().await?,
            express: store.express(),
            now,
            at: now,
            ids,
            range: ids.range(),
            inbox_key: String::new(),
            said: String::new(),
            sessions: Overlay::default(),
            prompts: Overlay::default(),
            contacts: Overlay::default(),
            people: Overlay::default(),
            drafts: Overlay::default(),
            ended_drafts: Vec::new(),
            tickets: Overlay::default(),
            rooms: Overlay::default(),
            listings: Overlay::default(),
            attachments: Overlay::default(),
            audiences: None,
            duties: None,
            entries: Vec::new(),
            clock_events: Vec::new(),
            entered: Vec::new(),
            clocked: Vec::new(),
            new_slots: HashSet::new(),
            spoken: HashMap::new(),
            receipts: HashMap::new(),
            closed: HashMap::new(),
            earlier_words: Vec::new(),
            audits: Vec::new(),
            act: None,
            acts: Vec::new(),
            notices: Vec::new(),
            posts: Vec::new(),
            timers: Vec::new(),
            fired: Vec::new(),
            calendar: None,
            waits: Vec::new(),
            received: Vec::new(),
            waiting: Vec::new(),
            drained: Vec::new(),
            shown: Vec::new(),
            watching: Vec::new(),
            albums: Overlay::default(),
            problems: problem::Held::default(),
            moves: Vec::new(),
            seen: announce::seen::Seen::default(),
            shut: Vec::new(),
            kind: store.kind,
            new_menus: false,
            counter: None,
        })
    }

    pub fn conn(&mut self) -> &mut AnyConnection {
        &mut self.conn
    }

    /// Turns to the next message of the batch, whose ids are fixed; returns the range of the one before.
    pub fn turn_to(&mut self, range: IdRange, inbox_key: String) -> IdRange {
        self.inbox_key = inbox_key;
        self.said.clear();
        self.at = self.now;
        std::mem::replace(&mut self.range, range)
    }

    /// A new id.
    pub fn next_id(&mut self) -> i64 {
        self.range.next(self.ids)
    }

    /// The person behind an account, if the desk knows them.
    #[must_use]
    pub fn person_of(&self, contact_key: &str) -> Option<&Person> {
        self.contacts.read(&contact_key.to_owned()).and_then(|contact| self.people.read(&contact.person_id))
    }

    /// The person behind an account; somebody new becomes a reporter who has yet to enrol.
    pub fn ensure_person(&mut self, contact_key: &str, address: &Address, locale: Locale) -> i64 {
        if let Some(contact) = self.contacts.read(&contact_key.to_owned()) {
            return contact.person_id;
        }
        let id = self.next_id();
        self.people.insert(id, Person::new(id, locale));
        self.drafts.looked_for([id]);
        let contact = Contact { person_id: id, address: address.to_string(), reachable: true, last_used_at: self.now };
        self.contacts.insert(contact_key.to_owned(), contact);
        id
    }

    /// The next running number of a desk; the counter stays locked until the commit.
    ///
    /// # Errors
    /// The database's.
    pub async fn next_number(&mut self, desk: &str) -> Result<i64, sqlx::Error> {
        let number = match self.counter {
            Some(number) => number + 1,
            None => counter::lock(&mut self.conn, desk).await?,
        };
        self.counter = Some(number);
        Ok(number)
    }

    /// A ticket's name for the reader: what was written first about it.
    ///
    /// # Errors
    /// The database's.
    pub async fn description(&mut self, ticket: i64) -> Result<String, sqlx::Error> {
        let fresh =
            self.entries.iter().find(|entry| entry.ticket_id == ticket && entry.kind == entry::Kind::Description);
        match fresh {
            Some(entry) => Ok(entry.words.clone()),
            None => entry::description(&mut self.conn, ticket).await,
        }
    }

    /// The tickets that repeat this one, loaded with their reporters.
    ///
    /// # Errors
    /// The database's.
    pub async fn repetitions(&mut self, ticket: i64) -> Result<Vec<i64>, sqlx::Error> {
        let ids = ticket_rows::repetitions(&mut self.conn, ticket, &self.tickets).await?;
        ticket_rows::load(&mut self.conn, &ids, &mut self.tickets).await?;
        let reporters: Vec<i64> =
            ids.iter().filter_map(|id| self.tickets.read(id)).map(|ticket| ticket.reporter_id).collect();
        contact::load_people(&mut self.conn, &reporters, &mut self.people).await?;
        Ok(ids)
    }

    /// How many tickets repeat this one.
    ///
    /// # Errors
    /// The database's.
    pub async fn repeated(&mut self, ticket: i64) -> Result<usize, sqlx::Error> {
        if self.tickets.is_new(&ticket) {
            return Ok(0);
        }
        Ok(ticket_rows::repetitions(&mut self.conn, ticket, &self.tickets).await?.len())
    }

    /// The files of a ticket, loaded, the oldest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn files_of(&mut self, ticket: i64) -> Result<Vec<i64>, sqlx::Error> {
        if !self.tickets.is_new(&ticket) {
            let ids = file::of_ticket(&mut self.conn, ticket).await?;
            file::load(&mut self.conn, &ids, &mut self.attachments).await?;
        }
        let mut ids: Vec<i64> =
            self.attachments.values().filter(|file| file.ticket_id == Some(ticket)).map(|file| file.id).collect();
        ids.sort_unstable();
        Ok(ids)
    }

    /// Records a change in the ticket's audit.
    pub fn audit(
        &mut self,
        ticket: i64,
        actor: Option<i64>,
        verb: &'static str,
        from: impl Into<String>,
        to: impl Into<String>,
    ) {
        self.audits.push(audit::Event {
            ticket_id: ticket,
            at: self.now,
            actor_id: actor,
            verb,
            from: from.into(),
            to: to.into(),
            inbox_key: self.inbox_key.clone(),
        });
    }

    /// Notes news of a ticket. A card or a living line is told once, at the end of the message.
    pub fn tell(&mut self, ticket: i64, to: Audience, news: News) {
        self.notices.push(Notice { to, ticket, news, act: self.act });
    }

    /// Writes down words about a ticket.
    pub fn write_entry(&mut self, ticket_id: i64, kind: entry::Kind, author_id: i64, words: &str) -> i64 {
        let id = self.next_id();
        // Only what stands in the message itself is changed by an edit of it: a report's words came before.
        let is_said = !words.is_empty() && self.said.contains(words);
        let entry = Entry {
            id,
            ticket_id,
            kind,
            author_id,
            words: words.to_owned(),
            created_at: self.now,
            inbox_key: if is_said { self.inbox_key.clone() } else { String::new() },
            withdrawn_at: None,
            written_at: (self.at + LATE < self.now).then_some(self.at),
        };
        self.spoken.extend((!kind.is_internal()).then_some((ticket_id, self.now)));
        self.entries.push(entry);
        id
    }

    /// Somebody's last act, of this transaction or an earlier one, on any ticket or on one.
    ///
    /// # Errors
    /// The database's.
    pub async fn latest_act(&mut self, actor: i64, ticket: Option<i64>) -> Result<Option<Taken>, sqlx::Error> {
        let fits = |act: &&Act| {
            act.actor_id == actor && ticket.is_none_or(|id| id == act.ticket_id) && act.mark != Mark::TakenBack
        };
        if let Some(act) = self.acts.iter().rev().find(fits) {
            return Ok(Some(act.into()));
        }
        act::latest(&mut self.conn, actor, ticket).await
    }

    /// Acts by id, in the order of the ids.
    ///
    /// # Errors
    /// The database's.
    pub async fn acts_by_id(&mut self, ids: &[i64]) -> Result<Vec<Taken>, sqlx::Error> {
        let mut found: Vec<Taken> = self.acts.iter().filter(|act| ids.contains(&act.id)).map(Taken::from).collect();
        found.extend(act::load(&mut self.conn, ids).await?);
        found.sort_by_key(|act| ids.iter().position(|id| *id == act.id));
        Ok(found)
    }

    /// Takes back an act of this very transaction, before anything of it is saved. `None` where it is not one.
    pub fn take_back_unsaved(&mut self, act: i64) -> Option<()> {
        let found = self.acts.iter_mut().find(|other| other.id == act && other.mark != Mark::TakenBack)?;
        found.mark = Mark::TakenBack;
        let (now, entry) = (self.now, found.entry_id);
        for written in self.entries.iter_mut().filter(|written| Some(written.id) == entry) {
            written.withdrawn_at = Some(now);
        }
        self.drop_told(act);
        Some(())
    }

    /// Whether an act of this very transaction was taken back in it.
    #[must_use]
    pub fn is_taken_back(&self, act: i64) -> bool {
        self.acts.iter().any(|other| other.id == act && other.mark == Mark::TakenBack)
    }

    /// Drops what an act of this transaction tells, but for the receipts that show how it stands.
    pub fn drop_told(&mut self, act: i64) {
        let stays = |post: &Post| post.slot.as_ref().is_some_and(|slot| !slot.starts_with(outbox::FOLLOWED));
        self.posts.retain(|post| post.act_id != Some(act) || stays(post));
    }

    /// Saves the people made so far, for rows of other tables that name them.
    ///
    /// # Errors
    /// The database's.
    pub async fn save_people(&mut self) -> Result<(), sqlx::Error> {
        let mut saving = rows::Saving::new(&mut self.conn);
        contact::save(&mut saving, self.now, &self.people, &self.contacts).await?;
        saving.finish().await
    }
}
