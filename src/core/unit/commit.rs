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
    problem, prompt,
    rows::Saving,
    session, ticket_rows, timer, watcher,
};

impl Unit<'_> {
    /// Saves everything and commits. Returns what was posted, with its places.
    ///
    /// # Errors
    /// The database's; nothing is saved then.
    pub async fn commit(mut self, desk: &str) -> Result<Vec<Placed>, sqlx::Error> {
        let mut to = Saving::new(&mut self.conn);
        let saving = &mut to;
        inbox::insert(saving, self.received).await?;
        inbox::insert_once(saving, self.waiting).await?;
        inbox::replace(saving, self.drained).await?;
        contact::save(saving, self.now, &self.people, &self.contacts).await?;
        let drafts: Vec<(i64, &Draft)> = self
            .ended_drafts
            .iter()
            .map(|(person, draft)| (*person, draft))
            .chain(self.drafts.unsaved().into_iter().map(|(person, draft, _)| (*person, draft)))
            .collect();
        draft::save(saving, &drafts).await?;
        if let Some(number) = self.counter {
            counter::save(saving, desk, number).await?;
        }
        let fresh: Vec<i64> =
            self.tickets.unsaved().into_iter().filter_map(|(id, _, fate)| (fate == Fate::New).then_some(*id)).collect();
        ticket_rows::save(saving, &self.tickets).await?;
        problem::save(saving, &self.problems).await?;
        clock::save(saving, &self.clock_events).await?;
        entry::save(saving, &self.entries).await?;
        watcher::save(saving, &self.watching).await?;
        entry::save_versions(saving, &self.earlier_words).await?;
        act::save(saving, &self.acts).await?;
        file::save(saving, &self.attachments).await?;
        audit::append(saving, &self.audits, |id| fresh.binary_search(&id).is_ok()).await?;
        timer::remove(saving, &self.fired).await?;
        timer::set(saving, self.timers).await?;
        prompt::save(saving, &self.prompts).await?;
        session::save(saving, &self.sessions).await?;
        listing::save(saving, &self.listings).await?;
        album::save(saving, &self.albums).await?;
        announce::seen::save(saving, &self.seen).await?;
        file::show(saving, self.shown).await?;
        let express = self.express.as_deref();
        let arrived = Arrived::take(express);
        let more = settle_arrived(saving, self.now, &arrived.settled).await?;
        // Where a chat moves or shuts, its lanes are not to be held.
        let handing = express.filter(|_| self.shut.is_empty() && self.moves.is_empty());
        let short_way = handing.map(|express| ShortWay { express, new_slots: &self.new_slots });
        let (placed, born) = outbox::save(saving, self.now, self.posts, &mut self.tickets, short_way).await?;
        to.finish().await?;
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
