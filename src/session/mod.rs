//! The state of the person's work: document, plan, playhead, selection, undo.
//!
//! Views only read a [`Session`]; they change it by commands, which [`Session::apply`] carries out or refuses. The app calls the other
//! methods that change it: [`Session::set_language`], [`Session::mark_saved`] and [`Session::set_baseline_run`] when that has happened, and
//! in each frame [`Session::take_camera_target`] and [`Session::end_frame`]. Nothing else changes a session.

mod command;
mod document;
mod history;
mod playback;
mod response;
mod runs;
mod state;
#[cfg(test)]
mod tests;

pub use command::{
    Command, Commands, EditCommand, Export, FileCommand, PlanCommand, PlaybackCommand, SelectCommand, SessionCommand,
    WindowCommand,
};
pub use document::Baseline;
pub use playback::{Playback, SPEEDS};
pub use response::{Refusal, Response};
pub use state::{Origin, Session};
