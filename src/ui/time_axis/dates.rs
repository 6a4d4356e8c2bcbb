//! Times in words: dates in the patterns of the text catalogue, clock times, and the time since the first strike.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use crate::text::Texts;
use crate::ui::ViewContext;
use crate::units::{ShownZone, SimTime, Span, offset_name, when};

/// A date in words, in a pattern of the text catalogue. The pattern may contain `{weekday}`, `{day}`, `{month}`, `{year}` and
/// `{clock}`.
#[must_use]
pub fn date(texts: &Texts, pattern: &'static str, date: NaiveDate, clock: &str) -> String {
    let nth = |key, n: u32| texts.get(key).split(' ').nth(n as usize).unwrap_or_default();
    texts.with(
        pattern,
        &[
            ("weekday", nth("time-weekdays", date.weekday().num_days_from_monday())),
            ("day", &date.day().to_string()),
            ("month", nth("time-months", date.month0())),
            ("year", &date.year().to_string()),
            ("clock", clock),
        ],
    )
}

/// A date and clock time to the minute, or to the second if it is not a full minute: `Sat 15 Oct 16:52`.
#[must_use]
pub fn moment(context: &ViewContext<'_>, t: SimTime) -> String {
    date(context.texts, "time-moment", context.clock.local(t).date(), &clock(context, t))
}

/// As [`moment`], with the name of its zone, and with the same moment in the other zone if that shows another time: that of the scenario or,
/// if that is the one that is shown, UTC. For tooltips.
#[must_use]
pub fn moment_in_both(context: &ViewContext<'_>, t: SimTime) -> String {
    let own = &context.world.clock;
    let other = if context.zone == ShownZone::Scenario { own.in_zone(Tz::UTC) } else { *own };
    let shown = format!("{} {}", moment(context, t), offset_name(&context.clock, t));
    if other.offset_secs(t) == context.clock.offset_secs(t) {
        return shown;
    }
    let (here, there) = (context.clock.local(t).date(), other.local(t).date());
    let clock = when::clock_time(&other, t);
    let at = if here == there { clock } else { date(context.texts, "time-moment", there, &clock) };
    format!("{shown} ({at} {})", offset_name(&other, t))
}

/// The name of the zone in which times are shown, at `t`.
#[must_use]
pub fn zone_name(context: &ViewContext<'_>, t: SimTime) -> String {
    offset_name(&context.clock, t)
}

/// A time in words: only the clock time if it is on the same day as the playhead, otherwise date and clock time.
#[must_use]
pub fn moment_of_day(context: &ViewContext<'_>, t: SimTime) -> String {
    let date = |t| context.clock.local(t).date();
    if date(t) == date(context.now) { clock(context, t) } else { moment(context, t) }
}

/// A clock time to the minute, or to the second if it is not a full minute; with its offset from UTC if the clocks show it twice.
#[must_use]
pub fn clock(context: &ViewContext<'_>, t: SimTime) -> String {
    when::clock_time(&context.clock, t)
}

/// The time since the first strike in words, such as `T+1 h 33 m`; `None` if the plan has no strike.
#[must_use]
pub fn since_spark(context: &ViewContext<'_>, t: SimTime) -> Option<String> {
    Some(counted(context, t - context.session.plan().zero()?))
}

/// Like [`since_spark`], but rounded down to whole minutes from one minute on, for fast playback.
#[must_use]
pub fn since_spark_in_minutes(context: &ViewContext<'_>, t: SimTime) -> Option<String> {
    Some(counted(context, whole_minutes(t - context.session.plan().zero()?)))
}

fn counted(context: &ViewContext<'_>, since: Span) -> String {
    let key = if since.0 < 0 { "time-before" } else { "time-since" };
    context.texts.with(key, &[("span", &context.texts.span(Span(since.0.abs())))])
}

/// A span, rounded down to whole minutes if it is at least one minute, because seconds would flicker during playback.
pub const fn whole_minutes(span: Span) -> Span {
    if span.0.abs() >= 60 { Span(span.0 - span.0 % 60) } else { span }
}
