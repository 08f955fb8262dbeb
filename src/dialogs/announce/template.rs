//! A text to begin with, for each kind of announcement, in each language: with its system and its times.

use super::want::Shown;
use crate::{
    core::announce::{Kind, What, Words},
    dialogs::{catalog::Arg, view::View},
    text::{day, locale::Locale},
};

/// The words, in all languages.
pub(super) fn words(shown: &Shown, view: &View<'_>) -> Words {
    Locale::ALL.into_iter().map(|locale| (locale, one(shown, locale, view))).collect()
}

fn one(shown: &Shown, locale: Locale, view: &View<'_>) -> String {
    let announcement = &shown.announcement;
    let what = shown.bulletin().map_or(What::First, |bulletin| bulletin.what);
    let window = shown.bulletin().and_then(|bulletin| bulletin.window);
    let key = match (what, announcement.kind) {
        (What::End, _) => "announce-template-end",
        (What::Update, _) => "announce-template-update",
        (What::First, Kind::Info) => "announce-template-info",
        (What::First, Kind::Planned) if window.is_some() => "announce-template-planned-window",
        (What::First, Kind::Planned) => "announce-template-planned",
        (What::First, Kind::Emergency) => "announce-template-emergency",
        (What::First, Kind::Rollback) => "announce-template-rollback",
        (What::First, Kind::Done) => "announce-template-done",
    };
    let mut unnamed = String::new();
    view.catalog.write("announce-template-system", &[], locale, &mut unnamed);
    let system = announcement.system.as_deref().and_then(|key| view.desk.system(key));
    let system = system.map_or(unnamed, |named| named.label.in_locale(locale).to_owned());
    let moment = |at| day::moment(at, day::offset_minutes(at, &view.desk.timezone));
    let (from, until) = window.map_or_else(Default::default, |(from, until)| (moment(from), moment(until)));
    let mut out = String::new();
    let mut args = vec![("system", Arg::Own(system))];
    if window.is_some() && what == What::First && announcement.kind == Kind::Planned {
        args.extend([("from", Arg::Own(from)), ("until", Arg::Own(until))]);
    }
    view.catalog.write(key, &args, locale, &mut out);
    // Whoever takes it edits it: no marks that cannot be seen are left in it.
    out.chars().filter(|char| !matches!(char, '\u{2068}' | '\u{2069}')).collect()
}
