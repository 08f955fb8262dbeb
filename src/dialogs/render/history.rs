//! A ticket's history: each moment on a line, words below it, with what stood there before an edit.

use super::{Page, person};
use crate::{
    dialogs::{catalog::Arg, event::Moment, label},
    text::day,
};

pub fn history(page: &mut Page<'_>, reference: &str, moments: &[Moment], offset: i32) {
    page.say_plain("history-head");
    for moment in moments {
        page.newline();
        let at = day::moment(moment.at, offset);
        let what = happened(page, moment);
        if moment.who.is_empty() {
            page.say("history-line-nobody", &[("at", Arg::Own(at)), ("what", Arg::Own(what))]);
        } else {
            page.say("history-line", &[("at", Arg::Own(at)), ("who", person(&moment.who)), ("what", Arg::Own(what))]);
        }
        if moment.taken_back {
            page.out.push(' ');
            page.say_plain("history-taken-back");
        }
        if !moment.words.is_empty() {
            page.newline();
            page.say("quoted", &[("words", person(&moment.words))]);
        }
        for earlier in &moment.earlier {
            page.newline();
            page.say("history-earlier", &[("words", person(earlier))]);
        }
    }
    page.newline();
    page.out.push_str(reference);
}

/// What happened, with both values where one was changed.
fn happened(page: &Page<'_>, moment: &Moment) -> String {
    let what = page.words(&format!("happened-{}", moment.what.replace('_', "-")));
    if moment.from.is_empty() && moment.to.is_empty() {
        return what;
    }
    let value = |value: &str| if value.is_empty() { "–".to_owned() } else { named(page, &moment.what, value) };
    let (from, to) = (value(&moment.from), value(&moment.to));
    let mut out = String::new();
    let args = [("what", Arg::Own(what)), ("from", Arg::Own(from)), ("to", Arg::Own(to))];
    page.catalog.write("history-change", &args, page.locale, &mut out);
    out
}

/// A value by its name, where it has one.
fn named(page: &Page<'_>, verb: &str, value: &str) -> String {
    let found = crate::core::verb::Verb::all().find(|other| other.word() == verb);
    if let Some(impact) = page.desk.impact(value).filter(|_| verb == "impact") {
        return impact.label.in_locale(page.locale).to_owned();
    }
    let by_desk = found.and_then(|verb| label::value(page.desk, verb, value));
    if let Some(named) = by_desk {
        return named.label.in_locale(page.locale).to_owned();
    }
    match found.filter(|verb| label::is_ours(*verb, value)) {
        Some(verb) => page.words(&label::value_key(verb, value)),
        None => day::parse(value).map_or_else(|| value.to_owned(), day::show),
    }
}
