//! How a caller came, and for how many: asked between their facility and the report itself.
//!
//! ```text
//! bot:   Como falou consigo Maria Tembe? …            [Telefone] [Em pessoa] [E-mail] [Cancelar]
//! Paulo: 84 123 4567
//! bot:   Quantas pessoas têm este problema? …          [Só uma] [Cancelar]
//! Paulo: 7
//! bot:   Que sistema tem o problema?
//! ```

use super::{NotifyChoice, NotifyLine, NotifyState};
use crate::{
    core::{
        draft::{Answers, Behalf},
        ticket::CameBy,
    },
    dialogs::{choice::Choice, line::Plain, report, state::State, turn::Turn, view::View},
    text::{numbers, phone},
};

/// More people than these work nowhere.
const MOST: i64 = 9_999;

/// The next of these questions, or the report.
pub(super) fn onward(behalf: Behalf, view: &View<'_>) -> Turn {
    let step = match (behalf.came_by, behalf.count) {
        (CameBy::Unknown, _) => NotifyState::BehalfCame(behalf),
        (CameBy::Phone, _) if behalf.phone.is_empty() && !behalf.without_phone => NotifyState::BehalfPhone(behalf),
        (CameBy::Phone | CameBy::InPerson | CameBy::Email, None) => NotifyState::BehalfCount(behalf),
        (CameBy::Phone | CameBy::InPerson | CameBy::Email, Some(_)) => {
            return report::begin_with(Answers { behalf: Some(behalf), ..Answers::default() }, view);
        }
    };
    ask(step, view)
}

fn ask(step: NotifyState, view: &View<'_>) -> Turn {
    let (line, choices) = super::behalf::asks(&step, view);
    Turn::to(State::Notify(step), "draft").say(line, choices)
}

/// How they came.
pub(super) fn asks_came(behalf: &Behalf) -> (NotifyLine, Vec<Choice>) {
    let ways = [CameBy::Phone, CameBy::InPerson, CameBy::Email];
    let choices = ways.into_iter().map(|way| Choice::Notify(NotifyChoice::CameBy(way))).chain([Choice::Cancel]);
    (NotifyLine::BehalfCame { name: behalf.name.clone() }, choices.collect())
}

pub(super) fn asks_phone(behalf: &Behalf) -> (NotifyLine, Vec<Choice>) {
    let choices = vec![Choice::Notify(NotifyChoice::NoNumber), Choice::Cancel];
    (NotifyLine::BehalfPhone { name: behalf.name.clone() }, choices)
}

/// For how many.
pub(super) fn asks_count() -> (NotifyLine, Vec<Choice>) {
    (NotifyLine::BehalfCount, vec![Choice::Notify(NotifyChoice::OnlyOne), Choice::Cancel])
}

/// Words came: a telephone number, or a number of people.
pub(super) fn said(step: NotifyState, text: &str, view: &View<'_>) -> Turn {
    match step {
        NotifyState::BehalfCame(behalf) | NotifyState::BehalfPhone(behalf) if phone::clean(text).is_some() => {
            let phone = phone::clean(text).unwrap_or_default();
            onward(Behalf { phone, came_by: CameBy::Phone, ..behalf }, view)
        }
        NotifyState::BehalfCount(behalf) => match count(text) {
            Some(count) => onward(Behalf { count: Some(count), ..behalf }, view),
            None => ask(NotifyState::BehalfCount(behalf), view).led_by(Plain::NotUnderstood),
        },
        step => ask(step, view).led_by(Plain::NotUnderstood),
    }
}

fn count(text: &str) -> Option<i64> {
    numbers::read(text)?.parse().ok().filter(|count| (1..=MOST).contains(count))
}

/// One of the choices of these questions; anywhere else it leads nowhere.
pub(super) fn chose(step: NotifyState, choice: &NotifyChoice, view: &View<'_>) -> Turn {
    match (step, choice) {
        (NotifyState::BehalfCame(behalf), NotifyChoice::CameBy(way)) => {
            onward(Behalf { came_by: *way, ..behalf }, view)
        }
        (NotifyState::BehalfPhone(behalf), NotifyChoice::NoNumber) => {
            onward(Behalf { without_phone: true, ..behalf }, view)
        }
        (NotifyState::BehalfCount(behalf), NotifyChoice::OnlyOne) => onward(Behalf { count: Some(1), ..behalf }, view),
        (step, _) => ask(step, view).led_by(Plain::NotUnderstood),
    }
}

/// A name with how many more there are: "Maria Tembe e mais 6", "Maria Tembe and 6 more", "Maria Tembe +6".
pub(super) fn name_and_count(text: &str) -> (String, Option<i64>) {
    let more = |name: &str, number: &str| {
        let others: i64 = number.trim().parse().ok().filter(|others| (1..MOST).contains(others))?;
        let name = name.trim_end();
        let name = ["e", "mais", "and"].iter().fold(name, |name, word| {
            name.strip_suffix(word).filter(|rest| rest.ends_with(char::is_whitespace)).map_or(name, str::trim_end)
        });
        Some((name.trim_end_matches(" e").to_owned(), Some(others + 1)))
    };
    let trimmed = ["pessoas", "colegas", "people", "more", "others"]
        .iter()
        .fold(text.trim(), |text, word| text.strip_suffix(word).unwrap_or(text).trim_end());
    let at = trimmed
        .rfind(|char: char| !char.is_ascii_digit())
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let (name, number) = trimmed.split_at(at);
    more(name.trim_end().trim_end_matches('+'), number).unwrap_or_else(|| (text.to_owned(), None))
}

#[cfg(test)]
mod tests {
    use super::name_and_count;

    #[test]
    fn a_name_may_come_with_others() {
        for (text, name, count) in [
            ("Maria Tembe", "Maria Tembe", None),
            ("Maria Tembe e mais 6", "Maria Tembe", Some(7)),
            ("Maria Tembe e mais 6 colegas", "Maria Tembe", Some(7)),
            ("Maria Tembe and 6 more", "Maria Tembe", Some(7)),
            ("Maria Tembe +6", "Maria Tembe", Some(7)),
            ("José e 2 pessoas", "José", Some(3)),
            ("6", "", Some(7)),
            ("", "", None),
        ] {
            assert_eq!(name_and_count(text), (name.to_owned(), count), "{text}");
        }
    }
}
