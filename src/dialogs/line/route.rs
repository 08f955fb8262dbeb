//! What is said of where a message has found its place.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteLine {
    /// Words went to a ticket that they did not name.
    Guessed {
        reference: String,
    },
    /// The report that is being written waits.
    Parked,
    /// Words that are held were edited.
    HeldCorrected,
    /// Words that are held, or stood in the report that is being written, were deleted.
    HeldDeleted,
    DraftDeleted,
    /// A message about a ticket was deleted, to whoever wrote it; `stands`: what it said stays.
    Unsaid {
        reference: String,
        stands: bool,
    },
    /// The same, to the desk.
    Deleted {
        reference: String,
        reporter: String,
        stands: bool,
    },
    /// To the desk: words were held until nobody chose, and came to this ticket.
    Unchosen {
        reference: String,
        reporter: String,
    },
    /// To the desk: the reporter took words back that were not meant for this ticket.
    Recalled {
        reference: String,
        reporter: String,
    },
}
