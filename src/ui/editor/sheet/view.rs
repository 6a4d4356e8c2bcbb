//! What the sheet keeps between frames: which table it shows, in which order, and which cells are selected.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use egui::Rect;

use crate::file::edit::sheet::{Column, columns};
use crate::file::edit::{Removal, Table};
use crate::recording::Subject;
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
    /// Whether what is said is about a change that is on its way. Any other change makes it out of date.
    pub(super) awaits_change: bool,
    /// The revision of the document in the last frame.
    pub(super) revision: u64,
    /// The cells that were pasted and have columns that the sheet does not know: the import panel can read them.
    pub(super) for_import: Option<String>,
    /// What was typed into cells and is wrong. It stays in them until it is mended.
    pub(super) wrong: Vec<WrongCell>,
    /// The indices of the rows that are selected beside the others.
    pub(super) extra: BTreeSet<usize>,
    /// What was selected in the session in the last frame.
    pub(super) selection: Option<Subject>,
    /// The index of the row whose subject was selected last because it had the cursor.
    pub(super) followed: Option<usize>,
    /// Whether the sheet was not drawn yet.
    pub(super) is_new: bool,
    /// The height of what is said below the cells, in points.
    pub(super) said_height: f32,
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

/// A text that was typed into a cell and is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrongCell {
    /// The id of the row.
    pub key: String,
    pub column: Column,
    pub text: String,
    /// What is wrong with it, with its row and column.
    pub words: String,
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
            awaits_change: false,
            revision: 0,
            for_import: None,
            wrong: Vec::new(),
            extra: BTreeSet::new(),
            selection: None,
            followed: None,
            is_new: true,
            said_height: 0.0,
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

    /// The indices of the selected rows, in the order in which they are shown.
    pub(super) fn selected(&self) -> Vec<usize> {
        let rows = self.rows();
        let shown = self.order.iter().enumerate();
        let is_selected = |(position, index): &(usize, &usize)| rows.contains(position) || self.extra.contains(index);
        if self.extra.is_empty() {
            return rows.filter_map(|row| self.order.get(row)).copied().collect();
        }
        shown.filter(is_selected).map(|(_, index)| *index).collect()
    }

    /// How many rows are selected. It makes no list of them, because it is asked for in every frame.
    pub(super) fn selected_count(&self) -> usize {
        if self.extra.is_empty() { self.rows().count() } else { self.selected().len() }
    }

    /// Whether the row at this position is selected.
    pub(super) fn is_selected(&self, position: usize) -> bool {
        self.rows().contains(&position) || self.order.get(position).is_some_and(|index| self.extra.contains(index))
    }

    /// Adds the row at this position to those that are selected, or takes it out.
    pub(super) fn toggle_row(&mut self, position: usize, column: usize) {
        let Some(index) = self.order.get(position).copied() else { return };
        let is_taken_out = self.is_selected(position);
        let mut rows: BTreeSet<usize> = self.selected().into_iter().collect();
        if is_taken_out {
            rows.remove(&index);
        }
        let next = if is_taken_out { rows.iter().next().copied() } else { Some(index) };
        let Some(next) = next.and_then(|next| self.order.iter().position(|index| *index == next)) else { return };
        let columns = [self.cursor.column, self.anchor.column];
        self.go(next, column, false);
        if rows.len() > 1 || !is_taken_out {
            // The columns stay selected, and the row gets the cursor.
            (self.cursor.column, self.anchor.column) = (columns[0], columns[1]);
        }
        self.extra = rows;
    }

    /// Moves the cursor, and with `extends` only it and not the other end of the selection.
    pub(super) fn go(&mut self, row: usize, column: usize, extends: bool) {
        let last = self.order.len().saturating_sub(1);
        self.cursor = Spot { row: row.min(last), column: column.min(self.columns().len().saturating_sub(1)) };
        if !extends {
            self.anchor = self.cursor;
            self.extra.clear();
        }
        self.reveals = true;
    }

    /// Begins to type into the cell with the cursor.
    pub(super) fn begin_typing(&mut self, text: String) {
        self.typed = Some(Typing { text, shown: false });
        self.reveals = true;
    }

    /// Says what was done without a change of the document.
    pub(super) fn say(&mut self, words: String) {
        (self.awaits_change, self.for_import) = (false, None);
        self.said = vec![Said { words, is_trouble: false }];
    }

    /// Says what a change does that the session makes after this frame.
    pub(super) fn say_changed(&mut self, words: String) {
        self.say(words);
        self.awaits_change = true;
    }

    /// Forgets what was said.
    pub(super) fn hush(&mut self) {
        (self.awaits_change, self.for_import) = (false, None);
        self.said.clear();
    }

    pub(super) fn tell(&mut self, lines: impl IntoIterator<Item = String>) {
        (self.awaits_change, self.for_import) = (false, None);
        self.said = lines.into_iter().map(|words| Said { words, is_trouble: true }).collect();
    }

    /// Keeps the order of the rows in step with the document: new rows are shown at the end.
    pub(super) fn update(&mut self, document: u64, revision: u64, count: usize) {
        if self.revision != revision && self.document == document && !std::mem::take(&mut self.awaits_change) {
            // It was about another change, which may be undone by now.
            self.hush();
        }
        self.revision = revision;
        self.extra.retain(|index| *index < count);
        if self.document != document {
            (self.document, self.sorted, self.typed, self.asked) = (document, None, None, None);
            self.order = (0..count).collect();
            self.wrong.clear();
            self.hush();
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
