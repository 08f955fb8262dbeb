//! How fast the platform lets itself be asked: buckets that its headers tell of, the limit of all calls together, and the
//! count of refusals. Whoever was told to wait and does not is in breach.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use serde_json::json;

use super::{rest::End, state::State};

/// All calls of a second together.
const A_SECOND: usize = 50;
/// What was under way when a refusal was told may still arrive.
const UNDER_WAY: Duration = Duration::from_millis(250);

/// What was asked for lately.
#[derive(Debug)]
pub struct Rates {
    /// How long a bucket takes to fill again.
    pub window: Duration,
    buckets: HashMap<String, Bucket>,
    lately: VecDeque<Instant>,
    /// Nobody is to ask for anything: since when, and until when.
    silence: Option<(Instant, Instant)>,
    /// How often it was asked too fast.
    pub refusals: usize,
    /// Answers that count towards being shut out.
    pub invalid: usize,
}

#[derive(Debug)]
struct Bucket {
    used: u32,
    since: Instant,
    silence: Option<(Instant, Instant)>,
}

/// What a call counts under: its bucket with what it is about, and how much goes into that.
struct Route {
    name: &'static str,
    key: String,
    size: u32,
}

impl Default for Rates {
    fn default() -> Self {
        let (buckets, lately) = (HashMap::new(), VecDeque::new());
        Self { window: Duration::from_millis(300), buckets, lately, silence: None, refusals: 0, invalid: 0 }
    }
}

/// Calls without a bucket of their own count among all others alone; answers to interactions not even there.
fn route(call: &str) -> Option<Route> {
    let (method, path) = call.split_once(' ')?;
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (name, size, major) = match (method, parts.as_slice()) {
        ("POST", ["channels", channel, "messages"]) => ("send", 5, channel),
        ("PATCH", ["channels", channel, "messages", _]) => ("edit", 5, channel),
        ("GET", ["channels", channel, "messages"]) => ("history", 5, channel),
        ("PATCH", ["channels", channel]) => ("name", 2, channel),
        ("POST", ["channels", channel, "threads"]) => ("thread", 10, channel),
        ("POST" | "PATCH", ["webhooks", _, token, ..]) => ("webhook", 5, token),
        _ => return None,
    };
    Some(Route { name, key: format!("{name} {major}"), size })
}

/// Whether the call may be made now; else how it is refused.
pub fn admit(state: &mut State, call: &str) -> Option<End> {
    if call.contains("/interactions/") {
        return None;
    }
    let now = Instant::now();
    if let Some((told, until)) = state.rates.silence.filter(|(_, until)| *until > now) {
        if told.elapsed() > UNDER_WAY {
            state.breach(&format!("{call}: all calls had to wait"));
        }
        return Some(too_many(state, until - now, true));
    }
    let rates = &mut state.rates;
    rates.lately.retain(|at| at.elapsed() < Duration::from_secs(1));
    if rates.lately.len() >= A_SECOND {
        return Some(silence(state, call, Duration::from_secs(1), true));
    }
    rates.lately.push_back(now);
    let route = route(call)?;
    let (window, fresh) = (rates.window, Bucket { used: 0, since: now, silence: None });
    let bucket = rates.buckets.entry(route.key).or_insert(fresh);
    if let Some((told, until)) = bucket.silence.filter(|(_, until)| *until > now) {
        if told.elapsed() > UNDER_WAY {
            state.breach(&format!("{call}: it had to wait"));
        }
        return Some(too_many(state, until - now, false));
    }
    if bucket.since.elapsed() >= window {
        (bucket.used, bucket.since) = (0, now);
    }
    if bucket.used >= route.size {
        let left = window.saturating_sub(bucket.since.elapsed());
        return Some(silence(state, call, left, false));
    }
    bucket.used += 1;
    None
}

/// Refuses for a while: this kind of call, or all.
pub fn silence(state: &mut State, call: &str, left: Duration, global: bool) -> End {
    let now = Instant::now();
    let quiet = Some((now, now + left));
    match route(call).filter(|_| !global) {
        Some(route) => {
            let fresh = Bucket { used: 0, since: now, silence: None };
            state.rates.buckets.entry(route.key).or_insert(fresh).silence = quiet;
        }
        None => state.rates.silence = quiet,
    }
    too_many(state, left, global)
}

fn too_many(state: &mut State, left: Duration, global: bool) -> End {
    state.rates.refusals += 1;
    let seconds = left.as_secs_f64();
    let body = json!({"message": "You are being rate limited.", "retry_after": seconds, "global": global});
    let scope = if global { "global" } else { "user" };
    let headers = vec![("retry-after", seconds.ceil().to_string()), ("x-ratelimit-scope", scope.to_owned())];
    End { status: 429, body, headers }
}

/// What is told of a bucket with each answer.
pub fn headers(state: &State, call: &str) -> Vec<(&'static str, String)> {
    let Some(route) = route(call) else { return Vec::new() };
    let Some(bucket) = state.rates.buckets.get(&route.key) else { return Vec::new() };
    let left = state.rates.window.saturating_sub(bucket.since.elapsed());
    vec![
        ("x-ratelimit-bucket", route.name.to_owned()),
        ("x-ratelimit-limit", route.size.to_string()),
        ("x-ratelimit-remaining", route.size.saturating_sub(bucket.used).to_string()),
        ("x-ratelimit-reset-after", format!("{:.3}", left.as_secs_f64())),
    ]
}
