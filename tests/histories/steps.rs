//! What people do in a history: valid next steps, nonsense, and what somebody would try who means no good.

use balcao::core::chat::{Body, FileRef};

use crate::support::Dice;

/// How many of the verbs below are the desk's.
pub const DESKS: u64 = 10;

/// The desk's verbs as typed, in both languages, then the reporter's.
pub const VERBS: [(&str, [&str; 2]); 13] = [
    ("take", ["/assumir", "/take"]),
    ("note", ["/nota", "/note"]),
    ("reply", ["/responder", "/reply"]),
    ("ask", ["/pedir", "/ask"]),
    ("resolve", ["/resolver", "/resolve"]),
    ("release", ["/largar", "/release"]),
    ("reject", ["/rejeitar", "/reject"]),
    ("escalate", ["/encaminhar", "/escalate"]),
    ("tag", ["/etiqueta", "/tag"]),
    ("close", ["/fechar", "/close"]),
    ("confirm", ["/confirmar", "/confirm"]),
    ("reopen", ["/reabrir", "/reopen"]),
    ("withdraw", ["/desistir", "/withdraw"]),
];

pub fn pick<'t, T>(dice: &mut Dice, from: &'t [T]) -> Option<&'t T> {
    if from.is_empty() { None } else { from.get(usize::try_from(dice.roll(from.len() as u64)).unwrap()) }
}

pub fn message(text: impl Into<String>) -> Body {
    Body::Message { text: text.into(), files: Vec::new() }
}

pub fn with_file(dice: &mut Dice, text: String) -> Body {
    let file = FileRef {
        source: format!("f{}", dice.roll(1 << 40)),
        name: "../\u{202e}gpj.exe".into(),
        mime: "image/jpeg".into(),
        bytes: dice.roll(1 << 40),
    };
    Body::Message { text, files: vec![file] }
}

/// Places, cards and signs; another language.
pub fn beside_words(dice: &mut Dice, marker: &str) -> Body {
    match dice.roll(6) {
        0 => Body::Place { latitude: -25_890_000, longitude: 32_500_000 },
        1 => Body::Contact { name: "Celeste Tembe".into(), phone: "+258 82 765 4321".into() },
        2 => Body::Sign { emoji: "👍".into(), on: None },
        3 => message(format!("Ndzi kombela ku pfuniwa, xitsalwana xi nga tirhi {marker}")),
        4 => message(format!("Por favor, the printer is not working {marker}")),
        _ => message("👍"),
    }
}

/// Nonsense around a marker.
pub fn garbage(dice: &mut Dice, marker: &str) -> String {
    match dice.roll(12) {
        0 => String::new(),
        1 => format!("\u{202e}{marker}\u{2066}\u{200f}"),
        2 if dice.percent(10) => format!("{marker} {}", "á".repeat(50_000)),
        3 => "\u{0}\u{1}\u{7f}\u{1b}[2J".into(),
        4 => format!("👩🏽‍⚕️🏥 {marker}"),
        5 => format!("'; drop table ticket; -- {marker}"),
        6 => format!("<b>*_`{marker}`_*</b> [x](javascript:0) @everyone"),
        7 => format!("{marker}\u{200b}\u{fe0f}\r\n\t"),
        8 => "/poll".into(),
        9 => "/nоvo".into(),
        10 => format!("{{$x}} {{ {marker} }}"),
        _ => format!("A impressora {marker} não imprime"),
    }
}

pub fn known_word(dice: &mut Dice) -> String {
    const WORDS: [&str; 38] = [
        "/novo",
        "/new",
        "/meus",
        "/mine",
        "/estado",
        "/ajuda",
        "/lingua en",
        "/lang pt",
        "/cancelar",
        "/cancel",
        "/ligar x",
        "/start",
        "1",
        "2",
        "3",
        "4",
        "12",
        "0",
        "99",
        "sim",
        "não",
        "yes",
        "voltar",
        "saltar",
        "enviar",
        "send",
        "corrigir",
        "ok",
        "obrigado",
        "openmrs",
        "CS Um",
        "/reabrir",
        "/desfazer",
        "/undo",
        "urgente",
        "/ajuda tudo",
        "-impressora",
        "31/12/2030",
    ];
    WORDS[usize::try_from(dice.roll(WORDS.len() as u64)).unwrap()].into()
}

pub fn forged(dice: &mut Dice) -> String {
    match dice.roll(4) {
        0 => format!("p{}.0", dice.roll(1 << 30)),
        1 => "p.1".into(),
        2 => "pzzzzzzzzzzzzzzzzzzz.0".into(),
        _ => "\u{0}' or 1=1".into(),
    }
}
