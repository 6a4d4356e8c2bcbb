//! `firedrill test`: plans held to what their files expect of them, one line each.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Failure, expectations, input};
use crate::file;
use crate::model::Scenario;
use crate::study::judge;
use crate::units::text;

/// What to test.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files, or names of scenarios that ship with the program
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write the results into this file as well, as JUnit XML
    #[arg(long, value_name = "XML")]
    junit: Option<PathBuf>,
}

/// What was tested so far.
struct Tested {
    passed: usize,
    failed: usize,
    report: Report,
}

pub(super) fn test(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let mut tested = Tested { passed: 0, failed: 0, report: Report::new("firedrill") };
    for path in &args.files {
        let mut suite = TestSuite::new(path.display().to_string());
        match input::problems(path) {
            Ok(scenario) => tested.file(path, &Arc::new(scenario), &mut suite, out)?,
            Err(problems) => {
                writeln!(out, "{}\n", problems.trim_end())?;
                tested.failed += 1;
                suite.add_test_case(case("the file is a scenario", Some((NonSuccessKind::Error, &problems))));
            }
        }
        tested.report.add_test_suite(suite);
    }
    if args.files.len() > 1 {
        writeln!(out, "In {} files: {} passed; {} failed", args.files.len(), tested.passed, tested.failed)?;
    }
    if let Some(path) = &args.junit {
        let xml = tested.report.to_string().map_err(|error| Failure::Said(format!("the report: {error}")))?;
        file::save_text(&xml, path).map_err(|error| Failure::Said(error.to_string()))?;
    }
    Ok(if tested.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Tested {
    fn file(
        &mut self,
        path: &Path,
        scenario: &Arc<Scenario>,
        suite: &mut TestSuite,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let count = scenario.expect.len();
        let noun = if count == 1 { "expectation" } else { "expectations" };
        writeln!(out, "{}: {}\nrunning {} {noun}", path.display(), scenario.title, text::exact(count as u64))?;
        out.flush()?;
        let verdicts = judge(scenario, input::threads()).map_err(|error| Failure::Said(error.to_string()))?;
        let mut failures = Vec::new();
        for (expectation, verdict) in scenario.expect.iter().zip(verdicts) {
            let name = expectations::name(scenario, expectation);
            writeln!(out, "test {name} ... {}", if verdict.met { "ok" } else { "FAILED" })?;
            let came_to = format!("computed: {}", expectations::came_to(scenario, verdict.came_to));
            let failure = (!verdict.met).then_some((NonSuccessKind::Failure, came_to.as_str()));
            suite.add_test_case(case(&name, failure));
            if !verdict.met {
                failures.push((name, came_to));
            }
        }
        if !failures.is_empty() {
            writeln!(out, "\nfailures:\n")?;
            for (name, came_to) in &failures {
                writeln!(out, "---- {name} ----\n{came_to}\n")?;
            }
        } else {
            writeln!(out)?;
        }
        let (failed, passed) = (failures.len(), count - failures.len());
        let result = if failed == 0 { "ok" } else { "FAILED" };
        writeln!(out, "test result: {result}. {passed} passed; {failed} failed\n")?;
        self.passed += passed;
        self.failed += failed;
        Ok(())
    }
}

/// A line of the report.
fn case(name: &str, failure: Option<(NonSuccessKind, &str)>) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some((kind, said)) = failure {
        status = TestCaseStatus::non_success(kind);
        status.set_message(said.lines().next().unwrap_or_default());
        status.set_description(said);
    }
    TestCase::new(name, status)
}
