//! Asks before a row is removed on which others depend: it lists by name what goes with it, what is left without it, and which plans keep the
//! time of a strike that goes. It is always about the document as it is.

use egui::Ui;

use super::asked::{answers_ui, take_answered};
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
    let rows = texts.exact_count(asked.count());
    let question = match removal.gone.len() + removal.dangling.len() {
        0 => texts.with("edit-remove-question", &[("name", &name)]),
        count => {
            let count = texts.exact_count(count);
            texts.with("edit-remove-question-with", &[("name", &name), ("rows", &rows), ("count", &count)])
        }
    };
    said(ui, &question, context.theme.text);
    if asked.is_changed() {
        said(ui, texts.get("edit-remove-changed"), context.theme.degraded);
    }
    let lists = [
        (texts.with("edit-goes-too", &[("rows", &rows)]), &removal.gone),
        (texts.with("edit-left-without", &[("rows", &rows)]), &removal.dangling),
        (texts.get("edit-times-kept").to_owned(), &removal.counting),
    ];
    for (heading, paths) in lists {
        if paths.is_empty() {
            continue;
        }
        said(ui, &heading, context.theme.text);
        for path in paths.iter().take(MOST) {
            said(ui, &format!("• {}", path_words(context, path)), context.theme.quiet);
        }
        if paths.len() > MOST {
            let count = texts.exact_count(paths.len() - MOST);
            said(ui, &texts.with("edit-more-parts", &[("count", &count)]), context.theme.quiet);
        }
    }
    wrapped(ui, |ui| answers_ui(ui, context, &mut view.removal));
    let Some(asked) = take_answered(context, &mut view.removal, commands) else { return false };
    let title = Saying::of("undo-remove-row", [("name", name.into())]);
    commands.push(NamedEdit::new(asked.into_edit(), title).into());
    view.show(Shown::Overview);
    true
}
