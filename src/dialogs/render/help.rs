//! Verbs explained, each on a line that shows how it is written.

use super::Page;
use crate::{
    core::{person::Role, verb::Verb},
    dialogs::{catalog::Arg, label},
    text::reference,
};

pub fn help(page: &mut Page<'_>, role: Role, verbs: &[Verb], whole: bool) {
    let works_here = matches!(role, Role::Agent | Role::Admin);
    if !whole && !works_here {
        page.say_plain("help-report-first");
    }
    for verb in verbs {
        page.newline();
        usage(page, *verb);
    }
    if !whole {
        if works_here {
            page.newline();
            page.say_plain("help-thread");
        }
        page.newline();
        page.say_plain("help-all");
    }
}

/// What was given is none of what the verb takes: how it is written.
pub fn not_that(page: &mut Page<'_>, verb: Verb) {
    let mut line = String::new();
    usage(&mut Page { out: &mut line, ..*page }, verb);
    page.say("not-that", &[("usage", Arg::Own(line))]);
}

/// How a verb is written, with an example of a reference of this desk.
fn usage(page: &mut Page<'_>, verb: Verb) {
    let (example, other) = (reference::format(&page.desk.prefix, 1042), reference::format(&page.desk.prefix, 1037));
    page.say(&label::verb_key("help", verb), &[("example", Arg::Own(example)), ("other", Arg::Own(other))]);
}
