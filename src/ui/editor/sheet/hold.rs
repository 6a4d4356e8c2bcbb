//! Keeps the keyboard in the table of cells while it has the cursor, also in the frames between one cell and the next.

use egui::{Event, FocusDirection, Key, Ui};

use super::typing::is_of_keyboard;
use super::view::{SheetView, grid_id};
use crate::ui::focus;

/// Keeps the keyboard in the table from the start of a frame on, if it or the field of a cell has it, or the table is about to take it. egui moves
/// the keyboard elsewhere if Tab or an arrow is pressed in the first frame in which something has it; letters would be shortcuts of the window then.
pub(in crate::ui::editor) fn hold_keyboard(ui: &Ui, view: &mut SheetView) {
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
        // It has it now. A field that is clicked in this frame gets it after that.
        view.takes_keyboard = false;
    }
    ui.memory_mut(|memory| {
        if let Some(next) = next {
            memory.request_focus(next);
        }
        memory.move_focus(FocusDirection::None);
    });
}

/// Takes out of this frame what came from the keyboard after a button of the pointer, while the table has the keyboard or is about to take it. In a
/// slow frame a field elsewhere may have been clicked and typed into: it gets the keyboard in this frame, and what was typed in the next one.
pub(in crate::ui::editor) fn take_after_click(ui: &Ui, view: &SheetView) -> Vec<Event> {
    let (focused, field) = (ui.memory(egui::Memory::focused), view.field());
    let has_it = focused.is_some_and(|id| id == grid_id() || Some(id) == field);
    if focus::is_under_dialog(ui.ctx()) || !(has_it || view.takes_keyboard) {
        return Vec::new();
    }
    let (mut is_clicked, mut taken) = (false, Vec::new());
    ui.input_mut(|input| {
        input.events.retain(|event| {
            is_clicked |= matches!(event, Event::PointerButton { .. });
            let waits = is_clicked && is_of_keyboard(event);
            if waits {
                taken.push(event.clone());
            }
            !waits
        });
    });
    taken
}

/// Whether something was written in this frame before Escape was pressed.
fn begins_now(ui: &Ui) -> bool {
    let is_escape = |event: &Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
    let is_text = |event: &Event| matches!(event, Event::Text(_));
    ui.input(|input| input.events.iter().take_while(|event| !is_escape(event)).any(is_text))
}
