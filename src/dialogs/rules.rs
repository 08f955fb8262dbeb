//! Why a rule of this desk does not allow something, in words that tell what it does allow.

use super::{
    line::{Line, RuleLine},
    outcomes,
    view::View,
};
use crate::core::{rights::Refusal, ticket::Ticket};

/// Why severity or priority cannot be changed so.
pub fn of_pairs(why: Refusal, ticket: &Ticket, view: &View<'_>) -> Line {
    let Some(pairs) = view.desk.policy_of(Some(&ticket.system)).pairs() else { return outcomes::refusal_line(why) };
    match why {
        Refusal::NotAPair => {
            let allowed = pairs.allowed(&ticket.impact).to_vec();
            RuleLine::NotAPair { severity: ticket.impact.clone(), allowed }.into()
        }
        Refusal::OnlyTier => RuleLine::OnlyTier { tier: pairs.lowered_by }.into(),
        Refusal::NoSuchRequest
        | Refusal::NotAllowed
        | Refusal::NotHere
        | Refusal::NotNow
        | Refusal::NotThat
        | Refusal::AlreadySo
        | Refusal::OnlyLower
        | Refusal::OnlyInitiator
        | Refusal::InPractice
        | Refusal::TooLate => outcomes::refusal_line(why),
    }
}
