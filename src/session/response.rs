//! What came of a command.

use crate::file::Report;
use crate::file::edit::Refused;
use crate::study::RunError;
use crate::study::compare::CompareError;
use crate::text::Saying;

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Why it was refused, if it was; then nothing changed.
    pub refused: Option<Refusal>,
    /// Whether the screen may show something else now, so that another frame is wanted.
    pub wants_frame: bool,
}

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.saying())]
pub enum Refusal {
    /// The plan could not be run.
    Run(#[from] RunError),
    /// The scenario cannot be changed so.
    Edit(#[from] Refused),
    /// The plans of the author's form are wrong, and a change of the plans that run would overwrite them.
    Wrong(#[from] Report),
    /// The two runs cannot be compared.
    Compare(#[from] CompareError),
}

impl Refusal {
    /// Why, in words.
    #[must_use]
    pub fn saying(&self) -> Saying {
        match self {
            Self::Run(error) => error.saying(),
            Self::Edit(refused) => refused.saying(),
            Self::Wrong(report) => Saying::of("plans-wrong", [("count", report.problems.len().to_string().into())]),
            Self::Compare(error) => error.saying(),
        }
    }
}
