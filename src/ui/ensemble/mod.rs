//! The Monte Carlo runs of the chosen plan in the window: their band behind a lane, and a strip with a dot for each run.

mod dots;
mod lane;
mod strip;

pub(in crate::ui) use self::lane::lane;
pub use self::strip::strip_ui;
