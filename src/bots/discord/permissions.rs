//! What the bot has to be allowed, in a server and in each of its channels, and what of it is missing. A channel can allow
//! and forbid what the server does not: for everybody, for a role, or for one member.

use serde::Deserialize;
use serde_json::Value;

use super::wire::{Channel, Guild, Member, User};

pub const VIEW: u64 = 1 << 10;
pub const SEND: u64 = 1 << 11;
pub const FILES: u64 = 1 << 15;
pub const HISTORY: u64 = 1 << 16;
pub const MANAGE_THREADS: u64 = 1 << 34;
pub const PUBLIC_THREADS: u64 = 1 << 35;
pub const PRIVATE_THREADS: u64 = 1 << 36;
pub const IN_THREADS: u64 = 1 << 38;
/// Where it is missing, cards of announcements are not pinned.
pub const PIN: u64 = 1 << 51;
/// Needed for nothing but making a forum's tags.
pub const MANAGE_CHANNELS: u64 = 1 << 4;
/// Whoever has it may do everything.
const ADMINISTRATOR: u64 = 1 << 3;

/// Each right with its name in Discord's settings.
const NEEDED: [(u64, &str); 8] = [
    (VIEW, "View Channels"),
    (SEND, "Send Messages"),
    (FILES, "Attach Files"),
    (HISTORY, "Read Message History"),
    (MANAGE_THREADS, "Manage Threads and Posts"),
    (PUBLIC_THREADS, "Create Public Threads"),
    (PRIVATE_THREADS, "Create Private Threads"),
    (IN_THREADS, "Send Messages in Threads and Posts"),
];

/// What an invitation asks for: what is needed, and what is good to have.
#[must_use]
pub fn asked_for() -> u64 {
    needed() | PIN
}

/// What a channel allows and forbids somebody.
#[derive(Clone, Debug, Deserialize)]
pub struct Overwrite {
    /// A role's, or a member's.
    pub id: String,
    #[serde(default)]
    pub allow: Bits,
    #[serde(default)]
    pub deny: Bits,
}

/// Rights, one bit for each; told as text or as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Value")]
pub struct Bits(pub u64);

impl From<Value> for Bits {
    fn from(told: Value) -> Self {
        Self(told.as_u64().or_else(|| told.as_str()?.parse().ok()).unwrap_or_default())
    }
}

/// All of them, as an invitation asks for them.
#[must_use]
pub fn needed() -> u64 {
    NEEDED.iter().fold(0, |all, (right, _)| all | right)
}

/// Their names, as Discord's settings have them.
#[must_use]
pub fn names(rights: u64) -> Vec<&'static str> {
    NEEDED.iter().filter(|(right, _)| rights & right != 0).map(|(_, name)| *name).collect()
}

/// Who the bot is in a server, and what its roles allow it there.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    server: String,
    bot: String,
    roles: Vec<String>,
    rights: u64,
}

impl Standing {
    /// Nothing where the server does not tell of the bot.
    #[must_use]
    pub fn of(server: &Guild, bot: &str) -> Option<Self> {
        let is_bot = |user: &User| user.id == bot;
        let is_its = |member: &&Member| member.user.as_ref().is_some_and(is_bot);
        let member = server.members.iter().find(is_its)?;
        let own = server.roles.iter().filter(|role| role.id == server.id || member.roles.contains(&role.id));
        let rights = own.fold(0, |all, role| all | role.permissions.0);
        Some(Self { server: server.id.clone(), bot: bot.to_owned(), roles: member.roles.clone(), rights })
    }

    /// What is missing in the server as a whole.
    #[must_use]
    pub fn missing(&self) -> u64 {
        if self.rights & ADMINISTRATOR != 0 { 0 } else { needed() & !self.rights }
    }

    /// What the bot may do in a channel; nothing where it does not see it.
    #[must_use]
    pub fn in_channel(&self, channel: &Channel) -> u64 {
        if self.rights & ADMINISTRATOR != 0 {
            return u64::MAX;
        }
        let all = channel.permission_overwrites.as_deref().unwrap_or_default();
        let of = |is: &dyn Fn(&Overwrite) -> bool| {
            all.iter().filter(|one| is(one)).fold((0, 0), |(allow, deny), one| (allow | one.allow.0, deny | one.deny.0))
        };
        let everybody = of(&|one| one.id == self.server);
        let roles = of(&|one| one.id != self.server && self.roles.contains(&one.id));
        let member = of(&|one| one.id == self.bot);
        let rights =
            [everybody, roles, member].into_iter().fold(self.rights, |rights, (allow, deny)| (rights & !deny) | allow);
        if rights & VIEW == 0 { 0 } else { rights }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn server(everybody: u64, own: u64) -> Guild {
        let role = |id: &str, rights: u64| json!({"id": id, "permissions": rights.to_string()});
        let members = json!([{"user": {"id": "42"}, "roles": ["8"]}, {"user": {"id": "5"}, "roles": []}]);
        let told =
            json!({"id": "7", "roles": [role("7", everybody), role("8", own), role("9", !0)], "members": members});
        serde_json::from_value(told).expect("a server")
    }

    fn standing(everybody: u64, own: u64) -> Standing {
        Standing::of(&server(everybody, own), "42").expect("a member")
    }

    #[test]
    fn what_is_missing_in_a_server_is_named() {
        assert_eq!(standing(needed(), 0).missing(), 0);
        assert_eq!(standing(0, ADMINISTRATOR).missing(), 0);
        let missing = standing(needed() & !FILES & !MANAGE_THREADS, 1 << 2).missing();
        assert_eq!(names(missing), ["Attach Files", "Manage Threads and Posts"]);
        assert!(Standing::of(&server(0, 0), "6").is_none(), "nobody told");
    }

    #[test]
    fn a_channel_allows_and_forbids() {
        let channel = |overwrites: Value| -> Channel {
            serde_json::from_value(json!({"id": "1", "type": 0, "permission_overwrites": overwrites}))
                .expect("a channel")
        };
        let over = |id: &str, allow: u64, deny: u64| json!({"id": id, "type": 0, "allow": allow.to_string(), "deny": deny.to_string()});
        let bot = standing(needed(), 0);
        assert_eq!(bot.in_channel(&channel(json!([]))), needed());
        let closed = over("7", 0, VIEW);
        assert_eq!(bot.in_channel(&channel(json!([closed]))), 0, "what is not seen allows nothing");
        assert_eq!(bot.in_channel(&channel(json!([closed, over("8", VIEW, 0)]))), needed(), "its role is let in");
        assert_eq!(bot.in_channel(&channel(json!([closed, over("9", VIEW, 0)]))), 0, "another role");
        assert_eq!(bot.in_channel(&channel(json!([closed, over("42", VIEW, SEND)]))), needed() & !SEND, "it alone");
        assert_eq!(standing(0, ADMINISTRATOR).in_channel(&channel(json!([closed]))), u64::MAX);
        let numbers = json!({"id": "7", "allow": 0, "deny": FILES});
        assert_eq!(bot.in_channel(&channel(json!([numbers]))), needed() & !FILES);
    }
}
