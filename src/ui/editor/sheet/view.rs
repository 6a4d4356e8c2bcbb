//! What the sheet keeps between frames: which table it shows, in which order, and which cells are selected.

use std::ops::RangeInclusive;

use egui::Rect;

use crate::file::edit::sheet::{Column, columns};
use crate::file::edit::{Removal, Table};
use crate::ui::editor::said::Said;

/// The state of the sheet.
#[derive(Debug)]
pub struct SheetView {
    /// The table that is shown.
    pub(super) table: Table,
    /// The indices of the rows, in the order in which they are shown.
    pub(super) order: Vec<usize>,
    /// The column by which the rows were sorted last, and whether the largest came first.
    pub(super) sorted: Option<(Column, bool)>,
    /// The number of the document whose rows are in `order`.
    pub(super) document: u64,
    /// The cell with the cursor: the position of its row in `order`, and the position of its column.
    pub(super) cursor: Spot,
    /// The other end of the selected cells.
    pub(super) anchor: Spot,
    /// The text that is typed into the cell with the cursor.
    pub(super) typed: Option<Typing>,
    /// What the last action did, or what is wrong with it.
    pub(super) said: Vec<Said>,
    /// The removal that the person is asked about, and the number of its rows.
    pub(super) asked: Option<(Removal, usize)>,
    /// Whether the cell with the cursor is to be scrolled to.
    pub(super) reveals: bool,
    /// Whether that cell, whose row is in view by then, is to be scrolled to sideways too.
    pub(super) reveals_column: bool,
    /// The rectangle of that cell, in the frame in which it is scrolled to.
    pub(super) revealed: Option<Rect>,
    /// Whether the sheet is to get the keyboard.
    pub(super) takes_keyboard: bool,
    /// Whether the clipboard was asked for with the button: what it has is pasted here, wherever the keyboard is.
    pub(super) expects_paste: bool,
    /// Whether the last row is to get the cursor, because it was just added.
    pub(super) shows_last: bool,
}

/// A cell: the position of its row as it is shown, and the position of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub row: usize,
    pub column: usize,
}

/// A text that is typed into a cell.
#[derive(Clone, Debug)]
pub(super) struct Typing {
    pub text: String,
    /// Whether the field was drawn before. It gets the keyboard when it is drawn for the first time.
    pub shown: bool,
}

impl SheetView {
    /// The sheet of a table.
    pub(in crate::ui::editor) fn of(table: Table) -> Self {
        Self {
            table,
            order: Vec::new(),
            sorted: None,
            document: 0,
            cursor: Spot::default(),
            anchor: Spot::default(),
            typed: None,
            said: Vec::new(),
            asked: None,
            reveals: true,
            reveals_column: false,
            revealed: None,
            takes_keyboard: true,
            expects_paste: false,
            shows_last: false,
        }
    }

    /// The table that is shown.
    pub(in crate::ui::editor) const fn table(&self) -> Table {
        self.table
    }

    /// The columns of the sheet.
    pub(super) fn columns(&self) -> &'static [Column] {
        columns(self.table)
    }

    /// The positions of the selected rows.
    pub(super) fn rows(&self) -> RangeInclusive<usize> {
        self.cursor.row.min(self.anchor.row)..=self.cursor.row.max(self.anchor.row)
    }

    /// The positions of the selected columns.
    pub(super) fn selected_columns(&self) -> RangeInclusive<usize> {
        self.cursor.column.min(self.anchor.column)..=self.cursor.column.max(self.anchor.column)
    }

    /// The indices of the selected rows.
    pub(super) fn selected(&self) -> Vec<usize> {
        self.rows().filter_map(|row| self.order.get(row)).copied().collect()
    }

    /// Moves the cursor, and with `extends` only it and not the other end of the selection.
    pub(super) fn go(&mut self, row: usize, column: usize, extends: bool) {
        let last = self.order.len().saturating_sub(1);
        self.cursor = Spot { row: row.min(last), column: column.min(self.columns().len().saturating_sub(1)) };
        if !extends {
            self.anchor = self.cursor;
        }
        self.reveals = true;
    }

    /// Begins to type into the cell with the cursor.
    pub(super) fn begin_typing(&mut self, text: String) {
        self.typed = Some(Typing { text, shown: false });
        self.reveals = true;
    }

    pub(super) fn say(&mut self, words: String) {
        self.said = vec![Said { words, is_trouble: false }];
    }

    pub(super) fn tell(&mut self, lines: impl IntoIterator<Item = String>) {
        self.said = lines.into_iter().map(|words| Said { words, is_trouble: true }).collect();
    }

    /// Keeps the order of the rows in step with the document: new rows are shown at the end.
    pub(super) fn update(&mut self, document: u64, count: usize) {
        if self.document != document {
            (self.document, self.sorted, self.typed, self.asked) = (document, None, None, None);
            self.order = (0..count).collect();
            self.said.clear();
            self.go(0, 0, false);
        } else if self.order.len() > count {
            self.order.retain(|index| *index < count);
            self.typed = None;
            let (cursor, anchor) = (self.cursor, self.anchor);
            self.go(anchor.row, anchor.column, false);
            self.go(cursor.row, cursor.column, true);
        } else if self.order.len() < count {
            self.order.extend(self.order.len()..count);
            if std::mem::take(&mut self.shows_last) {
                self.go(count - 1, 0, false);
                self.takes_keyboard = true;
            }
        }
    }
}
