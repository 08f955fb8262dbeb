//! Announcements as those see them who write them: before they go, and how they went.

use std::collections::BTreeMap;

use super::{card_in, how, listed_line};
use crate::{
    core::{
        announce::{Tally, What, Words, audience::LeftOut, words_in},
        person::Role,
    },
    dialogs::{
        announce::{
            line::{AnnounceLine, Draft, Said, Standing, Told, Whom},
            want::Part,
        },
        catalog::Arg,
        clock::line::Due,
        render::{Page, card, clock, isolated, person},
    },
    text::locale::Locale,
};

/// What is said of one in a few words.
pub(super) fn line(page: &mut Page<'_>, line: &AnnounceLine) {
    if let AnnounceLine::Draft(draft) = line {
        shown(page, draft);
    } else if let AnnounceLine::Standing(standing) = line {
        stands(page, standing);
    } else if let AnnounceLine::Question { name, what, tally, goes, second } = line {
        question(page, (name, *what), tally, (*goes, *second));
    } else if let AnnounceLine::SecondAsked { name, by } = line {
        page.say("announce-second-asked", &[("name", Arg::Text(name)), ("by", person(by))]);
    } else if let AnnounceLine::Set { name, goes } = line {
        let time = clock::at_time(page, *goes);
        page.say("announce-set", &[("name", Arg::Text(name)), ("time", Arg::Own(time))]);
    } else if let AnnounceLine::Look { name, found, masked } = line {
        look(page, name, found, masked);
    } else if let AnnounceLine::Said { name, said } = line {
        page.say(said_key(*said), &[("name", Arg::Text(name))]);
    } else if let AnnounceLine::AskPart { part, name, known } = line {
        page.say(ask_key(*part), &[("name", Arg::Text(name))]);
        if !known.is_empty() {
            page.newline();
            page.say("announce-known", &[("names", Arg::Own(known.join(", ")))]);
        }
    } else if let AnnounceLine::Unclear(unclear) = line {
        let key = if unclear.several { "announce-several" } else { "announce-unknown" };
        page.say(key, &[("typed", person(&unclear.typed))]);
        if !unclear.names.is_empty() {
            page.newline();
            page.say("announce-known", &[("names", Arg::Own(unclear.names.join(", ")))]);
        }
    } else {
        further(page, line);
    }
}

fn further(page: &mut Page<'_>, line: &AnnounceLine) {
    if let AnnounceLine::Usage { name } = line {
        page.say("announce-usage", &[("name", Arg::Text(name))]);
    } else if let AnnounceLine::TooLong { most } = line {
        page.say("announce-too-long", &[("most", Arg::Count(*most))]);
    } else if let AnnounceLine::Promised { name, at, late } = line {
        let time = clock::at_time(page, *at);
        let key = if *late { "announce-promised-late" } else { "announce-promised" };
        page.say(key, &[("name", Arg::Text(name)), ("time", Arg::Own(time))]);
    } else if let AnnounceLine::Lapsed { name, at } = line {
        let time = clock::at_time(page, *at);
        page.say("announce-lapsed", &[("name", Arg::Text(name)), ("time", Arg::Own(time))]);
    } else if let AnnounceLine::Solved { name } = line {
        page.say("announce-solved", &[("name", Arg::Text(name))]);
    } else if let AnnounceLine::Stopped { name, withdrawn } = line {
        page.say("announce-stopped", &[("name", Arg::Text(name)), ("count", Arg::Count(*withdrawn))]);
    } else if let AnnounceLine::AskWords = line {
        page.say_plain("announce-ask-words");
    }
}

/// Whom it reaches, and as each language reads it.
fn shown(page: &mut Page<'_>, draft: &Draft) {
    let what = match draft.card.what {
        What::First => "announce-draft-head",
        What::Update => "announce-draft-update",
        What::End => "announce-draft-end",
    };
    page.say(what, &[("name", Arg::Text(&draft.card.name))]);
    page.out.push_str(" · ");
    how(page, draft.how, 0);
    whom(page, &draft.whom);
    reached(page, &draft.tally, &draft.whom.left_out);
    missing(page, &draft.tally, &draft.card.words);
    if draft.picture {
        page.newline();
        page.say_plain("announce-with-picture");
    }
    if let Some(loud) = draft.loud {
        page.newline();
        page.say_plain(if loud { "announce-is-loud" } else { "announce-is-quiet" });
    }
    if let Some(goes) = draft.goes {
        page.newline();
        let time = clock::at_time(page, goes);
        page.say("announce-goes", &[("time", Arg::Own(time))]);
    }
    if let Some(reference) = &draft.problem {
        page.newline();
        page.say_of("announce-of-problem", reference);
    }
    if draft.card.words.is_empty() {
        page.out.push_str("\n\n");
        page.say_plain("announce-no-words");
    }
    for locale in draft.card.words.keys() {
        page.out.push_str("\n\n");
        page.say_plain(reads_key(*locale));
        page.newline();
        card_in(page, &draft.card, *locale);
    }
}

fn whom(page: &mut Page<'_>, whom: &Whom) {
    page.newline();
    let systems: Vec<String> =
        whom.systems.iter().map(|key| card::system(page.desk, key, page.locale).to_owned()).collect();
    let names = if whom.names.is_empty() { page.words("announce-everybody") } else { whom.names.join(", ") };
    page.say("announce-for", &[("names", Arg::Own(names))]);
    if !systems.is_empty() {
        page.newline();
        page.say("announce-users", &[("systems", Arg::Own(systems.join(", ")))]);
    }
    if !whom.roles.is_empty() {
        page.newline();
        let roles: Vec<String> = whom.roles.iter().map(|role| page.words(role_key(*role))).collect();
        page.say("announce-roles", &[("roles", Arg::Own(roles.join(", ")))]);
    }
}

/// `12 grupos (10 em português, 2 em inglês) e 3 pessoas`
pub(super) fn told(page: &Page<'_>, tally: &Tally) -> String {
    let mut parts = Vec::new();
    if tally.all_groups() > 0 {
        parts.push(counted(page, "announce-groups", &tally.groups));
    }
    if tally.all_people() > 0 {
        parts.push(counted(page, "announce-people", &tally.people));
    }
    match &parts[..] {
        [] => page.words("announce-nobody"),
        [only] => only.clone(),
        [first, rest @ ..] => {
            let mut out = String::new();
            let args = [("first", Arg::Text(first)), ("second", Arg::Own(rest.join(", ")))];
            page.catalog.write("announce-and", &args, page.locale, &mut out);
            out
        }
    }
}

/// So many, and in which languages where there are several.
fn counted(page: &Page<'_>, key: &str, by: &BTreeMap<Locale, usize>) -> String {
    let mut out = String::new();
    page.catalog.write(key, &[("count", Arg::Count(by.values().sum()))], page.locale, &mut out);
    if by.len() > 1 || by.keys().any(|locale| *locale != page.locale) {
        let each = by.iter().map(|(locale, count)| {
            let mut one = String::new();
            page.catalog.write(in_key(*locale), &[("count", Arg::Count(*count))], page.locale, &mut one);
            one
        });
        out.push_str(&format!(" ({})", each.collect::<Vec<_>>().join(", ")));
    }
    out
}

/// Whom it reaches, and who is left out and why.
fn reached(page: &mut Page<'_>, tally: &Tally, names: &BTreeMap<LeftOut, Vec<String>>) {
    page.newline();
    let reached = told(page, tally);
    page.say("announce-reaches", &[("told", Arg::Own(reached))]);
    if tally.digest > 0 {
        page.newline();
        page.say("announce-digest", &[("count", Arg::Count(tally.digest))]);
    }
    let mut out = Vec::new();
    for (why, partners) in &tally.groups_out {
        let mut one = String::new();
        page.catalog.write("announce-groups", &[("count", Arg::Count(partners.len()))], page.locale, &mut one);
        let names = names.get(why).map(|names| names.join(", ")).unwrap_or_default();
        let reason = page.words(left_out_key(*why));
        let reason = if names.is_empty() { reason } else { format!("{names}: {reason}") };
        out.push(format!("{one} ({reason})"));
    }
    for (why, count) in &tally.people_out {
        let mut one = String::new();
        page.catalog.write("announce-people", &[("count", Arg::Count(*count))], page.locale, &mut one);
        out.push(format!("{one} ({})", page.words(left_out_key(*why))));
    }
    if !out.is_empty() {
        page.newline();
        page.say("announce-left-out", &[("left", Arg::Own(out.join("; ")))]);
    }
}

/// What of a language is missing, and what is read in its place.
fn missing(page: &mut Page<'_>, tally: &Tally, words: &Words) {
    for (locale, groups, people) in tally.missing(words) {
        let Some(other) = words.keys().next() else { return };
        page.newline();
        let alone = Tally {
            groups: BTreeMap::from([(page.locale, groups)]),
            people: BTreeMap::from([(page.locale, people)]),
            ..Tally::default()
        };
        let (told, missing, other) =
            (told(page, &alone), page.words(language_key(locale)), page.words(language_key(*other)));
        let args = [("missing", Arg::Own(missing)), ("told", Arg::Own(told)), ("other", Arg::Own(other))];
        page.say("announce-missing", &args);
    }
}

/// What went out, when and by whom.
fn stands(page: &mut Page<'_>, standing: &Standing) {
    listed_line(page, &standing.entry);
    if let Some((reference, works, of)) = &standing.problem {
        page.newline();
        let args = [("reference", Arg::Text(reference)), ("works", Arg::Count(*works)), ("of", Arg::Count(*of))];
        page.say("announce-scoreboard", &args);
    }
    page.newline();
    for told in &standing.told {
        page.newline();
        was_told(page, told);
    }
}

fn was_told(page: &mut Page<'_>, told: &Told) {
    let time = clock::moment(page, told.at);
    let what = page.words(match told.what {
        What::First => "announce-told-first",
        What::Update => "announce-told-update",
        What::End => "announce-told-end",
    });
    let mut args = vec![("what", Arg::Own(what)), ("time", Arg::Own(time)), ("by", person(&told.by))];
    if told.confirmed_by.is_empty() {
        page.say("announce-told", &args);
    } else {
        args.push(("confirmed", person(&told.confirmed_by)));
        page.say("announce-told-by-two", &args);
    }
    if told.stopped {
        page.out.push_str(" · ");
        page.say_plain("announce-was-stopped");
    }
}

fn question(
    page: &mut Page<'_>,
    (name, what): (&str, What),
    tally: &Tally,
    (goes, second): (Option<Due>, Option<usize>),
) {
    let told = told(page, tally);
    let key = match what {
        What::First => "announce-question",
        What::Update => "announce-question-update",
        What::End => "announce-question-end",
    };
    page.say(key, &[("name", Arg::Text(name)), ("told", Arg::Own(told))]);
    if let Some(goes) = goes {
        page.newline();
        let time = clock::at_time(page, goes);
        page.say("announce-goes", &[("time", Arg::Own(time))]);
    }
    if let Some(limit) = second {
        page.newline();
        page.say("announce-needs-second", &[("limit", Arg::Count(limit))]);
    }
}

fn look(page: &mut Page<'_>, name: &str, found: &[String], masked: &Words) {
    let pieces: Vec<String> = found.iter().map(|piece| format!("«{}»", isolated(piece))).collect();
    page.say("announce-look", &[("name", Arg::Text(name)), ("found", Arg::Own(pieces.join(", ")))]);
    for locale in masked.keys() {
        page.newline();
        page.say("announce-look-masked", &[("words", person(words_in(masked, *locale)))]);
    }
    page.newline();
    page.say_plain("announce-look-ask");
}

fn said_key(said: Said) -> &'static str {
    match said {
        Said::NoSuch => "announce-no-such",
        Said::Stale => "announce-stale",
        Said::Others => "announce-others",
        Said::TakenBack => "announce-taken-back",
        Said::Declined => "announce-declined",
        Said::Discarded => "announce-discarded",
        Said::TooLate => "announce-too-late",
        Said::NotNow => "announce-not-now",
        Said::NoWords => "announce-no-words-yet",
        Said::NobodyToTell => "announce-nobody-to-tell",
        Said::SecondPerson => "announce-second-person",
        Said::WithOthers => "announce-with-others",
        Said::AskPicture => "announce-ask-picture",
        Said::PictureGone => "announce-picture-gone",
        Said::NotAPicture => "announce-not-a-picture",
        Said::NotATime => "announce-not-a-time",
        Said::NotAWindow => "announce-not-a-window",
        Said::AskStop => "announce-ask-stop",
        Said::AskDiscard => "announce-ask-discard",
        Said::More => "announce-more",
    }
}

fn ask_key(part: Part) -> &'static str {
    match part {
        Part::Words(Locale::Pt) => "announce-ask-words-pt",
        Part::Words(Locale::En) => "announce-ask-words-en",
        Part::Audience => "announce-ask-audience",
        Part::Kind => "announce-ask-kind",
        Part::System => "announce-ask-system",
        Part::Picture => "announce-ask-a-picture",
        Part::NextUpdate => "announce-ask-next",
        Part::Window => "announce-ask-window",
        Part::Time => "announce-ask-time",
        Part::Update => "announce-ask-update",
        Part::End => "announce-ask-end",
    }
}

fn left_out_key(why: LeftOut) -> &'static str {
    match why {
        LeftOut::ToldInGroup => "announce-out-in-group",
        LeftOut::Muted => "announce-out-muted",
        LeftOut::Unreachable => "announce-out-unreachable",
        LeftOut::Stopped => "announce-out-stopped",
    }
}

fn reads_key(locale: Locale) -> &'static str {
    match locale {
        Locale::Pt => "announce-reads-pt",
        Locale::En => "announce-reads-en",
    }
}

fn in_key(locale: Locale) -> &'static str {
    match locale {
        Locale::Pt => "announce-in-pt",
        Locale::En => "announce-in-en",
    }
}

fn language_key(locale: Locale) -> &'static str {
    match locale {
        Locale::Pt => "announce-language-pt",
        Locale::En => "announce-language-en",
    }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Reporter => "announce-role-reporters",
        Role::FocalPoint => "announce-role-focal",
        Role::Agent => "announce-role-agents",
        Role::Manager => "announce-role-managers",
        Role::Admin => "announce-role-admins",
    }
}
