//! The one maker of a text's formats: references are marked so that a tap copies them. Texts carry no other markup, and
//! what people wrote is never read as any.

use std::sync::LazyLock;

use regex::Regex;
use teloxide_core::types::MessageEntity;

use super::limits::ENTITIES;

/// A ticket's reference, whatever the desk's prefix is. `None` could only come of a mistake in the pattern itself.
static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b[A-Z]{2,4}-[0-9]{4,}\b").ok());

/// The formats of a text. Offsets and lengths are in units of UTF-16.
#[must_use]
pub fn entities(text: &str) -> Vec<MessageEntity> {
    let Some(reference) = REFERENCE.as_ref() else { return Vec::new() };
    let (mut bytes, mut units) = (0, 0);
    let found = reference.find_iter(text).filter(|found| stands_alone(text, found.start(), found.end()));
    found
        .take(ENTITIES)
        .map(|found| {
            units += text.get(bytes..found.start()).map_or(0, length);
            let entity = MessageEntity::code(units, found.len());
            // It is all ASCII: as many units as bytes.
            (bytes, units) = (found.end(), units + found.len());
            entity
        })
        .collect()
}

/// Not a part of something longer, such as `X-BL-10429` or `BL-10429-2`.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |char: Option<char>| char.is_some_and(|char| matches!(char, '-' | '/' | '@' | '='));
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !joins(before) && !joins(after)
}

/// The length of a text in units of UTF-16.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<(usize, usize)> {
        entities(text).iter().map(|entity| (entity.offset, entity.length)).collect()
    }

    #[test]
    fn references_are_marked_in_units_of_utf16() {
        assert_eq!(spans("BL-10429"), [(0, 8)]);
        assert_eq!(spans("✓ Pedido BL-10429 e BL-10437."), [(9, 8), (20, 8)]);
        assert_eq!(spans("😀😀 BL-10429"), [(5, 8)]);
        assert_eq!(spans("«BL-10429»: não"), [(1, 8)]);
        for none in ["bl-10429", "BL-123", "ABCDE-10429", "X-BL-10429", "BL-10429-2", "BL10429", "aBL-10429", ""] {
            assert_eq!(spans(none), [], "{none}");
        }
        assert_eq!(spans(&"BL-10429 ".repeat(150)).len(), ENTITIES);
    }
}
