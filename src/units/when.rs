//! Reads times and speeds that people type, such as "16:52", "+9h" or "30 m/s" (30 minutes of the run per second), and writes them in the
//! same forms.

use chrono::{Datelike, NaiveDate, NaiveTime, Offset, Timelike, Weekday};

use super::spans::{in_english_units, is_hangul};
use super::{
    Clock, Gap, Meaning, SimTime, Span, SpanError, WrittenTime, WrittenTimeError, read_time, read_typed_span, text,
};

/// The slowest and the fastest playback speed, in seconds of the run per real second.
pub const SPEED_RANGE: std::ops::RangeInclusive<f64> = 1.0..=86_400.0;

/// The reason why a typed text is not a time of the run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedTimeError {
    /// The text is relative, but its duration cannot be read.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// The text does not have the form of a time.
    #[error(transparent)]
    Written(#[from] WrittenTimeError),
    /// The clocks skip this local time.
    #[error("the clocks skip this time")]
    Skipped {
        /// The local time that is skipped.
        skipped: chrono::NaiveDateTime,
        /// The change that skips it.
        gap: Gap,
    },
    /// The time is before the start or after the end of the run.
    #[error("outside the run")]
    OutsideRun,
}

/// Reads a time that a person typed while the playhead was at `now`.
///
/// A clock time such as "16:52" or "16시 52분" means that time on the local day of the playhead. If this is outside the run, the first time
/// of the run at which the clock shows it is meant. A date may also stand as the program shows it, "Sat 15 Oct 16:52". "+9h 11m", "+1시간", "1시간 후" and "-30m" are relative to `spark`, the first strike, or
/// to the start of the run if there is no strike.
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
    let typed = typed.trim();
    if let Some((is_later, span)) = relative(typed) {
        let span = match read_typed_span(span) {
            Err(SpanError::TooLong) => return Err(TypedTimeError::OutsideRun),
            span => span?.0,
        };
        let spark = spark.unwrap_or(SimTime::ZERO).0;
        return within(SimTime(if is_later { spark.saturating_add(span) } else { spark.saturating_sub(span) }));
    }
    let in_words = date_in_words(typed);
    let time = in_words.as_ref().map_or(typed, |date| date.time);
    let written = match korean_clock_time(time) {
        Some(time) => WrittenTime { date: None, time: Some(time), offset_secs: None },
        None if time.is_empty() && in_words.is_some() => WrittenTime { date: None, time: None, offset_secs: None },
        None => read_time(time)?,
    };
    let means = |written: &WrittenTime| match clock.meaning(written) {
        Meaning::At(t) => within(t),
        Meaning::Skipped { skipped, gap } | Meaning::LaterDay { skipped, gap, .. } => {
            within(gap.at)?;
            Err(TypedTimeError::Skipped { skipped, gap })
        }
    };
    if let Some(in_words) = in_words {
        let years = clock.local(SimTime::ZERO).year()..=clock.local(SimTime(length.0)).year();
        let dates = years.filter_map(|year| in_words.in_year(year));
        let times: Vec<_> = dates.map(|date| means(&WrittenTime { date: Some(date), ..written })).collect();
        let in_run = times.iter().position(|time| *time != Err(TypedTimeError::OutsideRun));
        return times.into_iter().nth(in_run.unwrap_or(0)).unwrap_or(Err(TypedTimeError::OutsideRun));
    }
    if written.date.is_some() {
        return means(&written);
    }
    let today = clock.local(now).date();
    let on_day = match written.offset_secs {
        None => means(&WrittenTime { date: Some(today), ..written }),
        Some(_) => days_around(today)
            .filter_map(|date| means(&WrittenTime { date: Some(date), ..written }).ok())
            .find(|t| clock.local(*t).date() == today)
            .ok_or(TypedTimeError::OutsideRun),
    };
    match on_day {
        Err(TypedTimeError::OutsideRun) => means(&written),
        on_day => on_day,
    }
}

/// A date as the program shows it, such as "Sat 15 Oct 16:52" or "10월 15일 (토) 16:52".
struct DateInWords<'t> {
    year: Option<i32>,
    month: u32,
    day: u32,
    weekday: Option<Weekday>,
    /// What follows the date.
    time: &'t str,
}

impl DateInWords<'_> {
    /// The date in this year; `None` if it is another year or has no such date.
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let date = NaiveDate::from_ymd_opt(self.year.unwrap_or(year), self.month, self.day)?;
        let fits = date.year() == year && self.weekday.is_none_or(|weekday| date.weekday() == weekday);
        fits.then_some(date)
    }
}

/// Reads the date at the beginning of a text, as the program shows it in English and Korean. `None` if it begins with something else.
fn date_in_words(typed: &str) -> Option<DateInWords<'_>> {
    english_date(typed).or_else(|| korean_date(typed))
}

fn english_date(typed: &str) -> Option<DateInWords<'_>> {
    fn word(text: &str) -> (&str, &str) {
        let (word, rest) = text.trim_start().split_once(char::is_whitespace).unwrap_or((text.trim_start(), ""));
        (word.trim_end_matches(','), rest)
    }
    let (first, rest) = word(typed);
    let weekday: Option<Weekday> = first.parse().ok();
    let (day, rest) = if weekday.is_some() { word(rest) } else { (first, rest) };
    let (month, rest) = word(rest);
    let day = day.parse().ok()?;
    let month = month.parse::<chrono::Month>().ok()?.number_from_month();
    let (year, after) = word(rest);
    let year: Option<i32> = Some(year).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    Some(DateInWords { year, month, day, weekday, time: if year.is_some() { after } else { rest }.trim() })
}

fn korean_date(typed: &str) -> Option<DateInWords<'_>> {
    let (year, rest) = typed.split_once('년').map_or((None, typed), |(year, rest)| (Some(year), rest));
    let year = year.map(|year| year.trim().parse().ok());
    let year: Option<i32> = match year {
        Some(None) => return None,
        year => year.flatten(),
    };
    let (month, rest) = rest.split_once('월')?;
    let (day, rest) = rest.split_once('일')?;
    let rest = rest.trim();
    let in_brackets = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let days = [
        ("월", Weekday::Mon),
        ("화", Weekday::Tue),
        ("수", Weekday::Wed),
        ("목", Weekday::Thu),
        ("금", Weekday::Fri),
        ("토", Weekday::Sat),
        ("일", Weekday::Sun),
    ];
    let weekday = in_brackets.and_then(|(name, _)| days.iter().find(|(own, _)| *own == name)).map(|(_, day)| *day);
    let time = in_brackets.map_or(rest, |(_, rest)| rest).trim();
    Some(DateInWords { year, month: month.trim().parse().ok()?, day: day.trim().parse().ok()?, weekday, time })
}

/// This day, and the days before and after it, on which it may be somewhere else.
fn days_around(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    [Some(day), day.pred_opt(), day.succ_opt()].into_iter().flatten()
}

/// Whether a relative time is later than what it is relative to, and its duration as text. `None` if the text is not relative.
fn relative(typed: &str) -> Option<(bool, &str)> {
    let in_korean = typed.chars().any(is_hangul);
    let after = typed.strip_suffix(['후', '뒤']).filter(|_| in_korean);
    if let Some(span) = typed.strip_prefix('+') {
        return Some((true, after.map_or(span, |after| after.trim_start_matches('+'))));
    }
    if let Some(span) = typed.strip_prefix(['-', '\u{2212}']) {
        return Some((false, span));
    }
    let before = typed.strip_suffix('전').map(|span| (false, span));
    after.map(|span| (true, span)).or(before)
}

/// Reads a clock time in Korean: "16시 52분", "16시 반", "오후 4시 52분 30초". `None` if the text does not have this form.
fn korean_clock_time(typed: &str) -> Option<NaiveTime> {
    let (half, rest) = [("오전", 0), ("오후", 12)]
        .iter()
        .find_map(|(word, later)| Some((Some(*later), typed.strip_prefix(word)?)))
        .unwrap_or((None, typed));
    let (hour, rest) = rest.split_once('시').filter(|(_, rest)| !rest.starts_with('간'))?;
    let hour: u32 = hour.trim().parse().ok()?;
    let hour = match half {
        None => hour,
        Some(later) => (1..=12).contains(&hour).then_some(hour % 12 + later)?,
    };
    let rest = rest.trim().replace('반', "30분");
    let (minute, rest) = rest.split_once('분').unwrap_or(("0", &rest));
    let second = rest.trim().strip_suffix('초').unwrap_or(if rest.trim().is_empty() { "0" } else { rest });
    NaiveTime::from_hms_opt(hour, minute.trim().parse().ok()?, second.trim().parse().ok()?)
}

/// Reads a speed in seconds of the run per real second, typed as "1 h/s", "30m", "1h 30m/s" or "90". Returns `None` if the text is not a
/// speed or is outside [`SPEED_RANGE`].
#[must_use]
pub fn typed_speed(typed: &str) -> Option<f64> {
    let typed = in_english_units(typed.trim());
    let span = typed.strip_suffix("/s").or_else(|| typed.strip_suffix("/ s")).unwrap_or(&typed).trim();
    let secs = match span.parse::<f64>() {
        Ok(secs) => secs,
        Err(_) => read_typed_span(span).ok()?.as_secs_f64(),
    };
    SPEED_RANGE.contains(&secs).then_some(secs)
}

/// Writes a speed: `1 h/s`, `30 m/s`.
#[must_use]
pub fn speed(secs_per_sec: f64) -> String {
    format!("{}/s", text::span(Span(secs_per_sec.round() as i64)))
}

/// Writes a clock time in hours and minutes: `16:52`. If the clocks show this time twice, its offset from UTC follows: `02:30 +02:00`.
#[must_use]
pub fn hour_minute(clock: &Clock, t: SimTime) -> String {
    format!("{}{}", clock.local(t).format("%H:%M"), offset_if_needed(clock, t))
}

/// Writes a clock time with seconds: `16:52:07`. If the clocks show this time twice, its offset from UTC follows.
#[must_use]
pub fn hour_minute_second(clock: &Clock, t: SimTime) -> String {
    format!("{}{}", clock.local(t).format("%H:%M:%S"), offset_if_needed(clock, t))
}

/// Writes a clock time to the minute, or to the second if it is not a full minute. If the clocks show this time twice, its offset from UTC
/// follows.
#[must_use]
pub fn clock_time(clock: &Clock, t: SimTime) -> String {
    if clock.local(t).second() == 0 { hour_minute(clock, t) } else { hour_minute_second(clock, t) }
}

/// Writes a local date and time in a form that can be read again: `2022-10-15 16:52`, with seconds if they are not zero, and with its
/// offset from UTC if the clocks show this time twice.
#[must_use]
pub fn typed_again(clock: &Clock, t: SimTime) -> String {
    format!("{} {}", clock.local(t).date(), clock_time(clock, t))
}

/// Writes a local date and time, without its offset from UTC: `2022-10-15 16:52`.
#[must_use]
pub fn typed_local(local: chrono::NaiveDateTime) -> String {
    let pattern = if local.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    local.format(pattern).to_string()
}

/// Writes the offset from UTC at `t`: `+09:00`; with seconds if it has some, as offsets had a hundred years ago.
#[must_use]
pub fn offset(clock: &Clock, t: SimTime) -> String {
    let at = clock.at(t);
    let has_seconds = at.offset().fix().local_minus_utc() % 60 != 0;
    at.format(if has_seconds { "%::z" } else { "%:z" }).to_string()
}

fn offset_if_needed(clock: &Clock, t: SimTime) -> String {
    if clock.is_shown_twice(t) { format!(" {}", offset(clock, t)) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        clock_in(chrono_tz::Asia::Seoul, "2022-10-15 15:00")
    }

    fn clock_in(zone: chrono_tz::Tz, start: &str) -> Clock {
        let WrittenTime { date: Some(date), time: Some(time), .. } = read_time(start).unwrap() else { unreachable!() };
        Clock::new(zone, date.and_time(time)).unwrap()
    }

    fn check_time(typed: &str, now: i64, expected: Result<i64, TypedTimeError>) {
        let spark = Some(SimTime(19 * 60));
        let read = typed_moment(typed, &clock(), SimTime(now), spark, Span(6 * 86_400));
        assert_eq!(read, expected.map(SimTime), "{typed}");
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
    fn times_with_an_offset_mean_that_instant() {
        check_time("2022-10-15T07:52Z", 0, Ok(6_720));
        check_time("2022-10-15 16:52 +09:00", 0, Ok(6_720));
        check_time("07:52Z", 0, Ok(6_720));
        // On Monday in Seoul it is still Sunday in UTC when the day begins.
        check_time("23:00Z", 40 * 3_600, Ok(41 * 3_600));
        check_time("00:00 +00:00", 0, Ok(18 * 3_600));
    }

    #[test]
    fn korean_times_are_read_as_people_mean_them() {
        let spark = 19 * 60;
        check_time("+1시간", 0, Ok(spark + 3_600));
        check_time("+30분", 0, Ok(spark + 1_800));
        check_time("+1시간 30분 후", 0, Ok(spark + 5_400));
        check_time("1시간 30분 후", 0, Ok(spark + 5_400));
        check_time("1시간 반 뒤", 0, Ok(spark + 5_400));
        check_time("10분 전", 0, Ok(spark - 600));
        check_time("-10분", 0, Ok(spark - 600));
        check_time("16시 52분", 0, Ok(6_720));
        check_time("오후 4시 52분 30초", 0, Ok(6_750));
        check_time("16시 반", 0, Ok(5_400));
        check_time("오전 9시", 40 * 3_600, Ok(42 * 3_600));
        check_time("오전 12시", 0, Ok(9 * 3_600));
        check_time("25시", 0, Err(TypedTimeError::Written(WrittenTimeError::Unreadable)));
        check_time("16시 60분", 0, Err(TypedTimeError::Written(WrittenTimeError::Unreadable)));
        check_time("1시간", 0, Err(TypedTimeError::Written(WrittenTimeError::Unreadable)));
    }

    #[test]
    fn times_are_read_as_the_program_shows_them() {
        for (shown, secs) in [
            ("Sat 15 Oct 16:52", 6_720),
            ("Sat 15 Oct 16:52:00 +09:00", 6_720),
            ("15 Oct 2022 16:52:30", 6_750),
            ("Mon 17 October", 33 * 3_600),
            ("10월 15일 (토) 16:52", 6_720),
            ("2022년 10월 15일 (토) 16:52:30", 6_750),
            ("10월 15일 오후 4시 52분", 6_720),
        ] {
            check_time(shown, 0, Ok(secs));
        }
        for other in ["Sun 15 Oct 16:52", "15 Oct 2023 16:52", "31 Feb 16:52", "Sat 14 Oct 16:52", "13월 15일 16:52"]
        {
            check_time(other, 0, Err(TypedTimeError::OutsideRun));
        }
        for text in ["Sat 15 Oct noon", "15 Foo 16:52", "Sat", "10월"] {
            check_time(text, 0, Err(TypedTimeError::Written(WrittenTimeError::Unreadable)));
        }
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_refused_on_its_day() {
        let berlin = clock_in(chrono_tz::Europe::Berlin, "2026-03-28 12:00");
        let read = |typed, now| typed_moment(typed, &berlin, SimTime(now), None, Span(3 * 86_400));
        let is_skipped = |read| matches!(read, Err(TypedTimeError::Skipped { .. }));
        // On Saturday 02:30 is over, and on Sunday the clocks skip it.
        assert!(is_skipped(read("02:30", 0)));
        assert!(is_skipped(read("02:30", 20 * 3_600)));
        assert!(is_skipped(read("2026-03-29 02:30", 0)));
        assert_eq!(read("02:30", 40 * 3_600), Ok(SimTime(37 * 3_600 + 1_800)));
        assert_eq!(read("02:30 +01:00", 0), Ok(SimTime(14 * 3_600 + 1_800)));
    }

    #[test]
    fn speeds_in_months_are_refused() {
        assert_eq!(typed_speed("30M"), None);
    }

    #[test]
    fn what_is_no_time_of_the_run_is_refused() {
        let unreadable = || Err(TypedTimeError::Written(WrittenTimeError::Unreadable));
        check_time("noon", 0, unreadable());
        check_time("", 0, unreadable());
        check_time("25:00", 0, unreadable());
        check_time("09:30:60", 0, Err(TypedTimeError::Written(WrittenTimeError::SixtySeconds)));
        check_time("24:00", 0, Err(TypedTimeError::Written(WrittenTimeError::EndOfDay)));
        check_time("+", 0, Err(TypedTimeError::Span(SpanError::Unreadable)));
        check_time("+30M", 0, Err(TypedTimeError::Span(SpanError::UpperM { minutes: "30m".to_owned() })));
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

    /// A zone, and a time in the years that files may have: often one within hours of a change of the clocks, if the zone has one near.
    fn any_clock_and_time() -> impl proptest::strategy::Strategy<Value = (Clock, SimTime)> {
        use proptest::prelude::*;
        let changing = [
            chrono_tz::Europe::Berlin,
            chrono_tz::America::New_York,
            chrono_tz::Australia::Lord_Howe,
            chrono_tz::America::Havana,
            chrono_tz::Asia::Beirut,
            chrono_tz::America::Santiago,
            chrono_tz::Asia::Amman,
            chrono_tz::Africa::Casablanca,
            chrono_tz::Asia::Seoul,
            chrono_tz::Asia::Pyongyang,
            chrono_tz::Europe::Amsterdam,
            chrono_tz::Africa::Monrovia,
            chrono_tz::Pacific::Apia,
            chrono_tz::America::St_Johns,
            chrono_tz::Antarctica::Troll,
        ];
        let all = 0..chrono_tz::TZ_VARIANTS.len();
        let zone = prop_oneof![
            proptest::sample::select(changing.to_vec()),
            all.prop_map(|index| chrono_tz::TZ_VARIANTS[index])
        ];
        let seconds = -2_208_900_000..7_258_000_000_i64;
        (zone, seconds, -86_400..86_400_i64, any::<bool>()).prop_map(|(zone, secs, beside, is_near_change)| {
            let clock = Clock::at_unix_secs(zone, 0);
            let offset = |secs: i64| clock.offset_secs(SimTime(secs));
            // The first change of the clocks in the year after `secs`, to half a day.
            let change =
                (0..730).map(|half_day| secs + half_day * 43_200).find(|secs| offset(*secs) != offset(secs + 43_200));
            let at = change.filter(|_| is_near_change).map_or(secs, |change| change + 21_600 + beside / 2);
            // The run begins up to four days before.
            (Clock::at_unix_secs(zone, at - (beside + 86_400) * 2), SimTime((beside + 86_400) * 2))
        })
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_shown_is_read_as_the_same_instant((clock, t) in any_clock_and_time(), now in 0..400_000_i64) {
            let length = Span(400_000);
            let shown = typed_again(&clock, t);
            proptest::prop_assert_eq!(typed_moment(&shown, &clock, SimTime(now), None, length), Ok(t), "{}", shown);
            proptest::prop_assert_eq!(clock.meaning(&read_time(&shown).unwrap()), Meaning::At(t), "{}", shown);
            let in_words = format!("{} {}", clock.local(t).format("%a %d %b"), clock_time(&clock, t));
            proptest::prop_assert_eq!(typed_moment(&in_words, &clock, SimTime(now), None, length), Ok(t), "{}", in_words);
            // With its offset, an instant can be written in any zone.
            let with_offset = format!("{}T{}{}", clock.local(t).date(), clock.local(t).time(), offset(&clock, t));
            proptest::prop_assert_eq!(clock.meaning(&read_time(&with_offset).unwrap()), Meaning::At(t), "{}", with_offset);
            // A clock time alone means a time of the same day at which the clock shows it.
            let time = clock_time(&clock, t);
            let read = typed_moment(&time, &clock, t, None, length).unwrap();
            proptest::prop_assert_eq!(typed_again(&clock, read), shown);
            // The same text is never shown for two times.
            proptest::prop_assert_ne!(typed_again(&clock, t + Span(3_600)), typed_again(&clock, t));
            proptest::prop_assert_ne!(typed_again(&clock, t + Span(1_800)), typed_again(&clock, t));
        }
    }
}
