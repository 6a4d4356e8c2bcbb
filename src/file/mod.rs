//! Is this text a world we accept, and if not, where is it wrong? Reads, checks and writes scenario files; simulates nothing.
//!
//! `ron` reads the text into [`schema`], [`convert`] checks what it means, and only if something is wrong does [`lenient`]
//! read on behind what `ron` refused, and [`locate`] look for line and column. [`mod@write`] goes from a scenario back to rows,
//! [`mod@print`] from rows to text. [`Authored`] is a scenario in its author's form, [`check`](fn@check) says what it means.
//!
//! Each file uses only those before it in this list.

mod pairs;
mod tables;

pub mod schema;

mod suggest;

mod tokens;

mod path;

mod locate;

mod report;

mod syntax;

mod lenient;

mod check;

mod convert;

mod read;

mod write;

mod print;

mod authored;

pub mod edit;

mod load;

mod plans;

mod fingerprint;

mod save;

mod shipped;

use crate::model::Scenario;

pub use authored::Authored;
pub use fingerprint::{FileFingerprint, comments};
pub use load::{Checked, check, load, load_checked, load_document, parse, read};
pub use pairs::{Cost, Pairs};
pub use path::FieldPath;
pub use plans::Plans;
pub use read::{LARGEST, bytes};
pub use report::{Location, Problem, Report, render_warnings};
pub use save::{SaveError, save, save_bytes, save_text};
pub use shipped::{Shipped, shipped};
pub use tables::{Keyed, Listed};

/// The scenario as a file says it; loading it gives the same scenario.
#[must_use]
pub fn to_ron(scenario: &Scenario) -> String {
    Authored::from(scenario).to_ron()
}
