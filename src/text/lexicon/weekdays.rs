//! Days of the week and hours as people write them for a rota: `seg-sex`, `seg, qua e sex`, `sáb`, `dias úteis`, `8-16`,
//! `08:00 às 16:00`.

use crate::text::fold;

/// How a day's name begins, from Monday on; folded.
const NAMES: [&[&str]; 7] = [
    &["seg", "2a", "mon"],
    &["ter", "3a", "tue"],
    &["qua", "4a", "wed"],
    &["qui", "5a", "thu"],
    &["sex", "6a", "fri"],
    &["sab", "sat"],
    &["dom", "sun"],
];
/// Words that join two days into all between them.
const UNTIL: [&str; 5] = ["a", "ate", "to", "until", "till"];
/// Words that say nothing by themselves.
const FILLERS: [&str; 13] = ["e", "and", "as", "os", "the", "de", "das", "from", "dias", "days", "day", "feira", "on"];
const WORKING: u8 = 0b001_1111;
const ALL: u8 = 0x7f;
const DAY_MINUTES: u32 = 24 * 60;

/// Days, hours in minutes after midnight, and the words after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// A bit for each day, from Monday on.
    pub days: u8,
    /// The whole day where none are written.
    pub hours: (u32, u32),
    pub rest: String,
}

/// Reads days, then perhaps hours, at the beginning of a text; `None` where it begins with no day.
#[must_use]
pub fn read(text: &str) -> Option<Week> {
    let spaced = text.replace(['–', '—'], "-").replace(',', " ");
    let mut words = spaced.split_whitespace().peekable();
    let (mut days, mut last, mut joins) = (0, None, false);
    while let Some(word) = words.peek().copied() {
        let folded = fold::fold(word);
        let folded = folded.trim_end_matches('.');
        if let Some(found) = of_word(folded, last.filter(|_| joins)) {
            (days, last, joins) = (days | found.0, Some(found.1), false);
        } else if days > 0 && UNTIL.contains(&folded) {
            joins = true;
        } else if !FILLERS.contains(&folded) {
            break;
        }
        words.next();
    }
    if days == 0 {
        return None;
    }
    let mut ahead = words.clone();
    let hours = ahead.next().and_then(|first| hours(first, &mut ahead));
    let rest = if hours.is_some() { ahead } else { words };
    let mut rest = rest.skip_while(|word| fold::fold(word) == "h").collect::<Vec<&str>>().join(" ");
    rest = rest.trim_start_matches(':').trim().to_owned();
    Some(Week { days, hours: hours.unwrap_or((0, DAY_MINUTES)), rest })
}

/// The days of a word, and the last of them; with the day before where both are joined.
fn of_word(word: &str, before: Option<usize>) -> Option<(u8, usize)> {
    if matches!(word, "uteis" | "weekdays" | "working") {
        return Some((WORKING, 4));
    }
    if matches!(word, "todos" | "todas" | "sempre" | "every" | "daily" | "all" | "always") {
        return Some((ALL, 6));
    }
    let mut named = word.split(['-', '/', ' ']).filter(|part| *part != "feira").map(day);
    let first = named.next()??;
    let second = named.next();
    let from = before.unwrap_or(first);
    let until = match second {
        Some(second) => second?,
        None => first,
    };
    Some((between(from, until), until))
}

fn day(word: &str) -> Option<usize> {
    NAMES.iter().position(|names| names.iter().any(|name| word.starts_with(name) && word.len() < 14))
}

/// All days from one to another, over the end of the week too.
fn between(from: usize, until: usize) -> u8 {
    let length = (until + 7 - from) % 7;
    (0..=length).fold(0, |days, step| days | 1 << ((from + step) % 7))
}

/// `8-16`, `08:00-16:00`, `8h-16h`, or two times with a word between them.
fn hours<'t>(first: &str, words: &mut impl Iterator<Item = &'t str>) -> Option<(u32, u32)> {
    if let Some((from, until)) = first.split_once('-') {
        return pair(from, until);
    }
    if matches!(first, "24h" | "24") {
        return Some((0, DAY_MINUTES));
    }
    let from = minute(first)?;
    let between = fold::fold(words.next()?);
    let until = words.next()?;
    matches!(between.as_str(), "as" | "a" | "ate" | "to" | "until" | "till" | "-").then_some(())?;
    Some((from, minute(until)?))
}

fn pair(from: &str, until: &str) -> Option<(u32, u32)> {
    minute(from).zip(minute(until))
}

/// `8`, `8h`, `8h30`, `08:30`.
fn minute(text: &str) -> Option<u32> {
    let text = text.trim_end_matches([':', ',', '.']).to_lowercase();
    let (hour, minute) = text.split_once([':', 'h']).unwrap_or((&text, ""));
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_as_people_write_them() {
        let week = |days, from: u32, until: u32, rest: &str| {
            Some(Week { days, hours: (from * 60, until * 60), rest: rest.to_owned() })
        };
        for (text, expected) in [
            ("seg-sex 8-16 Bo Sitoe", week(WORKING, 8, 16, "Bo Sitoe")),
            ("seg a sex 08:00-16:00 Bo", week(WORKING, 8, 16, "Bo")),
            ("segunda-feira a sexta-feira das 8h às 16h: Bo", week(WORKING, 8, 16, "Bo")),
            ("seg, qua e sex 8–12 Carla", week(0b001_0101, 8, 12, "Carla")),
            ("sáb Carla Nhaca", week(0b010_0000, 0, 24, "Carla Nhaca")),
            ("sáb-dom 20-6 Edson", week(0b110_0000, 20, 6, "Edson")),
            ("sex-seg 24h Edson", week(0b111_0001, 0, 24, "Edson")),
            ("dias úteis 8-16 Ana", week(WORKING, 8, 16, "Ana")),
            ("todos os dias Ana", week(ALL, 0, 24, "Ana")),
            ("mon-fri 8-16 Bo", week(WORKING, 8, 16, "Bo")),
            ("weekdays 8 to 16 Bo", week(WORKING, 8, 16, "Bo")),
            ("Bo 8-16", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
