//! Whole runs: the simulation and what it means for people, put together into one recording.

mod run;
pub mod words;

pub use run::{Run, RunError};
