//! `firedrill check`: prints every problem and every warning of every file.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::broken_pipe_tolerant::BrokenPipeTolerant;
use super::{Failure, input};
use crate::app::{FontsUsed, letter_warnings};

/// What to check.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files, or names of scenarios that ship with the program
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Treat warnings as problems, so that a file with warnings fails the check; except warnings of letters without a font, which depend
    /// on the computer
    #[arg(long)]
    strict: bool,
}

pub(super) fn check(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let out = &mut BrokenPipeTolerant::new(out);
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        match input::check_with(file, |text| letter_warnings(text, FontsUsed::OfComputer)) {
            Ok((_, _, warnings)) if warnings.is_empty() => writeln!(out, "{}: ok", file.display())?,
            Ok((checked, of_letters, warnings)) => {
                writeln!(out, "{}", warnings.trim_end())?;
                if args.strict && !checked.warnings.is_empty() {
                    code = ExitCode::from(1);
                } else {
                    let count = checked.warnings.len() + of_letters.len();
                    let noun = if count == 1 { "warning" } else { "warnings" };
                    writeln!(out, "{}: ok, with {count} {noun}", file.display())?;
                }
            }
            Err(problems) => {
                code = ExitCode::from(1);
                writeln!(out, "{}", problems.trim_end())?;
            }
        }
    }
    Ok(code)
}
