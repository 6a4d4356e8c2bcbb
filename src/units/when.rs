//! Reads times and speeds that people type, such as "16:52", "+9h" or "30 m/s" (30 minutes of the run per second), and writes them in the
//! same forms.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Clock, SimTime, Span, text};

/// The slowest and the fastest playback speed, in seconds of the run per real second.
pub const SPEED_RANGE: std::ops::RangeInclusive<f64> = 1.0..=86_400.0;

/// Korean units of time, each with the unit that `humantime` reads.
const KOREAN_UNITS: [(&str, &str); 4] = [("일", "d"), ("시간", "h"), ("분", "m"), ("초", "s")];

/// The reason why a typed text is not a time of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedTimeError {
    /// The text does not have the form of a time.
    #[error("not a time")]
    Unreadable,
    /// The clocks skip this local time.
    #[error("the clocks skip this time")]
    Skipped,
    /// The time is before the start or after the end of the run.
    #[error("outside the run")]
    OutsideRun,
}

/// Reads a time that a person typed while the playhead was at `now`.
///
/// A clock time such as "16:52" means that time on the local day of the playhead. If this is outside the run, the first time of the run at
/// which the clock shows it is meant. "+9h 11m" and "-30m" are relative to `spark`, the first strike, or to the start of the run if there
/// is no strike.
///
/// # Errors
/// [`TypedTimeError`] if the text is not a time, or is not a time within the run.
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

/// Reads a speed in seconds of the run per real second, typed as "1 h/s", "30m", "1h 30m/s" or "90". Returns `None` if the text is not a
/// speed or is outside [`SPEED_RANGE`].
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

/// Writes a speed: `1 h/s`, `30 m/s`.
#[must_use]
pub fn speed(secs_per_sec: f64) -> String {
    format!("{}/s", text::span(Span(secs_per_sec.round() as i64)))
}

/// Writes a clock time in hours and minutes: `16:52`.
#[must_use]
pub fn hour_minute(local: NaiveDateTime) -> String {
    local.format("%H:%M").to_string()
}

/// Writes a clock time with seconds: `16:52:07`.
#[must_use]
pub fn hour_minute_second(local: NaiveDateTime) -> String {
    local.format("%H:%M:%S").to_string()
}

/// Writes a local date and time in a form that can be read again: `2022-10-15 16:52`, with seconds if they are not zero.
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
        // The first time is on Monday, because the playhead is on Monday. The second is the first 9:00 of the run, because 9:00 on the
        // first day is before the start.
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
