//! Who comes to a desk, besides name and facility: groups of actors, with and without access (CY-05), and the fields
//! that a desk asks of its people (CY-18). And where it is reached otherwise.

use super::desk::{Label, Named};

/// A group of actors, chosen when somebody enrols.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub named: Named,
    /// What those are told who have no access here; `None`: they have access.
    pub redirect: Option<Label>,
}

/// How a field of a person is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Choice(Vec<Named>),
    Text,
}

/// A field that a desk asks of its reporters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonField {
    pub named: Named,
    pub kind: FieldKind,
    pub required: bool,
}

/// What a desk file says of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actors {
    /// The desk's telephone.
    pub phone: Option<String>,
    /// The number for emergencies of the systems, at any hour.
    pub emergency: Option<String>,
    pub groups: Vec<Group>,
    pub fields: Vec<PersonField>,
}

impl Actors {
    #[must_use]
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.named.key == key)
    }

    #[must_use]
    pub fn field(&self, key: &str) -> Option<&PersonField> {
        self.fields.iter().find(|field| field.named.key == key)
    }

    /// A choice of a field, both by their keys.
    #[must_use]
    pub fn option(&self, field: &str, option: &str) -> Option<&Named> {
        match &self.field(field)?.kind {
            FieldKind::Choice(options) => options.iter().find(|named| named.key == option),
            FieldKind::Text => None,
        }
    }
}
