//! What a desk file says of people: the desk's telephones, groups of actors, fields of a person. All of it may be
//! missing.

use std::collections::BTreeMap;

use super::{
    named::{NAMED, all_named, named, tell_apart},
    table::{Notes, Table, text},
};
use crate::{
    core::policy::{
        actors::{Actors, FieldKind, Group, PersonField},
        desk::{Label, Named},
    },
    text::{locale::Locale, phone},
};

/// The sections that are read here.
pub(super) const SECTIONS: [&str; 2] = ["group", "person_field"];
/// The fields of `[desk]` that are read here.
pub(super) const HEAD: [&str; 2] = ["phone", "emergency"];
const GROUP: [&str; 5] = [NAMED[0], NAMED[1], NAMED[2], "access", "redirect"];
const FIELD: [&str; 6] = [NAMED[0], NAMED[1], NAMED[2], "kind", "required", "choice"];
/// The longest redirection, in characters: it is one message, read on a small screen.
const REDIRECT: usize = 300;
/// More fields than these, and people give up.
const MOST_FIELDS: usize = 6;

pub(super) fn actors(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Actors {
    // That the head is a table is somebody else's concern.
    let head = root.field("desk").and_then(|value| Table::of(value, "the desk", &mut Notes::on("")));
    let mut number = |name| head.as_ref().and_then(|head| telephone(head, name, notes));
    let (phone, emergency) = (number("phone"), number("emergency"));
    Actors { phone, emergency, groups: groups(root, notes), fields: fields(root, notes) }
}

/// A telephone as the file writes it, so that people read it in groups.
fn telephone(head: &Table<'_, '_>, name: &str, notes: &mut Notes<'_>) -> Option<String> {
    let (number, place) = text(head.field(name)?, &format!("`{name}` of the desk"), notes)?;
    // Short numbers answer in emergencies: 119.
    let is_short = (3..7).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if phone::clean(number).is_none() && !is_short {
        let allowed = "3 to 15 digits, perhaps with + in front and spaces between".to_owned();
        notes.wrong(Some(&place), format!("«{number}» is no telephone"), Some(allowed));
    }
    Some(number.to_owned())
}

/// The tables of a list that may be missing.
fn tables<'a, 'i>(root: &Table<'a, 'i>, name: &str, notes: &mut Notes<'_>) -> Vec<Table<'a, 'i>> {
    if root.field(name).is_some() { root.tables(name, notes) } else { Vec::new() }
}

fn groups(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<Group> {
    let tables = tables(root, "group", notes);
    let mut groups = Vec::with_capacity(tables.len());
    for table in &tables {
        table.only(&GROUP, notes);
        groups.push(Group { named: named(table, notes), redirect: redirect(table, notes) });
    }
    let names: Vec<Named> = groups.iter().map(|group| group.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    if let Some(first) = tables.first()
        && groups.iter().all(|group| group.redirect.is_some())
    {
        notes.wrong(first.place.as_ref(), "no group has access", Some("at least one without `access = false`".into()));
    }
    groups
}

/// Whoever has no access is told where to go instead.
fn redirect(group: &Table<'_, '_>, notes: &mut Notes<'_>) -> Option<Label> {
    let has_access = flag(group, "access", true, notes);
    match (has_access, group.field("redirect")) {
        (true, None) => None,
        (true, Some(value)) => {
            let problem = "a group with access has no `redirect`";
            notes.wrong(Some(&value.span()), problem, Some("access = false".into()));
            None
        }
        (false, None) => {
            let problem = "a group without access has no `redirect`";
            notes.wrong(group.place.as_ref(), problem, Some("where these people are helped, in each language".into()));
            Some(Label::default())
        }
        (false, Some(value)) => {
            let table = Table::of(value, "the redirect of a group", notes)?;
            table.only(&Locale::ALL.map(Locale::code), notes);
            let mut said = BTreeMap::new();
            for locale in Locale::ALL {
                let Some((words, place)) = table.text(locale.code(), notes) else { continue };
                let length = words.chars().count();
                if length > REDIRECT {
                    let problem = format!("the redirect of a group has {length} characters");
                    notes.wrong(Some(&place), problem, Some(format!("at most {REDIRECT}")));
                }
                said.insert(locale, words.to_owned());
            }
            Some(Label(said))
        }
    }
}

fn fields(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<PersonField> {
    let tables = tables(root, "person_field", notes);
    if let Some(one_too_many) = tables.get(MOST_FIELDS) {
        let problem = format!("{} fields of a person are too many", tables.len());
        notes.wrong(one_too_many.place.as_ref(), problem, Some(format!("at most {MOST_FIELDS}")));
    }
    let mut fields = Vec::with_capacity(tables.len());
    for table in &tables {
        table.only(&FIELD, notes);
        fields.push(PersonField {
            named: named(table, notes),
            kind: kind(table, notes),
            required: flag(table, "required", false, notes),
        });
    }
    let names: Vec<Named> = fields.iter().map(|field| field.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    fields
}

fn kind(field: &Table<'_, '_>, notes: &mut Notes<'_>) -> FieldKind {
    let is_choice = field.word("kind", &[("choice", true), ("text", false)], notes);
    match (is_choice, field.field("choice")) {
        (Some(true), _) => FieldKind::Choice(all_named(field, "choice", notes)),
        (Some(false), Some(choices)) => {
            let problem = "a field of kind `text` has no `choice`";
            notes.wrong(Some(&choices.span()), problem, Some("kind = \"choice\"".into()));
            FieldKind::Text
        }
        (Some(false), None) | (None, _) => FieldKind::Text,
    }
}

/// True or false; `usual` where nothing is said.
fn flag(table: &Table<'_, '_>, name: &str, usual: bool, notes: &mut Notes<'_>) -> bool {
    let Some(value) = table.field(name) else { return usual };
    value.get_ref().as_bool().unwrap_or_else(|| {
        let problem = format!("`{name}` of {} is no yes or no", table.what);
        notes.wrong(Some(&value.span()), problem, Some("true, false".into()));
        usual
    })
}
