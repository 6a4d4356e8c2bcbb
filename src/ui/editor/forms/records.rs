//! The fields of sources, notes, headlines, observations and chapters.

use egui::Ui;

use super::when::{look_ui, observed_ui, trigger_ui};
use crate::file::edit::Table;
use crate::file::schema::{Chapter, History, News, Note, Source};
use crate::model::NoteKind;
use crate::ui::editor::field::{choice, long_text, optional_reference, optional_text, text};
use crate::ui::editor::form::Form;

const NOTE_KINDS: [(NoteKind, &str); 3] =
    [(NoteKind::Sourced, "edit-sourced"), (NoteKind::Assumed, "edit-assumed"), (NoteKind::Fitted, "edit-fitted")];

/// Draws the fields of a source.
pub fn source_ui(ui: &mut Ui, form: &mut Form<'_>, source: &mut Source) {
    text(ui, form, "title", &mut source.title);
    optional_text(ui, form, "address", &mut source.address, "");
}

/// Draws the fields of a note.
pub fn note_ui(ui: &mut Ui, form: &mut Form<'_>, note: &mut Note) {
    text(ui, form, "about", &mut note.about);
    choice(ui, form, "kind", &mut note.kind, &NOTE_KINDS);
    long_text(ui, form, "text", &mut note.text);
    optional_reference(ui, form, "source", Table::Sources, &mut note.source, "edit-no-source");
}

/// Draws the fields of a headline.
pub fn news_ui(ui: &mut Ui, form: &mut Form<'_>, news: &mut News) {
    text(ui, form, "title", &mut news.title);
    long_text(ui, form, "text", &mut news.text);
    trigger_ui(ui, form, &mut news.when);
    optional_reference(ui, form, "source", Table::Sources, &mut news.source, "edit-no-source");
}

/// Draws the fields of an observation.
pub fn history_ui(ui: &mut Ui, form: &mut Form<'_>, history: &mut History) {
    observed_ui(ui, form, &mut history.what);
    optional_text(ui, form, "at", &mut history.at, "");
    optional_text(ui, form, "since", &mut history.since, form.text("edit-exactly-then"));
    optional_reference(ui, form, "source", Table::Sources, &mut history.source, "edit-no-source");
}

/// Draws the fields of a chapter.
pub fn chapter_ui(ui: &mut Ui, form: &mut Form<'_>, chapter: &mut Chapter) {
    text(ui, form, "title", &mut chapter.title);
    text(ui, form, "at", &mut chapter.at);
    long_text(ui, form, "text", &mut chapter.text);
    long_text(ui, form, "notes", &mut chapter.notes);
    look_ui(ui, form, &mut chapter.look);
}
