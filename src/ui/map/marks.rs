//! Which rings stand where: places near one another group, those that overlap make room, an opened one shows its parts.

use std::f32::consts::TAU;

use egui::{Pos2, Rect, Vec2, vec2};

use super::clusters::{self, Cluster, GAP, LARGEST, Near, radius, radius_of};
use super::known::Known;
use super::screen::Screen;
use crate::geo::WorldPos;
use crate::model::SiteId;

/// From this zoom on nothing is grouped, and places show their parts.
pub(super) const OPEN_FROM_ZOOM: f64 = 13.0;
/// From this zoom on a site shows its servers.
pub(super) const FIELD_FROM_ZOOM: f64 = 14.5;

/// A ring that would have to make room by more than this joins a group instead, in points.
const FAR: f32 = 34.0;
/// With no more rings than this, places on one spot are shown in parts, if those are not too many either.
const FEW: usize = 4;
const FEW_PARTS: usize = 12;
/// How often rings without room join groups before the rest is left as it is.
const PASSES: usize = 6;
/// Up to so many parts of one place stand around it, with their names outside; more are a grid, each with its name below it.
const MOST_AROUND: usize = 8;
/// The radius of a part at least, of one of few and of one of many at most, in points.
const PART_RADII: [f32; 3] = [12.0, 30.0, 24.0];
/// Around so many parts or fewer rings may be large.
const FEW_AROUND: usize = 4;
/// The least width of a cell of the grid, and what its name adds to its height, in points.
pub(super) const CELL: [f32; 2] = [92.0, 18.0];
/// An opened place keeps so much of the edge of the map free, and so much of the upper one, where the switch is, in points.
const MARGIN: f32 = 8.0;
const UPPER_MARGIN: f32 = 48.0;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum What {
    /// A place, or a site alone.
    Unit(usize),
    /// Several units; the largest one.
    Group(usize),
    /// A part of an opened place.
    Part(SiteId),
    /// What holds the parts of an opened place or group together.
    Frame(usize),
}

/// A ring on the map, or the frame of an opened one.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// What it stands for.
    pub(super) what: What,
    /// Its middle, in points from the middle of the map at the zoom it was made for.
    pub(super) at: Vec2,
    /// Where it really is, if it had to make room.
    pub(super) moved_from: Option<Vec2>,
    /// Its radius, in points.
    pub(super) radius: f32,
    /// Its units, the largest first.
    pub(super) units: Vec<usize>,
    /// Its sites.
    pub(super) sites: Vec<SiteId>,
    /// All its servers.
    pub(super) servers: u64,
    /// Whether a frame holds it, which stands for it where it is out of view.
    pub(super) is_framed: bool,
}

impl Mark {
    /// Whether it shows its servers rather than a ring.
    pub(super) fn is_field(&self, screen: &Screen) -> bool {
        matches!(self.what, What::Part(_)) && screen.camera.zoom >= FIELD_FROM_ZOOM
    }

    /// Whether it is the frame of parts that stand in a grid, rather than around a place.
    pub(super) fn is_grid(&self) -> bool {
        matches!(self.what, What::Frame(_)) && self.sites.len() > MOST_AROUND
    }

    /// The rectangle of its ring.
    pub(super) fn rect(&self, middle: Pos2) -> Rect {
        Rect::from_center_size(middle + self.at, Vec2::splat(2.0 * self.radius))
    }
}

/// All marks for a view. `open` is the unit whose parts (or whose group's parts) are to be shown whatever the zoom.
pub(super) fn marks(known: &Known, screen: &Screen, open: Option<usize>) -> Vec<Mark> {
    let near_in = screen.camera.zoom >= OPEN_FROM_ZOOM;
    let field = screen.camera.zoom >= FIELD_FROM_ZOOM;
    let mut clusters = clusters::clusters(known, screen);
    for pass in 0..=PASSES {
        let mut marks: Vec<Mark> = Vec::with_capacity(clusters.len());
        let mut opened: Vec<Mark> = Vec::new();
        let most = clusters.iter().map(|cluster| cluster.servers).fold(known.most_servers, u64::max);
        for cluster in &clusters {
            let parts: usize = cluster.units.iter().map(|unit| known.units[*unit].sites.len()).sum();
            let one_spot = cluster.is_one_spot(known);
            let is_asked = open.is_some_and(|unit| cluster.units.contains(&unit));
            // Where little else is shown, what no zoom can part is shown in parts from the start.
            let is_plain = one_spot && cluster.units.len() > 1 && clusters.len() <= FEW && parts <= FEW_PARTS;
            let is_open = near_in || is_plain || (is_asked && one_spot);
            let at = offset(screen, cluster.at);
            if is_open && (parts > 1 || field) {
                opened.extend(parts_of(known, screen, cluster, at, near_in));
            } else {
                marks.push(closed(known, screen, cluster, at, most));
            }
        }
        let lost = make_room(&mut marks, &opened);
        if lost.is_empty() || near_in || pass == PASSES {
            marks.append(&mut opened);
            return marks;
        }
        for unit in lost {
            clusters::merge(known, screen, &mut clusters, unit, open);
        }
    }
    Vec::new()
}

fn offset(screen: &Screen, at: WorldPos) -> Vec2 {
    screen.pos(at) - screen.rect.center()
}

fn closed(known: &Known, screen: &Screen, cluster: &Cluster, at: Vec2, most: u64) -> Mark {
    let what = if cluster.units.len() == 1 { What::Unit } else { What::Group };
    Mark {
        what: what(cluster.units[0]),
        at,
        moved_from: None,
        radius: radius_of(cluster.servers, most, screen).min(cluster.radius),
        sites: cluster.units.iter().flat_map(|unit| known.units[*unit].sites.iter().copied()).collect(),
        units: cluster.units.clone(),
        servers: cluster.servers,
        is_framed: false,
    }
}

/// The parts of an opened cluster around its middle, and the frame that holds them. Far out that frame is whole wherever the
/// place is in view.
fn parts_of(known: &Known, screen: &Screen, cluster: &Cluster, true_middle: Vec2, near_in: bool) -> Vec<Mark> {
    let field = screen.camera.zoom >= FIELD_FROM_ZOOM;
    let sites: Vec<(usize, SiteId)> =
        cluster.units.iter().flat_map(|unit| known.units[*unit].sites.iter().map(move |site| (*unit, *site))).collect();
    let of_site = |site: SiteId| known.site_servers[crate::model::Id::index(site)];
    let [least, few, many] = PART_RADII;
    let most = if sites.len() <= FEW_AROUND { few } else { many };
    let radii: Vec<f32> = if field {
        vec![super::field::SIZE.y / 2.0; sites.len()]
    } else {
        sites.iter().map(|(_, site)| radius(of_site(*site), known, screen).clamp(least, most)).collect()
    };
    let (places, frame) = if field { in_rows(sites.len()) } else { around(&radii) };
    let middle = if near_in { true_middle } else { in_view(screen, true_middle, frame) };
    let mut marks: Vec<Mark> = Vec::with_capacity(sites.len() + 1);
    let is_framed = sites.len() > 1;
    if is_framed {
        marks.push(Mark {
            what: What::Frame(cluster.units[0]),
            at: middle,
            moved_from: ((middle - true_middle).length() > 3.0).then_some(true_middle),
            radius: frame,
            units: cluster.units.clone(),
            sites: sites.iter().map(|(_, site)| *site).collect(),
            servers: cluster.servers,
            is_framed: false,
        });
    }
    marks.extend(sites.iter().zip(radii).zip(places).map(|(((unit, site), radius), at)| Mark {
        what: What::Part(*site),
        at: middle + at,
        moved_from: None,
        radius,
        units: vec![*unit],
        sites: vec![*site],
        servers: of_site(*site),
        is_framed,
    }));
    marks
}

/// The middle of a frame that is whole in view, if its true place is in view.
fn in_view(screen: &Screen, at: Vec2, frame: f32) -> Vec2 {
    let half = screen.rect.size() / 2.0;
    if at.x.abs() > half.x || at.y.abs() > half.y {
        return at;
    }
    let room = (half - Vec2::splat(frame + MARGIN)).max(Vec2::ZERO);
    let upper = (half.y - frame - UPPER_MARGIN).max(0.0);
    vec2(at.x.clamp(-room.x, room.x), at.y.clamp(-upper, room.y))
}

/// Where rings of these radii lie: on a circle, or, when they are many, in a grid. And how far it all reaches.
fn around(radii: &[f32]) -> (Vec<Vec2>, f32) {
    let largest = radii.iter().copied().fold(0.0, f32::max);
    let step = 2.0 * largest + 1.5 * GAP;
    let count = radii.len();
    if count > MOST_AROUND {
        let cell = vec2(step.max(CELL[0]), step + CELL[1]);
        let columns = (count as f32 * cell.y / cell.x * 1.8).sqrt().ceil() as usize;
        let places = grid(count, columns, cell);
        let reach = places.iter().map(|at| at.length()).fold(0.0, f32::max);
        return (places, reach + cell.x / 2.0);
    }
    if count < 2 {
        return (vec![Vec2::ZERO; count], largest + GAP);
    }
    let circle = step / 2.0 / (TAU / 2.0 / count as f32).sin();
    // Two lie side by side, three stand on their feet, four are a square.
    let first = if count == 2 { TAU / 2.0 } else { TAU / 4.0 + TAU / 2.0 / count as f32 };
    let places = (0..count).map(|i| circle * Vec2::angled(first + TAU * i as f32 / count as f32)).collect();
    (places, circle + largest + GAP)
}

/// A grid around its own middle.
fn grid(count: usize, columns: usize, step: Vec2) -> Vec<Vec2> {
    let rows = count.div_ceil(columns);
    let middle = vec2((columns.min(count) - 1) as f32, (rows - 1) as f32) / 2.0;
    (0..count).map(|i| (vec2((i % columns) as f32, (i / columns) as f32) - middle) * step).collect()
}

/// Fields side by side, four in a row at most, and half the height of it all.
fn in_rows(count: usize) -> (Vec<Vec2>, f32) {
    let columns = if count == 4 { 2 } else { count.clamp(1, 3) };
    let step = super::field::SIZE + Vec2::splat(10.0);
    let rows = count.div_ceil(columns) as f32;
    (grid(count, columns, step), rows * step.y / 2.0)
}

/// Moves the smaller of two overlapping marks aside, and all marks out of an opened frame. Returns the first
/// units of those that found no room.
fn make_room(marks: &mut [Mark], opened: &[Mark]) -> Vec<usize> {
    let frames: Vec<(Vec2, f32)> =
        opened.iter().filter(|mark| matches!(mark.what, What::Frame(_))).map(|mark| (mark.at, mark.radius)).collect();
    let far = FAR + frames.iter().map(|(_, radius)| 2.0 * radius).sum::<f32>();
    let touches = |mark: &Mark, at: Vec2, radius: f32| (mark.at - at).length() < mark.radius + radius + GAP - 0.5;
    let mut near = Near::new(2.0 * LARGEST + GAP);
    let mut lost = Vec::new();
    for index in 0..marks.len() {
        let (before, rest) = marks.split_at_mut(index);
        let mark = &mut rest[0];
        let true_place = mark.at;
        let pushing = |mark: &Mark| {
            let frame = frames.iter().copied().find(|(at, radius)| touches(mark, *at, *radius));
            frame.or_else(|| {
                let other =
                    near.first(cell_of(mark.at), |other| touches(mark, before[other].at, before[other].radius))?;
                Some((before[other].at, before[other].radius))
            })
        };
        for _ in 0..8 {
            let Some((at, radius)) = pushing(mark) else { break };
            let away = mark.at - at;
            // Two on one spot: any direction will do, so long as it is always the same one.
            let away = if away.length() < 0.01 { Vec2::angled(0.6 + index as f32) } else { away.normalized() };
            mark.at = at + away * (mark.radius + radius + GAP);
        }
        let by = (mark.at - true_place).length();
        if by > 3.0 {
            mark.moved_from = Some(true_place);
        }
        let is_crowded =
            near.first(cell_of(mark.at), |other| touches(mark, before[other].at, before[other].radius)).is_some();
        if by > far || is_crowded {
            lost.push(mark.units[0]);
        }
        near.insert(cell_of(mark.at), index);
    }
    lost
}

fn cell_of(at: Vec2) -> [f64; 2] {
    [f64::from(at.x), f64::from(at.y)]
}
