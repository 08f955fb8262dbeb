//! Answers that the desk has ready, each in every language. A desk need not have any.

use std::collections::BTreeMap;

use super::{
    named::{NAMED, named, tell_apart},
    table::{Notes, Table},
};
use crate::{
    core::policy::desk::{Canned, Department, Label, Named},
    text::locale::Locale,
};

const FIELDS: [&str; 6] = [NAMED[0], NAMED[1], NAMED[2], "department", "text", "published"];
/// The longest answer, in characters: it still reads at a glance on a phone.
const LONGEST: usize = 600;

/// The ready answers, in the file's order.
pub(super) fn all(root: &Table<'_, '_>, departments: &[Department], notes: &mut Notes<'_>) -> Vec<Canned> {
    if root.field("canned").is_none() {
        return Vec::new();
    }
    let tables = root.tables("canned", notes);
    let mut read = Vec::with_capacity(tables.len());
    for table in &tables {
        table.only(&FIELDS, notes);
        let department = department(table, departments, notes);
        let published = table.field("published").is_some() && table.flag("published", notes);
        let text = text(table, notes);
        if published && text.0.values().any(|text| text.contains('{')) {
            let allowed = "whoever reads it has no request yet: no {nome}, {referencia} or {us}".to_owned();
            notes.wrong(None, format!("{} is published, and names a request's values", table.what), Some(allowed));
        }
        read.push(Canned { named: named(table, notes), department, text, published });
    }
    let names: Vec<Named> = read.iter().map(|canned| canned.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    read
}

fn department(table: &Table<'_, '_>, departments: &[Department], notes: &mut Notes<'_>) -> Option<String> {
    table.field("department")?;
    let (key, place) = table.text("department", notes)?;
    if !departments.iter().any(|department| department.named.key == key) {
        let keys: Vec<&str> = departments.iter().map(|department| department.named.key.as_str()).collect();
        let allowed = if keys.is_empty() { "a [[department]] of this file".to_owned() } else { keys.join(", ") };
        notes.wrong(Some(&place), format!("unknown department `{key}`"), Some(allowed));
    }
    Some(key.to_owned())
}

fn text(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Label {
    let Some(value) = table.need("text", notes) else { return Label::default() };
    let Some(texts) = Table::of(value, format!("the text of {}", table.what), notes) else { return Label::default() };
    texts.only(&Locale::ALL.map(Locale::code), notes);
    let mut all = BTreeMap::new();
    for locale in Locale::ALL {
        let Some((text, place)) = texts.text(locale.code(), notes) else { continue };
        let length = text.chars().count();
        if length > LONGEST {
            notes.wrong(Some(&place), format!("the text has {length} characters"), Some(format!("at most {LONGEST}")));
        }
        all.insert(locale, text.trim().to_owned());
    }
    Label(all)
}

#[cfg(test)]
mod tests {
    use super::super::{read, shipped};

    #[test]
    fn the_shipped_answers_are_in_all_languages() {
        let desk = read(&shipped("epts").expect("shipped")).expect("a desk");
        assert_eq!(desk.canned.len(), 5);
        assert!(desk.canned.iter().all(|canned| canned.text.0.len() == 2));
    }

    #[test]
    fn mistakes_are_told() {
        let text = shipped("epts")
            .expect("shipped")
            .replace("[[canned]]\nkey = \"thanks\"", "[[canned]]\nkey = \"power\"\ndepartment = \"x\"");
        let problems: Vec<String> = read(&text).expect_err("mistakes").into_iter().map(|one| one.problem).collect();
        assert!(problems.iter().any(|problem| problem.contains("unknown department `x`")), "{problems:?}");
        assert!(problems.iter().any(|problem| problem.contains("the key `power` is there already")), "{problems:?}");
    }
}
