//! Forms: each kind of question in words, in buttons and by mistake; questions that are asked only after certain
//! answers; a form that changes under a draft; and the guide.

use balcao::{
    core::policy::desk::{Question, QuestionKind},
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        event::Event,
        line::{Line, Plain},
        state::{ReportStep, State},
    },
};

use crate::small_desk::{Chat, label, question};

fn at(question: usize) -> State {
    State::Report(ReportStep::Field(Field::Question(question)))
}

fn option(question: &str, option: &str) -> Choice {
    Choice::Option { question: question.into(), option: option.into() }
}

fn file(text: &str, files: &[i64]) -> Event {
    Event::Said { text: text.into(), files: files.to_vec() }
}

/// Ana in the form with every kind, after its first questions in these words.
fn asked(words: &[&str]) -> Chat {
    let mut ana = Chat::reporter();
    ana.says("/novo").says("openmrs").taps(Choice::Category("account".into()));
    for word in words {
        ana.says(word);
    }
    ana
}

fn form(chat: &Chat, key: &str) -> Option<String> {
    chat.answers().form.get(key).cloned()
}

#[test]
fn every_kind_in_its_words() {
    let mut ana = asked(&["fechar", "  Júlia\nTembe ", "3,5", "0107"]);
    ana.send(file("", &[5, 6])).says("sim").says("ontem");
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)), "{:?}", ana.texts());
    for (key, answer) in [
        ("action", "close"),
        ("person", "Júlia Tembe"),
        ("count", "3.5"),
        ("facility", "#7 CS Ndlavela"),
        ("paper", "5,6"),
        ("left", "yes"),
        ("last_day", "2026-11-22"),
    ] {
        assert_eq!(form(&ana, key).as_deref(), Some(answer), "{key}");
    }
    assert_eq!(ana.answers().photos, [5, 6]);
    ana.says("trabalho parado").says("so eu").says("Ela saiu").says("saltar");
    let summary = ana.texts()[0].replace(['\u{2068}', '\u{2069}'], "");
    for shown in [
        "action: Fechar",
        "count: 3,5",
        "facility: CS Ndlavela",
        "paper: 2 ficheiros",
        "left: Sim",
        "last_day: 22/11/2026",
    ] {
        assert!(summary.contains(shown), "{shown}: {summary}");
    }
}

#[test]
fn what_fits_no_kind_is_explained_and_asked_again() {
    let ask = |key: &str| Line::AskQuestion { category: "account".into(), question: key.into() };
    let mut ana = asked(&["banana"]);
    assert_eq!(ana.lines(), [Plain::NotUnderstood.into(), ask("action")]);
    ana.says("criar").says("👍");
    assert_eq!(ana.lines(), [Plain::NameUnreadable.into(), ask("person")]);
    ana.says("Júlia Tembe").says("muitos");
    let out_of_bounds = Line::NotANumber { least: Some(1), most: Some(20) };
    assert_eq!(ana.lines(), [out_of_bounds.clone(), ask("count")]);
    assert!(ana.texts()[0].ends_with("count\nDe 1 a 20."), "{:?}", ana.texts());
    ana.says("21");
    assert_eq!(ana.lines(), [out_of_bounds, Plain::OfferPerson.into(), ask("count")]);
    // A digit is the answer here, not the first button.
    ana.says("1").says("???");
    assert_eq!(ana.lines(), [Plain::NameUnreadable.into(), ask("facility")]);
    ana.says("0107").says("está na parede");
    assert_eq!(ana.lines(), [Plain::NotAFile.into(), ask("paper")]);

    let mut ana = asked(&["fechar", "Júlia Tembe", "saltar", "saltar", "saltar", "talvez"]);
    assert_eq!(ana.lines(), [Plain::NotYesOrNo.into(), ask("left")]);
    assert_eq!(ana.pending[..2], [option("left", "yes"), option("left", "no")]);
    ana.taps(option("left", "yes")).says("há muito tempo");
    assert_eq!(ana.lines(), [Plain::NotADate.into(), ask("last_day")]);
    ana.says("31/12/2026");
    assert_eq!(form(&ana, "last_day").as_deref(), Some("2026-12-31"));
}

#[test]
fn what_may_be_skipped_is_skipped_with_a_word_too() {
    let mut ana = asked(&["criar", "Júlia Tembe", "não", "não sei", "nao"]);
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)), "{:?}", ana.texts());
    assert!(["count", "facility", "paper"].iter().all(|key| form(&ana, key).as_deref() == Some("")));
    ana.says("voltar");
    assert_eq!(ana.state, at(4), "the questions that are not asked are passed over backwards too");
}

#[test]
fn a_facility_that_is_not_found_is_offered_or_taken_as_it_was_typed() {
    let mut ana = asked(&["criar", "Júlia Tembe", "2", "ndlavel"]);
    assert_eq!(ana.lines(), [Line::WhichFacility { typed: "ndlavel".into() }]);
    assert_eq!(ana.pending[..2], [Choice::Facility(7), Choice::FacilityAsTyped]);
    ana.says("1");
    assert_eq!((form(&ana, "facility").as_deref(), &ana.state), (Some("#7 CS Ndlavela"), &at(4)));

    let mut ana = asked(&["criar", "Júlia Tembe", "2", "ndlavel"]);
    ana.says("#?Centro novo");
    assert_eq!(ana.lines(), [Line::NoSuchFacility { typed: "Centro novo".into() }]);
    ana.says("a outra coisa").taps(Choice::FacilityAsTyped);
    assert_eq!(form(&ana, "facility").as_deref(), Some("a outra coisa"));

    let mut ana = asked(&["criar", "Júlia Tembe", "2", "ndlavel"]);
    ana.taps(Choice::Skip);
    assert_eq!((form(&ana, "facility").as_deref(), &ana.state), (Some(""), &at(4)));
}

#[test]
fn a_file_answers_where_one_is_asked_and_is_kept_elsewhere() {
    let mut ana = asked(&["criar"]);
    ana.send(file("", &[4]));
    assert_eq!((ana.answers().photos, &ana.state), (vec![4], &at(1)));
    ana.says("Júlia Tembe").says("2").says("0107").send(file("Está aqui", &[5]));
    assert_eq!((form(&ana, "paper").as_deref(), ana.answers().photos), (Some("5"), vec![4, 5]));
    assert_eq!(ana.answers().description.as_deref(), Some("Está aqui"));
    assert!(ana.said(Line::PhotosKept { count: 2 }) && ana.said(Plain::WordsAdded));
}

#[test]
fn only_what_is_asked_counts_and_is_shown() {
    let mut ana = asked(&["fechar", "Júlia Tembe", "saltar", "saltar", "saltar", "não"]);
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)), "who has not left has no last day");
    ana.says("trabalho parado").says("so eu").says("Ela saiu").says("saltar");
    ana.says("corrigir");
    let corrigible =
        [Field::Question(5), Field::Question(6)].map(|field| ana.pending.contains(&Choice::CorrectField(field)));
    assert_eq!(corrigible, [true, false]);
    assert!(ana.texts()[0].contains("left") && !ana.texts()[0].contains("last_day"), "{:?}", ana.texts());
    ana.taps(Choice::CorrectField(Field::Question(5))).says("sim");
    assert_eq!(ana.state, at(6), "now it is asked");
    ana.says("ontem").says("corrigir").taps(Choice::CorrectField(Field::Question(0))).says("criar");
    assert_eq!(ana.state, State::Report(ReportStep::Summary));
    let summary = &ana.texts()[0];
    assert!(!summary.contains("left") && !summary.contains("last_day"), "{summary}");
}

/// Whoever has answered half of the form with every kind, and then the desk file changes.
fn under_way(change: impl FnOnce(&mut Vec<Question>)) -> Chat {
    let mut ana = asked(&["fechar", "Júlia Tembe", "3", "0107", "saltar"]);
    assert_eq!(ana.state, at(5));
    change(&mut ana.desk.categories[2].questions);
    ana
}

#[test]
fn a_form_that_changed_keeps_what_still_fits() {
    let mut ana = under_way(|questions| {
        questions.insert(
            0,
            Question { required: true, label: label("Porquê?", "Why?"), ..question("why", QuestionKind::Text) },
        );
        questions.remove(2);
    });
    ana.says("não");
    assert_eq!(ana.state, at(0), "the new question alone is asked");
    ana.says("Reformou-se");
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)));
    let answers = ana.answers().form;
    let keys: Vec<&str> = answers.keys().map(String::as_str).collect();
    assert_eq!(keys, ["action", "count", "facility", "left", "paper", "why"]);
    assert_eq!((answers["facility"].as_str(), answers["why"].as_str()), ("#7 CS Ndlavela", "Reformou-se"));
}

#[test]
fn a_sentence_for_a_question_that_is_gone_is_kept() {
    let mut ana = under_way(|questions| questions.retain(|question| question.key != "left"));
    ana.says("já saiu em Março");
    assert!(ana.said(Plain::FormChanged) && ana.said(Plain::WordsAdded), "{:?}", ana.texts());
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)));
    assert_eq!(ana.answers().description.as_deref(), Some("já saiu em Março"));
}

#[test]
fn a_question_whose_kind_changed_is_asked_again_alone() {
    let mut ana = under_way(|questions| questions[0].kind = QuestionKind::Text);
    ana.taps(option("left", "no"));
    assert_eq!(ana.state, at(0), "an option's key is no words: {:?}", ana.answers());
    ana.says("Fechar a conta");
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)), "nothing depends on it any more");
    assert_eq!(form(&ana, "person").as_deref(), Some("Júlia Tembe"));

    let mut ana = under_way(|questions| questions[2].kind = QuestionKind::Number { least: Some(5), most: None });
    ana.taps(option("left", "no"));
    assert_eq!(ana.state, at(2), "three is not enough any more");
    ana.says("2");
    assert!(ana.said(Line::NotANumber { least: Some(5), most: None }));
    ana.says("6");
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)));
}

#[test]
fn a_button_or_a_file_for_a_form_that_changed_answers_no_other_question() {
    let mut ana = under_way(|questions| questions.truncate(2));
    ana.send(Event::Chose(Choice::Skip));
    assert!(ana.said(Plain::FormChanged), "{:?}", ana.texts());
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Urgency)));

    let mut ana = under_way(|questions| questions.retain(|question| question.key != "left"));
    ana.send(Event::Chose(option("left", "yes")));
    assert!(ana.said(Plain::FormChanged), "{:?}", ana.texts());

    let mut ana = under_way(|questions| questions[5].kind = QuestionKind::Date);
    ana.send(file("", &[8]));
    assert!(ana.said(Plain::FormChanged) && ana.said(Line::PhotosKept { count: 1 }));
    assert_eq!((ana.answers().photos, &ana.state), (vec![8], &at(5)));
}

#[test]
fn a_question_that_moved_takes_the_answer_that_was_meant_for_it() {
    let mut ana = asked(&["fechar", "Júlia Tembe"]);
    assert_eq!(ana.state, at(2));
    let first = Question { label: label("Porquê?", "Why?"), ..question("why", QuestionKind::Text) };
    ana.desk.categories[2].questions.insert(0, first);
    ana.says("ajuda");
    assert!(ana.said(Line::AskQuestion { category: "account".into(), question: "count".into() }), "{:?}", ana.lines());
    ana.says("7");
    assert_eq!((form(&ana, "count").as_deref(), &ana.state), (Some("7"), &at(0)), "then the new one is asked");
    ana.says("voltar").taps(Choice::Category("account".into()));
    assert_eq!(ana.state, at(0));
    ana.says("Reformou-se");
    assert_eq!(ana.state, at(4));
    ana.desk.categories[2].questions.remove(0);
    ana.taps(Choice::Skip);
    assert_eq!((form(&ana, "facility").as_deref(), &ana.state), (Some(""), &at(4)));
}

#[test]
fn a_category_that_is_gone_is_asked_again_and_its_answers_wait() {
    let mut ana = under_way(|_| {});
    let account = ana.desk.categories.pop().expect("the category");
    ana.says("sim");
    assert!(ana.said(Plain::FormChanged) && ana.said(Plain::AskCategory), "{:?}", ana.texts());
    assert_eq!(ana.answers().description, None, "a single word is no description");
    ana.desk.categories.push(account);
    ana.says("conta");
    assert_eq!(ana.state, at(5), "what was answered is not asked again");
}

#[test]
fn the_guide_tells_what_a_form_asks() {
    let mut ana = Chat::reporter();
    ana.says("/guia");
    assert_eq!(ana.lines(), [Plain::WhichGuide.into()]);
    assert_eq!(ana.pending, ["network", "reports", "account"].map(|key| Choice::Guide(key.into())));
    ana.taps(Choice::Guide("account".into()));
    let text = &ana.texts()[0];
    for told in [
        "Guia: Conta",
        "1. action\nEscolha: Criar · Fechar. Obrigatória.",
        "3. count\nDe 1 a 20.\nEscreva um número, de 1 a 20. Pode saltar.",
        "6. left\nSó se a resposta 1 for: Fechar.\nResponda sim ou não. Obrigatória.",
        "7. last_day\nSó se a resposta 6 for: Sim.\nEscreva uma data, por exemplo 20/11/2026",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    ana.says("/guide rede");
    assert_eq!(ana.lines(), [Line::Guide { category: "network".into() }]);
    ana.says("/guia nada disso");
    assert_eq!(ana.lines(), [Plain::WhichGuide.into()]);
    ana.says("relatórios");
    assert_eq!(ana.lines(), [Line::Guide { category: "reports".into() }]);
}

#[test]
fn within_a_report_the_guide_is_its_own() {
    let mut ana = Chat::reporter();
    ana.says("não abre").says("openmrs").says("/guia");
    assert_eq!(ana.lines(), [Plain::WhichGuide.into()]);
    ana.says("rede");
    assert!(ana.said(Line::Guide { category: "network".into() }) && ana.said(Plain::AskCategory));
    ana.says("relatórios").says("/guia");
    assert!(ana.said(Line::Guide { category: "reports".into() }) && ana.said(Plain::BackToDraft));
    assert_eq!(ana.state, at(0));
    assert!(ana.pending.contains(&option("often", "yes")));
    assert!(!ana.effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_))));
}
