//! The fields of the format as one table: of each its type, unit, range, default, and what it means.
//!
//! The page about scenario files and `firedrill schema` use it, and its ranges are those of the check (`model::limits`). The types in `schema` read a file;
//! tests compare this table with them, and with what the check accepts.

mod choices;
mod kinds;
mod market;
mod page;
mod plans;
mod table;
mod world;

#[cfg(test)]
mod tests;

pub use kinds::{Choice, Choices, Field, Kind, Row, Unit};
pub use page::page;
pub use table::{Described, choices, choices_of, described, field, row, rows};
