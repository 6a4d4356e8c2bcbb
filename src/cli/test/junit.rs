//! The report of `firedrill test` as JUnit XML. This module builds its test cases, and checks that the report would not replace a file that
//! is not a JUnit report.

use std::fs;
use std::path::{Path, PathBuf};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus};

use crate::cli::{Failure, input};
use crate::units::{lines, one_line};

/// Checks before the tests run that the report would not replace a file that must be kept.
///
/// # Errors
/// Fails if the path is one of the `tested` files, or if there is something at the path that is not a JUnit report.
pub(super) fn may_be_written(path: &Path, tested: &[PathBuf]) -> Result<(), Failure> {
    let said = |what: &str| {
        let remedy = "give the report a file of its own, such as report.xml";
        Err(Failure::Unreadable(format!("{}: {what}; nothing was written; {remedy}", path.display())))
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

/// The class name of a test case: the path of the file without its extension, then, if there is a plan, a dot and the name of the plan.
/// Programs that read JUnit group test cases by the text before the last dot.
pub(super) fn class(path: &Path, plan: Option<&str>) -> String {
    let file = input::name(&path.with_extension(""));
    plan.map_or_else(|| file.clone(), |plan| format!("{file}.{plan}"))
}

/// A test case. `failure` is the kind of the failure, its message in short, and its full description. Test cases have no duration,
/// because expectations of one plan are judged by the same runs.
///
/// XML has no way to write most control characters, and attributes have no line breaks, so names and messages are one line each, in which
/// control characters are escaped as in scenario files.
pub(super) fn case(name: &str, class: &str, failure: Option<(NonSuccessKind, &str, &str)>) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some((kind, message, said)) = failure {
        status = TestCaseStatus::non_success(kind);
        status.set_message(one_line(message));
        status.set_description(lines(said));
    }
    let mut case = TestCase::new(one_line(name), status);
    case.set_classname(one_line(class));
    case
}
