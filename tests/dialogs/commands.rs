//! Commands, typed as people type them.

use balcao::{
    core::{deed::Deed, person::Role, ticket::Status, verb::Verb},
    dialogs::{
        effect::{Effect, Which},
        line::{Line, Plain},
        references,
    },
    text::locale::Locale,
};

use crate::small_desk::{Chat, person, ticket};

fn agent() -> Chat {
    Chat::of(Some(person(2, "Bo", Role::Agent)))
}

fn on(reference: &str) -> Which {
    Which::Reference(reference.into())
}

#[test]
fn verbs_in_both_languages() {
    let words = || "Falei com a farmácia.".to_owned();
    for (pt, en, deed) in [
        ("/assumir BL-10429", "/take #10429", Deed::of(Verb::Take)),
        ("/nota bl10429 Falei com a farmácia.", "!note 10429 Falei com a farmácia.", Deed::saying(Verb::Note, words())),
        (
            "/responder BL 10429 Falei com a farmácia.",
            "/reply BL-10429: Falei com a farmácia.",
            Deed::saying(Verb::Reply, words()),
        ),
        (
            "/pedir BL-10429 Falei com a farmácia.",
            "/ASK BL-10429 Falei com a farmácia.",
            Deed::saying(Verb::Ask, words()),
        ),
        (
            "/resolver BL-10429 Falei com a farmácia.",
            "/résolve BL-10429 Falei com a farmácia.",
            Deed::saying(Verb::Resolve, words()),
        ),
    ] {
        for typed in [pt, en] {
            let mut bo = agent();
            bo.says(typed);
            let wanted = Effect::Do { deed: deed.clone(), ticket: on("BL-10429") };
            assert!(bo.effects.contains(&wanted), "{typed}: {:?}", bo.effects);
        }
    }
}

#[test]
fn a_day_is_promised_by_the_desks_own_calendar() {
    let mut bo = agent();
    bo.named = vec![ticket(42, 1, Status::InProgress)];
    let reference = bo.named[0].reference.clone();
    // Half past one in the morning in Maputo, while it is still yesterday in London.
    bo.now = 1_795_476_600_000;
    for (typed, day) in [("hoje", "2026-11-24"), ("amanhã", "2026-11-25"), ("24/11", "2026-11-24")] {
        bo.says(&format!("/prazo {reference} {typed}"));
        let promised = Deed { to: day.into(), ..Deed::of(Verb::Deadline) };
        assert!(
            bo.effects.contains(&Effect::Do { deed: promised, ticket: Which::Id(42) }),
            "{typed}: {:?}",
            bo.effects
        );
    }
}

#[test]
fn a_reporter_confirms_and_reopens() {
    let mut ana = Chat::reporter();
    ana.own = vec![ticket(5, 1, Status::Resolved)];
    ana.says("/confirmar");
    assert!(ana.effects.contains(&Effect::Do { deed: Deed::of(Verb::Confirm), ticket: Which::Id(5) }));
    ana.says("/reabrir BL-10429 ainda falha");
    let reopen = Deed::saying(Verb::Reopen, "ainda falha");
    assert!(ana.effects.contains(&Effect::Do { deed: reopen, ticket: on("BL-10429") }));
}

#[test]
fn a_wrong_digit_is_told() {
    for typed in ["/estado BL-10428", "/assumir 10428", "BL-10428"] {
        let mut bo = agent();
        bo.says(typed);
        assert_eq!(bo.lines(), [Line::CheckTheNumber { typed: "BL-10428".into() }], "{typed}");
    }
    let mut bo = agent();
    bo.says("/assumir");
    assert_eq!(bo.lines(), [Line::WhichReference]);
}

#[test]
fn without_words_they_are_asked_for() {
    let mut bo = agent();
    bo.says("/responder BL-10429");
    assert!(matches!(bo.lines()[..], [Line::AskWords { .. }]));
    bo.says("/estado BL-10429");
    assert!(matches!(bo.lines()[..], [Line::Ticket(_)]), "a look-up asks for no words");
}

#[test]
fn what_looks_like_a_command_is_asked_about() {
    let mut bo = agent();
    bo.says("/t\u{0430}ke BL-10429");
    assert_eq!(bo.lines(), [Line::DidYouMean { command: "assumir".into() }]);
    bo.says("/xyz");
    assert_eq!(bo.lines(), [Plain::UnknownCommand.into()]);
}

#[test]
fn language_and_codes() {
    let mut ana = Chat::reporter();
    ana.says("/lingua en");
    assert_eq!((ana.locale, ana.texts()[0].as_str()), (Locale::En, "From now on I answer in English."));
    ana.says("/ligar ab12")
        .effects
        .iter()
        .find(|e| matches!(e, Effect::Redeem { code } if code == "ab12"))
        .expect("redeems");
    ana.says("/start");
    assert!(matches!(ana.lines()[..], [Line::Welcome { .. }]));
}

#[test]
fn references_are_named_once_and_right() {
    assert_eq!(references("BL-10429, #10429 e bl10428; /nota 10429 olá", "BL"), ["BL-10429"]);
}
