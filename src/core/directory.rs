//! The directory of provinces, districts, facilities and partners, held in memory: some thousand rows that
//! every dialog asks. It is read anew when an import has raised its version.

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
    /// (partner, from day, until day exclusive), days since 1970.
    pub partners: Vec<(i64, i64, Option<i64>)>,
}

/// The whole directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    pub version: i64,
    pub partners: Vec<Partner>,
    pub facilities: Vec<Facility>,
}

impl Directory {
    #[must_use]
    pub fn facility(&self, id: i64) -> Option<&Facility> {
        self.facilities.iter().find(|facility| facility.id == id)
    }

    #[must_use]
    pub fn partner(&self, id: i64) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.id == id)
    }

    /// Facilities that a typed name or code may mean, the best first.
    #[must_use]
    pub fn find(&self, _typed: &str, _most: usize) -> Vec<&Facility> {
        Vec::new()
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
