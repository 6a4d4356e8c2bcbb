//! The cells of the sheet. Only those in view are made.

use std::sync::Arc;

use egui::{
    Align, Color32, EventFilter, FontId, Galley, Layout, Painter, PointerButton, Rect, Response, Role, Sense, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder,
};
use egui::{WidgetInfo, pos2, scroll_area::ScrollBarVisibility, vec2};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::acts::{begun_text, heading, row_name, sort};
use super::typing::typed_events;
use super::view::{After, SheetView, grid_id};
use crate::file::FieldPath;
use crate::file::edit::Table;
use crate::file::edit::sheet::Column;
use crate::file::fields;
use crate::ui::ViewContext;
use crate::ui::drags;
use crate::ui::editor::help_text::lines;
use crate::ui::editor::names::{path_of, table_key};
use crate::ui::editor::problem_words::problem_sentences;
use crate::ui::focus;
use crate::ui::parts::{line, name, text_at};
use crate::ui::style::{elided, text_width, two_lines};
use crate::ui::theme::TEXT_SMALL;

/// The height of a row, in points.
const ROW: f32 = 24.0;
/// The height of the headings, in points: two lines.
pub(in crate::ui::editor) const HEAD: f32 = 36.0;
/// The space for the sign of the order beside a heading, in points.
const SIGN: f32 = 14.0;
/// The width of the shade over the last columns in view, in points.
const MORE: f32 = 24.0;
/// The space between the edge of a cell and its text, in points.
const INSET: f32 = 6.0;

/// Where a cell is, while it is drawn.
#[derive(Clone, Copy)]
struct Cell {
    row: usize,
    column: usize,
    index: usize,
    kind: Column,
    rect: Rect,
}

/// Notes whether the sheet was the last to have the keyboard, and gives it back to the sheet when a dialog that covered it is closed. A click on
/// a button takes the keyboard away and gives it to nothing.
fn keep_keyboard(ui: &Ui, view: &mut SheetView) {
    let is_covered = focus::is_under_dialog(ui.ctx());
    let was_covered = std::mem::replace(&mut view.was_covered, is_covered);
    if is_covered {
        return;
    }
    match ui.memory(egui::Memory::focused) {
        Some(focused) => {
            view.had_keyboard = focused == grid_id() || view.typed.as_ref().is_some_and(|typing| typing.id == focused);
        }
        None => view.takes_keyboard |= was_covered && view.had_keyboard,
    }
}

/// Whether what was typed into the cell with the cursor is wrong.
fn is_wrong_at_cursor(context: &ViewContext<'_>, view: &SheetView) -> bool {
    let index = view.order.get(view.cursor.row).filter(|_| !view.wrong.is_empty());
    let key = index.and_then(|index| context.session.authored().key(view.table, *index));
    let column = view.columns()[view.cursor.column];
    key.is_some_and(|key| view.wrong.find(view.table, key, column).is_some())
}

/// Draws the cells in view. Returns whether the sheet has the keyboard.
pub(super) fn grid_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView) -> bool {
    let room = ui.available_rect_before_wrap();
    let response = ui.interact(room, grid_id(), Sense::focusable_noninteractive());
    let words = context.texts.with("sheet-name", &[("table", context.texts.get(table_key(view.table)))]);
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, words.as_str()));
    keep_keyboard(ui, view);
    let is_free = std::mem::take(&mut view.takes_free_keyboard) && !ui.ctx().text_edit_focused();
    if std::mem::take(&mut view.takes_keyboard) || is_free {
        response.request_focus();
    }
    let has_keyboard = response.has_focus();
    if has_keyboard {
        // Escape takes away what is wrong in the cell with the cursor; otherwise it leaves the sheet.
        let escape = is_wrong_at_cursor(context, view);
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    focus::take_keys(ui.ctx(), response.id);
    let columns = view.columns();
    let widths: Vec<f32> = columns.iter().map(|column| width(ui.painter(), context, view.table, *column)).collect();
    let (count, beyond) = (view.order.len(), rows_beyond(ui, room, view));
    let below = rows_below(ui, room, view, beyond);
    let (mut names, mut heads, mut sorts) = (Vec::new(), Vec::new(), None);
    // Where the names end, which cover the left of what is scrolled below them.
    let mut edge = f32::NEG_INFINITY;
    let scroll = egui::ScrollArea::horizontal().auto_shrink(false);
    let mut scroll = scroll.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible);
    if let Some(offset) = view.scrolls_to.take() {
        scroll = scroll.horizontal_scroll_offset(offset);
    }
    let scrolled = scroll.show(ui, |ui| {
        let left = ui.clip_rect().left();
        let mut table = TableBuilder::new(ui)
            .id_salt(view.table.name())
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .animate_scrolling(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for width in &widths {
            table = table.column(Width::initial(*width).at_least(40.0).clip(true));
        }
        if std::mem::take(&mut view.reveals) && count > 0 {
            let below = if view.by_pointer { 0 } else { below };
            table = table.scroll_to_row(view.cursor.row + below, None);
            (view.reveals_column, view.by_pointer) = (true, false);
            response.ctx.request_repaint();
        } else if std::mem::take(&mut view.shows_first) && count > 0 {
            table = table.scroll_to_row(0, None);
        }
        let table = table.header(HEAD, |mut header| {
            for (number, column) in columns.iter().enumerate() {
                header.col(|ui| {
                    let rect = ui.max_rect();
                    heads.push(rect);
                    if number == 0 {
                        edge = rect.left().max(left) + rect.width();
                        names.push((None, rect, ui.clip_rect()));
                        return;
                    }
                    ui.shrink_clip_rect(Rect::everything_right_of(edge));
                    if head_ui(ui, context, view, *column) {
                        sorts = Some(*column);
                    }
                });
            }
        });
        let mut first = None;
        table.body(|body| {
            body.rows(ROW, count + beyond, |mut row| {
                first = first.or(Some(row.index()));
                names.extend(row_ui(&mut row, context, view, Drawn { edge, has_keyboard }));
            });
        });
        view.first_row = first.unwrap_or_default();
        // The area of the rows scrolls up and down only, and would drop what is asked for sideways within it. The names cover its left.
        if let Some(mut cell) = view.revealed.take() {
            if view.cursor.column > 0 {
                cell.min.x -= names.first().map_or(0.0, |(_, rect, _)| rect.width());
            }
            ui.scroll_to_rect(cell, None);
        }
    });
    for (cell, rect, clip) in names {
        let fixed = Fixed { cell, rect, clip, left: scrolled.inner_rect.left(), has_keyboard };
        if name_column_ui(ui, context, view, fixed) {
            sorts = Some(columns[0]);
        }
    }
    let room = scrolled.inner_rect;
    let (offset, most) = (scrolled.state.unclamped_offset().x, scrolled.content_size.x - room.width());
    let heads_end = (most - offset > 1.0).then_some(room.right() - MORE);
    if view.heads_end != heads_end {
        view.heads_end = heads_end;
        ui.ctx().request_repaint();
    }
    if heads_end.is_some() {
        let more = more_ui(ui, context, room);
        if more.clicked() {
            view.scrolls_to = Some((offset + to_next_column(&heads, edge, room.right())).min(most));
            // Whoever pressed it with the keyboard stays on it.
            view.takes_keyboard |= more.clicked_by(PointerButton::Primary);
            ui.ctx().request_repaint();
        }
    }
    // What was being typed went into its cell first.
    if let Some(column) = sorts {
        sort(context, view, column);
        view.takes_keyboard = true;
        ui.ctx().request_repaint();
    }
    has_keyboard
}

/// How many rows without cells stand below the last one, so that it can be scrolled above the message over the lower end of the cells. A message
/// over their upper end leaves the last rows free.
fn rows_beyond(ui: &Ui, cells: Rect, view: &SheetView) -> usize {
    let below = view.message.filter(|message| message.bottom() > cells.bottom() - ROW);
    let covered = below.map_or(0.0, |message| (cells.bottom() - message.top().max(cells.top())).max(0.0));
    (covered / row_height(ui)).ceil() as usize
}

/// The height of a row with the space below it, in points.
fn row_height(ui: &Ui) -> f32 {
    ROW + ui.spacing().item_spacing.y
}

/// By how many rows the one with the cursor stays above the last row in view, so that it is not under the message that covers as many as stand
/// beyond the last one.
fn rows_below(ui: &Ui, cells: Rect, view: &SheetView, beyond: usize) -> usize {
    let in_view = ((cells.height() - HEAD) / row_height(ui)).max(0.0) as usize;
    // What is above the rows in view comes into view at their upper end.
    if view.cursor.row <= view.first_row { 0 } else { beyond.min(in_view.saturating_sub(2)) }
}

/// By how much the cells are scrolled until the first column that is cut at the right is in view, and a column begins where the names end.
fn to_next_column(heads: &[Rect], edge: f32, right: f32) -> f32 {
    let cut = heads.iter().map(|head| head.right() - right).find(|cut| *cut > 1.0).unwrap_or(0.0);
    let [names, first, ..] = heads else { return cut };
    let gap = first.left() - names.right();
    let begins = heads.iter().skip(1).map(|head| head.left() - gap - edge);
    begins.filter(|shift| *shift > 1.0).find(|shift| *shift >= cut).unwrap_or(cut)
}

/// What the cells of a row need beside what they show.
#[derive(Clone, Copy)]
struct Drawn {
    /// Where the names end, which cover the left of what is scrolled below them.
    edge: f32,
    has_keyboard: bool,
}

/// A cell of the first column, which stays at the left while the others are scrolled.
struct Fixed {
    /// The cell; `None` for the heading.
    cell: Option<Cell>,
    /// Where it would be without this.
    rect: Rect,
    /// The area of the cells in which it is drawn.
    clip: Rect,
    /// The left edge of the sheet.
    left: f32,
    has_keyboard: bool,
}

/// Draws a cell of the first column at the left edge, above the cells that are scrolled below it. Returns whether it is the heading and was
/// clicked.
fn name_column_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    Fixed { cell, rect, clip, left, has_keyboard }: Fixed,
) -> bool {
    let at = Rect::from_min_size(pos2(rect.left().max(left), rect.top()), rect.size());
    let clip = Rect::from_x_y_ranges(at.x_range(), clip.y_range()).expand2(vec2(1.0, 0.0));
    let salt = ("name", cell.map(|cell| cell.row));
    let layout = Layout::left_to_right(Align::Center);
    let drawn = ui.scope_builder(UiBuilder::new().id_salt(salt).max_rect(at).layout(layout), |ui| {
        ui.set_clip_rect(clip.intersect(ui.clip_rect()));
        if rect.left() < left {
            ui.painter().rect_filled(at, 0.0, context.theme.panel);
            ui.painter().vline(at.right(), at.y_range(), Stroke::new(1.0, context.theme.line));
        }
        match cell {
            None => head_ui(ui, context, view, view.columns()[0]),
            Some(cell) => {
                any_cell_ui(ui, context, view, Cell { rect: at, ..cell }, has_keyboard);
                false
            }
        }
    });
    drawn.inner
}

/// Shows that there are more columns to the right: a button above the headings, which scrolls to them.
fn more_ui(ui: &Ui, context: &ViewContext<'_>, room: Rect) -> Response {
    let theme = context.theme;
    let steps = 8;
    for step in 0..steps {
        let right = room.right() - step as f32 * MORE / steps as f32;
        let strip = Rect::from_x_y_ranges(right - MORE / steps as f32..=right, room.y_range());
        ui.painter().rect_filled(strip, 0.0, theme.panel.gamma_multiply(0.8 - 0.1 * step as f32));
    }
    let button = Rect::from_min_max(pos2(room.right() - MORE, room.top()), pos2(room.right(), room.top() + HEAD));
    // The heading of the column that is cut is not seen behind the sign.
    ui.painter().rect_filled(button, 0.0, theme.panel);
    let at = pos2(room.right() - 8.0, room.top() + HEAD / 2.0);
    crate::ui::icons::sign(ui.painter(), at, 11.0, crate::ui::icons::Sign::Closed, theme.text);
    let response = ui.interact(button, grid_id().with("more"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, context.texts.get("sheet-more")));
    response.on_hover_text(context.texts.get("sheet-more"))
}

/// The width of the card with the help of a column, in points.
const HELP: f32 = 280.0;

/// The width that a column has at first, in points: that of its values, or more if its heading needs it for two lines.
fn width(painter: &Painter, context: &ViewContext<'_>, table: Table, column: Column) -> f32 {
    let words = heading(context, table, column);
    let of = |words: &str| text_width(painter, words.to_owned(), FontId::proportional(TEXT_SMALL));
    let in_two = words.match_indices(' ').map(|(at, _)| of(&words[..at]).max(of(&words[at + 1..])));
    let of_heading = in_two.fold(of(&words), f32::min);
    width_of_values(column).max(of_heading + 2.0 * INSET + SIGN)
}

const fn width_of_values(column: Column) -> f32 {
    match column {
        Column::Name => 150.0,
        Column::On | Column::Needs | Column::Standby => 160.0,
        Column::Id | Column::Operator => 110.0,
        Column::Place
        | Column::Latitude
        | Column::Longitude
        | Column::Hazard
        | Column::Power
        | Column::Cooling
        | Column::Company
        | Column::Kind
        | Column::Users
        | Column::Load
        | Column::Auto
        | Column::Rto
        | Column::Restart
        | Column::Retry => 84.0,
    }
}

/// The width for the words of a heading that begin at `left`: all that the column has, or what of it is in view before the sign for more columns
/// at `end`, so that no words lie under that sign.
fn head_room(left: f32, whole: f32, end: Option<f32>) -> f32 {
    end.map(|end| end - left).filter(|seen| (0.0..whole).contains(seen)).unwrap_or(whole)
}

/// The words of a heading in two lines. If there is no room for one of them, in one line that is cut, so that no line ends within a word.
fn head_words(painter: &Painter, words: &str, room: f32) -> Arc<Galley> {
    let (font, color) = (FontId::proportional(TEXT_SMALL), Color32::PLACEHOLDER);
    let has_room = |word: &str| text_width(painter, word.to_owned(), font.clone()) <= room;
    if words.split(' ').all(has_room) {
        two_lines(painter, words, font, color, room)
    } else {
        elided(painter, words, font, color, room)
    }
}

/// Draws a heading. Returns whether it was clicked.
fn head_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &SheetView, column: Column) -> bool {
    let words = heading(context, view.table, column);
    let sign = match view.sorted {
        Some((sorted, falls)) if sorted == column => {
            if falls {
                " ↓"
            } else {
                " ↑"
            }
        }
        Some(_) | None => "",
    };
    // Its words begin where those of the cells begin.
    ui.add_space(INSET);
    let room = head_room(ui.max_rect().left() + INSET, ui.available_width() - INSET, view.heads_end);
    let shown = head_words(ui.painter(), &format!("{words}{sign}"), room);
    let response = ui.add(egui::Button::new(shown).frame(false));
    let called = match view.sorted {
        Some((sorted, true)) if sorted == column => context.texts.with("sheet-unsort", &[("column", &words)]),
        Some(_) | None => context.texts.with("sheet-sort", &[("column", &words)]),
    };
    name(ui, &response, &called);
    let help = help_of(context, view, column);
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(HELP);
        ui.label(egui::RichText::new(words.as_str()).strong());
        help.iter().for_each(|line| {
            ui.label(line);
        });
        ui.label(egui::RichText::new(called.as_str()).size(TEXT_SMALL).color(context.theme.quiet));
    });
    response.clicked()
}

/// What the field of a column means, as the page of the format says it.
fn help_of(context: &ViewContext<'_>, view: &SheetView, column: Column) -> Vec<String> {
    let path = [view.table.name(), ""].into_iter().chain(column.path().iter().copied());
    let described = (column != Column::Id).then(|| fields::described(path, None)).flatten();
    described.map_or_else(Vec::new, |described| lines(described, context.texts))
}

/// Draws the cells of a row, except that of the first column, which is returned with the area in which it is drawn.
fn row_ui(
    row: &mut TableRow<'_, '_>,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    Drawn { edge, has_keyboard }: Drawn,
) -> Option<(Option<Cell>, Rect, Rect)> {
    let position = row.index();
    let Some(index) = view.order.get(position).copied() else {
        // Room below the last row.
        row.col(|_| ());
        return None;
    };
    let mut first = None;
    for (number, column) in view.columns().iter().enumerate() {
        row.col(|ui| {
            let rect = ui.max_rect();
            let cell = Cell { row: position, column: number, index, kind: *column, rect };
            let is_cursor = view.cursor.row == position && view.cursor.column == number;
            if is_cursor && std::mem::take(&mut view.reveals_column) {
                view.revealed = Some(rect);
            }
            if number == 0 {
                first = Some((Some(cell), rect, ui.clip_rect()));
            } else {
                ui.shrink_clip_rect(Rect::everything_right_of(edge));
                any_cell_ui(ui, context, view, cell, has_keyboard);
            }
        });
    }
    first
}

/// Draws a cell, or the field in its place.
fn any_cell_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, cell: Cell, has_keyboard: bool) {
    let is_typed = view.typed.as_ref().is_some_and(|typing| (typing.index, typing.column) == (cell.index, cell.kind));
    if is_typed {
        typing_ui(ui, context, view, cell);
    } else {
        cell_ui(ui, context, view, cell, has_keyboard);
    }
}

fn cell_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, cell: Cell, has_keyboard: bool) {
    let Cell { row, column, index, kind, rect } = cell;
    let theme = context.theme;
    let text = begun_text(context, view, index, kind);
    let response = ui.interact(rect, grid_id().with((row, column)), Sense::CLICK | Sense::DRAG);
    // Without a screen reader the name of the cell is not needed.
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(text.clone()),
        ..WidgetInfo::labeled(Role::Cell, true, cell_name(context, view, cell))
    });
    let is_selected = view.is_selected(row) && view.selected_columns().contains(&column);
    if is_selected {
        ui.painter().rect_filled(rect, 0.0, theme.selected.gamma_multiply(if has_keyboard { 0.18 } else { 0.08 }));
    }
    if view.cursor.row == row && view.cursor.column == column {
        ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    ui.painter().vline(rect.right(), rect.y_range(), Stroke::new(1.0, theme.line));
    let key = context.session.authored().key(view.table, index).unwrap_or_default();
    let is_sent = view.sent_to(index, kind).is_some();
    let typed = view.wrong.find(view.table, key, kind).map(|wrong| context.texts.say(&wrong.words()));
    let problem = typed.or_else(|| problem_of(context, view, cell)).filter(|_| !is_sent);
    let color: Color32 = match problem {
        Some(_) => theme.down,
        None if is_sent => theme.quiet,
        None => theme.text,
    };
    let font = FontId::proportional(TEXT_SMALL);
    let room = rect.width() - 2.0 * INSET;
    let shown: String = text.chars().take(200).collect();
    if kind.is_number() {
        let galley = line(ui.painter(), &shown, font, room);
        let at = pos2(rect.right() - INSET - galley.size().x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
    } else {
        text_at(ui.painter(), pos2(rect.left() + INSET, rect.center().y), &shown, font, room, color);
    }
    let response = match problem {
        Some(words) if !focus::is_under_dialog(ui.ctx()) => response.on_hover_text(words),
        Some(_) | None => response,
    };
    let (shift, ctrl) = ui.input(|input| (input.modifiers.shift, input.modifiers.command));
    if response.clicked() && ctrl {
        view.toggle_row(row, column);
        view.by_pointer = true;
    } else if response.clicked() || response.drag_started() && !ctrl {
        view.go(row, column, shift);
        view.by_pointer = true;
    }
    if response.clicked() && !ctrl && !shift {
        // Its row is selected again, because another form may be shown by now.
        view.followed = None;
    }
    if response.clicked() || response.drag_started() {
        view.takes_keyboard = true;
        ui.ctx().request_repaint();
    }
    if response.double_clicked() {
        view.begin_typing(text);
    }
    // Whoever drags over cells selects them.
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let is_dragging = ui.input(|input| input.pointer.primary_down() && input.pointer.is_decidedly_dragging());
    let is_dragging = is_dragging && ui.ctx().dragged_id().is_some();
    if drags::is_cancelled(&response) {
        view.go(view.anchor.row, view.anchor.column, false);
        view.takes_keyboard = true;
        ui.ctx().request_repaint();
    } else if is_dragging && has_keyboard && pointer.is_some_and(|pointer| rect.contains(pointer)) {
        view.go(row, column, true);
        view.by_pointer = true;
    }
}

/// What is wrong with a cell, if anything is.
fn problem_of(context: &ViewContext<'_>, view: &SheetView, cell: Cell) -> Option<String> {
    let problems = context.session.problems();
    if problems.is_empty() {
        return None;
    }
    let mut path = path_of(context.session.authored(), view.table, cell.index);
    path.extend(cell.kind.path().iter().map(|part| (*part).to_owned()));
    let path = FieldPath::of(path.iter().map(String::as_str));
    let is_here = |found: &FieldPath| {
        if cell.kind == Column::Id { *found == path } else { found.is_within(&path) }
    };
    let problem = problems.iter().find(|problem| is_here(&problem.path))?;
    Some(problem_sentences(context.texts, problem).join("\n"))
}

fn cell_name(context: &ViewContext<'_>, view: &SheetView, cell: Cell) -> String {
    let column = heading(context, view.table, cell.kind);
    let row = row_name(context, view, cell.row);
    context.texts.with("sheet-cell", &[("column", &column), ("row", &row)])
}

/// The field in place of a cell, while the person types into it.
fn typing_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, cell: Cell) {
    let label = cell_name(context, view, cell);
    let is_first = view.typed.as_ref().is_some_and(|typing| !typing.shown);
    if is_first && view.is_keyboard_elsewhere(ui.ctx()) {
        // Something else has got the keyboard meanwhile, and what comes now is for that. What was typed before goes into the cell.
        if let Some(typing) = view.typed.as_mut().filter(|typing| typing.done.is_none()) {
            typing.done = Some(After::Stay);
            ui.ctx().request_repaint();
        }
    } else if is_first {
        // The field gets the keyboard in this frame only. What was typed meanwhile belongs to it.
        let mut events = ui.input_mut(|input| std::mem::take(&mut input.events)).into_iter();
        typed_events(view, &mut events);
        view.wait_with(events);
        if view.typed.is_none() {
            ui.ctx().request_repaint();
        }
    }
    let Some(typing) = &mut view.typed else { return };
    typing.is_drawn = true;
    if typing.done.is_some() {
        let font = FontId::proportional(TEXT_SMALL);
        let at = pos2(cell.rect.left() + INSET, cell.rect.center().y);
        text_at(ui.painter(), at, &typing.text, font, cell.rect.width() - 2.0 * INSET, context.theme.quiet);
        return;
    }
    let field = TextEdit::singleline(&mut typing.text).id(typing.id).desired_width(cell.rect.width()).margin(2.0);
    let mut output = field.show(ui);
    name(ui, &output.response, &label);
    if is_first {
        typing.shown = true;
        output.response.request_focus();
        let end = egui::text::CCursor::new(typing.text.chars().count());
        output.state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        output.state.store(ui.ctx(), typing.id);
        return;
    }
    // A field that was out of view has lost the keyboard then. A key that ends the text does so before the field is drawn.
    if output.response.lost_focus() || !output.response.has_focus() {
        typing.done = Some(After::Stay);
        ui.ctx().request_repaint();
    }
}
