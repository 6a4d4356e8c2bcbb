//! Paints the names of marks, the names of cities and the scale bar.

use std::sync::Arc;

use egui::{Align2, Galley, Painter, Rect, Stroke, Vec2, pos2, vec2};

use crate::ui::ViewContext;
use crate::ui::map::control_rects::scale_rect;
use crate::ui::map::layout::{Tone, lay_out_line};
use crate::ui::map::scene::Scene;
use crate::ui::map::screen::Screen;
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;

/// The largest length of the scale bar, in points.
const LONGEST_BAR: f32 = 110.0;

/// Paints the names of cities.
pub(super) fn paint_cities(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let theme = context.theme;
    let colour = theme.quiet.lerp_to_gamma(theme.land, 0.25);
    for city in &scene.labels.cities {
        words::paint_rimmed(painter, theme, city.at, words::line(painter, city.name, city.size), colour);
    }
}

/// Paints the names of marks.
pub(super) fn paint_names(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let theme = context.theme;
    let thin = Stroke::new(1.0, theme.quiet.gamma_multiply(0.6));
    for (name, lines) in scene.labels.names.iter().zip(&scene.now.words) {
        let painter = &scene.painter(painter, &scene.marks.all[name.mark]);
        if let Some(line) = name.line {
            painter.line_segment(line, thin);
        }
        let galleys: Vec<Arc<Galley>> = lines.iter().map(|line| lay_out_line(painter, line, name.widest)).collect();
        let size = galleys.iter().fold(Vec2::ZERO, |all, one| vec2(all.x.max(one.size().x), all.y + one.size().y));
        let spare = (name.rect.size() - size).max(Vec2::ZERO);
        let room = Rect::from_min_size(name.rect.min + spare * (name.align + Vec2::splat(1.0)) / 2.0, size);
        if name.is_crossed {
            // A plate makes the lines under the text fainter but keeps them visible.
            words::paint_plate(painter, theme, room);
        }
        let mut y = room.min.y;
        for (line, galley) in lines.iter().zip(galleys) {
            let colour = match line.tone {
                Tone::Name => theme.text,
                Tone::Quiet => theme.quiet,
                Tone::Burning if theme.night => theme.burning,
                Tone::Burning => theme.down,
                Tone::Level(level) => theme.level(level),
            };
            let (own, height) = (galley.size().x, galley.size().y);
            let at = pos2(room.min.x + (room.width() - own) * (name.align.x + 1.0) / 2.0, y);
            words::paint_rimmed(painter, theme, at, galley, colour);
            y += height;
        }
    }
}

/// The scale bar of a map.
pub struct Scale {
    /// The text with the distance that the bar represents.
    pub words: String,
    /// The length of the bar, in points.
    length: f32,
}

impl Scale {
    /// The scale bar for the middle of a map.
    pub fn of(context: &ViewContext<'_>, screen: &Screen) -> Self {
        let bar = screen.camera.scale_bar(LONGEST_BAR);
        let words = if bar.metres >= 1_000.0 {
            let km = context.texts.count((bar.metres / 1_000.0).round() as u64);
            context.texts.with("map-km", &[("length", &km)])
        } else {
            let metres = context.texts.count(bar.metres.round().max(1.0) as u64);
            context.texts.with("map-m", &[("length", &metres)])
        };
        Self { words, length: bar.points }
    }
}

/// Paints the scale bar in the lower right corner, unless a mark or another control is there.
pub fn paint_scale(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    let screen = &scene.marks.screen;
    let corner = scale_rect(screen.rect);
    let mut others = scene.key.controls.iter().filter(|control| **control != corner);
    let is_over_it = |rect: Rect| rect.intersects(corner);
    if scene.marks.all.iter().any(|mark| is_over_it(scene.marks.rect(mark))) || others.any(|other| is_over_it(*other)) {
        return;
    }
    let Scale { words, length } = Scale::of(context, screen);
    let right = corner.max - vec2(8.0, 6.0);
    let left = pos2(right.x - length, right.y);
    let stroke = Stroke::new(1.2, context.theme.quiet);
    painter.line(vec![left - vec2(0.0, 5.0), left, right, right - vec2(0.0, 5.0)], stroke);
    let galley = words::line(painter, &words, TEXT_SMALL);
    let at = Align2::CENTER_BOTTOM.anchor_size(pos2((left.x + right.x) / 2.0, right.y - 4.0), galley.size());
    words::paint_rimmed(painter, context.theme, at.min, galley, context.theme.quiet);
}
