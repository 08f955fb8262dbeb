//! Invitations from the command line: many at once or none, codes for facilities, links and QR codes of them.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use std::{collections::BTreeSet, io::Cursor, net::SocketAddr, path::Path};

use balcao::{
    bots::web::EmbedOrigins,
    cli::{self, demo},
    config::Cli,
    core::{
        contact,
        directory::rows,
        invite::{self, Attempt, Gift, Redeemed},
        person::{Person, Role},
    },
    demo::Sample,
    serve::wall_clock,
};
use clap::Parser as _;
use support::{TestStore, stores};

const PEOPLE: &str = "name;role;tier;facility;partner;phone;departments;provinces;lang
Lurdes Tembe;agent;2;;;+258 84 123 4567;servers, training;zambezia, SOFALA;
Rosa Alberto;reporter;;MZ-0203;;;;;en
Paulo Sitoe;focal-point;;;ARIEL;82 300 1122;;;pt
";

/// A database with the sample's directory.
async fn desks() -> Vec<TestStore> {
    let desks = stores().await;
    let plan = Sample::read().unwrap().plan;
    for desk in &desks {
        let ids = desk.store.take_ids().await.unwrap();
        let mut tx = desk.store.begin().await.unwrap();
        rows::apply(&mut tx, &plan, &mut || ids.one()).await.unwrap();
        tx.commit().await.unwrap();
    }
    desks
}

/// Runs a command of the command line on a desk.
async fn run(desk: &TestStore, args: &[&str]) -> Result<(), String> {
    let args = [&["balcao"], args, &["--database-url", &desk.url]].concat();
    cli::run(Cli::try_parse_from(args).map_err(|error| error.to_string())?).await.map_err(|error| format!("{error:#}"))
}

async fn redeem(desk: &TestStore, code: &str) -> Redeemed {
    let mut tx = desk.store.begin().await.unwrap();
    let attempt = Attempt { source: code, used_by: "test", in_room: false, account_of: None };
    let redeemed = invite::redeem(&mut tx, wall_clock(), code, attempt).await.unwrap();
    tx.commit().await.unwrap();
    redeemed
}

async fn count(desk: &TestStore, sql: &'static str) -> i64 {
    let row = sqlx::query(sql).fetch_one(desk.store.reader()).await.unwrap();
    sqlx::Row::get(&row, 0)
}

async fn person(desk: &TestStore, folded: &str) -> Person {
    let mut conn = desk.store.reader().acquire().await.unwrap();
    let found = contact::people_named(&mut conn, &[folded.to_owned()]).await.unwrap();
    assert_eq!(found.len(), 1, "{folded}");
    found.into_iter().next().unwrap()
}

/// What a reader of QR codes finds in a PNG.
fn scanned(file: &Path) -> String {
    let bytes = std::fs::read(file).expect("a picture");
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut image = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut image).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| image[y * info.line_size + x]);
    picture.detect_grids()[0].decode().unwrap().1
}

#[tokio::test]
async fn all_mistakes_are_told_at_once_and_nothing_is_written() {
    let folder = support::folder();
    let file = folder.path().join("people.csv");
    let path = file.to_str().unwrap();
    let wrong = "name,role,tier,facility,partner,phone,departments,provinces,lang
Ana Macuácua,reporter,,MZ-9999,,,,,
Bene Cossa,chief,2,,,,,,
,reporter,,,,,,,

Paulo Sitoe,focal_point,,,,,,,
Paulo Sitoe,focal_point,,,NOBODY,,,,fr
Lurdes Tembe,agent,5,,,12,,Atlantis,
Rosa Alberto,reporter,1,,,,,,
Ivo Manhique,manager,,,,84 123 4567,,,
IVO  MANHIQUE,manager,,,,841234567,,,
Ivo Manhique,manager,,,,,,,
Célia,reporter,,,,,,,pt,too much
";
    for desk in desks().await {
        std::fs::write(&file, wrong).unwrap();
        let told = run(&desk, &["invite-many", path]).await.unwrap_err();
        let told = told.replace(path, "F");
        let partners = "ARIEL, CCS, CHASS, EGPAF, FGH, ICAP";
        let mut lines: Vec<&str> = told.lines().collect();
        assert!(lines.iter().any(|line| line.starts_with("F:8: unknown province «Atlantis»; allowed: Cabo Delgado,")));
        lines.retain(|line| !line.contains("Atlantis"));
        assert_eq!(
            lines,
            [
                "nobody was invited",
                "F:2: there is no facility with the code «MZ-9999»",
                "F:3: unknown role «chief»; allowed: reporter, focal_point, agent, manager, admin",
                "F:4: `name` is empty",
                &format!("F:6: a focal point needs a partner; allowed: {partners}"),
                "F:7: unknown language «fr»; allowed: pt, en",
                &format!("F:7: there is no partner «NOBODY»; allowed: {partners}"),
                "F:8: «5» is no tier; allowed: 1 to 4",
                "F:8: «12» is no telephone; allowed: 7 to 15 digits",
                "F:9: tier, departments and provinces are for agents, not for a reporter",
                "F:11: the same name and telephone are on line 10; \
                 allowed: a telephone that tells two people of one name apart",
                "F:13: the row has 10 fields, the header 9",
            ]
        );
        std::fs::write(&file, "name,role,shoe\nAna,reporter,38\n").unwrap();
        let told = run(&desk, &["invite-many", path]).await.unwrap_err();
        assert!(told.contains(":1: unknown column `shoe`; allowed: name, role, tier,"), "{told}");
        std::fs::write(&file, "name\nAna\n").unwrap();
        let told = run(&desk, &["invite-many", path]).await.unwrap_err();
        assert!(told.contains(":1: there is no column `role`"), "{told}");
        assert_eq!(count(&desk, "select count(*) from person").await, 0);
        assert_eq!(count(&desk, "select count(*) from invite").await, 0);
    }
}

#[tokio::test]
async fn many_are_invited_at_once_and_each_code_works_once() {
    for desk in desks().await {
        let folder = support::folder();
        let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (file, out, pictures) = (at("people.csv"), at("codes.csv"), at("qr"));
        std::fs::write(&file, PEOPLE).unwrap();
        run(&desk, &["invite-many", &file, "--check"]).await.unwrap();
        assert_eq!(count(&desk, "select count(*) from person").await, 0);
        let args = ["invite-many", &file, "--out", &out, "--png-dir", &pictures, "--url", "https://balcao.example/"];
        run(&desk, &[&args[..], &["--telegram", "@balcao_bot"]].concat()).await.unwrap();

        let mut table = csv::Reader::from_path(&out).unwrap();
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows.iter().map(|row| &row[2]).collect::<BTreeSet<_>>().len(), 3);
        for (row, name) in rows.iter().zip(["Lurdes Tembe", "Rosa Alberto", "Paulo Sitoe"]) {
            let code = &row[2];
            assert_eq!(&row[0], name);
            assert_eq!(row[3], format!("https://balcao.example/#code={code}"));
            assert_eq!(row[4], format!("https://t.me/balcao_bot?start={code}"));
            let invited = person(&desk, &balcao::text::fold::fold(name)).await;
            assert!(invited.enrolled && invited.role.word() == &row[1]);
            let Redeemed::Given(Gift::Role { role, person_id, facility_id, proves_facility, .. }) =
                redeem(&desk, code).await
            else {
                panic!("the code of {name} does not work")
            };
            assert_eq!((role, person_id, facility_id), (invited.role, Some(invited.id), invited.facility_id));
            assert_eq!(proves_facility, name == "Rosa Alberto");
            assert_eq!(redeem(&desk, code).await, Redeemed::Bad, "once");
        }
        let picture = folder.path().join("qr/0002-rosa-alberto.png");
        assert_eq!(scanned(&picture), rows[1][4], "who has Telegram needs no browser");

        let lurdes = person(&desk, "lurdes tembe").await;
        assert_eq!((lurdes.role, lurdes.tier), (Role::Agent, Some(2)));
        assert_eq!(lurdes.profile.phone.as_deref(), Some("+258841234567"));
        assert_eq!(lurdes.profile.departments, ["servers", "training"]);
        assert_eq!(lurdes.profile.provinces, ["Zambézia", "Sofala"]);

        let again = run(&desk, &["invite-many", &file, "--out", &at("more.csv")]).await.unwrap_err();
        assert_eq!(again.lines().count(), 4, "{again}");
        assert!(again.contains("people.csv:2: somebody with this name and telephone is known already, as agent"));
        std::fs::write(&file, "name,role\nNélia Bila,manager\n").unwrap();
        let taken = run(&desk, &["invite-many", &file, "--out", &out]).await.unwrap_err();
        assert!(taken.contains("nobody was invited: cannot write"), "{taken}");
        let (more, nowhere) = (at("more.csv"), at("codes.csv/no-folder"));
        let halfway = run(&desk, &["invite-many", &file, "--out", &more, "--png-dir", &nowhere]).await.unwrap_err();
        assert!(halfway.contains("nobody was invited: cannot make"), "{halfway}");
        assert!(!Path::new(&more).exists(), "codes that open nothing are not left behind");
        assert_eq!(count(&desk, "select count(*) from person").await, 3);
        assert_eq!(count(&desk, "select count(*) from invite").await, 3);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_holds_codes_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = &desks().await[0];
    let folder = support::folder();
    let (file, out) = (folder.path().join("people.csv"), folder.path().join("codes.csv"));
    let pictures = folder.path().join("qr");
    std::fs::write(&file, PEOPLE).unwrap();
    let args = ["invite-many", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
    run(desk, &[&args[..], &["--png-dir", pictures.to_str().unwrap(), "--telegram", ""]].concat()).await.unwrap();
    let cards = std::fs::read_dir(&pictures).unwrap().map(|entry| entry.unwrap().path());
    for file in cards.chain([out]) {
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn one_is_invited_with_what_is_known_of_them() {
    for desk in desks().await {
        let args = ["invite", "--role", "agent", "--name", "Bene Cossa", "--department", "training"];
        run(&desk, &[&args[..], &["--province", "Tete", "--phone", "84 123 4567", "--qr"]].concat()).await.unwrap();
        let bene = person(&desk, "bene cossa").await;
        assert_eq!(bene.profile.departments, ["training"]);
        assert_eq!(bene.profile.provinces, ["Tete"]);
        assert_eq!(bene.profile.phone.as_deref(), Some("841234567"));
        let told = run(&desk, &["invite", "--role", "focal-point", "--phone", "none"]).await.unwrap_err();
        assert_eq!(told.lines().count(), 4, "{told}");
        let told = run(&desk, &["invite", "--role", "reporter", "--telegram", "no bot"]).await.unwrap_err();
        assert!(told.contains("a bot's name"), "{told}");
    }
}

#[tokio::test]
async fn a_code_of_a_facility_is_good_for_all_until_it_is_taken_back() {
    for desk in desks().await {
        let folder = support::folder();
        let poster = folder.path().join("poster.png");
        run(&desk, &["facility", "code", "MZ-0203", "--qr", "--png", poster.to_str().unwrap()]).await.unwrap();
        let link = scanned(&poster);
        let code = link.strip_prefix("http://127.0.0.1:8080/#code=").expect("a link of the web chat");
        let facility = count(&desk, "select id from facility where code = 'MZ-0203'").await;
        for _ in 0..2 {
            let Redeemed::Given(Gift::Role { role, facility_id, proves_facility, person_id, .. }) =
                redeem(&desk, code).await
            else {
                panic!("the facility's code does not work")
            };
            assert_eq!((role, facility_id, person_id), (Role::Reporter, Some(facility), None));
            assert!(proves_facility);
        }
        run(&desk, &["facility", "code", "MZ-0101", "--revoke"]).await.unwrap();
        assert!(matches!(redeem(&desk, code).await, Redeemed::Given(_)), "another facility's code stays good");
        run(&desk, &["facility", "code", "MZ-0203", "--revoke"]).await.unwrap();
        assert_eq!(redeem(&desk, code).await, Redeemed::Bad);
        let told = run(&desk, &["facility", "code", "MZ-9999"]).await.unwrap_err();
        assert!(told.contains("MZ-9999"), "{told}");
    }
}

/// On the web everybody who comes with the poster is somebody new; the same page again is the same person.
#[tokio::test]
async fn a_code_of_a_facility_opens_the_web_chat() {
    let folder = support::folder();
    let (ready, _) = demo::prepare(folder.path(), SocketAddr::from(([127, 0, 0, 1], 0)), EmbedOrigins::default())
        .await
        .expect("a desk");
    let store = std::sync::Arc::clone(&ready.entrance.shared.store);
    let url = format!("sqlite://{}", folder.path().join("balcao.db").display());
    let poster = folder.path().join("poster.png");
    let args = ["balcao", "facility", "code", "MZ-0203", "--png", poster.to_str().unwrap(), "--database-url", &url];
    cli::run(Cli::try_parse_from(args).unwrap()).await.unwrap();
    let link = scanned(&poster);
    let (_, code) = link.split_once("#code=").expect("a code");
    let mut seats = BTreeSet::new();
    for token in ["token-one", "token-two", "token-one"] {
        seats.insert(ready.door.enter(code, token, "10.0.0.1").await.expect("a seat").address.chat);
    }
    assert_eq!(seats.len(), 2);
    let proven = "select count(*) from person p join facility f on f.id = p.facility_id
        where p.facility_proven = 1 and p.role = 'reporter' and f.code = 'MZ-0203'";
    let row = sqlx::query(proven).fetch_one(store.reader()).await.unwrap();
    assert_eq!(sqlx::Row::get::<i64, _>(&row, 0), 2);
}
