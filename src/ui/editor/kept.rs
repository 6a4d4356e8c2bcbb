//! Keeps only some rows of the scenario, with what they depend on.

use crate::file::edit::{Edit, Table};
use crate::session::NamedEdit;
use crate::text::Saying;
use crate::ui::ViewContext;

/// The edit that keeps only these rows and what they depend on, and what to say about how much is left then.
pub(super) fn only(context: &ViewContext<'_>, rows: &[(Table, usize)]) -> Option<(NamedEdit, Saying)> {
    let authored = context.session.authored();
    let removal = Edit::keep_only(authored, rows);
    let (kept, _) = authored.apply(&removal.edit).ok()?;
    let [sites, services] = [Table::Sites, Table::Services].map(|table| Saying::count(kept.count(table)));
    let words = Saying::of("sheet-kept", [("sites", sites), ("services", services)]);
    Some((NamedEdit::new(removal.edit, Saying::plain("undo-keep-only")), words))
}
