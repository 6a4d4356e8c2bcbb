//! The cells of the sheet. Only those in view are made.

use egui::{
    Align, Color32, Event, EventFilter, FontId, Id, Key, Layout, Rect, Role, Sense, Stroke, StrokeKind, TextEdit, Ui,
    UiBuilder,
};
use egui::{WidgetInfo, pos2, scroll_area::ScrollBarVisibility, vec2};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::acts::{begun_text, heading, row_name, set_cell, sort, wrong_cell};
use super::view::SheetView;
use crate::file::FieldPath;
use crate::file::edit::sheet::Column;
use crate::file::fields;
use crate::session::Commands;
use crate::ui::ViewContext;
use crate::ui::editor::help_text::lines;
use crate::ui::editor::names::{path_of, table_key};
use crate::ui::focus;
use crate::ui::parts::{line, name, text_at};
use crate::ui::theme::TEXT_SMALL;

/// The height of a row, in points.
const ROW: f32 = 24.0;
/// The height of the headings, in points: three lines.
const HEAD: f32 = 50.0;
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

/// The id of the sheet as a whole, which has the keyboard.
pub(in crate::ui::editor) fn grid_id() -> Id {
    Id::unique("sheet")
}

/// Draws the cells in view. Returns whether the sheet has the keyboard.
pub(super) fn grid_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) -> bool {
    let room = ui.available_rect_before_wrap();
    let response = ui.interact(room, grid_id(), Sense::focusable_noninteractive());
    let words = context.texts.with("sheet-name", &[("table", context.texts.get(table_key(view.table)))]);
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, words.as_str()));
    if std::mem::take(&mut view.takes_keyboard) {
        response.request_focus();
    }
    let has_keyboard = response.has_focus();
    if has_keyboard {
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    focus::take_keys(ui.ctx(), response.id);
    let columns = view.columns();
    let count = view.order.len();
    let mut names = Vec::new();
    let scroll = egui::ScrollArea::horizontal().auto_shrink(false);
    let scroll = scroll.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible);
    let scrolled = scroll.show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .id_salt(view.table.name())
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .animate_scrolling(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for column in columns {
            table = table.column(Width::initial(width(*column)).at_least(40.0).clip(true));
        }
        if std::mem::take(&mut view.reveals) && count > 0 {
            table = table.scroll_to_row(view.cursor.row, None);
            view.reveals_column = true;
            response.ctx.request_repaint();
        }
        let table = table.header(HEAD, |mut header| {
            for (number, column) in columns.iter().enumerate() {
                header.col(|ui| {
                    if number == 0 {
                        names.push((None, ui.max_rect(), ui.clip_rect()));
                    } else {
                        head_ui(ui, context, view, *column);
                    }
                });
            }
        });
        table.body(|body| {
            body.rows(ROW, count, |mut row| {
                names.extend(row_ui(&mut row, context, view, commands, has_keyboard));
            });
        });
        // The area of the rows scrolls up and down only, and would drop what is asked for sideways within it. The names cover its left.
        if let Some(mut cell) = view.revealed.take() {
            if view.cursor.column > 0 {
                cell.min.x -= names.first().map_or(0.0, |(_, rect, _)| rect.width());
            }
            ui.scroll_to_rect(cell, None);
        }
    });
    for (cell, rect, clip) in names {
        name_column_ui(
            ui,
            context,
            view,
            commands,
            Fixed { cell, rect, clip, left: scrolled.inner_rect.left(), has_keyboard },
        );
    }
    let hidden = scrolled.content_size.x - scrolled.state.unclamped_offset().x - scrolled.inner_rect.width();
    if hidden > 1.0 {
        more_ui(ui, context, scrolled.inner_rect);
    }
    has_keyboard
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

/// Draws a cell of the first column at the left edge, above the cells that are scrolled below it.
fn name_column_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    commands: &mut Commands,
    Fixed { cell, rect, clip, left, has_keyboard }: Fixed,
) {
    let at = Rect::from_min_size(pos2(rect.left().max(left), rect.top()), rect.size());
    let clip = Rect::from_x_y_ranges(at.x_range(), clip.y_range()).expand2(vec2(1.0, 0.0));
    let salt = ("name", cell.map(|cell| cell.row));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().id_salt(salt).max_rect(at).layout(layout), |ui| {
        ui.set_clip_rect(clip.intersect(ui.clip_rect()));
        if rect.left() < left {
            ui.painter().rect_filled(at, 0.0, context.theme.panel);
            ui.painter().vline(at.right(), at.y_range(), Stroke::new(1.0, context.theme.line));
        }
        match cell {
            None => head_ui(ui, context, view, view.columns()[0]),
            Some(cell) => any_cell_ui(ui, context, view, Cell { rect: at, ..cell }, commands, has_keyboard),
        }
    });
}

/// Shows that there are more columns to the right.
fn more_ui(ui: &Ui, context: &ViewContext<'_>, room: Rect) {
    let theme = context.theme;
    let steps = 8;
    for step in 0..steps {
        let right = room.right() - step as f32 * MORE / steps as f32;
        let strip = Rect::from_x_y_ranges(right - MORE / steps as f32..=right, room.y_range());
        ui.painter().rect_filled(strip, 0.0, theme.panel.gamma_multiply(0.8 - 0.1 * step as f32));
    }
    let at = pos2(room.right() - 8.0, room.top() + HEAD / 2.0);
    crate::ui::icons::sign(ui.painter(), at, 11.0, crate::ui::icons::Sign::Closed, theme.text);
    let hint = Rect::from_center_size(at, vec2(16.0, HEAD));
    let response = ui.interact(hint, grid_id().with("more"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, context.texts.get("sheet-more")));
    response.on_hover_text(context.texts.get("sheet-more"));
}

/// The width of the card with the help of a column, in points.
const HELP: f32 = 280.0;

const fn width(column: Column) -> f32 {
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

fn head_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, column: Column) {
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
    let shown = egui::RichText::new(format!("{words}{sign}")).size(TEXT_SMALL);
    let response = ui.add(egui::Button::new(shown).frame(false).wrap());
    let called = context.texts.with("sheet-sort", &[("column", &words)]);
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
    if response.clicked() {
        sort(context, view, column);
        view.takes_keyboard = true;
    }
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
    commands: &mut Commands,
    has_keyboard: bool,
) -> Option<(Option<Cell>, Rect, Rect)> {
    let position = row.index();
    let index = view.order.get(position).copied()?;
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
                any_cell_ui(ui, context, view, cell, commands, has_keyboard);
            }
        });
    }
    first
}

/// Draws a cell, or the field in its place.
fn any_cell_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    cell: Cell,
    commands: &mut Commands,
    has_keyboard: bool,
) {
    let is_cursor = view.cursor.row == cell.row && view.cursor.column == cell.column;
    if is_cursor && view.typed.is_some() {
        typing_ui(ui, context, view, cell, commands);
    } else {
        cell_ui(ui, context, view, cell, has_keyboard);
    }
}

fn cell_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, cell: Cell, has_keyboard: bool) {
    let Cell { row, column, index, kind, rect } = cell;
    let theme = context.theme;
    let text = begun_text(context, view, index, kind);
    let response = ui.interact(rect, grid_id().with((row, column)), Sense::CLICK | Sense::DRAG);
    let label = cell_name(context, view, cell);
    let value = text.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Cell, true, label.as_str());
        info.current_text_value = Some(value.clone());
        info
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
    let typed = wrong_cell(view, key, kind).map(|wrong| wrong.words.clone());
    let problem = typed.or_else(|| problem_of(context, view, cell));
    let color: Color32 = if problem.is_some() { theme.down } else { theme.text };
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
        Some(words) => response.on_hover_text(words),
        None => response,
    };
    let (shift, ctrl) = ui.input(|input| (input.modifiers.shift, input.modifiers.command));
    if response.clicked() && ctrl {
        view.toggle_row(row, column);
    } else if response.clicked() || response.drag_started() && !ctrl {
        view.go(row, column, shift);
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
    let drags = ui.input(|input| input.pointer.primary_down() && input.pointer.is_decidedly_dragging());
    if drags && has_keyboard && pointer.is_some_and(|pointer| rect.contains(pointer)) {
        view.go(row, column, true);
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
    Some(format!("{}\n{}", context.texts.say(&problem.message), context.texts.say(&problem.remedy)))
}

fn cell_name(context: &ViewContext<'_>, view: &SheetView, cell: Cell) -> String {
    let column = heading(context, view.table, cell.kind);
    let row = row_name(context, view, cell.row);
    context.texts.with("sheet-cell", &[("column", &column), ("row", &row)])
}

/// The field in place of the cell with the cursor, while the person types into it.
fn typing_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut SheetView, cell: Cell, commands: &mut Commands) {
    let label = cell_name(context, view, cell);
    let Some(typing) = &mut view.typed else { return };
    if !typing.shown {
        // The field gets the keyboard in this frame only. What was typed meanwhile belongs to it.
        let events = ui.input(|input| input.events.clone());
        for event in events {
            if let Event::Text(text) = event {
                typing.text.push_str(&text);
            }
        }
    }
    let id = grid_id().with("typing");
    let field = TextEdit::singleline(&mut typing.text).id(id).desired_width(cell.rect.width()).margin(2.0);
    let mut output = field.show(ui);
    name(ui, &output.response, &label);
    if !typing.shown {
        typing.shown = true;
        output.response.request_focus();
        let end = egui::text::CCursor::new(typing.text.chars().count());
        output.state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        output.state.store(ui.ctx(), id);
        return;
    }
    if !output.response.lost_focus() {
        return;
    }
    let [is_escape, is_enter, is_tab] =
        [Key::Escape, Key::Enter, Key::Tab].map(|key| ui.input(|input| input.key_pressed(key)));
    let text = std::mem::take(&mut typing.text);
    view.typed = None;
    if is_escape {
        // The text of the file is there again.
        let key = context.session.authored().key(view.table, cell.index).unwrap_or_default();
        view.wrong.retain(|wrong| wrong.key != key || wrong.column != cell.kind);
        view.hush();
    } else {
        set_cell(context, view, &text, commands);
    }
    if is_escape || is_enter || is_tab {
        view.takes_keyboard = true;
    }
    let back = ui.input(|input| input.modifiers.shift);
    if is_enter {
        let row = if back { cell.row.saturating_sub(1) } else { cell.row + 1 };
        view.go(row, cell.column, false);
    } else if is_tab {
        let column = if back { cell.column.saturating_sub(1) } else { cell.column + 1 };
        view.go(cell.row, column, false);
    }
    ui.ctx().request_repaint();
}
