//! The end of a unit of work: all that changed is saved, one statement a table, and committed; then the relay hears of
//! what it is to send.

use super::{Unit, rooms};
use crate::core::{
    act, album, announce, audit, clock, contact, counter,
    delivery::{Arrived, ShortWay, settle_arrived},
    draft::{self, Draft},
    entry, file, inbox, listing,
    outbox::{self, Placed},
    overlay::Fate,
    problem, prompt, session, ticket_rows, timer, watcher,
};

impl Unit<'_> {
    /// Saves everything and commits. Returns what was posted, with its places.
    ///
    /// # Errors
    /// The database's; nothing is saved then.
    pub async fn commit(mut self, desk: &str) -> Result<Vec<Placed>, sqlx::Error> {
        let conn = &mut *self.conn;
        inbox::insert(conn, self.received).await?;
        inbox::insert_once(conn, self.waiting).await?;
        inbox::replace(conn, self.drained).await?;
        contact::save(conn, self.now, &self.people, &self.contacts).await?;
        let drafts: Vec<(i64, &Draft)> = self
            .ended_drafts
            .iter()
            .map(|(person, draft)| (*person, draft))
            .chain(self.drafts.unsaved().into_iter().map(|(person, draft, _)| (*person, draft)))
            .collect();
        draft::save(conn, &drafts).await?;
        if let Some(number) = self.counter {
            counter::save(conn, desk, number).await?;
        }
        let fresh: Vec<i64> =
            self.tickets.unsaved().into_iter().filter_map(|(id, _, fate)| (fate == Fate::New).then_some(*id)).collect();
        ticket_rows::save(conn, &self.tickets).await?;
        problem::save(conn, &self.problems).await?;
        clock::save(conn, &self.clock_events).await?;
        entry::save(conn, &self.entries).await?;
        watcher::save(conn, &self.watching).await?;
        entry::save_versions(conn, &self.earlier_words).await?;
        act::save(conn, &self.acts).await?;
        file::save(conn, &self.attachments).await?;
        audit::append(conn, &self.audits, |id| fresh.binary_search(&id).is_ok()).await?;
        timer::remove(conn, &self.fired).await?;
        timer::set(conn, self.timers).await?;
        prompt::save(conn, &self.prompts).await?;
        session::save(conn, &self.sessions).await?;
        listing::save(conn, &self.listings).await?;
        album::save(conn, &self.albums).await?;
        announce::seen::save(conn, &self.seen).await?;
        file::show(conn, self.shown).await?;
        let express = self.express.as_deref();
        let arrived = Arrived::take(express);
        let more = settle_arrived(conn, self.now, &arrived.settled).await?;
        // Where a chat moves or shuts, its lanes are not to be held.
        let handing = express.filter(|_| self.shut.is_empty() && self.moves.is_empty());
        let short_way = handing.map(|express| ShortWay { express, new_slots: &self.new_slots });
        let (placed, born) = outbox::save(conn, self.now, self.posts, &mut self.tickets, short_way).await?;
        rooms::close_and_move(&mut self.conn, self.kind, self.now, (&self.shut, &self.moves)).await?;
        self.conn.commit().await?;
        arrived.written();
        if let Some(express) = express {
            let queued = placed.iter().filter(|placed| !placed.post.mailbox && placed.seq > 0).count();
            if more || queued > born.len() {
                express.look();
            }
            express.hand_over(born);
        }
        Ok(placed)
    }
}
