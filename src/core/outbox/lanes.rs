//! Raising lanes: what goes into them gets its places, and those that were idle may be leased for the relay that is
//! near.

use std::collections::BTreeMap;

use super::{Post, class_of};
use crate::{
    core::{
        chat::Millis,
        delivery::{LEASE_MS, ShortWay},
        rows,
    },
    row,
};

/// A lane as it was raised.
#[derive(Debug, Default)]
pub(super) struct Raised {
    /// The place before the next.
    pub last_seq: i64,
    /// It was idle, and is leased for the first of what goes into it now.
    pub leased: bool,
}

/// What goes into a lane: how much, and the first.
struct Load<'p> {
    count: i64,
    first: &'p Post,
}

/// Raises the lanes by what goes into them now, and leases those that were idle for the relay that is near.
pub(super) async fn raise(
    saving: &mut rows::Saving<'_>,
    now: Millis,
    posts: &[Post],
    short_way: Option<ShortWay<'_>>,
) -> Result<BTreeMap<(String, i64), Raised>, sqlx::Error> {
    let mut lanes: BTreeMap<(&str, i64), Load<'_>> = BTreeMap::new();
    for post in posts.iter().filter(|post| post.due_at <= now) {
        lanes.entry((post.address.as_str(), class_of(post))).or_insert(Load { count: 0, first: post }).count += 1;
    }
    let mut room = short_way.map_or(0, |way| way.express.room());
    let rows = lanes
        .iter()
        .map(|((address, class), load)| {
            let pending = if load.first.mailbox { 0 } else { load.count };
            let relay = short_way.filter(|way| room > 0 && way.takes(load.first));
            room -= usize::from(relay.is_some());
            let (until, holder) = relay.map_or((0, ""), |relay| (now + LEASE_MS, relay.express.holder()));
            row![*address, *class, load.first.platform.as_str(), load.count, pending, now, until, holder]
        })
        .collect();
    saving.write(RAISE, rows, RAISED).await?;
    let keys = lanes.keys().map(|(address, class)| row![*address, *class]).collect();
    let mut found = BTreeMap::new();
    let raised = saving.read_by(
        "select l.address, l.class, l.last_seq, l.pending, l.lease_until, l.lease_holder
        from lane l join (values",
        keys,
        ") as v on l.address = v.column1 and l.class = v.column2",
    );
    for row in raised.await? {
        let (address, class): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
        let (last, pending, until): (i64, i64, i64) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        let holder: String = row.try_get(5)?;
        let load = lanes.get(&(address.as_str(), class));
        let count = load.map_or(0, |load| load.count);
        // Nothing was pending before: nobody else can have leased it.
        let leased = load.is_some_and(|load| !load.first.mailbox)
            && pending == count
            && until == now + LEASE_MS
            && short_way.is_some_and(|way| way.express.holder() == holder);
        found.insert((address, class), Raised { last_seq: last - count, leased });
    }
    Ok(found)
}

const RAISE: &str = "insert into lane (address, class, platform, last_seq, pending, not_before, lease_until,
    lease_holder) values";
const RAISED: &str = "on conflict (address, class) do update set last_seq = lane.last_seq + excluded.last_seq,
    pending = lane.pending + excluded.pending,
    lease_until = case when lane.pending = 0 and lane.not_before <= excluded.not_before
      and lane.lease_until < excluded.not_before then excluded.lease_until else lane.lease_until end,
    lease_holder = case when lane.pending = 0 and lane.not_before <= excluded.not_before
      and lane.lease_until < excluded.not_before then excluded.lease_holder else lane.lease_holder end";
