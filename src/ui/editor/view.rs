//! What the editor keeps between frames: which row it shows, and what the person is about to confirm.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{Context, Event, Id, Rect, Ui};

use super::asked::Asked;
use super::exchange;
use super::lines::{Line, LinesKey, NamesKey};
use super::loose_texts::LooseText;
pub(super) use super::place::Shown;
use super::place::{place_of, row_after};
use super::said::Said;
use super::selected::Selected;
use super::sheet::{self, CellText, Moment, SheetView, SortOrders, WaitingCell, WrongCells};
use super::translated::{Translated, TranslationsKey};
use super::unsent::{RowPlace, Unsent};
use super::waiting::WaitingTexts;
use super::widget_id::WidgetId;
use super::wrong_fields::WrongFields;
use super::wrong_texts::WrongTexts;
use crate::file::edit::Table;
use crate::file::{Authored, FieldPath};
use crate::memo::Memo;
use crate::session::Session;
use crate::text::{Language, Saying, Texts};
use crate::ui::ViewContext;
use crate::ui::number_field::WrongText;

/// The state of the editor.
#[derive(Debug, Default)]
pub struct EditorView {
    /// Whether the window is an editor.
    pub on: bool,
    /// What is shown.
    pub(super) shown: Shown,
    /// What was shown when it was opened: a row may have moved since then.
    pub(super) opened: Shown,
    /// The revision of the document in whose next one the row that is shown is where `shown` says: the change that puts it there is on its way.
    ahead_of: Option<u64>,
    /// The height of what is said below the form, in points.
    pub(super) below_height: f32,
    /// The number of the document that was edited in the last frame.
    document: u64,
    /// That document with its revision: by it, rows are found again that have another id or another place now. It shares their values.
    kept: Option<(u64, Authored)>,
    /// The id in the ids of the widgets of the form that was drawn last.
    pub(super) widget_id: Option<WidgetId>,
    /// The selection of the session in the last frame. If it is another one now, its row is shown.
    pub(super) selection: Selected,
    /// The rows that are to be removed, with what goes with them, until the person confirms.
    pub(super) removal: Option<Asked>,
    /// The new id that is being typed.
    pub(super) renaming: Option<String>,
    /// The path of the value whose field is to be shown and to get the focus in the next frame.
    pub(super) target: Option<FieldPath>,
    /// The path of the value whose field is to get the keyboard in the next frame, because its button that had it goes away.
    pub(super) returns: Option<FieldPath>,
    /// The text in the search field of the overview.
    pub(super) search: String,
    /// The language into which texts are translated, the text in the search field of the translations, and their list.
    pub(super) translated: Language,
    pub(super) search_texts: String,
    pub(super) translations: Memo<TranslationsKey, Arc<Vec<Translated>>>,
    /// By how many degrees to the north and to the east the sites that are selected together are to be moved.
    pub(super) shift: [f64; 2],
    /// What was typed as these and is no number.
    pub(super) wrong_shift: [Option<WrongText>; 2],
    /// Of how many fields the focus was gained, so that two visits of one field are two steps.
    pub(super) visits: u64,
    /// The table of cells in place of the map, if it is open.
    pub(super) sheet: Option<Box<SheetView>>,
    /// The rectangle that a message covers.
    pub(super) message: Option<Rect>,
    /// The table whose cells were shown last.
    last_sheet: Option<Table>,
    /// What came from the keyboard after a click in the last frame, and is for what has the keyboard in this one.
    after_click: Vec<Event>,
    /// What waits for cells of the table, which was closed before it could be put into them, in its order.
    pub(super) cells: Vec<WaitingCell>,
    /// What was typed into cells and is wrong, while no table of cells is open.
    wrong: WrongCells,
    /// By what the tables of cells are sorted when they are opened again, while none is open.
    sorts: SortOrders,
    /// What was typed into fields of forms and is wrong.
    pub(super) wrong_fields: WrongFields,
    /// Whether the clipboard is to be pasted: a button was pressed.
    pub(super) pastes: bool,
    /// What was copied or pasted last, and what is wrong with it.
    pub(super) said: Vec<Said>,
    /// What was typed while a change was being computed.
    pub(super) unsent: Unsent,
    /// Whether the overview is to be shown from its top in the next frame, where the problems are.
    pub(super) shows_top: bool,
    /// Whether all problems are listed in the overview, and not only the first ones.
    pub(super) lists_rest: bool,
    /// The tables of the overview whose rows are hidden, or shown although they are hidden at first.
    pub(super) folded: BTreeSet<Table>,
    /// How many expectations the run that is shown does not meet.
    pub(super) unmet: Memo<u64, usize>,
    /// The lines of the overview.
    pub(super) lines: Memo<LinesKey, Arc<Vec<Line>>>,
    /// For each row of the tables that have a name which is too long, with how many letters the name of another row begins in the same way.
    pub(super) shared_letters: Memo<NamesKey, BTreeMap<Table, Vec<usize>>>,
    /// The indices of the problems of the row that is shown as a whole, for the document, its revision and the row.
    pub(super) row_problems: Memo<(u64, u64, Shown), Vec<usize>>,
}

/// Where a wrong text stands that undo or redo is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WrongKind {
    Cell,
    Field,
}

impl WrongKind {
    /// The key of what undo calls the step.
    const fn title(self) -> &'static str {
        match self {
            Self::Cell => "undo-wrong-cell",
            Self::Field => "undo-wrong-field",
        }
    }
}

impl EditorView {
    /// Turns the editor on or off.
    pub fn toggle(&mut self) {
        self.on = !self.on;
        self.keep_cells();
        self.removal = None;
        self.renaming = None;
    }

    /// Opens the table of cells that was shown last, or else that of the services, and makes the window an editor for it; or closes it.
    pub fn toggle_sheet(&mut self) {
        if self.on && self.sheet.is_some() {
            self.close_sheet();
        } else {
            self.open_sheet(self.last_sheet.unwrap_or(Table::Services));
            self.on = true;
        }
    }

    /// Sets the rectangle that a message covers. The rows of the table of cells can be scrolled above it.
    pub const fn cover(&mut self, message: Option<Rect>) {
        self.message = message;
    }

    /// Copies rows to the clipboard, and says so.
    pub(super) fn copy(&mut self, ctx: &Context, context: &ViewContext<'_>, rows: &[(Table, usize)]) {
        if let Some(words) = exchange::copy(ctx, context, rows) {
            self.said = Said::of(Ok(vec![words]));
        }
    }

    /// Lets the person go on typing in a cell of the table, if the field with this id was one: a save has taken the keyboard from it.
    pub fn go_on_typing(&mut self, id: Id) {
        if let Some(sheet) = &mut self.sheet {
            sheet.go_on_typing(id);
        }
    }

    /// Shows the row of the selection, even if that is no other one than before: something was selected, and another row may be shown.
    pub fn follow_selection_again(&mut self) {
        self.selection = Selected::default();
    }

    /// Forgets the scenario in the window, before another one takes its place: nothing else may hold its rows, and a row of the other one at the
    /// same index has nothing to do with the one that is shown. Returns what was typed about it and is wrong.
    pub fn leave_document(&mut self) -> WrongTexts {
        self.kept = None;
        (self.shown, self.opened, self.shows_top) = (Shown::Overview, Shown::Overview, true);
        self.selection = Selected::default();
        (self.removal, self.renaming, self.ahead_of) = (None, None, None);
        (self.target, self.returns) = (None, None);
        self.search.clear();
        self.search_texts.clear();
        let cells = match &mut self.sheet {
            Some(sheet) => sheet.leave_document(),
            None => std::mem::take(&mut self.wrong),
        };
        WrongTexts { cells, fields: std::mem::take(&mut self.wrong_fields) }
    }

    /// Puts back what was typed wrong about the scenario that is in the window again.
    pub fn return_wrong(&mut self, wrong: WrongTexts) {
        self.wrong_fields = wrong.fields;
        match &mut self.sheet {
            Some(sheet) => sheet.return_wrong(wrong.cells),
            None => self.wrong = wrong.cells,
        }
    }

    /// Keeps up with the document: forgets what was said and typed about another one, and finds the rows again about which something was typed.
    pub fn follow_document(&mut self, session: &Session) {
        let document = session.document_number();
        if std::mem::replace(&mut self.document, document) != document {
            self.said.clear();
            self.unsent = Unsent::default();
            self.cells.clear();
            (self.kept, self.widget_id) = (None, None);
            (self.removal, self.ahead_of) = (None, None);
        }
        let is_found = self.follow_removal(session);
        self.follow_revision(session, is_found);
        self.settle_wrong(session);
    }

    /// Keeps up with the document after what another program has written to its file was taken over.
    pub fn follow_file(&mut self, session: &Session) {
        self.follow_document(session);
        if let Some(sheet) = &mut self.sheet {
            sheet.follow(session);
        }
    }

    /// If the document has changed, finds the rows again about which something was typed, and the one that is shown, unless it was found already.
    fn follow_revision(&mut self, session: &Session, is_found: bool) {
        let (revision, now) = (session.revision(), session.authored());
        if self.kept.as_ref().is_some_and(|(known, _)| *known == revision) {
            return;
        }
        let before = self.kept.replace((revision, now.clone())).map(|(_, before)| before);
        if let Some(before) = &before {
            self.unsent.follow(before, now);
            sheet::follow_rows(&mut self.cells, before, now);
            self.wrong.follow(Some(before), now, Moment::of(session));
            if let Some(widget_id) = &mut self.widget_id {
                widget_id.follow(before, now);
            }
            self.selection.follow_ids(before, now);
            if !is_found {
                self.follow_shown(before, (now, revision));
            }
        }
        let unsent = &self.unsent;
        self.wrong_fields.follow(before.as_ref(), session, |row| unsent.is_ahead(row, now));
    }

    /// Makes steps of what was typed wrong, or taken away, in fields that the person has left.
    fn settle_wrong(&mut self, session: &Session) {
        let unsent = &self.unsent;
        self.wrong_fields.settle(session, |row| unsent.is_ahead(row, session.authored()));
    }

    /// Goes on showing the row that is shown, wherever it is after a change of the document. If it is gone, all rows are listed.
    fn follow_shown(&mut self, before: &Authored, (now, revision): (&Authored, u64)) {
        if let Some(of) = self.ahead_of {
            self.ahead_of = Some(of).filter(|of| *of == revision);
            return;
        }
        let Shown::Row(table, index) = self.shown else { return };
        match row_after(before, now, (table, index)) {
            Some(index) => self.shown = Shown::Row(table, index),
            None => self.show(Shown::Overview),
        }
    }

    /// Keeps the question whether to remove rows in step with the document. The row that is shown with it stays shown, wherever it is now. Returns
    /// whether it asks about the row that is shown.
    fn follow_removal(&mut self, session: &Session) -> bool {
        let Some(asked) = &mut self.removal else { return false };
        let before = asked.only_row();
        if !asked.follow(session) {
            self.removal = None;
            return false;
        }
        if let (Some((table, was)), Some((_, index))) = (before, asked.only_row())
            && self.shown == Shown::Row(table, was)
        {
            self.shown = Shown::Row(table, index);
            return true;
        }
        false
    }

    /// Opens the table of cells of a table, with what was typed wrong in the one before.
    pub(super) fn open_sheet(&mut self, table: Table) {
        self.close_sheet();
        self.last_sheet = Some(table);
        let (wrong, sorts) = (std::mem::take(&mut self.wrong), std::mem::take(&mut self.sorts));
        self.sheet = Some(Box::new(SheetView::of(table).with_wrong(wrong).with_sorts(sorts)));
    }

    /// Closes the table of cells, and keeps what was typed wrong in it and by what it is sorted.
    pub(super) fn close_sheet(&mut self) {
        self.keep_cells();
        if let Some(sheet) = self.sheet.take() {
            self.wrong = sheet.wrong().clone();
            self.sorts = sheet.sorts().clone();
        }
    }

    /// Keeps what waits for cells of the table, which is not drawn any more: it is put into them as soon as a change can be made. What was pasted after
    /// that has no place without the table, which is said.
    fn keep_cells(&mut self) {
        let Some(sheet) = &mut self.sheet else { return };
        let (cells, pasted) = sheet::take_waiting(sheet);
        self.cells.extend(cells);
        if !pasted.is_empty() {
            self.said = Said::of(Err(Saying::plain("sheet-paste-gone")));
        }
    }

    /// Keeps a text in its cell that was typed before the table was closed, and is wrong.
    pub(super) fn put_wrong_cell(&mut self, session: &Session, typed: CellText, message: Saying) {
        let wrong = match &mut self.sheet {
            Some(sheet) => sheet.wrong_mut(),
            None => &mut self.wrong,
        };
        wrong.put_typed(session, typed, message);
    }

    /// What was typed about this document and is not in it yet: in cells and, if `computes` says that a change is being computed, in forms. What is
    /// typed into forms while nothing is computed is in the document in the same frame.
    #[must_use]
    pub fn waiting(&self, session: &Session, computes: bool, texts: &Texts) -> WaitingTexts {
        let is_its = self.document == session.document_number();
        let unsent = if computes && is_its { self.unsent.clone() } else { Unsent::default() };
        let sheet = self.sheet.as_ref().filter(|sheet| sheet.is_about(session));
        let (cells, pasted) = sheet.map(|sheet| sheet::waiting_cells(sheet)).unwrap_or_default();
        let cells = self.cells.iter().filter(|_| is_its).cloned().chain(cells);
        let with_place = |cell: WaitingCell| {
            let place = texts.say(&cell.place());
            (cell, place)
        };
        let rest = |text: String| LooseText { place: texts.get("sheet-paste").to_owned(), text, at: None };
        WaitingTexts { unsent, cells: cells.map(with_place).collect(), rest: pasted.into_iter().map(rest).collect() }
    }

    /// What was typed about this document and is wrong, as it is written down.
    #[must_use]
    pub fn loose_texts(&self, session: &Session, texts: &Texts) -> Vec<LooseText> {
        let cells = self.sheet.as_ref().map_or(&self.wrong, |sheet| sheet.wrong());
        let (authored, document) = (session.authored(), session.document_number());
        cells.loose(authored, document, texts).chain(self.wrong_fields.loose(authored, document, texts)).collect()
    }

    /// The columns or fields, and the rows, of this document into which something wrong was typed, so that it is in no file.
    pub fn wrong_places(&self, session: &Session) -> Vec<Saying> {
        let cells = self.sheet.as_ref().map_or(&self.wrong, |sheet| sheet.wrong());
        let (authored, document) = (session.authored(), session.document_number());
        let fields = self.wrong_fields.places(authored, document);
        cells.places(authored, document).into_iter().chain(fields).collect()
    }

    /// What undo and redo do about wrong texts in the cells that are shown and in the fields of forms, before anything about the document. `None` if
    /// nothing.
    fn wrong_steps(&self, session: &Session) -> [Option<WrongKind>; 2] {
        if !self.on {
            return [None, None];
        }
        let version = session.version_number();
        let cells = self.sheet.as_ref().map(|sheet| (sheet.wrong(), sheet.table()));
        let undo =
            [cells.and_then(|(cells, table)| cells.undo_step(table, version)), self.wrong_fields.undo_step(session)];
        let redo =
            [cells.and_then(|(cells, table)| cells.redo_step(table, version)), self.wrong_fields.redo_step(session)];
        // What was done last is undone first, and what was done first is done again first.
        [undo, redo.map(|number| number.map(|number| u64::MAX - number))].map(|[cell, field]| {
            let kind = if cell > field { WrongKind::Cell } else { WrongKind::Field };
            cell.or(field).map(|_| kind)
        })
    }

    /// Takes back the last step about a wrong text in the cells that are shown or in a form, if it was made in the version of the document that is
    /// there. The form is shown. Returns whether there was such a step.
    pub fn take_back_wrong(&mut self, session: &Session) -> bool {
        self.end_visits(session);
        let [Some(kind), _] = self.wrong_steps(session) else { return false };
        if kind == WrongKind::Field {
            let row = self.wrong_fields.take_back(session);
            self.show_form(row);
        } else if let Some(sheet) = &mut self.sheet {
            sheet.take_back_wrong(session.version_number());
        }
        true
    }

    /// Makes the step again that [`Self::take_back_wrong`] has taken back last, if nothing else was done since then. Returns whether there was such a
    /// step.
    pub fn bring_back_wrong(&mut self, session: &Session) -> bool {
        self.end_visits(session);
        let [_, Some(kind)] = self.wrong_steps(session) else { return false };
        if kind == WrongKind::Field {
            let row = self.wrong_fields.do_again(session);
            self.show_form(row);
        } else if let Some(sheet) = &mut self.sheet {
            sheet.bring_back_wrong(session.version_number());
        }
        true
    }

    /// Ends the visits of all fields: undo and redo are about what was typed in them too.
    fn end_visits(&mut self, session: &Session) {
        self.follow_document(session);
        self.wrong_fields.end_visits();
        self.settle_wrong(session);
    }

    /// Shows the form of this row or, without a row, of the fields in no table. `None` if there is no form to show.
    fn show_form(&mut self, row: Option<Option<RowPlace>>) {
        let Some(row) = row else { return };
        self.show(row.map_or(Shown::Head, |row| {
            let (table, index) = row.at();
            Shown::Row(table, index)
        }));
    }

    /// The keys of the titles of the steps about wrong texts that undo takes back and that redo makes again now, if there are such steps.
    #[must_use]
    pub fn wrong_titles(&self, session: &Session) -> [Option<&'static str>; 2] {
        self.wrong_steps(session).map(|kind| kind.map(WrongKind::title))
    }

    /// Shows something that was typed about this document and is wrong: the table of its cell, or the form of its field.
    pub fn show_wrong(&mut self, session: &Session) {
        // What is selected is not what is to be shown.
        (self.on, self.selection) = (true, Selected::of(session, session.selection()));
        if let Some((_, table)) = self.wrong_beside(session) {
            self.open_sheet(table);
        }
        if let Some(path) = self.wrong_fields.first_path(session) {
            self.lead_to(session.authored(), &path);
        }
    }

    /// How many cells have a wrong text in tables that are not shown, and the first such table.
    pub(super) fn wrong_beside(&self, session: &Session) -> Option<(usize, Table)> {
        match &self.sheet {
            Some(sheet) => sheet.wrong().beside(Some(sheet.table()), session),
            None => self.wrong.beside(None, session),
        }
    }

    /// Keeps the keyboard in the table of cells from the start of a frame on, while it has it.
    pub fn hold_keyboard(&mut self, ui: &Ui) {
        let earlier = std::mem::take(&mut self.after_click);
        if let Some(sheet) = self.sheet.as_mut().filter(|_| self.on) {
            self.after_click = sheet::take_after_click(ui, sheet);
            sheet::hold_keyboard(ui, sheet);
        }
        if !self.after_click.is_empty() {
            ui.ctx().request_repaint();
        }
        ui.input_mut(|input| drop(input.events.splice(0..0, earlier)));
    }

    /// Ends the text that is typed into a cell of the table, if a key of this frame ends it. Called before anything is drawn.
    pub fn end_cell(&mut self, ui: &Ui) {
        if let Some(sheet) = self.sheet.as_mut().filter(|_| self.on) {
            sheet::end_at_key(ui, sheet);
        }
    }

    /// Whether a text for a cell of the table was begun whose field is not there yet.
    #[must_use]
    pub fn begins_cell(&self) -> bool {
        self.sheet.as_ref().filter(|_| self.on).is_some_and(|sheet| sheet.begins_typing())
    }

    /// Shows the translations: those into a language that the scenario has, or else into another one than that of the window.
    pub(super) fn show_translations(&mut self, context: &ViewContext<'_>) {
        let there = &context.session.authored().rows().translations;
        let other = Language::ALL.into_iter().find(|language| *language != context.texts.language());
        let has = |language: &Language| there.get(language.tag()).is_some();
        self.translated = Language::ALL.into_iter().find(has).or(other).unwrap_or_default();
        self.show(Shown::Translations);
    }

    /// Shows the list of all rows from its top, where the problems are.
    pub(super) fn show_problems(&mut self) {
        self.show(Shown::Overview);
        self.shows_top = true;
    }

    /// Shows something else, and drops what was about to be confirmed.
    pub(super) fn show(&mut self, shown: Shown) {
        if self.shown != shown {
            (self.shown, self.opened) = (shown, shown);
            (self.removal, self.renaming, self.ahead_of) = (None, None, None);
            self.target = None;
        }
    }

    /// Shows a row that will be there after the change that is on its way.
    pub(super) fn show_ahead(&mut self, session: &Session, shown: Shown) {
        self.show(shown);
        self.ahead_of = Some(session.revision());
    }

    /// Asks whether to remove the rows of a table with these ids. A single row is shown with the question.
    pub fn ask_to_remove(&mut self, session: &Session, table: Table, keys: &[String]) {
        let positions = session.authored().positions(table, keys.iter().map(String::as_str));
        let indexes: Vec<usize> = positions.into_iter().flatten().collect();
        self.ask(session, table, &indexes);
    }

    /// Asks whether to remove the rows of a table at these indexes.
    pub(super) fn ask(&mut self, session: &Session, table: Table, indexes: &[usize]) {
        self.show(match *indexes {
            [] => return,
            [index] => Shown::Row(table, index),
            _ => Shown::Overview,
        });
        self.removal = Some(Asked::new(session, table, indexes));
    }

    /// Shows the row that has the value with this path, and its field in the next frame. A path of the file as a whole shows the fields that
    /// are in no table.
    pub(super) fn lead_to(&mut self, authored: &Authored, path: &FieldPath) {
        self.show(place_of(authored, path).unwrap_or(Shown::Head));
        self.target = Some(path.clone());
    }
}
