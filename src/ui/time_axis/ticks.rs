//! The ticks of the ruler: local days, hours or seconds, depending on the zoom. They are also correct when the clocks change.

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::range::TimeRange;
use crate::units::{Clock, SimTime, Span};

/// Possible steps between ticks within a day, in seconds. A day is a multiple of each of them.
const STEPS_SECS: [i64; 13] = [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200];
/// Possible steps between ticks, in whole days.
const STEPS_DAYS: [i64; 8] = [1, 2, 7, 14, 30, 91, 182, 365];

/// A tick: a time with a label on the ruler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The time in the run.
    pub at: SimTime,
    /// The same time as local date and clock time.
    pub local: NaiveDateTime,
    /// Whether this is the first tick of a day. Its label is then the date.
    pub day: bool,
}

/// The ticks of a range. They are at least `gap_secs` seconds apart.
#[must_use]
pub fn ticks(clock: &Clock, range: TimeRange, gap_secs: f64) -> Vec<Tick> {
    match STEPS_SECS.iter().find(|step| **step as f64 >= gap_secs) {
        Some(step) => within_days(clock, range, *step),
        None => {
            let days = STEPS_DAYS.iter().find(|days| (**days * Span::DAY.0) as f64 >= gap_secs);
            let years = (gap_secs / (365.0 * 86_400.0)).ceil() as i64;
            whole_days(clock, range, days.copied().unwrap_or(365 * years.max(1)))
        }
    }
}

/// Ticks at multiples of `step` seconds of local time, computed separately for each period between two changes of the clocks.
fn within_days(clock: &Clock, range: TimeRange, step: i64) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for (from, until, offset) in same_offset(clock, range) {
        let first = (from + offset).div_euclid(step) * step - offset;
        for secs in (first..until).step_by(step as usize).skip_while(|secs| *secs < from) {
            let local = clock.local(SimTime(secs));
            // The clocks may skip midnight, or show it twice.
            let day = local.date() > clock.local(SimTime(secs - 1)).date();
            ticks.push(Tick { at: SimTime(secs), local, day });
        }
    }
    ticks
}

/// Ticks at local midnight, every `days` days. The days are counted from the start of the common era, so that the ticks stay on the
/// same days while the view is panned.
fn whole_days(clock: &Clock, range: TimeRange, days: i64) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let (from, to) = (SimTime(range.from.floor() as i64), SimTime(range.to.ceil() as i64));
    let first = clock.local(from).date();
    let first = first - chrono::TimeDelta::days(i64::from(first.num_days_from_ce()).rem_euclid(days));
    for date in first.iter_days().step_by(days as usize) {
        // If a change of the clocks skips midnight, the day begins with the change.
        let midnight = date.and_time(NaiveTime::MIN);
        let Some(at) = clock.moment(midnight).ok().or_else(|| clock.gap(midnight).map(|gap| gap.at)) else { continue };
        if at > to {
            break;
        }
        if at >= from {
            ticks.push(Tick { at, local: date.and_time(NaiveTime::MIN), day: true });
        }
    }
    ticks
}

/// The periods of a range in which the local time has a constant offset, as `(from, until, offset)` in seconds. The offset is the
/// difference between the local time of day and the time of the run, modulo a day.
fn same_offset(clock: &Clock, range: TimeRange) -> Vec<(i64, i64, i64)> {
    let (start, end) = (range.from.floor() as i64, range.to.ceil() as i64 + 1);
    let midnight_secs = |t: i64| {
        let local = clock.local(SimTime(t));
        (i64::from(chrono::Timelike::num_seconds_from_midnight(&local)) - t).rem_euclid(Span::DAY.0)
    };
    let mut stretches = Vec::new();
    let mut from = start;
    let mut t = start;
    while t < end {
        let next = (t + Span::DAY.0).min(end);
        if clock.offset_secs(SimTime(next)) != clock.offset_secs(SimTime(t)) {
            let (mut same, mut other) = (t, next);
            while other - same > 1 {
                let middle = i64::midpoint(same, other);
                if clock.offset_secs(SimTime(middle)) == clock.offset_secs(SimTime(t)) {
                    same = middle;
                } else {
                    other = middle;
                }
            }
            stretches.push((from, other, midnight_secs(from)));
            from = other;
            t = other;
        } else {
            t = next;
        }
    }
    if from < end {
        stretches.push((from, end, midnight_secs(from)));
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn clock(zone: chrono_tz::Tz, y: i32, m: u32, d: u32, hour: u32) -> Clock {
        Clock::new(zone, NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(hour, 0, 0).unwrap()).unwrap()
    }

    fn shown(clock: &Clock, secs: f64, gap_secs: f64) -> Vec<String> {
        let ticks = ticks(clock, TimeRange { from: 0.0, to: secs }, gap_secs);
        ticks.iter().map(|tick| tick.local.format(if tick.day { "%d" } else { "%H:%M" }).to_string()).collect()
    }

    #[test]
    fn hours_thin_out_into_days_and_weeks() {
        let seoul = clock(chrono_tz::Asia::Seoul, 2022, 10, 15, 15);
        assert_eq!(shown(&seoul, 4.0 * 3_600.0, 3_000.0), ["15:00", "16:00", "17:00", "18:00", "19:00"]);
        assert_eq!(shown(&seoul, 86_400.0, 20_000.0), ["18:00", "16", "06:00", "12:00"]);
        assert_eq!(shown(&seoul, 3.0 * 86_400.0, 80_000.0), ["16", "17", "18"]);
        assert_eq!(shown(&seoul, 28.0 * 86_400.0, 500_000.0).len(), 4);
    }

    #[test]
    fn ticks_stay_on_the_hour_across_a_change_of_the_clocks() {
        // Berlin leaves summer time on 30 October 2022: 03:00 becomes 02:00 again.
        let berlin = clock(chrono_tz::Europe::Berlin, 2022, 10, 30, 0);
        assert_eq!(shown(&berlin, 5.0 * 3_600.0, 3_600.0), ["30", "01:00", "02:00", "02:00", "03:00", "04:00"]);
        // Berlin enters summer time on 27 March: 02:00 does not occur.
        let berlin = clock(chrono_tz::Europe::Berlin, 2022, 3, 27, 0);
        assert_eq!(shown(&berlin, 4.0 * 3_600.0, 3_600.0), ["27", "01:00", "03:00", "04:00", "05:00"]);
        // Havana shows midnight twice on 5 November 2023, and skips it on 12 March.
        let havana = clock(chrono_tz::America::Havana, 2023, 11, 4, 22);
        assert_eq!(shown(&havana, 5.0 * 3_600.0, 3_600.0), ["22:00", "23:00", "05", "00:00", "01:00", "02:00"]);
        let havana = clock(chrono_tz::America::Havana, 2023, 3, 11, 22);
        assert_eq!(shown(&havana, 4.0 * 3_600.0, 3_600.0), ["22:00", "23:00", "12", "02:00", "03:00"]);
        let days = ticks(&havana, TimeRange { from: 0.0, to: 2.0 * 86_400.0 }, 86_400.0);
        assert_eq!(days.iter().map(|tick| tick.at.0 / 3_600).collect::<Vec<_>>(), [2, 25]);
        // Lord Howe Island changes its clocks by half an hour.
        let howe = clock(chrono_tz::Australia::Lord_Howe, 2022, 10, 2, 1);
        assert_eq!(shown(&howe, 2.0 * 3_600.0, 1_800.0), ["01:00", "01:30", "02:30", "03:00", "03:30"]);
    }

    #[test]
    fn days_begin_at_local_midnight_whatever_their_length() {
        let berlin = clock(chrono_tz::Europe::Berlin, 2022, 10, 29, 12);
        let days = ticks(&berlin, TimeRange { from: 0.0, to: 3.0 * 86_400.0 }, 86_400.0);
        let hours: Vec<i64> = days.iter().map(|tick| tick.at.0 / 3_600).collect();
        assert_eq!(hours, [12, 37, 61], "the thirtieth has 25 hours");
    }
}
