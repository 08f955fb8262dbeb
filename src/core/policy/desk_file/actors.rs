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

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::core::policy::actors::FieldKind;

    const FILE: &str = include_str!("../../../../tests/desks/actors.toml");

    #[test]
    fn groups_fields_and_telephones_are_read() {
        let actors = read(FILE).unwrap().actors;
        assert_eq!(actors.phone.as_deref(), Some("+258 21 300 400"));
        assert_eq!(actors.emergency.as_deref(), Some("+258 84 000 1234"));
        let access: Vec<_> = actors.groups.iter().map(|one| (one.named.key.as_str(), one.redirect.is_none())).collect();
        assert_eq!(access, [("patient", false), ("professional", true)]);
        let [profession, ward] = &actors.fields[..] else { panic!("{:?}", actors.fields) };
        assert!(profession.required && actors.option("profession", "nurse").is_some());
        assert!(!ward.required && ward.kind == FieldKind::Text);
        assert_eq!(actors.option("profession", "gone"), None);
    }

    #[test]
    fn each_mistake_has_its_line() {
        for (from, to, told) in [
            ("\"+258 21 300 400\"", "\"ask me\"", "line 9: «ask me» is no telephone; allowed: 3 to 15 digits"),
            ("\"+258 84 000 1234\"", "7", "line 10: `emergency` of the desk is no text but of type integer"),
            ("access = false", "access = true", "line 17: a group with access has no `redirect`"),
            ("access = false", "access = 0", "line 16: `access` of a group is no yes or no; allowed: true, false"),
            ("redirect = { pt", "direct = { pt", "line 12: a group without access has no `redirect`"),
            (
                "redirect = { pt",
                "direct = { pt",
                "line 17: unknown field `direct` in a group; allowed: key, label, words",
            ),
            (
                ", en = \"This help desk is for professionals alone. Please call 21 427 131.\"",
                "",
                "line 17: the redirect of a group has no `en`",
            ),
            (
                "words = [\"enfermeira\", \"medico\"]",
                "access = false\nredirect = { pt = \"A\", en = \"B\" }",
                "no group has access",
            ),
            ("key = \"professional\"", "key = \"patient\"", "line 20: the key `patient` is there already, on line 13"),
            (
                "kind = \"text\"",
                "kind = \"words\"",
                "line 37: unknown `kind` `words` in a person_field; allowed: choice, text",
            ),
            ("kind = \"choice\"", "kind = \"text\"", "a field of kind `text` has no `choice`"),
            ("required = true", "required = \"yes\"", "line 28: `required` of a person_field is no yes or no"),
            ("key = \"data\"", "key = \"nurse\"", "the key `nurse` is there already"),
        ] {
            assert!(FILE.contains(from), "{from}");
            let mistakes = read(&FILE.replacen(from, to, 1)).expect_err(to);
            let all: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            assert!(all.iter().any(|mistake| mistake.contains(told)), "{told}\nbut:\n{}", all.join("\n"));
        }
    }
}
