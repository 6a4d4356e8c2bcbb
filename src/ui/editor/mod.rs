//! The editor: while the window is one, it stands in the place of the inspector and shows the rows of the scenario with all their fields.
//! Every change becomes an edit at once, and the run follows.

mod ahead;
mod asked;
mod basis;
mod basis_change;
mod below;
mod cells;
mod controls;
mod curves;
mod dependency;
mod entries;
mod exchange;
mod field;
#[cfg(test)]
mod fixtures;
mod form;
mod forms;
mod header;
mod help;
mod help_text;
mod kept;
mod kinds;
mod labels;
mod lines;
mod loose_texts;
mod make;
mod names;
mod overview;
mod overview_row;
mod picks;
mod place;
mod problem_words;
mod quick;
mod removal;
mod said;
mod selected;
mod sending;
mod sheet;
mod sites;
mod titles;
mod translated;
mod translations;
mod unsent;
mod unsent_values;
mod verdict;
mod view;
mod waiting;
mod widget_id;
mod wrong_field;
mod wrong_fields;
mod wrong_steps;
mod wrong_texts;

use egui::{Event, Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, ViewportCommand, pos2};

use self::below::below_ui;
pub use self::cells::sheet_ui;
pub use self::dependency::{DependencyKey, add_dependency, dependency_ui};
use self::form::Form;
pub use self::loose_texts::{LooseText, TextAt};
pub use self::make::add_site;
pub(in crate::ui) use self::names::{field_words, name_of, table_key};
pub use self::quick::observed_menu_ui;
use self::said::Said;
use self::selected::row_of;
pub use self::sites::{ServerMove, copy_sites, move_sites};
use self::titles::change_title;
use self::unsent::RowPlace;
pub use self::view::EditorView;
use self::view::Shown;
pub use self::waiting::WaitingTexts;
use self::widget_id::WidgetId;
pub use self::wrong_texts::WrongTexts;
use super::{ViewContext, focus};
use crate::file::FieldPath;
use crate::file::edit::{Edit, Head, Row, Table, are_parts};
use crate::session::{Commands, NamedEdit};
use crate::text::Saying;

/// The height that the form has at least, in points.
const LEAST_HEIGHT: f32 = 120.0;

/// Draws the editor over the whole available area.
pub fn editor_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    view.follow_document(context.session);
    follow_selection(context, view);
    keep_in_range(context, view);
    handle_clipboard(ui, context, view, commands);
    send_unsent(context, view, view.shown, commands);
    let room = ui.available_rect_before_wrap();
    let edge = (room.bottom() - view.below_height).max(room.top() + LEAST_HEIGHT);
    let above = Rect::from_min_max(room.min, pos2(room.right(), edge));
    ui.scope_builder(UiBuilder::new().id_salt("form").max_rect(above), |ui| {
        // In a low window, what is said needs much of the room, and no field is drawn over it.
        ui.set_clip_rect(above.intersect(ui.clip_rect()));
        shown_ui(ui, context, view, commands);
    });
    sending::send_cell(context, view, commands);
    sending::send_id(context, view, commands);
    let below = Rect::from_min_max(pos2(room.left(), edge), room.max);
    let drawn = ui.scope_builder(UiBuilder::new().id_salt("below").max_rect(below), |ui| below_ui(ui, context, view));
    if drawn.inner != view.below_height {
        view.below_height = drawn.inner;
        ui.ctx().request_repaint();
    }
}

/// While the editor is not drawn, makes the changes that were typed in it before and could not be made then.
pub fn send_typed(context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    view.follow_document(context.session);
    send_unsent(context, view, Shown::Overview, commands);
    sending::send_cell(context, view, commands);
    sending::send_id(context, view, commands);
}

/// Makes the next change that was typed in another form than the one that is shown.
fn send_unsent(context: &ViewContext<'_>, view: &mut EditorView, shown: Shown, commands: &mut Commands) {
    let (authored, revision) = (context.session.authored(), context.session.revision());
    let own = match shown {
        Shown::Row(table, index) => Some(RowPlace::of(authored, (table, index))),
        Shown::Overview | Shown::Head | Shown::Translations => None,
    };
    let moment = (revision, context.waits(commands));
    if let Some((place, [before, after])) = view.unsent.rows.next(|place| place.row(authored), own.as_ref(), moment) {
        commands.extend(changed_row(context, place.at(), [&before, &after], Vec::new()).map(Into::into));
    }
    let own = (shown == Shown::Head).then_some(&());
    let moment = (revision, context.waits(commands));
    if let Some((_, [_, head])) = view.unsent.head.next(|_| Some(Head::of(authored.rows())), own, moment) {
        commands.push(NamedEdit::new(Edit::set_head(head), Saying::plain("undo-change-head")).into());
    }
    sending::send_values(context, view, commands);
}

/// Draws what is shown: the overview, the translations or a form.
fn shown_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    if view.shown == Shown::Overview {
        Frame::NONE.inner_margin(Margin { left: 0, right: 0, top: 10, bottom: 0 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            overview::overview_ui(ui, context, view, commands);
        });
        return;
    }
    if view.shown == Shown::Translations {
        Frame::NONE.inner_margin(Margin { left: 0, right: 0, top: 10, bottom: 0 }).show(ui, |ui| {
            translations::translations_ui(ui, context, view, commands);
            focus::reveal_in(ui);
        });
        return;
    }
    ScrollArea::vertical().auto_shrink(false).id_salt(("editor", view.opened)).show(ui, |ui| {
        Frame::NONE.inner_margin(Margin { left: 0, right: 0, top: 10, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let width = ui.available_width();
            ui.set_width(width);
            ui.set_max_width(width);
            match view.shown {
                Shown::Overview | Shown::Translations => {}
                Shown::Head => head_ui(ui, context, view, commands),
                Shown::Row(table, index) => row_ui(ui, context, view, (table, index), commands),
            }
        });
        focus::reveal_in(ui);
    });
}

/// Copies the row that is shown, and pastes rows, with the keys for this, unless the person types or the table of cells has the keyboard.
fn handle_clipboard(ui: &Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    if std::mem::take(&mut view.pastes) {
        ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
    }
    let is_taken = ui.memory(|memory| memory.has_focus(sheet::grid_id()));
    if is_taken || focus::is_under_dialog(ui.ctx()) || ui.ctx().text_edit_focused() {
        return;
    }
    let events: Vec<Event> = ui.input(|input| input.events.clone());
    for event in events {
        if let Event::Paste(text) = &event
            && are_parts(text)
        {
            view.said = Said::of(exchange::paste(context, text, commands));
        } else if matches!(event, Event::Paste(_)) && view.sheet.is_none() {
            let is_cells = matches!(&event, Event::Paste(text) if looks_like_cells(text));
            let key = if is_cells { "parts-cells" } else { "parts-none" };
            view.said = Said::of(Err(Saying::plain(key)));
        } else if let (Event::Copy, Shown::Row(table, index)) = (&event, view.shown) {
            view.copy(ui.ctx(), context, &[(table, index)]);
        }
    }
}

/// Whether a text is cells of a spreadsheet: several lines with tabs between their cells.
#[must_use]
pub fn looks_like_cells(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    [lines.next(), lines.next()].iter().all(|line| line.is_some_and(|line| line.contains('\t')))
}

/// If something else was selected, its row is shown.
fn follow_selection(context: &ViewContext<'_>, view: &mut EditorView) {
    let session = context.session;
    if !view.selection.follow(session) {
        return;
    }
    if let Some((table, key)) = row_of(session, session.selection())
        && let Some(index) = session.authored().position(table, key)
    {
        view.show(Shown::Row(table, index));
    }
}

/// After an undo a row may be gone.
fn keep_in_range(context: &ViewContext<'_>, view: &mut EditorView) {
    if let Shown::Row(table, index) = view.shown
        && index >= context.session.authored().count(table)
    {
        view.show(Shown::Overview);
    }
}

/// The fields of the file that are in no table.
///
/// What may have more or fewer lines from one frame to the next has a scope of its own, here and in the forms: otherwise the fields below it
/// would get other ids, and the one in which the person types would lose the focus.
fn head_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    ui.scope(|ui| header::header_ui(ui, context, view, commands));
    let before = Head::of(context.session.authored().rows());
    let revision = context.session.revision();
    let waits = context.waits(commands);
    let mut head = view.unsent.head.shown(&(), &before, (revision, waits));
    let form = Form::new(context, Vec::new()).keeping(view, waits);
    let mut form = form.leading_to(view.target.take()).returning_to(view.returns.take());
    let shown = head.clone();
    forms::head_ui(ui, &mut form, &mut head);
    form.forget_undrawn();
    let is_cancelled = form.cancel(&shown, &mut head);
    let corrected = std::mem::take(&mut form.corrected);
    let changed = form.finish(view, ui.layer_id(), commands);
    let waits = context.waits(commands);
    let is_corrected = !waits && !corrected.is_empty();
    if view.unsent.head.keep(&(), &head, &before, (revision, waits)) || is_corrected {
        let title = Saying::plain("undo-change-head");
        let edit = Edit::set_head(head).correcting(corrected);
        commands.push(NamedEdit::new(edit, title).joining(changed).cancelling(is_cancelled).into());
    }
}

/// The fields of a row.
fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    (table, index): (Table, usize),
    commands: &mut Commands,
) {
    ui.scope(|ui| header::header_ui(ui, context, view, commands));
    if ui.scope(|ui| removal::removal_ui(ui, context, view, commands)).inner {
        return;
    }
    let authored = context.session.authored();
    let Some(before) = authored.row(table, index) else { return };
    let place = RowPlace::of(authored, (table, index));
    let revision = context.session.revision();
    let waits = context.waits(commands);
    let mut row = view.unsent.rows.shown(&place, &before, (revision, waits));
    let id = authored.key(table, index).filter(|_| table.has_ids());
    let widget_id = id.map(|id| WidgetId::of(&mut view.widget_id, table, id));
    let form = Form::new(context, names::path_of(authored, table, index)).with_widget_id(widget_id);
    let form = form.keeping(view, waits).leading_to(view.target.take());
    let mut form = form.returning_to(view.returns.take());
    let shown = row.clone();
    forms::row_ui(ui, &mut form, &mut row);
    form.forget_undrawn();
    let is_cancelled = form.cancel(&shown, &mut row);
    let corrected = std::mem::take(&mut form.corrected);
    let joins = form.finish(view, ui.layer_id(), commands);
    if table == Table::Expect {
        ui.scope(|ui| verdict::verdict_ui(ui, context, index, commands));
    }
    let waits = context.waits(commands);
    let is_corrected = !waits && !corrected.is_empty();
    if view.unsent.rows.keep(&place, &row, &before, (revision, waits)) || is_corrected {
        view.said.clear();
        let change = changed_row(context, (table, index), [&before, &row], corrected);
        commands.extend(change.map(|change| change.joining(joins).cancelling(is_cancelled).into()));
    }
}

/// The change that replaces a row, and corrects the values with these paths in a draft. `None` if the new row has the name of another plan: the
/// name is refused by the field.
fn changed_row(
    context: &ViewContext<'_>,
    (table, index): (Table, usize),
    [before, after]: [&Row; 2],
    corrected: Vec<FieldPath>,
) -> Option<NamedEdit> {
    let edit = Edit::set(context.session.authored(), table, index, after.clone()).ok()?;
    let title = change_title(name_of(context, table, index), before, after);
    Some(NamedEdit::new(edit.correcting(corrected), title))
}
