//! Lines about people into words.

use super::{Page, isolated, person, role_key};
use crate::{
    core::person::{Notify, Role},
    dialogs::{
        catalog::Arg,
        label::verb_key,
        people::{
            choice::{Item, Kind},
            line::{Contacts, Found, Handed, Helper, PeopleLine, Profile},
        },
    },
    text::{day, phone},
};

pub fn line(page: &mut Page<'_>, line: &PeopleLine) {
    match line {
        PeopleLine::InviteWhom => page.say_plain("invite-whom"),
        PeopleLine::AskFacilityOf => page.say_plain("ask-facility-of"),
        PeopleLine::FacilitiesOf { typed } => page.say("facilities-of", &[("typed", person(typed))]),
        PeopleLine::NoFacilityOf { typed } => page.say("no-facility-of", &[("typed", person(typed))]),
        PeopleLine::NotYourPartner { facility } => page.say("not-your-partner", &[("facility", Arg::Text(facility))]),
        PeopleLine::AskTier => page.say_plain("ask-tier"),
        PeopleLine::AskPartner => page.say_plain("ask-partner"),
        PeopleLine::Invited(handed) | PeopleLine::SecondChat(handed) => handed_over(page, handed),
        PeopleLine::CodeOfAnother => page.say_plain("code-of-another"),
        PeopleLine::AskWhom { verb } => page.say_plain(&verb_key("ask-whom", *verb)),
        PeopleLine::Person(found) => found_one(page, found),
        PeopleLine::Several { people } => several(page, people),
        PeopleLine::NobodyFound { typed } => page.say("nobody-found", &[("typed", person(typed))]),
        PeopleLine::Sure { verb, name } => page.say(&verb_key("sure", *verb), &[("name", person(name))]),
        PeopleLine::Did { verb, name } => page.say(&verb_key("did", *verb), &[("name", person(name))]),
        PeopleLine::NothingChanged => page.say_plain("nothing-changed"),
        PeopleLine::YouAreBlocked => {
            page.say_plain("you-are-blocked");
            desk_phone(page);
        }
        PeopleLine::OwnerGone { reference, agent } => {
            page.say("owner-gone", &[("agent", person(agent)), ("reference", Arg::Text(reference))]);
        }
        PeopleLine::SureLeave { agent: false } => page.say_plain("sure-leave"),
        PeopleLine::SureLeave { agent: true } => page.say_plain("sure-leave-agent"),
        PeopleLine::Left => page.say_plain("left"),
        PeopleLine::Back { name } => page.say("back", &[("name", person(name))]),
        PeopleLine::Profile(profile) => whole_profile(page, profile),
        PeopleLine::AskItem(item) => ask_item(page, item),
        PeopleLine::AskWhichFacility { typed } => page.say("ask-which-facility", &[("typed", person(typed))]),
        PeopleLine::NoPhone => page.say_plain("no-phone"),
        PeopleLine::Saved => page.say_plain("saved"),
        PeopleLine::FacilityNotProven => page.say_plain("facility-not-proven"),
        PeopleLine::AskGroup => page.say_plain("ask-group"),
        PeopleLine::Redirect { group } => redirect(page, group),
        PeopleLine::AskField { field } => ask_field(page, field),
        PeopleLine::Contacts(contacts) => all_contacts(page, contacts),
    }
}

/// A code with its links, to be passed on as it is.
fn handed_over(page: &mut Page<'_>, handed: &Handed) {
    let of = handed.of.clone().unwrap_or_default();
    let of = ("of", Arg::Own(of));
    match handed.kind {
        Some(Kind::Reporter) => page.say("invited-reporter", &[of]),
        Some(Kind::Facility) => page.say("invited-facility", &[of]),
        Some(Kind::FocalPoint) => page.say("invited-focal-point", &[of]),
        Some(Kind::Agent) => {
            let tier = usize::try_from(handed.tier.unwrap_or(1)).unwrap_or(1);
            page.say("invited-agent", &[("tier", Arg::Count(tier))]);
        }
        Some(Kind::Manager) => page.say_plain("invited-manager"),
        None => page.say_plain("second-chat"),
    }
    code(page, handed);
}

/// A code with its links, and how long it is good.
pub fn code(page: &mut Page<'_>, handed: &Handed) {
    for link in &handed.links {
        page.newline();
        page.out.push_str(link);
    }
    page.newline();
    page.say("handed-code", &[("code", Arg::Text(&handed.code))]);
    page.newline();
    let until = day::moment(handed.until, handed.offset);
    let key = match handed.kind {
        Some(Kind::Facility) => "handed-many",
        Some(Kind::Reporter | Kind::Agent | Kind::FocalPoint | Kind::Manager) | None => "handed-once",
    };
    page.say(key, &[("until", Arg::Own(until))]);
}

fn role(page: &Page<'_>, role: Role, tier: Option<i64>) -> String {
    let name = page.words(role_key(role));
    let Some(tier) = tier.filter(|_| role == Role::Agent).and_then(|tier| usize::try_from(tier).ok()) else {
        return name;
    };
    let mut out = String::new();
    let args = [("role", Arg::Own(name)), ("tier", Arg::Count(tier))];
    page.catalog.write("role-of-tier", &args, page.locale, &mut out);
    out
}

fn found_one(page: &mut Page<'_>, found: &Found) {
    page.out.push_str(&isolated(&found.name));
    let role = role(page, found.role, found.tier);
    page.entry("people-role", &role);
    if let Some(facility) = &found.facility {
        page.entry("ticket-facility", &isolated(facility));
    }
    if let Some(partner) = &found.partner {
        page.entry("people-partner", partner);
    }
    page.entry("people-phone", &number(found.phone.as_deref()));
    page.entry("people-reported", &found.reported.to_string());
    if matches!(found.role, Role::Agent | Role::Admin) {
        page.entry("people-owned", &found.owned.to_string());
    }
    for (is_so, key) in [(found.blocked, "people-blocked"), (found.left, "people-left")] {
        if is_so {
            page.newline();
            page.say_plain(key);
        }
    }
}

fn several(page: &mut Page<'_>, people: &[Found]) {
    page.say_plain("several-people");
    for found in people {
        page.newline();
        let role = role(page, found.role, found.tier);
        let place = found.facility.as_ref().or(found.partner.as_ref());
        page.say("people-line", &[("name", person(&found.name)), ("role", Arg::Own(role))]);
        let phone = found.phone.as_deref().map(phone::shown);
        for more in place.into_iter().chain(&phone) {
            page.out.push_str(" · ");
            page.out.push_str(&isolated(more));
        }
    }
}

fn whole_profile(page: &mut Page<'_>, profile: &Profile) {
    page.say_plain("profile-head");
    page.entry("choice-item-name", &isolated(&profile.name));
    let role = role(page, profile.role, profile.tier);
    page.entry("people-role", &role);
    if let Some(facility) = &profile.facility {
        page.entry("ticket-facility", &isolated(facility));
        if profile.proven {
            page.out.push_str(" ✓");
        }
    }
    if let Some(partner) = &profile.partner {
        page.entry("people-partner", partner);
    }
    page.entry("people-phone", &number(profile.phone.as_deref()));
    if let Some(group) = profile.group.as_ref().and_then(|key| page.desk.actors.group(key)) {
        let name = group.named.label.in_locale(page.locale).to_owned();
        page.entry("people-group", &name);
    }
    for (key, value) in &profile.fields {
        let value = page.desk.actors.option(key, value).map_or(value.as_str(), |o| o.label.in_locale(page.locale));
        let value = isolated(if value.is_empty() { "–" } else { value });
        let name = field_name(page, key);
        page.newline();
        page.say("entry", &[("name", Arg::Own(name)), ("value", Arg::Own(value))]);
    }
    let notify = page.words(notify_key(profile.notify, profile.role));
    page.entry("people-notify", &notify);
    if let Some((from, until)) = profile.quiet {
        page.entry("people-quiet", &format!("{from}:00–{until}:00"));
    }
}

/// A telephone, or that there is none.
fn number(phone: Option<&str>) -> String {
    phone.map_or_else(|| "–".to_owned(), phone::shown)
}

fn notify_key(notify: Notify, role: Role) -> &'static str {
    match notify {
        Notify::Mine if role == Role::FocalPoint => "people-notify-partner",
        Notify::None => "people-notify-none",
        Notify::Mine => "people-notify-mine",
        Notify::All => "people-notify-all",
        Notify::Digest => "people-notify-digest",
    }
}

fn field_name(page: &Page<'_>, key: &str) -> String {
    let field = page.desk.actors.field(key);
    field.map_or_else(|| key.to_owned(), |field| field.named.label.in_locale(page.locale).to_owned())
}

fn ask_item(page: &mut Page<'_>, item: &Item) {
    match item {
        Item::Name => page.say_plain("ask-name"),
        Item::Facility => page.say_plain("ask-facility"),
        Item::Phone => page.say_plain("ask-phone"),
        Item::Language => page.say_plain("choose-language"),
        Item::Field(key) => ask_field(page, key),
    }
}

fn ask_field(page: &mut Page<'_>, key: &str) {
    let name = field_name(page, key);
    page.say("ask-field", &[("field", Arg::Own(name))]);
}

/// In the desk's own words, and how to begin again.
fn redirect(page: &mut Page<'_>, key: &str) {
    let label = page.desk.actors.group(key).and_then(|group| group.redirect.as_ref());
    page.out.push_str(label.map_or("", |label| label.in_locale(page.locale)));
    page.newline();
    page.say_plain("redirect-start-over");
}

fn desk_phone(page: &mut Page<'_>) {
    if let Some(phone) = page.desk.actors.phone.clone() {
        page.entry("contacts-desk", &phone);
    }
}

fn all_contacts(page: &mut Page<'_>, contacts: &Contacts) {
    match &contacts.facility {
        Some(facility) => page.say("contacts-head", &[("facility", person(facility))]),
        None if contacts.in_room => page.say_plain("contacts-head-room"),
        None => page.say_plain("contacts-no-facility"),
    }
    if contacts.facility.is_some() {
        page.newline();
        helpers(page, "contacts-agents", &contacts.agents);
    }
    if let Some(partner) = &contacts.partner {
        page.newline();
        let heading = page.words("contacts-focal-points");
        helpers_under(page, &format!("{heading} ({partner})"), &contacts.focal_points);
    }
    desk_phone(page);
    if let Some(number) = page.desk.actors.emergency.clone() {
        page.entry("contacts-emergency", &number);
    }
    if page.desk.actors.phone.is_none() && page.desk.actors.emergency.is_none() {
        page.newline();
        page.say_plain(if contacts.in_room { "contacts-private" } else { "contacts-here" });
    }
}

fn helpers(page: &mut Page<'_>, heading: &str, helpers: &[Helper]) {
    let heading = page.words(heading);
    helpers_under(page, &heading, helpers);
}

/// A heading with people on lines of their own; nobody is told as nobody.
fn helpers_under(page: &mut Page<'_>, heading: &str, helpers: &[Helper]) {
    page.out.push_str(heading);
    page.out.push(':');
    if helpers.is_empty() {
        page.out.push(' ');
        page.say_plain("contacts-nobody");
    }
    for helper in helpers {
        page.newline();
        page.out.push_str("• ");
        page.out.push_str(&isolated(&helper.name));
        if let Some(phone) = &helper.phone {
            page.out.push_str(" · ");
            page.out.push_str(&phone::shown(phone));
        }
    }
}
