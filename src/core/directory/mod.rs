//! The directory of provinces, districts, facilities and partners, held in memory: some thousand rows that
//! every dialog asks. It is read anew when an import has raised its version, and never changed in place.

mod find;
pub mod import;
mod mention;
mod name;
pub mod preview;
pub mod rows;

use std::collections::HashMap;

use self::find::Index;
pub use self::{
    mention::Mention,
    rows::{apply, load, version},
};
use crate::text::{fold::fold, globe, tokens::Token};

/// A clinical or implementing partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    pub id: i64,
    pub code: String,
    pub name: String,
}

/// A health facility (Unidade Sanitária).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub district: String,
    pub province: String,
    /// Latitude and longitude in millionths of a degree, where they are known.
    pub at: Option<(i64, i64)>,
    /// (partner, from day, until day exclusive), days since 1970.
    pub partners: Vec<(i64, i64, Option<i64>)>,
}

/// The whole directory. It is built by [`Directory::new`], and its rows stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Rises with each import.
    pub version: i64,
    pub partners: Vec<Partner>,
    pub facilities: Vec<Facility>,
    partner_at: HashMap<i64, usize>,
    facility_at: HashMap<i64, usize>,
    index: Index,
}

impl PartialEq for Directory {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && self.partners == other.partners && self.facilities == other.facilities
    }
}

impl Directory {
    /// A directory of these rows, with what makes asking it fast.
    #[must_use]
    pub fn new(version: i64, partners: Vec<Partner>, facilities: Vec<Facility>) -> Self {
        let partner_at = partners.iter().enumerate().map(|(at, partner)| (partner.id, at)).collect();
        let facility_at = facilities.iter().enumerate().map(|(at, facility)| (facility.id, at)).collect();
        let index = Index::of(&facilities);
        Self { version, partners, facilities, partner_at, facility_at, index }
    }

    #[must_use]
    pub fn facility(&self, id: i64) -> Option<&Facility> {
        self.facilities.get(*self.facility_at.get(&id)?)
    }

    #[must_use]
    pub fn partner(&self, id: i64) -> Option<&Partner> {
        self.partners.get(*self.partner_at.get(&id)?)
    }

    /// The facility with exactly this code.
    #[must_use]
    pub fn facility_by_code(&self, code: &str) -> Option<&Facility> {
        self.facilities.iter().find(|facility| facility.code == code)
    }

    /// The partner with exactly this code.
    #[must_use]
    pub fn partner_by_code(&self, code: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.code == code)
    }

    /// Facilities that a typed name or code may mean, the best first.
    #[must_use]
    pub fn find(&self, typed: &str, most: usize) -> Vec<&Facility> {
        self.find_near(typed, most, None)
    }

    /// The same, those of a province before others that are as like.
    #[must_use]
    pub fn find_near(&self, typed: &str, most: usize, province: Option<&str>) -> Vec<&Facility> {
        self.index.find(typed, most, province).into_iter().filter_map(|at| self.facilities.get(at)).collect()
    }

    /// The facilities of exactly this code or name, whose kind is left out or fits: those of a province where any is,
    /// else all.
    #[must_use]
    pub fn called(&self, typed: &str, province: Option<&str>) -> Vec<&Facility> {
        let all: Vec<&Facility> =
            self.index.called(typed).into_iter().filter_map(|at| self.facilities.get(at)).collect();
        let near: Vec<&Facility> = all.iter().copied().filter(|one| Some(one.province.as_str()) == province).collect();
        if near.is_empty() { all } else { near }
    }

    /// The facilities that a message names, in its order; `taken` are words that are known to mean something else.
    #[must_use]
    pub fn mentions(&self, words: &[Token], taken: &[bool]) -> Vec<Mention<'_>> {
        let found = mention::find(&self.index, words, taken);
        found.into_iter().map(|found| found.of(&self.facilities)).collect()
    }

    /// A facility's name, with its district where another one has the same name.
    #[must_use]
    pub fn told_apart(&self, facility: &Facility) -> String {
        let Facility { name, district, .. } = facility;
        if self.index.namesakes(name) > 1 { format!("{name}, {district}") } else { name.clone() }
    }

    /// The facility that a typed name or code can only be.
    #[must_use]
    pub fn exactly(&self, typed: &str) -> Option<&Facility> {
        /// More of the same name than these need not be told apart: two are too many already.
        const MOST: usize = 3;
        let folded = fold(typed);
        let is = |facility: &&Facility| fold(&facility.name) == folded || fold(&facility.code) == folded;
        let mut exact = self.find(typed, MOST).into_iter().filter(is);
        exact.next().filter(|_| exact.next().is_none())
    }

    /// The facilities that are nearest to a point (in millionths of a degree), each with its distance in kilometres,
    /// rounded up; none where nobody knows where any lies.
    #[must_use]
    pub fn nearest(&self, point: (i64, i64), most: usize) -> Vec<(&Facility, i64)> {
        let distance = |facility: &Facility| facility.at.map(|at| globe::metres(point, at));
        let mut near: Vec<(i64, &Facility)> =
            self.facilities.iter().filter_map(|facility| Some((distance(facility)?, facility))).collect();
        near.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
        near.into_iter().take(most).map(|(metres, facility)| (facility, (metres + 999) / 1000)).collect()
    }

    /// The partner of a facility on a day (days since 1970).
    #[must_use]
    pub fn partner_on(&self, facility: i64, day: i64) -> Option<i64> {
        let facility = self.facility(facility)?;
        facility
            .partners
            .iter()
            .find(|(_, from, until)| *from <= day && until.is_none_or(|until| day < until))
            .map(|(partner, ..)| *partner)
    }
}
