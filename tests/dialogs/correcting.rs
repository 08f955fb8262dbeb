//! Words of a report that are edited while it is being written: which are found again, and what is asked then.

use balcao::{
    core::draft::reworded,
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        event::{Before, Event},
        line::{Line, Plain},
        state::{EnrolStep, ReportStep, State},
    },
};

use crate::small_desk::{Chat, label, question};

fn at(field: Field) -> State {
    State::Report(ReportStep::Field(field))
}

fn edits(chat: &mut Chat, earlier: &str, words: &str) {
    let before = Before { known: true, text: Some(earlier.into()), wrote: None, filed: None, files: Vec::new() };
    chat.send(Event::Edited { text: words.into(), before });
}

fn is_kept(chat: &Chat) -> bool {
    chat.effects.contains(&Effect::Keep)
}

#[test]
fn whole_lines_are_put_right() {
    let stands = "Não abre\nDesde ontem\nNão abre o mapa";
    assert_eq!(
        reworded(stands, "Desde ontem ", " Desde hoje").as_deref(),
        Some("Não abre\nDesde hoje\nNão abre o mapa")
    );
    assert_eq!(reworded(stands, "Não abre", "Abre").as_deref(), Some("Abre\nDesde ontem\nNão abre o mapa"));
    assert_eq!(reworded(stands, "Não abre o mapa", "x\ny").as_deref(), Some("Não abre\nDesde ontem\nx\ny"));
    assert_eq!(reworded(stands, "abre o mapa", "x"), None, "a part of a line is another message's");
    assert_eq!(reworded(stands, "  ", "x"), None);
}

#[test]
fn what_was_written_is_kept_and_what_was_chosen_is_not() {
    let mut ana = Chat::reporter();
    for (words, keeps) in
        [("Não abre", true), ("openmrs", false), ("relatórios", false), ("sim", false), ("Mensal", true), ("2", false)]
    {
        ana.says(words);
        assert_eq!(is_kept(&ana), keeps, "{words}: {:?}", ana.lines());
    }
    ana.send(Event::Words { text: "Encaminhado".into(), files: vec![] });
    assert!(is_kept(&ana), "what is forwarded joins the description");
    edits(&mut ana, "relatórios", "rede");
    assert!(ana.said(Plain::EditTooLate) && !is_kept(&ana));
}

#[test]
fn the_same_question_comes_again() {
    let mut ana = Chat::reporter();
    ana.says("Nao abre").says("openmrs").says("relatórios").says("sim").says("Mensl");
    assert_eq!(ana.state, at(Field::Urgency));
    edits(&mut ana, "Mensl", "Mensal");
    assert_eq!(ana.answers().form.get("which").map(String::as_str), Some("Mensal"));
    assert!(ana.said(Plain::DraftCorrected) && ana.said(Plain::AskUrgency) && is_kept(&ana));
    assert_eq!((&ana.state, ana.places()), (&at(Field::Urgency), vec!["edit"]));
    ana.says("trabalho parado").says("so eu").says("saltar");
    edits(&mut ana, "Nao abre", "Não abre");
    let summary = ana.lines().into_iter().find_map(|line| match line {
        Line::Summary(summary) => summary.answers.description,
        _ => None,
    });
    assert_eq!(summary.as_deref(), Some("Não abre"));
    assert_eq!(ana.pending, [Choice::Send, Choice::Correct, Choice::Cancel]);
}

#[test]
fn answers_of_a_kind_are_read_anew() {
    let mut ana = Chat::reporter();
    ana.says("/novo").says("openmrs").taps(Choice::Category("account".into()));
    ana.says("fechar").says("Júlia\nTembe").says("3,5");
    assert_eq!(ana.answers().form.get("count").map(String::as_str), Some("3.5"), "{:?}", ana.lines());
    edits(&mut ana, "Júlia\nTembe", "Júlio Tembe");
    edits(&mut ana, "3,5", "4,5");
    let form = ana.answers().form;
    assert_eq!((form["person"].as_str(), form["count"].as_str()), ("Júlio Tembe", "4.5"));
    edits(&mut ana, "4,5", "muitas");
    assert!(ana.said(Plain::EditTooLate), "it is no number: {:?}", ana.lines());
    assert_eq!(ana.answers().form["count"], "4.5");
}

#[test]
fn the_question_is_found_again_in_a_form_that_has_changed() {
    let mut ana = Chat::reporter();
    ana.says("Nao abre").says("openmrs").says("relatórios").says("sim");
    assert_eq!(ana.state, at(Field::Question(1)));
    let reports = ana.desk.categories.iter_mut().find(|category| category.named.key == "reports").unwrap();
    let new = question("month", balcao::core::policy::desk::QuestionKind::Text);
    let new = balcao::core::policy::desk::Question { label: label("De que mês?", "Which month?"), ..new };
    reports.questions.insert(0, new);
    edits(&mut ana, "Nao abre", "Não abre");
    assert_eq!(ana.state, at(Field::Question(2)), "{:?}", ana.lines());
    assert_eq!(ana.answers().description.as_deref(), Some("Não abre"));
}

#[test]
fn words_of_somebody_new_are_put_right() {
    let mut nelio = Chat::of(None);
    nelio.send(Event::Started { code: None }).says("O servdor parou");
    assert!(is_kept(&nelio));
    let State::Enrol(step) = nelio.state.clone() else { panic!("{:?}", nelio.state) };
    edits(&mut nelio, "O servdor parou", "O servidor parou");
    assert_eq!(nelio.answers().description.as_deref(), Some("O servidor parou"));
    assert!(nelio.said(Plain::DraftCorrected) && nelio.state == State::Enrol(step.clone()));
    assert!(matches!(step, EnrolStep::Language) == nelio.said(Plain::ChooseLanguage), "{:?}", nelio.lines());
}

#[test]
fn of_a_report_that_was_filed_the_desk_knows() {
    let mut ana = Chat::reporter();
    ana.says("Nao abre");
    let before = Before { known: true, text: Some("Nao abre".into()), wrote: None, filed: Some(7), files: Vec::new() };
    let step = ana.step(Event::Edited { text: " Não abre ".into(), before });
    assert!(step.effects.contains(&Effect::Edit { words: "Não abre".into(), ticket: 7 }), "{:?}", step.effects);
    assert!(!step.effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))), "not this one");
}
