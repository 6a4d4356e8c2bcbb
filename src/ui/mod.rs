//! How the session looks at the playhead's moment, and what the person asks for. Changes nothing but its own camera and scroll.

pub mod figures;
pub mod icons;
pub mod keys;
mod look;
pub mod map;
pub mod playback_bar;
pub mod plots;
pub mod style;
pub mod text;
pub mod theme;
pub mod timeline;
pub mod top_bar;

pub use look::Look;
