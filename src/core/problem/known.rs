//! The problems that reporters are offered before they file: those that go on and have an approved summary. They are few,
//! and are held in memory as the directory is: read outside of any transaction, and anew when one has changed.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row as _};

use crate::text::{alike::Index, locale::Locale};

/// What is offered of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub id: i64,
    pub system: String,
    pub category: String,
    pub urgency: String,
    pub impact: String,
    /// As it was approved.
    pub summaries: BTreeMap<Locale, String>,
}

impl Offer {
    /// What a reader of a language is shown.
    #[must_use]
    pub fn summary(&self, locale: Locale) -> &str {
        self.summaries.get(&locale).or_else(|| self.summaries.values().next()).map_or("", String::as_str)
    }
}

/// The problems that may be offered.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Of what was read.
    pub version: i64,
    offers: BTreeMap<i64, Offer>,
    index: Index,
}

impl Known {
    /// The problems that words are likely to be about, the likeliest first; at most so many.
    #[must_use]
    pub fn likely(&self, words: &str, most: usize) -> Vec<&Offer> {
        if self.offers.is_empty() {
            return Vec::new();
        }
        self.index.likely(words, most).iter().filter_map(|likely| self.offers.get(&likely.id)).collect()
    }

    #[must_use]
    pub fn offer(&self, id: i64) -> Option<&Offer> {
        self.offers.get(&id)
    }

    /// Of offers, and of further words by which each is found: they are compared, and never shown.
    #[must_use]
    pub fn of(version: i64, offers: Vec<(Offer, Vec<String>)>) -> Self {
        let texts = offers.iter().flat_map(|(offer, further)| {
            let texts = offer.summaries.values().chain(further);
            texts.map(|text| (offer.id, text.as_str()))
        });
        let index = Index::of(texts);
        Self { version, index, offers: offers.into_iter().map(|(offer, _)| (offer.id, offer)).collect() }
    }
}

/// Reads what may be offered, as it was committed.
///
/// # Errors
/// The database's.
pub async fn load_known(conn: &mut AnyConnection, version: i64) -> Result<Known, sqlx::Error> {
    let found = sqlx::query(
        "select p.ticket_id, t.system_key, t.category_key, t.urgency_key, t.impact_key, s.locale, s.words, p.symptom
         from problem p join ticket t on t.id = p.ticket_id join problem_summary s on s.problem_id = p.ticket_id
         where p.state <> 'solved' and s.approved_at is not null and t.is_private = 0 and t.is_practice = 0
         order by p.ticket_id, s.locale",
    )
    .fetch_all(conn)
    .await?;
    let mut offers: BTreeMap<i64, (Offer, Vec<String>)> = BTreeMap::new();
    for row in found {
        let id: i64 = row.try_get(0)?;
        let offer = Offer {
            id,
            system: row.try_get(1)?,
            category: row.try_get(2)?,
            urgency: row.try_get(3)?,
            impact: row.try_get(4)?,
            summaries: BTreeMap::new(),
        };
        let symptom = Some(row.try_get::<String, _>(7)?).filter(|words| !words.is_empty());
        let (offer, _) = offers.entry(id).or_insert_with(|| (offer, symptom.into_iter().collect()));
        let locale: String = row.try_get(5)?;
        offer.summaries.insert(locale.parse().unwrap_or_default(), row.try_get(6)?);
    }
    Ok(Known::of(version, offers.into_values().collect()))
}
