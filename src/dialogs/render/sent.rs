//! Renders what is said of messages that are more than words.

use super::{Page, person, purpose_key};
use crate::dialogs::{
    catalog::Arg,
    line::{Near, SentLine},
};

pub fn line(page: &mut Page<'_>, line: &SentLine) {
    match line {
        SentLine::Received => page.say_plain("received"),
        SentLine::Anonymous => page.say_plain("anonymous-sender"),
        SentLine::TooLarge { mebibytes } => {
            page.say("file-too-large", &[("limit", Arg::Own(mebibytes.to_string()))]);
        }
        SentLine::Nearest { near } => nearest(page, "nearest", near),
        SentLine::NearestToReport { near } => nearest(page, "nearest-to-report", near),
        SentLine::ReportAt { name } => page.say("report-at", &[("name", person(name))]),
        SentLine::NoMap => page.say_plain("no-map"),
        SentLine::OneCommandEach => page.say_plain("one-command-each"),
        SentLine::BehalfOf { name, phone } if phone.is_empty() => page.say("behalf-of", &[("name", person(name))]),
        SentLine::BehalfOf { name, phone } => {
            page.say("behalf-of-phone", &[("name", person(name)), ("phone", person(phone))]);
        }
        SentLine::HelloGroup => page.say_plain("hello-group"),
        SentLine::RoomLost { purpose, partner } => {
            let purpose = page.words(purpose_key(purpose));
            match partner {
                Some(partner) => {
                    page.say("room-lost-of", &[("purpose", Arg::Own(purpose)), ("partner", person(partner))]);
                }
                None => page.say("room-lost", &[("purpose", Arg::Own(purpose))]),
            }
        }
        SentLine::AlbumSent { count, reference } => album(page, "album-sent", *count, reference),
        SentLine::PicturesShown { reference } => {
            page.say("pictures-shown", &[("reference", Arg::Text(reference))]);
        }
        SentLine::PicturesWait { count } => page.say("pictures-wait", &[("count", Arg::Count(*count))]),
        SentLine::AlbumNoted { count, reference } => album(page, "album-noted", *count, reference),
    }
}

fn album(page: &mut Page<'_>, key: &str, count: usize, reference: &str) {
    page.say(key, &[("count", Arg::Count(count)), ("reference", Arg::Text(reference))]);
}

fn nearest(page: &mut Page<'_>, key: &str, near: &[Near]) {
    page.say_plain(key);
    for near in near {
        page.newline();
        let (name, district) = (Arg::Text(near.name.as_str()), Arg::Text(near.district.as_str()));
        page.say("near", &[("name", name), ("district", district), ("km", Arg::Own(near.km.to_string()))]);
    }
}
