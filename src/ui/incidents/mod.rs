//! Incidents of different worlds beside one another: their restoration curves on one time axis, the shares after an hour, a day and a week, and
//! the records with their sources.

mod axis;
mod chart;
mod controls;
mod shown;
mod tables;

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

pub use self::shown::{Appearance, Shown};
use super::ViewContext;
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_LARGE, TEXT_SMALL};
use crate::session::{Commands, IncidentSource};
use crate::study::Weight;
use crate::study::incidents::Incident;
use crate::text::Saying;
use crate::units::Span;

/// The height of the chart in the window and in a picture, in points.
const CHART: f32 = 300.0;
const CHART_IN_PICTURE: f32 = 460.0;

/// The incidents that are beside one another, and how they are shown.
#[derive(Debug, Default)]
pub struct Incidents {
    /// The incidents.
    pub slots: Vec<Slot>,
    /// What can be added.
    pub choices: Vec<Choice>,
    /// How they are shown.
    pub view: IncidentsView,
    /// What was done last, such as the file of an export; empty if nothing was.
    pub told: String,
}

/// One of the incidents.
#[derive(Debug)]
pub struct Slot {
    /// Identifies it while others are added and removed.
    pub number: u64,
    /// Where it comes from.
    pub source: IncidentSource,
    /// Its title.
    pub title: String,
    /// The names of its plans.
    pub plans: Vec<String>,
    /// The plan that is run, as an index of `plans`.
    pub plan: usize,
    /// Its run, if it is made.
    pub state: SlotState,
}

/// How far an incident is.
#[derive(Clone, Debug)]
pub enum SlotState {
    /// It is being read and run.
    Reading,
    /// Why it cannot be shown.
    Problem(Saying),
    /// It is shown.
    Ready(Arc<Incident>),
}

/// An incident that can be added.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: IncidentSource,
}

/// How the incidents are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncidentsView {
    /// What each service counts for.
    pub weight: Weight,
    /// Whether equal distances on the time axis are equal factors.
    pub log_time: bool,
    /// The time since the first strike at which the values are read.
    cursor: Option<Span>,
}

impl Incidents {
    /// The incidents whose runs are made, each with its place.
    #[must_use]
    pub fn ready(&self) -> Vec<(usize, &Incident)> {
        self.slots
            .iter()
            .enumerate()
            .filter_map(|(place, slot)| match &slot.state {
                SlotState::Ready(incident) => Some((place, &**incident)),
                SlotState::Reading | SlotState::Problem(_) => None,
            })
            .collect()
    }
}

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
