//! Reads the cells of a table: numbers, durations, shares, coordinates and lists.

use super::fields::Unit;
use super::separators::{Separators, three_after_sign, two_readings as readings_of_span};
use crate::model::limits::{LATITUDE, LONGEST_SPAN, LONGITUDE};
use crate::text::{Saying, is_same_name, span_trouble};
use crate::units::{Span, SpanError, read_typed_span};

/// Words in cells that say nothing.
const NOTHING: [&str; 16] =
    ["", "-", "--", "—", "–", "n/a", "na", "none", "null", "tbd", "tbc", "unknown", "?", "없음", "미정", "해당 없음"];

/// What is wrong with a cell, and how to correct it.
pub(super) type Wrong = (Saying, Saying);

fn wrong(message: &'static str, text: &str, remedy: &'static str) -> Wrong {
    (Saying::of(message, [("text", shortened(text).into())]), Saying::plain(remedy))
}

/// The beginning of a text, for messages.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// Whether a cell says nothing.
#[must_use]
pub fn is_nothing(cell: &str) -> bool {
    let cell = cell.trim();
    NOTHING.iter().any(|word| is_same_name(word, cell))
}

/// The letters that stand for a factor behind a number.
const FACTORS: [(char, u64); 4] = [('k', 1_000), ('m', 1_000_000), ('만', 10_000), ('억', 100_000_000)];

/// The number in a cell of whole numbers as it stands there, and the factor of the letter behind it, such as that of `20k`.
fn with_factor(cell: &str) -> (String, Option<u64>) {
    let mut digits = cell.trim().trim_start_matches(['~', '≈']).trim().to_lowercase();
    for word in ["명", "대", "users", "servers"] {
        digits = digits.trim_end_matches(word).trim().to_owned();
    }
    match FACTORS.iter().find(|(letter, _)| digits.ends_with(*letter)) {
        Some((letter, factor)) => (digits.trim_end_matches(*letter).trim().to_owned(), Some(*factor)),
        None => (digits, None),
    }
}

/// Whether a letter in a cell of whole numbers stands for a factor, as in `20k`.
pub(super) fn is_abbreviated(cell: &str) -> bool {
    with_factor(cell).1.is_some()
}

/// Reads a whole number such as `12000`, `12,000`, `12 000` or `1.2M`. What can be read in two ways is decided by the other cells of the
/// table, or is wrong.
pub(super) fn whole(cell: &str, most: u64, separators: &Separators) -> Result<u64, Wrong> {
    let not_whole = || wrong("import-not-whole", cell, "import-not-whole-remedy");
    let (digits, factor) = with_factor(cell);
    let (digits, factor) = (digits.as_str(), factor.unwrap_or(1));
    let large =
        || (Saying::of("import-too-many", [("text", shortened(cell).into())]), Saying::plain("import-too-many-remedy"));
    let number =
        |plain: &str| times(plain, factor).ok_or_else(not_whole)?.filter(|number| *number <= most).ok_or_else(large);
    let Some((before, sign, after)) = three_after_sign(digits) else {
        return number(&without_groups(digits).ok_or_else(not_whole)?);
    };
    let grouped = number(&format!("{before}{after}"));
    let Ok(decimal) = number(&format!("{before}.{after}")) else {
        // As a number with decimals it would not be whole. If it is a point that groups digits, other cells have commas for that.
        let is_odd = sign == '.' && separators.has_commas();
        return if is_odd {
            Err(two_readings(cell, &format!("{before}.{after}"), &format!("{before}{after}")))
        } else {
            grouped
        };
    };
    let is_grouped = if sign == '.' { separators.points_as_in().is_some() } else { !separators.has_points() };
    match grouped {
        Ok(grouped) if is_grouped => Ok(grouped),
        Ok(grouped) => Err(two_readings(cell, &decimal.to_string(), &grouped.to_string())),
        Err(_) => Ok(decimal),
    }
}

/// What is wrong with a cell that can be read in two ways.
fn two_readings(cell: &str, one: &str, other: &str) -> Wrong {
    let words = || [("text", shortened(cell).into()), ("one", one.into()), ("other", other.into())];
    (Saying::of("import-two-readings", words()), Saying::of("import-two-readings-remedy", words()))
}

/// A number with decimals times a factor: the inner `None` if it is too large. `None` if it is no whole number.
fn times(plain: &str, factor: u64) -> Option<Option<u64>> {
    let (before, after) = plain.split_once('.').unwrap_or((plain, ""));
    // Spreadsheets write whole numbers as `12.0`.
    let after = after.trim_end_matches('0');
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || !is_digits(before) || !is_digits(after) || after.len() > 8 {
        return None;
    }
    let scale = 10_u64.pow(u32::try_from(after.len()).unwrap_or(0));
    if !factor.is_multiple_of(scale) {
        return None;
    }
    let value = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u64>().ok() };
    let whole = value(before).and_then(|whole| whole.checked_mul(factor));
    let part = value(after).and_then(|part| part.checked_mul(factor / scale));
    Some(whole.zip(part).and_then(|(whole, part)| whole.checked_add(part)))
}

/// The digits without the marks between groups of three, and with a point before decimals. `None` if the marks stand elsewhere.
fn without_groups(digits: &str) -> Option<String> {
    let points = digits.matches('.').count();
    // Points between groups, as in `1.234.567`, or before decimals with a comma, as in `1.234,0`.
    let has_point_groups = points > 1 || points == 1 && digits.rfind('.') < digits.rfind(',');
    let swapped = has_point_groups.then(|| {
        let swap = |letter: char| match letter {
            '.' => ',',
            ',' => '.',
            other => other,
        };
        digits.chars().map(swap).collect::<String>()
    });
    let digits = swapped.as_deref().unwrap_or(digits);
    let is_mark = |letter: char| matches!(letter, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '_' | '’');
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(is_mark);
    let first = groups.next()?;
    let others: Vec<&str> = groups.collect();
    let is_grouped = others.is_empty() || first.len() <= 3 && others.iter().all(|group| group.len() == 3);
    let rest = rest.map_or_else(String::new, |rest| format!(".{rest}"));
    is_grouped.then(|| format!("{first}{}{rest}", others.concat()))
}

/// Reads a duration such as `4h`, `30 min`, `4시간` or, in the unit of the column, `4`.
pub(super) fn span(cell: &str, unit: Unit) -> Result<Span, Wrong> {
    let text = cell.trim().trim_start_matches(['<', '≤', '~', '≈', '=']).trim();
    let spoken = |span: Result<Span, SpanError>| {
        span.map_err(|error| {
            let trouble = span_trouble(&error, text, Saying::plain("file-hundred-years"));
            (trouble.message, trouble.remedy)
        })
    };
    if let Some([one, other]) = readings_of_span(text) {
        return Err(two_readings(cell, &one, &other));
    }
    let number = text.replace(',', ".");
    let span = match number.parse::<f64>() {
        Ok(number) if number.is_finite() && number >= 0.0 => {
            let secs = number * unit.secs() as f64;
            if secs.fract() != 0.0 || secs > LONGEST_SPAN.0 as f64 {
                return Err(wrong("import-not-span", cell, "import-not-span-remedy"));
            }
            Span(secs as i64)
        }
        Ok(_) => return Err(wrong("import-not-span", cell, "import-not-span-remedy")),
        // Decimals after a comma, as in `1,5 h`, or several durations, as in `1 h, 30 min`.
        Err(_) => read_typed_span(&number).or_else(|_| spoken(read_typed_span(text)))?,
    };
    if span > LONGEST_SPAN { Err(wrong("import-not-span", cell, "import-not-span-remedy")) } else { Ok(span) }
}

/// The duration that a mere number is in this unit. `None` if the cell is no number, or one that can be read in two ways.
#[must_use]
pub fn span_of_number(cell: &str, unit: Unit) -> Option<Span> {
    let is_number = cell.trim().replace(',', ".").parse::<f64>().is_ok();
    if is_number { span(cell, unit).ok() } else { None }
}

/// Reads a share such as `0.6` or `60%`, from 0.001 to 1.
pub(super) fn share(cell: &str) -> Result<f64, Wrong> {
    let text = cell.trim();
    let (digits, scale) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits.trim(), 100.0));
    let share = digits.replace(',', ".").parse::<f64>().ok().map(|share| share / scale);
    let rounded = share.map(|share| (share * 1000.0).round() / 1000.0);
    let known = rounded.filter(|share| (0.001..=1.0).contains(share));
    known.ok_or_else(|| wrong("import-not-share", cell, "import-not-share-remedy"))
}

/// Reads degrees of latitude or longitude, such as `37.5665` or `37.5665 N`.
pub(super) fn degrees(cell: &str, is_latitude: bool) -> Result<f64, Wrong> {
    let text = cell.trim().trim_end_matches('°').trim();
    let upper = text.to_uppercase();
    let (digits, sign) = match upper.chars().last() {
        Some('N' | 'E') => (&upper[..upper.len() - 1], 1.0),
        Some('S' | 'W') => (&upper[..upper.len() - 1], -1.0),
        _ => (upper.as_str(), 1.0),
    };
    let limits = if is_latitude { LATITUDE } else { LONGITUDE };
    let degrees = digits.trim().trim_end_matches('°').trim().replace(',', ".").parse::<f64>().ok();
    let degrees = degrees.map(|degrees| degrees * sign).filter(|degrees| limits.range().contains(degrees));
    let remedy = if is_latitude { "import-latitude-remedy" } else { "import-longitude-remedy" };
    degrees.ok_or_else(|| wrong("import-not-degrees", cell, remedy))
}

/// Reads a pair of latitude and longitude, such as `37.5665, 126.978`.
pub(super) fn coordinates(cell: &str) -> Result<(f64, f64), Wrong> {
    let inner = cell.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let parts: Vec<&str> = inner.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [lat, lon] => Ok((degrees(lat, true)?, degrees(lon, false)?)),
        _ => Err(wrong("import-not-coordinates", cell, "import-not-coordinates-remedy")),
    }
}

/// The names in a cell, parted by semicolons, bars or line breaks and, unless the whole cell is a name that is known, by commas.
pub(super) fn names(cell: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names = Vec::new();
    for part in cell.split([';', '|', '\n']).map(str::trim).filter(|part| !is_nothing(part)) {
        if is_known(part) || !part.contains(',') {
            names.push(part.to_owned());
        } else {
            names.extend(part.split(',').map(str::trim).filter(|name| !is_nothing(name)).map(str::to_owned));
        }
    }
    names
}

/// The names in a text that joins names with words or signs which also stand in names, such as `A / B`, `A + B` or `A and B`. Fewer than
/// two if nothing is joined.
pub(super) fn joined_names(text: &str) -> Vec<&str> {
    const SPACED: [&str; 7] = [" and ", " und ", " or ", " & ", " 및 ", " 그리고 ", " - "];
    let mut names = vec![text];
    for sign in SPACED {
        names = names.into_iter().flat_map(|name| name.split(sign)).collect();
    }
    let names = names.into_iter().flat_map(|name| name.split(['/', '+']));
    names.map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_spreadsheets_write_them() {
        for (cell, number) in [
            ("12000", 12_000),
            ("12,000", 12_000),
            ("1,234,567", 1_234_567),
            ("12 000", 12_000),
            ("12\u{a0}000", 12_000),
            ("12'000", 12_000),
            ("12.0", 12),
            ("1.2M", 1_200_000),
            ("~45k", 45_000),
            ("4300만", 43_000_000),
            ("4,300만 명", 43_000_000),
            ("1.234.567", 1_234_567),
            ("1.234,0", 1_234),
            ("85.500", 85_500),
        ] {
            assert_eq!(whole(cell, u64::MAX, &Separators::default()).ok(), Some(number), "{cell:?}");
        }
        for cell in
            ["12.5", "1,23", "-5", "many", "1.23.456", "12,00", "85.000", "1e9", "99999999999999999999", "0.00001k"]
        {
            assert!(whole(cell, 1_000_000_000, &Separators::default()).is_err(), "{cell:?}");
        }
    }

    #[test]
    fn other_cells_tell_how_a_number_is_read() {
        let seen = |cells: &[&str]| {
            let mut separators = Separators::default();
            cells.iter().for_each(|cell| separators.look_at_whole(cell));
            separators
        };
        let (points, commas, both) = (seen(&["1.234.567"]), seen(&["6,500"]), seen(&["1.234.567", "6,500"]));
        assert_eq!(whole("85.000", u64::MAX, &points).ok(), Some(85_000));
        assert_eq!(whole("6,000", u64::MAX, &commas).ok(), Some(6_000));
        for (cell, separators) in [("85.000", &commas), ("85.500", &commas), ("85.000", &both), ("6,000", &points)] {
            let wrong = whole(cell, u64::MAX, separators).map_err(|(message, _)| message.to_string());
            assert!(wrong.as_ref().is_err_and(|words| words.contains("can be read as")), "{cell}: {wrong:?}");
        }
    }

    #[test]
    fn durations_have_the_unit_of_their_column_or_their_own() {
        for (cell, secs) in [
            ("4", 14_400),
            ("0.5", 1_800),
            ("0,5", 1_800),
            ("1,5 h", 5_400),
            ("30 min", 1_800),
            ("< 2h", 7_200),
            ("4시간", 14_400),
            ("1d", 86_400),
        ] {
            assert_eq!(span(cell, Unit::Hours).ok(), Some(Span(secs)), "{cell:?}");
        }
        for cell in ["-1", "soon", "4-8 hours", "1e300", "nan", "9999999999 d", "4:00", "1,500", "1.500 min"] {
            assert!(span(cell, Unit::Hours).is_err(), "{cell:?}");
        }
        let numbers =
            ["3", " 0,5 ", "48 h", "soon", "nan", "1,500", "-1"].map(|cell| span_of_number(cell, Unit::Hours));
        assert_eq!(numbers, [Some(Span(10_800)), Some(Span(1_800)), None, None, None, None, None]);
    }

    #[test]
    fn places_and_shares_are_read_within_their_limits() {
        assert_eq!(coordinates("(37.5665, 126.978)").ok(), Some((37.5665, 126.978)));
        assert!(coordinates("33.45 S; 70.67 W").is_err(), "four parts are not two numbers");
        assert_eq!(degrees("70.67° W", false).ok(), Some(-70.67));
        assert!(degrees("91", true).is_err() && coordinates("1").is_err());
        assert_eq!(
            [share("60%").ok(), share("0.25").ok(), share("2").ok(), share("0").ok()],
            [Some(0.6), Some(0.25), None, None]
        );
    }

    #[test]
    fn a_name_with_a_comma_stays_whole_if_it_is_known() {
        let known = |name: &str| name == "Billing, EU";
        assert_eq!(names("Billing, EU", known), ["Billing, EU"]);
        assert_eq!(names("Billing, EU; Login, Mail", known), ["Billing, EU", "Login", "Mail"]);
        assert!(names("n/a", known).is_empty() && names(" ; ", known).is_empty());
    }
}
