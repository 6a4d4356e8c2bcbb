//! The keys of the sheet, while it has the keyboard and nothing is typed into a cell.

#![expect(clippy::wildcard_enum_match_arm, reason = "the sheet handles some events and keys, and leaves the others")]

use egui::{Event, Key, Modifiers, Ui};

use super::acts::{ask_removal, begun_text, clear, copied, drop_wrong, fill, paste_text};
use super::grid::grid_id;
use super::typing::typed_events;
use super::view::SheetView;
use crate::file::edit::are_parts;
use crate::session::{Command, Commands, EditCommand};
use crate::ui::ViewContext;
use crate::ui::editor::exchange;
use crate::ui::editor::said::Said;

/// The number of rows by which Page Up and Page Down move the cursor.
const PAGE: usize = 15;

/// Handles the keys of this frame.
pub(super) fn keys(ui: &Ui, context: &ViewContext<'_>, view: &mut SheetView, commands: &mut Commands) {
    let events: Vec<Event> = ui.input_mut(|input| std::mem::take(&mut input.events));
    let mut events = std::mem::take(&mut view.later).into_iter().chain(events);
    loop {
        typed_events(view, &mut events);
        if view.is_waiting() {
            view.wait_with(events);
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
    let (row, column) = (view.cursor.row, view.cursor.column);
    let last = view.order.len().saturating_sub(1);
    let last_column = view.columns().len() - 1;
    let (far, extends) = (modifiers.command, modifiers.shift);
    match key {
        Key::ArrowUp => view.go(if far { 0 } else { row.saturating_sub(1) }, column, extends),
        Key::ArrowDown => view.go(if far { last } else { row + 1 }, column, extends),
        Key::ArrowLeft => view.go(row, if far { 0 } else { column.saturating_sub(1) }, extends),
        Key::ArrowRight => view.go(row, if far { last_column } else { column + 1 }, extends),
        Key::PageUp => view.go(row.saturating_sub(PAGE), column, extends),
        Key::PageDown => view.go(row + PAGE, column, extends),
        Key::Home => view.go(if far { 0 } else { row }, 0, extends),
        Key::End => view.go(if far { last } else { row }, last_column, extends),
        Key::Tab if extends && column == 0 => {
            ui.memory_mut(|memory| memory.surrender_focus(grid_id()));
        }
        Key::Tab if extends => view.go(row, column - 1, false),
        Key::Tab if column == last_column => ui.memory_mut(|memory| memory.surrender_focus(grid_id())),
        Key::Tab => view.go(row, column + 1, false),
        Key::Enter | Key::F2 => {
            if let Some(index) = view.order.get(row) {
                let text = begun_text(context, view, *index, view.columns()[column]);
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
            view.go(last, last_column, true);
        }
        Key::D if far => fill(context, view, commands),
        Key::Z if far && extends => commands.push(Command::Edit(EditCommand::Redo)),
        Key::Z if far => commands.push(Command::Edit(EditCommand::Undo)),
        Key::Y if far => commands.push(Command::Edit(EditCommand::Redo)),
        _ => {}
    }
}
