//! `firedrill run`: makes one run and prints it as a transcript for people or as JSON for programs.

use std::io::Write;

use super::input::Chosen;
use super::{Failure, json, transcript};

/// What to run and how to print it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// Print one JSON object instead of a transcript
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let (run, plan) = args.chosen.run()?;
    let name = plan.as_deref();
    if args.json { json::write(&run, name, out) } else { transcript::write(&run, name, out) }
}
