//! A row of a table in the overview: its name, which opens it, in as much room as there is.

use std::collections::BTreeMap;

use egui::{Color32, FontId, Link, RichText, TextStyle, Ui};

use super::controls::name;
use super::names::{name_of, subject_of};
use super::picks::pick_ui;
use super::verdict;
use super::view::{EditorView, Shown};
use crate::file::edit::Table;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::short_names::{shared_letters, shortened};
use crate::ui::style::text_width;
use crate::ui::theme::TEXT_SMALL;

/// The number of letters of a name that are shown.
const MOST_LETTERS: usize = 200;

/// Draws a row. A click on its name opens it.
pub(super) fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    commands: &mut Commands,
) {
    ui.add_space(14.0);
    if matches!(table, Table::Sites | Table::Services) {
        pick_ui(ui, context, table, index, commands);
    }
    let mark = if table == Table::Expect { verdict::mark(context, index) } else { None };
    // A long name leaves room for the mark. Two points more, because widths are rounded.
    let of_mark = mark.map_or(0.0, |(words, _)| {
        text_width(ui.painter(), words.to_owned(), FontId::proportional(TEXT_SMALL)) + ui.spacing().item_spacing.x + 2.0
    });
    let room = ui.available_width() - of_mark;
    if name_ui(ui, context, view, (table, index), room) {
        view.show(Shown::Row(table, index));
        view.said.clear();
        if let Some(subject) = subject_of(context, table, index) {
            commands.push(Command::Select(SelectCommand::Select(Some(subject))));
        }
    }
    if let Some((words, color)) = mark {
        ui.label(RichText::new(words).size(TEXT_SMALL).color(color));
    }
}

/// Draws the name of a row in a line of `room` points. If it is shortened, the whole name is shown while it is hovered. Returns whether it was
/// clicked.
fn name_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    room: f32,
) -> bool {
    let whole = beginning(&name_of(context, table, index));
    let shared = || {
        let session = context.session;
        let key = (session.document_number(), session.revision(), context.texts.language().tag());
        let of_table = view.shared_letters.get(key, BTreeMap::new).entry(table).or_insert_with(|| {
            let rows = 0..session.authored().count(table);
            shared_letters(&rows.map(|row| name_of(context, table, row)).collect::<Vec<_>>())
        });
        of_table.get(index).copied().unwrap_or_default()
    };
    let font = TextStyle::Body.resolve(ui.style());
    let galley = shortened(ui.painter(), &whole, &font, Color32::PLACEHOLDER, room, shared);
    let is_whole = !galley.elided && galley.text() == whole;
    let response = ui.add(Link::new(galley));
    name(ui, &response, &whole);
    let clicked = response.clicked();
    if !is_whole {
        response.on_hover_text(whole);
    }
    clicked
}

/// The beginning of a name, which may be very long.
fn beginning(name: &str) -> String {
    name.chars().take(MOST_LETTERS).collect()
}
