//! Rows that a transaction has read or made, by key. Every effect of a batch reads and writes through here, so
//! that a later message of the batch sees what an earlier one did; what changed is saved at the end, in sets.

use std::{collections::HashMap, hash::Hash};

use foldhash::fast::RandomState;

/// A row, and whether it has to be saved.
#[derive(Clone, Debug)]
struct Held<V> {
    /// `None`: it was looked for and is not there.
    value: Option<V>,
    fate: Fate,
}

/// What saving has to do with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in the database as it is here.
    Clean,
    /// It is not in the database yet.
    New,
    Changed,
}

/// The rows of one table.
#[derive(Clone, Debug)]
pub struct Overlay<K, V> {
    /// Each row of a batch is looked for often, and a batch is small: nobody can make its keys collide to any harm.
    rows: HashMap<K, Held<V>, RandomState>,
}

impl<K, V> Default for Overlay<K, V> {
    fn default() -> Self {
        Self { rows: HashMap::default() }
    }
}

impl<K: Eq + Hash + Clone + Ord, V: Clone> Overlay<K, V> {
    /// Whether it was looked for already, found or not.
    #[must_use]
    pub fn knows(&self, key: &K) -> bool {
        self.rows.contains_key(key)
    }

    #[must_use]
    pub fn read(&self, key: &K) -> Option<&V> {
        self.rows.get(key).and_then(|held| held.value.as_ref())
    }

    /// The row, to be changed; it will be saved.
    pub fn change(&mut self, key: &K) -> Option<&mut V> {
        let held = self.rows.get_mut(key)?;
        if held.value.is_some() && held.fate == Fate::Clean {
            held.fate = Fate::Changed;
        }
        held.value.as_mut()
    }

    /// A row as the database has it; what was changed here since stays.
    pub fn loaded(&mut self, key: K, value: V) {
        self.rows.entry(key).or_insert(Held { value: Some(value), fate: Fate::Clean });
    }

    /// Notes that these were looked for, so that nobody asks again.
    pub fn looked_for(&mut self, keys: impl IntoIterator<Item = K>) {
        for key in keys {
            self.rows.entry(key).or_insert(Held { value: None, fate: Fate::Clean });
        }
    }

    /// Whether it was made in this transaction.
    #[must_use]
    pub fn is_new(&self, key: &K) -> bool {
        self.rows.get(key).is_some_and(|held| held.fate == Fate::New)
    }

    pub fn insert(&mut self, key: K, value: V) {
        self.rows.insert(key, Held { value: Some(value), fate: Fate::New });
    }

    /// Takes a row out; it counts as not there from now on, and is no longer saved from here.
    pub fn take(&mut self, key: &K) -> Option<V> {
        let held = self.rows.get_mut(key)?;
        held.fate = Fate::Clean;
        held.value.take()
    }

    /// Everything that has to be saved, in the order of the keys (so that locks are taken in one order).
    #[must_use]
    pub fn unsaved(&self) -> Vec<(&K, &V, Fate)> {
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, held)| held.fate != Fate::Clean)
            .filter_map(|(key, held)| held.value.as_ref().map(|value| (key, value, held.fate)))
            .collect();
        rows.sort_by(|a, b| a.0.cmp(b.0));
        rows
    }

    /// Those of `keys` that were not looked for yet, once each.
    #[must_use]
    pub fn unknown(&self, keys: impl IntoIterator<Item = K>) -> Vec<K> {
        let mut unknown: Vec<K> = keys.into_iter().filter(|key| !self.knows(key)).collect();
        unknown.sort();
        unknown.dedup();
        unknown
    }

    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.rows.values().filter_map(|held| held.value.as_ref())
    }
}
