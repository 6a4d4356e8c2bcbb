//! The command line. Without a command, the program opens the window; the commands do similar work without a window. This module does not
//! contain any logic of the simulation.

mod broken_pipe_tolerant;
mod check;
mod compare;
mod ensemble;
mod expectations;
mod export;
mod fit;
mod format;
mod generate;
mod import;
mod input;
mod json;
mod output;
mod render;
mod restoration;
mod run;
mod schema;
mod shards;
mod table;
mod test;
mod transcript;
mod version;
mod when;
mod why;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use self::output::{Form, Output};
use crate::app;
use crate::units::{is_control, lines, one_line};

const EXAMPLES: &str = "\
Examples:
  firedrill                                        the window, with the scenario that ships with the program
  firedrill world.ron                              the window, with your own scenario
  firedrill run kakao-2022                         what happens and why, as text
  firedrill run world.ron --plan Fire --json       the same as one JSON object
  firedrill check world.ron other.ron              every problem, with line and column
  firedrill check --json world.ron                 the same as JSON, for editors and other programs
  firedrill fit kakao-2022                         observed values, computed values and the error
  firedrill compare world.ron --plan A --plan B    when and why two plans diverge, and the impact of each
  firedrill restoration kakao-2022 world.ron       how fast services of two incidents came back
  firedrill render kakao-2022 --at 16:52 -o a.png  a picture of the dashboard at a time of the run
  firedrill export kakao-2022 services -o a.csv    the services of the run as CSV, or the world as a graph
  firedrill import systems.csv -o world.ron        a scenario of the systems in a spreadsheet
  firedrill why world.ron talk                     why a service is out, and a run without each cause
  firedrill ensemble kakao-2022 --runs 1000        Monte Carlo: many runs, one seed each
  firedrill test world.ron                         whether plans meet their expectations
  firedrill generate --services 1000 > big.ron     a generated scenario of any size
  firedrill format                                 the fields of a scenario file
  firedrill format world.ron                       the file in canonical form, with its comments

FILE is a scenario file, or the name of a scenario that ships with the program. Commands read the standard input if FILE is -.
Exit code: 0 if all is well, 1 if a file has problems, an expectation is not met or what was asked for is not in the scenario,
2 for a usage error, 3 if something cannot be read or written.";

/// Ignite a hosting site, play back the outages that follow, and see the cause of each one.
#[derive(Debug, Parser)]
#[command(version, long_version = version::long(), after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
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
    #[command(after_help = "\
Examples:
  firedrill check world.ron other.ron
  make-a-world | firedrill check --strict -
  firedrill check --json world.ron
Exit code: 0 if the files have no problems, 1 if they have problems (with --strict: or warnings), 2 for a usage error, 3 if a file cannot be read.")]
    Check(check::Args),
    /// Compare a run with what really happened: print observed values, computed values and the error
    #[command(after_help = "\
Examples:
  firedrill fit kakao-2022
  firedrill fit --all                 every incident that ships with the program
  firedrill fit --all --markdown      the same with every figure, as a page")]
    Fit(fit::Args),
    /// Print a generated scenario of any size, for measurements
    #[command(after_help = "\
Examples:
  firedrill generate > world.ron
  firedrill generate --sites 1000 --services 100000 --needs 300000 --seed 7 > large.ron")]
    Generate(generate::Args),
    /// Write scenario files in canonical form, with their comments; without a file, print the documentation of scenario files
    #[command(after_help = "\
Examples:
  firedrill format                    the documentation of scenario files, field by field
  firedrill format world.ron other.ron
  firedrill format --check saves/*.ron
  firedrill format kakao-2022 -o mine.ron
The canonical form has a line for each row, the fields in the order of the documentation, and none that has its default value. Comments stay
beside what they are about; a row with a comment that ends its line has a line for each field.
Exit code: 0 if all is well, 1 if a file has problems (with --check: or would change), 2 for a usage error, 3 if a file cannot be read or written.")]
    Format(format::Args),
    /// Print the fields of scenario files as a JSON Schema, for editors and other programs
    #[command(after_help = "Example: firedrill schema > firedrill.schema.json")]
    Schema,
    /// Compare two plans, two seeds or two files: when and why they diverge, and the impact of each
    #[command(after_help = compare::RULES)]
    Compare(compare::Args),
    /// Draw incidents of different scenarios beside one another: the share of services that is back, by the time since the first strike
    #[command(after_help = "\
Examples:
  firedrill restoration kakao-2022 mine.ron
  firedrill restoration kakao-2022 mine.ron --weight users --markdown
  firedrill restoration kakao-2022 --plan 'As it happened' --plan 'The site switch at two sites' -o curves.png --log
The share at a time is that of the services which were not Up at any time since the first strike and are Up then, each counted once.")]
    Restoration(restoration::Args),
    /// Draw the dashboard at a time of the run, as a PNG or SVG picture; works without a display
    #[command(after_help = "\
Examples:
  firedrill render kakao-2022 --at 16:52 -o blackout.png
  firedrill render kakao-2022 --plan 'The site switch at two sites' --at +1h --panel map --scale 2 -o slide.png
  firedrill render world.ron --at '2024-03-05 12:00' --size 1024x640 --day -o world.png
  firedrill render kakao-2022 --at +1h --panel dependencies --select login -o login.svg
A PNG picture carries its scenario, plan and time: it can be opened like a scenario file.")]
    Render(render::Args),
    /// Write a run as tables for spreadsheets, or its world as a graph for Graphviz or Mermaid
    #[command(after_help = "\
Examples:
  firedrill export kakao-2022 services > services.csv
  firedrill export world.ron events --plan Fire -o events.csv
  firedrill export world.ron dot | dot -Tsvg > world.svg
Pictures are drawn by `firedrill render`. Spreadsheets show names that look like formulas as text.")]
    Export(export::Args),
    /// Make a scenario of tables (CSV) and service catalogues (Backstage)
    #[command(after_help = "\
Examples:
  firedrill import systems.csv                          what the columns mean, what is found and what is assumed
  firedrill import systems.csv -o world.ron --zone Asia/Seoul
  firedrill import sites.csv services.csv dependencies.csv -o world.ron
  firedrill import plan.csv --column 'Max downtime=rto:hours' --save-mapping plan.json -o world.ron
  firedrill import plan-2.csv --mapping plan.json -o world.ron
  firedrill import catalog-info.yaml -o world.ron
Columns may have any headings; what a heading means is guessed. The fields are service, service-id, owner, kind, users, rto, rpo, tier,
lifecycle, about, site, servers, load, restart, standby-site, standby-servers, depends-on, weight, grace, and of sites site-id, city, latitude,
longitude, coordinates, operator, campus. What no source says is assumed, and each assumption is a note of the scenario.
Exit code: 0 if all is well, 1 if something cannot be imported, 2 for a usage error, 3 if a file cannot be read or written.")]
    Import(import::Args),
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
Exit code: 0 if all expectations are met, 1 if not or if a file has problems, 2 for a usage error, 3 if a file cannot be read or the report cannot be written.")]
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
    /// Keep the text of the standard input on the clipboard; the window starts this when it is closed
    #[command(name = app::KEEP, hide = true)]
    KeepClipboard,
}

/// The exit code of a failure for which there is no other code: a file has problems, an expectation is not met, or what was asked for is not in
/// the scenario.
const PROBLEMS: u8 = 1;
/// The exit code if the command line itself is wrong, whatever is in the files. `clap` uses the same.
const USAGE: u8 = 2;
/// The exit code if something could not be read or written.
const UNREADABLE: u8 = 3;

/// The reason why a command ended early.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// A message to print after the program's name.
    #[error("{0}")]
    Said(String),
    /// What is wrong with the command line, whatever is in the files.
    #[error("{0}")]
    Usage(String),
    /// What could not be read or written.
    #[error("{0}")]
    Unreadable(String),
    /// All problems of a file, ready to be printed, and the exit code.
    #[error("{0}")]
    Report(String, u8),
    /// The window cannot be opened. The text describes what is missing, in whole sentences.
    #[error("{0}")]
    Window(String),
    /// The reader of the output has closed the pipe. This is not an error.
    #[error("the output was closed")]
    Unread,
}

impl Failure {
    /// The exit code, and the text for the error output.
    fn told(&self) -> (u8, String) {
        match self {
            Self::Report(report, code) => (*code, lines(report).into_owned()),
            Self::Window(text) => (PROBLEMS, format!("{}\n", one_line(text))),
            Self::Said(text) => (PROBLEMS, format!("firedrill: {}\n", one_line(text))),
            Self::Usage(text) => (USAGE, format!("firedrill: {}\n", one_line(text))),
            Self::Unreadable(text) => (UNREADABLE, format!("firedrill: {}\n", one_line(text))),
            Self::Unread => (0, String::new()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Unread
        } else {
            Self::Unreadable(format!("cannot write the output: {error}"))
        }
    }
}

impl Command {
    /// The form of what the command prints.
    fn form(&self) -> Form {
        match self {
            Self::Run(run::Args { json, .. })
            | Self::Why(why::Args { json, .. })
            | Self::Ensemble(ensemble::Args { json, .. })
            | Self::Merge(ensemble::MergeArgs { json, .. }) => {
                if *json {
                    Form::Json
                } else {
                    Form::Text
                }
            }
            Self::Compare(args) => args.form(),
            Self::Generate(_) | Self::Export(_) => Form::File,
            Self::Import(args) if args.prints_file() => Form::File,
            Self::Fit(args) => args.form(),
            Self::Restoration(args) => args.form(),
            Self::Schema | Self::Check(check::Args { json: true, .. }) => Form::Json,
            Self::Format(args) => {
                if args.prints_file() {
                    Form::File
                } else {
                    Form::Text
                }
            }
            Self::Check(_) | Self::Render(_) | Self::Test(_) | Self::Import(_) | Self::KeepClipboard => Form::Text,
        }
    }

    fn carry_out(&self, out: &mut impl Write) -> Result<ExitCode, Failure> {
        match self {
            Self::Check(args) => return check::check(args, out),
            Self::Test(args) => return test::test(args, out),
            Self::Format(args) => return format::format(args, out),
            Self::Import(args) => return import::import(args, out),
            Self::Run(args) => run::run(args, out)?,
            Self::Fit(args) => fit::fit(args, out)?,
            Self::Compare(args) => compare::run(args, out)?,
            Self::Render(args) => render::render(args, out)?,
            Self::Export(args) => export::export(args, out)?,
            Self::Restoration(args) => restoration::restoration(args, out)?,
            Self::Why(args) => why::why(args, out)?,
            Self::Ensemble(args) => ensemble::ensemble(args, out)?,
            Self::Merge(args) => ensemble::merge(args, out)?,
            Self::Generate(args) => generate::generate(args, out)?,
            Self::Schema => schema::schema(out)?,
            Self::KeepClipboard => {
                let text = io::read_to_string(io::stdin().lock());
                app::keep(&text.map_err(|error| Failure::Unreadable(format!("the standard input: {error}")))?);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The definition of the command line, from which the man pages and the completions of shells are made (`assets/packaging`).
#[must_use]
pub fn definition() -> clap::Command {
    Args::command()
}

/// Reads the command line, runs its command, and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return explain_usage(&error),
    };
    match args.command {
        Some(command) => print(command.form().for_standard_output(), |out| command.carry_out(out)),
        None => print(Form::Text, |_| open_window(args.file)),
    }
}

fn open_window(file: Option<PathBuf>) -> Result<ExitCode, Failure> {
    if file.as_deref().is_some_and(input::is_standard_input) {
        let help = "the window opens files; `firedrill run -` and the other commands read the standard input";
        return Err(Failure::Usage(help.to_owned()));
    }
    let has_terminal = io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
    app::open(file, has_terminal).map(|()| ExitCode::SUCCESS).map_err(Failure::Window)
}

/// Prints what `clap` says about the command line: help that was asked for, or what is wrong. What is wrong may quote arguments.
fn explain_usage(error: &clap::Error) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        let is_plain = std::env::args_os().all(|arg| !arg.to_string_lossy().contains(is_control));
        if is_plain {
            error.exit();
        }
        // Without the colours of `clap`, which are written in the same way as what may be in an argument.
        tell(&text.to_string());
        return ExitCode::from(USAGE);
    }
    let text = if io::stdout().is_terminal() { text.ansi().to_string() } else { text.to_string() };
    print(Form::File, |out| Ok(out.write_all(text.as_bytes()).map(|()| ExitCode::SUCCESS)?))
}

/// Lets `write` write to the standard output in this form. Prints its failure, if it fails, and returns the exit code.
fn print<F>(form: Form, write: F) -> ExitCode
where
    F: FnOnce(&mut Output<io::BufWriter<io::StdoutLock<'static>>>) -> Result<ExitCode, Failure>,
{
    let mut out = Output::new(io::BufWriter::new(io::stdout().lock()), form);
    let done = write(&mut out);
    let written = out.flush().map_err(Failure::from);
    let (code, failure) = match (done, written) {
        (Ok(code), Ok(())) => return code,
        // The exit code of `check` and `test` is their result, so it stays the same when the reader of the output closes the pipe.
        (Ok(code), Err(Failure::Unread)) => (Some(code), Failure::Unread),
        (Ok(_), Err(failure)) | (Err(failure), _) => (None, failure),
    };
    // Nobody reads the output that is still in the buffer. Dropping the writer would try to write it again, so the buffer is taken out
    // first.
    drop(out.into_inner().into_parts());
    let (own, text) = failure.told();
    tell(&text);
    code.unwrap_or(ExitCode::from(own))
}

/// Prints a text to the error output. If that fails, there is nothing left to do.
fn tell(text: &str) {
    let _ = io::stderr().write_all(lines(text).as_bytes());
}
