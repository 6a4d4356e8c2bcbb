//! Reads dates, times of day and offsets from UTC as people write them. It knows no clock: what a text means in a time zone is found by
//! [`Clock::meaning`](super::Clock::meaning).

use chrono::{NaiveDate, NaiveTime};

/// An offset from UTC has fewer hours than this. (No zone has been further away since 1900.)
const LARGEST_OFFSET_HOURS: i32 = 16;

/// A date and time of day as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenTime {
    /// The date; `None` if it is left out.
    pub date: Option<NaiveDate>,
    /// The time of day; `None` if it is left out, which only a date allows.
    pub time: Option<NaiveTime>,
    /// The offset from UTC, in seconds; `None` if local time is meant.
    pub offset_secs: Option<i32>,
}

/// The reason why a text is not a date, time of day or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrittenTimeError {
    /// The seconds are 60, as in a leap second.
    #[error("the seconds go from 00 to 59")]
    SixtySeconds,
    /// The time is 24:00, the end of a day.
    #[error("the day ends at 24:00, which is 00:00 of the next day")]
    EndOfDay,
    /// The time has a fraction of a second.
    #[error("not in whole seconds")]
    Subsecond,
    /// What stands after the time is an abbreviation of a time zone, or an offset that no zone has.
    #[error("not an offset from UTC")]
    Offset,
    /// The text does not have the form of a time.
    #[error("not a time")]
    Unreadable,
}

/// Reads a date, a time of day or both, with or without an offset from UTC: "2022-10-15 16:52", "2022-10-15T16:52:30Z", "16:52",
/// "08:30 +09:00", "2022-10-15".
///
/// # Errors
/// [`WrittenTimeError`] if the text does not have such a form.
pub fn read_time(text: &str) -> Result<WrittenTime, WrittenTimeError> {
    let text = text.trim();
    let is_date = text.split_once('-').is_some_and(|(year, _)| !year.is_empty() && is_digits(year));
    if !is_date {
        let (time, offset_secs) = time_and_offset(text.strip_prefix(['T', 't']).unwrap_or(text))?;
        return Ok(WrittenTime { date: None, time: Some(time), offset_secs });
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, 'T' | 't')).unwrap_or(text.len());
    let date = Some(read_date(&text[..end]).ok_or(WrittenTimeError::Unreadable)?);
    if end == text.len() {
        return Ok(WrittenTime { date, time: None, offset_secs: None });
    }
    let rest = text[end..].trim_start();
    let (time, offset_secs) = time_and_offset(rest.strip_prefix(['T', 't']).unwrap_or(rest).trim_start())?;
    Ok(WrittenTime { date, time: Some(time), offset_secs })
}

/// Reads a date, "2022-10-15".
#[must_use]
pub fn read_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// Reads a time of day without an offset: "16:52" or "16:52:30".
///
/// # Errors
/// [`WrittenTimeError`] if the text is not such a time; [`WrittenTimeError::Offset`] if more than a time stands there.
pub fn read_time_of_day(text: &str) -> Result<NaiveTime, WrittenTimeError> {
    let (time, offset_secs) = time_and_offset(text.trim())?;
    if offset_secs.is_some() { Err(WrittenTimeError::Offset) } else { Ok(time) }
}

/// Reads an offset from UTC in seconds: "Z", "+09:00", "+9", "-0330", "UTC+9", "GMT". `None` if it is not one.
#[must_use]
pub fn read_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let utc = text.get(..3).filter(|start| start.eq_ignore_ascii_case("utc") || start.eq_ignore_ascii_case("gmt"));
    let signed = utc.map_or(text, |_| text[3..].trim_start());
    if signed.is_empty() {
        return utc.map(|_| 0);
    }
    let east = signed.strip_prefix('+');
    let size = east.or_else(|| signed.strip_prefix(['-', '\u{2212}']))?.trim_start();
    let parts: Vec<&str> = match size.len() {
        4 | 6 if is_digits(size) => (0..size.len()).step_by(2).map(|at| &size[at..at + 2]).collect(),
        _ => size.split(':').collect(),
    };
    let is_first = |part: &&str| matches!(part.len(), 1 | 2) && is_digits(part);
    let is_sixtieth = |part: &&str| part.len() == 2 && is_digits(part) && *part < "60";
    if parts.len() > 3 || !is_first(&parts[0]) || !parts[1..].iter().all(is_sixtieth) {
        return None;
    }
    let mut numbers = parts.iter().map(|part| part.parse::<i32>().unwrap_or_default());
    let mut next = || numbers.next().unwrap_or_default();
    let (hours, minutes, seconds) = (next(), next(), next());
    let secs = (hours * 60 + minutes) * 60 + seconds;
    (hours < LARGEST_OFFSET_HOURS).then_some(if east.is_some() { secs } else { -secs })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn time_and_offset(text: &str) -> Result<(NaiveTime, Option<i32>), WrittenTimeError> {
    let is_of_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let end = text.find(|c| !is_of_clock(c)).unwrap_or(text.len());
    let (time, offset) = (clock_time(&text[..end])?, text[end..].trim());
    if offset.is_empty() {
        return Ok((time, None));
    }
    match read_offset(offset) {
        Some(offset_secs) => Ok((time, Some(offset_secs))),
        // A text such as "16:52 KST" or "16:52 +25:00" names a zone. Others, such as "16:52 or so", are something else.
        None if offset.starts_with(['+', '-', '\u{2212}']) => Err(WrittenTimeError::Offset),
        None if offset.len() <= 5 && offset.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Err(WrittenTimeError::Offset)
        }
        None => Err(WrittenTimeError::Unreadable),
    }
}

fn clock_time(text: &str) -> Result<NaiveTime, WrittenTimeError> {
    let (whole, fraction) = text.split_once(['.', ',']).map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let parts: Vec<&str> = whole.split(':').collect();
    let is_part = |part: &&str| matches!(part.len(), 1 | 2) && is_digits(part);
    let is_fraction = |digits: &str| parts.len() == 3 && !digits.is_empty() && is_digits(digits);
    if !matches!(parts.len(), 2 | 3) || !parts.iter().all(is_part) || !fraction.is_none_or(is_fraction) {
        return Err(WrittenTimeError::Unreadable);
    }
    let mut numbers = parts.iter().map(|part| part.parse::<u32>().unwrap_or_default());
    let mut next = || numbers.next().unwrap_or_default();
    let (hour, minute, second) = (next(), next(), next());
    let time = match (hour, minute, second) {
        (24, 0, 0) => Err(WrittenTimeError::EndOfDay),
        (0..24, 0..60, 60) => Err(WrittenTimeError::SixtySeconds),
        _ => NaiveTime::from_hms_opt(hour, minute, second).ok_or(WrittenTimeError::Unreadable),
    }?;
    // Other programs write ".000" after whole seconds.
    let is_whole = fraction.is_none_or(|digits| digits.bytes().all(|byte| byte == b'0'));
    if is_whole { Ok(time) } else { Err(WrittenTimeError::Subsecond) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, WrittenTimeError> {
        let WrittenTime { date, time, offset_secs } = read_time(text)?;
        let parts = [
            date.map(|date| date.to_string()),
            time.map(|time| time.to_string()),
            offset_secs.map(|secs| secs.to_string()),
        ];
        Ok(parts.map(|part| part.unwrap_or_else(|| "-".to_owned())).join(" "))
    }

    #[test]
    fn times_are_read_in_the_forms_of_their_authors() {
        for (text, parts) in [
            ("2022-10-15 16:52", "2022-10-15 16:52:00 -"),
            ("2022-10-15 16:52:30", "2022-10-15 16:52:30 -"),
            ("2022-10-15T16:52", "2022-10-15 16:52:00 -"),
            ("2022-10-15t16:52z", "2022-10-15 16:52:00 0"),
            ("2026-03-02T09:30Z", "2026-03-02 09:30:00 0"),
            ("2026-03-02T09:30:00.000Z", "2026-03-02 09:30:00 0"),
            ("2026-03-02 09:30+09:00", "2026-03-02 09:30:00 32400"),
            ("2026-03-02 09:30 +09:00", "2026-03-02 09:30:00 32400"),
            ("2026-03-02 09:30-0330", "2026-03-02 09:30:00 -12600"),
            ("2026-03-02 09:30 UTC", "2026-03-02 09:30:00 0"),
            ("2026-03-02 09:30 UTC+9", "2026-03-02 09:30:00 32400"),
            ("1908-01-01 00:00 +08:27:52", "1908-01-01 00:00:00 30472"),
            ("09:30", "- 09:30:00 -"),
            ("9:30", "- 09:30:00 -"),
            ("T09:30", "- 09:30:00 -"),
            ("08:30 +00:00", "- 08:30:00 0"),
            ("08:30-05:00", "- 08:30:00 -18000"),
            ("08:30 \u{2212}05", "- 08:30:00 -18000"),
            ("08:30Z", "- 08:30:00 0"),
            ("2022-10-15", "2022-10-15 - -"),
            (" 16:52 ", "- 16:52:00 -"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(parts), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        use WrittenTimeError::{EndOfDay, Offset, SixtySeconds, Subsecond, Unreadable};
        for (text, error) in [
            ("09:30:60", SixtySeconds),
            ("2022-12-31T23:59:60Z", SixtySeconds),
            ("24:00", EndOfDay),
            ("2022-10-15 24:00:00", EndOfDay),
            ("09:30:15.5", Subsecond),
            ("09:30 KST", Offset),
            ("09:30 +25:00", Offset),
            ("09:30 +09:60", Offset),
            ("25:00", Unreadable),
            ("24:01", Unreadable),
            ("09:60", Unreadable),
            ("09:30:61", Unreadable),
            ("24:00:60", Unreadable),
            ("9", Unreadable),
            ("", Unreadable),
            ("noon", Unreadable),
            ("09:30 or so", Unreadable),
            ("09:30.5", Unreadable),
            ("2022-10-15T", Unreadable),
            ("2022-02-30 09:30", Unreadable),
            ("2022-10-15 09:30 [Asia/Seoul]", Unreadable),
            ("２２:００", Unreadable),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
        assert_eq!(read_time_of_day("09:30 +00:00"), Err(Offset));
        assert_eq!(read_time_of_day("2022-10-15 09:30"), Err(Unreadable));
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,24}") {
            let _ = (read_time(&text), read_offset(&text));
        }

        #[test]
        fn no_text_that_looks_like_a_time_is_too_odd(text in "[0-9:TZ+ .UTC\u{2212}-]{0,24}") {
            let _ = (read_time(&text), read_offset(&text));
        }
    }
}
