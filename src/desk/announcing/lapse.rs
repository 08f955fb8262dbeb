//! The hour for which a bulletin was meant comes, and nobody has confirmed it: nothing goes out, and its home is told so.

use super::{Going, home};
use crate::{
    core::{announce, unit::Unit},
    desk::{post, turn::Turn},
    dialogs::{
        announce::{choice::AnnounceChoice, line::AnnounceLine},
        choice::Choice,
        clock::line::Due,
        line::Line,
    },
    text::day,
};

/// Tells it, once.
pub(super) async fn tell(turn: &Turn<'_>, unit: &mut Unit<'_>, bulletin: i64) -> Result<(), sqlx::Error> {
    let Some(Going { announcement, mut bulletin }) = Going::hold(unit, bulletin).await? else { return Ok(()) };
    let Some(at) = bulletin.lapse(unit.now) else { return Ok(()) };
    announce::save_bulletin(&mut unit.conn, &bulletin).await?;
    if let Some(target) = home::target(unit, &announcement).await? {
        let today = day::local(unit.now, &turn.policy.timezone);
        let line: Line = AnnounceLine::Lapsed { name: announcement.name(), at: Due { at, today } }.into();
        let open = [Choice::Announce(AnnounceChoice::Open(announcement.number))];
        post::offer(turn.shared, unit, &target, &line, &open);
    }
    Ok(())
}
