//! Buttons under a message, in rows of five. Where a question has more answers than that, they are one list to choose
//! from, and the ways out of the question stay buttons.

use serde_json::{Value, json};

use super::limits::LABEL_CHARS;
use crate::core::chat::Button;

const IN_A_ROW: usize = 5;
const ROWS: usize = 5;
/// The most choices of a list.
const OPTIONS: usize = 25;
/// What the list itself is called; its choices carry the tokens.
pub const LIST: &str = "list";

const ROW: u8 = 1;
const BUTTON: u8 = 2;
const SELECT: u8 = 3;
const PRIMARY: u8 = 1;
const SECONDARY: u8 = 2;

/// The rows; none where there are no buttons.
#[must_use]
pub fn rows(buttons: &[Button]) -> Vec<Value> {
    let (aside, answers): (Vec<&Button>, Vec<&Button>) = buttons.iter().partition(|button| button.aside);
    let mut rows = Vec::new();
    if (IN_A_ROW + 1..=OPTIONS).contains(&answers.len()) && aside.len() <= IN_A_ROW * (ROWS - 1) {
        let options: Vec<Value> =
            answers.iter().map(|button| json!({"label": short(&button.label), "value": button.token})).collect();
        rows.push(row(&[json!({"type": SELECT, "custom_id": LIST, "options": options})]));
    } else {
        rows.extend(answers.chunks(IN_A_ROW).map(|chunk| row_of(chunk, PRIMARY)));
    }
    rows.extend(aside.chunks(IN_A_ROW).map(|chunk| row_of(chunk, SECONDARY)));
    rows
}

fn row(components: &[Value]) -> Value {
    json!({"type": ROW, "components": components})
}

fn row_of(buttons: &[&Button], style: u8) -> Value {
    let made: Vec<Value> = buttons.iter().map(|one| button(one, style)).collect();
    row(&made)
}

fn button(button: &Button, style: u8) -> Value {
    json!({"type": BUTTON, "style": style, "label": short(&button.label), "custom_id": button.token})
}

fn short(label: &str) -> String {
    label.chars().take(LABEL_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(answers: usize, aside: usize) -> Vec<(u64, usize)> {
        let button =
            |aside| move |at: usize| Button { token: format!("{aside}{at}"), label: "x".into(), aside, stays: false };
        let buttons: Vec<Button> = (0..answers).map(button(false)).chain((0..aside).map(button(true))).collect();
        let shape = |row: &Value| {
            let first = &row["components"][0];
            let many = first["options"].as_array().or(row["components"].as_array()).map_or(0, Vec::len);
            (first["type"].as_u64().unwrap_or_default(), many)
        };
        rows(&buttons).iter().map(shape).collect()
    }

    #[test]
    fn rows_and_lists() {
        assert_eq!(shape(0, 0), []);
        assert_eq!(shape(2, 0), [(2, 2)]);
        assert_eq!(shape(5, 2), [(2, 5), (2, 2)]);
        assert_eq!(shape(6, 2), [(3, 6), (2, 2)]);
        assert_eq!(shape(25, 0), [(3, 25)]);
        assert_eq!(shape(0, 7), [(2, 5), (2, 2)]);
    }
}
