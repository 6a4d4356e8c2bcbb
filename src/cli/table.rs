//! Tables of text: each column is as wide as its widest cell. Wide letters such as Hangul count as two columns of the terminal.
//!
//! The crates `comfy-table` 8 and `tabled` 0.22 cannot draw this layout: in both, the rule below the headings also covers the
//! padding of the cells, and the separator between two columns is one letter wide. So columns that are two spaces apart, each with
//! its own rule, are not possible. The difficult part, the width of letters, comes from the crate `unicode-width`.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::output::write_line;
use crate::units::{one_line, text, whole_user_hours};

/// Rows of cells below a row of headings. Columns are aligned to the left or, for numbers, to the right.
pub(super) struct Table {
    to_right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these columns. If a heading begins with `>`, its column is aligned to the right.
    pub fn new(headings: &[&str]) -> Self {
        let to_right = headings.iter().map(|heading| heading.starts_with('>')).collect();
        let cell = |heading: &&str| one_line(heading.strip_prefix('>').unwrap_or(heading)).into_owned();
        Self { to_right, rows: vec![headings.iter().map(cell).collect()] }
    }

    /// Adds a row, which must have a cell for every column. A cell is one line, so line breaks and tabs in it become spaces, and other control
    /// characters are escaped.
    pub fn row(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.to_right.len(), "a cell for every column");
        self.rows.push(cells.into_iter().map(|cell| one_line(&cell).into_owned()).collect());
    }

    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let width = |column: usize| self.rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.to_right.len()).map(width).collect();
        for (number, row) in self.rows.iter().enumerate() {
            let mut line = String::new();
            for ((cell, width), to_right) in row.iter().zip(&widths).zip(&self.to_right) {
                let gap = " ".repeat(width - cell.width());
                let (left, right) = if *to_right { (gap.as_str(), "") } else { ("", gap.as_str()) };
                line.push_str("  ");
                line.push_str(left);
                line.push_str(cell);
                line.push_str(right);
            }
            write_line!(out, "{}", line.trim_end())?;
            if number == 0 {
                let rule: Vec<String> = widths.iter().map(|width| "\u{2500}".repeat(*width)).collect();
                write_line!(out, "  {}", rule.join("  "))?;
            }
        }
        Ok(())
    }
}

/// A table of lost user-hours by cause, with the columns cause, whole user-hours and share of the total. The last row has the total.
/// `parts` has the name of each cause and its loss, in user-seconds times permille of demand. Hours and shares are rounded so that the rows
/// add up to the total.
pub(super) fn booked(parts: &[(String, u128)]) -> Table {
    let all: u128 = parts.iter().map(|(_, lost)| lost).sum();
    let losses: Vec<u128> = parts.iter().map(|(_, lost)| *lost).collect();
    let mut table = Table::new(&["Lost user-hours by cause", ">User-hours", ">Share"]);
    let mut so_far = 0;
    for ((what, lost), share) in parts.iter().zip(text::shares(&losses)) {
        let until = so_far + lost;
        let hours = whole_user_hours(until) - whole_user_hours(so_far);
        // What is lost is not nothing, however the row is rounded.
        let hours = if hours == 0 && *lost > 0 { text::lost_user_hours(1, text::exact) } else { text::exact(hours) };
        table.row(vec![what.clone(), hours, share]);
        so_far = until;
    }
    table.row(vec!["Total".to_owned(), text::lost_user_hours(all, text::exact), text::shares(&[all]).concat()]);
    table
}
