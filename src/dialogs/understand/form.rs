//! Which options of the category's own questions a message names. Only what can be no other word is taken.

use std::collections::BTreeMap;

use super::words::Words;
use crate::core::policy::desk::{Desk, Named, QuestionKind};

/// Options that name nothing of themselves.
const VAGUE: [&str; 2] = ["other", "unknown"];
/// A single word has to be this long to name an option.
const LONG: usize = 5;
/// Words that say something in other places too.
const LOOSE: [&str; 16] = [
    "dados", "numeros", "numbers", "nothing", "outra", "outro", "other", "error", "computer", "always", "never",
    "criar", "fechar", "today", "alterar", "mudar",
];

/// Question key → option key.
pub(super) fn answers(words: &Words<'_>, desk: &Desk, category: &str) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for question in desk.category(category).into_iter().flat_map(|category| &category.questions) {
        let QuestionKind::Choice(options) = &question.kind else { continue };
        let mut named =
            options.iter().filter(|option| !VAGUE.contains(&option.key.as_str()) && is_named(words, option));
        if let (Some(only), None) = (named.next(), named.next()) {
            answers.insert(question.key.clone(), only.key.clone());
        }
    }
    answers
}

fn is_named(words: &Words<'_>, option: &Named) -> bool {
    option.names().iter().any(|name| {
        let is_telling = name.contains(' ') || (name.len() >= LONG && !LOOSE.contains(&name.as_str()));
        is_telling && words.all(name, true).any(|at| name.starts_with("nao ") || !words.is_denied_trouble(&at))
    })
}
