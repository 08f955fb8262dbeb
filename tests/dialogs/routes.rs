//! Where a message belongs: the order of routing in a private chat.

use balcao::{
    core::{
        deed::Deed,
        person::Role,
        ticket::{Status, Ticket},
        verb::Verb,
    },
    dialogs::{
        choice::Choice,
        effect::{Effect, Which},
        event::{Event, Outcome},
        line::{Line, Plain, RouteLine},
        state::State,
    },
};

use crate::small_desk::{Chat, person, seen, ticket};

fn with(own: Vec<Ticket>) -> Chat {
    let mut ana = Chat::reporter();
    ana.own = own;
    ana
}

fn answer(words: &str, id: i64) -> Effect {
    Effect::Do { deed: Deed::saying(Verb::Answer, words), ticket: Which::Id(id) }
}

#[test]
fn the_order_of_routing() {
    let (open, other) = (ticket(2, 1, Status::InProgress), ticket(3, 1, Status::New));
    let (waiting, resolved) = (ticket(4, 1, Status::WaitingReporter), ticket(5, 1, Status::Resolved));
    for (own, text, place) in [
        (vec![], "A rede caiu", "draft"),
        (vec![], "/ajuda", "help"),
        (vec![], "ajuda", "help"),
        (vec![], "bom dia", "help"),
        (vec![], "obrigado", "thanks"),
        (vec![], "meus pedidos", "choice"),
        (vec![], "como está o BL-10429?", "status"),
        (vec![], "BL-10428", "status"),
        (vec![], "10429", "status"),
        (vec![], "", "empty"),
        (vec![open.clone()], "já reiniciei", "ticket"),
        (vec![open.clone(), other.clone()], "já reiniciei", "held"),
        (vec![open.clone(), waiting.clone()], "já reiniciei", "ticket"),
        (vec![resolved.clone()], "obrigado", "thanks"),
        (vec![resolved.clone()], "👍", "thanks"),
        (vec![resolved.clone()], "a rede caiu", "held"),
        (vec![resolved.clone(), open.clone()], "a rede caiu", "ticket"),
        (vec![resolved.clone()], "sim, já funciona", "ticket"),
        (vec![resolved.clone()], "nao", "ticket"),
    ] {
        let mut ana = with(own);
        ana.says(text);
        assert_eq!(ana.places(), [place], "{text}: {:?}", ana.effects);
    }
}

#[test]
fn an_open_ticket_takes_the_words_with_a_receipt() {
    let mut ana = with(vec![ticket(2, 1, Status::New)]);
    ana.says("já reiniciei");
    assert!(ana.effects.contains(&answer("já reiniciei", 2)));
    assert!(matches!(ana.lines()[..], [Line::Route(RouteLine::Guessed { .. })]));
    assert!(ana.pending.contains(&Choice::NotThis { ticket: 42, entry: 1, fresh: true }) && ana.state == State::Idle);
}

#[test]
fn among_several_the_words_are_held() {
    let (one, two) = (ticket(2, 1, Status::New), ticket(3, 1, Status::New));
    for pick in ["2", two.reference.as_str()] {
        let mut ana = with(vec![one.clone(), two.clone()]);
        ana.says("já reiniciei");
        assert!(ana.said(Plain::WhichTicket));
        ana.says(pick);
        assert!(ana.effects.contains(&answer("já reiniciei", 3)), "{pick}: {:?}", ana.effects);
    }
    let mut ana = with(vec![one, two]);
    ana.says("já reiniciei").says("e nada").says("novo pedido");
    assert_eq!(ana.answers().description.as_deref(), Some("já reiniciei\ne nada"));
}

#[test]
fn after_a_fix_the_words_reopen_or_begin_anew() {
    let mut ana = with(vec![ticket(5, 1, Status::Resolved)]);
    ana.says("voltou a falhar").taps(Choice::act(Verb::Reopen, 5));
    let reopen = Deed::saying(Verb::Reopen, "voltou a falhar");
    assert!(ana.effects.contains(&Effect::Do { deed: reopen, ticket: Which::Id(5) }));
    let mut ana = with(vec![ticket(5, 1, Status::Resolved)]);
    ana.says("a rede caiu").taps(Choice::NewReport);
    assert_eq!(ana.answers().description.as_deref(), Some("a rede caiu"));
}

#[test]
fn files_follow_a_reopening() {
    let mut ana = with(vec![ticket(5, 1, Status::Resolved)]);
    ana.send(Event::Said { text: "ainda falha".into(), files: vec![8] }).taps(Choice::act(Verb::Reopen, 5));
    let follow = Deed::saying(Verb::Reopen, "ainda falha").with_files(&[8]);
    assert!(ana.effects.contains(&Effect::Do { deed: follow, ticket: Which::Id(5) }), "{:?}", ana.effects);
    assert_eq!(ana.state, State::Idle);
}

#[test]
fn a_reply_to_a_message_names_its_ticket() {
    let mut ana = with(vec![ticket(2, 1, Status::New), ticket(3, 1, Status::New)]);
    ana.thread = Some(ticket(3, 1, Status::New));
    ana.says("já reiniciei");
    assert!(ana.effects.contains(&answer("já reiniciei", 3)));
    let mut bo = Chat::of(Some(person(2, "Bo", Role::Agent)));
    bo.thread = Some(ticket(3, 1, Status::New));
    bo.says("falei com ela");
    let note = Deed::saying(Verb::Note, "falei com ela");
    assert!(bo.effects.contains(&Effect::Do { deed: note, ticket: Which::Id(3) }));
}

#[test]
fn words_that_were_asked_for_come_first() {
    let mut bo = Chat::of(Some(person(2, "Bo", Role::Agent)));
    bo.send(Event::Chose(Choice::act(Verb::Reply, 42)));
    assert!(matches!(&bo.lines()[..], [Line::AskWords { what: Verb::Reply, .. }]));
    bo.says("reinicie, por favor");
    let reply = Deed::saying(Verb::Reply, "reinicie, por favor");
    assert!(bo.effects.contains(&Effect::Do { deed: reply, ticket: Which::Id(42) }));
    bo.send(Event::Chose(Choice::act(Verb::Reply, 42))).says("cancelar");
    assert!(bo.said(Plain::NotWritten) && bo.state == State::Idle);
}

#[test]
fn a_refusal_tells_who_has_it() {
    let mut bo = Chat::of(Some(person(2, "Bo", Role::Agent)));
    bo.state = bo.step(Event::Chose(Choice::act(Verb::Take, 42))).next;
    let mut taken = seen(ticket(42, 1, Status::InProgress));
    taken.owner_name = Some("Eva".into());
    let why = balcao::core::rights::Refusal::NotNow;
    bo.send(Event::Came(Outcome::Refused { why, ticket: Some(taken) }));
    assert!(bo.texts()[0].contains("Já foi assumido por \u{2068}Eva\u{2069}"), "{:?}", bo.texts());
}

#[test]
fn what_a_role_may_not_do_is_refused_at_once() {
    let mut ana = Chat::reporter();
    ana.says("/assumir BL-10429");
    assert_eq!(ana.lines(), [Plain::NotAllowed.into()]);
}

#[test]
fn a_bare_answer_to_nothing_begins_no_report() {
    for typed in ["sim", "não", "2", "?"] {
        let mut ana = Chat::reporter();
        ana.says(typed);
        assert_eq!(ana.lines(), [Plain::NothingAsked.into()], "{typed}");
        assert!(ana.draft.is_none() && ana.pending.contains(&Choice::NewReport), "{typed}");
    }
}
