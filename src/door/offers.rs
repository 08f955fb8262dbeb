//! What may follow a command, offered while it is typed: only what whoever types may use, and what they may read of it.

use sqlx::AnyConnection;

use super::{Door, Unavailable, menus};
use crate::{
    core::{
        canned,
        chat::Address,
        contact,
        overlay::Overlay,
        person::Person,
        policy::desk::{Desk, Named},
        rights, staff, suggestion,
        ticket::Ticket,
        ticket_rows,
        verb::{Place, What},
    },
    desk::Shared,
    dialogs::{
        forum,
        menu::{self, Part},
    },
    text::{fold, locale::Locale},
};

/// So many are offered at most.
const OFFERED: usize = 25;

/// What somebody is typing after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing<'t> {
    pub command: &'t str,
    /// The name of the part at hand.
    pub argument: &'t str,
    pub typed: &'t str,
    /// What stands in the other parts, by their names.
    pub others: Vec<(String, String)>,
}

/// What is offered: how it is called, how else it may be called, and what is typed with it.
struct Offer {
    name: String,
    called: Vec<String>,
    value: String,
}

impl Offer {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), called: vec![fold::fold_words(name)], value: name.to_owned() }
    }

    fn named(named: &Named, locale: Locale) -> Self {
        Self { called: named.names().to_vec(), ..Self::of(named.label.in_locale(locale)) }
    }
}

impl Door {
    /// What fits to what somebody is typing: how each is shown, and what is typed with it. Nobody who is not known here
    /// finds anything.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn suggest(
        &self,
        platform: &str,
        account: &str,
        user_key: &str,
        typing: &Typing<'_>,
    ) -> Result<Vec<(String, String)>, Unavailable> {
        let shared = &self.entrance.shared;
        let key = contact::key(&Address::new(platform, account, ""), user_key);
        let mut conn = shared.store.reader().acquire().await?;
        let person = contact::person(&mut conn, &key).await?.filter(|person| person.enrolled && person.is_here());
        let (Some(person), Some(verb)) = (person, menus::verb_of(typing.command)) else { return Ok(Vec::new()) };
        let may = Place::ALL.iter().any(|place| verb.row().allows(person.role, *place));
        let part = menu::parts(verb).iter().find(|part| part.is_called(typing.argument));
        let Some(part) = part.filter(|_| may) else { return Ok(Vec::new()) };
        let policy = shared.policy();
        let systems = || policy.systems.iter().map(|named| Offer::named(named, person.locale)).collect();
        let offers: Vec<Offer> = match part {
            Part::Words => Vec::new(),
            Part::Request => return references(&mut conn, shared, &policy, &person, typing.typed).await,
            Part::System => systems(),
            Part::Category => categories(&policy, person.locale),
            Part::Answer => {
                let all = canned::all(&mut conn, &policy, &person).await?;
                all.iter().map(|ready| Offer { called: ready.called.clone(), ..Offer::of(&ready.name) }).collect()
            }
            Part::Value => match verb.takes_value() {
                Some(What::Person) => {
                    staff::workloads(&mut conn).await?.iter().map(|one| Offer::of(&one.name)).collect()
                }
                Some(What::Reference) => {
                    return references(&mut conn, shared, &policy, &person, typing.typed).await;
                }
                Some(What::Tag) => policy.tags.iter().map(|named| Offer::named(named, person.locale)).collect(),
                Some(What::Category) => categories(&policy, person.locale),
                Some(_) => {
                    let system = system_of(&mut conn, &person, typing).await?;
                    let names = menu::values(verb, system.as_deref(), &shared.catalog, &policy, person.locale);
                    names.iter().map(|name| Offer::of(name)).collect()
                }
                None => Vec::new(),
            },
        };
        Ok(fitting(offers, typing.typed))
    }
}

fn categories(policy: &Desk, locale: Locale) -> Vec<Offer> {
    policy.categories.iter().map(|category| Offer::named(&category.named, locale)).collect()
}

/// The newest requests that somebody may read and whose reference holds what they typed: each with what it is at a
/// glance.
async fn references(
    conn: &mut AnyConnection,
    shared: &Shared,
    policy: &Desk,
    person: &Person,
    typed: &str,
) -> Result<Vec<(String, String)>, Unavailable> {
    let most = i64::try_from(OFFERED).unwrap_or(i64::MAX);
    let references = suggestion::newest_references(conn, person, typed, most).await?;
    let tickets = tickets(conn, &references).await?;
    let mut found: Vec<&Ticket> = tickets.values().filter(|ticket| rights::reads(person, ticket)).collect();
    found.sort_by_key(|ticket| std::cmp::Reverse(ticket.id));
    let shown =
        |ticket: &Ticket| (forum::heading(ticket, &shared.catalog, policy, person.locale), ticket.reference.clone());
    Ok(found.into_iter().map(shown).collect())
}

async fn tickets(conn: &mut AnyConnection, references: &[String]) -> Result<Overlay<i64, Ticket>, Unavailable> {
    let mut tickets = Overlay::default();
    ticket_rows::load_by_reference(conn, references, &mut tickets).await?;
    Ok(tickets)
}

/// The system of the request that stands in another part, if they may read it: it decides on the values.
async fn system_of(
    conn: &mut AnyConnection,
    person: &Person,
    typing: &Typing<'_>,
) -> Result<Option<String>, Unavailable> {
    let typed = typing
        .others
        .iter()
        .find(|(other, _)| Part::Request.is_called(other))
        .map(|(_, typed)| typed.trim().to_uppercase());
    let Some(reference) = typed else { return Ok(None) };
    let tickets = tickets(conn, &[reference]).await?;
    let found = tickets.values().find(|ticket| rights::reads(person, ticket)).map(|ticket| ticket.system.clone());
    Ok(found)
}

/// Those of which what is typed begins a word of any name stand first, then those that hold it in the one that is shown;
/// accents count for nothing.
fn fitting(offers: Vec<Offer>, typed: &str) -> Vec<(String, String)> {
    let typed = fold::fold_words(typed);
    let rank = |offer: &Offer| {
        let begins = offer.called.iter().any(|name| fold::begins(name, &typed));
        let holds = fold::fold_words(&offer.name).contains(&typed);
        if typed.is_empty() || begins { Some(0) } else { holds.then_some(1) }
    };
    let mut found: Vec<(u8, Offer)> = offers.into_iter().filter_map(|offer| Some((rank(&offer)?, offer))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(OFFERED).map(|(_, offer)| (offer.name, offer.value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_find_names_with_or_without_accents() {
        let offers = || ["Crítica", "Urgente", "Não crítica"].map(Offer::of).into_iter().collect::<Vec<_>>();
        let names = |typed: &str| fitting(offers(), typed).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(""), ["Crítica", "Urgente", "Não crítica"]);
        assert_eq!(names("crit"), ["Crítica", "Não crítica"]);
        assert_eq!(names("gente"), ["Urgente"]);
        assert!(names("xyz").is_empty());
        let many = (0..40).map(|at| Offer::of(&format!("Nome {at}"))).collect();
        assert_eq!(fitting(many, "nome").len(), OFFERED);
    }
}
