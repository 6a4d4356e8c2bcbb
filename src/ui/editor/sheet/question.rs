//! The question of the sheet whether to remove rows: it names them, and says what goes with them now.

use egui::{RichText, Ui};

use super::acts;
use super::view::SheetView;
use crate::session::Commands;
use crate::ui::ViewContext;
use crate::ui::editor::asked::answers_ui;
use crate::ui::editor::names::path_words;
use crate::ui::theme::TEXT_SMALL;

/// The most rows that are named.
const MOST_NAMED: usize = 3;
/// The most parts that are listed.
const MOST_PARTS: usize = 8;

/// Draws the question, if there is one. Returns whether it is answered.
pub(super) fn question_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut SheetView,
    commands: &mut Commands,
) -> bool {
    let Some(asked) = &view.asked else { return false };
    let (texts, theme, removal) = (context.texts, context.theme, asked.removal());
    let name = asked.names(context, MOST_NAMED);
    ui.label(RichText::new(texts.with("edit-remove-question", &[("name", &name)])).color(theme.text));
    if asked.is_changed() {
        ui.label(RichText::new(texts.get("edit-remove-changed")).size(TEXT_SMALL).color(theme.degraded));
    }
    let count = removal.gone.len() + removal.dangling.len();
    if count > 0 {
        let parts = removal.gone.iter().chain(&removal.dangling).take(MOST_PARTS);
        let parts: Vec<String> = parts.map(|path| path_words(context, path)).collect();
        let [rows, count] = [asked.count(), count].map(|count| texts.exact_count(count));
        ui.label(texts.with("sheet-remove-others", &[("rows", &rows), ("count", &count)]));
        ui.label(RichText::new(parts.join("; ")).size(TEXT_SMALL).color(theme.quiet));
    }
    if !removal.counting.is_empty() {
        let plans = removal.counting.iter().take(MOST_PARTS);
        let plans: Vec<String> = plans.map(|path| path_words(context, path)).collect();
        let words = format!("{} {}", texts.get("edit-times-kept"), plans.join("; "));
        ui.label(RichText::new(words).size(TEXT_SMALL).color(theme.quiet));
    }
    let is_refused = ui.horizontal(|ui| answers_ui(ui, context, &mut view.asked)).inner;
    is_refused || acts::remove(context, view, commands)
}
