//! Reads the messages with what is expected of each, and tells which are understood.

use std::fmt::Write as _;

use balcao::{
    core::{
        directory::{Directory, Facility},
        policy::{desk::Desk, desk_file},
    },
    dialogs::understand::{self, Reading, Understood},
};

const SEEN: &str = include_str!("messages.txt");
/// Written after the rules were, and never tuned to.
const UNSEEN: &str = include_str!("unseen.txt");
/// Written later still, about facilities of the whole country whose names stand in no other file.
const COUNTRY: &str = include_str!("country.txt");
/// The share that has to be understood.
const RIGHT_PERCENT: usize = 90;

pub fn directory() -> Directory {
    read_directory(include_str!("facilities.csv"))
}

fn read_directory(table: &str) -> Directory {
    let read = |(id, line): (i64, &str)| {
        let parts: Vec<&str> = line.split(',').collect();
        let [code, name, district, province] = parts.as_slice() else { panic!("{line}") };
        let owned = |part: &str| part.to_owned();
        Facility {
            id,
            code: owned(code),
            name: owned(name),
            district: owned(district),
            province: owned(province),
            at: None,
            partners: Vec::new(),
        }
    };
    let facilities = (1..).zip(table.lines().skip(1)).map(read).collect();
    Directory::new(1, Vec::new(), facilities)
}

/// A name, perhaps with its district: `CS 1º de Maio (Chimoio)`.
fn named<'d>(directory: &'d Directory, name: &str) -> Vec<&'d Facility> {
    let (name, district) = match name.split_once(" (") {
        Some((name, district)) => (name, Some(district.trim_end_matches(')'))),
        None => (name, None),
    };
    let fits = |facility: &&Facility| {
        facility.name == name && district.is_none_or(|place| facility.district == place || facility.province == place)
    };
    let found: Vec<&Facility> = directory.facilities.iter().filter(fits).collect();
    assert!(!found.is_empty(), "no {name} in the directory");
    found
}

struct Case<'t> {
    message: &'t str,
    own: &'t str,
    expected: Vec<(&'t str, &'t str)>,
}

/// Whose writers are at `own` where a line does not say otherwise.
fn cases<'t>(text: &'t str, own: &'t str) -> Vec<Case<'t>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let mut parts = line.split('|').map(str::trim);
            let mut case = Case { message: parts.next().unwrap(), own, expected: Vec::new() };
            for part in parts {
                match part.strip_prefix('@') {
                    Some(own) => case.own = own,
                    None => case.expected = part.split(';').map(|one| one.trim().split_once(' ').unwrap()).collect(),
                }
            }
            case
        })
        .collect()
}

/// What is not as expected, and whether a wrong facility or system was taken for sure.
fn judge(case: &Case<'_>, desk: &Desk, directory: &Directory) -> (Vec<String>, bool) {
    let own = named(directory, case.own)[0];
    let read = understand::read(case.message, desk, directory, Some(own));
    let mut wrong = Vec::new();
    let mut misled = false;
    let expected = |key: &str| case.expected.iter().find(|(field, _)| *field == key).map(|(_, value)| *value);
    if !facility_fits(&read, expected("f"), own, directory) {
        misled |= matches!(read.facility, Reading::One(_));
        wrong.push(format!("facility {:?}", shown(&read.facility, directory)));
    }
    if let Some(system) = expected("s") {
        let fits = match &read.system {
            Reading::Nothing => system == "-",
            Reading::One(key) => key == system,
            Reading::Several(_) => system == "?" || system == "-",
        };
        if !fits {
            misled |= matches!(read.system, Reading::One(_));
            wrong.push(format!("system {:?}", read.system));
        }
    }
    if let Some(category) = expected("c") {
        let is = if let Reading::One(key) = &read.category { key.as_str() } else { "-" };
        if is != category {
            wrong.push(format!("category {:?}", read.category));
        }
    }
    let option = read.form.values().map(String::as_str).collect::<Vec<_>>();
    if expected("o").is_some_and(|expected| !option.contains(&expected)) {
        wrong.push(format!("form {:?}", read.form));
    }
    for (field, is) in
        [("u", &read.urgency), ("i", &read.impact), ("p", &read.phone), ("b", &read.behalf), ("r", &read.reference)]
    {
        if expected(field)
            .is_some_and(|expected| is.as_deref().unwrap_or("-").to_lowercase() != expected.to_lowercase())
        {
            wrong.push(format!("{field} {is:?}"));
        }
    }
    (wrong, misled)
}

fn shown(reading: &Reading<i64>, directory: &Directory) -> Vec<String> {
    let ids = match reading {
        Reading::Nothing => Vec::new(),
        Reading::One(id) => vec![*id],
        Reading::Several(ids) => ids.clone(),
    };
    ids.iter().map(|id| directory.facility(*id).unwrap().name.clone()).collect()
}

fn facility_fits(read: &Understood, expected: Option<&str>, own: &Facility, directory: &Directory) -> bool {
    let Some(expected) = expected else {
        return match &read.facility {
            Reading::Nothing => true,
            Reading::One(id) => *id == own.id,
            Reading::Several(_) => false,
        };
    };
    // `?A/B`: asked, with these among the offered; `A?`: asked or taken.
    if let Some(among) = expected.strip_prefix('?') {
        let Reading::Several(ids) = &read.facility else { return false };
        let offered = |name: &str| named(directory, name).iter().any(|one| ids.contains(&one.id));
        return among.split('/').filter(|name| !name.is_empty()).all(offered);
    }
    let meant: Vec<i64> = named(directory, expected.trim_end_matches('?')).iter().map(|one| one.id).collect();
    match &read.facility {
        Reading::One(id) => meant.contains(id),
        Reading::Several(ids) => expected.ends_with('?') && meant.iter().any(|id| ids.contains(id)),
        Reading::Nothing => meant == [own.id],
    }
}

fn expect_understood(text: &str, own: &str, directory: &Directory, at_least: usize) {
    let desk = desk_file::load("epts").unwrap();
    let cases = cases(text, own);
    assert!(cases.len() >= at_least, "{} messages are too few", cases.len());
    let (mut failed, mut misled, mut told) = (0, 0, String::new());
    for case in &cases {
        let (wrong, is_misled) = judge(case, &desk, directory);
        if !wrong.is_empty() {
            failed += 1;
            misled += usize::from(is_misled);
            let _ = writeln!(told, "{}{}\n    {}", if is_misled { "! " } else { "" }, case.message, wrong.join(" · "));
        }
    }
    println!("{} of {} understood\n{told}", cases.len() - failed, cases.len());
    assert_eq!(misled, 0, "a wrong facility or system was taken for sure:\n{told}");
    assert!(failed * 100 <= cases.len() * (100 - RIGHT_PERCENT), "{failed} of {} are wrong:\n{told}", cases.len());
}

#[test]
fn messages_are_understood() {
    expect_understood(SEEN, "CS Ndlavela", &directory(), 200);
}

#[test]
fn messages_that_were_never_tuned_to_are_understood() {
    expect_understood(UNSEEN, "CS Ndlavela", &directory(), 40);
}

#[test]
fn messages_about_the_whole_country_are_understood() {
    expect_understood(COUNTRY, "CS Zimpeto", &read_directory(include_str!("country.csv")), 80);
}
