//! One table: which verb which role may use in which kind of chat. A verb runs only with a [`Grant`], which is
//! made here, inside the transaction, from rows that were read in it.

use super::{
    person::{Person, Role},
    ticket::Ticket,
};

/// Everything that can be asked of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    Enrol,
    Report,
    Mine,
    Status,
    Link,
    Take,
    Note,
    Reply,
    Ask,
    Resolve,
    /// The reporter's: her answer to a question, or a further word.
    Answer,
    Confirm,
    /// The reporter's "it still does not work".
    Reopen,
}

/// Where a verb was used: a private chat, or a room with its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Private,
    Agents,
    Partner,
    Managers,
    Announcements,
    /// A group that is bound to nothing.
    UnknownGroup,
}

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
}
impl Verb {
    pub const ALL: [Self; 13] = [
        Self::Enrol,
        Self::Report,
        Self::Mine,
        Self::Status,
        Self::Link,
        Self::Take,
        Self::Note,
        Self::Reply,
        Self::Ask,
        Self::Resolve,
        Self::Answer,
        Self::Confirm,
        Self::Reopen,
    ];
}

impl Place {
    pub const ALL: [Self; 6] =
        [Self::Private, Self::Agents, Self::Partner, Self::Managers, Self::Announcements, Self::UnknownGroup];

    /// The place that a room's purpose makes.
    #[must_use]
    pub fn of_purpose(purpose: &str) -> Self {
        match purpose {
            "agents" => Self::Agents,
            "partner" => Self::Partner,
            "managers" => Self::Managers,
            "announcements" => Self::Announcements,
            _ => Self::UnknownGroup,
        }
    }
}

/// Proof that a verb was allowed. It has no public constructor.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    verb: Verb,
    actor: i64,
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
}

/// The table. Anything that is not named here is refused.
#[must_use]
pub fn is_allowed(verb: Verb, role: Role, place: Place) -> bool {
    let desk = matches!(role, Role::Agent | Role::Admin);
    match verb {
        Verb::Enrol | Verb::Report | Verb::Mine | Verb::Answer | Verb::Confirm | Verb::Reopen => {
            place == Place::Private
        }
        Verb::Status => match place {
            Place::Private => true,
            Place::Agents => desk,
            Place::Managers => desk || role == Role::Manager,
            Place::Partner => role == Role::FocalPoint || desk,
            Place::Announcements | Place::UnknownGroup => false,
        },
        Verb::Link => role == Role::Admin || role == Role::Agent || role == Role::FocalPoint || role == Role::Manager,
        Verb::Take | Verb::Note | Verb::Reply | Verb::Ask | Verb::Resolve => {
            desk && matches!(place, Place::Private | Place::Agents)
        }
    }
}

/// Grants a verb that concerns no ticket.
///
/// # Errors
/// [`Refusal::NotHere`] where the role has the verb in another place, else [`Refusal::NotAllowed`].
pub fn grant(verb: Verb, actor: &Person, place: Place) -> Result<Grant, Refusal> {
    if is_allowed(verb, actor.role, place) {
        return Ok(Grant { verb, actor: actor.id });
    }
    let elsewhere = Place::ALL.into_iter().any(|place| is_allowed(verb, actor.role, place));
    Err(if elsewhere { Refusal::NotHere } else { Refusal::NotAllowed })
}

/// Grants a verb on a ticket; `None` is a ticket that does not exist. In a partner's group (`room_partner`) there are
/// no other partners' tickets, whoever asks: everybody there would read the answer.
///
/// # Errors
/// As [`grant`]; [`Refusal::NoSuchRequest`] alike for what is not there and what is not theirs.
pub fn grant_on<'t>(
    verb: Verb,
    actor: &Person,
    place: Place,
    room_partner: Option<i64>,
    ticket: Option<&'t Ticket>,
) -> Result<(Grant, &'t Ticket), Refusal> {
    let grant = grant(verb, actor, place)?;
    let is_here = |ticket: &Ticket| place != Place::Partner || ticket.partner_id == room_partner;
    let ticket =
        ticket.filter(|ticket| concerns(verb, actor, ticket) && is_here(ticket)).ok_or(Refusal::NoSuchRequest)?;
    Ok((grant, ticket))
}

/// Whether a ticket is one that this person may use the verb on.
fn concerns(verb: Verb, actor: &Person, ticket: &Ticket) -> bool {
    let theirs = ticket.reporter_id == actor.id;
    match verb {
        Verb::Answer | Verb::Confirm | Verb::Reopen => theirs,
        Verb::Status => match actor.role {
            Role::Agent | Role::Admin | Role::Manager => true,
            Role::FocalPoint => theirs || (ticket.partner_id.is_some() && ticket.partner_id == actor.partner_id),
            Role::Reporter => theirs,
        },
        Verb::Take | Verb::Note | Verb::Reply | Verb::Ask | Verb::Resolve => true,
        Verb::Enrol | Verb::Report | Verb::Mine | Verb::Link => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_work_in_their_room_and_reporters_in_private() {
        for role in Role::ALL {
            for place in Place::ALL {
                let at_work =
                    matches!(role, Role::Agent | Role::Admin) && matches!(place, Place::Private | Place::Agents);
                for verb in [Verb::Take, Verb::Note, Verb::Reply, Verb::Ask, Verb::Resolve] {
                    assert_eq!(is_allowed(verb, role, place), at_work, "{verb:?} {role:?} {place:?}");
                }
                for verb in [Verb::Enrol, Verb::Report, Verb::Mine, Verb::Answer, Verb::Confirm, Verb::Reopen] {
                    assert_eq!(is_allowed(verb, role, place), place == Place::Private, "{verb:?} {role:?} {place:?}");
                }
                let link = role != Role::Reporter;
                assert_eq!(is_allowed(Verb::Link, role, place), link, "{role:?} {place:?}");
                let silent = matches!(place, Place::Announcements | Place::UnknownGroup);
                assert!(!(silent && is_allowed(Verb::Status, role, place)), "{role:?} {place:?}");
            }
        }
    }
}
