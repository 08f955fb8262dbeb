//! Stored shapes: every state that was ever released can still be read, and today's are written the same way.

use balcao::dialogs::state::State;

fn read(golden: &str) -> State {
    serde_json::from_str(golden).unwrap_or_else(|error| panic!("{golden}: {error}"))
}

#[test]
fn every_released_state_is_read_and_written_alike() {
    for golden in include_str!("states.golden.jsonl").lines() {
        assert_eq!(serde_json::to_string(&read(golden)).expect("json"), golden);
    }
}

#[test]
fn earlier_shapes_are_read() {
    for golden in include_str!("states.earlier.jsonl").lines() {
        assert_ne!(read(golden), State::Idle, "{golden}");
    }
}
