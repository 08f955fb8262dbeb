//! What cannot be done or was not understood, and verbs explained: each on a line that shows how it is written.

use super::{Page, example, not_now, person};
use crate::{
    core::{
        person::Role,
        policy::{desk::Named, scheme::Policy},
        ticket::Status,
        verb::{Verb, What},
    },
    dialogs::{catalog::Arg, label, line::Line},
    text::reference,
};

/// Writes a line of these; any other says nothing here.
pub fn line(page: &mut Page<'_>, line: &Line) {
    if let Line::NotNow { reference, status: Status::Closed, works: true, .. } = line {
        page.say_of("closed-already", reference);
    } else if let Line::NotNow { reference, status, owner, works: _ } = line {
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
    } else if let Line::NotThat { what, reference, system } = line {
        not_that(page, *what, (reference.as_deref(), system.as_deref()));
    }
}

fn help(page: &mut Page<'_>, role: Role, verbs: &[Verb], whole: bool) {
    let works_here = matches!(role, Role::Agent | Role::Admin);
    if !whole && !works_here {
        page.say_plain("help-report-first");
    }
    for verb in verbs {
        page.newline();
        usage_of(page, *verb, (None, None));
    }
    // Asked about alone, what can be typed after it is told too.
    let alone = [(Verb::Announcements, "help-announcements-more"), (Verb::Announce, "help-announce-more")];
    if let Some((_, more)) = alone.iter().find(|(verb, _)| whole && *verbs == [*verb]) {
        page.newline();
        page.say_plain(more);
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
fn not_that(page: &mut Page<'_>, verb: Verb, meant: (Option<&str>, Option<&str>)) {
    let mut line = String::new();
    usage_of(&mut Page { out: &mut line, ..*page }, verb, meant);
    page.say("not-that", &[("usage", Arg::Own(line))]);
}

/// How a verb is written, with an example.
pub fn usage(page: &mut Page<'_>, verb: Verb) {
    usage_of(page, verb, (None, None));
}

/// How a verb is written, with the reference that was meant, and a value of its system; or with examples of this desk.
fn usage_of(page: &mut Page<'_>, verb: Verb, (meant, system): (Option<&str>, Option<&str>)) {
    let like = |number| reference::format(&page.desk.prefix, number);
    let (example, other) = (meant.map_or_else(|| like(1042), str::to_owned), like(1037));
    let mut args = vec![("example", Arg::Own(example)), ("other", Arg::Own(other))];
    if matches!(verb.takes_value(), Some(What::Priority | What::Severity)) {
        args.push(("value", Arg::Own(value_of(page, verb, system).unwrap_or_default())));
    }
    page.say(&label::verb_key("help", verb), &args);
}

/// One of the values that the policy of a system has for a verb, as it is typed: neither the first nor the last, where
/// there are others.
fn value_of(page: &Page<'_>, verb: Verb, system: Option<&str>) -> Option<String> {
    let own = page.desk.policy_of(system);
    let named: Vec<&Named> = match verb.takes_value()? {
        What::Priority => own.priorities.iter().map(|one| &one.named).collect(),
        What::Severity => {
            let pairs = std::iter::once(own).chain(page.desk.all_policies()).find_map(Policy::pairs);
            pairs.map(|pairs| pairs.severities.iter().collect()).unwrap_or_default()
        }
        What::Person
        | What::Reference
        | What::Day
        | What::Tag
        | What::Category
        | What::Kind
        | What::Origin
        | What::Department
        | What::Environment
        | What::Private => return None,
    };
    let at = if named.len() > 4 { named.len() / 2 } else { 1 };
    let value = named.get(at).or(named.last())?;
    Some(value.label.in_locale(page.locale).to_lowercase())
}
