//! Whether what is known is found by what people write: pairs of a known problem and a request about it, and requests
//! about none. The first pairs at odd places were tuned on, those at even places were held out, and others were written
//! when all was done. Each is looked for among all of them.

use balcao::text::alike::{Gist, Index, are_alike};

const PAIRS: &str = include_str!("similar/pairs.txt");
const LATER: &str = include_str!("similar/later.txt");
const UNRELATED: &str = include_str!("similar/unrelated.txt");
const OTHERS: &str = include_str!("similar/others.txt");
const OTHERS_UNRELATED: &str = include_str!("similar/others_unrelated.txt");
/// So many of the others' were written by the first of them.
const FIRST: usize = 100;
/// So many are offered.
const OFFERED: usize = 3;

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

fn pairs_of(text: &'static str) -> Vec<(&'static str, &'static str)> {
    lines(text).filter_map(|line| line.split_once('|')).map(|(known, asked)| (known.trim(), asked.trim())).collect()
}

fn all() -> Vec<(&'static str, &'static str)> {
    [pairs_of(PAIRS), pairs_of(LATER)].concat()
}

fn index(all: &[(&'static str, &'static str)]) -> Index {
    Index::of((0..).zip(all).map(|(id, (known, _))| (id, *known)))
}

#[test]
fn the_right_one_is_among_three() {
    let all = all();
    let (index, first) = (index(&all), pairs_of(PAIRS).len());
    assert!(first >= 60, "{first} pairs");
    for (set, is_of) in [
        ("tuned on", (|at, first| at < first && at % 2 == 0) as fn(usize, usize) -> bool),
        ("held out", |at, first| at < first && at % 2 == 1),
        ("written later", |at, first| at >= first),
    ] {
        let (mut right, mut count) = (0, 0);
        for (id, (at, (known, asked))) in (0..).zip(all.iter().enumerate()).filter(|(_, (at, _))| is_of(*at, first)) {
            count += 1;
            if index.likely(asked, OFFERED).iter().any(|one| one.id == id) {
                right += 1;
            } else {
                println!("{}: «{asked}» did not find «{known}»", at + 1);
            }
        }
        println!("{set}: {right} of {count}");
        assert!(right * 10 >= count * 9, "{set}: {right} of {count}");
    }
}

#[test]
fn what_is_about_nothing_known_gets_no_offer() {
    let all = all();
    let index = index(&all);
    let unrelated: Vec<&str> = lines(UNRELATED).collect();
    let offered: Vec<_> = unrelated.iter().filter(|text| !index.likely(text, OFFERED).is_empty()).collect();
    println!("{} of {} unrelated requests get an offer: {offered:?}", offered.len(), unrelated.len());
    assert!(unrelated.len() >= 60);
    assert!(offered.len() * 10 < unrelated.len());
}

/// Requests as others write them, who tell what they see where the desk tells the cause: two of three are found among many
/// problems that are near each other, and few of those get an offer that are about none.
#[test]
fn others_find_most() {
    let (pairs, unrelated): (_, Vec<&str>) = (pairs_of(OTHERS), lines(OTHERS_UNRELATED).collect());
    assert!(pairs.len() >= 180 && unrelated.len() >= 180);
    let (mut right, mut offered) = (0, 0);
    // Each of the two who wrote them knew of their own alone.
    for (pairs, unrelated) in [(&pairs[..FIRST], &unrelated[..FIRST]), (&pairs[FIRST..], &unrelated[FIRST..])] {
        let index = index(pairs);
        let found = |id: i64, asked: &str| index.likely(asked, OFFERED).iter().any(|one| one.id == id);
        right += (0..).zip(pairs).filter(|(id, (_, asked))| found(*id, asked)).count();
        offered += unrelated.iter().filter(|text| !index.likely(text, OFFERED).is_empty()).count();
    }
    println!("{right} of {} are found; {offered} of {} unrelated requests get an offer", pairs.len(), unrelated.len());
    assert!(right * 100 >= pairs.len() * 65);
    assert!(offered * 10 < unrelated.len());
}

/// Where few problems are known a word may be enough, and one that every request has is not.
#[test]
fn a_short_request_finds_the_only_problem() {
    let index = Index::of([(1, "A sincronização do OpenMRS com o servidor central está parada.")]);
    for asked in ["nao consigo sincronizar", "sincronização parada", "n sinkroniza", "cant sync openmrs"] {
        assert_eq!(index.likely(asked, OFFERED).first().map(|one| one.id), Some(1), "{asked}");
    }
    for asked in ["não funciona", "bom dia", "openmrs", "o sistema não abre", "a impressora não imprime", ""] {
        assert!(index.likely(asked, OFFERED).is_empty(), "{asked}");
    }
}

/// Two requests are told to be of the same by what they tell, also in another language; those of other things are not.
#[test]
fn requests_of_the_same_are_alike() {
    let gists: Vec<(Gist, Gist)> = all().iter().map(|(one, other)| (Gist::of(one), Gist::of(other))).collect();
    let alike = gists.iter().filter(|(one, other)| are_alike(one, other)).count();
    println!("alike: {alike} of {}", gists.len());
    assert!(alike * 10 >= gists.len() * 8);
    // The same is told in both languages by some pairs; beyond these hardly any two are taken for one.
    let others = (0..gists.len()).flat_map(|at| (0..at).map(move |other| (at, other)));
    let wrong = others.filter(|(at, other)| are_alike(&gists[*at].1, &gists[*other].1)).count();
    println!("others taken for the same: {wrong}");
    assert!(wrong <= 40, "{wrong}");
}
