//! The program's connection to the machine: the window, its layout, files, settings and the clock. It has no logic of the model. Only this
//! folder may read the clock, and no computed result depends on it.

mod apply;
mod baseline;
mod cards;
mod changing;
mod clipboard;
mod dialog;
mod ensembles;
mod exports;
mod file_watch;
mod files;
mod fonts;
mod helper;
mod icon;
mod journal;
mod layout;
mod letters;
mod letters_check;
mod long;
mod messages;
mod no_window;
mod opening;
mod overlays;
mod prepare;
mod present;
mod question;
mod quit;
mod recovery;
mod saving;
mod screenshot;
mod settings;
mod start;
mod task;
mod typed_path;
mod unsaved;
mod watching;
mod window;

pub use clipboard::{KEEP, keep};
pub use fonts::OtherFonts;
pub use letters::{FontsUsed, letter_warnings};
pub use question::{ChangedReply, QuitReply, Reply, SaveReply};
pub use screenshot::{Part, Screenshot};
pub use settings::Settings;
pub use start::open;
pub use task::LongWork;
pub use window::{App, Setup};
