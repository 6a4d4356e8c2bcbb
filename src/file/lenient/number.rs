//! Tells which number was meant by one that is written in a way that RON does not know: `20,000`, `0,5`, `20 000`, `1e3`, `50%`, `43M`.

/// What a written number may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// One number, as RON writes it.
    One(String),
    /// Either of two numbers.
    Either(String, String),
    /// It cannot be told.
    Unknown,
}

/// Signs between groups of three digits. Commas and points may be, too, but they may also be before decimals.
const GROUPING: [char; 9] = [' ', '\'', '’', '‘', '`', '٬', '_', '\u{a0}', '\u{202f}'];

/// Words and letters after a number that multiply it by this power of ten. There is no `m`, which means a million or a thousandth.
const MULTIPLES: [(&str, i32); 14] = [
    ("million", 6),
    ("Million", 6),
    ("billion", 9),
    ("thousand", 3),
    ("Mio.", 6),
    ("Mio", 6),
    ("Tsd", 3),
    ("bn", 9),
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("B", 9),
    ("만", 4),
    ("억", 8),
];

/// Tells what `written` means: a whole number, or any number.
pub fn meant(written: &str, whole: bool) -> Meant {
    let written = written.trim();
    let (sign, digits) = match written.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", written.strip_prefix('+').unwrap_or(written)),
    };
    let signed = |number: String| format!("{sign}{number}");
    match unsigned(digits.trim(), whole) {
        Meant::One(one) => Meant::One(signed(one)),
        Meant::Either(one, other) => Meant::Either(signed(one), signed(other)),
        Meant::Unknown => Meant::Unknown,
    }
}

fn unsigned(written: &str, whole: bool) -> Meant {
    let power = |written: &str, power: i32| match plain(written.trim_end(), false) {
        // A number before a unit has decimals rather than groups, but both are possible.
        Meant::One(number) => shifted(&number, power, whole).map_or(Meant::Unknown, Meant::One),
        Meant::Either(..) | Meant::Unknown => Meant::Unknown,
    };
    if let Some(percent) = written.strip_suffix(['%', '％', '﹪']) {
        return power(percent, -2);
    }
    if let Some(permille) = written.strip_suffix('‰') {
        return power(permille, -3);
    }
    if let Some((number, by)) = MULTIPLES.iter().find_map(|(name, by)| Some((written.strip_suffix(name)?, *by))) {
        return power(number, by);
    }
    if let Some((number, exponent)) = written.split_once(['e', 'E']) {
        let by = exponent.parse().ok().filter(|by| (-20..=20).contains(by));
        return by.map_or(Meant::Unknown, |by| power(number, by));
    }
    plain(written, whole)
}

/// The number without groups.
fn plain(written: &str, whole: bool) -> Meant {
    // A sign that is only between groups. The last part of the number may have decimals.
    if let Some(sign) = GROUPING.into_iter().find(|sign| written.contains(*sign)) {
        let (grouped, decimals) = match written.rfind(['.', ',']) {
            Some(at) if !written[at..].contains(sign) => (&written[..at], &written[at + 1..]),
            Some(_) | None => (written, ""),
        };
        return match grouped_by(grouped, sign) {
            Some(number) if is_digits(decimals) => with_decimals(&number, decimals, whole),
            Some(number) if decimals.is_empty() && grouped.len() == written.len() => Meant::One(number),
            Some(_) | None => Meant::Unknown,
        };
    }
    let (commas, points) = (written.matches(',').count(), written.matches('.').count());
    match (commas, points) {
        (0, 0) if is_digits(written) => Meant::One(written.to_owned()),
        (0, 0) => Meant::Unknown,
        (1, 0) => one_sign(written, ',', whole),
        (0, 1) => one_sign(written, '.', whole),
        (_, 0) => grouped_by(written, ',').map_or(Meant::Unknown, Meant::One),
        (0, _) => grouped_by(written, '.').map_or(Meant::Unknown, Meant::One),
        // The later sign is before the decimals, and is there once.
        _ => {
            let (decimal, group, count) =
                if written.rfind(',') > written.rfind('.') { (',', '.', commas) } else { ('.', ',', points) };
            let Some((grouped, decimals)) = written.rsplit_once(decimal).filter(|_| count == 1) else {
                return Meant::Unknown;
            };
            match grouped_by(grouped, group) {
                Some(number) if is_digits(decimals) => with_decimals(&number, decimals, whole),
                Some(_) | None => Meant::Unknown,
            }
        }
    }
}

/// The number with one comma or one point.
fn one_sign(written: &str, sign: char, whole: bool) -> Meant {
    let Some((before, after)) = written.split_once(sign) else { return Meant::Unknown };
    if !(is_digits(before) || (before.is_empty() && sign == '.'))
        || !(is_digits(after) || (after.is_empty() && sign == '.'))
    {
        return Meant::Unknown;
    }
    let before = if before.is_empty() { "0" } else { before };
    let is_group = after.len() == 3 && !before.starts_with('0') && before.len() <= 3;
    let grouped = || format!("{before}{after}");
    match (is_group, whole) {
        // A point is RON's own sign before decimals.
        (true, true) if sign == '.' && after == "000" => Meant::Either(grouped(), before.to_owned()),
        (true, true) => Meant::One(grouped()),
        (true, false) if sign == ',' => Meant::Either(format!("{before}.{after}"), grouped()),
        // Groups of four, or decimals.
        (false, true) if sign == ',' && after == "0000" => Meant::Either(grouped(), before.to_owned()),
        _ => with_decimals(before, if after.is_empty() { "0" } else { after }, whole),
    }
}

fn with_decimals(number: &str, decimals: &str, whole: bool) -> Meant {
    match (whole, decimals.bytes().all(|digit| digit == b'0')) {
        (true, true) => Meant::One(number.to_owned()),
        (true, false) => Meant::Unknown,
        (false, _) => Meant::One(format!("{number}.{decimals}")),
    }
}

/// The digits of a number whose groups are divided by this sign: three digits each, or two and then three, as in India.
fn grouped_by(written: &str, sign: char) -> Option<String> {
    let groups: Vec<&str> = written.split(sign).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let fits = |length: usize| middle.iter().all(|group| group.len() == length);
    let is_grouped = (1..=3).contains(&first.len()) && last.len() == 3 && (fits(3) || (fits(2) && first.len() < 3));
    // In China, Japan and Korea, groups may have four digits.
    let is_by_four = (1..=4).contains(&first.len()) && last.len() == 4 && fits(4);
    ((is_grouped || is_by_four) && groups.iter().all(|group| is_digits(group))).then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number without groups, times this power of ten. `None` if it should be whole and is not.
fn shifted(number: &str, power: i32, whole: bool) -> Option<String> {
    let (before, after) = number.split_once('.').unwrap_or((number, ""));
    let count = power.unsigned_abs() as usize;
    let (before, after) = if power >= 0 {
        let digits = format!("{after:0<count$}");
        (format!("{before}{}", &digits[..count]), digits[count..].to_owned())
    } else {
        let digits = format!("{before:0>width$}", width = count + 1);
        let (kept, moved) = digits.split_at(digits.len() - count);
        (kept.to_owned(), format!("{moved}{after}"))
    };
    let (before, after) = (before.trim_start_matches('0'), after.trim_end_matches('0'));
    let before = if before.is_empty() { "0" } else { before };
    match (after.is_empty(), whole) {
        (true, true) => Some(before.to_owned()),
        (false, true) => None,
        (true, false) => Some(format!("{before}.0")),
        (false, false) => Some(format!("{before}.{after}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(written: &str, whole: bool) -> String {
        match meant(written, whole) {
            Meant::One(one) => one,
            Meant::Either(one, other) => format!("{one} or {other}"),
            Meant::Unknown => "?".to_owned(),
        }
    }

    #[test]
    fn whole_numbers_of_other_countries_and_programs() {
        for (written, right) in [
            ("20,000", "20000"),
            ("20 000", "20000"),
            ("20'000", "20000"),
            ("20’000", "20000"),
            ("20.000", "20000 or 20"),
            ("1.234.567", "1234567"),
            ("-1,234,567", "-1234567"),
            ("12,34,567", "1234567"),
            ("4300,0000", "43000000 or 4300"),
            ("4300,0000,0000", "430000000000"),
            ("1.234.567,00", "1234567"),
            ("1 234,00", "1234"),
            ("1.5", "?"),
            ("5.0", "5"),
            ("20,5", "?"),
            ("20,00", "20"),
            ("20 00", "?"),
            ("1e3", "1000"),
            ("1.5e3", "1500"),
            ("1.2345e3", "?"),
            ("43M", "43000000"),
            ("4.3 million", "4300000"),
            ("20k", "20000"),
            ("4300만", "43000000"),
            ("50%", "?"),
            ("many", "?"),
            ("", "?"),
            ("1e99", "?"),
        ] {
            assert_eq!(told(written, true), right, "{written}");
        }
    }

    #[test]
    fn decimals_of_other_countries_and_programs() {
        for (written, right) in [
            ("0,5", "0.5"),
            ("-0,066", "-0.066"),
            ("52,52", "52.52"),
            ("1,234", "1.234 or 1234"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("51 400,0", "51400.0"),
            ("50%", "0.5"),
            ("50 %", "0.5"),
            ("12,5%", "0.125"),
            ("5‰", "0.005"),
            ("100%", "1.0"),
            ("1_000.5", "1000.5"),
            ("0,5,5", "?"),
            ("1/2", "?"),
            ("52.52°", "?"),
            ("5.", "5.0"),
        ] {
            assert_eq!(told(written, false), right, "{written}");
        }
    }
}
