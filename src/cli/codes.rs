//! Codes, one at a time: for a person, a facility, a group.

use anyhow::{Context, Result, anyhow, bail};

use super::{
    guests::{self, Guest, Wish},
    links::Links,
};
use crate::{
    config::{FacilityCodeArgs, InviteArgs, LinkArgs, Purpose},
    core::{
        db::Store,
        directory::rows,
        invite::{self, Gift, Invitation},
        person::{Person, Role},
        policy::desk_file,
        unit::Unit,
    },
    serve::wall_clock,
    text::places::Places,
};

pub(super) const HOUR_MS: i64 = 3600 * 1000;

/// Prints a code for a person.
pub(super) async fn invite(args: InviteArgs) -> Result<()> {
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let directory = rows::load(&mut *store.reader().acquire().await?).await?;
    let wish = Wish {
        role: args.role.into(),
        name: args.name.as_deref().unwrap_or_default(),
        tier: args.tier,
        partner: args.partner.as_deref().unwrap_or_default(),
        facility: args.facility.as_deref().unwrap_or_default(),
        phone: args.phone.as_deref().unwrap_or_default(),
        departments: args.department.iter().map(String::as_str).collect(),
        provinces: args.province.iter().map(String::as_str).collect(),
        locale: args.lang.into(),
    };
    let guest = wish.read(&directory).map_err(|mistakes| {
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        anyhow!("nobody was invited\n{}", told.join("\n"))
    })?;
    let ids = store.take_ids().await?;
    let mut unit = Unit::begin(&store, &ids, wall_clock()).await?;
    let expires_at = unit.now + args.hours * HOUR_MS;
    let invited = welcome(&mut unit, vec![guest], expires_at).await?;
    unit.commit("").await?;
    for Invited { code, .. } in invited {
        println!("Code: {code}   (for one person, once, within {} hours)", args.hours);
        Links::of(&code, &args.places).hand_over(&args.picture)?;
    }
    Ok(())
}

/// Prints a code for all who work at a facility, or takes its codes back.
pub(super) async fn facility(args: FacilityCodeArgs) -> Result<()> {
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let directory = rows::load(&mut *store.reader().acquire().await?).await?;
    let Some(facility) = directory.facility_by_code(&args.facility) else {
        bail!("there is no facility with the code «{}»", args.facility);
    };
    let (now, mut tx) = (wall_clock(), store.begin().await?);
    if args.revoke {
        let count = invite::revoke_of_facility(&mut tx, now, facility.id).await?;
        tx.commit().await?;
        println!("{}: {count} code(s) taken back. Whoever came with them stays.", facility.name);
        return Ok(());
    }
    let code = fresh_code()?;
    let invitation = Invitation::of_facility(facility.id, now + args.days * 24 * HOUR_MS);
    invite::create(&mut tx, &code, &invitation).await?;
    tx.commit().await?;
    println!("Code: {code}   (for all who work at {}, within {} days)", facility.name, args.days);
    Links::of(&code, &args.places).hand_over(&args.picture)
}

/// Prints a code for a group.
pub(super) async fn link(args: LinkArgs) -> Result<()> {
    let store = Store::open(&args.store.database_url).await.context("the database cannot be opened")?;
    let directory = rows::load(&mut *store.reader().acquire().await?).await?;
    let partner_id = guests::partner(&directory, args.partner.as_deref().unwrap_or_default())?;
    if matches!(args.purpose, Purpose::Partner) && partner_id.is_none() {
        bail!("--partner is needed for a partner's group; the partners are: {}", guests::partner_codes(&directory));
    }
    let code = fresh_code()?;
    let (tier, system) = (args.tier, known_system(&args)?.or(known_watcher(&args)?));
    let gift = Gift::Room { purpose: args.purpose.word().to_owned(), partner_id, tier, system };
    let mut tx = store.begin().await?;
    invite::create(&mut tx, &code, &Invitation::once(gift, wall_clock() + args.hours * HOUR_MS)).await?;
    tx.commit().await?;
    println!("Type this in the group, within {} hours: /link {code}", args.hours);
    let places = Places { url: String::new(), telegram: args.telegram };
    if let Some(link) = places.telegram_group(&code, matches!(args.purpose, Purpose::Agents)) {
        println!("Or let Telegram add the bot and type it: {link}");
    }
    Ok(())
}

/// The system whose tickets are to come into a group, by a key of the desk file.
fn known_system(args: &LinkArgs) -> Result<Option<String>> {
    if (args.tier.is_some() || args.system.is_some()) && !matches!(args.purpose, Purpose::Agents) {
        bail!("--tier and --system are for agents' groups");
    }
    let Some(key) = &args.system else { return Ok(None) };
    let desk = desk_file::load(&args.desk).map_err(|mistakes| anyhow!("{mistakes}"))?;
    if desk.system(key).is_none() {
        let keys: Vec<&str> = desk.systems.iter().map(|named| named.key.as_str()).collect();
        bail!("there is no system «{key}»; there are: {}", keys.join(", "));
    }
    Ok(Some(key.clone()))
}

/// The watchers of a group, by their key in the desk file; a group of watchers needs them.
fn known_watcher(args: &LinkArgs) -> Result<Option<String>> {
    let is_theirs = matches!(args.purpose, Purpose::Watchers);
    if args.watcher.is_some() != is_theirs {
        bail!("--watcher is for watchers' groups, and these need it");
    }
    let Some(key) = &args.watcher else { return Ok(None) };
    let desk = desk_file::load(&args.desk).map_err(|mistakes| anyhow!("{mistakes}"))?;
    if !desk.watchers.iter().any(|named| named.key == *key) {
        let keys: Vec<&str> = desk.watchers.iter().map(|named| named.key.as_str()).collect();
        bail!("there is no watcher «{key}»; there are: {}", keys.join(", "));
    }
    Ok(Some(key.clone()))
}

/// Somebody who was made known, and their code.
pub(super) struct Invited {
    pub name: String,
    pub role: Role,
    pub code: String,
}

/// Makes people, and a code for each. Whoever is sent to a facility by name works there.
pub(super) async fn welcome(unit: &mut Unit<'_>, guests: Vec<Guest>, expires_at: i64) -> Result<Vec<Invited>> {
    let mut made = Vec::with_capacity(guests.len());
    for guest in guests {
        let person = person(unit.next_id(), guest);
        unit.people.insert(person.id, person.clone());
        made.push(person);
    }
    unit.save_people().await?;
    let mut invited = Vec::with_capacity(made.len());
    for person in made {
        let code = fresh_code()?;
        let gift = Gift::Role {
            role: person.role,
            tier: person.tier,
            partner_id: person.partner_id,
            facility_id: person.facility_id,
            proves_facility: person.facility_id.is_some(),
            person_id: Some(person.id),
        };
        invite::create(&mut unit.conn, &code, &Invitation::once(gift, expires_at)).await?;
        invited.push(Invited { name: person.name, role: person.role, code });
    }
    Ok(invited)
}

fn person(id: i64, guest: Guest) -> Person {
    Person {
        enrolled: guest.name.is_some(),
        name: guest.name.unwrap_or_default(),
        role: guest.role,
        tier: guest.tier,
        partner_id: guest.partner_id,
        facility_id: guest.facility_id,
        profile: guest.profile,
        ..Person::new(id, guest.locale)
    }
}

/// A code from the system's randomness.
pub(super) fn fresh_code() -> Result<String> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
    Ok(invite::code_from(random))
}
