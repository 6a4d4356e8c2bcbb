//! Reads, checks and writes scenario files. It determines whether a text is a valid scenario and, if not, where it is wrong. It does not
//! simulate anything.
//!
//! `ron` reads the text into [`schema`], and [`convert`] checks and converts the values. If `ron` refuses a text, [`lenient`] reads it
//! instead, with [`brackets`], which finds a wrong bracket first. If there are problems, [`locate`] finds their lines and columns. [`mod@write`] converts a scenario back to rows, and
//! [`mod@print`] prints rows as text, and [`patch`] writes changed rows into the text that they were read from. [`Authored`] is a scenario in its author's form (rows that refer to each other by id);
//! [`check`](fn@check) converts it to the scenario that it describes.
//!
//! Each module uses only modules that are before it in the following list.

mod pairs;
mod tables;

mod written;

pub mod schema;

mod tokens;

mod suggest;

mod version;

mod brackets;

mod path;

mod locate;

mod unread;

mod report;

mod syntax;

mod lenient;

mod check;

mod convert;

mod read;

mod write;

mod print;

mod patch;

mod authored;

mod texts;

mod plan_texts;

pub mod edit;

mod load;

mod draft;

pub mod fields;

mod plans;

mod fingerprint;

mod picture;

mod save;

mod shipped;

mod template;

use crate::model::Scenario;

pub use authored::Authored;
pub use draft::{empty, stand_in};
pub use fingerprint::{FileFingerprint, OnDisk};
pub use load::{Checked, Opened, check, load, load_checked, load_document, open, parse, parse_draft, read};
pub use pairs::{Cost, Pairs};
pub use path::FieldPath;
pub use picture::{PictureView, is_picture, picture_chunk, unpacked};
pub use plans::Plans;
pub use read::{LARGEST, bytes, bytes_from, bytes_or_pipe};
pub use report::{Location, Problem, Report, render_warnings};
pub use save::{Links, Reason, SaveError, SavingFolder, Wanted, save, save_bytes, save_over, save_text, save_while};
pub use shipped::{Shipped, shipped};
pub use tables::{Keyed, Listed};
pub use template::{Answers, NewService, NewSite, Template};
pub use tokens::{end_of, texts_beyond_ascii};

/// The scenario as the text of a file. Loading it gives the same scenario.
#[must_use]
pub fn to_ron(scenario: &Scenario) -> String {
    Authored::from(scenario).to_ron()
}
