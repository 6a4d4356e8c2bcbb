//! Tests that each field of version 2 alone makes a file one of version 2 (MODEL.md, section 2), whatever its first line says.

use firedrill::file;

use crate::support::{SMALL, load};

/// What is replaced in the small world of version 1, and by what. Each uses one thing that version 1 does not know.
const NEW: [(&str, &str); 33] = [
    ("kind: Power,", "kind: Software,"),
    ("kind: Power,", "kind: Cyber,"),
    ("kind: Power,", "kind: Human,"),
    ("kind: Power,", "kind: Power, destroys: 0.1,"),
    ("kind: Power,", "kind: Power, repair_work: \"8m\","),
    ("kind: Power,", "kind: Power, damages: 0.1, repair_work: \"8m\","),
    ("place: \"SK C&C Pangyo\", at:", "place: \"SK C&C Pangyo\", reserve: (power: \"15m\"), at:"),
    ("at: (37.39, 126.95), ", ""),
    (", at: (37.39, 126.95), hazard: \"power-off\"", ", at: (37.39, 126.95)"),
    ("auto: \"1m\", needs: \"control\"", "auto: \"1m\", needs: \"control\", manual_needs: \"control\""),
    ("auto: \"1m\", needs: \"control\"", "auto: \"1m\", needs: \"control\", success: 0.5"),
    ("needs: { \"login\": (weight: 0.6) }", "needs: { \"login\": (weight: 0.6, primary: true) }"),
    (
        "needs: { \"login\": (weight: 0.6) }",
        "needs: { \"login\": (weight: 0.6, any: \"one\"), \"talk\": (any: \"one\") }",
    ),
    ("rto: \"30m\"", "rto: \"30m\", rto_from: Down"),
    ("open: \"09:00\",", "open: \"09:00\", days: [Mon, Tue],"),
    ("open: \"09:00\",", "open: \"09:00\", breaks: [(\"12:00\", \"13:00\")],"),
    ("open: \"09:00\",", "open: \"09:00\", early: { \"2022-10-17\": \"12:00\" },"),
    ("close: \"15:30\"", "close: \"24:00\""),
    ("(name: \"Dunamu\")", "(name: \"Dunamu\", crew: (size: 3))"),
    ("close: 51400.0,", "close: 51400.0, steps: { \"2022-10-17\": 0.5 },"),
    ("what: Back(\"talk\")", "what: DownServers(\"kakao\", 5)"),
    ("what: Back(\"talk\")", "what: StillOut(\"talk\")"),
    ("what: Back(\"talk\")", "what: ShareUp(\"kakao\", 0.5)"),
    ("(name: \"Untouched\")", "(name: \"Untouched\", zero: \"16:00\")"),
    ("do: ShedLoad(service: \"talk\", for: \"30m\")", "do: Strike(service: \"talk\", hazard: \"power-off\")"),
    ("do: ShedLoad(service: \"talk\", for: \"30m\")", "do: Resolve(service: \"talk\")"),
    ("do: ShedLoad(service: \"talk\", for: \"30m\")", "do: Crew(company: \"kakao\", size: 4)"),
    ("do: ShedLoad(service: \"talk\", for: \"30m\")", "do: Log(title: \"A call\")"),
    ("measures: [", "measures: [ Crew(company: \"kakao\", size: 4),"),
    ("measures: [", "measures: [ RepairWork(hazard: \"power-off\", repair_work: \"1h\"),"),
    ("measures: [", "measures: [ ReservePower(site: \"anyang\", reserve: \"1h\"),"),
    ("measures: [", "measures: [ ReserveCooling(site: \"anyang\", reserve: \"1h\"),"),
    ("measures: [", "measures: [ Success(service: \"talk\", success: 0.5),"),
];

#[test]
fn each_new_field_alone_makes_a_file_one_of_version_two() {
    assert_eq!(load(SMALL).version, 1);
    assert!(file::to_ron(&load(SMALL)).contains("firedrill: 1"));
    for (from, to) in NEW {
        assert!(SMALL.contains(from), "the small world says {from}");
        let text = SMALL.replacen(from, to, 1);
        let scenario = file::load(text.as_bytes()).unwrap_or_else(|report| panic!("{}", report.render(to, &text)));
        assert_eq!(scenario.version, 2, "{to}");
        let saved = file::to_ron(&scenario);
        assert!(saved.contains("firedrill: 2"), "{to}");
        assert_eq!(file::load(saved.as_bytes()).expect("what is written loads"), scenario, "{to}");
    }
}

#[test]
fn an_id_that_version_one_refuses_makes_a_file_one_of_version_two() {
    for id in ["Control", "con_trol", "con.trol", "con/trol", "con:trol"] {
        let text = SMALL.replace("\"control\"", &format!("\"{id}\""));
        assert_eq!(load(&text).version, 2, "{id}");
    }
    assert_eq!(load(&SMALL.replace("\"control\"", "\"c-0ntrol\"")).version, 1);
}

#[test]
fn a_new_field_with_the_value_of_version_one_changes_no_version() {
    for (from, to) in [
        ("kind: Power,", "kind: Power, damages: 0, destroys: 0.0,"),
        ("needs: { \"login\": (weight: 0.6) }", "needs: { \"login\": (weight: 0.6, primary: false) }"),
        ("rto: \"30m\"", "rto: \"30m\", rto_from: Degraded"),
    ] {
        assert!(SMALL.contains(from), "the small world says {from}");
        assert_eq!(load(&SMALL.replacen(from, to, 1)).version, 1, "{to}");
    }
}
