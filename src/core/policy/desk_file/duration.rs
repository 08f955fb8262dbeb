//! Durations: quoted text such as `"30m"`, `"1h"`, `"10s"`.

use super::table::{Notes, Table, text};
use crate::core::chat::Millis;

/// An optional duration in milliseconds, at most `most`.
pub(super) fn duration(table: &Table<'_, '_>, field: &str, most: Millis, notes: &mut Notes<'_>) -> Option<Millis> {
    let value = table.field(field)?;
    let (written, place) = text(value, &format!("`{field}` of {}", table.what), notes)?;
    let read = parse(written).filter(|millis| *millis <= most);
    if read.is_none() {
        let allowed = format!("a number with s, m, h or d, such as \"10s\"; at most {} s", most / 1000);
        notes.wrong(Some(&place), format!("`{written}` is no duration"), Some(allowed));
    }
    read
}

/// Reads `10s`, `30m`, `4h`, `2d`.
pub(super) fn parse(text: &str) -> Option<Millis> {
    let unit = text.chars().last()?;
    let factor = match unit {
        's' => 1000,
        'm' => 60 * 1000,
        'h' => 3600 * 1000,
        'd' => 24 * 3600 * 1000,
        _ => return None,
    };
    let number = &text[..text.len() - 1];
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse::<Millis>().ok().filter(|_| is_number)?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn durations_are_read() {
        for (text, millis) in [("10s", 10_000), ("30m", 1_800_000), ("1h", 3_600_000), ("0s", 0), ("2d", 172_800_000)] {
            assert_eq!(parse(text), Some(millis), "{text}");
        }
        for wrong in ["", "s", "10", "-1s", "+1s", "1.5h", "1 h", "é", "99999999999999999h"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
