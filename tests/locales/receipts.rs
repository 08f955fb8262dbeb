//! Receipts: at most 160 characters with the longest names, so that they could go as one SMS (B.9).

use balcao::{
    core::{
        act::Mark,
        person::Role,
        verb::{Takes, Verb},
    },
    dialogs::{
        clock::line::Due,
        line::{Line, Plain, SentLine},
        notify::NotifyLine,
        people::line::PeopleLine,
    },
    text::{locale::Locale, names},
};

use crate::Spoken;

/// The longest receipt, in characters.
const LONGEST: usize = 160;

/// Sentences that tell somebody that what they did has arrived.
const PLAIN: [Plain; 20] = [
    Plain::WordsKept,
    Plain::Enrolled,
    Plain::LanguageSet,
    Plain::Cancelled,
    Plain::NothingToCancel,
    Plain::BackToDraft,
    Plain::WordsAdded,
    Plain::OfferPerson,
    Plain::SentAsItIs,
    Plain::Recovered,
    Plain::NothingToRecover,
    Plain::ConfirmAgain,
    Plain::FormChanged,
    Plain::Thanks,
    Plain::OnlyWordsGo,
    Plain::NotWritten,
    Plain::TooLate,
    Plain::EditTooLate,
    Plain::DraftCorrected,
    Plain::Quarantined,
];

fn reference() -> String {
    "BL-1234567".into()
}

/// The longest name that anybody may have.
fn name() -> String {
    "Maria da Conceição Nhantumbo Macuácua Chissano Mondlane de Sousa Matusse".chars().take(names::LONGEST).collect()
}

/// The receipt of each verb that has one.
fn of_verbs() -> Vec<Line> {
    let has_receipt = |verb: &Verb| {
        let shows = matches!(verb, Verb::Status | Verb::History | Verb::Why | Verb::Talk | Verb::Watch | Verb::Unwatch);
        !shows && verb.row().takes != Takes::Own && !verb.row().names.is_empty()
    };
    let verbs = Verb::all().filter(has_receipt).chain([Verb::Answer]);
    let receipt = |did| Mark::ALL.iter().map(move |mark| Line::Done { did, reference: reference(), mark: *mark });
    verbs.flat_map(receipt).collect()
}

fn receipts(priorities: &[String]) -> Vec<Line> {
    let filed = |priority: &String| Line::Filed {
        reference: reference(),
        priority: priority.clone(),
        // A Wednesday.
        due: Some(Due { at: 1_795_590_000_000, today: 20_000 }),
    };
    let mut lines: Vec<Line> = PLAIN.into_iter().map(Line::from).chain(priorities.iter().map(filed)).collect();
    lines.extend(of_verbs());
    lines.extend(Role::ALL.map(|role| Line::RoleGiven { role }));
    let as_it_is = |line| Line::Many(vec![Plain::SentAsItIs.into(), line]);
    let undated = |priority: &String| Line::Filed { reference: reference(), priority: priority.clone(), due: None };
    lines.extend(priorities.iter().map(undated).map(as_it_is));
    lines.extend([
        Line::PhotosKept { count: 1000 },
        Line::TakenBack { count: 10, left: 0, reference: reference() },
        Line::TakenBack { count: 10, left: 2, reference: reference() },
        Line::Corrected { reference: reference() },
        Line::Talking { reference: reference() },
        Line::TalkEnded { reference: reference() },
        Line::TalkIsOver { reference: reference() },
        Line::AlreadyAnswered { chosen: "Computador ou outro".into() },
        Line::FromPage { system: "openmrs".into() },
        Line::Resume { begun: "x".repeat(41), answered: 10, of: 12 },
        Line::Idle { begun: "x".repeat(41) },
        Line::Welcome { name: name() },
        SentLine::Received.into(),
        SentLine::AlbumSent { count: 100, reference: reference() }.into(),
        SentLine::AlbumNoted { count: 100, reference: reference() }.into(),
        SentLine::ReportAt { name: name() }.into(),
        SentLine::BehalfOf { name: name(), phone: "+258 84 123 4567".into() }.into(),
        NotifyLine::AwaitsApproval.into(),
        NotifyLine::AtGate { until: None }.into(),
        NotifyLine::AtGate { until: Some(Due { at: 1_795_590_000_000, today: 20_000 }) }.into(),
        NotifyLine::GateDone { reference: reference(), resolved: true }.into(),
        NotifyLine::GateDone { reference: reference(), resolved: false }.into(),
        NotifyLine::FinishFirst.into(),
        Line::People(PeopleLine::NothingChanged),
    ]);
    lines
}

#[test]
fn receipts_fit_a_short_message() {
    let spoken = Spoken::new();
    let priorities: Vec<String> =
        spoken.desk.policy.priorities.iter().map(|priority| priority.named.key.clone()).collect();
    for line in receipts(&priorities) {
        for locale in Locale::ALL {
            let text = spoken.text(&line, locale);
            assert!(text.chars().count() <= LONGEST, "{}: {text}", text.chars().count());
        }
    }
}

/// The reference is on the last line, where the eye finds it.
#[test]
fn the_reference_stands_last() {
    let spoken = Spoken::new();
    let filed = Line::Filed { reference: reference(), priority: "high".into(), due: None };
    let lines = of_verbs().into_iter().chain([filed, Line::Corrected { reference: reference() }]);
    for line in lines {
        for locale in Locale::ALL {
            let text = spoken.text(&line, locale);
            assert_eq!(text.lines().last(), Some("BL-1234567"), "{text}");
        }
    }
}
