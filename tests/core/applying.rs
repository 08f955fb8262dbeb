//! What another desk file changes, told before it is done; and the command that does it.

use std::{path::Path, process::Command};

use balcao::core::policy::{
    changes::{Changes, Group, between},
    desk_file::{read, shipped},
};

fn group(category: &str, urgency: &str, priority: &str, tier: i64, count: i64) -> Group {
    Group {
        system: "openmrs_epts".into(),
        category: category.into(),
        department: String::new(),
        urgency: urgency.into(),
        impact: "single_user".into(),
        priority: priority.into(),
        tier,
        count,
    }
}

/// What is open: 3 that are high in tier 1, 4 that are normal in tier 2, one for which no category is known.
fn in_use() -> Vec<Group> {
    vec![
        group("network", "job_stopped", "high", 1, 3),
        group("login", "job_not_affected", "normal", 2, 4),
        group("", "job_affected", "high", 2, 1),
    ]
}

/// What it comes to when this is written for that in the desk `epts`.
fn changed(edits: &[(&str, &str)]) -> Changes {
    let text = shipped("epts").unwrap();
    let mut other = text.to_string();
    for (from, to) in edits {
        assert!(other.contains(from), "{from}");
        other = other.replacen(from, to, 1);
    }
    between(&read(&text).unwrap(), &read(&other).unwrap(), &in_use())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn each_change_is_told_with_the_requests_that_it_concerns() {
    for (from, to, told) in [
        ("version = 1", "version = 2", "version: 1 → 2"),
        ("\"BL\"", "\"EP\"", "prefix: BL → EP"),
        ("creation = \"open\"", "creation = \"appointed\"", "creation: open → appointed"),
        (
            "Africa/Maputo",
            "Africa/Harare",
            "timezone: Africa/Maputo → Africa/Harare; 8 open requests have other deadlines",
        ),
        (
            "friday = \"07:30-15:30\"",
            "friday = \"07:30-12:30\"",
            "the calendar changes; 8 open requests may have other deadlines",
        ),
        ("en = \"iDART\"", "en = \"iDART 2\"", "the system `idart` is called «iDART 2»"),
        ("\"i dart\", ", "", "the system `idart` has other words"),
        (
            "[[system]]\nkey = \"idart\"\n",
            "[[system]]\nkey = \"disa\"\nlabel = { pt = \"DISA\", en = \"DISA\" }\n\n[[system]]\nkey = \"idart\"\n",
            "the system `disa` is new",
        ),
        (
            "tells = true",
            "tells = false",
            "the category `login` asks otherwise: for new requests, and reports being written",
        ),
        (
            "approval = true",
            "approval = false",
            "the category `account` has another approval, department or suggestion: for new requests",
        ),
        (
            "tier = 1\n",
            "tier = 3\n",
            "the category `network` begins in another tier or has another floor; 3 open requests stay as they are",
        ),
        (
            "watchers = [\"cdc_me\", \"pepfar_si\"]",
            "watchers = [\"cdc_me\"]",
            "the category `reports` has other watchers: for the news of 0 open requests too",
        ),
        (
            "response = \"30m\"\nwhen",
            "response = \"20m\"\nwhen",
            "the category `install` has other targets of its own; the clocks of 0 open requests follow",
        ),
        (
            "{ single_user = \"high\",     multiple_users = \"urgent\",",
            "{ single_user = \"urgent\",     multiple_users = \"urgent\",",
            "matrix: `job_stopped` × `single_user`: high → urgent; 3 open requests keep their priority",
        ),
        ("high = \"4h\"", "high = \"2h\"", "tier 1, resolution, `high`: 4h → 2h; the clocks of 3 open requests follow"),
        (
            "response = \"8h\"",
            "response = \"4h\"",
            "tier 4, response, `normal`: 8h → 4h; the clocks of 0 open requests follow",
        ),
        (
            "round_the_clock = []",
            "round_the_clock = [\"high\"]",
            "round the clock: [] → [high]; the clocks of 4 open requests follow",
        ),
        ("first_tier = 2", "first_tier = 1", "first tier: 2 → 1"),
        ("warn_percent = 75", "warn_percent = 50", "warning after a share of: 75 % → 50 %"),
        ("silent = \"4h\"", "silent = \"90m\"", "silent after: 4h → 90m"),
        ("[\"2h\", \"4h\"]", "[\"1h\"]", "the focal point's time: 2h 4h 8h → 1h 8h"),
    ] {
        let changes = changed(&[(from, to)]);
        assert!(changes.lines.iter().any(|line| line == told), "{to}: expected «{told}», found {:#?}", changes.lines);
        assert!(changes.refused.is_empty(), "{to}: {:?}", changes.refused);
    }
    assert!(changed(&[]).is_none());
    assert!(changed(&[("# Reminders and closings", "# Closings")]).is_none(), "a comment changes nothing");
}

#[test]
fn what_open_requests_have_cannot_go() {
    for (edits, told) in [
        (&[("key = \"network\"", "key = \"net\"")][..], "the category `network` is gone, but 3 open requests have it"),
        (
            &[("key = \"openmrs_epts\"", "key = \"epts\"")][..],
            "the system `openmrs_epts` is gone, but 8 open requests have it",
        ),
        (
            &[("number = 1\n", "number = 5\n"), ("tier = 1\n", "tier = 5\n"), ("tier = 1\n", "tier = 5\n")][..],
            "the tier `1` is gone, but 3 open requests have it",
        ),
        (&[("key = \"epts\"", "key = \"other\"")][..], "the file is of the desk `other`, not of `epts`"),
    ] {
        let changes = changed(edits);
        assert_eq!(changes.refused, [told]);
    }
    let text = shipped("epts").unwrap();
    let renamed = text.replace("high ", "tall ").replace("\"high\"", "\"tall\"").replace("high = \"", "tall = \"");
    let changes = between(&read(&text).unwrap(), &read(&renamed).unwrap(), &in_use());
    assert_eq!(changes.refused, ["the priority `high` is gone, but 4 open requests have it"]);
    // What nobody has may go.
    assert!(changed(&[("key = \"sync\"", "key = \"synchronisation\"")]).refused.is_empty());
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn run(&self, args: &[&str]) -> (bool, String) {
        let url = format!("sqlite://{}", self.folder.path().join("desk.db").display());
        let output = Command::new(env!("CARGO_BIN_EXE_balcao"))
            .args(["desk"])
            .args(args)
            .env("DATABASE_URL", url)
            .env_remove("BALCAO_DESK")
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.success(), told)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Path::new(&path).display().to_string()
    }
}

#[test]
fn a_desk_file_is_applied_after_its_preview() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let text = shipped("epts").unwrap();
    let file = desk.write("epts.toml", &text);
    assert_eq!(desk.run(&["apply", &file]), (true, "Nothing changes.\n".to_owned()));
    let other = text.replacen("high = \"4h\"", "high = \"2h\"", 1);
    let file = desk.write("other.toml", &other);
    let line = "  tier 1, resolution, `high`: 4h → 2h; the clocks of 0 open requests follow\n";
    let (went_well, told) = desk.run(&["apply", &file]);
    assert!(went_well);
    assert_eq!(told, format!("The desk `epts`:\n{line}Nothing was applied yet: say so with --yes.\n"));
    assert!(!desk.run(&["show"]).0, "nothing is kept yet");
    let (went_well, told) = desk.run(&["apply", "--yes", &file]);
    assert!(went_well && told.contains(line) && told.contains("Applied as version 1."), "{told}");
    assert_eq!(desk.run(&["show"]), (true, other.clone()));
    assert_eq!(desk.run(&["apply", "--yes", &file]), (true, "Nothing changes.\n".to_owned()));
    // Back again; the earlier one is still there.
    let file = desk.write("epts.toml", &text);
    assert!(desk.run(&["apply", "--yes", &file]).1.contains("Applied as version 2."));
    assert_eq!(desk.run(&["show", "--version", "1"]), (true, other));
    let (went_well, told) = desk.run(&["apply", &desk.write("wrong.toml", &text.replacen("\"BL\"", "\"b\"", 1))]);
    assert!(
        !went_well && told.contains("wrong.toml:10: `b` is no prefix; allowed: 2 to 5 letters from A to Z"),
        "{told}"
    );
    let stranger = desk.write("openlmis.toml", &shipped("openlmis").unwrap());
    let (went_well, told) = desk.run(&["apply", "--yes", &stranger]);
    assert!(!went_well && told.contains("no desk `openlmis` is known to this database"), "{told}");
    let (went_well, told) = desk.run(&["check", &stranger]);
    assert!(went_well && told.contains("4 × 4 cells, 5 priorities, 4 tiers"), "{told}");
}
