//! How moments and speeds are typed by people, and how they are written back: clock times, dates, "+9h", "30 m/s".

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Clock, SimTime, Span, text};

/// Slowest and fastest speed, in seconds of the run per second of the person's time.
pub const SPEED_RANGE: std::ops::RangeInclusive<f64> = 1.0..=86_400.0;

/// Units of time as Koreans write them, with those that `humantime` reads.
const KOREAN_UNITS: [(&str, &str); 4] = [("일", "d"), ("시간", "h"), ("분", "m"), ("초", "s")];

/// Why a typed time names no moment of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedTimeError {
    /// It is no form of a time.
    #[error("not a time")]
    Unreadable,
    /// The clocks skip it.
    #[error("the clocks skip this time")]
    Skipped,
    /// It is before the start or after the end.
    #[error("outside the run")]
    OutsideRun,
}

/// The moment that a person means who types `typed` while the playhead is at `now`.
///
/// A clock time is that of the local day of the playhead, or, where that is outside the run, the first one of the run. "+9h 11m" and
/// "-30m" count from `spark`, the first strike (or from the start of the run, if nothing struck).
///
/// # Errors
/// [`TypedTimeError`] if the text is no time, or none of the run.
pub fn typed_moment(
    typed: &str,
    clock: &Clock,
    now: SimTime,
    spark: Option<SimTime>,
    length: Span,
) -> Result<SimTime, TypedTimeError> {
    let within = |t: SimTime| (0..=length.0).contains(&t.0).then_some(t).ok_or(TypedTimeError::OutsideRun);
    let at = |local: NaiveDateTime| clock.moment(local).map_err(|_| TypedTimeError::Skipped);
    let typed = typed.trim();

    let after = |span: &str| {
        let secs = humantime::parse_duration(span.trim_start()).map_err(|_| TypedTimeError::Unreadable)?.as_secs();
        i64::try_from(secs).map_err(|_| TypedTimeError::OutsideRun)
    };
    let spark = spark.unwrap_or(SimTime::ZERO);
    if let Some(span) = typed.strip_prefix('+') {
        return within(SimTime(spark.0.saturating_add(after(span)?)));
    }
    if let Some(span) = typed.strip_prefix(['-', '\u{2212}']) {
        return within(SimTime(spark.0.saturating_sub(after(span)?)));
    }
    if let Some(time) = clock_time(typed) {
        let today = clock.moment(clock.local(now).date().and_time(time)).ok().and_then(|t| within(t).ok());
        return today.map_or_else(|| within(clock.next_time(SimTime::ZERO, time)), Ok);
    }
    let (date, time) = typed.split_once([' ', 'T']).map_or((typed, None), |(date, time)| (date, Some(time.trim())));
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| TypedTimeError::Unreadable)?;
    let time = match time {
        Some(time) => clock_time(time).ok_or(TypedTimeError::Unreadable)?,
        None => NaiveTime::MIN,
    };
    within(at(date.and_time(time))?)
}

fn clock_time(typed: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(typed, "%H:%M").or_else(|_| NaiveTime::parse_from_str(typed, "%H:%M:%S")).ok()
}

/// The speed that a person means: "1 h/s", "30m", "1h 30m/s", or seconds per second, "90". `None` if it is none, or out of [`SPEED_RANGE`].
#[must_use]
pub fn typed_speed(typed: &str) -> Option<f64> {
    let typed = KOREAN_UNITS.iter().fold(typed.trim().to_owned(), |typed, (unit, short)| typed.replace(unit, short));
    let span = typed.strip_suffix("/s").or_else(|| typed.strip_suffix("/ s")).unwrap_or(&typed).trim();
    let secs = match span.parse::<f64>() {
        Ok(secs) => secs,
        Err(_) => humantime::parse_duration(span).ok()?.as_secs_f64(),
    };
    SPEED_RANGE.contains(&secs).then_some(secs)
}

/// A speed: `1 h/s`, `30 m/s`.
#[must_use]
pub fn speed(secs_per_sec: f64) -> String {
    format!("{}/s", text::span(Span(secs_per_sec.round() as i64)))
}

/// A clock time: `16:52`.
#[must_use]
pub fn hour_minute(local: NaiveDateTime) -> String {
    local.format("%H:%M").to_string()
}

/// A clock time to the second: `16:52:07`.
#[must_use]
pub fn hour_minute_second(local: NaiveDateTime) -> String {
    local.format("%H:%M:%S").to_string()
}

/// A local date and time as it can be typed again: `2022-10-15 16:52`, with seconds where they are not zero.
#[must_use]
pub fn typed_again(local: NaiveDateTime) -> String {
    let pattern = if chrono::Timelike::second(&local) == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    local.format(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        let start = NaiveDate::from_ymd_opt(2022, 10, 15).unwrap().and_hms_opt(15, 0, 0).unwrap();
        Clock::new(chrono_tz::Asia::Seoul, start).unwrap()
    }

    fn check_time(typed: &str, now: i64, expected: Result<i64, TypedTimeError>) {
        let spark = Some(SimTime(19 * 60));
        let read = typed_moment(typed, &clock(), SimTime(now), spark, Span(6 * 86_400));
        assert_eq!(read.map(|t| t.0), expected, "{typed}");
    }

    #[test]
    fn times_are_read_as_people_mean_them() {
        check_time("16:52", 0, Ok(6_720));
        check_time(" 16:52:30 ", 0, Ok(6_750));
        // Monday's nine o'clock while the playhead is on Monday; the run's first while it is on its first day.
        check_time("09:00", 40 * 3_600, Ok(42 * 3_600));
        check_time("9:00", 0, Ok(18 * 3_600));
        check_time("2022-10-17 09:00", 0, Ok(42 * 3_600));
        check_time("2022-10-17T09:00", 0, Ok(42 * 3_600));
        check_time("2022-10-17", 0, Ok(33 * 3_600));
        check_time("+9h", 0, Ok(9 * 3_600 + 19 * 60));
        check_time("+ 1h 33m", 0, Ok(6_720));
        check_time("-19m", 0, Ok(0));
    }

    #[test]
    fn what_is_no_time_of_the_run_is_refused() {
        check_time("noon", 0, Err(TypedTimeError::Unreadable));
        check_time("", 0, Err(TypedTimeError::Unreadable));
        check_time("25:00", 0, Err(TypedTimeError::Unreadable));
        check_time("+", 0, Err(TypedTimeError::Unreadable));
        check_time("2022-10-15 14:59", 0, Err(TypedTimeError::OutsideRun));
        check_time("-1h", 0, Err(TypedTimeError::OutsideRun));
        check_time("+999999999999999999s", 0, Err(TypedTimeError::OutsideRun));
    }

    #[test]
    fn speeds_are_read_and_written() {
        for (typed, secs) in [
            ("1 h/s", 3_600.0),
            ("30 m/s", 1_800.0),
            ("30m", 1_800.0),
            ("1h 30m/s", 5_400.0),
            ("1 d/s", 86_400.0),
            ("90", 90.0),
            ("1 s/s", 1.0),
            ("1시간 30분/초", 5_400.0),
            ("1일/초", 86_400.0),
        ] {
            assert_eq!(typed_speed(typed), Some(secs), "{typed}");
        }
        for typed in ["", "fast", "0", "2 d/s", "-5", "NaN", "inf", "0.5 s/s"] {
            assert_eq!(typed_speed(typed), None, "{typed}");
        }
        assert_eq!(speed(3_600.0), "1 h/s");
        assert_eq!(speed(1_800.0), "30 m/s");
        assert_eq!(speed(86_400.0), "1 d/s");
    }
}
