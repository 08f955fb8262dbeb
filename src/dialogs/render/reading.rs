//! What readers do with announcements, in words.

use super::{Page, person};
use crate::{
    core::announce::audience::Wish,
    dialogs::{
        announce::reading::line::{Answer, ReadingLine},
        catalog::Arg,
    },
};

pub fn line(page: &mut Page<'_>, line: &ReadingLine) {
    match line {
        ReadingLine::Joined { reference } => page.say_of("reading-joined", reference),
        ReadingLine::JoinedBefore { reference } => page.say_of("reading-joined-before", reference),
        ReadingLine::JoinOver => page.say_plain("reading-join-over"),
        ReadingLine::Replied { name } => page.say("reading-replied", &[("name", Arg::Text(name))]),
        ReadingLine::LedAway => page.say_plain("reading-led-away"),
        ReadingLine::Words { name, words } => {
            page.say("reading-words", &[("name", Arg::Text(name)), ("words", person(words))]);
        }
        ReadingLine::BeginFirst { link: Some(link) } => {
            page.say("reading-begin-at", &[("link", Arg::Text(link))]);
        }
        ReadingLine::BeginFirst { link: None } => page.say_plain("reading-begin"),
        ReadingLine::Answers { name, place, answers } => of_readers(page, name, place.as_deref(), answers),
        ReadingLine::Wished { name: Some(name), wish, .. } => {
            page.say(wish_key(*wish, Of::One), &[("name", Arg::Text(name))]);
        }
        ReadingLine::Wished { name: None, wish, group } => {
            page.say_plain(wish_key(*wish, if *group { Of::Group } else { Of::Person }));
        }
        ReadingLine::Followed { name } => page.say("reading-followed-from", &[("name", Arg::Text(name))]),
        ReadingLine::Helped => page.say_plain("reading-helped"),
        ReadingLine::NoSuch => page.say_plain("reading-no-such"),
    }
}

fn of_readers(page: &mut Page<'_>, name: &str, place: Option<&str>, answers: &[Answer]) {
    match place {
        Some(place) => page.say("reading-answers-in", &[("name", Arg::Text(name)), ("place", Arg::Text(place))]),
        None => page.say("reading-answers", &[("name", Arg::Text(name))]),
    }
    for answer in answers {
        page.newline();
        let (who, words) = (person(&answer.name), person(&answer.words));
        if answer.words.is_empty() {
            page.say("reading-answer-files", &[("who", who), ("count", Arg::Count(answer.files))]);
        } else {
            page.say("reading-answer", &[("who", who), ("words", words)]);
        }
    }
}

/// Of what something is wanted.
#[derive(Clone, Copy)]
enum Of {
    One,
    Person,
    Group,
}

fn wish_key(wish: Option<Wish>, of: Of) -> &'static str {
    match (wish, of) {
        (Some(Wish::None), Of::One) => "reading-muted-one",
        (Some(Wish::All), Of::One) => "reading-followed-one",
        (Some(Wish::Digest), Of::One) => "reading-digest-one",
        (Some(Wish::Mine) | None, Of::One) => "reading-usual-one",
        (Some(Wish::None), Of::Person) => "reading-muted",
        (Some(Wish::All), Of::Person) => "reading-followed",
        (Some(Wish::Digest), Of::Person) => "reading-digest",
        (Some(Wish::Mine) | None, Of::Person) => "reading-usual",
        (Some(Wish::None), Of::Group) => "reading-muted-group",
        (Some(Wish::All | Wish::Mine) | None, Of::Group) => "reading-usual-group",
        (Some(Wish::Digest), Of::Group) => "reading-digest-group",
    }
}
