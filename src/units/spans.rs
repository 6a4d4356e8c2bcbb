//! Reads durations as people write them: "1h 33m", "4H", "PT4H", "1:30:00" and, where people type, "1시간 33분".
//!
//! `humantime` knows the units and does the arithmetic. It reads `M` as months and a number with a space inside as one number, so those
//! are refused here, and the forms that it does not know are brought into its form.

use super::Span;
use super::text::typed_span;

/// Units that do not always have the same length.
const CALENDAR_UNITS: [&str; 6] = ["y", "yr", "year", "years", "month", "months"];

/// Korean words for units of time, each with the unit of `humantime`. A word that contains another comes before it.
const KOREAN_UNITS: [(&str, &str); 8] =
    [("개월", "months"), ("주일", "w"), ("시간", "h"), ("년", "y"), ("주", "w"), ("일", "d"), ("분", "m"), ("초", "s")];

/// Which units a duration may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanUnits {
    /// Weeks and smaller units.
    Exact,
    /// Years (of 365.25 days) and months (of 30.44 days) too.
    Calendar,
}

/// The reason why a text is not a duration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The unit is `M`, which could be minutes or months.
    #[error("m is minutes: write {minutes}")]
    UpperM {
        /// The text with `m`, which is minutes.
        minutes: String,
    },
    /// The text has years or months where they may not stand.
    #[error("years and months may not stand here: write {exact}")]
    Calendar {
        /// The same duration in days and smaller units.
        exact: String,
    },
    /// The text, such as "4:00", could be hours and minutes or minutes and seconds.
    #[error("can be read as {hours} or {minutes}")]
    TwoWays {
        /// The duration if the text is hours and minutes.
        hours: String,
        /// The duration if the text is minutes and seconds.
        minutes: String,
    },
    /// The last number has no unit.
    #[error("the number {number} has no unit")]
    NoUnit {
        /// The number.
        number: String,
    },
    /// There is no such unit.
    #[error("there is no unit {unit}")]
    NoSuchUnit {
        /// The unit as it is written.
        unit: String,
    },
    /// The text is in Korean, which is read only where people type.
    #[error("write {english}")]
    Korean {
        /// The same duration in the form of files.
        english: String,
    },
    /// The duration is not in whole seconds.
    #[error("not in whole seconds")]
    Subsecond,
    /// The duration is too long for a number of seconds.
    #[error("too long")]
    TooLong,
    /// The text does not have the form of a duration.
    #[error("not a duration")]
    Unreadable,
}

/// Reads a duration in whole seconds, as it is written in files. Upper case is the same as lower case, apart from `M`.
///
/// # Errors
/// [`SpanError`] if the text is not such a duration.
pub fn read_span(text: &str, units: SpanUnits) -> Result<Span, SpanError> {
    let text = text.trim();
    if let Some(span) = clock_form(text) {
        return span;
    }
    if text.starts_with(['P', 'p']) {
        let (parts, has_calendar) = iso_parts(text).ok_or(SpanError::Unreadable)?;
        let span = parse(&parts)?;
        // A year or month of ISO 8601 is one of the calendar, so it has no length of its own.
        return if has_calendar { Err(SpanError::Calendar { exact: typed_span(span) }) } else { Ok(span) };
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    if words.contains(&"M") {
        return Err(SpanError::UpperM { minutes: text.to_lowercase() });
    }
    if text.chars().any(is_hangul) {
        let english = read_typed_span(text).map(|span| SpanError::Korean { english: typed_span(span) });
        return Err(english.unwrap_or(SpanError::Unreadable));
    }
    let lower = text.to_lowercase();
    let span = parse(&lower)?;
    let is_calendar = words.iter().any(|word| CALENDAR_UNITS.contains(&word.to_lowercase().as_str()));
    if is_calendar && units == SpanUnits::Exact {
        return Err(SpanError::Calendar { exact: typed_span(span) });
    }
    Ok(span)
}

/// Reads a duration that a person types into the window or on the command line: in a form of files, or in Korean, such as "1시간 30분" or
/// "1시간 반".
///
/// # Errors
/// [`SpanError`] if the text is not such a duration.
pub fn read_typed_span(text: &str) -> Result<Span, SpanError> {
    let english = in_english_units(text);
    if english.chars().any(is_hangul) {
        return Err(SpanError::Unreadable);
    }
    read_span(&english, SpanUnits::Exact)
}

/// The text with English units in place of Korean ones.
pub(super) fn in_english_units(text: &str) -> String {
    let halves = text.replace("시간 반", "시간 30분").replace("시간반", "시간 30분");
    KOREAN_UNITS.iter().fold(halves, |text, (korean, english)| text.replace(korean, english))
}

/// Whether this is a Korean letter.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

fn parse(text: &str) -> Result<Span, SpanError> {
    let letters: Vec<char> = text.chars().collect();
    let is_number_cut = letters.split(|c| !c.is_whitespace() && !c.is_ascii_digit()).any(|number| {
        let parts = number.split(|c| c.is_whitespace()).filter(|part| !part.is_empty());
        parts.count() > 1
    });
    if is_number_cut {
        return Err(SpanError::Unreadable);
    }
    match humantime::parse_duration(text) {
        Ok(span) if span.subsec_nanos() > 0 => Err(SpanError::Subsecond),
        Ok(span) => i64::try_from(span.as_secs()).map(Span).map_err(|_| SpanError::TooLong),
        Err(humantime::DurationError::UnknownUnit { unit, value, .. }) if unit.is_empty() => {
            Err(SpanError::NoUnit { number: value.to_string() })
        }
        Err(humantime::DurationError::UnknownUnit { unit, .. }) => Err(SpanError::NoSuchUnit { unit }),
        // `humantime` says the same if a decimal is not a whole number of its smallest units.
        Err(humantime::DurationError::NumberOverflow) if text.contains('.') => Err(SpanError::Subsecond),
        Err(humantime::DurationError::NumberOverflow) => Err(SpanError::TooLong),
        Err(_) => Err(SpanError::Unreadable),
    }
}

/// Reads "1:30:00". Refuses "4:00", which can be read in two ways. `None` if the text has another form.
fn clock_form(text: &str) -> Option<Result<Span, SpanError>> {
    let parts: Vec<&str> = text.split(':').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() < 2 || !parts.iter().all(is_number) {
        return None;
    }
    let is_sixtieth = |part: &&str| part.len() == 2 && *part < "60";
    if parts.len() > 3 || !parts[1..].iter().all(is_sixtieth) {
        return Some(Err(SpanError::Unreadable));
    }
    let Ok(numbers) = parts.iter().map(|part| part.parse::<u32>().map(i64::from)).collect::<Result<Vec<_>, _>>() else {
        return Some(Err(SpanError::TooLong));
    };
    Some(match numbers[..] {
        [hours, minutes, seconds] => Ok(Span((hours * 60 + minutes) * 60 + seconds)),
        [first, second] => {
            let secs = first * 60 + second;
            let (hours, minutes) = (typed_span(Span(secs * 60)), typed_span(Span(secs)));
            if secs == 0 { Ok(Span::ZERO) } else { Err(SpanError::TwoWays { hours, minutes }) }
        }
        _ => Err(SpanError::Unreadable),
    })
}

/// Brings a duration of ISO 8601, such as "P1DT2H30M", into the form of `humantime`. Also returns whether it has years or months. `None` if
/// it is no such duration.
fn iso_parts(text: &str) -> Option<(String, bool)> {
    let text = text.to_ascii_uppercase();
    let text = text.strip_prefix('P')?;
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let mut plain = String::new();
    let mut has_calendar = false;
    for (part, units) in [
        (date, &[('Y', "y"), ('M', "months"), ('W', "w"), ('D', "d")][..]),
        (time.unwrap_or_default(), &[('H', "h"), ('M', "m"), ('S', "s")][..]),
    ] {
        let mut units = units.iter();
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_uppercase())?;
            let (number, letter) = (rest[..end].replace(',', "."), rest[end..].chars().next()?);
            if !number.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            let (_, unit) = units.find(|(known, _)| *known == letter)?;
            has_calendar |= CALENDAR_UNITS.contains(unit);
            plain.push_str(&format!("{number}{unit} "));
            rest = &rest[end + 1..];
        }
    }
    let is_cut = plain.is_empty() || time.is_some_and(str::is_empty);
    (!is_cut).then_some((plain, has_calendar))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<i64, SpanError> {
        read_span(text, SpanUnits::Exact).map(|span| span.0)
    }

    #[test]
    fn durations_are_read_in_the_forms_of_their_authors() {
        for (text, secs) in [
            ("30m", 1_800),
            ("4h", 14_400),
            ("4H", 14_400),
            ("1H 33m", 5_580),
            ("1D2H", 93_600),
            ("30Min", 1_800),
            ("30 MIN", 1_800),
            ("1 Hour 5 Minutes", 3_900),
            ("2 weeks", 1_209_600),
            ("1.5h", 5_400),
            ("90s", 90),
            ("PT4H", 14_400),
            ("pt4h", 14_400),
            ("PT30M", 1_800),
            ("P1DT2H", 93_600),
            ("P2W", 1_209_600),
            ("PT1,5H", 5_400),
            ("PT1H0M30S", 3_630),
            ("1:30:00", 5_400),
            ("100:00:01", 360_001),
            ("0:00", 0),
            ("1000ms", 1),
        ] {
            assert_eq!(read(text), Ok(secs), "{text}");
        }
    }

    #[test]
    fn what_could_mean_something_else_is_refused_with_what_it_could_mean() {
        let minutes = |minutes: &str| Err(SpanError::UpperM { minutes: minutes.to_owned() });
        assert_eq!(read("30M"), minutes("30m"));
        assert_eq!(read("1h 30M"), minutes("1h 30m"));
        assert_eq!(read("4H30M"), minutes("4h30m"));
        assert_eq!(read_span("1M", SpanUnits::Calendar).map(|span| span.0), minutes("1m"));
        let exact = |exact: &str| Err(SpanError::Calendar { exact: exact.to_owned() });
        assert_eq!(read("1y"), exact("365d 6h"));
        assert_eq!(read("1 Year"), exact("365d 6h"));
        assert_eq!(read("2months"), exact("60d 21h 7m 12s"));
        assert_eq!(read("P1M"), exact("30d 10h 33m 36s"));
        assert_eq!(read_span("P1Y", SpanUnits::Calendar).map(|span| span.0), exact("365d 6h"));
        assert_eq!(read_span("1y 2months", SpanUnits::Calendar), Ok(Span(36_817_632)));
        let two = |hours: &str, minutes: &str| {
            Err(SpanError::TwoWays { hours: hours.to_owned(), minutes: minutes.to_owned() })
        };
        assert_eq!(read("4:00"), two("4h", "4m"));
        assert_eq!(read("1:30"), two("1h 30m", "1m 30s"));
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        assert_eq!(read("90"), Err(SpanError::NoUnit { number: "90".to_owned() }));
        assert_eq!(read("1h 30"), Err(SpanError::NoUnit { number: "30".to_owned() }));
        assert_eq!(read("3 moons"), Err(SpanError::NoSuchUnit { unit: "moons".to_owned() }));
        assert_eq!(read("1500ms"), Err(SpanError::Subsecond));
        assert_eq!(read("0.0001h"), Err(SpanError::Subsecond));
        assert_eq!(read("99999999999999999999s"), Err(SpanError::TooLong));
        assert_eq!(read("5000000000:00:00"), Err(SpanError::TooLong));
        assert_eq!(read("1시간 33분"), Err(SpanError::Korean { english: "1h 33m".to_owned() }));
        for text in [
            "", "soon", "-1h", "1 30m", "20 000s", "P", "PT", "P1DT", "P1H", "PTH", "PT4M3H", "1:60:00", "1:2:3",
            "1:2", ":30", "４h",
        ] {
            assert_eq!(read(text), Err(SpanError::Unreadable), "{text}");
        }
    }

    #[test]
    fn korean_is_read_where_people_type() {
        for (text, secs) in [
            ("1시간", 3_600),
            ("30분", 1_800),
            ("1시간 30분", 5_400),
            ("1시간30분", 5_400),
            ("1시간 반", 5_400),
            ("1일 2시간 3분 4초", 93_784),
            ("2주일", 1_209_600),
            ("1h 30m", 5_400),
            ("PT4H", 14_400),
        ] {
            assert_eq!(read_typed_span(text), Ok(Span(secs)), "{text}");
        }
        assert_eq!(read_typed_span("1개월"), Err(SpanError::Calendar { exact: "30d 10h 33m 36s".to_owned() }));
        for text in ["", "곧", "한 시간", "시간"] {
            assert!(read_typed_span(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(secs in 0..200 * 86_400_i64) {
            let span = Span(secs);
            proptest::prop_assert_eq!(read_span(&typed_span(span), SpanUnits::Exact), Ok(span));
            proptest::prop_assert_eq!(read_typed_span(&super::super::text::span(span)).map(|read| read.0 <= secs), Ok(true));
            proptest::prop_assert_eq!(read_typed_span(&super::super::text::korean::span(span)).map(|read| read.0 <= secs), Ok(true));
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,24}") {
            let _ = (read_span(&text, SpanUnits::Calendar), read_typed_span(&text));
        }

        #[test]
        fn no_text_that_looks_like_a_duration_is_too_odd(text in "[PTHMSDYWhmsd0-9:., 시간분]{0,16}") {
            let _ = (read_span(&text, SpanUnits::Exact), read_typed_span(&text));
        }
    }
}
