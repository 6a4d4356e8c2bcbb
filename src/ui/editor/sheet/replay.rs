//! What the keyboard will do in the table of cells, when it waits until a change can be made: which text each cell gets, and which cells are emptied and
//! filled down.

#![expect(clippy::wildcard_enum_match_arm, reason = "few keys lead to another cell or change one")]

use egui::{Event, Key, Modifiers};

use super::cell_text::{CellText, name_at, text_at, text_in};
use super::cursor::{moved, moved_after};
use super::typing::{Ending, add_event, ending};
use super::view::{After, SheetView, Spot};
use super::waiting_cell::{CellRange, WaitingCell};
use crate::file::Authored;
use crate::file::edit::sheet::Column;

/// Goes through what came from the keyboard as the table will when its turn comes, and only notes what happens to each cell.
pub(super) struct Replay<'v> {
    view: &'v SheetView,
    authored: &'v Authored,
    cursor: Spot,
    /// The other end of the selected cells.
    anchor: Spot,
    /// Whether the rows beside them are selected too.
    has_extra: bool,
    /// The text that is begun in the cell with the cursor.
    begun: Option<String>,
    cells: Vec<WaitingCell>,
    /// The cells whose wrong text is taken away, by the ids of their rows.
    dropped: Vec<(&'v str, Column)>,
    /// What was pasted into the table as a whole.
    pasted: Vec<String>,
}

impl<'v> Replay<'v> {
    /// Begins with the selection of the table, whose rows are those of `authored`.
    pub fn of(view: &'v SheetView, authored: &'v Authored) -> Self {
        let (cursor, anchor) = (view.cursor, view.anchor);
        let (cells, dropped, pasted) = (Vec::new(), Vec::new(), Vec::new());
        Self { view, authored, cursor, anchor, has_extra: true, begun: None, cells, dropped, pasted }
    }

    /// What happens to each cell, in its order, and what was pasted.
    pub fn done(mut self) -> (Vec<WaitingCell>, Vec<String>) {
        if let Some(text) = self.begun.take() {
            self.put(self.cursor, text);
        }
        (self.cells, self.pasted)
    }

    /// Moves the cursor, and with `extends` only it and not the other end of the selection.
    fn go(&mut self, to: Spot, extends: bool) {
        self.cursor = to;
        if !extends {
            (self.anchor, self.has_extra) = (to, false);
        }
    }

    /// Moves the cursor when a text was typed in the cell at `spot`.
    pub fn go_after(&mut self, after: After, spot: Spot) {
        if after != After::Stay {
            self.go(moved_after(after, spot, self.cursor, self.view.last()), false);
        }
    }

    /// The index and the id of the row, and the column of a cell.
    fn cell(&self, Spot { row, column }: Spot) -> Option<(usize, &'v str, Column)> {
        let index = *self.view.order.get(row)?;
        Some((index, self.authored.key(self.view.table, index)?, *self.view.columns().get(column)?))
    }

    /// The text that a cell has by then.
    fn text(&self, spot: Spot) -> Option<String> {
        let (index, key, column) = self.cell(spot)?;
        let waiting = self.waiting_text(&self.cells, key, column);
        let is_own = |(own, of, _): &(&str, Column, &str)| *own == key && *of == column;
        let wrong = || self.wrong().find(is_own).map(|(_, _, text)| text.to_owned());
        waiting.or_else(wrong).or_else(|| text_at(self.authored, self.view.table, index, column))
    }

    /// The text that waits for a cell after all of these. `None` if nothing waits for it.
    fn waiting_text(&self, cells: &[WaitingCell], key: &str, column: Column) -> Option<String> {
        let (last, earlier) = cells.split_last()?;
        match last {
            WaitingCell::Text(cell) if cell.key == key && cell.column == column => Some(cell.text.clone()),
            WaitingCell::Cleared(range) if range.has(key, column) => Some(String::new()),
            WaitingCell::Filled(range) if range.has(key, column) => {
                let first = range.keys.first()?;
                let has = || text_in(self.authored, self.view.table, first, column);
                self.waiting_text(earlier, first, column).or_else(has)
            }
            WaitingCell::Text(_) | WaitingCell::Cleared(_) | WaitingCell::Filled(_) => {
                self.waiting_text(earlier, key, column)
            }
        }
    }

    /// The texts in cells of the table that are wrong and were not taken away: the ids of their rows, the columns, and the texts.
    fn wrong(&self) -> impl Iterator<Item = (&'v str, Column, &'v str)> {
        let view = self.view;
        let all = view.wrong.of(view.table).map(|wrong| (wrong.key.as_str(), wrong.column, wrong.text.as_str()));
        all.filter(move |(key, column, _)| !self.dropped.contains(&(*key, *column)))
    }

    /// Notes the text for a cell, if it is another one than the cell has.
    pub fn put(&mut self, spot: Spot, text: String) {
        if self.text(spot).is_none_or(|own| own == text) {
            return;
        }
        let Some((index, key, column)) = self.cell(spot) else { return };
        let (table, key) = (self.view.table, key.to_owned());
        let row = name_at(self.authored, table, index).unwrap_or_default();
        self.cells.push(WaitingCell::Text(CellText { table, key, row, column, text }));
    }

    /// The ids of the selected rows, in the order in which they are shown.
    fn selected_rows(&self) -> Vec<&'v str> {
        let (view, rows) = (self.view, self.cursor.row.min(self.anchor.row)..=self.cursor.row.max(self.anchor.row));
        let is_extra = |index: usize| self.has_extra && view.extra.contains(&index);
        let shown = view.order.iter().enumerate();
        let selected = shown.filter(|(position, index)| rows.contains(position) || is_extra(**index));
        selected.filter_map(|(_, index)| self.authored.key(view.table, *index)).collect()
    }

    /// The selected columns.
    fn selected_columns(&self) -> &'static [Column] {
        let [from, to] = [self.cursor.column.min(self.anchor.column), self.cursor.column.max(self.anchor.column)];
        self.view.columns().get(from..=to).unwrap_or_default()
    }

    /// The selected cells. `None` if these are only ids.
    fn selected(&self) -> Option<CellRange> {
        let columns: Vec<Column> =
            self.selected_columns().iter().copied().filter(|column| *column != Column::Id).collect();
        let keys: Vec<String> = self.selected_rows().into_iter().map(str::to_owned).collect();
        let is_any = !columns.is_empty() && !keys.is_empty();
        is_any.then_some(CellRange { table: self.view.table, keys, columns })
    }

    /// Takes the wrong texts out of the selected cells. Returns whether there were any.
    fn drop_wrong(&mut self) -> bool {
        if self.view.wrong.is_empty() {
            return false;
        }
        let (rows, columns) = (self.selected_rows(), self.selected_columns());
        let is_meant = |(key, column, _): &(&str, Column, &str)| {
            columns.contains(column) && rows.contains(key) && self.waiting_text(&self.cells, key, *column).is_none()
        };
        let gone: Vec<(&'v str, Column)> =
            self.wrong().filter(is_meant).map(|(key, column, _)| (key, column)).collect();
        let is_any = !gone.is_empty();
        self.dropped.extend(gone);
        is_any
    }

    /// Empties the selected cells, or only takes away what is wrong in them, if there is anything.
    fn clear(&mut self) {
        if !self.drop_wrong() {
            let cleared = self.selected().map(WaitingCell::Cleared);
            self.cells.extend(cleared);
        }
    }

    /// Gives the selected cells of each column the value of the first.
    fn fill(&mut self) {
        let range = self.selected().filter(|range| range.keys.len() > 1);
        self.cells.extend(range.map(WaitingCell::Filled));
    }

    /// Handles what came from the keyboard.
    pub fn event(&mut self, event: &Event) {
        let Some(mut text) = self.begun.take() else {
            self.event_outside(event);
            return;
        };
        match ending(event) {
            Some(Ending::Dropped) => {}
            Some(Ending::Put(after)) => {
                self.put(self.cursor, text);
                self.go_after(after, self.cursor);
            }
            None => {
                add_event(&mut text, event.clone());
                self.begun = Some(text);
            }
        }
    }

    /// Handles what comes while no text is begun.
    fn event_outside(&mut self, event: &Event) {
        match event {
            Event::Text(text) if !text.trim().is_empty() => self.begun = Some(text.clone()),
            Event::Paste(text) => self.pasted.push(text.clone()),
            Event::Cut => self.clear(),
            Event::Key { key, pressed: true, modifiers, .. } => self.key_pressed(*key, *modifiers),
            _ => {}
        }
    }

    fn key_pressed(&mut self, key: Key, modifiers: Modifiers) {
        let (far, last) = (modifiers.command, self.view.last());
        if let Some(to) = moved(self.cursor, last, key, modifiers) {
            self.go(to, modifiers.shift && key != Key::Tab);
            return;
        }
        match key {
            Key::Enter | Key::F2 => self.begun = self.text(self.cursor),
            Key::Delete | Key::Backspace if !far => self.clear(),
            Key::Escape => {
                let _is_dropped = self.drop_wrong();
            }
            Key::A if far => {
                self.go(Spot::default(), false);
                self.go(last, true);
            }
            Key::D if far => self.fill(),
            _ => {}
        }
    }
}
