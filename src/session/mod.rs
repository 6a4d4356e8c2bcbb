//! What the person is doing now: document, plan, playhead, selection, undo.
//!
//! Views read a [`Session`] and change it by commands alone, which [`Session::apply`] does or refuses. What happens at the machine the app
//! says by name: [`Session::mark_saved`], [`Session::set_baseline_run`]; and once a frame it takes where the camera
//! is to go ([`Session::take_camera_target`]) and lets time pass ([`Session::end_frame`]). Nothing else changes a session.

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
