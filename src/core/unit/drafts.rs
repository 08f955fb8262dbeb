//! The reports that people have in the making, and those that they gave up.

use super::Unit;
use crate::core::{
    chat::Millis,
    draft::{self, Draft},
    file,
};

/// For so long a report that was given up can be taken up again.
const RECOVERABLE: Millis = 24 * 3600 * 1000;

impl Unit<'_> {
    /// Reads the draft that somebody has open, who did not write this message's before.
    ///
    /// # Errors
    /// The database's.
    pub async fn load_draft(&mut self, person: i64) -> Result<(), sqlx::Error> {
        if !self.drafts.knows(&person) {
            match draft::open_of(&mut self.conn, person).await? {
                Some(draft) => self.drafts.loaded(person, draft),
                None => self.drafts.looked_for([person]),
            }
        }
        Ok(())
    }

    /// Opens the draft again that somebody gave up last, within a day. Returns whether there was one.
    ///
    /// # Errors
    /// The database's.
    pub async fn recover_draft(&mut self, person: i64) -> Result<bool, sqlx::Error> {
        let is_theirs = |(of, draft): &(i64, Draft)| *of == person && draft.state == draft::State::Cancelled;
        let found = match self.ended_drafts.iter().rposition(is_theirs) {
            Some(at) => Some(self.ended_drafts.remove(at).1),
            None => draft::take_cancelled(&mut self.conn, person, self.now - RECOVERABLE).await?,
        };
        let Some(mut draft) = found else { return Ok(false) };
        file::load(&mut self.conn, &draft.answers.photos, &mut self.attachments).await?;
        draft.state = draft::State::Open;
        draft.updated_at = self.now;
        self.drafts.insert(person, draft);
        Ok(true)
    }
}
