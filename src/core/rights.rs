//! Who may do what, where, and on which tickets. A verb runs only with a [`Grant`], which is made here, inside the
//! transaction, from rows that were read in it and the one table of verbs.

pub use super::verb::{Concern, Place, Verb};
use super::{
    person::{Person, Role},
    practice,
    ticket::{Approval, Ticket},
};

/// Why a verb was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such request, or it is not theirs: the two answer alike.
    NoSuchRequest,
    /// The role does not have this verb.
    NotAllowed,
    /// It has the verb, but in another chat.
    NotHere,
    /// The ticket's status does not allow it (any more).
    NotNow,
    /// What was given with the verb is none of what it takes.
    NotThat,
    /// It is so already.
    AlreadySo,
    /// The priority does not go with the severity (SV 3.2).
    NotAPair,
    /// Severity and priority are only lowered here (SV 3.2).
    OnlyLower,
    /// Only the people of one tier lower them.
    OnlyTier,
    /// Only whoever reported it closes it (SV 5).
    OnlyInitiator,
    /// They practise: what is real waits until they have ended it.
    InPractice,
    /// Its time to be taken back is over, or somebody has changed the ticket since.
    TooLate,
}

/// Proof that a verb was allowed. It has no public constructor.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    verb: Verb,
    actor: i64,
    /// They work at the desk.
    is_desk: bool,
}

impl Grant {
    #[must_use]
    pub fn actor(self) -> i64 {
        self.actor
    }

    #[must_use]
    pub fn verb(self) -> Verb {
        self.verb
    }

    /// Whether the actor works at the desk.
    #[must_use]
    pub fn is_desk(self) -> bool {
        self.is_desk
    }
}

/// Whether somebody of this role works at the desk.
#[must_use]
pub fn is_desk(role: Role) -> bool {
    matches!(role, Role::Agent | Role::Admin)
}

/// Whether the table allows it.
#[must_use]
pub fn is_allowed(verb: Verb, role: Role, place: Place) -> bool {
    verb.row().allows(role, place)
}

/// Grants a verb that concerns no ticket.
///
/// # Errors
/// [`Refusal::NotHere`] where the role has the verb in another place, else [`Refusal::NotAllowed`].
pub fn grant(verb: Verb, actor: &Person, place: Place) -> Result<Grant, Refusal> {
    if practises(actor, place) && !practice::is_practised(verb) {
        return Err(Refusal::InPractice);
    }
    if is_allowed(verb, actor.role, place) && actor.is_here() {
        return Ok(Grant { verb, actor: actor.id, is_desk: is_desk(actor.role) });
    }
    let elsewhere = Place::ALL.into_iter().any(|place| is_allowed(verb, actor.role, place));
    Err(if elsewhere { Refusal::NotHere } else { Refusal::NotAllowed })
}

/// Grants a verb over somebody else (CY-11, CY-17). Nobody uses it on themselves, or silences an administrator; agents
/// have reporters alone before them.
///
/// # Errors
/// As [`grant`]; [`Refusal::NotAllowed`] for whom it cannot be used on.
pub fn grant_over(verb: Verb, actor: &Person, place: Place, other: &Person) -> Result<Grant, Refusal> {
    let grant = grant(verb, actor, place)?;
    let is_beneath = match actor.role {
        Role::Admin => other.role != Role::Admin || verb == Verb::Revoke,
        Role::Agent => other.role == Role::Reporter,
        Role::Reporter | Role::FocalPoint | Role::Manager => false,
    };
    if is_beneath && actor.id != other.id { Ok(grant) } else { Err(Refusal::NotAllowed) }
}

/// Grants a verb on a ticket; `None` is a ticket that does not exist. In a partner's group (`room_partner`) there are
/// no other partners' tickets, whoever asks: everybody there would read the answer. Practice and work keep apart: what
/// was made in practice is in no room, and who practises changes nothing real in private.
///
/// # Errors
/// As [`grant`]; [`Refusal::InPractice`] for a ticket of theirs that is none of practice; [`Refusal::NoSuchRequest`] alike for what is not there and what is not theirs.
pub fn grant_on<'t>(
    verb: Verb,
    actor: &Person,
    place: Place,
    room_partner: Option<i64>,
    ticket: Option<&'t Ticket>,
) -> Result<(Grant, &'t Ticket), Refusal> {
    let grant = grant(verb, actor, place)?;
    let is_here = |ticket: &Ticket| match place {
        Place::Partner => ticket.partner_id == room_partner && !ticket.private && !ticket.practice,
        Place::Managers => !ticket.private && !ticket.practice,
        Place::Agents | Place::Announcements | Place::UnknownGroup => !ticket.practice,
        Place::Private => true,
    };
    let ticket =
        ticket.filter(|ticket| concerns(verb, actor, ticket) && is_here(ticket)).ok_or(Refusal::NoSuchRequest)?;
    if practises(actor, place) && !ticket.practice {
        return Err(Refusal::InPractice);
    }
    Ok((grant, ticket))
}

/// Whether a ticket is one that this person may use the verb on.
#[must_use]
pub fn concerns(verb: Verb, actor: &Person, ticket: &Ticket) -> bool {
    if is_apart(actor, ticket) {
        return false;
    }
    match verb.row().concern {
        Concern::None => false,
        Concern::Own => ticket.reporter_id == actor.id,
        Concern::Theirs => is_theirs(actor, ticket),
        Concern::Read => reads(actor, ticket),
        Concern::Desk => is_desk(actor.role) || is_theirs(actor, ticket),
        Concern::Approver => approves(actor, ticket),
        Concern::Gate => is_desk(actor.role) || approves(actor, ticket),
    }
}

/// Somebody practises here: in rooms all is real.
fn practises(actor: &Person, place: Place) -> bool {
    place == Place::Private && actor.practises()
}

/// A ticket of practice is nobody's but its reporter's, and theirs of the desk who practise too.
fn is_apart(person: &Person, ticket: &Ticket) -> bool {
    ticket.practice && ticket.reporter_id != person.id && !(is_desk(person.role) && person.practises())
}

/// One's own ticket, or one of the facility that one is proven to work at, unless it is private.
#[must_use]
pub fn is_theirs(person: &Person, ticket: &Ticket) -> bool {
    let is_colleague =
        person.facility_proven && person.facility_id.is_some() && person.facility_id == ticket.facility_id;
    is_own(person, ticket) || (is_colleague && !ticket.private && !ticket.practice)
}

/// They reported it, or wrote it down for whoever did.
#[must_use]
pub fn is_own(person: &Person, ticket: &Ticket) -> bool {
    ticket.reporter_id == person.id || ticket.filed_by == Some(person.id)
}

/// Whether somebody may read of a ticket at all; what of it they read is for the dialogs.
#[must_use]
pub fn reads(person: &Person, ticket: &Ticket) -> bool {
    is_theirs(person, ticket)
        || match person.role {
            Role::Agent | Role::Admin => !is_apart(person, ticket),
            Role::Manager => !ticket.private && !ticket.practice,
            Role::FocalPoint => is_of_partner(person, ticket),
            Role::Reporter => false,
        }
}

fn is_of_partner(person: &Person, ticket: &Ticket) -> bool {
    !ticket.private && !ticket.practice && ticket.partner_id.is_some() && ticket.partner_id == person.partner_id
}

/// Whose approval a ticket waits for: the focal point's of its partner, or any manager's. Nobody approves what they
/// have asked for themselves.
#[must_use]
pub fn approves(person: &Person, ticket: &Ticket) -> bool {
    let has_role = match person.role {
        Role::FocalPoint => is_of_partner(person, ticket),
        Role::Manager => !ticket.private,
        Role::Admin => true,
        Role::Reporter | Role::Agent => false,
    };
    has_role && ticket.approval != Approval::None && !is_own(person, ticket) && !ticket.practice
}
