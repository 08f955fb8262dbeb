//! Lines into words. A message's key and variables are named here, next to each other, so that what a language
//! must have is found in one place. Names and words of people are isolated (FSI … PDI) and never trusted.

mod announce;
mod canned;
mod card;
mod clock;
mod duty;
mod form;
mod forum;
mod guide;
mod help;
mod history;
mod news;
mod notify;
mod people;
mod practice;
mod problem;
mod queue;
mod reading;
mod route;
mod rule;
mod sent;
mod stage;
mod watch;

pub use help::usage;

use super::{
    catalog::{Arg, Catalog},
    clock::line::Due,
    label,
    line::{Line, Mine},
};
use crate::{
    core::{
        act::Mark,
        person::Role,
        policy::desk::Desk,
        ticket::Status,
        verb::{Place, Verb},
    },
    text::{locale::Locale, names, reference},
};

/// Where a line is written.
pub struct Page<'a> {
    pub catalog: &'a Catalog,
    pub locale: Locale,
    pub desk: &'a Desk,
    pub out: &'a mut String,
}

impl Page<'_> {
    fn say(&mut self, key: &str, args: &[(&'static str, Arg<'_>)]) {
        self.catalog.write(key, args, self.locale, self.out);
    }

    fn say_plain(&mut self, key: &str) {
        self.say(key, &[]);
    }

    fn say_of(&mut self, key: &str, reference: &str) {
        self.say(key, &[("reference", Arg::Text(reference))]);
    }

    /// What a status is called here.
    fn status(&self, status: Status) -> String {
        status_name(self.catalog, self.desk, status, self.locale)
    }

    fn words(&self, key: &str) -> String {
        let mut out = String::new();
        self.catalog.write(key, &[], self.locale, &mut out);
        out
    }

    fn newline(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// `Name: value` on a line of its own.
    fn entry(&mut self, name: &str, value: &str) {
        self.newline();
        let name = self.words(name);
        self.say("entry", &[("name", Arg::Own(name)), ("value", Arg::Text(value))]);
    }

    /// The same, with a person's words.
    fn entry_words(&mut self, name: String, value: &str) {
        self.newline();
        self.say("entry-words", &[("name", Arg::Own(name)), ("value", Arg::Own(isolated(value)))]);
    }
}

/// A person's words or name, so that they cannot turn the text around them.
fn isolated(words: &str) -> String {
    format!("\u{2068}{}\u{2069}", names::without_marks(words))
}

fn person(words: &str) -> Arg<'static> {
    Arg::Own(isolated(words))
}

pub use card::{priority, system};

/// Writes a line.
pub fn line(page: &mut Page<'_>, line: &Line) {
    match line {
        Line::Many(lines) => many(page, lines),
        Line::Plain(plain) => page.say_plain(plain.key()),
        Line::People(said) => people::line(page, said),
        Line::Sent(said) => sent::line(page, said),
        Line::Practice(said) => practice::line(page, said),
        Line::Route(said) => route::line(page, said),
        Line::Stage(_) | Line::Watch(_) | Line::Duty(_) | Line::Rule(_) => of_service(page, line),
        Line::FacilityFound { .. }
        | Line::FacilityUnknown { .. }
        | Line::FacilityNamed { .. }
        | Line::FacilityFromPage { .. }
        | Line::Welcome { .. }
        | Line::RoleGiven { .. }
        | Line::SlowDown { .. }
        | Line::RoomLinked { .. } => enrolment(page, line),
        Line::FromPage { system } => from_page(page, system),
        Line::AskQuestion { category, question } => form::ask(page, category, question),
        Line::Summary(summary) => card::summary(page, summary),
        Line::ChooseField { category, asked } => {
            form::choose_field(page, category.as_deref().unwrap_or_default(), asked);
        }
        Line::WhichFacility { typed } => page.say("which-facility", &[("typed", person(typed))]),
        Line::NoSuchFacility { typed } => page.say("no-such-facility", &[("typed", person(typed))]),
        Line::NotANumber { least, most } => form::not_a_number(page, *least, *most),
        Line::Guide { category } => guide::guide(page, category),
        Line::Resume { begun, answered, of } => resume(page, begun, *answered, *of),
        Line::Idle { begun } => idle(page, begun),
        Line::AskShowsPatient { count } => page.say("ask-shows-patient", &[("count", Arg::Count(*count))]),
        Line::PhotosKept { count } => page.say("photos-kept", &[("count", Arg::Count(*count))]),
        Line::Filed { reference, priority, due } => filed(page, reference, priority, *due),
        Line::Glance(card) => card::glance(page, card),
        Line::Ticket(card) | Line::CardOf(card) => card::card(page, card),
        Line::CardShort { reference, status, system, owner } => {
            forum::short(page, reference, *status, system, owner.as_deref());
        }
        Line::CardMoved { reference, tier, system } => forum::moved(page, reference, *tier, system.as_deref()),
        Line::Mine { tickets } => mine(page, tickets),
        Line::Surely { verb, reference } => page.say_of(&label::verb_key("surely", *verb), reference),
        Line::AskWords { what, reference } => page.say_of(&label::verb_key("words", *what), reference),
        Line::AskValue { what, reference } => page.say_of(&label::verb_key("value-for", *what), reference),
        Line::Done { did, reference, mark } => done(page, *did, reference, *mark),
        Line::TakenBack { count, left, reference } => taken_back(page, (*count, *left), reference),
        Line::Corrected { reference } => page.say_of("corrected", reference),
        Line::More { reference } => page.say_of("more", reference),
        Line::Talking { .. } | Line::TalkEnded { .. } | Line::TalkIsOver { .. } => of_talk(page, line),
        Line::History { reference, moments, offset } => history::history(page, reference, moments, *offset),
        Line::Queue(line) => queue::line(page, line),
        Line::Problem(line) => problem::line(page, line),
        Line::Announce(line) => announce::line(page, line),
        Line::Clock(line) => clock::line(page, line),
        Line::StillBrokenOrNew { reference, closed } => still_broken_or_new(page, reference, *closed),
        Line::NotNow { .. }
        | Line::CheckTheNumber { .. }
        | Line::WhichReference
        | Line::DidYouMean { .. }
        | Line::AlreadyAnswered { .. }
        | Line::Help { .. }
        | Line::NotThat { .. } => help::line(page, line),
        Line::PartnerLine { reference, private: true, .. } => page.say_of("partner-line-private", reference),
        Line::PartnerLine { reference, system, status, private: false } => {
            let status = page.status(*status);
            status_line(page, "partner-line", reference, system, status);
        }
        Line::Notify(line) => notify::line(page, line),
        Line::Canned(line) => canned::line(page, line),
        Line::News(news) => news::line(page, news),
    }
}

fn taken_back(page: &mut Page<'_>, (count, left): (usize, usize), reference: &str) {
    let key = if left == 0 { "taken-back" } else { "taken-back-in-part" };
    page.say(key, &[("count", Arg::Count(count)), ("reference", Arg::Text(reference))]);
}

/// What the clocks make happen, who is there, and what the desk's rules do not allow.
fn of_service(page: &mut Page<'_>, line: &Line) {
    if let Line::Stage(said) = line {
        stage::line(page, said);
    } else if let Line::Watch(said) = line {
        watch::line(page, said);
    } else if let Line::Duty(said) = line {
        duty::line(page, said);
    } else if let Line::Rule(said) = line {
        rule::line(page, said);
    }
}

/// A conversation begins or ends.
fn of_talk(page: &mut Page<'_>, line: &Line) {
    if let Line::Talking { reference } = line {
        page.say_of("talking", reference);
    } else if let Line::TalkEnded { reference } = line {
        page.say_of("talk-ended", reference);
    } else if let Line::TalkIsOver { reference } = line {
        page.say_of("talk-is-over", reference);
    }
}

fn idle(page: &mut Page<'_>, begun: &str) {
    if begun.is_empty() { page.say_plain("idle") } else { page.say("idle-begun", &[("begun", person(begun))]) }
}

fn from_page(page: &mut Page<'_>, system: &str) {
    page.say("from-page", &[("system", Arg::Text(card::system(page.desk, system, page.locale)))]);
}

fn filed(page: &mut Page<'_>, reference: &str, priority: &str, due: Option<Due>) {
    let label = card::priority(page.desk, priority, page.locale);
    let (reference, priority) = (("reference", Arg::Text(reference)), ("priority", Arg::Text(label)));
    match due.map(|due| clock::answer_by(page, due)) {
        Some(answer) => page.say("filed-due", &[reference, priority, ("answer", Arg::Own(answer))]),
        None => page.say("filed", &[reference, priority]),
    }
}

/// What is said while somebody enrols, and of codes.
fn enrolment(page: &mut Page<'_>, line: &Line) {
    if let Line::FacilityFound { typed } = line {
        page.say("facility-found", &[("typed", person(typed))]);
    } else if let Line::FacilityUnknown { typed } = line {
        page.say("facility-unknown", &[("typed", person(typed))]);
    } else if let Line::FacilityNamed { typed } = line {
        page.say("facility-named", &[("typed", person(typed))]);
    } else if let Line::FacilityFromPage { name } = line {
        page.say("facility-from-page", &[("name", person(name))]);
    } else if let Line::Welcome { name } = line {
        page.say("welcome", &[("name", person(name))]);
    } else if let Line::RoleGiven { role } = line {
        page.say("role-given", &[("role", Arg::Own(page.words(role_key(*role))))]);
    } else if let Line::SlowDown { seconds } = line {
        page.say("slow-down", &[("minutes", Arg::Count(minutes(*seconds)))]);
    } else if let Line::RoomLinked { purpose, tier, system, topics } = line {
        page.say("room-linked", &[("purpose", Arg::Own(page.words(purpose_key(purpose))))]);
        if let Some(tier) = tier {
            page.newline();
            page.say("room-tier", &[("tier", Arg::Own(tier.to_string()))]);
        }
        if let Some(key) = system {
            page.newline();
            match page.desk.watchers.iter().find(|watcher| purpose == "watchers" && watcher.key == *key) {
                Some(watcher) => {
                    let name = watcher.label.in_locale(page.locale);
                    page.say("room-watcher", &[("watcher", Arg::Text(name))]);
                }
                None => page.say("room-system", &[("system", Arg::Text(card::system(page.desk, key, page.locale)))]),
            }
        }
        if *topics {
            page.newline();
            page.say_plain("room-topics");
        }
    }
}

fn many(page: &mut Page<'_>, lines: &[Line]) {
    for (at, part) in lines.iter().enumerate() {
        if at > 0 {
            page.out.push_str("\n\n");
        }
        line(page, part);
    }
}

fn minutes(seconds: i64) -> usize {
    usize::try_from(seconds.max(1).saturating_add(59) / 60).unwrap_or(1)
}

fn resume(page: &mut Page<'_>, begun: &str, answered: usize, of: usize) {
    let of = of.max(1);
    let (step, of) = (("step", Arg::Count((answered + 1).min(of))), ("of", Arg::Count(of)));
    if begun.is_empty() {
        page.say("resume", &[step, of]);
    } else {
        page.say("resume-begun", &[("begun", person(begun)), step, of]);
    }
}

fn still_broken_or_new(page: &mut Page<'_>, reference: &str, closed: bool) {
    page.say_of(if closed { "still-broken-or-new" } else { "works-or-new" }, reference);
}

fn mine(page: &mut Page<'_>, tickets: &[Mine]) {
    page.say_plain("mine-head");
    for ticket in tickets {
        page.newline();
        let is_theirs = ticket.status == Status::WaitingReporter && !page.desk.statuses.contains_key(&ticket.status);
        let status = if is_theirs { page.words("status-waiting-you") } else { page.status(ticket.status) };
        status_line(page, "mine-line", &ticket.reference, &ticket.system, status);
    }
}

fn status_line(page: &mut Page<'_>, key: &str, reference: &str, system: &str, status: String) {
    let label = card::system(page.desk, system, page.locale);
    page.say(key, &[("reference", Arg::Text(reference)), ("system", Arg::Text(label)), ("status", Arg::Own(status))]);
}

fn not_now(page: &mut Page<'_>, reference: &str, status: Status, owner: Option<&str>) {
    let (reference, status) = (("reference", Arg::Text(reference)), ("status", Arg::Own(page.status(status))));
    match owner {
        Some(owner) => page.say("not-now-owned", &[("owner", person(owner)), reference, status]),
        None => page.say("not-now", &[reference, status]),
    }
}

/// A message with an example of a reference of this desk.
fn example(page: &mut Page<'_>, key: &str) {
    let example = reference::format(&page.desk.prefix, 1042);
    page.say(key, &[("example", Arg::Own(example))]);
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Reporter => "role-reporter",
        Role::FocalPoint => "role-focal-point",
        Role::Agent => "role-agent",
        Role::Manager => "role-manager",
        Role::Admin => "role-admin",
    }
}

fn purpose_key(purpose: &str) -> &'static str {
    match Place::of_purpose(purpose) {
        Place::Agents => "purpose-agents",
        Place::Partner => "purpose-partner",
        Place::Managers => "purpose-managers",
        Place::Announcements if purpose == "watchers" => "purpose-watchers",
        Place::Announcements | Place::Private | Place::UnknownGroup => "purpose-announcements",
    }
}

/// A receipt, and how its words arrive.
fn done(page: &mut Page<'_>, did: Verb, reference: &str, mark: Mark) {
    page.say_plain(&label::verb_key("done", did));
    if let Some(key) = news::mark_key(mark) {
        page.out.push(' ');
        page.say_plain(key);
    }
    page.newline();
    page.out.push_str(reference);
}

/// What a status is called: as the desk calls it, else as everybody does.
pub fn status_name(catalog: &Catalog, desk: &Desk, status: Status, locale: Locale) -> String {
    if let Some(label) = desk.statuses.get(&status) {
        return label.in_locale(locale).to_owned();
    }
    let mut name = String::new();
    catalog.write(status_key(status), &[], locale, &mut name);
    name
}

/// The key of a status's name.
fn status_key(status: Status) -> &'static str {
    match status {
        Status::WaitingFocalPoint => "status-waiting-focal-point",
        Status::New => "status-new",
        Status::InProgress => "status-in-progress",
        Status::WaitingReporter => "status-waiting-reporter",
        Status::WaitingThirdParty => "status-waiting-third-party",
        Status::Resolved => "status-resolved",
        Status::Closed => "status-closed",
        Status::Duplicate => "status-duplicate",
        Status::Rejected => "status-rejected",
        Status::Cancelled => "status-cancelled",
    }
}
