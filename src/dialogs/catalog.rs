//! The words of every line and choice, in each language, from `locales/`. Parsed once at the start; rendering
//! only fills in. What a person wrote is set apart, so that it cannot turn the text around it.

use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use rust_embed::RustEmbed;

use super::{choice::Choice, label, line::Line, render};
use crate::{
    core::{directory::Directory, policy::desk::Desk},
    text::{fold, lexicon::choices, locale::Locale},
};

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// Why the words could not be read. They are part of the binary, so this is a fault of its making.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("{0} is not a text in UTF-8")]
    NotText(String),
    #[error("{file}: {errors}")]
    NotFluent { file: String, errors: String },
    #[error("{0} is no language that fluent knows")]
    NoLanguage(Locale),
    #[error("{0} has a key that another file has too")]
    Twice(String),
}

/// All languages' words, parsed once.
pub struct Catalog {
    /// In the order of `Locale::ALL`.
    bundles: Vec<FluentBundle<FluentResource>>,
    /// A choice's key → words for it in all languages, folded.
    words: BTreeMap<String, Vec<String>>,
}

impl std::fmt::Debug for Catalog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalog").field("languages", &self.bundles.len()).finish_non_exhaustive()
    }
}

impl Catalog {
    /// Reads the words that the binary carries.
    ///
    /// # Errors
    /// Where a file of `locales/` cannot be read.
    pub fn load() -> Result<Self, CatalogError> {
        let bundles = Locale::ALL.into_iter().map(bundle).collect::<Result<Vec<_>, _>>()?;
        let words = label::keys().into_iter().map(|key| (key.clone(), words_for(&key))).collect();
        Ok(Self { bundles, words })
    }

    /// A line in a language.
    #[must_use]
    pub fn text(&self, line: &Line, locale: Locale, desk: &Desk) -> String {
        let mut out = String::with_capacity(256);
        render::line(&mut render::Page { catalog: self, locale, desk, out: &mut out }, line);
        out
    }

    /// A button's label in a language.
    #[must_use]
    pub fn label(&self, choice: &Choice, locale: Locale, desk: &Desk, directory: &Directory) -> String {
        label::of(self, choice, locale, desk, directory)
    }

    /// Words that may be written for a choice of ours, folded, in all languages.
    #[must_use]
    pub fn words(&self, choice: &Choice) -> &[String] {
        label::key(choice).and_then(|key| self.words.get(key.as_ref())).map_or(&[], Vec::as_slice)
    }

    /// Writes a message of a key. What is missing is logged and shows as its key; tests do not let it pass.
    pub(super) fn write(&self, key: &str, args: &[(&'static str, Arg<'_>)], locale: Locale, out: &mut String) {
        let bundle = &self.bundles[locale as usize];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            missing(key, locale);
            out.push_str(key);
            return;
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => filled.set(*name, *text),
                Arg::Own(text) => filled.set(*name, text.as_str()),
                Arg::Count(count) => filled.set(*name, *count),
            }
        }
        let mut errors = Vec::new();
        let written = bundle.write_pattern(out, pattern, Some(&filled), &mut errors);
        if written.is_err() || !errors.is_empty() {
            missing(key, locale);
        }
    }
}

/// Words for a choice of ours, folded, in all languages.
fn words_for(key: &str) -> Vec<String> {
    let mut all: Vec<String> = choices::of(key).map(fold::fold_words).filter(|word| !word.is_empty()).collect();
    all.sort();
    all.dedup();
    all
}

/// What is filled into a message.
pub(super) enum Arg<'a> {
    Text(&'a str),
    Own(String),
    Count(usize),
}

fn missing(key: &str, locale: Locale) {
    tracing::error!(key, %locale, "a message or one of its variables is missing");
    debug_assert!(false, "{key} ({locale}): the message or one of its variables is missing");
}

fn bundle(locale: Locale) -> Result<FluentBundle<FluentResource>, CatalogError> {
    let language = match locale {
        Locale::Pt => "pt-PT",
        Locale::En => "en",
    };
    let language = language.parse().map_err(|_| CatalogError::NoLanguage(locale))?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    let folder = format!("{}/", locale.code());
    for file in Files::iter().filter(|file| file.starts_with(&folder) && file.ends_with(".ftl")) {
        let bytes = Files::get(&file).ok_or_else(|| CatalogError::NotText(file.to_string()))?.data;
        let text = String::from_utf8(bytes.into_owned()).map_err(|_| CatalogError::NotText(file.to_string()))?;
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| CatalogError::NotFluent {
            file: file.to_string(),
            errors: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })?;
        bundle.add_resource(resource).map_err(|_| CatalogError::Twice(file.to_string()))?;
    }
    Ok(bundle)
}
