//! An import from its bytes to the rows and back, and each of its mistakes.

use balcao::core::{
    db::Store,
    directory::{
        Directory, apply,
        import::{Plan, read},
        load,
        preview::{Change, preview},
        version,
    },
};

const FILE: &str = "code,name,district,province,partner,partner_name,from,until
MZ-1,HD Mocuba,Mocuba,Zambézia,FGH,Friends in Global Health,2019-04-01,
MZ-1,HD Mocuba,Mocuba,Zambézia,ICAP,ICAP,2017-01-01,2019-04-01
MZ-2,CS Ndlavela,Matola,Maputo,Ariel,,2015-01-01,
MZ-3,CS Xinavane,Manhiça,Maputo,,,,
";

fn plan(text: &str) -> Plan {
    read(text.as_bytes()).unwrap()
}

#[test]
fn a_file_becomes_a_plan() {
    let plan = plan(FILE);
    assert_eq!(plan.facilities.len(), 3);
    let mocuba = plan.facilities[0].partners.clone().unwrap();
    assert_eq!(mocuba, [("ICAP".to_owned(), 17_167, Some(17_987)), ("FGH".to_owned(), 17_987, None)]);
    assert_eq!(plan.facilities[2].partners, Some(Vec::new()));
    assert_eq!(plan.partners["FGH"].as_deref(), Some("Friends in Global Health"));
    assert_eq!(plan.partners["Ariel"], None);
    assert!(plan.warnings.is_empty());
}

#[test]
fn files_of_spreadsheets_are_read() {
    let semicolons = format!("\u{FEFF}{}", FILE.replace(',', ";").replace('\n', "\r\n"));
    assert_eq!(plan(&semicolons), plan(FILE));
    let turned = "Province,District,Name,Code\nGaza,Chókwè,\"HR \"\"Chókwè\"\"\",MZ-9\n\n";
    let plan = plan(turned);
    assert_eq!(plan.facilities[0].name, "HR \"Chókwè\"");
    assert_eq!(plan.facilities[0].partners, None);
}

#[test]
fn each_mistake_has_its_line() {
    for (right, wrong, mistake) in [
        ("code,name", "code,nome", "line 1: unknown column `nome`; allowed: code, name, district"),
        ("code,name,district", "code,name,name", "line 1: the column `name` is there twice"),
        ("partner_name,from,until\n", "partner_name,from\n", "line 2: the row has 8 fields, the header 7"),
        ("MZ-2,CS Ndlavela", "MZ-2,", "line 4: `name` is empty"),
        (
            "MZ-2,CS Ndlavela",
            "MZ-1,CS Ndlavela",
            "line 4: the code `MZ-1` is there already, on line 2; allowed: further",
        ),
        ("MZ-3,CS Xinavane", "MZ-2,CS Ndlavela", "line 5: the code `MZ-2` is there already, on line 4"),
        ("2015-01-01", "01/01/2015", "line 4: `from` is no date: «01/01/2015»; allowed: YYYY-MM-DD"),
        ("2015-01-01", "2015-02-29", "line 4: `from` is no date: «2015-02-29»"),
        ("2019-04-01\n", "2019-05-01\n", "line 3: the partner's period overlaps with that of line 2"),
        ("2019-04-01\n", "\n", "line 3: the partner's period overlaps with that of line 2"),
        ("2019-04-01\n", "2016-04-01\n", "line 3: `until` is not after `from`"),
        ("ICAP,ICAP", "FGH,ICAP", "line 3: the partner `FGH` has two names"),
        ("Ariel,,2015", ",,2015", "line 4: there are dates or a name of a partner, but no `partner`"),
    ] {
        let found: Vec<_> = match read(FILE.replacen(right, wrong, 1).as_bytes()) {
            Ok(_) => Vec::new(),
            Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
        };
        assert!(found.iter().any(|it| it.starts_with(mistake)), "expected {mistake}, found {found:#?}");
    }
    let latin = b"code,name,district,province\nMZ-1,HD Mocuba,Mocuba,Zamb\xE9zia\n";
    assert!(
        read(latin).unwrap_err()[0].to_string().starts_with("line 2: the file is not in UTF-8 (it may be in Latin-1")
    );
    assert_eq!(
        read(b"").unwrap_err()[0].to_string(),
        "line 1: there is no column `code`; allowed: code, name, district, province, partner, partner_name, from, until, latitude, longitude"
    );
    assert_eq!(
        read(FILE.replace("MZ-2,CS Ndlavela", "MZ-2,").replace("2019-04-01,", "x,").as_bytes()).unwrap_err().len(),
        2
    );
}

#[test]
fn an_unknown_province_is_a_warning() {
    let plan = plan(&FILE.replace("Zambézia", "Zambezia"));
    assert_eq!(plan.warnings.len(), 1);
    assert!(plan.warnings[0].to_string().starts_with("line 2: «Zambezia» is none of the provinces; allowed: Cabo"));
}

#[tokio::test]
async fn a_plan_is_applied_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}", folder.path().join("d.db").display())).await.unwrap();
    let mut id = 100;
    let mut next_id = || {
        id += 1;
        id
    };
    let first = plan(FILE);
    assert_eq!(preview(&first, &Directory::default()).new.len(), 3);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(apply(&mut tx, &first, &mut next_id).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let mut conn = store.reader().acquire().await.unwrap();
    let old = load(&mut conn).await.unwrap();
    assert_eq!((old.version, old.facilities.len(), old.partners.len()), (1, 3, 3));
    let mocuba = old.facility_by_code("MZ-1").unwrap();
    let partner = |day| old.partner(old.partner_on(mocuba.id, day).unwrap()).unwrap().code.as_str();
    assert_eq!((partner(17_986), partner(17_987)), ("ICAP", "FGH"));
    let again = preview(&first, &old);
    assert!(!again.is_change());
    assert_eq!((again.unchanged, again.kept), (3, 0));

    let second = plan(
        "code,name,district,province,partner,partner_name,from,until
MZ-1,HD de Mocuba,Mocuba,Zambézia,FGH,FGH,2019-04-01,
MZ-3,CS Xinavane,Manhiça,Maputo,,,,
MZ-4,CS Maganja,Maganja da Costa,Zambézia,FGH,FGH,2019-04-01,
",
    );
    let seen = preview(&second, &old);
    assert_eq!((seen.new.as_slice(), seen.unchanged, seen.kept), (["MZ-4".to_owned()].as_slice(), 1, 1));
    assert_eq!(seen.changed, [Change { code: "MZ-1".into(), what: vec!["name", "partners"] }]);
    assert_eq!(seen.renamed_partners, ["FGH"]);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(apply(&mut tx, &second, &mut next_id).await.unwrap(), 2);
    tx.commit().await.unwrap();
    assert_eq!(version(&mut conn).await.unwrap(), 2);
    let new = load(&mut conn).await.unwrap();
    assert_eq!(new.facilities.len(), 4);
    let renamed = new.facility_by_code("MZ-1").unwrap();
    assert_eq!((renamed.id, renamed.name.as_str(), renamed.partners.len()), (mocuba.id, "HD de Mocuba", 1));
    assert_eq!(new.partner_by_code("FGH").unwrap().name, "FGH");
}

#[test]
fn the_example_of_the_documentation_is_in_order() {
    let page = include_str!("../../docs/directory.md");
    let (_, example) = page.split_once("```csv\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    assert_eq!(plan(example).facilities.len(), 2);
}
