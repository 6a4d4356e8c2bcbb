//! What the person is doing now: scenario, plan, playhead, selection, undo. Views read it; only commands change it.

mod command;
mod document;
mod history;
mod playback;
mod runs;
mod state;
#[cfg(test)]
mod tests;

pub use command::{
    Command, Commands, EditCommand, FileCommand, PlanCommand, PlaybackCommand, SelectCommand, WindowCommand,
};
pub use document::Baseline;
pub use playback::{Playback, SPEEDS};
pub use state::{Origin, Session};
