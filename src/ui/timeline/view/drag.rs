//! The drag that is in progress on the timeline.

use super::grip::Grip;
use crate::units::SimTime;

/// What a drag in progress moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Drag {
    /// A range to repeat, which begins at this time.
    Loop(SimTime),
    /// The action at this index in the plan, to this time.
    Action(usize, SimTime),
    /// The window of the overview, by this part of it.
    Window(Grip),
}
