//! One-time codes, for people and for groups.

use anyhow::{Context, Result, bail};

use crate::{
    config::{InviteArgs, LinkArgs, Purpose},
    core::{
        db::Store,
        directory::{Directory, rows},
        invite::{self, Gift},
        person::{Person, Role},
        unit::Unit,
    },
    serve::wall_clock,
    text::names,
};

const HOUR_MS: i64 = 3600 * 1000;

/// Prints a code for a person.
pub(super) async fn invite(args: InviteArgs) -> Result<()> {
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let directory = rows::load(&mut *store.reader().acquire().await?).await?;
    let role = Role::from(args.role);
    let partner_id = partner(&directory, args.partner.as_deref())?;
    let facility_id = facility(&directory, args.facility.as_deref())?;
    let name = args.name.as_deref().map(names::clean).filter(|name| !name.is_empty());
    if matches!(role, Role::Agent | Role::Admin | Role::FocalPoint) && name.is_none() {
        bail!("--name is needed: whoever works in a room is seen there under it");
    }
    if role == Role::FocalPoint && partner_id.is_none() {
        bail!("--partner is needed for a focal point; the partners are: {}", partner_codes(&directory));
    }
    let expires_at = wall_clock() + args.hours * HOUR_MS;
    let guest = Guest { role, name, tier: args.tier, partner_id, facility_id, locale: args.lang.into() };
    let code = make(&store, guest, expires_at).await?;
    println!("Code: {code}   (for one person, once, within {} hours)", args.hours);
    println!("Link: {}/#code={code}", args.url.trim_end_matches('/'));
    Ok(())
}

/// Prints a code for a group.
pub(super) async fn link(args: LinkArgs) -> Result<()> {
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let directory = rows::load(&mut *store.reader().acquire().await?).await?;
    let partner_id = partner(&directory, args.partner.as_deref())?;
    if matches!(args.purpose, Purpose::Partner) && partner_id.is_none() {
        bail!("--partner is needed for a partner's group; the partners are: {}", partner_codes(&directory));
    }
    let code = fresh_code()?;
    let gift = Gift::Room { purpose: args.purpose.word().to_owned(), partner_id };
    let mut tx = store.begin().await?;
    invite::create(&mut tx, &code, &gift, wall_clock() + args.hours * HOUR_MS).await?;
    tx.commit().await?;
    println!("Type this in the group, within {} hours: /link {code}", args.hours);
    Ok(())
}

/// Somebody who is invited.
pub(super) struct Guest {
    pub role: Role,
    /// With a name they are enrolled at once; without one the bot asks.
    pub name: Option<String>,
    pub tier: Option<i64>,
    pub partner_id: Option<i64>,
    pub facility_id: Option<i64>,
    pub locale: crate::text::locale::Locale,
}

/// Makes the person and a code for them.
pub(super) async fn make(store: &Store, guest: Guest, expires_at: i64) -> Result<String> {
    let ids = store.take_ids().await?;
    let code = fresh_code()?;
    let mut unit = Unit::begin(store, &ids, wall_clock()).await?;
    let person = Person {
        id: unit.next_id(),
        enrolled: guest.name.is_some(),
        name: guest.name.unwrap_or_default(),
        locale: guest.locale,
        role: guest.role,
        tier: guest.tier,
        partner_id: guest.partner_id,
        facility_id: guest.facility_id,
        ..Person::new(0, guest.locale)
    };
    let gift = Gift::Role {
        role: guest.role,
        tier: guest.tier,
        partner_id: guest.partner_id,
        facility_id: guest.facility_id,
        person_id: Some(person.id),
    };
    unit.people.insert(person.id, person);
    unit.save_people().await?;
    invite::create(&mut unit.conn, &code, &gift, expires_at).await?;
    unit.commit("").await?;
    Ok(code)
}

/// A code from the system's randomness.
pub(super) fn fresh_code() -> Result<String> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    Ok(invite::code_from(random))
}

fn partner(directory: &Directory, code: Option<&str>) -> Result<Option<i64>> {
    let Some(code) = code else { return Ok(None) };
    let found = directory.partner_by_code(code);
    match found {
        Some(partner) => Ok(Some(partner.id)),
        None => bail!("there is no partner {code:?}; the partners are: {}", partner_codes(directory)),
    }
}

fn partner_codes(directory: &Directory) -> String {
    let codes: Vec<&str> = directory.partners.iter().map(|partner| partner.code.as_str()).collect();
    if codes.is_empty() { "(none: import a directory first)".to_owned() } else { codes.join(", ") }
}

fn facility(directory: &Directory, code: Option<&str>) -> Result<Option<i64>> {
    let Some(code) = code else { return Ok(None) };
    let found = directory.facility_by_code(code);
    match found {
        Some(facility) => Ok(Some(facility.id)),
        None => bail!("there is no facility with the code {code:?}"),
    }
}
