//! Asks before a row is removed on which others depend: it lists by name what goes with it, what is left without it, and which plans keep the
//! time of a strike that goes. It is always about the document as it is.

use egui::Ui;

use super::controls::{said, wrapped};
use super::names::path_words;
use super::view::{EditorView, Shown};
use crate::session::{Commands, NamedEdit};
use crate::text::Saying;
use crate::ui::ViewContext;

/// The number of parts that are listed.
const MOST: usize = 12;

/// Draws the question, if there is one. Returns whether it was answered with yes, so that the rows are removed in this frame.
pub(super) fn removal_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut EditorView,
    commands: &mut Commands,
) -> bool {
    let Some(asked) = &view.removal else { return false };
    let (texts, removal) = (context.texts, asked.removal());
    let name = asked.names(context, MOST);
    let question = match removal.gone.len() + removal.dangling.len() {
        0 => texts.with("edit-remove-question", &[("name", &name)]),
        count => texts.with("edit-remove-question-with", &[("name", &name), ("count", &texts.exact_count(count))]),
    };
    let (mut yes, mut no) = (false, false);
    said(ui, &question, context.theme.text);
    if asked.is_changed() {
        said(ui, texts.get("edit-remove-changed"), context.theme.degraded);
    }
    let lists = [
        ("edit-goes-too", &removal.gone),
        ("edit-left-without", &removal.dangling),
        ("edit-times-kept", &removal.counting),
    ];
    for (kind, paths) in lists {
        if paths.is_empty() {
            continue;
        }
        said(ui, texts.get(kind), context.theme.text);
        for path in paths.iter().take(MOST) {
            said(ui, &format!("• {}", path_words(context, path)), context.theme.quiet);
        }
        if paths.len() > MOST {
            let count = texts.exact_count(paths.len() - MOST);
            said(ui, &texts.with("edit-more-parts", &[("count", &count)]), context.theme.quiet);
        }
    }
    wrapped(ui, |ui| {
        yes = ui.button(texts.get("edit-remove-yes")).clicked();
        no = ui.button(texts.get("edit-remove-no")).clicked();
    });
    if no {
        view.removal = None;
        return false;
    }
    let waits = context.waits(commands);
    if let Some(asked) = view.removal.as_mut().filter(|_| yes) {
        asked.answer();
        // If another change comes first, the removal is made of what that leaves.
        ui.ctx().request_repaint();
    }
    let Some(asked) = view.removal.take_if(|asked| asked.is_answered() && !waits) else { return false };
    let title = Saying::of("undo-remove-row", [("name", name.into())]);
    commands.push(NamedEdit::new(asked.into_edit(), title).into());
    view.show(Shown::Overview);
    true
}
