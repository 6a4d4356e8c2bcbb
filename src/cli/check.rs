//! `firedrill check`: prints every problem and every warning of every file.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::broken_pipe_tolerant::BrokenPipeTolerant;
use super::output::write_line;
use super::{Failure, PROBLEMS, input};
use crate::app::{FontsUsed, letter_warnings};
use crate::file::Problem;
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
}

pub(super) fn check(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    input::standard_input_once(&args.files)?;
    let out = &mut BrokenPipeTolerant::new(out);
    // The codes are in the order of what they mean for the whole check, so the largest one is the result.
    let mut code = 0;
    for file in &args.files {
        let name = input::name(file);
        let loaded = input::load_with(file, |text| letter_warnings(text, FontsUsed::OfComputer));
        match loaded.and_then(input::Loaded::foreseen) {
            Ok(loaded) if loaded.warnings.is_empty() && loaded.others.is_empty() => write_line!(out, "{name}: ok")?,
            Ok(loaded) => {
                out.write_all(loaded.warnings().as_bytes())?;
                if args.strict && !loaded.warnings.is_empty() {
                    code = code.max(PROBLEMS);
                } else {
                    let count: usize = loaded.warnings.iter().chain(&loaded.others).map(Problem::count).sum();
                    let noun = if count == 1 { "warning" } else { "warnings" };
                    write_line!(out, "{name}: ok, with {} {noun}", text::exact(count as u64))?;
                }
            }
            Err(refused) => {
                code = code.max(refused.code());
                out.write_all(refused.problems.as_bytes())?;
            }
        }
    }
    Ok(ExitCode::from(code))
}
