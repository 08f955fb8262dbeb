//! How often and by which chance a harness kills, as the environment says.

use std::time::{SystemTime, UNIX_EPOCH};

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

/// `BALCAO_CRASH_KILLS`, or so many.
pub fn kills(usual: u64) -> u64 {
    number("BALCAO_CRASH_KILLS").unwrap_or(usual)
}

/// Another one each time, unless `BALCAO_CRASH_SEED` gives it; whoever uses it prints it, so that a run can be repeated.
pub fn seed() -> u64 {
    number("BALCAO_CRASH_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
        u64::from(now.subsec_nanos()) ^ (now.as_secs() << 20)
    })
}
