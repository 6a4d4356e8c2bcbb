//! What was typed into cells and is not in them yet: the text that is being typed, and what came from the keyboard after it. So the journal knows of it
//! before it is in the document.

#![expect(clippy::wildcard_enum_match_arm, reason = "few keys lead to another cell or begin a text")]

use egui::{Event, Key};

use super::cell_text::{CellText, name_in, text_in};
use super::cursor::{moved, moved_after};
use super::typing::{Ending, add_event, ending};
use super::view::{After, SheetView, Spot};
use crate::file::Authored;
use crate::file::edit::Table;
use crate::file::edit::sheet::Column;

/// What was typed into the cells of the table that is shown and is not in them yet, in its order, and what was pasted after that.
pub(in crate::ui::editor) fn waiting_cells(view: &SheetView) -> (Vec<CellText>, Vec<String>) {
    let Some(authored) = view.kept.as_ref().filter(|_| view.typed.is_some() || !view.later.is_empty()) else {
        return (Vec::new(), Vec::new());
    };
    let mut replay = Replay { view, authored, cursor: view.cursor, begun: None, cells: Vec::new(), pasted: Vec::new() };
    if let Some(typing) = &view.typed {
        let spot = view.spot_of(typing);
        // Whoever has erased a text is about to type another one.
        if typing.done.is_some() || !typing.text.is_empty() {
            replay.put(spot, typing.text.clone());
        }
        replay.cursor = moved_after(typing.done.unwrap_or(After::Stay), spot, view.cursor, view.last());
    }
    for event in &view.later {
        replay.event(event);
    }
    if let Some(text) = replay.begun.take() {
        replay.put(replay.cursor, text);
    }
    (replay.cells, replay.pasted)
}

/// Takes what waits for cells out of the table, which is closed.
pub(in crate::ui::editor) fn take_waiting(view: &mut SheetView) -> Vec<CellText> {
    let (cells, _) = waiting_cells(view);
    view.typed = None;
    view.later.clear();
    cells
}

/// Goes through what came from the keyboard as the table will when its turn comes, and only notes which text each cell gets.
struct Replay<'v> {
    view: &'v SheetView,
    authored: &'v Authored,
    cursor: Spot,
    /// The text that is begun in the cell with the cursor.
    begun: Option<String>,
    cells: Vec<CellText>,
    /// What was pasted into the table as a whole.
    pasted: Vec<String>,
}

impl Replay<'_> {
    /// The table, the id of the row and the column of a cell.
    fn cell(&self, Spot { row, column }: Spot) -> Option<(Table, &str, Column)> {
        let key = self.authored.key(self.view.table, *self.view.order.get(row)?)?;
        Some((self.view.table, key, *self.view.columns().get(column)?))
    }

    /// The text that a cell has by then.
    fn text(&self, spot: Spot) -> Option<String> {
        let (table, key, column) = self.cell(spot)?;
        let is_it = |cell: &&CellText| cell.key == key && cell.column == column;
        let typed = self.cells.iter().rev().find(is_it).map(|cell| cell.text.clone());
        let wrong = || self.view.wrong.find(table, key, column).map(|wrong| wrong.text.clone());
        typed.or_else(wrong).or_else(|| text_in(self.authored, table, key, column))
    }

    /// Notes the text for a cell, if it is another one than the cell has.
    fn put(&mut self, spot: Spot, text: String) {
        if self.text(spot).is_none_or(|own| own == text) {
            return;
        }
        let Some((table, key, column)) = self.cell(spot) else { return };
        let row = name_in(self.authored, table, key).unwrap_or_default();
        let key = key.to_owned();
        self.cells.push(CellText { table, key, row, column, text });
    }

    fn event(&mut self, event: &Event) {
        let Some(mut text) = self.begun.take() else {
            self.event_outside(event);
            return;
        };
        match ending(event) {
            Some(Ending::Dropped) => {}
            Some(Ending::Put(after)) => {
                self.put(self.cursor, text);
                self.cursor = moved_after(after, self.cursor, self.cursor, self.view.last());
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
            Event::Key { key: Key::Enter | Key::F2, pressed: true, .. } => self.begun = self.text(self.cursor),
            Event::Key { key, pressed: true, modifiers, .. } => {
                self.cursor = moved(self.cursor, self.view.last(), *key, *modifiers).unwrap_or(self.cursor);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::super::wrong::Moment;
    use super::*;
    use crate::file::schema::Service;

    fn services() -> Authored {
        let (empty, _) = crate::file::empty();
        let mut rows = empty.rows().clone();
        rows.services = ["a", "b", "c"].map(|id| (id.to_owned(), Service::named(id.to_owned()))).into_iter().collect();
        empty.with_rows(rows)
    }

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// The sheet with the cursor on the users of the first row.
    fn sheet(authored: &Authored) -> SheetView {
        let mut view = SheetView::of(Table::Services);
        view.update(authored, Moment { document: 1, revision: 1, version: 1, steps: 0, base: 0 });
        let users = view.columns().iter().position(|column| *column == Column::Users).expect("a column");
        view.go(0, users, false);
        view
    }

    fn waits(view: &SheetView) -> Vec<(String, &'static str, String)> {
        let (cells, _) = waiting_cells(view);
        cells.into_iter().map(|cell| (cell.key, cell.column.word(), cell.text)).collect()
    }

    #[test]
    fn what_came_from_the_keyboard_is_for_the_cells_to_which_it_leads() {
        let authored = services();
        let mut view = sheet(&authored);
        assert!(waits(&view).is_empty());
        view.begin_typing("1".to_owned());
        let cell = |row: &str, column, text: &str| (row.to_owned(), column, text.to_owned());
        assert_eq!(waits(&view), [cell("a", "users", "1")], "also while it is typed");
        view.typed.as_mut().expect("it is typed").done = Some(After::Rows(1));
        let later = [text("2"), text("x"), key(Key::Backspace), key(Key::Enter), text("3"), key(Key::Escape)];
        view.wait_with(later);
        view.wait_with([text("4"), key(Key::Tab), key(Key::ArrowUp), key(Key::F2), text("5")]);
        let after = view.columns()[view.columns().iter().position(|own| *own == Column::Users).expect("it") + 1].word();
        let all = ["1", "2", "4", "5"];
        let rows = [("a", "users"), ("b", "users"), ("c", "users"), ("b", after)];
        let expected: Vec<_> = rows.into_iter().zip(all).map(|((row, column), text)| cell(row, column, text)).collect();
        assert_eq!(waits(&view), expected);
        view.wait_with([key(Key::Enter), Event::Paste("7\n8".to_owned())]);
        assert_eq!(waiting_cells(&view).1, ["7\n8"]);
    }

    #[test]
    fn a_cell_that_is_only_opened_waits_for_nothing() {
        let authored = services();
        let mut view = sheet(&authored);
        for text in ["0", ""] {
            view.begin_typing(text.to_owned());
            assert!(waits(&view).is_empty(), "{text}");
        }
        view.typed.as_mut().expect("it is typed").done = Some(After::Stay);
        assert_eq!(waits(&view), [("a".to_owned(), "users", String::new())], "it is emptied");
    }
}
