//! Private threads: for whoever turns to the bot in a channel of a server, be it that their direct messages are closed. Such
//! a thread is their private chat. It begins with a call to them by the bot, which tells whose it is; nobody else is
//! heard there. Moderators of the server can read it.

use std::collections::HashMap;

use hyper::Method;
use serde_json::{Value, json};

use super::{
    bot::DiscordBot,
    channels::Kind,
    client::{Call, Failure},
    errors,
    titles::short,
    wire::{Channel, User},
};

const PRIVATE_THREAD: u8 = 12;
/// Threads are put away after a week without words, and come back with the next ones.
const ARCHIVE_MINUTES: u32 = 10_080;
/// What the mark of such a thread has in the place of a room: this and the person.
const OF: char = '@';
/// So many threads of one person are tried before another is opened.
const TRIED: usize = 3;

/// The private threads that are known, and whose they are.
#[derive(Debug, Default)]
pub struct Asides {
    /// `None`: nobody's.
    owners: HashMap<String, Option<String>>,
}

/// What stands in the mark of a person's thread in the place of its room.
#[must_use]
pub fn marked(person: &str) -> String {
    format!("{OF}{person}")
}

/// The person of a mark, where it is of a private thread.
#[must_use]
pub fn person_of(room: &str) -> Option<&str> {
    room.strip_prefix(OF)
}

impl Asides {
    pub fn learn(&mut self, thread: &str, person: &str) {
        self.owners.insert(thread.to_owned(), Some(person.to_owned()));
    }

    /// Whose a thread is, as far as that was asked or learnt.
    #[must_use]
    pub fn known(&self, thread: &str) -> Option<&str> {
        self.owners.get(thread)?.as_deref()
    }

    pub fn forget(&mut self, thread: &str) {
        self.owners.remove(thread);
    }

    /// Whose a thread is that the bot has opened; `None`: nobody's.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn owner(&mut self, bot: &DiscordBot, thread: &str) -> Result<Option<String>, Failure> {
        if let Some(known) = self.owners.get(thread) {
            return Ok(known.clone());
        }
        let path = format!("/channels/{thread}/messages?after={thread}&limit=10");
        let found = bot.api.get("/channels/messages", thread, path).await?;
        let owner = called_first(&found, bot.account());
        self.owners.insert(thread.to_owned(), owner.clone());
        Ok(owner)
    }

    /// Somebody's thread in a server: the one that they have, or another one.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn of(
        &mut self,
        bot: &DiscordBot,
        (server, room): (&str, &str),
        person: &User,
    ) -> Result<String, Failure> {
        let is_theirs = |(_, owner): &(&String, &Option<String>)| owner.as_ref() == Some(&person.id);
        let mut known: Vec<String> = self.owners.iter().filter(is_theirs).map(|(thread, _)| thread.clone()).collect();
        known.sort_by_key(|thread| std::cmp::Reverse(thread.parse::<u64>().unwrap_or_default()));
        for thread in known.into_iter().take(TRIED) {
            match stands(bot, &thread, server).await {
                Ok(true) => return Ok(thread),
                Ok(false) => {}
                Err(failure) if errors::is_gone(&failure) => self.forget(&thread),
                Err(failure) => return Err(failure),
            }
        }
        let thread = open(bot, room, person).await?;
        self.learn(&thread, &person.id);
        Ok(thread)
    }
}

/// Whether a thread is in that server and takes words.
async fn stands(bot: &DiscordBot, thread: &str, server: &str) -> Result<bool, Failure> {
    let found = bot.api.get("/channels", thread, format!("/channels/{thread}")).await?;
    let Ok(found) = serde_json::from_value::<Channel>(found) else { return Ok(false) };
    let is_locked = found.thread_metadata.is_some_and(|metadata| metadata.locked);
    Ok(found.guild_id.as_deref() == Some(server) && !is_locked)
}

/// Opens a thread for one person, and calls them into it: that shows it to them, and tells later whose it is.
async fn open(bot: &DiscordBot, room: &str, person: &User) -> Result<String, Failure> {
    let room = match bot.channels.of(&bot.api, room).await? {
        Kind::Thread { room } | Kind::Aside { room, .. } => room,
        Kind::Private | Kind::Text { .. } | Kind::Forum { .. } => room.to_owned(),
    };
    let name = person.global_name.as_deref().unwrap_or(&person.username);
    let json = json!({
        "name": short(&format!("Balcão · {name}")), "type": PRIVATE_THREAD, "invitable": false,
        "auto_archive_duration": ARCHIVE_MINUTES,
    });
    let call = Call::new(Method::POST, "/channels/threads", &room, format!("/channels/{room}/threads")).with(json);
    let opened = bot.api.call(&call).await?;
    let Ok(thread) = serde_json::from_value::<Channel>(opened) else {
        return Err(Failure::Cut("the answer is no thread"));
    };
    bot.channels.learn(&thread, None);
    let path = format!("/channels/{}/messages", thread.id);
    let json = json!({
        "content": format!("<@{}>", person.id), "allowed_mentions": {"users": [person.id]},
        "nonce": format!("a{}", thread.id), "enforce_nonce": true,
    });
    bot.api.call(&Call::new(Method::POST, "/channels/messages", &thread.id, path).with(json)).await?;
    Ok(thread.id)
}

/// Whom the bot called first in a thread of its own.
fn called_first(history: &Value, own: &str) -> Option<String> {
    let messages = history.as_array()?.iter().filter(|message| message["author"]["id"].as_str() == Some(own));
    let number = |message: &&Value| message["id"].as_str().and_then(|id| id.parse::<u64>().ok()).unwrap_or(u64::MAX);
    let first = messages.min_by_key(number)?;
    let called = first["content"].as_str()?.strip_prefix("<@")?.strip_suffix('>')?;
    super::outbound::number(called).ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_a_thread_is() {
        let of = |id: &str, author: &str, text: &str| json!({"id": id, "author": {"id": author}, "content": text});
        let called = of("10", "42", "<@100>");
        assert_eq!(
            called_first(&json!([of("12", "7", "<@7>"), of("11", "42", "Olá"), called]), "42"),
            Some("100".into())
        );
        assert_eq!(called_first(&json!([of("9", "7", "<@7>"), of("11", "42", "Olá")]), "42"), None);
        assert_eq!(called_first(&json!([of("9", "7", "<@7>")]), "42"), None, "not of the bot");
        assert_eq!(called_first(&json!([]), "42"), None);
        assert_eq!(person_of(&marked("100")), Some("100"));
        assert_eq!(person_of("100"), None);
    }
}
