//! Anything in any state: a step never panics, and each message finds exactly one place.

use balcao::{
    core::{
        canned::Wrong,
        draft::{Answers, Draft},
        joining::{Asked, Decided},
        listing::Listing,
        person::Notify,
        person::Role,
        queue::Filter,
        rights::{Place, Refusal},
        ticket::Status,
        verb::Verb,
    },
    dialogs::{
        announce::want::{AnnounceState, Part as AnnouncedPart},
        canned::CannedOutcome,
        choice::{Choice, Field},
        effect::{Effect, Wake, Which},
        event::{Before, Event, Given, Outcome, Part, Recalled},
        memory::Memory,
        notify::{NotifyChoice, NotifyOutcome, NotifyState},
        people::{
            PeopleState,
            choice::{Item, Kind, PeopleChoice},
        },
        queue::choice::{Look, QueueChoice},
        state::{Doing, EnrolStep, Manner, ReportStep, State},
    },
    text::locale::Locale,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::small_desk::{Chat, person, seen, ticket};

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        select(vec![Field::System, Field::Category, Field::Urgency, Field::Impact, Field::Description, Field::Photo]),
        (0usize..8).prop_map(Field::Question),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let known = vec![
        "",
        "1",
        "sim",
        "não",
        "voltar",
        "cancelar",
        "saltar",
        "enviar",
        "BL-10429",
        "/nota BL-10429 x",
        "/novo",
        "!",
        "/",
        "/estado",
        "rede",
        "openmrs",
        "obrigado",
        "bom dia",
        "pt",
        "0107",
        "\u{200B}",
        "/reabrir",
        "ajuda",
        "/lingua",
        "10429",
        "corrigir",
        "reports",
        "/start",
        "/ligar",
        "/cancelar",
        "/poll",
        "/nоvo",
        "/fila novos",
        "/queue province:Maputo x",
        "1 feito x; 2 foto?",
        "2",
        "1-9 = BL-10429",
        "ontem",
        "20/11",
        "12",
        "account",
        "ndlavel",
        "/porconta",
        "/porconta Maria Tembe",
        "/notificacoes resumo",
        "/silencio 20-7",
        "/juntar",
        "/resposta BL-10429 rein",
        "/resposta nova a: b",
        "/guia",
        "/guia rede",
        "repetir",
        "falar com técnico",
        "/retomar",
        "The printer does not work today",
    ];
    prop_oneof![select(known).prop_map(str::to_owned), ".{0,40}", "[#B]?[L]?-?[0-9]{1,18}.?"]
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn choice() -> impl Strategy<Value = Choice> {
    let key = || select(vec!["openmrs", "network", "reports", "stopped", "one", "yes", "gone"]).prop_map(str::to_owned);
    prop_oneof![
        select(vec![
            Choice::Language(Locale::En),
            Choice::Facility(7),
            Choice::Facility(8),
            Choice::FacilityAsTyped,
            Choice::Skip,
            Choice::Back,
            Choice::Cancel,
            Choice::Send,
            Choice::Correct,
            Choice::Continue,
            Choice::StartOver,
            Choice::Discard,
            Choice::NewReport,
            Choice::MyTickets,
            Choice::Queue(QueueChoice::Stalled),
            Choice::Queue(QueueChoice::Next(Look::first(Filter::default()))),
            Choice::Help,
            Choice::act(Verb::Take, 1),
            Choice::act(Verb::Note, 1),
            Choice::act(Verb::Reply, 1),
            Choice::act(Verb::Ask, 1),
            Choice::act(Verb::Resolve, 1),
            Choice::act(Verb::Confirm, 1),
            Choice::act(Verb::Reopen, 1),
            Choice::act(Verb::Priority, 1),
            Choice::act(Verb::Assign, 1),
            Choice::act(Verb::Talk, 1),
            Choice::act(Verb::History, 1),
            Choice::With { verb: Verb::Priority, ticket: 1, to: "high".into(), name: None },
            Choice::With { verb: Verb::Assign, ticket: 1, to: "2".into(), name: Some("Bo (3)".into()) },
            Choice::With { verb: Verb::Private, ticket: 1, to: "yes".into(), name: None },
            Choice::More(1),
            Choice::TakeBack(vec![1, 2]),
            Choice::EndTalk(1),
            Choice::Notify(NotifyChoice::LetIn { person: 2, yes: true }),
            Choice::Notify(NotifyChoice::Level(Notify::Digest)),
            Choice::Canned { ticket: 1, key: "desk:thanks".into(), name: "Obrigado".into() },
            Choice::act(Verb::Watch, 1),
            Choice::act(Verb::Refuse, 1),
            Choice::AtGate { verb: Verb::Ask, ticket: 1 },
            Choice::PassTo { ticket: 1, tier: 3, words: "x".into() },
            Choice::Guide("account".into()),
            Choice::Guide("gone".into()),
            Choice::Option { question: "left".into(), option: "yes".into() },
            Choice::Show { ticket: 1, reference: "BL-10429".into() },
            Choice::About { ticket: 1, reference: "BL-10429".into() },
            Choice::NotThis { ticket: 1, entry: 1, fresh: false },
            Choice::NotThis { ticket: 1, entry: 1, fresh: true },
        ]),
        key().prop_map(Choice::System),
        key().prop_map(Choice::Category),
        key().prop_map(Choice::Urgency),
        key().prop_map(Choice::Impact),
        key().prop_map(|option| Choice::Option { question: "often".into(), option }),
        field().prop_map(Choice::CorrectField),
        select(vec![Choice::Recover, Choice::Person, Choice::Change(Field::Urgency)]),
        select(vec![
            PeopleChoice::Group("gone".into()),
            PeopleChoice::Option { field: "gone".into(), option: "gone".into() },
            PeopleChoice::Invite(Kind::Agent),
            PeopleChoice::Tier(9),
            PeopleChoice::Partner(9),
            PeopleChoice::Sure { verb: Verb::Revoke, person: 9 },
            PeopleChoice::Leave,
            PeopleChoice::No,
            PeopleChoice::Change(Item::Facility),
            PeopleChoice::Change(Item::Field("gone".into())),
            PeopleChoice::Empty(Item::Name),
        ])
        .prop_map(Choice::People),
    ]
}

fn state() -> impl Strategy<Value = State> {
    let what = select(vec![Verb::Note, Verb::Reply, Verb::Ask, Verb::Resolve, Verb::Reopen, Verb::Talk]);
    let value = select(vec![Verb::Priority, Verb::Assign, Verb::Tag, Verb::Deadline, Verb::Duplicate, Verb::Private]);
    let did = select(vec![Verb::Take, Verb::Note, Verb::Answer, Verb::Reopen, Verb::Confirm, Verb::Priority]);
    let manner =
        select(vec![Manner::Tapped, Manner::Thread, Manner::Said, Manner::Guessed, Manner::Parked, Manner::Talking]);
    prop_oneof![
        Just(State::Idle),
        select(vec![
            EnrolStep::Language,
            EnrolStep::Facility,
            EnrolStep::FacilityFound { typed: "x".into() },
            EnrolStep::Name,
            EnrolStep::Group,
            EnrolStep::Field(0),
        ])
        .prop_map(State::Enrol),
        field().prop_map(|field| State::Report(ReportStep::Field(field))),
        field().prop_map(|field| State::Report(ReportStep::Fixing(field))),
        select(vec![
            ReportStep::Summary,
            ReportStep::Alike,
            ReportStep::ChooseField,
            ReportStep::Resume,
            ReportStep::ConfirmCancel,
            ReportStep::ShowsPatient
        ])
        .prop_map(State::Report),
        what.prop_map(|what| State::Writing { what, to: String::new(), ticket: Which::Id(1), since: 0 }),
        value.prop_map(|what| State::Giving { what, ticket: 1 }),
        any::<i64>().prop_map(|until| State::Talking { ticket: 1, reference: "BL-10429".into(), until }),
        (text(), vec(0i64..9, 0..2)).prop_map(|(words, files)| State::Holding { words, files }),
        Just(State::Parked { ticket: 1 }),
        select(vec![
            NotifyState::BehalfName,
            NotifyState::BehalfFacility { name: "Maria".into(), phone: String::new() },
            NotifyState::BehalfFound { name: "Maria".into(), typed: "ndlavel".into(), phone: String::new() },
        ])
        .prop_map(State::Notify),
        select(vec![
            PeopleState::Naming(Verb::Block),
            PeopleState::Inviting(Kind::Reporter),
            PeopleState::Inviting(Kind::FocalPoint),
            PeopleState::Changing(Item::Phone),
            PeopleState::Changing(Item::Field("gone".into())),
            PeopleState::ChangingFacility { typed: "x".into() },
        ])
        .prop_map(State::People),
        Just(State::Announcing(AnnounceState::Words)),
        select(AnnouncedPart::ALL.to_vec()).prop_map(|part| State::Announcing(AnnounceState::Part { number: 7, part })),
        (did, manner).prop_map(|(what, manner)| State::Doing(Doing { what, manner })),
    ]
}

fn given() -> impl Strategy<Value = Given> {
    let names = ["system", "category", "urgency", "severity", "description", "files", "question.what", "gone"];
    let names = select(names.map(str::to_owned).to_vec());
    (names, text(), vec(0i64..9, 0..2)).prop_map(|(field, text, files)| Given { field, text, files })
}

fn event() -> impl Strategy<Value = Event> {
    let refusal = select(vec![
        Refusal::NoSuchRequest,
        Refusal::NotAllowed,
        Refusal::NotHere,
        Refusal::NotNow,
        Refusal::NotThat,
        Refusal::AlreadySo,
        Refusal::TooLate,
    ]);
    let shown = || select(Status::ALL.to_vec()).prop_map(|status| seen(ticket(1, 1, status)));
    prop_oneof![
        1 => option::of(text()).prop_map(|code| Event::Started { code }),
        4 => (text(), vec(0i64..9, 0..3)).prop_map(|(text, files)| Event::Said { text, files }),
        2 => vec(given(), 0..5).prop_map(|given| Event::Filled { given }),
        2 => (text(), vec(0i64..9, 0..3)).prop_map(|(text, files)| Event::Words { text, files }),
        1 => (-90_000_000i64..90_000_000, -180_000_000i64..180_000_000)
            .prop_map(|(latitude, longitude)| Event::Place { latitude, longitude }),
        1 => (text(), text()).prop_map(|(name, phone)| Event::Card { name, phone }),
        2 => (text(), vec(0i64..9, 1..3), 0i64..9, option::of(1i64..5), any::<bool>()).prop_map(
            |(text, files, first, ticket, stands)| Event::Joined(Part { text, files, first, ticket, count: 2, stands })),
        1 => (text(), any::<bool>(), option::of(text()), option::of(1i64..3), option::of(1i64..3)).prop_map(
            |(text, known, before, wrote, filed)| {
                Event::Edited { text, before: Before { known, text: before, wrote, filed, files: Vec::new() } }
            }),
        1 => (any::<bool>(), option::of(text()), option::of(1i64..3), vec(0i64..9, 0..3)).prop_map(
            |(known, before, wrote, files)| {
                Event::Deleted { before: Before { known, text: before, wrote, filed: None, files } }
            }),
        4 => choice().prop_map(Event::Chose),
        1 => (choice(), text()).prop_map(|(choice, chosen)| Event::Stale { choice, chosen }),
        1 => select(vec![
            Event::Morning, Event::DeadButton, Event::DraftIdle, Event::DraftOver,
            Event::Woke(Wake::Held), Event::Woke(Wake::Parked), Event::Woke(Wake::Interrupted),
        ]),
        1 => select(vec![
            Outcome::Enrolled, Outcome::Recovered { found: true }, Outcome::Redeemed { locale: None }, Outcome::Redeemed { locale: Some(Locale::En) }, Outcome::BadCode,
            Outcome::SlowDown { seconds: i64::MAX }, Outcome::RoomLinked { purpose: "?".into(), tier: Some(9), system: Some("?".into()), topics: true }, Outcome::Mine { tickets: vec![], of_facility: vec![] },
            Outcome::Mine { tickets: vec![], of_facility: vec![ticket(1, 2, Status::Resolved)] },
            Outcome::Notify(NotifyOutcome::QuietSet(Some((20, 7)))),
            Outcome::Notify(NotifyOutcome::Asked { asked: Asked::Nobody, facility: String::new() }),
            Outcome::Notify(NotifyOutcome::Decided { decided: Decided::NotTheirs, name: "Ana".into(), yes: true }),
            Outcome::Canned(CannedOutcome::Wrong { name: "x".into(), why: Wrong::NotFound }),
        ])
        .prop_map(Event::Came),
        1 => shown().prop_map(|ticket| Event::Came(Outcome::Done { ticket, act: Some(1), entry: Some(1) })),
        1 => shown().prop_map(|ticket| Event::Came(Outcome::Shown { ticket })),
        1 => shown().prop_map(|ticket| Event::Came(Outcome::Filed { ticket })),
        1 => (text(), any::<bool>(), vec(0i64..9, 0..2)).prop_map(|(words, fresh, files)| {
            Event::Came(Outcome::Recalled(Recalled { ticket: 1, words, files, fresh }))
        }),
        1 => (refusal, option::of(shown())).prop_map(|(why, ticket)| Event::Came(Outcome::Refused { why, ticket })),
    ]
}

fn answers() -> impl Strategy<Value = Answers> {
    let given = (
        select(vec!["action", "count", "facility", "paper", "left", "last_day", "gone"]),
        select(vec!["", "close", "yes", "?ndlavel", "#7 CS Ndlavela", "5,6", "2026-11-20", "\u{202E}"]),
    );
    let form = vec(given.prop_map(|(key, answer)| (key.to_owned(), answer.to_owned())), 0..5);
    let shape = select(vec!["", "often:choice which:text", "action:text"]);
    let category = option::of(select(vec!["reports", "account", "gone"]));
    (any::<[bool; 3]>(), text(), category, form, shape).prop_map(
        |([system, urgency, done], words, category, form, shape)| Answers {
            system: system.then(|| "openmrs".into()),
            category: category.map(str::to_owned),
            form: form.into_iter().collect(),
            shape: shape.to_owned(),
            urgency: urgency.then(|| "gone".into()),
            description: Some(words),
            photos_done: done,
            ..Answers::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn a_step_is_total_and_places_each_message_once(
        state in state(),
        events in vec(event(), 1..4),
        member in option::of((select(Role::ALL.to_vec()), any::<bool>())),
        place in select(Place::ALL.to_vec()),
        answers in option::of(answers()),
        own in vec(select(Status::ALL.to_vec()), 0..4),
        pending in vec(choice(), 0..4),
        thread in option::of(1i64..3),
        listed in option::of(select(vec![0, 1_795_417_199_000])),
        (misses, asked) in (0u8..4, option::of(select(vec![0, 1_795_417_199_000]))),
    ) {
        thread_local!(static CHAT: std::cell::RefCell<Chat> = std::cell::RefCell::new(Chat::reporter()));
        CHAT.with_borrow_mut(|chat| {
            chat.actor = member.map(|(role, enrolled)| balcao::core::person::Person { enrolled, ..person(1, "Ana", role) });
            chat.place = place;
            chat.draft = answers.map(|answers| Draft {
                id: 1,
                answers,
                state: balcao::core::draft::State::Open,
                started_at: 0,
                updated_at: 0,
                reminded_at: None,
            });
            chat.own = (1..).zip(own).map(|(id, status)| ticket(id, 1, status)).collect();
            chat.named.clone_from(&chat.own);
            chat.listing = listed.map(|at| Listing::shown(0, &[1, 2], at, None));
            chat.pending = pending;
            chat.memory = Memory { misses, foreign: misses, words: vec!["x".into()], ..Memory::default() };
            chat.asked_at = asked;
            chat.thread = thread.map(|reporter| ticket(1, reporter, Status::InProgress));
            chat.state = state;
            for event in events {
                let wanted = usize::from(!matches!(event, Event::Came(_)));
                let step = chat.step(event);
                let places = step.effects.iter().filter(|effect| matches!(effect, Effect::Place(_))).count();
                prop_assert_eq!(places, wanted);
                for effect in &step.effects {
                    if let Effect::Say { line, .. } | Effect::Receipt { line, .. } | Effect::Toast(line) = effect {
                        prop_assert!(!chat.catalog.text(line, Locale::En, &chat.desk).is_empty());
                    }
                }
                chat.state = step.next;
            }
            Ok(())
        })?;
    }
}
