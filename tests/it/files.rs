//! Tests that every valid file is the same after writing and reading, and that every shipped scenario loads.

use std::sync::Arc;

use firedrill::file::{self, shipped};
use firedrill::model::{Id as _, ServiceId, That};
use firedrill::study::{Run, is_met};

use crate::support::{SMALL, load};

/// Checks that a scenario is the same after it is written and loaded again, and that its text is also the same.
fn round_trips(name: &str, text: &str) {
    let scenario = load(text);
    let written = file::to_ron(&scenario);
    let again = load(&written);
    assert_eq!(*scenario, *again, "{name} comes back as it was:\n{written}");
    assert_eq!(written, file::to_ron(&again), "{name} is written the same again");
}

#[test]
fn the_small_world_comes_back_as_it_was() {
    round_trips("small", SMALL);
    insta::assert_snapshot!(file::to_ron(&load(SMALL)));
}

#[test]
fn shipped_scenarios_come_back_as_they_were() {
    for save in shipped() {
        round_trips(save.name, save.text());
    }
}

#[test]
fn known_worlds_come_back_as_they_were() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worlds");
    let mut worlds = 0;
    for entry in std::fs::read_dir(folder).expect("the worlds are there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            round_trips(&path.display().to_string(), &std::fs::read_to_string(&path).expect("a world"));
            worlds += 1;
        }
    }
    assert_eq!(worlds, 24);
}

#[test]
fn every_plan_of_every_shipped_scenario_runs() {
    for save in shipped() {
        let scenario = load(save.text());
        assert!(!scenario.plans.is_empty(), "{} has plans", save.name);
        for plan in &scenario.plans {
            let run =
                Run::new(&scenario, plan, 0).unwrap_or_else(|error| panic!("{}, {}: {error}", save.name, plan.name));
            assert_eq!(is_met(&run, &That::Quiet), !plan.acts(), "{}, {}", save.name, plan.name);
        }
    }
}

#[test]
fn a_time_that_the_clocks_show_twice_comes_back_as_it_was() {
    // In Berlin the hour from 2:00 to 3:00 on 30 October 2022 happens twice. On Lord Howe Island half an hour of 7 April 2024
    // happens twice.
    let world = |zone: &str, start: &str, at: &str| {
        format!(
            r#"(firedrill: 1, title: "T", zone: "{zone}", start: "{start}", length: "2d",
                hazards: {{ "cut": (name: "Cut", kind: Power, out: "1h") }},
                sites: {{ "a": (name: "A", at: (52.5, 13.4), hazard: "cut") }}, services: {{}},
                plans: [(name: "P", actions: [(at: "{at}", do: Strike(site: "a"))])])"#
        )
    };
    let moment = |text: &str| load(text).plans[0].first_strike().expect("it strikes").0;
    for (zone, start, at, offset, later_secs) in [
        ("Europe/Berlin", "2022-10-29 12:00", "2022-10-30 02:30", "+01:00", 3_600),
        ("Australia/Lord_Howe", "2024-04-06 12:00", "2024-04-07 01:30", "+10:30", 1_800),
    ] {
        let (first, second) = (world(zone, start, at), world(zone, start, &format!("{at} {offset}")));
        assert_eq!(moment(&second) - moment(&first), later_secs, "{zone}");
        round_trips("first", &first);
        round_trips("second", &second);
    }
}

#[test]
fn a_saved_file_is_read_as_an_equal_scenario_and_replaces_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("world.ron");
    let scenario = load(SMALL);
    std::fs::write(&path, "x".repeat(1_000_000)).expect("an older, longer file");
    file::save(&scenario, &path).expect("saves");
    assert_eq!(Arc::new(file::read(&path).expect("loads")), scenario);
}

#[test]
fn a_world_is_shown_in_another_language_and_saved_in_its_own() {
    let scenario = load(SMALL);
    let korean = scenario.localized("ko");
    let names: Vec<&str> = scenario.services.ids().take(3).map(|service| korean.service_name(service)).collect();
    assert_eq!((korean.chapter_title(0), names), ("불꽃", vec!["사이트 전환기", "Login", "카카오톡"]));
    // Plans keep the name that the author gave them. The name is translated only when it is shown.
    assert_eq!((scenario.plans[1].name.as_str(), korean.plan_name("Fire")), ("Fire", "화재"));
    let is_as_written = |(field, text)| scenario.localized("en").text(field) == text;
    assert!(scenario.texts().all(is_as_written), "nobody translated it to English");

    // After a plan is renamed, the translation of its old name is kept and leads to a warning.
    let mut renamed = (*scenario).clone();
    renamed.plans[1].name = "Blaze".to_owned();
    let again = file::load_checked(file::to_ron(&renamed).as_bytes()).expect("it loads");
    let lost = again.warnings.iter().filter(|warning| warning.message.to_string().contains("no text in this scenario"));
    assert_eq!(lost.count(), 1);
    assert_eq!(again.scenario.localized("ko").plan_name("Blaze"), "Blaze");
    assert_eq!(again.scenario.localized("ko").service_name(ServiceId::new(2)), "카카오톡");
}
