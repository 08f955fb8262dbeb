//! What people type, and the facilities that they mean.

use balcao::core::directory::{Directory, Facility, Partner};

const SOME: [(&str, &str, &str); 22] = [
    ("CS Ndlavela", "Matola", "Maputo"),
    ("CS Machava II", "Matola", "Maputo"),
    ("HG Machava", "Matola", "Maputo"),
    ("CS 1º de Maio", "KaMaxakeni", "Cidade de Maputo"),
    ("CS 1º de Junho", "KaMavota", "Cidade de Maputo"),
    ("HG José Macamo", "Nlhamankulu", "Cidade de Maputo"),
    ("CS José Macamo", "Nlhamankulu", "Cidade de Maputo"),
    ("CS Xipamanine", "Nlhamankulu", "Cidade de Maputo"),
    ("HD Manhiça", "Manhiça", "Maputo"),
    ("CS Xinavane", "Manhiça", "Maputo"),
    ("HP Xai-Xai", "Xai-Xai", "Gaza"),
    ("HR Chókwè", "Chókwè", "Gaza"),
    ("CS Chókwè", "Chókwè", "Gaza"),
    ("HD Mocuba", "Mocuba", "Zambézia"),
    ("CS Mocuba Sisal", "Mocuba", "Zambézia"),
    ("CS 17 de Setembro", "Quelimane", "Zambézia"),
    ("CS 24 de Julho", "Quelimane", "Zambézia"),
    ("CS Coalane", "Quelimane", "Zambézia"),
    ("CS Namicopo", "Nampula", "Nampula"),
    ("CS 25 de Setembro", "Nampula", "Nampula"),
    ("HC Nampula", "Nampula", "Nampula"),
    ("CS Mocímboa da Praia", "Mocímboa da Praia", "Cabo Delgado"),
];

fn directory() -> Directory {
    let facility = |(id, (name, district, province)): (i64, &(&str, &str, &str))| Facility {
        id,
        code: format!("MZ-{:04}", 100 + id),
        name: (*name).to_owned(),
        district: (*district).to_owned(),
        province: (*province).to_owned(),
        at: None,
        partners: vec![(1, 0, Some(17_000)), (2, 17_000, None)],
    };
    let partner = |id, code: &str| Partner { id, code: code.to_owned(), name: code.to_owned() };
    Directory::new(3, vec![partner(1, "ICAP"), partner(2, "FGH")], (1..).zip(&SOME).map(facility).collect())
}

fn names<'a>(directory: &'a Directory, typed: &str) -> Vec<&'a str> {
    directory.find(typed, 3).into_iter().map(|facility| facility.name.as_str()).collect()
}

#[test]
fn the_meant_facility_comes_first() {
    let directory = directory();
    for (typed, meant) in [
        ("ndlavela", "CS Ndlavela"),
        ("Centro de Saúde de Ndlavela", "CS Ndlavela"),
        ("cs dlavela", "CS Ndlavela"),
        ("NDLAVEAL", "CS Ndlavela"),
        ("Ndlavela Matola", "CS Ndlavela"),
        ("machava 2", "CS Machava II"),
        ("hospital da machava", "HG Machava"),
        ("primeiro de maio", "CS 1º de Maio"),
        ("1 de maio", "CS 1º de Maio"),
        ("1o de junho", "CS 1º de Junho"),
        ("hg jose macamo", "HG José Macamo"),
        ("c.s. josé macamo", "CS José Macamo"),
        ("chipamanine", "CS Xipamanine"),
        ("shinavane", "CS Xinavane"),
        ("hospital distrital da manhica", "HD Manhiça"),
        ("xaixai", "HP Xai-Xai"),
        ("hospital chokwe", "HR Chókwè"),
        ("chokwé centro de saude", "CS Chókwè"),
        ("mocuba", "HD Mocuba"),
        ("sisal", "CS Mocuba Sisal"),
        ("25 setembro", "CS 25 de Setembro"),
        ("17 setembro quelimane", "CS 17 de Setembro"),
        ("mocimboa", "CS Mocímboa da Praia"),
        ("mz-0108", "CS Xipamanine"),
        ("MZ0108", "CS Xipamanine"),
        ("trabalho no CS Coalane", "CS Coalane"),
    ] {
        assert_eq!(names(&directory, typed).first(), Some(&meant), "{typed}: {:?}", names(&directory, typed));
    }
}

#[test]
fn nothing_is_found_by_chance() {
    let directory = directory();
    for typed in
        ["", "   ", "CS", "hospital", "🙂", "bom dia", "não sei", "o computador não liga", "99 de outubro", "zzzz"]
    {
        assert_eq!(names(&directory, typed), Vec::<&str>::new(), "{typed}");
    }
}

#[test]
fn a_district_lists_its_facilities() {
    let found = names(&directory(), "quelimane").len();
    assert_eq!(found, 3);
}

#[test]
fn no_more_are_found_than_asked_for() {
    let directory = directory();
    assert_eq!(directory.find("mocuba", 1).len(), 1);
    assert_eq!(directory.find("mocuba", 0).len(), 0);
    assert_eq!(directory.find("MZ-0108", 0).len(), 0);
    assert_eq!(directory.find(&"a ".repeat(100_000), 3).len(), 0);
}

#[test]
fn partners_are_dated() {
    let directory = directory();
    assert_eq!(directory.partner_on(1, 16_999), Some(1));
    assert_eq!(directory.partner_on(1, 17_000), Some(2));
    assert_eq!(directory.partner_on(1, -1), None);
    assert_eq!(directory.partner_on(99, 17_000), None);
    assert_eq!(directory.partner(2).map(|partner| partner.code.as_str()), Some("FGH"));
    assert_eq!(directory.facility_by_code("MZ-0101").map(|facility| facility.id), Some(1));
}

#[test]
fn among_two_thousand_facilities_the_nearest_few_are_found() {
    let syllables = ["ma", "na", "xi", "chi", "lu", "mpo", "ndla", "ve", "ka", "ri", "to", "qui"];
    let part = |number: usize| syllables[number % syllables.len()];
    let facilities = (0..2000_usize).map(|at| Facility {
        id: i64::try_from(at).unwrap(),
        code: format!("MZ-{at:05}"),
        name: format!("CS {}{}{}{}", part(at), part(at / 12), part(at / 144), part(at * 7)),
        district: format!("{}{}", part(at / 20), part(at / 240)),
        province: part(at / 200).to_owned(),
        at: None,
        partners: Vec::new(),
    });
    let directory = Directory::new(1, Vec::new(), facilities.collect());
    for typed in ["centro de saude manaxi lu", "hospital kari toqui", "ndlavexi", "mpo chilu quito karima"] {
        assert!(directory.find(typed, 3).len() <= 3, "{typed}");
    }
    assert_eq!(names(&directory, &directory.facilities[777].name)[0], directory.facilities[777].name);
}
