//! The sample world of `balcao demo`: a directory of facilities and partners, and people in every role. It only
//! reads what the program carries; putting it into a database is up to the demo.

use serde::Deserialize;

use crate::{
    core::{
        directory::import::{self, Plan},
        mistake::{Mistake, listed},
        person::Role,
    },
    text::locale::Locale,
};

const DIRECTORY: &str = include_str!("../demo/directory.csv");
const PEOPLE: &str = include_str!("../demo/people.toml");

/// The sample world.
#[derive(Clone, Debug)]
pub struct Sample {
    pub plan: Plan,
    pub people: Vec<SamplePerson>,
}

/// Somebody of the sample.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplePerson {
    /// A short name by which the demo knows them.
    pub key: String,
    pub name: String,
    pub role: Role,
    pub locale: Locale,
    /// The tier of an agent.
    pub tier: Option<i64>,
    /// The code of a focal point's partner.
    pub partner: Option<String>,
    /// The code of the facility that they work at.
    pub facility: Option<String>,
    /// False where they enrol in the demo itself.
    #[serde(default = "yes")]
    pub enrolled: bool,
}

/// Why the sample could not be read: the program was built from files that contain a mistake.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    #[error("{}", listed("demo/directory.csv", .0))]
    Directory(Vec<Mistake>),
    #[error("demo/people.toml: {0}")]
    People(#[from] toml::de::Error),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    person: Vec<SamplePerson>,
}

impl Sample {
    /// Reads the sample.
    ///
    /// # Errors
    /// See [`SampleError`]; a test keeps the shipped files in order.
    pub fn read() -> Result<Self, SampleError> {
        let plan = import::read(DIRECTORY.as_bytes()).map_err(SampleError::Directory)?;
        let People { person } = toml::from_str(PEOPLE)?;
        Ok(Self { plan, people: person })
    }

    /// Somebody by their short name.
    #[must_use]
    pub fn person(&self, key: &str) -> Option<&SamplePerson> {
        self.people.iter().find(|person| person.key == key)
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    const DISTRICTS: &str = include_str!("../demo/districts.json");

    #[derive(Deserialize)]
    struct Country {
        provinces: Vec<Province>,
    }

    #[derive(Deserialize)]
    struct Province {
        name: String,
        districts: Vec<String>,
    }

    /// The provinces of the partners, as the workshop of 2018 reports them.
    const PARTNERS: [(&str, &[&str]); 6] = [
        ("ARIEL", &["Cabo Delgado", "Maputo"]),
        ("CCS", &["Cidade de Maputo", "Inhambane"]),
        ("CHASS", &["Manica", "Niassa", "Sofala", "Tete", "Zambézia"]),
        ("EGPAF", &["Gaza"]),
        ("FGH", &["Zambézia"]),
        ("ICAP", &["Nampula", "Zambézia"]),
    ];

    #[test]
    fn facilities_are_in_districts_that_exist() {
        let country: Country = serde_json::from_str(DISTRICTS).unwrap();
        let provinces: BTreeMap<_, _> = country.provinces.into_iter().map(|it| (it.name, it.districts)).collect();
        let plan = Sample::read().unwrap().plan;
        assert!(plan.facilities.len() >= 80);
        assert!(plan.warnings.is_empty());
        for facility in &plan.facilities {
            assert!(provinces[&facility.province].contains(&facility.district), "{facility:?}");
        }
        let reached: BTreeSet<_> = plan.facilities.iter().map(|facility| &facility.province).collect();
        assert_eq!(reached.len(), provinces.len());
    }

    #[test]
    fn partners_work_where_they_said() {
        let plan = Sample::read().unwrap().plan;
        let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for facility in &plan.facilities {
            for (partner, ..) in facility.partners.iter().flatten() {
                found.entry(partner).or_default().insert(&facility.province);
            }
        }
        let found: Vec<_> = found.into_iter().map(|(code, provinces)| (code, Vec::from_iter(provinces))).collect();
        assert_eq!(found, PARTNERS.map(|(code, provinces)| (code, provinces.to_vec())));
        let passed = plan.facilities.iter().filter(|it| it.partners.iter().flatten().count() == 2).count();
        assert!(passed >= 5, "some facilities pass from one partner to another");
    }

    #[test]
    fn people_have_every_role_and_places_that_exist() {
        let sample = Sample::read().unwrap();
        for role in Role::ALL {
            assert!(sample.people.iter().any(|person| person.role == role), "{role:?}");
        }
        let keys: BTreeSet<_> = sample.people.iter().map(|person| &person.key).collect();
        assert_eq!(keys.len(), sample.people.len());
        for person in &sample.people {
            let has = (person.facility.is_some(), person.tier.is_some(), person.partner.is_some());
            let expected = match person.role {
                Role::Reporter => (true, false, false),
                Role::Agent => (false, true, false),
                Role::FocalPoint => (false, false, true),
                Role::Manager | Role::Admin => (false, false, false),
            };
            assert_eq!(has, expected, "{}", person.name);
            if let Some(code) = &person.facility {
                assert!(sample.plan.facilities.iter().any(|facility| facility.code == *code), "{}", person.name);
            }
        }
        let tiers: BTreeSet<_> = sample.people.iter().filter_map(|person| person.tier).collect();
        assert_eq!(tiers, BTreeSet::from([1, 2, 3, 4]));
        let focal: Vec<_> = sample.people.iter().filter_map(|person| person.partner.as_deref()).collect();
        assert!(PARTNERS.iter().all(|(code, _)| focal.contains(code)));
        assert!(!sample.person("ana").unwrap().enrolled);
    }
}
