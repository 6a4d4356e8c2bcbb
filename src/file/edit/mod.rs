//! Edits a scenario in its author's form: rows are added, replaced, moved, renamed and removed, and references to them are kept correct.
//! The result may be invalid; [`check`](super::check()) reports that, as for a file.
//!
//! An [`Edit`] is a list of small changes. Applying an edit returns the edit that undoes it exactly.

mod after;
mod change;
mod delta;
mod edits;
mod fit;
mod make;
mod many;
mod parts;
mod printed;
mod references;
mod renamed;
pub mod sheet;
mod tables;
pub mod versions;
mod without;

pub use self::change::{Head, Refused, Renamed};
pub use self::delta::{Delta, Splices};
pub use self::edits::Edit;
pub use self::make::Removal;
pub use self::parts::{PastedParts, are_parts, copy_parts, paste_parts};
pub use self::renamed::{new_id, new_ids, new_path, with_new_ids};
pub use self::tables::{Row, Table};
