//! The marks of an opened unit or group: its sites on a circle or in a grid, and the frame around them.

use std::f32::consts::TAU;

use egui::{Vec2, vec2};

use super::clusters::{Cluster, GAP, radius};
use super::{FIELD_FROM_ZOOM, FIELD_SIZE, Mark, MarkKind, OPEN_FROM_ZOOM};
use crate::model::{Id, SiteId};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::screen::Screen;

/// The largest number of parts on a circle, with their names outside. More parts form a grid, each with its name below it.
pub(super) const MOST_AROUND: usize = 8;
/// The radius of a part, in points: the least, the largest if there are few parts, and the largest if there are many.
const PART_RADII: [f32; 3] = [12.0, 30.0, 24.0];
/// The largest number of parts that counts as few.
const FEW_AROUND: usize = 4;
/// The least width of a cell of the grid, and the height that the name adds to a cell, in points.
pub const CELL: [f32; 2] = [92.0, 18.0];
/// The distance that a frame keeps from the edges of the map, in points.
const MARGIN: f32 = 8.0;
/// The distance that a frame keeps from the upper edge of the map, where the view switch is, in points.
const UPPER_MARGIN: f32 = 48.0;
/// The distance between the middles of two fields that are side by side or one below the other, in points.
pub(super) const FIELD_STEP: Vec2 = vec2(FIELD_SIZE.x + 10.0, FIELD_SIZE.y + 10.0);

/// The positions of parts relative to the middle of their frame, and the radius of the frame, in points.
struct Arrangement {
    at: Vec<Vec2>,
    radius: f32,
}

/// The frame and the parts of an opened cluster. At a small zoom the frame is moved so that the whole frame is in view, if its true
/// middle is in view.
pub(super) fn opened_marks(facts: &RunFacts, screen: &Screen, cluster: &Cluster, true_middle: Vec2) -> Vec<Mark> {
    let near_in = screen.camera.zoom >= OPEN_FROM_ZOOM;
    let field = screen.camera.zoom >= FIELD_FROM_ZOOM;
    let sites: Vec<(usize, SiteId)> =
        cluster.units.iter().flat_map(|unit| facts.units[*unit].sites.iter().map(move |site| (*unit, *site))).collect();
    let servers = |site: SiteId| facts.site_servers[site.index()];
    let [least, few, many] = PART_RADII;
    let most = if sites.len() <= FEW_AROUND { few } else { many };
    let radii: Vec<f32> = if field {
        vec![FIELD_SIZE.y / 2.0; sites.len()]
    } else {
        sites.iter().map(|(_, site)| radius(servers(*site), facts, screen).clamp(least, most)).collect()
    };
    let arrangement = if field { in_rows(sites.len()) } else { around(&radii) };
    let middle = if near_in { true_middle } else { keep_in_view(screen, true_middle, arrangement.radius) };
    let mut marks: Vec<Mark> = Vec::with_capacity(sites.len() + 1);
    let is_framed = sites.len() > 1;
    if is_framed {
        marks.push(Mark {
            kind: MarkKind::Frame(cluster.units[0]),
            at: middle,
            moved_from: ((middle - true_middle).length() > 3.0).then_some(true_middle),
            radius: arrangement.radius,
            units: cluster.units.clone(),
            sites: sites.iter().map(|(_, site)| *site).collect(),
            servers: cluster.servers,
            is_framed: false,
        });
    }
    marks.extend(sites.iter().zip(radii).zip(arrangement.at).map(|(((unit, site), radius), at)| Mark {
        kind: MarkKind::Part(*site),
        at: middle + at,
        moved_from: None,
        radius,
        units: vec![*unit],
        sites: vec![*site],
        servers: servers(*site),
        is_framed,
    }));
    marks
}

/// The middle of a frame with this radius, moved so that the whole frame is in view, if its true middle is in view.
fn keep_in_view(screen: &Screen, at: Vec2, frame: f32) -> Vec2 {
    let half = screen.rect.size() / 2.0;
    if at.x.abs() > half.x || at.y.abs() > half.y {
        return at;
    }
    let room = (half - Vec2::splat(frame + MARGIN)).max(Vec2::ZERO);
    let upper = (half.y - frame - UPPER_MARGIN).max(0.0);
    vec2(at.x.clamp(-room.x, room.x), at.y.clamp(-upper, room.y))
}

/// Arranges rings of these radii on a circle, or in a grid if there are many.
fn around(radii: &[f32]) -> Arrangement {
    let largest = radii.iter().copied().fold(0.0, f32::max);
    let step = 2.0 * largest + 1.5 * GAP;
    let count = radii.len();
    if count > MOST_AROUND {
        let cell = vec2(step.max(CELL[0]), step + CELL[1]);
        let columns = (count as f32 * cell.y / cell.x * 1.8).sqrt().ceil() as usize;
        let at = grid(count, columns, cell);
        let reach = at.iter().map(|at| at.length()).fold(0.0, f32::max);
        return Arrangement { at, radius: reach + cell.x / 2.0 };
    }
    if count < 2 {
        return Arrangement { at: vec![Vec2::ZERO; count], radius: largest + GAP };
    }
    let circle = step / 2.0 / (TAU / 2.0 / count as f32).sin();
    // Two rings are side by side, three rings have two at the bottom, and four rings form a square.
    let first = if count == 2 { TAU / 2.0 } else { TAU / 4.0 + TAU / 2.0 / count as f32 };
    let at = (0..count).map(|i| circle * Vec2::angled(first + TAU * i as f32 / count as f32)).collect();
    Arrangement { at, radius: circle + largest + GAP }
}

/// The offsets of the cells of a grid from the middle of the grid.
fn grid(count: usize, columns: usize, step: Vec2) -> Vec<Vec2> {
    let rows = count.div_ceil(columns);
    let middle = vec2((columns.min(count) - 1) as f32, (rows - 1) as f32) / 2.0;
    (0..count).map(|i| (vec2((i % columns) as f32, (i / columns) as f32) - middle) * step).collect()
}

/// Arranges fields side by side. The radius of the frame is half the height of all rows.
fn in_rows(count: usize) -> Arrangement {
    Arrangement { at: grid(count, field_columns(count), FIELD_STEP), radius: size_of_fields(count).y / 2.0 }
}

/// The number of fields in a row, if there are `count` in all: at most three.
fn field_columns(count: usize) -> usize {
    if count == 4 { 2 } else { count.clamp(1, 3) }
}

/// The size of the area of `count` fields that are side by side, with the space around them, in points.
pub(super) fn size_of_fields(count: usize) -> Vec2 {
    let columns = field_columns(count);
    vec2(columns as f32, count.div_ceil(columns) as f32) * FIELD_STEP
}
