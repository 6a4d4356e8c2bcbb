//! The keys of the sheet, while it has the keyboard and nothing is typed into a cell.

#![expect(clippy::wildcard_enum_match_arm, reason = "the sheet handles some events and keys, and leaves the others")]

use egui::{Event, Key, Modifiers, Ui};

use super::acts::{ask_removal, begun_text, clear, copied, drop_wrong, fill, paste_text};
use super::cursor::moved;
use super::typing::typed_events;
use super::view::{SheetView, Spot, grid_id};
use crate::file::edit::are_parts;
use crate::session::{Command, Commands, EditCommand};
use crate::ui::ViewContext;
use crate::ui::editor::exchange;
use crate::ui::editor::said::Said;

/// Handles the keys of this frame.
pub(super) fn keys(ui: &Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let events: Vec<Event> = ui.input_mut(|input| std::mem::take(&mut input.events));
    handle(ui, context, view, events, commands);
}

/// Handles what waited in the sheet while it had the keyboard. Something else has it now, so what this frame brings is not for the sheet.
pub(super) fn keys_before(ui: &Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    handle(ui, context, view, Vec::new(), commands);
}

fn handle(ui: &Ui, context: &ViewContext<'_>, view: &mut SheetView, events: Vec<Event>, commands: &mut Commands) {
    let mut events = std::mem::take(&mut view.later).into_iter().chain(events);
    loop {
        typed_events(view, &mut events);
        if view.is_waiting() {
            view.wait_with(events);
            return;
        }
        if commands.iter().any(Command::is_change) {
            // A further change is made of what the one before it leaves.
            view.wait_with(events);
            if !view.later.is_empty() {
                ui.ctx().request_repaint();
            }
            return;
        }
        let Some(event) = events.next() else { return };
        view.expects_paste &= !matches!(event, Event::Paste(_));
        match event {
            Event::Copy => ui.ctx().copy_text(copied(context, view)),
            Event::Cut => {
                ui.ctx().copy_text(copied(context, view));
                clear(context, view, commands);
            }
            Event::Paste(text) if are_parts(&text) => {
                view.said = Said::of(exchange::paste(context, &text, commands));
                view.awaits_change = true;
            }
            Event::Paste(text) => paste_text(context, view, &text, commands),
            Event::Text(text) if !text.trim().is_empty() => view.begin_typing(text),
            Event::Key { key, pressed: true, modifiers, .. } => {
                key_pressed(ui, context, view, (key, modifiers), commands);
            }
            _ => {}
        }
    }
}

fn key_pressed(
    ui: &Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    (key, modifiers): (Key, Modifiers),
    commands: &mut Commands,
) {
    let (far, extends, last) = (modifiers.command, modifiers.shift, view.last());
    if let Some(Spot { row, column }) = moved(view.cursor, last, key, modifiers) {
        view.go(row, column, extends && key != Key::Tab);
        return;
    }
    match key {
        Key::Tab => ui.memory_mut(|memory| memory.surrender_focus(grid_id())),
        Key::Enter | Key::F2 => {
            if let Some(index) = view.order.get(view.cursor.row) {
                let text = begun_text(context, view, *index, view.columns()[view.cursor.column]);
                view.begin_typing(text);
            }
        }
        Key::Delete | Key::Backspace if far => ask_removal(context, view),
        Key::Delete | Key::Backspace => clear(context, view, commands),
        Key::Escape => {
            let _is_dropped = drop_wrong(context, view);
        }
        Key::A if far => {
            view.go(0, 0, false);
            view.go(last.row, last.column, true);
        }
        Key::D if far => fill(context, view, commands),
        Key::Z if far && extends => commands.push(Command::Edit(EditCommand::Redo)),
        Key::Z if far => commands.push(Command::Edit(EditCommand::Undo)),
        Key::Y if far => commands.push(Command::Edit(EditCommand::Redo)),
        _ => {}
    }
}
