//! Messages that people send as they think or as the network lets them: further words that are written before the
//! answer to the first was seen belong to these, and the same words again are them (platforms B.4). Nothing is held back
//! to see whether more comes: what was answered is amended.

use sha2::{Digest, Sha256};

use super::{Job, turn::Turn};
use crate::{
    core::{
        chat::{Body, ChatKind, Inbound, Millis},
        outbox::{self, Class, Sight},
        session::{self, Said, Session},
        unit::Unit,
    },
    dialogs::{self, choice::Choice, effect::Wake},
    text::{self, fold},
};

/// So long after the last part further words may belong to it.
const TOGETHER: Millis = 8_000;
/// So long the same words, of which the answer was not seen, are sent again.
const AGAIN: Millis = 2 * 60 * 1000;
/// A text of so many UTF-16 units was cut by its platform: what follows is the rest of it.
const CUT: usize = 4_000;

/// A message as a part of what is written in one go.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// The words that it belongs to.
    pub joins: Option<Said>,
    /// Further words may belong to these.
    pub opens: bool,
    /// The files that came with it.
    pub files: Vec<i64>,
    /// What it answered about a ticket.
    pub answered: Option<i64>,
    /// The last of what was said to it, by its id in the outbox.
    pub receipt: Option<i64>,
}

/// What a message is to the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// It is on its own.
    Nothing,
    /// The same again.
    Repeats,
    /// More of it.
    Joins(Said),
}

/// Reads how far the answers were seen to what was said a moment ago.
pub(super) async fn load(unit: &mut Unit<'_>, jobs: &[&Job]) -> Result<(), sqlx::Error> {
    let is_asked = |job: &&&Job| job.inbound.chat_kind == ChatKind::Private && is_text(&job.inbound);
    let said = jobs.iter().filter(is_asked).filter_map(|job| {
        let key = session::key(&job.inbound.address, &job.inbound.sender.user_key);
        let said = unit.sessions.read(&key)?.said.as_ref()?;
        (unit.now < said.at + AGAIN).then_some(said.receipt)
    });
    let receipts: Vec<i64> = said.collect();
    if !receipts.is_empty() {
        unit.receipts.extend(outbox::receipts(&mut unit.conn, &receipts).await?);
    }
    Ok(())
}

fn is_text(inbound: &Inbound) -> bool {
    matches!(inbound.body, Body::Message { .. }) && inbound.album.is_none() && !inbound.forwarded
}

/// What a message with words or files is to the one before it.
pub(super) fn follows(
    turn: &Turn<'_>,
    unit: &Unit<'_>,
    session: Option<&Session>,
    (text, files): (&str, &[i64]),
    pending: &[Choice],
) -> Follows {
    let is_private = turn.inbound.chat_kind == ChatKind::Private;
    let said = session.and_then(|session| session.said.as_ref());
    let said = said.filter(|_| is_private && is_text(turn.inbound) && !dialogs::is_command(text));
    let Some(said) = said else { return Follows::Nothing };
    let sight = sight(unit, said);
    let age = unit.at - said.at;
    if matches!(sight, Sight::Unseen | Sight::JustAfter) && age < AGAIN && said.hash == hash(unit, text, files) {
        return Follows::Repeats;
    }
    let is_open = said.opens && age < TOGETHER;
    let is_unseen = match sight {
        Sight::Unseen => true,
        // It may just have come: what names one of its choices answers it.
        Sight::UnderWay | Sight::JustAfter => !turn.picks(unit, text, pending),
        Sight::Seen => said.cut,
    };
    if is_open && is_unseen { Follows::Joins(said.clone()) } else { Follows::Nothing }
}

/// Whether the answer to what was said was seen when this message was written.
fn sight(unit: &Unit<'_>, said: &Said) -> Sight {
    if unit.posts.iter().any(|post| post.id == said.receipt) {
        return Sight::Unseen;
    }
    let Some(known) = unit.receipts.get(&said.receipt) else { return Sight::Seen };
    known.when_written(unit.at)
}

/// What a text and its files are known by when they come again.
fn hash(unit: &Unit<'_>, text: &str, files: &[i64]) -> String {
    let mut digest = Sha256::new();
    let folded = fold::fold_words(text);
    // What folds to nothing is told apart as it is.
    digest.update(if folded.is_empty() { text.trim() } else { &folded });
    for file in files.iter().filter_map(|id| unit.attachments.read(id)) {
        digest.update(format!("\0{}\0{}\0{}", file.mime, file.bytes, file.sha256.as_deref().unwrap_or(&file.name)));
    }
    text::hex(&digest.finalize())[..32].to_owned()
}

/// The slot of the receipt that is edited when more comes.
pub(super) fn slot(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Option<String> {
    if let Some(said) = &turn.burst.joins {
        return Some(said.slot.clone());
    }
    let takes_more = turn.burst.opens && turn.inbound.chat_kind == ChatKind::Private && is_text(turn.inbound);
    takes_more.then(|| {
        let slot = slot_of(&unit.inbox_key);
        unit.new_slots.insert(slot.clone());
        slot
    })
}

fn slot_of(inbox_key: &str) -> String {
    format!("burst:{}", &text::hex(&Sha256::digest(inbox_key.as_bytes()))[..24])
}

/// What is remembered of this message, for the next; `None` forgets the one before.
pub(super) fn remember(turn: &Turn<'_>, unit: &Unit<'_>) -> Option<Said> {
    let Body::Message { text, .. } = &turn.inbound.body else { return None };
    let receipt =
        turn.burst.receipt.filter(|_| turn.inbound.chat_kind == ChatKind::Private && is_text(turn.inbound))?;
    let slot = turn.burst.joins.as_ref().map_or_else(|| slot_of(&unit.inbox_key), |said| said.slot.clone());
    Some(Said {
        at: unit.at,
        receipt,
        slot,
        hash: hash(unit, text, &turn.burst.files),
        opens: turn.burst.opens,
        cut: text.encode_utf16().count() >= CUT,
        entry: turn.burst.joins.as_ref().and_then(|said| said.entry).or(turn.burst.answered),
    })
}

/// Whether what is said is the question that is asked again below news.
pub(super) fn follows_news(turn: &Turn<'_>) -> bool {
    let follows = |kind: &str| Wake::of_kind(kind) == Some(Wake::Interrupted);
    matches!(&turn.inbound.body, Body::Due { kind, .. } if follows(kind))
}

/// What is asked again below news follows them in their lane.
pub(super) fn class_here(turn: &Turn<'_>) -> Class {
    if follows_news(turn) { Class::Notice } else { Class::Reply }
}

#[cfg(test)]
mod tests {
    use crate::core::outbox::{Receipt, Sight};

    #[test]
    fn a_receipt_is_seen_from_the_second_on_in_which_it_came() {
        let arrived = Receipt::Arrived { at: 5_400, again: false };
        assert_eq!(arrived.when_written(4_000), Sight::JustAfter);
        assert_eq!(arrived.when_written(-5_000), Sight::Unseen);
        assert_eq!(arrived.when_written(5_000), Sight::Seen);
        assert_eq!(arrived.when_written(5_900), Sight::Seen);
        let resent = Receipt::Arrived { at: 5_400, again: true };
        assert_eq!(resent.when_written(4_000), Sight::UnderWay, "an earlier copy may have been answered");
        assert_eq!(resent.when_written(5_000), Sight::Seen);
        assert_eq!(Receipt::Waits.when_written(9_000), Sight::Unseen);
        assert_eq!(Receipt::UnderWay.when_written(9_000), Sight::UnderWay);
    }
}
