//! How long it takes to find what is similar, with a million requests: to a new request among those that came lately, on
//! either database, and among the problems that are known, in memory.
//!
//! `cargo bench --bench similar` runs on SQLite (WAL, synchronous=FULL) and, where its server is found, on PostgreSQL.
//! `-- --tickets N` chooses how many requests there are; `-- --sqlite` and `-- --postgres` choose one.

#[path = "../tests/support/postgres.rs"]
mod postgres;

use std::time::{Duration, Instant};

use balcao::{
    core::{
        db::Store,
        policy::common::Common,
        problem::{
            Known, Offer, cluster,
            gist::{self, Kept},
        },
    },
    serve::wall_clock,
    text::{alike::Gist, locale::Locale},
};

const LOOKS: i64 = 2_000;
const SYSTEMS: i64 = 5;
/// Three years.
const SPAN_MS: i64 = 3 * 365 * 24 * 3600 * 1000;
const KNOWN: usize = 300;
/// What requests tell; a number parts those that are of other things.
const TOLD: [&str; 6] = [
    "O OpenMRS não sincroniza com o servidor central da província",
    "A impressora de etiquetas da farmácia não imprime desde ontem",
    "O relatório mensal aparece vazio depois da actualização",
    "Os resultados de carga viral do laboratório não chegam",
    "A senha expirou e ninguém consegue entrar no sistema",
    "O tablet do mentor não envia os dados da mentoria",
];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let at = args.iter().position(|arg| arg == "--tickets");
    let tickets = at.and_then(|at| args.get(at + 1)?.parse().ok()).unwrap_or(1_000_000);
    among_known();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        if !has("--postgres") {
            let url = format!("sqlite://{}/similar.db", folder.path().display());
            measure("sqlite", &url, tickets).await;
        }
        if !has("--sqlite") {
            match postgres::database().await {
                Some(url) => measure("postgres", &url, tickets).await,
                None => println!("postgres: its server is not installed"),
            }
        }
    });
}

/// What a reporter is offered, by what is known.
fn among_known() {
    let offer = |at: usize| {
        let words = format!("{} {at}", TOLD[at % TOLD.len()]);
        let summaries = [(Locale::Pt, words)].into();
        let empty = String::new;
        let id = i64::try_from(at).unwrap_or_default();
        Offer { id, system: empty(), category: empty(), urgency: empty(), impact: empty(), summaries }
    };
    let known = Known::of(1, (0..KNOWN).map(|at| (offer(at), Vec::new())).collect());
    let mut took = Vec::new();
    for look in 0..usize::try_from(LOOKS).unwrap_or_default() {
        let words = format!("bom dia, {} desde as {look} horas, peco ajuda", TOLD[look % TOLD.len()]);
        let since = Instant::now();
        let found = known.likely(&words, 3);
        took.push(since.elapsed());
        assert!(found.len() <= 3);
    }
    tell(&format!("among {KNOWN} known problems, in memory"), took);
}

async fn measure(name: &str, url: &str, tickets: i64) {
    let store = Store::open(url).await.expect("a database");
    fill(&store, tickets).await;
    let terms = Common { requests: 3, ..Common::default() };
    let mut took = Vec::new();
    let mut compared = 0;
    for look in 0..LOOKS {
        let words = Gist::of(TOLD[usize::try_from(look).unwrap_or_default() % TOLD.len()]).kept();
        let (system, created_at) = (format!("system{}", look % SYSTEMS), wall_clock());
        let kept = Kept { ticket: tickets - look, system, created_at, words };
        let since = Instant::now();
        let mut conn = store.reader().acquire().await.expect("a reader");
        let recent = gist::recent(&mut conn, &kept.system, kept.created_at - terms.within).await.expect("requests");
        let _proposed = cluster::among(&kept, &recent, &terms);
        took.push(since.elapsed());
        compared += recent.len();
    }
    let compared = compared / usize::try_from(LOOKS).unwrap_or(1);
    tell(&format!("{name}, among {tickets} requests, {compared} of them compared"), took);
    store.close().await;
}

fn tell(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!("{what}: {:.2} ms at the median, {:.2} ms at p99", at(50), at(99));
}

/// Requests of three years, those of the last days open; what each tells is one of a few, with words of its own.
async fn fill(store: &Store, tickets: i64) {
    let mut tx = store.begin().await.expect("a transaction");
    let now = wall_clock();
    sqlx::query("insert into person (id, name, locale, role) values (1, 'Ana', 'pt', 'reporter')")
        .execute(&mut *tx)
        .await
        .expect("a person");
    let told: Vec<String> = TOLD.iter().map(|told| Gist::of(told).kept()).collect();
    let gists = format!(
        "insert into gist (ticket_id, system_key, created_at, words, is_looked)
         select n, 'system' || (n % {SYSTEMS}), $2 - ($1 - n) * ({SPAN_MS} / $1),
         case n % 6 when 0 then '{}' when 1 then '{}' when 2 then '{}' when 3 then '{}' when 4 then '{}' else '{}' end
         || ' own' || (n % 977) || 'x other' || (n % 7919) || 'x', 1 from numbers",
        told[0], told[1], told[2], told[3], told[4], told[5]
    );
    let rows = format!(
        "insert into ticket (id, running_number, reference, system_key, category_key, urgency_key, impact_key,
             priority_key, priority_rank, status, waiting_on, reporter_id, reporter_address, locale, form, version,
             created_at, updated_at, waits_since, tier)
         select n, n, 'BL-' || n, 'system' || (n % {SYSTEMS}), 'server', 'job_stopped', 'multiple_users', 'urgent', 2,
             case when n > $1 - 5000 then 'in_progress' else 'closed' end, 'agent', 1, 'web:balcao:p1', 'pt', '{{}}', 1,
             $2, $2, $2, 2 from numbers"
    );
    for table in [rows, gists] {
        let numbers = "with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < $1) ";
        // In PostgreSQL the list stands behind the table's name, in SQLite either way.
        let (head, tail) = table.split_once("select").expect("a select");
        sqlx::query(sqlx::AssertSqlSafe(format!("{head}{numbers}select{tail}")))
            .bind(tickets)
            .bind(now)
            .execute(&mut *tx)
            .await
            .expect("rows");
    }
    tx.commit().await.expect("a commit");
    for table in ["analyze ticket", "analyze gist"] {
        let mut tx = store.begin().await.expect("a transaction");
        sqlx::query(table).execute(&mut *tx).await.expect("statistics");
        tx.commit().await.expect("a commit");
    }
}
