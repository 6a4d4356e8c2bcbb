//! The boxes: each service with the shape and colour of its level and its name, and frames around circles of needs.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Painter, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::{Scene, belongs};
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::session::{Command, Commands};
use crate::ui::theme::CORNER;
use crate::ui::{Look, ghost, icons, parts, service_words, style};
use crate::units::{Level, Permille, WHOLE};

/// From this scale on names stand in the boxes, in two lines if they must, of a type between these sizes in points.
pub(super) const NAMED_FROM: f32 = 0.56;
const TYPE: [f32; 2] = [9.5, 14.0];
/// A box lower than this is not a box of its own to point at, in points: all of them are found by where the pointer is.
const LEAST: f32 = 3.0;
/// Height of the bar that says how many requests succeed, in points at full size.
const BAR: f32 = 3.0;

/// Frames around services that need one another.
pub(super) fn circles(painter: &Painter, scene: &Scene<'_>) {
    let theme = scene.look.theme;
    for circle in &scene.known.layout.circles {
        let [left, top, right, bottom] = circle.frame;
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

/// Paints all boxes in sight, and makes them clickable.
pub(super) fn boxes_ui(ui: &Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let look = scene.look;
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
        let response = ui.interact(rect, ui.scope_id().with(("needs box", subject)), Sense::click());
        response.widget_info(|| {
            let value = Some(service_words::state(look, *service));
            WidgetInfo {
                current_text_value: value,
                ..WidgetInfo::labeled(Role::Button, true, &look.world.services[*service].name)
            }
        });
        paint(ui.painter(), scene, *service, rect, &response);
        if response.hovered() {
            commands.push(Command::Hover(subject));
        }
        if response.clicked() {
            commands.push(Command::Select(Some(subject)));
        }
        response.on_hover_ui_at_pointer(|ui| tip_ui(ui, look, *service));
    }
}

fn tip_ui(ui: &mut Ui, look: &Look<'_>, service: ServiceId) {
    service_words::tip_ui(ui, look, service);
    let names = |services: Vec<ServiceId>| {
        let names: Vec<&str> = services.iter().map(|service| look.world.services[*service].name.as_str()).collect();
        names.join(", ")
    };
    let needs: Vec<ServiceId> = look.world.services[service].needs.iter().map(|need| need.service).collect();
    if !needs.is_empty() {
        parts::quiet(ui, look, look.texts.with("needs-rests-on", &[("names", &names(needs))]));
    }
}

/// A box too small for anything but its colour.
fn paint_far(painter: &Painter, scene: &Scene<'_>, service: ServiceId, rect: Rect) {
    let level = scene.look.recording.services[service].level(scene.look.now);
    let color = scene.look.theme.level(level).gamma_multiply(scene.strength(service));
    painter.rect_filled(rect.expand(0.5), 0.0, color);
}

fn paint(painter: &Painter, scene: &Scene<'_>, service: ServiceId, rect: Rect, response: &Response) {
    let (look, theme, scale) = (scene.look, scene.look.theme, scene.sight.scale);
    let subject = Subject::Service(service);
    let track = &look.recording.services[service];
    let (level, health) = (track.level(look.now), *track.health.at(look.now));
    let strength = scene.strength(service);
    let is_pointed_at = response.hovered() || response.has_focus() || look.is_hovered(subject);
    let stroke = if look.is_selected(subject) {
        Stroke::new(2.0, theme.selected)
    } else if is_pointed_at || belongs(look, service) {
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
        let name = name(painter, &look.world.services[service].name, scale, rect.right() - left - 4.0 * scale);
        painter.galley(pos2(left, middle.y - name.size().y / 2.0), name, color);
    }
    if let Some(was) = was(look, service).filter(|was| *was != level) {
        let rim = rect.expand(3.0);
        painter.extend(ghost::line(&outline(rim), was, theme));
    }
}

/// A name in a box with so much room, in points: in one line, or in two of a smaller type.
fn name(painter: &Painter, name: &str, scale: f32, width: f32) -> Arc<Galley> {
    // In steps, so that a turn of the wheel does not ask for ever other letters.
    let size = |share: f32| ((2.0 * TYPE[1] * share).round() / 2.0).clamp(TYPE[0], TYPE[1]);
    let font = |share: f32| FontId::proportional(size(share));
    let line = painter.layout_no_wrap(name.to_owned(), font(scale.min(1.0)), Color32::PLACEHOLDER);
    if line.size().x <= width {
        return line;
    }
    style::two_lines(painter, name, font(0.86 * scale), Color32::PLACEHOLDER, width)
}

/// How many requests succeed, as a bar along the lower edge.
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

/// Its level in the other future, if there is one.
fn was(look: &Look<'_>, service: ServiceId) -> Option<Level> {
    let ghost = look.ghost().filter(|_| look.is_chosen())?;
    let twin = ghost.service(look, service)?;
    Some(ghost.recording.services[twin].level(look.now))
}
