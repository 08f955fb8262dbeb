//! What changes in how a desk, or one of its systems, ranks, and in what it promises.

use std::collections::BTreeSet;

use super::{Group, Told, requests, span};
use crate::core::policy::{
    desk::{Desk, Named},
    scheme::{Policy, Scheme},
    service::{Service, Target, Targets, Tier},
};

/// All policies of both desks, and which systems have which.
pub(super) fn policies(told: &mut Told<'_>, old: &Desk, new: &Desk) {
    policy(told, "", (&old.policy, &new.policy), |group| !new.system_policies.contains_key(&group.system));
    for (name, policy_now) in &new.policies {
        match old.policies.get(name) {
            Some(earlier) => policy(told, &format!(" of `{name}`"), (earlier, policy_now), |group| {
                new.system_policies.get(&group.system) == Some(name)
            }),
            None => told.say(format!("the policy `{name}` is new")),
        }
    }
    for name in old.policies.keys().filter(|name| !new.policies.contains_key(*name)) {
        told.say(format!("the policy `{name}` is gone"));
    }
    for system in &new.systems {
        let of =
            |desk: &Desk| desk.system_policies.get(&system.key).cloned().unwrap_or_else(|| "the desk's own".into());
        if old.system(&system.key).is_some() && of(old) != of(new) {
            let count = told.count(|group| group.system == system.key);
            let line =
                format!("the system `{}` ranks by {}; {} keep their priorities", system.key, of(new), requests(count));
            told.say(line);
        }
    }
}

fn policy(told: &mut Told<'_>, of: &str, (old, new): (&Policy, &Policy), is_of: impl Fn(&Group) -> bool + Copy) {
    told.named(&format!("urgency{of}"), &old.urgencies, &new.urgencies, |group| &group.urgency);
    told.named(&format!("impact{of}"), &old.impacts, &new.impacts, |group| &group.impact);
    let keys = |policy: &Policy| -> Vec<Named> { policy.priorities.iter().map(|one| one.named.clone()).collect() };
    told.named(&format!("priority{of}"), &keys(old), &keys(new), |group| &group.priority);
    scheme(told, of, (&old.scheme, &new.scheme), is_of);
    service(told, of, (&old.service, &new.service), is_of);
}

fn scheme(told: &mut Told<'_>, of: &str, (old, new): (&Scheme, &Scheme), is_of: impl Fn(&Group) -> bool) {
    if old == new {
        return;
    }
    match (old, new) {
        (Scheme::Matrix(old), Scheme::Matrix(new)) => {
            for ((urgency, impact), priority) in new {
                let Some(from) = old.get(&(urgency.clone(), impact.clone())).filter(|from| *from != priority) else {
                    continue;
                };
                let count = told.count(|group| is_of(group) && group.urgency == *urgency && group.impact == *impact);
                let kept = requests(count);
                told.say(format!(
                    "matrix{of}: `{urgency}` × `{impact}`: {from} → {priority}; {kept} keep their priority"
                ));
            }
        }
        (Scheme::Pairs(old), Scheme::Pairs(new)) => {
            told.unused(&format!("severity{of}"), &old.severities, &new.severities);
            for severity in new.severities.iter().filter(|one| old.severity(&one.key).is_some()) {
                let (from, to) = (old.allowed(&severity.key), new.allowed(&severity.key));
                if from != to {
                    told.say(format!("severity{of} `{}`: {} → {}", severity.key, from.join(", "), to.join(", ")));
                }
            }
            if old.lowered_by != new.lowered_by {
                told.say(format!("others may lower severity and priority{of}"));
            }
        }
        (Scheme::Manual { arrival: from }, Scheme::Manual { arrival: to }) => {
            told.say(format!("priority on arrival{of}: {from} → {to}: for new requests"));
        }
        (Scheme::Matrix(_) | Scheme::Pairs(_) | Scheme::Manual { .. }, _) => {
            let count = told.count(is_of);
            told.say(format!("another way to rank{of}; {} keep their priorities", requests(count)));
        }
    }
}

fn service(told: &mut Told<'_>, of: &str, (old, new): (&Service, &Service), is_of: impl Fn(&Group) -> bool + Copy) {
    for tier in &old.tiers {
        if new.tier(tier.number).is_none() {
            told.say(format!("tier {}{of} is gone", tier.number));
        }
    }
    for tier in &new.tiers {
        match old.tier(tier.number) {
            None => told.say(format!("tier {}{of} is new", tier.number)),
            Some(earlier) => tier_changes(told, of, (earlier, tier), is_of),
        }
    }
    let all = |keys: &BTreeSet<String>| keys.iter().cloned().collect::<Vec<_>>().join(", ");
    if old.round_the_clock != new.round_the_clock {
        let differs = |group: &Group| {
            is_of(group) && old.is_round_the_clock(&group.priority) != new.is_round_the_clock(&group.priority)
        };
        let follow = requests(told.count(differs));
        let (from, to) = (all(&old.round_the_clock), all(&new.round_the_clock));
        told.say(format!("round the clock{of}: [{from}] → [{to}]; the clocks of {follow} follow"));
    }
    for (what, from, to) in [
        ("first tier", old.first_tier.to_string(), new.first_tier.to_string()),
        ("warning after a share of", format!("{} %", old.warn_percent), format!("{} %", new.warn_percent)),
        ("silent after", silent(old), silent(new)),
        ("the focal point's time", gate(old), gate(new)),
        ("what waits for the focal point", gated(old), gated(new)),
    ] {
        if from != to {
            told.say(format!("{what}{of}: {from} → {to}"));
        }
    }
}

fn silent(service: &Service) -> String {
    if service.silent == 0 { "never".to_owned() } else { span(service.silent) }
}

/// `2h 4h 8h`: reminders, and when it passes on.
fn gate(service: &Service) -> String {
    service.gate.as_ref().map_or_else(
        || "none".to_owned(),
        |gate| gate.reminders.iter().chain([&gate.passes_on]).map(|millis| span(*millis)).collect::<Vec<_>>().join(" "),
    )
}

fn gated(service: &Service) -> String {
    if service.gate_all { "each new request" } else { "what needs approval" }.to_owned()
}

fn tier_changes(told: &mut Told<'_>, of: &str, (old, new): (&Tier, &Tier), is_of: impl Fn(&Group) -> bool + Copy) {
    let number = new.number;
    targets(told, &format!("tier {number}{of}, response"), (&old.response, &new.response), number, is_of);
    targets(told, &format!("tier {number}{of}, resolution"), (&old.targets, &new.targets), number, is_of);
    if (&old.named, &old.duties, &old.checklist, old.optional)
        != (&new.named, &new.duties, &new.checklist, new.optional)
    {
        told.say(format!("tier {number}{of} has another name, duties, checklist, or may be empty otherwise"));
    }
}

fn targets(
    told: &mut Told<'_>,
    what: &str,
    (old, new): (&Targets, &Targets),
    tier: i64,
    is_of: impl Fn(&Group) -> bool + Copy,
) {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (from, to) = (old.get(key), new.get(key));
        if from != to {
            let count = told.count(|group| is_of(group) && group.tier == tier && group.priority == *key);
            let (from, to) = (target(from), target(to));
            told.say(format!("{what}, `{key}`: {from} → {to}; the clocks of {} follow", requests(count)));
        }
    }
}

fn target(target: Option<&Target>) -> String {
    match target {
        Some(Target::Within(millis)) => span(*millis),
        Some(Target::ToBeSet) => "to be set".to_owned(),
        None => "none".to_owned(),
    }
}
