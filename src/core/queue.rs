//! The queue: tickets by what is asked of them, in the order in which they are to be worked on, a page at a time. Whose
//! eyes it is for decides what is in it, before any filter.

mod filter;

use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::{
    chat::Millis,
    person::{Person, Role},
    policy::desk::Desk,
    rights::Place,
    rows::Bind,
    ticket::Status,
};
use crate::text::fold;
pub use filter::{Filter, Slice};

mod standing;

pub use standing::standing;

/// Nobody has touched it for so long: it has stalled.
const STALLED_MS: Millis = 3 * 24 * 3600 * 1000;
/// In how many tickets, the newest ones, words are looked for.
const SEARCHED: i64 = 2_000;

/// What is late within so long is at risk.
const SOON_MS: Millis = 24 * 3600 * 1000;

/// When the next of a ticket's clocks is over, for SQL.
macro_rules! next_due {
    () => {
        "case when t.resolve_due < t.response_due or t.response_due is null then t.resolve_due else t.response_due end"
    };
}

/// Whose eyes the queue is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    reader: i64,
    sight: Sight,
    /// Practice has a queue of its own, and no other queue shows what is in it.
    practice: bool,
    tier: Option<i64>,
    departments: Vec<String>,
    provinces: Vec<String>,
    /// Private departments that are not theirs …
    hidden: Vec<String>,
    /// … but for a ticket that they own, where nobody else reads.
    alone: bool,
}

/// How far somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    Desk,
    /// What is not private, of one partner.
    Partner(i64),
    /// What is not private.
    Public,
    Nothing,
}

/// A page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub ids: Vec<i64>,
    /// How many there are on all pages.
    pub total: usize,
    /// Words were looked for in the newest tickets alone, and there are older ones.
    pub partly: bool,
}

impl Scope {
    /// What somebody sees of the queue in a place. Where others read too, nothing of a private department is shown.
    #[must_use]
    pub fn of(person: &Person, place: Place, desk: &Desk) -> Self {
        let sight = match (person.role, person.partner_id) {
            (Role::Agent | Role::Admin, _) => Sight::Desk,
            (Role::Manager, _) => Sight::Public,
            (Role::FocalPoint, Some(partner)) => Sight::Partner(partner),
            (Role::FocalPoint, None) | (Role::Reporter, _) => Sight::Nothing,
        };
        let sees_all = person.role == Role::Admin && place == Place::Private;
        let is_theirs =
            |key: &String| sees_all || (place == Place::Private && person.profile.departments.contains(key));
        let private = desk.departments.iter().filter(|department| department.private);
        Self {
            reader: person.id,
            sight,
            practice: false,
            tier: person.tier,
            departments: person.profile.departments.clone(),
            provinces: person.profile.provinces.clone(),
            alone: place == Place::Private,
            hidden: private.map(|one| one.named.key.clone()).filter(|key| !is_theirs(key)).collect(),
        }
    }

    /// The same of the queue of practice, for whoever works at the desk.
    #[must_use]
    pub fn in_practice(self) -> Self {
        Self { practice: true, ..self }
    }

    /// Whether reporters' words may be looked for, or shown.
    #[must_use]
    pub fn sees_words(&self) -> bool {
        self.sight == Sight::Desk
    }
}

/// A page of what a filter leaves of the queue: `most` tickets after the first `offset`. The order is that of EP-14:
/// the priority, then when the next clock is over, then the age; what has stalled stands in the order of its last change,
/// what is walked through in that of its arrival, the newest first (OL-11).
///
/// # Errors
/// The database's.
pub async fn page(
    conn: &mut AnyConnection,
    filter: &Filter,
    scope: &Scope,
    now: Millis,
    (offset, most): (usize, usize),
) -> Result<Page, sqlx::Error> {
    if scope.sight == Sight::Nothing || (filter.text.is_some() && !scope.sees_words()) {
        return Ok(Page::default());
    }
    let mut count = Sql::new("select count(*) from ticket t");
    count.select(filter, scope, now);
    let total = usize::try_from(count.number(conn).await?).unwrap_or(0);
    if let Some(words) = &filter.text {
        return search(conn, filter, scope, now, (offset, most), words, total).await;
    }
    let mut sql = Sql::new("select t.id from ticket t");
    sql.select(filter, scope, now);
    sql.order(filter, scope);
    sql.add(" limit ", [int(most)], "");
    sql.add(" offset ", [int(offset)], "");
    let ids = sql.rows(conn).await?.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    Ok(Page { ids, total, partly: false })
}

/// The same where words are looked for: neither database compares as people write, so it is done here.
async fn search(
    conn: &mut AnyConnection,
    filter: &Filter,
    scope: &Scope,
    now: Millis,
    (offset, most): (usize, usize),
    words: &str,
    candidates: usize,
) -> Result<Page, sqlx::Error> {
    let mut sql = Sql::new(
        "select t.id, t.words from (select t.*, e.words from ticket t
         join entry e on e.ticket_id = t.id and e.kind = 'description'",
    );
    sql.select(filter, scope, now);
    sql.add(" order by t.id desc limit ", [Bind::Int(SEARCHED)], ") as t");
    sql.order(filter, scope);
    let wanted = fold::fold_words(words);
    let mut ids: Vec<i64> = Vec::new();
    for row in sql.rows(conn).await? {
        if fold::fold_words(&row.try_get::<String, _>(1)?).contains(&wanted) {
            ids.push(row.try_get(0)?);
        }
    }
    let total = ids.len();
    let ids = ids.into_iter().skip(offset).take(most).collect();
    Ok(Page { ids, total, partly: i64::try_from(candidates).unwrap_or(i64::MAX) > SEARCHED })
}

fn int(value: usize) -> Bind {
    Bind::Int(i64::try_from(value).unwrap_or(i64::MAX))
}

/// A statement in the making. Only texts of this file are put together; what people wrote is bound.
struct Sql {
    text: String,
    binds: Vec<Bind>,
}

impl Sql {
    fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), binds: Vec::new() }
    }

    /// Adds a piece around a list of values.
    fn add(&mut self, before: &'static str, values: impl IntoIterator<Item = Bind>, after: &'static str) {
        self.text.push_str(before);
        for (at, value) in values.into_iter().enumerate() {
            self.binds.push(value);
            self.text.push_str(if at == 0 { "$" } else { ", $" });
            self.text.push_str(&self.binds.len().to_string());
        }
        self.text.push_str(after);
    }

    fn add_texts(&mut self, before: &'static str, values: &[String], after: &'static str) {
        self.add(before, values.iter().map(|value| Bind::Text(value.clone())), after);
    }

    /// Which tickets: what the reader may see, and what they ask for.
    fn select(&mut self, filter: &Filter, scope: &Scope, now: Millis) {
        let theirs = matches!(
            filter.slice,
            Slice::Theirs | Slice::Start | Slice::New | Slice::Stalled | Slice::Calls | Slice::Risk
        );
        if filter.province.is_some() || (theirs && !scope.provinces.is_empty()) {
            self.text
                .push_str(" left join facility f on f.id = t.facility_id left join district d on d.id = f.district_id");
        }
        self.statuses(filter);
        self.sight(scope);
        self.slice((filter.slice, filter.own), scope, now);
        if theirs {
            self.theirs(scope);
        }
        self.asked(filter);
    }

    fn statuses(&mut self, filter: &Filter) {
        let open: Vec<Status> = Status::ALL.into_iter().filter(|status| status.is_open()).collect();
        let statuses = match (filter.statuses.is_empty(), filter.closed) {
            (false, _) => filter.statuses.as_slice(),
            (true, false) if filter.slice == Slice::Calls => &Status::ALL,
            (true, false) => open.as_slice(),
            (true, true) => &Status::ALL,
        };
        let words = statuses.iter().map(|status| Bind::from(status.word()));
        self.add(" where t.status in (", words, ")");
    }

    fn sight(&mut self, scope: &Scope) {
        self.add(" and t.is_practice = ", [Bind::Int(i64::from(scope.practice))], "");
        match scope.sight {
            Sight::Desk => {}
            Sight::Partner(partner) => self.add(" and t.is_private = 0 and t.partner_id = ", [Bind::Int(partner)], ""),
            Sight::Public => self.text.push_str(" and t.is_private = 0"),
            Sight::Nothing => self.text.push_str(" and 1 = 0"),
        }
        if !scope.hidden.is_empty() {
            self.add_texts(" and (t.department is null or t.department not in (", &scope.hidden, ")");
            if scope.alone {
                self.add(" or t.owner_id = ", [Bind::Int(scope.reader)], "");
            }
            self.text.push(')');
        }
    }

    fn slice(&mut self, (slice, own): (Slice, bool), scope: &Scope, now: Millis) {
        match slice {
            Slice::Any | Slice::Theirs | Slice::Start => {}
            Slice::New => {
                self.text.push_str(" and t.status = 'new'");
                if own {
                    self.add(" and (t.owner_id is null or t.owner_id = ", [Bind::Int(scope.reader)], ")");
                } else {
                    self.text.push_str(" and t.owner_id is null");
                }
                if let Some(tier) = scope.tier {
                    self.add(" and t.tier <= ", [Bind::Int(tier)], "");
                }
            }
            Slice::Mine => self.add(" and t.owner_id = ", [Bind::Int(scope.reader)], ""),
            Slice::Calls => self.text.push_str(" and t.call_since is not null"),
            Slice::Risk => self.add(concat!(" and ", next_due!(), " <= "), [Bind::Int(now + SOON_MS)], ""),
            Slice::Stalled => self.add(" and t.updated_at <= ", [Bind::Int(now - STALLED_MS)], ""),
        }
    }

    /// What belongs to no department, or comes from a place that nobody knows, is everybody's.
    fn theirs(&mut self, scope: &Scope) {
        if !scope.departments.is_empty() {
            self.add_texts(" and (t.department is null or t.department in (", &scope.departments, "))");
        }
        if !scope.provinces.is_empty() {
            self.add_texts(" and (d.province is null or d.province in (", &scope.provinces, "))");
        }
    }

    fn asked(&mut self, filter: &Filter) {
        if let Some((partner, _)) = &filter.partner {
            self.add(" and t.partner_id = ", [Bind::Int(*partner)], "");
        }
        if let Some((facility, _)) = &filter.facility {
            self.add(" and t.facility_id = ", [Bind::Int(*facility)], "");
        }
        for (before, value) in [
            (" and d.province = ", &filter.province),
            (" and t.system_key = ", &filter.system),
            (" and t.category_key = ", &filter.category),
            (" and t.priority_key = ", &filter.priority),
        ] {
            if let Some(value) = value {
                self.add(before, [Bind::Text(value.clone())], "");
            }
        }
        if !filter.departments.is_empty() {
            self.add_texts(" and t.department in (", &filter.departments, ")");
        }
        if let Some(tag) = &filter.tag {
            // A tag stands in its list within quotation marks.
            self.add(" and replace(t.tags, ", [Bind::Text(format!("\"{tag}\""))], ", '') <> t.tags");
        }
        if !filter.but.is_empty() {
            self.add(" and t.id not in (", filter.but.iter().copied().map(Bind::Int), ")");
        }
        if filter.unowned {
            self.text.push_str(" and t.owner_id is null");
        }
    }

    fn order(&mut self, filter: &Filter, scope: &Scope) {
        self.text.push_str(" order by ");
        match filter.slice {
            Slice::Stalled => return self.text.push_str("t.updated_at, t.id"),
            Slice::Risk => return self.text.push_str(concat!(next_due!(), ", t.priority_rank, t.id")),
            Slice::Start => self.add(
                "case when t.owner_id = ",
                [Bind::Int(scope.reader)],
                " then 0 when t.status = 'new' and t.owner_id is null then 1 else 2 end, ",
            ),
            Slice::New if filter.own => return self.text.push_str("t.created_at desc, t.id desc"),
            Slice::Any | Slice::Theirs | Slice::New | Slice::Mine | Slice::Calls => {}
        }
        self.text.push_str(concat!("t.priority_rank, coalesce(", next_due!(), ", t.deadline_day * 86400000, "));
        self.text.push_str("9999999999999), t.created_at, t.id");
    }

    async fn number(self, conn: &mut AnyConnection) -> Result<i64, sqlx::Error> {
        self.rows(conn).await?.first().map_or(Ok(0), |row| row.try_get(0))
    }

    async fn rows(self, conn: &mut AnyConnection) -> Result<Vec<sqlx::any::AnyRow>, sqlx::Error> {
        let mut query = sqlx::query(AssertSqlSafe(self.text));
        for bind in self.binds {
            query = match bind {
                Bind::Int(value) => query.bind(value),
                Bind::OptInt(value) => query.bind(value),
                Bind::Text(value) => query.bind(value),
                Bind::OptText(value) => query.bind(value),
            };
        }
        query.fetch_all(conn).await
    }
}
