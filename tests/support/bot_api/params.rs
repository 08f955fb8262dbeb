//! What a call was given, however it was sent: as JSON, as a form, as parts, in the address.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::http::Request;

/// A file that came with a call.
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// The parameters of a call.
#[derive(Clone, Debug, Default)]
pub struct Params {
    values: Map<String, Value>,
    pub uploads: BTreeMap<String, Upload>,
}

impl Params {
    /// `None` where they cannot be read.
    pub fn of(request: &Request) -> Option<Self> {
        let mut params = Self::default();
        params.form(&request.query);
        let kind = request.content_type.as_str();
        if kind.starts_with("application/json") {
            let given: Map<String, Value> = serde_json::from_slice(&request.body).ok()?;
            params.values.extend(given.into_iter().filter(|(_, value)| !value.is_null()));
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.form(std::str::from_utf8(&request.body).ok()?);
        } else if let Some((_, boundary)) = kind.split_once("boundary=") {
            params.parts(&request.body, boundary.trim_matches('"'))?;
        }
        Some(params)
    }

    fn form(&mut self, text: &str) {
        let base = format!("http://x/?{text}");
        let Ok(url) = reqwest::Url::parse(&base) else { return };
        let pairs = url.query_pairs().filter(|(name, _)| !name.is_empty());
        self.values.extend(pairs.map(|(name, value)| (name.into_owned(), Value::from(value.into_owned()))));
    }

    fn parts(&mut self, body: &[u8], boundary: &str) -> Option<()> {
        let fence = format!("\r\n--{boundary}");
        let whole = [b"\r\n", body].concat();
        let mut rest = &whole[find(&whole, fence.as_bytes())? + fence.len()..];
        while !rest.starts_with(b"--") {
            let head_end = find(rest, b"\r\n\r\n")?;
            let head = std::str::from_utf8(&rest[..head_end]).ok()?;
            let content = &rest[head_end + 4..];
            let end = find(content, fence.as_bytes())?;
            self.part(head, &content[..end])?;
            rest = &content[end + fence.len()..];
        }
        Some(())
    }

    fn part(&mut self, head: &str, content: &[u8]) -> Option<()> {
        let name = quoted(head, " name=")?;
        if let Some(file) = quoted(head, "filename=") {
            let mime = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-type").then(|| value.trim().to_owned())
            });
            let upload = Upload { name: file, mime: mime.unwrap_or_default(), bytes: content.to_vec() };
            self.uploads.insert(name, upload);
        } else {
            self.values.insert(name, Value::from(std::str::from_utf8(content).ok()?));
        }
        Some(())
    }

    /// The names of all that was given.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.values.keys()
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        let value = self.values.get(name)?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    }

    pub fn flag(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|value| value == true || value == "true")
    }

    /// An object or a list; as JSON in a text where the call was no JSON itself.
    pub fn object(&self, name: &str) -> Option<Value> {
        let value = self.values.get(name)?;
        match value.as_str() {
            Some(text) => serde_json::from_str(text).ok(),
            None => Some(value.clone()),
        }
    }

    /// All of it, to be looked at by a test.
    pub fn all(&self) -> Value {
        Value::Object(self.values.clone())
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn quoted(head: &str, before: &str) -> Option<String> {
    let rest = &head[head.find(before)? + before.len()..];
    let rest = rest.strip_prefix('"')?;
    Some(rest[..rest.find('"')?].to_owned())
}
