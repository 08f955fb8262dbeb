//! The table of verbs. Anything that is not named in a row is refused there.

use super::{
    Concern::{Approver, Desk, Gate, None as NoTicket, Own as OwnTicket, Read, Theirs},
    Row,
    Takes::{MayWords, Own, Reason, Ticket, Value, Words},
    Verb as V, What as W,
};

/// Nowhere.
const O: u8 = 0;
/// In private.
const P: u8 = 1;
/// In the agents' rooms.
const A: u8 = 2;
/// In the partner's own groups.
const G: u8 = 4;
/// In the managers' rooms.
const M: u8 = 8;
/// In private and in the agents' rooms.
const D: u8 = P | A;
/// Everywhere: a code in a group binds it, whatever the group was.
const E: u8 = 63;

/// The short help of …
const REPORTER: u8 = 1;
const FOCAL: u8 = 2;
const AGENT: u8 = 4 | 16;
const MANAGER: u8 = 8;
const ALL: u8 = 31;

const fn row(
    verb: V,
    names: &'static [&'static str],
    takes: super::Takes,
    concern: super::Concern,
    places: [u8; 5],
    help: u8,
) -> Row {
    Row { verb, names, takes, concern, places, help }
}

/// One row a verb, in the order of [`Verb`](super::Verb). The places are those of a reporter, a focal point, an agent,
/// a manager, and an administrator.
#[rustfmt::skip]
pub const TABLE: [Row; 76] = [
    //  verb             typed as                                     takes     tickets     R  F    A    M    Adm      short help
    row(V::Enrol,         &[],                                        Own,      NoTicket,   [P, P,   P,   P,   P],     0),
    row(V::Report,        &["novo", "new", "reportar", "report"],     Own,      NoTicket,   [P, P,   P,   P,   P],     ALL),
    row(V::Mine,          &["meus", "mine"],                          Own,      NoTicket,   [P, P,   P,   P,   P],     REPORTER | FOCAL),
    row(V::Status,        &["estado", "status"],                      Ticket,   Read,       [P, P|G, D|M|G, P|M, D|M|G], ALL),
    row(V::Answer,        &[],                                        Words,    Theirs,     [P, P,   P,   P,   P],     0),
    row(V::Confirm,       &["confirmar", "confirm"],                  Ticket,   Theirs,     [P, P,   P,   P,   P],     0),
    row(V::Reopen,        &["reabrir", "reopen"],                     Words,    Desk,       [P, P,   D,   P,   D],     0),
    row(V::Withdraw,      &["desistir", "withdraw"],                  MayWords, OwnTicket,  [P, P,   P,   P,   P],     0),
    row(V::StillNeed,     &["aindapreciso", "stillneed"],             Ticket,   Theirs,     [P, P,   P,   P,   P],     0),
    row(V::Guide,         &["guia", "guide"],                         Own,      NoTicket,   [P, P|G, D,   P|M, D],     0),
    row(V::Contacts,      &["contactos", "contacts"],                 Own,      NoTicket,   [P, P|G, D,   P|M, D],     REPORTER),
    row(V::Help,          &["ajuda", "help"],                         Own,      NoTicket,   [P, P|G, D,   P|M, D],     0),
    row(V::Language,      &["lingua", "lang", "idioma", "language"],  Own,      NoTicket,   [P, P,   P,   P,   P],     REPORTER),
    row(V::Cancel,        &["cancelar", "cancel"],                    Own,      NoTicket,   [P, P|G, D,   P|M, D],     REPORTER),
    row(V::Start,         &["start"],                                 Own,      NoTicket,   [P, E,   E,   E,   E],     0),
    row(V::Link,          &["ligar", "link"],                         Own,      NoTicket,   [P, E,   E,   E,   E],     0),
    row(V::Profile,       &["perfil", "profile"],                     Own,      NoTicket,   [P, P,   P,   P,   P],     0),
    row(V::Leave,         &["sair", "leave"],                         Own,      NoTicket,   [P, P,   P,   P,   P],     0),
    row(V::Join,          &["juntar", "join"],                        Own,      NoTicket,   [P, P,   P,   P,   P],     0),
    row(V::Practice,      &["pratica", "practice", "treino"],        Own,      NoTicket,   [P, P,   P,   P,   P],     0),
    row(V::Notifications, &["notificacoes", "notifications"],         Own,      NoTicket,   [P, P|G, D,   P|M, D],     0),
    row(V::Quiet,         &["silencio", "quiet"],                     Own,      NoTicket,   [P, P,   P,   P,   P],     0),
    row(V::Take,          &["assumir", "take"],                       Ticket,   Desk,       [O, O,   D,   O,   D],     AGENT),
    row(V::Assign,        &["atribuir", "assign"],                    Value(W::Person),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Release,       &["largar", "release"],                     Ticket,   Desk,       [O, O,   D,   O,   D],     0),
    row(V::Called,        &["liguei", "called"],                      MayWords, Desk,       [O, O,   D,   O,   D],     0),
    row(V::Note,          &["nota", "note"],                          Words,    Desk,       [O, O,   D,   O,   D],     AGENT),
    row(V::Reply,         &["responder", "reply"],                    Words,    Desk,       [O, O,   D,   O,   D],     AGENT),
    row(V::Ask,           &["pedir", "ask"],                          Words,    Gate,       [O, P|G, D,   P,   D],     AGENT),
    row(V::Canned,        &["resposta", "canned"],                    Own,      Desk,       [O, O,   D,   O,   D],     0),
    row(V::Talk,          &["conversa", "talk"],                      Ticket,   Desk,       [O, O,   D,   O,   D],     0),
    row(V::Resolve,       &["resolver", "resolve"],                   Words,    Gate,       [O, P|G, D,   P,   D],     AGENT),
    row(V::Close,         &["fechar", "close"],                       MayWords, Desk,       [O, O,   D,   O,   D],     0),
    row(V::Reject,        &["rejeitar", "reject"],                    Words,    Desk,       [O, O,   D,   O,   D],     0),
    row(V::Duplicate,     &["duplicado", "duplicate"],                Value(W::Reference),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Common,        &["comum", "common"],                       Own,      Desk,       [O, O,   D,   O,   D],     0),
    row(V::Problem,       &["problema", "problem"],                   Own,      Desk,       [O, O,   D,   O,   D],     0),
    row(V::Escalate,      &["encaminhar", "escalate"],                Words,    Desk,       [O, O,   D,   O,   D],     0),
    row(V::Wait,          &["aguardar", "wait"],                      Words,    Desk,       [O, O,   D,   O,   D],     0),
    row(V::Resume,        &["retomar", "resume"],                     Ticket,   Desk,       [O, O,   D,   O,   D],     0),
    row(V::Priority,      &["prioridade", "priority", "prio"],        Reason(W::Priority),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Severity,      &["gravidade", "severity"],               Reason(W::Severity),Desk,       [P, P,   D,   O,   D],     0),
    row(V::Category,      &["categoria", "category"],                 Reason(W::Category),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Tag,           &["etiqueta", "tag"],                       Value(W::Tag),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Kind,          &["tipo", "kind"],                          Value(W::Kind),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Origin,        &["origem", "origin"],                      Value(W::Origin),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Department,    &["departamento", "department"],            Value(W::Department),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Environment,   &["ambiente", "environment"],               Value(W::Environment),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Private,       &["privado", "private"],                    Value(W::Private),Desk,       [P, P,   D,   O,   D],     0),
    row(V::Deadline,      &["prazo", "deadline"],                     Value(W::Day),Desk,       [O, O,   D,   O,   D],     0),
    row(V::Visit,         &["deslocar", "visit"],                    Reason(W::Day),Desk,       [O, O,   D,   O,   D],     0),
    row(V::TakeBack,      &["desfazer", "undo"],                      Own,      NoTicket,   [O, O,   D,   O,   D],     0),
    row(V::History,       &["historico", "history"],                  Ticket,   Read,       [P, P,   D,   P,   D],     0),
    row(V::Why,           &["porque", "why"],                         Ticket,   Read,       [P, P,   D,   P,   D],     0),
    row(V::Watch,         &["seguir", "follow"],                      Ticket,   Read,       [P, P,   D,   P,   D],     0),
    row(V::Unwatch,       &["deixar", "unfollow"],                    Ticket,   Read,       [P, P,   D,   P,   D],     0),
    row(V::Queue,         &["fila", "queue"],                         Own,      NoTicket,   [O, P,   D,   P|M, D],     AGENT | FOCAL | MANAGER),
    row(V::Away,          &["ausente", "away"],                       Own,      NoTicket,   [O, O,   D,   O,   D],     0),
    row(V::Present,       &["presente", "present"],                   Own,      NoTicket,   [O, O,   D,   O,   D],     0),
    row(V::Rota,          &["escala", "rota"],                        Own,      NoTicket,   [O, O,   D,   P|M, D],     0),
    row(V::Triage,        &["triagem", "triage"],                   Own,      NoTicket,   [O, O,   D,   O,   D],     0),
    row(V::Stale,         &["parados", "stale"],                      Own,      NoTicket,   [O, P,   D,   P|M, D],     0),
    row(V::Sla,           &["sla", "prazos"],                         Own,      NoTicket,   [P, P|G, D,   P|M, D],     MANAGER),
    row(V::Holiday,       &["feriado", "holiday"],                    Own,      NoTicket,   [O, O,   O,   P|M, D],     MANAGER),
    row(V::Announce,      &["aviso", "announce"],                     Own,      NoTicket,   [O, O,   D,   P|M, D],     MANAGER),
    row(V::Announcements, &["avisos", "news"],                        Own,      NoTicket,   [P|G, P|G, D|G, P|M|G, D|G],     REPORTER | FOCAL),
    row(V::Approve,       &["aprovar", "approve"],                    MayWords, Approver,   [O, P|G, O,   P,   P],     FOCAL),
    row(V::Refuse,        &["recusar", "refuse"],                     Words,    Approver,   [O, P|G, O,   P,   P],     0),
    row(V::PassOn,        &["passar", "passon"],                      MayWords, Approver,   [O, P|G, O,   P,   P],     0),
    row(V::OnBehalf,      &["porconta", "behalf"],                    Own,      NoTicket,   [O, P,   P,   P,   P],     FOCAL),
    row(V::LetIn,         &[],                                        Own,      NoTicket,   [O, P,   O,   O,   P],     0),
    row(V::Invite,        &["convidar", "invite"],                    Own,      NoTicket,   [O, P,   O,   O,   P],     FOCAL),
    row(V::FindPerson,    &["utilizador", "user"],                    Own,      NoTicket,   [O, O,   D,   O,   D],     0),
    row(V::Revoke,        &["revogar", "revoke"],                     Own,      NoTicket,   [O, O,   O,   O,   P],     0),
    row(V::Block,         &["bloquear", "block", "ban"],              Own,      NoTicket,   [O, O,   P,   O,   P],     0),
    row(V::Unblock,       &["desbloquear", "unblock", "unban"],       Own,      NoTicket,   [O, O,   P,   O,   P],     0),
];

/// A verb's word.
#[rustfmt::skip] // Several to a line.
pub(super) fn word(verb: V) -> &'static str {
    match verb {
        V::Enrol => "enrol", V::Report => "report", V::Mine => "mine",
        V::Status => "status", V::Answer => "answer", V::Confirm => "confirm",
        V::Reopen => "reopen", V::Withdraw => "withdraw", V::StillNeed => "still_need",
        V::Guide => "guide", V::Contacts => "contacts", V::Help => "help",
        V::Language => "language", V::Cancel => "cancel", V::Start => "start",
        V::Link => "link", V::Profile => "profile", V::Leave => "leave",
        V::Join => "join", V::Practice => "practice", V::Notifications => "notifications",
        V::Quiet => "quiet", V::Take => "take", V::Assign => "assign",
        V::Release => "release", V::Called => "called", V::Note => "note",
        V::Reply => "reply", V::Ask => "ask", V::Canned => "canned",
        V::Talk => "talk", V::Resolve => "resolve", V::Close => "close",
        V::Reject => "reject", V::Duplicate => "duplicate", V::Escalate => "escalate",
        V::Common => "common", V::Problem => "problem",
        V::Wait => "wait", V::Resume => "resume", V::Priority => "priority",
        V::Severity => "severity", V::Category => "category", V::Tag => "tag",
        V::Kind => "kind", V::Origin => "origin", V::Department => "department",
        V::Environment => "environment", V::Private => "private", V::Deadline => "deadline",
        V::Visit => "visit", V::TakeBack => "take_back", V::History => "history",
        V::Why => "why", V::Watch => "watch", V::Unwatch => "unwatch",
        V::Queue => "queue", V::Away => "away", V::Present => "present",
        V::Rota => "rota", V::Triage => "triage", V::Stale => "stale",
        V::Sla => "sla", V::Holiday => "holiday", V::Announce => "announce", V::Announcements => "announcements",
        V::Approve => "approve",
        V::Refuse => "refuse", V::PassOn => "pass_on", V::OnBehalf => "on_behalf", V::LetIn => "let_in",
        V::Invite => "invite", V::FindPerson => "find_person", V::Revoke => "revoke",
        V::Block => "block", V::Unblock => "unblock",
    }
}
