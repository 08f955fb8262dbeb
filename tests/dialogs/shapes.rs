//! Stored shapes: every state that was ever released can still be read, and is written the same way.

use balcao::dialogs::state::State;

#[test]
fn every_released_state_is_read_and_written_alike() {
    for golden in include_str!("states.golden.jsonl").lines() {
        let state: State = serde_json::from_str(golden).unwrap_or_else(|error| panic!("{golden}: {error}"));
        assert_eq!(serde_json::to_string(&state).expect("json"), golden);
    }
}
