//! How the session looks at the playhead's moment, and what the person asks for. Changes nothing but its own camera and scroll.

mod chain;
pub mod compare;
pub mod ensemble;
pub mod figures;
pub mod focus;
mod ghost;
pub mod icons;
pub mod inspector;
pub mod keys;
pub mod lists;
mod look;
pub mod map;
pub mod needs;
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

pub use crate::text;
pub use look::Look;
