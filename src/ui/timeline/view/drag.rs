//! The drag on the timeline that is in progress.

use super::grip::Grip;
use crate::units::SimTime;

/// What the drag in progress changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Drag {
    /// The range that playback repeats; the drag began at this time.
    Loop(SimTime),
    /// The time of an action: the index of the action in the plan, and the time to which it is dragged.
    Action(usize, SimTime),
    /// The window of the overview; holds which part of it is dragged.
    Window(Grip),
}
