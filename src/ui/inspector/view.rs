//! The state of the inspector between frames.

use super::actions::Durations;
use super::typed::Typing;
use crate::recording::Subject;

/// The state of the inspector between frames.
#[derive(Debug, Default)]
pub struct InspectorView {
    /// The subject that was shown in the last frame.
    pub(super) shown: Option<Subject>,
    /// The number of the document and the index of the plan that was shown in the last frame.
    pub(super) plan: Option<(u64, usize)>,
    /// The typed texts for how long a black start and a load shedding last.
    pub(super) durations: Durations,
    /// The value of a measure that the person is typing.
    pub(super) typing: Typing,
    /// Whether the list of dependencies and the list of dependents show all their entries.
    pub(super) whole: [bool; 2],
}
