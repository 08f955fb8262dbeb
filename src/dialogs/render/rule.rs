//! Renders what is said of a desk's own rules.

use super::{Page, isolated, person};
use crate::dialogs::{catalog::Arg, line::RuleLine};

pub fn line(page: &mut Page<'_>, line: &RuleLine) {
    match line {
        RuleLine::NotAPair { severity, allowed } => {
            let (desk, locale) = (page.desk, page.locale);
            let named = |key: &String| super::card::priority(desk, key, locale).to_owned();
            let allowed = allowed.iter().map(named).collect::<Vec<_>>().join(", ");
            let args = [("severity", Arg::Own(severity_of(page, severity))), ("allowed", Arg::Own(allowed))];
            page.say("not-a-pair", &args);
        }
        RuleLine::OnlyLower => page.say_plain("only-lower"),
        RuleLine::OnlyTier { tier } => {
            let tier = tier.map_or_else(String::new, |tier| tier.to_string());
            page.say("only-tier", &[("tier", Arg::Own(tier))]);
        }
        RuleLine::OnePriority { severity } => {
            page.say("one-priority", &[("severity", Arg::Own(severity_of(page, severity)))]);
        }
        RuleLine::NoSeverity { system } => {
            let system = super::card::system(page.desk, system, page.locale).to_owned();
            page.say("no-severity", &[("system", Arg::Own(system))]);
        }
        RuleLine::OnlyInitiator => page.say_plain("only-initiator"),
        RuleLine::OnlyAppointed => page.say_plain("only-appointed"),
        RuleLine::Passed { names } => {
            let names = names.iter().map(|name| isolated(name)).collect::<Vec<_>>().join(", ");
            page.say("passed-to-appointed", &[("names", Arg::Own(names))]);
        }
        RuleLine::NobodyAppointed => page.say_plain("nobody-appointed"),
        RuleLine::Asked { name, facility, words, file_count } => {
            let mut args = vec![("name", person(name)), ("facility", person(facility))];
            let key = match (words.is_empty(), file_count) {
                (_, 0) => "appointed-asked",
                (true, _) => "appointed-asked-files",
                (false, _) => "appointed-asked-both",
            };
            if key != "appointed-asked" {
                args.push(("count", Arg::Count(*file_count)));
            }
            if key != "appointed-asked-files" {
                args.push(("words", person(words)));
            }
            page.say(key, &args);
        }
    }
}

fn severity_of(page: &Page<'_>, key: &str) -> String {
    page.desk.severity(key).map_or(key, |named| named.label.in_locale(page.locale)).to_owned()
}
