//! What a plan would change, before it does: what is new, what changes and how, what stays. Facilities that the
//! file does not name are kept, since requests may refer to them.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use super::{
    Directory, Facility,
    import::{Period, Plan, PlannedFacility},
};

/// What applying a plan would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Codes of facilities.
    pub new: Vec<String>,
    pub changed: Vec<Change>,
    pub unchanged: usize,
    /// Facilities of the directory that the file does not name.
    pub kept: usize,
    /// Codes of partners.
    pub new_partners: Vec<String>,
    /// Codes of partners that get another name.
    pub renamed_partners: Vec<String>,
}

/// A facility that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub code: String,
    /// What differs: `name`, `district`, `partners`.
    pub what: Vec<&'static str>,
}

/// Compares a plan with the directory as it stands.
#[must_use]
pub fn preview(plan: &Plan, directory: &Directory) -> Preview {
    let facilities: HashMap<&str, &Facility> =
        directory.facilities.iter().map(|facility| (facility.code.as_str(), facility)).collect();
    let mut preview = Preview::default();
    for planned in &plan.facilities {
        match facilities.get(planned.code.as_str()) {
            None => preview.new.push(planned.code.clone()),
            Some(facility) => match difference(planned, facility, directory) {
                what if what.is_empty() => preview.unchanged += 1,
                what => preview.changed.push(Change { code: planned.code.clone(), what }),
            },
        }
    }
    let named: HashSet<&str> = plan.facilities.iter().map(|facility| facility.code.as_str()).collect();
    preview.kept = facilities.keys().filter(|code| !named.contains(*code)).count();
    for (code, name) in &plan.partners {
        match directory.partner_by_code(code) {
            None => preview.new_partners.push(code.clone()),
            Some(partner) if name.as_ref().is_some_and(|name| *name != partner.name) => {
                preview.renamed_partners.push(code.clone());
            }
            Some(_) => {}
        }
    }
    preview
}

fn difference(planned: &PlannedFacility, facility: &Facility, directory: &Directory) -> Vec<&'static str> {
    let periods = planned.partners.as_ref().is_some_and(|planned| *planned != periods(facility, directory));
    let place = (&planned.district, &planned.province) != (&facility.district, &facility.province);
    let differs = [("name", planned.name != facility.name), ("district", place), ("partners", periods)];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
}

fn periods(facility: &Facility, directory: &Directory) -> Vec<Period> {
    let code = |id: i64| directory.partner(id).map_or_else(String::new, |partner| partner.code.clone());
    let mut periods: Vec<Period> =
        facility.partners.iter().map(|(partner, from, until)| (code(*partner), *from, *until)).collect();
    periods.sort_by_key(|(_, from, _)| *from);
    periods
}

impl Preview {
    /// Whether applying the plan would change anything.
    #[must_use]
    pub fn is_change(&self) -> bool {
        !(self.new.is_empty()
            && self.changed.is_empty()
            && self.new_partners.is_empty()
            && self.renamed_partners.is_empty())
    }
}

impl fmt::Display for Preview {
    /// For whoever imports: counts first, then each change.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "facilities: {} new, {} changed, {} unchanged, {} kept that the file does not name",
            self.new.len(),
            self.changed.len(),
            self.unchanged,
            self.kept
        )?;
        writeln!(f, "partners: {} new, {} renamed", self.new_partners.len(), self.renamed_partners.len())?;
        for change in &self.changed {
            writeln!(f, "  {} changes: {}", change.code, change.what.join(", "))?;
        }
        Ok(())
    }
}
