//! Scenarios that the command line names: files, and those that ship with the program.

use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;

use super::Failure;
use crate::file::{self, Shipped};
use crate::model::{Plan, Scenario};

/// A scenario by its path, or by its name if it ships with the program.
///
/// # Errors
/// All that is wrong with it, as text for people.
pub(super) fn load(file: &Path) -> Result<Arc<Scenario>, Failure> {
    problems(file).map(Arc::new).map_err(Failure::Report)
}

/// A scenario, or all that is wrong with it, as text for people.
pub(super) fn problems(path: &Path) -> Result<Scenario, String> {
    let name = path.display().to_string();
    if let Some(shipped) = Shipped::meant_by(path) {
        return file::load(shipped.text.as_bytes()).map_err(|report| report.render(&name, shipped.text));
    }
    let bytes = file::bytes(path).map_err(|report| report.render(&name, ""))?;
    file::load(&bytes).map_err(|report| report.render(&name, &String::from_utf8_lossy(&bytes)))
}

/// The plan of this name; without a name the first that acts, or none.
///
/// # Errors
/// There is no plan of this name: says which one is meant, or which there are.
pub(super) fn plan<'a>(scenario: &'a Scenario, name: Option<&str>) -> Result<Option<&'a Plan>, Failure> {
    let Some(name) = name else { return Ok(scenario.plans.iter().find(|plan| plan.acts())) };
    if let Some(plan) = scenario.plans.iter().find(|plan| plan.name == name) {
        return Ok(Some(plan));
    }
    let near = |plan: &&Plan| strsim::normalized_damerau_levenshtein(&plan.name.to_lowercase(), &name.to_lowercase());
    let nearest = scenario.plans.iter().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|plan| near(plan) > 0.5);
    let names: Vec<String> = scenario.plans.iter().map(|plan| format!("\"{}\"", plan.name)).collect();
    let help = match (nearest, names.len()) {
        (Some(plan), _) => format!("did you mean \"{}\"?", plan.name),
        (None, 0) => "the scenario has no plans".to_owned(),
        (None, _) => format!("there are {}", names.join(", ")),
    };
    Err(Failure::Said(format!("there is no plan \"{name}\": {help}")))
}

/// As many threads as the machine has to give.
pub(super) fn threads() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}
