//! Plans held to what is expected of them, on the command line.

use std::fs;

use crate::support::SMALL as SMALL_TEXT;
use crate::support::cli::{SMALL, firedrill, prints, text};

#[test]
fn what_ships_is_as_it_says() {
    let saves = concat!(env!("CARGO_MANIFEST_DIR"), "/saves");
    let mut files: Vec<String> = fs::read_dir(saves)
        .expect("saves are there")
        .map(|entry| entry.expect("it is listed").path().display().to_string())
        .filter(|path| path.ends_with(".ron"))
        .collect();
    files.sort();
    let args: Vec<&str> = std::iter::once("test").chain(files.iter().map(String::as_str)).collect();
    let said = prints(&args);
    assert!(said.ends_with("0 failed\n") && said.contains("In 6 files:"), "{said}");
}

#[test]
fn the_small_world_passes_line_by_line() {
    insta::assert_snapshot!(prints(&["test", SMALL]).replace(SMALL, "small.ron"));
}

/// The small world with other expectations.
fn expecting(expect: &str) -> tempfile::NamedTempFile {
    let world = SMALL_TEXT.split("  expect:").next().expect("a world without its expectations");
    let file = tempfile::Builder::new().suffix(".ron").tempfile().expect("a file");
    fs::write(&file, format!("{world}  expect: [ {expect} ],\n)\n")).expect("writes");
    file
}

#[test]
fn a_failure_says_what_was_computed_instead_and_fails_the_build() {
    let file = expecting(
        r#"(plan: "Fire", that: Down(service: "talk", under: "9h")), (plan: "Fire", that: Out(service: "talk", over: "1d")),
        (plan: "Fire", that: Back(service: "talk", by: "2022-10-16 01:30")), (plan: "Untouched", that: Back(service: "talk", by: "15:00")),
        (plan: "Fire", that: People(under: 30000000)), (plan: "Fire", that: LowestPrice(company: "kakao", over: 0.2)), (plan: "Fire", that: Quiet),
        (plan: "Fire", that: Recovers(service: "talk")), (plan: "Fire", that: KeepsRto(service: "talk")), (plan: "Untouched", that: BreaksRto(service: "talk")),
        (plan: "Fire", seed: 7, that: Down(service: "talk", under: "1h")), (plan: "Fire", seeds: (runs: 20), that: Out(service: "talk", under: "10h")),
        (plan: "Fire", seeds: (runs: 20, share: 0.5), that: Out(service: "talk", under: "10h"))"#,
    );
    let path = file.path().display().to_string();
    let report = file.path().with_extension("xml");
    let output = firedrill(&["test", &path, "--junit", &report.display().to_string()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    insta::assert_snapshot!(text(&output.stdout).replace(&path, "small.ron"));
    let xml = fs::read_to_string(&report).expect("a report");
    fs::remove_file(&report).expect("removes");
    insta::assert_snapshot!("junit", xml.replace(&path, "small.ron"));
}

#[test]
fn a_file_that_is_no_scenario_fails_and_the_others_are_tested() {
    let file = expecting(r#"(plan: "Fier", that: Quiet)"#);
    let path = file.path().display().to_string();
    let output = firedrill(&["test", &path, "1-one-site"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("there is no plan \"Fier\"") && said.contains(":47:20"), "with line and column: {said}");
    assert!(
        said.contains("test result: ok. 12 passed; 0 failed") && said.ends_with("In 2 files: 12 passed; 1 failed\n"),
        "{said}"
    );
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let output = firedrill(&["test", "1-one-site", "--junit", "/nowhere/report.xml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("The folder is not there"), "{}", text(&output.stderr));
}
