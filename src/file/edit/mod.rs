//! Changes of a scenario in its author's form, without a screen: rows are added, set, moved, renamed and removed, and whatever
//! refers to them follows. What comes out may be wrong; [`check`](super::check()) says so, as of a file.
//!
//! An [`Edit`] is a list of small changes, each of which can be undone exactly: applying one gives the edit that undoes it.

mod change;
mod make;
mod references;
mod tables;
mod without;

pub use self::change::{Edit, Head, Refused, Renamed};
pub use self::make::Removal;
pub use self::tables::{Row, Table};
