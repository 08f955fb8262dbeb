//! The words themselves: the same keys in each language, and the Portuguese of Mozambique in short sentences, as its
//! glossary asks (portuguese C.1 to C.4, platforms B.9).

#[path = "locales/announcements.rs"]
mod announcements;
#[path = "locales/keys.rs"]
mod keys;
#[path = "locales/labels.rs"]
mod labels;
#[path = "locales/manners.rs"]
mod manners;
#[path = "locales/receipts.rs"]
mod receipts;
#[path = "locales/texts.rs"]
mod texts;

use balcao::{
    core::policy::{desk::Desk, desk_file},
    dialogs::{catalog::Catalog, line::Line},
    text::locale::Locale,
};

/// The shipped desk, and the words with which it speaks.
struct Spoken {
    catalog: Catalog,
    desk: Desk,
}

impl Spoken {
    fn new() -> Self {
        let (catalog, desk) =
            (Catalog::load().expect("the locales"), desk_file::load("epts").expect("the shipped desk"));
        Self { catalog, desk }
    }

    fn text(&self, line: &Line, locale: Locale) -> String {
        self.catalog.text(line, locale, &self.desk)
    }
}
