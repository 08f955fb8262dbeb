//! `/aviso …` as it is typed: a text makes a draft; after the name of one stands what is to be done with it.
//!
//! ```text
//! Bo:   /aviso O OpenMRS está lento.
//! bot:  Rascunho A-7 …
//! Bo:   /aviso A-7 em inglês OpenMRS is slow.
//! Bo:   /aviso A-7 para CCS, EGPAF
//! Bo:   /aviso A-7 enviar
//! ```

use super::{
    naming::{self, Sort, Unclear},
    times,
    want::{AnnounceEffect, Change, Part},
};
use crate::{
    core::announce::{self, Audience, Kind, What},
    dialogs::{typed, view::View},
    text::{fold, locale::Locale, tongue},
};

/// The longest words in one language, in characters: they fit into one message of each platform.
pub(super) const LONGEST: usize = 1_000;

/// What was typed.
#[derive(Debug)]
pub(super) enum Typed {
    /// This is to be done.
    Does(AnnounceEffect),
    /// A part is to be asked for.
    Asks(i64, Part),
    /// The number is of one; what follows is nothing that can be done.
    Usage(i64),
    Unclear(Unclear),
    NotATime(i64, Part),
    TooLong,
    /// To be asked first.
    Stops(i64),
    More(i64),
}

/// What is to be done after `/aviso`, which is not alone.
pub(super) fn read(rest: &str, picture: Option<i64>, view: &View<'_>) -> Typed {
    let (first, after) = split(rest);
    if let Some(number) = announce::typed(first) {
        return of(number, after, picture, view);
    }
    let (locale, words) = worded(rest, view);
    if words.chars().count() > LONGEST {
        return Typed::TooLong;
    }
    let words = Some((locale, words.trim().to_owned())).filter(|(_, words)| !words.is_empty());
    Typed::Does(AnnounceEffect::Draft { words, picture })
}

/// A word, and what follows it.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).map_or((text, ""), |(first, rest)| (first, rest.trim()))
}

/// A language that stands before words: `em inglês …`, `pt …`.
fn language(text: &str) -> Option<(Locale, &str)> {
    let (first, rest) = split(text);
    let (word, rest) = match fold::fold(first).as_str() {
        "em" | "in" => split(rest),
        _ => return None,
    };
    Some((locale(word)?, rest))
}

/// Words, in the language that stands before them, else in the one that they are clearly in, else in their writer's.
fn worded<'t>(text: &'t str, view: &View<'_>) -> (Locale, &'t str) {
    language(text).unwrap_or_else(|| (tongue::of(text).unwrap_or(view.locale), text))
}

fn locale(word: &str) -> Option<Locale> {
    match fold::fold(word).as_str() {
        "pt" | "portugues" | "portuguese" => Some(Locale::Pt),
        "en" | "ingles" | "english" => Some(Locale::En),
        _ => None,
    }
}

/// What is to be done with an announcement.
fn of(number: i64, rest: &str, picture: Option<i64>, view: &View<'_>) -> Typed {
    if let Some((locale, words)) = language(rest) {
        return self::words(number, locale, words);
    }
    let (first, after) = split(rest);
    let does = Typed::Does;
    match fold::fold(first).as_str() {
        "" if picture.is_some() => change(number, Change::Picture(picture)),
        "" | "mostrar" | "ver" | "show" => does(AnnounceEffect::Show(number)),
        "texto" | "text" => {
            let (locale, words) = worded(after, view);
            self::words(number, locale, words)
        }
        "pt" | "portugues" | "portuguese" => words(number, Locale::Pt, after),
        "en" | "ingles" | "english" => words(number, Locale::En, after),
        "enviar" | "envia" | "send" => does(AnnounceEffect::Ask { number, revision: None }),
        "confirmar" | "confirmo" | "sim" | "confirm" | "yes" => {
            does(AnnounceEffect::Confirm { number, revision: None, told: None })
        }
        "nao" | "no" => does(AnnounceEffect::TakeBack { number, no: true }),
        "retirar" | "retira" | "withdraw" | "undo" | "back" => does(AnnounceEffect::TakeBack { number, no: false }),
        "apagar" | "apaga" | "delete" | "discard" => does(AnnounceEffect::Discard(number)),
        "parar" | "para-lo" | "stop" => Typed::Stops(number),
        "modelo" | "template" => does(AnnounceEffect::Template(number)),
        "mais" | "more" => Typed::More(number),
        "ocultar" | "hide" => change(number, Change::Masked),
        "actualizar" | "atualizar" | "actualizacao" | "atualizacao" | "update" => {
            follow(number, What::Update, after, view)
        }
        "fim" | "terminar" | "end" => follow(number, What::End, after, view),
        "cartao" | "card" => change(number, Change::Loud(false)),
        "linha" | "line" => change(number, Change::Loud(true)),
        "imagem" | "foto" | "picture" | "image" | "photo" => match picture {
            Some(_) => change(number, Change::Picture(picture)),
            None if is_none(after) => change(number, Change::Picture(None)),
            None => Typed::Asks(number, Part::Picture),
        },
        other => given(number, other, after, view).unwrap_or(Typed::Usage(number)),
    }
}

/// Parts with a value of their own.
fn given(number: i64, word: &str, after: &str, view: &View<'_>) -> Option<Typed> {
    let part = match word {
        "para" | "for" | "to" | "destinatarios" | "audience" => return Some(whom(number, after, Sort::Anything, view)),
        "parceiros" | "parceiro" | "partners" | "partner" => return Some(whom(number, after, Sort::Partner, view)),
        "provincia" | "provincias" | "province" | "provinces" => {
            return Some(whom(number, after, Sort::Province, view));
        }
        "distrito" | "distritos" | "district" | "districts" => return Some(whom(number, after, Sort::District, view)),
        "funcao" | "funcoes" | "papel" | "role" | "roles" => return Some(whom(number, after, Sort::Role, view)),
        "tipo" | "kind" | "type" => Part::Kind,
        "sistema" | "system" => Part::System,
        "proxima" | "next" => Part::NextUpdate,
        "periodo" | "window" | "period" => Part::Window,
        "agendar" | "agenda" | "schedule" => Part::Time,
        _ => return None,
    };
    Some(if after.is_empty() { Typed::Asks(number, part) } else { value(number, part, after, view) })
}

/// What was written for a part that was asked for.
pub(super) fn answer(number: i64, part: Part, text: &str, view: &View<'_>) -> Typed {
    match part {
        Part::Words(locale) => words(number, locale, text),
        Part::Audience => whom(number, text, Sort::Anything, view),
        Part::Update => follow(number, What::Update, text, view),
        Part::End => follow(number, What::End, text, view),
        Part::Kind | Part::System | Part::Picture | Part::NextUpdate | Part::Window | Part::Time => {
            value(number, part, text, view)
        }
    }
}

fn words(number: i64, locale: Locale, words: &str) -> Typed {
    match words.chars().count() {
        0 => Typed::Asks(number, Part::Words(locale)),
        count if count > LONGEST => Typed::TooLong,
        _ => change(number, Change::Words(locale, words.trim().to_owned())),
    }
}

fn follow(number: i64, what: What, text: &str, view: &View<'_>) -> Typed {
    let (locale, words) = worded(text, view);
    if words.chars().count() > LONGEST {
        return Typed::TooLong;
    }
    if words.trim().is_empty() {
        return Typed::Asks(number, if what == What::End { Part::End } else { Part::Update });
    }
    let words = Some((locale, words.trim().to_owned()));
    Typed::Does(AnnounceEffect::Follow { number, what, words, template: false })
}

/// Whom it is for. What is named by its sort leaves the rest of the audience as it is.
fn whom(number: i64, typed: &str, sort: Sort, view: &View<'_>) -> Typed {
    if typed.trim().is_empty() {
        return Typed::Asks(number, Part::Audience);
    }
    let whole = sort == Sort::Anything || naming::is_everybody(typed);
    match naming::read(typed, sort, view) {
        Ok(to) => change(number, Change::Audience { to, whole }),
        Err(unclear) => Typed::Unclear(unclear),
    }
}

/// All partners' groups.
pub(super) fn everybody(number: i64) -> AnnounceEffect {
    let change = Change::Audience { to: Audience::default(), whole: true };
    AnnounceEffect::Change { number, change, revision: None }
}

fn value(number: i64, part: Part, text: &str, view: &View<'_>) -> Typed {
    let not_a_time = Typed::NotATime(number, part);
    let none = is_none(text);
    match part {
        Part::Kind => kind(text).map_or(Typed::Usage(number), |kind| change(number, Change::Kind(kind))),
        Part::System if none => change(number, Change::System(None)),
        Part::System => match view.desk.systems.iter().find(|system| typed::is_called(system, text)) {
            Some(system) => change(number, Change::System(Some(system.key.clone()))),
            None => Typed::Unclear(naming::no_system(text, view)),
        },
        Part::NextUpdate if none => change(number, Change::NextUpdate(None)),
        Part::NextUpdate => {
            times::read(text, view).map_or(not_a_time, |at| change(number, Change::NextUpdate(Some(at))))
        }
        Part::Time if none || is_now(text) => change(number, Change::GoesAt(None)),
        Part::Time => times::read(text, view).map_or(not_a_time, |at| change(number, Change::GoesAt(Some(at)))),
        Part::Window if none => change(number, Change::Window(None)),
        Part::Window => times::window(text, view).map_or(not_a_time, |span| change(number, Change::Window(Some(span)))),
        Part::Picture if none => change(number, Change::Picture(None)),
        Part::Picture | Part::Words(_) | Part::Audience | Part::Update | Part::End => Typed::Asks(number, part),
    }
}

fn change(number: i64, change: Change) -> Typed {
    Typed::Does(AnnounceEffect::Change { number, change, revision: None })
}

fn is_none(text: &str) -> bool {
    const NONE: [&str; 12] =
        ["nao", "sem", "nenhum", "nenhuma", "tirar", "remover", "no", "none", "without", "remove", "nunca", "off"];
    NONE.contains(&fold::fold(text).as_str())
}

fn is_now(text: &str) -> bool {
    matches!(fold::fold(text).as_str(), "ja" | "agora" | "now" | "at once")
}

fn kind(text: &str) -> Option<Kind> {
    match fold::fold(text).as_str() {
        "informacao" | "info" | "information" | "geral" => Some(Kind::Info),
        "manutencao"
        | "manutencao prevista"
        | "prevista"
        | "previsto"
        | "planned"
        | "maintenance"
        | "planned maintenance" => Some(Kind::Planned),
        "urgente" | "emergencia" | "urgent" | "emergency" => Some(Kind::Emergency),
        "versao anterior" | "reposicao" | "reposta" | "rollback" => Some(Kind::Rollback),
        "concluido" | "feito" | "concluida" | "done" => Some(Kind::Done),
        _ => None,
    }
}
