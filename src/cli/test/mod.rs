//! `firedrill test`: checks plans against the expectations in their files, one line for each expectation.

mod junit;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use quick_junit::{NonSuccessKind, Report, TestSuite};

use super::broken_pipe_tolerant::BrokenPipeTolerant;
use super::input::Loaded;
use super::output::write_line;
use super::{Failure, PROBLEMS, expectations, input};
use crate::file;
use crate::study::{Outcome, judge};
use crate::units::{one_line, text};

/// What to test.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files, or names of scenarios that ship with the program; - is the standard input
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
    input::standard_input_once(&args.files)?;
    if let Some(path) = &args.junit {
        junit::may_be_written(path, &args.files)?;
    }
    // The exit code must be correct even if the reader closes the pipe early.
    let out = &mut BrokenPipeTolerant::new(out);
    let mut tested = Tested { passed: 0, failed: 0, report: Report::new("firedrill") };
    let mut code = 0;
    for path in &args.files {
        let mut suite = TestSuite::new(one_line(&input::name(path)));
        let tried = match input::load(path) {
            Ok(loaded) => tested.file(path, &loaded, &mut suite, out)?,
            Err(refused) => Err(refused.into()),
        };
        match tried {
            Ok(()) => {}
            Err(Failure::Report(problems, own_code)) => {
                out.write_all(problems.as_bytes())?;
                write_line!(out)?;
                tested.failed += 1;
                code = code.max(own_code);
                let short = problems.lines().next().unwrap_or_default();
                let failure = Some((NonSuccessKind::Error, short, problems.as_str()));
                let what = if own_code == PROBLEMS { "the file is a scenario" } else { "the file can be read" };
                suite.add_test_case(junit::case(what, &junit::class(path, None), failure));
            }
            Err(failure) => return Err(failure),
        }
        tested.report.add_test_suite(suite);
    }
    if args.files.len() > 1 {
        write_line!(out, "In {} files: {} passed; {} failed", args.files.len(), tested.passed, tested.failed)?;
    }
    if let Some(path) = &args.junit {
        let xml = tested.report.to_string().map_err(|error| Failure::Unreadable(format!("the report: {error}")))?;
        file::save_text(&xml, path).map_err(|error| Failure::Unreadable(error.to_string()))?;
    }
    Ok(ExitCode::from(if tested.failed == 0 { code } else { code.max(PROBLEMS) }))
}

impl Tested {
    /// Tests the expectations of one file. The inner error is the reason why they could not be tested.
    fn file(
        &mut self,
        path: &Path,
        loaded: &Loaded,
        suite: &mut TestSuite,
        out: &mut impl Write,
    ) -> Result<Result<(), Failure>, Failure> {
        let scenario = &loaded.scenario;
        let count = scenario.expect.len();
        write_line!(out, "{}: {}", input::name(path), scenario.title)?;
        write_line!(out, "running {}", text::counted(count as u64, "expectation", "expectations"))?;
        out.flush()?;
        let verdicts = match judge(scenario, input::threads()) {
            Ok(verdicts) => verdicts,
            Err(error) => return Ok(Err(loaded.failure(&error))),
        };
        let mut failures = Vec::new();
        for (expectation, verdict) in scenario.expect.iter().zip(verdicts) {
            let name = expectations::name(scenario, expectation);
            let result = match verdict.outcome {
                Outcome::Met => "ok",
                Outcome::NotMet => "FAILED",
                Outcome::Undecided => "FAILED: not decided within the run",
            };
            write_line!(out, "test {name} ... {result}")?;
            let expected = expectations::expected(scenario, expectation);
            let computed = expectations::came_to(scenario, &expectation.that, &verdict);
            let short = format!("expected {expected}; computed {computed}");
            let detail = format!("expected: {expected}\ncomputed: {computed}");
            let failure = (!verdict.is_met()).then_some((NonSuccessKind::Failure, short.as_str(), detail.as_str()));
            let class = junit::class(path, Some(expectations::plan(scenario, expectation)));
            suite.add_test_case(junit::case(&name, &class, failure));
            if !verdict.is_met() {
                failures.push((name, format!("computed: {computed}")));
            }
        }
        write_line!(out)?;
        if !failures.is_empty() {
            write_line!(out, "failures:")?;
            write_line!(out)?;
        }
        for (name, computed) in &failures {
            write_line!(out, "---- {name} ----")?;
            write_line!(out, "{computed}")?;
            write_line!(out)?;
        }
        let (failed, passed) = (failures.len(), count - failures.len());
        let result = if failed == 0 { "ok" } else { "FAILED" };
        write_line!(out, "test result: {result}. {passed} passed; {failed} failed")?;
        write_line!(out)?;
        self.passed += passed;
        self.failed += failed;
        Ok(Ok(()))
    }
}
