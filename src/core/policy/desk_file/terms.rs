//! A desk's own terms: labels in a language that the sentences do not speak, from a file beside the desk file
//! (`sevastopol.ru.ftl`). One plain message a line. They take the place of the labels for everybody who reads there; the
//! desk file's labels stay words that can be typed.

use crate::{
    core::{
        mistake::Mistake,
        policy::{
            desk::{Desk, Label, Named},
            scheme::{Policy, Scheme},
        },
        ticket::Status,
    },
    text::{fold::fold, locale::Locale},
};

use super::named::BUTTON;

/// The longest name of a desk or a status, in characters.
const LONGEST: usize = 60;

/// Puts the terms of a text in the place of the desk's labels.
///
/// # Errors
/// All mistakes, in the order of their lines.
pub(super) fn apply(mut desk: Desk, text: &str) -> Result<Desk, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((key, term)) = line.split_once('=').map(|(key, term)| (key.trim(), term.trim())) else {
            mistakes.push(Mistake::on(number, "this line is no term").allowing("severity-block = Блокирующий"));
            continue;
        };
        if let Err(problem) = rename(&mut desk, key, term) {
            mistakes.push(Mistake::on(number, &problem));
        }
    }
    if mistakes.is_empty() { Ok(desk) } else { Err(mistakes) }
}

fn rename(desk: &mut Desk, key: &str, term: &str) -> Result<(), String> {
    let is_button = !(key == "desk" || key.starts_with("status-") || key.starts_with("question-"));
    let (length, most) = (term.chars().count(), if is_button { BUTTON } else { LONGEST });
    if !(1..=most).contains(&length) || term.contains(['{', '}']) {
        return Err(format!("«{term}» is no term of 1 to {most} characters"));
    }
    let label = Label(Locale::ALL.into_iter().map(|locale| (locale, term.to_owned())).collect());
    if key == "desk" {
        desk.label = label;
        return Ok(());
    }
    let unknown = || format!("`{key}` names nothing of the desk");
    let (section, rest) = key.split_once('-').ok_or_else(unknown)?;
    let rest = rest.replace('-', "_");
    if section == "status" {
        desk.statuses.insert(Status::from_word(&rest).ok_or_else(unknown)?, label);
        return Ok(());
    }
    if section == "question" {
        return ask_so(desk, &rest, &label).then_some(()).ok_or_else(unknown);
    }
    let found = found(desk, section, &rest);
    if found.is_empty() {
        return Err(unknown());
    }
    for named in found {
        let earlier = named.label.0.values().map(|name| fold(name)).chain(named.words.iter().cloned());
        *named = Named::new(named.key.clone(), label.clone(), earlier.collect());
    }
    Ok(())
}

/// A question that every category asks is called so; whether there is one.
fn ask_so(desk: &mut Desk, key: &str, label: &Label) -> bool {
    let questions = desk.categories.iter_mut().flat_map(|category| &mut category.questions);
    let mut is_there = false;
    for question in questions.filter(|question| question.general && question.key == key) {
        question.label = label.clone();
        is_there = true;
    }
    is_there
}

/// What a section has under a key. A key has one name, so in each policy that has it.
fn found<'d>(desk: &'d mut Desk, section: &str, key: &str) -> Vec<&'d mut Named> {
    let is = |named: &&mut Named| named.key == key;
    match section {
        "system" => desk.systems.iter_mut().filter(is).collect(),
        "tag" => desk.tags.iter_mut().filter(is).collect(),
        "department" => desk.departments.iter_mut().map(|department| &mut department.named).filter(is).collect(),
        "category" => desk.categories.iter_mut().map(|category| &mut category.named).filter(is).collect(),
        "group" => desk.actors.groups.iter_mut().map(|group| &mut group.named).filter(is).collect(),
        _ => {
            let policies = std::iter::once(&mut desk.policy).chain(desk.policies.values_mut());
            policies.filter_map(|policy| of_policy(policy, section, key)).collect()
        }
    }
}

fn of_policy<'d>(policy: &'d mut Policy, section: &str, key: &str) -> Option<&'d mut Named> {
    let is = |named: &&mut Named| named.key == key;
    match section {
        "urgency" => policy.urgencies.iter_mut().find(is),
        "impact" => policy.impacts.iter_mut().find(is),
        "priority" => policy.priorities.iter_mut().map(|priority| &mut priority.named).find(is),
        "severity" => match &mut policy.scheme {
            Scheme::Pairs(pairs) => pairs.severities.iter_mut().find(is),
            Scheme::Matrix(_) | Scheme::Manual { .. } => None,
        },
        "tier" => {
            policy.service.tiers.iter_mut().find(|tier| tier.number.to_string() == key).map(|tier| &mut tier.named)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::shipped::load, *};

    #[test]
    fn each_mistake_has_its_line() {
        let text = "# 1\nseverity-block = Блокирующий\nseverity-gone = Пустяк\n\nБлокирующий\npriority-none = Приоритета нет совсем\nstatus-lost = Утеряна\n";
        let told = apply(load("sevastopol").unwrap(), text).expect_err("mistakes");
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "line 3: `severity-gone` names nothing of the desk",
                "line 5: this line is no term; allowed: severity-block = Блокирующий",
                "line 6: «Приоритета нет совсем» is no term of 1 to 20 characters",
                "line 7: `status-lost` names nothing of the desk",
            ]
        );
    }

    #[test]
    fn terms_are_shown_and_labels_still_typed() {
        let desk = load("sevastopol.ru").unwrap();
        let block = desk.severity("block").unwrap();
        for locale in Locale::ALL {
            assert_eq!(block.label.in_locale(locale), "Блокирующий");
        }
        assert!(block.names().iter().any(|name| name == "bloqueio"), "{:?}", block.names());
        assert_eq!(desk.statuses[&Status::WaitingReporter].in_locale(Locale::Pt), "Обратная связь");
        for category in &desk.categories {
            let subject = category.questions.iter().find(|question| question.key == "subject").unwrap();
            assert_eq!(subject.label.in_locale(Locale::En), "Тема", "{}", category.named.key);
        }
        assert!(load("sevastopol.xx").is_err() && load("epts.ru").is_err());
    }
}
