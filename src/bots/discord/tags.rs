//! The tags of agents' forums, one for each status and priority: those that are missing are made where the bot may, and
//! named to the operator where it may not. A forum has twenty at most, and a tag's name twenty characters (A.2).

use hyper::Method;
use serde_json::{Value, json};

use super::{
    PLATFORM, ROOM,
    client::{Api, Call, Failure},
    receive::Receiver,
    wire::Channel,
};

/// The most tags of a forum, and the longest name of one.
const MOST: usize = 20;
const NAME: usize = 20;

/// What a tag for this is called.
#[must_use]
pub fn named(what: &str) -> String {
    what.chars().take(NAME).collect::<String>().trim().to_owned()
}

/// The names that a forum has no tag of yet, and those of them that it has no room for.
fn missing(wanted: &[String], there: &[String]) -> (Vec<String>, Vec<String>) {
    let holds = |tags: &[String], name: &String| tags.iter().any(|tag| tag.to_lowercase() == name.to_lowercase());
    let mut missing: Vec<String> = Vec::new();
    for name in wanted.iter().map(|name| named(name)).filter(|name| !name.is_empty() && !holds(there, name)) {
        if !holds(&missing, &name) {
            missing.push(name);
        }
    }
    let left_out = missing.split_off(missing.len().min(MOST.saturating_sub(there.len())));
    (missing, left_out)
}

/// Makes tags beside those that a forum has: who names only new ones takes the others away.
async fn make(api: &Api, forum: &str, names: &[String]) -> Result<Channel, Failure> {
    let told = api.get("/channels", forum, format!("/channels/{forum}")).await?;
    let mut tags: Vec<Value> = told["available_tags"].as_array().cloned().unwrap_or_default();
    tags.extend(names.iter().map(|name| json!({"name": name})));
    let call = Call::new(Method::PATCH, "/channels/channel", forum, format!("/channels/{forum}"));
    let made = api.call(&call.with(json!({"available_tags": tags}))).await?;
    serde_json::from_value(made).map_err(|_| Failure::Cut("the answer is no channel"))
}

impl Receiver {
    /// Sees to it that the agents' forums have their tags.
    pub(super) async fn keep_tags(&mut self) {
        for (forum, name, may_make) in self.survey.agents_forums(self.rooms.iter()) {
            let chat = format!("{ROOM}{forum}");
            let Ok(wanted) = self.door.tags(PLATFORM, &self.me.id, &chat).await else { continue };
            let (missing, left_out) = missing(&wanted, &self.survey.tags(&forum));
            let made = !missing.is_empty()
                && may_make
                && self.survey.tries(&forum, &missing)
                && match make(&self.bot.api, &forum, &missing).await {
                    // An answer that does not show them is none to go by.
                    Ok(made) if made.available_tags.as_ref().map_or(0, Vec::len) < missing.len() => false,
                    Ok(made) => {
                        self.bot.channels.learn(&made, None);
                        self.survey.learn_channel(&made);
                        true
                    }
                    Err(failure) => {
                        tracing::warn!(%failure, "tags of the agents' forum could not be made");
                        false
                    }
                };
            if made {
                tracing::info!(tags = missing.len(), "the agents' forum has its tags");
            }
            let told = (!made && !missing.is_empty()).then(|| {
                format!(
                    "the forum «#{name}» has no tags for: {}. Make them under Edit Channel → Tags, or allow the bot «Manage \
                     Channels» there, and it makes them itself",
                    missing.join(", ")
                )
            });
            let full = (!left_out.is_empty()).then(|| {
                format!("the forum «#{name}» is full of tags (20), so there are none for: {}", left_out.join(", "))
            });
            for (about, told) in [("tags", told), ("full", full)] {
                if let Some(told) = self.survey.fresh(&format!("{about} {forum}"), told) {
                    tracing::warn!("{told}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_forum_has_no_tag_of() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let wanted = names(&["Nova", "Em curso", "À espera do ponto focal", "Crítica", "em curso"]);
        let (found, left_out) = missing(&wanted, &names(&["NOVA", "Outra"]));
        assert_eq!((found, left_out), (names(&["Em curso", "À espera do ponto fo", "Crítica"]), Vec::new()));
        let full: Vec<String> = (0..19).map(|number| format!("t{number}")).collect();
        let (found, left_out) = missing(&wanted, &full);
        assert_eq!((found.len(), left_out.len()), (1, 3));
    }
}
