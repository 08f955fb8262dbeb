//! Who is to be invited, as it was written on the command line or in a file, and what is wrong with it. It changes
//! nothing; `codes` and `many` make the codes.

use std::collections::BTreeMap;

use crate::{
    core::{
        directory::{Directory, import::PROVINCES},
        mistake::Mistake,
        person::{Person, Profile, Role},
        sheet::{self, Row},
    },
    text::{fold, locale::Locale, names, phone},
};

/// The columns of a file of people; the first two have to be there.
const NEEDED: [&str; 2] = ["name", "role"];
const OPTIONAL: [&str; 7] = ["tier", "facility", "partner", "phone", "departments", "provinces", "lang"];
/// The tiers of the EPTS support structure.
const TIERS: std::ops::RangeInclusive<i64> = 1..=4;

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub role: Role,
    /// With a name they are enrolled at once; without one the bot asks.
    pub name: Option<String>,
    pub tier: Option<i64>,
    pub partner_id: Option<i64>,
    pub facility_id: Option<i64>,
    pub locale: Locale,
    pub profile: Profile,
}

/// An invitation as somebody wrote it; what is empty was not given.
pub(super) struct Wish<'a> {
    pub role: Role,
    pub name: &'a str,
    pub tier: Option<i64>,
    pub partner: &'a str,
    pub facility: &'a str,
    pub phone: &'a str,
    pub departments: Vec<&'a str>,
    pub provinces: Vec<&'a str>,
    pub locale: Locale,
}

impl Wish<'_> {
    /// Who is meant, or all that is wrong.
    pub fn read(&self, directory: &Directory) -> Result<Guest, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut take = |found: Result<Option<i64>, Mistake>| found.map_err(|wrong| mistakes.push(wrong)).ok().flatten();
        let partner_id = take(partner(directory, self.partner));
        let facility_id = take(facility(directory, self.facility));
        let phone = self.phone().map_err(|wrong| mistakes.push(wrong)).ok().flatten();
        let mut provinces = Vec::new();
        for typed in &self.provinces {
            match province(directory, typed) {
                Ok(name) if provinces.contains(&name) => {}
                Ok(name) => provinces.push(name),
                Err(wrong) => mistakes.push(wrong),
            }
        }
        let name = Some(names::clean(self.name)).filter(|name| !name.is_empty());
        mistakes.extend(self.misfits(name.is_some(), directory));
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let departments = self.departments.iter().map(|key| (*key).to_owned()).collect();
        let profile = Profile { phone, departments, provinces, ..Profile::default() };
        let Self { role, tier, locale, .. } = *self;
        Ok(Guest { role, name, tier, partner_id, facility_id, locale, profile })
    }

    fn phone(&self) -> Result<Option<String>, Mistake> {
        match (self.phone, phone::clean(self.phone)) {
            ("", _) => Ok(None),
            (_, Some(phone)) => Ok(Some(phone)),
            (typed, None) => Err(wrong(format!("«{typed}» is no telephone")).allowing("7 to 15 digits")),
        }
    }

    /// What does not go with the role.
    fn misfits(&self, is_named: bool, directory: &Directory) -> Vec<Mistake> {
        let mut misfits = Vec::new();
        let is_agent = matches!(self.role, Role::Agent | Role::Admin);
        if (is_agent || self.role == Role::FocalPoint) && !is_named {
            misfits.push(wrong("a name is needed: whoever works in a room is seen there under it"));
        }
        if self.role == Role::FocalPoint && self.partner.is_empty() {
            misfits.push(wrong("a focal point needs a partner").allowing(partner_codes(directory)));
        }
        if !is_agent && (self.tier.is_some() || !self.departments.is_empty() || !self.provinces.is_empty()) {
            let problem = format!("tier, departments and provinces are for agents, not for a {}", self.role.word());
            misfits.push(wrong(problem));
        }
        misfits
    }
}

/// Reads a CSV file of people, with the line of each.
///
/// # Errors
/// All mistakes, in the order of their lines.
pub fn read(bytes: &[u8], directory: &Directory) -> Result<Vec<(usize, Guest)>, Vec<Mistake>> {
    let sheet = sheet::read(bytes, &NEEDED, &OPTIONAL).map_err(|mistake| vec![mistake])?;
    let mut mistakes = sheet.mistakes;
    let mut guests = Vec::new();
    for row in &sheet.rows {
        match read_row(row, directory) {
            Ok(guest) => guests.push((row.line, guest)),
            Err(wrong) => {
                mistakes.extend(wrong.into_iter().map(|mistake| Mistake { line: Some(row.line), ..mistake }));
            }
        }
    }
    mistakes.extend(doubles(&guests));
    mistakes.sort_by_key(|mistake| mistake.line);
    if mistakes.is_empty() { Ok(guests) } else { Err(mistakes) }
}

fn read_row(row: &Row, directory: &Directory) -> Result<Guest, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let role = role(row.field("role")).map_err(|wrong| mistakes.push(wrong)).ok();
    let tier = tier(row.field("tier")).map_err(|wrong| mistakes.push(wrong)).ok().flatten();
    let locale = locale(row.field("lang")).map_err(|wrong| mistakes.push(wrong)).ok();
    let name = row.field("name");
    if names::clean(name).is_empty() {
        mistakes.push(wrong("`name` is empty"));
    } else if name.chars().count() > names::LONGEST {
        mistakes.push(wrong(format!("the name has more than {} characters", names::LONGEST)));
    }
    let wish = Wish {
        // Of a role that was not understood nothing more is asked than of a reporter.
        role: role.unwrap_or(Role::Reporter),
        name,
        tier: tier.filter(|_| role.is_some()),
        partner: row.field("partner"),
        facility: row.field("facility"),
        phone: row.field("phone"),
        departments: listed(row.field("departments")).filter(|_| role.is_some()).collect(),
        provinces: listed(row.field("provinces")).filter(|_| role.is_some()).collect(),
        locale: locale.unwrap_or_default(),
    };
    match wish.read(directory) {
        Ok(guest) if mistakes.is_empty() => Ok(guest),
        Ok(_) => Err(mistakes),
        // That the name is missing was told already.
        Err(more) => {
            mistakes.extend(more.into_iter().filter(|more| !more.problem.starts_with("a name is needed")));
            Err(mistakes)
        }
    }
}

/// People who are in the file twice.
fn doubles(guests: &[(usize, Guest)]) -> Vec<Mistake> {
    let mut first: BTreeMap<Likeness, usize> = BTreeMap::new();
    let mut doubles = Vec::new();
    for (line, guest) in guests {
        let before = *first.entry(Likeness::of_guest(guest)).or_insert(*line);
        if before != *line {
            let problem = format!("the same name and telephone are on line {before}");
            doubles.push(Mistake::on(*line, problem).allowing(TOLD_APART));
        }
    }
    doubles
}

/// People who are known already: the same file again would make them twice.
pub(super) fn known_already(guests: &[(usize, Guest)], people: &[Person]) -> Vec<Mistake> {
    let known: BTreeMap<Likeness, Role> =
        people.iter().map(|person| (Likeness::of(&person.name, &person.profile), person.role)).collect();
    let twins = guests.iter().filter_map(|(line, guest)| {
        let role = known.get(&Likeness::of_guest(guest))?;
        let problem = format!("somebody with this name and telephone is known already, as {}", role.word());
        Some(Mistake::on(*line, problem).allowing(TOLD_APART))
    });
    twins.collect()
}

const TOLD_APART: &str = "a telephone that tells two people of one name apart";

/// By what two rows are taken for one person: the name as it is folded, and the telephone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness(String, Option<String>);

impl Likeness {
    fn of(name: &str, profile: &Profile) -> Self {
        Self(fold::fold(name), profile.phone.clone())
    }

    fn of_guest(guest: &Guest) -> Self {
        Self::of(guest.name.as_deref().unwrap_or_default(), &guest.profile)
    }
}

fn wrong(problem: impl Into<String>) -> Mistake {
    Mistake { line: None, problem: problem.into(), allowed: None }
}

/// Several keys or names in one field.
fn listed(field: &str) -> impl Iterator<Item = &str> {
    field.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty())
}

fn role(typed: &str) -> Result<Role, Mistake> {
    let word = typed.to_lowercase().replace(['-', ' '], "_");
    Role::from_word(&word)
        .ok_or_else(|| wrong(format!("unknown role «{typed}»")).allowing(Role::ALL.map(Role::word).join(", ")))
}

fn tier(typed: &str) -> Result<Option<i64>, Mistake> {
    match (typed, typed.parse()) {
        ("", _) => Ok(None),
        (_, Ok(tier)) if TIERS.contains(&tier) => Ok(Some(tier)),
        (_, Ok(_) | Err(_)) => Err(wrong(format!("«{typed}» is no tier")).allowing("1 to 4")),
    }
}

fn locale(typed: &str) -> Result<Locale, Mistake> {
    if typed.is_empty() {
        return Ok(Locale::Pt);
    }
    let codes = Locale::ALL.map(Locale::code).join(", ");
    typed.to_lowercase().parse().map_err(|_| wrong(format!("unknown language «{typed}»")).allowing(codes))
}

fn province(directory: &Directory, typed: &str) -> Result<String, Mistake> {
    let folded = fold::fold(typed);
    let known = directory.facilities.iter().map(|facility| facility.province.as_str());
    let found = PROVINCES.into_iter().chain(known).find(|province| fold::fold(province) == folded);
    found.map(str::to_owned).ok_or_else(|| wrong(format!("unknown province «{typed}»")).allowing(PROVINCES.join(", ")))
}

/// The partner with a code; none for an empty one.
pub(super) fn partner(directory: &Directory, code: &str) -> Result<Option<i64>, Mistake> {
    match (code, directory.partner_by_code(code)) {
        ("", _) => Ok(None),
        (_, Some(partner)) => Ok(Some(partner.id)),
        (_, None) => Err(wrong(format!("there is no partner «{code}»")).allowing(partner_codes(directory))),
    }
}

pub(super) fn partner_codes(directory: &Directory) -> String {
    let codes: Vec<&str> = directory.partners.iter().map(|partner| partner.code.as_str()).collect();
    if codes.is_empty() { "(none: import a directory first)".to_owned() } else { codes.join(", ") }
}

/// The facility with a code; none for an empty one.
pub(super) fn facility(directory: &Directory, code: &str) -> Result<Option<i64>, Mistake> {
    match (code, directory.facility_by_code(code)) {
        ("", _) => Ok(None),
        (_, Some(facility)) => Ok(Some(facility.id)),
        (_, None) => Err(wrong(format!("there is no facility with the code «{code}»"))),
    }
}
