//! Is this text a world we accept, and if not, where is it wrong? Reads, checks and writes scenario files; simulates nothing.
//!
//! `ron` reads the text into [`schema`], [`convert`] checks what it means, and only if something is wrong does [`lenient`]
//! read on behind what `ron` refused, and [`places`] look for where things stand. [`mod@write`] goes the other way.

mod check;
mod check_times;
mod convert;
mod convert_expect;
mod convert_market;
mod convert_plan;
mod convert_services;
mod convert_sites;
mod convert_story;
mod fingerprint;
mod lenient;
mod pairs;
mod places;
mod read;
mod report;
mod required;
mod save;
mod schema;
mod shipped;
mod stand_in;
mod syntax;
mod tokens;
mod translations;
mod write;
mod write_plan;

pub use fingerprint::{FileFingerprint, comments};
pub use read::{LARGEST, bytes, load, read};
pub use report::{Problem, Report};
pub use save::{SaveError, save, save_bytes, save_text};
pub use shipped::{Shipped, shipped};
pub use write::to_ron;
