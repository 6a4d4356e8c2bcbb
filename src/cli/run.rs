//! `firedrill run`: one run as a transcript for people or as JSON for programs.

use std::io::Write;
use std::path::PathBuf;

use super::{Failure, input, json, transcript};
use crate::model::Plan;
use crate::study::Run;

/// What to run and how to print it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario: a file, or the name of one that ships with the program
    file: PathBuf,
    /// The plan to run [default: the first that acts, else none]
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// The luck of the run; 0 is the scenario as written
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Print one JSON object instead of a transcript
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let scenario = input::load(&args.file)?;
    let plan = input::plan(&scenario, args.plan.as_deref())?;
    let nothing = Plan::default();
    let run = Run::new(&scenario, plan.unwrap_or(&nothing), args.seed).map_err(|e| Failure::Said(e.to_string()))?;
    let name = plan.map(|plan| plan.name.as_str());
    if args.json { json::write(&run, name, out) } else { transcript::write(&run, name, out) }
}
