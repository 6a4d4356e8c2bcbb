//! How the session looks at the playhead's moment, and what the person asks for. Changes nothing but its own camera and scroll.

mod baseline;
mod chain;
pub mod compare;
pub mod dependencies;
pub mod ensemble;
pub mod figures;
pub mod focus;
pub mod icons;
pub mod inspector;
pub mod keys;
pub mod lists;
pub mod map;
pub mod notes;
pub mod notice;
mod parts;
pub mod plans;
pub mod playback_bar;
pub mod plots;
pub mod present;
pub mod scenarios;
mod service_words;
pub mod settings;
pub mod style;
pub mod theme;
pub mod timeline;
pub mod top_bar;
mod view_context;

pub use crate::text;
pub use view_context::ViewContext;
