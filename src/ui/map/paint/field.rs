//! Paints a site at a large zoom: its servers as a field of small squares grouped by service. The squares of dark servers are dark, and those of
//! servers that are online and do not work are hollow.

use egui::epaint::Mesh;
use egui::{Color32, Painter, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::PaintedMark;
use super::sparks::freshness;
use crate::model::Id;
use crate::recording::{Placement, Subject};
use crate::ui::map::facts::SiteState;
use crate::ui::map::layout::IGNITE_SIZE;
use crate::ui::map::marks::{FIELD_FROM_ZOOM, FIELD_SIZE, Mark};
use crate::ui::map::screen::Screen;
use crate::ui::map::words;
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::ui::{ViewContext, icons};
use crate::units::Level;

/// The possible widths of a square, in points, the preferred one first.
const SIDES: [f32; 5] = [10.0, 9.0, 8.0, 7.0, 6.0];
/// A field is fully opaque when the zoom is this much larger than the one at which fields appear.
const STRONG_AFTER: f64 = 0.3;
/// The width of the column with the names of services, in points.
const NAMES: f32 = 92.0;
/// The height of a line of text under the name of the site, in points.
const LINE: f32 = 15.0;
/// The least height for the squares of one service, in points.
const ROW: f32 = 15.0;

/// The opacity of a field, 0.4 to 1. It grows while the person zooms in.
pub(super) fn strength(screen: &Screen) -> f32 {
    let nearer = (screen.camera.zoom - FIELD_FROM_ZOOM) / STRONG_AFTER;
    egui::lerp(0.4..=1.0, nearer.clamp(0.0, 1.0) as f32)
}

/// Paints the field of a mark that is a single site.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, painted: PaintedMark<'_>) {
    let theme = context.theme;
    let (mark, state) = (painted.mark, &painted.state.all);
    let card = Rect::from_center_size(painted.centre, FIELD_SIZE);
    let Some(site) = mark.sites.first() else { return };
    let stroke = if context.is_selected(Subject::Site(*site)) {
        Stroke::new(2.0, theme.selected)
    } else if state.strike.is_some() {
        Stroke::new(1.5, theme.burning)
    } else {
        Stroke::new(1.0, theme.line)
    };
    painter.rect(card, CORNER, theme.panel.gamma_multiply(0.96), stroke, StrokeKind::Inside);
    let inside = card.shrink2(vec2(12.0, 8.0));
    let top = head(painter, context, mark, state, inside);
    let track = &context.recording.sites[*site];
    let mut placements: Vec<&Placement> =
        track.placements.iter().map(|index| &context.recording.placements[*index as usize]).collect();
    placements.sort_by_key(|placement| (std::cmp::Reverse(placement.servers), placement.service.index()));
    let area = Rect::from_min_max(pos2(inside.min.x, top), inside.max - vec2(0.0, 18.0));
    let rows = (area.height() / ROW).max(1.0) as usize;
    let hidden = placements.len().saturating_sub(rows);
    placements.truncate(rows);
    let scale = scale(&placements, area);
    squares(painter, context, &placements, scale, area);
    let mut foot = match scale.per_square {
        1 => context.texts.get("map-square-one").to_owned(),
        many => context.texts.with("map-square", &[("count", &context.texts.count(many))]),
    };
    if hidden > 0 {
        let count = context.texts.exact_count(hidden);
        foot = context.texts.with("map-square-more", &[("square", &foot), ("count", &count)]);
    }
    // A selected site has the Ignite button in the corner of its field.
    let button = if context.acts() && context.is_selected(Subject::Site(*site)) { IGNITE_SIZE.x } else { 0.0 };
    let foot = words::within(painter, &foot, TEXT_SMALL - 1.0, inside.width() - button);
    painter.galley(pos2(inside.min.x, inside.max.y - 14.0), foot, theme.quiet);
}

/// Paints the name and the state of the site. Returns the position below them, where the squares begin, in points.
fn head(painter: &Painter, context: &ViewContext<'_>, mark: &Mark, state: &SiteState, inside: Rect) -> f32 {
    let theme = context.theme;
    let icon = pos2(inside.max.x - 8.0, inside.min.y + 10.0);
    match state.strike {
        Some(strike) => icons::hazard(painter, icon, 9.0, strike.kind, theme),
        None => icons::level(painter, icon, 5.0, state.level(), theme),
    }
    let name = words::name(painter, context.localized.site_name(mark.sites[0]), TEXT_BODY);
    let below_name = inside.min.y + name.size().y;
    let mut y = below_name;
    let clipped = painter.with_clip_rect(painter.clip_rect().intersect(inside.with_max_x(inside.max.x - 22.0)));
    clipped.galley(inside.min, name, theme.text);
    let strike = state.strike_line(context).map(|line| (line, if theme.night { theme.burning } else { theme.down }));
    for (line, colour) in std::iter::once((state.online_line(context), theme.quiet)).chain(strike) {
        words::paint(painter, pos2(inside.min.x, y), &line, TEXT_SMALL, colour);
        y += LINE;
    }
    // Space for both lines is always reserved, so that the squares do not move during the run.
    below_name + 2.0 * LINE + 5.0
}

/// The number of servers for one square, and the size of the square.
#[derive(Clone, Copy)]
struct SquareScale {
    /// The number of servers that one square represents.
    per_square: u64,
    /// The width of a square, in points.
    side: f32,
}

/// The scale with which the squares of all services fit: first with as few servers per square as possible, then with squares as large as
/// possible.
fn scale(placements: &[&Placement], area: Rect) -> SquareScale {
    let height = |per_square: u64, side: f32| -> f32 {
        placements.iter().map(|one| height(side, count(one.servers, per_square), area)).sum()
    };
    let fits = |per_square: u64, side: f32| height(per_square, side) <= area.height();
    // The candidates are the round numbers 1, 2, 5, 10, 20, 50 and so on.
    let mut steps = (0..19).flat_map(|power| [1, 2, 5].map(|step| step * 10u64.pow(power)));
    let per_square = steps.find(|step| fits(*step, SIDES[SIDES.len() - 1])).unwrap_or(u64::MAX);
    let side = SIDES.into_iter().find(|side| fits(per_square, *side)).unwrap_or(SIDES[SIDES.len() - 1]);
    SquareScale { per_square, side }
}

fn count(servers: u64, per_square: u64) -> usize {
    usize::try_from(servers.div_ceil(per_square)).unwrap_or(usize::MAX).max(1)
}

fn columns(side: f32, area: Rect) -> usize {
    ((area.width() - NAMES) / side).floor().max(1.0) as usize
}

/// The height of the rows of one service with `count` squares, in points.
fn height(side: f32, count: usize, area: Rect) -> f32 {
    (count.div_ceil(columns(side, area)) as f32 * side + 3.0).max(ROW)
}

/// Paints the name of each service and its rows of squares.
fn squares(
    painter: &Painter,
    context: &ViewContext<'_>,
    placements: &[&Placement],
    SquareScale { per_square, side }: SquareScale,
    area: Rect,
) {
    let columns = columns(side, area);
    let mut mesh = Mesh::default();
    let mut y = area.min.y;
    for placement in placements {
        let name = context.localized.service_name(placement.service);
        let name = words::within(painter, name, TEXT_SMALL - 1.0, NAMES - 8.0);
        if y + name.size().y <= area.max.y + 4.0 {
            painter.galley(pos2(area.min.x, y - 2.0), name, context.theme.quiet);
        }
        let total = count(placement.servers, per_square);
        let index = placement.online.index_at(context.now);
        let (since, servers_online) = placement.online.all()[index];
        let online = online_squares(servers_online, placement.servers, total);
        // Servers that are online and do not work are pale and hollow.
        let working = online_squares(placement.condition_at(context.now).working, placement.servers, total).min(online);
        let fresh = freshness(context, since);
        let before = placement.online.all()[index.saturating_sub(1)].1;
        let were_online = if fresh > 0.0 { online_squares(before, placement.servers, total) } else { online };
        let colour = colour(context, placement);
        for index in 0..total {
            let at = vec2((index % columns) as f32, (index / columns) as f32) * side;
            let square = Rect::from_min_size(pos2(area.min.x + NAMES, y) + at, Vec2::splat(side - 1.0));
            if square.max.y <= area.max.y {
                let changes = index >= online.min(were_online) && index < online.max(were_online);
                let glow = if changes { fresh } else { 0.0 };
                let glowing = |colour: Color32| colour.lerp_to_gamma(context.theme.heart_of_fire(), glow);
                // Squares of dark servers are hollow, so that they are recognized not only by their colour.
                mesh.add_colored_rect(square, glowing(if index < online { colour } else { context.theme.burnt }));
                if index >= online && side >= 5.0 {
                    let hollow = context.theme.panel.lerp_to_gamma(context.theme.burnt, 0.45);
                    mesh.add_colored_rect(square.shrink(1.0), glowing(hollow));
                }
                if (working..online).contains(&index) && side >= 5.0 {
                    mesh.add_colored_rect(square.shrink(1.5), glowing(context.theme.panel));
                }
            }
        }
        y += height(side, total, area);
    }
    painter.add(Shape::mesh(mesh));
}

/// The colour of the level of the service. It is paler if the servers are a standby that is not in use.
fn colour(context: &ViewContext<'_>, placement: &Placement) -> Color32 {
    let track = &context.recording.services[placement.service];
    let level = context.theme.level(track.level(context.now));
    let is_idle = placement.standby && !track.moments.at(context.now).engaged;
    if is_idle { context.theme.level(Level::Up).gamma_multiply(0.45) } else { level }
}

/// The number of squares that are shown as online. It is `squares` only if all servers are online, and 0 only if no server is online.
fn online_squares(online: u64, servers: u64, squares: usize) -> usize {
    if online == 0 || servers == 0 {
        return 0;
    }
    if online >= servers {
        return squares;
    }
    let share = online as f64 / servers as f64 * squares as f64;
    (share.round() as usize).clamp(1, squares.saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ServiceId, SiteId};
    use crate::recording::Steps;

    #[test]
    fn a_square_stands_for_a_round_number_and_all_have_room() {
        let placement = |servers: u64| Placement {
            condition: None,
            service: ServiceId::new(0),
            site: SiteId::new(0),
            standby: false,
            servers,
            online: Steps::new(servers),
        };
        let area = Rect::from_min_size(egui::Pos2::ZERO, vec2(226.0, 144.0));
        for (servers, expected) in [
            (&[0][..], "1 at 10"),
            (&[100], "1 at 10"),
            (&[1_000], "2 at 6"),
            (&[10_000, 4_000, 1_000, 20], "50 at 6"),
            (&[u64::MAX / 4, 1], "10000000000000000 at 6"),
        ] {
            let placements: Vec<Placement> = servers.iter().map(|servers| placement(*servers)).collect();
            let placements: Vec<&Placement> = placements.iter().collect();
            let SquareScale { per_square, side } = scale(&placements, area);
            assert_eq!(format!("{per_square} at {side}"), expected, "{servers:?}");
            let all: f32 = servers.iter().map(|one| height(side, count(*one, per_square), area)).sum();
            assert!(all <= area.height(), "{servers:?} take {all}");
        }
    }

    #[test]
    fn some_servers_online_are_never_shown_as_all_or_none() {
        assert_eq!(online_squares(1, 10_000, 50), 1, "one server");
        assert_eq!(online_squares(9_999, 10_000, 50), 49, "all but one");
        assert_eq!((online_squares(0, 10, 5), online_squares(10, 10, 5)), (0, 5), "none and all");
    }
}
