//! People before others: finding them, inviting them, taking a role away, blocking, leaving, and who helps whom.

mod finding;
mod helping;
mod inviting;
mod standing;

pub use finding::{Load, found, loads};
pub use helping::{Helper, Helpers, helpers};
pub use inviting::{FACILITY_CODE_MS, INVITATION_MS, Wish, invitation};
pub use standing::{block, leave, revoke, unblock};
