//! A ticket's news into words: each names its ticket on the last line.

use super::{Page, person};
use crate::dialogs::{catalog::Arg, line::Line};

/// Writes a line of news; any other line is not news, and says nothing here.
pub fn line(page: &mut Page<'_>, line: &Line) {
    if let Line::Taken { reference, agent } = line {
        return by(page, "taken", reference, ("agent", agent), None);
    }
    if let Line::Reply { reference, agent, words } = line {
        return by(page, "reply", reference, ("agent", agent), Some(words));
    }
    if let Line::Question { reference, agent, words } = line {
        return by(page, "question", reference, ("agent", agent), Some(words));
    }
    if let Line::Resolved { reference, agent, words } = line {
        let key = if words.is_empty() { "resolved" } else { "resolved-words" };
        return by(page, key, reference, ("agent", agent), Some(words));
    }
    if let Line::NoteAdded { reference, author, words } = line {
        return by(page, "note-added", reference, ("author", author), Some(words));
    }
    if let Line::ReplySent { reference, agent, words } = line {
        return by(page, "reply-sent", reference, ("agent", agent), Some(words));
    }
    if let Line::QuestionSent { reference, agent, words } = line {
        return by(page, "question-sent", reference, ("agent", agent), Some(words));
    }
    if let Line::Answered { reference, reporter, words, file_count } = line {
        return answered(page, reference, reporter, words, *file_count);
    }
    if let Line::Unreachable { reference, reporter } = line {
        return by(page, "unreachable", reference, ("reporter", reporter), None);
    }
    if let Line::Confirmed { reference, reporter } = line {
        return by(page, "confirmed", reference, ("reporter", reporter), None);
    }
    if let Line::Reopened { reference, reporter, words } = line {
        let key = if words.is_empty() { "reopened" } else { "reopened-words" };
        by(page, key, reference, ("reporter", reporter), Some(words));
    }
}

fn by(page: &mut Page<'_>, key: &str, reference: &str, who: (&'static str, &str), words: Option<&String>) {
    let words = words.map_or("", String::as_str);
    page.say(key, &[("reference", Arg::Text(reference)), (who.0, person(who.1)), ("words", person(words))]);
}

fn answered(page: &mut Page<'_>, reference: &str, reporter: &str, words: &str, files: usize) {
    let key = match (words.is_empty(), files) {
        (_, 0) => "answered",
        (true, _) => "answered-files",
        (false, _) => "answered-both",
    };
    page.say(
        key,
        &[
            ("reference", Arg::Text(reference)),
            ("reporter", person(reporter)),
            ("words", person(words)),
            ("count", Arg::Count(files)),
        ],
    );
}
