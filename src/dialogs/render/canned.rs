//! What is said of ready answers, into words.

use super::{Page, person};
use crate::dialogs::{canned::CannedLine, catalog::Arg};

pub fn line(page: &mut Page<'_>, line: &CannedLine) {
    match line {
        CannedLine::Ready { names } if names.is_empty() => page.say_plain("canned-none"),
        CannedLine::Ready { names } => {
            page.say_plain("canned-ready");
            list(page, names);
        }
        CannedLine::Which { reference } => page.say("canned-which", &[("reference", Arg::Text(reference))]),
        CannedLine::NotFound { typed, names } => {
            page.say("canned-not-found", &[("typed", person(typed))]);
            list(page, names);
        }
        CannedLine::Kept { name } => page.say("canned-kept", &[("name", person(name))]),
        CannedLine::Removed { name } => page.say("canned-removed", &[("name", person(name))]),
        CannedLine::WrongName => page.say_plain("canned-wrong-name"),
        CannedLine::NameTaken { name } => page.say("canned-taken", &[("name", person(name))]),
        CannedLine::NotYours { name } => page.say("canned-not-yours", &[("name", person(name))]),
    }
}

fn list(page: &mut Page<'_>, names: &[String]) {
    for name in names {
        page.newline();
        page.say("canned-name", &[("name", person(name))]);
    }
}
