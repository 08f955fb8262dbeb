//! Menus of commands: what an adapter shows beside its chats, by language and by who reads there.

use super::{Door, Unavailable};
use crate::{
    core::{chat::Address, contact, person::Role, room, verb::Place},
    dialogs::menu,
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

impl Door {
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
