//! What is said of the desk's own clock, into words.

use super::Page;
use crate::dialogs::{catalog::Arg, line::WatchLine};

pub fn line(page: &mut Page<'_>, line: &WatchLine) {
    match line {
        WatchLine::Off { by } => {
            let key = if *by > 0 { "watch-ahead" } else { "watch-behind" };
            let time = length(page, by.unsigned_abs());
            page.say(key, &[("time", Arg::Own(time))]);
        }
        WatchLine::Over => page.say_plain("watch-over"),
    }
}

/// A length of time, in the largest unit that has two of it.
fn length(page: &Page<'_>, millis: u64) -> String {
    const UNITS: [(&str, u64); 3] =
        [("length-days", 24 * 3_600_000), ("length-hours", 3_600_000), ("length-minutes", 60_000)];
    let found = UNITS.iter().find(|(_, unit)| millis >= 2 * unit);
    let (key, unit) = found.unwrap_or(&UNITS[2]);
    let count = usize::try_from((millis + unit / 2) / unit).unwrap_or(usize::MAX);
    let mut out = String::new();
    page.catalog.write(key, &[("count", Arg::Count(count))], page.locale, &mut out);
    out
}
