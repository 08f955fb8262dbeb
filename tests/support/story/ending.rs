//! The strict ending: whatever a story tells, nothing is left lying, nothing is broken, and nobody reads what is
//! not theirs. And the end state, which is the same wherever the story was told.

use std::{collections::BTreeSet, fmt::Write as _};

use balcao::core::{audit, db::Store};
use serde_json::Value;
use sqlx::Row as _;

use super::world::Seen;
use crate::support::outbox::expect_settled;

/// Words shorter than this are said by anybody.
const TELLING: usize = 12;

pub async fn expect_strict(store: &Store, seen: &[Seen], quarantined: usize) {
    let open = rows(store, "select state, address, body from outbox where state in ('queued', 'sending', 'deferred')");
    assert_eq!(open.await, Vec::<Vec<String>>::new(), "the outbox is not settled");
    expect_settled(store, super::world::PLATFORM).await;
    let waiting = rows(store, "select inbox_key, body, '' from inbox where state = 'waiting'").await;
    assert_eq!(waiting, Vec::<Vec<String>>::new(), "something still waits in the inbox");
    let kept = rows(store, "select inbox_key, error, body from inbox where state = 'quarantined'").await;
    assert_eq!(kept.len(), quarantined, "quarantined: {kept:#?}");
    let lost = rows(store, "select inbox_key, address, place from inbox where place in ('', 'none')").await;
    assert_eq!(lost, Vec::<Vec<String>>::new(), "messages without a place");
    let broken = audit::verify(&mut store.reader().acquire().await.unwrap()).await.unwrap();
    assert_eq!(broken, [], "the audit is broken");
    expect_no_leak(store, seen).await;
    expect_practice_apart(store).await;
}

/// What is told of practice says so, and is told to nobody but single people: who practises, or has practised it.
async fn expect_practice_apart(store: &Store) {
    let of_practice = "select o.address, o.line, '' from outbox o join ticket t on t.id = o.ticket_id
                       where t.is_practice = 1";
    for row in rows(store, of_practice).await {
        assert!(row[1].contains(r#"{"practice":"banner"}"#), "practice is told as if it were real: {row:?}");
    }
    let elsewhere = "select o.address, o.line, '' from outbox o join ticket t on t.id = o.ticket_id
                     left join person p on p.id = o.person_id where t.is_practice = 1
                     and (p.id is null or (p.id <> t.reporter_id and p.role not in ('agent', 'admin'))
                          or exists (select 1 from room r where r.address = o.address))";
    assert_eq!(rows(store, elsewhere).await, Vec::<Vec<String>>::new(), "practice is told where it is nobody's");
    let prompted = "select o.address, o.body, t.reference from outbox o join ticket t on t.is_practice = 1
                    join room r on r.address = o.address";
    for row in rows(store, prompted).await {
        let asked_for = row[1].contains(&row[2]);
        assert!(!asked_for, "a room reads of practice: {row:?}");
    }
}

/// Three columns of text.
async fn rows(store: &Store, sql: &'static str) -> Vec<Vec<String>> {
    let found = sqlx::query(sql).fetch_all(store.reader()).await.unwrap();
    let column = |row: &sqlx::any::AnyRow, at| row.try_get::<Option<String>, _>(at).unwrap().unwrap_or_default();
    found.iter().map(|row| (0..3).map(|at| column(row, at)).collect()).collect()
}

/// A note is read by the desk alone; the reporter's words and what they were told, by them and by agents.
async fn expect_no_leak(store: &Store, seen: &[Seen]) {
    let agents = addresses(
        store,
        "select address from room where purpose = 'agents' union
         select m.address from moved m join room r on r.address = m.to_address where r.purpose = 'agents' union
         select c.address from contact c join person p on p.id = c.person_id where p.role in ('agent', 'admin')",
    )
    .await;
    let entries = sqlx::query(
        "select e.kind, e.words, t.reporter_address, t.reporter_id, t.facility_id, t.is_private, t.partner_id,
         t.approval, t.filed_by, t.priority_key from entry e join ticket t on t.id = e.ticket_id",
    )
    .fetch_all(store.reader())
    .await
    .unwrap();
    for entry in &entries {
        let (kind, words): (String, String) = (entry.get(0), entry.get(1));
        if words.chars().count() < TELLING {
            continue;
        }
        let mut readers = agents.clone();
        if !matches!(kind.as_str(), "note" | "escalation") {
            readers.insert(entry.get(2));
            readers.extend(colleagues(store, entry).await);
        }
        let is_critical = entry.get::<String, _>(9) == "critical";
        if is_critical && matches!(kind.as_str(), "question" | "resolution" | "rejection") {
            readers.extend(own_chats(store, entry.get(3)).await);
        }
        let leak = seen.iter().find(|seen| seen.text.contains(words.trim()) && !readers.contains(&seen.to));
        assert!(leak.is_none(), "{kind} {words:?} was read where it is nobody's business: {leak:?}");
    }
}

/// Those who work at the ticket's facility, unless it is private; and who decides on one that needs approval.
async fn colleagues(store: &Store, entry: &sqlx::any::AnyRow) -> Vec<String> {
    let found = sqlx::query(
        "select c.address from contact c join person p on p.id = c.person_id
         where (p.facility_proven = 1 and p.facility_id = $1 and $2 = 0)
         or p.id = $5
         or ($4 <> '' and (p.role = 'manager' or (p.role = 'focal_point' and p.partner_id = $3)))",
    )
    .bind(entry.get::<Option<i64>, _>(4))
    .bind(entry.get::<i64, _>(5))
    .bind(entry.get::<Option<i64>, _>(6))
    .bind(entry.get::<String, _>(7))
    .bind(entry.get::<Option<i64>, _>(8));
    found.fetch_all(store.reader()).await.unwrap().iter().map(|row| row.get(0)).collect()
}

/// What is critical and waits for them reaches each chat of the reporter's.
async fn own_chats(store: &Store, person: i64) -> Vec<String> {
    let found = sqlx::query("select address from contact where person_id = $1").bind(person);
    found.fetch_all(store.reader()).await.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn addresses(store: &Store, sql: &'static str) -> BTreeSet<String> {
    let found = sqlx::query(sql).fetch_all(store.reader()).await.unwrap();
    found.iter().map(|row| row.get(0)).collect()
}

/// The tickets, with what was written about each.
pub async fn state(store: &Store) -> String {
    let tickets = sqlx::query(
        "select t.id, t.reference, t.status, t.waiting_on, t.priority_key, coalesce(p.name, '-'), t.reopened_count,
         coalesce(t.facility_text, '-') from ticket t left join person p on p.id = t.owner_id order by t.reference",
    )
    .fetch_all(store.reader())
    .await
    .unwrap();
    let mut out = String::new();
    for ticket in &tickets {
        let words: Vec<String> = (1..6).map(|at| ticket.get(at)).collect();
        let (reopened, facility): (i64, String) = (ticket.get(6), ticket.get(7));
        let _ = writeln!(out, "{} reopened {reopened} {facility}", words.join(" "));
        let entries = sqlx::query("select kind, words from entry where ticket_id = $1 order by id")
            .bind(ticket.get::<i64, _>(0))
            .fetch_all(store.reader())
            .await
            .unwrap();
        for entry in &entries {
            let words: String = entry.get(1);
            let (shown, all): (String, usize) = (words.chars().take(200).collect(), words.chars().count());
            let more = if all > 200 { format!(" … ({all} characters)") } else { String::new() };
            let _ = writeln!(out, "  {}: {}{more}", entry.get::<String, _>(0), shown.replace('\n', " / "));
        }
        let files = sqlx::query("select state from attachment where ticket_id = $1 order by id")
            .bind(ticket.get::<i64, _>(0))
            .fetch_all(store.reader())
            .await
            .unwrap();
        let files: Vec<String> = files.iter().map(|file| file.get(0)).collect();
        let _ = writeln!(out, "  files: {files:?}");
    }
    out
}

/// The kinds of all lines that were said, for the check that each is said somewhere.
pub async fn kinds(store: &Store) -> BTreeSet<String> {
    let found = sqlx::query("select distinct line from outbox where line <> ''").fetch_all(store.reader()).await;
    let mut kinds = BTreeSet::new();
    for row in &found.unwrap() {
        let line: String = row.get(0);
        gather(&serde_json::from_str(&line).unwrap(), &mut kinds);
    }
    kinds
}

fn gather(line: &Value, kinds: &mut BTreeSet<String>) {
    match line {
        Value::String(kind) => {
            kinds.insert(kind.clone());
        }
        Value::Object(fields) => {
            for (kind, inner) in fields {
                match (kind.as_str(), inner) {
                    ("plain", Value::String(plain)) => {
                        kinds.insert(plain.clone());
                    }
                    ("notify" | "canned" | "practice", inner) => nested(kind, inner, kinds),
                    ("people" | "queue" | "news", inner) => gather(inner, kinds),
                    ("many", Value::Array(lines)) => lines.iter().for_each(|line| gather(line, kinds)),
                    _ => {
                        kinds.insert(kind.clone());
                    }
                }
            }
        }
        other => panic!("no line: {other}"),
    }
}

/// A kind of an enumeration within: `notify:digest`.
fn nested(of: &str, inner: &Value, kinds: &mut BTreeSet<String>) {
    let name = match inner {
        Value::String(kind) => Some(kind),
        Value::Object(fields) => fields.keys().next(),
        _ => None,
    };
    kinds.insert(format!("{of}:{}", name.expect("a kind")));
}
