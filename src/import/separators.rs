//! Finds out which sign groups the digits of the numbers in a table: `85.000` is 85 or 85,000, and only other cells tell.

/// What a number shows about the point and the comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// The point groups digits, or the comma begins the decimals.
    PointGroups,
    /// The comma groups digits, or the point begins the decimals.
    CommaGroups,
}

/// Which signs group digits in a table, each with the first cell that shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Separators {
    point_groups: Option<String>,
    comma_groups: Option<String>,
}

impl Separators {
    /// What a cell of whole numbers shows.
    pub(super) fn look_at_whole(&mut self, cell: &str) {
        self.look_at(cell, true);
    }

    /// What a cell of durations shows, which may have decimals.
    pub(super) fn look_at_span(&mut self, cell: &str) {
        self.look_at(cell, false);
    }

    fn look_at(&mut self, cell: &str, is_whole: bool) {
        let slot = match number_in(cell).and_then(|number| shown(number, is_whole)) {
            Some(Shown::PointGroups) => &mut self.point_groups,
            Some(Shown::CommaGroups) => &mut self.comma_groups,
            None => return,
        };
        slot.get_or_insert_with(|| cell.trim().to_owned());
    }

    /// A cell that shows that the point groups digits, if no cell shows something else.
    pub(super) fn points_as_in(&self) -> Option<&str> {
        self.point_groups.as_deref().filter(|_| self.comma_groups.is_none())
    }

    /// Whether some cell shows that the point groups digits.
    pub(super) const fn has_points(&self) -> bool {
        self.point_groups.is_some()
    }

    /// Whether some cell shows that the comma groups digits.
    pub(super) const fn has_commas(&self) -> bool {
        self.comma_groups.is_some()
    }
}

/// The first number in a cell, with its points and commas.
fn number_in(cell: &str) -> Option<&str> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let begin = cell.find(|letter: char| letter.is_ascii_digit())?;
    let rest = &cell[begin..];
    let number = rest.find(|letter: char| !is_part(letter)).map_or(rest, |end| &rest[..end]);
    Some(number.trim_end_matches(['.', ',']))
}

fn shown(number: &str, is_whole: bool) -> Option<Shown> {
    let grouped_by = |sign: char| if sign == '.' { Shown::PointGroups } else { Shown::CommaGroups };
    let last = number.rfind(['.', ','])?;
    let (before, after) = (&number[..last], &number[last + 1..]);
    let sign = if number[last..].starts_with('.') { '.' } else { ',' };
    let other = if sign == '.' { ',' } else { '.' };
    if before.contains(other) || after.len() != 3 || before == "0" {
        return Some(grouped_by(other));
    }
    // With decimals it would be no whole number.
    let is_grouped = before.contains(sign) || is_whole && after.bytes().any(|digit| digit != b'0');
    is_grouped.then(|| grouped_by(sign))
}

/// The two parts of a number such as `85.000` or `6,500`, in which one sign may group digits or begin the decimals, and the sign.
pub(super) fn three_after_sign(number: &str) -> Option<(&str, char, &str)> {
    let at = number.find(['.', ','])?;
    let (before, after) = (&number[..at], &number[at + 1..]);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_group = (1..=3).contains(&before.len()) && !before.starts_with('0') && after.len() == 3;
    let sign = if number[at..].starts_with('.') { '.' } else { ',' };
    (is_group && is_digits(before) && is_digits(after)).then_some((before, sign, after))
}

/// The two ways to read the number at the beginning of a duration such as `1,500 h`: with decimals, and in groups.
pub(super) fn two_readings(span: &str) -> Option<[String; 2]> {
    let number = number_in(span).filter(|number| span.starts_with(number))?;
    let (before, _, after) = three_after_sign(number)?;
    let unit = &span[number.len()..];
    let decimals = after.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    Some([format!("{before}{point}{decimals}{unit}"), format!("{before}{after}{unit}")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_show_which_sign_groups_digits() {
        use Shown::{CommaGroups, PointGroups};
        for (number, is_whole, expected) in [
            ("1.234.567", true, Some(PointGroups)),
            ("85.500", true, Some(PointGroups)),
            ("1.234,5", true, Some(PointGroups)),
            ("1,5", false, Some(PointGroups)),
            ("6,500", true, Some(CommaGroups)),
            ("2.8", true, Some(CommaGroups)),
            ("1,234.50", false, Some(CommaGroups)),
            ("0.500", false, Some(CommaGroups)),
            ("85.000", true, None),
            ("6,000", true, None),
            ("1.250", false, None),
            ("12", true, None),
        ] {
            assert_eq!(shown(number, is_whole), expected, "{number}");
        }
    }

    #[test]
    fn durations_that_can_be_read_in_two_ways_are_found() {
        assert_eq!(two_readings("1,500 min"), Some(["1.5 min".to_owned(), "1500 min".to_owned()]));
        assert_eq!(two_readings("2.000"), Some(["2".to_owned(), "2000".to_owned()]));
        for span in ["0.125 h", "1.5 h", "4h", "soon", ""] {
            assert_eq!(two_readings(span), None, "{span}");
        }
    }
}
