//! What is typed to the queue, and replies to many tickets at once, as pure functions.

use balcao::{
    core::{
        deed::Deed,
        directory::{Directory, Facility, Partner},
        listing::Listing,
        person::Role,
        queue::{Filter, Slice},
        rights::Place,
        ticket::Status,
        verb::Verb,
    },
    dialogs::{
        choice::Choice,
        effect::{Effect, Which},
        line::Line,
        queue::{
            Numbered, QueueEffect, Task,
            choice::{Look, QueueChoice},
            line::{End, QueueLine},
        },
        state::State,
    },
};

use crate::small_desk::{Chat, named, person, ticket};

const NOW: i64 = 1_795_417_200_000;

fn chat(role: Role) -> Chat {
    let mut chat = Chat::of(Some(person(2, "Bo", role)));
    let facility = |id: i64, province: &str| Facility {
        id,
        code: format!("0{id}"),
        name: format!("CS {id}"),
        district: "x".into(),
        province: province.into(),
        at: None,
        partners: vec![],
    };
    let provinces = ["Gaza", "Cabo Delgado", "Maputo", "Maputo Cidade"];
    let partners = vec![Partner { id: 5, code: "CCS".into(), name: "Centro de Colaboração em Saúde".into() }];
    chat.directory = Directory::new(1, partners, (1..).zip(provinces).map(|(id, name)| facility(id, name)).collect());
    chat.desk.systems.push(named("other", "Outro", "Other"));
    let mut other = chat.desk.categories[0].clone();
    other.named = named("other", "Outro", "Other");
    chat.desk.categories.push(other);
    chat
}

fn agent() -> Chat {
    chat(Role::Agent)
}

fn filter_of(chat: &mut Chat, typed: &str) -> Option<Filter> {
    chat.says(typed);
    chat.effects.iter().find_map(|effect| match effect {
        Effect::Queue(QueueEffect::Look(look)) => Some(*look.filter.clone()),
        _ => None,
    })
}

fn said(chat: &Chat) -> Option<&QueueLine> {
    chat.effects.iter().find_map(|effect| match effect {
        Effect::Say { line: Line::Queue(line), .. } => Some(line),
        _ => None,
    })
}

#[test]
fn the_queue_is_asked_for_in_any_order_and_in_both_languages() {
    let slice = |slice| Filter { slice, ..Filter::default() };
    let gaza = Filter { province: Some("Gaza".to_owned()), ..slice(Slice::New) };
    let everything = Filter {
        statuses: vec![Status::Resolved],
        partner: Some((5, "CCS".into())),
        province: Some("Cabo Delgado".to_owned()),
        system: Some("openmrs".to_owned()),
        category: Some("network".to_owned()),
        priority: Some("high".to_owned()),
        tag: Some("cabo-solto".to_owned()),
        text: Some("não abre".to_owned()),
        closed: true,
        ..Filter::default()
    };
    for (typed, filter) in [
        ("/fila", slice(Slice::Start)),
        ("/queue new", slice(Slice::New)),
        ("/fila minhas", slice(Slice::Mine)),
        ("/fila parados", slice(Slice::Stalled)),
        ("/queue all", slice(Slice::Theirs)),
        ("/fila novos provincia:Gaza", gaza.clone()),
        ("/fila Gaza, novos", Filter { ..gaza.clone() }),
        ("/queue province: gaza new", gaza.clone()),
        ("/fila novos de gaza", gaza),
        (
            "/fila estado:resolvido parceiro:ccs provincia:\"cabo delgado\" sistema:OpenMRS categoria:rede \
             prioridade:alta etiqueta:\"Cabo solto\" texto:\"não abre\" fechados:sim",
            everything.clone(),
        ),
        (
            "/queue closed:yes text: «não abre» tag:cabo-solto high network openmrs Cabo Delgado CCS resolved",
            everything,
        ),
        ("/fila Maputo", Filter { province: Some("Maputo".to_owned()), ..Filter::default() }),
        ("/fila maputo cid", Filter { province: Some("Maputo Cidade".to_owned()), ..Filter::default() }),
        ("/fila por atribuir", Filter { unowned: true, ..Filter::default() }),
        ("/fila responsável:eu", slice(Slice::Mine)),
        (
            "/fila estado:novo estado:\"em curso\"",
            Filter { statuses: vec![Status::New, Status::InProgress], ..Filter::default() },
        ),
        ("/fila sistema:outro", Filter { system: Some("other".to_owned()), ..Filter::default() }),
    ] {
        assert_eq!(filter_of(&mut agent(), typed), Some(filter), "{typed}");
    }
}

#[test]
fn what_is_not_understood_is_told() {
    for (typed, words) in [
        ("/fila xpto", vec!["xpto"]),
        ("/fila provincia:Marte novos abc", vec!["provincia:Marte", "abc"]),
        ("/fila cor:azul", vec!["cor:azul"]),
        ("/fila provincia:", vec!["provincia:"]),
        ("/fila novos minhas", vec!["minhas"]),
        ("/fila gaza maputo", vec!["maputo"]),
    ] {
        let mut bo = agent();
        assert_eq!(filter_of(&mut bo, typed), None, "{typed}");
        let words = words.into_iter().map(str::to_owned).collect();
        assert_eq!(said(&bo), Some(&QueueLine::FilterUnclear { words }), "{typed}");
    }
    let mut bo = agent();
    bo.says("/fila outro");
    let keys = vec!["sistema".to_owned(), "categoria".to_owned()];
    assert_eq!(said(&bo), Some(&QueueLine::FilterAmbiguous { word: "outro".into(), keys }));
}

#[test]
fn who_does_not_work_here_looks_for_no_words_and_has_no_digest() {
    for role in [Role::FocalPoint, Role::Manager] {
        for typed in ["/fila texto:abre", "/fila \"abre\"", "/fila resumo", "/fila minhas", "/fila etiqueta:x"] {
            let mut one = chat(role);
            assert_eq!(filter_of(&mut one, typed), None, "{typed}");
            assert!(matches!(said(&one), Some(QueueLine::FilterUnclear { .. })), "{typed}");
        }
        assert_eq!(filter_of(&mut chat(role), "/fila"), Some(Filter::default()));
    }
    assert_eq!(filter_of(&mut chat(Role::Reporter), "/fila"), None);
}

/// An agent who was just shown two tickets.
fn with_a_list() -> Chat {
    let mut bo = agent();
    bo.named = vec![ticket(1, 1, Status::New), ticket(2, 1, Status::New)];
    bo.listing = Some(Listing::shown(0, &[1, 2], NOW - 1000, None));
    bo
}

fn batch(chat: &Chat) -> Option<Vec<Numbered>> {
    chat.effects.iter().find_map(|effect| match effect {
        Effect::Queue(QueueEffect::Batch(lines)) => Some(lines.clone()),
        _ => None,
    })
}

#[test]
fn a_batch_does_each_line_or_says_what_is_missing() {
    let doing = |deed| Task::Do(deed);
    for (typed, task) in [
        ("1 feito troquei o cabo", doing(Deed::saying(Verb::Resolve, "troquei o cabo"))),
        ("1 done", Task::Nothing(End::NoWords(Verb::Resolve))),
        ("1 esc", Task::Nothing(End::NoWords(Verb::Escalate))),
        ("1 esc falta acesso", doing(Deed::saying(Verb::Escalate, "falta acesso"))),
        ("1 assumir", doing(Deed::of(Verb::Take))),
        ("1 take", doing(Deed::of(Verb::Take))),
        ("1 nota falei", doing(Deed::saying(Verb::Note, "falei"))),
        ("1 resp já vamos", doing(Deed::saying(Verb::Reply, "já vamos"))),
        ("1 a luz acende?", doing(Deed::saying(Verb::Ask, "a luz acende?"))),
        ("1 foto?", Task::AskPhoto),
        ("1 = BL-10429", doing(Deed::of(Verb::Duplicate).to("BL-10429"))),
        ("1 = BL-10428", Task::Nothing(End::CheckTheNumber("BL-10428".into()))),
        ("1 prioridade baixa já não é urgente", doing(Deed::saying(Verb::Priority, "já não é urgente").to("low"))),
        ("1 prioridade baixa", Task::Nothing(End::NoWords(Verb::Priority))),
        ("1 prioridade azul", Task::Nothing(End::NoValue(Verb::Priority))),
        ("1 etiqueta cabo", doing(Deed::of(Verb::Tag).to("cabo"))),
        ("9 assumir", Task::Nothing(End::NotOnList)),
    ] {
        let mut bo = with_a_list();
        bo.says(typed);
        let found = batch(&bo).map(|mut lines| lines.remove(0).task);
        assert_eq!(found, Some(task), "{typed}");
    }
}

#[test]
fn a_sentence_that_begins_with_a_number_stays_a_sentence() {
    let mut bo = with_a_list();
    bo.says("2 computadores não ligam");
    assert_eq!(batch(&bo), None);
    assert!(matches!(bo.state, State::Report(_)), "{:?}", bo.state);
    for listing in [None, Some(Listing::shown(0, &[1, 2], NOW - 25 * 3_600_000, None))] {
        let mut bo = with_a_list();
        bo.listing = listing;
        bo.says("1 feito troquei o cabo; 2 foto?");
        assert_eq!((batch(&bo), said(&bo)), (None, Some(&QueueLine::NoListing)));
    }
    let mut ana = with_a_list();
    ana.actor = Some(person(1, "Ana", Role::Reporter));
    ana.says("1 feito troquei o cabo");
    assert_eq!(batch(&ana), None, "a reporter's words are never a batch");
    let mut in_a_room = with_a_list();
    (in_a_room.place, in_a_room.listing) = (Place::Agents, None);
    in_a_room.says("1 feito");
    assert_eq!((batch(&in_a_room), said(&in_a_room)), (None, None), "plain talk in a room");
}

#[test]
fn a_number_alone_shows_its_ticket() {
    let mut bo = with_a_list();
    let buttons = vec![Choice::Queue(QueueChoice::New)];
    bo.pending.clone_from(&buttons);
    bo.says("2");
    assert!(bo.effects.contains(&Effect::Show(Which::Id(2))), "{:?}", bo.effects);
    bo.says("7");
    assert_eq!(said(&bo), Some(&QueueLine::NotOnList { number: 7, first: 1, last: 2 }));
    bo.pending = buttons;
    bo.says("novos");
    let look = Look::first(Filter { slice: Slice::New, ..Filter::default() });
    assert!(bo.effects.contains(&Effect::Queue(QueueEffect::Look(look))), "{:?}", bo.effects);
}

#[test]
fn below_a_list_a_number_means_a_ticket_unless_a_question_waits_for_it() {
    let verbs = vec![Choice::act(Verb::Take, 2), Choice::act(Verb::Note, 2)];
    let mut bo = with_a_list();
    bo.pending.clone_from(&verbs);
    bo.says("1");
    assert!(bo.effects.contains(&Effect::Show(Which::Id(1))), "{:?}", bo.effects);
    let value = |to: &str| Choice::With { verb: Verb::Priority, ticket: 2, to: to.into(), name: None };
    let mut bo = with_a_list();
    (bo.pending, bo.state) =
        (vec![value("high"), value("low"), Choice::Cancel], State::Giving { what: Verb::Priority, ticket: 2 });
    bo.says("1");
    assert!(!bo.effects.contains(&Effect::Show(Which::Id(1))), "{:?}", bo.effects);
    let mut bo = with_a_list();
    (bo.pending, bo.listing) = (verbs, None);
    bo.says("1");
    assert!(bo.effects.iter().any(|effect| matches!(effect, Effect::Do { .. })), "{:?}", bo.effects);
}
