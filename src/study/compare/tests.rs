//! Tests of the rules that every comparison must follow, and of some comparisons with known results.

use std::sync::Arc;

use proptest::prelude::*;

use super::{CompareError, Comparison, Divergence, Reason, RunInWords, compare, difference};
use crate::model::{Plan, Scenario};
use crate::recording::EventKind;
use crate::study::{Run, Size, generate};
use crate::text::{Language, Texts};
use crate::units::SimTime;

fn small() -> Arc<Scenario> {
    Arc::new(crate::file::load(include_bytes!("../../../tests/saves/small.ron")).unwrap())
}

fn run(world: &Arc<Scenario>, plan: usize, seed: u64) -> Run {
    Run::new(world, &world.plans[plan], seed).unwrap()
}

/// The comparison with the first and the second run exchanged.
fn turned(mut comparison: Comparison) -> Comparison {
    for row in &mut comparison.services {
        row.ids.reverse();
        row.lost.reverse();
        row.out.reverse();
        row.goes_on.reverse();
        row.down.reverse();
        row.back.reverse();
    }
    for row in &mut comparison.companies {
        row.ids.reverse();
        row.lost.reverse();
        row.lowest.reverse();
        row.dark_servers.reverse();
    }
    for row in &mut comparison.sites {
        row.ids.reverse();
        row.dark_server_secs.reverse();
    }
    comparison.peak_people.reverse();
    comparison.lost.reverse();
    if let Some(divergence) = &mut comparison.divergence {
        divergence.events.reverse();
        divergence.later.reverse();
        divergence.moved.reverse();
        divergence.own.reverse();
    }
    comparison
}

#[test]
fn the_switch_at_two_sites_diverges_from_the_fire_when_the_standby_engages() {
    let world = small();
    let (fire, switch) = (run(&world, 1, 0), run(&world, 2, 0));
    let comparison = compare(&fire, &switch).unwrap();
    let divergence = comparison.divergence.expect("they diverge");
    assert_eq!(divergence.at, SimTime(27 * 60), "with zone 1");
    let first = divergence.events[0].map(|event| fire.recording.event(event).kind);
    let control = world.services.iter().find(|(_, row)| row.key == "control").map(|(id, _)| id);
    assert!(
        matches!(first, Some(EventKind::Health { service, to: 0, .. }) if Some(service) == control),
        "the site switch stops in one of them: {first:?}"
    );
    assert_eq!(comparison.services[0].name, "KakaoTalk", "the greatest difference comes first");
    assert!(difference(comparison.lost) < 0, "less is lost");
}

#[test]
fn of_two_strikes_at_different_times_each_run_has_its_own() {
    let text = r#"(
        firedrill: 1, title: "T", zone: "UTC", start: "2026-03-02 00:00", length: "1d",
        hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "1h") },
        sites: { "s": (name: "S", hazard: "fire") },
        services: { "a": (name: "A", users: 100, on: { "s": 4 }) },
        plans: [
            (name: "Early", actions: [(at: "08:00", do: Strike(site: "s"))]),
            (name: "Late", actions: [(at: "09:00", do: Strike(site: "s"))]),
            (name: "Quiet"),
        ],
    )"#;
    let world = Arc::new(crate::file::load(text.as_bytes()).unwrap());
    let (early, late, quiet) = (run(&world, 0, 0), run(&world, 1, 0), run(&world, 2, 0));
    let divergence = compare(&early, &late).unwrap().divergence.expect("they diverge");
    assert_eq!(divergence.at, SimTime(8 * 3_600));
    let at = |run: &Run, side: usize| divergence.first(side).map(|event| run.recording.event(event).at);
    assert_eq!(at(&early, 0), Some(SimTime(8 * 3_600)));
    assert_eq!(at(&late, 1), Some(SimTime(9 * 3_600)), "it has nothing at 08:00");
    assert_eq!(divergence.events[1], None);
    let divergence = compare(&early, &quiet).unwrap().divergence.expect("they diverge");
    assert_eq!(divergence.first(1), None, "nothing happens in it");
}

/// Two sites, and plans of which each was written anew.
const TWO_SITES: &str = r#"(
    firedrill: 1, title: "T", zone: "UTC", start: "2026-03-02 00:00", length: "1d",
    hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "6h") },
    sites: { "a": (name: "Site A", at: (50.1, 8.7), hazard: "fire"), "b": (name: "Site B", at: (52.5, 13.4), hazard: "fire") },
    services: { "sign-in": (name: "Sign-in", users: 20000, on: { "a": 4 }, standby: { "b": 4 }, switch: (by_hand: "1h")) },
    plans: [
        (name: "A", actions: [(at: "08:00", do: Strike(site: "a"))]),
        (name: "By itself", measures: [SwitchAuto(service: "sign-in", auto: "1h")],
            actions: [(at: "08:00", do: Strike(site: "a", hazard: "fire"))]),
        (name: "Area", actions: [(at: "08:00", do: StrikeArea(at: (50.1, 8.7), radius_km: 10.0))]),
        (name: "By people", actions: [(at: "08:00", do: Strike(site: "a")), (at: "08:00", do: FailOver(service: "sign-in"))]),
        (name: "Later", actions: [(at: "08:30", do: Strike(site: "a")), (at: "08:40", do: FailOver(service: "sign-in"))]),
    ],
)"#;

/// The comparison of two plans of [`TWO_SITES`], and the lines about it, with times in seconds.
fn told(first: usize, second: usize) -> (Option<Divergence>, Vec<String>) {
    let world = Arc::new(crate::file::load(TWO_SITES.as_bytes()).unwrap());
    let runs = [run(&world, first, 0), run(&world, second, 0)];
    let comparison = compare(&runs[0], &runs[1]).unwrap();
    let names = [first, second].map(|plan| world.plans[plan].name.clone());
    let in_words =
        runs.each_ref().map(|run| RunInWords { run, clock: run.world.clock, localized: run.world.as_written() });
    let lines = comparison.story(in_words, &names, |_, at| at.0.to_string(), &Texts::english());
    (comparison.divergence, lines)
}

#[test]
fn the_same_strike_at_the_same_time_is_no_divergence_however_the_plans_write_it() {
    let (divergence, lines) = told(0, 1);
    let divergence = divergence.expect("one fails over");
    assert_eq!(divergence.at, SimTime(9 * 3_600), "{lines:#?}");
    assert_eq!((divergence.events[0], divergence.moved), (None, [None, None]));
    let failover = "Only in “By itself”: Sign-in fails over to its standby at Site B";
    assert!(lines.iter().any(|line| line.starts_with(failover)), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.starts_with("Only in “A”: Fire")), "{lines:#?}");
    // One site alone, or an area in which it is the only one.
    assert_eq!(told(0, 2).0, None);

    let (divergence, lines) = told(0, 3);
    assert_eq!(divergence.expect("one fails over").at, SimTime(8 * 3_600));
    let order = "Only in “By people”: Manual failover of Sign-in is ordered";
    assert!(lines[1].starts_with(order), "{lines:#?}");
}

#[test]
fn a_strike_at_two_times_is_one_reason_and_what_only_one_run_has_is_another() {
    let (divergence, lines) = told(0, 4);
    let divergence = divergence.expect("the fire comes later");
    let [early, late] = [8 * 3_600, 8 * 3_600 + 1_800].map(SimTime);
    assert_eq!((divergence.at, divergence.moved), (early, [Some(late), Some(early)]));
    assert!(lines[0].ends_with(" fewer user-hours are lost in “Later”"), "{lines:#?}");
    assert_eq!(lines[1], "Fire strikes Site A: at 28800 in “A”, at 30600 in “Later”");
    assert_eq!(lines[2], "Only in “Later”, at 31200: Manual failover of Sign-in is ordered");
    assert_eq!(lines.len(), 3, "{lines:#?}");

    // The other way round, the same is said.
    let (turned, lines) = told(4, 0);
    assert_eq!(turned.map(|turned| turned.own), Some([divergence.own[1], divergence.own[0]]));
    assert_eq!(lines[1], "Fire strikes Site A: at 30600 in “Later”, at 28800 in “A”");
    assert!(lines[0].ends_with(" more user-hours are lost in “A”"), "{lines:#?}");
}

#[test]
fn a_strike_that_both_runs_have_later_is_not_the_one_that_only_one_has() {
    let actions = |times: &[&str]| {
        let strikes = times.iter().map(|at| format!("(at: \"{at}\", do: Strike(site: \"a\"))"));
        strikes.collect::<Vec<_>>().join(", ")
    };
    let plans = format!(
        "plans: [(name: \"Twice\", actions: [{}]), (name: \"Once\", actions: [{}])],\n)",
        actions(&["02:00", "12:00"]),
        actions(&["12:00"])
    );
    let text = TWO_SITES.split_once("plans:").unwrap().0.to_owned() + &plans;
    let world = Arc::new(crate::file::load(text.as_bytes()).unwrap());
    let runs = [run(&world, 0, 0), run(&world, 1, 0)];
    let divergence = compare(&runs[0], &runs[1]).unwrap().divergence.expect("one strike more");
    assert_eq!((divergence.at, divergence.moved), (SimTime(2 * 3_600), [None, None]));
    let reasons = divergence.reasons(runs.each_ref());
    assert!(matches!(reasons[0], Reason { side: 0, is_later: false, other_at: None, .. }), "{reasons:?}");
}

#[test]
fn the_cost_names_the_run_that_loses_more_or_less_in_both_languages() {
    let world = small();
    let comparison = compare(&run(&world, 1, 0), &run(&world, 2, 0)).unwrap();
    let cost = |language| comparison.cost("Plan B", &Texts::of(language));
    assert_eq!(cost(Language::English), "309.0 M fewer user-hours are lost in “Plan B”");
    assert!(cost(Language::Korean).starts_with("“Plan B” 계획"), "{}", cost(Language::Korean));
}

#[test]
fn companies_that_are_not_listed_have_no_columns_of_prices() {
    let text = TWO_SITES.replace("users: 20000,", "users: 20000, company: \"post\",");
    let text = text.replacen("plans:", "companies: { \"post\": (name: \"Post\") }, plans:", 1);
    let world = Arc::new(crate::file::load(text.as_bytes()).unwrap());
    let comparison = compare(&run(&world, 0, 0), &run(&world, 1, 0)).unwrap();
    let names = ["A", "By itself"].map(str::to_owned);
    let markdown = comparison.to_markdown([world.as_written(); 2], &names, &[], &Texts::english());
    assert!(markdown.contains("\n| Post | ") && !markdown.contains("Lowest share price"), "{markdown}");
    assert!(markdown.contains("\n|---|---:|---:|---:|\n| Post | "), "{markdown}");
}

#[test]
fn worlds_that_share_nothing_are_not_compared() {
    let world = small();
    let text = include_str!("../../../tests/saves/small.ron").replace("pangyo", "bundang").replace("anyang", "ansan");
    let other = ["control", "login", "talk", "upbit", "kakao", "dunamu"]
        .iter()
        .fold(text, |text, id| text.replace(&format!("\"{id}\""), &format!("\"{id}-2\"")));
    let other = other.replace("services.talk.on", "services.talk-2.on");
    let other = Arc::new(crate::file::load(other.as_bytes()).unwrap());
    assert_eq!(compare(&run(&world, 1, 0), &run(&other, 1, 0)), Err(CompareError::NothingShared));
}

#[test]
fn what_only_one_of_two_files_has_is_in_the_rows() {
    let world = small();
    let text = include_str!("../../../tests/saves/small.ron").replace("\"upbit\"", "\"bithumb\"");
    let other = Arc::new(crate::file::load(text.as_bytes()).unwrap());
    let comparison = compare(&run(&world, 1, 0), &run(&other, 1, 0)).unwrap();
    let there = |key: &str| {
        let row = comparison.services.iter().find(|row| row.key == key).unwrap();
        row.ids.map(|id| id.is_some())
    };
    assert_eq!((there("talk"), there("upbit"), there("bithumb")), ([true, true], [true, false], [false, true]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_comparison_turns_with_its_sides_and_adds_up(seed in 0..1_000u64, first in 0..3u64, second in 0..3u64) {
        let world = Arc::new(generate(Size { sites: 4, services: 24, dependencies: 40 }, seed));
        let world = Arc::new(Scenario { uncertainty: 0.5, ..(*world).clone() });
        let other = Plan { actions: world.plans[1].actions[1..].to_vec(), ..world.plans[1].clone() };
        let (a, b) = (run(&world, 1, first), Run::new(&world, &other, second).unwrap());
        let comparison = compare(&a, &b).unwrap();
        prop_assert_eq!(turned(comparison.clone()), compare(&b, &a).unwrap());
        let sum: i128 = comparison.services.iter().map(|row| difference(row.lost)).sum();
        prop_assert_eq!(sum, difference(comparison.lost));
        prop_assert!(comparison.divergence.is_some(), "one site less is struck");
        let same = compare(&a, &a).unwrap();
        prop_assert_eq!(same.divergence, None);
        prop_assert!(same.services.iter().all(|row| difference(row.lost) == 0 && row.out[0] == row.out[1]));
    }
}
