//! What is usual at one desk and not at others: who may close a request, and whose it is when it comes.

/// The customs of a desk; the usual ones where its file says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Customs {
    /// Only whoever reported it closes a request, after they have seen that it works (SV-14).
    pub initiator_closes: bool,
    /// A new request belongs to the head of its department, who gives it away: an administrator who is of that department,
    /// or of none (SV-10).
    pub head_owns: bool,
}
