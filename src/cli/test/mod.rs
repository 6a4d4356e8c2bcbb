//! `firedrill test`: checks plans against the expectations in their files, one line for each expectation.

mod junit;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use quick_junit::{NonSuccessKind, Report, TestSuite};

use super::broken_pipe_tolerant::BrokenPipeTolerant;
use super::input::Loaded;
use super::{Failure, expectations, input};
use crate::file;
use crate::study::judge;
use crate::units::text;

/// What to test.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files, or names of scenarios that ship with the program
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Also write the results into this file, as JUnit XML
    #[arg(long, value_name = "XML")]
    junit: Option<PathBuf>,
}

/// The results of the expectations that were tested so far.
struct Tested {
    passed: usize,
    failed: usize,
    report: Report,
}

pub(super) fn test(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    if let Some(path) = &args.junit {
        junit::may_be_written(path, &args.files)?;
    }
    // The exit code must be correct even if the reader closes the pipe early.
    let out = &mut BrokenPipeTolerant::new(out);
    let mut tested = Tested { passed: 0, failed: 0, report: Report::new("firedrill") };
    for path in &args.files {
        let mut suite = TestSuite::new(path.display().to_string());
        let loaded = input::load(path);
        let tried = match &loaded {
            Ok(loaded) => tested.file(path, loaded, &mut suite, out)?,
            Err(failure) => Err(failure.to_string()),
        };
        match tried {
            Ok(()) => {}
            Err(problems) => {
                writeln!(out, "{}\n", problems.trim_end())?;
                tested.failed += 1;
                let short = problems.lines().next().unwrap_or_default();
                let failure = Some((NonSuccessKind::Error, short, problems.as_str()));
                suite.add_test_case(junit::case("the file is a scenario", junit::class(path, None), failure));
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
    /// Tests the expectations of one file. The inner error is the reason why they could not be tested.
    fn file(
        &mut self,
        path: &Path,
        loaded: &Loaded,
        suite: &mut TestSuite,
        out: &mut impl Write,
    ) -> Result<Result<(), String>, Failure> {
        let scenario = &loaded.scenario;
        let count = scenario.expect.len();
        let noun = if count == 1 { "expectation" } else { "expectations" };
        writeln!(out, "{}: {}\nrunning {} {noun}", path.display(), scenario.title, text::exact(count as u64))?;
        out.flush()?;
        let verdicts = match judge(scenario, input::threads()) {
            Ok(verdicts) => verdicts,
            Err(error) => return Ok(Err(loaded.failure(&error).to_string())),
        };
        let mut failures = Vec::new();
        for (expectation, verdict) in scenario.expect.iter().zip(verdicts) {
            let name = expectations::name(scenario, expectation);
            writeln!(out, "test {name} ... {}", if verdict.met { "ok" } else { "FAILED" })?;
            let expected = expectations::expected(scenario, expectation);
            let computed = expectations::came_to(scenario, &expectation.that, verdict.came_to);
            let short = format!("expected {expected}; computed {computed}");
            let detail = format!("expected: {expected}\ncomputed: {computed}");
            let failure = (!verdict.met).then_some((NonSuccessKind::Failure, short.as_str(), detail.as_str()));
            let class = junit::class(path, Some(expectations::plan(scenario, expectation)));
            suite.add_test_case(junit::case(&name, class, failure));
            if !verdict.met {
                failures.push((name, format!("computed: {computed}")));
            }
        }
        if !failures.is_empty() {
            writeln!(out, "\nfailures:\n")?;
            for (name, computed) in &failures {
                writeln!(out, "---- {name} ----\n{computed}\n")?;
            }
        } else {
            writeln!(out)?;
        }
        let (failed, passed) = (failures.len(), count - failures.len());
        let result = if failed == 0 { "ok" } else { "FAILED" };
        writeln!(out, "test result: {result}. {passed} passed; {failed} failed\n")?;
        self.passed += passed;
        self.failed += failed;
        Ok(Ok(()))
    }
}
