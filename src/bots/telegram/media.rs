//! The kinds that Telegram sorts files into. A file that it has already can only be sent again as what it is, and its id
//! does not tell: so a source is the kind and the id.

use super::limits::PHOTO_BYTES;

/// What a file is to Telegram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Photo,
    Voice,
    Audio,
    Video,
    VideoNote,
    Animation,
    Document,
}

const ALL: [Kind; 7] =
    [Kind::Photo, Kind::Voice, Kind::Audio, Kind::Video, Kind::VideoNote, Kind::Animation, Kind::Document];

impl Kind {
    /// How it is called in sources and names.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Voice => "voice",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::VideoNote => "video-note",
            Self::Animation => "animation",
            Self::Document => "document",
        }
    }

    /// The method that sends it, and the parameter that holds it.
    #[must_use]
    pub fn method(self) -> (&'static str, &'static str) {
        match self {
            Self::Photo => ("sendPhoto", "photo"),
            Self::Voice => ("sendVoice", "voice"),
            Self::Audio => ("sendAudio", "audio"),
            Self::Video => ("sendVideo", "video"),
            Self::VideoNote => ("sendVideoNote", "video_note"),
            Self::Animation => ("sendAnimation", "animation"),
            Self::Document => ("sendDocument", "document"),
        }
    }

    /// Words can stand under it.
    #[must_use]
    pub fn takes_caption(self) -> bool {
        self != Self::VideoNote
    }

    /// The source of a file of this kind.
    #[must_use]
    pub fn source(self, file_id: &str) -> String {
        format!("{}:{file_id}", self.word())
    }

    /// What bytes are sent as.
    #[must_use]
    pub fn of_bytes(mime: &str, bytes: u64) -> Self {
        match mime {
            "image/jpeg" | "image/png" | "image/webp" if bytes <= PHOTO_BYTES => Self::Photo,
            "audio/ogg" => Self::Voice,
            "audio/mpeg" | "audio/mp4" | "audio/m4a" | "audio/x-m4a" => Self::Audio,
            "video/mp4" => Self::Video,
            _ => Self::Document,
        }
    }
}

/// A source's kind and id.
#[must_use]
pub fn of_source(source: &str) -> (Kind, &str) {
    let known = source.split_once(':').and_then(|(word, id)| {
        let kind = ALL.into_iter().find(|kind| kind.word() == word)?;
        Some((kind, id))
    });
    known.unwrap_or((Kind::Document, source))
}
