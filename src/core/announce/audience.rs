//! Whom an announcement is for, and which chats that comes to: each chat once, and nobody in private who reads it in a
//! group (N7). Whoever is left out is named too, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row as _};

use super::{
    Announcement,
    before::{Before, told_before},
};
use crate::{
    closed_set,
    core::{
        contact,
        directory::Directory,
        person::{Person, Role},
        rows,
    },
    text::locale::Locale,
};

/// Whom an announcement is for. What is empty narrows nothing down: all of it empty are all partners' groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<i64>,
    /// Names of the directory.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provinces: Vec<String>,
    /// Province and district.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub districts: Vec<(String, String)>,
    /// Keys of the desk file: those who have had requests of one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// Who is told in private, beside the groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
}

impl Audience {
    /// Whether it is for some places or partners alone.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !(self.partners.is_empty() && self.provinces.is_empty() && self.districts.is_empty())
    }

    /// Whether a facility is in one of its provinces or districts; any is where none is named.
    fn has_facility(&self, directory: &Directory, id: i64) -> bool {
        if self.provinces.is_empty() && self.districts.is_empty() {
            return true;
        }
        directory.facility(id).is_some_and(|facility| {
            self.provinces.contains(&facility.province)
                || self
                    .districts
                    .iter()
                    .any(|(province, name)| (province, name) == (&facility.province, &facility.district))
        })
    }

    /// The partners that it is for on a day (days since 1970); none: all of them.
    fn partners_on(&self, directory: &Directory, day: i64) -> Option<BTreeSet<i64>> {
        if !self.is_narrow() {
            return None;
        }
        let is_named = |partner: &i64| self.partners.is_empty() || self.partners.contains(partner);
        if self.provinces.is_empty() && self.districts.is_empty() {
            return Some(self.partners.iter().copied().collect());
        }
        let there = directory.facilities.iter().filter(|facility| self.has_facility(directory, facility.id));
        Some(there.filter_map(|facility| directory.partner_on(facility.id, day)).filter(is_named).collect())
    }

    /// Takes over what another one names; `whole`: and nothing else.
    pub fn narrow(&mut self, to: Self, whole: bool) {
        if whole {
            *self = to;
            return;
        }
        let Self { partners, provinces, districts, systems, roles } = to;
        if !partners.is_empty() {
            self.partners = partners;
        }
        if !provinces.is_empty() {
            self.provinces = provinces;
        }
        if !districts.is_empty() {
            self.districts = districts;
        }
        if !systems.is_empty() {
            self.systems = systems;
        }
        if !roles.is_empty() {
            self.roles = roles;
        }
    }

    /// Whether somebody is among those whom it is for, wherever they read of it. The desk's own people always are.
    #[must_use]
    pub fn concerns(&self, person: &Person, directory: &Directory, day: i64) -> bool {
        match person.role {
            Role::Agent | Role::Manager | Role::Admin => true,
            Role::Reporter | Role::FocalPoint => self.is_in_scope(person, directory, day),
        }
    }

    /// Whether it is for a group of this partner's; one of nobody's is for all who are not told narrowly.
    #[must_use]
    pub fn concerns_group(&self, partner: Option<i64>, directory: &Directory, day: i64) -> bool {
        match (self.partners_on(directory, day), partner) {
            (None, _) => true,
            (Some(partners), Some(partner)) => partners.contains(&partner),
            (Some(_), None) => false,
        }
    }

    fn is_in_scope(&self, person: &Person, directory: &Directory, day: i64) -> bool {
        if !self.is_narrow() {
            return true;
        }
        match (person.partner_id, person.facility_id) {
            (_, Some(facility)) if person.role == Role::Reporter => {
                let partner = directory.partner_on(facility, day);
                let is_named = self.partners.is_empty() || partner.is_some_and(|one| self.partners.contains(&one));
                is_named && self.has_facility(directory, facility)
            }
            (Some(partner), _) => self.concerns_group(Some(partner), directory, day),
            (None, _) => person.role != Role::Reporter && person.role != Role::FocalPoint,
        }
    }
}

closed_set! {
    /// Why somebody is left out.
    LeftOut {
        /// They read it in a group that is told.
        ToldInGroup = "told_in_group",
        /// They want no announcements.
        Muted = "muted",
        /// Nothing reaches them.
        Unreachable = "unreachable",
        /// It was stopped before their turn.
        Stopped = "stopped",
    }
}

closed_set! {
    /// What somebody, or a group, wants of announcements.
    Wish {
        All = "all",
        /// What concerns them: the usual.
        Mine = "mine",
        /// Once a day, together.
        Digest = "digest",
        None = "none",
    }
}

/// A chat that is told, or somebody who is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// `person:ID` where there is none.
    pub address: String,
    /// None: a group.
    pub person: Option<i64>,
    pub partner: Option<i64>,
    pub locale: Locale,
    pub left_out: Option<LeftOut>,
    /// It comes with the next digest.
    pub digest: bool,
    /// The recipient in whose place this one is told.
    pub instead_of: Option<String>,
}

/// Everybody whom an announcement reaches, or would, on a day (days since 1970): groups first, each once, in the order of
/// their addresses. Whoever was told of it before is told how it goes on.
///
/// # Errors
/// The database's.
pub async fn reach(
    conn: &mut AnyConnection,
    directory: &Directory,
    announcement: &Announcement,
    day: i64,
) -> Result<Vec<Recipient>, sqlx::Error> {
    let wishes = wishes(conn, announcement.id).await?;
    let before = told_before(conn, announcement.id).await?;
    let mut reached = groups(conn, directory, &announcement.audience, (&wishes, &before), day).await?;
    let told: Vec<String> =
        reached.iter().filter(|group| group.left_out.is_none()).map(|group| group.address.clone()).collect();
    let people = people(conn, directory, announcement, (&wishes, &before), day).await?;
    let ids: Vec<i64> = people.keys().copied().collect();
    let addresses = contact::addresses(conn, &ids).await?;
    let in_group = seen_in(conn, &told).await?;
    for (id, (partner, locale)) in people {
        let wish = wishes.get(&reader(id)).copied();
        let left_out = match (wish, addresses.get(&id)) {
            (Some(Wish::None), _) => Some(LeftOut::Muted),
            _ if in_group.contains(&id) => Some(LeftOut::ToldInGroup),
            (_, None) => Some(LeftOut::Unreachable),
            (_, Some(_)) => None,
        };
        reached.push(Recipient {
            address: addresses.get(&id).cloned().unwrap_or_else(|| reader(id)),
            person: Some(id),
            partner,
            locale,
            left_out,
            digest: wish == Some(Wish::Digest),
            instead_of: None,
        });
    }
    Ok(reached)
}

/// How a person stands in the table of wishes.
#[must_use]
pub fn reader(person: i64) -> String {
    format!("person:{person}")
}

/// What is wanted by those who want something of their own: of this announcement, or else of all.
pub(super) async fn wishes(conn: &mut AnyConnection, announcement: i64) -> Result<BTreeMap<String, Wish>, sqlx::Error> {
    // What is said of one comes later, and so replaces what is said of all.
    let found = sqlx::query(
        "select reader, wish from announcement_wish where announcement_id in (0, $1) order by announcement_id",
    )
    .bind(announcement)
    .fetch_all(conn)
    .await?;
    let mut wishes = BTreeMap::new();
    for row in found {
        if let Some(wish) = Wish::from_word(&row.try_get::<String, _>(1)?) {
            wishes.insert(row.try_get(0)?, wish);
        }
    }
    Ok(wishes)
}

async fn groups(
    conn: &mut AnyConnection,
    directory: &Directory,
    audience: &Audience,
    (wishes, before): (&BTreeMap<String, Wish>, &Before),
    day: i64,
) -> Result<Vec<Recipient>, sqlx::Error> {
    let users = users(conn, &audience.systems).await?;
    let found = sqlx::query(
        "select address, partner_id, locale, case when gone_at is null then 0 else 1 end from room
         where purpose in ('partner', 'announcements') order by address",
    )
    .fetch_all(conn)
    .await?;
    let mut groups = Vec::new();
    for row in found {
        let (address, partner): (String, Option<i64>) = (row.try_get(0)?, row.try_get(1)?);
        let uses_it = users.as_ref().is_none_or(|users| partner.is_none_or(|partner| users.contains(&partner)));
        let is_meant = uses_it && audience.concerns_group(partner, directory, day);
        if !is_meant && !before.groups.contains(&address) {
            continue;
        }
        let wish = wishes.get(&address).copied();
        let left_out = match wish {
            _ if row.try_get::<i64, _>(3)? == 1 => Some(LeftOut::Unreachable),
            Some(Wish::None) => Some(LeftOut::Muted),
            Some(Wish::All | Wish::Mine | Wish::Digest) | None => None,
        };
        let locale = row.try_get::<String, _>(2)?.parse().unwrap_or_default();
        let digest = wish == Some(Wish::Digest);
        groups.push(Recipient { address, person: None, partner, locale, left_out, digest, instead_of: None });
    }
    Ok(groups)
}

/// The partners that use one of these systems; none where no system is named.
async fn users(conn: &mut AnyConnection, systems: &[String]) -> Result<Option<BTreeSet<i64>>, sqlx::Error> {
    if systems.is_empty() {
        return Ok(None);
    }
    let found = rows::read_in(
        conn,
        "select distinct p.id from partner p join ticket t on t.partner_id = p.id
         where t.is_practice = 0 and t.system_key in",
        systems,
        "",
    )
    .await?;
    found.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map(Some)
}

/// The people who are told in private: of the roles that are named, those who joined its problem, and those who asked for
/// all announcements; each with their partner and language.
async fn people(
    conn: &mut AnyConnection,
    directory: &Directory,
    announcement: &Announcement,
    (wishes, before): (&BTreeMap<String, Wish>, &Before),
    day: i64,
) -> Result<BTreeMap<i64, (Option<i64>, Locale)>, sqlx::Error> {
    let audience = &announcement.audience;
    // Whoever follows this one hears of it, like those who joined its problem.
    let mut joined = joined(conn, announcement.problem).await?;
    joined.extend(followers(conn, announcement.id).await?);
    let asked = |(reader, wish): (&String, &Wish)| {
        let id = reader.strip_prefix("person:")?.parse::<i64>().ok()?;
        (*wish == Wish::All).then_some(id)
    };
    let asked: BTreeSet<i64> = wishes.iter().filter_map(asked).collect();
    let mut found = of_roles(conn, &audience.roles).await?;
    let others: Vec<i64> = joined.union(&asked).chain(&before.people).copied().collect();
    found.extend(contact::people(conn, &others).await?);
    let users = reporters_of(conn, &audience.systems, &found).await?;
    let mut people = BTreeMap::new();
    for person in found.into_iter().filter(|person| person.enrolled && person.is_here()) {
        let is_user = person.role != Role::Reporter || users.as_ref().is_none_or(|users| users.contains(&person.id));
        let is_meant = audience.is_in_scope(&person, directory, day) && is_user;
        if joined.contains(&person.id) || before.people.contains(&person.id) || is_meant {
            let of_facility = person.facility_id.and_then(|facility| directory.partner_on(facility, day));
            people.insert(person.id, (person.partner_id.or(of_facility), person.locale));
        }
    }
    Ok(people)
}

async fn followers(conn: &mut AnyConnection, announcement: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query("select reader from announcement_wish where announcement_id = $1 and wish = 'all'")
        .bind(announcement)
        .fetch_all(conn)
        .await?;
    let readers: Vec<String> = found.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    Ok(readers.iter().filter_map(|reader| reader.strip_prefix("person:")?.parse().ok()).collect())
}

async fn of_roles(conn: &mut AnyConnection, roles: &[Role]) -> Result<Vec<Person>, sqlx::Error> {
    let words: Vec<String> = roles.iter().map(|role| role.word().to_owned()).collect();
    let found = rows::read_in(
        conn,
        "select id from person where enrolled_at is not null and blocked_at is null and left_at is null and role in",
        &words,
        "order by id",
    )
    .await?;
    let ids: Vec<i64> = found.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    contact::people(conn, &ids).await
}

/// Those whose open requests are of a problem.
async fn joined(conn: &mut AnyConnection, problem: Option<i64>) -> Result<BTreeSet<i64>, sqlx::Error> {
    let Some(problem) = problem else { return Ok(BTreeSet::new()) };
    let found = sqlx::query(
        "select t.reporter_id from problem_ticket p join ticket t on t.id = p.ticket_id
         where p.problem_id = $1 and t.is_practice = 0 and t.status not in ('closed', 'cancelled', 'rejected', 'duplicate')",
    )
    .bind(problem)
    .fetch_all(conn)
    .await?;
    found.iter().map(|row| row.try_get(0)).collect()
}

/// Of the reporters among these people those who have had requests of one of the systems; none where none is named.
async fn reporters_of(
    conn: &mut AnyConnection,
    systems: &[String],
    people: &[Person],
) -> Result<Option<BTreeSet<i64>>, sqlx::Error> {
    if systems.is_empty() {
        return Ok(None);
    }
    let reporters: Vec<i64> =
        people.iter().filter(|person| person.role == Role::Reporter).map(|person| person.id).collect();
    let head = "select distinct reporter_id, system_key from ticket where is_practice = 0 and reporter_id in";
    let mut users = BTreeSet::new();
    for row in rows::read_in(conn, head, &reporters, "").await? {
        if systems.contains(&row.try_get::<String>(1)?) {
            users.insert(row.try_get(0)?);
        }
    }
    Ok(Some(users))
}

/// The people who were seen to write in one of these groups.
async fn seen_in(conn: &mut AnyConnection, groups: &[String]) -> Result<BTreeSet<i64>, sqlx::Error> {
    let found = rows::read_in(conn, "select person_id from seen_in where address in", groups, "").await?;
    found.iter().map(|row| row.try_get(0)).collect()
}
