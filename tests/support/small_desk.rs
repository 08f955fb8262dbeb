//! A small desk, directory, people and tickets, built by hand: what pure tests of dialogs need to see.

use std::collections::{BTreeMap, HashMap};

use balcao::{
    core::{
        calendar::Calendar,
        chat::Context,
        directory::{Directory, Facility},
        draft::{Answers, Draft},
        listing::Listing,
        person::{Person, Role},
        policy::{
            desk::{Category, Creation, Desk, Label, Named, OnlyIf, Priority, Question, QuestionKind, Suggests},
            scheme::{Policy, Scheme},
            service::Service,
        },
        practice::Looked,
        problem::Known,
        rights::Place,
        ticket::{Approval, CameBy, Ending, Environment, Kind, Origin, Status, Ticket, WaitingOn},
    },
    dialogs::{
        Step,
        announce::want::AnnounceOutcome,
        catalog::Catalog,
        choice::Choice,
        effect::Effect,
        event::{Colleague, Event, Outcome, TicketView},
        line::Line,
        memory::Memory,
        notify::{NotifyEffect, NotifyOutcome},
        problem::ProblemOutcome,
        state::State,
        step,
        view::View,
    },
    text::{locale::Locale, reference},
};

pub fn label(pt: &str, en: &str) -> Label {
    Label(BTreeMap::from([(Locale::Pt, pt.to_owned()), (Locale::En, en.to_owned())]))
}

pub fn named(key: &str, pt: &str, en: &str) -> Named {
    Named::new(key, label(pt, en), vec![key.to_owned()])
}

fn category(key: &str, pt: &str, en: &str, questions: Vec<Question>) -> Category {
    Category { questions, ..Category::plain(named(key, pt, en)) }
}

/// A question that may be skipped, called by its key.
pub fn question(key: &str, kind: QuestionKind) -> Question {
    Question {
        key: key.into(),
        label: label(key, key),
        help: None,
        kind,
        required: false,
        only_if: None,
        tells: false,
        general: false,
    }
}

pub fn asked_if(question: Question, earlier: &str, is: &[&str]) -> Question {
    let is = is.iter().map(|answer| (*answer).to_owned()).collect();
    Question { only_if: Some(OnlyIf { question: earlier.into(), is }), ..question }
}

/// A question of each kind; the last two only after certain answers.
fn every_kind() -> Vec<Question> {
    let action = QuestionKind::Choice(vec![named("create", "Criar", "Create"), named("close", "Fechar", "Close")]);
    vec![
        Question { required: true, ..question("action", action) },
        Question { required: true, ..question("person", QuestionKind::Person) },
        Question { help: Some(label("De 1 a 20.", "From 1 to 20.")), ..question("count", count()) },
        question("facility", QuestionKind::Facility),
        question("paper", QuestionKind::Attachment),
        asked_if(Question { required: true, ..question("left", QuestionKind::YesNo) }, "action", &["close"]),
        asked_if(question("last_day", QuestionKind::Date), "left", &["yes"]),
    ]
}

fn count() -> QuestionKind {
    QuestionKind::Number { least: Some(1), most: Some(20) }
}

/// Two systems; a category without a form, one with a choice and a text that may be skipped, one with every kind.
pub fn desk() -> Desk {
    let urgencies =
        vec![named("stopped", "Trabalho parado", "Work stopped"), named("minor", "Não afecta", "No effect")];
    let impacts = vec![named("one", "Só eu", "Only me"), named("all", "Todo o sistema", "Whole system")];
    let matrix =
        [("stopped", "one", "high"), ("stopped", "all", "high"), ("minor", "one", "low"), ("minor", "all", "low")];
    Desk {
        canned: Vec::new(),
        key: "small".into(),
        version: 0,
        label: label("Apoio", "Support"),
        prefix: "BL".into(),
        timezone: "Africa/Maputo".into(),
        calendar: Calendar::of_mozambique(chrono_tz::Africa::Maputo),
        creation: Creation::Open,
        brief: false,
        suggests: Suggests::default(),
        take_back: 10_000,
        systems: vec![named("openmrs", "OpenMRS", "OpenMRS"), named("idart", "iDART", "iDART")],
        categories: vec![
            category("network", "Rede", "Network", vec![]),
            category(
                "reports",
                "Relatórios",
                "Reports",
                vec![
                    Question {
                        label: label("Acontece sempre?", "Does it always happen?"),
                        required: true,
                        ..question(
                            "often",
                            QuestionKind::Choice(vec![named("yes", "Sim", "Yes"), named("no", "Não", "No")]),
                        )
                    },
                    Question {
                        label: label("Que relatório é?", "Which report is it?"),
                        ..question("which", QuestionKind::Text)
                    },
                ],
            ),
            category("account", "Conta", "Account", every_kind()),
        ],
        departments: vec![],
        tags: vec![],
        policy: Policy {
            scheme: Scheme::Matrix(matrix.map(|(u, i, p)| ((u.to_owned(), i.to_owned()), p.to_owned())).into()),
            urgencies,
            impacts,
            priorities: vec![
                Priority { named: named("high", "Alta", "High"), rank: 1 },
                Priority { named: named("low", "Baixa", "Low"), rank: 2 },
            ],
            service: Service::default(),
        },
        policies: BTreeMap::new(),
        system_policies: BTreeMap::new(),
        watchers: vec![],
        statuses: BTreeMap::new(),
        actors: balcao::core::policy::actors::Actors::default(),
        customs: balcao::core::policy::customs::Customs::default(),
        announcements: balcao::core::announce::bulletin::Terms::default(),
        common: balcao::core::policy::common::Common::default(),
    }
}

pub fn directory() -> Directory {
    let facility = |id, code: &str, name: &str| Facility {
        id,
        code: code.into(),
        name: name.into(),
        district: "Matola".into(),
        province: "Maputo".into(),
        at: None,
        partners: vec![],
    };
    Directory::new(1, vec![], vec![facility(7, "0107", "CS Ndlavela")])
}

pub fn person(id: i64, name: &str, role: Role) -> Person {
    Person {
        id,
        name: name.into(),
        locale: Locale::Pt,
        role,
        tier: None,
        partner_id: None,
        facility_id: Some(7),
        enrolled: true,
        ..Person::new(id, Locale::Pt)
    }
}

pub fn ticket(id: i64, reporter: i64, status: Status) -> Ticket {
    Ticket {
        id,
        running_number: 1000 + id,
        reference: reference::format("BL", 1000 + id),
        system: "openmrs".into(),
        category: "network".into(),
        urgency: "stopped".into(),
        impact: "one".into(),
        priority: "high".into(),
        priority_rank: 1,
        status,
        waiting_on: WaitingOn::Agent,
        owner_id: None,
        reporter_id: reporter,
        reporter_address: "web:demo:ana".into(),
        locale: Locale::Pt,
        facility_id: Some(7),
        facility_text: None,
        partner_id: None,
        kind: Kind::Incident,
        origin: Origin::Unknown,
        department: None,
        private: false,
        environment: Environment::Production,
        deadline_day: None,
        visit_day: None,
        visit_by: None,
        duplicate_of: None,
        tier: 1,
        tags: Vec::new(),
        on_behalf_of: None,
        page: None,
        practice: false,
        filed_by: None,
        came_by: CameBy::Unknown,
        people_count: None,
        approval: Approval::None,
        incomplete: false,
        form: BTreeMap::new(),
        reopened_count: 0,
        waits_since: None,
        nudges: 0,
        ending: Ending::Usual,
        call_since: None,
        missed: 0,
        response_due: None,
        resolve_due: None,
        version: 1,
        base_version: 1,
        created_at: 0,
        acknowledged_at: None,
        resolved_at: None,
        closed_at: None,
        updated_at: 0,
    }
}

pub fn seen(ticket: Ticket) -> Box<TicketView> {
    Box::new(TicketView {
        decided_by: None,
        call: None,
        ticket,
        reporter_name: "Ana".into(),
        filer_name: None,
        owner_name: None,
        facility_name: "CS Ndlavela".into(),
        description: "A impressora não imprime".into(),
        file_count: 0,
        asked: 0,
        repeated: 0,
        common: None,
        of_problem: None,
    })
}

/// One user's chat, with the world kept in step by the effects, as the desk would.
pub struct Chat {
    pub catalog: Catalog,
    pub desk: Desk,
    pub directory: Directory,
    pub problems: Known,
    pub actor: Option<Person>,
    pub locale: Locale,
    pub place: Place,
    pub draft: Option<Draft>,
    pub pending: Vec<Choice>,
    pub own: Vec<Ticket>,
    pub closed: Option<Ticket>,
    pub spoken: HashMap<i64, i64>,
    pub named: Vec<Ticket>,
    pub thread: Option<Ticket>,
    pub listing: Option<Listing>,
    pub now: i64,
    pub context: Option<Context>,
    pub memory: Memory,
    pub asked_at: Option<i64>,
    /// What was given up last.
    pub given_up: Option<Draft>,
    pub state: State,
    /// What the last event came to: effects of all its rounds.
    pub effects: Vec<Effect>,
}

impl Chat {
    pub fn of(actor: Option<Person>) -> Self {
        Self {
            catalog: Catalog::load().expect("the locales"),
            desk: desk(),
            directory: directory(),
            problems: Known::default(),
            actor,
            locale: Locale::Pt,
            place: Place::Private,
            draft: None,
            pending: vec![],
            own: vec![],
            closed: None,
            spoken: (1..10).map(|id| (id, 1_795_417_200_000)).collect(),
            named: vec![],
            thread: None,
            listing: None,
            now: 1_795_417_200_000,
            context: None,
            memory: Memory::default(),
            asked_at: None,
            given_up: None,
            state: State::Idle,
            effects: vec![],
        }
    }

    pub fn reporter() -> Self {
        Self::of(Some(person(1, "Ana", Role::Reporter)))
    }

    pub fn says(&mut self, text: &str) -> &mut Self {
        self.send(Event::Said { text: text.into(), files: vec![] })
    }

    pub fn taps(&mut self, choice: Choice) -> &mut Self {
        assert!(self.pending.contains(&choice), "{choice:?} is not among {:?}", self.pending);
        self.send(Event::Chose(choice))
    }

    /// Begins a report from nothing.
    pub fn taps_new(&mut self) -> &mut Self {
        self.send(Event::Chose(Choice::NewReport))
    }

    /// One event, with the outcomes that a willing desk would give.
    pub fn send(&mut self, event: Event) -> &mut Self {
        self.effects.clear();
        let mut events = vec![event];
        for _ in 0..8 {
            let Some(event) = events.pop() else { break };
            let Step { next, effects } = self.step(event);
            self.state = next;
            for effect in effects {
                events.extend(self.outcome(&effect).map(Event::Came));
                self.effects.push(effect);
            }
        }
        self
    }

    pub fn step(&self, event: Event) -> Step {
        let view = View {
            returned: false,
            practice: if self.actor.as_ref().is_some_and(Person::practises) { Looked::GoesOn } else { Looked::Works },
            catalog: &self.catalog,
            desk: &self.desk,
            directory: &self.directory,
            problems: &self.problems,
            calendar: &self.desk.calendar,
            actor: self.actor.as_ref(),
            now: self.now,
            locale: self.locale,
            place: self.place,
            memory: &self.memory,
            sender: "ana.m",
            asked_at: self.asked_at,
            draft: self.draft.as_ref(),
            pictures: self.draft.as_ref().map_or(0, |draft| draft.answers.photos.len()),
            pending: &self.pending,
            own: &self.own,
            voice: None,
            late: None,
            closed: self.closed.as_ref(),
            spoken: &self.spoken,
            named: &self.named,
            thread: self.thread.as_ref(),
            own_thread: self.thread.is_some(),
            meant: balcao::dialogs::view::Meant::Desk,
            announcement: None,
            context: self.context.as_ref(),
            listing: self.listing.as_ref(),
        };
        step(self.state.clone(), event, &view)
    }

    fn known(&mut self) -> &mut Person {
        self.actor.get_or_insert_with(|| Person { enrolled: false, facility_id: None, ..person(1, "", Role::Reporter) })
    }

    fn drafted(&mut self, effect: &Effect) -> Option<Outcome> {
        if let Effect::SaveDraft(answers) = effect {
            self.known();
            let (answers, state) = (answers.clone(), balcao::core::draft::State::Open);
            self.draft = Some(Draft { id: 1, answers, state, started_at: 0, updated_at: self.now, reminded_at: None });
            return None;
        }
        if *effect == Effect::CancelDraft {
            self.given_up = self.draft.take().or(self.given_up.take());
            return None;
        }
        self.draft = self.given_up.take();
        Some(Outcome::Recovered { found: self.draft.is_some() })
    }

    #[expect(clippy::too_many_lines, reason = "a list")]
    fn outcome(&mut self, effect: &Effect) -> Option<Outcome> {
        match effect {
            Effect::Say { choices, .. } | Effect::Receipt { choices, .. } => {
                self.pending.clone_from(choices);
                self.asked_at = Some(self.now);
            }
            Effect::Remember(memory) => self.memory = memory.clone(),
            Effect::SaveDraft(_) | Effect::CancelDraft | Effect::RecoverDraft => return self.drafted(effect),
            Effect::SetLocale(locale) => {
                self.locale = *locale;
                self.known().locale = *locale;
            }
            Effect::SetFacility { id, typed } => {
                self.known().facility_id = *id;
                self.known().facility_text.clone_from(typed);
            }
            Effect::Enrol { name } => {
                let person = self.known();
                person.name.clone_from(name);
                person.enrolled = true;
                return Some(Outcome::Enrolled);
            }
            Effect::Practice { on } => {
                self.known().profile.practice = on.then_some(0);
                return Some(Outcome::Practice { on: *on });
            }
            Effect::File => {
                self.draft = None;
                return Some(Outcome::Filed { ticket: seen(ticket(42, 1, Status::New)) });
            }
            Effect::Do { .. } => {
                return Some(Outcome::Done {
                    ticket: seen(ticket(42, 1, Status::InProgress)),
                    act: None,
                    entry: Some(1),
                });
            }
            Effect::TakeBack { .. } => {
                return Some(Outcome::TakenBack { count: 1, left: 0, ticket: seen(ticket(42, 1, Status::New)) });
            }
            Effect::ListStaff { .. } => {
                let staff = vec![Colleague { id: 2, name: "Bo".into(), load: 3 }];
                return Some(Outcome::Staff { ticket: seen(ticket(42, 1, Status::New)), staff });
            }
            Effect::ShowHistory(_) => {
                return Some(Outcome::History { ticket: seen(ticket(42, 1, Status::New)), moments: Vec::new() });
            }
            Effect::Glance(_) => return Some(Outcome::Glanced { ticket: seen(ticket(42, 1, Status::New)) }),
            Effect::Show(_) => return Some(Outcome::Shown { ticket: seen(ticket(42, 1, Status::New)) }),
            Effect::ListMine => return Some(Outcome::Mine { tickets: self.own.clone(), of_facility: vec![] }),
            Effect::Announce(_) => return Some(Outcome::Announce(AnnounceOutcome::Listed(Vec::new()))),
            Effect::Problem(_) => return Some(Outcome::Problem(ProblemOutcome::Listed(Vec::new()))),
            Effect::Notify(effect) => {
                return match effect {
                    NotifyEffect::SetLevel(level) => Some(Outcome::Notify(NotifyOutcome::LevelSet(*level))),
                    NotifyEffect::SetRoomLevel(level) => Some(Outcome::Notify(NotifyOutcome::RoomLevelSet(*level))),
                    NotifyEffect::SetQuiet(hours) => Some(Outcome::Notify(NotifyOutcome::QuietSet(*hours))),
                    NotifyEffect::AskAppointed { .. }
                    | NotifyEffect::Join
                    | NotifyEffect::LetIn { .. }
                    | NotifyEffect::InviteCaller { .. }
                    | NotifyEffect::AtGate { .. } => None,
                };
            }
            Effect::Redeem { .. } => return Some(Outcome::Redeemed { locale: None }),
            Effect::Edit { .. } => return Some(Outcome::Corrected { ticket: seen(ticket(42, 1, Status::New)) }),
            Effect::Unsay { .. } => {
                return Some(Outcome::Unsaid { ticket: seen(ticket(42, 1, Status::New)), stands: false });
            }
            Effect::Join { .. }
            | Effect::Canned(_)
            | Effect::Keep
            | Effect::ReadAlone(_)
            | Effect::ShowPictures(_)
            | Effect::People(_)
            | Effect::Queue(_)
            | Effect::Duty(_)
            | Effect::Toast(_)
            | Effect::Remind { .. }
            | Effect::Wake { .. }
            | Effect::Recall { .. }
            | Effect::Clock(_)
            | Effect::Place(_) => {}
        }
        None
    }

    pub fn answers(&self) -> Answers {
        self.draft.as_ref().map(|draft| draft.answers.clone()).unwrap_or_default()
    }

    /// All lines that were said, the parts of joined ones apart.
    pub fn lines(&self) -> Vec<Line> {
        fn flat(line: &Line, out: &mut Vec<Line>) {
            match line {
                Line::Many(lines) => lines.iter().for_each(|line| flat(line, out)),
                line => out.push(line.clone()),
            }
        }
        let mut out = vec![];
        for effect in &self.effects {
            if let Effect::Say { line, .. } | Effect::Receipt { line, .. } | Effect::Toast(line) = effect {
                flat(line, &mut out);
            }
        }
        out
    }

    pub fn said(&self, line: impl Into<Line>) -> bool {
        self.lines().contains(&line.into())
    }

    pub fn texts(&self) -> Vec<String> {
        let said = self.effects.iter().filter_map(|effect| match effect {
            Effect::Say { line, .. } | Effect::Toast(line) => Some(self.catalog.text(line, self.locale, &self.desk)),
            _ => None,
        });
        said.collect()
    }

    pub fn places(&self) -> Vec<&'static str> {
        let places = self.effects.iter().filter_map(|effect| match effect {
            Effect::Place(place) => Some(*place),
            _ => None,
        });
        places.collect()
    }
}
