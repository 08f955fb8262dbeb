//! Where help was asked from: what an embedding page says of itself, as far as it is fit to be kept.

use serde::Deserialize;

use crate::{
    core::chat::Context,
    text::{one_line, pages},
};

/// As the embedding page gives it.
#[derive(Deserialize)]
pub struct ContextForm {
    system: Option<String>,
    page: Option<String>,
    facility: Option<String>,
}

/// The longest value of a context, in characters.
const CONTEXT: usize = 300;

impl ContextForm {
    /// What cannot be used is left out: no message is lost for the page that it was written from.
    pub fn into_context(self) -> Option<Context> {
        let fit = |value: Option<String>| {
            let words = one_line(&value?);
            (!words.is_empty() && words.chars().count() <= CONTEXT).then_some(words)
        };
        let page = self.page.as_deref().and_then(pages::bare);
        let context = Context { system: fit(self.system), page: fit(page), facility: fit(self.facility) };
        (context != Context::default()).then_some(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_is_kept_as_far_as_it_is_fit() {
        let context = |json: &str| serde_json::from_str::<ContextForm>(json).expect("a form").into_context();
        let page =
            r#"{"system":" Open\u0000MRS\n","page":"https://emr.example.org/form?patient=7#x","facility":"MZ-0203"}"#;
        let kept = Context {
            system: Some("Open MRS".into()),
            page: Some("https://emr.example.org/form".into()),
            facility: Some("MZ-0203".into()),
        };
        assert_eq!(context(page), Some(kept));
        let long = format!(r#"{{"system":"{}","page":"?nid=1"}}"#, "ã".repeat(301));
        assert_eq!((context("{}"), context(&long)), (None, None));
        let most = "ã".repeat(300);
        let fits = context(&format!(r#"{{"system":"{most}"}}"#)).and_then(|context| context.system);
        assert_eq!(fits, Some(most));
    }
}
