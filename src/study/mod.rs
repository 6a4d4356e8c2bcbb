//! Works with whole runs: makes a run from the simulation and its impact, compares it with history and with other runs, explains
//! outages, evaluates what-ifs, makes ensembles of many runs, and generates worlds for measurements.

pub mod compare;
mod counterfactual;
mod elsewhere;
pub mod ensemble;
mod expected;
pub mod export;
mod failures;
mod fit;
mod foresee;
mod generate;
pub mod incidents;
mod levers;
pub mod library;
pub mod markdown;
mod offers;
mod orders;
mod over_budget;
mod restoration;
mod rtos;
mod run;
mod run_index;
mod run_work;
mod spare;
pub mod spreadsheet;
mod total_work;
pub mod words;

pub use counterfactual::{
    HeldBy, Instead, Link, Other, SameBecause, Together, Tried, Verdict, Without, chain, chain_to, health_without,
    held_by_another, holder, last_change, links, next_together, same_because, together,
};
pub use expected::{CameTo, Computed, Judgement, Outcome, computed, is_met, judge, outcome};
pub use fit::{
    Agreement, Deviation, FigureSummary, Fit, NEAR_FACTOR, NoteCounts, Quantity, Ratio, Row, Value, plan_of_history,
};
pub use foresee::foresee;
pub use generate::{Size, generate, with_crews};
pub use levers::{Lever, Levers, Recovery, Try, levers, tries};
pub use offers::{hazards_at, offers};
pub use orders::Order;
pub use over_budget::TooMuch;
pub use restoration::{Restoration, Restored, Weight};
pub use rtos::{MissedRto, Rtos};
pub use run::{Run, RunError};
pub use run_index::{Dependent, RunIndex};
pub use spare::{SPARES, Spare, over_spare_capacity};
