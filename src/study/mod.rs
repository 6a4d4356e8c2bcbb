//! Whole runs: the simulation and what it means for people, put together into one recording; how well a run fits what
//! really happened; and worlds to measure with.

mod fit;
mod generate;
mod run;
mod spare;
pub mod words;

pub use fit::{Deviation, Fit, NoteCounts, Quantity, Row, Value, is_met};
pub use generate::{Size, generate};
pub use run::{Run, RunError};
pub use spare::{SPARES, Spare, over_spare_capacity};
