//! Menus of commands: what an adapter shows beside its chats, by language and by who reads there.

use super::{Door, Unavailable};
use crate::{
    core::{
        chat::Address,
        contact,
        overlay::Overlay,
        person::Role,
        policy::desk::Desk,
        room,
        verb::{Place, TABLE, Verb},
    },
    dialogs::{
        catalog::Catalog,
        forum,
        menu::{self, Part},
    },
    text::locale::Locale,
};

/// The menu of one chat, or of all private chats that have none of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The platform's own id of the chat; `None`: all private chats.
    pub chat: Option<String>,
    /// The language that it is for; `None`: everybody whose language has no menu.
    pub locale: Option<String>,
    /// Each as it is typed, without a slash (`[a-z0-9_]`, at most 32), and what it does (at most 256 characters).
    pub commands: Vec<(String, String)>,
}

/// A word or a line in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub pt: String,
    pub en: String,
}

/// A command that a platform offers by itself, with the parts that may follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slash {
    pub name: Spoken,
    pub description: Spoken,
    pub arguments: Vec<Argument>,
}

/// A part that may follow a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    pub name: Spoken,
    pub description: Spoken,
    /// [`Door::suggest`] completes it.
    pub completes: bool,
}

/// All commands of a desk, in both languages.
#[must_use]
pub fn slash(catalog: &Catalog, policy: &Desk) -> Vec<Slash> {
    let spoken = |of: &dyn Fn(Locale) -> String| Spoken { pt: of(Locale::Pt), en: of(Locale::En) };
    let argument = |part: &Part| Argument {
        name: spoken(&|locale| part.name(locale).to_owned()),
        description: spoken(&|locale| menu::part_described(*part, catalog, locale)),
        completes: part.completes(),
    };
    let [pt, en] = [Locale::Pt, Locale::En].map(|locale| menu::all(catalog, policy, locale));
    let slash = |((verb, name, does), (_, other, does_too)): ((Verb, String, String), (Verb, String, String))| {
        let (name, description) = (Spoken { pt: name, en: other }, Spoken { pt: does, en: does_too });
        Slash { name, description, arguments: menu::parts(verb).iter().map(argument).collect() }
    };
    pt.into_iter().zip(en).map(slash).collect()
}

/// The verb of a command, by any of its names.
pub(super) fn verb_of(command: &str) -> Option<Verb> {
    TABLE.iter().find(|row| row.names.contains(&command)).map(|row| row.verb)
}

impl Door {
    /// All commands, in both languages.
    #[must_use]
    pub fn slash(&self) -> Vec<Slash> {
        let shared = &self.entrance.shared;
        slash(&shared.catalog, &shared.policy())
    }

    /// Where an argument stands after a command; what is unknown stands last.
    #[must_use]
    pub fn place_of(&self, command: &str, argument: &str) -> usize {
        let parts = verb_of(command).map_or(&[][..], menu::parts);
        parts.iter().position(|part| part.is_called(argument)).unwrap_or(parts.len())
    }

    /// What a room's threads can be tagged with, in its language: the names of statuses and priorities.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn tags(&self, platform: &str, account: &str, chat: &str) -> Result<Vec<String>, Unavailable> {
        let shared = &self.entrance.shared;
        let (address, mut rooms) = (Address::new(platform, account, chat).to_string(), Overlay::default());
        let mut conn = shared.store.reader().acquire().await?;
        room::load(&mut conn, std::slice::from_ref(&address), &mut rooms).await?;
        let locale = rooms.read(&address).map_or_else(Locale::default, |room| room.locale);
        Ok(forum::tags(&shared.catalog, &shared.policy(), locale))
    }

    /// All menus of an account: those of reporters by language, of each agents' and each managers' room, and of the
    /// private chats of the people of the desk.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn menus(&self, platform: &str, account: &str) -> Result<Vec<Menu>, Unavailable> {
        let shared = &self.entrance.shared;
        let commands = |role, place, locale| menu::commands(&shared.catalog, &shared.policy(), role, place, locale);
        let mut menus: Vec<Menu> = Locale::ALL
            .into_iter()
            .map(|locale| Menu {
                chat: None,
                locale: (locale != Locale::default()).then(|| locale.code().to_owned()),
                commands: commands(Role::Reporter, Place::Private, locale),
            })
            .collect();
        let here = |address: &str| {
            let address: Address = address.parse().ok()?;
            (address.platform == platform && address.account == account).then_some(address.chat)
        };
        let mut conn = shared.store.reader().acquire().await?;
        for room in room::of_the_desk(&mut conn).await? {
            let place = Place::of_purpose(&room.purpose);
            let role = if place == Place::Agents { Role::Agent } else { Role::Manager };
            let commands = commands(role, place, room.locale);
            menus.extend(here(&room.address).map(|chat| Menu { chat: Some(chat), locale: None, commands }));
        }
        for (address, role, locale) in contact::staff_chats(&mut conn).await? {
            let commands = commands(role, Place::Private, locale);
            menus.extend(here(&address).map(|chat| Menu { chat: Some(chat), locale: None, commands }));
        }
        Ok(menus)
    }

    /// Waits until menus may have become others: a group was bound, somebody has another role or language. Several
    /// changes may ring once.
    pub async fn menus_changed(&self) {
        self.entrance.shared.menus.notified().await;
    }
}
