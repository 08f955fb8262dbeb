//! What is typed after `/aviso`, in both languages: each says what is to be done, and nothing else.

use balcao::{
    core::{
        announce::{Audience, Kind, What},
        person::Role,
    },
    dialogs::{
        announce::want::{AnnounceEffect, Change},
        effect::Effect,
        state::State,
    },
    text::locale::Locale,
};

use crate::small_desk::{Chat, person};

/// Monday, 23 November 2026, 09:00 in Maputo.
const NOW: i64 = 1_795_417_200_000;
const HOUR: i64 = 3_600_000;

/// What an agent's words want done.
fn wants(text: &str) -> Vec<AnnounceEffect> {
    let mut bo = Chat::of(Some(person(2, "Bo", Role::Agent)));
    bo.now = NOW;
    bo.says(text);
    let wanted = bo.effects.iter().filter_map(|effect| match effect {
        Effect::Announce(effect) => Some(effect.clone()),
        _ => None,
    });
    wanted.collect()
}

fn change(change: Change) -> AnnounceEffect {
    AnnounceEffect::Change { number: 7, change, revision: None }
}

fn audience(fill: impl FnOnce(&mut Audience), whole: bool) -> AnnounceEffect {
    let mut to = Audience::default();
    fill(&mut to);
    change(Change::Audience { to, whole })
}

#[test]
fn commands_say_what_is_to_be_done() {
    let text = |locale, words: &str| change(Change::Words(locale, words.to_owned()));
    let follow = |what, words: &str| AnnounceEffect::Follow {
        number: 7,
        what,
        words: Some((Locale::Pt, words.to_owned())),
        template: false,
    };
    for (typed, wanted) in [
        ("/aviso", AnnounceEffect::Begin),
        ("/avisos", AnnounceEffect::List),
        ("/news", AnnounceEffect::List),
        ("/aviso A-7", AnnounceEffect::Show(7)),
        ("/avisos a7", AnnounceEffect::Show(7)),
        ("/aviso A-7 em inglês It is slow.", text(Locale::En, "It is slow.")),
        ("/aviso A-7 em ingles It is slow.", text(Locale::En, "It is slow.")),
        ("/announce A-7 in Portuguese Está lento.", text(Locale::Pt, "Está lento.")),
        ("/aviso A-7 tipo manutenção", change(Change::Kind(Kind::Planned))),
        ("/aviso A-7 tipo urgente", change(Change::Kind(Kind::Emergency))),
        ("/aviso A-7 sistema OpenMRS", change(Change::System(Some("openmrs".into())))),
        ("/aviso A-7 sistema nenhum", change(Change::System(None))),
        ("/aviso A-7 para todos", audience(|_| {}, true)),
        ("/aviso A-7 para sistema openmrs", audience(|to| to.systems = vec!["openmrs".into()], true)),
        ("/aviso A-7 funções pontos focais", audience(|to| to.roles = vec![Role::FocalPoint], false)),
        ("/announce A-7 roles focal points", audience(|to| to.roles = vec![Role::FocalPoint], false)),
        ("/aviso A-7 proxima 14:00", change(Change::NextUpdate(Some(NOW + 5 * HOUR)))),
        ("/aviso A-7 próxima às 14h30", change(Change::NextUpdate(Some(NOW + 5 * HOUR + HOUR / 2)))),
        ("/aviso A-7 próxima em 30 min", change(Change::NextUpdate(Some(NOW + HOUR / 2)))),
        ("/aviso A-7 próxima 8h", change(Change::NextUpdate(Some(NOW + 23 * HOUR)))),
        ("/aviso A-7 próxima não", change(Change::NextUpdate(None))),
        ("/aviso A-7 agendar 24/11 07:00", change(Change::GoesAt(Some(NOW + 22 * HOUR)))),
        ("/aviso A-7 agendar amanhã às 07:00", change(Change::GoesAt(Some(NOW + 22 * HOUR)))),
        ("/aviso A-7 agendar já", change(Change::GoesAt(None))),
        ("/aviso A-7 período 23/11 20:00 a 22:00", change(Change::Window(Some((NOW + 11 * HOUR, NOW + 13 * HOUR))))),
        ("/aviso A-7 período 20:00-02:00", change(Change::Window(Some((NOW + 11 * HOUR, NOW + 17 * HOUR))))),
        ("/announce A-7 window 23/11 20:00 to 22:00", change(Change::Window(Some((NOW + 11 * HOUR, NOW + 13 * HOUR))))),
        ("/aviso A-7 enviar", AnnounceEffect::Ask { number: 7, revision: None }),
        ("/aviso A-7 confirmar", AnnounceEffect::Confirm { number: 7, revision: None, told: None }),
        ("/aviso A-7 retirar", AnnounceEffect::TakeBack { number: 7, no: false }),
        ("/aviso A-7 apagar", AnnounceEffect::Discard(7)),
        ("/aviso A-7 modelo", AnnounceEffect::Template(7)),
        ("/aviso A-7 actualizar Está melhor.", follow(What::Update, "Está melhor.")),
        ("/aviso A-7 atualizar Está melhor.", follow(What::Update, "Está melhor.")),
        ("/aviso A-7 fim Já funciona.", follow(What::End, "Já funciona.")),
    ] {
        assert_eq!(wants(typed), [wanted], "{typed}");
    }
}

#[test]
fn what_is_not_understood_changes_nothing() {
    for typed in [
        "/aviso A-7 xpto",
        "/aviso A-7 para Ninguém Conhecido",
        "/aviso A-7 próxima às tantas",
        "/aviso A-7 período 20:00",
        "/aviso A-7 agendar 31/02 07:00",
        "/aviso A-7 tipo xpto",
        "/aviso A-7 em inglês",
        "/aviso A-7 parar",
    ] {
        assert_eq!(wants(typed), [], "{typed}");
    }
    assert_eq!(wants(&format!("/aviso {}", "x".repeat(1_001))), []);
}

#[test]
fn whoever_may_not_announce_is_refused() {
    for role in [Role::Reporter, Role::FocalPoint] {
        let mut ana = Chat::of(Some(person(1, "Ana", role)));
        ana.says("/aviso O OpenMRS está lento.");
        assert!(!ana.effects.iter().any(|effect| matches!(effect, Effect::Announce(_))), "{role:?}");
        assert_eq!(ana.state, State::Idle);
    }
}
