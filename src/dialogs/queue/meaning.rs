//! What words can mean to the queue's filter: its parts, statuses, and the values that the desk and the directory name.

use std::collections::BTreeSet;

use crate::{
    core::{queue::Slice, ticket::Status},
    dialogs::view::View,
    text::{fold, locale::Locale},
};

/// What a `name:` before a value may be, in Portuguese and English.
pub const KEYS: [(Key, &[&str]); 13] = [
    (Key::State, &["estado", "state", "status"]),
    (Key::Partner, &["parceiro", "partner"]),
    (Key::Province, &["provincia", "province"]),
    (Key::Facility, &["us", "facility", "unidade"]),
    (Key::System, &["sistema", "system"]),
    (Key::Category, &["categoria", "category"]),
    (Key::Priority, &["prioridade", "priority"]),
    (Key::Tag, &["etiqueta", "tag"]),
    (Key::Department, &["departamento", "department"]),
    (Key::Text, &["texto", "text"]),
    (Key::Closed, &["fechados", "closed"]),
    (Key::Owner, &["responsavel", "owner"]),
    (Key::Slice, &["ver", "show"]),
];

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    State,
    Partner,
    Province,
    Facility,
    System,
    Category,
    Priority,
    Tag,
    Department,
    Text,
    Closed,
    Owner,
    Slice,
}

/// What a value means for the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Slice(Slice),
    Digest,
    Statuses(&'static [Status]),
    Partner(i64, String),
    Province(String),
    Facility(i64, String),
    System(String),
    Category(String),
    Priority(String),
    Tag(String),
    Department(String),
    Unowned,
    /// Whether also what has ended.
    Closed(bool),
}

const SLICES: [(&[&str], Slice); 6] = [
    (&["novo", "novos", "nova", "novas", "new"], Slice::New),
    (&["meu", "meus", "minha", "minhas", "mine", "my"], Slice::Mine),
    (&["parado", "parados", "parada", "paradas", "stalled", "stuck", "ageing", "aging"], Slice::Stalled),
    (&["risco", "em risco", "atrasado", "atrasados", "risk", "late", "overdue"], Slice::Risk),
    (&["chamada", "chamadas", "ligar", "telefonar", "call", "calls"], Slice::Calls),
    (&["todo", "todos", "toda", "todas", "tudo", "all"], Slice::Theirs),
];
pub const DIGEST: &[&str] = &["resumo", "digest", "summary"];
const UNOWNED: &[&str] = &["por atribuir", "ninguem", "livre", "livres", "unassigned", "nobody", "free"];
const STATUSES: [(&[&str], &[Status]); 9] = [
    (&["aberto", "abertos", "aberta", "open"], OPEN),
    (&["novo", "novos", "new"], &[Status::New]),
    (&["em curso", "curso", "in progress", "progress"], &[Status::InProgress]),
    (&["a espera", "espera", "a espera de resposta", "waiting"], &[Status::WaitingReporter]),
    (&["a espera do ponto focal", "ponto focal", "focal point"], &[Status::WaitingFocalPoint]),
    (&["a espera de terceiros", "terceiros", "third party"], &[Status::WaitingThirdParty]),
    (&["resolvido", "resolvidos", "resolved"], &[Status::Resolved]),
    (&["duplicado", "duplicados", "repetido", "repetidos", "duplicate"], &[Status::Duplicate]),
    (&["fechado", "fechados", "encerrado", "encerrados", "closed"], ENDED),
];
const OPEN: &[Status] =
    &[Status::WaitingFocalPoint, Status::New, Status::InProgress, Status::WaitingReporter, Status::WaitingThirdParty];
const ENDED: &[Status] = &[Status::Closed, Status::Duplicate, Status::Rejected, Status::Cancelled];
const REJECTED: [(&[&str], &[Status]); 2] = [
    (&["rejeitado", "rejeitados", "rejected"], &[Status::Rejected]),
    (&["cancelado", "cancelados", "cancelled", "canceled"], &[Status::Cancelled]),
];
/// A kind's name, as it is typed before a value.
pub fn name(key: Key, locale: Locale) -> String {
    let names = KEYS.iter().find(|(other, _)| *other == key).map_or(&[][..], |(_, names)| names);
    let at = match locale {
        Locale::Pt => 0,
        Locale::En => 1,
    };
    names.get(at).copied().unwrap_or_default().to_owned()
}

/// All values of a kind, with their names folded.
pub fn options(key: Key, view: &View<'_>) -> Vec<(Vec<String>, Meaning)> {
    let desk = view.desk;
    let ours = |names: &[&str], meaning: Meaning| (names.iter().map(|name| (*name).to_owned()).collect(), meaning);
    match key {
        Key::Slice => SLICES
            .iter()
            .map(|(names, slice)| ours(names, Meaning::Slice(*slice)))
            .chain([ours(DIGEST, Meaning::Digest)])
            .collect(),
        Key::State => {
            STATUSES.iter().chain(&REJECTED).map(|(names, all)| ours(names, Meaning::Statuses(all))).collect()
        }
        Key::Owner => {
            let me = ["eu", "mim", "me"];
            vec![ours(&me, Meaning::Slice(Slice::Mine)), ours(UNOWNED, Meaning::Unowned)]
        }
        Key::Closed => vec![
            ours(&["sim", "yes", "tambem", "too"], Meaning::Closed(true)),
            ours(&["nao", "no"], Meaning::Closed(false)),
        ],
        Key::System => {
            desk.systems.iter().map(|one| (one.names().to_vec(), Meaning::System(one.key.clone()))).collect()
        }
        Key::Category => {
            let all = desk.categories.iter().map(|one| &one.named);
            all.map(|one| (one.names().to_vec(), Meaning::Category(one.key.clone()))).collect()
        }
        Key::Priority => {
            let all = desk.all_priorities().into_iter().map(|one| &one.named);
            all.map(|one| (one.names().to_vec(), Meaning::Priority(one.key.clone()))).collect()
        }
        Key::Department => {
            let all = desk.departments.iter().map(|one| &one.named);
            all.map(|one| (one.names().to_vec(), Meaning::Department(one.key.clone()))).collect()
        }
        Key::Tag => desk.tags.iter().map(|one| (one.names().to_vec(), Meaning::Tag(tag(&one.key)))).collect(),
        Key::Partner => {
            let names = |code: &str, name: &str| vec![fold::fold_words(code), fold::fold_words(name)];
            let all = view.directory.partners.iter();
            all.map(|one| (names(&one.code, &one.name), Meaning::Partner(one.id, one.code.clone()))).collect()
        }
        Key::Province => {
            let all: BTreeSet<&String> = view.directory.facilities.iter().map(|one| &one.province).collect();
            all.into_iter().map(|one| (vec![fold::fold_words(one)], Meaning::Province(one.clone()))).collect()
        }
        // Facilities are looked up, not listed.
        Key::Text | Key::Facility => Vec::new(),
    }
}

/// A tag as tickets have it.
pub fn tag(typed: &str) -> String {
    fold::fold_words(typed).replace(' ', "-")
}
