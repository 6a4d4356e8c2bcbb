//! Copies rows as the text of parts of a scenario, and pastes such a text, also from another window.

use egui::Context;

use crate::file::FieldPath;
use crate::file::edit::{Table, copy_parts, paste_parts};
use crate::session::{Commands, NamedEdit};
use crate::text::Saying;
use crate::ui::ViewContext;

/// The number of ids or paths that are listed.
const MOST: usize = 12;

/// Copies these rows to the clipboard. Returns what to say about it; `None` if none of them can be copied.
pub(super) fn copy(ctx: &Context, context: &ViewContext<'_>, rows: &[(Table, usize)]) -> Option<Saying> {
    let text = copy_parts(context.session.authored(), rows)?;
    ctx.copy_text(text);
    Some(Saying::of("parts-copied", [("count", Saying::count(rows.len()))]))
}

/// Pastes the parts in a text. Returns what to say about it.
pub(super) fn paste(context: &ViewContext<'_>, text: &str, commands: &mut Commands) -> Result<Vec<Saying>, Saying> {
    let pasted = paste_parts(context.session.authored(), text)?;
    let listed = |key: &'static str, all: &[String]| {
        let more = if all.len() > MOST { " …" } else { "" };
        let list = all.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
        (!all.is_empty()).then(|| Saying::of(key, [("list", format!("{list}{more}").into())]))
    };
    let renamed: Vec<String> = pasted.renamed.iter().map(|(from, to)| format!("{from} → {to}")).collect();
    let same: Vec<String> = pasted.same.iter().map(|(_, id)| id.clone()).collect();
    let left_out: Vec<String> = pasted.left_out.iter().map(FieldPath::to_string).collect();
    let said = [
        Some(Saying::of("parts-pasted", [("count", Saying::count(pasted.added.len()))])),
        listed("parts-renamed", &renamed),
        listed("parts-same", &same),
        listed("parts-left-out", &left_out),
    ];
    let mut edit = NamedEdit::new(pasted.edit, Saying::plain("undo-paste-parts"));
    if let Some((table, id)) = pasted.added.last() {
        edit = edit.selecting(*table, id);
    }
    // If another change comes first, the window refuses this one, and says so.
    let is_refused = !pasted.added.is_empty() && context.waits(commands);
    if !pasted.added.is_empty() {
        commands.push(edit.into());
    }
    Ok(said.into_iter().flatten().filter(|_| !is_refused).collect())
}
