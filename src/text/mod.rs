//! Text without meaning: folding, tokens, names, check digits, languages. A leaf that core and dialogs share.

pub mod locale;
