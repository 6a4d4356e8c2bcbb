//! Tests of incidents beside one another: the records as shares, the names, and the tables.

use std::sync::Arc;

use super::*;
use crate::study::spreadsheet;

/// A world with three recorded services, of which one has a thousand users and the others one each.
fn world(title: &str) -> Arc<crate::model::Scenario> {
    let text = format!(
        r#"(
            firedrill: 2, title: "{title}", zone: "UTC", start: "2026-03-02 08:00", length: "3d",
            sources: {{ "log": (title: "The log", address: "example.org/log") }},
            hazards: {{ "cut": (name: "Cut", kind: Power, spread: [("0s", 1.0)], out: "2h", repair: [("0s", 0.5), ("1d", 0.0)]) }},
            sites: {{ "s": (name: "S", at: (52, 13), hazard: "cut") }},
            services: {{
                "a": (name: "A", company: "co", users: 1000, on: {{ "s": 100 }}, load: 50),
                "b": (name: "B", company: "co", users: 1, on: {{ "s": 100 }}), "c": (name: "C", company: "co", users: 1, on: {{ "s": 100 }}),
            }},
            companies: {{ "co": (name: "Co") }},
            history: [
                (at: "2026-03-02 13:00", what: Back("a"), source: "log"),
                (at: "2026-03-02 14:00", what: DownServers("co", 200)),
                (since: "2026-03-03 10:00", at: "2026-03-03 12:00", what: Back("b")),
                (at: "2026-03-03 13:00", what: ShareUp("co", 0.5)), (at: "2026-03-03 14:00", what: Users("a", 900)),
                (at: "2026-03-03 15:00", what: StillOut("c")), (since: "2026-03-04 00:00", what: Back("c")),
            ],
            plans: [
                (name: "Untouched"), (name: "As it happened", actions: [ (at: "10:00", do: Strike(site: "s")) ]),
                (name: "Twice", actions: [ (at: "11:00", do: Strike(site: "s")) ]),
            ],
        )"#
    );
    Arc::new(crate::file::load(text.as_bytes()).expect("it loads"))
}

fn incident(world: &Arc<crate::model::Scenario>, plan: usize) -> Result<Incident, IncidentError> {
    Incident::new(Arc::new(Run::new(world, &world.plans[plan], 0).expect("it fits")))
}

#[test]
fn records_are_shares_of_what_was_recorded() {
    let incident = incident(&world("W"), 1).expect("something is struck");
    let told = |weight| -> Vec<(&str, i64, u64, u64)> {
        let records = incident.records(weight);
        records.iter().map(|record| (record.what.key(), record.at.0 / 3_600, record.part, record.whole)).collect()
    };
    let others = [("down_servers", 4, 100, 300), ("share_up", 27, 500, 1_000), ("users", 28, 900, 1_000)];
    let [servers, share, users] = others;
    assert_eq!(told(Weight::Services), [("back", 3, 1, 3), servers, ("back", 26, 2, 3), share, users]);
    assert_eq!(told(Weight::Users), [("back", 3, 1_000, 1_002), servers, ("back", 26, 1_001, 1_002), share, users]);
    assert_eq!(incident.records(Weight::Services)[2].since, Some(Span(24 * 3_600)));
}

#[test]
fn shares_at_the_horizons_are_those_of_the_curve() {
    let row = incident(&world("W"), 1).expect("something is struck").horizons(Weight::Services);
    assert_eq!(row.out, 3);
    let words = row.after.map(|after| horizon_words(after, &Texts::english()));
    assert_eq!(
        words,
        ["0%", "33%", "run ended"],
        "after two hours half of the servers are back, which is enough for A"
    );
    assert_eq!(row.lasting, [Some(Span(26 * 3_600)), Some(Span(26 * 3_600))]);
}

#[test]
fn another_plan_has_no_records_and_a_plan_without_a_strike_is_refused() {
    let world = world("W");
    let (happened, twice) = (incident(&world, 1).expect("struck"), incident(&world, 2).expect("struck"));
    assert!(happened.is_as_it_happened() && !twice.is_as_it_happened() && twice.records(Weight::Services).is_empty());
    let refused = incident(&world, 0).expect_err("nothing is struck");
    assert_eq!(
        Texts::english().say(&refused.saying()),
        "nothing is struck in the plan \"Untouched\": choose a plan with a strike"
    );
    let worlds = [&happened, &twice].map(|incident| incident.run.world.as_written());
    let named = names(&[&happened, &twice], &worlds, &Texts::english());
    assert_eq!(named, ["W: As it happened", "W: Twice"], "two of one world are told apart");
}

#[test]
fn what_is_written_has_sources_and_no_markup_from_names() {
    let world = world("=W | <b>");
    let incident = incident(&world, 1).expect("struck");
    let worlds = [incident.run.world.as_written()];
    let named = names(&[&incident], &worlds, &Texts::english());
    let sheet = Sheet { incidents: &[&incident], worlds: &worlds, names: &named, weight: Weight::Services };
    let csv = sheet.to_csv();
    assert!(csv.contains("curve,'=W | <b>,services,,0,0,3,0.0000,"), "{csv}");
    assert!(csv.contains("back,'=W | <b>,A back,,10800,1,3,0.3333,The log (example.org/log)"), "{csv}");
    let markdown = sheet.to_markdown(&Texts::english());
    assert!(markdown.contains("| \\=W \\| \\<b\\> | 3 | 0% | 33% | run ended |"), "{markdown}");
    assert!(sheet.to_tabs(&Texts::english()).contains("'=W | <b>\tA back\t3 h\t33%\tThe log (example.org/log)"));
    assert!(!csv.contains(spreadsheet::BYTE_ORDER_MARK));
}
