//! The guide of a form as a message.

use super::Page;
use crate::dialogs::{catalog::Arg, guide};

/// Title, notes, and each question with its number, its help and how it is answered.
pub fn guide(page: &mut Page<'_>, category: &str) {
    let Some(category) = page.desk.category(category) else {
        return page.say_plain("guide-no-questions");
    };
    let guide = guide::of(page.catalog, category, page.locale);
    page.say("guide-head", &[("category", Arg::Text(&guide.category))]);
    for note in &guide.notes {
        page.newline();
        page.out.push_str(note);
    }
    for (at, asked) in guide.questions.iter().enumerate() {
        page.out.push_str("\n\n");
        page.say("guide-question", &[("number", Arg::Count(at + 1)), ("question", Arg::Text(&asked.label))]);
        for line in asked.only_if.iter().chain(&asked.help).chain([&asked.how]) {
            page.newline();
            page.out.push_str(line);
        }
    }
    page.out.push_str("\n\n");
    page.say_plain("guide-after");
}
