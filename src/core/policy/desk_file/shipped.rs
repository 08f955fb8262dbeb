//! The desk files that the program carries, and files on disk. A name without a path means a shipped desk.

use std::{borrow::Cow, path::Path};

use super::{read, terms};
use crate::core::{
    mistake::{Mistake, listed},
    policy::{
        desk::{Desk, QuestionKind},
        desk_file::table::Notes,
        scheme::{Policy, Scheme},
    },
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

/// A desk with the texts that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub desk: Desk,
    pub text: String,
    /// Its own terms, in the place of its labels; empty where it has none.
    pub terms: String,
}

impl Written {
    /// A shipped desk by its name, or a desk file by its path. `sevastopol.ru` is `sevastopol.toml` with the terms of
    /// `sevastopol.ru.ftl`.
    ///
    /// # Errors
    /// See [`LoadError`]; it prints all mistakes, one a line.
    pub fn load(name_or_path: &str) -> Result<Self, LoadError> {
        if let Some(text) = shipped(name_or_path) {
            return Self::read(&text, &format!("{name_or_path}.toml"));
        }
        if let Some((text, terms)) = shipped_in(name_or_path) {
            return Self::read(&text, name_or_path)?.in_terms(terms, &format!("{name_or_path}.ftl"));
        }
        let path = Path::new(name_or_path);
        if !path.exists() && !name_or_path.contains(['/', '\\', '.']) {
            let shipped = shipped_names().join(", ");
            return Err(LoadError::Unknown { name: name_or_path.to_owned(), shipped });
        }
        Self::read_file(path)
    }

    /// A desk file by its path, or a file of terms: `sevastopol.ru.ftl` stands beside `sevastopol.toml`.
    ///
    /// # Errors
    /// As [`Written::load`].
    pub fn read_file(path: &Path) -> Result<Self, LoadError> {
        let file = path.display().to_string();
        let unreadable = |error| LoadError::Unreadable { file: file.clone(), error };
        if path.extension().is_some_and(|extension| extension == "ftl") {
            let terms = std::fs::read_to_string(path).map_err(unreadable)?;
            return Self::read_file(&path.with_extension("").with_extension("toml"))?.in_terms(terms, &file);
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let text = decode(&bytes).map_err(|mistakes| LoadError::Mistaken { file: file.clone(), mistakes })?;
        Self::read(&text, &file)
    }

    fn read(text: &str, file: &str) -> Result<Self, LoadError> {
        let desk = read(text).map_err(|mistakes| LoadError::Mistaken { file: file.to_owned(), mistakes })?;
        Ok(Self { desk, text: text.to_owned(), terms: String::new() })
    }

    fn in_terms(self, terms: String, file: &str) -> Result<Self, LoadError> {
        let desk = terms::apply(self.desk, &terms)
            .map_err(|mistakes| LoadError::Mistaken { file: file.to_owned(), mistakes })?;
        Ok(Self { desk, terms, ..self })
    }
}

/// A desk from the texts that are kept of it.
///
/// # Errors
/// All mistakes in them.
pub fn read_kept(text: &str, terms: &str) -> Result<Desk, Vec<Mistake>> {
    let desk = read(text)?;
    if terms.is_empty() { Ok(desk) } else { terms::apply(desk, terms) }
}

/// The desk of a shipped file by its name, or of a desk file by its path.
///
/// # Errors
/// See [`LoadError`]; it prints all mistakes, one a line.
pub fn load(name_or_path: &str) -> Result<Desk, LoadError> {
    Written::load(name_or_path).map(|written| written.desk)
}

/// A shipped desk in its own terms: `sevastopol.ru` is `sevastopol.toml` with `sevastopol.ru.ftl`.
fn shipped_in(name: &str) -> Option<(Cow<'static, str>, String)> {
    let (desk, _) = name.rsplit_once('.')?;
    let terms = Files::get(&format!("{name}.ftl"))?.data;
    Some((shipped(desk)?, String::from_utf8(terms.into_owned()).ok()?))
}

/// Checks a desk file for `balcao desk check`: a summary, or all mistakes, one a line.
///
/// # Errors
/// The mistakes as text, or why the file could not be read.
pub fn check(path: &Path) -> Result<String, String> {
    let Written { desk, .. } = Written::read_file(path).map_err(|error| error.to_string())?;
    let questions = desk.categories.iter().map(|category| category.questions.len()).sum::<usize>();
    let choices = desk.categories.iter().flat_map(|category| &category.questions);
    let texts = choices.filter(|question| matches!(question.kind, QuestionKind::Text)).count();
    Ok(format!(
        "{}: desk `{}` is in order: {} systems, {} categories with {questions} questions ({texts} in own words), \
         {}, {} priorities, {} tiers, references {}-…, {}",
        path.display(),
        desk.key,
        desk.systems.len(),
        desk.categories.len(),
        scheme(&desk.policy),
        desk.policy.priorities.len(),
        desk.policy.service.tiers.len(),
        desk.prefix,
        desk.timezone,
    ))
}

/// How a desk ranks, in a word or two.
fn scheme(policy: &Policy) -> String {
    match &policy.scheme {
        Scheme::Matrix(_) => format!("{} × {} cells", policy.urgencies.len(), policy.impacts.len()),
        Scheme::Pairs(pairs) => {
            format!(
                "{} severities with {} pairs",
                pairs.severities.len(),
                pairs.allowed.values().map(Vec::len).sum::<usize>()
            )
        }
        Scheme::Manual { arrival } => format!("`{arrival}` on arrival"),
    }
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
