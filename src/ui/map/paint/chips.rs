//! Paints chips: an icon for the level of a service, and its name.

use std::f32::consts::TAU;

use egui::epaint::PathShape;
use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use crate::recording::Subject;
use crate::ui::map::layout::{CHIP_HEIGHT, Chip, MoreChip, NAME_WIDTH, more_words};
use crate::ui::map::scene::Scene;
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, icons};

/// How far the middle of the icon and the beginning of the name are from the left end of a chip, and the radius of the icon, in points.
pub(super) const ICON: f32 = 12.0;
pub(super) const NAME: f32 = 21.0;
pub(super) const ICON_RADIUS: f32 = 5.0;
/// The radius of the clock at a chip, in points.
const CLOCK: f32 = 6.0;
/// The opacity of what is painted at the home of a service that has failed over.
const LEFT: f32 = 0.5;
/// The length of a dash and of the gap after it, in points.
const DASH: f32 = 3.0;

/// Paints the chip of a service.
pub fn paint_chip(painter: &Painter, context: &ViewContext<'_>, chip: &Chip, is_pointed_at: bool) {
    let theme = context.theme;
    let subject = Subject::Service(chip.service);
    let stroke = if context.is_selected(subject) {
        Stroke::new(1.5, theme.selected)
    } else if is_pointed_at || context.is_hovered(subject) {
        Stroke::new(1.0, theme.selected)
    } else {
        Stroke::new(1.0, theme.line)
    };
    let round = CHIP_HEIGHT / 2.0;
    painter.rect(chip.rect, round, theme.panel.gamma_multiply(0.94), stroke, StrokeKind::Inside);
    let level = context.recording.services[chip.service].level(context.now);
    icons::level(painter, pos2(chip.rect.min.x + ICON, chip.rect.center().y), ICON_RADIUS, level, theme);
    let name = context.localized.service_name(chip.service);
    let text = words::within(painter, name, TEXT_SMALL, NAME_WIDTH);
    let at = pos2(chip.rect.min.x + NAME, chip.rect.center().y - text.size().y / 2.0);
    painter.galley(at, text, theme.text);
}

/// Paints the chip at the home of a service that has failed over to its standby elsewhere: hollow, with a dashed edge.
pub fn paint_left_chip(painter: &Painter, context: &ViewContext<'_>, chip: &Chip, is_pointed_at: bool) {
    let theme = context.theme;
    let subject = Subject::Service(chip.service);
    let is_marked = is_pointed_at || context.is_selected(subject) || context.is_hovered(subject);
    let stroke = Stroke::new(1.0, if is_marked { theme.selected } else { theme.quiet });
    painter.rect_filled(chip.rect, CHIP_HEIGHT / 2.0, theme.panel.gamma_multiply(LEFT));
    painter.extend(Shape::dashed_line(&edge(chip.rect.shrink(0.5)), stroke, DASH, DASH));
    let level = context.recording.services[chip.service].level(context.now);
    let mut faint = painter.clone();
    faint.multiply_opacity(LEFT);
    icons::level(&faint, pos2(chip.rect.min.x + ICON, chip.rect.center().y), ICON_RADIUS, level, theme);
    let text = words::within(painter, context.localized.service_name(chip.service), TEXT_SMALL, NAME_WIDTH);
    let at = pos2(chip.rect.min.x + NAME, chip.rect.center().y - text.size().y / 2.0);
    painter.galley(at, text, theme.quiet);
}

/// The edge of a chip, which is round at both ends, as a closed line.
fn edge(rect: Rect) -> Vec<Pos2> {
    let round = rect.height() / 2.0;
    let half_turn = |centre: Pos2, from: f32| {
        (0..=12u8).map(move |step| centre + round * Vec2::angled(from + TAU * f32::from(step) / 24.0))
    };
    let right = half_turn(rect.right_center() - vec2(round, 0.0), -TAU / 4.0);
    let left = half_turn(rect.left_center() + vec2(round, 0.0), TAU / 4.0);
    let start = rect.right_top() - vec2(round, 0.0);
    right.chain(left).chain(std::iter::once(start)).collect()
}

/// Paints a clock at the corner of a chip while people fail its service over to the standby. The clock shows how much of that time has
/// passed.
pub fn paint_pending(painter: &Painter, context: &ViewContext<'_>, chip: &Chip) {
    let Some(order) = context.run.pending_switch(chip.service, context.now) else { return };
    let theme = context.theme;
    let centre = chip.rect.right_top() + vec2(-1.0, 1.0);
    let done = (context.now - order.at).as_secs_f64() / (order.due - order.at).as_secs_f64();
    painter.circle(centre, CLOCK, theme.panel, Stroke::new(1.5, theme.selected));
    let at = |step: u8| {
        let angle = TAU * (done as f32 * f32::from(step) / 24.0 - 0.25);
        centre + (CLOCK - 2.5) * Vec2::angled(angle)
    };
    let slice = std::iter::once(centre).chain((0..=24).map(at)).collect();
    painter.add(Shape::Path(PathShape { fill: theme.selected, ..PathShape::closed_line(slice, Stroke::NONE) }));
}

/// Paints the lines between rings and the blocks of chips that are far from them.
pub(super) fn paint_lines(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let stroke = Stroke::new(1.0, context.theme.quiet.gamma_multiply(0.6));
    for block in scene.labels.blocks.iter().filter(|block| block.is_shown(context)) {
        if let Some(ring) = block.line_to {
            painter.line_segment([block.rect.clamp(ring), ring], stroke);
        }
    }
}

/// Paints the chip that represents all services of a block that have no chip of their own.
pub fn paint_more_chip(painter: &Painter, context: &ViewContext<'_>, more: &MoreChip, is_pointed_at: bool) {
    let (theme, rect) = (context.theme, more.rect);
    let stroke = Stroke::new(1.0, if is_pointed_at { theme.selected } else { theme.line });
    painter.rect(rect, CHIP_HEIGHT / 2.0, theme.panel.gamma_multiply(0.94), stroke, StrokeKind::Inside);
    let text = words::line(painter, &more_words(context, more.services.len()), TEXT_SMALL);
    painter.galley(rect.center() - text.size() / 2.0, text, theme.quiet);
}
