//! The table of cells in place of the map, while the editor has one open.

use egui::{CentralPanel, Frame, Margin, Rect, Ui};

use super::make;
use super::sheet::{HEAD, grid_id, panel_ui};
use super::view::EditorView;
use crate::session::Commands;
use crate::ui::ViewContext;

/// Draws the table of cells over the whole available area, if one is open. Returns the rectangle of its rows, below its buttons and headings.
pub fn sheet_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    editor: &mut EditorView,
    commands: &mut Commands,
) -> Option<Rect> {
    if !editor.on {
        return None;
    }
    let mut sheet = editor.sheet.take()?;
    sheet.cover(editor.message);
    let room = ui.available_rect_before_wrap();
    let frame = Frame::NONE.fill(context.theme.panel).inner_margin(Margin::symmetric(12, 10));
    let panel = CentralPanel::no_frame().frame(frame);
    let wanted = panel.show(ui, |ui| panel_ui(ui, context, &mut sheet, commands)).inner;
    if wanted.adds {
        make::add(context, editor, sheet.table(), commands);
    }
    editor.pastes |= wanted.pastes;
    editor.sheet = Some(sheet);
    match wanted.table {
        Some(table) => editor.open_sheet(table),
        None if wanted.closes => editor.close_sheet(),
        None => {}
    }
    if wanted.table.is_some() || wanted.closes || wanted.pastes {
        ui.ctx().request_repaint();
    }
    let cells = ui.ctx().read_response(grid_id()).map_or(room, |cells| cells.rect);
    let top = (cells.top() + HEAD).min(room.bottom());
    Some(room.with_min_y(top))
}
