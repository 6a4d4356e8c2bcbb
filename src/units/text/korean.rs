//! Writes numbers and durations in Korean: in units of ten thousand (만) and a hundred million (억), without spaces before units.

use super::{exact, gained};
use crate::units::Span;

/// A rounded count: `32,000`, `12.5만`, `4,310만`, `1.23억`.
#[must_use]
pub fn count(n: u64) -> String {
    match n {
        0..100_000 => exact(n),
        100_000..1_000_000 => format!("{}만", short(n as f64 / 1e4, 1)),
        // A larger number would be rounded up to 10,000만, which is written as 1억.
        1_000_000..99_995_000 => format!("{}만", exact((n + 5_000) / 10_000)),
        _ => format!("{}억", short(n as f64 / 1e8, 2)),
    }
}

/// A number with at most this many decimals, without trailing zeros.
fn short(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A duration in its two largest units: `45초`, `1시간 33분`, `5일 7시간`.
#[must_use]
pub fn span(span: Span) -> String {
    units(span, 2)
}

/// A duration with all its units: `5일 7시간 2분 1초`.
#[must_use]
pub fn exact_span(span: Span) -> String {
    units(span, 4)
}

/// A duration in its largest units, `count` of them.
fn units(span: Span, count: usize) -> String {
    let secs = span.0.unsigned_abs();
    let sign = if span.0 < 0 { "\u{2212}" } else { "" };
    let units = [(secs / 86_400, "일"), (secs / 3_600 % 24, "시간"), (secs / 60 % 60, "분"), (secs % 60, "초")];
    let Some(first) = units.iter().position(|(n, _)| *n > 0) else { return "0초".to_owned() };
    let parts = units[first..].iter().take(count).filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}"));
    format!("{sign}{}", parts.collect::<Vec<_>>().join(" "))
}

/// A rounded difference of counts with its sign: `+85만`, `\u{2212}207만`.
#[must_use]
pub fn gain(n: f64) -> String {
    gained(n, count)
}

/// A speed: `1시간/초`, `30분/초`.
#[must_use]
pub fn speed(secs_per_sec: f64) -> String {
    format!("{}/초", span(Span(secs_per_sec.round() as i64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_by_ten_thousands() {
        let counts = [
            0,
            950,
            32_000,
            99_999,
            100_000,
            125_400,
            999_999,
            1_000_000,
            43_100_000,
            99_994_999,
            99_995_000,
            123_456_789,
        ];
        let written: Vec<String> = counts.into_iter().map(count).collect();
        assert_eq!(
            written,
            ["0", "950", "32,000", "99,999", "10만", "12.5만", "100만", "100만", "4,310만", "9,999만", "1억", "1.23억"]
        );
        let gains: Vec<String> = [850_000.0, -2_071_000.0, 0.0].map(gain).to_vec();
        assert_eq!(gains, ["+85만", "\u{2212}207만", "+0"]);
    }

    #[test]
    fn spans_have_two_units() {
        let written: Vec<String> =
            [0, 45, 60, 61, 3_600, 5_580, 86_400, 457_200, -90].map(|secs| span(Span(secs))).to_vec();
        assert_eq!(
            written,
            ["0초", "45초", "1분", "1분 1초", "1시간", "1시간 33분", "1일", "5일 7시간", "\u{2212}1분 30초"]
        );
        assert_eq!(speed(1_800.0), "30분/초");
    }
}
