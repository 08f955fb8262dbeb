//! Enrolment, from a first word to a member.

use balcao::{
    core::{draft::Answers, person::Role, policy::desk::Creation},
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        event::Event,
        line::{Line, Plain},
        state::{EnrolStep, ReportStep, State},
    },
    text::locale::Locale,
};

use crate::small_desk::{Chat, person};

#[test]
fn the_first_words_are_not_lost() {
    let mut ana = Chat::of(None);
    ana.says("A impressora não imprime");
    assert!(ana.said(Plain::WordsKept) && ana.said(Plain::ChooseLanguage));
    ana.taps(Choice::Language(Locale::Pt));
    assert!(ana.said(Plain::AskFacility));
    ana.says("Hospital da Lua").says("cs NDLAVELA");
    assert_eq!(ana.actor.as_ref().and_then(|ana| ana.facility_id), Some(7));
    assert_eq!(ana.state, State::Enrol(EnrolStep::Name));
    ana.says("Ana\n Macamo");
    assert_eq!(ana.actor.as_ref().map(|ana| ana.name.as_str()), Some("Ana Macamo"));
    assert!(ana.said(Plain::Enrolled) && ana.said(Plain::AskSystem));
    assert_eq!(ana.answers().description.as_deref(), Some("A impressora não imprime"));
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::System)));
}

#[test]
fn a_greeting_is_no_report() {
    let mut ana = Chat::of(None);
    ana.says("Bom dia Dr.");
    assert!(ana.draft.is_none() && ana.said(Plain::ChooseLanguage));
    for (typed, locale) in
        [("2", Locale::En), ("português", Locale::Pt), ("EN", Locale::En), ("a primeira", Locale::Pt)]
    {
        let mut ana = Chat::of(None);
        ana.says("olá").says(typed);
        assert_eq!(ana.locale, locale, "{typed}");
        assert_eq!(ana.state, State::Enrol(EnrolStep::Facility), "{typed}");
    }
}

#[test]
fn an_empty_directory_takes_what_is_typed() {
    let mut ana = Chat::of(None);
    ana.directory.facilities.clear();
    ana.send(Event::Started { code: None }).says("pt").says("CS Mavalane");
    assert_eq!(ana.actor.as_ref().and_then(|ana| ana.facility_text.clone()).as_deref(), Some("CS Mavalane"));
    assert_eq!(ana.state, State::Enrol(EnrolStep::Name));
    ana.says("👍");
    assert!(ana.said(Plain::NameUnreadable));
}

#[test]
fn an_unknown_facility_can_be_kept_as_typed() {
    let mut ana = Chat::of(None);
    ana.send(Event::Started { code: None }).says("pt").says("xyzzy");
    assert!(ana.lines().iter().any(|line| matches!(line, Line::FacilityUnknown { .. } | Line::FacilityFound { .. })));
    ana.says("outra");
    assert_eq!(ana.actor.as_ref().and_then(|ana| ana.facility_text.clone()).as_deref(), Some("xyzzy"));
}

#[test]
fn what_is_known_is_not_asked() {
    let mut bo = Chat::of(Some(balcao::core::person::Person { enrolled: false, ..person(2, "Bo", Role::Agent) }));
    bo.send(Event::Started { code: Some("K7-Q2".into()) });
    assert!(bo.effects.contains(&Effect::Redeem { code: "K7-Q2".into() }));
    bo.taps(Choice::Language(Locale::Pt));
    assert!(bo.effects.contains(&Effect::Enrol { name: "Bo".into() }));
    assert!(bo.said(Plain::Enrolled));
}

#[test]
fn a_closed_desk_asks_for_a_code() {
    let mut ana = Chat::of(None);
    ana.desk.creation = Creation::Enrolled;
    ana.says("A impressora não imprime");
    assert!(ana.said(Plain::NeedCode) && ana.actor.is_none());
    ana.says("AB12-CD34");
    assert!(ana.effects.contains(&Effect::Redeem { code: "AB12-CD34".into() }));
}

#[test]
fn a_photo_before_enrolment_is_kept() {
    let mut ana = Chat::of(None);
    ana.send(Event::Said { text: String::new(), files: vec![9] });
    assert_eq!(ana.answers(), Answers { photos: vec![9], ..Answers::default() });
}

#[test]
fn once_enrolled_the_start_welcomes() {
    let mut ana = Chat::reporter();
    ana.send(Event::Started { code: None });
    assert_eq!(ana.lines(), [Line::Welcome { name: "Ana".into() }]);
    assert_eq!(ana.pending, [Choice::NewReport, Choice::MyTickets, Choice::Help]);
}
