//! Is this text a world we accept, and if not, where is it wrong? Reads, checks and writes scenario files; simulates nothing.
//!
//! `ron` reads the text into [`schema`], [`convert`] checks what it means, and only if something is wrong does [`places`]
//! look for where it stands. [`mod@write`] goes the other way.

mod check;
mod convert;
mod convert_expect;
mod convert_plan;
mod held;
mod pairs;
mod places;
mod read;
mod report;
mod save;
mod schema;
mod shipped;
mod syntax;
mod tokens;
mod translations;
mod write;

pub use held::{Held, comments};
pub use read::{LARGEST, bytes, load, read};
pub use report::{Problem, Report};
pub use save::{SaveError, save, save_bytes, save_text};
pub use shipped::{Shipped, shipped};
pub use write::to_ron;
