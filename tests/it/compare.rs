//! Tests of `firedrill compare`.

use serde_json::Value;

use crate::support::cli::{SMALL, fails, prints};

const PAIR: [&str; 6] = ["compare", SMALL, "--plan", "Fire", "--plan", "Switch at two sites"];

#[test]
fn the_small_world_says_what_parts_the_two_and_what_each_cost() {
    insta::assert_snapshot!(prints(&PAIR));
    assert_eq!(prints(&["compare", SMALL]), prints(&PAIR), "a fork is compared with its parent");
}

#[test]
fn the_kakao_fire_and_the_site_switch_at_two_sites() {
    insta::assert_snapshot!(prints(&["compare", "kakao-2022"]));
}

/// Two plans that were both written anew: the same fire at two times, and in one of them a failover.
const TWO_SITES: &str = r#"(
  firedrill: 1, title: "Two sites", zone: "UTC", start: "2026-03-02 00:00", length: "1d", population: 1000000,
  hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "6h") },
  sites: { "a": (name: "Site A", at: (50.1, 8.7), hazard: "fire"), "b": (name: "Site B", at: (52.5, 13.4), hazard: "fire") },
  services: { "sign-in": (name: "Sign-in", users: 20011, on: { "a": 4 }, standby: { "b": 4 }, switch: (by_hand: "1h")) },
  plans: [
    (name: "Early", actions: [(at: "08:00", do: Strike(site: "a"))]),
    (name: "Late", actions: [(at: "08:30", do: Strike(site: "a")), (at: "08:40", do: FailOver(service: "sign-in"))]),
  ],
)"#;

#[test]
fn a_fire_at_two_times_does_not_hide_the_failover_of_only_one_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.ron");
    std::fs::write(&path, TWO_SITES).expect("writes");
    let path = path.display().to_string();
    let pair = ["compare", &path, "--plan", "Early", "--plan", "Late"];
    let said = prints(&pair);
    assert!(said.contains("  Fire strikes Site A: Mon 02 Mar 08:00 in A, Mon 02 Mar 08:30 in B\n"), "{said}");
    let order = "  Later only in B, Mon 02 Mar 08:40: Manual failover of Sign-in is ordered\n";
    assert!(said.contains(order) && !said.contains("Only in A"), "{said}");

    let markdown = prints(&[&pair[..], &["--markdown"]].concat());
    let fires = "\nFire strikes Site A: at Mon 02 Mar 08:00 in “Early”, at Mon 02 Mar 08:30 in “Late”\n";
    assert!(markdown.contains(fires), "{markdown}");
    assert!(markdown.lines().next().is_some_and(|line| line.ends_with(" are lost in “Late”")), "{markdown}");
    let json: Value = serde_json::from_str(&prints(&[&pair[..], &["--json"]].concat())).expect("one object");
    assert_eq!(json["parting"]["moved"], serde_json::json!([30_600, 28_800]));
    assert_eq!(json["parting"]["own"][1][0]["what"], "Manual failover of Sign-in is ordered");
}

#[test]
fn markdown_csv_and_json_compare_the_two_plans() {
    insta::assert_snapshot!("markdown", prints(&[&PAIR[..], &["--markdown"]].concat()));
    let csv = prints(&[&PAIR[..], &["--csv"]].concat());
    assert!(["everybody,", "company,kakao", "service,talk"].iter().all(|row| csv.contains(row)), "{csv}");
    insta::assert_snapshot!("csv", csv);
    let json: Value = serde_json::from_str(&prints(&[&PAIR[..], &["--json"]].concat())).expect("one object");
    assert_eq!(json["parting"]["t"], 27 * 60);
    assert_eq!(json["parting"]["why"][0][0]["what"], "Site switch stops because it has no working servers");
    assert_eq!(json["parting"]["why"][1], Value::Null, "the other plan has nothing of its own at this time");
    assert_eq!(json["parting"]["later"][0], Value::Null);
    let later = &json["parting"]["later"][1][0];
    assert_eq!(later["t"], 28 * 60);
    assert_eq!(later["what"], "KakaoTalk fails over to its standby at Anyang");
    assert_eq!(json["services"][0]["id"], "talk");
    assert_eq!(json["services"][0]["back"], serde_json::json!([37_860, 1_680]));
    assert_eq!(json["runs"][1]["plan"], "Switch at two sites");
}

#[test]
fn a_plan_compared_with_itself_is_the_same_and_two_seeds_diverge() {
    let same = prints(&["compare", SMALL, "--plan", "Fire", "--plan", "Fire"]);
    assert!(same.contains("The two runs are the same.") && same.contains("4 of 4 services are the same"), "{same}");
    let seeds = prints(&["compare", SMALL, "--plan", "Fire", "--seed", "1", "--seed", "2"]);
    assert!(seeds.contains("A: Fire, seed 1\nB: Fire, seed 2") && seeds.contains("The runs diverge on"), "{seeds}");
}

#[test]
fn one_plan_is_compared_with_its_parent_or_else_with_the_first_plan() {
    assert_eq!(prints(&["compare", SMALL, "--plan", "Switch at two sites"]), prints(&PAIR));
    let said = prints(&["compare", SMALL, "--plan", "Fire"]);
    assert!(said.contains("A: Untouched\nB: Fire\n"), "{said}");
    let said = fails(&["compare", SMALL, "--plan", "Untouched"], 1);
    assert!(said.contains("is the first plan and not forked from another"), "{said}");
}

#[test]
fn one_seed_of_one_plan_is_compared_with_the_scenario_as_written() {
    let said = prints(&["compare", SMALL, "--plan", "Fire", "--seed", "3"]);
    assert!(said.contains("A: Fire, seed 0\nB: Fire, seed 3\n"), "{said}");
    assert_eq!(prints(&["compare", SMALL, "--seed", "3"]), said, "Fire is the first plan that acts");
    let csv = prints(&["compare", SMALL, "--plan", "Fire", "--seed", "3", "--csv"]);
    assert!(csv.contains("\"lost_user_hours_a: Fire, seed 0\",\"lost_user_hours_b: Fire, seed 3\""), "{csv}");
    let both = prints(&[&PAIR[..], &["--seed", "3"]].concat());
    assert!(both.contains("A: Fire, seed 3\nB: Switch at two sites, seed 3\n"), "the same seed for both: {both}");
}

#[test]
fn files_with_equal_titles_are_named_by_file_and_different_lengths_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.ron");
    let text =
        crate::support::SMALL.replace("length: \"3d\"", "length: \"2d 12h\"").replace("\"upbit\"", "\"bithumb\"");
    std::fs::write(&other, text).expect("writes");
    let said = prints(&["compare", SMALL, &other.display().to_string()]);
    assert!(said.contains("A: small.ron: Fire\nB: other.ron: Fire\n"), "{said}");
    assert!(said.contains("3 d of A are compared with 2 d 12 h of B."), "{said}");
    let row = |name: &str| {
        let line = said.lines().find(|line| line.trim_start().starts_with(name)).expect("it has a row");
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let upbit = row("Upbit");
    assert_eq!(upbit.iter().filter(|cell| *cell == "-").count(), 3, "outage, blackout and lost: {upbit:?}");
    assert!(!upbit.contains(&"s".to_owned()) || upbit.join(" ").matches("0 s").count() == 1, "{upbit:?}");
}

#[test]
fn help_explains_which_runs_are_compared() {
    let help = prints(&["compare", "--help"]);
    assert!(help.contains("plan B, and the plan it was forked from, else the first plan"), "{help}");
}

#[test]
fn two_files_are_compared_by_their_common_ids() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.ron");
    let text = crate::support::SMALL.replace("Small world", "Another world").replace("\"upbit\"", "\"bithumb\"");
    std::fs::write(&other, text).expect("writes");
    let other = other.display().to_string();
    let said = prints(&["compare", SMALL, &other]);
    assert!(said.contains("A: Small world: Fire\nB: Another world: Fire"), "{said}");
    assert!(said.contains("not in this run"), "{said}");
    let said = fails(&["compare", SMALL, "1-one-site"], 1);
    assert!(said.contains("the two scenarios have nothing in common"), "{said}");
}

#[test]
fn runs_that_cannot_be_compared_are_refused_with_a_remedy() {
    assert!(fails(&["compare", SMALL, "--plan", "Fire", "--plan", "Swich at two sites"], 1).contains("did you mean"));
    let three = ["compare", SMALL, "--plan", "Fire", "--plan", "Fire", "--plan", "Fire"];
    assert!(fails(&three, 2).contains("at most two plans and two seeds"));
    fails(&["compare"], 2);
    fails(&[&PAIR[..], &["--json", "--csv"]].concat(), 2);
}
