//! What is usual at one desk and not at others: who may close a request, whose it is when it comes, and what becomes of it
//! where nobody answers.

/// What becomes of a request whose reporter says nothing, after they were reminded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unanswered {
    /// It is closed (platforms B.7).
    #[default]
    Closes,
    /// It stays as it is: nobody but a person closes it (SV-14).
    Stays,
}

/// The customs of a desk; the usual ones where its file says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Customs {
    /// Only whoever reported it closes a request, after they have seen that it works (SV-14).
    pub initiator_closes: bool,
    /// A new request belongs to the head of its department, who gives it away: an administrator who is of that department,
    /// or of none (SV-10).
    pub head_owns: bool,
    pub unanswered: Unanswered,
}
