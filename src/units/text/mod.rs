//! Writes numbers and durations for people: rounded, grouped, and of similar width. No other module formats numbers.
//!
//! The functions here write English. [`korean`] contains those that differ in Korean.

pub mod korean;

use super::{Permille, Span, WHOLE, user_hours, whole_user_hours};

/// A rounded count: `950`, `32,000`, `43.1 M`.
#[must_use]
pub fn count(n: u64) -> String {
    match n {
        0..1_000_000 => exact(n),
        // A larger number would be rounded up to 1000.0 M, which is written as 1.00 bn.
        1_000_000..999_950_000 => format!("{:.1} M", n as f64 / 1e6),
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

/// An exact count with its noun in English: `1 run`, `2,000 runs`.
#[must_use]
pub fn counted(n: u64, one: &str, several: &str) -> String {
    format!("{} {}", exact(n), if n == 1 { one } else { several })
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

/// A duration with all its units: `45 s`, `1 h 33 m`, `5 d 7 h 2 m 1 s`.
#[must_use]
pub fn exact_span(span: Span) -> String {
    let secs = span.0.unsigned_abs();
    let sign = if span.0 < 0 { "\u{2212}" } else { "" };
    let parts = [(secs / 86_400, 'd'), (secs / 3_600 % 24, 'h'), (secs / 60 % 60, 'm'), (secs % 60, 's')];
    let written: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if written.is_empty() { "0 s".to_owned() } else { format!("{sign}{}", written.join(" ")) }
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

/// The levels that a share must not seem to reach by rounding: nothing, half (Degraded begins), 95% (Up begins) and all.
const BOUNDARIES: [Permille; 4] = [0, 500, 950, WHOLE];

/// A share in percent: `30%`. Below ten percent, a share that is not a whole percent has one decimal: `0.5%`. So has a share that would
/// otherwise be rounded into another level, to nothing or to all: `49.9%`, `94.8%`, `99.9%`.
#[must_use]
pub fn share(permille: Permille) -> String {
    let rounded = permille.saturating_add(5) / 10 * 10;
    // A boundary that is not reached must not seem to be reached.
    let misleads = BOUNDARIES.iter().any(|boundary| (permille < *boundary) != (rounded < *boundary));
    if permille.is_multiple_of(10) || (permille >= 100 && !misleads) {
        format!("{}%", rounded / 10)
    } else {
        format!("{}.{}%", permille / 10, permille % 10)
    }
}

/// The share of `part` in `whole`, in percent. A part that is not nothing is never `0%`, and one that is not all is never `100%`: `<0.1%`,
/// `99.9%`. The share in nothing is `0%`.
#[must_use]
pub fn share_of(part: u64, whole: u64) -> String {
    share_of_large(part.into(), whole.into())
}

/// Like [`share_of`], for numbers such as user-milliseconds.
#[must_use]
pub fn share_of_large(part: u128, whole: u128) -> String {
    // A share that is rounded down never reaches a boundary too early.
    let permille = part.saturating_mul(u128::from(WHOLE)).checked_div(whole).unwrap_or(0);
    match Permille::try_from(permille).unwrap_or(Permille::MAX) {
        0 if part > 0 && whole > 0 => "<0.1%".to_owned(),
        permille => share(permille),
    }
}

/// The shares of parts in their sum, in percent: `62.4%`, `37.6%`. They add up to exactly 100%: each is rounded down to a tenth of a percent,
/// and what is missing then goes to those that lost most by it. A part that is not nothing is never `0%`, and one that is not all never
/// `100%`. If there is nothing, each share is `0%`.
#[must_use]
pub fn shares(parts: &[u128]) -> Vec<String> {
    let whole = u128::from(WHOLE);
    let all: u128 = parts.iter().sum();
    let scaled = |part: u128| part.saturating_mul(whole);
    let mut tenths: Vec<u128> = parts.iter().map(|part| scaled(*part).checked_div(all).unwrap_or(0)).collect();
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    by_loss.sort_by_key(|index| std::cmp::Reverse(scaled(parts[*index]).checked_rem(all).unwrap_or(0)));
    let missing = if all == 0 { 0 } else { whole.saturating_sub(tenths.iter().sum()) };
    for index in by_loss.into_iter().take(usize::try_from(missing).unwrap_or(usize::MAX)) {
        tenths[index] += 1;
    }
    let written = |(part, tenths): (&u128, u128)| match tenths {
        0 if *part > 0 => "<0.1%".to_owned(),
        tenths if tenths == whole && *part < all => "99.9%".to_owned(),
        tenths if tenths.is_multiple_of(10) => format!("{}%", tenths / 10),
        tenths => format!("{}.{}%", tenths / 10, tenths % 10),
    };
    parts.iter().zip(tenths).map(written).collect()
}

/// A share of 1 in percent, as [`share`] writes it: `60%`, `<0.1%`.
#[must_use]
pub fn share_of_one(share: f64) -> String {
    // Shares of a file have many decimals, so the share is counted in billionths.
    share_of((share.max(0.0) * 1e9).ceil() as u64, 1_000_000_000)
}

/// A change in percent with its sign, from a share of 1: `\u{2212}9.5%`, `+0.9%`. A change that is not nothing never reads like nothing:
/// `\u{2212}<0.1%`.
#[must_use]
pub fn change(share: f64) -> String {
    let sign = if share < -TINY { "\u{2212}" } else { "+" };
    format!("{sign}{}", per_cent(share.abs()))
}

/// The largest difference of a share of 1 from 0 that is only an error of floating-point numbers.
const TINY: f64 = 1e-12;

/// A share of 1 in percent, with one decimal: `9.5%`. A share that is not nothing never reads like nothing, and one below 1 never like 1:
/// `<0.1%`, `>99.9%`.
#[must_use]
pub fn per_cent(share: f64) -> String {
    let tenths = (share * 1000.0).round().abs();
    let sign = if share < -TINY { "\u{2212}" } else { "" };
    if tenths == 0.0 && share.abs() > TINY {
        format!("{sign}<0.1%")
    } else if tenths == 1000.0 && share.abs() < 1.0 - TINY {
        format!("{sign}>99.9%")
    } else {
        format!("{sign}{:.1}%", tenths / 10.0)
    }
}

/// A difference in percentage points: `+0.57 pt`, `\u{2212}1.20 pt`.
#[must_use]
pub fn points(points: f64) -> String {
    let hundredths = (points * 100.0).round();
    let sign = if hundredths < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign}{:.2} pt", hundredths.abs() / 100.0)
}

/// A price: a whole number from 1,000 on, else with two decimals: `46,500`, `4.25`. A price below 0.01 has as many decimals as it needs,
/// because no price is 0: `0.0042`.
#[must_use]
pub fn price(price: f64) -> String {
    match price {
        1000.0.. => exact(price.round() as u64),
        999.995.. => exact(1000),
        0.01.. => format!("{price:.2}"),
        0.0 => "0.00".to_owned(),
        _ => {
            let decimals = (1.0 - price.abs().log10().floor()).clamp(2.0, 17.0) as usize;
            format!("{price:.decimals$}")
        }
    }
}

/// A distance in kilometres, with at most three decimals: `30`, `2.5`.
#[must_use]
pub fn kilometres(km: f64) -> String {
    let metres = (km.max(0.0) * 1000.0).round() as u64;
    let decimals = format!("{:03}", metres % 1000);
    match decimals.trim_end_matches('0') {
        "" => exact(metres / 1000),
        decimals => format!("{}.{decimals}", exact(metres / 1000)),
    }
}

/// Lost user-time as whole user-hours, which `count` writes: `583`, and `<1` if something is lost that is rounded to nothing. The time is in
/// user-seconds times permille of demand.
#[must_use]
pub fn lost_user_hours(user_millisecs: u128, count: impl Fn(u64) -> String) -> String {
    match whole_user_hours(user_millisecs) {
        0 if user_millisecs > 0 => "<1".to_owned(),
        hours => count(hours),
    }
}

/// By how many user-hours two amounts of lost user-time differ, without a sign: `126,707`. If `count` writes both amounts exactly, it is the
/// difference of the numbers that it writes, so that they add up. Otherwise it is rounded from the exact difference, as [`gain`] rounds it. A
/// difference that is not nothing never reads like nothing: `<1`. The times are in user-seconds times permille of demand.
#[must_use]
pub fn lost_difference(user_millisecs: [u128; 2], count: impl Fn(u64) -> String) -> String {
    let [first, second] = user_millisecs;
    let difference = first.abs_diff(second);
    let hours = user_millisecs.map(whole_user_hours);
    let are_exact = hours.iter().all(|hours| count(*hours) == exact(*hours));
    // What is written as `<1` is no exact number, so it is not the rounded 0 that is taken away.
    let is_less_than_one = user_millisecs.iter().zip(hours).any(|(lost, hours)| *lost > 0 && hours == 0);
    let size = match (are_exact, is_less_than_one) {
        (true, false) => hours[0].abs_diff(hours[1]),
        (true, true) => whole_user_hours(difference),
        (false, _) => rounded(user_hours(difference)).1,
    };
    if size == 0 && difference > 0 { "<1".to_owned() } else { count(size) }
}

/// `part` as `count` writes it, but exactly if it would read like `whole` without being equal to it. It is for texts such as "31,999,999 of
/// 32.0 M".
#[must_use]
pub fn count_of(part: u64, whole: u64, count: impl Fn(u64) -> String) -> String {
    let written = count(part);
    if part != whole && written == count(whole) { exact(part) } else { written }
}

/// A rounded difference of counts with its sign: `+850,000`, `\u{2212}2.1 M`.
#[must_use]
pub fn gain(n: f64) -> String {
    gained(n, count)
}

/// A difference with its sign, which `count` writes. A difference that is not nothing never reads like nothing: `+<1`.
fn gained(n: f64, count: impl Fn(u64) -> String) -> String {
    let (sign, size) = rounded(n);
    if size == 0 && n.abs() > TINY {
        let sign = if n < 0.0 { "\u{2212}" } else { "+" };
        return format!("{sign}<1");
    }
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
    fn shares_add_up_to_all() {
        assert_eq!(shares(&[1, 1, 1]), ["33.4%", "33.3%", "33.3%"]);
        assert_eq!(shares(&[1_746, 1_265, 6_989]), ["17.5%", "12.6%", "69.9%"]);
        assert_eq!(shares(&[30, 70, 0]), ["30%", "70%", "0%"]);
        assert_eq!(shares(&[1, 999_999]), ["<0.1%", "99.9%"]);
        assert_eq!(shares(&[5]), ["100%"]);
        assert_eq!(shares(&[0, 0]), ["0%", "0%"]);
        assert!(shares(&[]).is_empty());
        let mut seed: u128 = 1;
        for count in 1..40 {
            let mut next = || {
                seed = (seed * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64);
                (seed >> 40) + (1 << 20)
            };
            let parts: Vec<u128> = (0..count).map(|_| next()).collect();
            let tenths =
                |share: String| (share.trim_end_matches('%').parse::<f64>().expect("a number") * 10.0).round() as u32;
            assert_eq!(shares(&parts).into_iter().map(tenths).sum::<u32>(), WHOLE, "{parts:?}");
        }
    }

    #[test]
    fn no_share_is_rounded_into_another_level() {
        use crate::units::Level;
        for permille in 0..=WHOLE {
            let written: f64 = share(permille).trim_end_matches('%').parse().expect("a number");
            let read = (written * 10.0).round() as Permille;
            assert_eq!(Level::of(read), Level::of(permille), "{permille} is written {written}%");
            assert_eq!(
                (read == 0, read == WHOLE),
                (permille == 0, permille == WHOLE),
                "{permille} is written {written}%"
            );
        }
        let written =
            [0, 1, 55, 99, 300, 394, 395, 495, 499, 500, 944, 945, 949, 950, 994, 995, 999, 1000, 1500].map(share);
        let expected = [
            "0%", "0.1%", "5.5%", "9.9%", "30%", "39%", "40%", "49.5%", "49.9%", "50%", "94%", "94.5%", "94.9%", "95%",
            "99%", "99.5%", "99.9%", "100%", "150%",
        ];
        assert_eq!(written, expected);
    }

    #[test]
    fn a_part_is_neither_nothing_nor_all() {
        let cases = [(0, 10), (1, 1_000_000), (999_999, 1_000_000), (1, 3), (10, 10), (0, 0), (u64::MAX - 1, u64::MAX)];
        let written: Vec<String> = cases.map(|(part, whole)| share_of(part, whole)).to_vec();
        assert_eq!(written, ["0%", "<0.1%", "99.9%", "33%", "100%", "0%", "99.9%"]);
        let counts: Vec<String> =
            [(31_999_999, 32_000_000), (32_000_000, 32_000_000), (1, 32_000_000), (32_000_000, 32_000_001)]
                .map(|(part, whole)| count_of(part, whole, count))
                .to_vec();
        assert_eq!(counts, ["31,999,999", "32.0 M", "1", "32,000,000"]);
    }

    #[test]
    fn a_small_change_is_no_change_of_nothing() {
        let minus = "\u{2212}";
        let written = [0.0, -0.0, -0.0004, 0.0004, -0.000_6, 1e-16, -0.0952, -0.9999, -1.0].map(change);
        let expected = [
            "+0.0%".to_owned(),
            "+0.0%".to_owned(),
            format!("{minus}<0.1%"),
            "+<0.1%".to_owned(),
            format!("{minus}0.1%"),
            "+0.0%".to_owned(),
            format!("{minus}9.5%"),
            format!("{minus}>99.9%"),
            format!("{minus}100.0%"),
        ];
        assert_eq!(written, expected);
        assert_eq!(
            [46_500.4, 999.999, 4.25, 0.0042, 1e-9].map(price),
            ["46,500", "1,000", "4.25", "0.0042", "0.0000000010"]
        );
    }

    #[test]
    fn a_radius_is_as_long_as_it_was_written() {
        assert_eq!(
            [0.0, 0.4, 2.5, 30.0, 1_234.25, 2.999_9].map(kilometres),
            ["0", "0.4", "2.5", "30", "1,234.25", "3"]
        );
    }

    #[test]
    fn an_exact_duration_has_all_its_units() {
        let written = [0, 10_840, 10_800, 90_061, -45].map(|secs| exact_span(Span(secs)));
        assert_eq!(written, ["0 s", "3 h 40 s", "3 h", "1 d 1 h 1 m 1 s", "\u{2212}45 s"]);
    }

    #[test]
    fn exact_losses_and_their_difference_add_up() {
        // In tenths of user-hours.
        let differ = |lost: [u128; 2], count: fn(u64) -> String| {
            lost_difference(lost.map(|tenths| tenths * crate::units::USER_HOUR / 10), count)
        };
        // 141,915 and 15,208 were written beside 127,000.
        assert_eq!(differ([152_080, 1_419_150], count), "126,707");
        assert_eq!(differ([1_419_150, 152_080], count), "126,707");
        // 167,373.8 more are lost, but the numbers that are written differ by 167,373: of 12,000 and 179,373.
        assert_eq!(differ([119_996, 1_793_734], count), "167,373");
        assert_eq!(differ([9_999_994, 4], count), "999,999");
        assert_eq!(differ([0, 4], count), "<1");
        assert_eq!(differ([31, 34], count), "<1", "both are written as 3");
        assert_eq!(differ([0, 0], count), "0");
        // Rounded numbers need not add up: the difference is rounded by itself.
        assert_eq!(differ([4_357_330, 11_040_670], count), "668,000");
        assert_eq!(differ([20_000_000, 50_000_000], count), "3.0 M");
        assert_eq!(differ([152_080, 1_419_150], korean::count), "12.7만");
        assert_eq!(differ([152_080, 999_990], korean::count), "84,791");
    }

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
