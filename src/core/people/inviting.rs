//! Who may invite whom: a focal point those who work at facilities of their partner, an administrator anybody but
//! another administrator.

use serde::{Deserialize, Serialize};

use crate::{
    core::{
        chat::Millis,
        directory::Directory,
        invite::{Gift, Invitation},
        person::{Person, Role},
        rights::{Grant, Refusal},
    },
    text::day,
};

/// An invitation is good for so long.
pub const INVITATION_MS: Millis = 72 * 3600 * 1000;
/// A facility's code hangs on a wall for so long.
pub const FACILITY_CODE_MS: Millis = 90 * 24 * 3600 * 1000;

/// Who is to be invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Somebody who works at a facility.
    Reporter {
        facility: i64,
    },
    /// All who work there, with one code.
    Facility {
        facility: i64,
    },
    Agent {
        tier: i64,
    },
    FocalPoint {
        partner: i64,
    },
    Manager,
}

/// The invitation that is wished for.
///
/// # Errors
/// [`Refusal::NotAllowed`] for whom the inviter may not invite; [`Refusal::NotThat`] where the facility, partner or
/// tier does not exist.
pub fn invitation(
    grant: Grant,
    actor: &Person,
    wish: Wish,
    directory: &Directory,
    now: Millis,
) -> Result<Invitation, Refusal> {
    let of = match wish {
        Wish::Reporter { facility } | Wish::Facility { facility } => {
            directory.facility(facility).ok_or(Refusal::NotThat)?;
            directory.partner_on(facility, day::of(now))
        }
        Wish::FocalPoint { partner } => Some(directory.partner(partner).ok_or(Refusal::NotThat)?.id),
        Wish::Agent { tier } if !(1..=4).contains(&tier) => return Err(Refusal::NotThat),
        Wish::Agent { .. } | Wish::Manager => None,
    };
    let may = match (actor.role, wish) {
        (Role::Admin, _) => true,
        (Role::FocalPoint, Wish::Reporter { .. } | Wish::Facility { .. }) => of.is_some() && of == actor.partner_id,
        (Role::FocalPoint, Wish::Agent { .. } | Wish::FocalPoint { .. } | Wish::Manager)
        | (Role::Reporter | Role::Agent | Role::Manager, _) => false,
    };
    if !may {
        return Err(Refusal::NotAllowed);
    }
    let once = |gift| Invitation::once(gift, now + INVITATION_MS);
    let invitation = match wish {
        Wish::Facility { facility } => Invitation::of_facility(facility, now + FACILITY_CODE_MS),
        Wish::Reporter { facility } => once(Gift::Role {
            role: Role::Reporter,
            tier: None,
            partner_id: None,
            facility_id: Some(facility),
            proves_facility: true,
            person_id: None,
        }),
        Wish::Agent { tier } => once(of_role(Role::Agent, Some(tier), None)),
        Wish::FocalPoint { partner } => once(of_role(Role::FocalPoint, None, Some(partner))),
        Wish::Manager => once(of_role(Role::Manager, None, None)),
    };
    Ok(invitation.by(grant.actor()))
}

fn of_role(role: Role, tier: Option<i64>, partner_id: Option<i64>) -> Gift {
    Gift::Role { role, tier, partner_id, facility_id: None, proves_facility: false, person_id: None }
}
