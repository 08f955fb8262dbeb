//! Answers that the desk has ready: those of its file, and those that its people made in the chat. One is picked by the
//! first letters of its name and sent as a reply, in the reporter's language.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row as _};

use super::{
    person::{Person, Role},
    policy::desk::Desk,
    unit::Unit,
};
use crate::text::{fold, locale::Locale};

/// The longest name, in characters: it stands on a button.
const LONGEST_NAME: usize = 20;

/// A ready answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// `desk:KEY`, or `made:` and the folded name.
    pub key: String,
    /// As it stands on a button.
    pub name: String,
    /// What it may be called in typing, folded.
    pub called: Vec<String>,
    /// A key of the desk's departments, where it is one's alone.
    pub department: Option<String>,
    pub texts: BTreeMap<Locale, String>,
    /// Who made it, where it is not the desk file's.
    pub author: Option<i64>,
}

impl Ready {
    /// Its words in a language, or in the one that there is.
    #[must_use]
    pub fn in_locale(&self, locale: Locale) -> &str {
        self.texts.get(&locale).or_else(|| self.texts.values().next()).map_or("", String::as_str)
    }

    /// Whether each typed word begins one of its names' words.
    fn is_called(&self, typed: &str) -> bool {
        self.called.iter().any(|name| fold::begins(name, typed))
    }
}

/// Why a ready answer could not be kept or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Without letters, or longer than a button.
    Name,
    NoWords,
    /// There is one of this name, in this language.
    Taken,
    NotFound,
    /// It is somebody else's, or the desk file's.
    NotYours,
}

/// All ready answers for somebody at the desk: those of their departments first, then by name.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut AnyConnection, desk: &Desk, person: &Person) -> Result<Vec<Ready>, sqlx::Error> {
    let mut all: Vec<Ready> = desk.canned.iter().map(|canned| of_desk(canned, person.locale)).collect();
    let found = sqlx::query("select name, name_folded, locale, department, words, created_by from canned order by id")
        .fetch_all(conn)
        .await?;
    for row in found {
        let (name, folded, locale): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let (key, words): (String, String) = (format!("made:{folded}"), row.try_get(4)?);
        let locale = locale.parse().unwrap_or(Locale::Pt);
        if let Some(known) = all.iter_mut().find(|ready| ready.key == key) {
            known.texts.insert(locale, words);
            continue;
        }
        let texts = BTreeMap::from([(locale, words)]);
        let (department, author) = (row.try_get(3)?, row.try_get(5)?);
        all.push(Ready { key, name, called: vec![folded], department, texts, author: Some(author) });
    }
    let is_own = |ready: &Ready| ready.department.as_ref().is_some_and(|own| person.profile.departments.contains(own));
    all.sort_by_cached_key(|ready| (!is_own(ready), fold::fold_words(&ready.name)));
    Ok(all)
}

fn of_desk(canned: &super::policy::desk::Canned, locale: Locale) -> Ready {
    let named = &canned.named;
    let key = named.key.replace('_', " ");
    Ready {
        key: format!("desk:{}", named.key),
        name: named.label.in_locale(locale).to_owned(),
        called: named.names().iter().cloned().chain([key]).collect(),
        department: canned.department.clone(),
        texts: canned.text.0.clone(),
        author: None,
    }
}

/// Those that a few letters may mean; one whose name is exactly this is meant alone.
#[must_use]
pub fn called<'r>(all: &'r [Ready], typed: &str) -> Vec<&'r Ready> {
    let typed = fold::fold_words(typed);
    let exact: Vec<&Ready> = all.iter().filter(|ready| ready.called.contains(&typed)).collect();
    if exact.len() == 1 { exact } else { all.iter().filter(|ready| ready.is_called(&typed)).collect() }
}

/// Keeps a new answer, in the language of whoever made it, for their department where they have only one.
///
/// # Errors
/// The database's.
pub async fn add(
    unit: &mut Unit<'_>,
    author: &Person,
    name: &str,
    words: &str,
) -> Result<Result<(), Wrong>, sqlx::Error> {
    let (name, folded, words) = (name.trim(), fold::fold_words(name), words.trim());
    if folded.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Ok(Err(Wrong::Name));
    }
    if words.is_empty() {
        return Ok(Err(Wrong::NoWords));
    }
    let department = match author.profile.departments.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    let kept = sqlx::query(
        "insert into canned (id, name, name_folded, locale, department, words, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
    )
    .bind(unit.next_id())
    .bind(name)
    .bind(folded)
    .bind(author.locale.code())
    .bind(department)
    .bind(words)
    .bind(author.id)
    .bind(unit.now)
    .execute(&mut *unit.conn)
    .await?;
    Ok(if kept.rows_affected() == 1 { Ok(()) } else { Err(Wrong::Taken) })
}

/// Removes an answer that was made in the chat, in all its languages: its author may, and an administrator.
///
/// # Errors
/// The database's.
pub async fn remove(
    unit: &mut Unit<'_>,
    person: &Person,
    all: &[Ready],
    name: &str,
) -> Result<Result<String, Wrong>, sqlx::Error> {
    let folded = fold::fold_words(name);
    let Some(ready) = all.iter().find(|ready| ready.called.contains(&folded)) else { return Ok(Err(Wrong::NotFound)) };
    let Some(author) = ready.author else { return Ok(Err(Wrong::NotYours)) };
    if author != person.id && person.role != Role::Admin {
        return Ok(Err(Wrong::NotYours));
    }
    sqlx::query("delete from canned where name_folded = $1").bind(folded).execute(&mut *unit.conn).await?;
    Ok(Ok(ready.name.clone()))
}

/// Puts a ticket's own values in the places that a text has for them.
#[must_use]
pub fn fill(text: &str, name: &str, reference: &str, facility: &str) -> String {
    const PLACES: [(&str, usize); 6] =
        [("{nome}", 0), ("{name}", 0), ("{referencia}", 1), ("{reference}", 1), ("{us}", 2), ("{facility}", 2)];
    let values = [name, reference, facility];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Once over the text: a name that looks like a place is not filled again.
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match PLACES.iter().find(|(place, _)| rest.starts_with(place)) {
            Some((place, value)) => {
                out.push_str(values[*value]);
                rest = &rest[place.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(name: &str) -> Ready {
        Ready {
            key: name.into(),
            name: name.into(),
            called: vec![fold::fold_words(name)],
            department: None,
            texts: BTreeMap::new(),
            author: None,
        }
    }

    #[test]
    fn few_letters_are_enough() {
        let all = [ready("Não reinicie"), ready("Reiniciar navegador"), ready("Obrigado")];
        let names = |typed: &str| called(&all, typed).iter().map(|ready| ready.name.clone()).collect::<Vec<_>>();
        assert_eq!(names("rein"), ["Não reinicie", "Reiniciar navegador"]);
        assert_eq!(names("nave rein"), ["Reiniciar navegador"]);
        assert_eq!(names("obrig"), ["Obrigado"]);
        assert_eq!(names("nao reinicie"), ["Não reinicie"]);
        assert!(names("").is_empty() && names("xyz").is_empty());
    }

    #[test]
    fn places_are_filled_once() {
        let text = "Bom dia, {nome}. {referencia} de {us}. {outro} {";
        assert_eq!(fill(text, "{us}", "BL-1", "CS A"), "Bom dia, {us}. BL-1 de CS A. {outro} {");
    }
}
