//! The boxes of the dependency view: one for each service, with its name and an icon of its level, and frames around cycles of
//! dependencies.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Painter, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::edit::Editing;
use super::view::NAMED_FROM;
use super::{Scene, belongs};
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::text::capitalized;
use crate::ui::theme::CORNER;
use crate::ui::{ViewContext, baseline, icons, parts, service_parts, service_words, style};
use crate::units::{Level, Permille, WHOLE};

/// The smallest and the largest font size of a name in a box, in points.
const TYPE: [f32; 2] = [9.5, 14.0];
/// If a box is lower than this on the screen, in points, it cannot be hovered or clicked.
const LEAST: f32 = 3.0;
/// The height of the bar that shows the health of the service, in points at scale 1.
const BAR: f32 = 3.0;

/// Paints the frames around the cycles.
pub(super) fn cycles(painter: &Painter, scene: &Scene<'_>) {
    let theme = scene.context.theme;
    for cycle in &scene.known.layout.cycles {
        let [left, top, right, bottom] = cycle.frame;
        let frame = Rect::from_min_max(scene.sight.pos([left, top]), scene.sight.pos([right, bottom]));
        if !frame.intersects(scene.sight.rect) {
            continue;
        }
        let round = 10.0 * scene.sight.scale;
        painter.rect_filled(frame, round, theme.text.gamma_multiply(0.05));
        let corners =
            [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom(), frame.left_top()];
        painter.extend(Shape::dashed_line(&corners, Stroke::new(1.0, theme.quiet), 5.0, 3.0));
    }
}

/// Paints all boxes in view and makes them clickable.
pub(super) fn boxes_ui(ui: &Ui, scene: &Scene<'_>, editing: &mut Editing, commands: &mut Commands) {
    let context = scene.context;
    let edits = context.edits && context.acts();
    let sense = if edits { Sense::click_and_drag() } else { Sense::click() };
    for service in &scene.known.by_users {
        let rect = scene.sight.box_at(scene.known.layout.at[service.index()]);
        if !rect.intersects(scene.sight.rect) {
            continue;
        }
        if rect.height() < LEAST {
            paint_far(ui.painter(), scene, *service, rect);
            continue;
        }
        let subject = Subject::Service(*service);
        let response = ui.interact(rect, ui.scope_id().with(("needs box", subject)), sense);
        response.widget_info(|| {
            let state = service_words::state(context, *service);
            let kinds = service_words::special_dependencies(context, *service);
            let value = Some(std::iter::once(state).chain(kinds).collect::<Vec<_>>().join("; "));
            WidgetInfo {
                current_text_value: value,
                ..WidgetInfo::labeled(Role::Button, true, context.localized.service_name(*service))
            }
        });
        paint(ui.painter(), scene, *service, rect, &response);
        if response.hovered() {
            commands.push(Command::Select(SelectCommand::Hover(subject)));
        }
        if response.clicked() {
            commands.push(Command::Select(SelectCommand::Select(Some(subject))));
        }
        if edits {
            editing.box_ui(ui, scene, (*service, &response), commands);
        }
        if !response.dragged() {
            response.on_hover_ui_at_pointer(|ui| tip_ui(ui, context, *service));
        }
    }
}

fn tip_ui(ui: &mut Ui, context: &ViewContext<'_>, service: ServiceId) {
    service_parts::tip_ui(ui, context, service);
    let names = |services: Vec<ServiceId>| {
        let names: Vec<&str> = services.iter().map(|service| context.localized.service_name(*service)).collect();
        names.join(", ")
    };
    let dependencies: Vec<ServiceId> =
        context.world.services[service].dependencies.iter().map(|need| need.service).collect();
    if !dependencies.is_empty() {
        parts::quiet(ui, context, context.texts.with("needs-rests-on", &[("names", &names(dependencies))]));
    }
    for words in service_words::special_dependencies(context, service) {
        parts::quiet(ui, context, capitalized(&words));
    }
}

/// Paints a box that is so small on the screen that only its colour can be seen.
fn paint_far(painter: &Painter, scene: &Scene<'_>, service: ServiceId, rect: Rect) {
    let level = scene.context.recording.services[service].level(scene.context.now);
    let color = scene.context.theme.level(level).gamma_multiply(scene.strength(service));
    painter.rect_filled(rect.expand(0.5), 0.0, color);
}

fn paint(painter: &Painter, scene: &Scene<'_>, service: ServiceId, rect: Rect, response: &Response) {
    let (context, theme, scale) = (scene.context, scene.context.theme, scene.sight.scale);
    let subject = Subject::Service(service);
    let track = &context.recording.services[service];
    let (level, health) = (track.level(context.now), *track.health.at(context.now));
    let strength = scene.strength(service);
    let is_pointed_at = response.hovered() || response.has_focus() || context.is_hovered(subject);
    let stroke = if context.is_selected(subject) {
        Stroke::new(2.0, theme.selected)
    } else if is_pointed_at || belongs(context, service) {
        Stroke::new(1.2, theme.selected)
    } else if level == Level::Up {
        Stroke::new(1.0, theme.border.gamma_multiply(strength))
    } else {
        Stroke::new(1.2, theme.level(level).gamma_multiply(strength))
    };
    let round = (f32::from(CORNER) * scale).max(1.0);
    painter.rect(rect, round, theme.panel, stroke, StrokeKind::Inside);
    bar(painter, rect, health, theme.level(level).gamma_multiply(strength), scale);
    let middle = pos2(rect.left() + (15.0 * scale).min(rect.width() / 2.0), rect.center().y - BAR * scale / 2.0);
    if scale < NAMED_FROM {
        let radius = (rect.height() * 0.3).max(1.5);
        icons::level(painter, pos2(rect.center().x, middle.y), radius, level, theme);
    } else {
        let middle = pos2(rect.left() + 9.5 * scale, middle.y);
        icons::level(painter, middle, 5.5 * scale.min(1.2), level, theme);
        let left = middle.x + 8.5 * scale;
        let color = theme.text.gamma_multiply(strength.max(0.45));
        let name = name(painter, context.localized.service_name(service), scale, rect.right() - left - 4.0 * scale);
        painter.galley(pos2(left, middle.y - name.size().y / 2.0), name, color);
    }
    if let Some(was) = was(context, service).filter(|was| *was != level) {
        let rim = rect.expand(3.0);
        painter.extend(baseline::line(&outline(rim), was, theme));
    }
}

/// Lays out a name for a box, at most `width` points wide: in one line if it fits, otherwise in two lines of a smaller font.
fn name(painter: &Painter, name: &str, scale: f32, width: f32) -> Arc<Galley> {
    // Font sizes are rounded to half points, so that zooming does not need glyphs of a new size in every frame.
    let size = |share: f32| ((2.0 * TYPE[1] * share).round() / 2.0).clamp(TYPE[0], TYPE[1]);
    let font = |share: f32| FontId::proportional(size(share));
    let line = painter.layout_no_wrap(name.to_owned(), font(scale.min(1.0)), Color32::PLACEHOLDER);
    if line.size().x <= width {
        return line;
    }
    style::two_lines(painter, name, font(0.86 * scale), Color32::PLACEHOLDER, width)
}

/// Paints a bar along the lower edge of a box. Its length is proportional to the health of the service.
fn bar(painter: &Painter, rect: Rect, health: Permille, color: Color32, scale: f32) {
    let inside = rect.shrink(1.5 * scale.min(1.0));
    let height = (BAR * scale).max(1.0);
    let width = inside.width() * health as f32 / WHOLE as f32;
    let bar = Rect::from_min_size(inside.left_bottom() - vec2(0.0, height), vec2(width, height));
    painter.rect_filled(bar, height / 2.0, color);
}

fn outline(rect: Rect) -> [egui::Pos2; 5] {
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()]
}

/// The level of a service in the baseline, for comparison. It is `None` if there is no baseline, if the baseline itself is drawn, or if
/// the baseline does not have the service.
fn was(context: &ViewContext<'_>, service: ServiceId) -> Option<Level> {
    let baseline = context.baseline().filter(|_| context.is_chosen())?;
    let twin = baseline.service(context, service)?;
    Some(baseline.recording.services[twin].level(context.now))
}
