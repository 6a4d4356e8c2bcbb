//! Values that are seen and changed as curves: the dark share after a strike, the demand by hour and the reaction of the market. Each value
//! has a field below its curve too, for the keyboard.

mod day;
mod hazard;
mod plot;
mod reaction;

pub(super) use self::day::day_curve_ui;
pub(super) use self::hazard::hazard_curve_ui;
pub(super) use self::reaction::reaction_curve_ui;
