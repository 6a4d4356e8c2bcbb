//! Formats times of a run as text, and reads times that are typed on the command line.

use super::Failure;
use crate::model::{Plan, Scenario};
use crate::units::when::{TypedTimeError, typed_again, typed_moment};
use crate::units::{Clock, SimTime};

/// A time such as `Sat 15 Oct 15:27:00`. The text always has the same width.
pub(super) fn full(clock: &Clock, at: SimTime) -> String {
    clock.local(at).format("%a %d %b %H:%M:%S").to_string()
}

/// A time such as `Sat 15 Oct 15:27`. The seconds are added only if they are not 0.
pub(super) fn short(clock: &Clock, at: SimTime) -> String {
    let local = clock.local(at);
    let form = if at.0.rem_euclid(60) == 0 { "%a %d %b %H:%M" } else { "%a %d %b %H:%M:%S" };
    local.format(form).to_string()
}

/// Reads a time of the run: a clock time, a date and time, or a span since the first strike of `plan`.
///
/// # Errors
/// Fails if the text is not a time, or not a time of this run. The message explains which times can be written.
pub(super) fn typed(typed: &str, world: &Scenario, plan: &Plan) -> Result<SimTime, Failure> {
    let clock = &world.clock;
    typed_moment(typed, clock, SimTime::ZERO, plan.zero(), world.length).map_err(|error| {
        let [from, until] = [SimTime::ZERO, SimTime(world.length.0)].map(|at| typed_again(clock.local(at)));
        let help = match error {
            TypedTimeError::Unreadable => format!(
                "is not a time: write \"16:52\", a date and time such as \"{from}\", or \"+1h 30m\" after the first strike"
            ),
            TypedTimeError::Skipped => format!("does not exist: the clocks of {} skip it", clock.zone()),
            TypedTimeError::OutsideRun => "is outside the run".to_owned(),
        };
        Failure::Said(format!("\"{typed}\" {help}. The run goes from {from} to {until}"))
    })
}
