//! A site from near: its servers as a field of small squares by service, dark ones dark.

use egui::{Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::marks::Mark;
use super::state::SiteState;
use super::words;
use crate::model::Id;
use crate::recording::Placement;
use crate::ui::Look;
use crate::ui::theme::{CORNER, SIZES};
use crate::units::text;

/// Half the width and height of a field, in points.
pub(super) const RADIUS: f32 = 104.0;
/// Squares of one field at most.
const MOST_SQUARES: u64 = 900;
/// Services that are named at most; the others share the last row.
const MOST_ROWS: usize = 11;

/// The rectangle of a field around a mark's middle.
pub(super) fn rect(centre: Pos2) -> Rect {
    Rect::from_center_size(centre, Vec2::splat(2.0 * RADIUS))
}

/// Paints the servers of a mark that is one site.
pub(super) fn paint(painter: &Painter, look: &Look<'_>, mark: &Mark, state: &SiteState, centre: Pos2) {
    let theme = look.theme;
    let card = rect(centre);
    let stroke = if state.strike.is_some() { Stroke::new(2.0, theme.burning) } else { Stroke::new(1.0, theme.line) };
    painter.rect(card, CORNER, theme.panel.gamma_multiply(0.94), stroke, StrokeKind::Inside);
    let Some(site) = mark.sites.first() else { return };
    let track = &look.recording.sites[*site];
    let mut placements: Vec<&Placement> =
        track.placements.iter().map(|index| &look.recording.placements[*index as usize]).collect();
    placements.sort_by_key(|placement| (std::cmp::Reverse(placement.servers), placement.service.index()));
    let inside = card.shrink(10.0);
    let per_square = servers_per_square(track.servers);
    let head = match per_square {
        1 => look.texts.get("map-square-one").to_owned(),
        many => look.texts.with("map-square", &[("count", &text::count(many))]),
    };
    words::paint(painter, inside.min, &head, SIZES[0], theme.quiet);
    let mut top = inside.min.y + 18.0;
    let shown = placements.len().min(MOST_ROWS);
    let room = inside.max.y - top;
    // Every service has a line of words and rows of squares; squares shrink until all have room.
    let name_width = 74.0;
    let width = inside.width() - name_width;
    let squares = |placement: &Placement| placement.servers.div_ceil(per_square).max(1) as usize;
    let rows_at = |side: f32| -> f32 {
        let columns = (width / side).floor().max(1.0) as usize;
        placements[..shown].iter().map(|one| (squares(one).div_ceil(columns) as f32 * side + 3.0).max(13.0)).sum()
    };
    let side = [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.5, 3.0].into_iter().find(|side| rows_at(*side) <= room).unwrap_or(2.5);
    let columns = (width / side).floor().max(1.0) as usize;
    for placement in &placements[..shown] {
        let name = &look.world.services[placement.service].name;
        let clip = Rect::from_min_size(pos2(inside.min.x, top - 2.0), vec2(name_width - 6.0, 16.0));
        let clipped = painter.with_clip_rect(painter.clip_rect().intersect(clip));
        words::paint(&clipped, pos2(inside.min.x, top - 2.0), name, SIZES[0] - 2.0, theme.quiet);
        let count = squares(placement);
        let lit = lit_squares(*placement.lit.at(look.now), placement.servers, count);
        let level = look.recording.services[placement.service].level(look.now);
        for index in 0..count {
            let at = pos2(
                inside.min.x + name_width + (index % columns) as f32 * side,
                top + (index / columns) as f32 * side,
            );
            if at.y + side > inside.max.y + 2.0 {
                break;
            }
            let square = Rect::from_min_size(at, Vec2::splat(side - 1.0));
            if index < lit {
                let colour = if placement.standby { theme.selected } else { theme.level(level) };
                painter.rect_filled(square, 0, colour);
            } else {
                painter.rect(
                    square,
                    0,
                    theme.burnt,
                    Stroke::new(0.5, theme.down.gamma_multiply(0.4)),
                    StrokeKind::Inside,
                );
            }
        }
        top += (count.div_ceil(columns) as f32 * side + 3.0).max(13.0);
    }
}

/// How many squares are lit: all only if all servers are, none only if none is.
fn lit_squares(lit: u64, servers: u64, squares: usize) -> usize {
    if lit == 0 || servers == 0 {
        return 0;
    }
    if lit >= servers {
        return squares;
    }
    let share = lit as f64 / servers as f64 * squares as f64;
    (share.round() as usize).clamp(1, squares.saturating_sub(1).max(1))
}

/// A round number of servers, so that a field is not more squares than can be told apart.
fn servers_per_square(servers: u64) -> u64 {
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        if servers.div_ceil(step) <= MOST_SQUARES {
            return step;
        }
        // 1, 2, 5, 10, 20, 50 and on.
        let power = 10u64.pow(step.ilog10());
        step = power * factor;
    }
    step
}
