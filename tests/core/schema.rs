//! The schema for editors against the reader of desk files: what the one accepts or refuses, the other does, as far as a
//! schema can tell.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{LazyLock, Mutex},
};

use balcao::core::policy::desk_file::{read, shipped, shipped_names};
use regex::Regex;
use serde_json::{Map, Value};

const SCHEMA: &str = include_str!("../../desks/desk.schema.json");

/// The words of JSON Schema (draft 7) that the schema is written in, with what they mean.
struct Schema {
    root: Value,
}

fn schema() -> Schema {
    let root: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(root["$schema"], "http://json-schema.org/draft-07/schema#");
    Schema { root }
}

impl Schema {
    fn is_valid(&self, value: &Value) -> bool {
        self.errors(value).is_empty()
    }

    fn errors(&self, value: &Value) -> Vec<String> {
        let mut errors = Vec::new();
        self.check(&self.root, value, "", &mut errors);
        errors
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let mut errors = Vec::new();
        self.check(schema, value, "", &mut errors);
        errors.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
        for (word, means) in schema.as_object().unwrap() {
            let is_right = match word.as_str() {
                "$schema" | "title" | "description" | "definitions" | "then" | "else" => true,
                "$ref" => {
                    let name = means.as_str().unwrap().strip_prefix("#/definitions/").unwrap();
                    self.check(&self.root["definitions"][name], value, at, errors);
                    true
                }
                "properties" | "additionalProperties" => {
                    self.fields(schema, value, at, errors);
                    true
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(means, item, &format!("{at}/{number}"), errors);
                    }
                    true
                }
                "oneOf" => list(means).filter(|one| self.fits(one, value)).count() == 1,
                "anyOf" => list(means).any(|one| self.fits(one, value)),
                "allOf" => list(means).all(|one| self.fits(one, value)),
                "not" => !self.fits(means, value),
                "if" => {
                    let branch = schema.get(if self.fits(means, value) { "then" } else { "else" });
                    branch.is_none_or(|branch| self.fits(branch, value))
                }
                "dependencies" => self.depends(means, value),
                _ => is_of(word, means, value),
            };
            if !is_right {
                errors.push(format!("{at}: {word} {}", means.to_string().chars().take(80).collect::<String>()));
            }
        }
    }

    fn fields(&self, schema: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
        let known = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        for (name, field) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{name}");
            match (known.get(name), schema.get("additionalProperties")) {
                (Some(of_field), _) => self.check(of_field, field, &at, errors),
                (None, Some(Value::Bool(false))) => errors.push(format!("{at}: no such field")),
                (None, Some(others @ Value::Object(_))) => self.check(others, field, &at, errors),
                (None, _) => {}
            }
        }
    }

    fn depends(&self, means: &Value, value: &Value) -> bool {
        let Some(fields) = value.as_object() else { return true };
        let needs = means.as_object().unwrap().iter().filter(|(name, _)| fields.contains_key(*name));
        needs.into_iter().all(|(_, need)| match need {
            Value::Array(names) => has_all(fields, names),
            other => self.fits(other, value),
        })
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn has_all(fields: &Map<String, Value>, names: &[Value]) -> bool {
    names.iter().all(|name| fields.contains_key(name.as_str().unwrap()))
}

/// A pattern is made ready once: there are many values.
fn matches(pattern: &str, text: &str) -> bool {
    static READY: LazyLock<Mutex<BTreeMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let mut ready = READY.lock().unwrap();
    ready.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).unwrap()).is_match(text)
}

/// What is said of the value alone.
fn is_of(word: &str, means: &Value, value: &Value) -> bool {
    let number = || means.as_i64().unwrap();
    let size = |count: usize| i64::try_from(count).unwrap();
    match (word, value) {
        ("type", value) => {
            let is = match value {
                Value::Object(_) => "object",
                Value::Array(_) => "array",
                Value::String(_) => "string",
                Value::Bool(_) => "boolean",
                Value::Number(_) => "integer",
                Value::Null => "null",
            };
            means == is
        }
        ("enum", value) => list(means).any(|one| one == value),
        ("const", value) => means == value,
        ("required", Value::Object(fields)) => has_all(fields, means.as_array().unwrap()),
        ("pattern", Value::String(text)) => matches(means.as_str().unwrap(), text),
        ("minLength", Value::String(text)) => size(text.chars().count()) >= number(),
        ("maxLength", Value::String(text)) => size(text.chars().count()) <= number(),
        ("minItems", Value::Array(items)) => size(items.len()) >= number(),
        ("maxItems", Value::Array(items)) => size(items.len()) <= number(),
        ("uniqueItems", Value::Array(items)) => {
            items.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len() == items.len()
        }
        ("minProperties", Value::Object(fields)) => size(fields.len()) >= number(),
        ("maxProperties", Value::Object(fields)) => size(fields.len()) <= number(),
        ("minimum", Value::Number(value)) => value.as_i64().unwrap() >= number(),
        ("maximum", Value::Number(value)) => value.as_i64().unwrap() <= number(),
        (
            "required" | "pattern" | "minLength" | "maxLength" | "minItems" | "maxItems" | "uniqueItems"
            | "minProperties" | "maxProperties" | "minimum" | "maximum",
            _,
        ) => true,
        (unknown, _) => panic!("the schema uses `{unknown}`, whose meaning is not known here"),
    }
}

fn json(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

#[test]
fn shipped_desks_fit() {
    let schema = schema();
    let more = [include_str!("../desks/actors.toml").to_owned()];
    for text in shipped_names().iter().map(|name| shipped(name).unwrap().into_owned()).chain(more) {
        let errors = schema.errors(&json(&text));
        assert!(errors.is_empty(), "{}\n{errors:#?}", text.lines().take(4).collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let schema = schema();
    let epts = shipped("epts").unwrap();
    for (right, wrong) in [
        ("prefix = \"BL\"", "prefix = \"b\""),
        ("prefix = \"BL\"", "prefix = 7"),
        ("version = 1", "version = 0"),
        ("creation = \"open\"", "creation = \"free\""),
        ("creation = \"open\"", "creation = \"open\"\ncolour = 1"),
        ("timezone = \"Africa/Maputo\"\n", ""),
        ("[calendar]\n", "[calendar]\nalways = true\n"),
        ("monday = \"07:30-15:30\"", "monday = \"7:30-15:30\""),
        ("holidays = [\"01-01\"", "holidays = [\"1 January\""),
        ("date = \"12-31\"", "date = \"31/12\""),
        ("key = \"idart\"", "key = \"iDART\""),
        ("en = \"iDART\" }", "fr = \"iDART\" }"),
        ("pt = \"iDART\", ", ""),
        ("en = \"iDART\"", "en = \"A name that no button can hold\""),
        ("words = [\"i dart\", \"farmácia\", \"farmac\", \"pharmacy\"]", "words = []"),
        ("kind = \"choice\"", "kind = \"colour\""),
        ("kind = \"choice\"", "kind = \"text\""),
        ("least = 1\nmost = 200", "choice = []"),
        ("approval = true", "approval = \"yes\""),
        ("only_if = { question = \"what\", is = \"no_permission\" }", "only_if = \"what\""),
        ("when = { question = \"on_site\", is = \"yes\" }", "when = { question = \"on_site\" }"),
        ("floor = \"urgent\"\nresponse = \"30m\"\n", ""),
        ("response = \"30m\"", "response = \"1d\""),
        ("[matrix.by_urgency]", "[matrix.rows]"),
        (
            "[[urgency]]\nkey = \"patient_care\"",
            "[manual]\narrival = \"normal\"\n\n[[urgency]]\nkey = \"patient_care\"",
        ),
        ("warn_percent = 75", "warn_percent = 0"),
        ("silent = \"4h\"", "silent = \"soon\""),
        ("urgency = \"job_affected\"\nimpact", "urgency = []\nimpact"),
        ("brief = true", "brief = true\nunanswered = \"never\""),
        ("gate = \"8h\"\n", ""),
        ("round_the_clock = []", "round_the_clock = \"critical\""),
        ("number = 1\n", "number = 10\n"),
        ("resolution = \"to_be_set\"", "resolution = \"later\""),
        ("[[watcher]]\nkey = \"cdc_me\"", "[[watcher]]\nkey = \"CDC\""),
        ("[[canned]]\nkey = \"power\"", "[[canned]]\nkey = \"power\"\ndepartment = 7"),
    ] {
        assert!(epts.contains(right), "{right}");
        let text = epts.replacen(right, wrong, 1);
        assert!(read(&text).is_err(), "the reader takes {wrong}");
        assert!(!schema.is_valid(&json(&text)), "the schema takes {wrong}");
    }
    let mixed = include_str!("../desks/mixed.toml");
    assert!(read(mixed).is_ok() && schema.is_valid(&json(mixed)), "{:?}", schema.errors(&json(mixed)));
    let actors = include_str!("../desks/actors.toml");
    for (right, wrong) in [("access = false", "access = true"), ("kind = \"text\"", "kind = \"words\"")] {
        let text = actors.replacen(right, wrong, 1);
        assert!(read(&text).is_err() && !schema.is_valid(&json(&text)), "{wrong}");
    }
}

/// Pairs, a person's word and policies of systems are in no shipped desk of this folder; both take them.
#[test]
fn other_ways_to_rank_fit() {
    let schema = schema();
    let epts = shipped("epts").unwrap();
    let (head, rest) = epts.split_once("[[urgency]]\nkey = \"patient_care\"").unwrap();
    let (_, priorities) = rest.split_once("# The most pressing first.").unwrap();
    let (priorities, _) = priorities.split_once("# Rows are urgencies").unwrap();
    let suggests = |line: &&str| {
        ["urgency = ", "impact = ", "[[common.raise]]", "facilities = "].iter().any(|begins| line.starts_with(begins))
    };
    let head = head.lines().filter(|line| !suggests(line)).collect::<Vec<_>>().join("\n") + "\n";
    let common = format!("{head}{priorities}");
    let severity = |pairs: &str| {
        format!(
            "{common}\n[[severity]]\nkey = \"text\"\nlabel = {{ pt = \"Texto\", en = \"Text\" }}\npriorities = {pairs}\n"
        )
    };
    let system = "\n[policy.other.manual]\narrival = \"low\"\n\n[[policy.other.priority]]\nkey = \"low\"\nlabel = { pt = \"Baixa\", en = \"Low\" }\n";
    for text in [
        severity("[\"normal\"]"),
        format!("{common}\n[manual]\narrival = \"normal\"\n"),
        format!("{common}\n[manual]\narrival = \"normal\"\n{system}"),
        format!("{common}\n[manual]\narrival = \"normal\"\n\n[status]\nnew = {{ pt = \"Nova\", en = \"New\" }}\n"),
    ] {
        assert_eq!(read(&text).err(), None);
        assert!(schema.is_valid(&json(&text)), "{}", &text[text.len() - 200..]);
    }
    for text in [
        severity("[]"),
        severity("[\"normal\", \"normal\"]"),
        format!("{common}\n[manual]\n"),
        common.clone(),
        format!(
            "{common}\n[manual]\narrival = \"normal\"\n{}",
            system.replace("[policy.other.manual]\narrival = \"low\"", "")
        ),
        format!("{common}\n[manual]\narrival = \"normal\"\n\n[status]\nfeedback = {{ pt = \"Nova\", en = \"New\" }}\n"),
    ] {
        assert!(read(&text).is_err() && !schema.is_valid(&json(&text)), "{}", &text[text.len() - 200..]);
    }
}
