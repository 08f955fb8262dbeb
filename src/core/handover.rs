//! What whoever has a ticket next has to know of it: what was tried, what its reporter was asked, what was sent.

use super::{
    entry::{self, Entry, Kind},
    stage::Handover,
    unit::Unit,
};

/// So much of what was tried is told.
const MOST: usize = 3;
/// So much of each, in characters.
const LONGEST: usize = 160;

/// What was done about a ticket until now.
///
/// # Errors
/// The database's.
pub async fn of_ticket(unit: &mut Unit<'_>, id: i64) -> Result<Handover, sqlx::Error> {
    let mut entries = if unit.tickets.is_new(&id) { Vec::new() } else { entry::of_ticket(&mut unit.conn, id).await? };
    entries.extend(unit.entries.iter().filter(|entry| entry.ticket_id == id).cloned());
    entries.retain(|entry| entry.withdrawn_at.is_none() && !entry.words.trim().is_empty());
    let files = unit.files_of(id).await?.len();
    Ok(Handover { files, ..told(&entries) })
}

fn told(entries: &[Entry]) -> Handover {
    let tried: Vec<String> = entries.iter().filter(|entry| is_attempt(entry.kind)).map(shortened).collect();
    let question = entries.iter().rposition(|entry| entry.kind == Kind::Question);
    let asked = question.and_then(|at| entries.get(at)).map(shortened);
    let later = question.map(|at| &entries[at..]).unwrap_or_default();
    let answered = later.iter().rfind(|entry| entry.kind == Kind::Answer).map(shortened);
    Handover { tried: tried[tried.len().saturating_sub(MOST)..].to_vec(), asked, answered, files: 0 }
}

/// Whether an entry says what somebody at the desk did.
fn is_attempt(kind: Kind) -> bool {
    match kind {
        Kind::Note | Kind::Reply | Kind::Resolution | Kind::Escalation => true,
        Kind::Description
        | Kind::Question
        | Kind::Answer
        | Kind::Reopening
        | Kind::Reason
        | Kind::Rejection
        | Kind::Withdrawal => false,
    }
}

fn shortened(entry: &Entry) -> String {
    let words = entry.words.trim();
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: i64, kind: Kind, words: &str) -> Entry {
        let words = words.to_owned();
        let (ticket_id, author_id, created_at) = (1, 1, id);
        let (inbox_key, withdrawn_at, written_at) = (String::new(), None, None);
        Entry { id, ticket_id, kind, author_id, words, created_at, inbox_key, withdrawn_at, written_at }
    }

    #[test]
    fn the_last_attempts_and_the_last_question_are_told() {
        let entries = [
            entry(1, Kind::Description, "Nada abre"),
            entry(2, Kind::Note, "um"),
            entry(3, Kind::Question, "A luz está acesa?"),
            entry(4, Kind::Answer, "Sim"),
            entry(5, Kind::Reply, "dois"),
            entry(6, Kind::Note, "três"),
            entry(7, Kind::Note, &"a".repeat(200)),
        ];
        let told = told(&entries);
        assert_eq!(told.tried[..2], ["dois", "três"]);
        assert_eq!(told.tried[2].chars().count(), LONGEST + 1);
        assert_eq!((told.asked.as_deref(), told.answered.as_deref()), (Some("A luz está acesa?"), Some("Sim")));
    }

    #[test]
    fn an_answer_to_an_earlier_question_is_none() {
        let entries =
            [entry(1, Kind::Question, "um?"), entry(2, Kind::Answer, "Sim"), entry(3, Kind::Question, "dois?")];
        assert_eq!(told(&entries).answered, None);
    }
}
