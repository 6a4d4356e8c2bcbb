//! Tests of single rules of crews (MODEL.md, section 3) and of trading minutes (MODEL.md, section 7), each with the smallest world in
//! which it can be wrong.

use std::sync::Arc;

use firedrill::model::Scenario;
use firedrill::units::SimTime;

use crate::support::{load, run};

/// A world of version 2 with the sites `a` and `b`, which starts at midnight in UTC.
///
/// `soak` damages all servers within a minute, and each takes an hour of work. `quake` destroys all servers five minutes after it
/// begins. `cut` makes all servers dark for a day.
fn world(services: &str, crew: &str, actions: &str) -> Arc<Scenario> {
    load(&format!(
        r#"(
            firedrill: 2, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
            hazards: {{
                "soak": (name: "Soak", kind: Flood, spread: [("0s", 1.0)], out: "1m", repair: [("0s", 0.0)], damages: 1.0, repair_work: "1h"),
                "quake": (name: "Quake", kind: Quake, spread: [("5m", 1.0)], out: "6m", repair: [("0s", 0.0)], destroys: 1.0),
                "cut": (name: "Cut", kind: Power, spread: [("0s", 1.0)], out: "1d", repair: [("0s", 0.0)]),
            }},
            sites: {{ "a": (name: "A"), "b": (name: "B") }},
            services: {{ {services} }},
            companies: {{ "co": (name: "Co", {crew}) }},
            plans: [(name: "Plan", actions: [{actions}])],
        )"#
    ))
}

#[test]
fn people_leave_the_servers_that_are_destroyed() {
    let services = r#" "s": (name: "S", company: "co", on: { "a": 2 }) "#;
    let actions = r#"(at: "00:00", do: Strike(site: "a", hazard: "soak")), (at: "00:00", do: Strike(site: "a", hazard: "quake"))"#;
    for crew in ["", "crew: (size: 2)"] {
        let run = run(&world(services, crew, actions), "Plan");
        let summary = &run.recording.summary.companies.rows()[0];
        assert_eq!((summary.destroyed, summary.crew_secs), (2, 2 * 4 * 60), "two people from 00:01 to 00:05");
        let crew = |minute: i64| run.recording.placements[0].condition_at(SimTime(minute * 60)).crew;
        assert_eq!([0, 1, 4, 5, 60].map(crew), [0, 2, 2, 0, 0]);
    }
}

/// At first no service is short of servers because of `a` alone, so the two people go by the order of the file. When `b` gets dark,
/// where nothing is damaged, `shop` is short of servers.
#[test]
fn a_crew_turns_to_a_service_that_becomes_short_of_servers_elsewhere() {
    let services = r#"
        "mail": (name: "Mail", company: "co", on: { "a": 4 }, load: 0),
        "shop": (name: "Shop", company: "co", on: { "a": 4, "b": 4 }, load: 4) "#;
    let actions =
        r#"(at: "00:00", do: Strike(site: "a", hazard: "soak")), (at: "00:31", do: Strike(site: "b", hazard: "cut"))"#;
    let run = run(&world(services, "crew: (size: 2)", actions), "Plan");
    let crew = |minute: i64| {
        let at = |index: usize| run.recording.placements[index].condition_at(SimTime(minute * 60)).crew;
        [at(0), at(1)]
    };
    assert_eq!([1, 30, 31, 91].map(crew), [[2, 0], [2, 0], [0, 2], [0, 2]]);
}

/// Badges at exactly half of their health still open doors; below that, nobody repairs.
#[test]
fn a_crew_works_while_what_it_needs_is_at_500_or_more() {
    for (badges_at_a, works) in [(500, true), (501, false)] {
        let services = format!(
            r#" "badges": (name: "Badges", on: {{ "a": {badges_at_a}, "b": {} }}),
            "shop": (name: "Shop", company: "co", on: {{ "b": 4 }}) "#,
            1_000 - badges_at_a
        );
        let actions = r#"(at: "00:00", do: Strike(site: "a", hazard: "cut")), (at: "00:10", do: Strike(service: "shop", hazard: "soak"))"#;
        let run = run(&world(&services, r#"crew: (size: 2, needs: "badges")"#, actions), "Plan");
        let shop = run.recording.placements.iter().find(|placement| placement.servers == 4).expect("the shop");
        assert_eq!(shop.condition_at(SimTime(20 * 60)).crew, if works { 2 } else { 0 }, "{badges_at_a}");
    }
}

/// An exchange that closes when it opens trades for 24 hours, and a break at the very opening is one at the next opening.
#[test]
fn a_session_over_midnight_has_its_times_after_the_opening() {
    let minutes = |close: &str, breaks: &str| {
        let scenario = load(&format!(
            r#"(
                firedrill: 2, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
                sites: {{ "a": (name: "A") }}, services: {{ "s": (name: "S", on: {{ "a": 1 }}) }},
                exchanges: {{ "x": (name: "X", zone: "UTC", days: [Tue], open: "22:00", close: "{close}", breaks: [{breaks}]) }},
                companies: {{ "co": (name: "Co", exchange: "x", close: 100.0) }},
                plans: [(name: "Plan")],
            )"#
        ));
        run(&scenario, "Plan").recording.prices.rows()[0].minutes().count()
    };
    assert_eq!(minutes("22:00", ""), 1_441);
    assert_eq!(minutes("02:00", ""), 241);
    assert_eq!(minutes("02:00", r#"("22:00", "23:00")"#), 241, "the first 22:00 after the opening is after the close");
    assert_eq!(minutes("02:00", r#"("23:00", "01:00")"#), 241 - 119, "from 23:01 to 00:59");
}

/// The clocks go back from 02:00 to 01:30, and the run starts at 01:59, before they do: none of the repeated minutes trades, because
/// each has traded before the run. With a break, which has no effect here, it is the same.
#[test]
fn minutes_that_the_clocks_repeat_trade_once_also_if_the_first_time_is_before_the_run() {
    for breaks in ["", r#", breaks: [("00:10", "00:20")]"#] {
        let scenario = load(&format!(
            r#"(
                firedrill: 2, title: "Test", zone: "Australia/Lord_Howe", start: "2024-04-07 01:59", length: "2h",
                sites: {{ "a": (name: "A") }}, services: {{ "s": (name: "S", on: {{ "a": 1 }}) }},
                exchanges: {{ "x": (name: "X", zone: "Australia/Lord_Howe", days: [Sun], open: "00:00", close: "02:01"{breaks}) }},
                companies: {{ "co": (name: "Co", exchange: "x", close: 100.0) }},
                plans: [(name: "Plan")],
            )"#
        ));
        let run = run(&scenario, "Plan");
        let minutes: Vec<i64> = run.recording.prices.rows()[0].minutes().map(|minute| minute.at.0 / 60).collect();
        assert_eq!(minutes, [0, 31, 32], "01:59, 02:00 and 02:01{breaks}");
    }
}
