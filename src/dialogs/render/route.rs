//! Renders what is said of where a message has found its place.

use super::{Page, person};
use crate::dialogs::{catalog::Arg, line::RouteLine};

pub fn line(page: &mut Page<'_>, line: &RouteLine) {
    match line {
        RouteLine::Guessed { reference } => page.say_of("guessed", reference),
        RouteLine::Parked => page.say_plain("parked"),
        RouteLine::HeldCorrected => page.say_plain("held-corrected"),
        RouteLine::HeldDeleted => page.say_plain("held-deleted"),
        RouteLine::DraftDeleted => page.say_plain("draft-deleted"),
        RouteLine::Unsaid { reference, stands } => {
            page.say_of(if *stands { "unsaid-stands" } else { "unsaid" }, reference);
        }
        RouteLine::Deleted { reference, reporter, stands } => {
            of_reporter(page, if *stands { "deleted-stands" } else { "deleted" }, reference, reporter);
        }
        RouteLine::Unchosen { reference, reporter } => of_reporter(page, "unchosen", reference, reporter),
        RouteLine::Recalled { reference, reporter } => of_reporter(page, "recalled", reference, reporter),
    }
}

fn of_reporter(page: &mut Page<'_>, key: &str, reference: &str, reporter: &str) {
    page.say(key, &[("reporter", person(reporter)), ("reference", Arg::Text(reference))]);
}
