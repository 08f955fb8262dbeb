//! The desk files that the program carries, and files on disk. A name without a path means a shipped desk.

use std::{borrow::Cow, path::Path};

use super::{read, terms};
use crate::core::{
    mistake::{Mistake, listed},
    policy::desk::{Desk, QuestionKind},
    policy::desk_file::table::Notes,
};

#[derive(rust_embed::Embed)]
#[folder = "desks/"]
struct Files;

/// Why a desk could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("there is no desk `{name}`; shipped are: {shipped}; or give a file's path")]
    Unknown { name: String, shipped: String },
    #[error("cannot read {file}: {error}")]
    Unreadable { file: String, error: std::io::Error },
    #[error("{}", listed(file, mistakes))]
    Mistaken { file: String, mistakes: Vec<Mistake> },
}

/// The text of a shipped desk file: `epts`.
#[must_use]
pub fn shipped(name: &str) -> Option<Cow<'static, str>> {
    match Files::get(&format!("{name}.toml"))?.data {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// The names of the shipped desks, sorted.
#[must_use]
pub fn shipped_names() -> Vec<String> {
    let mut names: Vec<String> =
        Files::iter().filter_map(|file| Some(file.strip_suffix(".toml")?.to_owned())).collect();
    names.sort();
    names
}

/// A shipped desk by its name, or a desk file by its path.
///
/// # Errors
/// See [`LoadError`]; it prints all mistakes, one a line.
pub fn load(name_or_path: &str) -> Result<Desk, LoadError> {
    if let Some(text) = shipped(name_or_path) {
        let file = format!("{name_or_path}.toml");
        return read(&text).map_err(|mistakes| LoadError::Mistaken { file, mistakes });
    }
    if let Some((text, terms)) = shipped_in(name_or_path) {
        return in_terms(&text, &format!("{name_or_path}.ftl"), &terms, name_or_path);
    }
    let path = Path::new(name_or_path);
    if !path.exists() && !name_or_path.contains(['/', '\\', '.']) {
        let shipped = shipped_names().join(", ");
        return Err(LoadError::Unknown { name: name_or_path.to_owned(), shipped });
    }
    load_file(path)
}

/// A shipped desk in its own terms: `sevastopol.ru` is `sevastopol.toml` with `sevastopol.ru.ftl`.
fn shipped_in(name: &str) -> Option<(Cow<'static, str>, String)> {
    let (desk, _) = name.rsplit_once('.')?;
    let terms = Files::get(&format!("{name}.ftl"))?.data;
    Some((shipped(desk)?, String::from_utf8(terms.into_owned()).ok()?))
}

fn in_terms(text: &str, terms_file: &str, terms: &str, file: &str) -> Result<Desk, LoadError> {
    let desk = read(text).map_err(|mistakes| LoadError::Mistaken { file: file.to_owned(), mistakes })?;
    terms::apply(desk, terms).map_err(|mistakes| LoadError::Mistaken { file: terms_file.to_owned(), mistakes })
}

/// Checks a desk file for `balcao desk check`: a summary, or all mistakes, one a line.
///
/// # Errors
/// The mistakes as text, or why the file could not be read.
pub fn check(path: &Path) -> Result<String, String> {
    let desk = load_file(path).map_err(|error| error.to_string())?;
    let questions = desk.categories.iter().map(|category| category.questions.len()).sum::<usize>();
    let choices = desk.categories.iter().flat_map(|category| &category.questions);
    let texts = choices.filter(|question| matches!(question.kind, QuestionKind::Text)).count();
    Ok(format!(
        "{}: desk `{}` is in order: {} systems, {} categories with {questions} questions ({texts} in own words), \
         {} × {} cells, {} priorities, references {}-…, {}",
        path.display(),
        desk.key,
        desk.systems.len(),
        desk.categories.len(),
        desk.policy.urgencies.len(),
        desk.policy.impacts.len(),
        desk.policy.priorities.len(),
        desk.prefix,
        desk.timezone,
    ))
}

fn load_file(path: &Path) -> Result<Desk, LoadError> {
    let file = path.display().to_string();
    if path.extension().is_some_and(|extension| extension == "ftl") {
        let unreadable = |error| LoadError::Unreadable { file: file.clone(), error };
        let terms = std::fs::read_to_string(path).map_err(unreadable)?;
        // `sevastopol.ru.ftl` stands beside `sevastopol.toml`.
        let desk = load_file(&path.with_extension("").with_extension("toml"))?;
        return terms::apply(desk, &terms).map_err(|mistakes| LoadError::Mistaken { file, mistakes });
    }
    let bytes = std::fs::read(path).map_err(|error| LoadError::Unreadable { file: file.clone(), error })?;
    decode(&bytes).and_then(|text| read(&text)).map_err(|mistakes| LoadError::Mistaken { file, mistakes })
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Vec<Mistake>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
            let line = Notes::on(&before).line(&(before.len()..before.len()));
            Err(vec![Mistake::on(line, "the file is not in UTF-8").allowing("save it as UTF-8")])
        }
    }
}
