//! What the bot has to be allowed in a server, and what of it is missing. What single channels forbid is told by the first
//! message that does not go there.

use super::wire::Guild;

/// Each right with its name in Discord's settings.
const NEEDED: [(u64, &str); 7] = [
    (1 << 10, "View Channels"),
    (1 << 11, "Send Messages"),
    (1 << 15, "Attach Files"),
    (1 << 16, "Read Message History"),
    (1 << 34, "Manage Threads and Posts"),
    (1 << 35, "Create Public Threads"),
    (1 << 38, "Send Messages in Threads and Posts"),
];
/// Whoever has it may do everything.
const ADMINISTRATOR: u64 = 1 << 3;

/// All of them, as an invitation asks for them.
#[must_use]
pub fn needed() -> u64 {
    NEEDED.iter().fold(0, |all, (right, _)| all | right)
}

/// What is missing in a server; nothing where it does not tell what the bot may.
#[must_use]
pub fn missing(server: &Guild, bot: &str) -> Vec<&'static str> {
    let is_bot = |member: &&super::wire::Member| member.user.as_ref().is_some_and(|user| user.id == bot);
    let Some(member) = server.members.iter().find(is_bot) else { return Vec::new() };
    let own = server.roles.iter().filter(|role| role.id == server.id || member.roles.contains(&role.id));
    let may = own.filter_map(|role| role.permissions.parse::<u64>().ok()).fold(0, |all, rights| all | rights);
    if may & ADMINISTRATOR != 0 {
        return Vec::new();
    }
    NEEDED.iter().filter(|(right, _)| may & right == 0).map(|(_, name)| *name).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        let server = |everybody: u64, own: u64| -> Guild {
            let role = |id: &str, rights: u64| json!({"id": id, "permissions": rights.to_string()});
            let members = json!([{"user": {"id": "42"}, "roles": ["8"]}, {"user": {"id": "5"}, "roles": []}]);
            let told: Value =
                json!({"id": "7", "roles": [role("7", everybody), role("8", own), role("9", !0)], "members": members});
            serde_json::from_value(told).expect("a server")
        };
        assert_eq!(missing(&server(needed(), 0), "42"), [""; 0]);
        assert_eq!(missing(&server(0, ADMINISTRATOR), "42"), [""; 0]);
        let names = ["Attach Files", "Manage Threads and Posts"];
        assert_eq!(missing(&server(needed() & !(1 << 15) & !(1 << 34), 1 << 3 >> 1), "42"), names);
        assert_eq!(missing(&server(0, 0), "6"), [""; 0], "nobody told");
    }
}
