//! `firedrill check`: prints every problem of every file.

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
}

pub(super) fn check(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let out = &mut BrokenPipeTolerant::new(out);
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        match input::problems(file) {
            Ok(_) => writeln!(out, "{}: ok", file.display())?,
            Err(problems) => {
                code = ExitCode::from(1);
                writeln!(out, "{}", problems.trim_end())?;
            }
        }
    }
    Ok(code)
}
