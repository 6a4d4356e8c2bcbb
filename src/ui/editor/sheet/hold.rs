//! Keeps the keyboard in the table of cells while it has the cursor, also in the frames between one cell and the next.

use egui::{Event, FocusDirection, Key, Ui};

use super::grid::grid_id;
use super::view::SheetView;
use crate::ui::focus;

/// Keeps the keyboard in the table from the start of a frame on, if it or the field of a cell has it, or the table is about to take it. egui moves
/// the keyboard elsewhere if Tab or an arrow is pressed in the first frame in which something has it; letters would be shortcuts of the window then.
pub(in crate::ui::editor) fn hold_keyboard(ui: &Ui, view: &SheetView) {
    if focus::is_under_dialog(ui.ctx()) {
        return;
    }
    let (focused, field) = (ui.memory(egui::Memory::focused), view.field());
    let has_it = focused.is_some_and(|id| id == grid_id() || Some(id) == field);
    // Escape has taken the keyboard away. If something is being typed into a cell, it drops that, and does nothing else.
    let is_escape = focused.is_none() && ui.input(|input| input.key_pressed(Key::Escape));
    let next = match field.filter(|_| is_escape) {
        Some(field) => Some(field),
        None if is_escape => Some(grid_id()).filter(|_| view.begins_typing() || view.had_keyboard && begins_now(ui)),
        None => Some(grid_id()).filter(|_| view.takes_keyboard && !has_it),
    };
    if !has_it && next.is_none() {
        return;
    }
    if next == Some(grid_id()) {
        focus::take_keys(ui.ctx(), grid_id());
    }
    ui.memory_mut(|memory| {
        if let Some(next) = next {
            memory.request_focus(next);
        }
        memory.move_focus(FocusDirection::None);
    });
}

/// Whether something was written in this frame before Escape was pressed.
fn begins_now(ui: &Ui) -> bool {
    let is_escape = |event: &Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
    let is_text = |event: &Event| matches!(event, Event::Text(_));
    ui.input(|input| input.events.iter().take_while(|event| !is_escape(event)).any(is_text))
}
