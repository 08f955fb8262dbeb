//! What is said of where a message has found its place.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteLine {
    /// Words went to a ticket that they did not name.
    Guessed { reference: String },
    /// The report that is being written waits.
    Parked,
    /// Words that are held were edited.
    HeldCorrected,
    /// To the desk: words were held until nobody chose, and came to this ticket.
    Unchosen { reference: String, reporter: String },
    /// To the desk: the reporter took words back that were not meant for this ticket.
    Recalled { reference: String, reporter: String },
}
