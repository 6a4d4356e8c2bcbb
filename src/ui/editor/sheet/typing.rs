//! How a text that was typed into a cell gets into it: when it is complete, and no other change is being computed.

use egui::{Event, Key, Ui};

use super::acts::set_cell;
use super::view::{After, SheetView};
use crate::session::Commands;
use crate::ui::ViewContext;

/// Puts the text that was typed into its cell, when it is complete and a change can be made. Returns whether it was. Called once in a frame, after
/// the cells.
pub(super) fn finish_typing(ui: &Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) -> bool {
    let Some(typing) = &mut view.typed else { return false };
    // Nobody types in a field that is out of view.
    let is_left = typing.shown && !std::mem::take(&mut typing.is_drawn) && typing.done.is_none();
    if is_left {
        typing.done = Some(After::Stay);
    }
    let Some(after) = typing.done else { return false };
    if after != After::Stay {
        view.takes_keyboard = true;
    }
    if context.waits(commands) {
        return false;
    }
    ui.ctx().request_repaint();
    let Some(typing) = view.typed.take() else { return false };
    set_cell(context, view, (typing.index, typing.column), &typing.text, commands);
    let row = view.order.iter().position(|index| *index == typing.index).unwrap_or_default();
    let column = view.columns().iter().position(|column| *column == typing.column).unwrap_or_default();
    match after {
        After::Stay => {}
        After::Rows(by) => view.go(row.saturating_add_signed(by), column, false),
        After::Columns(by) => view.go(row, column.saturating_add_signed(by), false),
    }
    view.left = (after == After::Stay).then_some(typing);
    true
}

/// Adds what comes from the keyboard to the text that is begun, until Enter or Tab ends it. What comes after that waits.
pub(super) fn typed_events(view: &mut SheetView, events: Vec<Event>) {
    let mut events = events.into_iter();
    while let Some(typing) = view.typed.as_mut().filter(|typing| typing.done.is_none()) {
        match events.next() {
            Some(Event::Text(text)) => typing.text.push_str(&text),
            Some(Event::Key { key: Key::Enter, pressed: true, modifiers, .. }) => {
                typing.done = Some(After::Rows(if modifiers.shift { -1 } else { 1 }));
            }
            Some(Event::Key { key: Key::Tab, pressed: true, modifiers, .. }) => {
                typing.done = Some(After::Columns(if modifiers.shift { -1 } else { 1 }));
            }
            Some(Event::Key { key: Key::Backspace, pressed: true, .. }) => drop(typing.text.pop()),
            Some(_) => {}
            None => return,
        }
    }
    view.wait_with(events);
}
