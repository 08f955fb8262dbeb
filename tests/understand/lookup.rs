//! Looking a facility up among all: own province first, and what is typed with slips.

use crate::corpus::directory;

#[test]
fn the_own_province_comes_first() {
    let directory = directory();
    for (typed, province, first) in [
        ("1 de maio", "Manica", "Chimoio"),
        ("1 de maio", "Nampula", "Nampula"),
        ("cs eduardo mondlane", "Cabo Delgado", "Pemba"),
        ("3 de fevereiro", "Maputo", "Manhiça"),
    ] {
        let found = directory.find_near(typed, 3, Some(province));
        assert_eq!(found[0].district, first, "{typed} in {province}");
    }
}
