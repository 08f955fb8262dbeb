//! Who is on duty, read once a transaction.

use super::Unit;
use crate::core::duty::{self, Duty};

impl Unit<'_> {
    /// Everybody of the desk, as it is on a day.
    ///
    /// # Errors
    /// The database's.
    pub async fn duties(&mut self, day: i64) -> Result<&[Duty], sqlx::Error> {
        if self.duties.as_ref().is_none_or(|(of, _)| *of != day) {
            self.duties = Some((day, duty::on(&mut self.conn, day).await?));
        }
        Ok(self.duties.as_ref().map_or(&[], |(_, duties)| duties))
    }

    /// The rota or an absence has changed: who is on duty is read anew.
    pub fn forget_duties(&mut self) {
        self.duties = None;
    }
}
