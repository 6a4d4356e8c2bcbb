//! Who fares otherwise than in the other future: a sign at every chip and site, by direction, size and colour, and what it means.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::chips::Chip;
use super::marks::Mark;
use crate::study::compare::difference;
use crate::ui::Look;
use crate::ui::theme::{CORNER, SIZES};

/// Half the width of the smallest and of the largest sign, in points.
const SIZE: [f32; 2] = [3.0, 7.0];

/// A sign at the corner of a chip: downwards where less is lost over the whole run, upwards where more is.
pub(super) fn at_chip(painter: &Painter, look: &Look<'_>, chip: &Chip) {
    let Some(comparison) = look.session.comparison().filter(|_| look.session.shows_differences()) else { return };
    let of = |row: &&crate::study::compare::ServiceRow| row.ids[usize::from(look.is_chosen())] == Some(chip.service);
    let Some(row) = comparison.services.iter().find(of) else { return };
    // They are sorted: the first differs most.
    let most = comparison.services.first().map_or(0, |row| difference(row.lost).unsigned_abs());
    sign(painter, look, chip.rect.right_top() + vec2(-4.0, 1.0), difference(row.lost), most);
}

/// A sign above a ring: whether its servers are dark for less or for longer.
pub(super) fn at_mark(painter: &Painter, look: &Look<'_>, mark: &Mark, centre: Pos2) {
    let Some(comparison) = look.session.comparison().filter(|_| look.session.shows_differences()) else { return };
    let side = usize::from(look.is_chosen());
    let rows = comparison.sites.iter().filter(|row| row.ids[side].is_some_and(|id| mark.sites.contains(&id)));
    let all: i128 = rows.map(|row| difference(row.dark_server_secs)).sum();
    let most = comparison.sites.iter().map(|row| difference(row.dark_server_secs).unsigned_abs()).max().unwrap_or(0);
    sign(painter, look, centre - vec2(0.0, mark.radius + 9.0), all, most);
}

fn sign(painter: &Painter, look: &Look<'_>, at: Pos2, difference: i128, most: u128) {
    if difference == 0 || most == 0 {
        return;
    }
    let share = (difference.unsigned_abs() as f64 / most as f64).min(1.0).sqrt() as f32;
    triangle(painter, look, at, egui::lerp(SIZE[0]..=SIZE[1], share), difference < 0);
}

fn triangle(painter: &Painter, look: &Look<'_>, at: Pos2, size: f32, is_less: bool) {
    let way = if is_less { 1.0 } else { -1.0 };
    let color: Color32 = if is_less { look.theme.up } else { look.theme.down };
    let points = [(-size, -size * 0.8), (size, -size * 0.8), (0.0, size * 0.9)].map(|(x, y)| at + vec2(x, y * way));
    painter.add(Shape::convex_polygon(points.to_vec(), color, Stroke::new(1.5, look.theme.panel)));
}

/// What the signs mean, at the lower left of the map.
pub(super) fn key(painter: &Painter, look: &Look<'_>, map: Rect) {
    if !look.session.shows_differences() || !look.is_chosen() {
        return;
    }
    let (theme, texts) = (look.theme, look.texts);
    let font = FontId::proportional(SIZES[0]);
    let plan = look.session.beside_name().unwrap_or_default();
    let head = texts.with("compare-map-key", &[("plan", &plan)]);
    let words = |words: String, color| painter.layout_no_wrap(words, font.clone(), color);
    let head = words(head, theme.text);
    let less = words(texts.get("compare-map-less").to_owned(), theme.quiet);
    let more = words(texts.get("compare-map-more").to_owned(), theme.quiet);
    let width = head.size().x.max(less.size().x + more.size().x + 56.0) + 20.0;
    let rect =
        Rect::from_min_size(pos2(map.left() + 12.0, map.center().y - 22.0), vec2(width.min(map.width() - 24.0), 46.0));
    painter.rect(rect, CORNER, theme.panel, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    painter.galley(rect.min + vec2(10.0, 5.0), head, theme.text);
    let line = rect.bottom() - 13.0;
    let mut left = rect.left() + 16.0;
    for (galley, is_less) in [(less, true), (more, false)] {
        triangle(painter, look, pos2(left, line), 5.0, is_less);
        let size = galley.size();
        painter.galley(Align2::LEFT_CENTER.anchor_size(pos2(left + 11.0, line), size).min, galley, theme.quiet);
        left += size.x + 34.0;
    }
}
