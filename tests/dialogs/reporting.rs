//! Reporting: the whole path, and every way off it and back.

use balcao::{
    core::draft::Answers,
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        event::Event,
        line::{Line, Plain},
        state::{ReportStep, State},
    },
};

use crate::small_desk::Chat;

fn at(field: Field) -> State {
    State::Report(ReportStep::Field(field))
}

/// Ana at the summary of a whole report.
fn at_summary() -> Chat {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("openmrs").says("rede").says("trabalho parado").says("so eu").says("saltar");
    assert_eq!(ana.state, State::Report(ReportStep::Summary), "{:?}", ana.lines());
    ana
}

#[test]
fn the_whole_path_in_buttons() {
    let mut ana = Chat::reporter();
    ana.send(Event::Started { code: None }).taps(Choice::NewReport);
    assert!(ana.effects.contains(&Effect::Remind { after: 30 * 60 * 1000 }));
    ana.taps(Choice::System("openmrs".into())).taps(Choice::Category("reports".into()));
    assert_eq!(ana.state, at(Field::Question(0)));
    ana.taps(Choice::Option { question: "often".into(), option: "yes".into() }).taps(Choice::Skip);
    ana.taps(Choice::Urgency("stopped".into())).taps(Choice::Impact("all".into()));
    assert_eq!(ana.state, at(Field::Description));
    ana.says("O relatório mensal não abre").taps(Choice::Skip).taps(Choice::Send);
    assert!(ana.effects.contains(&Effect::File));
    assert!(matches!(&ana.lines()[..], [Line::Filed { priority, .. }] if priority == "high"));
    assert!(ana.texts()[0].chars().count() <= 160, "{:?}", ana.texts());
    assert_eq!(ana.state, State::Idle);
}

#[test]
fn the_whole_path_typed() {
    for words in [
        ["não abre", "1", "a segunda", "SIM", "o mensal", "nao afecta", "todo o sistema", "não", "sim"],
        ["it does not open", "openmrs", "Reports", "yes", "skip", "no effect", "2.", "skip", "Send"],
        ["nao abre", "opção 1", "relatorios", "s", "saltar", "Não afecta", "Todo o sistema", "pular", "enviar"],
    ] {
        let mut ana = Chat::reporter();
        for word in words {
            ana.says(word);
        }
        assert!(ana.effects.contains(&Effect::File), "{words:?}: {:?}", ana.lines());
    }
}

#[test]
fn what_fits_nothing_is_explained() {
    let mut ana = Chat::reporter();
    ana.says("não abre").says("banana");
    assert!(ana.said(Plain::NotUnderstood) && ana.said(Plain::AskSystem));
    assert!(ana.pending.contains(&Choice::System("idart".into())));
    ana.says("   ");
    assert!(ana.said(Plain::NothingWritten) && ana.said(Plain::AskSystem));
    ana.says("9");
    assert!(ana.said(Plain::NotUnderstood));
    ana.says("é no openmrs pf").says("sem rede");
    assert_eq!(ana.state, at(Field::Urgency));
    ana.says("openmrs ou idart");
    assert!(ana.said(Plain::NotUnderstood));
}

#[test]
fn back_and_correct_return() {
    let mut ana = Chat::reporter();
    ana.says("não abre").says("openmrs").says("voltar");
    assert_eq!(ana.state, at(Field::System));
    ana.says("idart");
    assert_eq!((ana.answers().system.as_deref(), &ana.state), (Some("idart"), &at(Field::Category)));

    let mut ana = at_summary();
    ana.says("corrigir").says("descrição");
    assert_eq!(ana.state, State::Report(ReportStep::Fixing(Field::Description)));
    ana.says("Outra coisa");
    assert_eq!(ana.state, State::Report(ReportStep::Summary));
    assert_eq!(ana.answers().description.as_deref(), Some("Outra coisa"));
    ana.taps(Choice::Correct).taps(Choice::Back);
    assert_eq!(ana.state, State::Report(ReportStep::Summary));
}

#[test]
fn another_category_drops_its_answers_and_asks_its_own() {
    let mut ana = at_summary();
    ana.says("corrigir").taps(Choice::CorrectField(Field::Category)).says("relatórios");
    assert_eq!(ana.state, at(Field::Question(0)));
    ana.says("não").says("o mensal");
    assert_eq!(ana.state, State::Report(ReportStep::Summary));
    ana.says("corrigir").taps(Choice::CorrectField(Field::Category)).says("rede");
    assert!(ana.answers().form.is_empty() && ana.state == State::Report(ReportStep::Summary));
}

#[test]
fn cancelling_asks_once_where_much_was_answered() {
    let mut ana = at_summary();
    ana.says("cancelar");
    assert!(ana.said(Plain::ConfirmCancel));
    ana.says("não");
    assert_eq!(ana.state, State::Report(ReportStep::Summary));
    ana.says("/cancelar").says("sim");
    assert!(ana.effects.contains(&Effect::CancelDraft) && ana.said(Plain::Cancelled));
    let mut ana = Chat::reporter();
    ana.says("não abre").taps(Choice::Cancel);
    assert!(ana.said(Plain::Cancelled) && ana.state == State::Idle);
}

#[test]
fn photos_are_kept_whenever_they_come() {
    let mut ana = Chat::reporter();
    ana.says("não abre").send(Event::Said { text: String::new(), files: vec![5] });
    assert_eq!(ana.lines(), [Line::PhotosKept { count: 1 }, Plain::AskSystem.into()]);
    ana.send(Event::Said { text: "idart".into(), files: vec![6] });
    assert_eq!((ana.answers().photos, ana.answers().system.as_deref()), (vec![5, 6], Some("idart")));
    let mut ana = at_summary();
    ana.send(Event::Said { text: String::new(), files: vec![5] });
    assert_eq!(ana.answers().photos, [5]);
    assert!(matches!(ana.lines()[..], [Line::PhotosKept { count: 1 }, Line::Summary(_)]));
}

#[test]
fn a_long_description_is_taken_whole() {
    let long = "palavra ".repeat(12_500);
    let mut ana = Chat::reporter();
    ana.says(&long).says("openmrs").says("rede").says("1").says("1").says("saltar");
    assert_eq!(ana.answers().description.as_deref(), Some(long.trim()));
    assert!(ana.texts()[0].chars().count() < 700 && ana.texts()[0].contains('…'));
}

#[test]
fn a_digit_is_no_choice_where_words_are_asked() {
    let mut ana = Chat::reporter();
    ana.says("/novo").says("openmrs").says("rede").says("1").says("1").says("2");
    assert_eq!(ana.answers().description.as_deref(), Some("2"));
}

#[test]
fn an_unfinished_report_is_offered_again() {
    let mut ana = Chat::reporter();
    ana.says("não abre").says("openmrs").send(Event::DraftIdle);
    assert!(matches!(ana.lines()[..], [Line::Idle { .. }]));
    ana.says("rede");
    assert_eq!(ana.state, at(Field::Urgency));
    ana.send(Event::Started { code: None });
    assert_eq!(ana.pending, [Choice::Continue, Choice::StartOver, Choice::Discard]);
    ana.says("continuar");
    assert_eq!(ana.state, at(Field::Urgency));
    ana.send(Event::Started { code: None }).taps(Choice::StartOver);
    assert_eq!((ana.answers(), &ana.state), (Answers::default(), &at(Field::System)));
    ana.send(Event::Started { code: None }).taps(Choice::Discard);
    assert!(ana.draft.is_none());
}

#[test]
fn an_old_button_says_what_was_chosen() {
    let mut ana = Chat::reporter();
    ana.says("não abre").says("openmrs");
    ana.send(Event::Stale { choice: Choice::System("idart".into()), chosen: "OpenMRS".into() });
    assert_eq!(ana.lines(), [Line::AlreadyAnswered { chosen: "OpenMRS".into() }]);
    assert_eq!(ana.pending, [Choice::Change(Field::System), Choice::Continue]);
    ana.taps(Choice::Change(Field::System)).says("idart");
    assert_eq!((ana.answers().system.as_deref(), &ana.state), (Some("idart"), &at(Field::Category)));
    ana.send(Event::DeadButton);
    assert_eq!(ana.lines(), [Plain::DeadButton.into()]);
}

#[test]
fn help_comes_back_to_the_question() {
    let mut ana = Chat::reporter();
    ana.says("não abre").says("ajuda");
    assert!(ana.said(Plain::BackToDraft) && ana.said(Plain::AskSystem));
    assert_eq!(ana.state, at(Field::System));
}

#[test]
fn a_sentence_on_return_is_kept() {
    let mut ana = Chat::reporter();
    ana.says("não abre");
    ana.state = State::Idle;
    ana.says("e agora a rede caiu também");
    assert_eq!(ana.answers().description.as_deref(), Some("não abre\ne agora a rede caiu também"));
    assert_eq!(ana.pending, [Choice::Continue, Choice::StartOver, Choice::Discard]);
}
