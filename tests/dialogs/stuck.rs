//! Nobody gets stuck (B.2): what is not understood is explained, then a person is offered, then it goes to triage; and
//! what was given up or left lying is found again.

use balcao::{
    core::draft::Answers,
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        event::Event,
        line::{Line, Plain},
        memory::Memory,
        people::choice::PeopleChoice,
        state::{EnrolStep, ReportStep, State},
    },
    text::locale::Locale,
};

use crate::small_desk::Chat;

const MINUTE: i64 = 60_000;

fn at(field: Field) -> State {
    State::Report(ReportStep::Field(field))
}

/// What was saved last.
fn saved(chat: &Chat) -> Answers {
    let saves = chat.effects.iter().rev();
    let mut saved =
        saves.filter_map(|effect| if let Effect::SaveDraft(answers) = effect { Some(answers) } else { None });
    saved.next().cloned().expect("something was saved")
}

#[test]
fn once_explained_twice_a_person_thrice_to_triage() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("openmrs").says("xpto");
    assert_eq!(ana.lines(), [Plain::NotUnderstood.into(), Plain::AskCategory.into()]);
    assert!(!ana.pending.contains(&Choice::Person));
    ana.says("aquilo");
    assert_eq!(ana.lines(), [Plain::NotUnderstood.into(), Plain::OfferPerson.into(), Plain::AskCategory.into()]);
    let ways: Vec<_> = ana.pending.iter().rev().take(3).collect();
    assert_eq!(ways, [&Choice::Cancel, &Choice::Back, &Choice::Person], "before the ways out");
    ana.says("nao sei dizer");
    assert!(ana.effects.contains(&Effect::File) && saved(&ana).incomplete, "{:?}", ana.lines());
    assert_eq!(saved(&ana).description.as_deref(), Some("Não abre\nxpto\naquilo\nnao sei dizer"));
    assert_eq!((ana.memory.clone(), &ana.state), (Memory::default(), &State::Idle));
}

#[test]
fn misses_are_forgotten_after_something_was_understood() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("xpto").says("xpto").says("openmrs");
    assert_eq!(ana.memory, Memory::default());
    ana.says("xpto");
    assert!(ana.said(Plain::NotUnderstood) && !ana.said(Plain::OfferPerson));
}

#[test]
fn a_person_can_be_asked_for() {
    for typed in ["Falar com técnico", "falar com um tecnico", "talk to a person", "quero falar com alguém"] {
        let mut ana = Chat::reporter();
        ana.says("Não abre").says(typed);
        assert!(ana.effects.contains(&Effect::File) && saved(&ana).incomplete, "{typed}");
        assert_eq!(saved(&ana).description.as_deref(), Some("Não abre"));
        let mut ana = Chat::reporter();
        ana.says(typed);
        assert_eq!(saved(&ana).description.as_deref(), Some("Falar com técnico"), "{typed}");
    }
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("xpto").says("aquilo").taps(Choice::Person);
    assert_eq!(saved(&ana).description.as_deref(), Some("Não abre\nxpto\naquilo"));
}

#[test]
fn a_photo_beside_words_that_fit_nothing_goes_along() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("xpto").says("aquilo");
    ana.send(Event::Said { text: "isto".into(), files: vec![9] });
    assert!(ana.effects.contains(&Effect::File));
    assert_eq!(saved(&ana).photos, [9]);
}

#[test]
fn giving_up_is_never_taken_for_sending() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("openmrs").says("rede").says("cancelar");
    assert!(ana.said(Plain::ConfirmCancel));
    ana.says("hmm").says("hmm").says("hmm");
    assert!(!ana.effects.contains(&Effect::File) && ana.said(Plain::AskUrgency), "{:?}", ana.lines());
}

#[test]
fn enrolment_goes_on_with_what_there_is() {
    let mut ana = Chat::of(None);
    ana.says("A impressora não imprime").says("por favor ajudem").says("alguém").says("estou à espera");
    assert_eq!(ana.state, State::Enrol(EnrolStep::Facility), "the language of the platform");
    ana.says("xyzzy").says("qwert");
    assert!(ana.said(Plain::OfferPerson) && ana.pending.contains(&Choice::Person), "{:?}", ana.lines());
    ana.says("Posto de Baixo");
    let facility = |ana: &Chat| ana.actor.as_ref().and_then(|ana| ana.facility_text.clone());
    assert_eq!((facility(&ana).as_deref(), &ana.state), (Some("Posto de Baixo"), &State::Enrol(EnrolStep::Name)));
    ana.says("!!").says("👍").says("...");
    assert_eq!(ana.actor.as_ref().map(|ana| ana.name.as_str()), Some("ana.m"));
    assert_eq!(ana.state, at(Field::System));
    let kept = "A impressora não imprime\npor favor ajudem\nalguém\nestou à espera";
    assert_eq!(ana.answers().description.as_deref(), Some(kept));
}

/// B.2: what is kept for the report is not told once more with what was not understood.
#[test]
fn what_was_kept_is_written_once() {
    let mut ana = Chat::of(None);
    ana.says("A impressora").says("não imprime").says("nada").taps(Choice::Person);
    assert!(ana.effects.contains(&Effect::File), "{:?}", ana.effects);
    assert_eq!(saved(&ana).description.as_deref(), Some("A impressora\nnão imprime\nnada"));
}

/// A command is no answer, also where its question comes again below.
#[test]
fn a_command_is_never_taken_for_an_answer() {
    let mut ana = Chat::of(None);
    ana.says("A impressora não imprime").taps(Choice::Language(Locale::Pt)).says("xyzzy");
    ana.says("/confirmar BL-10081").says("/meus").says("/estado BL-10081");
    assert!(matches!(&ana.state, State::Enrol(EnrolStep::FacilityFound { typed }) if typed == "xyzzy"));
    assert!(ana.actor.as_ref().is_none_or(|ana| ana.facility_text.is_none()));
    ana.says("Posto de Cima").says("Posto de Baixo");
    assert_eq!(ana.actor.and_then(|ana| ana.facility_text).as_deref(), Some("Posto de Baixo"));
}

#[test]
fn a_person_can_be_asked_for_before_enrolment_ends() {
    let mut ana = Chat::of(None);
    ana.says("A impressora não imprime").taps(Choice::Language(Locale::Pt)).says("xyzzy").says("qwert");
    ana.taps(Choice::Person);
    assert!(ana.effects.contains(&Effect::File), "{:?}", ana.effects);
    assert_eq!(saved(&ana).description.as_deref(), Some("A impressora não imprime\nxyzzy\nqwert"));
    assert!(saved(&ana).incomplete && ana.actor.as_ref().is_some_and(|ana| ana.enrolled));
}

#[test]
fn a_question_is_repeated_when_asked_for() {
    for word in ["repetir", "Repete", "repeat", "outra vez"] {
        let mut ana = Chat::reporter();
        ana.says("Não abre").says("openmrs").says(word);
        assert_eq!(ana.lines(), [Plain::AskCategory.into()], "{word}");
        let mut ana = Chat::of(None);
        ana.says("olá").says("pt").says(word);
        assert_eq!(ana.lines(), [Plain::AskFacility.into()], "{word}");
    }
    let mut ana = Chat::reporter();
    ana.says("repetir");
    assert_eq!(ana.lines(), [Line::Welcome { name: "Ana".into() }]);
}

#[test]
fn what_was_given_up_is_taken_up_again() {
    for typed in ["/retomar", "/resume", "retomar", "recuperar"] {
        let mut ana = Chat::reporter();
        ana.says("Não abre").says("openmrs").taps(Choice::Cancel).taps(Choice::Discard);
        assert!(ana.draft.is_none() && ana.pending.contains(&Choice::Recover));
        ana.says(typed);
        assert!(ana.said(Plain::Recovered) && ana.said(Plain::AskCategory), "{typed}: {:?}", ana.lines());
        assert_eq!(ana.answers().system.as_deref(), Some("openmrs"));
    }
    let mut ana = Chat::reporter();
    ana.says("/retomar");
    assert!(ana.said(Plain::NothingToRecover) && ana.pending == [Choice::NewReport]);
    ana.says("Não abre").says("/retomar");
    assert!(ana.said(Plain::AskSystem), "what is open goes on");
    ana.send(Event::Started { code: None }).taps(Choice::StartOver);
    assert_eq!(ana.given_up.as_ref().and_then(|draft| draft.answers.description.as_deref()), Some("Não abre"));
}

#[test]
fn what_deletes_asks_once_where_much_was_answered() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("openmrs").send(Event::DraftIdle).taps(Choice::Discard);
    assert!(ana.said(Plain::ConfirmCancel) && ana.draft.is_some());
    ana.taps(Choice::Continue).send(Event::DraftIdle).taps(Choice::Discard).taps(Choice::Discard);
    assert!(ana.said(Plain::Cancelled) && ana.draft.is_none());
}

#[test]
fn a_confirmation_counts_for_two_minutes() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("openmrs").taps(Choice::Cancel);
    ana.now += 2 * MINUTE + 1;
    ana.taps(Choice::Discard);
    assert_eq!(ana.lines(), [Plain::ConfirmAgain.into(), Plain::ConfirmCancel.into()]);
    assert!(ana.draft.is_some());
    ana.now += 2 * MINUTE;
    ana.says("sim");
    assert!(ana.said(Plain::Cancelled) && ana.draft.is_none());
    ana.says("/sair");
    ana.now += 3 * MINUTE;
    ana.taps(Choice::People(PeopleChoice::Leave));
    assert!(ana.said(Plain::ConfirmAgain) && ana.pending.contains(&Choice::People(PeopleChoice::Leave)));
}

#[test]
fn whoever_comes_back_is_offered_what_was_begun() {
    let begun = |step: Field| {
        let mut ana = Chat::reporter();
        ana.says("Não abre").says("openmrs");
        if step == Field::Description {
            ana = Chat::reporter();
            ana.says("/novo").says("openmrs").says("rede").says("trabalho parado").says("so eu");
        }
        assert_eq!(ana.state, at(step));
        ana.now += 31 * MINUTE;
        ana
    };
    let mut ana = begun(Field::Category);
    ana.says("bom dia");
    assert!(ana.texts()[0].contains("passo 3 de 5"), "{:?}", ana.texts());
    assert_eq!(ana.pending, [Choice::Continue, Choice::StartOver, Choice::Discard]);
    let mut ana = begun(Field::Category);
    ana.says("rede");
    assert_eq!(ana.state, at(Field::Urgency), "an answer continues");
    let mut ana = begun(Field::Category);
    ana.says("afinal já nem liga");
    assert!(ana.said(Plain::WordsAdded) && ana.pending.contains(&Choice::StartOver));
    let mut ana = begun(Field::Description);
    ana.says("Boa tarde");
    assert!(ana.answers().description.is_none() && ana.pending.contains(&Choice::Continue));
    let mut ana = begun(Field::Description);
    ana.says("A rede caiu");
    assert_eq!(ana.answers().description.as_deref(), Some("A rede caiu"));
}

#[test]
fn an_old_button_tells_what_stands_and_a_new_question_keeps_its_own() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("openmrs");
    let stale = |choice: Choice| Event::Stale { choice, chosen: String::new() };
    ana.send(stale(Choice::System("idart".into())));
    assert_eq!(ana.lines(), [Line::AlreadyAnswered { chosen: "OpenMRS".into() }]);
    ana.send(stale(Choice::Category("network".into())));
    assert_eq!(ana.state, at(Field::Urgency), "the open question's own button answers it");
    ana.send(stale(Choice::System("idart".into()))).says("alterar").says("idart");
    assert_eq!((ana.answers().system.as_deref(), &ana.state), (Some("idart"), &at(Field::Urgency)));
    let mut ana = Chat::reporter();
    ana.send(stale(Choice::Send));
    assert!(ana.said(Plain::DeadButton) && ana.pending.contains(&Choice::NewReport));
}

#[test]
fn back_correct_and_skip_are_understood_where_no_button_says_so() {
    let mut ana = Chat::reporter();
    ana.says("Não abre").says("saltar");
    assert_eq!(ana.lines(), [Plain::CannotSkip.into(), Plain::AskSystem.into()]);
    assert_eq!(ana.memory, Memory::default(), "it was understood");
    ana.says("voltar");
    assert_eq!((ana.lines(), &ana.state), (vec![Plain::AskSystem.into()], &at(Field::System)));
    ana.says("corrigir");
    assert_eq!(ana.state, State::Report(ReportStep::ChooseField));
    ana.says("voltar");
    assert_eq!(ana.state, at(Field::System), "to what is still asked");
    // Also where words of one's own are asked for.
    ana.says("corrigir").taps(Choice::CorrectField(Field::Facility)).says("Corrigir");
    assert_eq!(ana.state, State::Report(ReportStep::ChooseField), "no facility is called so");
}
