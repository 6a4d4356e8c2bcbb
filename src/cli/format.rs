//! `firedrill format`: writes scenario files in canonical form, with their comments. Without a file, prints the page about scenario files.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::input::Named;
use super::output::{self, write_line};
use super::{Failure, PROBLEMS, input};
use crate::file::{self, Links, OnDisk, Shipped};

/// The page about scenario files, from the folder of the scenarios that ship with the program.
const PAGE: &str = include_str!("../../saves/README.md");

/// What to format.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Scenario files; - is the standard input. Without a file, the documentation of scenario files is printed
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing; name the files that are not in canonical form, and exit with 1 if there are any
    #[arg(long, requires = "files", conflicts_with = "output")]
    check: bool,
    /// Write the result to this file and leave the scenario file as it is; - is the standard output
    #[arg(short, long, value_name = "PATH", requires = "files")]
    output: Option<PathBuf>,
}

impl Args {
    /// Whether a scenario file or the page is printed.
    pub(super) fn prints_file(&self) -> bool {
        self.files.is_empty() || self.output().is_some_and(input::is_standard_input)
    }

    /// Where the result goes, if not into the file that it comes from.
    fn output(&self) -> Option<&Path> {
        let is_input = matches!(&self.files[..], [file] if input::is_standard_input(file)) && !self.check;
        self.output.as_deref().or_else(|| is_input.then_some(Path::new("-")))
    }
}

pub(super) fn format(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    if args.files.is_empty() {
        return page(out).map(|()| ExitCode::SUCCESS);
    }
    input::standard_input_once(&args.files)?;
    if args.files.len() > 1 && args.output.is_some() {
        return Err(Failure::Usage("--output takes the result of one file: name one".to_owned()));
    }
    let mut code = 0;
    for file in &args.files {
        match one(args, file, out) {
            Ok(own) => code = code.max(own),
            Err(Failure::Report(report, own)) if args.files.len() > 1 => {
                code = code.max(own);
                super::tell(&report);
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(ExitCode::from(code))
}

/// Formats one file. Returns its exit code.
fn one(args: &Args, file: &Path, out: &mut impl Write) -> Result<u8, Failure> {
    let name = input::name(file);
    let Named { seen, bytes, view } = input::look(file)?;
    let authored = file::parse(&bytes)
        .map_err(|report| Failure::Report(report.render(&name, &String::from_utf8_lossy(&bytes)), PROBLEMS))?;
    let text = authored.to_canonical();
    let is_canonical = text.as_bytes() == bytes;
    if args.check {
        if !is_canonical {
            write_line!(out, "{name}: not in canonical form")?;
        }
        return Ok(if is_canonical { 0 } else { PROBLEMS });
    }
    let unwritten = |error: file::SaveError| Failure::Unreadable(error.to_string());
    match args.output() {
        Some(path) if input::is_standard_input(path) => out.write_all(text.as_bytes())?,
        Some(path) => {
            file::save_bytes(text.as_bytes(), path, Links::Keep).map_err(unwritten)?;
            write_line!(out, "{name}: written to {}", path.display())?;
        }
        None if is_canonical => write_line!(out, "{name}: unchanged")?,
        None if seen == OnDisk::Nothing => {
            let help = match (Shipped::meant_by(file), view) {
                (Some(_), _) => "ships with the program",
                (None, Some(_)) => "is a picture",
                (None, None) => "is no file",
            };
            return Err(Failure::Usage(format!("{name} {help}: say with -o where to write the result")));
        }
        None => {
            if !file::save_over(text.as_bytes(), file, seen, Links::Keep).map_err(unwritten)? {
                return Err(Failure::Unreadable(format!("{name}: another program has changed it; try again")));
            }
            write_line!(out, "{name}: formatted")?;
        }
    }
    Ok(0)
}

/// Prints the page about scenario files. Unlike a run, of which the beginning may be enough, a page that was cut off looks whole, so it is
/// said if nobody reads it to its end.
fn page(out: &mut impl Write) -> Result<(), Failure> {
    if output::is_closed() {
        return Err(Failure::Unreadable("cannot write the output: it is closed".to_owned()));
    }
    let written = out.write_all(PAGE.as_bytes()).and_then(|()| out.flush()).map_err(Failure::from);
    written.map_err(|failure| {
        if matches!(failure, Failure::Unread) {
            Failure::Unreadable("the output was closed before the whole page was written".to_owned())
        } else {
            failure
        }
    })
}
