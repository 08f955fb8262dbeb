//! The database: it is created, found again, refused when it is newer, and its audit cannot be rewritten.

mod support;

use balcao::core::{
    chat::{Address, Body, ChatKind, Inbound, Sender},
    contact::{self, Contact},
    db::{OpenError, Store},
    draft::{self, Answers, Draft},
    inbox::{self, Record, State},
    invite,
    overlay::Overlay,
    person::Person,
    rows::{Ask, Saving, read_each},
    seat::{self, SeatRow},
    unit::Unit,
    upload::{self, Outcome},
};
use balcao::row;
use sqlx::Row as _;

/// What a transaction saves by itself.
macro_rules! saved {
    ($conn:expr, |$to:ident| $save:expr) => {{
        let mut saving = Saving::new($conn);
        let $to = &mut saving;
        match $save.await {
            Ok(()) => saving.finish().await,
            Err(error) => Err(error),
        }
    }};
}

async fn urls() -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut urls = vec![format!("sqlite://{}/b.db", folder.path().display())];
    urls.extend(support::postgres::database().await);
    (folder, urls)
}

#[tokio::test]
async fn a_database_is_created_and_found_again_and_ids_never_repeat() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let first = Store::open(&url).await.expect("it opens").take_ids().await.expect("ids").one();
        let second = Store::open(&url).await.expect("it opens again").take_ids().await.expect("ids").one();
        assert!(second > first + (1 << 39), "{url}");
    }
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        sqlx::raw_sql("insert into _sqlx_migrations (version, description, success, checksum, execution_time) select 9999, 'later', success, checksum, 0 from _sqlx_migrations where version = 1")
            .execute(&mut *tx)
            .await
            .expect("a later version");
        tx.commit().await.expect("it commits");
        store.close().await;
        assert!(matches!(Store::open(&url).await, Err(OpenError::Newer(9999))), "{url}");
    }
}

#[tokio::test]
async fn the_audit_cannot_be_rewritten() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        sqlx::raw_sql(
            "insert into audit (ticket_id, seq, at, verb, from_state, to_state, inbox_key, prev_hash, hash)
             values (1, 1, 0, 'file', '', 'new', 'k', '', 'h')",
        )
        .execute(&mut *tx)
        .await
        .expect("a row");
        tx.commit().await.expect("it commits");
        for sql in ["update audit set verb = 'x'", "delete from audit"] {
            let mut tx = store.begin().await.expect("it begins");
            assert!(sqlx::raw_sql(sql).execute(&mut *tx).await.is_err(), "{url}: {sql}");
        }
    }
}

#[tokio::test]
async fn sqlite_is_durable_and_served_by_one_process() {
    let (folder, urls) = urls().await;
    let store = Store::open_alone(&urls[0]).await.expect("it opens");
    assert!(matches!(Store::open_alone(&urls[0]).await, Err(OpenError::InUse)));
    let mut tx = store.begin().await.expect("it begins");
    let synchronous: i64 =
        sqlx::query("pragma synchronous").fetch_one(&mut *tx).await.expect("a pragma").try_get(0).expect("a number");
    assert_eq!(synchronous, 2, "full");
    drop((tx, folder));
}

/// One fact of so many pages of 4 KiB.
async fn write_pages(store: &Store, name: &str, pages: usize) {
    let mut tx = store.begin().await.expect("it begins");
    let sql = "insert into fact (name, fact_value) values ($1, $2)";
    sqlx::query(sql).bind(name).bind("x".repeat(pages * 4096)).execute(&mut *tx).await.expect("it is written");
    tx.commit().await.expect("it commits");
}

fn log_bytes(folder: &tempfile::TempDir) -> u64 {
    std::fs::metadata(folder.path().join("b.db-wal")).expect("the log").len()
}

#[tokio::test]
async fn the_log_is_carried_over_while_somebody_writes_and_begins_anew() {
    let (folder, urls) = urls().await;
    let store = Store::open(&urls[0]).await.expect("it opens");
    let mut checkpointer = store.checkpointer().expect("SQLite has a log");
    checkpointer.look().await.expect("it looks");
    write_pages(&store, "short", 100).await;
    assert_eq!(checkpointer.look().await.expect("it looks"), 0, "a short log stays");

    write_pages(&store, "long", 1500).await;
    let writer = store.begin().await.expect("somebody writes");
    assert!(checkpointer.look().await.expect("it looks") >= 1600, "the writer is not waited for");
    drop(writer);
    let before = log_bytes(&folder);
    write_pages(&store, "anew", 1400).await;
    assert_eq!(log_bytes(&folder), before, "the log has begun anew");
    checkpointer.close().await;
}

/// Whoever reads sees the database as it was when they began; what they hinder is carried over afterwards.
#[tokio::test]
async fn the_log_is_carried_over_beside_a_reader() {
    let (_folder, urls) = urls().await;
    let store = Store::open(&urls[0]).await.expect("it opens");
    let mut checkpointer = store.checkpointer().expect("SQLite has a log");
    let mut reading = store.reader().begin().await.expect("somebody reads");
    let count = "select count(*) from fact where name in ('one', 'two')";
    let seen = async |conn: &mut sqlx::AnyConnection| -> i64 {
        sqlx::query(count).fetch_one(conn).await.expect("they are counted").get(0)
    };
    assert_eq!(seen(&mut reading).await, 0);
    write_pages(&store, "one", 1500).await;
    let hindered = checkpointer.look().await.expect("it looks");
    write_pages(&store, "two", 10).await;
    assert_eq!(seen(&mut reading).await, 0, "as it was");
    reading.commit().await.expect("the reader is done");
    let after = checkpointer.look().await.expect("it looks");
    assert!(hindered < 1500 && hindered + after >= 1510, "{hindered} and {after}");
    assert_eq!(seen(&mut store.reader().acquire().await.expect("a reader")).await, 2);
}

/// Two processes read the same waiting message; only one of them handles it.
#[tokio::test]
async fn what_waited_is_handled_once() {
    let (_folder, urls) = urls().await;
    let inbound = Inbound {
        address: Address::new("x", "bot", "1"),
        chat_kind: ChatKind::Private,
        sender: Sender { user_key: "u".into(), name: String::new(), locale_hint: None, anonymous: false },
        key: "k1".into(),
        sent_at: 1,
        thread: None,
        reply_to: None,
        body: Body::Start { payload: None },
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    };
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        let kept = vec![Record::kept(&inbound, 1, 2, State::Waiting, None)];
        saved!(&mut tx, |to| inbox::insert(to, kept)).expect("it is kept");
        let keys = [inbox::key(&inbound)];
        assert!(inbox::handled(&mut tx, &keys).await.expect("it is read").is_empty(), "{url}");
        let done = || vec![Record::done(&inbound, 1, 3, "none".into(), None)];
        saved!(&mut tx, |to| inbox::replace(to, done())).expect("it is handled");
        assert_eq!(inbox::handled(&mut tx, &keys).await.expect("it is read").len(), 1, "{url}");
        assert!(matches!(saved!(&mut tx, |to| inbox::replace(to, done())), Err(sqlx::Error::RowNotFound)), "{url}");
    }
}

/// On SQLite what few rows of a table are saved goes together with what follows, in its order.
#[tokio::test]
async fn what_is_saved_goes_in_its_order() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        let mut saving = Saving::new(&mut tx);
        let into = "insert into fact (name, fact_value) values";
        let many = |from: i64, count: i64| (from..from + count).map(|at| row![format!("t{at}"), "first"]).collect();
        saving.write(into, many(0, 2), "").await.expect("it is taken");
        saving.write(into, many(2, 70), "").await.expect("it is taken");
        let update = "update fact set fact_value = v.column2 from (values";
        let second = vec![row!["t1", "second"]];
        saving.write(update, second, ") as v where fact.name = v.column1").await.expect("it is taken");
        let of = "select f.name, f.fact_value from fact f join (values";
        let found = saving.read_by(of, vec![row!["t1"], row!["none"]], ") as v on f.name = v.column1").await;
        let found = found.expect("it sees what waited");
        let words: Vec<String> = found.iter().map(|row| row.try_get(1).expect("a text")).collect();
        assert_eq!(words, ["second"], "{url}");
        saving.write_in("delete from fact where name in", &["t0", "t1"]).await.expect("it is taken");
        saving.finish().await.expect("it is written");
        let by_name = "select name from fact where name in";
        let asks = [Ask::by(by_name, ["t0", "t2"]), Ask::by(by_name, [""; 0]), Ask::by(by_name, ["t71", "t3", "t72"])];
        let found = read_each(&mut tx, asks).await.expect("they are found");
        assert_eq!(found.map(|rows| rows.len()), [1, 0, 2], "{url}");
        let once = "on conflict (name) do nothing";
        let mut saving = Saving::new(&mut tx);
        saving.write_each(into, many(100, 2), once).await.expect("it is taken");
        saving.finish().await.expect("each was written");
        let mut saving = Saving::new(&mut tx);
        let taken = saving.write_each(into, many(101, 2), once).await;
        let ended = if taken.is_ok() { saving.finish().await } else { taken };
        assert!(matches!(ended, Err(sqlx::Error::RowNotFound)), "{url}");
    }
}

/// Somebody taps "send" in two of their chats at once, which two workers handle.
#[tokio::test]
async fn a_draft_is_filed_once() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        let in_state = |state| Draft {
            id: 1,
            answers: Answers::default(),
            state,
            started_at: 1,
            updated_at: 1,
            reminded_at: None,
        };
        for state in [draft::State::Open, draft::State::Open, draft::State::Filed] {
            saved!(&mut tx, |to| draft::save(to, &[(1, &in_state(state))])).expect("it is saved");
        }
        for state in [draft::State::Open, draft::State::Filed] {
            let again = saved!(&mut tx, |to| draft::save(to, &[(1, &in_state(state))]));
            assert!(matches!(again, Err(sqlx::Error::RowNotFound)), "{url}");
        }
    }
}

/// Somebody new writes in two chats at once, which two workers handle: each makes a person for them.
#[tokio::test]
async fn an_account_stays_one_persons() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        for (id, is_first) in [(1, true), (2, false)] {
            let (mut people, mut contacts) = (Overlay::default(), Overlay::default());
            people.insert(id, newcomer(id));
            let contact = Contact { person_id: id, address: "x:bot:1".into(), reachable: true, last_used_at: 1 };
            contacts.insert("x:bot|u".to_owned(), contact);
            assert_eq!(saved!(&mut tx, |to| contact::save(to, 1, &people, &contacts)).is_ok(), is_first, "{url}");
        }
    }
}

fn newcomer(id: i64) -> Person {
    Person::new(id, balcao::text::locale::Locale::Pt)
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_is_made_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let store = Store::open(&format!("sqlite://{}/b.db", data.display())).await.expect("it opens");
    store.close().await;
    assert_eq!(std::fs::metadata(&data).expect("the folder").permissions().mode() & 0o777, 0o700);
}

/// A role is given in one chat while a name is changed in another.
#[tokio::test]
async fn a_stale_copy_takes_no_role_back() {
    let (_folder, urls) = urls().await;
    for url in urls {
        let store = Store::open(&url).await.expect("it opens");
        let mut tx = store.begin().await.expect("it begins");
        for (role_epoch, is_saved) in [(0, true), (1, true), (1, true), (0, false)] {
            let mut people = Overlay::default();
            people.insert(1, Person { role_epoch, ..newcomer(1) });
            assert_eq!(
                saved!(&mut tx, |to| contact::save(to, 1, &people, &Overlay::default())).is_ok(),
                is_saved,
                "{url}"
            );
        }
    }
}

/// What the web chat keeps of sign-ins, codes for devices and uploads.
#[tokio::test]
async fn sign_ins_end_and_what_became_of_uploads_is_found() {
    const DAY: i64 = 24 * 3_600_000;
    for db in support::stores().await {
        let ids = db.store.take_ids().await.unwrap();
        let mut unit = Unit::begin(&db.store, &ids, 1).await.unwrap();
        let (person, address) = (unit.next_id(), seat::address("p1").to_string());
        unit.people.insert(person, Person::new(person, balcao::text::locale::Locale::Pt));
        for key in [seat::contact_key("u1"), "telegram:bot|7".to_owned()] {
            let contact = Contact { person_id: person, address: address.clone(), reachable: true, last_used_at: 1 };
            unit.contacts.insert(key, contact);
        }
        unit.commit("small").await.unwrap();

        let mut unit = Unit::begin(&db.store, &ids, 1).await.unwrap();
        for (token, used_at) in [("old", 1), ("new", 100 * DAY), ("unknown", 0)] {
            let row = SeatRow { address: address.clone(), user_key: "u1".into(), used_at };
            seat::create(&mut unit.conn, 1, token, "", &row).await.unwrap();
        }
        assert_eq!(seat::expire(&mut unit.conn, 200 * DAY).await.unwrap(), 1, "{}", db.url);
        assert!(seat::load(&mut unit.conn, 200 * DAY, "old").await.unwrap().is_none());
        for token in ["new", "unknown"] {
            assert!(seat::load(&mut unit.conn, 200 * DAY, token).await.unwrap().is_some(), "{token}");
        }
        for n in 0..101_i64 {
            let row = SeatRow { address: address.clone(), user_key: "u2".into(), used_at: n + 1 };
            seat::create(&mut unit.conn, n, &format!("opened {n}"), "", &row).await.unwrap();
        }
        assert_eq!(seat::end_surplus(&mut unit.conn, "u2").await.unwrap(), ["opened 0"], "{}", db.url);
        assert_eq!(seat::end_surplus(&mut unit.conn, "u1").await.unwrap(), [""; 0]);

        let mut ended = seat::end_all(&mut unit, person).await.unwrap();
        ended.sort();
        assert_eq!(ended, ["new", "unknown"]);
        let reached = "select contact_key from contact where reachable = 1";
        let reached: String = sqlx::query(reached).fetch_one(&mut *unit.conn).await.unwrap().get(0);
        assert_eq!(reached, "telegram:bot|7");
        assert!(contact::is_read(&mut unit, person, &address).await.unwrap());
        assert!(!contact::is_read(&mut unit, person, "web:balcao:p9").await.unwrap());

        // Whoever signs out on their last device is told elsewhere from then on.
        sqlx::query("update contact set reachable = 1").execute(&mut *unit.conn).await.unwrap();
        for token in ["one", "last"] {
            let row = SeatRow { address: address.clone(), user_key: "u1".into(), used_at: 1 };
            seat::create(&mut unit.conn, 1, token, "", &row).await.unwrap();
        }
        for (token, left) in [("one", 2), ("last", 1)] {
            seat::remove(&mut unit.conn, token).await.unwrap();
            let reached = sqlx::query("select count(*) from contact where reachable = 1");
            assert_eq!(reached.fetch_one(&mut *unit.conn).await.unwrap().get::<i64, _>(0), left, "{token}");
        }

        for minute in 0..5 {
            let now = 1_000_000 + minute * 60_000;
            assert_eq!(invite::wait_for_device(&mut unit.conn, person, now).await.unwrap(), None);
            let code = format!("device{minute}");
            invite::create(&mut unit.conn, &code, &invite::for_device(person, now)).await.unwrap();
        }
        let wait = invite::wait_for_device(&mut unit.conn, person, 1_300_000).await.unwrap();
        assert_eq!(wait, Some(55 * 60 + 1));
        assert_eq!(invite::wait_for_device(&mut unit.conn, person, 1_000_000 + 3_600_000).await.unwrap(), None);

        let (name, outcome) = (upload::name("a", "u1", "k"), Outcome { attachment: 5, no_picture: true });
        assert_ne!(name, upload::name("a", "u2", "k"));
        upload::note(&mut unit.conn, 1, &name, outcome).await.unwrap();
        assert_eq!(upload::forget(&mut unit.conn, 30 * DAY).await.unwrap(), 0);
        assert_eq!(upload::find(&mut unit.conn, &name).await.unwrap(), Some(outcome));
        assert_eq!(upload::forget(&mut unit.conn, 31 * DAY).await.unwrap(), 1);
        assert_eq!(upload::find(&mut unit.conn, &name).await.unwrap(), None);
        unit.commit("small").await.unwrap();
    }
}
