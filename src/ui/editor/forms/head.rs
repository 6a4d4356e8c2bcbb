//! The fields of the file that are in no table.

use egui::Ui;

use super::market::reaction_ui;
use crate::file::edit::Head;
use crate::model::limits::{MOST_PEOPLE, UNCERTAINTY};
use crate::ui::editor::entries::heading;
use crate::ui::editor::field::{decimal, long_text, settable_number, text};
use crate::ui::editor::form::Form;

/// Draws the fields.
pub fn head_ui(ui: &mut Ui, form: &mut Form<'_>, head: &mut Head) {
    text(ui, form, "title", &mut head.title);
    long_text(ui, form, "about", &mut head.about);
    long_text(ui, form, "teaches", &mut head.teaches);
    text(ui, form, "zone", &mut head.zone);
    text(ui, form, "start", &mut head.start);
    text(ui, form, "length", &mut head.length);
    settable_number(ui, form, "population", (&mut head.population, 1_000_000, "edit-not-set"), MOST_PEOPLE);
    decimal(ui, form, "uncertainty", &mut head.uncertainty, UNCERTAINTY);
    heading(ui, form, form.text("edit-field-reaction"));
    reaction_ui(ui, form, "has_reaction", &mut head.reaction);
}
