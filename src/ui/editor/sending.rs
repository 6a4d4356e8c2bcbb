//! Makes the changes that were typed as translations, notes about values, cells and ids while another change was being computed. Those of the fields
//! of rows are made by the forms.

use super::basis_change::Basis;
use super::header::rename_row;
use super::said::Said;
use super::sheet::WaitingCell;
use super::unsent::UnsentId;
use super::view::EditorView;
use crate::file::edit::Edit;
use crate::session::{Commands, NamedEdit};
use crate::ui::ViewContext;

/// Makes the next change of a translation or of a note about a value, if one can be made.
pub(super) fn send_values(context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let (authored, revision) = (context.session.authored(), context.session.revision());
    let moment = (revision, context.waits(commands));
    let next = view.unsent.texts.next(|place| Some(place.translation(authored)), None, moment);
    if let Some((place, [_, written])) = next {
        commands.push(place.edit(authored, &written, view.visits).into());
    }
    let moment = (revision, context.waits(commands));
    let basis = |path: &Vec<String>| Basis::is_possible(authored, path).then(|| Basis::of(authored, path));
    if let Some((path, [_, basis])) = view.unsent.bases.next(basis, None, moment) {
        commands.extend(basis.change(context, &path, view.visits));
    }
}

/// Puts the next text into its cell that was typed before the table of cells was closed, or empties or fills down the next cells.
pub(super) fn send_cell(context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    if context.waits(commands) || view.cells.is_empty() {
        return;
    }
    let cell = view.cells.remove(0);
    match (cell.edit(context.session.authored()), cell) {
        (Some(Ok(edit)), cell) => commands.push(NamedEdit::new(edit, cell.title()).into()),
        (Some(Err(message)), WaitingCell::Text(cell)) => view.put_wrong_cell(context.session, cell, message),
        (None, WaitingCell::Text(cell)) => view.said = Said::of(Err(cell.gone())),
        (Some(Err(message)), WaitingCell::Cleared(_) | WaitingCell::Filled(_)) => view.said = Said::of(Err(message)),
        // The rows are gone.
        (None, WaitingCell::Cleared(_) | WaitingCell::Filled(_)) => {}
    }
}

/// Changes an id, when everything else is made that was typed.
pub(super) fn send_id(context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    if context.waits(commands) || view.unsent.ids.is_empty() {
        return;
    }
    let UnsentId { table, from, to } = view.unsent.ids.remove(0);
    let authored = context.session.authored();
    match authored.position(table, &from).map(|index| Edit::rename(authored, table, index, &to)) {
        Some(Ok(edit)) => commands.push(rename_row(&from, &to, edit)),
        Some(Err(refused)) => view.said = Said::of(Err(refused.saying())),
        // The row is gone.
        None => {}
    }
}
