//! Days as people type them: `hoje`, `ontem`, `há 3 dias`, `segunda-feira`, `20/11`, `20 de Novembro de 2026`. A day
//! that is asked for lies behind; only one that is written in full, with its year, may lie ahead. The day comes
//! before the month, as it does in Mozambique in both languages.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{fold, numbers};

/// The day that a text means, seen from `today`.
#[must_use]
pub fn read(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    if typed.chars().count() > 60 {
        return None;
    }
    let folded = fold::fold_words(typed);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FILLERS.contains(word)).collect();
    by_name(&words, today).or_else(|| ago(&words, today)).or_else(|| by_numbers(&words, today))
}

/// As it is kept: `2026-11-20`.
#[must_use]
pub fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A day that is kept.
#[must_use]
pub fn from_iso(kept: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(kept, "%Y-%m-%d").ok()
}

/// As it is shown: `20/11/2026`.
#[must_use]
pub fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// What may stand around a day without changing it.
const FILLERS: &[&str] = &[
    "a",
    "o",
    "as",
    "em",
    "na",
    "no",
    "de",
    "do",
    "da",
    "desde",
    "dia",
    "feira",
    "manha",
    "tarde",
    "noite",
    "cedo",
    "foi",
    "ha",
    "faz",
    "atras",
    "passada",
    "passado",
    "ultima",
    "ultimo",
    "cerca",
    "mais",
    "menos",
    "since",
    "on",
    "the",
    "last",
    "of",
    "at",
    "morning",
    "afternoon",
    "evening",
    "night",
    "ago",
    "about",
    "st",
    "nd",
    "rd",
    "th",
];

const MONTHS: [&[&str]; 12] = [
    &["janeiro", "jan", "january"],
    &["fevereiro", "fev", "february", "feb"],
    &["marco", "mar", "march"],
    &["abril", "abr", "april", "apr"],
    &["maio", "mai", "may"],
    &["junho", "jun", "june"],
    &["julho", "jul", "july"],
    &["agosto", "ago", "august", "aug"],
    &["setembro", "set", "september", "sep", "sept"],
    &["outubro", "out", "october", "oct"],
    &["novembro", "nov", "november"],
    &["dezembro", "dez", "december", "dec"],
];

/// From Monday on.
const WEEKDAYS: [&[&str]; 7] = [
    &["segunda", "2a", "monday", "mon"],
    &["terca", "3a", "tuesday", "tue"],
    &["quarta", "4a", "wednesday", "wed"],
    &["quinta", "5a", "thursday", "thu"],
    &["sexta", "6a", "friday", "fri"],
    &["sabado", "saturday", "sat"],
    &["domingo", "sunday", "sun"],
];

fn by_name(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    match words {
        ["hoje" | "today" | "agora" | "now"] => Some(today),
        ["ontem" | "yesterday"] => before(today, 1),
        ["anteontem"] | ["antes", "ontem"] | ["day", "before", "yesterday"] => before(today, 2),
        [name] => {
            let weekday = (0..7).zip(WEEKDAYS).find(|(_, names)| names.contains(name)).map(|(at, _)| at)?;
            last(Weekday::try_from(weekday).ok()?, today)
        }
        _ => None,
    }
}

fn before(today: NaiveDate, days: u64) -> Option<NaiveDate> {
    today.checked_sub_days(Days::new(days))
}

/// The last such day; today is not meant, it has a name of its own.
fn last(weekday: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    (1..=7).filter_map(|days| before(today, days)).find(|day| day.weekday() == weekday)
}

/// `3 dias`, `uma semana`, `2 months`: so long before today.
fn ago(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let [count, unit] = words else {
        return match words {
            ["semana" | "week"] => before(today, 7),
            ["mes" | "month"] => today.checked_sub_months(Months::new(1)),
            _ => None,
        };
    };
    let count = count.parse().ok().or_else(|| numbers::word(count)).filter(|count| *count <= 1000)?;
    match *unit {
        "dia" | "dias" | "day" | "days" => before(today, u64::from(count)),
        "semana" | "semanas" | "week" | "weeks" => before(today, 7 * u64::from(count)),
        "mes" | "meses" | "month" | "months" => today.checked_sub_months(Months::new(count)),
        "ano" | "anos" | "year" | "years" => today.checked_sub_months(Months::new(12 * count)),
        _ => None,
    }
}

/// Day and month, perhaps with the year; or the year first, as computers write it.
fn by_numbers(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    match words {
        [year, month, day] if year.len() == 4 && year.parse::<u32>().is_ok() => in_full(year, month, day),
        [day, month, year] if month_of(month).is_some() => in_full(year, month, day),
        [month, day, year] => in_full(year, named_month(month)?, day),
        [day, month] if month_of(month).is_some() => of_the_last_year(day, month, today),
        [month, day] => of_the_last_year(day, named_month(month)?, today),
        _ => None,
    }
}

fn in_full(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        2 => 2000 + number,
        4 if (1900..2200).contains(&number) => number,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month_of(month)?, day_of(day)?)
}

/// Without a year it is the last such day that was.
fn of_the_last_year(day: &str, month: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = (day_of(day)?, month_of(month)?);
    // The 29th of February may lie years behind.
    (0..8).filter_map(|years| NaiveDate::from_ymd_opt(today.year() - years, month, day)).find(|date| *date <= today)
}

fn day_of(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let is_ordinal = ["", "o", "st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
    digits.parse().ok().filter(|_| is_ordinal && digits.len() <= 2)
}

fn month_of(word: &str) -> Option<u32> {
    if word.len() <= 2 {
        return word.parse().ok().filter(|month| (1..=12).contains(month));
    }
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(month, _)| month)
}

fn named_month(word: &str) -> Option<&str> {
    (word.len() > 2 && month_of(word).is_some()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 23 November 2026.
    fn read_on_monday(typed: &str) -> Option<String> {
        read(typed, NaiveDate::from_ymd_opt(2026, 11, 23)?).map(iso)
    }

    #[test]
    fn days_as_they_are_typed() {
        for (typed, day) in [
            ("hoje", "2026-11-23"),
            ("HJ", "2026-11-23"),
            ("hoje de manhã", "2026-11-23"),
            ("ontem", "2026-11-22"),
            ("Desde ontem à noite", "2026-11-22"),
            ("anteontem", "2026-11-21"),
            ("antes de ontem", "2026-11-21"),
            ("today", "2026-11-23"),
            ("since yesterday", "2026-11-22"),
            ("the day before yesterday", "2026-11-21"),
            ("há 3 dias", "2026-11-20"),
            ("ha tres dias", "2026-11-20"),
            ("3 days ago", "2026-11-20"),
            ("há uma semana", "2026-11-16"),
            ("há cerca de 2 semanas", "2026-11-09"),
            ("a week ago", "2026-11-16"),
            ("há 1 mês", "2026-10-23"),
            ("há 2 anos", "2024-11-23"),
            ("sexta-feira", "2026-11-20"),
            ("na sexta passada", "2026-11-20"),
            ("6ª feira", "2026-11-20"),
            ("sábado", "2026-11-21"),
            ("segunda", "2026-11-16"),
            ("last Friday", "2026-11-20"),
            ("20/11", "2026-11-20"),
            ("20-11", "2026-11-20"),
            ("23.11", "2026-11-23"),
            ("24/11", "2025-11-24"),
            ("29/2", "2024-02-29"),
            ("20/11/2026", "2026-11-20"),
            ("20-11-2026", "2026-11-20"),
            ("20/11/26", "2026-11-20"),
            ("2026-11-20", "2026-11-20"),
            ("31/12/2026", "2026-12-31"),
            ("desde o dia 1 de Novembro", "2026-11-01"),
            ("1º de novembro de 2025", "2025-11-01"),
            ("5 Dez", "2025-12-05"),
            ("November 20", "2026-11-20"),
            ("20th of November 2026", "2026-11-20"),
        ] {
            assert_eq!(read_on_monday(typed).as_deref(), Some(day), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for typed in [
            "",
            "não sei",
            "há muito tempo",
            "31/02",
            "11/20/2026",
            "2026-13-01",
            "20/11/1026",
            "12",
            "20 11 20 11",
            "amanhã",
            "20/0",
            "0/11",
            "99/99/9999",
            "há 99999 dias",
            "dia",
            "120/11",
            "5x/11",
        ] {
            assert_eq!(read_on_monday(typed), None, "{typed}");
        }
    }
}
