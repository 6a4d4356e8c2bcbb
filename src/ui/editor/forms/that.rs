//! Fields for what is expected of a plan.

use egui::Ui;

use super::when::kind_ui;
use crate::file::edit::Table;
use crate::file::schema::That;
use crate::model::limits::{FALL, MOST_PEOPLE};
use crate::ui::editor::field::{optional_text, reference, settable_decimal, settable_number, text};
use crate::ui::editor::form::Form;
use crate::ui::editor::kinds::{THAT, that_index};

/// A new expectation of the kind at this index.
fn new(form: &Form<'_>, index: usize) -> That {
    let service = form.first(Table::Services);
    match index {
        0 => That::Down { service, over: None, under: Some("1h".to_owned()) },
        1 => That::Out { service, over: None, under: Some("1h".to_owned()) },
        2 => That::Back { service, by: form.now() },
        3 => That::Recovers { service },
        4 => That::KeepsRto { service },
        5 => That::BreaksRto { service },
        6 => That::People { over: None, under: Some(1_000_000) },
        7 => That::LowestPrice { company: form.first(Table::Companies), over: None, under: Some(0.05) },
        _ => That::Quiet,
    }
}

/// Draws the fields.
pub fn that_ui(ui: &mut Ui, form: &mut Form<'_>, that: &mut That) {
    if let Some(chosen) = kind_ui(ui, form, "that", that_index(that), &THAT) {
        *that = new(form, chosen);
    }
    form.within_variant("that", that.variant(), |form| match that {
        That::Down { service, over, under } | That::Out { service, over, under } => {
            reference(ui, form, "service", Table::Services, service);
            optional_text(ui, form, "over", over, "");
            optional_text(ui, form, "under", under, "");
        }
        That::Back { service, by } => {
            reference(ui, form, "service", Table::Services, service);
            text(ui, form, "by", by);
        }
        That::Recovers { service } | That::KeepsRto { service } | That::BreaksRto { service } => {
            reference(ui, form, "service", Table::Services, service);
        }
        That::People { over, under } => {
            settable_number(ui, form, "over", (over, 0, "edit-not-set"), MOST_PEOPLE);
            settable_number(ui, form, "under", (under, 1_000_000, "edit-not-set"), MOST_PEOPLE);
        }
        That::LowestPrice { company, over, under } => {
            reference(ui, form, "company", Table::Companies, company);
            settable_decimal(ui, form, "over", (over, 0.0, "edit-not-set"), FALL);
            settable_decimal(ui, form, "under", (under, 0.05, "edit-not-set"), FALL);
        }
        That::Quiet => {}
    });
}
