//! What cannot be done or was not understood, and verbs explained: each on a line that shows how it is written.

use super::{Page, example, not_now, person};
use crate::{
    core::{person::Role, verb::Verb},
    dialogs::{catalog::Arg, label, line::Line},
    text::reference,
};

/// Writes a line of these; any other says nothing here.
pub fn line(page: &mut Page<'_>, line: &Line) {
    if let Line::NotNow { reference, status, owner } = line {
        not_now(page, reference, *status, owner.as_deref());
    } else if let Line::CheckTheNumber { typed } = line {
        page.say("check-the-number", &[("typed", person(typed))]);
    } else if let Line::WhichReference = line {
        example(page, "which-reference");
    } else if let Line::DidYouMean { command } = line {
        page.say("did-you-mean", &[("command", Arg::Text(command))]);
    } else if let Line::AlreadyAnswered { chosen } = line {
        page.say("already-answered", &[("chosen", person(chosen))]);
    } else if let Line::Help { role, verbs, whole } = line {
        help(page, *role, verbs, *whole);
    } else if let Line::NotThat { what } = line {
        not_that(page, *what);
    }
}

fn help(page: &mut Page<'_>, role: Role, verbs: &[Verb], whole: bool) {
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
fn not_that(page: &mut Page<'_>, verb: Verb) {
    let mut line = String::new();
    usage(&mut Page { out: &mut line, ..*page }, verb);
    page.say("not-that", &[("usage", Arg::Own(line))]);
}

/// How a verb is written, with an example of a reference of this desk.
fn usage(page: &mut Page<'_>, verb: Verb) {
    let (example, other) = (reference::format(&page.desk.prefix, 1042), reference::format(&page.desk.prefix, 1037));
    page.say(&label::verb_key("help", verb), &[("example", Arg::Own(example)), ("other", Arg::Own(other))]);
}
