//! Rooms: what is heard there, and what is passed over.

use balcao::{
    core::{
        act::Mark,
        deed::Deed,
        notice::{Audience, News, Notice},
        person::Role,
        ticket::Status,
        verb::{Place, Verb},
    },
    dialogs::{
        choice::Choice,
        effect::{Effect, Which},
        event::Event,
        line::{Line, Plain},
        telling::tell,
    },
    text::locale::Locale,
};

use crate::small_desk::{Chat, person, seen, ticket};

fn in_room(place: Place, role: Role) -> Chat {
    let mut chat = Chat::of(Some(person(2, "Bo", role)));
    chat.place = place;
    chat
}

fn notice(to: Audience, news: News) -> Notice {
    Notice { to, ticket: 42, news, act: None }
}

#[test]
fn plain_talk_is_passed_over() {
    for place in [Place::Agents, Place::Partner, Place::Managers, Place::Announcements, Place::UnknownGroup] {
        for actor in [None, Some(person(2, "Bo", Role::Agent))] {
            for text in ["bom dia a todos", "/poll", "o BL-10429 é chato", "sim"] {
                let mut room = Chat::of(actor.clone());
                room.place = place;
                room.says(text);
                assert_eq!(room.effects, [Effect::Place("chatter")], "{place:?} {text}");
            }
        }
    }
}

#[test]
fn a_stranger_is_answered_only_where_they_ask() {
    let mut room = Chat::of(None);
    room.place = Place::Agents;
    room.says("/estado BL-10429");
    assert_eq!(room.lines(), [Plain::NotKnownHere.into()]);
    room.send(Event::Chose(Choice::act(Verb::Take, 42)));
    assert!(room.effects.contains(&Effect::Toast(Plain::NotKnownHere.into())));
}

#[test]
fn a_card_is_answered_with_a_toast() {
    let mut bo = in_room(Place::Agents, Role::Agent);
    bo.send(Event::Chose(Choice::act(Verb::Take, 42)));
    let toast = Line::Done { did: Verb::Take, reference: ticket(42, 1, Status::New).reference, mark: Mark::None };
    assert!(bo.effects.contains(&Effect::Toast(toast)));
    assert!(!bo.effects.iter().any(|effect| matches!(effect, Effect::Say { .. })));
}

#[test]
fn plain_words_in_a_thread_are_a_note() {
    let mut bo = in_room(Place::Agents, Role::Agent);
    bo.thread = Some(ticket(42, 1, Status::InProgress));
    bo.says("já falei com a farmácia");
    let note = Deed::saying(Verb::Note, "já falei com a farmácia");
    assert_eq!(bo.effects, [Effect::Do { deed: note, ticket: Which::Id(42) }, Effect::Place("ticket")]);
    bo.says("/nota 3 caixas");
    let note = Deed::saying(Verb::Note, "3 caixas");
    assert!(bo.effects.contains(&Effect::Do { deed: note, ticket: Which::Id(42) }));
}

#[test]
fn a_request_that_talk_names_is_shown_at_a_glance() {
    let mut bo = in_room(Place::Agents, Role::Agent);
    bo.named = vec![ticket(42, 1, Status::InProgress)];
    let reference = bo.named[0].reference.clone();
    bo.says(&format!("o {reference} parece o mesmo"));
    assert!(bo.effects.contains(&Effect::Glance(Which::Id(42))), "{:?}", bo.effects);
    assert!(matches!(bo.lines()[..], [Line::Glance(_)]));
    for quiet in [format!("/poll {reference}"), "o BL-10428".into(), "bom dia".into()] {
        bo.says(&quiet);
        assert_eq!(bo.effects, [Effect::Place("chatter")], "{quiet}");
    }
    bo.actor = Some(person(1, "Rui", Role::Manager));
    bo.says(&format!("o {reference} parece o mesmo"));
    assert_eq!(bo.effects, [Effect::Place("chatter")], "a manager among the agents");
}

#[test]
fn words_asked_for_in_a_room_come_back_there() {
    let mut bo = in_room(Place::Agents, Role::Agent);
    bo.thread = Some(ticket(42, 1, Status::InProgress));
    bo.send(Event::Chose(Choice::act(Verb::Reply, 42))).says("reinicie");
    let reply = Deed::saying(Verb::Reply, "reinicie");
    assert!(bo.effects.contains(&Effect::Do { deed: reply, ticket: Which::Id(42) }), "{:?}", bo.effects);
}

#[test]
fn a_manager_asks_for_a_status_and_sees_no_words() {
    let mut rui = in_room(Place::Managers, Role::Manager);
    rui.says("como está o BL-10429?");
    assert!(rui.texts()[0].contains("Novo") && !rui.texts()[0].contains("impressora"), "{:?}", rui.texts());
}

#[test]
fn partners_read_no_words_and_no_names() {
    let chat = Chat::reporter();
    let news = notice(Audience::Partner, News::PartnerLine);
    let told = tell(&news, &seen(ticket(42, 1, Status::New)), &chat.desk, true).expect("news");
    let text = chat.catalog.text(&told.line, Locale::Pt, &chat.desk);
    assert_eq!((text.as_str(), told.slot.as_deref()), ("OpenMRS · Novo\nBL-10429", Some("line:42")));
}

#[test]
fn a_card_shows_what_can_be_done() {
    let chat = Chat::reporter();
    for (status, choices) in
        [(Status::New, 3), (Status::InProgress, 5), (Status::WaitingReporter, 5), (Status::Closed, 1)]
    {
        let card = notice(Audience::Agents, News::Card);
        let told = tell(&card, &seen(ticket(42, 1, status)), &chat.desk, true).expect("news");
        assert_eq!(told.choices.len(), choices, "{status:?}");
        assert_eq!((told.slot.as_deref(), told.in_thread), (Some("card:42"), false));
        assert!(chat.catalog.text(&told.line, Locale::Pt, &chat.desk).contains("«\u{2068}A impressora"));
    }
}

#[test]
fn a_follower_reads_words_only_where_they_may() {
    let chat = Chat::reporter();
    let reply = notice(Audience::Followers, News::Reply { agent: "Bo".into(), words: "Reinicie o Tomcat".into() });
    for (sees_words, expected) in [(true, true), (false, false)] {
        let told = tell(&reply, &seen(ticket(42, 1, Status::InProgress)), &chat.desk, sees_words).expect("news");
        let text = chat.catalog.text(&told.line, Locale::Pt, &chat.desk);
        assert!(text.contains("respondeu") && text.ends_with("BL-10429"), "{text}");
        assert_eq!(text.contains("Tomcat"), expected, "{text}");
    }
    let note = notice(Audience::Followers, News::NoteAdded { author: "Bo".into(), words: "x".into() });
    assert_eq!(tell(&note, &seen(ticket(42, 1, Status::InProgress)), &chat.desk, true), None);
}
