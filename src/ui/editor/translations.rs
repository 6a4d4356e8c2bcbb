//! The translations of a scenario: every text that people read, with a field for its translation into another language.

use std::sync::Arc;

use egui::{Button, Label, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::controls::{name, wrapped};
use super::entries::field_heading;
use super::form::Form;
use super::translated::{TextPlace, Translated, translated};
use super::view::{EditorView, Shown};
use crate::session::{Command, Commands, EditCommand};
use crate::text::Language;
use crate::ui::ViewContext;
use crate::ui::field::compose;
use crate::ui::parts::MARGIN;
use crate::ui::theme::TEXT_SMALL;

/// The height of a text with the field of its translation, in points.
const ROW: f32 = 52.0;
/// The number of letters of a text that are shown, and of those that undo names it by.
const MOST_LETTERS: [usize; 2] = [300, 40];

/// Draws the view.
pub(super) fn translations_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, commands: &mut Commands) {
    let texts = context.texts;
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        if ui.button(texts.get("edit-back")).clicked() {
            view.show(Shown::Overview);
        }
    });
    field_heading(ui, &mut Form::new(context, Vec::new()), "translations", texts.get("edit-translations"));
    wrapped(ui, |ui| {
        for language in Language::ALL {
            if ui.add(Button::selectable(view.translated == language, language.name())).clicked() {
                view.translated = language;
            }
        }
    });
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        let field = TextEdit::singleline(&mut view.search_texts).hint_text(texts.get("edit-search-texts"));
        let response = ui.add(field.desired_width(ui.available_width() - MARGIN));
        name(ui, &response, texts.get("edit-search-texts"));
    });
    let session = context.session;
    let (language, search) = (view.translated, view.search_texts.clone());
    let key = (session.document_number(), session.revision(), language, search.clone());
    let rows = Arc::clone(view.translations.get(key, || Arc::new(translated(context, language, &search))));
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, rows.len(), |ui, shown| {
        for row in &rows[shown] {
            ui.push_id(&row.key, |ui| {
                ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| row_ui(ui, context, view, row, commands));
            });
        }
    });
}

/// A text, and the field of its translation.
fn row_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut EditorView, row: &Translated, commands: &mut Commands) {
    let [shown, short] = MOST_LETTERS.map(|most| row.text.chars().take(most).collect::<String>());
    ui.set_height(ROW);
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        ui.set_width(ui.available_width() - MARGIN);
        let words = RichText::new(&shown).size(TEXT_SMALL).color(context.theme.quiet);
        ui.add(Label::new(words).truncate());
    });
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        let place = TextPlace { language: view.translated, key: row.key.clone(), short: short.clone() };
        let moment = (context.session.revision(), context.waits(commands));
        let mut written = view.unsent.texts.shown(&place, &row.translation, moment);
        let response = ui.add(TextEdit::singleline(&mut written).desired_width(ui.available_width() - MARGIN));
        compose(&mut written);
        name(ui, &response, &context.texts.with("edit-translation-of", &[("text", &short)]));
        if response.gained_focus() {
            view.visits += 1;
        }
        if response.lost_focus() {
            commands.push(Command::Edit(EditCommand::EndStep));
        }
        if view.unsent.texts.keep(&place, &written, &row.translation, moment) {
            commands.push(place.edit(context.session.authored(), &written, view.visits).into());
        }
    });
}
