//! How much a report costs whoever writes it (B.2): what is asked, how many messages it takes over the forms of the
//! shipped desk, and what one message spares.

use balcao::{
    core::{directory::Facility, policy::desk_file},
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        line::Plain,
        state::{ReportStep, State},
    },
};

use crate::small_desk::Chat;

/// Ana at the shipped desk, which asks only what is needed.
fn ana() -> Chat {
    let mut ana = Chat::reporter();
    ana.desk = desk_file::load("epts").unwrap();
    ana
}

fn is_way_out(choice: &Choice) -> bool {
    matches!(choice, Choice::Back | Choice::Cancel | Choice::Skip | Choice::Details | Choice::Correct)
}

/// Answers whatever is asked until it is filed, with the first button there is, else with a word. Gives how many
/// messages that took.
fn until_filed(ana: &mut Chat, category: Option<&str>) -> usize {
    for sent in 1..20 {
        let wanted = category.map(|key| Choice::Category(key.to_owned())).filter(|choice| ana.pending.contains(choice));
        match wanted.or_else(|| ana.pending.iter().find(|choice| !is_way_out(choice)).cloned()) {
            Some(choice) => ana.taps(choice),
            None => ana.says("É isto que se passa"),
        };
        if ana.effects.contains(&Effect::File) {
            return sent;
        }
    }
    panic!("it does not end: {:?}", ana.lines());
}

fn median(mut counts: Vec<usize>) -> usize {
    counts.sort_unstable();
    counts[counts.len() / 2]
}

/// A common problem of each category, in one message.
const COMMON: [(&str, &str); 10] = [
    ("login", "Não consigo entrar no OpenMRS, diz senha errada"),
    ("form_error", "A ficha de seguimento do OpenMRS não grava, dá erro"),
    ("reports", "O relatório mensal do SISMA dá números errados"),
    ("sync", "O SIGLUS não sincroniza desde ontem"),
    ("server", "O OpenMRS não abre, o servidor está parado"),
    ("network", "Estamos sem internet"),
    ("hardware", "A impressora da farmácia não imprime"),
    ("install", "Preciso instalar o iDART no computador novo"),
    ("account", "Criar conta para a nova digitadora no DHIS2"),
    ("other", "O relógio do OpenMRS está atrasado"),
];

#[test]
fn a_common_problem_takes_five_messages_by_buttons() {
    let desk = desk_file::load("epts").unwrap();
    let by_buttons = desk.categories.iter().map(|category| {
        let mut ana = ana();
        ana.taps_new();
        1 + until_filed(&mut ana, Some(&category.named.key))
    });
    let counts: Vec<usize> = by_buttons.collect();
    assert!(median(counts.clone()) <= 5, "{counts:?}");
}

#[test]
fn a_common_problem_takes_one_message_and_two_taps() {
    let taps = COMMON.iter().map(|(category, words)| {
        let mut ana = ana();
        ana.says(words);
        let taps = until_filed(&mut ana, Some(category));
        let filed = ana.draft.as_ref().and_then(|draft| draft.answers.category.clone());
        assert!(filed.is_none_or(|filed| filed == *category), "{words}");
        taps
    });
    let counts: Vec<usize> = taps.collect();
    assert!(median(counts.clone()) <= 2, "{counts:?}");
}

#[test]
fn a_complete_message_is_shown_and_sent() {
    let mut ana = ana();
    ana.says("Não consigo entrar no OpenMRS, diz senha errada, doentes à espera");
    assert_eq!(ana.state, State::Report(ReportStep::Summary), "{:?}", ana.lines());
    let summary = ana.texts()[0].clone();
    for shown in
        ["OpenMRS EPTS", "Entrada ou senha", "Senha recusada", "Afecta o doente (sugestão)", "Só eu (sugestão)"]
    {
        assert!(summary.contains(shown), "{shown}: {summary}");
    }
    assert_eq!(ana.pending, [Choice::Send, Choice::Details, Choice::Correct, Choice::Cancel]);
    ana.taps(Choice::Send);
    assert!(ana.effects.contains(&Effect::File));
}

#[test]
fn what_can_be_left_out_is_asked_of_whoever_wants_to() {
    let mut ana = ana();
    ana.says("Não consigo entrar no OpenMRS, diz senha errada").taps(Choice::Details);
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Question(1))), "{:?}", ana.lines());
    ana.says("mchissano").taps(Choice::Urgency("patient_care".into())).taps(Choice::Impact("software_wide".into()));
    assert!(ana.said(Plain::AskPhoto), "{:?}", ana.lines());
    ana.taps(Choice::Skip);
    assert_eq!(ana.pending, [Choice::Send, Choice::Correct, Choice::Cancel]);
    assert!(!ana.texts()[0].contains("sugestão"), "{:?}", ana.texts());
}

#[test]
fn a_facility_that_may_be_two_is_asked() {
    let mut ana = ana();
    let facility = |id, name: &str| Facility {
        id,
        code: format!("C{id}"),
        name: name.into(),
        district: "Chókwè".into(),
        province: "Gaza".into(),
        at: None,
        partners: vec![],
    };
    let (hospital, centre, lionde) = (facility(91, "HR Chókwè"), facility(92, "CS Chókwè"), facility(93, "CS Lionde"));
    let known = ana.directory.facilities.iter().cloned().chain([hospital, centre, lionde]).collect();
    ana.directory = balcao::core::directory::Directory::new(2, vec![], known);
    ana.says("O iDART de Chokwe nao abre");
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::Facility)), "{:?}", ana.lines());
    assert!(ana.pending.contains(&Choice::Facility(91)) && ana.pending.contains(&Choice::Facility(92)));
    ana.taps(Choice::FacilityAsTyped);
    assert!(ana.said(Plain::AskWhere), "{:?}", ana.lines());
    ana.says("Lionde").taps(Choice::Facility(93));
    assert!(ana.draft.as_ref().unwrap().answers.elsewhere.as_ref().is_some_and(|site| site.facility_id == Some(93)));
    until_summary(&mut ana);
    assert!(ana.texts()[0].contains("CS Lionde"), "{:?}", ana.texts());
    // And it is put right from the summary.
    ana.taps(Choice::Correct).taps(Choice::CorrectField(Field::Facility)).says("C92");
    assert!(ana.texts()[0].contains("CS Chókwè"), "{:?}", ana.texts());
}

fn until_summary(ana: &mut Chat) {
    while ana.state != State::Report(ReportStep::Summary) {
        let choice = ana.pending.iter().find(|choice| !is_way_out(choice)).cloned().expect("a button");
        ana.taps(choice);
    }
}

#[test]
fn that_is_all_files_it_as_it_is() {
    for words in ["só isso", "Envia", "that's all"] {
        let mut ana = ana();
        ana.says("aquilo do outro dia outra vez").says(words);
        assert!(ana.effects.contains(&Effect::File), "{words}: {:?}", ana.lines());
        let saved = ana.effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveDraft(answers) => Some(answers.clone()),
            _ => None,
        });
        assert!(saved.is_some_and(|answers| answers.incomplete), "{words}");
    }
    // Where nothing was said yet, there is nothing to send.
    let mut ana = ana();
    ana.taps_new().says("envia");
    assert!(ana.said(Plain::AskDescription), "{:?}", ana.lines());
}

#[test]
fn a_sentence_where_a_choice_was_due_is_taken() {
    let mut ana = ana();
    ana.taps_new().says("é o OpenMRS que não deixa entrar com a minha senha");
    assert!(!ana.said(Plain::WordsAdded), "there were none before: {:?}", ana.lines());
    assert_eq!(ana.draft.as_ref().unwrap().answers.system.as_deref(), Some("openmrs_epts"));
    assert_eq!(ana.draft.as_ref().unwrap().answers.category.as_deref(), Some("login"));
}
