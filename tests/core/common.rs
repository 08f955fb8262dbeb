//! When similar requests are a common problem: how many, of how many places, and only once.

use balcao::{
    core::{
        policy::{
            common::{Common, Raise},
            desk_file,
        },
        problem::{
            Extent, Member, Problem, Summary, cluster,
            gist::{Kept, Recent},
            is_presentable,
        },
    },
    text::{alike::Gist, locale::Locale},
};

const SAME: [&str; 4] = [
    "O servidor central não sincroniza",
    "sincronizaçao com servidor central parada",
    "o servidor central n sincroniza desde ontem",
    "erro a sincronizar com o servidor central",
];

fn recent(ticket: i64, text: &str, facility: &str, partner: i64) -> Recent {
    Recent { ticket, gist: Gist::of(text), cluster: None, place: Some(facility.into()), partner: Some(partner) }
}

fn kept(ticket: i64, text: &str) -> Kept {
    Kept { ticket, system: "openmrs_epts".into(), created_at: 0, words: Gist::of(text).kept() }
}

#[test]
fn enough_similar_requests_of_several_places_are_a_cluster() {
    let terms = Common::default();
    let mut all =
        vec![recent(1, SAME[0], "7", 1), recent(2, SAME[1], "8", 2), recent(3, "A impressora não tem papel", "9", 3)];
    assert_eq!(cluster::among(&kept(2, SAME[1]), &all, &terms), None, "two are too few");
    all.push(recent(4, SAME[2], "8", 2));
    assert_eq!(cluster::among(&kept(4, SAME[2]), &all, &terms), Some(vec![1, 2, 4]));
    let of_one: Vec<Recent> =
        all.iter().map(|one| Recent { place: Some("7".into()), partner: Some(1), ..one.clone() }).collect();
    assert_eq!(cluster::among(&kept(4, SAME[2]), &of_one, &terms), None, "all of one place");
    assert_eq!(cluster::among(&kept(4, SAME[2]), &all, &Common { requests: 0, ..terms.clone() }), None, "switched off");
    for one in &mut all {
        one.cluster = Some(1);
    }
    all.push(recent(5, SAME[3], "9", 3));
    assert_eq!(cluster::among(&kept(5, SAME[3]), &all, &terms), None, "it was proposed before");
}

#[test]
fn what_is_kept_of_a_request_comes_back() {
    for text in SAME {
        assert_eq!(Gist::from_kept(&Gist::of(text).kept()), Gist::of(text));
    }
}

#[test]
fn a_problem_reaches_as_far_as_its_places() {
    let member = |ticket, place: Option<&str>, partner, confirmed: bool| Member {
        ticket,
        place: place.map(str::to_owned),
        partner,
        reporter: ticket,
        open: !confirmed,
        confirmed,
    };
    let members = [
        member(1, Some("7"), Some(1), true),
        member(2, Some("7"), Some(1), false),
        member(3, Some("8"), Some(2), false),
        member(4, None, None, false),
    ];
    let extent = Extent { tickets: 4, facilities: 3, partners: 2, confirmed: 1, open: 3 };
    assert_eq!(Extent::of(&members), extent);
}

#[test]
fn others_read_an_approved_summary_alone() {
    let mut problem = Problem::new(1, 0);
    let summary = |approved| Summary { words: "O iDART não imprime.".into(), approved };
    problem.summaries.insert(Locale::Pt, summary(None));
    assert_eq!(problem.summary(Locale::Pt), None);
    problem.summaries.insert(Locale::Pt, summary(Some((5, 9))));
    assert_eq!(problem.summary(Locale::Pt), Some("O iDART não imprime."));
    assert_eq!(problem.summary(Locale::En), Some("O iDART não imprime."), "rather that than nothing");
    for telling in ["", "Liguem ao 84 123 4567", &"a".repeat(101)] {
        assert!(!is_presentable(telling), "{telling}");
    }
}

#[test]
fn the_terms_stand_in_the_desk_file() {
    let desk = desk_file::load("epts").unwrap();
    let raise = |facilities, impact: &str| Raise { facilities, impact: impact.into() };
    assert_eq!(desk.common.raises, [raise(2, "multiple_users"), raise(10, "software_wide")]);
    assert_eq!((desk.common.requests, desk.common.places, desk.common.within), (3, 2, 24 * 3600 * 1000));
    let file = include_str!("../../desks/epts.toml");
    let wrong = file.replace("impact = \"software_wide\"\n\n#", "impact = \"everybody\"\n\n#");
    let mistakes = desk_file::read(&wrong).unwrap_err();
    assert!(
        mistakes.iter().any(|mistake| mistake.to_string().contains("unknown `impact` `everybody`")),
        "{mistakes:?}"
    );
    let wrong = file.replace("requests = 3", "requests = 1000");
    assert!(desk_file::read(&wrong).is_err());
}
