//! What rows are sorted by: the cells of a column, compared as what they mean.

use std::cmp::Ordering;

use crate::file::Authored;
use crate::file::edit::sheet::{Column, cell};
use crate::file::edit::{Row, Table};
use crate::text::composed;
use crate::units::{SpanUnits, read_span};

/// The rows, sorted by a column, with the largest first if the flag is set. Rows that are equal stay in their order in the document.
pub(super) fn sorted(
    authored: &Authored,
    table: Table,
    by: (Column, bool),
    rows: impl Iterator<Item = usize>,
) -> Vec<usize> {
    keyed(authored, table, by, rows).into_iter().map(|(_, index)| index).collect()
}

/// Puts the rows `back` among those that are shown, in front of the first that comes after them. The others stay in their order.
pub(super) fn merged(
    authored: &Authored,
    table: Table,
    (column, falls): (Column, bool),
    shown: Vec<usize>,
    back: &[usize],
) -> Vec<usize> {
    if back.is_empty() {
        return shown;
    }
    let mut merged = Vec::with_capacity(shown.len() + back.len());
    let mut back = keyed(authored, table, (column, falls), back.iter().copied()).into_iter().peekable();
    for index in shown {
        let own = Key::of(authored, table, index, column);
        let is_before = |(key, other): &(Key, usize)| key.compare(&own, falls).then(other.cmp(&index)).is_lt();
        while let Some((_, other)) = back.next_if(is_before) {
            merged.push(other);
        }
        merged.push(index);
    }
    merged.extend(back.map(|(_, index)| index));
    merged
}

fn keyed(
    authored: &Authored,
    table: Table,
    (column, falls): (Column, bool),
    rows: impl Iterator<Item = usize>,
) -> Vec<(Key, usize)> {
    let mut keyed: Vec<(Key, usize)> = rows.map(|index| (Key::of(authored, table, index, column), index)).collect();
    keyed.sort_by(|(a, own), (b, other)| a.compare(b, falls).then(own.cmp(other)));
    keyed
}

/// What a cell is sorted by: numbers are compared as numbers, durations by their length, and servers by their number. Empty cells come last.
enum Key {
    Number(f64),
    Text(String),
    Empty,
}

impl Key {
    fn of(authored: &Authored, table: Table, index: usize, column: Column) -> Self {
        let Some(row) = authored.row(table, index) else { return Self::Empty };
        let text = cell(authored.key(table, index).unwrap_or_default(), &row, column);
        if text.is_empty() {
            return Self::Empty;
        }
        let number = if column.is_duration() {
            read_span(&text, SpanUnits::Exact).ok().map(|span| span.0 as f64)
        } else if matches!(column, Column::On | Column::Standby) {
            servers_in(&row, column)
        } else if column.is_number() {
            text.parse::<f64>().ok()
        } else {
            None
        };
        number.map_or_else(|| Self::Text(composed(&text).to_lowercase()), Self::Number)
    }

    fn compare(&self, other: &Self, falls: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (a, b) => return a.rank().cmp(&b.rank()),
        };
        if falls { order.reverse() } else { order }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Text(_) => 1,
            Self::Empty => 2,
        }
    }
}

/// How many servers a cell has at all sites together.
fn servers_in(row: &Row, column: Column) -> Option<f64> {
    let Row::Service(service) = row else { return None };
    let servers = if column == Column::On { &service.on } else { &service.standby };
    Some(servers.0.iter().map(|(_, servers)| *servers as f64).sum())
}
