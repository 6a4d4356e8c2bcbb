//! How a text that was typed into a cell gets into it: when it is complete, and no other change is being computed.

use egui::{Event, ImeEvent, Key, Ui};

use super::acts::set_cell;
use super::cursor::moved_after;
use super::view::{After, SheetView, Spot};
use crate::session::Commands;
use crate::ui::{ViewContext, focus};

/// How a key ends a text that is typed into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The text is dropped.
    Dropped,
    /// The text is put into its cell.
    Put(After),
}

/// How this event ends a text that is typed into a cell. `None` if it does not.
pub(super) const fn ending(event: &Event) -> Option<Ending> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    let step = if modifiers.shift { -1 } else { 1 };
    let is_far = modifiers.command || modifiers.ctrl;
    if matches!(key, Key::Escape) {
        Some(Ending::Dropped)
    } else if matches!(key, Key::Enter) && !is_far {
        Some(Ending::Put(After::Rows(step)))
    } else if matches!(key, Key::Tab) && !is_far {
        Some(Ending::Put(After::Columns(step)))
    } else {
        None
    }
}

/// Whether an event comes from the keyboard or the clipboard, so that it is about what has the keyboard.
pub(super) const fn is_of_keyboard(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Key { .. } | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_))
}

/// Ends the text that is typed into the field of a cell at the first key of this frame that ends it. The field gets what was typed before that key
/// only; the rest waits until the text is in its cell. In a slow frame, several cells may have been typed. Called before anything is drawn.
pub(in crate::ui::editor) fn end_at_key(ui: &Ui, view: &mut SheetView) {
    let Some(id) = view.field() else { return };
    if focus::is_under_dialog(ui.ctx()) || ui.memory(egui::Memory::focused) != Some(id) {
        return;
    }
    let (mut ended, mut rest) = (None, Vec::new());
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if ended.is_none() {
                ended = ending(event);
                return ended.is_none();
            }
            let waits = is_of_keyboard(event);
            if waits {
                rest.push(event.clone());
            }
            !waits
        });
    });
    let Some(ended) = ended else { return };
    match ended {
        Ending::Dropped => drop_typed(view),
        Ending::Put(after) => view.ends = Some(after),
    }
    view.wait_with(rest);
    ui.ctx().request_repaint();
}

/// Drops the text that is being typed: the cell has the text of the file again, and the table has the keyboard.
fn drop_typed(view: &mut SheetView) {
    let Some(typing) = view.typed.take() else { return };
    view.wrong.remove(view.table, &typing.key, typing.column);
    view.hush();
    view.takes_keyboard = true;
}

/// Puts the text that was typed into its cell, when it is complete and a change can be made. Returns whether it was. Called once in a frame, after
/// the cells.
pub(super) fn finish_typing(ui: &Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) -> bool {
    let ends = view.ends.take();
    let Some(typing) = &mut view.typed else { return false };
    // Nobody types in a field that is out of view.
    let is_left = typing.shown && !std::mem::take(&mut typing.is_drawn) && typing.done.is_none();
    if is_left || ends.is_some() {
        typing.done = Some(ends.unwrap_or(After::Stay));
        ui.memory_mut(|memory| memory.surrender_focus(typing.id));
    }
    let Some(after) = typing.done else { return false };
    // While it waits, the person may have clicked into a field elsewhere, and types there.
    if after != After::Stay && !view.is_keyboard_elsewhere(ui.ctx()) {
        view.takes_keyboard = true;
    }
    if context.waits(commands) {
        return false;
    }
    ui.ctx().request_repaint();
    let Some(typing) = view.typed.take() else { return false };
    set_cell(context, view, (typing.index, typing.column), &typing.text, commands);
    if after != After::Stay {
        let Spot { row, column } = moved_after(after, view.spot_of(&typing), view.cursor, view.last());
        view.go(row, column, false);
    }
    view.left = (after == After::Stay).then_some(typing);
    true
}

/// Adds what comes from the keyboard to the text that is begun, until Enter or Tab ends it, or Escape drops it. What comes after that is left.
pub(super) fn typed_events(view: &mut SheetView, events: &mut impl Iterator<Item = Event>) {
    while let Some(typing) = view.typed.as_mut().filter(|typing| typing.done.is_none()) {
        let Some(event) = events.next() else { return };
        match ending(&event) {
            Some(Ending::Dropped) => drop_typed(view),
            Some(Ending::Put(after)) => typing.done = Some(after),
            None => add_event(&mut typing.text, event),
        }
    }
}

/// Adds what comes from the keyboard to a text that is typed.
#[expect(clippy::wildcard_enum_match_arm, reason = "a field that is not there yet handles what writes and erases")]
pub(super) fn add_event(text: &mut String, event: Event) {
    match event {
        Event::Text(more) | Event::Ime(ImeEvent::Commit(more)) => text.push_str(&more),
        // A cell has one line.
        Event::Paste(more) => text.push_str(&more.replace(['\r', '\n'], " ")),
        Event::Key { key: Key::Backspace, pressed: true, .. } => drop(text.pop()),
        _ => {}
    }
}
