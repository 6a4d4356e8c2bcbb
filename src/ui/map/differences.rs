//! Who fares otherwise than in the other future: a sign at every chip and site, by direction, size and colour, and what it means.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::chips::Chip;
use super::marks::Mark;
use super::words;
use crate::model::Id;
use crate::study::compare::difference;
use crate::ui::ViewContext;
use crate::ui::theme::{CORNER, TEXT_SMALL};

/// Half the width of the smallest and of the largest sign, in points.
const SIZE: [f32; 2] = [3.0, 7.0];

/// How each site and service of the drawn run differs from the other future, and the most that any does.
pub(super) struct Signs {
    sites: (Vec<i128>, u128),
    services: (Vec<i128>, u128),
}

impl Signs {
    /// `None` while they are not to be shown: then nothing is compared.
    pub(super) fn of(context: &ViewContext<'_>) -> Option<Self> {
        if !context.session.shows_differences() {
            return None;
        }
        let comparison = context.session.comparison()?;
        let side = usize::from(context.is_chosen());
        let sites = comparison.sites.iter().map(|row| (row.ids[side].map(Id::index), difference(row.dark_server_secs)));
        let services = comparison.services.iter().map(|row| (row.ids[side].map(Id::index), difference(row.lost)));
        Some(Self {
            sites: by_place(context.world.sites.len(), sites),
            services: by_place(context.world.services.len(), services),
        })
    }

    /// A sign at the corner of a chip: downwards where less is lost over the whole run, upwards where more is.
    pub(super) fn at_chip(&self, painter: &Painter, context: &ViewContext<'_>, chip: &Chip) {
        let (all, most) = &self.services;
        sign(painter, context, chip.rect.right_top() + vec2(-4.0, 1.0), all[chip.service.index()], *most);
    }

    /// A sign above a ring: whether its servers are dark for less or for longer.
    pub(super) fn at_mark(&self, painter: &Painter, context: &ViewContext<'_>, mark: &Mark, centre: Pos2) {
        let (all, most) = &self.sites;
        let difference = mark.sites.iter().map(|site| all[site.index()]).sum();
        sign(painter, context, centre - vec2(0.0, mark.radius + 9.0), difference, *most);
    }
}

/// Differences by the place of what differs, and the greatest of all, of what is only in the other future too.
fn by_place(count: usize, rows: impl Iterator<Item = (Option<usize>, i128)>) -> (Vec<i128>, u128) {
    let (mut all, mut most) = (vec![0; count], 0);
    for (place, difference) in rows {
        most = most.max(difference.unsigned_abs());
        if let Some(place) = place {
            all[place] = difference;
        }
    }
    (all, most)
}

fn sign(painter: &Painter, context: &ViewContext<'_>, at: Pos2, difference: i128, most: u128) {
    if difference == 0 || most == 0 {
        return;
    }
    let share = (difference.unsigned_abs() as f64 / most as f64).min(1.0).sqrt() as f32;
    triangle(painter, context, at, egui::lerp(SIZE[0]..=SIZE[1], share), difference < 0);
}

fn triangle(painter: &Painter, context: &ViewContext<'_>, at: Pos2, size: f32, is_less: bool) {
    let way = if is_less { 1.0 } else { -1.0 };
    let color: Color32 = if is_less { context.theme.up } else { context.theme.down };
    let points = [(-size, -size * 0.8), (size, -size * 0.8), (0.0, size * 0.9)].map(|(x, y)| at + vec2(x, y * way));
    painter.add(Shape::convex_polygon(points.to_vec(), color, Stroke::new(1.5, context.theme.panel)));
}

/// Height of what the signs mean with a line that says so and on a narrow map without, and the least width for the former.
const KEY: [f32; 2] = [46.0, 26.0];
const BROAD: f32 = 420.0;
/// From the corner of the map to it, in points.
const AWAY: f32 = 10.0;

/// How much of the lower edge of a map of this width lies under what the signs mean, in points.
pub(super) fn key_height(context: &ViewContext<'_>, width: f32) -> f32 {
    let is_shown = context.session.shows_differences() && context.session.baseline().is_some();
    if is_shown { KEY[usize::from(width < BROAD)] + AWAY } else { 0.0 }
}

/// What the signs mean, laid out for the lower left of a map.
pub(super) struct SignKey {
    pub(super) rect: Rect,
    head: Option<Arc<Galley>>,
    less: Arc<Galley>,
    more: Arc<Galley>,
}

impl SignKey {
    /// `None` while no signs are shown, and beside the map that has one already.
    pub(super) fn of(painter: &Painter, context: &ViewContext<'_>, map: Rect) -> Option<Self> {
        let plan = context.baseline().filter(|_| context.session.shows_differences() && context.is_chosen())?.name();
        let line = |words: &str| words::line(painter, words, TEXT_SMALL);
        let head = (map.width() >= BROAD).then(|| line(&context.texts.with("compare-map-key", &[("plan", &plan)])));
        let (less, more) = (line(context.texts.get("compare-map-less")), line(context.texts.get("compare-map-more")));
        let signs = less.size().x + more.size().x + 56.0;
        let width = head.as_ref().map_or(0.0, |head| head.size().x).max(signs) + 20.0;
        let size = vec2(width.min(map.width() - 2.0 * AWAY), KEY[usize::from(head.is_none())]);
        let rect = Rect::from_min_size(map.left_bottom() + vec2(AWAY, -AWAY - size.y), size);
        Some(Self { rect, head, less, more })
    }

    /// Paints it.
    pub(super) fn paint(self, painter: &Painter, context: &ViewContext<'_>) {
        let (theme, rect) = (context.theme, self.rect);
        painter.rect(rect, CORNER, theme.panel, Stroke::new(1.0, theme.line), StrokeKind::Inside);
        let line = rect.bottom() - 13.0;
        if let Some(head) = self.head {
            painter.galley(rect.min + vec2(10.0, 5.0), head, theme.text);
        }
        let mut left = rect.left() + 16.0;
        for (galley, is_less) in [(self.less, true), (self.more, false)] {
            triangle(painter, context, pos2(left, line), 5.0, is_less);
            let size = galley.size();
            painter.galley(Align2::LEFT_CENTER.anchor_size(pos2(left + 11.0, line), size).min, galley, theme.quiet);
            left += size.x + 34.0;
        }
    }
}
