//! Writes numbers and durations for people: rounded, grouped, and of similar width. No other module formats numbers.
//!
//! The functions here write English. [`korean`] contains those that differ in Korean.

pub mod korean;

use super::{Permille, Span};

/// A rounded count: `950`, `32,000`, `43.1 M`.
#[must_use]
pub fn count(n: u64) -> String {
    match n {
        0..1_000_000 => exact(n),
        1_000_000..1_000_000_000 => format!("{:.1} M", n as f64 / 1e6),
        _ => format!("{:.2} bn", n as f64 / 1e9),
    }
}

/// An exact count in groups of three digits: `43,100,000`.
#[must_use]
pub fn exact(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A duration in its two largest units: `45 s`, `1 h 33 m`, `5 d 7 h`.
#[must_use]
pub fn span(span: Span) -> String {
    let secs = span.0.unsigned_abs();
    let sign = if span.0 < 0 { "\u{2212}" } else { "" };
    let (days, hours, minutes, seconds) = (secs / 86_400, secs / 3_600 % 24, secs / 60 % 60, secs % 60);
    let parts = match (days, hours, minutes, seconds) {
        (0, 0, 0, s) => format!("{s} s"),
        (0, 0, m, 0) => format!("{m} m"),
        (0, 0, m, s) => format!("{m} m {s} s"),
        (0, h, 0, _) => format!("{h} h"),
        (0, h, m, _) => format!("{h} h {m} m"),
        (d, 0, _, _) => format!("{d} d"),
        (d, h, _, _) => format!("{d} d {h} h"),
    };
    format!("{sign}{parts}")
}

/// An exact duration in the form of files and of typed text: `1h 33m`, `6d 1h`. The largest unit is the day. `humantime` can read the text.
#[must_use]
pub fn typed_span(span: Span) -> String {
    let secs = span.0.unsigned_abs();
    let parts = [(secs / 86_400, 'd'), (secs / 3_600 % 24, 'h'), (secs / 60 % 60, 'm'), (secs % 60, 's')];
    let written: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    if written.is_empty() { "0s".to_owned() } else { written.join(" ") }
}

/// An exact share as a decimal, in the form of typed text: `0.5`, `2`, `0.333`.
#[must_use]
pub fn decimal(permille: Permille) -> String {
    (f64::from(permille) / 1000.0).to_string()
}

/// A share in percent: `30%`. Below ten percent, a share that is not a whole percent has one decimal: `0.5%`.
#[must_use]
pub fn share(permille: Permille) -> String {
    if permille >= 100 || permille.is_multiple_of(10) {
        format!("{}%", (permille + 5) / 10)
    } else {
        format!("{}.{}%", permille / 10, permille % 10)
    }
}

/// A change in percent with its sign, from a share of 1: `\u{2212}9.5%`, `+0.9%`.
#[must_use]
pub fn change(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    let sign = if tenths < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign}{}", per_cent(share.abs()))
}

/// A share of 1 in percent, with one decimal: `9.5%`.
#[must_use]
pub fn per_cent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    let sign = if tenths < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{:.1}%", tenths.abs() / 10.0)
}

/// A difference in percentage points: `+0.57 pt`, `\u{2212}1.20 pt`.
#[must_use]
pub fn points(points: f64) -> String {
    let hundredths = (points * 100.0).round();
    let sign = if hundredths < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign}{:.2} pt", hundredths.abs() / 100.0)
}

/// A price: a whole number from 1,000 on, else with two decimals: `46,500`, `4.25`.
#[must_use]
pub fn price(price: f64) -> String {
    if price >= 1000.0 { exact(price.round() as u64) } else { format!("{price:.2}") }
}

/// A rounded difference of counts with its sign: `+850,000`, `\u{2212}2.1 M`.
#[must_use]
pub fn gain(n: f64) -> String {
    let (sign, size) = rounded(n);
    format!("{sign}{}", count(size))
}

/// Returns the sign of a difference, and its size rounded to three digits, because more digits would not help the reader.
fn rounded(n: f64) -> (&'static str, u64) {
    let size = n.abs().round();
    // Sizes of a million and more are rounded by `count`.
    let step = if size < 1e6 { 10f64.powf((size.max(1.0).log10().floor() - 2.0).max(0.0)) } else { 1.0 };
    let sign = if n.round() < 0.0 { "\u{2212}" } else { "+" };
    (sign, ((size / step).round() * step) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_or_went_has_three_digits() {
        let written: Vec<String> =
            [0.0, 7.4, -999.6, 1_234.0, -702_991.0, 572_376.0, 2_071_000.0, 583_400_000.0].map(gain).to_vec();
        let minus = "\u{2212}";
        assert_eq!(
            written,
            [
                "+0",
                "+7",
                &format!("{minus}1,000"),
                "+1,230",
                &format!("{minus}703,000"),
                "+572,000",
                "+2.1 M",
                "+583.4 M"
            ]
        );
    }
}
