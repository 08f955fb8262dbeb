//! Each thing that is said of announcements, with and without what may be missing.

use std::collections::BTreeMap;

use balcao::{
    core::{
        announce::{Kind, Tally, What, Words, audience::LeftOut},
        person::Role,
    },
    dialogs::{
        announce::{
            line::{AnnounceLine, Card, Draft, How, Listed, Said, Standing, Told, Whom},
            naming::Unclear,
            want::Part,
        },
        clock::line::Due,
        line::Line,
    },
    text::locale::Locale,
};

const DUE: Due = Due { at: 1_795_417_200_000, today: 20_780 };

fn card(kind: Kind, what: What) -> Card {
    Card {
        name: "A-7".into(),
        kind,
        what,
        system: Some("gone".into()),
        words: Words::from([(Locale::Pt, "O OpenMRS está lento.\u{202E}".into())]),
        window: Some((DUE.at, DUE.at + 3_600_000)),
        next_update: Some(DUE),
    }
}

fn tally() -> Tally {
    Tally {
        groups: BTreeMap::from([(Locale::Pt, 10), (Locale::En, 2)]),
        people: BTreeMap::from([(Locale::Pt, 1)]),
        digest: 1,
        groups_out: BTreeMap::from([(LeftOut::Muted, vec![Some(1), None]), (LeftOut::Unreachable, vec![None])]),
        people_out: LeftOut::ALL.iter().map(|why| (*why, 2)).collect(),
    }
}

fn draft(how: How) -> AnnounceLine {
    AnnounceLine::Draft(Box::new(Draft {
        card: card(Kind::Planned, What::First),
        how,
        whom: Whom {
            names: vec!["CCS".into(), "Gaza".into()],
            systems: vec!["gone".into()],
            roles: Role::ALL.to_vec(),
            left_out: BTreeMap::from([(LeftOut::Muted, vec!["ECHO".into()])]),
        },
        tally: tally(),
        picture: true,
        loud: Some(true),
        goes: Some(DUE),
        problem: Some("BL-10429".into()),
    }))
}

fn bare(what: What) -> AnnounceLine {
    let card = Card { words: Words::new(), window: None, next_update: None, ..card(Kind::Info, what) };
    let (whom, tally) = (Whom::default(), Tally::default());
    let loud = Some(false);
    AnnounceLine::Draft(Box::new(Draft {
        card,
        how: How::Draft,
        whom,
        tally,
        picture: false,
        loud,
        goes: None,
        problem: None,
    }))
}

fn told(confirmed_by: &str, stopped: bool) -> Told {
    let (by, confirmed_by) = ("Bo".into(), confirmed_by.into());
    Told { what: What::Update, at: DUE.at, by, confirmed_by, stopped }
}

pub fn lines() -> Vec<Line> {
    let name = || String::from("A-7");
    let mut lines = vec![AnnounceLine::AskWords, AnnounceLine::Listed { entries: Vec::new() }];
    for kind in Kind::ALL {
        for what in What::ALL {
            lines.push(AnnounceLine::Card(Box::new(card(*kind, *what))));
            lines.push(AnnounceLine::Changed(Box::new(card(*kind, *what))));
        }
    }
    for how in [How::Draft, How::Asked, How::Set(DUE), How::GoingOn, How::Over, How::Discarded] {
        for late in [true, false] {
            let entry = Listed { number: 7, card: card(Kind::Emergency, What::First), how, since: DUE.at, late };
            lines.push(AnnounceLine::Listed { entries: vec![entry.clone()] });
            let told = What::ALL.iter().map(|what| Told { what: *what, ..told("Rui", late) });
            let told = told.chain([told_alone()]).collect();
            let problem = Some(("BL-10429".to_owned(), 37, 52));
            lines.push(AnnounceLine::Standing(Box::new(Standing { entry, told, problem })));
        }
        lines.push(draft(how));
    }
    lines.extend(What::ALL.iter().map(|what| bare(*what)));
    lines.extend(Part::ALL.map(|part| AnnounceLine::AskPart { part, name: name(), known: vec!["CCS".into()] }));
    lines.extend(Said::ALL.map(|said| AnnounceLine::Said { name: name(), said }));
    for (what, second) in What::ALL.iter().flat_map(|what| [(*what, None), (*what, Some(20))]) {
        lines.push(AnnounceLine::Question { name: name(), what, tally: tally(), goes: Some(DUE), second });
    }
    for several in [true, false] {
        let unclear = Unclear { typed: "CC\u{202E}S".into(), several, names: vec!["CCS".into()] };
        lines.push(AnnounceLine::Unclear(unclear));
        lines.push(AnnounceLine::Promised { name: name(), at: DUE, late: several });
    }
    let masked = Words::from([(Locale::Pt, "Ligar ao •••".into())]);
    lines.extend([
        AnnounceLine::SecondAsked { name: name(), by: "Bo".into() },
        AnnounceLine::Set { name: name(), goes: DUE },
        AnnounceLine::Look { name: name(), found: vec!["84 123 4567".into()], masked },
        AnnounceLine::Usage { name: name() },
        AnnounceLine::TooLong { most: 1_000 },
        AnnounceLine::Lapsed { name: name(), at: DUE },
        AnnounceLine::Solved { name: name() },
        AnnounceLine::Stopped { name: name(), withdrawn: 3 },
    ]);
    lines.into_iter().map(Line::from).collect()
}

fn told_alone() -> Told {
    told("", false)
}
