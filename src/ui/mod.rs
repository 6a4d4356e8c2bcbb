//! The user interface: draws the session at the playhead and returns the commands that the person gives. It changes no state except its
//! own, for example camera and scroll positions.
//!
//! The modules are declared below in groups, from the lowest to the highest: a module uses only modules of the groups above its own,
//! never one of its own group or of a group below. `tests/it/tidy` reads these groups and checks this rule.

// Theme, shortcuts and the results of many runs: these depend on no view.
mod key_table;
pub mod many_runs;
pub mod theme;

// What every view receives, and the style, icons and the helpers for drags and keys that all views share.
pub mod drags;
pub mod focus;
pub mod icons;
pub mod style;
mod view_context;

// How a baseline and a chain of causes are drawn; the words for the state of a service.
mod baseline;
mod chain;
mod service_words;

// Building blocks of panels, and the time axis that timeline, plots and tables share.
pub mod exports;
mod field;
pub mod import;
pub mod notice;
mod number_field;
mod parts;
pub mod settings;
mod short_names;
pub mod time_axis;

// Small views that are used inside others, and the words of chapters.
pub mod chapters;
pub mod figures;
pub mod notes;
pub mod places;
pub mod plans;
pub mod progress;
mod service_parts;
pub mod unsaved;
pub mod view_switch;
pub mod warnings;

// Views that are drawn on the time axis next to the timeline itself.
pub mod compare;
pub mod ensemble;
pub mod plots;

// The editor, whose gestures the panels offer while the window is one.
pub mod editor;

// The panels.
pub mod dependencies;
pub mod lists;
pub mod timeline;
pub mod top_bar;

// Panels that show or control other panels.
pub mod inspector;
pub mod keys;
pub mod map;
pub mod playback_bar;

// Views that replace the panels.
pub mod incidents;
pub mod new_scenario;
pub mod present;
pub mod scenarios;
pub mod versions;

pub use crate::text;
pub use view_context::ViewContext;
