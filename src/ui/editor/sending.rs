//! Makes the changes that were typed as translations, notes about values and ids while another change was being computed. Those of the fields of
//! rows are made by the forms.

use super::basis_change::Basis;
use super::header::rename_row;
use super::said::Said;
use super::unsent::has_change;
use super::view::{EditorView, UnsentId};
use crate::file::edit::Edit;
use crate::session::Commands;
use crate::ui::ViewContext;

/// Makes the next change of a translation or of a note about a value, if one can be made.
pub(super) fn send_values(context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let (authored, revision) = (context.session.authored(), context.session.revision());
    let moment = (revision, context.computes || has_change(commands));
    if let Some((place, written)) = view.unsent_texts.next(|place| place.translation(authored), moment) {
        commands.push(place.edit(authored, &written, view.visits).into());
    }
    let moment = (revision, context.computes || has_change(commands));
    if let Some((path, basis)) = view.unsent_bases.next(|path| Basis::of(authored, path), moment) {
        commands.extend(basis.change(context, &path, view.visits));
    }
}

/// Changes an id, when everything else is made that was typed: that is found by the id before.
pub(super) fn send_id(context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    if context.computes || has_change(commands) || view.unsent_ids.is_empty() {
        return;
    }
    let UnsentId { table, from, to } = view.unsent_ids.remove(0);
    let authored = context.session.authored();
    match authored.position(table, &from).map(|index| Edit::rename(authored, table, index, &to)) {
        Some(Ok(edit)) => commands.push(rename_row(&from, &to, edit)),
        Some(Err(refused)) => view.said = Said::of(Err(refused.saying())),
        // The row is gone.
        None => {}
    }
}
