//! Tests with worlds whose answers were computed by an independent program (tests/worlds, and tests/worlds-2 for version 2 of the
//! format): the run must give equal answers.

use std::path::{Path, PathBuf};

use firedrill::recording::Steps;
use firedrill::study::Run;
use serde_json::Value;

use crate::support;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// The points `[t, value]` of one series.
fn points(value: &Value) -> Vec<(i64, f64)> {
    let pairs = value.as_array().expect("a series").iter();
    pairs.map(|pair| (pair[0].as_i64().expect("a time"), number(&pair[1]))).collect()
}

fn by_id(value: &Value) -> impl Iterator<Item = (&String, Vec<(i64, f64)>)> {
    value.as_object().expect("series by id").iter().map(|(id, series)| (id, points(series)))
}

fn counts(steps: &Steps<u64>) -> Vec<(i64, f64)> {
    steps.all().iter().map(|(at, value)| (at.0, *value as f64)).collect()
}

fn steps(steps: &Steps<u32>) -> Vec<(i64, f64)> {
    steps.all().iter().map(|(at, value)| (at.0, f64::from(*value))).collect()
}

fn check(folder: &Path, world: &str) {
    let text = std::fs::read_to_string(folder.join(format!("{world}.ron"))).expect("a world");
    let answers = std::fs::read_to_string(folder.join(format!("{world}.json"))).expect("its answers");
    let answers: Value = serde_json::from_str(&answers).expect("JSON");
    let scenario = support::load(&text);
    let plan = scenario.plans.iter().find(|plan| plan.acts()).expect("a plan that acts");
    let run = Run::new(&scenario, plan, 0).expect("the plan fits");

    for (site, track) in run.recording.sites.iter() {
        let key = &scenario.sites[site].key;
        assert_eq!(steps(&track.dark), points(&answers["sites"][key]), "{world}: dark of {key}");
    }
    for (service, track) in run.recording.services.iter() {
        let key = &scenario.services[service].key;
        assert_eq!(steps(&track.health), points(&answers["services"][key]), "{world}: health of {key}");
    }
    check_people(world, &run, &points(&answers["people"]));
    check_prices(world, &run, &answers["prices"]);
    check_rivals(world, &run, &answers["rivals"]);
    if scenario.version > 1 {
        check_repairs(world, &run, &answers);
    }
}

/// Servers that work and wait, destroyed servers, the work of crews, and broken RTOs.
fn check_repairs(world: &str, run: &Run, answers: &Value) {
    let (scenario, recording) = (&run.world, &run.recording);
    for (company, row) in scenario.companies.iter() {
        let key = &row.key;
        if let Some(track) = &recording.repairs[company] {
            assert_eq!(counts(&track.working), points(&answers["working"][key]), "{world}: working of {key}");
            assert_eq!(counts(&track.waiting), points(&answers["waiting"][key]), "{world}: waiting of {key}");
        } else {
            assert!(answers["working"].get(key).is_none(), "{world}: {key} has no crew");
        }
        let summary = &recording.summary.companies[company];
        assert_eq!(summary.destroyed as f64, number(&answers["destroyed"][key]), "{world}: destroyed of {key}");
        let hours = summary.crew_secs as f64 / 3_600.0;
        assert!((hours - number(&answers["crew_hours"][key])).abs() <= 0.01, "{world}: crew of {key}: {hours} hours");
    }
    for (key, is_broken) in answers["rto_broken"].as_object().expect("by service") {
        let service = scenario.services.find(key).expect("a service");
        let ours = recording.summary.services[service].rto_broken;
        assert_eq!(Some(ours), is_broken.as_bool(), "{world}: rto of {key}");
    }
}

fn check_people(world: &str, run: &Run, answers: &[(i64, f64)]) {
    // Because of rounding the two programs may differ by one person, so each may have changes that the other does not have.
    let ours = &run.recording.people;
    let answer_at = |t: i64| answers[answers.partition_point(|(at, _)| *at <= t) - 1].1;
    let moments = ours.all().iter().map(|(at, _)| at.0).chain(answers.iter().map(|(at, _)| *at));
    for t in moments {
        let people = *ours.at(firedrill::units::SimTime(t)) as f64;
        assert!((people - answer_at(t)).abs() <= 1.0, "{world}: people at {t}: {people} for {}", answer_at(t));
    }
}

fn check_prices(world: &str, run: &Run, answers: &Value) {
    for (key, answers) in by_id(answers) {
        let company = run.world.companies.iter().find(|(_, company)| company.key == *key).expect("a company").0;
        let minutes: Vec<_> = run.recording.prices[company].minutes().collect();
        let last = minutes.len().saturating_sub(1);
        let chosen: Vec<_> =
            minutes.iter().enumerate().filter(|(i, _)| i % 30 == 0 || *i == last).map(|(_, minute)| minute).collect();
        assert_eq!(chosen.len(), answers.len(), "{world}: trading minutes of {key}");
        for (minute, (at, price)) in chosen.iter().zip(answers) {
            assert_eq!(minute.at.0, at, "{world}: {key}");
            assert!((minute.price / price - 1.0).abs() <= 1e-6, "{world}: {key} at {at}: {} for {price}", minute.price);
        }
    }
}

fn check_rivals(world: &str, run: &Run, answers: &Value) {
    for (key, answers) in by_id(answers) {
        let rival = run.world.rivals.iter().find(|(_, rival)| rival.key == *key).expect("a rival").0;
        for (at, users) in answers {
            let service = run.world.rivals[rival].service;
            let point = run.recording.rival_points(rival, service).find(|(there, _)| there.0 == at);
            let (_, ours) = point.expect("a point on every whole hour");
            assert!((ours - users).abs() <= (1e-5 * users).max(2.0), "{world}: {key} at {at}: {ours} for {users}");
        }
    }
}

fn check_all(name: &str) -> usize {
    let folder = folder(name);
    let mut worlds: Vec<String> = std::fs::read_dir(&folder)
        .expect("the worlds")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".ron").map(str::to_owned))
        .collect();
    worlds.sort();
    for world in &worlds {
        check(&folder, world);
    }
    worlds.len()
}

#[test]
fn all_worlds_agree_with_an_independent_program() {
    assert_eq!(check_all("worlds"), 24);
}

#[test]
fn all_worlds_of_version_two_agree_with_an_independent_program() {
    assert_eq!(check_all("worlds-2"), 30);
}
