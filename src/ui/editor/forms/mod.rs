//! The fields of each kind of row, in the order of the page of the format.

mod head;
mod market;
mod measure;
mod plan;
mod records;
mod service;
mod site;
mod that;
mod when;

use std::sync::Arc;

use egui::Ui;

pub(super) use self::head::head_ui;
pub(super) use self::service::need_ui;
use super::form::Form;
use crate::file::edit::Row;

/// Draws the fields of a row, and changes it.
pub(super) fn row_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Row) {
    match row {
        Row::Source(row) => records::source_ui(ui, form, Arc::make_mut(row)),
        Row::Note(row) => records::note_ui(ui, form, Arc::make_mut(row)),
        Row::Hazard(row) => site::hazard_ui(ui, form, Arc::make_mut(row)),
        Row::Site(row) => site::site_ui(ui, form, Arc::make_mut(row)),
        Row::Service(row) => service::service_ui(ui, form, Arc::make_mut(row)),
        Row::Exchange(row) => market::exchange_ui(ui, form, Arc::make_mut(row)),
        Row::Company(row) => market::company_ui(ui, form, Arc::make_mut(row)),
        Row::Rival(row) => market::rival_ui(ui, form, Arc::make_mut(row)),
        Row::News(row) => records::news_ui(ui, form, Arc::make_mut(row)),
        Row::History(row) => records::history_ui(ui, form, Arc::make_mut(row)),
        Row::Chapter(row) => records::chapter_ui(ui, form, Arc::make_mut(row)),
        Row::Plan(row) => plan::plan_ui(ui, form, Arc::make_mut(row)),
        Row::Expectation(row) => plan::expectation_ui(ui, form, Arc::make_mut(row)),
    }
}
