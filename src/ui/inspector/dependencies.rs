//! The dependencies and the dependents of a service, each as a link with its weight, if that is not all requests.

use egui::{FontId, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::layout::{inset, rows_ui};
use crate::model::{Dependency, Service, ServiceId};
use crate::recording::Subject;
use crate::session::Commands;
use crate::study::Dependent;
use crate::ui::parts::{self, End, MARGIN, Mark, Row};
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, notes, service_words};
use crate::units::{Level, WHOLE, text};

/// The number of dependencies or dependents that are shown until the person asks for all.
const FEW: usize = 8;

/// Draws the dependencies of a service. `path` is the path by which notes refer to the service; `whole` is whether all dependencies are
/// shown.
pub(super) fn dependencies_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    id: ServiceId,
    path: &str,
    whole: &mut bool,
    commands: &mut Commands,
) {
    let service = &context.world.services[id];
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
    let rows = rows(service, shown);
    let weights = weights(context, (0..shown).map(|dependency| Dependent { service: id, dependency }));
    rows_ui(ui, rows.len(), |ui, index| match rows[index] {
        ListRow::Heading(key) => heading_ui(ui, context, context.texts.get(key)),
        ListRow::Dependency(dependency) => {
            let row = Dependent { service: id, dependency };
            need_ui(ui, context, service.dependencies[dependency].service, (row, weights), commands);
        }
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
    let weights = weights(context, dependents.iter().take(shown).copied());
    rows_ui(ui, shown, |ui, index| {
        need_ui(ui, context, dependents[index].service, (dependents[index], weights), commands);
    });
    more_ui(ui, context, dependents.len(), shown, whole);
}

/// A row of the list of dependencies.
#[derive(Clone, Copy)]
enum ListRow {
    /// The key of a text about the dependencies below it.
    Heading(&'static str),
    /// The index of a dependency of the service.
    Dependency(usize),
}

/// The rows of the list of dependencies, of which the first `shown` in file order are shown: first the ordinary ones, then each group of
/// alternatives, and then those of the primary alone.
fn rows(service: &Service, shown: usize) -> Vec<ListRow> {
    let kind = |index: &usize| {
        let dependency = &service.dependencies[*index];
        (dependency.any.map_or(u64::from(dependency.primary) * u64::MAX, |group| u64::from(group) + 1), *index)
    };
    let mut indexes: Vec<usize> = (0..shown).collect();
    indexes.sort_by_key(kind);
    let mut rows = Vec::new();
    let mut before = 0;
    for index in indexes {
        let (kind, _) = kind(&index);
        if kind != before {
            rows.push(ListRow::Heading(if kind == u64::MAX { "service-need-primary" } else { "service-need-one-of" }));
            before = kind;
        }
        rows.push(ListRow::Dependency(index));
    }
    rows
}

/// Draws a row of text about the rows below it.
fn heading_ui(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), parts::ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let font = FontId::proportional(TEXT_SMALL);
    let at = pos2(rect.left() + MARGIN, rect.center().y + 2.0);
    parts::text_at(ui.painter(), at, words, font, rect.width() - 2.0 * MARGIN, context.theme.quiet);
}

/// The width of the column of weights beside these dependencies, in points: 0 if all requests depend on each of them.
fn weights(context: &ViewContext<'_>, mut rows: impl Iterator<Item = Dependent>) -> f32 {
    let has_weight = rows.any(|row| context.world.services[row.service].dependencies[row.dependency].weight < WHOLE);
    if has_weight { parts::WEIGHTS } else { 0.0 }
}

/// Draws a dependency as a row for the service `other`, with the share of the requests that the dependency lets through at the playhead, and
/// with its weight in a column of this width, unless it is that of all requests.
fn need_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    other: ServiceId,
    (row, column): (Dependent, f32),
    commands: &mut Commands,
) {
    let need: &Dependency = &context.world.services[row.service].dependencies[row.dependency];
    let health = *context.recording.services[need.service].health.at(context.now);
    let level = context.recording.services[other].level(context.now);
    let is_idle = need.primary && service_words::is_failed_over(context, row.service);
    let through = if is_idle { WHOLE } else { need.lets_through(health) };
    let weight = text::share(need.weight);
    let grace = context.texts.span(need.grace);
    let mut state = context.texts.with(
        if need.grace.0 > 0 { "service-need-grace" } else { "service-need" },
        &[("weight", &weight), ("through", &text::share(through)), ("grace", &grace)],
    );
    if let Some(kind) = service_words::dependency_kind(context, row.service, need) {
        state = format!("{state}; {kind}");
    }
    // A bare percentage beside a service would read as its health.
    let end = if need.weight < WHOLE {
        context.texts.with("service-need-weight", &[("weight", &weight)])
    } else {
        String::new()
    };
    let row = Row {
        mark: Mark::Level(level),
        words: context.localized.service_name(other),
        end: End::Both(through, context.theme.level(Level::of(through)), &end, column),
        subject: Some(Subject::Service(other)),
        state: &state,
    };
    row.ui(ui, context, commands).on_hover_text_at_pointer(state.clone());
}

/// Draws a button that shows the rest of a list, if some of its `all` entries are not shown. A click sets `whole`.
fn more_ui(ui: &mut Ui, context: &ViewContext<'_>, all: usize, shown: usize, whole: &mut bool) {
    if shown < all {
        let words = context.texts.with("service-show-all", &[("count", &context.texts.count(all as u64))]);
        inset(ui, |ui| *whole |= ui.button(words).clicked());
    }
}
