//! Reading a directory from CSV: bytes in, a plan of what the directory should hold out, or all mistakes with
//! their lines. `docs/directory.md` describes the columns. It knows no database; see `rows` for applying a plan.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    core::{
        mistake::Mistake,
        sheet::{self, Row},
    },
    text::globe,
};

/// The columns that have to be there.
const NEEDED: [&str; 4] = ["code", "name", "district", "province"];
/// The columns that may be missing.
const OPTIONAL: [&str; 6] = ["partner", "partner_name", "from", "until", "latitude", "longitude"];
/// The longest name or code, in characters.
const LONGEST: usize = 64;
/// The provinces, for warning of slips; another one is allowed.
pub const PROVINCES: [&str; 11] = [
    "Cabo Delgado",
    "Cidade de Maputo",
    "Gaza",
    "Inhambane",
    "Manica",
    "Maputo",
    "Nampula",
    "Niassa",
    "Sofala",
    "Tete",
    "Zambézia",
];

/// What a file says that the directory should hold. What it does not name stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// By code; the name is `None` where the file gives none.
    pub partners: BTreeMap<String, Option<String>>,
    /// In the file's order.
    pub facilities: Vec<PlannedFacility>,
    /// What is odd, but allowed.
    pub warnings: Vec<Mistake>,
}

/// A facility as a file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFacility {
    pub code: String,
    pub name: String,
    pub district: String,
    pub province: String,
    /// (partner's code, from day, until day exclusive), by from day; `None` where the file has no such column.
    pub partners: Option<Vec<Period>>,
    /// Latitude and longitude in millionths of a degree; `None` where the file has no such columns, empty where its row
    /// does not tell.
    pub at: Option<Option<(i64, i64)>>,
    /// The line of its first row.
    pub line: usize,
}

/// A partner's code, the first day, and the first day that no longer counts; days since 1970.
pub type Period = (String, i64, Option<i64>);

/// Reads a CSV file: UTF-8, a header, commas or semicolons.
///
/// # Errors
/// All mistakes, in the order of their lines.
pub fn read(bytes: &[u8]) -> Result<Plan, Vec<Mistake>> {
    let sheet = sheet::read(bytes, &NEEDED, &OPTIONAL).map_err(|mistake| vec![mistake])?;
    let has_partners = sheet.has("partner");
    let has_places = sheet.has("latitude") || sheet.has("longitude");
    let mut reader = Reader { mistakes: sheet.mistakes, ..Reader::default() };
    for row in &sheet.rows {
        reader.row(row, has_partners, has_places);
    }
    reader.finish()
}

/// A date that could not be read; the mistake is told already.
#[derive(Clone, Copy, PartialEq, Eq)]
struct WrongDate;

#[derive(Default)]
struct Reader {
    partners: BTreeMap<String, Option<String>>,
    facilities: Vec<PlannedFacility>,
    /// Code → place in `facilities`.
    at: BTreeMap<String, usize>,
    /// The lines of a facility's periods, in the order of its rows.
    lines: Vec<Vec<usize>>,
    warnings: Vec<Mistake>,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn row(&mut self, row: &Row, has_partners: bool, has_places: bool) {
        let line = row.line;
        let mut is_whole = true;
        for name in NEEDED {
            let value = row.field(name);
            let length = value.chars().count();
            if value.is_empty() {
                self.mistakes.push(Mistake::on(line, format!("`{name}` is empty")));
                is_whole = false;
            } else if length > LONGEST || value.chars().any(char::is_control) {
                let problem = format!("`{name}` is no clean line of at most {LONGEST} characters (it has {length})");
                self.mistakes.push(Mistake::on(line, problem));
                is_whole = false;
            }
        }
        let period = self.period(row);
        let place = self.place(row);
        if !is_whole {
            return;
        }
        let at = self.facility(row, has_partners, has_places);
        if let (Some(place), Some(facility)) = (place, self.facilities.get_mut(at)) {
            facility.at = Some(Some(place));
        }
        if let (Some(period), Some(facility)) = (period, self.facilities.get_mut(at)) {
            facility.partners.get_or_insert_default().push(period);
            self.lines[at].push(line);
        }
    }

    /// The place of the row's facility; a further row of the same facility has to add a period.
    fn facility(&mut self, row: &Row, has_partners: bool, has_places: bool) -> usize {
        let [code, name, district, province] = NEEDED.map(|name| row.field(name).to_owned());
        let line = row.line;
        if let Some(&at) = self.at.get(&code) {
            let first = &self.facilities[at];
            let is_same = (&first.name, &first.district, &first.province) == (&name, &district, &province);
            if !is_same || row.field("partner").is_empty() {
                let problem = format!("the code `{code}` is there already, on line {}", first.line);
                let allowed = "further rows of a facility for further partner periods, with the same name and district";
                self.mistakes.push(Mistake::on(line, problem).allowing(allowed));
            }
            return at;
        }
        if !PROVINCES.contains(&province.as_str()) {
            let warning = Mistake::on(line, format!("«{province}» is none of the provinces"));
            self.warnings.push(warning.allowing(PROVINCES.join(", ")));
        }
        self.at.insert(code.clone(), self.facilities.len());
        let partners = has_partners.then(Vec::new);
        self.facilities.push(PlannedFacility {
            code,
            name,
            district,
            province,
            partners,
            at: has_places.then_some(None),
            line,
        });
        self.lines.push(Vec::new());
        self.facilities.len() - 1
    }

    /// Where the row's facility lies; a mistake in it is told.
    fn place(&mut self, row: &Row) -> Option<(i64, i64)> {
        let (latitude, longitude) = (row.field("latitude"), row.field("longitude"));
        if latitude.is_empty() && longitude.is_empty() {
            return None;
        }
        let mut read = |column: &str, written: &str, most: u32| {
            let degrees = globe::read(written, most);
            if degrees.is_none() {
                let problem = format!("`{column}` is no place on the globe: «{written}»");
                let allowed = format!("decimal degrees from -{most} to {most}, such as -25.9653");
                self.mistakes.push(Mistake::on(row.line, problem).allowing(allowed));
            }
            degrees
        };
        let (latitude, longitude) = (read("latitude", latitude, 90), read("longitude", longitude, 180));
        latitude.zip(longitude)
    }

    /// The row's partner and days, where it has a partner.
    fn period(&mut self, row: &Row) -> Option<Period> {
        let (from, until) = (self.day(row, "from"), self.day(row, "until"));
        let (partner, name) = (row.field("partner"), row.field("partner_name"));
        if partner.is_empty() {
            if from != Ok(None) || until != Ok(None) || !name.is_empty() {
                self.mistakes.push(Mistake::on(row.line, "there are dates or a name of a partner, but no `partner`"));
            }
            return None;
        }
        self.partner(partner, name, row.line);
        // A wrong date was told already; what it would overlap with is not worth telling.
        let (from, until) = (from.ok()?.unwrap_or(0), until.ok()?);
        if until.is_some_and(|until| until <= from) {
            self.mistakes.push(Mistake::on(row.line, "`until` is not after `from`"));
            return None;
        }
        Some((partner.to_owned(), from, until))
    }

    fn partner(&mut self, code: &str, name: &str, line: usize) {
        let known = self.partners.entry(code.to_owned()).or_default();
        if name.is_empty() {
            return;
        }
        match known {
            Some(known) if known != name => {
                let problem = format!("the partner `{code}` has two names: «{known}» and «{name}»");
                self.mistakes.push(Mistake::on(line, problem));
            }
            Some(_) => {}
            None => *known = Some(name.to_owned()),
        }
    }

    /// A date as days since 1970; `None` where it is empty.
    fn day(&mut self, row: &Row, column: &str) -> Result<Option<i64>, WrongDate> {
        let written = row.field(column);
        if written.is_empty() {
            return Ok(None);
        }
        match NaiveDate::parse_from_str(written, "%Y-%m-%d") {
            Ok(date) if written.len() == 10 => Ok(Some((date - NaiveDate::default()).num_days())),
            Ok(_) | Err(_) => {
                let problem = format!("`{column}` is no date: «{written}»");
                self.mistakes.push(Mistake::on(row.line, problem).allowing("YYYY-MM-DD, such as 2018-10-01"));
                Err(WrongDate)
            }
        }
    }

    fn finish(mut self) -> Result<Plan, Vec<Mistake>> {
        for (facility, lines) in self.facilities.iter_mut().zip(&self.lines) {
            let Some(periods) = &mut facility.partners else { continue };
            let mut dated: Vec<(Period, usize)> = periods.drain(..).zip(lines.iter().copied()).collect();
            dated.sort_by_key(|((_, from, _), line)| (*from, *line));
            for pair in dated.windows(2) {
                let [((.., until), first), ((_, from, _), second)] = pair else { continue };
                if until.is_none_or(|until| until > *from) {
                    let problem = format!("the partner's period overlaps with that of line {}", first.min(second));
                    self.mistakes
                        .push(Mistake::on(*first.max(second), problem).allowing("`until` at most the next `from`"));
                }
            }
            periods.extend(dated.into_iter().map(|(period, _)| period));
        }
        self.mistakes.sort_by_key(|mistake| mistake.line);
        if !self.mistakes.is_empty() {
            return Err(self.mistakes);
        }
        Ok(Plan { partners: self.partners, facilities: self.facilities, warnings: self.warnings })
    }
}
