//! The result of a command.

use crate::file::Report;
use crate::file::edit::Refused;
use crate::study::RunError;
use crate::study::compare::CompareError;
use crate::text::Saying;

/// The result of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The reason if the command was refused. Then nothing changed.
    pub refused: Option<Refusal>,
    /// Whether the screen may have to show something else, so that another frame is needed.
    pub wants_frame: bool,
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum Refusal {
    /// The plan cannot be run.
    Run(#[from] RunError),
    /// The edit is not possible.
    Edit(#[from] Refused),
    /// The author's form (the rows of the file) is invalid, and its plans differ from the last valid plans, which are the ones that run. A
    /// change of the plans would overwrite those of the author's form.
    Wrong(#[from] Report),
    /// The run of the chosen plan cannot be compared with the run of the other file.
    Compare(#[from] CompareError),
    /// The scenario has no plan of this name.
    NoPlan(String),
}

impl Refusal {
    /// Whether the run was stopped: it would come to more than it may ([`super::Effort`]), or it was cancelled.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        matches!(self, Self::Run(error) if error.is_stopped())
    }

    /// Whether another change came first, which this one would have taken back.
    #[must_use]
    pub const fn is_outdated(&self) -> bool {
        matches!(self, Self::Edit(Refused::Outdated))
    }

    /// The reason as a message.
    #[must_use]
    pub fn saying(&self) -> Saying {
        match self {
            Self::Run(error) => error.saying(),
            Self::Edit(refused) => refused.saying(),
            Self::Wrong(report) => Saying::of("plans-wrong", [("count", Saying::count(report.count()))]),
            Self::Compare(error) => error.saying(),
            Self::NoPlan(name) => Saying::of("file-picture-no-plan", [("plan", name.as_str().into())]),
        }
    }
}
