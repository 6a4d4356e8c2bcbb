//! The state of the person's work: document, plan, playhead, selection, undo.
//!
//! Views only read a [`Session`]. To change it they send commands, which [`Session::apply`] applies or refuses. The other methods that
//! change a session are called only by the app: [`Session::mark_saved`] after saving, [`Session::set_baseline_run`] after another file was
//! run, [`Session::set_aside`] when another scenario takes its place in the window, [`Session::set_effort`] and
//! [`Session::take_over`] for what takes longer than a frame, [`Session::follow_file`] and [`Session::take_file`] when another program has
//! changed the file, [`Session::show_picture`] for what a picture shows, and in each frame [`Session::take_camera_target`] and [`Session::end_frame`]. A
//! session has no language: views translate.

mod command;
mod document;
mod effort;
mod export;
mod history;
mod planned;
mod playback;
mod response;
mod runs;
mod snapshot;
mod state;
#[cfg(test)]
mod tests;
mod titles;

pub use command::{
    Command, Commands, EditCommand, FileCommand, IncidentSource, IncidentsCommand, NamedEdit, PlanCommand,
    PlaybackCommand, SelectCommand, SessionCommand, TakenVersion, UnsavedId, WindowCommand,
};
pub use document::Baseline;
pub use effort::Effort;
pub use export::{Export, Part, PictureFormat};
pub use playback::{Playback, SPEEDS};
pub use response::{Refusal, Response};
pub use snapshot::{Snapshot, Unsaved};
pub use state::{Origin, Session};
