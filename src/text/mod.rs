//! Text without meaning: folding, tokens, names, check digits, languages. A leaf that core and dialogs share.

pub mod fold;
pub mod locale;
pub mod names;
pub mod reference;
