//! What Telegram refuses in a message, in its words, and what no careful bot ever sends.

use serde_json::{Value, json};

use super::{
    params::Params,
    state::{Kind, Standing, State},
};

/// A refused call.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub code: u16,
    pub description: String,
    pub parameters: Value,
}

pub type Outcome = Result<Value, Refusal>;

/// A refusal that can happen to anybody.
pub fn refused(code: u16, description: &str) -> Refusal {
    Refusal { code, description: description.to_owned(), parameters: Value::Null }
}

pub const KINDS_OF_ENTITIES: [&str; 20] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
];
const TAGS: [&str; 19] = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "span",
    "tg-spoiler",
    "a",
    "tg-emoji",
    "tg-time",
    "code",
    "pre",
    "blockquote",
    "br",
    "expandable",
];

pub fn utf16(text: &str) -> i64 {
    i64::try_from(text.encode_utf16().count()).expect("short")
}

impl State {
    /// A refusal that is the bot's own fault.
    pub fn wrong(&mut self, description: &str, why: &str) -> Refusal {
        self.breach(format!("{description} ({why})"));
        refused(400, &format!("Bad Request: {description}"))
    }

    /// The chat of a call, where the bot may write in it.
    pub fn writable(&mut self, params: &Params) -> Result<i64, Refusal> {
        let Some(id) = params.number("chat_id") else {
            return Err(self.wrong("chat_id is empty", "no number"));
        };
        let Some(chat) = self.chats.get(&id) else {
            return Err(self.wrong("chat not found", &format!("{id}")));
        };
        if let Some(to) = chat.moved_to {
            return Err(Refusal {
                code: 400,
                description: "Bad Request: group chat was upgraded to a supergroup chat".into(),
                parameters: json!({"migrate_to_chat_id": to}),
            });
        }
        match (chat.bot, chat.kind) {
            (Standing::Member | Standing::Administrator, _) => Ok(id),
            (Standing::Kicked, Kind::Private) => Err(refused(403, "Forbidden: bot was blocked by the user")),
            (Standing::Kicked, Kind::Group) => Err(refused(403, "Forbidden: bot was kicked from the group chat")),
            (Standing::Kicked, Kind::Supergroup) => {
                Err(refused(403, "Forbidden: bot was kicked from the supergroup chat"))
            }
            (Standing::Never, _) => Err(self.wrong("chat not found", "nobody pressed Start, or it was never added")),
        }
    }

    /// The topic of a call, where it names one.
    pub fn topic(&mut self, chat: i64, params: &Params) -> Result<Option<i64>, Refusal> {
        let Some(thread) = params.number("message_thread_id") else { return Ok(None) };
        match self.chats[&chat].topics.get(&thread) {
            Some(topic) if topic.is_deleted => Err(refused(400, "Bad Request: message thread not found")),
            Some(topic) if topic.is_closed && self.chats[&chat].bot != Standing::Administrator => {
                Err(refused(400, "Bad Request: TOPIC_CLOSED"))
            }
            Some(_) => Ok(Some(thread)),
            None => Err(self.wrong("message thread not found", &format!("{thread} in {chat} was never opened"))),
        }
    }

    /// Words and their entities, trimmed as Telegram does it.
    pub fn words(&mut self, params: &Params, name: &str, most: i64) -> Result<(String, Value), Refusal> {
        let given = params.text(name).unwrap_or_default();
        let entities_name = if name == "text" { "entities" } else { "caption_entities" };
        let entities = params.object(entities_name).unwrap_or(json!([]));
        let text = match params.text("parse_mode") {
            None => given.to_owned(),
            Some(mode) if mode.eq_ignore_ascii_case("html") => {
                parsed(given).map_err(|why| self.wrong(&format!("can't parse entities: {why}"), "HTML"))?
            }
            Some(mode) => return Err(self.wrong("can't parse entities: unsupported parse_mode", mode)),
        };
        if name == "text" && text.trim().is_empty() {
            return Err(self.wrong("message text is empty", "nothing to read"));
        }
        if utf16(&text) > most {
            let what = if name == "text" { "message is too long" } else { "message caption is too long" };
            return Err(self.wrong(what, &format!("{} units of UTF-16", utf16(&text))));
        }
        self.entities(&text, &entities)?;
        Ok((text.trim().to_owned(), entities))
    }

    fn entities(&mut self, text: &str, entities: &Value) -> Result<(), Refusal> {
        let units: Vec<u16> = text.encode_utf16().collect();
        for entity in entities.as_array().into_iter().flatten() {
            let kind = entity["type"].as_str().unwrap_or_default();
            let range = (entity["offset"].as_u64(), entity["length"].as_u64());
            let (Some(offset), Some(length)) = range else {
                return Err(self.wrong("can't parse MessageEntity", "no offset or length"));
            };
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let (from, to) = (place(offset), place(offset.saturating_add(length)));
            let splits = |at: usize| units.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit));
            if length == 0 || to > units.len() || splits(from) || splits(to) {
                let why = format!("entity {kind} from {from} to {to} of {}", units.len());
                return Err(self.wrong("can't parse entities: entity is out of range", &why));
            }
            if !KINDS_OF_ENTITIES.contains(&kind) {
                return Err(self.wrong("can't parse entities: unsupported type", kind));
            }
        }
        Ok(())
    }

    /// The rows of buttons.
    pub fn keyboard(&mut self, params: &Params) -> Result<Vec<Vec<Value>>, Refusal> {
        let Some(markup) = params.object("reply_markup") else { return Ok(Vec::new()) };
        let Some(rows) = markup["inline_keyboard"].as_array() else {
            // Others are shown below the line to write on; none is kept here.
            return Ok(Vec::new());
        };
        let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.as_array().cloned().unwrap_or_default()).collect();
        if rows.iter().map(Vec::len).sum::<usize>() > 100 || rows.iter().any(|row| row.len() > 8) {
            return Err(self.wrong("reply markup is too long", "more than 100 buttons, or 8 in a row"));
        }
        for button in rows.iter().flatten() {
            if button["text"].as_str().is_none_or(|text| text.trim().is_empty()) {
                return Err(self.wrong("Text buttons are unallowed in the inline keyboard", "a button without words"));
            }
            let data = button["callback_data"].as_str().map(str::len);
            let has_other = ["url", "copy_text", "switch_inline_query"].iter().any(|name| !button[name].is_null());
            if !has_other && !data.is_some_and(|length| (1..=64).contains(&length)) {
                return Err(self.wrong("BUTTON_DATA_INVALID", &format!("{data:?} bytes")));
            }
        }
        Ok(rows.into_iter().filter(|row| !row.is_empty()).collect())
    }

    /// The message that is answered.
    pub fn replied(&mut self, chat: i64, params: &Params) -> Result<Option<i64>, Refusal> {
        let Some(reply) = params.object("reply_parameters") else { return Ok(None) };
        let Some(id) = reply["message_id"].as_i64() else {
            return Err(self.wrong("can't parse reply parameters JSON object", "no message"));
        };
        if self.posts.contains_key(&(chat, id)) {
            Ok(Some(id))
        } else if reply["allow_sending_without_reply"] == true {
            Ok(None)
        } else {
            Err(refused(400, "Bad Request: message to be replied not found"))
        }
    }
}

/// A text in Telegram's HTML without its tags, or what is wrong with it.
fn parsed(html: &str) -> Result<String, String> {
    let (mut text, mut open, mut rest) = (String::new(), Vec::new(), html);
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let offset = html.len() - rest.len();
        if let Some(after) = rest.strip_prefix('&') {
            let known = [("lt;", '<'), ("gt;", '>'), ("amp;", '&'), ("quot;", '"')];
            let found = known.iter().find_map(|(name, char)| Some((after.strip_prefix(name)?, *char)));
            let (next, char) = found.unwrap_or((after, '&'));
            text.push(char);
            rest = next;
            continue;
        }
        let end = rest.find('>').ok_or(format!("Unclosed start tag at byte offset {offset}"))?;
        let tag = &rest[1..end];
        let name = tag.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default().to_lowercase();
        if !TAGS.contains(&name.as_str()) {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {offset}"));
        }
        if !tag.starts_with('/') {
            open.push(name);
        } else if open.pop().as_deref() != Some(&name) {
            return Err(format!("Unexpected end tag at byte offset {offset}"));
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    match open.pop() {
        Some(name) => Err(format!("Can't find end tag corresponding to start tag \"{name}\"")),
        None => Ok(text),
    }
}
