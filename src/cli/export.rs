//! `firedrill export`: writes a run as tables for spreadsheets, or its world as a graph.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::input::Chosen;
use super::output::write_line;
use super::{Failure, input};
use crate::file::{self, Links};
use crate::study::export::Content;
use crate::text::Texts;

/// What to write.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// What to write
    #[arg(value_enum, value_name = "WHAT")]
    what: Content,
    /// The file to write; - is the standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

impl Args {
    fn output(&self) -> Option<&Path> {
        (!input::is_standard_input(&self.output)).then_some(&*self.output)
    }
}

pub(super) fn export(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let (run, _) = args.chosen.run()?;
    let text = args.what.write(&run, run.world.as_written(), &Texts::english());
    match args.output() {
        None => Ok(out.write_all(text.as_bytes())?),
        Some(path) => {
            file::save_bytes(text.as_bytes(), path, Links::Keep)
                .map_err(|error| Failure::Unreadable(error.to_string()))?;
            Ok(write_line!(out, "{}: written", path.display())?)
        }
    }
}
