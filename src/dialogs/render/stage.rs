//! What the clocks make happen, into words.

use super::{Page, isolated, person};
use crate::{
    core::{
        chat::Millis,
        stage::{Handover, Told},
    },
    dialogs::{catalog::Arg, line::StageLine},
    text::day,
};

pub fn line(page: &mut Page<'_>, StageLine { reference, told }: &StageLine) {
    match told {
        Told::AnswerSoon { until, offset } => soon(page, "stage-answer-soon", *until, *offset),
        Told::AnswerLate { tier } => of_tier(page, "stage-answer-late", *tier),
        Told::DueSoon { until, offset } => soon(page, "stage-due-soon", *until, *offset),
        Told::PassedOver { from, to } => {
            page.say("stage-passed-over", &[("from", Arg::Own(from.to_string())), ("to", Arg::Own(to.to_string()))]);
        }
        Told::Overdue { tier } => of_tier(page, "stage-overdue", *tier),
        Told::Handover(handover) => handed_over(page, handover),
        Told::Silent => page.say_plain("stage-silent"),
        Told::GivenBack { agent } => page.say("stage-given-back", &[("agent", person(agent))]),
        Told::HandedOver { agent, deputy: Some(deputy) } => {
            page.say("stage-handed-over", &[("agent", person(agent)), ("deputy", person(deputy))]);
        }
        Told::HandedOver { agent, deputy: None } => page.say("stage-freed", &[("agent", person(agent))]),
        Told::OnDuty { tier } => of_tier(page, "stage-on-duty", *tier),
        Told::Unstaffed { tier } => of_tier(page, "stage-unstaffed", *tier),
    }
    page.newline();
    page.out.push_str(reference);
}

fn soon(page: &mut Page<'_>, key: &str, until: Millis, offset: i32) {
    page.say(key, &[("until", Arg::Own(day::moment(until, offset)))]);
}

fn of_tier(page: &mut Page<'_>, key: &str, tier: i64) {
    page.say(key, &[("tier", Arg::Own(tier.to_string()))]);
}

fn handed_over(page: &mut Page<'_>, handover: &Handover) {
    let Handover { tried, asked, answered, files } = handover;
    page.say_plain(if tried.is_empty() { "handover-nothing" } else { "handover-tried" });
    for words in tried {
        page.newline();
        page.say("handover-item", &[("words", Arg::Own(isolated(words)))]);
    }
    for (key, words) in [("handover-asked", asked), ("handover-answered", answered)] {
        if let Some(words) = words {
            page.newline();
            page.say(key, &[("words", person(words))]);
        }
    }
    if *files > 0 {
        page.newline();
        page.say("handover-files", &[("count", Arg::Count(*files))]);
    }
}
