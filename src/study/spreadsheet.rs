//! Tables for spreadsheets: CSV, and cells with text that a spreadsheet shows and never runs as a formula.
//!
//! A spreadsheet computes whatever looks like a formula, also in a file that somebody else made, and a formula can send data away. Names in a
//! scenario are such text. Numbers are written by the program and stay numbers.

use unicode_width::UnicodeWidthChar;

use crate::units::{one_line, user_hours};

/// What a CSV file for people begins with. Without it, Excel reads the letters of many languages, Hangul among them, in the code page of the
/// machine instead of UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The letters with which a formula begins, also in their fullwidth and small forms, which some input methods turn into one another.
const BEGINNINGS: [char; 13] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe66}', '\u{fe62}', '\u{fe63}', '\u{fe6b}',
    '\u{2212}',
];
/// Marks that may stand before a formula, because a spreadsheet may take them off.
const QUOTES: [char; 8] = ['"', '\'', '`', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{ff02}'];

/// A cell with text, on one line. If it would begin a formula, an apostrophe stands before it, with which spreadsheets mark text; a text that
/// is only a number stays as it is. As some spreadsheets part cells at semicolons, each part is treated like a cell.
#[must_use]
pub fn text_cell(text: &str) -> String {
    let line = one_line(text);
    if is_number(&line) {
        return line.into_owned();
    }
    let mut cell = String::with_capacity(line.len() + 1);
    for (index, part) in line.split(';').enumerate() {
        if index > 0 {
            cell.push(';');
        }
        if begins_formula(part) {
            cell.push('\'');
        }
        cell.push_str(part);
    }
    cell
}

/// Whether a text begins with what begins a formula. Blanks, marks without width and quotes before it do not count.
fn begins_formula(text: &str) -> bool {
    let is_skipped = |letter: &char| {
        letter.is_whitespace() || QUOTES.contains(letter) || letter.width().is_none_or(|width| width == 0)
    };
    text.chars().find(|letter| !is_skipped(letter)).is_some_and(|letter| BEGINNINGS.contains(&letter))
}

/// Whether a text is a number, such as `-5` or `+0.25`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, decimals].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// User-hours with three decimals, from user-seconds times permille of demand.
#[must_use]
pub fn user_hours_cell(lost_user_millisecs: u128) -> String {
    let hours = user_hours(lost_user_millisecs);
    // What is lost must not read like nothing.
    if lost_user_millisecs > 0 && hours < 0.0005 { format!("{hours:.7}") } else { format!("{hours:.3}") }
}

/// Rows of cells as CSV. All rows must have the same number of cells.
///
/// # Panics
/// If a row has another number of cells than the first.
#[must_use]
pub fn csv(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("rows of one table are of one length, and memory takes them");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    String::from_utf8(bytes).expect("only text was written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_formula_and_numbers_stay_numbers() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+82 2 1234", "'+82 2 1234"),
            ("-A1", "'-A1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            ("\r\n=1", "' =1"),
            (" \u{a0}\u{200b}\u{feff}=1", "' \u{a0}\u{200b}\u{feff}=1"),
            ("\"=1\"", "'\"=1\""),
            ("'=1", "''=1"),
            ("\u{ff1d}1+1", "'\u{ff1d}1+1"),
            ("\u{ff0b}1\u{ff0d}1", "'\u{ff0b}1\u{ff0d}1"),
            ("\u{ff20}a", "'\u{ff20}a"),
            ("Shop;=1+1", "Shop;'=1+1"),
            ("-5", "-5"),
            ("+0.25", "+0.25"),
            ("-5-5", "'-5-5"),
            ("-inf", "'-inf"),
            ("-", "'-"),
            ("Login = 1", "Login = 1"),
            ("A\nB\tC", "A B C"),
            ("", ""),
        ] {
            assert_eq!(text_cell(text), cell, "{text:?}");
        }
    }

    #[test]
    fn what_was_written_can_be_read_again() {
        let rows = [vec![text_cell("=a"), "-5".to_owned()], vec![text_cell("b\"c,d\ne"), "1".to_owned()]];
        let written = csv(rows.into_iter());
        assert_eq!(written, "'=a,-5\n\"b\"\"c,d e\",1\n");
    }
}
