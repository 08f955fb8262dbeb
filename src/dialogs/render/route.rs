//! Renders what is said of where a message has found its place.

use super::{Page, person};
use crate::dialogs::{catalog::Arg, line::RouteLine};

pub fn line(page: &mut Page<'_>, line: &RouteLine) {
    match line {
        RouteLine::Guessed { reference } => page.say_of("guessed", reference),
        RouteLine::Parked => page.say_plain("parked"),
        RouteLine::HeldCorrected => page.say_plain("held-corrected"),
        RouteLine::Unchosen { reference, reporter } => of_reporter(page, "unchosen", reference, reporter),
        RouteLine::Recalled { reference, reporter } => of_reporter(page, "recalled", reference, reporter),
    }
}

fn of_reporter(page: &mut Page<'_>, key: &str, reference: &str, reporter: &str) {
    page.say(key, &[("reporter", person(reporter)), ("reference", Arg::Text(reference))]);
}
