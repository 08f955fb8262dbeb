//! Renders what is said of practice.

use super::{Page, card};
use crate::dialogs::{catalog::Arg, practice::PracticeLine};

pub fn line(page: &mut Page<'_>, line: &PracticeLine) {
    match line {
        PracticeLine::Banner => page.say_plain("practice-banner"),
        PracticeLine::IsReal => page.say_plain("practice-is-real"),
        PracticeLine::Began => page.say_plain("practice-began"),
        PracticeLine::Ended => page.say_plain("practice-ended"),
        PracticeLine::IsOver => page.say_plain("practice-is-over"),
        PracticeLine::Filed { reference, priority } => {
            let label = card::priority(page.desk, priority, page.locale);
            page.say("practice-filed", &[("reference", Arg::Text(reference)), ("priority", Arg::Text(label))]);
        }
        PracticeLine::NotPractised => page.say_plain("practice-not-practised"),
    }
}
