//! Formats times of a run as text, and reads times that are typed on the command line.

use super::Failure;
use crate::model::{Plan, Scenario};
use crate::text::{Saying, Trouble, skipped_trouble, span_trouble, time_trouble};
use crate::units::when::{TypedTimeError, clock_time, hour_minute_second, typed_again, typed_moment};
use crate::units::{Clock, SimTime, WrittenTimeError};

/// A time such as `Sat 15 Oct 15:27:00`. The text always has the same width, unless the clocks show the time twice; then its offset from
/// UTC follows.
pub(super) fn full(clock: &Clock, at: SimTime) -> String {
    format!("{} {}", date(clock, at), hour_minute_second(clock, at))
}

/// A time such as `Sat 15 Oct 15:27`. The seconds are added only if they are not 0, and the offset from UTC only if the clocks show the
/// time twice.
pub(super) fn short(clock: &Clock, at: SimTime) -> String {
    format!("{} {}", date(clock, at), clock_time(clock, at))
}

fn date(clock: &Clock, at: SimTime) -> String {
    clock.local(at).format("%a %d %b").to_string()
}

/// Reads a time of the run: a clock time, a date and time, or a span since the first strike of `plan`.
///
/// # Errors
/// Fails if the text is not a time, or not a time of this run. The message explains which times can be written.
pub(super) fn typed(typed: &str, world: &Scenario, plan: &Plan) -> Result<SimTime, Failure> {
    let clock = &world.clock;
    typed_moment(typed, clock, SimTime::ZERO, plan.first_strike(), world.length).map_err(|error| {
        let [from, until] = [SimTime::ZERO, SimTime(world.length.0)].map(|at| typed_again(clock, at));
        let told = |Trouble { message, remedy }: Trouble| format!("{message}: {remedy}");
        let wrong = match error {
            TypedTimeError::OutsideRun => format!("\"{typed}\" is outside the run"),
            TypedTimeError::Written(WrittenTimeError::Unreadable) => format!(
                "\"{typed}\" is not a time: write \"16:52\", a date and time such as \"{from}\", or \"+1h 30m\" after the first strike"
            ),
            TypedTimeError::Span(error) => told(span_trouble(&error, typed, Saying::plain("file-hundred-years"))),
            TypedTimeError::Written(error) => told(time_trouble(error, typed)),
            TypedTimeError::Skipped { skipped, gap } => told(skipped_trouble(clock, typed, skipped, gap)),
        };
        Failure::Said(format!("{wrong}. The run goes from {from} to {until}"))
    })
}
