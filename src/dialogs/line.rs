//! Every sentence that the bot says, as a value. The words are in `locales/`, the rendering in `catalog`.

use serde::{Deserialize, Serialize};

/// One thing to say. Stored beside its text in the outbox, so that what is deferred is rendered anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    Welcome,
}
