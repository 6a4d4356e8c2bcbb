//! The cells of the sheet. Only those in view are made.

use egui::{
    Align, Color32, Event, EventFilter, FontId, Id, Key, Layout, Rect, Role, Sense, Stroke, StrokeKind, TextEdit, Ui,
};
use egui::{WidgetInfo, pos2};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::acts::{heading, row_name, set_cell, sort, text_of};
use super::view::SheetView;
use crate::file::FieldPath;
use crate::file::edit::sheet::Column;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::editor::names::{path_of, table_key};
use crate::ui::focus;
use crate::ui::parts::{line, name, text_at};
use crate::ui::theme::TEXT_SMALL;

/// The height of a row, in points.
const ROW: f32 = 24.0;
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
    egui::ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .id_salt(view.table.name())
            .striped(false)
            .resizable(true)
            .auto_shrink(false)
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
        let table = table.header(26.0, |mut header| {
            for column in columns {
                header.col(|ui| head_ui(ui, context, view, *column));
            }
        });
        table.body(|body| body.rows(ROW, count, |mut row| row_ui(&mut row, context, view, commands, has_keyboard)));
        // The area of the rows scrolls up and down only, and would drop what is asked for sideways within it.
        if let Some(cell) = view.revealed.take() {
            ui.scroll_to_rect(cell, None);
        }
    });
    has_keyboard
}

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
    let response = ui.add(egui::Button::new(shown).frame(false).truncate());
    let called = context.texts.with("sheet-sort", &[("column", &words)]);
    name(ui, &response, &called);
    if response.on_hover_text(called).clicked() {
        sort(context, view, column);
        view.takes_keyboard = true;
    }
}

fn row_ui(
    row: &mut TableRow<'_, '_>,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    commands: &mut Commands,
    has_keyboard: bool,
) {
    let position = row.index();
    let Some(index) = view.order.get(position).copied() else { return };
    for (number, column) in view.columns().iter().enumerate() {
        row.col(|ui| {
            let rect = ui.max_rect();
            let cell = Cell { row: position, column: number, index, kind: *column, rect };
            let is_cursor = view.cursor.row == position && view.cursor.column == number;
            if is_cursor && std::mem::take(&mut view.reveals_column) {
                view.revealed = Some(rect);
            }
            if is_cursor && view.typed.is_some() {
                typing_ui(ui, context, view, cell, commands);
            } else {
                cell_ui(ui, context, view, cell, commands, has_keyboard);
            }
        });
    }
}

fn cell_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    cell: Cell,
    commands: &mut Commands,
    has_keyboard: bool,
) {
    let Cell { row, column, index, kind, rect } = cell;
    let theme = context.theme;
    let text = text_of(context, view.table, index, kind);
    let response = ui.interact(rect, grid_id().with((row, column)), Sense::CLICK | Sense::DRAG);
    let label = cell_name(context, view, cell);
    let value = text.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Cell, true, label.as_str());
        info.current_text_value = Some(value.clone());
        info
    });
    let is_selected = view.rows().contains(&row) && view.selected_columns().contains(&column);
    if is_selected {
        ui.painter().rect_filled(rect, 0.0, theme.selected.gamma_multiply(if has_keyboard { 0.18 } else { 0.08 }));
    }
    if view.cursor.row == row && view.cursor.column == column {
        ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    ui.painter().vline(rect.right(), rect.y_range(), Stroke::new(1.0, theme.line));
    let problem = problem_of(context, view, cell);
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
    let shift = ui.input(|input| input.modifiers.shift);
    if response.clicked() || response.drag_started() {
        view.go(row, column, shift);
        view.takes_keyboard = true;
        ui.ctx().request_repaint();
        let key = context.session.authored().key(view.table, index);
        let subject = key.and_then(|key| context.session.subject_with_id(view.table, key));
        if subject.is_some() && !shift {
            commands.push(Command::Select(SelectCommand::Select(subject)));
        }
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
    if !is_escape {
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
