//! The customs of a desk, in `[desk]`: `closes`, `owner` and `unanswered`.

use super::table::{Notes, Table};
use crate::core::policy::customs::{Customs, Unanswered};

/// The fields of `[desk]` that are read here.
pub(super) const HEAD: [&str; 3] = ["closes", "owner", "unanswered"];

pub(super) fn read(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Customs {
    // That the head is a table is somebody else's concern.
    let Some(head) = root.field("desk").and_then(|value| Table::of(value, "the desk", &mut Notes::on(""))) else {
        return Customs::default();
    };
    let unanswered = [("closes", Unanswered::Closes), ("stays", Unanswered::Stays)];
    let unanswered = head.field("unanswered").and_then(|_| head.word("unanswered", &unanswered, notes));
    let mut is = |field: &str, words: &[(&str, bool)]| {
        head.field(field).is_some() && head.word(field, words, notes).unwrap_or_default()
    };
    Customs {
        initiator_closes: is("closes", &[("anyone", false), ("initiator", true)]),
        head_owns: is("owner", &[("nobody", false), ("head", true)]),
        unanswered: unanswered.unwrap_or_default(),
    }
}
