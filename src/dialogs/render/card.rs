//! A ticket, and a report before it is one, as short lists of what is known.

use super::{Page, clock, form, isolated, problem};
use crate::{
    core::{
        draft::Answers,
        policy::{
            answer,
            desk::{Desk, Named},
            scheme::Scheme,
        },
        ticket::CameBy,
        verb::Verb,
    },
    dialogs::{
        catalog::Arg,
        choice::Field,
        label,
        line::{Card, Marks, Summary},
        report::fields,
    },
    text::{day, locale::Locale},
};

/// A report's answers, and whether they are right.
pub fn summary(page: &mut Page<'_>, summary: &Summary) {
    let answers = &summary.answers;
    page.say_plain("summary-head");
    if let Some(behalf) = &answers.behalf {
        page.entry("marked-behalf", &isolated(&behalf.shown()));
        if let Some(count) = behalf.count.filter(|count| *count > 1) {
            page.entry("marked-people", &count.to_string());
        }
    }
    if let Some(facility) = &summary.facility {
        page.entry("ticket-facility", &isolated(facility));
    }
    let (desk, locale) = (page.desk, page.locale);
    let named = |key: &Option<String>| key.as_deref().unwrap_or_default().to_owned();
    if desk.only_system().is_none() {
        page.entry("field-system", system(desk, &named(&answers.system), locale));
    }
    if let Some(address) = &answers.page {
        page.entry("marked-page", &isolated(address));
    }
    let category = named(&answers.category);
    page.entry("field-category", category_label(desk, &category, locale));
    for (at, question) in form::questions(desk, &category).iter().enumerate() {
        let is_asked = desk.category(&category).is_some_and(|category| answer::is_asked(category, at, &answers.form));
        if let Some(given) = answers.form.get(&question.key).filter(|_| is_asked) {
            form::entry(page, question, given);
        }
    }
    ranked(page, answers);
    if let Some(words) = &answers.description {
        let name = page.words(label::field_key(Field::Description));
        page.entry_words(name, words);
    }
    if !answers.photos.is_empty() {
        page.entry("field-photo", &answers.photos.len().to_string());
    }
    page.out.push_str("\n\n");
    page.say_plain("summary-ask");
}

/// What ranks a report, by its system's scheme; nothing where the desk's people decide.
fn ranked(page: &mut Page<'_>, answers: &Answers) {
    let (desk, suggested) = (page.desk, &answers.suggested);
    let policy = fields::policy(answers, desk);
    // What was said while it was of another system counts no more.
    let said = |field, key: &Option<String>| key.clone().filter(|_| fields::is_answered(field, answers, desk));
    match &policy.scheme {
        Scheme::Matrix(_) => {
            degree(page, Field::Urgency, (&said(Field::Urgency, &answers.urgency), &suggested.urgency), |key| {
                policy.urgency(key)
            });
            degree(page, Field::Impact, (&said(Field::Impact, &answers.impact), &suggested.impact), |key| {
                policy.impact(key)
            });
        }
        Scheme::Pairs(pairs) => {
            degree(page, Field::Severity, (&answers.severity, &None), |key| pairs.severity(key));
            let only = answers.severity.as_deref().and_then(|key| pairs.only(key)).map(str::to_owned);
            let chosen = only.or_else(|| answers.priority.clone());
            degree(page, Field::Priority, (&chosen, &None), |key| policy.priority(key).map(|one| &one.named));
        }
        Scheme::Manual { .. } => {}
    }
}

/// An urgency or an impact that was chosen, or else is suggested.
fn degree<'d>(
    page: &mut Page<'_>,
    field: Field,
    (chosen, suggested): (&Option<String>, &Option<String>),
    named: impl Fn(&str) -> Option<&'d Named>,
) {
    let key = chosen.as_deref().or(suggested.as_deref()).unwrap_or_default();
    let label = named(key).map_or(known(key), |named| named.label.in_locale(page.locale)).to_owned();
    let mut value = String::new();
    if chosen.is_none() && suggested.is_some() {
        page.catalog.write("suggested", &[("value", Arg::Own(label))], page.locale, &mut value);
    } else {
        value = label;
    }
    page.entry(label::field_key(field), &value);
}

/// A ticket.
pub fn card(page: &mut Page<'_>, card: &Card) {
    let (desk, locale) = (page.desk, page.locale);
    let status = page.status(card.status);
    page.say("ticket-head", &[("reference", Arg::Text(&card.reference)), ("status", Arg::Own(status))]);
    page.entry("ticket-priority", priority(desk, &card.priority, locale));
    if let Some(key) = &card.severity {
        page.entry("field-severity", desk.severity(key).map_or(known(key), |named| named.label.in_locale(locale)));
    }
    page.entry("field-system", system(desk, &card.system, locale));
    page.entry("field-category", category_label(desk, &card.category, locale));
    for (name, value) in
        [("ticket-facility", &card.facility), ("ticket-reporter", &card.reporter), ("ticket-owner", &card.owner)]
    {
        if let Some(value) = value {
            page.entry(name, &isolated(value));
        }
    }
    let questions = form::questions(desk, &card.category);
    for (key, given) in &card.form {
        if let Some(question) = questions.iter().find(|question| question.key == *key) {
            form::entry(page, question, given);
        }
    }
    marks(page, &card.marks);
    if let Some(words) = &card.description {
        let name = page.words(label::field_key(Field::Description));
        page.entry_words(name, words);
    }
    if card.file_count > 0 {
        page.newline();
        page.say("ticket-files", &[("count", Arg::Count(card.file_count))]);
    }
}

/// A ticket in a few lines: where it stands, whose it is, what it is about.
pub fn glance(page: &mut Page<'_>, card: &Card) {
    let status = page.status(card.status);
    page.say("ticket-head", &[("reference", Arg::Text(&card.reference)), ("status", Arg::Own(status))]);
    page.entry("field-system", system(page.desk, &card.system, page.locale));
    if let Some(owner) = &card.owner {
        page.entry("ticket-owner", &isolated(owner));
    }
    if let Some(words) = &card.description {
        let name = page.words(label::field_key(Field::Description));
        page.entry_words(name, words);
    }
}

/// What a ticket is marked with.
fn marks(page: &mut Page<'_>, marks: &Marks) {
    let approval = |is: &str| marks.approval.as_deref() == Some(is);
    let flags = [
        ("marked-problem", marks.problem),
        ("marked-practice", marks.practice),
        ("marked-private", marks.private),
        ("marked-pending", approval("pending")),
        ("marked-unanswered", marks.unanswered),
        ("marked-lapsed", approval("lapsed")),
        ("marked-unapproved", approval("missing")),
        ("marked-incomplete", marks.incomplete),
    ];
    for (key, _) in flags.into_iter().filter(|(_, is)| *is) {
        page.newline();
        page.say_plain(key);
    }
    if let Some(phone) = &marks.call {
        page.newline();
        let key = if phone.is_empty() { "marked-call" } else { "marked-call-phone" };
        page.say(key, &[("phone", Arg::Own(isolated(phone)))]);
    }
    if let Some(name) = &marks.on_behalf_of {
        page.entry("marked-behalf", &isolated(name));
    }
    if marks.came_by != CameBy::Unknown {
        let value = page.words(came_by_key(marks.came_by));
        page.entry("marked-came-by", &value);
    }
    if let Some(name) = &marks.filed_by {
        page.entry("marked-filed-by", &isolated(name));
    }
    if let Some(count) = marks.people_count {
        page.entry("marked-people", &count.to_string());
    }
    if let Some(address) = &marks.page {
        page.entry("marked-page", &isolated(address));
    }
    if let Some(origin) = &marks.origin {
        let value = page.words(&label::value_key(Verb::Origin, origin));
        page.entry("marked-origin", &value);
    }
    if let Some(department) = &marks.department {
        let named = label::value(page.desk, Verb::Department, department);
        page.entry("marked-department", named.map_or(department, |named| named.label.in_locale(page.locale)));
    }
    if let Some(environment) = &marks.environment {
        let value = page.words(&label::value_key(Verb::Environment, environment));
        page.entry("marked-environment", &value);
    }
    if let Some(tier) = marks.tier {
        page.entry("marked-tier", &tier.to_string());
    }
    times(page, marks);
    if let Some((when, who)) = &marks.visit {
        page.entry("marked-visit", &format!("{}, {}", day::show(*when), isolated(who)));
    }
    if !marks.tags.is_empty() {
        page.entry("marked-tags", &marks.tags.join(", "));
    }
    of_problems(page, marks);
    if marks.repeated > 0 {
        page.newline();
        page.say("marked-repeated", &[("count", Arg::Count(marks.repeated))]);
    }
}

/// The problem that it is, or is of.
fn of_problems(page: &mut Page<'_>, marks: &Marks) {
    if let Some((state, extent)) = &marks.common {
        page.newline();
        page.say_plain("marked-common");
        problem::extent(page, *state, extent);
    }
    if let Some(reference) = &marks.of_problem {
        page.entry("marked-of-problem", reference);
    }
}

/// By when what is to be done, or was promised.
fn times(page: &mut Page<'_>, marks: &Marks) {
    if let Some(at) = marks.answer_by {
        let key = if marks.expects { "marked-expected" } else { "marked-answer-by" };
        page.entry(key, &clock::moment(page, at));
    }
    if let Some(at) = marks.resolve_by {
        page.entry("marked-resolve-by", &clock::moment(page, at));
    }
    if let Some(deadline) = marks.deadline {
        page.entry("marked-deadline", &day::show(deadline));
    } else if marks.to_be_set {
        let value = page.words("to-be-set");
        page.entry("marked-deadline", &value);
    }
}

/// The key of how a caller came.
fn came_by_key(way: CameBy) -> &'static str {
    match way {
        CameBy::Phone | CameBy::Unknown => "choice-came-by-phone",
        CameBy::InPerson => "choice-came-in-person",
        CameBy::Email => "choice-came-by-email",
    }
}

pub fn system<'d>(desk: &'d Desk, key: &'d str, locale: Locale) -> &'d str {
    desk.system(key).map_or(known(key), |named| named.label.in_locale(locale))
}

/// What nobody told is shown as a dash.
fn known(key: &str) -> &str {
    if key.is_empty() { "—" } else { key }
}

pub fn priority<'d>(desk: &'d Desk, key: &'d str, locale: Locale) -> &'d str {
    desk.priority(key).map_or(key, |priority| priority.named.label.in_locale(locale))
}

fn category_label<'d>(desk: &'d Desk, key: &'d str, locale: Locale) -> &'d str {
    desk.category(key).map_or(known(key), |category| category.named.label.in_locale(locale))
}
