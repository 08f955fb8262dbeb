//! Forms as Discord's modals: drawn with what a modal may contain (platforms A.2), and read when they come back. A modal is
//! opened while its command waits, and changes nothing: what is put into it comes as an event of its own.

use std::time::Duration;

use hyper::Method;
use serde_json::{Map, Value, json};

use super::{
    Me, PLATFORM,
    bot::DiscordBot,
    client::{Call, INTERACTION},
    download, errors,
    inbound::COMMAND,
    wire::{Data, Interaction, Part, Uploaded},
};
use crate::{
    core::chat::{
        FileRef,
        form::{Field, Filled, Form, Kind, Room},
    },
    door::Door,
};

/// What a modal holds.
pub const ROOM: Room = Room { fields: 5, choices: 25 };
/// Of the three seconds until an answer is due, so many may pass before it is given up to open one.
const PATIENCE: Duration = Duration::from_millis(1_500);

const TITLE: usize = 45;
const LABEL: usize = 45;
const DESCRIPTION: usize = 100;
const OPTION: usize = 100;
const NAME: usize = 100;
const WORDS: usize = 4_000;
const FILES: u8 = 10;

const MODAL: u8 = 9;
const SELECT: u8 = 3;
const TEXT_INPUT: u8 = 4;
const LABELLED: u8 = 18;
const UPLOAD: u8 = 19;
const SHORT: u8 = 1;
const PARAGRAPH: u8 = 2;

/// Opens the form of a command that has one, for whoever gave it. Returns whether it stands there: else the command goes to
/// the desk as any other.
pub async fn open(bot: &DiscordBot, door: &Door, me: &Me, interaction: &Interaction) -> bool {
    let Some(given) = given(door, interaction) else { return false };
    let Some(person) = interaction.person() else { return false };
    let found = tokio::time::timeout(PATIENCE, door.form(PLATFORM, &me.id, &person.id, &given, ROOM)).await;
    let Ok(Ok(Some(form))) = found else { return false };
    let Some(modal) = modal(&form) else { return false };
    let path = format!("/interactions/{}/{}/callback", interaction.id, interaction.token);
    let call = Call::new(Method::POST, INTERACTION, &interaction.id, path);
    match bot.api.call(&call.with(json!({"type": MODAL, "data": modal}))).await {
        Ok(_) => true,
        // The same event again.
        Err(failure) if errors::is_answered(&failure) => true,
        // It is too late: the dialog begins in its place.
        Err(failure) => {
            if !errors::is_over(&failure) {
                tracing::warn!(%failure, "a form could not be opened");
            }
            false
        }
    }
}

/// What was given with a command that opens a form, by the form's fields; nothing for any other command.
#[must_use]
pub fn given(door: &Door, interaction: &Interaction) -> Option<Vec<(String, String)>> {
    let data = interaction.data.as_ref().filter(|_| interaction.kind == COMMAND)?;
    if !door.opens_form(data.name.as_deref()?) {
        return None;
    }
    let told = data.options.iter().flatten().filter_map(|option| {
        Some((door.field_of(&option.name)?.to_owned(), option.value.as_ref()?.as_str()?.to_owned()))
    });
    Some(told.collect())
}

/// The modal of a form; nothing where it is too much for one, or nothing is asked.
#[must_use]
pub fn modal(form: &Form) -> Option<Value> {
    let given: Map<String, Value> =
        form.given.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
    let name = Value::Object(given).to_string();
    let fits = form.fields.iter().all(|field| (1..=NAME).contains(&field.name.chars().count()));
    if name.chars().count() > NAME || form.fields.is_empty() || form.fields.len() > ROOM.fields || !fits {
        return None;
    }
    let fields: Vec<Value> = form.fields.iter().map(labelled).collect();
    Some(json!({"custom_id": name, "title": short(&form.title, TITLE), "components": fields}))
}

fn labelled(field: &Field) -> Value {
    let is_long = field.label.chars().count() > LABEL;
    // A label that does not fit stands below itself in full.
    let below = if is_long { Some(&field.label) } else { field.help.as_ref() };
    let mut label = json!({"type": LABELLED, "label": short(&field.label, LABEL), "component": component(field)});
    if let Some(below) = below.filter(|below| !below.is_empty()) {
        label["description"] = short(below, DESCRIPTION).into();
    }
    label
}

fn component(field: &Field) -> Value {
    let least = u8::from(field.required);
    match &field.kind {
        Kind::Line | Kind::Words => {
            let style = if field.kind == Kind::Line { SHORT } else { PARAGRAPH };
            json!({"type": TEXT_INPUT, "custom_id": field.name, "style": style, "required": field.required,
                "max_length": WORDS})
        }
        Kind::Choice(choices) => {
            let option = |(value, label): &(String, String)| json!({"label": short(label, OPTION), "value": value});
            let options: Vec<Value> = choices.iter().take(ROOM.choices).map(option).collect();
            json!({"type": SELECT, "custom_id": field.name, "options": options, "required": field.required,
                "min_values": least, "max_values": 1})
        }
        Kind::Files => json!({"type": UPLOAD, "custom_id": field.name, "required": field.required,
            "min_values": least, "max_values": FILES}),
    }
}

/// With an ellipsis where there is more.
fn short(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

/// What was put into a modal; nothing where it is none of ours.
#[must_use]
pub fn filled(data: &Data) -> Option<Vec<Filled>> {
    let given: Map<String, Value> = serde_json::from_str(data.custom_id.as_deref()?).ok()?;
    let told = given.iter().filter_map(|(field, value)| {
        Some(Filled { field: field.clone(), text: value.as_str()?.to_owned(), files: Vec::new() })
    });
    let mut filled: Vec<Filled> = told.collect();
    read(data.components.as_deref()?, data, &mut filled);
    Some(filled)
}

/// Labels and rows hold what was filled in; whatever else a modal may show has no name.
fn read(parts: &[Part], data: &Data, filled: &mut Vec<Filled>) {
    for part in parts {
        read(part.components.as_deref().unwrap_or_default(), data, filled);
        if let Some(inner) = &part.component {
            read(std::slice::from_ref(inner), data, filled);
        }
        let Some(field) = &part.custom_id else { continue };
        let values = part.values.as_deref().unwrap_or_default();
        let (mut text, mut files) = (text_of(part.value.as_ref()), Vec::new());
        if part.kind == u64::from(UPLOAD) {
            files.extend(values.iter().filter_map(|id| file(data, id)));
        } else if text.is_empty() {
            text = values.join(", ");
        }
        filled.push(Filled { field: field.clone(), text, files });
    }
}

/// A line, one of several, or a tick.
fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(ticked)) => if *ticked { "yes" } else { "no" }.to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => String::new(),
    }
}

/// Such a file is in no message: it is brought from where it is told to be.
fn file(data: &Data, id: &str) -> Option<FileRef> {
    let Uploaded { attachments } = data.resolved.as_ref()?;
    let file = attachments.get(id)?;
    let mime = file.content_type.as_deref().and_then(|mime| mime.split(';').next()).unwrap_or_default().trim();
    Some(FileRef {
        source: download::source_by_address(&file.url),
        name: file.filename.clone(),
        mime: if mime.is_empty() { "application/octet-stream".into() } else { mime.to_owned() },
        bytes: file.size,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, label: &str, kind: Kind, required: bool) -> Field {
        Field { name: name.into(), label: label.into(), help: Some("Ajuda".into()), kind, required }
    }

    fn form(fields: Vec<Field>) -> Form {
        Form { title: "Novo pedido".into(), given: vec![("system".into(), "idart".into())], fields }
    }

    #[test]
    fn each_kind_is_drawn() {
        let choices = vec![("a".to_owned(), "x".repeat(120)), ("b".to_owned(), "B".to_owned())];
        let long = "Qual é o nome de utilizador? Nunca envie a senha.";
        let drawn = modal(&form(vec![
            field("line", long, Kind::Line, false),
            field("words", "Descrição", Kind::Words, true),
            field("choice", "Urgência", Kind::Choice(choices), false),
            field("files", "Ficheiros", Kind::Files, false),
        ]));
        let drawn = drawn.expect("a modal");
        assert_eq!((&drawn["custom_id"], &drawn["title"]), (&json!(r#"{"system":"idart"}"#), &json!("Novo pedido")));
        let fields = drawn["components"].as_array().expect("fields");
        let parts: Vec<_> =
            fields.iter().map(|one| (&one["component"]["type"], &one["component"]["required"])).collect();
        let (no, yes) = (json!(false), json!(true));
        assert_eq!(parts, [(&json!(4), &no), (&json!(4), &yes), (&json!(3), &no), (&json!(19), &no)]);
        assert_eq!(fields[0]["label"], "Qual é o nome de utilizador? Nunca envie a s…");
        assert_eq!((&fields[0]["description"], &fields[1]["description"]), (&json!(long), &json!("Ajuda")));
        let label = fields[2]["component"]["options"][0]["label"].as_str().expect("a label");
        assert_eq!((label.chars().count(), &fields[2]["component"]["min_values"]), (100, &json!(0)));
    }

    #[test]
    fn what_is_too_much_is_no_modal() {
        let many = || (0..6).map(|at| field(&format!("f{at}"), "x", Kind::Line, false)).collect::<Vec<_>>();
        assert!(modal(&form(many())).is_none() && modal(&form(Vec::new())).is_none());
        assert!(modal(&form(many()[..5].to_vec())).is_some());
        let long = Form { given: vec![("system".into(), "x".repeat(100))], ..form(many()[..1].to_vec()) };
        assert!(modal(&long).is_none());
        assert!(modal(&form(vec![field(&"x".repeat(101), "x", Kind::Line, false)])).is_none());
    }

    #[test]
    fn a_modal_of_somebody_else_is_none() {
        for name in [json!(null), json!("x"), json!("[]")] {
            let data = serde_json::from_value(json!({"custom_id": name, "components": []})).expect("data");
            assert_eq!(filled(&data), None);
        }
    }
}
