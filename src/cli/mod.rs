//! The command line: the window, or the same without one. Holds no logic of its own.

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
  firedrill                                        the window, on the scenario that ships with it
  firedrill world.ron                              the window, on your own scenario
  firedrill run kakao-2022                         what happens and why, as text
  firedrill run world.ron --plan Fire --json       the same as one JSON object
  firedrill check world.ron other.ron              every problem, with line and column
  firedrill fit kakao-2022                         observed, computed, error
  firedrill compare world.ron --plan A --plan B    what parts two plans, and what each cost
  firedrill render kakao-2022 --at 16:52 -o a.png  the dashboard at a moment, as a picture
  firedrill why world.ron talk                     why it is out, each cause tried by a run without it
  firedrill ensemble kakao-2022 --runs 1000        how the scenario's own uncertainty spreads
  firedrill test world.ron                         whether plans come to what is expected of them
  firedrill generate --services 1000 > big.ron     a world to measure with
  firedrill format                                 what a scenario file may say

FILE is a scenario file, or the name of a scenario that ships with the program.";

/// Ignite a hosting site, play back the outages that follow, and ask of each one why.
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
    /// Run a plan and print what happens, and because of what
    #[command(after_help = "\
Examples:
  firedrill run kakao-2022
  firedrill run world.ron --plan 'Two sites' --seed 7
  firedrill run world.ron --json > run.json")]
    Run(run::Args),
    /// Say every problem of scenario files, with line and column
    #[command(after_help = "Exit code: 0 if the files are clean, 1 if there are problems, 2 for a usage error.")]
    Check(check::Args),
    /// Lay a run beside what really happened: observed, computed, error
    #[command(after_help = "Example: firedrill fit kakao-2022")]
    Fit(fit::Args),
    /// Print a generated world, to measure with
    #[command(after_help = "\
Examples:
  firedrill generate > world.ron
  firedrill generate --sites 1000 --services 100000 --needs 300000 --seed 7 > large.ron")]
    Generate(generate::Args),
    /// Print what a scenario file may say, field by field
    Format,
    /// Lay two plans, two seeds or two files side by side: what parts them, why, and what each cost
    #[command(after_help = compare::RULES)]
    Compare(compare::Args),
    /// Draw the dashboard at a moment, as a PNG picture; needs no display
    #[command(after_help = "\
Examples:
  firedrill render kakao-2022 --at 16:52 -o blackout.png
  firedrill render kakao-2022 --plan 'The site switch at two sites' --at +1h --panel map --scale 2 -o slide.png
  firedrill render world.ron --at '2024-03-05 12:00' --size 1024x640 --day -o world.png")]
    Render(render::Args),
    /// Say why a service is out: the chain of causes, each tried by a run without it, and what the outage cost
    #[command(after_help = "\
Examples:
  firedrill why kakao-2022 kakaotalk
  firedrill why world.ron Login --at '2022-10-15 16:52'
  firedrill why world.ron login --plan Fire --at +2h --json")]
    Why(why::Args),
    /// Hold plans to what scenario files expect of them
    #[command(after_help = "\
Examples:
  firedrill test kakao-2022
  firedrill test saves/*.ron --junit report.xml
Exit code: 0 if all is as expected, 1 if not, 2 for a usage error.")]
    Test(test::Args),
    /// Make many runs, each with its own luck: how the scenario's own uncertainty spreads
    #[command(after_help = "\
Examples:
  firedrill ensemble kakao-2022 --runs 10000
  firedrill ensemble world.ron --runs 1000000 --shard 3/8 --csv shards/3
Run k of an ensemble, counted from 0, is `firedrill run` with seed S + k.")]
    Ensemble(ensemble::Args),
    /// Join the shards of an ensemble: exactly what one machine would have made
    #[command(after_help = "Example: firedrill merge shards/* --csv whole")]
    Merge(ensemble::MergeArgs),
}

/// The page about the format, as it stands beside the files that ship.
const FORMAT: &str = include_str!("../../saves/README.md");

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Something to tell.
    #[error("{0}")]
    Said(String),
    /// All that is wrong with a file, ready to be printed.
    #[error("{0}")]
    Report(String),
    /// There is no window: what is missing, in whole sentences.
    #[error("{0}")]
    Window(String),
    /// Nobody reads on: no reason to complain.
    #[error("nobody reads on")]
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

/// Does what the command line says.
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
        // A verdict stays what it is.
        (Ok(code), Err(Failure::Unread)) => (code, Failure::Unread),
        (Err(Failure::Unread), _) => (ExitCode::SUCCESS, Failure::Unread),
        (Ok(_), Err(failure)) | (Err(failure), _) => (ExitCode::FAILURE, failure),
    };
    // Nothing can be done if even the error cannot be told.
    let _ = match failure {
        Failure::Report(report) => write!(io::stderr(), "{report}"),
        Failure::Window(text) => writeln!(io::stderr(), "{text}"),
        Failure::Said(text) => writeln!(io::stderr(), "firedrill: {text}"),
        Failure::Unread => {
            // What is still buffered has no reader; dropping the writer would try once more.
            drop(out.into_parts());
            Ok(())
        }
    };
    code
}
