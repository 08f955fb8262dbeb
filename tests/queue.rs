//! What of the queue each reader sees, in which order, on both databases.

mod support;

use balcao::core::{
    db::Store,
    person::{Person, Role},
    policy::{
        desk::{Department, Desk, Label, Named},
        desk_file,
    },
    queue::{self, Filter, Scope, Slice},
    rights::Place,
    ticket::Status,
};
use balcao::text::locale::Locale;

const DAY: i64 = 24 * 3_600_000;
const NOW: i64 = 1_000 * DAY;
const ME: i64 = 900;

/// One SQL text for both databases: a small world with eight tickets.
///
/// | id | status | rank | owner | department | province | partner | else |
/// |---|---|---|---|---|---|---|---|
/// | 1 | new | 2 | | | Gaza | 5 | reported long ago, untouched since |
/// | 2 | new | 1 | | lab | Maputo | 5 | tag |
/// | 3 | in progress | 3 | me | | Gaza | 6 | a day was promised |
/// | 4 | new | 3 | | staff (private) | Gaza | 5 | |
/// | 5 | new | 2 | | | nobody knows where | | private, tier 3 |
/// | 6 | closed | 1 | me | | Gaza | 5 | |
/// | 8 | in progress | 4 | a third | staff (private) | Maputo | 5 | |
/// | 7 | waiting for the reporter | 3 | somebody else | pharmacy | Gaza | 5 | |
async fn a_world() -> (tempfile::TempDir, Vec<Store>) {
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![format!("sqlite://{}/b.db", folder.path().display())];
    urls.extend(support::postgres::database().await);
    let mut stores = Vec::new();
    for url in urls {
        let store = Store::open(&url).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let mut text = String::from(
            "insert into partner (id, code, name) values (5, 'CCS', 'CCS'), (6, 'ARIEL', 'ARIEL');
             insert into district (id, province, name) values (1, 'Gaza', 'Chókwè'), (2, 'Maputo', 'Matola');
             insert into facility (id, code, name, district_id) values (1, 'a', 'A', 1), (2, 'b', 'B', 2);
             insert into person (id, name, locale, role) values (900, 'Bo', 'pt', 'agent'), (901, 'Ana', 'pt', 'reporter'),
             (902, 'Rita', 'pt', 'agent');",
        );
        for (id, status, rank, owner, department, facility, partner, touched) in [
            (1, "new", 2, "null", "null", "1", "5", NOW - 4 * DAY),
            (2, "new", 1, "null", "'lab'", "2", "5", NOW),
            (3, "in_progress", 3, "900", "null", "1", "6", NOW),
            (4, "new", 3, "null", "'staff'", "1", "5", NOW),
            (8, "in_progress", 4, "902", "'staff'", "2", "5", NOW),
            (5, "new", 2, "null", "null", "null", "null", NOW),
            (6, "closed", 1, "900", "null", "1", "5", NOW),
            (7, "waiting_reporter", 3, "901", "'pharmacy'", "1", "5", NOW - 3 * DAY),
        ] {
            let created = NOW - 10 * DAY + id;
            let (tags, private, tier) =
                (if id == 2 { "[\"cabo\",\"x\"]" } else { "[]" }, i32::from(id == 5), if id == 5 { 3 } else { 1 });
            let deadline = if id == 3 { "20" } else { "null" };
            text += &format!(
                "insert into ticket (id, running_number, reference, system_key, category_key, urgency_key, impact_key,
                 priority_key, priority_rank, status, waiting_on, owner_id, reporter_id, reporter_address, locale,
                 facility_id, partner_id, form, version, created_at, updated_at, department, tags, is_private, tier,
                 deadline_day) values ({id}, {id}, 'R{id}', 's', 'c', 'u', 'i', 'p', {rank}, '{status}', 'agent',
                 {owner}, 901, 'x', 'pt', {facility}, {partner}, '{{}}', 1, {created}, {touched}, {department},
                 '{tags}', {private}, {tier}, {deadline});
                 insert into entry (id, ticket_id, kind, author_id, words, created_at)
                 values ({id}, {id}, 'description', 901, 'A impressora n.º {id} NÃO  imprime', {created});"
            );
        }
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        stores.push(store);
    }
    (folder, stores)
}

fn desk() -> Desk {
    let department = |key: &str, private| Department { named: Named::new(key, Label::default(), vec![]), private };
    let departments = vec![department("lab", false), department("pharmacy", false), department("staff", true)];
    Desk { departments, ..desk_file::load("epts").unwrap() }
}

fn agent() -> Person {
    Person { role: Role::Agent, tier: Some(2), enrolled: true, ..Person::new(ME, Locale::Pt) }
}

async fn ids(store: &Store, person: &Person, place: Place, filter: &Filter) -> Vec<i64> {
    let scope = Scope::of(person, place, &desk());
    let mut conn = store.reader().acquire().await.unwrap();
    let page = queue::page(&mut conn, filter, &scope, NOW, (0, 8)).await.unwrap();
    assert_eq!(page.total, page.ids.len());
    page.ids
}

fn of(slice: Slice) -> Filter {
    Filter { slice, ..Filter::default() }
}

#[tokio::test]
async fn each_part_of_the_queue_has_its_tickets_in_order() {
    let (_folder, stores) = a_world().await;
    for store in stores {
        let text = |words: &str| Filter { text: Some(words.into()), ..Filter::default() };
        for (filter, wanted) in [
            // By priority, then the promised day, then the age.
            (of(Slice::Any), vec![2, 1, 5, 3, 7]),
            (of(Slice::Start), vec![3, 2, 1, 5, 7]),
            (of(Slice::New), vec![2, 1]),
            (of(Slice::Mine), vec![3]),
            (of(Slice::Stalled), vec![1, 7]),
            (Filter { closed: true, ..of(Slice::Mine) }, vec![6, 3]),
            (Filter { statuses: vec![Status::Closed], ..Filter::default() }, vec![6]),
            (Filter { tag: Some("cabo".into()), ..Filter::default() }, vec![2]),
            (Filter { tag: Some("cab".into()), ..Filter::default() }, vec![]),
            (Filter { province: Some("Gaza".into()), ..Filter::default() }, vec![1, 3, 7]),
            (Filter { partner: Some((6, "ARIEL".into())), ..Filter::default() }, vec![3]),
            (Filter { departments: vec!["lab".into(), "pharmacy".into()], ..Filter::default() }, vec![2, 7]),
            (Filter { unowned: true, province: Some("Maputo".into()), ..Filter::default() }, vec![2]),
            (text("nao imprime"), vec![2, 1, 5, 3, 7]),
            (text("impressora N.º 7 não"), vec![7]),
            (text("teclado"), vec![]),
        ] {
            assert_eq!(ids(&store, &agent(), Place::Private, &filter).await, wanted, "{filter:?}");
        }
    }
}

#[tokio::test]
async fn each_reader_sees_what_is_theirs() {
    let (_folder, stores) = a_world().await;
    for store in stores {
        let any = of(Slice::Any);
        let mut bo = agent();
        bo.profile.departments = vec!["staff".into(), "lab".into()];
        bo.profile.provinces = vec!["Gaza".into()];
        assert_eq!(
            ids(&store, &bo, Place::Private, &any).await,
            [2, 1, 5, 3, 4, 7, 8],
            "a private department of theirs"
        );
        assert_eq!(ids(&store, &bo, Place::Agents, &any).await, [2, 1, 5, 3, 7], "but not where others read");
        let owner = Person { id: 902, ..agent() };
        assert_eq!(ids(&store, &owner, Place::Private, &of(Slice::Mine)).await, [8], "what one owns is never hidden");
        assert_eq!(ids(&store, &owner, Place::Agents, &of(Slice::Mine)).await, [0; 0], "but where others read");
        // Of no department, or from nowhere that is known: it is everybody's.
        assert_eq!(ids(&store, &bo, Place::Private, &of(Slice::Theirs)).await, [1, 5, 3, 4]);
        assert_eq!(ids(&store, &bo, Place::Private, &of(Slice::New)).await, [1, 4]);
        let admin = Person { role: Role::Admin, tier: None, ..agent() };
        assert_eq!(ids(&store, &admin, Place::Private, &of(Slice::New)).await, [2, 1, 5, 4]);
        let manager = Person { role: Role::Manager, ..agent() };
        assert_eq!(ids(&store, &manager, Place::Managers, &any).await, [2, 1, 3, 7]);
        let focal = Person { role: Role::FocalPoint, partner_id: Some(5), ..agent() };
        assert_eq!(ids(&store, &focal, Place::Private, &any).await, [2, 1, 7]);
        let text = Filter { text: Some("imprime".into()), ..Filter::default() };
        for other in [&manager, &focal, &Person { partner_id: None, ..focal.clone() }] {
            assert_eq!(ids(&store, other, Place::Private, &text).await, [0; 0], "{:?} looks for no words", other.role);
        }
        let of_nobody = Person { partner_id: None, ..focal };
        assert_eq!(ids(&store, &of_nobody, Place::Private, &any).await, [0; 0]);
        let reporter = Person { role: Role::Reporter, ..agent() };
        assert_eq!(ids(&store, &reporter, Place::Private, &any).await, [0; 0]);
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let (_folder, stores) = a_world().await;
    for store in stores {
        let scope = Scope::of(&agent(), Place::Private, &desk());
        let mut conn = store.reader().acquire().await.unwrap();
        for (filter, at, wanted) in [
            (of(Slice::Any), 0, vec![2, 1]),
            (of(Slice::Any), 4, vec![7]),
            (of(Slice::Any), 8, vec![]),
            (Filter { text: Some("imprime".into()), ..Filter::default() }, 2, vec![5, 3]),
        ] {
            let page = queue::page(&mut conn, &filter, &scope, NOW, (at, 2)).await.unwrap();
            assert_eq!((page.ids, page.total, page.partly), (wanted, 5, false), "{filter:?} from {at}");
        }
    }
}
