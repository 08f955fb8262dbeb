//! What reporters are offered before they file: problems that go on and have an approved summary, announcements that go on,
//! and the desk's published answers. They are few, and are held in memory as the directory is: read outside of any
//! transaction, and anew when one has changed.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row as _};

use crate::{
    core::{
        announce::{self, Audience, Words},
        policy::desk::{Canned, Desk},
    },
    text::{alike::Index, locale::Locale},
};

/// So much of an announcement's words stands for its problem, in characters, where no summary was approved.
const SUMMED_UP: usize = 100;

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

/// An announcement of no problem that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub id: i64,
    /// `A-7`.
    pub name: String,
    pub audience: Audience,
    pub words: Words,
}

/// An answer of the desk file's that anybody may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Below zero: no row has such an id.
    pub id: i64,
    pub texts: Words,
}

/// One of what may be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'k> {
    Problem(&'k Offer),
    Announcement(&'k Told),
    Answer(&'k Published),
}

impl Found<'_> {
    #[must_use]
    pub fn id(&self) -> i64 {
        match self {
            Self::Problem(offer) => offer.id,
            Self::Announcement(told) => told.id,
            Self::Answer(answer) => answer.id,
        }
    }
}

/// Of what was read: whatever rises is read anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    pub problems: i64,
    pub announcements: i64,
    pub desk_file: i64,
}

/// What may be offered.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// None: nothing was read yet.
    pub version: Option<Version>,
    offers: BTreeMap<i64, Offer>,
    told: BTreeMap<i64, Told>,
    answers: BTreeMap<i64, Published>,
    index: Index,
}

/// Something with further words by which it is found: they are compared, and never shown.
type With<T> = (T, Vec<String>);

impl Known {
    /// What words are likely to be about, the likeliest first; at most so many.
    #[must_use]
    pub fn likely(&self, words: &str, most: usize) -> Vec<Found<'_>> {
        if self.offers.is_empty() && self.told.is_empty() && self.answers.is_empty() {
            return Vec::new();
        }
        self.index.likely(words, most).iter().filter_map(|likely| self.found(likely.id)).collect()
    }

    fn found(&self, id: i64) -> Option<Found<'_>> {
        let problem = self.offers.get(&id).map(Found::Problem);
        let told = || self.told.get(&id).map(Found::Announcement);
        problem.or_else(told).or_else(|| self.answers.get(&id).map(Found::Answer))
    }

    #[must_use]
    pub fn offer(&self, id: i64) -> Option<&Offer> {
        self.offers.get(&id)
    }

    #[must_use]
    pub fn announcement(&self, id: i64) -> Option<&Told> {
        self.told.get(&id)
    }

    /// Of problems alone.
    #[must_use]
    pub fn of(version: i64, offers: Vec<With<Offer>>) -> Self {
        Self::holding(Version { problems: version, ..Version::default() }, offers, Vec::new(), Vec::new())
    }

    /// Of all that there is.
    #[must_use]
    pub fn holding(
        version: Version,
        offers: Vec<With<Offer>>,
        told: Vec<With<Told>>,
        answers: Vec<With<Published>>,
    ) -> Self {
        let of_offers = offers.iter().map(|(offer, further)| (offer.id, &offer.summaries, further));
        let of_told = told.iter().map(|(told, further)| (told.id, &told.words, further));
        let shown = of_offers.chain(of_told).flat_map(|(id, shown, further)| {
            let texts = shown.values().chain(further);
            texts.map(move |text| (id, text.as_str()))
        });
        // Of an answer its name and how it begins tell what it is about.
        let of_answers = answers.iter().flat_map(|(answer, further)| {
            let id = answer.id;
            further.iter().map(move |text| (id, text.as_str()))
        });
        let index = Index::of(shown.chain(of_answers));
        Self {
            version: Some(version),
            index,
            offers: offers.into_iter().map(|(offer, _)| (offer.id, offer)).collect(),
            told: told.into_iter().map(|(told, _)| (told.id, told)).collect(),
            answers: answers.into_iter().map(|(answer, _)| (answer.id, answer)).collect(),
        }
    }
}

/// Reads what may be offered, as it was committed; `desk` has the published answers.
///
/// # Errors
/// The database's.
pub async fn load_known(conn: &mut AnyConnection, version: Version, desk: &Desk) -> Result<Known, sqlx::Error> {
    let mut offers = problems(conn).await?;
    let told = announcements(conn, &mut offers).await?;
    let offers = offers.into_values().filter(|(offer, _)| !offer.summaries.is_empty()).collect();
    let published = (1..).zip(&desk.canned).filter(|(_, canned)| canned.published);
    let answers = published.map(|(at, canned)| (published_of(-at, canned), begins(canned))).collect();
    Ok(Known::holding(version, offers, told, answers))
}

async fn problems(conn: &mut AnyConnection) -> Result<BTreeMap<i64, With<Offer>>, sqlx::Error> {
    let found = sqlx::query(
        "select p.ticket_id, t.system_key, t.category_key, t.urgency_key, t.impact_key, s.locale, s.words, p.symptom
         from problem p join ticket t on t.id = p.ticket_id
         left join problem_summary s on s.problem_id = p.ticket_id and s.approved_at is not null
         where p.state <> 'solved' and t.is_private = 0 and t.is_practice = 0
         order by p.ticket_id, s.locale",
    )
    .fetch_all(conn)
    .await?;
    let mut offers: BTreeMap<i64, With<Offer>> = BTreeMap::new();
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
        let locale: Option<String> = row.try_get(5)?;
        if let (Some(locale), Some(words)) = (locale, row.try_get(6)?) {
            offer.summaries.insert(locale.parse().unwrap_or_default(), words);
        }
    }
    Ok(offers)
}

/// The announcements of no problem that go on. One of a problem counts as that: its words tell of it, and sum it up where
/// nothing else does.
async fn announcements(
    conn: &mut AnyConnection,
    offers: &mut BTreeMap<i64, With<Offer>>,
) -> Result<Vec<With<Told>>, sqlx::Error> {
    let found = sqlx::query(
        "select a.id, a.number, a.audience, a.problem_id, w.locale, w.words from announcement a
         join bulletin b on b.announcement_id = a.id join bulletin_words w on w.bulletin_id = b.id
         where a.state = 'going_on' and b.stage in ('going', 'out', 'stopped') order by a.id, b.id, w.locale",
    )
    .fetch_all(conn)
    .await?;
    let mut told: BTreeMap<i64, With<Told>> = BTreeMap::new();
    for row in found {
        let (id, problem): (i64, Option<i64>) = (row.try_get(0)?, row.try_get(3)?);
        let (locale, words): (Locale, String) =
            (row.try_get::<String, _>(4)?.parse().unwrap_or_default(), row.try_get(5)?);
        if let Some(problem) = problem {
            if let Some((offer, further)) = offers.get_mut(&problem) {
                let summed_up: String = words.trim().trim_end_matches('.').chars().take(SUMMED_UP).collect();
                offer.summaries.entry(locale).or_insert(summed_up);
                further.extend(sentences(&words));
            }
            continue;
        }
        let one = Told {
            id,
            name: announce::name(row.try_get(1)?),
            audience: serde_json::from_str(&row.try_get::<String, _>(2)?).unwrap_or_default(),
            words: Words::new(),
        };
        let (one, further) = told.entry(id).or_insert_with(|| (one, Vec::new()));
        further.extend(sentences(&words));
        // What was told last is shown.
        one.words.insert(locale, words);
    }
    Ok(told.into_values().collect())
}

/// Each sentence tells of it: what the team does about it is not what reporters write.
fn sentences(words: &str) -> Vec<String> {
    let sentences = words.split(['.', '!', '?', '\n']).map(str::trim).filter(|sentence| !sentence.is_empty());
    sentences.map(str::to_owned).collect()
}

fn published_of(id: i64, canned: &Canned) -> Published {
    Published { id, texts: canned.text.0.clone() }
}

/// What tells what an answer is about: its name, and its first sentence in each language.
fn begins(canned: &Canned) -> Vec<String> {
    let of_locale = |locale: &Locale| {
        let text = canned.text.in_locale(*locale);
        let end = text.find(['.', '?', '!', '\n']).unwrap_or(text.len());
        [canned.named.label.in_locale(*locale).to_owned(), text[..end].to_owned()]
    };
    Locale::ALL.iter().flat_map(of_locale).collect()
}
