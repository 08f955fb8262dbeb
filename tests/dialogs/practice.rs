//! Practice and work keep apart: in what people may do, and in what the database counts.

use std::{fs, path::Path};

use balcao::core::{
    person::{Person, Role},
    practice::is_practised,
    rights::{self, Refusal},
    ticket::{Approval, Status, Ticket},
    verb::{Place, Verb},
};

use crate::small_desk::{person, ticket};

/// Anybody who might stand in some relation to the ticket: of its facility, proven, and of its partner.
fn somebody(id: i64, role: Role, practises: bool) -> Person {
    let mut person = Person { facility_proven: true, partner_id: Some(3), ..person(id, "Bo", role) };
    person.profile.practice = practises.then_some(1);
    person
}

fn of_practice() -> Ticket {
    Ticket { practice: true, partner_id: Some(3), approval: Approval::Pending, ..ticket(1, 1, Status::New) }
}

#[test]
fn practice_is_nobodys_but_theirs_who_practise() {
    let ticket = of_practice();
    for verb in Verb::all() {
        for role in Role::ALL {
            for place in Place::ALL {
                let may = |person: &Person| rights::grant_on(verb, person, place, Some(3), Some(&ticket)).is_ok();
                let is_desk = matches!(role, Role::Agent | Role::Admin);
                assert!(!may(&somebody(2, role, false)), "{verb:?} {role:?} {place:?}");
                let colleague = may(&somebody(2, role, true));
                assert!(!colleague || (is_desk && place == Place::Private), "{verb:?} {role:?} {place:?}");
                assert!(!may(&somebody(1, role, false)) || place == Place::Private, "{verb:?} {role:?} {place:?}");
            }
        }
    }
    for role in Role::ALL {
        assert!(!rights::reads(&somebody(2, role, false), &ticket), "{role:?}");
        assert!(!rights::approves(&somebody(2, role, true), &ticket), "{role:?}");
    }
}

#[test]
fn who_practises_changes_nothing_real() {
    let real = Ticket { owner_id: Some(1), ..ticket(1, 1, Status::New) };
    for verb in Verb::all() {
        for role in Role::ALL {
            let person = somebody(1, role, true);
            let granted = rights::grant_on(verb, &person, Place::Private, None, Some(&real));
            assert!(granted.is_err(), "{verb:?} {role:?}");
            if !is_practised(verb) {
                let refused = rights::grant(verb, &person, Place::Private).err();
                assert_eq!(refused, Some(Refusal::InPractice), "{verb:?} {role:?}");
            }
        }
    }
}

/// Where statements name tickets by id, by reference or by what they belong to, and count none; whoever asks has a grant.
/// The queue says which ones it means further down.
const OF_KNOWN_TICKETS: [&str; 10] = [
    "src/core/problem/gist.rs",
    "src/core/problem/rows.rs",
    "src/core/ticket_rows.rs",
    "src/core/delivery/claim.rs",
    "src/core/outbox.rs",
    "src/core/deferred.rs",
    "src/core/people/standing.rs",
    "src/core/entry.rs",
    "src/core/queue.rs",
    "src/core/queue/standing.rs",
];

/// A statement that finds tickets by what they are like must say whether it means practice.
#[test]
fn whoever_counts_tickets_leaves_practice_out() {
    let mut found = Vec::new();
    look(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    assert!(found.len() > 8, "the statements were not found: {found:?}");
    for (file, statement) in found {
        let is_known = OF_KNOWN_TICKETS.contains(&file.as_str());
        assert!(is_known || statement.contains("is_practice"), "{file}: {statement}");
    }
}

fn look(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            look(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        let file = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("of this crate").display().to_string();
        for (at, _) in text.match_indices("from ticket").chain(text.match_indices("join ticket")) {
            let end = text[at..].char_indices().nth(300).map_or(text.len(), |(end, _)| at + end);
            found.push((file.clone(), text[at..end].to_owned()));
        }
    }
}
