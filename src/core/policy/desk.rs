//! A desk as its file describes it, checked and ready to be asked. The reading of files is `desk_file`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::{actors::Actors, answer::Form, scheme::Policy, service::TypeTargets};
use super::{common::Common, customs::Customs};
use crate::{
    core::{announce::bulletin::Terms, calendar::Calendar, chat::Millis, person::Role, ticket::Status},
    text::{fold, locale::Locale},
};

/// A name in each language, for what the desk file names itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label(pub BTreeMap<Locale, String>);

impl Label {
    /// The name in `locale`, or in any language there is.
    #[must_use]
    pub fn in_locale(&self, locale: Locale) -> &str {
        self.0.get(&locale).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// Anything of a desk file that has a key and a label, in the file's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub key: String,
    pub label: Label,
    /// Further words, folded, by which it may be named in typing.
    pub words: Vec<String>,
    names: Vec<String>,
}

impl Named {
    #[must_use]
    pub fn new(key: impl Into<String>, label: Label, words: Vec<String>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for name in label.0.values().chain(&words).map(|name| fold::fold_words(name)) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        Self { key: key.into(), label, words, names }
    }

    /// All that it is called, folded as messages are: its labels, then its further words.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// How a question of a form is answered; `answer` tells how each kind is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    Choice(Vec<Named>),
    Text,
    /// A number within these bounds, which belong to it.
    Number {
        least: Option<i64>,
        most: Option<i64>,
    },
    Date,
    YesNo,
    /// One or more files.
    Attachment,
    /// A facility of the directory, or its name as it was typed.
    Facility,
    /// A person's name.
    Person,
}

impl QuestionKind {
    /// The word in desk files and in drafts.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Choice(_) => "choice",
            Self::Text => "text",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Attachment => "attachment",
            Self::Facility => "facility",
            Self::Person => "person",
        }
    }
}

/// What an earlier question of the form must have been answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyIf {
    /// The key of a question of kind choice or yes/no.
    pub question: String,
    /// One of these: keys of its options, or `yes` and `no`.
    pub is: Vec<String>,
}

/// A question of a category's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub key: String,
    pub label: Label,
    /// Said under the question.
    pub help: Option<Label>,
    pub kind: QuestionKind,
    pub required: bool,
    /// Asked only then.
    pub only_if: Option<OnlyIf>,
    /// Its answer tells what is the matter: no description is asked for then.
    pub tells: bool,
    /// The desk asks it of every category, after what ranks a report and before its description (SV-09: a subject).
    pub general: bool,
}

/// What is suggested where nobody said it: shown in the summary as such, and filed where it is not corrected. Keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggests {
    /// Of a category that is of no system: a network, a printer.
    pub system: Option<String>,
    /// One for each policy that has urgencies: the one counts that the system's policy knows.
    pub urgency: Vec<String>,
    /// As the urgencies.
    pub impact: Vec<String>,
}

/// A category of problems, with its short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub named: Named,
    pub suggests: Suggests,
    pub questions: Vec<Question>,
    /// Somebody has to agree before the desk acts (SV-02: accounts).
    pub approval: bool,
    /// The key of the department that its requests belong to.
    pub department: Option<String>,
    /// Where its requests begin (EP-10); where the service says, if it says nothing.
    pub first_tier: Option<i64>,
    /// A priority that its requests have at least (WS-8): see [`Self::floor_of`].
    pub floor: Option<String>,
    /// Its own targets (WS-8): see [`Self::targets_of`].
    pub targets: Option<TypeTargets>,
    /// Floor and targets count only after such an answer: somebody is at the facility now, for this upgrade.
    pub when: Option<OnlyIf>,
    /// Keys of the desk's watchers, who are told of each of its requests (WS-2, WS-f).
    pub watchers: Vec<String>,
}

impl Category {
    /// Without a form, and like any other.
    #[must_use]
    pub fn plain(named: Named) -> Self {
        Self {
            named,
            suggests: Suggests::default(),
            questions: Vec::new(),
            approval: false,
            department: None,
            first_tier: None,
            floor: None,
            targets: None,
            when: None,
            watchers: Vec::new(),
        }
    }

    /// The priority that a request with these answers has at least.
    #[must_use]
    pub fn floor_of(&self, form: &Form) -> Option<&str> {
        self.floor.as_deref().filter(|_| self.is_special(form))
    }

    /// The targets of a request with these answers, beside those of its tier.
    #[must_use]
    pub fn targets_of(&self, form: &Form) -> Option<&TypeTargets> {
        self.targets.as_ref().filter(|_| self.is_special(form))
    }

    fn is_special(&self, form: &Form) -> bool {
        let Some(when) = &self.when else { return true };
        form.get(&when.question).is_some_and(|answer| when.is.contains(answer))
    }
}

/// A department of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub named: Named,
    /// Its requests are read by their reporter and by the desk alone.
    pub private: bool,
}

/// A priority; rank 1 is the most pressing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    pub named: Named,
    pub rank: i64,
}

/// An answer that the desk has ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canned {
    pub named: Named,
    /// A key of the departments, where it is one's alone.
    pub department: Option<String>,
    /// With `{nome}`, `{referencia}` and `{us}` for the ticket's own values.
    pub text: Label,
    /// It may be offered to whoever describes what it is about, before they file.
    pub published: bool,
}

/// Who may create requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Creation {
    /// Anyone may enrol and file.
    Open,
    /// Only who was invited.
    Enrolled,
    /// Only whom their facility has appointed (SV-01).
    Appointed,
}

/// A desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    pub key: String,
    /// The file's own number, for whoever keeps it; 0 where it says none.
    pub version: i64,
    pub label: Label,
    /// Before the running number: `BL`.
    pub prefix: String,
    /// An IANA zone: `Africa/Maputo`.
    pub timezone: String,
    /// When it is open.
    pub calendar: Calendar,
    pub creation: Creation,
    /// What a free message says is taken over, and only what is required is asked before the summary; the rest is added
    /// there by whoever wants to. Else all is asked in its order.
    pub brief: bool,
    pub suggests: Suggests,
    /// So long what the desk did can be taken back, in milliseconds, and waits before it is sent.
    pub take_back: Millis,
    pub systems: Vec<Named>,
    pub categories: Vec<Category>,
    /// May be none at all.
    pub departments: Vec<Department>,
    /// The tags that the desk works with; may be none.
    pub tags: Vec<Named>,
    /// How it ranks, and what it promises.
    pub policy: Policy,
    /// Policies of systems that have another one, by their names.
    pub policies: BTreeMap<String, Policy>,
    /// System key → name of its policy, where it is not the desk's own.
    pub system_policies: BTreeMap<String, String>,
    /// Groups who are told of certain categories: bound by their keys.
    pub watchers: Vec<Named>,
    /// What the desk calls its statuses, where not as everybody does.
    pub statuses: BTreeMap<Status, Label>,
    /// In the file's order; may be none.
    pub canned: Vec<Canned>,
    /// Groups of people, their fields, and the desk's telephones.
    pub actors: Actors,
    pub customs: Customs,
    /// When similar requests are a common problem.
    pub common: Common,
    /// How many are told at once.
    pub announcements: Terms,
}

impl Desk {
    /// The system that every request is about, where the desk has only one: nobody is asked for it.
    #[must_use]
    pub fn only_system(&self) -> Option<&Named> {
        if let [only] = self.systems.as_slice() { Some(only) } else { None }
    }

    /// Whether somebody of this role may create requests: where only appointed people do, these are the focal points of
    /// each organisation (SV-01).
    #[must_use]
    pub fn lets_create(&self, role: Role) -> bool {
        match self.creation {
            Creation::Open | Creation::Enrolled => true,
            Creation::Appointed => role == Role::FocalPoint,
        }
    }

    #[must_use]
    pub fn system(&self, key: &str) -> Option<&Named> {
        self.systems.iter().find(|named| named.key == key)
    }

    #[must_use]
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.named.key == key)
    }

    #[must_use]
    pub fn department(&self, key: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.named.key == key)
    }

    /// Whether a department's requests are read by their reporter and the desk alone.
    #[must_use]
    pub fn is_private_department(&self, key: &str) -> bool {
        self.department(key).is_some_and(|department| department.private)
    }

    #[must_use]
    pub fn tag(&self, key: &str) -> Option<&Named> {
        self.tags.iter().find(|named| named.key == key)
    }

    /// The day at the desk at a time; that of Greenwich where its zone is unknown.
    #[must_use]
    pub fn day_of(&self, at: Millis) -> NaiveDate {
        let utc = DateTime::from_timestamp_millis(at).unwrap_or_default();
        match self.timezone.parse::<Tz>() {
            Ok(zone) => utc.with_timezone(&zone).date_naive(),
            Err(_) => utc.date_naive(),
        }
    }
}
