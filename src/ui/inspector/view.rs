//! What the inspector remembers between frames.

use super::actions::Durations;
use super::facts::Facts;
use super::typed::Typing;
use crate::recording::Subject;

/// What the inspector remembers between frames.
#[derive(Debug, Default)]
pub struct InspectorView {
    pub(super) facts: Option<Facts>,
    /// What was shown in the last frame.
    pub(super) shown: Option<Subject>,
    /// How long a black start and shed load are to last, as typed.
    pub(super) durations: Durations,
    /// A value of a measure, as typed.
    pub(super) typing: Typing,
    /// Which lists are shown whole: needs, and who needs it.
    pub(super) whole: [bool; 2],
}
