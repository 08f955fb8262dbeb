//! Modals, as Discord takes them, and as people send them.

use serde_json::{Value, json};

use super::{Fake, people::Person, state::State};

impl Person {
    /// Sends a modal with these values by the fields' names: a text, the label of a choice, or a file's bytes.
    pub fn submits(&self, modal: &Value, values: &[(&str, &str)], file: &[u8]) -> u64 {
        self.submits_in(self.channel, modal, values, file)
    }

    pub fn submits_in(&self, channel: u64, modal: &Value, values: &[(&str, &str)], file: &[u8]) -> u64 {
        let mut attachments = json!({});
        let parts: Vec<Value> = modal["components"]
            .as_array()
            .expect("fields")
            .iter()
            .map(|label| {
                let part = &label["component"];
                let name = part["custom_id"].as_str().expect("a name");
                let value = values.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| *value);
                let (kind, is_required) = (part["type"].as_u64(), part["required"] == json!(true));
                let (mut sent, is_empty) = (json!({"type": kind, "id": 2, "custom_id": name}), value.is_empty());
                match kind {
                    Some(4) => sent["value"] = value.into(),
                    Some(3) => {
                        let options = part["options"].as_array().expect("options");
                        let chosen = options.iter().find(|one| one["label"] == value || one["value"] == value);
                        assert!(is_empty || chosen.is_some(), "{value} is not among {options:?}");
                        sent["values"] = chosen.map_or(json!([]), |one| json!([one["value"]]));
                    }
                    Some(19) => {
                        sent["values"] = json!([]);
                        if !is_empty {
                            let (id, told) = self.uploads(value, file);
                            attachments[&id] = told;
                            sent["values"] = json!([id]);
                        }
                    }
                    other => panic!("a field of kind {other:?}"),
                }
                assert!(!(is_required && is_empty), "{name} has to be filled in");
                json!({"type": 18, "id": 1, "component": sent})
            })
            .collect();
        let mut data = json!({"custom_id": modal["custom_id"], "components": parts});
        if attachments != json!({}) {
            data["resolved"] = json!({"attachments": attachments});
        }
        self.acts(channel, 5, &data, None)
    }

    fn uploads(&self, name: &str, bytes: &[u8]) -> (String, Value) {
        self.fake.change(|state| {
            let id = state.id().to_string();
            let url = format!("http://127.0.0.1:{}/files/{id}", state.port);
            state.files.insert(id.clone(), bytes.to_vec());
            let told = json!({"id": id, "filename": name, "size": bytes.len(), "url": url, "proxy_url": url,
                "content_type": "image/jpeg", "ephemeral": true});
            (id, told)
        })
    }
}

impl Fake {
    /// The last tap or command is told once more, as after a session that is resumed.
    pub fn repeats_the_last_action(&self) {
        self.change(|state| {
            let event = state.last_action.clone();
            state.dispatch("INTERACTION_CREATE", &event);
        });
    }
}

/// The private chat with somebody.
pub fn chat_with(state: &State, json: &Value) -> Option<Value> {
    let is_theirs = |channel: &&Value| {
        channel["type"] == json!(1)
            && channel["recipients"]
                .as_array()
                .is_some_and(|all| all.iter().any(|user| user["id"] == json["recipient_id"]))
    };
    state.channels.values().find(is_theirs).cloned()
}

/// What Discord refuses of a modal.
pub fn breaches(modal: &Value) -> Vec<String> {
    let is_short =
        |value: &Value, most: usize| (1..=most).contains(&value.as_str().unwrap_or_default().chars().count());
    let fields = modal["components"].as_array().cloned().unwrap_or_default();
    let mut names: Vec<&str> = fields.iter().filter_map(|one| one["component"]["custom_id"].as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut wrong = Vec::new();
    let mut note = |is_wrong: bool, what: String| {
        if is_wrong {
            wrong.push(what);
        }
    };
    note(!is_short(&modal["title"], 45), format!("the title {}", modal["title"]));
    note(!is_short(&modal["custom_id"], 100), format!("the name {}", modal["custom_id"]));
    note(!(1..=5).contains(&fields.len()) || names.len() != fields.len(), format!("the fields {names:?}"));
    for field in &fields {
        let part = &field["component"];
        note(field["type"] != json!(18) || !is_short(&field["label"], 45), format!("the label {}", field["label"]));
        let below = &field["description"];
        note(!below.is_null() && !is_short(below, 100), format!("the words {below}"));
        note(!is_short(&part["custom_id"], 100), format!("the name {}", part["custom_id"]));
        note(![json!(3), json!(4), json!(19)].contains(&part["type"]), format!("the kind {}", part["type"]));
        note(part["required"] == json!(true) && part["min_values"] == json!(0), format!("{part} of none"));
        let options = part["options"].as_array().cloned().unwrap_or_default();
        let is_list = part["type"] == json!(3);
        note(is_list && !(1..=25).contains(&options.len()), format!("{} choices", options.len()));
        let is_option = |one: &Value| is_short(&one["label"], 100) && is_short(&one["value"], 100);
        note(!options.iter().all(is_option), format!("the choices {options:?}"));
    }
    wrong
}
