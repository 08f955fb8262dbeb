//! Whether the bot can do its work in the servers that it is in, said to the operator in words that tell what to do: what a
//! server does not allow it, and of each channel that is bound what kind it is, and what it forbids.

use std::collections::{HashMap, HashSet};

use super::{
    permissions::{
        self, FILES, HISTORY, IN_THREADS, MANAGE_CHANNELS, MANAGE_THREADS, PUBLIC_THREADS, SEND, Standing, VIEW,
    },
    wire::{Channel, Guild},
};

/// What the room of those is for who have a thread for each request.
const AGENTS: &str = "agents";

const VOICE: u64 = 2;
const CATEGORY: u64 = 4;
const ANNOUNCEMENT: u64 = 5;
const STAGE: u64 = 13;
const DIRECTORY: u64 = 14;
const FORUM: u64 = 15;
const MEDIA: u64 = 16;

/// What is known of one server.
#[derive(Debug)]
struct Server {
    name: String,
    standing: Option<Standing>,
    channels: HashMap<String, Channel>,
}

/// The servers that the bot is in.
#[derive(Debug, Default)]
pub struct Survey {
    servers: HashMap<String, Server>,
    /// Servers that a session began with, and that did not tell of themselves yet.
    expected: HashSet<String>,
    /// What was said, so that it is said again only when it has changed.
    said: HashMap<String, String>,
    /// The tags that were made last, by forums.
    tried: HashMap<String, Vec<String>>,
}

impl Survey {
    /// A session begins: these servers will tell of themselves.
    pub fn expects(&mut self, servers: impl Iterator<Item = String>) {
        self.expected = servers.collect();
    }

    /// A server told of itself. Gives what has to be said of it.
    pub fn learn(&mut self, server: &Guild, bot: &str) -> Vec<String> {
        self.expected.remove(&server.id);
        let standing = Standing::of(server, bot);
        let missing = standing.as_ref().map_or(0, Standing::missing);
        let name = server.name.clone().unwrap_or_default();
        let channels = server.channels.iter().map(|channel| (channel.id.clone(), channel.clone())).collect();
        self.servers.insert(server.id.clone(), Server { name: name.clone(), standing, channels });
        let told = (missing != 0).then(|| {
            let names = permissions::names(missing).join(", ");
            format!(
                "in the server «{name}» the bot lacks: {names}. Give them under Server Settings → Roles → the bot's own \
                 role → Permissions, or invite it once more with the address above"
            )
        });
        self.fresh(&format!("server {}", server.id), told).into_iter().collect()
    }

    /// A channel is there, or is another than before.
    pub fn learn_channel(&mut self, channel: &Channel) {
        let server = channel.guild_id.as_ref().and_then(|server| self.servers.get_mut(server));
        if let Some(server) = server {
            server.channels.insert(channel.id.clone(), channel.clone());
        }
    }

    pub fn forget(&mut self, channel: &str) {
        for server in self.servers.values_mut() {
            server.channels.remove(channel);
        }
    }

    /// The bot is in a server no more, or the server is out of order for a while.
    pub fn leave(&mut self, server: &str) {
        self.servers.remove(server);
    }

    /// What has to be said of the channels that are bound, each with what it is for.
    pub fn rooms<'r>(&mut self, rooms: impl Iterator<Item = (&'r String, &'r String)>) -> Vec<String> {
        let mut told = Vec::new();
        for (channel, purpose) in rooms {
            let found = self.servers.values().find_map(|server| Some((server, server.channels.get(channel)?)));
            let Some((server, known)) = found else { continue };
            let named = format!("the channel «#{}» of «{}»", known.name.as_deref().unwrap_or(channel), server.name);
            let wrong = wrong(known, purpose, server.standing.as_ref());
            let told_of = (!wrong.is_empty()).then(|| format!("{named} ({purpose}): {}", wrong.join("; ")));
            told.extend(self.fresh(&format!("room {channel}"), told_of));
        }
        told
    }

    /// Bound channels that are in none of the servers, once all of these have told of themselves.
    #[must_use]
    pub fn lost<'r>(&self, rooms: impl Iterator<Item = &'r String>) -> Vec<String> {
        if !self.expected.is_empty() || self.servers.is_empty() {
            return Vec::new();
        }
        let is_there = |room: &&String| self.servers.values().any(|server| server.channels.contains_key(*room));
        rooms.filter(|room| !is_there(room)).cloned().collect()
    }

    /// The forums of agents, each with its name, and whether the bot may change it.
    #[must_use]
    pub fn agents_forums<'r>(
        &self,
        rooms: impl Iterator<Item = (&'r String, &'r String)>,
    ) -> Vec<(String, String, bool)> {
        let forum = |id: &String| {
            let found = self.servers.values().find_map(|server| Some((server, server.channels.get(id)?)));
            let (server, channel) = found.filter(|(_, channel)| channel.kind == FORUM)?;
            let rights = server.standing.as_ref().map_or(0, |standing| standing.in_channel(channel));
            Some((id.clone(), channel.name.clone().unwrap_or_default(), rights & MANAGE_CHANNELS != 0))
        };
        rooms.filter(|(_, purpose)| *purpose == AGENTS).filter_map(|(id, _)| forum(id)).collect()
    }

    /// The names of a forum's tags.
    #[must_use]
    pub fn tags(&self, forum: &str) -> Vec<String> {
        let found = self.servers.values().find_map(|server| server.channels.get(forum));
        let tags = found.and_then(|channel| channel.available_tags.as_deref()).unwrap_or_default();
        tags.iter().map(|tag| tag.name.clone()).collect()
    }

    /// Whether these tags of a forum are to be tried: each set once.
    pub fn tries(&mut self, forum: &str, tags: &[String]) -> bool {
        self.tried.insert(forum.to_owned(), tags.to_vec()).as_deref() != Some(tags)
    }

    /// What is to be said of something, where it was not said yet.
    pub fn fresh(&mut self, about: &str, told: Option<String>) -> Option<String> {
        let Some(told) = told else {
            self.said.remove(about);
            return None;
        };
        let before = self.said.insert(about.to_owned(), told.clone());
        (before.as_ref() != Some(&told)).then_some(told)
    }
}

/// What is wrong with a room, each with its mending.
fn wrong(channel: &Channel, purpose: &str, standing: Option<&Standing>) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(kind) = wrong_kind(channel.kind, purpose) {
        return vec![kind.to_owned()];
    }
    if channel.needs_tag() && channel.available_tags.as_ref().is_none_or(Vec::is_empty) {
        wrong.push(
            "it takes no post without a tag, and has no tags: make one, or switch off «Require people to select tags \
             when posting» in the channel's settings"
                .to_owned(),
        );
    }
    if let Some(standing) = standing {
        let rights = standing.in_channel(channel);
        if rights & VIEW == 0 {
            wrong.push(
                "the bot does not see it: add the bot under Edit Channel → Permissions, and allow it «View Channel»"
                    .to_owned(),
            );
            return wrong;
        }
        let missing = needed_in(channel.kind, purpose) & !rights;
        if missing != 0 {
            let names = permissions::names(missing).join(", ");
            wrong.push(format!("it forbids the bot: {names}. Allow that under Edit Channel → Permissions → the bot"));
        }
    }
    wrong
}

fn needed_in(kind: u64, purpose: &str) -> u64 {
    let always = VIEW | SEND | FILES | HISTORY;
    let posts = always | IN_THREADS | MANAGE_THREADS;
    match (kind, purpose) {
        (FORUM | MEDIA, _) => posts,
        (_, AGENTS) => posts | PUBLIC_THREADS,
        _ => always,
    }
}

/// A kind that cannot be what it is bound for.
fn wrong_kind(kind: u64, purpose: &str) -> Option<&'static str> {
    match kind {
        CATEGORY | DIRECTORY | STAGE => {
            Some("it is no channel that takes messages: bind a text channel or a forum with /link")
        }
        ANNOUNCEMENT if purpose == AGENTS => Some(
            "it is an announcement channel, and each request needs a thread of its own: bind a text channel or a forum",
        ),
        VOICE if purpose == AGENTS => {
            Some("it is a voice channel, where requests have no threads: bind a text channel or a forum")
        }
        MEDIA if purpose == AGENTS => {
            Some("it is a media channel, where each post needs a picture: bind a text channel or a forum")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn guild(channels: &Value, rights: u64) -> Guild {
        serde_json::from_value(json!({
            "id": "7", "name": "SIS", "channels": channels,
            "roles": [{"id": "7", "permissions": rights.to_string()}],
            "members": [{"user": {"id": "42"}, "roles": []}],
        }))
        .expect("a server")
    }

    fn of_room(channel: Value, purpose: &str) -> String {
        let mut survey = Survey::default();
        let mut channel = channel;
        channel["id"] = "9".into();
        channel["name"] = "apoio".into();
        let server = guild(&json!([channel]), permissions::needed());
        assert_eq!(survey.learn(&server, "42"), [""; 0]);
        let rooms = HashMap::from([("9".to_owned(), purpose.to_owned())]);
        let said = survey.rooms(rooms.iter());
        assert_eq!(survey.rooms(rooms.iter()), [""; 0], "once");
        said.join("\n")
    }

    #[test]
    fn what_a_server_forbids() {
        let mut survey = Survey::default();
        let told = survey.learn(&guild(&json!([]), permissions::needed() & !FILES), "42");
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("«SIS»") && told[0].contains("lacks: Attach Files. Give them under"), "{told:?}");
        assert_eq!(survey.learn(&guild(&json!([]), permissions::needed()), "42"), [""; 0]);
    }

    #[test]
    fn rooms_of_the_right_kind_say_nothing() {
        assert_eq!(of_room(json!({"type": 0}), "agents"), "");
        assert_eq!(of_room(json!({"type": 15, "available_tags": [{"id": "1", "name": "Nova"}]}), "agents"), "");
        assert_eq!(of_room(json!({"type": 5}), "announcements"), "");
        assert_eq!(of_room(json!({"type": 2}), "partner"), "");
    }

    #[test]
    fn kinds_that_cannot_be_it() {
        for (kind, words) in [(4, "no channel that takes"), (2, "voice"), (5, "announcement"), (16, "media")] {
            let said = of_room(json!({"type": kind}), "agents");
            assert!(said.contains(words) && said.contains("«#apoio» of «SIS» (agents)"), "{said}");
        }
        let said = of_room(json!({"type": 15, "flags": 16}), "agents");
        assert!(said.contains("no post without a tag"), "{said}");
    }

    #[test]
    fn what_a_room_forbids() {
        let over = |deny: u64| json!([{"id": "7", "type": 0, "allow": "0", "deny": deny.to_string()}]);
        let said = of_room(json!({"type": 0, "permission_overwrites": over(VIEW)}), "agents");
        assert!(said.contains("does not see it"), "{said}");
        let said = of_room(json!({"type": 0, "permission_overwrites": over(MANAGE_THREADS | FILES)}), "agents");
        assert!(said.contains("Attach Files, Manage Threads and Posts"), "{said}");
        let said = of_room(json!({"type": 0, "permission_overwrites": over(MANAGE_THREADS)}), "partner");
        assert_eq!(said, "", "a partner's room has no threads");
    }

    #[test]
    fn rooms_that_are_gone() {
        let mut survey = Survey::default();
        let (here, gone) = ("9".to_owned(), "10".to_owned());
        survey.expects(["7".to_owned(), "8".to_owned()].into_iter());
        survey.learn(&guild(&json!([{"id": "9", "type": 0}]), 0), "42");
        assert_eq!(survey.lost([&here, &gone].into_iter()), [""; 0], "a server is still to come");
        survey.expects(["7".to_owned()].into_iter());
        survey.learn(&guild(&json!([{"id": "9", "type": 0}]), 0), "42");
        assert_eq!(survey.lost([&here, &gone].into_iter()), [gone.as_str()]);
    }
}
