//! What was said in all chats, as a text that can be read aloud: no ids, no tokens, the story's own time.

use std::fmt::Write as _;

use balcao::core::chat::Millis;
use chrono::{DateTime, FixedOffset};

/// As much of a message is shown.
const SHOWN: usize = 1_500;

#[derive(Debug, Default)]
pub struct Transcript {
    pub text: String,
    /// The chat and minute of the last heading.
    heading: String,
    pub muted: bool,
}

impl Transcript {
    /// One message: whose, in which chat, and lines.
    pub fn add(&mut self, now: Millis, chat: &str, who: &str, words: &str) {
        if self.muted {
            return;
        }
        let heading = format!("── {chat} · {}", clock(now));
        if self.heading != heading {
            let gap = if self.text.is_empty() { "" } else { "\n" };
            let _ = writeln!(self.text, "{gap}{heading}");
            self.heading = heading;
        }
        let words = visible(words);
        let mut lines = words.lines();
        let _ = writeln!(self.text, "{:>10}  {}", format!("{who}:"), lines.next().unwrap_or("(nothing)"));
        for line in lines {
            let _ = writeln!(self.text, "{}", format!("{:12}{line}", "").trim_end());
        }
    }
}

/// The marks that set people's words apart are not shown; others that cannot be seen are named. What is long is cut.
fn visible(words: &str) -> String {
    let shown: String = words.chars().take(SHOWN).filter(|char| !matches!(char, '\u{2068}' | '\u{2069}')).collect();
    let shown = shown
        .replace('\u{202e}', "<RLO>")
        .replace('\u{200b}', "<ZWSP>")
        .replace('\u{200f}', "<RLM>")
        .replace('\u{202c}', "<PDF>");
    let left = words.chars().count().saturating_sub(SHOWN);
    if left == 0 { shown } else { format!("{shown} … ({left} more)") }
}

/// In Maputo.
fn clock(now: Millis) -> String {
    let zone = FixedOffset::east_opt(2 * 3600).unwrap();
    DateTime::from_timestamp_millis(now).unwrap().with_timezone(&zone).format("%a %d/%m %H:%M").to_string()
}
