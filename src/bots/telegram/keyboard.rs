//! Buttons in rows: short ones beside each other, long ones alone, ways out of the question apart from its answers.

use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use crate::core::chat::Button;

/// The buttons of a row are equally wide: so many characters fit into all of them together.
const ROW_CHARS: usize = 32;
const IN_A_ROW: usize = 3;

/// The keyboard under a message; `None` where it has no buttons.
#[must_use]
pub fn keyboard(buttons: &[Button]) -> Option<InlineKeyboardMarkup> {
    if buttons.is_empty() {
        return None;
    }
    let made = |button: &Button| InlineKeyboardButton::callback(button.label.clone(), button.token.clone());
    Some(InlineKeyboardMarkup::new(rows(buttons).into_iter().map(|row| row.iter().map(made).collect::<Vec<_>>())))
}

fn rows(buttons: &[Button]) -> Vec<&[Button]> {
    buttons.chunk_by(|one, next| one.aside == next.aside).flat_map(rows_of_a_kind).collect()
}

fn rows_of_a_kind(buttons: &[Button]) -> Vec<&[Button]> {
    let mut rows = Vec::new();
    let mut rest = buttons;
    while !rest.is_empty() {
        let fits = (2..=IN_A_ROW.min(rest.len())).rev().find(|count| {
            let widest = rest.iter().take(*count).map(|button| button.label.chars().count()).max().unwrap_or(0);
            widest * count <= ROW_CHARS
        });
        let (row, after) = rest.split_at(fits.unwrap_or(1));
        rows.push(row);
        rest = after;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(labels: &[&str]) -> Vec<usize> {
        let buttons: Vec<Button> = labels
            .iter()
            .map(|label| Button { token: "t".into(), label: (*label).into(), aside: false, stays: false })
            .collect();
        rows(&buttons).iter().map(|row| row.len()).collect()
    }

    #[test]
    fn rows_by_length() {
        assert_eq!(shape(&[]), [0; 0]);
        assert!(keyboard(&[]).is_none());
        assert_eq!(shape(&["Sim", "Não"]), [2]);
        assert_eq!(shape(&["1", "2", "3", "4"]), [3, 1]);
        assert_eq!(shape(&["Enviar pedido", "Corrigir", "Cancelar"]), [2, 1]);
        assert_eq!(shape(&["Centro de Saúde de Namacurra Sede", "Sim", "Não"]), [1, 2]);
        assert_eq!(shape(&["Sim", "Centro de Saúde de Namacurra Sede", "Não"]), [1, 1, 1]);
        assert_eq!(shape(&["dezasseis letras", "dezasseis letras"]), [2]);
        assert_eq!(shape(&["dezassete letras!", "Sim"]), [1, 1]);
    }

    #[test]
    fn ways_out_stand_apart() {
        let button = |label: &str, aside| Button { token: "t".into(), label: label.into(), aside, stays: false };
        let buttons = [button("Sim", false), button("Não", false), button("Voltar", true), button("Cancelar", true)];
        assert_eq!(rows(&buttons).iter().map(|row| row.len()).collect::<Vec<_>>(), [2, 2]);
    }
}
