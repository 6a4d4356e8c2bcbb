//! How the session looks at the playhead's moment, and what the person asks for. Changes nothing but its own camera and scroll.
//!
//! The rooms are declared below from the lowest to the highest, in groups: a room uses those of the groups above its own, never one of
//! its own group or of a group below it. `tests/it/tidy` reads the groups and holds the rooms to that.

// What is drawn with, and what is drawn of many runs: these know no view.
mod key_table;
pub mod many_runs;
pub mod theme;

// What every view is given, and the style, icons and keyboard that all of them share.
pub mod focus;
pub mod icons;
pub mod style;
mod view_context;

// How a baseline is drawn and a cause is told; the words for the state of a service.
mod baseline;
mod chain;
mod service_words;

// Parts that panels are built from, and the time axis that timeline, plots and tables stand on.
mod field;
pub mod notice;
mod parts;
pub mod settings;
pub mod time_axis;

// Small views that stand inside others.
pub mod figures;
pub mod notes;
pub mod plans;
mod service_parts;
pub mod view_switch;

// What is drawn on the time axis beside the timeline itself.
pub mod compare;
pub mod ensemble;
pub mod plots;

// The panels.
pub mod dependencies;
pub mod lists;
pub mod timeline;
pub mod top_bar;

// Panels that show or steer others.
pub mod inspector;
pub mod keys;
pub mod map;
pub mod playback_bar;

// What takes the place of the panels.
pub mod present;
pub mod scenarios;

pub use crate::text;
pub use view_context::ViewContext;
