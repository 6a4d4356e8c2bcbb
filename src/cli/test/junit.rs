//! The report of `firedrill test` as JUnit XML: its test cases, and which files it may replace.

use std::fs;
use std::path::{Path, PathBuf};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus};

use crate::cli::Failure;

/// Sees to it, before any work is done, that nothing is lost where the report will be: what is tested, or what is no report.
///
/// # Errors
/// The path is one of `tested`, or something else than a report is there.
pub(super) fn may_be_written(path: &Path, tested: &[PathBuf]) -> Result<(), Failure> {
    let said = |what: &str| {
        let remedy = "give the report a file of its own, such as report.xml";
        Err(Failure::Said(format!("{}: {what}; nothing was written; {remedy}", path.display())))
    };
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if tested.iter().any(|other| whole(other) == whole(path)) {
        return said("this is one of the tested files");
    }
    let Ok(found) = fs::metadata(path) else { return Ok(()) };
    if !found.is_file() {
        return said("this is not a file");
    }
    let is_report = |text: String| text.is_empty() || Report::deserialize_from_str(&text).is_ok();
    if fs::read_to_string(path).is_ok_and(is_report) {
        Ok(())
    } else {
        said("the file exists and is not a JUnit report")
    }
}

/// Where a line of the report belongs: a file, and one of its plans. Readers take what is before the last dot for what it is part of.
pub(super) fn class(path: &Path, plan: Option<&str>) -> String {
    let file = path.with_extension("").display().to_string();
    plan.map_or_else(|| file.clone(), |plan| format!("{file}.{plan}"))
}

/// A line of the report; what went wrong in short and at length. It has no time: expectations of one plan are judged by the same runs.
pub(super) fn case(name: &str, class: String, failure: Option<(NonSuccessKind, &str, &str)>) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some((kind, message, said)) = failure {
        status = TestCaseStatus::non_success(kind);
        status.set_message(message);
        status.set_description(said);
    }
    let mut case = TestCase::new(name, status);
    case.set_classname(class);
    case
}
