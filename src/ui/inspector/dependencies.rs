//! The dependencies and the dependents of a service, each as a link with its weight.

use egui::Ui;

use super::layout::{inset, rows_ui};
use crate::model::{Dependency, Service, ServiceId};
use crate::recording::Subject;
use crate::session::Commands;
use crate::study::Dependent;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::{ViewContext, notes};
use crate::units::{Level, text};

/// The number of dependencies or dependents that are shown until the person asks for all.
const FEW: usize = 8;

/// Draws the dependencies of a service. `path` is the path by which notes refer to the service; `whole` is whether all dependencies are
/// shown.
pub(super) fn dependencies_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    service: &Service,
    path: &str,
    whole: &mut bool,
    commands: &mut Commands,
) {
    if service.dependencies.is_empty() {
        return;
    }
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, context, context.texts.get("service-needs"));
            notes::mark_ui(ui, context, &format!("{path}.needs"));
        });
    });
    let shown = if *whole { service.dependencies.len() } else { service.dependencies.len().min(FEW) };
    rows_ui(ui, shown, |ui, index| {
        need_ui(ui, context, service.dependencies[index].service, &service.dependencies[index], commands);
    });
    more_ui(ui, context, service.dependencies.len(), shown, whole);
}

/// Draws the dependents of a service. `whole` is whether all of them are shown.
pub(super) fn dependents_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    id: ServiceId,
    whole: &mut bool,
    commands: &mut Commands,
) {
    let dependents: Vec<Dependent> = context.run.index().dependents(id).collect();
    if dependents.is_empty() {
        return;
    }
    inset(ui, |ui| parts::heading(ui, context, context.texts.get("service-needed-by")));
    let shown = if *whole { dependents.len() } else { dependents.len().min(FEW) };
    rows_ui(ui, shown, |ui, index| {
        let Dependent { service, dependency } = dependents[index];
        need_ui(ui, context, service, &context.world.services[service].dependencies[dependency], commands);
    });
    more_ui(ui, context, dependents.len(), shown, whole);
}

/// Draws a dependency as a row for the service `other`, with its weight and the share of the requests that the dependency lets through
/// at the playhead.
fn need_ui(ui: &mut Ui, context: &ViewContext<'_>, other: ServiceId, need: &Dependency, commands: &mut Commands) {
    let health = *context.recording.services[need.service].health.at(context.now);
    let level = context.recording.services[other].level(context.now);
    let through = need.lets_through(health);
    let weight = text::share(need.weight);
    let grace = context.texts.span(need.grace);
    let state = context.texts.with(
        if need.grace.0 > 0 { "service-need-grace" } else { "service-need" },
        &[("weight", &weight), ("through", &text::share(through)), ("grace", &grace)],
    );
    let row = Row {
        mark: Mark::Level(level),
        words: context.localized.service_name(other),
        end: End::Both(through, context.theme.level(Level::of(through)), &weight, parts::SHARES),
        subject: Some(Subject::Service(other)),
        state: &state,
    };
    row.ui(ui, context, commands).on_hover_text(state.clone());
}

/// Draws a button that shows the rest of a list, if some of its `all` entries are not shown. A click sets `whole`.
fn more_ui(ui: &mut Ui, context: &ViewContext<'_>, all: usize, shown: usize, whole: &mut bool) {
    if shown < all {
        let words = context.texts.with("service-show-all", &[("count", &context.texts.count(all as u64))]);
        inset(ui, |ui| *whole |= ui.button(words).clicked());
    }
}
