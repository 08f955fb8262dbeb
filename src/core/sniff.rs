//! What a file is by its first bytes. A platform's or a person's word for it is not believed where it matters.

/// The media type that the bytes show, of the few that are told apart.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 10] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-", "application/pdf"),
        (b"OggS", "audio/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"fLaC", "audio/flac"),
        (b"#!AMR\n", "audio/amr"),
        (b"#!AMR-WB\n", "audio/amr-wb"),
    ];
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some("image/webp"),
        (Some(b"RIFF"), _, Some(b"WAVE")) => Some("audio/wav"),
        (Some(b"\x1a\x45\xdf\xa3"), _, _) => webm(bytes),
        (_, Some(b"ftyp"), _) => Some(mp4(bytes)),
        _ => STARTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, mime)| *mime).or_else(|| frames(bytes)),
    }
}

/// A browser's recording: its tracks stand at its beginning, each with the name of its codec.
fn webm(bytes: &[u8]) -> Option<&'static str> {
    const HEAD: usize = 4096;
    let head = &bytes[..bytes.len().min(HEAD)];
    let has = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    if !has(b"webm") {
        return None;
    }
    let is_audio = (has(b"A_OPUS") || has(b"A_VORBIS")) && !has(b"V_VP") && !has(b"V_AV1") && !has(b"V_MPEG");
    Some(if is_audio { "audio/webm" } else { "video/webm" })
}

/// Sound alone, or pictures too: the brand says so, or else the kinds of the tracks.
fn mp4(bytes: &[u8]) -> &'static str {
    if matches!(bytes.get(8..12), Some(b"M4A " | b"M4B ")) {
        return "audio/mp4";
    }
    // `hdlr`, version and flags, four bytes that are zero, and the kind of the track.
    let index = index_of(bytes);
    let kinds = index.windows(16).filter(|window| &window[..4] == b"hdlr").map(|window| &window[12..]);
    let (mut sounds, mut shows) = (false, false);
    for kind in kinds {
        sounds |= kind == b"soun";
        shows |= kind == b"vide";
    }
    if sounds && !shows { "audio/mp4" } else { "video/mp4" }
}

/// The box that describes the tracks, wherever it stands among the outermost ones.
fn index_of(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let (Some(size), Some(name)) = (rest.first_chunk::<4>(), rest.get(4..8)) {
        let size = usize::try_from(u32::from_be_bytes(*size)).unwrap_or(usize::MAX);
        if name == b"moov" {
            return &rest[..size.clamp(8, rest.len())];
        }
        // A size of 0 reaches to the end, 1 stands for a long one: neither has anything of use behind it.
        match rest.get(size..).filter(|_| size >= 8) {
            Some(next) => rest = next,
            None => break,
        }
    }
    &[]
}

/// Bare frames of MPEG audio, layer III, or of AAC, whose bits say what is allowed.
fn frames(bytes: &[u8]) -> Option<&'static str> {
    let &[0xff, second, third, ..] = bytes else { return None };
    let is_allowed = third >> 4 != 0xf && third >> 2 & 3 != 3;
    match second {
        0xfa | 0xfb | 0xf2 | 0xf3 | 0xe2 | 0xe3 if is_allowed => Some("audio/mpeg"),
        0xf0 | 0xf1 | 0xf8 | 0xf9 => Some("audio/aac"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_their_bytes() {
        let table: [(&[u8], Option<&str>); 24] = [
            (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
            (b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            (b"GIF89a..", Some("image/gif")),
            (b"RIFF\x01\x02\x03\x04WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x01\x02\x03\x04WAVE", Some("audio/wav")),
            (b"RIFF\x01\x02\x03\x04AVI ", None),
            (b"#!AMR\n<", Some("audio/amr")),
            (b"\xff\xfb\x90\x64", Some("audio/mpeg")),
            (b"\xff\xf3\x40\xc4", Some("audio/mpeg")),
            (b"\xff\xfb\xff\xff", None),
            (b"\xff\xfeO\0l\0", None),
            (b"\xff\xf1\x50\x80", Some("audio/aac")),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm....\x86\x86A_OPUS", Some("audio/webm")),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm..A_OPUS..V_VP9", Some("video/webm")),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", None),
            (b"\0\0\0\x18ftypM4A ", Some("audio/mp4")),
            (b"\0\0\0\x0cftypiso5\0\0\0\x20moov....hdlr\0\0\0\0\0\0\0\0soun", Some("audio/mp4")),
            (b"\0\0\0\x0cftypiso5\0\0\0\x40moovhdlr\0\0\0\0\0\0\0\0sounhdlr\0\0\0\0\0\0\0\0vide", Some("video/mp4")),
            (b"%PDF-1.7", Some("application/pdf")),
            (b"OggS\0", Some("audio/ogg")),
            (b"ID3\x04", Some("audio/mpeg")),
            (b"\0\0\0\x18ftypmp42", Some("video/mp4")),
            (b"<svg onload=alert(1)>", None),
            (b"", None),
        ];
        for (bytes, expected) in table {
            assert_eq!(sniff(bytes), expected, "{bytes:?}");
        }
    }
}
