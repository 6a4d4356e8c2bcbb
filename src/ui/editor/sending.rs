//! Makes the changes that were typed as translations, notes about values and ids while another change was being computed. Those of the fields of
//! rows are made by the forms.

use super::basis_change::Basis;
use super::header::rename_row;
use super::said::Said;
use super::unsent::UnsentId;
use super::view::EditorView;
use crate::file::Authored;
use crate::file::edit::{Edit, Table};
use crate::session::Commands;
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
    let basis = |path: &Vec<String>| is_there(authored, path).then(|| Basis::of(authored, path));
    if let Some((path, [_, basis])) = view.unsent.bases.next(basis, None, moment) {
        commands.extend(basis.change(context, &path, view.visits));
    }
}

/// Whether the row of the value with this path is there.
fn is_there(authored: &Authored, path: &[String]) -> bool {
    let [section, id, ..] = path else { return true };
    Table::named(section).is_none_or(|table| authored.position(table, id).is_some())
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
