//! `firedrill check`: prints every problem and every warning of every file.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::broken_pipe_tolerant::BrokenPipeTolerant;
use super::output::write_line;
use super::{Failure, PROBLEMS, input, json};
use crate::app::{FontsUsed, letter_warnings};
use crate::file::{self, Problem};
use crate::units::text;

/// What to check.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files, or names of scenarios that ship with the program; - is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Treat warnings as problems, so that a file with warnings fails the check; except warnings of letters without a font, which depend
    /// on the computer
    #[arg(long)]
    strict: bool,
    /// Print a JSON array with an object for each problem and each warning of all files
    #[arg(long)]
    pub(super) json: bool,
}

/// A problem or a warning, as programs read it. Lines and columns count from 1, columns in characters; the end is after the last one.
#[derive(Debug, Serialize)]
struct Told {
    path: String,
    field: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    severity: &'static str,
    message: String,
    remedy: String,
}

impl Told {
    fn all(name: &str, severity: &'static str, problems: &[Problem], text: &str) -> Vec<Self> {
        let of = |problem: &Problem| {
            let end = problem.location.and_then(|start| file::end_of(text, start));
            Self {
                path: name.to_owned(),
                field: problem.path.to_string(),
                line: problem.location.map(|start| start.line),
                column: problem.location.map(|start| start.column),
                end_line: end.map(|end| end.line),
                end_column: end.map(|end| end.column),
                severity,
                message: problem.message.to_string(),
                remedy: problem.remedy.to_string(),
            }
        };
        problems.iter().map(of).collect()
    }
}

pub(super) fn check(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    input::standard_input_once(&args.files)?;
    let out = &mut BrokenPipeTolerant::new(out);
    // The codes are in the order of what they mean for the whole check, so the largest one is the result.
    let mut code = 0;
    let mut told = Vec::new();
    for file in &args.files {
        let name = input::name(file);
        let loaded = input::load_with(file, |text| letter_warnings(text, FontsUsed::OfComputer));
        match loaded.and_then(input::Loaded::foreseen) {
            Ok(loaded) if args.json => {
                let (warnings, text) = loaded.all_warnings();
                told.extend(Told::all(&name, "warning", &warnings, text));
                if args.strict && !loaded.warnings.is_empty() {
                    code = code.max(PROBLEMS);
                }
            }
            Err(refused) if args.json => {
                code = code.max(refused.code());
                told.extend(Told::all(&name, "problem", &refused.report.problems, &refused.text));
                told.extend(Told::all(&name, "warning", &refused.report.warnings, &refused.text));
            }
            Ok(loaded) if loaded.warnings.is_empty() && loaded.others.is_empty() => write_line!(out, "{name}: ok")?,
            Ok(loaded) => {
                out.write_all(loaded.warnings().as_bytes())?;
                if args.strict && !loaded.warnings.is_empty() {
                    code = code.max(PROBLEMS);
                } else {
                    let count: usize = loaded.warnings.iter().chain(&loaded.others).map(Problem::count).sum();
                    write_line!(out, "{name}: ok, with {}", text::counted(count as u64, "warning", "warnings"))?;
                }
            }
            Err(refused) => {
                code = code.max(refused.code());
                out.write_all(refused.problems.as_bytes())?;
            }
        }
    }
    if args.json {
        json::write_value(&told, out)?;
    }
    Ok(ExitCode::from(code))
}
