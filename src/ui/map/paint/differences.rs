//! Paints how the chosen run differs from the baseline. A triangle at every chip and site shows the difference by its direction, size and
//! colour. A key (legend) explains the triangles.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::PaintedMark;
use crate::model::Id;
use crate::study::compare::difference;
use crate::ui::ViewContext;
use crate::ui::map::layout::Chip;
use crate::ui::map::words;
use crate::ui::theme::{CORNER, TEXT_SMALL};

/// Half the width of the smallest and of the largest triangle, in points.
const SIZE: [f32; 2] = [3.0, 7.0];

/// The differences between the chosen run and the baseline, for each site and service of the run that is drawn. The triangles that show
/// them are called signs.
pub struct Signs {
    sites: Differences,
    services: Differences,
}

/// The differences of all sites or of all services.
struct Differences {
    /// By index in the run that is drawn: the dark server seconds or the lost user time of the chosen run minus those of the baseline.
    all: Vec<i128>,
    /// The largest absolute difference. Sites or services that are not in the run that is drawn are included.
    most: u128,
}

impl Signs {
    /// The differences; `None` while the person has not switched them on, so that nothing is compared then.
    pub fn of(context: &ViewContext<'_>) -> Option<Self> {
        if !context.session.shows_differences() {
            return None;
        }
        let comparison = context.session.comparison()?;
        let side = usize::from(context.is_chosen());
        let sites = comparison.sites.iter().map(|row| (row.ids[side].map(Id::index), difference(row.dark_server_secs)));
        let services = comparison.services.iter().map(|row| (row.ids[side].map(Id::index), difference(row.lost)));
        Some(Self {
            sites: Differences::new(context.world.sites.len(), sites),
            services: Differences::new(context.world.services.len(), services),
        })
    }

    /// Paints a sign at the corner of a chip. It points down if the chosen run loses less over the whole run than the baseline, and up if
    /// it loses more.
    pub fn at_chip(&self, painter: &Painter, context: &ViewContext<'_>, chip: &Chip) {
        let at = chip.rect.right_top() + vec2(-4.0, 1.0);
        self.services.paint(painter, context, at, self.services.all[chip.service.index()]);
    }

    /// Paints a sign above a ring. It points down if the servers are dark for a shorter time in the chosen run than in the baseline, and
    /// up if they are dark for longer.
    pub(super) fn at_mark(&self, painter: &Painter, context: &ViewContext<'_>, painted: PaintedMark<'_>) {
        let PaintedMark { mark, centre, .. } = painted;
        let difference = mark.sites.iter().map(|site| self.sites.all[site.index()]).sum();
        self.sites.paint(painter, context, centre - vec2(0.0, mark.radius + 9.0), difference);
    }
}

impl Differences {
    /// The differences of `count` sites or services. Each row has the index in the run that is drawn, if there is one, and the difference.
    fn new(count: usize, rows: impl Iterator<Item = (Option<usize>, i128)>) -> Self {
        let (mut all, mut most) = (vec![0; count], 0);
        for (index, difference) in rows {
            most = most.max(difference.unsigned_abs());
            if let Some(index) = index {
                all[index] = difference;
            }
        }
        Self { all, most }
    }

    fn paint(&self, painter: &Painter, context: &ViewContext<'_>, at: Pos2, difference: i128) {
        if difference == 0 || self.most == 0 {
            return;
        }
        let share = (difference.unsigned_abs() as f64 / self.most as f64).min(1.0).sqrt() as f32;
        triangle(painter, context, at, egui::lerp(SIZE[0]..=SIZE[1], share), difference < 0);
    }
}

fn triangle(painter: &Painter, context: &ViewContext<'_>, at: Pos2, size: f32, is_less: bool) {
    let direction = if is_less { 1.0 } else { -1.0 };
    let color: Color32 = if is_less { context.theme.up } else { context.theme.down };
    let points =
        [(-size, -size * 0.8), (size, -size * 0.8), (0.0, size * 0.9)].map(|(x, y)| at + vec2(x, y * direction));
    painter.add(Shape::convex_polygon(points.to_vec(), color, Stroke::new(1.5, context.theme.panel)));
}

/// The height of the key with its title line, and without it on a narrow map, in points.
const KEY: [f32; 2] = [46.0, 26.0];
/// The least width of a map on which the key has a title line, in points.
const BROAD: f32 = 420.0;
/// The distance from the edges of the map to the key, in points.
const AWAY: f32 = 10.0;

/// The height at the lower edge of a map of this width that the key uses, in points; 0 while the key is not shown.
pub fn key_height(context: &ViewContext<'_>, width: f32) -> f32 {
    let is_shown = context.session.shows_differences() && context.session.baseline().is_some();
    if is_shown { KEY[usize::from(width < BROAD)] + AWAY } else { 0.0 }
}

/// The key that explains the signs, laid out for the lower left corner of a map.
pub struct SignKey {
    pub rect: Rect,
    head: Option<Arc<Galley>>,
    less: Arc<Galley>,
    more: Arc<Galley>,
}

impl SignKey {
    /// The key for a map with this rectangle. `None` while no signs are shown, and on the map of the baseline, because the map of the
    /// chosen plan has the key.
    pub fn of(painter: &Painter, context: &ViewContext<'_>, map: Rect) -> Option<Self> {
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

    /// Paints the key.
    pub fn paint(self, painter: &Painter, context: &ViewContext<'_>) {
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
