//! Times to come, as people type them: `14:00`, `14h30`, `amanhã 8h`, `23/11 07:00`, `em 30 min`.

use chrono::Datelike;

use crate::{
    core::chat::Millis,
    dialogs::view::View,
    text::{day, fold},
};

const MINUTE: Millis = 60_000;
const DAY: Millis = 24 * 60 * MINUTE;
/// What somebody means lies not further ahead.
const FURTHEST: Millis = 366 * DAY;

/// The time that is meant; a day that is not named is today, or tomorrow where that time is over.
pub(super) fn read(typed: &str, view: &View<'_>) -> Option<Millis> {
    let folded = plain(typed);
    let found = ahead(&folded, view.now).or_else(|| at(&folded, None, view))?;
    (found > view.now && found < view.now + FURTHEST).then_some(found)
}

/// From when until when: `22/11 20:00 a 22:00`. An end without a day is on the day of the beginning, or in the night after it.
pub(super) fn window(typed: &str, view: &View<'_>) -> Option<(Millis, Millis)> {
    let folded = plain(typed);
    let words: Vec<&str> = folded.split_whitespace().filter(|word| *word != "das" && *word != "from").collect();
    let parts = (1..words.len().max(1)).filter(|at| ["a", "as", "ate", "to", "until", "-"].contains(&words[*at]));
    for at_word in parts {
        let (first, last) = (words[..at_word].join(" "), words[at_word + 1..].join(" "));
        let Some(from) = at(&first, None, view) else { continue };
        let on = day::local(from, &view.desk.timezone);
        let Some(until) = at(&last, Some(on), view) else { continue };
        let until = if until <= from { until + DAY } else { until };
        return (until > view.now && until < view.now + FURTHEST).then_some((from, until));
    }
    None
}

/// Words without accents; dates and times keep what stands between their digits.
fn plain(typed: &str) -> String {
    let is_time = |word: &str| word.contains([':', 'h']);
    let mut out: Vec<String> = Vec::new();
    for word in typed.to_lowercase().replace('–', "-").split_whitespace() {
        match word.split_once('-') {
            _ if !word.contains(|char: char| char.is_ascii_digit()) && word != "-" => out.push(fold::fold(word)),
            Some((from, until)) if is_time(from) && is_time(until) => {
                out.extend([from.to_owned(), "-".to_owned(), until.to_owned()]);
            }
            Some(_) | None => out.push(word.trim_end_matches([',', '.', ';', ')']).to_owned()),
        }
    }
    out.join(" ")
}

/// So long from now: `em 30 min`, `daqui a 2 horas`, `in 1 hour`.
fn ahead(folded: &str, now: Millis) -> Option<Millis> {
    let rest = ["daqui a ", "dentro de ", "em ", "in ", "+"].into_iter().find_map(|lead| folded.strip_prefix(lead))?;
    let rest = rest.trim();
    let digits = rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let (count, unit) = rest.split_at(digits);
    let each = match unit.trim() {
        "m" | "min" | "mins" | "minuto" | "minutos" | "minute" | "minutes" => MINUTE,
        "h" | "hora" | "horas" | "hour" | "hours" => 60 * MINUTE,
        "dia" | "dias" | "day" | "days" => DAY,
        _ => return None,
    };
    Some(now + count.parse::<Millis>().ok().filter(|count| (1..=1000).contains(count))? * each)
}

/// A time of a day. `on` is the day where none is named; without it today, or tomorrow.
fn at(folded: &str, on: Option<i64>, view: &View<'_>) -> Option<Millis> {
    const FILLERS: [&str; 11] = ["as", "a", "at", "on", "dia", "the", "de", "do", "no", "pelas", "para"];
    let words: Vec<&str> = folded.split_whitespace().filter(|word| !FILLERS.contains(word)).collect();
    let (named, time) = match words[..] {
        [time] => (None, minutes(time)?),
        [date, time] => match minutes(time) {
            Some(minutes) => (Some(day_of(date, view)?), minutes),
            None => (Some(day_of(time, view)?), minutes(date)?),
        },
        _ => return None,
    };
    let moment = |on: i64| {
        let midnight = on * DAY;
        let offset = day::offset_minutes(midnight, &view.desk.timezone);
        midnight + (time - Millis::from(offset)) * MINUTE
    };
    let today = day::local(view.now, &view.desk.timezone);
    match named.or(on) {
        Some(on) => Some(moment(on)),
        None => (today..=today + 1).map(moment).find(|at| *at > view.now),
    }
}

/// `hoje`, `amanhã`, `23/11`, `23/11/2026`.
fn day_of(word: &str, view: &View<'_>) -> Option<i64> {
    let today = day::local(view.now, &view.desk.timezone);
    match word {
        "hoje" | "today" => Some(today),
        "amanha" | "tomorrow" => Some(today + 1),
        _ => day::parse(word).or_else(|| {
            let year = view.desk.day_of(view.now).year();
            (year..=year + 1).filter_map(|year| day::parse(&format!("{word}/{year}"))).find(|day| *day >= today)
        }),
    }
}

/// Minutes after midnight: `14:00`, `14h`, `14h30`, `7.30`.
fn minutes(word: &str) -> Option<Millis> {
    let word = word.strip_suffix("hs").or_else(|| word.strip_suffix("hrs")).unwrap_or(word);
    let (hours, minutes) = word.split_once([':', 'h', '.'])?;
    let minutes = minutes.trim_end_matches("min").trim_end_matches('m');
    let hours: Millis = hours.parse().ok().filter(|hours| (0..24).contains(hours))?;
    let minutes: Millis = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    (0..60).contains(&minutes).then_some(hours * 60 + minutes)
}
