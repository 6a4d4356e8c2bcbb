//! Incidents of different worlds beside one another: their restoration curves on one time axis, the shares after an hour, a day and a week, and
//! the records with their sources.

mod axis;
mod chart;
mod controls;
mod shown;
mod slots;
mod tables;

use egui::{RichText, ScrollArea, Ui};

pub use self::shown::{Appearance, Shown};
pub use self::slots::{Choice, Incidents, IncidentsView, Slot, SlotState};
use super::ViewContext;
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_LARGE, TEXT_SMALL};
use crate::session::Commands;
use crate::study::Weight;
use crate::units::Span;

/// The height of the chart in the window and in a picture, in points.
const CHART: f32 = 300.0;
const CHART_IN_PICTURE: f32 = 460.0;

/// Draws the incidents with their controls.
pub fn incidents_ui(ui: &mut Ui, context: &ViewContext<'_>, incidents: &mut Incidents, commands: &mut Commands) {
    let appearance = Appearance { texts: context.texts, theme: context.theme };
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        controls::slots_ui(ui, context, incidents, commands);
        ui.add_space(6.0);
        controls::options_ui(ui, context, incidents, commands);
        if !incidents.told.is_empty() {
            ui.label(RichText::new(incidents.told.as_str()).size(TEXT_SMALL).color(context.theme.up));
        }
        let mut cursor = incidents.view.cursor;
        let shown = Shown::new(incidents.ready(), incidents.view.weight, context.texts);
        if shown.incidents.is_empty() {
            ui.add_space(12.0);
            ui.label(RichText::new(context.texts.get("incidents-nothing")).color(context.theme.quiet));
        } else {
            curves_ui(ui, appearance, &shown, incidents.view.log_time, Some(&mut cursor));
            ui.add_space(8.0);
            tables::records_ui(ui, appearance, &shown);
        }
        drop(shown);
        incidents.view.cursor = cursor;
        super::focus::reveal_in(ui);
    });
}

/// Draws the incidents as a picture, without controls.
pub fn incidents_picture_ui(ui: &mut Ui, appearance: Appearance<'_>, shown: &Shown<'_>, log_time: bool) {
    let title = RichText::new(shown.names.join("  \u{b7}  ")).font(semibold(TEXT_LARGE)).color(appearance.theme.text);
    ui.add(egui::Label::new(title).truncate());
    curves_ui(ui, appearance, shown, log_time, None);
    for (incident, name) in shown.incidents.iter().zip(&shown.names) {
        let [sourced, assumed, fitted] = [incident.notes.sourced, incident.notes.assumed, incident.notes.fitted]
            .map(|count| appearance.texts.count(count as u64));
        let args = [("sourced", sourced.as_str()), ("assumed", &assumed), ("fitted", &fitted)];
        let notes = appearance.texts.with("incidents-notes", &args);
        let words = appearance.texts.with("incidents-of", &[("incident", name), ("share", &notes)]);
        ui.label(RichText::new(words).size(TEXT_SMALL).color(appearance.theme.quiet));
    }
}

/// Draws what the curves are, the curves, what they say at the cursor, and the table of shares. A picture has no cursor.
fn curves_ui(
    ui: &mut Ui,
    appearance: Appearance<'_>,
    shown: &Shown<'_>,
    log_time: bool,
    mut cursor: Option<&mut Option<Span>>,
) {
    let about = match shown.weight {
        Weight::Services => "incidents-about-services",
        Weight::Users => "incidents-about-users",
    };
    ui.label(RichText::new(appearance.texts.get(about)).size(TEXT_SMALL).color(appearance.theme.quiet));
    let axis = chart::axis(shown, log_time);
    let height = if cursor.is_some() { CHART } else { CHART_IN_PICTURE };
    chart::chart_ui(ui, appearance, shown, axis, height, cursor.as_deref_mut().unwrap_or(&mut None));
    if let Some(cursor) = cursor {
        let hint = || appearance.texts.get("incidents-cursor-hint").to_owned();
        let words = cursor.map_or_else(hint, |at| chart::at_cursor(appearance, shown, at));
        ui.label(RichText::new(words).size(TEXT_BODY).color(appearance.theme.text));
    }
    ui.label(RichText::new(appearance.texts.get("incidents-marks")).size(TEXT_SMALL).color(appearance.theme.quiet));
    ui.add_space(6.0);
    tables::shares_ui(ui, appearance, shown);
}
