//! `firedrill check`: prints every problem and every warning of every file.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::broken_pipe_tolerant::BrokenPipeTolerant;
use super::{Failure, input};

/// What to check.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files, or names of scenarios that ship with the program
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Treat warnings as problems, so that a file with warnings fails the check
    #[arg(long)]
    strict: bool,
}

pub(super) fn check(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let out = &mut BrokenPipeTolerant::new(out);
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        match input::load(file).and_then(input::Loaded::foreseen) {
            Ok(loaded) if loaded.warnings.is_empty() => writeln!(out, "{}: ok", file.display())?,
            Ok(loaded) => {
                writeln!(out, "{}", loaded.warnings().trim_end())?;
                if args.strict {
                    code = ExitCode::from(1);
                } else {
                    let count = loaded.warnings.len();
                    let noun = if count == 1 { "warning" } else { "warnings" };
                    writeln!(out, "{}: ok, with {count} {noun}", file.display())?;
                }
            }
            Err(problems) => {
                code = ExitCode::from(1);
                writeln!(out, "{}", problems.to_string().trim_end())?;
            }
        }
    }
    Ok(code)
}
