//! What is said of a run is true: the reasons of a fall, outages and trading days that the run cuts off, and strikes beside other strikes.

use firedrill::recording::{EventId, EventKind};
use firedrill::study::{Outcome, Run, outcome, words};
use firedrill::text::{Language, Texts};
use firedrill::units::SimTime;

use crate::support::cli::{firedrill, text};
use crate::support::{clock, load, play, run, world};

/// The sentences of all events of a run that contain `word`, each with its time.
fn told(run: &Run, word: &str, texts: &Texts) -> Vec<String> {
    let events = (0..run.recording.events.len()).map(EventId::new);
    let sentence = |id| {
        let at = clock(run, run.recording.event(id).at);
        format!("{at} {}", words::event(run, id, run.world.as_written(), texts))
    };
    events.map(sentence).filter(|told| told.contains(word)).collect()
}

/// The sentences about changes of the health of `service`.
fn health(run: &Run, service: &str) -> Vec<String> {
    let is_of = |id: &EventId| matches!(run.recording.event(*id).kind, EventKind::Health { service: of, .. } if run.world.services[of].key == service);
    let texts = Texts::english();
    let events = (0..run.recording.events.len()).map(EventId::new).filter(is_of);
    events
        .map(|id| {
            let at = clock(run, run.recording.event(id).at);
            format!("{at} {}", words::event(run, id, run.world.as_written(), &texts))
        })
        .collect()
}

#[test]
fn a_dependency_that_is_nearly_up_is_not_called_restarting() {
    let scratch = r#"
        "store": (name: "Store", on: { "a": 1000 }),
        "shop": (name: "Shop", users: 1000, on: { "b": 10 }, needs: { "store": () }),
        "app": (name: "App", on: { "b": 10 }, needs: { "shop": () }),
    "#;
    let mut text = String::new();
    for share in ["0.04", "0.001"] {
        let world =
            world_with_hazard(&format!(r#"spread: [("0s", {share})], out: "1h", repair: [("0s", 0.0)]"#), scratch, "");
        let run = run(&world, "Plan");
        text += &format!("{}\n{}\n", health(&run, "shop").join("\n"), health(&run, "app").join("\n"));
        for language in Language::ALL {
            let texts = Texts::of(language);
            for word in ["100%", "restart", "재시작"] {
                let said: Vec<String> = told(&run, word, &texts)
                    .into_iter()
                    .filter(|said| said.contains("Shop") || said.contains("App"))
                    .collect();
                assert!(said.is_empty(), "nothing is at 100% or restarts: {said:?}");
            }
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_restart_is_told_while_it_lasts_and_only_then() {
    let run = play(
        "",
        r#""store": (name: "Store", on: { "a": 10 }),
        "shop": (name: "Shop", on: { "b": 10 }, restart: "30m", needs: { "store": () }),
        "own": (name: "Own", on: { "a": 6, "b": 6 }, restart: "30m")"#,
        r#"(at: "01:00", do: Strike(site: "a", hazard: "half")), (at: "03:00", do: Strike(site: "a", hazard: "slow"))"#,
    );
    insta::assert_snapshot!(format!("{}\n\n{}", health(&run, "shop").join("\n"), health(&run, "own").join("\n")));
    // At 02:10 the store is back and the shop still starts; at 02:30 it is up.
    let texts = Texts::english();
    let hold = |service: usize, minutes: i64| {
        let service = run.world.services.ids().nth(service).expect("a service");
        words::hold(&run, service, SimTime(60 * minutes), run.world.as_written(), &texts)
    };
    assert_eq!(hold(1, 70).as_deref(), Some("Store is degraded"));
    assert_eq!(hold(1, 130).as_deref(), Some("it is restarting after Store"));
    assert_eq!(hold(1, 150), None);
    assert_eq!(hold(2, 70).as_deref(), Some("it has too few servers"));
    assert_eq!(hold(2, 130).as_deref(), Some("its servers are starting"));
}

fn world_with_hazard(hazard: &str, services: &str, more: &str) -> std::sync::Arc<firedrill::model::Scenario> {
    load(&with_hazard(hazard, services, more))
}

/// The text of a world with one more hazard `h`, which strikes the site `a` at 01:00. `more` are more actions.
pub fn with_hazard(hazard: &str, services: &str, more: &str) -> String {
    format!(
        r#"(
            firedrill: 1, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "1d",
            hazards: {{ "h": (name: "Cut", kind: Power, {hazard}), "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "4h", repair: [("2h", 0.0)]) }},
            sites: {{ "a": (name: "A", at: (51.5, -0.1), hazard: "h"), "b": (name: "B", at: (51.5, 0.9), hazard: "h"), "empty": (name: "Empty", at: (40, 20), hazard: "fire") }},
            services: {{ {services} }},
            plans: [(name: "Plan", actions: [(at: "01:00", do: Strike(site: "a")) {more}])],
        )"#
    )
}

#[test]
fn an_outage_at_the_end_of_the_run_decides_only_what_it_has_shown() {
    // The shop is out from 09:30 to the end of the run at 12:00.
    let file = |rto: &str, expect: &str| {
        format!(
            r#"( firedrill: 1, title: "T", zone: "UTC", start: "2026-03-02 08:00", length: "4h",
            hazards: {{ "h": (name: "H", kind: Network, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) }},
            sites: {{ "s": (name: "S", at: (52, 13), hazard: "h") }},
            services: {{ "shop": (name: "Shop", on: {{ "s": 12 }}, rto: "{rto}") }},
            plans: [ (name: "P", actions: [ (at: "09:30", do: Strike(site: "s")) ]) ], expect: [ {expect} ] )"#
        )
    };
    let cases = [
        ("2h", r#"KeepsRto(service: "shop")"#, Outcome::NotMet),
        ("2h", r#"BreaksRto(service: "shop")"#, Outcome::Met),
        ("2h 30m", r#"KeepsRto(service: "shop")"#, Outcome::Undecided),
        ("3h", r#"KeepsRto(service: "shop")"#, Outcome::Undecided),
        ("3h", r#"BreaksRto(service: "shop")"#, Outcome::Undecided),
        ("3h", r#"Out(service: "shop", under: "3h")"#, Outcome::Undecided),
        ("3h", r#"Out(service: "shop", under: "2h 30m")"#, Outcome::NotMet),
        ("3h", r#"Out(service: "shop", over: "2h")"#, Outcome::Met),
        ("3h", r#"Out(service: "shop", over: "2h 30m")"#, Outcome::Undecided),
        ("3h", r#"Down(service: "shop", under: "3h")"#, Outcome::Undecided),
        ("3h", r#"Down(service: "shop", over: "1h", under: "1d")"#, Outcome::Undecided),
        ("3h", r#"Back(service: "shop", by: "12:00")"#, Outcome::NotMet),
        ("3h", r#"Recovers(service: "shop")"#, Outcome::NotMet),
    ];
    for (rto, that, expected) in cases {
        let world = load(&file(rto, &format!(r#"(plan: "P", that: {that})"#)));
        let run = run(&world, "P");
        assert_eq!(outcome(&run, &world.expect[0].that), expected, "{that} with an RTO of {rto}");
        let summary = &run.recording.summary.services.rows()[0];
        assert_eq!((summary.rto_broken, summary.rto_undecided), (rto == "2h", rto != "2h"), "an RTO of {rto}");
    }
    let path = tempfile::Builder::new().suffix(".ron").tempfile().expect("a file");
    let expect = r#"(plan: "P", that: KeepsRto(service: "shop")), (plan: "P", seeds: (runs: 5, share: 0.5), that: Out(service: "shop", under: "3h"))"#;
    std::fs::write(path.path(), file("3h", expect)).expect("writes");
    let path = path.path().display().to_string();
    let output = firedrill(&["test", &path]);
    assert_eq!(output.status.code(), Some(1), "what is not decided fails");
    insta::assert_snapshot!("not_decided", text(&output.stdout).replace(&path, "t.ron"));
    let output = text(&firedrill(&["run", &path]).stdout);
    assert!(
        output.contains("2 h 30 m so far") && output.contains("not decided") && !output.contains("never"),
        "{output}"
    );
    let output = text(&firedrill(&["run", &path, "--json"]).stdout);
    assert!(output.contains(r#""rto_broken":false,"rto_undecided":true"#), "{output}");
    let output = text(&firedrill(&["why", &path, "shop"]).stdout);
    assert!(!output.contains("of the same length"), "nobody knows how long it lasts: {output}");
}

#[test]
fn a_trading_day_that_the_run_cuts_off_neither_opens_nor_closes() {
    let told = |start: &str, length: &str| {
        let world = load(&format!(
            r#"( firedrill: 1, title: "T", zone: "America/New_York", start: "{start}", length: "{length}",
            hazards: {{ "h": (name: "H", kind: Power, spread: [("0s", 1.0)], out: "30m", repair: [("0s", 0.0)]) }},
            sites: {{ "s": (name: "S", at: (40.7, -74.0), hazard: "h") }},
            services: {{ "shop": (name: "Shop", users: 1000, on: {{ "s": 10 }}) }},
            exchanges: {{ "x": (name: "X", zone: "America/New_York", open: "09:30", close: "16:00") }},
            companies: {{ "co": (name: "Co", ticker: "CO", exchange: "x", currency: "USD", close: 100.0, exposure: {{ "shop": 1.0 }}) }},
            reaction: (worst: 0.1, half: 0.2, memory: 5.0, overshoot: 0.5, rise: "4m", fade: "60m"),
            plans: [ (name: "P", actions: [ (at: "{start}", do: Strike(site: "s")) ]) ] )"#
        ));
        let run = run(&world, "P");
        let prices = &run.recording.prices.rows()[0];
        let end = SimTime(run.recording.length.0);
        assert_eq!(
            prices.is_open(end),
            prices.cut().last || prices.minutes().last().is_some_and(|last| last.at == end)
        );
        assert_eq!(prices.is_open(SimTime::ZERO), prices.cut().first);
        told(&run, "Co ", &Texts::english()).join("\n")
    };
    let whole = told("2024-07-03 08:00", "12h");
    assert!(whole.contains("close at") && whole.contains("open at") && whole.contains("price of the day:"), "{whole}");
    let whole_minutes = told("2024-07-03 08:00", "8h");
    assert!(whole_minutes.contains("close at"), "the last minute of the run is the close: {whole_minutes}");
    for length in ["4h", "7h 59m 59s", "4h 30s"] {
        let cut = told("2024-07-03 08:00", length);
        assert!(
            !cut.contains("close at") && cut.contains("when the run ends") && cut.contains("within the run"),
            "{cut}"
        );
    }
    // The first minute of the run is half a minute after its start.
    let late = told("2024-07-03 10:00:30", "1d");
    assert!(late.contains("when the run begins"), "{late}");
    assert!(!late.lines().any(|line| line.starts_with("10:01 ") && line.contains("open at")), "{late}");
}

#[test]
fn what_is_said_of_one_strike_is_true_beside_another() {
    let run = play(
        "",
        r#""shop": (name: "Shop", on: { "a": 10 })"#,
        r#"(at: "01:00", do: Strike(site: "a", hazard: "slow")), (at: "03:00", do: Strike(site: "a", hazard: "dark")),
        (at: "03:30", do: Strike(site: "a", hazard: "dark"))"#,
    );
    let texts = Texts::english();
    insta::assert_snapshot!(
        [told(&run, "Repair", &texts), told(&run, "over", &texts), told(&run, "back online", &texts)]
            .concat()
            .join("\n")
    );
    let titles: Vec<String> = (0..run.recording.events.len())
        .filter_map(|id| words::event_title(&run, EventId::new(id), run.world.as_written(), &texts))
        .map(|title| title.full)
        .collect();
    assert!(titles.contains(&"One strike over at A".to_owned()), "{titles:?}");
    let back = titles.iter().filter(|title| title.contains("back online")).count();
    assert_eq!(back, 1, "the site is back once all of it is: {titles:?}");
}

#[test]
fn a_site_without_servers_is_as_dark_as_is_said() {
    let world = load(&with_hazard(
        r#"spread: [("0s", 0.3), ("10m", 0.8), ("20m", 0.2)], out: "1h", repair: [("0s", 0.1), ("10m", 0.0)]"#,
        r#""shop": (name: "Shop", on: { "b": 10 })"#,
        r#", (at: "01:00", do: Strike(site: "b"))"#,
    ));
    let run = run(&world, "Plan");
    let texts = Texts::english();
    insta::assert_snapshot!(
        [told(&run, "A goes", &texts), told(&run, "A is", &texts), told(&run, "Cut at B:", &texts)].concat().join("\n")
    );
}

#[test]
fn a_radius_is_told_as_it_is() {
    let world = world(
        "",
        r#""shop": (name: "Shop", on: { "a": 10 })"#,
        r#"(at: "01:00", do: StrikeArea(at: (51.5, -0.1), radius_km: 0.4))"#,
    );
    let run = run(&world, "Plan");
    let said = told(&run, " km", &Texts::english());
    assert!(said[0].contains("within 0.4 km"), "{said:?}");
}

#[test]
fn few_people_and_few_servers_are_not_nobody_and_none() {
    let text = with_hazard(
        r#"spread: [("0s", 0.001)], out: "1s", repair: [("0s", 0.0)]"#,
        r#""shop": (name: "Shop", users: 1000, company: "co", on: { "a": 1000, "b": 9000 })"#,
        "",
    );
    let text =
        text.replace("length: \"1d\",", "length: \"1d\", population: 50000000, companies: { \"co\": (name: \"Co\") },");
    let file = tempfile::Builder::new().suffix(".ron").tempfile().expect("a file");
    std::fs::write(file.path(), text).expect("writes");
    let output = text_of_run(&file.path().display().to_string());
    assert!(output.contains("People affected at the peak: 1 (<0.1% of the population)"), "{output}");
    assert!(output.contains("1 (<0.1%)"), "one of 10,000 servers: {output}");
    assert!(output.contains("Lost user-hours: <1"), "{output}");
}

fn text_of_run(path: &str) -> String {
    let output = firedrill(&["run", path]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}
