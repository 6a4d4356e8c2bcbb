//! Determines which two runs the files, plans and seeds on the command line select, and names these runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Args;
use crate::cli::{Failure, input};
use crate::model::{Plan, Scenario};
use crate::study::Run;
use crate::study::compare::Both;

/// The rules for choosing the two runs, as `--help` prints them. [`sides`] implements them.
pub(in crate::cli) const RULES: &str = "\
Which two runs are compared:
  FILE                          the first plan that is forked, and the plan it was forked from
  FILE --plan A --plan B        those two plans
  FILE --plan B                 plan B, and the plan it was forked from, else the first plan
  FILE [--plan A] --seed N      plan A with seed 0, the scenario as written, and with seed N
  FILE [--plan A] --seed N --seed M     plan A with the two seeds
  FILE1 FILE2 [--plan A]        plan A of both files
Without --plan, the first plan with an action is compared. With two plans or two files, one --seed applies to both runs.
Examples:
  firedrill compare kakao-2022 --plan 'As it happened' --plan 'The site switch at two sites'
  firedrill compare world.ron --plan Fire --seed 1 --seed 2
  firedrill compare before.ron after.ron --markdown";

/// The plan and the seed of one run.
pub(super) type Side = (Plan, u64);

/// Returns the plan and the seed of each of the two runs.
///
/// # Errors
/// Fails if there is no such plan, or if both runs would be the same. The message explains what to write instead.
pub(super) fn sides(args: &Args, worlds: Both<&Arc<Scenario>>) -> Result<Both<Side>, Failure> {
    if args.plans.len() > 2 || args.seeds.len() > 2 {
        return Err(Failure::Usage("two runs are compared: name at most two plans and two seeds".to_owned()));
    }
    let named =
        |side: usize, name: Option<&str>| input::plan(worlds[side], name).map(|plan| plan.cloned().unwrap_or_default());
    let is_one_plan = args.files.len() == 1 && args.plans.len() < 2;
    let seeds = match args.seeds[..] {
        [first, second, ..] => [first, second],
        [seed] if is_one_plan => [0, seed],
        [seed] => [seed, seed],
        [] => [0, 0],
    };
    let plans = match &args.plans[..] {
        [one, other, ..] => [named(0, Some(one))?, named(1, Some(other))?],
        [one] if is_one_plan && seeds[0] == seeds[1] => with_parent(worlds[0], &named(0, Some(one))?)?,
        [one] => [named(0, Some(one))?, named(1, Some(one))?],
        [] if is_one_plan && seeds[0] == seeds[1] => with_parent(worlds[0], fork(worlds[0])?)?,
        [] => [named(0, None)?, named(1, None)?],
    };
    let [first, second] = plans;
    Ok([(first, seeds[0]), (second, seeds[1])])
}

/// Returns the plan that `plan` was forked from, or the first plan if it was not forked, followed by `plan` itself.
fn with_parent(world: &Scenario, plan: &Plan) -> Result<Both<Plan>, Failure> {
    let parent = plan.fork.map(|fork| &world.plans[fork.parent]).or(world.plans.first());
    match parent.filter(|parent| parent.name != plan.name) {
        Some(parent) => Ok([parent.clone(), plan.clone()]),
        None => Err(Failure::Said(format!(
            "\"{}\" is the first plan and not forked from another: name another plan with a second --plan, or another seed with --seed",
            plan.name
        ))),
    }
}

/// Returns the first plan that was forked from another.
fn fork(world: &Scenario) -> Result<&Plan, Failure> {
    world.plans.iter().find(|plan| plan.fork.is_some()).ok_or_else(|| {
        let error = "name two plans with --plan, or two seeds with --seed: no plan of this file is forked from another";
        Failure::Said(error.to_owned())
    })
}

/// The name of each run, for the output. It always contains the name of the plan. If there are two files, it contains the title of the
/// scenario, or the file name if both titles are equal. It contains the seed if the seed of any of the two runs is not 0.
pub(super) fn names(files: &[PathBuf], runs: Both<&Run>) -> Both<String> {
    let worlds = match files {
        [first, second] if runs[0].world.title == runs[1].world.title => Some(file_names(first, second)),
        [_, _] => Some(runs.map(|run| run.world.title.clone())),
        _ => None,
    };
    let has_seeds = runs.iter().any(|run| run.seed != 0);
    [0, 1].map(|side| {
        let run = runs[side];
        let plan = if run.plan.name.is_empty() { "no plan" } else { &run.plan.name };
        let world = worlds.as_ref().map_or_else(String::new, |worlds| format!("{}: ", worlds[side]));
        let seed = if has_seeds { format!(", seed {}", run.seed) } else { String::new() };
        format!("{world}{plan}{seed}")
    })
}

/// The names of two files, or their paths as they were typed if both names are the same.
fn file_names(first: &Path, second: &Path) -> Both<String> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let both = [first, second];
    if name(first) == name(second) {
        both.map(input::name)
    } else {
        both.map(|path| name(path).filter(|_| !input::is_standard_input(path)).unwrap_or_else(|| input::name(path)))
    }
}
