//! Fits a rendered message to a platform's limits: pure, and nothing that people wrote or may choose is lost.
//!
//! The desk calls [`fit`] when it enqueues, since the limits of the address's platform are data, and writes one
//! outbox row per part, in order. A part of a message with a slot needs a slot of its own (`slot`, `slot#2`, …), or
//! the parts would replace each other. A message that fits comes out as it went in.
//!
//! Choices: where there are more buttons than the platform takes, or a label is too long, all labels become a
//! numbered list at the end of the text, and the digit is what people type. The buttons stay, labelled by their
//! numbers, if all of them fit; otherwise none does, since three of five would look like all there is. Below a text
//! with numbers of its own the list has none, and the names are what people type.

use unicode_normalization::char::is_combining_mark;

use super::limits::{Counted, Limits};
use crate::core::chat::{Button, Message};

/// How far a cut moves back so as not to tear a character from its marks.
const MARKS: usize = 32;
/// How far it moves back so as not to tear a word, where no space is near.
const WORD: usize = 64;

/// The messages to send in this order; one for most. Buttons and files stand under the last, an echo on the first.
#[must_use]
pub fn fit(message: &Message, limits: &Limits) -> Vec<Message> {
    let mut whole = message.clone();
    if fits(message, limits) {
        return vec![whole];
    }
    if !buttons_fit(&whole.buttons, limits) {
        whole.text = with_list(&whole.text, &whole.buttons, whole.has_numbers);
        whole.buttons = if whole.has_numbers { Vec::new() } else { numbered(whole.buttons, limits) };
    }
    let mut texts = split(&whole.text, limits.text_chars.max(1), limits.counted).into_iter();
    let Some(mut text) = texts.next() else { return vec![whole] };
    let mut parts = Vec::new();
    for following in texts {
        parts.push(Message {
            text,
            echo: whole.echo.take(),
            thread: whole.thread.clone(),
            title: whole.title.clone(),
            pin: whole.pin.take(),
            ..Message::default()
        });
        text = following;
    }
    whole.text = text;
    parts.push(whole);
    parts
}

/// Whether a message fits as it is, as most do.
#[must_use]
pub fn fits(message: &Message, limits: &Limits) -> bool {
    buttons_fit(&message.buttons, limits) && text_fits(&message.text, limits)
}

fn buttons_fit(buttons: &[Button], limits: &Limits) -> bool {
    buttons.len() <= limits.buttons && buttons.iter().all(|button| button.label.chars().count() <= limits.label_chars)
}

fn with_list(text: &str, buttons: &[Button], has_numbers: bool) -> String {
    let mut text = text.trim_end().to_owned();
    if !text.is_empty() {
        text.push('\n');
    }
    for (at, button) in buttons.iter().enumerate() {
        if !text.is_empty() {
            text.push('\n');
        }
        let label = button.label.split_whitespace().collect::<Vec<_>>().join(" ");
        if has_numbers {
            text.push_str("– ");
        } else {
            text.push_str(&(at + 1).to_string());
            text.push_str(". ");
        }
        text.push_str(&label);
    }
    text
}

fn numbered(buttons: Vec<Button>, limits: &Limits) -> Vec<Button> {
    let numbers: Vec<Button> =
        buttons.into_iter().enumerate().map(|(at, button)| Button { label: (at + 1).to_string(), ..button }).collect();
    if buttons_fit(&numbers, limits) { numbers } else { Vec::new() }
}

/// Whether a text is within a platform's limit, counted as the platform counts.
#[must_use]
pub fn text_fits(text: &str, limits: &Limits) -> bool {
    text.chars().map(|char| limits.counted.width(char)).sum::<usize>() <= limits.text_chars
}

/// How many characters of the beginning fit; at least one. All of them where the text fits.
fn fitting(chars: &[char], most: usize, counted: Counted) -> usize {
    let mut room = most;
    let fits = |char: &&char| {
        let left = room.checked_sub(counted.width(**char));
        room = left.unwrap_or(0);
        left.is_some()
    };
    chars.iter().take_while(fits).count().max(1)
}

/// Cuts a text into parts of at most `most` units; only white space at a cut is left out. Empty where the text fits
/// as it is.
fn split(text: &str, most: usize, counted: Counted) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    if fitting(&chars, most, counted) >= chars.len() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut rest = trim(&chars);
    loop {
        let most = fitting(rest, most, counted);
        if most >= rest.len() {
            break;
        }
        let cut = cut_at(rest, most);
        let part = trim_end(&rest[..cut]);
        parts.push(part.iter().collect());
        rest = trim(&rest[cut..]);
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(rest.iter().collect());
    }
    parts
}

/// Where to cut: at the last paragraph, else the last line, else the last space of the second half, else between words
/// that no space parts (a reference is a word), else wherever no mark is torn off. `rest` begins with no white space,
/// so that no part is empty.
fn cut_at(rest: &[char], most: usize) -> usize {
    let half = (most / 2).max(1);
    let paragraph = |at: usize| rest[at] == '\n' && rest.get(at + 1) == Some(&'\n');
    let line = |at: usize| rest[at] == '\n';
    let space = |at: usize| rest[at].is_whitespace();
    let last = |is_cut: &dyn Fn(usize) -> bool| (half..=most).rev().find(|at| is_cut(*at));
    let between = |at: usize| !(is_torn(rest, at) || is_of_word(rest[at - 1]) && is_of_word(rest[at]));
    let nearby = half.min(most.saturating_sub(WORD).max(1));
    let last_word = || (nearby..=most).rev().find(|at| between(*at));
    last(&paragraph).or_else(|| last(&line)).or_else(|| last(&space)).or_else(last_word).unwrap_or_else(|| {
        (most.saturating_sub(MARKS).max(1)..=most).rev().find(|at| !is_torn(rest, *at)).unwrap_or(most)
    })
}

fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || char == '-' || joins(char)
}

fn is_torn(chars: &[char], at: usize) -> bool {
    joins(chars[at]) || chars[at - 1] == '\u{200d}'
}

/// Whether this character belongs to the one before it: a mark, a joiner, a variation or a tone of skin.
fn joins(char: char) -> bool {
    is_combining_mark(char) || matches!(char, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn trim(chars: &[char]) -> &[char] {
    let from = chars.iter().position(|char| !char.is_whitespace()).unwrap_or(chars.len());
    trim_end(&chars[from..])
}

fn trim_end(chars: &[char]) -> &[char] {
    let until = chars.iter().rposition(|char| !char.is_whitespace()).map_or(0, |at| at + 1);
    &chars[..until]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bots::limits::{Quota, Rate};

    fn limits(text_chars: usize, buttons: usize, label_chars: usize) -> Limits {
        let rate = Rate { burst: 1, every_ms: 1 };
        Limits {
            text_chars,
            counted: Counted::Characters,
            buttons,
            label_chars,
            edits: false,
            threads: false,
            queue_card: false,
            card_in_thread: false,
            files_apart: false,
            mailbox: false,
            file_bytes: 1,
            per_group: None,
            per_chat: rate,
            overall: Quota::UNLIMITED,
        }
    }

    fn message(text: &str, labels: &[&str]) -> Message {
        let buttons = labels
            .iter()
            .enumerate()
            .map(|(at, label)| Button { token: format!("t{at}"), label: (*label).into(), aside: false, stays: false })
            .collect();
        Message { text: text.into(), buttons, ..Message::default() }
    }

    #[test]
    fn what_fits_is_left_alone() {
        let sent = message("  Olá\n", &["Sim", "Não"]);
        assert_eq!(fit(&sent, &limits(400, 3, 20)), [sent]);
    }

    #[test]
    fn too_many_buttons_become_a_list() {
        let parts = fit(&message("Qual?", &["a", "b", "c", "d"]), &limits(400, 3, 20));
        assert_eq!(parts, [message("Qual?\n\n1. a\n2. b\n3. c\n4. d", &[])]);
    }

    #[test]
    fn below_numbers_of_its_own_a_list_has_names_alone() {
        let counted = Message { has_numbers: true, ..message("1. BL-10429", &["a", "b", "c", "d"]) };
        let parts = fit(&counted, &limits(400, 3, 20));
        assert_eq!(parts, [Message { has_numbers: true, ..message("1. BL-10429\n\n– a\n– b\n– c\n– d", &[]) }]);
        let few = Message { has_numbers: true, ..message("1. BL-10429", &["a"]) };
        assert_eq!(fit(&few, &limits(400, 3, 20)), [few]);
    }

    #[test]
    fn long_labels_leave_buttons_with_numbers() {
        let parts = fit(&message("Qual?", &["curto", "um rótulo comprido"]), &limits(400, 3, 10));
        assert_eq!(parts, [message("Qual?\n\n1. curto\n2. um rótulo comprido", &["1", "2"])]);
    }

    #[test]
    fn long_text_is_cut_at_paragraphs_and_buttons_come_last() {
        let parts = fit(&message("um dois\n\ntrês quatro cinco", &["Sim"]), &limits(12, 3, 10));
        let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(texts, ["um dois", "três quatro", "cinco"]);
        assert_eq!(parts.iter().map(|part| part.buttons.len()).collect::<Vec<_>>(), [0, 0, 1]);
    }

    #[test]
    fn no_accent_is_torn_off() {
        let parts = fit(&message("aaae\u{301}aa", &[]), &limits(4, 3, 10));
        let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(texts, ["aaa", "e\u{301}aa"]);
    }

    #[test]
    fn what_counts_in_units_is_cut_by_them_and_no_reference_is() {
        let utf16 = |most| Limits { counted: Counted::Utf16, ..limits(most, 3, 10) };
        let texts = |text: &str, most| {
            fit(&message(text, &[]), &utf16(most)).into_iter().map(|part| part.text).collect::<Vec<_>>()
        };
        assert_eq!(texts("👩👩👩", 6), ["👩👩👩"]);
        assert_eq!(texts("👩👩👩", 5), ["👩👩", "👩"]);
        assert_eq!(texts("👩", 1), ["👩"]);
        assert_eq!(texts("a/b/BL-10429/c", 10), ["a/b/", "BL-10429/c"]);
        assert_eq!(texts("veja:BL-10429", 9), ["veja:", "BL-10429"]);
        assert!(text_fits("👩👩", &utf16(4)) && !text_fits("👩👩", &utf16(3)));
    }

    proptest! {
        #[test]
        fn no_part_has_more_units_than_the_platform_takes(text in "[ab\\-0 👩e\u{301}]{0,80}", most in 2..30usize) {
            let limits = Limits { counted: Counted::Utf16, ..limits(most, 3, 10) };
            let parts = fit(&message(&text, &[]), &limits);
            let dense = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
            let together: String = parts.iter().map(|part| dense(&part.text)).collect();
            prop_assert_eq!(together, dense(&text));
            for part in &parts {
                prop_assert!(part.text.encode_utf16().count() <= most);
            }
        }

        #[test]
        fn nothing_is_lost(text in "[ab\n e\u{301}👩\u{200d}]{0,120}", count in 0..6usize, long in "[a-z]{1,30}", most in 1..40usize) {
            let labels: Vec<&str> = std::iter::repeat_n(long.as_str(), count).collect();
            let sent = message(&text, &labels);
            let limits = limits(most, 3, 20);
            let parts = fit(&sent, &limits);
            prop_assert!(!parts.is_empty());
            let dense = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
            let together: String = parts.iter().map(|part| dense(&part.text)).collect();
            prop_assert!(together.starts_with(&dense(&text)));
            for part in &parts {
                prop_assert!(part.text.chars().count() <= most);
                prop_assert!(buttons_fit(&part.buttons, &limits));
                prop_assert!(parts.len() == 1 || !part.text.is_empty());
            }
            let shown = parts[parts.len() - 1].buttons.len();
            let last_choice = format!("{count}.{long}");
            prop_assert!(shown == count || shown == 0 && together.contains(&last_choice));
        }
    }
}
