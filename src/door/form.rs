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
        menu::Part,
    },
};

impl Door {
    /// Whether a command opens a form.
    #[must_use]
    pub fn opens_form(&self, command: &str) -> bool {
        menus::verb_of(command) == Some(Verb::Report)
    }

    /// The form's field that an argument of such a command fills in.
    #[must_use]
    pub fn field_of(&self, argument: &str) -> Option<&'static str> {
        [(Part::System, form::SYSTEM), (Part::Category, form::CATEGORY)]
            .into_iter()
            .find_map(|(part, field)| part.is_called(argument).then_some(field))
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
