//! Loads the scenarios that the command line names: files, and scenarios that ship with the program. Also finds the plans and services that
//! the command line names.

use std::io::{self, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Failure, PROBLEMS, UNREADABLE};
use crate::file::{self, Authored, Checked, FileFingerprint, OnDisk, PictureView, Problem, Report, Shipped};
use crate::model::{Plan, Scenario, ServiceId};
use crate::study::{Run, RunError, TooMuch, foresee};
use crate::text::{composed, is_same_name};
use crate::units::{lines, text};

/// A scenario, and which of its plans is run with which seed.
#[derive(Debug, clap::Args)]
pub(super) struct Chosen {
    /// The scenario: a file, a picture that the program has made, the name of a scenario that ships with it, or - for the standard input
    pub file: PathBuf,
    /// The plan to run [default: the first plan with an action, else none; of a picture, the plan that it shows]
    #[arg(long, value_name = "NAME")]
    pub plan: Option<String>,
    /// The seed of the run's random durations; 0 is the scenario as written [default: 0, or the seed of the picture]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl Chosen {
    /// Makes the run. Returns the run and the name of its plan. The name is `None` if no plan was named and the scenario has no plan with
    /// an action.
    ///
    /// # Errors
    /// Fails if the file is not a valid scenario, if there is no such plan, or if the plan does not fit the scenario.
    pub(super) fn run(&self) -> Result<(Run, Option<String>), Failure> {
        let loaded = load(&self.file)?;
        loaded.tell_warnings();
        let plan = plan(&loaded.scenario, self.plan_of(&loaded))?;
        let nothing = Plan::default();
        let run = Run::new(&loaded.scenario, plan.unwrap_or(&nothing), self.seed_of(&loaded));
        Ok((run.map_err(|error| loaded.failure(&error))?, plan.map(|plan| plan.name.clone())))
    }

    /// The name of the plan: the one that was asked for, or that of the picture.
    pub(super) fn plan_of<'a>(&'a self, loaded: &'a Loaded) -> Option<&'a str> {
        self.plan.as_deref().or_else(|| loaded.view.as_ref().map(|view| view.plan.as_str()))
    }

    /// The seed: the one that was asked for, or that of the picture.
    pub(super) fn seed_of(&self, loaded: &Loaded) -> u64 {
        self.seed.or_else(|| loaded.view.as_ref().map(|view| view.seed)).unwrap_or_default()
    }
}

/// A scenario that was loaded, and what is needed to say where in its file something is wrong.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) scenario: Arc<Scenario>,
    pub(super) warnings: Vec<Problem>,
    /// Warnings that were made from the text of the file, such as those of letters without a font.
    pub(super) others: Vec<Problem>,
    /// What the file shows, if it is a picture.
    pub(super) view: Option<PictureView>,
    /// The file, as messages name it.
    name: String,
    text: String,
}

impl Loaded {
    /// All warnings, in the order of the file, and the text in which they are.
    pub(super) fn all_warnings(&self) -> (Vec<Problem>, &str) {
        (merged(&self.warnings, &self.others), &self.text)
    }

    /// The author's form of the scenario, and the checked scenario.
    ///
    /// # Errors
    /// None: what was loaded once can be loaded again.
    pub(super) fn document(&self) -> Result<(Authored, Checked), Report> {
        file::load_document(self.text.as_bytes())
    }

    /// Prints the warnings to the error output. If they cannot be printed, the command continues.
    pub(super) fn tell_warnings(&self) {
        let _ = io::stderr().write_all(lines(&self.warnings()).as_bytes());
    }

    /// The warnings, as text for people; empty if there are none.
    pub(super) fn warnings(&self) -> String {
        file::render_warnings(&merged(&self.warnings, &self.others), &self.name, &self.text)
    }

    /// The same, if the runs of its plans are within their budget, as far as that is known without making them.
    ///
    /// # Errors
    /// What is too much in which plan, as text for people, with the warnings.
    pub(super) fn foreseen(self) -> Result<Self, Refused> {
        let located = |too_much: TooMuch| too_much.problem.located(&self.text);
        let problems: Vec<Problem> = foresee(&self.scenario).into_iter().map(located).collect();
        if problems.is_empty() {
            return Ok(self);
        }
        let report = Report { problems, warnings: merged(&self.warnings, &self.others) };
        Err(Refused::of(report, &self.name, self.text, false))
    }

    /// Why there is no run of a plan of this scenario. A run that would come to more than its budget is told like any other problem of the
    /// file.
    pub(super) fn failure(&self, error: &RunError) -> Failure {
        match error {
            RunError::TooMuch(too_much) => {
                let problem = too_much.problem.clone().located(&self.text);
                Failure::Report(Report::of(problem).render(&self.name, &self.text), PROBLEMS)
            }
            RunError::Measure { .. } | RunError::NoStrike { .. } | RunError::Cancelled => {
                Failure::Said(error.to_string())
            }
        }
    }
}

/// Whether a file on the command line means the standard input. A file of this name is written `./-`.
pub(super) fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}

/// What a file on the command line is called in messages.
pub(super) fn name(file: &Path) -> String {
    if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// Checks that the standard input is named at most once, because it can be read only once.
///
/// # Errors
/// The message explains what to do instead.
pub(super) fn standard_input_once(files: &[PathBuf]) -> Result<(), Failure> {
    if files.iter().filter(|file| is_standard_input(file)).count() < 2 {
        return Ok(());
    }
    Err(Failure::Usage("the standard input can be read only once: name one - and files".to_owned()))
}

/// A file that is no scenario.
#[derive(Debug)]
pub(super) struct Refused {
    /// All its problems, as text for people.
    pub problems: String,
    /// The same as values.
    pub report: Report,
    /// Its text. Empty if it could not be read.
    pub text: String,
    /// Whether the file could not be read at all.
    pub is_unreadable: bool,
}

impl Refused {
    fn of(report: Report, name: &str, text: String, is_unreadable: bool) -> Self {
        Self { problems: report.render(name, &text), report, text, is_unreadable }
    }

    /// The exit code.
    pub const fn code(&self) -> u8 {
        if self.is_unreadable { UNREADABLE } else { PROBLEMS }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        let code = refused.code();
        Self::Report(refused.problems, code)
    }
}

/// Loads a scenario by its path, by its name if it ships with the program, or from the standard input.
///
/// # Errors
/// The error contains all problems of the file, as text for people.
pub(super) fn load(file: &Path) -> Result<Loaded, Refused> {
    load_with(file, |_| Vec::new())
}

/// A scenario that the command line names.
pub(super) struct Named {
    /// What is at its path: nothing if there is no file that a scenario can be written to.
    pub seen: OnDisk,
    /// The bytes of the scenario.
    pub bytes: Vec<u8>,
    /// What the file shows, if it is a picture.
    pub view: Option<PictureView>,
}

/// The scenario that the command line names.
///
/// # Errors
/// Why the bytes cannot be read, as text for people.
pub(super) fn look(file: &Path) -> Result<Named, Refused> {
    let unreadable = |report: Report| Refused::of(report, &name(file), String::new(), true);
    if let Some(shipped) = Shipped::meant_by(file) {
        return Ok(Named { seen: OnDisk::Nothing, bytes: shipped.text().as_bytes().to_vec(), view: None });
    }
    if is_standard_input(file) {
        let bytes = file::bytes_from(io::stdin().lock()).map_err(unreadable)?;
        return unpacked(file, OnDisk::Nothing, bytes);
    }
    let bytes = file::bytes_or_pipe(file).map_err(unreadable)?;
    let seen = if file.is_file() { OnDisk::Content(FileFingerprint::of(&bytes)) } else { OnDisk::Nothing };
    unpacked(file, seen, bytes)
}

/// The bytes of a file that is no scenario, or of the standard input.
///
/// # Errors
/// Why they cannot be read, as text for people.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, Refused> {
    let unreadable = |report: Report| Refused::of(report, &name(file), String::new(), true);
    let bytes = if is_standard_input(file) { file::bytes_from(io::stdin().lock()) } else { file::bytes_or_pipe(file) };
    bytes.map_err(unreadable)
}

/// The scenario in the bytes of a file, which may be a picture.
fn unpacked(file: &Path, seen: OnDisk, bytes: Vec<u8>) -> Result<Named, Refused> {
    let refused = |report: Report| Refused::of(report, &name(file), String::new(), false);
    let (bytes, view) = file::unpacked(bytes).map_err(refused)?;
    let seen = if view.is_some() { OnDisk::Nothing } else { seen };
    Ok(Named { seen, bytes, view })
}

/// Loads a scenario like [`load`]. The warnings that `others` makes from the text of the file are told among its own.
///
/// # Errors
/// As [`load`].
pub(super) fn load_with(file: &Path, others: impl Fn(&str) -> Vec<Problem>) -> Result<Loaded, Refused> {
    let name = name(file);
    let Named { bytes, view, .. } = look(file)?;
    let others = others(&String::from_utf8_lossy(&bytes));
    match file::load_checked(&bytes) {
        Ok(checked) => {
            let text = String::from_utf8(bytes).expect("a file that could be loaded is UTF-8");
            Ok(Loaded { scenario: Arc::new(checked.scenario), warnings: checked.warnings, others, view, name, text })
        }
        Err(report) => {
            let warnings = merged(&report.warnings, &others);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Err(Refused::of(Report { warnings, ..report }, &name, text, false))
        }
    }
}

/// The warnings of both lists, in the order of the file.
fn merged(own: &[Problem], others: &[Problem]) -> Vec<Problem> {
    let mut all = [own, others].concat();
    all.sort_by_key(|warning| warning.location);
    all
}

/// Returns the plan with this name. Without a name, returns the first plan with an action, or `None` if there is none (MODEL.md,
/// section 11).
///
/// # Errors
/// Fails if there is no plan with this name. The message contains the most similar name, or the names of all plans.
pub(super) fn plan<'a>(scenario: &'a Scenario, name: Option<&str>) -> Result<Option<&'a Plan>, Failure> {
    let Some(name) = name else { return Ok(scenario.plans.iter().find(|plan| plan.acts())) };
    let typed = composed(name);
    if let Some(plan) = scenario.plans.iter().find(|plan| plan.name == typed) {
        return Ok(Some(plan));
    }
    let names: Vec<&str> = scenario.plans.iter().map(|plan| plan.name.as_str()).collect();
    let help = match (&nearest(&names, &typed)[..], names.len()) {
        ([nearest, ..], _) => format!("did you mean \"{nearest}\"?"),
        ([], 0) => "the scenario has no plans".to_owned(),
        ([], _) => format!("its plans are \"{}\"", names.join("\", \"")),
    };
    Err(Failure::Said(format!("there is no plan \"{name}\": {help}")))
}

/// Returns the service with this id, or with this name. If no name is equal, capital letters, accents that are written as letters of their
/// own, and the width of letters make no difference.
///
/// # Errors
/// Fails if there is no such service. The message contains the most similar names, or the number of services.
pub(super) fn service(scenario: &Scenario, asked: &str) -> Result<ServiceId, Failure> {
    let services = &scenario.services;
    let typed = composed(asked);
    let by_key = services.iter().find(|(_, row)| row.key == typed);
    let by_name = || services.iter().find(|(_, row)| row.name == typed);
    let by_any_form = || services.iter().find(|(_, row)| is_same_name(&row.name, &typed));
    if let Some((id, _)) = by_key.or_else(by_name).or_else(by_any_form) {
        return Ok(id);
    }
    let names: Vec<&str> = services.rows().iter().flat_map(|row| [row.key.as_str(), row.name.as_str()]).collect();
    let nearest: Vec<String> = nearest(&names, &typed).iter().map(|name| format!("\"{name}\"")).collect();
    let help = match (&nearest[..], services.rows()) {
        ([], []) => "it has no services".to_owned(),
        ([], [only]) => format!("its only service is \"{}\"", only.key),
        ([], all) => {
            format!("it has {} services; `firedrill run` lists those that are out", text::exact(all.len() as u64))
        }
        (nearest, _) => format!("did you mean {}?", nearest.join(" or ")),
    };
    Err(Failure::Said(format!("the scenario has no service \"{asked}\": {help}")))
}

/// Up to three names that are similar to `asked`, the most similar first.
fn nearest<'a>(names: &[&'a str], asked: &str) -> Vec<&'a str> {
    let near = |name: &str| strsim::normalized_damerau_levenshtein(&name.to_lowercase(), &asked.to_lowercase());
    let mut found: Vec<(f64, &str)> =
        names.iter().map(|name| (near(name), *name)).filter(|(near, _)| *near > 0.5).collect();
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The number of threads that the machine can run at once.
pub(super) fn threads() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}
