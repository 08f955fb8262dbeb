//! The lines that are left in a room of tickets that are worked on elsewhere, and the card with all that waits.

use super::{Page, card, isolated};
use crate::{
    core::ticket::Status,
    dialogs::{catalog::Arg, queue::line::Standing},
    text::day,
};

/// What is left of a ticket's card.
pub fn short(page: &mut Page<'_>, reference: &str, status: Status, system: &str, owner: Option<&str>) {
    let status = page.status(status);
    let parts = [
        Some(reference.to_owned()),
        Some(status),
        Some(card::system(page.desk, system, page.locale).to_owned()),
        owner.map(isolated),
    ];
    page.out.push_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
}

/// Where a ticket has gone.
pub fn moved(page: &mut Page<'_>, reference: &str, tier: Option<i64>, system: Option<&str>) {
    if let Some(tier) = tier {
        page.say("card-moved-tier", &[("reference", Arg::Text(reference)), ("tier", Arg::Own(tier.to_string()))]);
    } else {
        let system = card::system(page.desk, system.unwrap_or_default(), page.locale);
        page.say("card-moved-system", &[("reference", Arg::Text(reference)), ("system", Arg::Text(system))]);
    }
}

/// All that waits: how many of each priority, and the first of them.
pub fn board(page: &mut Page<'_>, counts: &[(String, usize)], first: &[Standing], offset: i32) {
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    page.say("board-head", &[("count", Arg::Count(total))]);
    if !counts.is_empty() {
        page.newline();
        let (desk, locale) = (page.desk, page.locale);
        let of = |(key, count): &(String, usize)| format!("{}: {count}", card::priority(desk, key, locale));
        let all = counts.iter().map(of).collect::<Vec<_>>().join(" · ");
        page.out.push_str(&all);
        page.newline();
    }
    for one in first {
        page.newline();
        let parts = [
            Some(one.reference.clone()),
            Some(card::priority(page.desk, &one.priority, page.locale).to_owned()),
            Some(card::system(page.desk, &one.system, page.locale).to_owned()),
            one.facility.as_deref().map(isolated),
            Some(day::moment(one.since, offset)),
        ];
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        page.out.push_str(&format!("– {line}"));
    }
    if total > first.len() {
        page.newline();
        page.say("board-more", &[("count", Arg::Count(total - first.len()))]);
    }
}
