//! `firedrill ensemble` and `firedrill merge`: make many runs of one plan, on all cores or on many machines, and print how their
//! results vary.

mod report;

use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use super::json::write_value;
use super::output::write_line;
use super::shards::{Folder, read};
use super::{Failure, PROBLEMS, UNREADABLE, input};
use crate::file::to_ron;
use crate::model::Plan;
use crate::study::ensemble::{About, Draw, Ensemble, Filed, MOST_RUNS, Shard, join};
use crate::units::one_line;

/// Which runs to make.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario: a file, the name of one that ships with the program, or - for the standard input
    file: PathBuf,
    /// The plan to run [default: the first plan with an action, else none]
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// How many runs to make, in all shards together
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_RUNS)))]
    runs: u32,
    /// The seed of the first run; each run after it has the next seed
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Make only this part of the runs, such as 3/8
    #[arg(long, value_name = "I/N", default_value = "1/1")]
    shard: Shard,
    /// Write the runs, the counts over time and the bands into this folder, which must be new or empty
    #[arg(long, value_name = "DIR")]
    csv: Option<PathBuf>,
    /// Begin each CSV file with a byte order mark, without which Excel reads Hangul and other letters wrongly
    #[arg(long, requires = "csv")]
    bom: bool,
    /// How many threads to use, at most 1024 [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(super) json: bool,
}

/// What to join.
#[derive(Debug, clap::Args)]
pub(super) struct MergeArgs {
    /// All shards of one ensemble: folders that `firedrill ensemble --shard I/N --csv` wrote
    #[arg(required = true, value_name = "SHARD")]
    shards: Vec<PathBuf>,
    /// Write the joined ensemble into this folder, which must be new or empty
    #[arg(long, value_name = "DIR")]
    csv: Option<PathBuf>,
    /// Begin each CSV file with a byte order mark, without which Excel reads Hangul and other letters wrongly
    #[arg(long, requires = "csv")]
    bom: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn ensemble(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let loaded = input::load(&args.file)?;
    let scenario = Arc::clone(&loaded.scenario);
    let plan = input::plan(&scenario, args.plan.as_deref())?;
    let draw = Draw::new(args.seed, args.runs, args.shard).map_err(|error| Failure::Usage(error.to_string()))?;
    let folder = args.csv.as_deref().map(|path| Folder::new(path, args.bom)).transpose()?;
    let threads = args.threads.and_then(|threads| NonZero::new(threads as usize)).unwrap_or_else(input::threads);
    let bar = progress(draw.len() as u64);
    let nothing = Plan::default();
    let made = Ensemble::new(&scenario, plan.unwrap_or(&nothing), draw, threads, |_| goes_on(&bar));
    bar.finish_and_clear();
    let ensemble = made.map_err(|error| loaded.failure(&error))?.expect("nobody stopped it");
    let about = About::new(scenario.title.clone(), &to_ron(&scenario), plan.map(|plan| plan.name.clone()));
    finish(&Filed { about, ensemble }, folder, args.json, out)?;
    if !args.json && !scenario.is_uncertain() {
        write_line!(out)?;
        write_line!(
            out,
            "Nothing in this scenario is uncertain: all runs are the same. To change that, add `uncertainty` to the file."
        )?;
    }
    Ok(())
}

pub(super) fn merge(args: &MergeArgs, out: &mut impl Write) -> Result<(), Failure> {
    let folder = args.csv.as_deref().map(|path| Folder::new(path, args.bom)).transpose()?;
    let mut shards = Vec::new();
    let (mut wrong, mut code) = (Vec::new(), PROBLEMS);
    for path in &args.shards {
        match read(path) {
            Ok(filed) => shards.push((path.display().to_string(), filed)),
            Err(error) => {
                code = code.max(if error.is_unreadable() { UNREADABLE } else { PROBLEMS });
                wrong.push(format!("{}: {error}", path.display()));
            }
        }
    }
    // Which shards are missing, doubled or of another ensemble is said of those that could be read.
    if !shards.is_empty() {
        match join(shards) {
            Ok(filed) if wrong.is_empty() => return finish(&filed, folder, args.json, out),
            Ok(_) => {}
            Err(errors) => wrong.extend(errors.iter().map(ToString::to_string)),
        }
    }
    Err(Failure::Report(wrong.iter().map(|line| format!("firedrill: {}\n", one_line(line))).collect(), code))
}

/// Writes an ensemble into its folder, if one was given, and prints how the results of its runs vary.
fn finish(filed: &Filed, folder: Option<Folder>, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(folder) = folder {
        folder.keep(filed)?;
    }
    if json { write_value(&report::json(filed), out) } else { report::tables(filed, out) }
}

/// Creates a progress bar for this number of runs. It prints nothing if there is no terminal.
fn progress(runs: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} runs, {eta} left");
    ProgressBar::new(runs).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Adds one finished run to the progress bar. Threads may call this in any order. Always returns `true`, which means that the ensemble goes
/// on with its other runs.
fn goes_on(bar: &ProgressBar) -> bool {
    bar.inc(1);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_counts_runs_and_never_goes_back() {
        let bar = ProgressBar::hidden();
        let one_thread = || {
            let mut last = 0;
            for _ in 0..500 {
                assert!(goes_on(&bar) && bar.position() > last);
                last = bar.position();
            }
        };
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(one_thread))));
        assert_eq!(bar.position(), 2_000);
    }
}
