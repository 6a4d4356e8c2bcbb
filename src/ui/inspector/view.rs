//! The state of the inspector between frames.

use super::actions::Durations;
use super::typed::Typing;
use crate::recording::Subject;

/// The state of the inspector between frames.
#[derive(Debug, Default)]
pub struct InspectorView {
    /// The subject in the last frame.
    pub(super) shown: Option<Subject>,
    /// How long a black start and a load shedding last, as typed.
    pub(super) durations: Durations,
    /// The value of a measure that is being typed.
    pub(super) typing: Typing,
    /// Whether all dependencies and all dependents are shown.
    pub(super) whole: [bool; 2],
}
