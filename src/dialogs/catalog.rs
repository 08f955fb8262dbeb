//! The words of every line and choice, in each language, from `locales/`.

/// All languages' words, parsed once.
#[derive(Debug)]
pub struct Catalog {}
