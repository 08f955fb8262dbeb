//! What threads are called. Discord takes few names of a thread in a while (A.2), and messages must not wait for that: a
//! name is given beside them, the newest alone, as soon as it is taken. A crash loses a name; the card says the rest.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use hyper::Method;
use serde_json::{Value, json};

use super::{
    client::{Api, Call, Failure},
    errors,
    limits::TITLE_CHARS,
    tags,
};

/// A name is tried for so long at a time.
const LONGEST: Duration = Duration::from_mins(15);
/// So many tags a post may have.
const TAGS: usize = 5;

/// The names that wait.
#[derive(Clone)]
pub struct Titles {
    api: Api,
    wanted: Arc<Mutex<HashMap<String, Value>>>,
}

impl std::fmt::Debug for Titles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Titles").finish_non_exhaustive()
    }
}

/// A title, as long as a thread's name may be.
#[must_use]
pub fn short(title: &str) -> String {
    title.chars().take(TITLE_CHARS).collect()
}

/// The tags of a forum that stand in a title: its parts are between dots.
#[must_use]
pub fn tags_in(title: &str, tags: &[(String, String)]) -> Vec<String> {
    let parts: Vec<String> = title.split('·').map(|part| tags::named(part.trim()).to_lowercase()).collect();
    let found = tags.iter().filter(|(name, _)| parts.contains(name)).map(|(_, id)| id.clone());
    found.take(TAGS).collect()
}

/// The same; where a forum takes no post without a tag and none fits, its first one.
#[must_use]
pub fn tags_of(title: &str, tags: &[(String, String)], needs_tag: bool) -> Vec<String> {
    let found = tags_in(title, tags);
    let is_short = needs_tag && found.is_empty();
    if is_short { tags.first().map(|(_, id)| id.clone()).into_iter().collect() } else { found }
}

/// Brings an archived thread back. `false`: it stays away.
pub async fn reopened(api: &Api, thread: &str) -> bool {
    let call = Call::new(Method::PATCH, "/channels/channel", thread, format!("/channels/{thread}"));
    let asked = api.call(&call.with(json!({"archived": false}))).await;
    asked.is_ok_and(|thread| thread["thread_metadata"]["archived"].as_bool() != Some(true))
}

impl Titles {
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self { api, wanted: Arc::default() }
    }

    /// From now on a thread is to be called so; `tags` are a post's.
    pub fn want(&self, thread: &str, title: &str, tags: Option<Vec<String>>) {
        let mut wanted = json!({"name": short(title)});
        if let Some(tags) = tags {
            wanted["applied_tags"] = tags.into();
        }
        let is_under_way = self.wanted().insert(thread.to_owned(), wanted).is_some();
        if !is_under_way {
            let (titles, thread) = (self.clone(), thread.to_owned());
            tokio::spawn(async move { titles.give(&thread).await });
        }
    }

    async fn give(&self, thread: &str) {
        loop {
            let Some(wanted) = self.wanted().get(thread).cloned() else { return };
            let call = Call::new(Method::PATCH, "/channels/channel", thread, format!("/channels/{thread}"));
            match self.api.call(&call.with(wanted.clone())).await {
                Err(Failure::Limited { after_ms, .. }) => {
                    let wait = Duration::from_millis(u64::try_from(after_ms).unwrap_or(1_000));
                    tokio::time::sleep(wait.min(LONGEST)).await;
                    continue;
                }
                // An archived thread takes no name until it is brought back.
                Err(failure) if errors::is_archived(&failure) && reopened(&self.api, thread).await => continue,
                Err(failure) => tracing::info!(%failure, "a thread keeps its name"),
                Ok(_) => {}
            }
            let mut all = self.wanted();
            if all.get(thread) == Some(&wanted) {
                all.remove(thread);
                return;
            }
        }
    }

    fn wanted(&self) -> MutexGuard<'_, HashMap<String, Value>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_by_their_names() {
        let tags = [("em curso".to_owned(), "1".to_owned()), ("crítica".to_owned(), "2".to_owned())];
        assert_eq!(tags_in("BL-10429 · Em curso · OpenMRS", &tags), ["1"]);
        assert_eq!(tags_in("BL-10429 · Crítica · Em curso", &tags), ["1", "2"]);
        assert_eq!(tags_in("Em cursos", &tags), [""; 0]);
        let long = [("à espera do ponto fo".to_owned(), "3".to_owned())];
        assert_eq!(tags_in("◷ BL-10429 · À espera do ponto focal · OpenMRS", &long), ["3"]);
        assert_eq!(tags_of("Balcão", &tags, true), ["1"]);
        assert_eq!(tags_of("Balcão", &tags, false), [""; 0]);
        assert_eq!(short(&"x".repeat(140)).len(), TITLE_CHARS);
    }
}
