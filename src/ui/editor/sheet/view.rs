//! What the sheet keeps between frames: which table it shows, in which order, and which cells are selected.

use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;

use egui::{Context, Event, Id, ImeEvent, Rect};

use super::found::{are_moved, new_places};
use super::sort_key::{merged, sorted};
use super::sort_orders::SortOrders;
use super::wrong::{Moment, WrongCells};
use crate::file::Authored;
use crate::file::edit::sheet::{Column, columns};
use crate::file::edit::{Table, new_id};
use crate::session::Session;
use crate::text::Saying;
use crate::ui::editor::asked::Asked;
use crate::ui::editor::said::Said;
use crate::ui::editor::selected::Selected;

/// The state of the sheet.
#[derive(Debug)]
pub struct SheetView {
    /// The table that is shown.
    pub(super) table: Table,
    /// The indices of the rows, in the order in which they are shown.
    pub(super) order: Vec<usize>,
    /// The column by which the rows were sorted last, and whether the largest came first.
    pub(super) sorted: Option<(Column, bool)>,
    /// The same for all tables and documents, also while the sheet does not show them.
    sorts: SortOrders,
    /// The number of the document whose rows are in `order`.
    pub(super) document: u64,
    /// The cell with the cursor: the position of its row in `order`, and the position of its column.
    pub(super) cursor: Spot,
    /// The other end of the selected cells.
    pub(super) anchor: Spot,
    /// The text that is typed into the cell with the cursor.
    pub(super) typed: Option<Typing>,
    /// What was typed last, if its field has lost the keyboard and its text is in its cell now.
    pub(super) left: Option<Typing>,
    /// Where the cursor goes, if a key of this frame ends the text in the field of a cell. The field gets first what was typed before that key.
    pub(super) ends: Option<After>,
    /// What came from the keyboard after a text was typed that is not in its cell yet.
    pub(super) later: Vec<Event>,
    /// The text of a cell that the change has which is on its way.
    pub(super) sent: Option<Sent>,
    /// How many times the person has begun to type.
    begun: u64,
    /// The rows of `revision`, by whose ids they are found again in the next one. It shares them with the document.
    pub(super) kept: Option<Authored>,
    /// What the last action did, or what is wrong with it.
    pub(super) said: Vec<Said>,
    /// The id of the service whose dependencies were changed last, and the revision before that: if it is part of a cycle then, that is said.
    pub(super) linked: Option<(String, u64)>,
    /// What is said when the change that is on its way was made.
    promised: Option<Saying>,
    /// Whether what is said is about a change that is on its way. Any other change makes it out of date.
    pub(super) awaits_change: bool,
    /// The revision of the document in the last frame.
    pub(super) revision: u64,
    /// The cells that were pasted and have columns that the sheet does not know: the import panel can read them.
    pub(super) for_import: Option<String>,
    /// What was typed into cells and is wrong. It stays in them until it is mended.
    pub(super) wrong: WrongCells,
    /// The cells, by the ids of their rows, that get another text from the change that is on its way: what is wrong in them goes with it.
    pub(super) overwritten: Vec<(String, Column)>,
    /// The ids of the rows that were removed. If they come back, they stand where they belong, and not at the end as new ones do.
    gone: HashSet<String>,
    /// The indices of the rows that are selected beside the others.
    pub(super) extra: BTreeSet<usize>,
    /// What was selected in the session in the last frame.
    pub(super) selection: Selected,
    /// The index of the row whose subject was selected last because it had the cursor. `None` if a cell was clicked.
    pub(super) followed: Option<usize>,
    /// The number of the content of the file that the document was made from.
    base: u64,
    /// Whether the sheet was not drawn yet.
    pub(super) is_new: bool,
    /// The height of what is said below the cells, in points.
    pub(super) said_height: f32,
    /// The rectangle that a message covers, and the first row that was in view in the last frame.
    pub(super) message: Option<Rect>,
    pub(super) first_row: usize,
    /// The removal that the person is asked about.
    pub(super) asked: Option<Asked>,
    /// Whether the cell with the cursor is to be scrolled to.
    pub(super) reveals: bool,
    /// Whether the cursor was moved to that cell with the pointer: then its row stays where it is seen, even beside a message.
    pub(super) by_pointer: bool,
    /// Whether that cell, whose row is in view by then, is to be scrolled to sideways too.
    pub(super) reveals_column: bool,
    /// The rectangle of that cell, in the frame in which it is scrolled to.
    pub(super) revealed: Option<Rect>,
    /// Whether the first rows are to be shown, because all were sorted.
    pub(super) shows_first: bool,
    /// How far the cells are to be scrolled sideways, in points.
    pub(super) scrolls_to: Option<f32>,
    /// Where the sign for more columns began in the last frame, which no heading lies under; `None` if there was none.
    pub(super) heads_end: Option<f32>,
    /// Whether the sheet is to get the keyboard.
    pub(super) takes_keyboard: bool,
    /// Whether the sheet is to get the keyboard unless the person types in a field elsewhere.
    pub(super) takes_free_keyboard: bool,
    /// Whether the sheet had the keyboard last, and nothing else had it since, apart from dialogs.
    pub(super) had_keyboard: bool,
    /// Whether a dialog covered the window in the last frame.
    pub(super) was_covered: bool,
    /// Whether the clipboard was asked for with the button: what it has is pasted here, wherever the keyboard is.
    pub(super) expects_paste: bool,
    /// Whether the last row is to get the cursor, because it was just added.
    pub(super) shows_last: bool,
}

/// The id of the sheet as a whole, which has the keyboard.
pub(in crate::ui::editor) fn grid_id() -> Id {
    Id::unique("sheet")
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

/// A text that was typed into a cell, while the change that has it is being computed.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub index: usize,
    pub column: Column,
    pub text: String,
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
            sorts: SortOrders::default(),
            document: 0,
            cursor: Spot::default(),
            anchor: Spot::default(),
            typed: None,
            left: None,
            ends: None,
            later: Vec::new(),
            sent: None,
            begun: 0,
            kept: None,
            said: Vec::new(),
            linked: None,
            promised: None,
            awaits_change: false,
            revision: 0,
            for_import: None,
            wrong: WrongCells::default(),
            overwritten: Vec::new(),
            gone: HashSet::new(),
            extra: BTreeSet::new(),
            selection: Selected::default(),
            followed: None,
            base: 0,
            is_new: true,
            said_height: 0.0,
            message: None,
            first_row: 0,
            asked: None,
            reveals: true,
            by_pointer: false,
            reveals_column: false,
            revealed: None,
            shows_first: false,
            scrolls_to: None,
            heads_end: None,
            takes_keyboard: true,
            takes_free_keyboard: false,
            had_keyboard: false,
            was_covered: false,
            expects_paste: false,
            shows_last: false,
        }
    }

    /// The same sheet with what was typed wrong in another one, or in this one before it was closed.
    pub(in crate::ui::editor) fn with_wrong(self, wrong: WrongCells) -> Self {
        Self { wrong, ..self }
    }

    /// The same sheet, which is sorted as it was before it was closed.
    pub(in crate::ui::editor) fn with_sorts(self, sorts: SortOrders) -> Self {
        Self { sorts, ..self }
    }

    /// Sets the rectangle that a message covers.
    pub(in crate::ui::editor) const fn cover(&mut self, message: Option<Rect>) {
        self.message = message;
    }

    /// By what the tables are sorted.
    pub(in crate::ui::editor) const fn sorts(&self) -> &SortOrders {
        &self.sorts
    }

    /// What was typed into cells and is wrong.
    pub(in crate::ui::editor) const fn wrong(&self) -> &WrongCells {
        &self.wrong
    }

    /// The same, to add one.
    pub(in crate::ui::editor) const fn wrong_mut(&mut self) -> &mut WrongCells {
        &mut self.wrong
    }

    /// Whether the sheet shows the document of this session.
    pub(in crate::ui::editor) fn is_about(&self, session: &Session) -> bool {
        self.document == session.document_number()
    }

    /// Keeps up with the document although the sheet is not drawn in this frame.
    pub(in crate::ui::editor) fn follow(&mut self, session: &Session) {
        self.update(session.authored(), Moment::of(session));
    }

    /// Takes back the last step about wrong texts in cells of the table that is shown, if it was made in this version of the document.
    pub(in crate::ui::editor) fn take_back_wrong(&mut self, version: u64) {
        if let Some(gone) = self.wrong.take_back(self.table, version) {
            self.say_wrong_gone(gone);
        }
    }

    /// Makes the step about wrong texts again that was taken back last.
    pub(in crate::ui::editor) fn bring_back_wrong(&mut self, version: u64) {
        if let Some(gone) = self.wrong.do_again(self.table, version) {
            self.say_wrong_gone(gone);
        }
    }

    /// Says how many wrong texts are gone after a step. If there are none, the table says itself what is wrong.
    fn say_wrong_gone(&mut self, gone: usize) {
        if gone > 0 {
            self.say_taken_away(gone);
        } else {
            self.hush();
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

    /// The last row that is shown, and the last column.
    pub(super) fn last(&self) -> Spot {
        Spot { row: self.order.len().saturating_sub(1), column: self.columns().len().saturating_sub(1) }
    }

    /// Moves the cursor, and with `extends` only it and not the other end of the selection.
    pub(super) fn go(&mut self, row: usize, column: usize, extends: bool) {
        let last = self.last();
        self.cursor = Spot { row: row.min(last.row), column: column.min(last.column) };
        if !extends {
            self.anchor = self.cursor;
            self.extra.clear();
        }
        (self.reveals, self.by_pointer) = (true, false);
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
        let Some(key) = self.kept.as_ref().and_then(|kept| kept.key(self.table, index)) else { return };
        let key = key.to_owned();
        self.begun += 1;
        self.typed = Some(Typing {
            text,
            key,
            index,
            column: self.columns()[self.cursor.column],
            id: Id::unique(("sheet", "typing", self.begun)),
            shown: false,
            is_drawn: false,
            done: None,
        });
        self.reveals = true;
    }

    /// Lets the person go on typing in the field with this id, which had to accept its text because the scenario is saved. The caller gives it
    /// the keyboard. While its text still waits, the table gets the keyboard, and what is typed waits too.
    pub(in crate::ui::editor) fn go_on_typing(&mut self, id: Id) {
        if self.typed.as_ref().is_some_and(|typing| typing.id == id) {
            self.takes_keyboard = true;
        } else if self.typed.is_none() {
            let left = self.left.take_if(|typing| typing.id == id);
            self.typed = left.map(|typing| Typing { done: None, is_drawn: true, ..typing });
        }
    }

    /// Whether a text is typed that is not in its cell yet, and nothing more belongs to it.
    pub(super) fn is_waiting(&self) -> bool {
        self.typed.as_ref().is_some_and(|typing| typing.done.is_some())
    }

    /// The cell into which a text is typed. It may be another one than the one with the cursor.
    pub(super) fn spot_of(&self, typing: &Typing) -> Spot {
        let row = self.order.iter().position(|index| *index == typing.index).unwrap_or_default();
        let column = self.columns().iter().position(|column| *column == typing.column).unwrap_or_default();
        Spot { row, column }
    }

    /// The text of this cell, if the change that has it is being computed.
    pub(super) fn sent_to(&self, index: usize, column: Column) -> Option<&str> {
        let sent = self.sent.as_ref().filter(|sent| (sent.index, sent.column) == (index, column));
        sent.map(|sent| sent.text.as_str())
    }

    /// The id of the field in place of a cell, while the person types into it.
    pub(super) fn field(&self) -> Option<Id> {
        self.typed.as_ref().filter(|typing| typing.shown && typing.done.is_none()).map(|typing| typing.id)
    }

    /// Whether something else has the keyboard than the sheet and the field of a cell.
    pub(super) fn is_keyboard_elsewhere(&self, ctx: &Context) -> bool {
        let field = self.typed.as_ref().map(|typing| typing.id);
        ctx.memory(egui::Memory::focused).is_some_and(|id| id != grid_id() && Some(id) != field)
    }

    /// Whether a text was begun whose field is not there yet.
    pub(in crate::ui::editor) fn begins_typing(&self) -> bool {
        self.typed.as_ref().is_some_and(|typing| !typing.shown && typing.done.is_none())
    }

    /// Keeps events until the text that was typed before them is in its cell.
    pub(super) fn wait_with(&mut self, events: impl IntoIterator<Item = Event>) {
        let room = MOST_LATER.saturating_sub(self.later.len());
        self.later.extend(events.into_iter().filter_map(typed_event).take(room));
    }

    /// Says what was done without a change of the document.
    pub(super) fn say(&mut self, words: Saying) {
        self.forget_changes();
        self.said = vec![Said { words, is_trouble: false }];
    }

    /// Says that what was wrong in so many cells was taken away.
    pub(super) fn say_taken_away(&mut self, count: usize) {
        self.say(Saying::of("sheet-wrong-gone", [("count", Saying::count(count))]));
    }

    /// Says what a change does, when the session has made it.
    pub(super) fn say_changed(&mut self, words: Saying) {
        self.hush();
        self.promised = Some(words);
    }

    /// Forgets what is said or done when a change is made that is on its way.
    fn forget_changes(&mut self) {
        (self.awaits_change, self.for_import, self.promised) = (false, None, None);
        self.overwritten.clear();
    }

    /// Forgets what was said.
    pub(super) fn hush(&mut self) {
        self.forget_changes();
        self.said.clear();
    }

    pub(super) fn tell(&mut self, lines: impl IntoIterator<Item = Saying>) {
        self.forget_changes();
        self.said = lines.into_iter().map(|words| Said { words, is_trouble: true }).collect();
    }

    /// Keeps what is shown in step with the document at this moment. Rows that were sorted stay where they are.
    pub(super) fn update(&mut self, authored: &Authored, moment: Moment) {
        let Moment { document, revision, .. } = moment;
        let is_other = self.document != document;
        if self.revision == revision && !is_other {
            return;
        }
        if is_other {
            (self.document, self.typed, self.asked) = (document, None, None);
            self.left = None;
            self.sort_rows(authored, self.sorts.find(document, self.table));
            self.gone.clear();
            self.later.clear();
            self.hush();
            self.go(0, 0, false);
        } else if let Some(words) = self.promised.take() {
            for (key, column) in std::mem::take(&mut self.overwritten) {
                self.wrong.overwrite(self.table, &key, column);
            }
            self.say(words);
        } else if !std::mem::take(&mut self.awaits_change) {
            // It was about another change, which may be undone by now.
            self.hush();
        }
        self.revision = revision;
        self.sent = None;
        let follows_file = std::mem::replace(&mut self.base, moment.base) != moment.base && !is_other;
        let table = self.table;
        let before = self.kept.replace(authored.clone()).filter(|_| !is_other);
        self.wrong.follow(before.as_ref(), authored, moment);
        if let Some(before) = before {
            self.follow_typed(&before, authored);
            self.selection.follow_ids(&before, authored);
            if are_moved(&before, authored, table) {
                self.follow_rows(&before, authored);
            }
        }
        if follows_file {
            // The person has not moved the cursor: that another row is under it selects nothing.
            self.followed = self.order.get(self.cursor.row).copied();
        }
    }

    /// Puts the rows in order by a column, with the largest first if the flag is set, or in the order of the document.
    pub(super) fn sort_rows(&mut self, authored: &Authored, by: Option<(Column, bool)>) {
        let rows = 0..authored.count(self.table);
        self.order = match by {
            Some(by) => sorted(authored, self.table, by, rows),
            None => rows.collect(),
        };
        self.sorted = by;
        self.sorts.set(self.document, self.table, by);
    }

    /// Finds the row again into whose cell something is typed: it may have another id now, or another place. If it is gone, says so.
    fn follow_typed(&mut self, before: &Authored, now: &Authored) {
        let table = self.table;
        let Some(typing) = &mut self.typed else { return };
        if let Some(id) = new_id(before, now, table, &typing.key) {
            id.clone_into(&mut typing.key);
        }
        if let Some(index) = now.position(table, &typing.key) {
            typing.index = index;
            return;
        }
        let text = std::mem::take(&mut typing.text);
        self.typed = None;
        // What was typed after it is about cells of that row, or beside it.
        self.later.clear();
        self.tell([Saying::of("sheet-typed-gone", [("text", text.into())])]);
    }

    /// Forgets the document, before another one takes its place: nothing else may hold its rows. Returns what was typed into its cells and is wrong.
    pub(in crate::ui::editor) fn leave_document(&mut self) -> WrongCells {
        (self.document, self.kept) = (0, None);
        std::mem::take(&mut self.wrong)
    }

    /// Puts back what was typed wrong into cells of the document that is in the window again.
    pub(in crate::ui::editor) fn return_wrong(&mut self, wrong: WrongCells) {
        self.wrong = wrong;
    }

    /// Finds the rows again by their ids after some were added, removed, moved or got other ids: those that stood in `before` are in `now`.
    fn follow_rows(&mut self, before: &Authored, now: &Authored) {
        let (table, count) = (self.table, now.count(self.table));
        let places = new_places(before, now, table);
        let found = |index: &usize| places.get(*index).copied().flatten();
        let own = [self.cursor, self.anchor].map(|spot| self.order.get(spot.row).and_then(found));
        let selected: BTreeSet<usize> = self.selected().iter().filter_map(found).collect();
        let extra: BTreeSet<usize> = self.extra.iter().filter_map(found).collect();
        let lost = places.iter().enumerate().filter(|(_, place)| place.is_none());
        self.gone.extend(lost.filter_map(|(index, _)| before.key(table, index)).map(str::to_owned));
        let order = match self.sorted {
            // The order of the document.
            None => (0..count).collect(),
            Some(by) => {
                let order: Vec<usize> = self.order.iter().filter_map(found).collect();
                let known: HashSet<usize> = order.iter().copied().collect();
                let is_back = |index: &usize| now.key(table, *index).is_some_and(|key| self.gone.contains(key));
                let others = (0..count).filter(|index| !known.contains(index));
                let (back, new): (Vec<usize>, Vec<usize>) = others.partition(is_back);
                let mut order = merged(now, table, by, order, &back);
                order.extend(new);
                order
            }
        };
        let there: HashSet<&str> = (0..count).filter_map(|index| now.key(table, index)).collect();
        self.gone.retain(|key| !there.contains(key.as_str()));
        let (was, row) = (self.order.len(), self.cursor.row);
        self.order = order;
        self.select_again(own, selected, extra);
        self.followed = self.followed.map(|index| found(&index).unwrap_or(index));
        if self.order.len() != was || self.cursor.row != row {
            (self.reveals, self.by_pointer) = (true, false);
        }
        if self.order.len() > was && std::mem::take(&mut self.shows_last) {
            self.go(self.order.len() - 1, 0, false);
            self.takes_free_keyboard = true;
        }
    }

    /// Selects just the rows again that were selected before the others came or went. `own` are the indices of the row with the cursor and of that at
    /// the other end; if one is gone, the nearest row that is still selected takes its place.
    fn select_again(&mut self, own: [Option<usize>; 2], selected: BTreeSet<usize>, extra: BTreeSet<usize>) {
        let shown = self.order.iter().enumerate().filter(|(_, index)| selected.contains(*index));
        let rows: Vec<usize> = shown.map(|(position, _)| position).collect();
        let place = |index: Option<usize>, spot: Spot| {
            let own = index.and_then(|index| self.order.iter().position(|other| *other == index));
            own.or_else(|| rows.iter().copied().min_by_key(|row| row.abs_diff(spot.row)))
        };
        let cursor = place(own[0], self.cursor).unwrap_or(self.cursor.row).min(self.last().row);
        let anchor = place(own[1], self.anchor).unwrap_or(cursor);
        (self.cursor.row, self.anchor.row) = (cursor, anchor);
        if self.rows().all(|row| self.order.get(row).is_some_and(|index| selected.contains(index))) {
            self.extra = extra;
        } else {
            // Another row stands between them now.
            (self.anchor.row, self.extra) = (cursor, selected);
        }
    }
}

/// What of an event is kept until it can be handled. `None` if it does not come from the keyboard or the clipboard.
fn typed_event(event: Event) -> Option<Event> {
    if let Event::Ime(ImeEvent::Commit(text)) = event {
        return Some(Event::Text(text));
    }
    let is_typed =
        matches!(event, Event::Text(_) | Event::Key { pressed: true, .. } | Event::Paste(_) | Event::Copy | Event::Cut);
    is_typed.then_some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::editor::fixtures::services_called as services;

    /// A moment of the first document.
    const fn at(revision: u64) -> Moment {
        Moment { document: 1, revision, version: revision, steps: 0, base: 0 }
    }

    #[test]
    fn rows_are_found_again_by_the_ids_of_the_version_before_which_shares_its_rows() {
        let mut view = SheetView::of(Table::Services);
        let before = services(&["a", "b", "c"]);
        view.update(&before, at(1));
        let kept = view.kept.as_ref().and_then(|kept| kept.rows().services.get("c")).expect("a row");
        assert!(std::ptr::eq(kept, before.rows().services.get("c").expect("a row")), "no row is copied");
        view.go(2, 1, false);
        view.begin_typing("7".to_owned());
        view.update(&services(&["b", "c"]), at(2));
        view.update(&services(&["new", "b", "d", "c"]), at(3));
        let typing = view.typed.as_ref().expect("the row is there");
        assert_eq!((typing.key.as_str(), typing.index, view.order[view.cursor.row]), ("c", 3, 3));
        // Of as many rows, one has another id: it is the row whose id is typed.
        let id = view.columns().iter().position(|column| *column == Column::Id).expect("a column");
        let new = view.order.iter().position(|index| *index == 0).expect("the row");
        view.go(new, id, false);
        view.begin_typing("newer".to_owned());
        view.update(&services(&["newer", "b", "d", "c"]), at(4));
        assert_eq!(view.typed.as_ref().map(|typing| (typing.key.as_str(), typing.index)), Some(("newer", 0)));
        // So it is while another cell of that row is typed into.
        view.typed = None;
        view.go(new, id + 1, false);
        view.begin_typing("7".to_owned());
        view.update(&services(&["newest", "b", "d", "c"]), at(5));
        let typing = view.typed.as_ref().expect("the row is there");
        assert_eq!((typing.key.as_str(), typing.index, typing.text.as_str()), ("newest", 0, "7"));
        view.update(&services(&["b", "d", "c"]), at(6));
        assert!(view.typed.is_none(), "it is gone");
        assert!(view.said.iter().any(|said| said.words.to_string().contains('7')), "{:?}", view.said);
    }

    #[test]
    fn just_the_rows_that_were_selected_stay_selected_when_others_come_and_go() {
        let mut view = SheetView::of(Table::Services);
        view.update(&services(&["a", "b", "c", "d"]), at(1));
        view.go(0, 1, false);
        view.go(2, 2, true);
        view.update(&services(&["a", "new", "b", "c", "d"]), at(2));
        assert_eq!((view.selected(), view.cursor.column, view.anchor.column), (vec![0, 2, 3], 2, 1));
        // As many rows, in another order.
        view.update(&services(&["new", "a", "b", "c", "other"]), at(3));
        assert_eq!((view.selected(), view.order[view.cursor.row]), (vec![1, 2, 3], 3));
        // The row with the cursor is gone: another one that was selected gets it.
        view.update(&services(&["newest", "new", "a", "b", "other", "last"]), at(4));
        assert_eq!((view.selected(), view.order[view.cursor.row]), (vec![2, 3], 3));
        view.update(&services(&["newest", "new"]), at(5));
        assert_eq!(view.selected_count(), 1, "none of them is left, and the cursor is in one row");
    }

    #[test]
    fn of_a_document_that_is_forgotten_no_row_is_left() {
        let mut view = SheetView::of(Table::Services);
        let rows = services(&["a", "b"]);
        view.update(&rows, at(1));
        assert!(view.leave_document().is_empty() && view.kept.is_none());
        // If it comes back, all is there again.
        view.update(&rows, at(1));
        view.begin_typing("x".to_owned());
        assert_eq!(view.typed.map(|typing| typing.key), Some("a".to_owned()));
    }
}
