//! A site from near: its servers as a field of small squares by service, dark ones dark.

use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::marks::Mark;
use super::state::SiteState;
use super::words;
use crate::model::Id;
use crate::recording::{Placement, Subject};
use crate::ui::theme::{CORNER, SIZES};
use crate::ui::{Look, icons};
use crate::units::Level;

/// Width and height of a field, in points.
pub(super) const SIZE: Vec2 = vec2(250.0, 230.0);
/// Squares of one field at most.
const MOST_SQUARES: u64 = 700;
/// Services that are named at most.
const MOST_ROWS: usize = 10;
/// Width of the names, in points.
const NAMES: f32 = 92.0;
/// The lowest row of a service, in points.
const ROW: f32 = 15.0;

/// The rectangle of a field around a mark's middle.
pub(super) fn rect(centre: Pos2) -> Rect {
    Rect::from_center_size(centre, SIZE)
}

/// Paints the servers of a mark that is one site.
pub(super) fn paint(painter: &Painter, look: &Look<'_>, mark: &Mark, state: &SiteState, centre: Pos2) {
    let theme = look.theme;
    let card = rect(centre);
    let Some(site) = mark.sites.first() else { return };
    let stroke = if look.is_selected(Subject::Site(*site)) {
        Stroke::new(2.0, theme.selected)
    } else if state.strike.is_some() {
        Stroke::new(1.5, theme.burning)
    } else {
        Stroke::new(1.0, theme.line)
    };
    painter.rect(card, CORNER, theme.panel.gamma_multiply(0.96), stroke, StrokeKind::Inside);
    let inside = card.shrink2(vec2(12.0, 8.0));
    let top = head(painter, look, mark, state, inside);
    let track = &look.recording.sites[*site];
    let mut placements: Vec<&Placement> =
        track.placements.iter().map(|index| &look.recording.placements[*index as usize]).collect();
    placements.sort_by_key(|placement| (std::cmp::Reverse(placement.servers), placement.service.index()));
    let hidden = placements.len().saturating_sub(MOST_ROWS);
    placements.truncate(MOST_ROWS);
    let per_square = servers_per_square(track.servers);
    let area = Rect::from_min_max(pos2(inside.min.x, top), inside.max - vec2(0.0, 18.0));
    squares(painter, look, &placements, per_square, area);
    let mut foot = match per_square {
        1 => look.texts.get("map-square-one").to_owned(),
        many => look.texts.with("map-square", &[("count", &look.texts.count(many))]),
    };
    if hidden > 0 {
        foot = look.texts.with("map-square-more", &[("square", &foot), ("count", &hidden.to_string())]);
    }
    words::paint(painter, pos2(inside.min.x, inside.max.y - 14.0), &foot, SIZES[0] - 1.0, theme.quiet);
}

/// Name and state. Returns where the squares may begin.
fn head(painter: &Painter, look: &Look<'_>, mark: &Mark, state: &SiteState, inside: Rect) -> f32 {
    let theme = look.theme;
    let icon = pos2(inside.max.x - 8.0, inside.min.y + 10.0);
    match state.strike {
        Some((kind, _)) => icons::hazard(painter, icon, 9.0, kind, theme),
        None => icons::level(painter, icon, 5.0, state.level(), theme),
    }
    let name = words::name(painter, &look.world.sites[mark.sites[0]].name, SIZES[1]);
    let mut y = inside.min.y + name.size().y;
    let clipped = painter.with_clip_rect(painter.clip_rect().intersect(inside.with_max_x(inside.max.x - 22.0)));
    clipped.galley(inside.min, name, theme.text);
    let strike = state.strike_line(look).map(|line| (line, if theme.night { theme.burning } else { theme.down }));
    for (line, colour) in strike.into_iter().chain([(state.lit_line(look), theme.quiet)]) {
        words::paint(painter, pos2(inside.min.x, y), &line, SIZES[0], colour);
        y += 15.0;
    }
    y + 5.0
}

/// Every service has its name and rows of squares; squares shrink until all have room.
fn squares(painter: &Painter, look: &Look<'_>, placements: &[&Placement], per_square: u64, area: Rect) {
    let width = area.width() - NAMES;
    let count = |placement: &Placement| placement.servers.div_ceil(per_square).max(1) as usize;
    let columns = |side: f32| (width / side).floor().max(1.0) as usize;
    let height = |side: f32, count: usize| (count.div_ceil(columns(side)) as f32 * side + 4.0).max(ROW);
    let sides = [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0];
    let fits = |side: &f32| placements.iter().map(|one| height(*side, count(one))).sum::<f32>() <= area.height();
    let side = sides.into_iter().find(fits).unwrap_or(2.5);
    let columns = columns(side);
    let mut mesh = Mesh::default();
    let mut y = area.min.y;
    for placement in placements {
        let name = &look.world.services[placement.service].name;
        let name = words::within(painter, name, SIZES[0] - 1.0, NAMES - 8.0);
        if y + name.size().y <= area.max.y + 4.0 {
            painter.galley(pos2(area.min.x, y - 2.0), name, look.theme.quiet);
        }
        let total = count(placement);
        let lit = lit_squares(*placement.lit.at(look.now), placement.servers, total);
        let colour = colour(look, placement);
        for index in 0..total {
            let at = vec2((index % columns) as f32, (index / columns) as f32) * side;
            let square = Rect::from_min_size(pos2(area.min.x + NAMES, y) + at, Vec2::splat(side - 1.0));
            if square.max.y <= area.max.y {
                // Dark ones are hollow as well as dark.
                mesh.add_colored_rect(square, if index < lit { colour } else { look.theme.burnt });
                if index >= lit && side >= 5.0 {
                    mesh.add_colored_rect(square.shrink(1.0), look.theme.panel.lerp_to_gamma(look.theme.burnt, 0.45));
                }
            }
        }
        y += height(side, total);
    }
    painter.add(Shape::mesh(mesh));
}

/// The level of the service, paler where its servers only stand by.
fn colour(look: &Look<'_>, placement: &Placement) -> Color32 {
    let track = &look.recording.services[placement.service];
    let level = look.theme.level(track.level(look.now));
    let is_idle = placement.standby && !track.moments.at(look.now).engaged;
    if is_idle { look.theme.level(Level::Up).gamma_multiply(0.45) } else { level }
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

/// A round number of servers (1, 2, 5, 10 and on), so that a field is not more squares than can be told apart.
fn servers_per_square(servers: u64) -> u64 {
    let steps = (0..19).flat_map(|power| [1, 2, 5].map(|step| step * 10u64.pow(power)));
    let mut enough = steps.filter(|step| servers.div_ceil(*step) <= MOST_SQUARES);
    enough.next().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_stands_for_a_round_number() {
        for (servers, per_square) in [(0, 1), (700, 1), (701, 2), (1_400, 2), (3_000, 5), (32_000, 50)] {
            assert_eq!(servers_per_square(servers), per_square, "{servers} servers");
        }
        assert!(servers_per_square(u64::MAX) > 1, "the largest number there is");
    }

    #[test]
    fn some_light_is_never_shown_as_all_or_nothing() {
        assert_eq!(lit_squares(1, 10_000, 50), 1, "one server");
        assert_eq!(lit_squares(9_999, 10_000, 50), 49, "all but one");
        assert_eq!((lit_squares(0, 10, 5), lit_squares(10, 10, 5)), (0, 5), "none and all");
    }
}
