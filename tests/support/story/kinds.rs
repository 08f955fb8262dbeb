//! What people send that is more than words, and what happens to the bot itself.

use balcao::{
    core::{
        chat::{Address, Body, Inbound, Millis, form::Filled},
        vault::Vault,
    },
    door::Door,
};

use super::{PLATFORM, Spot, Story, Words};

/// Sound to whoever looks at its first bytes.
const VOICE: &[u8] = b"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00OpusHead";

impl Story {
    /// What an adapter holds of this desk.
    pub fn door(&mut self) -> Door {
        let vault = Vault::in_folder(self.files.path()).unwrap();
        Door::new(self.stage().entrance.clone(), vault)
    }

    /// So many pictures in one album, with words at the first, each a message of its own.
    pub async fn sends_album(&mut self, actor: &str, name: &str, count: usize, words: impl Words) {
        for inbound in self.album(actor, name, count, words).await {
            self.delivers(vec![inbound]).await;
        }
    }

    /// The parts of an album, to be handed in as a story likes.
    pub async fn album(&mut self, actor: &str, name: &str, count: usize, words: impl Words) -> Vec<Inbound> {
        let mut text = words.of(self.locale);
        let mut parts = Vec::new();
        for _ in 0..count {
            let files = vec![self.photo()];
            let body = Body::Message { text: std::mem::take(&mut text), files };
            let inbound = self.inbound(&Spot::of(actor), body).await;
            parts.push(Inbound { album: Some(name.to_owned()), ..inbound });
        }
        parts
    }

    /// A form that is filled in at once: fields by their names, what is described, and so many pictures.
    pub async fn fills_in(&mut self, actor: &str, fields: &[(&str, &str)], words: impl Words, pictures: usize) {
        let filled = |field: &str, text: String| Filled { field: field.to_owned(), text, files: Vec::new() };
        let mut answers: Vec<Filled> = fields.iter().map(|(field, text)| filled(field, (*text).to_owned())).collect();
        answers.push(filled("description", words.of(self.locale)));
        let mut files = Vec::new();
        for at in 0..pictures {
            let mut file = self.photo();
            file.source = format!("{}-{at}", file.source);
            self.world.put_file(&file.source, super::PICTURE);
            files.push(file);
        }
        answers.push(Filled { files, ..filled("files", String::new()) });
        self.acts(actor, Body::Form { answers }).await;
    }

    /// What a command told of a report, whose form was not opened.
    pub async fn begins_with(&mut self, actor: &str, fields: &[(&str, &str)]) {
        let filled =
            |(field, text): &(&str, &str)| Filled { field: (*field).into(), text: (*text).into(), files: Vec::new() };
        self.acts(actor, Body::Form { answers: fields.iter().map(filled).collect() }).await;
    }

    /// A place on the map, in degrees.
    pub async fn sends_place(&mut self, actor: &str, latitude: f64, longitude: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "millionths of a degree fit by far")]
        let millionths = |degrees: f64| (degrees * 1e6).round() as i64;
        self.acts(actor, Body::Place { latitude: millionths(latitude), longitude: millionths(longitude) }).await;
    }

    pub async fn sends_contact(&mut self, actor: &str, name: &str, phone: &str) {
        self.acts(actor, Body::Contact { name: name.into(), phone: phone.into() }).await;
    }

    /// A sticker.
    pub async fn signs(&mut self, actor: &str, emoji: &str) {
        self.acts(actor, Body::Sign { emoji: emoji.into(), on: None }).await;
    }

    /// A reaction to the newest message that contains these words.
    pub async fn reacts(&mut self, actor: &str, to: impl Words, emoji: &str) {
        let (address, quoted) = (Spot::of(actor).address().to_string(), to.of(self.locale));
        let mut seen = self.world.seen().into_iter().rev();
        let found = seen.find(|seen| seen.to == address && seen.text.contains(&quoted));
        let on = found.unwrap_or_else(|| panic!("{actor} sees no {quoted:?}")).external_id;
        self.acts(actor, Body::Sign { emoji: emoji.into(), on: Some(on) }).await;
    }

    /// The bot is blocked, or removed from the group; the platform says so.
    pub async fn shuts_out(&mut self, actor: &str) {
        self.world.block(&Spot::of(actor).address().to_string(), true);
        self.acts(actor, Body::Standing { here: false }).await;
    }

    pub async fn lets_in(&mut self, actor: &str) {
        self.world.block(&Spot::of(actor).address().to_string(), false);
        self.acts(actor, Body::Standing { here: true }).await;
    }

    /// A group lives on under another name.
    pub async fn moves(&mut self, actor: &str, to: &str) {
        let to = Address::new(PLATFORM, "bot", to);
        self.acts(actor, Body::Moved { to }).await;
    }

    /// Words of somebody else, passed on.
    pub async fn forwards(&mut self, actor: &str, words: impl Words) {
        let text = words.of(self.locale);
        let inbound = self.inbound(&Spot::of(actor), Body::Message { text, files: Vec::new() }).await;
        self.delivers(vec![Inbound { forwarded: true, ..inbound }]).await;
    }

    /// Words of whom nobody sees.
    pub async fn says_hidden(&mut self, actor: &str, words: impl Words) {
        let text = words.of(self.locale);
        let mut inbound = self.inbound(&Spot::of(actor), Body::Message { text, files: Vec::new() }).await;
        inbound.sender.anonymous = true;
        self.delivers(vec![inbound]).await;
    }

    /// Words that were written a while ago, and arrive only now.
    pub async fn said_before(&mut self, actor: &str, ago: Millis, words: impl Words) {
        let text = words.of(self.locale);
        let inbound = self.inbound(&Spot::of(actor), Body::Message { text, files: Vec::new() }).await;
        let sent_at = inbound.sent_at - ago;
        self.delivers(vec![Inbound { sent_at, ..inbound }]).await;
    }

    /// A voice note, by its bytes too: those are believed.
    pub async fn sends_voice(&mut self, actor: &str) {
        let file = self.file("voz.ogg", "audio/ogg", VOICE);
        self.acts(actor, Body::Message { text: String::new(), files: vec![file] }).await;
    }

    /// A file that the platform says is this large.
    pub async fn sends_large_file(&mut self, actor: &str, bytes: u64, words: impl Words) {
        let mut file = self.photo();
        file.bytes = bytes;
        let text = words.of(self.locale);
        self.acts(actor, Body::Message { text, files: vec![file] }).await;
    }
}
