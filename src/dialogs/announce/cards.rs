//! An announcement as the desk is shown it, with its buttons: few at first, since telephones are small.

use super::{
    choice::AnnounceChoice,
    ledger::LedgerChoice,
    line::{AnnounceLine, Card, Draft, How, Listed, Said, Standing, Told, Whom},
    want::{Part, Shown},
};
use crate::{
    core::{
        announce::{Bulletin, Kind, Stage, State, What},
        directory::Directory,
        verb::Verb,
    },
    dialogs::{choice::Choice, clock::line::Due, line::Line, view::View, writing},
    text::{locale::Locale, mask},
};

fn all(choices: impl IntoIterator<Item = AnnounceChoice>) -> Vec<Choice> {
    choices.into_iter().map(Choice::Announce).collect()
}

/// Opens those of a list, for whoever announces.
pub(super) fn opens(entries: &[Listed], most: usize, view: &View<'_>) -> Vec<Choice> {
    if writing::refusal(Verb::Announce, view).is_some() {
        return Vec::new();
    }
    all(entries.iter().take(most).map(|entry| AnnounceChoice::Open(entry.number)))
}

/// What is offered as an answer where a part is asked for.
pub(super) fn answers(number: i64, part: Part, view: &View<'_>) -> Vec<Choice> {
    let mut choices = match part {
        Part::Audience => vec![AnnounceChoice::Everybody(number), AnnounceChoice::FocalPoints(number)],
        Part::Kind => Kind::ALL.iter().map(|kind| AnnounceChoice::Kind { number, kind: *kind }).collect(),
        Part::System => {
            let systems = view.desk.systems.iter();
            let each = systems.map(|system| AnnounceChoice::System { number, key: system.key.clone() });
            each.chain([AnnounceChoice::Without { number, part }]).collect()
        }
        Part::Picture | Part::NextUpdate | Part::Window | Part::Time => vec![AnnounceChoice::Without { number, part }],
        Part::End => vec![AnnounceChoice::End(number)],
        Part::Words(_) | Part::Update => Vec::new(),
    };
    let choices = all(choices.drain(..));
    choices.into_iter().chain([Choice::Cancel]).collect()
}

/// The further buttons of a draft.
pub(super) fn further(number: i64) -> Vec<Choice> {
    const PARTS: [Part; 8] = [
        Part::Words(Locale::Pt),
        Part::Words(Locale::En),
        Part::Kind,
        Part::System,
        Part::Picture,
        Part::NextUpdate,
        Part::Window,
        Part::Time,
    ];
    let gives = PARTS.map(|part| AnnounceChoice::Give { number, part });
    // The way back stands where the button was that led here: whoever taps it twice loses nothing.
    let rest = [AnnounceChoice::Template(number), AnnounceChoice::Discard(number), AnnounceChoice::Open(number)];
    all(gives.into_iter().chain(rest))
}

/// The announcement as it stands.
pub(super) fn shown(shown: &Shown, view: &View<'_>) -> (Line, Vec<Choice>) {
    let line = match shown.bulletin() {
        Some(bulletin) if bulletin.is_open() || shown.announcement.state == State::Discarded => {
            draft(shown, bulletin, view.directory)
        }
        Some(_) | None => standing(shown, view.now).unwrap_or_else(|| {
            let name = shown.announcement.name();
            AnnounceLine::Said { name, said: Said::NotNow }.into()
        }),
    };
    (line, choices(shown, view))
}

/// The buttons of an announcement as it stands.
pub(super) fn choices(shown: &Shown, view: &View<'_>) -> Vec<Choice> {
    let number = shown.announcement.number;
    let Some(bulletin) = shown.bulletin() else { return Vec::new() };
    let follows = || [AnnounceChoice::follows(number, What::Update), AnnounceChoice::follows(number, What::End)];
    let who = AnnounceChoice::Ledger(LedgerChoice::Show { bulletin: shown.told().map_or(bulletin.id, |one| one.id) });
    match (bulletin.stage, shown.announcement.state) {
        (Stage::Draft, _) => of_draft(shown, bulletin, view),
        (Stage::Asked, _) => {
            vec![sure(shown, bulletin), Choice::Announce(AnnounceChoice::Not(number))]
        }
        (Stage::Set, _) => all([AnnounceChoice::TakeBack(number)]),
        (Stage::Going, _) => all([AnnounceChoice::Stop(number), who]),
        (Stage::Out | Stage::Stopped | Stage::Discarded, State::GoingOn) => all(follows().into_iter().chain([who])),
        (Stage::Out | Stage::Stopped, State::Draft | State::Over | State::Discarded) => all([who]),
        (Stage::Discarded, State::Draft | State::Over | State::Discarded) => Vec::new(),
    }
}

fn of_draft(shown: &Shown, bulletin: &Bulletin, view: &View<'_>) -> Vec<Choice> {
    let (number, revision) = (shown.announcement.number, bulletin.revision);
    let mut choices = Vec::new();
    if bulletin.words.is_empty() {
        choices.push(AnnounceChoice::Give { number, part: Part::Words(view.locale) });
        choices.push(AnnounceChoice::Template(number));
    } else {
        choices.push(AnnounceChoice::Ask { number, revision });
        let missing = shown.tally.missing(&bulletin.words);
        choices.extend(missing.iter().map(|(locale, ..)| AnnounceChoice::Give { number, part: Part::Words(*locale) }));
    }
    if bulletin.what == What::First {
        choices.push(AnnounceChoice::Give { number, part: Part::Audience });
    } else {
        choices.push(AnnounceChoice::Loud { number, loud: !bulletin.loud });
    }
    choices.push(AnnounceChoice::More(number));
    all(choices)
}

fn sure(shown: &Shown, bulletin: &Bulletin) -> Choice {
    let (number, revision) = (shown.announcement.number, bulletin.revision);
    let (groups, people) = (shown.tally.all_groups(), shown.tally.all_people());
    Choice::Announce(AnnounceChoice::Sure { number, revision, groups, people })
}

/// What is not out yet, as those read it whom it is for, and whom it reaches.
#[must_use]
pub fn draft(shown: &Shown, bulletin: &Bulletin, directory: &Directory) -> Line {
    let (announcement, today) = (&shown.announcement, shown.today);
    let due = |at| Due { at, today };
    let draft = Draft {
        card: Card::of(announcement, bulletin, today),
        how: How::before(bulletin, today),
        whom: whom(shown, directory),
        tally: shown.tally.clone(),
        picture: bulletin.picture.is_some(),
        loud: (bulletin.what != What::First).then_some(bulletin.loud),
        goes: bulletin.goes_at.filter(|_| bulletin.stage != Stage::Set).map(due),
        problem: shown.problem.as_ref().map(|(reference, _)| reference.clone()),
    };
    AnnounceLine::Draft(Box::new(draft)).into()
}

/// Whom it is for, in names.
fn whom(shown: &Shown, directory: &Directory) -> Whom {
    let audience = &shown.announcement.audience;
    let partner = |id: i64| directory.partner(id).map_or_else(|| id.to_string(), |one| one.name.clone());
    let partners = audience.partners.iter().map(|id| partner(*id));
    let districts = audience.districts.iter().map(|(province, name)| format!("{name} ({province})"));
    let left_out = shown.tally.groups_out.iter().map(|(why, partners)| {
        let names: Vec<String> = partners.iter().flatten().map(|id| partner(*id)).collect();
        (*why, names)
    });
    Whom {
        names: partners.chain(audience.provinces.iter().cloned()).chain(districts).collect(),
        systems: audience.systems.clone(),
        roles: audience.roles.clone(),
        left_out: left_out.collect(),
    }
}

/// What went out: its words as they stand in the chats, and what was told when.
fn standing(shown: &Shown, now: i64) -> Option<Line> {
    let told: Vec<&Bulletin> =
        shown.bulletins.iter().filter(|one| matches!(one.stage, Stage::Going | Stage::Out | Stage::Stopped)).collect();
    let last = told.last()?;
    let entry = Listed::of(&shown.announcement, last, told.first().copied(), (now, shown.today));
    let each = |one: &&Bulletin| Told {
        what: one.what,
        at: one.out_at.or(one.goes_at).unwrap_or(one.created_at),
        by: shown.name_of(one.asked_by.or(Some(one.author))),
        confirmed_by: shown.name_of(one.confirmed_by.filter(|by| Some(*by) != one.asked_by)),
        stopped: one.stage == Stage::Stopped,
    };
    let problem = shown.problem.as_ref();
    let problem = problem.map(|(reference, extent)| (reference.clone(), extent.confirmed, extent.tickets));
    Some(AnnounceLine::Standing(Box::new(Standing { entry, told: told.iter().map(each).collect(), problem })).into())
}

/// Is it to go? Where it reaches more groups than one may tell alone, that is somebody else's to say.
#[must_use]
pub fn question(shown: &Shown, alone_up_to: usize) -> (Line, Vec<Choice>) {
    let number = shown.announcement.number;
    let Some(bulletin) = shown.bulletin() else { return (Line::Many(Vec::new()), Vec::new()) };
    let second = (shown.tally.all_groups() > alone_up_to).then_some(alone_up_to);
    let line = AnnounceLine::Question {
        name: shown.announcement.name(),
        what: bulletin.what,
        tally: shown.tally.clone(),
        goes: bulletin.goes_at.map(|at| Due { at, today: shown.today }),
        second,
    };
    let no = Choice::Announce(AnnounceChoice::Not(number));
    let choices = if second.is_some() { vec![no] } else { vec![sure(shown, bulletin), no] };
    (line.into(), choices)
}

/// The same for whoever else may confirm it: with all that they have to look at.
#[must_use]
pub fn second(shown: &Shown, directory: &Directory) -> (Line, Vec<Choice>) {
    let Some(bulletin) = shown.bulletin() else { return (Line::Many(Vec::new()), Vec::new()) };
    let by = shown.name_of(bulletin.asked_by);
    let asks = AnnounceLine::SecondAsked { name: shown.announcement.name(), by };
    let line = Line::Many(vec![draft(shown, bulletin, directory), asks.into()]);
    (line, vec![sure(shown, bulletin), Choice::Announce(AnnounceChoice::Not(shown.announcement.number))])
}

/// It is confirmed. The way back does not stand where the button was that confirmed it: whoever taps that one twice is
/// shown the announcement, and takes nothing back.
pub(super) fn set(shown: &Shown) -> (Line, Vec<Choice>) {
    let (number, name) = (shown.announcement.number, shown.announcement.name());
    let at = shown.bulletin().and_then(|one| one.goes_at).unwrap_or_default();
    let line = AnnounceLine::Set { name, goes: Due { at, today: shown.today } };
    (line.into(), all([AnnounceChoice::Open(number), AnnounceChoice::TakeBack(number)]))
}

/// What of the words looks private.
pub(super) fn look(shown: &Shown) -> (Line, Vec<Choice>) {
    let number = shown.announcement.number;
    let Some(bulletin) = shown.bulletin() else { return (Line::Many(Vec::new()), Vec::new()) };
    let words = bulletin.words.iter();
    let masked = words.clone().map(|(locale, words)| (*locale, mask::for_group(words).into_owned()));
    let masked = masked.filter(|(locale, masked)| bulletin.words.get(locale) != Some(masked)).collect();
    let mut found: Vec<String> = words.flat_map(|(_, words)| mask::found(words)).collect();
    found.dedup();
    let line = AnnounceLine::Look { name: shown.announcement.name(), found, masked };
    let revision = bulletin.revision;
    let choices = [
        AnnounceChoice::Mask { number, revision },
        AnnounceChoice::Fine { number, revision },
        AnnounceChoice::Give { number, part: Part::Words(Locale::Pt) },
    ];
    (line.into(), all(choices))
}

/// Whether its picture shows a patient.
pub(super) fn picture(shown: &Shown) -> (Line, Vec<Choice>) {
    let (number, name) = (shown.announcement.number, shown.announcement.name());
    let revision = shown.bulletin().map_or(0, |one| one.revision);
    let choices = [false, true].map(|patient| AnnounceChoice::Shows { number, revision, patient });
    (AnnounceLine::Said { name, said: Said::AskPicture }.into(), all(choices))
}
