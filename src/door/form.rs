//! The form of a new report, for platforms that can show several questions together. To ask for it changes nothing.

use super::{Door, Unavailable, menus};
use crate::{
    core::{
        chat::{
            Address,
            form::{Form, Room},
        },
        contact, draft,
        verb::Verb,
    },
    dialogs::{
        form::{self, Hand},
        menu::{self, Part},
    },
    text::locale::Locale,
};

impl Door {
    /// Where a command opens a form: the names of what may follow it, each with the form's field that it fills in.
    #[must_use]
    pub fn form_of(&self, command: &str) -> Option<Vec<(&'static str, &'static str)>> {
        let verb = menus::verb_of(command).filter(|verb| *verb == Verb::Report)?;
        let fields = menu::parts(verb).iter().filter_map(|part| match part {
            Part::System => Some((part.name(Locale::Pt), form::SYSTEM)),
            Part::Category => Some((part.name(Locale::Pt), form::CATEGORY)),
            Part::Request | Part::Value | Part::Words | Part::Answer => None,
        });
        Some(fields.collect())
    }

    /// The form of a new report, for somebody in private, with what they have told of it by the form's fields. `None`
    /// where a dialog comes first: they are not enrolled, create none here, or have one that is not sent yet.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn form(
        &self,
        platform: &str,
        account: &str,
        user_key: &str,
        given: &[(String, String)],
        room: Room,
    ) -> Result<Option<Form>, Unavailable> {
        let shared = &self.entrance.shared;
        let policy = shared.policy();
        let key = contact::key(&Address::new(platform, account, ""), user_key);
        let mut conn = shared.store.reader().acquire().await?;
        let person = contact::person(&mut conn, &key).await?.filter(|person| person.enrolled && person.is_here());
        let Some(person) = person.filter(|person| policy.lets_create(person.role)) else { return Ok(None) };
        let draft = draft::open_of(&mut conn, person.id).await?;
        if draft.is_some_and(|draft| form::is_begun(&draft.answers)) {
            return Ok(None);
        }
        let hand = Hand { catalog: &shared.catalog, desk: &policy, locale: person.locale };
        let mut form = form::of(&form::told(given, &policy), room, hand);
        // What names nothing comes back too, and is asked again then.
        let is_known = |field: &str, form: &Form| form.given.iter().any(|(known, _)| known == field);
        for (field, text) in given {
            if !is_known(field, &form) {
                form.given.push((field.clone(), text.clone()));
            }
        }
        Ok(Some(form))
    }
}
