//! Tests of the command line, as people and scripts use it.

use std::io::Read;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::cli::{SMALL, fails, firedrill, prints, text};

#[test]
fn the_transcript_of_the_small_world_reads_as_a_story() {
    insta::assert_snapshot!(prints(&["run", SMALL]));
}

#[test]
fn the_fit_of_the_small_world_is_a_table() {
    insta::assert_snapshot!(prints(&["fit", SMALL]));
}

#[test]
fn the_transcript_of_the_kakao_fire_reads_as_a_story() {
    insta::assert_snapshot!(prints(&["run", "kakao-2022"]));
}

#[test]
fn the_fit_of_the_kakao_fire_is_a_table() {
    insta::assert_snapshot!(prints(&["fit", "kakao-2022"]));
}

#[test]
fn json_has_the_fields_of_the_model_page() {
    let run: Value = serde_json::from_str(&prints(&["run", SMALL, "--json"])).expect("one object");
    assert_eq!(run["scenario"], "Small world");
    assert_eq!(run["plan"], "Fire");
    assert_eq!(run["seed"], 0);
    assert_eq!(run["start"], "2022-10-15T15:00:00+09:00");
    assert_eq!(run["length"], 259_200);
    assert_eq!(run["sites"]["pangyo-2"], serde_json::json!([[0, 0], [6720, 1000], [37800, 0]]));
    assert_eq!(run["services"]["control"], serde_json::json!([[0, 1000], [1620, 0], [37800, 1000]]));
    assert_eq!(run["prices"]["kakao"].as_array().expect("prices").len(), 391 + 361);
    assert!(run["prices"]["dunamu"].is_null(), "a company without shares has no price");
    let talk = &run["summary"]["services"]["talk"];
    for (key, value) in [("first_out", 1_620), ("longest_out", 36_240), ("longest_down", 32_580), ("back", 37_860)] {
        assert_eq!(talk[key], value, "{key}");
    }
    assert_eq!(talk["rto_broken"], true);
    assert!(talk["lost_user_hours"].as_f64().expect("hours") > 2e8);
    let kakao = &run["summary"]["companies"]["kakao"];
    assert_eq!((&kakao["peak_dark_servers"], &kakao["servers"]), (&Value::from(10_900), &Value::from(40_400)));
    assert_eq!(kakao["closes"].as_array().expect("closes").len(), 2);
    assert!(run["summary"]["peak_people"].as_u64().expect("people") > 30_000_000);
    for (id, event) in run["events"].as_array().expect("events").iter().enumerate() {
        assert_eq!(event["id"], id);
        assert!(event["cause"].as_u64().is_none_or(|cause| (cause as usize) < id), "{event}");
        for key in ["t", "what", "subject", "from", "to", "cause"] {
            assert!(event.get(key).is_some(), "{event} has {key}");
        }
    }
}

#[test]
fn a_plan_is_chosen_by_name_and_the_seed_is_kept() {
    let untouched: Value =
        serde_json::from_str(&prints(&["run", SMALL, "--plan", "Untouched", "--seed", "7", "--json"])).expect("JSON");
    assert_eq!((&untouched["plan"], &untouched["seed"]), (&Value::from("Untouched"), &Value::from(7)));
    let said = fails(&["run", SMALL, "--plan", "fire"], 1);
    assert!(said.contains("did you mean \"Fire\"?"), "{said}");
}

#[test]
fn equal_runs_print_equal_json() {
    assert_eq!(prints(&["run", SMALL, "--json"]), prints(&["run", SMALL, "--json"]));
}

#[test]
fn exit_codes_distinguish_errors() {
    assert!(fails(&["run", "no/such/file.ron"], 3).contains("no/such/file.ron"));
    fails(&["check"], 2);
    fails(&["run", SMALL, "--sed", "1"], 2);
    fails(&["generate", "--sites", "0"], 2);
    assert_eq!(firedrill(&["check", SMALL]).status.code(), Some(0));
    assert_eq!(firedrill(&["check", SMALL, "no/such/file.ron"]).status.code(), Some(3));
}

#[test]
fn shipped_scenarios_are_found_by_name() {
    for shipped in firedrill::file::shipped() {
        prints(&["check", shipped.name]);
        assert!(prints(&["fit", shipped.name]).contains("Notes: "), "{}", shipped.name);
    }
}

#[test]
fn a_generated_world_is_a_file_that_loads_to_the_same_world() {
    let ron = prints(&["generate", "--sites", "12", "--services", "60", "--needs", "150", "--seed", "3"]);
    let scenario = firedrill::file::load(ron.as_bytes()).expect("it loads");
    let size = firedrill::study::Size { sites: 12, services: 60, dependencies: 150 };
    assert_eq!(scenario, firedrill::study::generate(size, 3));
}

#[test]
fn help_shows_examples() {
    for command in [&["--help"][..], &["run", "--help"], &["fit", "--help"], &["generate", "--help"]] {
        assert!(prints(command).contains("Example"), "{command:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_firedrill"))
        .args(["run", SMALL, "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 16];
    child.stdout.take().expect("its output").read_exact(&mut first).expect("some of it");
    let mut said = String::new();
    child.stderr.take().expect("its errors").read_to_string(&mut said).expect("text");
    assert!(!said.contains("firedrill: "), "warnings about the file alone: {said}");
    assert!(child.wait().expect("it ends").success());
}

#[test]
#[cfg(all(unix, not(target_os = "macos")))]
fn without_a_display_an_error_explains_what_is_missing() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firedrill"));
    let output = command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("DISPLAY") && said.contains("firedrill run"), "{said}");
}
