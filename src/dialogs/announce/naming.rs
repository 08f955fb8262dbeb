//! Whom an announcement is for, as people type it: partners, provinces, districts, who uses a system, roles.
//!
//! ```text
//! Bo:   /aviso A-7 para CCS, província Gaza
//! bot:  Não sei quem é «CCSS». Parceiros: ARIEL, CCS, EGPAF …
//! ```

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    core::{announce::Audience, directory::Partner, person::Role},
    dialogs::{typed, view::View},
    text::fold,
};

/// So many names are listed where one is not known.
const LISTED: usize = 16;

/// What names are looked for among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Anything,
    Partner,
    Province,
    District,
    System,
    Role,
}

/// A name that is nobody's, or several's; with what it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclear {
    pub typed: String,
    /// Several are called so; else nobody is.
    pub several: bool,
    pub names: Vec<String>,
}

/// One of those whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Named {
    Partner(i64),
    Province(String),
    District(String, String),
    System(String),
    Role(Role),
}

/// Reads the names of those whom it is for. "Everybody" is an audience of nobody by name.
pub(super) fn read(typed: &str, sort: Sort, view: &View<'_>) -> Result<Audience, Unclear> {
    let mut audience = Audience::default();
    if is_everybody(typed) {
        return Ok(audience);
    }
    for part in typed.split([',', ';', '\n', '+']).map(str::trim).filter(|part| !part.is_empty()) {
        match one(part, sort, view) {
            Ok(named) => add(&mut audience, named),
            Err(wrong) => {
                // A name may have an "and" in it; else it stands between two.
                let parts = and(part);
                if parts.len() < 2 {
                    return Err(wrong);
                }
                for part in parts {
                    add(&mut audience, one(part, sort, view)?);
                }
            }
        }
    }
    Ok(audience)
}

/// «todos os parceiros»
pub(super) fn is_everybody(typed: &str) -> bool {
    const ALL: [&str; 12] = [
        "todos",
        "todas",
        "tudo",
        "todos os parceiros",
        "todos os grupos",
        "todos parceiros",
        "toda a gente",
        "all",
        "everybody",
        "everyone",
        "all partners",
        "all groups",
    ];
    ALL.contains(&fold::fold(typed).as_str())
}

/// The parts of `Gaza e Inhambane`.
fn and(part: &str) -> Vec<&str> {
    let by = [" e ", " and ", " & "].into_iter().find(|by| part.contains(by));
    by.map_or_else(|| vec![part], |by| part.split(by).map(str::trim).filter(|part| !part.is_empty()).collect())
}

fn add(audience: &mut Audience, named: Named) {
    match named {
        Named::Partner(id) => push(&mut audience.partners, id),
        Named::Province(name) => push(&mut audience.provinces, name),
        Named::District(province, name) => push(&mut audience.districts, (province, name)),
        Named::System(key) => push(&mut audience.systems, key),
        Named::Role(role) => push(&mut audience.roles, role),
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

/// One name, perhaps after a word that says what it names.
fn one(part: &str, sort: Sort, view: &View<'_>) -> Result<Named, Unclear> {
    let (sort, name) = sorted(part, sort);
    let mut found = Vec::new();
    let is = |wanted: Sort| sort == Sort::Anything || sort == wanted;
    if is(Sort::Partner) {
        found.extend(partners(name, view).into_iter().map(|one| (one.name.clone(), Named::Partner(one.id))));
    }
    if is(Sort::Province) {
        let same = |province: &&String| fold::fold_words(province) == fold::fold_words(name);
        found.extend(provinces(view).into_iter().filter(same).map(|one| (one.clone(), Named::Province(one.clone()))));
    }
    // A district that is called as its province is meant where it is called a district.
    if is(Sort::District) && found.is_empty() {
        found.extend(districts(name, view));
    }
    if is(Sort::System) && found.is_empty() {
        let called = view.desk.systems.iter().filter(|system| typed::is_called(system, name));
        found.extend(called.map(|system| (system.key.clone(), Named::System(system.key.clone()))));
    }
    if is(Sort::Role) && found.is_empty() {
        found.extend(role(name).map(|role| (String::new(), Named::Role(role))));
    }
    if found.len() > 1 {
        let names = found.into_iter().map(|(name, _)| name).take(LISTED).collect();
        return Err(Unclear { typed: part.to_owned(), several: true, names });
    }
    let nobody = || Unclear { typed: part.to_owned(), several: false, names: known(sort, view) };
    found.pop().map(|(_, named)| named).ok_or_else(nobody)
}

/// The word that says what a name is of, taken off it.
fn sorted(part: &str, sort: Sort) -> (Sort, &str) {
    let (first, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
    let said = match fold::fold(first).as_str() {
        "parceiro" | "parceiros" | "partner" | "partners" => Sort::Partner,
        "provincia" | "provincias" | "province" | "provinces" => Sort::Province,
        "distrito" | "distritos" | "district" | "districts" => Sort::District,
        "sistema" | "sistemas" | "system" | "systems" => Sort::System,
        "funcao" | "funcoes" | "papel" | "role" | "roles" => Sort::Role,
        _ => return (sort, part),
    };
    let rest = rest.trim();
    let rest = ["de ", "do ", "da ", "of "].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    if rest.is_empty() { (sort, part) } else { (said, rest) }
}

/// Partners that are called so, or else those whose name has these words in it.
fn partners<'v>(name: &str, view: &View<'v>) -> Vec<&'v Partner> {
    let words = fold::fold_words(name);
    let all = &view.directory.partners;
    let is_it = |one: &&Partner| fold::fold_words(&one.name) == words || fold::fold_words(&one.code) == words;
    let exact: Vec<&Partner> = all.iter().filter(is_it).collect();
    if !exact.is_empty() || words.chars().count() < 3 {
        return exact;
    }
    let has = |one: &&Partner| format!(" {} ", fold::fold_words(&one.name)).contains(&format!(" {words} "));
    all.iter().filter(has).collect()
}

fn provinces<'v>(view: &View<'v>) -> BTreeSet<&'v String> {
    view.directory.facilities.iter().map(|one| &one.province).filter(|name| !name.is_empty()).collect()
}

/// Districts of this name; `Chókwè (Gaza)` where another province has one too.
fn districts(name: &str, view: &View<'_>) -> Vec<(String, Named)> {
    let (name, province) = name.trim_end_matches(')').split_once('(').unwrap_or((name, ""));
    let (name, province) = (fold::fold_words(name), fold::fold_words(province));
    let facilities = view.directory.facilities.iter();
    let there: BTreeSet<(&String, &String)> = facilities
        .filter(|one| fold::fold_words(&one.district) == name)
        .filter(|one| province.is_empty() || fold::fold_words(&one.province) == province)
        .map(|one| (&one.province, &one.district))
        .collect();
    let shown = |(province, district): (&String, &String)| {
        (format!("{district} ({province})"), Named::District(province.clone(), district.clone()))
    };
    there.into_iter().map(shown).collect()
}

fn role(name: &str) -> Option<Role> {
    match fold::fold_words(name).as_str() {
        "pontos focais" | "ponto focal" | "focais" | "focal points" | "focal point" => Some(Role::FocalPoint),
        "utilizadores"
        | "utilizador"
        | "quem reporta"
        | "unidades sanitarias"
        | "users"
        | "reporters"
        | "facilities" => Some(Role::Reporter),
        "tecnicos" | "tecnico" | "equipa" | "agents" | "agent" | "team" => Some(Role::Agent),
        "gestores" | "gestor" | "chefes" | "managers" | "manager" => Some(Role::Manager),
        "administradores" | "administrador" | "admins" | "admin" => Some(Role::Admin),
        _ => None,
    }
}

/// Names that there are, for whoever typed another one.
pub(super) fn known(sort: Sort, view: &View<'_>) -> Vec<String> {
    let partners = view.directory.partners.iter().map(|one| one.name.clone());
    let all_provinces = provinces(view).into_iter().cloned();
    let districts: BTreeSet<&String> = view.directory.facilities.iter().map(|one| &one.district).collect();
    let systems = view.desk.systems.iter().map(|one| one.label.in_locale(view.locale).to_owned());
    match sort {
        Sort::Anything => partners.chain(all_provinces).take(2 * LISTED).collect(),
        Sort::Partner => partners.take(LISTED).collect(),
        Sort::Province => all_provinces.take(LISTED).collect(),
        Sort::District => districts.into_iter().take(LISTED).cloned().collect(),
        Sort::System => systems.take(LISTED).collect(),
        Sort::Role => Vec::new(),
    }
}

/// No system is called so.
pub(super) fn no_system(typed: &str, view: &View<'_>) -> Unclear {
    Unclear { typed: typed.to_owned(), several: false, names: known(Sort::System, view) }
}
