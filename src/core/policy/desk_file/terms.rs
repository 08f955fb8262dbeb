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
    let is_button = !(key == "desk" || key.starts_with("status-"));
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
    let named = found(desk, section, &rest).ok_or_else(unknown)?;
    let earlier = named.label.0.values().map(|name| fold(name)).chain(named.words.iter().cloned());
    *named = Named::new(named.key.clone(), label, earlier.collect());
    Ok(())
}

/// What a section has under a key.
fn found<'d>(desk: &'d mut Desk, section: &str, key: &str) -> Option<&'d mut Named> {
    let is = |named: &&mut Named| named.key == key;
    match section {
        "system" => desk.systems.iter_mut().find(is),
        "tag" => desk.tags.iter_mut().find(is),
        "department" => desk.departments.iter_mut().map(|department| &mut department.named).find(is),
        "category" => desk.categories.iter_mut().map(|category| &mut category.named).find(is),
        "group" => desk.actors.groups.iter_mut().map(|group| &mut group.named).find(is),
        _ => of_policy(&mut desk.policy, section, key),
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
        assert!(load("sevastopol.xx").is_err() && load("epts.ru").is_err());
    }
}
