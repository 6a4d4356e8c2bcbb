//! The command line. Without a command, the program opens the window; the commands do similar work without a window. This module does not
//! contain any logic of the simulation.

mod broken_pipe_tolerant;
mod check;
mod compare;
mod ensemble;
mod expectations;
mod fit;
mod generate;
mod input;
mod json;
mod render;
mod run;
mod shards;
mod table;
mod test;
mod transcript;
mod when;
mod why;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  firedrill                                        the window, with the scenario that ships with the program
  firedrill world.ron                              the window, with your own scenario
  firedrill run kakao-2022                         what happens and why, as text
  firedrill run world.ron --plan Fire --json       the same as one JSON object
  firedrill check world.ron other.ron              every problem, with line and column
  firedrill fit kakao-2022                         observed values, computed values and the error
  firedrill compare world.ron --plan A --plan B    when and why two plans diverge, and the impact of each
  firedrill render kakao-2022 --at 16:52 -o a.png  a picture of the dashboard at a time of the run
  firedrill why world.ron talk                     why a service is out, and a run without each cause
  firedrill ensemble kakao-2022 --runs 1000        Monte Carlo: many runs, one seed each
  firedrill test world.ron                         whether plans meet their expectations
  firedrill generate --services 1000 > big.ron     a generated scenario of any size
  firedrill format                                 the fields of a scenario file

FILE is a scenario file, or the name of a scenario that ships with the program.";

/// Ignite a hosting site, play back the outages that follow, and see the cause of each one.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// The scenario to open in the window
    file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a plan and print what happens, each event with its cause
    #[command(after_help = "\
Examples:
  firedrill run kakao-2022
  firedrill run world.ron --plan 'Two sites' --seed 7
  firedrill run world.ron --json > run.json")]
    Run(run::Args),
    /// Report every problem of scenario files, with line and column
    #[command(
        after_help = "Exit code: 0 if the files have no problems, 1 if they have problems (with --strict: or warnings), 2 for a usage error."
    )]
    Check(check::Args),
    /// Compare a run with what really happened: print observed values, computed values and the error
    #[command(after_help = "Example: firedrill fit kakao-2022")]
    Fit(fit::Args),
    /// Print a generated scenario of any size, for measurements
    #[command(after_help = "\
Examples:
  firedrill generate > world.ron
  firedrill generate --sites 1000 --services 100000 --needs 300000 --seed 7 > large.ron")]
    Generate(generate::Args),
    /// Print the documentation of scenario files, field by field
    Format,
    /// Compare two plans, two seeds or two files: when and why they diverge, and the impact of each
    #[command(after_help = compare::RULES)]
    Compare(compare::Args),
    /// Draw the dashboard at a time of the run, as a PNG picture; works without a display
    #[command(after_help = "\
Examples:
  firedrill render kakao-2022 --at 16:52 -o blackout.png
  firedrill render kakao-2022 --plan 'The site switch at two sites' --at +1h --panel map --scale 2 -o slide.png
  firedrill render world.ron --at '2024-03-05 12:00' --size 1024x640 --day -o world.png")]
    Render(render::Args),
    /// Explain why a service is out: the chain of causes, a run without each cause, and the impact of the outage
    #[command(after_help = "\
Examples:
  firedrill why kakao-2022 kakaotalk
  firedrill why world.ron Login --at '2022-10-15 16:52'
  firedrill why world.ron login --plan Fire --at +2h --json")]
    Why(why::Args),
    /// Check plans against the expectations in scenario files
    #[command(after_help = "\
Examples:
  firedrill test kakao-2022
  firedrill test saves/*.ron --junit report.xml
Exit code: 0 if all expectations are met, 1 if not, 2 for a usage error.")]
    Test(test::Args),
    /// Monte Carlo: make many runs, one seed each, and print how the results spread
    #[command(after_help = "\
Examples:
  firedrill ensemble kakao-2022 --runs 10000
  firedrill ensemble world.ron --runs 1000000 --shard 3/8 --csv shards/3
Run k of an ensemble (k counts from 0) is the same as `firedrill run --seed S+k`.")]
    Ensemble(ensemble::Args),
    /// Join the shards of an ensemble; the result is the same as if one machine had made all runs
    #[command(after_help = "Example: firedrill merge shards/* --csv whole")]
    Merge(ensemble::MergeArgs),
}

/// The page about scenario files, from the folder of the scenarios that ship with the program.
const FORMAT: &str = include_str!("../../saves/README.md");

/// The reason why a command ended early.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// A message to print after the program's name.
    #[error("{0}")]
    Said(String),
    /// All problems of a file, ready to be printed.
    #[error("{0}")]
    Report(String),
    /// The window cannot be opened. The text describes what is missing, in whole sentences.
    #[error("{0}")]
    Window(String),
    /// The reader of the output has closed the pipe. This is not an error.
    #[error("the output was closed")]
    Unread,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Unread
        } else {
            Self::Said(format!("cannot write the output: {error}"))
        }
    }
}

/// Reads the command line, runs its command, and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = match args.command {
        None => crate::app::open(args.file).map(|()| ExitCode::SUCCESS).map_err(Failure::Window),
        Some(Command::Run(args)) => run::run(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Check(args)) => check::check(&args, &mut out),
        Some(Command::Fit(args)) => fit::fit(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Compare(args)) => compare::run(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Render(args)) => render::render(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Why(args)) => why::why(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Test(args)) => test::test(&args, &mut out),
        Some(Command::Ensemble(args)) => ensemble::ensemble(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Merge(args)) => ensemble::merge(&args, &mut out).map(|()| ExitCode::SUCCESS),
        Some(Command::Format) => out.write_all(FORMAT.as_bytes()).map(|()| ExitCode::SUCCESS).map_err(Failure::from),
        Some(Command::Generate(args)) => generate::generate(&args, &mut out).map(|()| ExitCode::SUCCESS),
    };
    let written = out.flush().map_err(Failure::from);
    let (code, failure) = match (done, written) {
        (Ok(code), Ok(())) => return code,
        // The exit code of `check` and `test` is their result, so it stays the same when the reader of the output closes the pipe.
        (Ok(code), Err(Failure::Unread)) => (code, Failure::Unread),
        (Err(Failure::Unread), _) => (ExitCode::SUCCESS, Failure::Unread),
        (Ok(_), Err(failure)) | (Err(failure), _) => (ExitCode::FAILURE, failure),
    };
    // If the error message cannot be printed either, there is nothing left to do.
    let _ = match failure {
        Failure::Report(report) => write!(io::stderr(), "{report}"),
        Failure::Window(text) => writeln!(io::stderr(), "{text}"),
        Failure::Said(text) => writeln!(io::stderr(), "firedrill: {text}"),
        Failure::Unread => {
            // Nobody reads the output that is still in the buffer. Dropping the writer would try to write it again, so the buffer
            // is taken out first.
            drop(out.into_parts());
            Ok(())
        }
    };
    code
}
