//! A reporter's other chats: a ticket's conversation follows the one that they used last, and the others hear of it only
//! what is critical and waits for them (platforms B.8).

use super::audience::Target;
use crate::core::{
    contact,
    notice::{News, Notice, Waiting},
    nudge::CRITICAL,
    ticket::Ticket,
    unit::Unit,
};

/// Adds those chats to where the reporter is told.
pub(super) async fn add(
    unit: &mut Unit<'_>,
    notice: &Notice,
    ticket: &Ticket,
    targets: &mut Vec<Target>,
) -> Result<(), sqlx::Error> {
    let is_theirs = |target: &&Target| target.person_id == Some(ticket.reporter_id);
    let Some(first) = targets.first().filter(is_theirs).cloned() else { return Ok(()) };
    if ticket.priority_rank != CRITICAL || !waits_for_them(&notice.news) {
        return Ok(());
    }
    for address in contact::chats(&mut unit.conn, ticket.reporter_id).await? {
        if address != first.address {
            targets.push(Target { address, ..first.clone() });
        }
    }
    Ok(())
}

/// A question, a resolution to be confirmed, and what ends without their word.
fn waits_for_them(news: &News) -> bool {
    matches!(
        news,
        News::Question { .. }
            | News::Resolved { .. }
            | News::Rejected { .. }
            | News::Waiting(Waiting::StillAsked { .. } | Waiting::DoesItWork | Waiting::WillClose { .. })
    )
}
