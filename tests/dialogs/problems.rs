//! Known problems, offered while a report is being written: joined by a tap or in words, and never in the way.

use balcao::{
    core::problem::{Known, Offer},
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        problem::choice::ProblemChoice,
        state::{ReportStep, State},
    },
    text::locale::Locale,
};

use crate::small_desk::Chat;

const KNOWN: &str = "A impressora de etiquetas não imprime.";
const TOLD: &str = "a imprecora n ta imprimir as etiketas";

fn offer(id: i64, summary: &str) -> (Offer, Vec<String>) {
    let summaries = [(Locale::Pt, summary.to_owned())].into();
    let key = str::to_owned;
    let (system, category) = (key("openmrs"), key("network"));
    (Offer { id, system, category, urgency: key("stopped"), impact: key("all"), summaries }, Vec::new())
}

/// Ana at a desk that knows of these.
fn ana(summaries: &[&str]) -> Chat {
    let mut ana = Chat::reporter();
    ana.problems = Known::of(1, (1..).zip(summaries).map(|(id, summary)| offer(id, summary)).collect());
    ana
}

fn is_offered(ana: &Chat) -> bool {
    ana.state == State::Report(ReportStep::Alike)
}

#[test]
fn what_is_known_is_offered_and_joined() {
    for joins in ["sim", "1", "Também me afecta", "tambem me afeta", "eu tambem", "me too", "é isto"] {
        let mut ana = ana(&[KNOWN]);
        ana.says(TOLD);
        assert!(is_offered(&ana), "{:?}", ana.texts());
        assert!(ana.texts().concat().contains(KNOWN), "{:?}", ana.texts());
        ana.says(joins);
        assert!(ana.effects.contains(&Effect::File), "{joins}: {:?}", ana.texts());
        let saved = ana.effects.iter().find_map(|effect| match effect {
            Effect::SaveDraft(answers) => Some(answers.clone()),
            _ => None,
        });
        let saved = saved.expect("a draft");
        assert_eq!((saved.joins, saved.description.as_deref()), (Some(1), Some(TOLD)));
        assert_eq!((saved.system.as_deref(), saved.category.as_deref()), (Some("openmrs"), Some("network")));
    }
}

#[test]
fn whoever_has_something_else_goes_on_and_is_not_asked_again() {
    for other in ["não", "2", "Não é isto", "nao e isso", "nenhum", "not this"] {
        let mut ana = ana(&[KNOWN]);
        ana.says(TOLD).says(other);
        assert!(matches!(ana.state, State::Report(ReportStep::Field(_))), "{other}: {:?}", ana.state);
        assert!(ana.answers().is_none_of_known && ana.answers().joins.is_none());
        assert_eq!(ana.answers().description.as_deref(), Some(TOLD));
        ana.says("as etiquetas da impressora continuam sem sair");
        assert!(!is_offered(&ana), "{other}");
    }
}

#[test]
fn nothing_is_asked_where_nothing_fits() {
    let words = "O ecrã do portátil está partido";
    let asked = |mut ana: Chat| {
        ana.says(words);
        (ana.state.clone(), ana.texts())
    };
    assert_eq!(asked(ana(&[KNOWN])), asked(ana(&[])));
}

#[test]
fn more_words_are_kept_and_looked_at_again() {
    let mut ana = ana(&[KNOWN]);
    ana.says(TOLD).says("desde ontem de manhã na farmácia");
    assert!(is_offered(&ana));
    assert_eq!(
        ana.answers().description.as_deref(),
        Some("a imprecora n ta imprimir as etiketas\ndesde ontem de manhã na farmácia")
    );
}

#[test]
fn what_was_solved_meanwhile_is_offered_no_more() {
    let mut ana = ana(&[KNOWN]);
    ana.says(TOLD);
    ana.problems = Known::default();
    ana.taps(Choice::Problem(ProblemChoice::Join { problem: 1, place: 0 }));
    assert_eq!(ana.state, State::Report(ReportStep::Field(Field::System)), "{:?}", ana.texts());
    assert_eq!(ana.answers().joins, None);
    assert_eq!(ana.answers().description.as_deref(), Some(TOLD));
}

#[test]
fn at_most_three_are_offered_and_told_apart() {
    let known = [
        "A impressora de etiquetas não imprime.",
        "A impressora de etiquetas imprime a dobrar.",
        "As etiquetas da impressora saem em branco.",
        "A impressora de etiquetas não liga.",
    ];
    let mut ana = ana(&known);
    ana.says("impressora de etiquetas");
    let joins = ana.pending.iter().filter(|choice| matches!(choice, Choice::Problem(ProblemChoice::Join { .. })));
    assert_eq!(joins.count(), 3, "{:?}", ana.pending);
    // Yes alone says of several nothing.
    ana.says("sim");
    assert!(is_offered(&ana));
    let second = ana.pending[1].clone();
    ana.says("2");
    let Choice::Problem(ProblemChoice::Join { problem, place: 2 }) = second else { panic!("{second:?}") };
    assert_eq!(
        ana.effects.iter().find_map(|effect| match effect {
            Effect::SaveDraft(answers) => answers.joins,
            _ => None,
        }),
        Some(problem)
    );
}

#[test]
fn practice_is_about_nothing_real() {
    let mut ana = ana(&[KNOWN]);
    ana.says("/pratica").says(TOLD);
    assert!(!is_offered(&ana));
}
