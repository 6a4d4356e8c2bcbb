//! How the session looks at the playhead's moment, and what the person asks for. Changes nothing but its own camera and scroll.

pub mod icons;
pub mod inspector;
pub mod lists;
mod look;
pub mod map;
pub mod notes;
mod parts;
pub mod playback_bar;
pub mod plots;
pub mod style;
pub mod theme;
pub mod timeline;

pub use crate::text;
pub use look::Look;
