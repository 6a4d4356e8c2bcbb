//! Where the keys move the cursor of the sheet.

#![expect(clippy::wildcard_enum_match_arm, reason = "few keys move the cursor")]

use egui::{Key, Modifiers};

use super::view::{After, Spot};

/// The number of rows by which Page Up and Page Down move the cursor.
const PAGE: usize = 15;

/// Where a key moves the cursor that is at `at`; `last` is the last row and the last column. `None` if the key moves it nowhere.
pub(super) fn moved(at: Spot, last: Spot, key: Key, modifiers: Modifiers) -> Option<Spot> {
    let Spot { row, column } = at;
    let far = modifiers.command;
    let (row, column) = match key {
        Key::ArrowUp => (if far { 0 } else { row.saturating_sub(1) }, column),
        Key::ArrowDown => (if far { last.row } else { row + 1 }, column),
        Key::ArrowLeft => (row, if far { 0 } else { column.saturating_sub(1) }),
        Key::ArrowRight => (row, if far { last.column } else { column + 1 }),
        Key::PageUp => (row.saturating_sub(PAGE), column),
        Key::PageDown => (row + PAGE, column),
        Key::Home => (if far { 0 } else { row }, 0),
        Key::End => (if far { last.row } else { row }, last.column),
        // Before the first and behind the last column, Tab leaves the sheet.
        Key::Tab if modifiers.shift => (row, column.checked_sub(1)?),
        Key::Tab if column < last.column => (row, column + 1),
        _ => return None,
    };
    Some(within(row, column, last))
}

/// Where the cursor goes from the cell at `at` when a text was typed there. `cursor` is where it is now.
pub(super) fn moved_after(after: After, at: Spot, cursor: Spot, last: Spot) -> Spot {
    match after {
        After::Stay => cursor,
        After::Rows(by) => within(at.row.saturating_add_signed(by), at.column, last),
        After::Columns(by) => within(at.row, at.column.saturating_add_signed(by), last),
    }
}

fn within(row: usize, column: usize, last: Spot) -> Spot {
    Spot { row: row.min(last.row), column: column.min(last.column) }
}
