//! One lane: the levels of a service over the run, with marks for what really happened.

use egui::{PointerButton, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::bars;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::study::words::level as level_word;
use crate::ui::editor::observed_menu_ui;
use crate::ui::time_axis::{Canvas, dates, small};
use crate::ui::timeline::derived::{Derived, Seen, Stretch};
use crate::ui::timeline::view::TimelineView;
use crate::ui::{ensemble, focus, icons, service_words, style};
use crate::units::{Level, SimTime, Span};

/// How near the pointer must be to a mark to show its tooltip, in points.
const REACH: f32 = 6.0;

/// The lane of a service, and the row in which it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// The area of the row.
    pub row: Rect,
    /// The service.
    pub service: ServiceId,
}

/// Draws a lane.
pub fn lane_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    lane: Lane,
    derived: &mut Derived,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let Lane { row, service } = lane;
    let (context, theme) = (canvas.context, canvas.context.theme);
    let subject = Subject::Service(service);
    let name = context.localized.service_name(service);
    let response = ui.interact(row, ui.scope_id().with(("lane", service)), Sense::click_and_drag());
    let selected = context.is_selected(subject);
    response.widget_info(|| {
        let name = context.texts.with("lane-name", &[("name", name)]);
        let value = Some(service_words::state(context, service));
        WidgetInfo { current_text_value: value, ..WidgetInfo::selected(Role::Button, true, selected, name) }
    });
    focus::reveal(&response);
    if response.hovered() {
        commands.push(Command::Select(SelectCommand::Hover(subject)));
    }
    if response.double_clicked() {
        view.show_all();
    } else if response.clicked() {
        commands.push(Command::Select(SelectCommand::Select(Some(subject))));
        view.scrolled_to = Some(subject);
    }
    if response.dragged_by(PointerButton::Primary) {
        view.pan(response.drag_delta().x, &canvas.axis, context);
        ui.scroll_with_delta(vec2(0.0, response.drag_delta().y));
    }
    if context.edits && context.acts() {
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.secondary_clicked()) {
            view.menu_at = Some(canvas.axis.snapped(pointer.x, context.world.length));
        }
        let at = view.menu_at.unwrap_or(context.now);
        response.context_menu(|ui| observed_menu_ui(ui, context, (service, at), commands));
    }

    let painter = ui.painter();
    if selected || context.is_hovered(subject) || response.has_focus() {
        let wash = theme.selected.gamma_multiply(if selected { 0.16 } else { 0.08 });
        painter.rect_filled(row, 0.0, wash);
    }
    if selected {
        painter.rect_filled(Rect::from_min_size(row.min, vec2(3.0, row.height())), 0.0, theme.selected);
    }
    let level = context.recording.services[service].level(context.now);
    icons::level(painter, Pos2::new(canvas.gutter.max - 14.0, row.center().y), 5.0, level, theme);
    let name_rect =
        Rect::from_min_max(Pos2::new(row.left() + 16.0, row.top()), Pos2::new(canvas.gutter.max - 26.0, row.bottom()));
    let weight = if level == Level::Up { theme.quiet } else { theme.text };
    let color = if selected { theme.text } else { weight };
    let galley = style::elided(painter, name, small(), color, name_rect.width());
    painter.galley(Pos2::new(name_rect.left(), name_rect.center().y - galley.size().y / 2.0), galley, color);

    // All shapes are within the edges already, so no clip rectangle is set: it would cost a draw call for each lane.
    painter.extend(ensemble::lane(canvas, row, service));
    painter.extend(bars::bars(canvas, row, derived.course.stretches(service)));
    let other = view.baseline.as_mut().zip(context.baseline()).and_then(|(other, baseline)| {
        let service = baseline.service(context, service)?;
        Some(other.course.stretches(service))
    });
    if let Some(other) = other {
        painter.add(bars::other(canvas, row, other));
    }
    painter.extend(bars::broken_rtos(canvas, row, context.run.index().rto_broken(service)));
    painter.extend(bars::marks(canvas, row, derived.seen(service)));
    let out = context.recording.summary.services[service].out_total;
    if out > Span::ZERO {
        canvas.margin_label(painter, row.center().y, &context.texts.span(out));
    }
    tooltip(canvas, response, service, derived, other);
}

/// Shows the tooltip of the observation under the pointer. If there is none, shows that of the broken RTO and of the period under the pointer in
/// which the service is not Up, in this run or in the baseline.
fn tooltip(
    canvas: &Canvas<'_>,
    response: egui::Response,
    service: ServiceId,
    derived: &mut Derived,
    other: Option<&[Stretch]>,
) {
    let context = canvas.context;
    let Some(pointer) = response.hover_pos().filter(|pos| canvas.axis.edges.contains(pos.x)) else { return };
    let near = |t: SimTime| (canvas.axis.screen_from_time(t.as_secs_f64()) - pointer.x).abs() <= REACH;
    let lines = if let Some((_, seen)) = derived.seen(service).iter().find(|(_, seen)| near(seen.at)) {
        seen_lines(canvas, *seen)
    } else {
        let secs = canvas.axis.time_from_screen(pointer.x);
        let own = stretch_lines(canvas, secs, derived.course.stretches(service));
        let other = other.map(|other| stretch_lines(canvas, secs, other)).filter(|lines| !lines.is_empty());
        let plan = context
            .baseline()
            .filter(|_| other.is_some())
            .map(|baseline| context.texts.with("ghost-in-plan", &[("plan", &baseline.name())]));
        let broken = broken_rto_line(canvas, service, near);
        broken.into_iter().chain(own).chain(plan).chain(other.into_iter().flatten()).collect()
    };
    if lines.is_empty() {
        return;
    }
    let name = context.localized.service_name(service);
    response.on_hover_ui_at_pointer(|ui| {
        ui.strong(name);
        for line in lines {
            ui.label(line);
        }
    });
}

/// Says that the service breaks its RTO at a time that is `near` the pointer. `None` if it does not.
fn broken_rto_line(canvas: &Canvas<'_>, service: ServiceId, near: impl Fn(SimTime) -> bool) -> Option<String> {
    let context = canvas.context;
    let mut times = context.run.index().rto_broken(service).iter().map(|event| context.recording.event(*event).at);
    let at = dates::moment(context, times.find(|at| near(*at))?);
    let rto = context.texts.exact_span(context.world.services[service].rto?);
    Some(context.texts.with("lane-rto-broken", &[("rto", &rto), ("at", &at)]))
}

/// Describes the period at `secs` in lines of text. Empty if the service is Up then.
fn stretch_lines(canvas: &Canvas<'_>, secs: f64, stretches: &[Stretch]) -> Vec<String> {
    let context = canvas.context;
    let slack = canvas.axis.secs_per_point() * f64::from(bars::SHORTEST_BAR);
    let under = |(from, until, level): &&Stretch| {
        *level != Level::Up && from.as_secs_f64() - slack <= secs && secs <= until.as_secs_f64() + slack
    };
    let Some((from, until, level)) = stretches.iter().find(under).copied() else { return Vec::new() };
    let level_word = level_word(level, context.texts);
    let lasts = context.texts.with("lane-lasts", &[("level", level_word), ("span", &context.texts.span(until - from))]);
    let (from, end) = (dates::moment(context, from), dates::moment(context, until));
    let stretch = if until.0 >= canvas.length().0 {
        context.texts.with("lane-to-the-end", &[("from", &from)])
    } else {
        context.texts.with("lane-stretch", &[("from", &from), ("until", &end)])
    };
    vec![lasts, stretch]
}

fn seen_lines(canvas: &Canvas<'_>, seen: Seen) -> Vec<String> {
    let context = canvas.context;
    let at = dates::moment(context, seen.at);
    let what = match (seen.back, seen.since) {
        (true, None) => context.texts.with("lane-seen-back", &[("at", &at)]),
        (false, None) => context.texts.with("lane-seen-down", &[("at", &at)]),
        (true, Some(since)) => {
            context.texts.with("lane-seen-back-between", &[("since", &dates::moment(context, since)), ("at", &at)])
        }
        (false, Some(since)) => {
            context.texts.with("lane-seen-down-between", &[("since", &dates::moment(context, since)), ("at", &at)])
        }
    };
    let source = seen.source.map(|source| context.localized.source_title(source));
    let source = source.map(|title| context.texts.with("lane-source", &[("source", title)]));
    std::iter::once(what).chain(source).collect()
}
