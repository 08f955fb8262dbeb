//! Whom a bulletin reaches, counted as whoever sends it is shown it: how many groups and people, in which languages, and
//! who is left out and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Words,
    audience::{LeftOut, Recipient},
};
use crate::text::locale::Locale;

/// Whom a bulletin reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Groups that are told, by language.
    pub groups: BTreeMap<Locale, usize>,
    /// People who are told in private, by language.
    pub people: BTreeMap<Locale, usize>,
    /// Of all of these, those who read it with the next digest.
    pub digest: usize,
    /// The groups that are left out: the partner of each, where it has one.
    pub groups_out: BTreeMap<LeftOut, Vec<Option<i64>>>,
    pub people_out: BTreeMap<LeftOut, usize>,
}

impl Tally {
    #[must_use]
    pub fn of(recipients: &[Recipient]) -> Self {
        let mut tally = Self::default();
        for one in recipients {
            match (one.left_out, one.person) {
                (None, None) => *tally.groups.entry(one.locale).or_default() += 1,
                (None, Some(_)) => *tally.people.entry(one.locale).or_default() += 1,
                (Some(why), None) => tally.groups_out.entry(why).or_default().push(one.partner),
                (Some(why), Some(_)) => *tally.people_out.entry(why).or_default() += 1,
            }
            tally.digest += usize::from(one.left_out.is_none() && one.digest);
        }
        tally
    }

    /// How many groups are told.
    #[must_use]
    pub fn all_groups(&self) -> usize {
        self.groups.values().sum()
    }

    /// How many people are told in private.
    #[must_use]
    pub fn all_people(&self) -> usize {
        self.people.values().sum()
    }

    /// How many chats are told.
    #[must_use]
    pub fn told(&self) -> usize {
        self.all_groups() + self.all_people()
    }

    /// The languages in which somebody is told for whom there are no words: they read another one. With how many groups and
    /// people each concerns.
    #[must_use]
    pub fn missing(&self, words: &Words) -> Vec<(Locale, usize, usize)> {
        let count = |of: &BTreeMap<Locale, usize>, locale| of.get(&locale).copied().unwrap_or_default();
        Locale::ALL
            .into_iter()
            .filter(|locale| words.get(locale).is_none_or(|words| words.trim().is_empty()))
            .map(|locale| (locale, count(&self.groups, locale), count(&self.people, locale)))
            .filter(|(_, groups, people)| groups + people > 0)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(person: Option<i64>, locale: Locale, left_out: Option<LeftOut>) -> Recipient {
        let address = format!("web:{person:?}{locale}{left_out:?}");
        Recipient { address, person, partner: Some(7), locale, left_out, digest: false, instead_of: None }
    }

    #[test]
    fn what_is_told_and_left_out_is_counted_apart() {
        let reached = [
            one(None, Locale::Pt, None),
            one(None, Locale::En, None),
            one(None, Locale::Pt, Some(LeftOut::Muted)),
            one(Some(1), Locale::Pt, None),
            one(Some(2), Locale::En, Some(LeftOut::ToldInGroup)),
        ];
        let tally = Tally::of(&reached);
        assert_eq!((tally.all_groups(), tally.all_people(), tally.told()), (2, 1, 3));
        assert_eq!(tally.groups_out, BTreeMap::from([(LeftOut::Muted, vec![Some(7)])]));
        assert_eq!(tally.people_out, BTreeMap::from([(LeftOut::ToldInGroup, 1)]));
        let words = Words::from([(Locale::Pt, "O OpenMRS está lento.".into())]);
        assert_eq!(tally.missing(&words), [(Locale::En, 1, 0)]);
    }
}
