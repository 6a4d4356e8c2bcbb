//! `firedrill generate`: prints a generated scenario file of any size.

use std::io::Write;

use super::Failure;
use crate::file;
use crate::study::{self, Size};

/// The size of the scenario.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of sites
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = number())]
    sites: u64,
    /// Number of services
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = number())]
    services: u64,
    /// Number of dependencies between services
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u64).range(0..=LARGEST))]
    needs: u64,
    /// The seed of the random numbers; another seed makes another scenario
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

const LARGEST: u64 = 10_000_000;

fn number() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=LARGEST)
}

pub(super) fn generate(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let [sites, services, needs] = [args.sites, args.services, args.needs].map(|n| n as usize);
    let world = study::generate(Size { sites, services, dependencies: needs }, args.seed);
    out.write_all(file::to_ron(&world).as_bytes())?;
    Ok(())
}
