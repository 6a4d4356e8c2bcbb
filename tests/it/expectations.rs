//! Tests of `firedrill test`, which checks plans against their expectations.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::SMALL as SMALL_TEXT;
use crate::support::cli::{SMALL, fails, firedrill, prints, text};

#[test]
fn shipped_scenarios_meet_their_expectations() {
    let saves = concat!(env!("CARGO_MANIFEST_DIR"), "/saves");
    let mut files: Vec<String> = fs::read_dir(saves)
        .expect("saves are there")
        .map(|entry| entry.expect("it is listed").path().display().to_string())
        .filter(|path| path.ends_with(".ron"))
        .collect();
    files.sort();
    let args: Vec<&str> = std::iter::once("test").chain(files.iter().map(String::as_str)).collect();
    let said = prints(&args);
    assert!(said.ends_with("0 failed\n") && said.contains(&format!("In {} files:", files.len())), "{said}");
}

#[test]
fn the_small_world_passes_line_by_line() {
    insta::assert_snapshot!(prints(&["test", SMALL]).replace(SMALL, "small.ron"));
}

/// A file with the small world and these expectations instead of its own.
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
    let class = file.path().with_extension("").display().to_string();
    insta::assert_snapshot!("junit", xml.replace(&path, "small.ron").replace(&class, "small"));
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
fn a_report_replaces_only_another_report() {
    let world = expecting(r#"(plan: "Untouched", that: Quiet)"#);
    let path = world.path().display().to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let there = |name: &str| folder.path().join(name);
    let notes = there("notes.txt");
    fs::write(&notes, "what I found out").expect("writes");
    let refused = |report: &Path, said: &str| {
        let before = fs::read(report).ok();
        let told = fails(&["test", &path, "--junit", &report.display().to_string()], 3);
        assert!(told.contains(said) && told.contains("such as report.xml"), "{told}");
        assert_eq!(fs::read(report).ok(), before, "nothing is lost");
    };
    refused(world.path(), "this is one of the tested files");
    refused(
        &world.path().parent().expect("a folder").join(".").join(world.path().file_name().expect("a name")),
        "tested",
    );
    refused(&notes, "the file exists and is not a JUnit report");
    refused(folder.path(), "this is not a file");
    // If a tested file is missing, the report must not be written in its place.
    let missing = there("missing.ron").display().to_string();
    assert!(fails(&["test", &missing, "--junit", &missing], 3).contains("this is one of the tested files"));
    assert!(!Path::new(&missing).exists());

    let report = there("report.xml");
    fs::write(&report, "").expect("writes");
    for _ in 0..2 {
        prints(&["test", &path, "--junit", &report.display().to_string()]);
        assert!(fs::read_to_string(&report).expect("a report").contains("failures=\"0\""));
    }
}

#[test]
fn the_exit_code_is_the_same_when_the_pipe_is_closed() {
    let world = expecting(r#"(plan: "Fire", that: Quiet)"#);
    let path = world.path().display().to_string();
    let report = tempfile::NamedTempFile::new().expect("a file");
    let code = |args: &[&str]| {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut program = Command::new(env!("CARGO_BIN_EXE_firedrill"));
        let output = program.args(args).stdout(writer).output().expect("the program starts");
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
        output.status.code()
    };
    let junit = report.path().display().to_string();
    assert_eq!(code(&["test", &path, "--junit", &junit]), Some(1));
    assert!(fs::read_to_string(report.path()).expect("a report").contains("failures=\"1\""), "and so does the report");
    assert_eq!(code(&["test", "1-one-site"]), Some(0));
    assert_eq!(code(&["check", &junit]), Some(1));
    assert_eq!(code(&["run", "1-one-site"]), Some(0), "what has no verdict just ends");
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let output = firedrill(&["test", "1-one-site", "--junit", "/nowhere/report.xml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("There is no folder"), "{}", text(&output.stderr));
}
