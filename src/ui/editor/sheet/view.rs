//! What the sheet keeps between frames: which table it shows, in which order, and which cells are selected.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use egui::{Event, Id, Rect};

use crate::file::Authored;
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
    /// What came from the keyboard after a text was typed that is not in its cell yet.
    pub(super) later: Vec<Event>,
    /// How many times the person has begun to type.
    begun: u64,
    /// The ids of the rows, by their indices in the document of `revision`.
    keys: Vec<Box<str>>,
    /// What the last action did, or what is wrong with it.
    pub(super) said: Vec<Said>,
    /// The id of the service whose dependencies were changed last, and the revision before that: if it is part of a cycle then, that is said.
    pub(super) linked: Option<(String, u64)>,
    /// What is said when the change that is on its way was made.
    promised: Option<String>,
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
    /// Whether the first rows are to be shown, because all were sorted.
    pub(super) shows_first: bool,
    /// How far the cells are to be scrolled sideways, in points.
    pub(super) scrolls_to: Option<f32>,
    /// Whether the sheet is to get the keyboard.
    pub(super) takes_keyboard: bool,
    /// Whether the sheet had the keyboard last, and nothing else had it since, apart from dialogs.
    pub(super) had_keyboard: bool,
    /// Whether a dialog covered the window in the last frame.
    pub(super) was_covered: bool,
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
    /// The id and the index of the row, and the column.
    pub key: String,
    pub index: usize,
    pub column: Column,
    /// The id of the field. Each has its own, so that it can undo only what was typed into it.
    pub id: Id,
    /// Whether the field was drawn before. It gets the keyboard when it is drawn for the first time.
    pub shown: bool,
    /// Whether the field was drawn in this frame. It is not while its row is scrolled out of view.
    pub is_drawn: bool,
    /// Where the cursor goes when the text is in its cell; `None` while the person types.
    pub done: Option<After>,
}

/// Where the cursor goes when a text was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// It stays where it is.
    Stay,
    /// By so many rows.
    Rows(isize),
    /// By so many columns.
    Columns(isize),
}

/// The most events that wait until a text is in its cell.
const MOST_LATER: usize = 2_000;

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
            later: Vec::new(),
            begun: 0,
            keys: Vec::new(),
            said: Vec::new(),
            linked: None,
            promised: None,
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
            shows_first: false,
            scrolls_to: None,
            takes_keyboard: true,
            had_keyboard: false,
            was_covered: false,
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

    /// Puts the cursor on the row with this index after the rows were put in another order, and shows the first rows. What is scrolled
    /// sideways stays so.
    pub(super) fn stay_on(&mut self, index: Option<usize>) {
        let position = self.order.iter().position(|own| Some(*own) == index).unwrap_or(0);
        (self.cursor.row, self.anchor.row) = (position, position);
        self.extra.clear();
        (self.reveals, self.reveals_column, self.shows_first) = (false, false, true);
    }

    /// Begins to type into the cell with the cursor.
    pub(super) fn begin_typing(&mut self, text: String) {
        let Some(index) = self.order.get(self.cursor.row).copied() else { return };
        let Some(key) = self.keys.get(index) else { return };
        self.begun += 1;
        self.typed = Some(Typing {
            text,
            key: key.to_string(),
            index,
            column: self.columns()[self.cursor.column],
            id: Id::unique(("sheet", "typing", self.begun)),
            shown: false,
            is_drawn: false,
            done: None,
        });
        self.reveals = true;
    }

    /// Whether a text is typed that is not in its cell yet, and nothing more belongs to it.
    pub(super) fn is_waiting(&self) -> bool {
        self.typed.as_ref().is_some_and(|typing| typing.done.is_some())
    }

    /// Keeps events until the text that was typed before them is in its cell.
    pub(super) fn wait_with(&mut self, events: impl IntoIterator<Item = Event>) {
        let is_typed =
            |event: &Event| matches!(event, Event::Text(_) | Event::Key { pressed: true, .. } | Event::Paste(_));
        let room = MOST_LATER.saturating_sub(self.later.len());
        self.later.extend(events.into_iter().filter(is_typed).take(room));
    }

    /// Says what was done without a change of the document.
    pub(super) fn say(&mut self, words: String) {
        (self.awaits_change, self.for_import, self.promised) = (false, None, None);
        self.said = vec![Said { words, is_trouble: false }];
    }

    /// Says what a change does, when the session has made it.
    pub(super) fn say_changed(&mut self, words: String) {
        self.hush();
        self.promised = Some(words);
    }

    /// Forgets what was said.
    pub(super) fn hush(&mut self) {
        (self.awaits_change, self.for_import, self.promised) = (false, None, None);
        self.said.clear();
    }

    pub(super) fn tell(&mut self, lines: impl IntoIterator<Item = String>) {
        (self.awaits_change, self.for_import, self.promised) = (false, None, None);
        self.said = lines.into_iter().map(|words| Said { words, is_trouble: true }).collect();
    }

    /// Keeps what is shown in step with the document: rows stay where they are, and new ones are shown at the end. `document` is its number.
    pub(super) fn update(&mut self, authored: &Authored, document: u64, revision: u64) {
        let count = authored.count(self.table);
        let is_other = self.document != document;
        if self.revision == revision && !is_other {
            return;
        }
        if is_other {
            (self.document, self.sorted, self.typed, self.asked) = (document, None, None, None);
            self.order = (0..count).collect();
            self.wrong.clear();
            self.later.clear();
            self.hush();
            self.go(0, 0, false);
        } else if let Some(words) = self.promised.take() {
            self.say(words);
        } else if !std::mem::take(&mut self.awaits_change) {
            // It was about another change, which may be undone by now.
            self.hush();
        }
        self.revision = revision;
        let keys = (0..count).map(|index| authored.key(self.table, index).unwrap_or_default().into());
        let before = std::mem::replace(&mut self.keys, keys.collect());
        if !is_other && before.len() != count {
            self.follow_rows(&before);
        }
        if let Some(typing) = &mut self.typed
            && self.keys.get(typing.index).is_none_or(|key| **key != *typing.key)
        {
            match self.keys.iter().position(|key| **key == *typing.key) {
                Some(index) => typing.index = index,
                None => self.typed = None,
            }
        }
    }

    /// Finds the rows again by their ids after rows were added or removed; `before` has the ids that they had.
    fn follow_rows(&mut self, before: &[Box<str>]) {
        let now: HashMap<&str, usize> = self.keys.iter().enumerate().map(|(index, key)| (&**key, index)).collect();
        let found = |index: &usize| before.get(*index).and_then(|key| now.get(&**key)).copied();
        let [cursor, anchor] = [self.cursor, self.anchor].map(|spot| self.order.get(spot.row).and_then(found));
        let extra: BTreeSet<usize> = self.extra.iter().filter_map(found).collect();
        let mut order: Vec<usize> = self.order.iter().filter_map(found).collect();
        if self.sorted.is_none() {
            order.sort_unstable();
        }
        let known: HashSet<usize> = order.iter().copied().collect();
        order.extend((0..self.keys.len()).filter(|index| !known.contains(index)));
        let adds = order.len() > self.order.len();
        self.order = order;
        let position = |index: Option<usize>| self.order.iter().position(|own| Some(*own) == index);
        let rows =
            [(cursor, self.cursor), (anchor, self.anchor)].map(|(index, spot)| position(index).unwrap_or(spot.row));
        let columns = [self.cursor.column, self.anchor.column];
        self.go(rows[1], columns[1], false);
        self.go(rows[0], columns[0], true);
        self.extra = extra;
        if adds && std::mem::take(&mut self.shows_last) {
            self.go(self.order.len() - 1, 0, false);
            self.takes_keyboard = true;
        }
    }
}
